"""Households, reviews and forms for tests, reached through the real actions.

    review = make_review(area.commune, 2024, by=officer)
    household = make_household(area.hamlet, "Trần Văn Thử", by=officer)
    draft = make_draft(household, review, by=officer)
    assessment = make_completed(household, review, by=officer, income_points=100, lacking=4)

All names are invented.
"""

from collections.abc import Sequence
from datetime import date
from itertools import count
from typing import Any
from uuid import uuid4

from accounts.models import User
from households import actions
from households.models import Assessment, Household, Review
from households.people import HEAD, MemberInput
from households.sheet import NO, YES, Sheet
from indicators.scoring import HouseholdClass
from indicators.standard import Standard
from indicators.standards import get_standard
from localities.models import Level, Locality, Population

YEAR = 2024
STANDARD = get_standard("VN-2022")
_numbers = count(1)

# B1 and the number of deprivations that give each class, in a rural and in an urban place.
POINTS: dict[str, tuple[int, int]] = {
    HouseholdClass.POOR: (100, 4),
    HouseholdClass.NEAR_POOR: (100, 1),
    HouseholdClass.NOT_POOR: (300, 0),
}


def make_member(full_name: str, relationship: str = "child", **fields: Any) -> MemberInput:
    return MemberInput(uid=fields.pop("uid", uuid4()), full_name=full_name, relationship=relationship, **fields)


def make_household(
    hamlet: Locality,
    head_name: str | None = None,
    *,
    by: User,
    persons: int = 1,
    members: Sequence[MemberInput] = (),
    **fields: Any,
) -> Household:
    """A household with its head and `persons` - 1 children, or with exactly these members."""
    head_name = head_name or f"Chủ Hộ {next(_numbers)}"
    if not members:
        head = make_member(head_name, HEAD, sex="male", birth_year=1970)
        members = [head, *(make_member(f"Con {number}", birth_year=2000 + number) for number in range(1, persons))]
    uid = fields.pop("uid", uuid4())
    return actions.add_household(uid=uid, hamlet=hamlet, members=members, by=by, **fields)


def make_review(commune: Locality, year: int = YEAR, *, by: User, **fields: Any) -> Review:
    return actions.open_review(commune=commune, year=year, by=by, **fields)


def full_sheet(
    *, income_points: int = 100, lacking: int | Sequence[str] = 0, standard: Standard = STANDARD, **fields: Any
) -> Sheet:
    """A sheet with every answer. `lacking`: the first so many indicators, or these codes."""
    codes = [indicator.code for indicator in standard.indicators]
    deprived = codes[:lacking] if isinstance(lacking, int) else list(lacking)
    answers = {code: YES if code in deprived else NO for code in codes}
    return Sheet(income_points=income_points, answers=answers, **fields)


def make_draft(household: Household, review: Review, *, by: User, sheet: Sheet | None = None) -> Assessment:
    return actions.save_draft(
        household=household, review=review, sheet=sheet or full_sheet(standard=review.standard), base_version=0, by=by
    )


def make_completed(household: Household, review: Review, *, by: User, **sheet: Any) -> Assessment:
    draft = make_draft(household, review, by=by, sheet=full_sheet(standard=review.standard, **sheet))
    return actions.complete(assessment=draft, base_version=draft.version, by=by)


def make_classed(household: Household, review: Review, household_class: str, *, by: User) -> Assessment:
    """A completed form of that class."""
    income_points, lacking = POINTS[household_class]
    return make_completed(household, review, by=by, income_points=income_points, lacking=lacking)


def record_population(place: Locality, year: int = YEAR, households: int = 100, persons: int | None = 400) -> None:
    """The population of every village unit of a commune, or of one village unit."""
    units = [place] if place.is_hamlet else Locality.objects.under(place).filter(level=Level.HAMLET)
    for unit in units:
        Population.objects.create(place=unit, year=year, households=households, persons=persons)


def recognise(review: Review, *, by: User) -> Review:
    """Recognise a review whose forms are finished, with a population for every village unit."""
    if not Population.objects.filter(place__parent=review.commune, year=review.year).exists():
        record_population(review.commune, review.year)
    return actions.recognise_review(
        review=review, decision_number="123/QĐ-UBND", decision_on=date(review.year, 12, 10), by=by
    )
