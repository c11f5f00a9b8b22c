"""Households, reviews and forms for tests, reached through the real actions.

    review = make_review(area.commune, 2024, by=officer)
    household = make_household(area.hamlet, "Trần Văn Thử", by=officer)
    draft = make_draft(household, review, by=officer)
    assessment = make_completed(household, review, by=officer, income_points=100, lacking=4)
    review = advance(review, "posted", by=officer)

All names are invented.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import count
from typing import Any
from uuid import uuid4

from accounts.models import User
from accounts.roles import Role
from households import actions
from households.entry.sheet import NO, YES, Sheet
from households.models import Assessment, Household, Review, VillageMeeting
from households.procedure.course import course_of
from households.register.people import HEAD, MemberInput
from indicators.scoring import HouseholdClass
from indicators.standard import Standard
from indicators.standards import get_standard
from localities.models import Level, Locality, Population
from tests import factories

YEAR = 2024
STANDARD = get_standard("VN-2022")
State = Review.State
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


# The way of a review, and the state that each act leads to. "submit" and "agree" are left out where nobody is asked.
_WAY = (
    (State.MEETING, "begin"),
    (State.POSTED, "post"),
    (State.SUBMITTED, "submit"),
    (State.AGREED, "agree"),
    (State.RECOGNISED, "decide"),
    (State.CLOSED, "close"),
)


def advance(
    review: Review,
    to: str,
    *,
    by: User,
    decision_on: date | None = None,
    decision_number: str = "123/QĐ-UBND",
) -> Review:
    """Walk a review whose forms are finished to a state, through the real acts: every unit meets and agrees, the list
    is posted, the level above agrees on paper where it is asked. `returned` sends the first household back."""
    if not Population.objects.filter(place__parent=review.commune, year=review.year).exists():
        record_population(review.commune, review.year)
    way = _Way(review, by, decision_on, decision_number)
    if to == State.RETURNED:
        advance(review, State.SUBMITTED, by=by, decision_on=decision_on)
        return send_back(Review.objects.get(pk=review.pk))
    for state, act in _WAY:
        review = way.review = Review.objects.select_related("commune").get(pk=review.pk)
        if review.state == to:
            break
        if _ORDER.index(review.state) < _ORDER.index(state) and way.needs(state):
            getattr(way, act)()
    found = Review.objects.select_related("commune").get(pk=review.pk)
    assert found.state == to, f"{found.state} instead of {to}"
    return found


def recognise(review: Review, *, by: User, **decision: Any) -> Review:
    """Recognise a review whose forms are finished, with a population for every village unit."""
    return advance(review, State.RECOGNISED, by=by, **decision)


def send_back(review: Review, household: Household | None = None, comment: str = "Kiểm tra lại điểm B1.") -> Review:
    """The level above returns a submitted review for one household (the first, unless named)."""
    above = upper_reviewer(review)
    household = household or review.assessments.order_by("pk").first().household
    actions.mark_send_back(review=review, household=household, comment=comment, by=above)
    return actions.return_review(review=review, by=above)


def upper_reviewer(review: Review) -> User:
    """Somebody who may give the opinion that the chain of the review asks for."""
    level = course_of(review).opinion_level
    place = next(place for place in review.commune.ancestors() if place.level == level)
    return factories.make_user(Role.UPPER_REVIEWER, place)


_ORDER = [
    State.SURVEYING,
    State.MEETING,
    State.POSTED,
    State.RETURNED,
    State.SUBMITTED,
    State.AGREED,
    State.RECOGNISED,
    State.CLOSED,
]


class _Way:
    """The acts with days that end at the day of the decision."""

    def __init__(self, review: Review, by: User, decision_on: date | None, number: str) -> None:
        self.review, self.by, self.number = review, by, number
        course = course_of(review)
        usual = date(review.year, 12, 10) if review.is_annual else course.due_on
        self.decision_on = decision_on or min(usual, course.today)
        self.posted_until = self.decision_on - timedelta(days=1)
        self.posted_on = max(course.begins_on, self.posted_until - timedelta(days=12))
        self.asks_opinion = course.asks_opinion

    def needs(self, state: str) -> bool:
        return self.asks_opinion or state not in (State.SUBMITTED, State.AGREED)

    def begin(self) -> None:
        actions.begin_meetings(review=self.review, by=self.by, rest_confirmed=True)

    def post(self) -> None:
        for unit in course_of(self.review).lacking_agreement:
            make_meeting(self.review, unit.place, by=self.by, held_on=self.posted_on)
        actions.post(
            review=self.review,
            posted_on=self.posted_on,
            posted_until=self.posted_until,
            places="nhà văn hóa, trụ sở UBND",
            by=self.by,
        )

    def submit(self) -> None:
        actions.submit(review=self.review, report_number="45/BC-UBND", submitted_on=self.decision_on, by=self.by)

    def agree(self) -> None:
        actions.record_paper_opinion(
            review=self.review, opinion_number="67/UBND", opinion_on=self.decision_on, by=self.by
        )

    def decide(self) -> None:
        actions.recognise_review(
            review=self.review, decision_number=self.number, decision_on=self.decision_on, by=self.by
        )

    def close(self) -> None:
        actions.close_review(review=self.review, by=self.by)


def make_meeting(review: Review, hamlet: Locality, *, by: User, agreeing: int = 40, **fields: Any) -> VillageMeeting:
    """A meeting of fifty people."""
    fields.setdefault("held_on", course_of(review).begins_on)
    return actions.record_meeting(
        review=review,
        hamlet=hamlet,
        chair="Trưởng Thôn",
        secretary="Thư Ký",
        present=50,
        agreeing=agreeing,
        by=by,
        **fields,
    )
