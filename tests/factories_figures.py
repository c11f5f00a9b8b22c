"""Two results to compare, for tests of movements and figures, reached through the real actions.

before = make_result({household: "poor"}, by=officer)              a recognised review of 2023
review = make_review(area.commune, 2024, by=officer)
make_classed(household, review, "near_poor", by=officer)
movement_of(household, review).kind
"""

from collections.abc import Mapping
from datetime import date
from uuid import uuid4

from accounts.models import User
from households import actions, figures, movements
from households.events.recording import Occurrence
from households.figures import PlaceFigures
from households.models import Household, HouseholdEvent, Movement, Review
from households.transitions import allowed
from localities.models import Locality
from tests.factories_households import make_classed, make_review, recognise


def make_result(classes: Mapping[Household, str], *, by: User, year: int = 2023) -> Review:
    """A recognised annual review in which these households have these classes, and no other household has one."""
    commune = next(iter(classes)).commune
    review = make_review(commune, year, by=by)
    for household, household_class in classes.items():
        make_classed(household, review, household_class, by=by)
    for row in movements.unsettled(review):  # left out of this result: somebody must say why
        kind = allowed(row.class_before, row.class_after)[0]
        actions.choose_movement(movement=row, kind=kind, reason="không còn ở địa phương", by=by)
    return recognise(review, by=by)


def movement_of(household: Household, review: Review) -> Movement | None:
    return Movement.objects.filter(household=household, review=review).first()


def occurrence_of(household: Household, on: date = date(2024, 5, 2), reason: str = "theo đơn") -> Occurrence:
    household = Household.everyone.get(pk=household.pk)
    return Occurrence(uid=uuid4(), household=household, base_version=household.version, happened_on=on, reason=reason)


def move_out(household: Household, *, by: User, on: date = date(2024, 5, 2)) -> HouseholdEvent:
    return actions.move_household_out(occurrence=occurrence_of(household, on), by=by, to_place="xã Mẫu Khác")


def of_unit(review: Review, unit: Locality) -> PlaceFigures:
    """The figures of one village unit of a review."""
    return next(row for row in figures.by_hamlet(review) if row.place == unit)


def summed(review: Review) -> PlaceFigures:
    return figures.total(figures.by_hamlet(review), review.commune)
