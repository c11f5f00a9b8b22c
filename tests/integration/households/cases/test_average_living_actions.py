"""The case of an average-living household: every state × every step, every refusal, harmless when sent twice."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from accounts.audit import Act
from accounts.models import AuditEvent
from accounts.refusals import Refused
from households import actions, figures
from households.cases import average_living as rules
from households.cases.average_living import MOVES, Move, State
from households.models import AverageLivingCase, Household
from tests.factories import hamlets_of
from tests.factories_cases import (
    DECIDED_ON,
    ENDED_ON,
    INCOME,
    POSTED_ON,
    POSTED_UNTIL,
    REQUESTED_ON,
    WAYS,
    case_in,
    make_case,
    take,
)
from tests.factories_households import make_classed, make_household, make_member, make_review, recognise

TOMORROW = timezone.localdate() + timedelta(days=1)


@pytest.fixture
def case(household, officer):
    return make_case(household, by=officer)


@pytest.fixture
def determined(case, officer):
    return take(case, Move.DETERMINE, by=officer)


@pytest.fixture
def posted(determined, officer):
    return take(determined, Move.POST, by=officer)


# --- The table ------------------------------------------------------------------------------------


@pytest.mark.parametrize("move", Move)
@pytest.mark.parametrize("state", WAYS)
def test_every_state_takes_exactly_its_steps(household, officer, state, move):
    case = case_in(household, state, by=officer)
    if move == Move.POST and state == State.REQUESTED:
        case = take(case, Move.DETERMINE, by=officer)
    if move == Move.RECHECK and state == State.POSTED:
        case = take(case, Move.COMPLAIN, by=officer)
    fields = {"decision_number": "999/X"} if move in (Move.RECOGNISE, Move.REFUSE) else {}
    fields |= {"ended_number": "998/X"} if move == Move.REVOKE else {}
    fields |= {"reason": "lý do khác"} if move in (Move.WITHDRAW, Move.REVOKE) else {}
    fields |= {"income": INCOME + 1} if move == Move.DETERMINE else {}
    fields |= {"posted_until": POSTED_UNTIL + timedelta(days=1)} if move == Move.POST else {}
    if state in MOVES[move].begins:
        assert take(case, move, by=officer, **fields).state == (MOVES[move].ends or state)
        return
    with pytest.raises(Refused) as refusal:
        take(case, move, by=officer, **fields)
    assert str(refusal.value) == MOVES[move].otherwise
    assert AverageLivingCase.objects.get().state == state


@pytest.mark.parametrize("state", [state for state in WAYS if WAYS[state]])
def test_the_last_step_sent_twice_is_one_step(household, officer, state):
    case = case_in(household, state, by=officer)
    events = AuditEvent.objects.count()
    take(case, WAYS[state][-1], by=officer)
    assert AuditEvent.objects.count() == events


def test_a_complaint_and_its_recheck_sent_twice_are_one(posted, officer):
    for move in (Move.COMPLAIN, Move.RECHECK):
        case = take(posted, move, by=officer)
        events = AuditEvent.objects.count()
        assert take(posted, move, by=officer) == case
        assert AuditEvent.objects.count() == events


# --- The request ----------------------------------------------------------------------------------


def test_a_request_begins_a_case(household, officer):
    case = make_case(household, by=officer)
    assert (case.state, case.standard_code, case.person_count) == (State.REQUESTED, "VN-2022", 3)
    assert (case.hamlet, case.commune) == (household.hamlet, household.commune)
    event = AuditEvent.objects.filter(act=Act.AVERAGE_LIVING_RECORDED).get()
    assert "giấy đề nghị ngày 17 tháng 6 năm 2024, nông nghiệp" in event.summary


def test_the_same_form_twice_is_one_case(household, officer):
    uid = uuid4()
    assert make_case(household, by=officer, uid=uid) == make_case(household, by=officer, uid=uid)
    assert AverageLivingCase.objects.count() == 1


def test_the_mark_of_another_household_is_refused(area, household, officer):
    uid = make_case(household, by=officer).uid
    with pytest.raises(Refused, match="đã dùng cho hộ khác"):
        make_case(make_household(area.hamlet, by=officer), by=officer, uid=uid)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"requested_on": TOMORROW}, "ở sau hôm nay"),
        ({"occupation": "trade"}, "ngư nghiệp hoặc diêm nghiệp"),
        ({"requested_on": date(2009, 5, 1)}, "chưa có chuẩn nghèo áp dụng cho ngày 01/05/2009"),
    ],
)
def test_a_request_needs_a_day_an_occupation_and_a_standard(household, officer, fields, sentence):
    with pytest.raises(Refused, match=sentence):
        make_case(household, by=officer, **fields)


def test_one_open_case_at_a_time(case, household, officer):
    with pytest.raises(Refused, match="đang có một hồ sơ chưa giải quyết xong"):
        make_case(household, by=officer)


@pytest.mark.parametrize("state", [State.REFUSED, State.WITHDRAWN, State.REVOKED])
def test_a_case_that_came_to_nothing_leaves_room_for_another(household, officer, state):
    case_in(household, state, by=officer)
    assert make_case(household, by=officer).state == State.REQUESTED


def test_a_household_is_recognised_once_a_year(household, officer):
    case_in(household, State.RECOGNISED, by=officer)
    with pytest.raises(Refused, match="215/QĐ-UBND ngày 01 tháng 7 năm 2024. Trong năm 2024 không cần hồ sơ mới"):
        make_case(household, by=officer)
    assert make_case(household, by=officer, requested_on=date(2025, 6, 16)).state == State.REQUESTED


@pytest.mark.parametrize(
    ("household_class", "words"), [("poor", "hộ nghèo theo Quyết định"), ("near_poor", "hộ cận nghèo theo Quyết định")]
)
def test_who_is_poor_by_the_last_decision_is_refused(area, household, officer, household_class, words):
    review = make_review(area.commune, 2023, by=officer)
    make_classed(household, review, household_class, by=officer)
    assert make_case(household, by=officer)  # no decision yet
    AverageLivingCase.objects.all().delete()
    recognise(review, by=officer)
    with pytest.raises(Refused, match=words):
        make_case(household, by=officer)


def test_a_household_that_is_gone_gets_no_case(household, officer):
    Household.objects.filter(pk=household.pk).update(ended_on=date(2024, 5, 1), ended_because="moved_out")
    with pytest.raises(Refused, match="không còn trong sổ từ ngày 01 tháng 5 năm 2024 .chuyển đi nơi khác"):
        make_case(household, by=officer)
    with pytest.raises(Refused, match="bị xóa khỏi sổ"):
        rules.check_stands(Household(deleted_at=timezone.now()))


# --- Income and posting ---------------------------------------------------------------------------


@pytest.mark.parametrize(("income", "persons"), [(-1, 3), (10**9, 3), (INCOME, 0), (INCOME, 100)])
def test_an_income_has_bounds(case, officer, income, persons):
    with pytest.raises(Refused):
        take(case, Move.DETERMINE, by=officer, income=income, person_count=persons)


def test_the_total_behind_an_average_stays_in_the_diary(case, officer):
    take(case, Move.DETERMINE, by=officer, total=86_400_000)
    assert AuditEvent.objects.order_by("-pk").first().detail["total"] == 86_400_000


def test_nothing_is_posted_without_an_income(case, officer):
    with pytest.raises(Refused, match="Chưa xác định thu nhập"):
        take(case, Move.POST, by=officer)


@pytest.mark.parametrize(
    ("income", "sentence"),
    [
        (2_000_000, "không cao hơn chuẩn thu nhập thành thị 2.000.000 đồng"),
        (3_000_001, "cao hơn mức cao nhất 3.000.000 đồng"),
    ],
)
def test_an_income_outside_is_answered_in_writing(case, officer, income, sentence):
    case = take(case, Move.DETERMINE, by=officer, income=income)
    with pytest.raises(Refused, match=sentence) as refusal:
        take(case, Move.POST, by=officer)
    assert "văn bản không công nhận" in str(refusal.value)
    assert take(case, Move.REFUSE, by=officer).state == State.REFUSED


@pytest.mark.parametrize(
    ("begins", "until", "sentence"),
    [
        (POSTED_ON, date(2024, 6, 27), "ít nhất 05 ngày làm việc: bắt đầu 24/06/2024 thì đến hết 28/06/2024"),
        (date(2024, 6, 22), date(2024, 6, 27), "bắt đầu 22/06/2024 thì đến hết 28/06/2024"),
        (POSTED_ON, date(2024, 6, 20), "ít nhất 05 ngày làm việc"),
        (date(2024, 6, 14), POSTED_UNTIL, "ở trước ngày giấy đề nghị 17/06/2024"),
        (TOMORROW, TOMORROW + timedelta(days=20), "ở sau hôm nay"),
    ],
)
def test_a_posting_is_long_enough(determined, officer, begins, until, sentence):
    with pytest.raises(Refused, match=sentence):
        take(determined, Move.POST, by=officer, posted_on=begins, posted_until=until)


def test_the_days_of_a_posting_are_mended(posted, officer):
    case = take(posted, Move.POST, by=officer, posted_until=date(2024, 7, 2))
    assert (case.state, case.posted_until) == (State.POSTED, date(2024, 7, 2))


def test_a_mended_posting_still_holds_its_complaint(posted, officer):
    case = take(posted, Move.COMPLAIN, by=officer)
    with pytest.raises(Refused, match="phải gồm ngày nhận khiếu nại 26/06/2024"):
        take(case, Move.POST, by=officer, posted_on=date(2024, 7, 1), posted_until=date(2024, 7, 8))


# --- Complaint and re-check -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"complaint": "  "}, "nội dung khiếu nại"),
        ({"complained_on": date(2024, 6, 23)}, "trong thời gian niêm yết, từ 24/06/2024 đến hết 28/06/2024"),
        ({"complained_on": date(2024, 6, 29)}, "trong thời gian niêm yết"),
        ({"complained_on": TOMORROW}, "ở sau hôm nay"),
        ({"complaint": "x" * 1001}, "dài quá 1.000 chữ cái"),
    ],
)
def test_a_complaint_comes_while_it_is_posted(posted, officer, fields, sentence):
    with pytest.raises(Refused, match=sentence):
        take(posted, Move.COMPLAIN, by=officer, **fields)


@pytest.mark.parametrize("move", [Move.RECOGNISE, Move.REFUSE])
def test_an_open_complaint_stops_the_decision(posted, officer, move):
    case = take(posted, Move.COMPLAIN, by=officer)
    with pytest.raises(Refused, match="Còn khiếu nại nhận ngày 26 tháng 6 năm 2024 chưa phúc tra"):
        take(case, move, by=officer)
    case = take(case, Move.RECHECK, by=officer)
    assert take(case, move, by=officer).state == MOVES[move].ends


def test_without_a_complaint_there_is_nothing_to_recheck(posted, officer):
    with pytest.raises(Refused, match="Không có khiếu nại nào chờ phúc tra"):
        take(posted, Move.RECHECK, by=officer)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"finding": ""}, "Hãy ghi kết quả phúc tra"),
        ({"rechecked_on": date(2024, 6, 25)}, "ở trước ngày nhận khiếu nại 26/06/2024"),
        ({"rechecked_on": TOMORROW}, "ở sau hôm nay"),
        ({"person_count": 0}, "từ 1 đến 99"),
    ],
)
def test_a_recheck_has_a_finding_after_the_complaint(posted, officer, fields, sentence):
    case = take(posted, Move.COMPLAIN, by=officer)
    with pytest.raises(Refused, match=sentence):
        take(case, Move.RECHECK, by=officer, **fields)


def test_a_recheck_may_find_another_income(posted, officer):
    case = take(posted, Move.COMPLAIN, by=officer)
    case = take(case, Move.RECHECK, by=officer, income=4_000_000)
    with pytest.raises(Refused, match="cao hơn mức cao nhất"):
        take(case, Move.RECOGNISE, by=officer)


def test_a_second_complaint_joins_the_first_and_is_rechecked_too(posted, officer):
    case = take(take(posted, Move.COMPLAIN, by=officer), Move.RECHECK, by=officer)
    case = take(case, Move.COMPLAIN, by=officer, complaint="Hộ có ghe", complained_on=date(2024, 6, 28))
    assert case.complaint == "Hộ có cửa hàng ở chợ – Hộ có ghe"
    assert rules.has_open_complaint(case)
    case = take(case, Move.RECHECK, by=officer, finding="Ghe đã bán")
    assert case.finding == "Cửa hàng đã nghỉ từ năm trước – Ghe đã bán"
    assert not rules.has_open_complaint(case)


# --- The decision ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"decision_number": " "}, "số của văn bản"),
        ({"decision_on": POSTED_UNTIL}, "phải sau thời gian niêm yết, đến hết 28/06/2024"),
        ({"decision_on": TOMORROW}, "ở sau hôm nay"),
    ],
)
def test_a_decision_has_a_number_and_a_day_after_the_posting(posted, officer, fields, sentence):
    with pytest.raises(Refused, match=sentence):
        take(posted, Move.RECOGNISE, by=officer, **fields)


def test_a_decision_follows_the_recheck(posted, officer):
    case = take(posted, Move.COMPLAIN, by=officer)
    case = take(case, Move.RECHECK, by=officer, rechecked_on=date(2024, 7, 3))
    with pytest.raises(Refused, match="ở trước ngày phúc tra 03/07/2024"):
        take(case, Move.RECOGNISE, by=officer)


def test_nothing_is_recognised_while_it_is_posted(determined, officer):
    today = timezone.localdate()
    case = take(determined, Move.POST, by=officer, posted_on=today, posted_until=today + timedelta(days=20))
    with pytest.raises(Refused, match="Kết quả còn được niêm yết đến hết"):
        take(case, Move.RECOGNISE, by=officer, decision_on=today)


def test_who_became_poor_meanwhile_is_not_recognised(area, household, officer, posted):
    review = make_review(area.commune, 2023, by=officer)
    make_classed(household, review, "near_poor", by=officer)
    recognise(review, by=officer)
    with pytest.raises(Refused, match="Hộ đang là hộ cận nghèo"):
        take(posted, Move.RECOGNISE, by=officer)


def test_a_household_that_left_meanwhile_is_not_recognised(household, officer, posted):
    Household.objects.filter(pk=household.pk).update(ended_on=date(2024, 6, 29), ended_because="moved_out")
    with pytest.raises(Refused, match="không còn trong sổ"):
        take(posted, Move.RECOGNISE, by=officer)


def test_where_the_upper_limit_is_unknown_the_signed_paper_is_asked(posted, officer):
    AverageLivingCase.objects.update(standard_code="VN-2027", income=2_900_000)
    posted.refresh_from_db()
    with pytest.raises(Refused, match="chưa có mức thu nhập cao nhất"):
        take(posted, Move.RECOGNISE, by=officer)
    assert take(posted, Move.RECOGNISE, by=officer, stated=True).state == State.RECOGNISED
    assert AuditEvent.objects.order_by("-pk").first().detail["stated"] is True


def test_the_head_s_ethnic_group_is_kept_with_the_decision(area, officer):
    head = make_member("Đinh Thị Raglai", "head", ethnicity="19")
    case = case_in(make_household(area.hamlet, by=officer, members=[head]), State.RECOGNISED, by=officer)
    assert (case.ethnicity, case.decided_by) == ("19", officer)


def test_a_household_that_moved_is_counted_where_it_lives(area, household, officer, posted):
    second = hamlets_of(area.commune)[1]
    Household.objects.filter(pk=household.pk).update(hamlet=second)
    assert take(posted, Move.RECOGNISE, by=officer).hamlet == second


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"decision_number": ""}, "số của văn bản"),
        ({"reason": " "}, "lý do không công nhận"),
        ({"decision_on": date(2024, 6, 16)}, "ở trước ngày giấy đề nghị 17/06/2024"),
        ({"decision_on": TOMORROW}, "ở sau hôm nay"),
    ],
)
def test_a_refusal_is_written_with_its_reason(case, officer, fields, sentence):
    with pytest.raises(Refused, match=sentence):
        take(case, Move.REFUSE, by=officer, **fields)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"reason": ""}, "Hãy ghi lý do"),
        ({"ended_on": date(2024, 6, 30)}, "ở trước 01/07/2024"),
        ({"ended_on": TOMORROW}, "ở sau hôm nay"),
        ({"ended_number": ""}, "số của văn bản"),
    ],
)
def test_a_revocation_has_a_document_and_a_reason(household, officer, fields, sentence):
    case = case_in(household, State.RECOGNISED, by=officer)
    with pytest.raises(Refused, match=sentence):
        take(case, Move.REVOKE, by=officer, **fields)


def test_a_request_is_not_withdrawn_before_it_was_made(case, officer):
    with pytest.raises(Refused, match="ở trước 17/06/2024"):
        take(case, Move.WITHDRAW, by=officer, ended_on=REQUESTED_ON - timedelta(days=1))


def test_a_revoked_case_keeps_its_decision(household, officer):
    case = case_in(household, State.REVOKED, by=officer)
    assert (case.decision_number, case.decision_on) == ("215/QĐ-UBND", DECIDED_ON)
    assert (case.ended_number, case.ended_on) == ("300/QĐ-UBND", ENDED_ON)


# --- What follows ---------------------------------------------------------------------------------


def test_the_figures_of_the_decision_s_year_are_counted_anew(household, officer, review, monkeypatch):
    counted = []
    monkeypatch.setattr(figures, "refresh", lambda hamlet, of: counted.append((hamlet, of)))
    case = case_in(household, State.RECOGNISED, by=officer)
    take(case, Move.REVOKE, by=officer)
    assert counted == [(household.hamlet, review)] * 2


@pytest.mark.parametrize("state", [State.POSTED, State.REFUSED, State.WITHDRAWN])
def test_without_a_decision_nothing_is_counted(household, officer, review, monkeypatch, state):
    monkeypatch.setattr(figures, "refresh", lambda *_: pytest.fail("counted"))
    case_in(household, state, by=officer)


def test_a_year_without_a_review_is_recognised_too(household, officer):
    assert case_in(household, State.RECOGNISED, by=officer).state == State.RECOGNISED


def test_each_step_is_written_into_the_diary(household, officer):
    case = case_in(household, State.RECOGNISED, by=officer)
    actions.revoke_average_living(case=case, ended_number="300/QĐ-UBND", ended_on=ENDED_ON, reason="Nhầm", by=officer)
    recorded = AuditEvent.objects.filter(target_kind="averagelivingcase").order_by("pk")
    assert [event.act for event in recorded] == [
        *[Act.AVERAGE_LIVING_RECORDED] * 3,
        *[Act.AVERAGE_LIVING_DECIDED] * 2,
    ]
    assert all(event.summary.startswith("Hộ Trần Văn Thử: ") for event in recorded)


def test_the_row_of_the_village_unit_holds_who_is_recognised(household, officer, review):
    row = review.figures.filter(hamlet=household.hamlet, household_class="average")
    case = case_in(household, State.RECOGNISED, by=officer)
    assert row.values_list("households", "persons").get() == (1, 3)
    take(case, Move.REVOKE, by=officer)
    assert row.values_list("households", "persons").get() == (0, 0)
