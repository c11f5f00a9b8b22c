"""The results that a review is compared with, and the class of households by them."""

from collections.abc import Collection, Iterable
from typing import NamedTuple

from django.db.models import Sum

from households.models import Assessment, HamletFigures, Review
from localities.formats import count
from localities.models import Level, Locality, predecessors_of
from localities.scope import AreaScope

_FIRST_CLASSES = (("poor", "hộ nghèo"), ("near_poor", "hộ cận nghèo"))


class Results(NamedTuple):
    """The last recognised annual reviews (several where the commune was made of several) and the monthly ones that
    were recognised after them, the oldest first."""

    annual: tuple[Review, ...]
    monthly: tuple[Review, ...]


class Standing(NamedTuple):
    """What a result says of one household."""

    household_class: str
    hamlet_id: int
    persons: int


def previous_review(review: Review) -> Review | None:
    """The last recognised annual review of the commune before this one; of a commune that was made of others, the
    first of theirs."""
    return next(iter(previous_reviews(review)), None)


def previous_reviews(review: Review) -> tuple[Review, ...]:
    """The last recognised annual review of the commune before this one, or of each commune that it was made of."""
    return results_before(review.commune, review).annual


def latest_class(
    commune: Locality, *, before: Review | None = None, households: Collection[int] | None = None
) -> dict[int, str]:
    """The class of households of a commune (by their pk; all of them, or those asked for) by the last recognised
    results, before a review or at all. Who had no form there is not in the answer: it was not listed."""
    results = results_before(commune, before)
    standings = standings_by((*results.annual, *results.monthly), commune.pk, households)
    return {household: standing.household_class for household, standing in standings.items()}


def opening_difference(review: Review, previous: Iterable[Review]) -> str:
    """A sentence where column 1 is not what the decision of before recognised; both are sums of stored figures."""
    rows = HamletFigures.objects.filter(review__in=[each.pk for each in previous]).order_by()
    closed = dict(rows.values_list("household_class").annotate(Sum("households")))
    own = HamletFigures.objects.filter(review=review).order_by()
    opened = dict(own.values_list("household_class").annotate(Sum("opening")))
    parts = [
        f"{name} {count(opened.get(code, 0))}, kết quả trước là {count(closed.get(code, 0))}"
        for code, name in _FIRST_CLASSES
        if opened.get(code, 0) != closed.get(code, 0)
    ]
    return f"Cột 1 khác số của kết quả trước: {'; '.join(parts)}." if closed and parts else ""


def results_before(commune: Locality, review: Review | None = None) -> Results:
    """The recognised results that hold before a review, or now."""
    own = [each for each in _recognised([commune]) if review is None or _is_before(each, review)]
    annual = tuple(each for each in own if each.is_annual)[-1:]
    if not annual:
        annual = _of_predecessors(commune, review)
    since = max((each.ends_on for each in annual), default=None)
    monthly = tuple(each for each in own if not each.is_annual and (since is None or each.ends_on > since))
    return Results(annual, monthly)


def standings_by(
    reviews: Iterable[Review], commune: int, households: Collection[int] | None = None
) -> dict[int, Standing]:
    """What these results say of the households of a commune; the later result counts."""
    order = {each.pk: each.ends_on for each in reviews}
    if not order:
        return {}
    forms = Assessment.objects.completed().filter(review__in=list(order), household__commune=commune)
    if households is not None:
        forms = forms.filter(household__in=households)
    rows = forms.order_by().values_list("review_id", "household_id", "household_class", "hamlet_id", "person_count")
    return {row[1]: Standing(*row[2:]) for row in sorted(rows, key=lambda row: order[row[0]])}


def _recognised(communes: Iterable[Locality]) -> list[Review]:
    """Their recognised reviews, the oldest first."""
    found = Review.objects.recognised().filter(commune__in=communes).select_related("commune")
    return sorted(found, key=lambda each: each.ends_on)


def _is_before(each: Review, review: Review) -> bool:
    return each.pk != review.pk and each.ends_on < review.ends_on


def _of_predecessors(commune: Locality, review: Review | None) -> tuple[Review, ...]:
    paths = predecessors_of((commune.path,))
    if not paths:
        return ()
    communes = list(Locality.objects.in_scope(AreaScope(paths)).filter(level=Level.COMMUNE))
    # A new commune may state its results for the very year that its predecessors reviewed: theirs are the same then.
    found = [each for each in _recognised(communes) if each.is_annual and (not review or each.year < review.year)]
    last = {each.commune_id: each for each in found}
    return tuple(sorted(last.values(), key=lambda each: each.commune.path))
