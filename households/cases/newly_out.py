"""Households that left poverty or near-poverty not long ago (hộ mới thoát nghèo): found from recognised results."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from households.cases.classes import class_words, recognised_forms
from households.cases.leaving import (
    GONE,
    LEAVING,
    NEAR_POOR,
    NOT_POOR,
    POOR,
    Departure,
    Result,
    counted_until,
    last_departure,
    months_left,
)
from households.models import Household, Movement, Review
from households.procedure import settings as rules
from localities.formats import count_in_text, long_date, short_date
from localities.models import Locality
from localities.scope import AreaScope, subtree

RULE = "newly_out_months"


@dataclass(frozen=True, slots=True)
class NewlyOut:
    """A household with its departure, and until when it counts as newly out."""

    household: int
    departure: Departure
    until: date
    months_left: int


def newly_out(scope: AreaScope, place: Locality, on: date) -> list[NewlyOut]:
    """The households of a place that left within the set number of months before a day, those that are back among
    them; in no order."""
    months = rules.number(RULE, place, on)
    here = Household.objects.in_scope(scope).filter(subtree(place.path, "hamlet"))
    here = here.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=on))
    found = ((pk, last_departure(results)) for pk, results in results_of(here, on).items())
    return [out for pk, departure in found if departure and (out := _within(pk, departure, months, on))]


def rule_at(place: Locality, on: date) -> tuple[int, str]:
    """How many months a household counts as newly out at a place on a day, and what that rests on."""
    rule = rules.rule_of(RULE)
    held = rules.Rules.at(place, codes=[RULE]).setting(RULE, place, on)
    return (int(rule.read(held.value)), held.basis) if held else (int(rule.shipped(on)), rule.source)


def decision_numbers(found: Iterable[NewlyOut]) -> dict[int, str]:
    """The numbers of the decisions by which these households left, by the key of the review; a former commune's review
    among them, since a decision is public."""
    reviews = Review.objects.filter(pk__in={out.departure.review for out in found})
    return dict(reviews.values_list("pk", "decision_number").order_by())


def newly_out_words(household: Household, on: date | None = None) -> str:
    """For the page of a household: that it is newly out, since which decision, until when; nothing when it is not."""
    on = on or timezone.localdate()
    departure = last_departure(results_of(Household.everyone.filter(pk=household.pk), on).get(household.pk, []))
    if departure is None or not departure.is_out:
        return ""
    out = _within(household.pk, departure, rules.number(RULE, household.commune, on), on)
    if out is None:
        return ""
    decision = Review.objects.values_list("decision_number", flat=True).get(pk=departure.review)
    when = long_date(departure.decision_on)
    return (
        f"{departure_words(departure)} theo Quyết định số {decision} {when}; tính là hộ mới thoát đến hết "
        f"{short_date(out.until)} (còn {count_in_text(out.months_left)} tháng)"
    )


def departure_words(departure: Departure) -> str:
    """ "Thoát nghèo, nay là hộ cận nghèo"; "Thoát cận nghèo"."""
    left = "Thoát nghèo" if departure.from_class == POOR else "Thoát cận nghèo"
    return left if departure.to_class == NOT_POOR else f"{left}, nay là {class_words(NEAR_POOR)}"


def results_of(households: QuerySet[Household], on: date) -> dict[int, list[Result]]:
    """The recognised results until a day, in the order of their decisions, of those households that were poor or
    near-poor at some time. Two queries, whatever the size."""
    forms = recognised_forms(on).filter(household__in=households)
    poor = recognised_forms(on).filter(household_class__in=(POOR, NEAR_POOR)).order_by().values("household")
    moves = Movement.objects.filter(
        household__in=households, review__state__in=Review.FINAL, review__decision_on__lte=on
    )
    found: dict[tuple[int, int], Result] = {}
    order: dict[tuple[int, int], tuple[date, int, int]] = {}
    columns = ("household_id", "review_id", "review__decision_on", "review__year")
    for household, review, day, year, kind, after in moves.values_list(*columns, "kind", "class_after").order_by():
        left_to = LEAVING[kind][1] if kind in LEAVING else GONE
        found[household, review] = Result(review, day, after or left_to, kind)
        order[household, review] = (day, year, review)
    for household, review, day, year, said in (
        forms.filter(household__in=poor).values_list(*columns, "household_class").order_by()
    ):
        kind = found[household, review].kind if (household, review) in found else ""
        found[household, review] = Result(review, day, said, kind)
        order[household, review] = (day, year, review)
    results: dict[int, list[Result]] = defaultdict(list)
    for key in sorted(found, key=order.__getitem__):
        results[key[0]].append(found[key])
    return results


def _within(household: int, departure: Departure, months: int, on: date) -> NewlyOut | None:
    until = counted_until(departure.decision_on, months)
    if on > until:
        return None
    return NewlyOut(household, departure, until, months_left(until, on))
