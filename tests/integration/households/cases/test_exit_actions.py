"""Registering to leave poverty: every state × every word, every refusal, the totals for plans."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from accounts.audit import Act
from accounts.models import AuditEvent
from accounts.refusals import Refused
from households import actions
from households.cases.exits import ClassExits, Exits, registered_by_hamlet
from households.models import ExitRegistration, Review
from tests.factories import hamlets_of
from tests.factories_cases import register
from tests.factories_households import make_classed, make_completed, make_draft, make_household, recognise

State = ExitRegistration.State
TOMORROW = timezone.localdate() + timedelta(days=1)
# From each state (none at first) to each; what is not here is refused.
POSSIBLE = {
    (None, State.REGISTERED),
    (None, State.DECLINED),
    *((before, after) for before in (State.REGISTERED, State.WITHDRAWN) for after in State),
    (State.DECLINED, State.REGISTERED),
    (State.DECLINED, State.DECLINED),
}


@pytest.fixture
def poor(household, review, officer):
    make_classed(household, review, "poor", by=officer)
    return household


@pytest.mark.parametrize("after", State)
@pytest.mark.parametrize("before", [None, *State])
def test_every_state_takes_exactly_its_words(poor, review, officer, before, after):
    if before == State.WITHDRAWN:
        register(poor, review, by=officer)
    if before:
        register(poor, review, by=officer, state=before)
    if (before, after) in POSSIBLE:
        assert register(poor, review, by=officer, state=after, wishes="Vay vốn").state == after
        return
    with pytest.raises(Refused, match="Hộ chưa đăng ký nên không có gì để rút"):
        register(poor, review, by=officer, state=after)


def test_a_registration_is_for_the_year_after_the_review(poor, review, officer):
    registration = register(poor, review, by=officer, wishes="Vay vốn nuôi bò")
    assert (registration.year, registration.hamlet, registration.commune) == (2025, poor.hamlet, poor.commune)
    assert (registration.recorded_by, registration.wishes, registration.reason) == (officer, "Vay vốn nuôi bò", "")
    event = AuditEvent.objects.get(act=Act.EXIT_REGISTERED)
    assert event.summary == "Hộ Trần Văn Thử, năm 2025: đã đăng ký"
    assert event.detail["before"] is None


def test_the_same_paper_twice_is_one_and_another_replaces_it(poor, review, officer, colleague):
    register(poor, review, by=officer)
    register(poor, review, by=officer)
    assert AuditEvent.objects.filter(act=Act.EXIT_REGISTERED).count() == 1
    register(poor, review, by=colleague, state="withdrawn", reason="Người lao động chính ốm nặng")
    registration = ExitRegistration.objects.get()
    assert (registration.state, registration.recorded_by) == ("withdrawn", colleague)
    event = AuditEvent.objects.filter(act=Act.EXIT_REGISTERED).order_by("-pk").first()
    assert (event.detail["before"], event.detail["reason"]) == ("registered", "Người lao động chính ốm nặng")
    register(poor, review, by=colleague, reason="cũ")
    assert ExitRegistration.objects.get().reason == ""


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"signed_on": TOMORROW}, "ở sau hôm nay"),
        ({"signed_on": date(2024, 8, 31)}, "phải từ khi bắt đầu rà soát .01/09/2024. đến hết năm phấn đấu"),
        ({"signed_on": date(2026, 1, 1)}, "31/12/2025"),
        ({"state": "declined", "reason": "  "}, "phải ghi lý do"),
        ({"state": "declined", "reason": "x" * 501}, "dài quá 500"),
        ({"state": "perhaps"}, "Hãy chọn: đăng ký, không đăng ký hoặc rút đăng ký"),
    ],
)
def test_a_paper_has_a_day_of_its_time_and_a_reason_where_one_is_due(poor, review, officer, fields, sentence):
    with pytest.raises(Refused, match=sentence):
        register(poor, review, by=officer, **fields)
    assert not ExitRegistration.objects.exists()


def test_the_form_comes_first(household, review, officer):
    with pytest.raises(Refused, match="Phiếu năm 2024 của hộ chưa hoàn thành"):
        register(household, review, by=officer)
    make_draft(household, review, by=officer)
    with pytest.raises(Refused, match="Phiếu năm 2024 của hộ chưa hoàn thành"):
        register(household, review, by=officer)


def test_who_is_not_poor_does_not_register(household, review, officer):
    make_classed(household, review, "not_poor", by=officer)
    with pytest.raises(Refused, match="hộ không nghèo, không cận nghèo"):
        register(household, review, by=officer)


def test_a_monthly_review_takes_no_registration(poor, review, officer):
    Review.objects.update(kind="monthly", month=6)
    review.refresh_from_db()
    with pytest.raises(Refused, match="rà soát định kỳ hằng năm"):
        register(poor, review, by=officer)


def test_the_decision_does_not_end_the_registering(poor, review, officer):
    recognise(review, by=officer)
    assert register(poor, review, by=officer).state == State.REGISTERED


def test_the_totals_for_a_plan(area, review, officer):
    first, second = hamlets_of(area.commune)
    said = [
        (first, "poor", True, "registered"),
        (first, "poor", False, "registered"),
        (first, "poor", True, "declined"),
        (first, "near_poor", True, None),
        (second, "near_poor", True, "registered"),
        (second, "not_poor", False, None),
    ]
    for hamlet, household_class, able, state in said:
        household = make_household(hamlet, by=officer)
        points = {"poor": (100, 4), "near_poor": (100, 1), "not_poor": (300, 0)}[household_class]
        make_completed(household, review, by=officer, income_points=points[0], lacking=points[1], can_exit=able)
        if state:
            register(household, review, by=officer, state=state)
    found = registered_by_hamlet(review)
    assert found == {
        first.pk: Exits(
            poor=ClassExits(households=3, able=2, registered=2, registered_able=1, declined=1),
            near_poor=ClassExits(households=1, able=1),
        ),
        second.pk: Exits(near_poor=ClassExits(households=1, able=1, registered=1, registered_able=1)),
    }
    assert found[first.pk].both.unheard == 1
    assert (found[first.pk] + found[second.pk]).both.registered == 3


def test_a_form_that_is_opened_again_is_not_counted(poor, review, officer):
    register(poor, review, by=officer)
    actions.reopen(assessment=review.assessments.get(), reason="Nhầm điểm", by=officer)
    assert registered_by_hamlet(review) == {}
