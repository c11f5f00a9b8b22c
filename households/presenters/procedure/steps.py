"""The whole path of a review: each step done, under way or to come, with its days, people and papers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.roles import Permission
from households.models import Complaint, Review, ReviewStep, SendBack, VillageMeeting
from households.presenters import words
from households.presenters.procedure.about import household_words, meeting_words
from households.presenters.procedure.acts import heading_of
from households.presenters.procedure.following import NextMove, book_links, deadlines, next_move
from households.presenters.tabs import Tab, review_tabs
from households.procedure.course import Course, Unit
from households.procedure.moves import STEP_WORDS, is_possible
from households.procedure.words import class_words, days_left, opinion_words
from localities.formats import count, short_date
from localities.models import Locality
from localities.scope import AreaScope

State = Review.State

# How far each state is along the track: survey, meetings, posting, opinion, decision, closing.
_REACHED: Final = {
    State.SURVEYING: 0,
    State.MEETING: 1,
    State.POSTED: 2,
    State.SUBMITTED: 3,
    State.RETURNED: 3,
    State.AGREED: 4,
    State.RECOGNISED: 5,
    State.CLOSED: 6,
}


@dataclass(frozen=True)
class TrackStep:
    label: str
    state: str
    note: str
    url: str


@dataclass(frozen=True)
class MeetingRow:
    """A village unit with all the rounds of its meeting."""

    name: str
    forms: str
    state: tuple[str, str]
    rounds: Sequence[tuple[str, str, str]]  # words, remark, where it is annulled
    record_url: str


@dataclass(frozen=True)
class CaseRow:
    """A complaint, or a household that the level above sent back."""

    household: str
    url: str
    said: str
    when: str
    state: tuple[str, str]
    classes: str
    answer: str
    answer_url: str


@dataclass(frozen=True)
class DiaryRow:
    when: str
    who: str
    what: str
    from_to: str
    comment: str


@dataclass(frozen=True)
class StepsPage:
    """What `households/procedure/steps.html` shows, of a commune or, on its ground, of one village unit."""

    place: Locality
    course: Course
    user: User
    scope: AreaScope
    diary: Sequence[ReviewStep]
    classes: Mapping[int, str]

    @property
    def review(self) -> Review:
        return self.course.review

    @property
    def heading(self) -> str:
        return f"Các bước rà soát {self.review.period_words}"

    @property
    def state(self) -> tuple[str, str]:
        return words.review_state(self.review)

    @property
    def tabs(self) -> list[Tab]:
        return review_tabs(self.place, self.review.year, self.review.month, "review_steps")

    @property
    def crumbs(self) -> list[tuple[str, str]]:
        name = words.review_name(self.review.year, self.review.month)
        return [(name, self._at("reviews"))]

    @cached_property
    def may_manage(self) -> bool:
        return self.place.is_commune and self.user.may(Permission.REVIEW_MANAGE, self.place)

    @cached_property
    def next(self) -> NextMove | None:
        return next_move(self.course, self.user)

    @property
    def other_acts(self) -> list[tuple[str, str]]:
        """Acts beside the one that leads on."""
        if not self.may_manage:
            return []
        found = []
        if is_possible("reopen_survey", self.review.state):
            found.append((heading_of("reopen_survey"), self._review_url("review_reopen_survey")))
        return found

    @property
    def deadlines(self) -> list[tuple[str, str]]:
        return deadlines(self.course)

    @property
    def book_links(self) -> list[tuple[str, str]]:
        return book_links(self.place, self.review.year)

    # --- The track ----------------------------------------------------------------------------------

    @property
    def track(self) -> list[TrackStep]:
        review, course = self.review, self.course
        units = [unit for unit in course.units if unit.has_forms]
        met = sum(1 for unit in units if unit.agreed)
        posted = f"{short_date(review.posted_on)} – {short_date(review.posted_until)}" if review.posted_on else ""
        decided = f"Số {review.decision_number}, {short_date(review.decision_on)}" if review.decision_on else ""
        closed = f"{timezone.localtime(review.closed_at):%d/%m/%Y}" if review.closed_at else ""
        drafts = f"{count(course.drafts)} phiếu nháp" if course.drafts else ""
        steps = [
            ("Rà soát", drafts, "#ra-soat"),
            ("Họp dân", f"{met}/{len(units)} nơi đạt" if units else "", "#hop-dan"),
            ("Niêm yết", posted, "#niem-yet"),
            ("Ý kiến cấp trên", self._opinion_note, "#trinh"),
            ("Công nhận", decided, "#cong-nhan"),
            ("Khép lại", closed, "#cong-nhan"),
        ]
        reached = _REACHED[State(review.state)]
        return [
            TrackStep(label, "done" if place < reached else "current" if place == reached else "todo", note, url)
            for place, (label, note, url) in enumerate(steps)
            if label != "Ý kiến cấp trên" or self.shows_opinion
        ]

    @property
    def shows_opinion(self) -> bool:
        """Where an opinion is asked, or was asked when the review was submitted."""
        return self.review.round > 0 or (self.course.asks_opinion and not self.review.is_recognised)

    @property
    def _opinion_note(self) -> str:
        review = self.review
        if review.state == State.SUBMITTED:
            return f"Trình lần {review.round}, {short_date(review.submitted_on)}"
        if review.state == State.RETURNED:
            return f"Trả lại lần {review.round}"
        return f"Thống nhất {short_date(review.opinion_on)}" if review.opinion_on else ""

    # --- Meetings -----------------------------------------------------------------------------------

    @cached_property
    def meeting_rows(self) -> list[MeetingRow]:
        return [self._meeting_row(unit) for unit in self.course.units if self.scope.covers(unit.place.path)]

    def _meeting_row(self, unit: Unit) -> MeetingRow:
        possible = self.may_manage and is_possible("record_meeting", self.review.state)
        takes = possible and unit.has_forms and not unit.agreed and not unit.drafts
        return MeetingRow(
            name=words.capital(unit.place),
            forms=f"{count(unit.completed)} hoàn thành, {count(unit.drafts)} nháp"
            if unit.has_forms
            else "không có phiếu",
            state=unit_state(unit),
            rounds=[self._round(number, meeting) for number, meeting in enumerate(unit.meetings, start=1)],
            record_url=self._review_url("meeting_record", unit.place.key) if takes else "",
        )

    def _round(self, number: int, meeting: VillageMeeting) -> tuple[str, str, str]:
        possible = self.may_manage and is_possible("annul_meeting", self.review.state)
        url = self._review_url("meeting_annul", meeting.uid) if possible and not meeting.annulled_at else ""
        said = f"Lần {number}, {meeting_words(meeting)}"
        people = f"Chủ trì {meeting.chair}, thư ký {meeting.secretary}; cần {meeting.needed_percent}%."
        remark = f" {meeting.remarks}" if meeting.remarks else ""
        if meeting.annulled_at and meeting.annulled_by:
            remark += f" Thôi tính: {meeting.annul_reason} ({meeting.annulled_by.full_name})."
        return said, f"{people}{remark}", url

    # --- Posting and complaints ----------------------------------------------------------------------

    @property
    def posting_words(self) -> str:
        review = self.review
        if not review.posted_on or not review.posted_until:
            return "Chưa niêm yết."
        running = "" if self.course.posting_is_over else f" ({days_left(review.posted_until, self.course.today)})"
        return (
            f"Từ ngày {short_date(review.posted_on)} đến hết ngày {short_date(review.posted_until)}{running}, "
            f"tại {review.posted_at_places}."
        )

    @property
    def complaint_url(self) -> str:
        possible = self.may_manage and is_possible("add_complaint", self.review.state)
        return self._review_url("complaint_add") if possible else ""

    @cached_property
    def complaint_rows(self) -> list[CaseRow]:
        shown = [each for each in self.course.complaints if self.scope.covers(each.household.hamlet.path)]
        return [self._complaint_row(complaint) for complaint in shown]

    def _complaint_row(self, complaint: Complaint) -> CaseRow:
        takes = self.may_manage and complaint.is_open and is_possible("answer_complaint", self.review.state)
        due = self.course.recheck_due_on(complaint)
        open_words = f"Chờ trả lời, hạn {short_date(due)} ({days_left(due, self.course.today)})"
        return CaseRow(
            household=household_words(complaint.household),
            url=complaint.household.get_absolute_url(),
            said=f"{complaint.complainant}: {complaint.content}",
            when=short_date(complaint.received_on),
            state=(open_words, "waiting") if complaint.is_open else ("Đã trả lời", "done"),
            classes=self._classes(complaint.class_before, complaint.household_id),
            answer=f"{complaint.finding} ({complaint.rechecker}, {short_date(complaint.answered_on)})"
            if complaint.answered_on
            else "",
            answer_url=self._review_url("complaint_answer", complaint.uid) if takes else "",
        )

    # --- Submissions ----------------------------------------------------------------------------------

    @property
    def opinion_rule(self) -> str:
        return opinion_words(self.course)

    @property
    def paper_url(self) -> str:
        possible = self.may_manage and self.review.state == State.SUBMITTED
        return self._review_url("review_paper_opinion") if possible else ""

    @property
    def opinion_url(self) -> str:
        may = self.place.is_commune and self.user.may(Permission.REVIEW_OPINE, self.place)
        return self._review_url("review_opinion") if may else ""

    @property
    def opinion_facts(self) -> list[tuple[str, str]]:
        review = self.review
        if not review.submitted_on:
            return []
        sent = f"Báo cáo số {review.report_number} ngày {short_date(review.submitted_on)}, lần {review.round}"
        facts = [("Trình", sent)]
        if review.opinion_on:
            number = f"Văn bản số {review.opinion_number}, " if review.opinion_number else ""
            facts.append(("Thống nhất", f"{number}ngày {short_date(review.opinion_on)}{self._on_paper}"))
        return facts

    @property
    def _on_paper(self) -> str:
        last = next((step for step in reversed(self.diary) if step.to_state == State.AGREED), None)
        return " (do xã, phường ghi theo văn bản giấy)" if last and last.detail.get("paper") else ""

    @cached_property
    def send_back_rows(self) -> list[CaseRow]:
        held_back = self.review.state == State.SUBMITTED  # marks that nobody has sent yet are not shown
        shown = [
            sent
            for sent in self.course.send_backs
            if self.scope.covers(sent.household.hamlet.path) and not (held_back and sent.round == self.review.round)
        ]
        return [self._send_back_row(sent) for sent in shown]

    def _send_back_row(self, sent: SendBack) -> CaseRow:
        takes = self.may_manage and sent.is_open and is_possible("answer_send_back", self.review.state)
        return CaseRow(
            household=household_words(sent.household),
            url=sent.household.get_absolute_url(),
            said=sent.comment,
            when=f"Lần {sent.round}",
            state=("Chờ giải trình", "waiting") if sent.is_open else ("Đã giải trình", "done"),
            classes=self._classes(sent.class_before, sent.household_id),
            answer=f"{sent.answer} ({sent.answered_by.full_name})" if sent.answered_by else "",
            answer_url=self._review_url("send_back_answer", sent.household.uid) if takes else "",
        )

    # --- Decision and diary ----------------------------------------------------------------------------

    @property
    def decision_facts(self) -> list[tuple[str, str]]:
        review = self.review
        if not review.decision_on:
            return []
        facts = [("Quyết định", f"số {review.decision_number} ngày {short_date(review.decision_on)}")]
        for name in ("poor", "near_poor"):
            totals = review.recognised_totals.get(name)
            if totals:
                said = f"{count(totals['households'])} hộ, {count(totals['persons'])} người"
                facts.append((f"{class_words(name)} khi công nhận", said))
        return facts

    @property
    def diary_rows(self) -> list[DiaryRow]:
        labels = dict(State.choices)
        return [
            DiaryRow(
                when=f"{timezone.localtime(step.made_at):%H:%M %d/%m/%Y}",
                who=step.made_by.full_name,
                what=words_of(step.move) + (f", ngày {short_date(step.happened_on)}" if step.happened_on else ""),
                from_to=f"{labels[step.from_state]} → {labels[step.to_state]}",
                comment=step.comment,
            )
            for step in self.diary
        ]

    # --- Parts ------------------------------------------------------------------------------------------

    def _classes(self, before: str, household: int) -> str:
        now = self.classes.get(household, "")
        if before == now:
            return f"{class_words(before)}, không đổi"
        return f"{class_words(before)} → {class_words(now) if now else 'đang mở lại'}"

    def _at(self, name: str, *more: object) -> str:
        return reverse(name, args=[self.place.key, *self.review.url_args[1:], *more])

    def _review_url(self, name: str, *more: object) -> str:
        return reverse(name, args=[*self.review.url_args, *more])


def words_of(move: str) -> str:
    said = STEP_WORDS.get(move, move)
    return f"{said[:1].upper()}{said[1:]}"


def unit_state(unit: Unit) -> tuple[str, str]:
    """Word and kind of the tag of a unit: how its meeting stands."""
    if unit.agreed:
        return "Đạt", "done"
    if not unit.has_forms:
        return "Chưa có phiếu", "idle"
    last = unit.meetings[-1] if unit.meetings else None
    if last and not last.has_agreed and not last.annulled_at:
        return "Chưa đạt, họp lại", "stopped"
    return ("Chờ họp lại" if last else "Chưa họp"), "waiting"
