"""The class that decisions gave a household, review by review."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from households.models import Assessment, Household, Review
from households.movements import latest_class
from indicators.scoring import HouseholdClass
from indicators.wording import CLASS_LABELS


@dataclass(frozen=True, slots=True)
class Recognised:
    """The result of one recognised review for a household. Corrections have changed the form itself."""

    household_class: str
    decision_number: str
    decision_on: date


def recognised_forms(on: date | None = None) -> QuerySet[Assessment]:
    """The completed forms of recognised reviews, the latest decision first; until a day when one is given."""
    forms = Assessment.objects.completed().filter(review__state__in=Review.FINAL)
    if on:
        forms = forms.filter(review__decision_on__lte=on)
    return forms.order_by("-review__decision_on", "-review__year", "-review_id")


def recognised_class(household: Household) -> Recognised | None:
    """In which class the last recognised results put a household, and by which decision; nothing where it was not
    among them."""
    known = latest_class(household.commune, households=[household.pk])
    if household.pk not in known:
        return None
    said = recognised_forms().filter(household=household)
    number, day = said.values_list("review__decision_number", "review__decision_on").first()
    return Recognised(known[household.pk], number, day)


def class_words(household_class: str) -> str:
    """ "hộ cận nghèo" within a sentence."""
    return CLASS_LABELS[HouseholdClass(household_class)].lower()
