"""What would lift the poor households of a commune or of a village unit, read from their completed forms."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from households.models import Assessment, AssessmentQuerySet, HamletFigures, Review
from indicators import lifting
from indicators.lifting import Lift, Prospect
from indicators.scoring import HouseholdClass
from indicators.standard import Standard
from localities.area_types import AreaType
from localities.models import Locality
from localities.scope import AreaScope, subtree

THREE_OR_MORE = 3


@dataclass(frozen=True, slots=True)
class PoorHousehold:
    """A poor household's form, and what would lift it."""

    form: Assessment
    lift: Lift


def forms_at(scope: AreaScope, review: Review, place: Locality) -> AssessmentQuerySet:
    """The forms of a review at a place, within the scope."""
    return Assessment.objects.in_scope(scope).filter(subtree(place.path, "hamlet"), review=review)


def poor_households(forms: AssessmentQuerySet, standard: Standard) -> list[PoorHousehold]:
    """Every poor household of these forms, in the order of village units and of names."""
    poor = forms.completed().filter(household_class=HouseholdClass.POOR).select_related("household", "hamlet")
    ordered = poor.order_by("hamlet__position", "hamlet__sort_key", "household__sort_key", "pk")
    return [PoorHousehold(form, _lift(form, standard)) for form in ordered]


def _lift(form: Assessment, standard: Standard) -> Lift:
    points = form.income_points or 0  # a completed form has them
    return lifting.lift(AreaType(form.area_type), points, standard.codes(form.deprived_mask), standard)


@dataclass(frozen=True)
class Lifting:
    """The poor households of a place, all of them and those that a filter lets through."""

    standard: Standard
    households: Sequence[PoorHousehold]
    needing: int = 0

    @cached_property
    def prospect(self) -> Prospect:
        """Counted over all poor households of the place, whatever the filter on how many they need."""
        return lifting.prospect((each.lift.lacking for each in self.households), self.standard)

    @cached_property
    def shown(self) -> Sequence[PoorHousehold]:
        """Those that need so many indicators mended; three stands for three or more, nothing for all."""
        if not self.needing:
            return self.households
        return [each for each in self.households if min(each.lift.to_mend, THREE_OR_MORE) == self.needing]


def unfinished(forms: AssessmentQuerySet) -> int:
    """Forms that have no result yet: while there are any, the counts are not the last word."""
    return forms.exclude(state=Assessment.State.COMPLETED).count()


def only_reported(review: Review, place: Locality) -> bool:
    """Whether poor households of the place were reported as totals, without a form for each."""
    rows = review.figures.filter(subtree(place.path, "hamlet"), source=HamletFigures.Source.REPORTED)
    return rows.filter(household_class=HouseholdClass.POOR, households__gt=0).exists()
