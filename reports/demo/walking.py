"""The way of a demo review from its finished forms to a later state, through the acts that officers use."""

from collections.abc import Container
from datetime import date, timedelta
from typing import Final

from accounts.models import User
from households import actions
from households.models import Review
from households.procedure.course import course_of

State = Review.State

# Invented people who chair and write; the source plans name none.
CHAIR, SECRETARY, WITNESS = "Trưởng thôn (mẫu)", "Thư ký (mẫu)", "Đại diện hộ dân (mẫu)"
PRESENT, AGREEING = 62, 58
PLACES: Final = "nhà văn hóa các thôn, tổ dân phố; trụ sở UBND cấp xã"
POSTED_DAYS, ANSWERED_AFTER = 8, 6

_ORDER = (State.SURVEYING, State.MEETING, State.POSTED, State.SUBMITTED, State.AGREED, State.RECOGNISED, State.CLOSED)


def walk(
    review: Review,
    to: str,
    *,
    officer: User,
    leader: User,
    decision_on: date,
    decision_number: str = "",
) -> Review:
    """Lead a review whose forms are finished to a state; the days end at the day of the decision, or where it stops
    earlier at the day of the last act. The opinion comes on paper where the chain of the time asks for one."""
    asks = course_of(review).asks_opinion
    submitted_on = decision_on - timedelta(days=ANSWERED_AFTER) if asks else decision_on
    posted_until = submitted_on - timedelta(days=1)
    posted_on = max(course_of(review).begins_on, posted_until - timedelta(days=POSTED_DAYS))
    for state in _ORDER[_ORDER.index(State(review.state)) + 1 : _ORDER.index(State(to)) + 1]:
        if state == State.MEETING:
            review = actions.begin_meetings(review=review, by=officer, rest_confirmed=True)
            hold_meetings(review, posted_on, officer)
        elif state == State.POSTED:
            review = actions.post(
                review=review, posted_on=posted_on, posted_until=posted_until, places=PLACES, by=officer
            )
        elif state == State.SUBMITTED and asks:
            review = actions.submit(review=review, report_number="86/BC-UBND", submitted_on=submitted_on, by=officer)
        elif state == State.AGREED and asks:
            review = actions.record_paper_opinion(
                review=review, opinion_number="1432/UBND", opinion_on=decision_on, by=officer
            )
        elif state == State.RECOGNISED:
            review = actions.recognise_review(
                review=review, decision_number=decision_number, decision_on=decision_on, by=leader
            )
        elif state == State.CLOSED:
            review = actions.close_review(review=review, by=leader)
    return review


def hold_meetings(review: Review, held_on: date, officer: User, *, only: Container[int] | None = None) -> None:
    """The meeting of every unit that has forms and has not met, or of those with these keys."""
    waiting = course_of(review).lacking_agreement
    for number, unit in enumerate(each for each in waiting if only is None or each.place.pk in only):
        actions.record_meeting(
            review=review,
            hamlet=unit.place,
            held_on=held_on,
            chair=CHAIR,
            secretary=SECRETARY,
            representative=WITNESS,
            present=PRESENT - number % 9,
            agreeing=AGREEING - number % 9 - number % 4,
            by=officer,
        )
