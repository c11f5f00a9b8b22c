"""The page of one act of the procedure: what it does, what is still missing, and its form."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from django import forms
from django.urls import NoReverseMatch, reverse

from accounts.refusals import refusal
from households.models import Review
from households.presenters import words
from households.procedure.checks import Gap, gaps
from households.procedure.course import Course
from households.procedure.moves import check_state

Link = tuple[str, str, str]

# Heading and button of each act's page.
_WORDS: Final[dict[str, tuple[str, str]]] = {
    "begin_meetings": ("Chuyển sang họp dân", "Chuyển sang họp dân"),
    "record_meeting": ("Ghi họp dân", "Ghi cuộc họp"),
    "annul_meeting": ("Thôi tính cuộc họp", "Thôi tính cuộc họp này"),
    "post": ("Niêm yết công khai", "Ghi niêm yết"),
    "add_complaint": ("Ghi khiếu nại", "Ghi khiếu nại"),
    "answer_complaint": ("Phúc tra và trả lời khiếu nại", "Ghi trả lời"),
    "submit": ("Trình cấp trên cho ý kiến", "Trình"),
    "mark_send_back": ("Đánh dấu hộ cần rà soát lại", "Lưu ý kiến"),
    "record_paper_opinion": ("Ghi văn bản cho ý kiến của cấp trên", "Ghi văn bản"),
    "answer_send_back": ("Giải trình hộ bị trả lại", "Lưu giải trình"),
    "reopen_survey": ("Mở lại rà soát", "Mở lại rà soát"),
    "recognise": ("Ghi quyết định công nhận", "Ghi quyết định"),
    "close": ("Khép lại đợt rà soát", "Khép lại"),
}
# Pages whose address names a place and a year, not a review.
_OF_PLACE: Final = frozenset({"households", "places"})
STEPS = "review_steps"


def heading_of(code: str) -> str:
    return _WORDS[code][0]


def gap_link(review: Review, gap: Gap) -> Link:
    """The sentence of what is missing, with the page that mends it where that page is there."""
    if not gap.page:
        return gap.sentence, "", ""
    args = [review.commune.key, review.year] if gap.page in _OF_PLACE else review.url_args
    try:
        return gap.sentence, f"{reverse(gap.page, args=args)}{gap.query}", gap.label
    except NoReverseMatch:  # not of a monthly review
        return gap.sentence, "", ""


@dataclass(frozen=True)
class ActPage:
    """What `households/procedure/act.html` shows. `stopped`: why the act is not possible in this state; `missing`: what
    else it needs; `refused`: why what was just sent was not done. `back` is where the page came from and leads to;
    `marked`: the household is marked already."""

    course: Course
    code: str
    form: forms.Form
    about: str = ""
    facts: Sequence[tuple[str, str]] = ()
    rules: Sequence[str] = ()
    links: Sequence[tuple[str, str]] = ()
    stopped: str = ""
    refused: str = ""
    kind: str = "primary"
    marked: bool = False
    back: tuple[str, str] = ("", "")
    missing: Sequence[Link] = field(default_factory=list)

    @property
    def review(self) -> Review:
        return self.course.review

    @property
    def heading(self) -> str:
        return _WORDS[self.code][0]

    @property
    def label(self) -> str:
        return _WORDS[self.code][1]

    @property
    def state(self) -> tuple[str, str]:
        return words.review_state(self.review)

    @property
    def crumbs(self) -> list[tuple[str, str]]:
        args = self.review.url_args
        name = words.review_name(self.review.year, self.review.month)
        return [(name, reverse("reviews", args=args)), self.back]

    @property
    def back_url(self) -> str:
        return self.back[1]

    @property
    def not_yet(self) -> str:
        """Why the button does nothing."""
        if self.stopped:
            return self.stopped
        return "Chưa đủ điều kiện, xem ở trên." if self.missing else ""


def act_page(course: Course, code: str, form: forms.Form, *, anchor: str = "", **more: object) -> ActPage:
    """The page of an act, back to its part of the steps."""
    review = course.review
    stopped = more.pop("stopped", None)
    if stopped is None:
        stopped = refusal(check_state, review, code)
    missing = [] if stopped else [gap_link(review, gap) for gap in gaps(course, code)]
    back = more.pop("back", ("Các bước", f"{reverse(STEPS, args=review.url_args)}{anchor}"))
    return ActPage(course, code, form, stopped=str(stopped), missing=missing, back=back, **more)  # type: ignore[arg-type]
