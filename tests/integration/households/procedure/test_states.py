"""Every state × every act of a review, second rounds included: where it leads, or that it is refused.

"." means refused; any other word is the state afterwards.
"""

from collections.abc import Callable
from datetime import date

import pytest
from django.utils import timezone

from accounts.audit import Act
from accounts.models import AuditEvent
from accounts.refusals import Refused
from households import actions
from households.models import Complaint, Review, SendBack, VillageMeeting
from households.procedure.moves import MOVES, State
from tests.factories import Area, hamlets_of
from tests.factories_households import (
    advance,
    make_classed,
    make_household,
    make_meeting,
    make_review,
    record_population,
    upper_reviewer,
)

TABLE = """
state       begin_meetings record_meeting annul_meeting post   add_complaint answer_complaint submit
surveying   meeting        surveying      surveying     .      .             surveying        .
meeting     meeting        meeting        surveying     posted .             meeting          .
posted      .              .              .             .      posted        posted           submitted
submitted   .              .              .             .      .             .                .
returned    .              .              .             .      .             .                submitted
agreed      .              .              .             .      .             .                .
recognised  .              .              .             .      .             .                .
closed      .              .              .             .      .             .                .

state       mark_send_back withdraw  return_review agree  record_paper_opinion answer_send_back
surveying   .              .         .             .      .                    surveying
meeting     .              .         .             .      .                    meeting
posted      .              .         .             .      .                    posted
submitted   submitted      submitted returned      agreed agreed               .
returned    .              .         returned      .      .                    returned
agreed      .              .         .             .      .                    .
recognised  .              .         .             .      .                    .
closed      .              .         .             .      .                    .

state       reopen_survey recognise  close
surveying   .             .          .
meeting     surveying     .          .
posted      surveying     .          .
submitted   surveying     .          .
returned    surveying     .          .
agreed      surveying     recognised .
recognised  .             .          closed
closed      .             .          closed
"""


def cells() -> list[tuple[str, str, str]]:
    found = []
    for block in TABLE.strip().split("\n\n"):
        head, *rows = (line.split() for line in block.splitlines())
        found += [(row[0], act, after) for row in rows for act, after in zip(head[1:], row[1:], strict=True)]
    return found


def test_the_table_knows_every_state_and_every_act():
    states, acts, _ = (set(column) for column in zip(*cells(), strict=True))
    assert states == set(State)
    assert acts == {move.code for move in MOVES} | {"withdraw"}


class Season:
    """A review with a household in each of two village units, in a state, and what an act needs besides."""

    def __init__(self, area: Area, officer, leader, state: str) -> None:
        self.area, self.officer, self.leader = area, officer, leader
        review = make_review(area.commune, 2024, by=officer)
        self.first, self.second = hamlets_of(area.commune)
        self.households = [make_household(unit, by=officer) for unit in (self.first, self.second)]
        for household in self.households:
            make_classed(household, review, "poor", by=officer)
        record_population(area.commune)
        self.review = review if state == "surveying" else advance(review, state, by=officer)
        self.above = upper_reviewer(review)

    @property
    def household(self):
        return self.households[0]

    # --- What an act needs ------------------------------------------------------------------------

    def before_post(self) -> None:
        if self.review.state == "meeting":
            for unit in (self.first, self.second):
                make_meeting(self.review, unit, by=self.officer)

    def before_annul_meeting(self) -> None:
        self.meeting = VillageMeeting.objects.filter(review=self.review).first() or VillageMeeting.objects.create(
            review=self.review,
            hamlet=self.first,
            held_on=date(2024, 9, 2),
            chair="A",
            secretary="B",
            present=10,
            agreeing=8,
            needed_percent=50,
            recorded_at=timezone.now(),
            recorded_by=self.officer,
        )

    def before_answer_complaint(self) -> None:
        self.complaint = Complaint.objects.create(
            review=self.review,
            household=self.household,
            complainant="Ông A",
            received_on=date(2024, 12, 1),
            content="Sai điểm",
            recorded_at=timezone.now(),
            recorded_by=self.officer,
            class_before="poor",
        )

    def before_submit(self) -> None:
        self.review.send_backs.update(answer="Đã xem lại", answered_at=timezone.now(), answered_by=self.officer)

    def before_return_review(self) -> None:
        if self.review.state == "submitted":
            self.mark_send_back()

    def before_withdraw(self) -> None:
        self.before_return_review()

    def before_answer_send_back(self) -> None:
        self.sent = SendBack.objects.filter(review=self.review).first() or SendBack.objects.create(
            review=self.review,
            household=self.household,
            round=9,
            comment="Xem lại",
            class_before="poor",
            sent_at=timezone.now(),
            sent_by=self.above,
        )

    # --- The acts ---------------------------------------------------------------------------------

    def begin_meetings(self):
        return actions.begin_meetings(review=self.review, by=self.officer)

    def record_meeting(self):
        return make_meeting(self.review, self.first, by=self.officer, agreeing=41)

    def annul_meeting(self):
        return actions.annul_meeting(meeting=self.meeting, reason="Ghi nhầm", by=self.officer)

    def post(self):
        days = {"posted_on": date(2024, 11, 4), "posted_until": date(2024, 11, 8)}
        return actions.post(review=self.review, **days, places="trụ sở UBND", by=self.officer)

    def add_complaint(self):
        day = date(2024, 12, 2)
        told = {"complainant": "Bà B", "received_on": day, "content": "Hộ có xe tải"}
        return actions.add_complaint(review=self.review, household=self.household, **told, by=self.officer)

    def answer_complaint(self, **changes):
        day = date(2024, 12, 3)
        typed = {"rechecked_on": day, "rechecker": "Tổ", "finding": "Đúng điểm", "answered_on": day}
        typed = {**typed, "class_found": "poor", **changes}
        return actions.answer_complaint(complaint=self.complaint, **typed, by=self.officer)

    def submit(self, number: str = "2/BC", on: date = date(2024, 12, 20)):
        return actions.submit(review=self.review, report_number=number, submitted_on=on, by=self.officer)

    def mark_send_back(self):
        return actions.mark_send_back(review=self.review, household=self.household, comment="Xem lại B1", by=self.above)

    def withdraw(self):
        return actions.withdraw_send_back(review=self.review, household=self.household, by=self.above)

    def return_review(self):
        return actions.return_review(review=self.review, by=self.above)

    def agree(self):
        return actions.agree(review=self.review, opinion_on=date(2024, 12, 30), by=self.above)

    def record_paper_opinion(self):
        day = date(2024, 12, 30)
        return actions.record_paper_opinion(review=self.review, opinion_number="9", opinion_on=day, by=self.officer)

    def answer_send_back(self):
        return actions.answer_send_back(send_back=self.sent, answer="Đã rà soát lại", by=self.officer)

    def reopen_survey(self):
        return actions.reopen_survey(review=self.review, reason="Sót hộ", by=self.officer)

    def recognise(self, number: str = "9/QĐ"):
        day = date(2024, 12, 31)
        return actions.recognise_review(review=self.review, decision_number=number, decision_on=day, by=self.leader)

    def close(self):
        return actions.close_review(review=self.review, by=self.leader)

    def state(self) -> str:
        return Review.objects.get(pk=self.review.pk).state

    def again(self) -> None:
        self.review = Review.objects.get(pk=self.review.pk)


@pytest.fixture
def season(area, officer, leader) -> Callable[[str], Season]:
    return lambda state: Season(area, officer, leader, state)


@pytest.mark.parametrize(("state", "act", "after"), cells())
def test_each_act_in_each_state(season, state, act, after):
    now = season(state)
    getattr(now, f"before_{act}", lambda: None)()
    if after == ".":
        with pytest.raises(Refused) as refused:
            getattr(now, act)()
        assert str(refused.value).endswith(".")
        assert now.state() == state
        return
    steps = now.review.steps.count()
    getattr(now, act)()
    assert now.state() == after
    assert now.review.steps.count() == steps + (state != after)
    last = now.review.steps.order_by("-pk").first()
    if state != after:
        assert (last.from_state, last.to_state) == (state, after)
    # The same sent twice is one act.
    rows = (AuditEvent.objects.count(), now.review.steps.count(), now.review.meetings.count())
    getattr(now, act)()
    assert (AuditEvent.objects.count(), now.review.steps.count(), now.review.meetings.count()) == rows


# --- Second rounds --------------------------------------------------------------------------------


def test_a_failed_meeting_sends_its_unit_back_and_leaves_the_others_their_agreement(season):
    now = season("meeting")
    make_meeting(now.review, now.first, by=now.officer)
    failed = make_meeting(now.review, now.second, by=now.officer, agreeing=24)
    assert (failed.has_agreed, failed.needed_percent, now.state()) == (False, 50, "surveying")
    # The unit that agreed stays locked, the other one may be written again.
    agreed, open_one = (now.review.assessments.get(household=each) for each in now.households)
    with pytest.raises(Refused, match="đã họp dân ngày 01/09/2024 và thống nhất"):
        actions.reopen(assessment=agreed, reason="x", by=now.officer)
    actions.reopen(assessment=open_one, reason="Xem lại", by=now.officer)
    with pytest.raises(Refused, match=r"Còn 01 phiếu nháp \(tổ dân phố 2: 01\)"):
        actions.begin_meetings(review=now.review, by=now.officer)
    open_one.refresh_from_db()
    actions.complete(assessment=open_one, base_version=open_one.version, by=now.officer)
    actions.begin_meetings(review=now.review, by=now.officer)
    with pytest.raises(Refused, match="chưa họp dân hoặc họp chưa đạt: tổ dân phố 2"):
        now.post()
    second = make_meeting(now.review, now.second, by=now.officer, agreeing=25)
    assert second.has_agreed
    now.post()
    assert now.state() == "posted"
    assert now.review.meetings.count() == 3


def test_exactly_half_is_enough_and_one_fewer_is_not(season):
    now = season("meeting")
    assert make_meeting(now.review, now.first, by=now.officer, agreeing=25).counts
    assert not make_meeting(now.review, now.second, by=now.officer, agreeing=24).counts


def test_a_review_is_returned_answered_and_submitted_until_it_is_agreed_to(season):
    now = season("submitted")
    for round_ in (1, 2):
        now.again()
        assert now.review.round == round_
        now.mark_send_back()
        now.return_review()
        sent = now.review.send_backs.get(round=round_)
        with pytest.raises(Refused, match="01 hộ bị trả lại chưa giải trình"):
            now.submit(f"{round_}/BC-lại")
        actions.answer_send_back(send_back=sent, answer=f"Đã xem lại lần {round_}", by=now.officer)
        now.submit(f"{round_}/BC-lại")
    now.again()
    assert now.review.round == 3
    now.agree()
    now.recognise()
    steps = list(now.review.steps.values_list("move", flat=True))
    returned = ["submit", "return_review", "submit", "return_review", "submit", "agree", "recognise"]
    assert steps == ["begin_meetings", "post", *returned]
    assert now.review.send_backs.count() == 2


def test_a_result_taken_back_after_the_opinion_asks_for_it_again(season):
    """The level above may order a re-check on paper, or a mistake be found before the decision."""
    now = season("agreed")
    now.reopen_survey()
    now.again()
    assert (now.review.opinion_number, now.review.opinion_on) == ("", None)
    assert now.review.steps.last().detail["opinion_number"] == "67/UBND"
    with pytest.raises(Refused, match="đang ở bước rà soát"):
        now.recognise()


def test_a_survey_reopened_after_a_return_walks_the_whole_way_again(season):
    now = season("returned")
    now.reopen_survey()
    now.again()
    assert now.review.posted_on is None
    assert now.review.steps.last().detail["posted_on"] == "2024-11-27"
    actions.begin_meetings(review=now.review, by=now.officer)
    actions.post(
        review=now.review,
        posted_on=date(2024, 12, 11),
        posted_until=date(2024, 12, 13),
        places="trụ sở",
        by=now.officer,
    )
    with pytest.raises(Refused, match="chưa giải trình"):
        now.submit("3/BC")
    actions.answer_send_back(send_back=now.review.send_backs.get(), answer="Đã xem lại", by=now.officer)
    now.submit("3/BC")
    now.again()
    assert (now.review.state, now.review.round) == ("submitted", 2)


def test_a_recheck_that_changes_the_class_needs_the_form_completed_anew_before_the_answer(season):
    now = season("posted")
    complaint = now.complaint = now.add_complaint()
    assert complaint.class_before == "poor"
    with pytest.raises(Refused, match="Phúc tra kết luận “Hộ cận nghèo” nhưng phiếu của hộ đang ghi “Hộ nghèo”"):
        now.answer_complaint(class_found="near_poor")
    form = actions.reopen(assessment=now.review.assessments.get(household=now.household), reason="KN", by=now.officer)
    with pytest.raises(Refused, match="đang mở lại, chưa hoàn thành"):
        now.answer_complaint(class_found="near_poor")
    with pytest.raises(Refused, match="01 khiếu nại chưa trả lời"):
        now.submit()
    type(form).objects.filter(pk=form.pk).update(deprived_mask=1)
    actions.complete(assessment=form, base_version=form.version, by=now.officer)
    now.answer_complaint(class_found="near_poor")
    event = AuditEvent.objects.get(act=Act.COMPLAINT_ANSWERED)
    assert (event.detail["class_before"], event.detail["class_after"]) == ("poor", "near_poor")
    with pytest.raises(Refused, match="chỉ sửa được phiếu của hộ có khiếu nại chưa trả lời"):
        actions.reopen(assessment=form, reason="nữa", by=now.officer)


# --- Which forms may be written ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "writable"),
    [
        ("surveying", "both"),
        ("meeting", "both"),
        ("posted", "none"),
        ("submitted", "none"),
        ("returned", "first"),
        ("agreed", "none"),
        ("recognised", "none"),
        ("closed", "none"),
    ],
)
def test_each_state_opens_exactly_the_forms_of_its_step(season, state, writable):
    now = season(state)
    could = []
    for name, household in zip(("first", "second"), now.households, strict=True):
        try:
            actions.reopen(assessment=now.review.assessments.get(household=household), reason="Xem lại", by=now.officer)
        except Refused:
            continue
        could.append(name)
    assert could == {"both": ["first", "second"], "none": [], "first": ["first"]}[writable]


# --- Reviews without an opinion -----------------------------------------------------------------------


@pytest.mark.parametrize(("year", "month"), [(2025, 0), (2024, 6)])
def test_where_no_opinion_is_asked_the_decision_follows_the_posting(area, officer, leader, year, month):
    review = make_review(area.commune, year, by=officer, month=month)
    make_classed(make_household(area.hamlet, by=officer), review, "poor", by=officer)
    review = advance(review, "posted", by=officer)
    with pytest.raises(Refused, match="không phải hỏi ý kiến cấp trên|không hỏi ý kiến cấp trên"):
        actions.submit(review=review, report_number="1/BC", submitted_on=timezone.localdate(), by=officer)
    review = advance(review, "recognised", by=leader)
    assert review.recognised_totals["poor"] == {"households": 1, "persons": 1}
    assert "submit" not in review.steps.values_list("move", flat=True)
    assert advance(review, "closed", by=leader).closed_by == leader
