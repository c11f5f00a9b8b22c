"""What comes next in a review, who does it, and why not yet; and the deadlines."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.urls import NoReverseMatch, reverse

from accounts.models import User
from accounts.roles import Permission
from households.models import Review
from households.presenters.procedure.acts import Link, gap_link, heading_of
from households.procedure import settings
from households.procedure.checks import gaps
from households.procedure.course import Course
from households.procedure.moves import move_of
from households.procedure.words import days_left, rule_words
from localities.formats import short_date
from localities.models import Locality
from localities.text import lower_first

State = Review.State

# The page of each act whose address needs the review alone.
PAGES: Final = {
    "begin_meetings": "review_meetings",
    "post": "review_post",
    "add_complaint": "complaint_add",
    "submit": "review_submit",
    "agree": "review_opinion",
    "record_paper_opinion": "review_paper_opinion",
    "reopen_survey": "review_reopen_survey",
    "recognise": "review_recognise",
    "close": "review_close",
}
_LABELS: Final = {"agree": "Cho ý kiến"}


@dataclass(frozen=True)
class NextMove:
    """The act that leads on: its page where this person may do it, else who does; and what is missing."""

    label: str
    url: str
    who: str
    missing: Sequence[Link]

    @property
    def words(self) -> str:
        return f"{lower_first(self.label)}. Người làm: {self.who}."


def next_move(course: Course, user: User) -> NextMove | None:
    """The act that leads to the next state; nothing when the review is closed."""
    code = _next_code(course)
    if code == "agree" and user.may(Permission.REVIEW_MANAGE, course.review.commune):
        code = "record_paper_opinion"  # the officer of the commune waits, or has the opinion on paper
    return move_for(course, code, user) if code else None


def move_for(course: Course, code: str, user: User) -> NextMove:
    review, move = course.review, move_of(code)
    may = user.may(move.permission, review.commune)
    return NextMove(
        label=_LABELS.get(code) or heading_of(code),
        url=reverse(PAGES[code], args=review.url_args) if may else "",
        who=_who(course, move.permission),
        missing=[gap_link(review, gap) for gap in gaps(course, code)],
    )


def _next_code(course: Course) -> str:
    state = State(course.review.state)
    if state == State.POSTED:
        return "submit" if course.asks_opinion else "recognise"
    return {
        State.SURVEYING: "begin_meetings",
        State.MEETING: "post",
        State.SUBMITTED: "agree",
        State.RETURNED: "submit",
        State.AGREED: "recognise",
        State.RECOGNISED: "close",
        State.CLOSED: "",
    }[state]


def _who(course: Course, permission: Permission) -> str:
    if permission == Permission.REVIEW_OPINE:
        return settings.LEVEL_WORDS[course.opinion_level]
    if permission == Permission.REVIEW_RECOGNISE:
        return "Lãnh đạo UBND cấp xã"
    return "Cán bộ giảm nghèo của xã, phường"


def deadlines(course: Course) -> list[tuple[str, str]]:
    """What is due by when, with the days left and what the day rests on."""
    review = course.review
    if review.is_recognised:
        return []
    code, label = ("annual_to", "Hết kỳ rà soát") if review.is_annual else ("monthly_decision_days", "Hạn quyết định")
    found = [(label, _due(course, course.due_on, code, course.begins_on))]
    if review.state == State.POSTED and review.posted_until and review.posted_on:
        over = (
            " Đã hết thời gian niêm yết."
            if course.posting_is_over
            else f" ({days_left(review.posted_until, course.today)})."
        )
        rule = rule_words(course, "posting_working_days", review.posted_on)
        found.append(("Niêm yết đến hết", f"{short_date(review.posted_until)}{over} {rule}"))
    for complaint in course.open_complaints:
        due = course.recheck_due_on(complaint)
        name = f"Trả lời khiếu nại về hộ {complaint.household.head_name}"
        found.append((name, _due(course, due, "recheck_working_days", complaint.received_on)))
    if review.state == State.SUBMITTED and review.submitted_on and (answer_by := course.opinion_due_on):
        found.append(("Hạn cấp trên cho ý kiến", _due(course, answer_by, "opinion_working_days", review.submitted_on)))
    return found


def _due(course: Course, day: date, code: str, on: date) -> str:
    return f"{short_date(day)} ({days_left(day, course.today)}). {rule_words(course, code, on)}"


def book_links(place: Locality, year: int) -> list[tuple[str, str]]:
    """Where the rules and forms of the procedure are kept."""
    pages = (
        ("Quy định, thời hạn đang áp dụng", "procedure_settings"),
        ("Mục của Phiếu A", "quick_check_items"),
        ("Bảng điểm B1", "score_sheets"),
        ("Rà soát thường xuyên hằng tháng", "monthly_reviews"),
    )
    found = []
    for label, name in pages:
        try:
            found.append((label, reverse(name, args=[place.key, year])))
        except NoReverseMatch:
            continue
    return found
