"""The movements of a review as a list, whole or those that one cell of forms 7.2 and 7.3 counts."""

from django.db.models import F, Q, QuerySet

from households.models import Movement, Review
from households.transitions import CLOSING, OPENING, patterns
from localities.models import Locality
from localities.scope import AreaScope, subtree


def movements_of(review: Review, scope: AreaScope, place: Locality) -> QuerySet[Movement]:
    """The movements of the households of a place on the ground, where they live or were counted, in the order of lists.
    Rows that wait for a form that is open again say nothing yet."""
    seen = (scope.q("hamlet") & subtree(place.path, "hamlet")) | (
        scope.q("hamlet_before") & subtree(place.path, "hamlet_before")
    )
    rows = review.movements.filter(seen).exclude(~Q(class_before__in=("poor", "near_poor")) & Q(class_after=""))
    rows = rows.select_related("household", "hamlet", "hamlet_before")
    return rows.order_by("household__sort_key", "household_id")


def in_cell(household_class: str, column: int, unit: Locality | None) -> Q:
    """The movements whose households one cell counts; of one village unit or of all."""
    if column == OPENING:
        return Q(class_before=household_class) & _at("hamlet_before", unit)
    if column == CLOSING:
        return Q(class_after=household_class) & _at("hamlet", unit)
    found = Q(pk__in=[])
    for each in patterns(household_class, column):
        moved = Q(hamlet_before__isnull=False) & ~Q(hamlet_before=F("hamlet"))
        where = _at("hamlet_before" if each.in_former_unit else "hamlet", unit)
        same = Q(kind=each.kind, class_before=each.class_before, class_after=each.class_after)
        found |= same & where & (moved if each.has_moved else ~moved)
    return found


def _at(column: str, unit: Locality | None) -> Q:
    return Q(**{column: unit}) if unit else Q()
