"""The life of a plan: every state times every act, who may not, and what must be there first."""

import re
from dataclasses import replace
from datetime import date

import pytest

from accounts.audit import Act
from accounts.models import AuditEvent
from accounts.refusals import Refused
from accounts.roles import Role
from households.models import Review
from localities.models import Population
from plans import actions, policies
from plans.dossier import dossier_of
from plans.drafts import Duties, Ending, Front, Targets
from plans.models import Plan, State
from plans.policies import MOVES
from plans.targets import Typed
from plans.text import parse
from tests import factories
from tests.factories_plans import CAM_PHUC_NAM, QUANG_MINH, complete, make_plan, make_plan_at

ACTS = {
    State.SUBMITTED: lambda plan, officer, leader: actions.submit(plan=plan, by=officer),
    State.RETURNED: lambda plan, officer, leader: actions.return_(plan=plan, by=leader, comment="Cần sửa mục 2."),
    State.APPROVED: lambda plan, officer, leader: actions.approve(plan=plan, by=leader),
    State.ISSUED: lambda plan, officer, leader: actions.mark_issued(
        plan=plan, by=leader, number="15/KH-UBND", issued_on=date(2023, 3, 20)
    ),
}
EVENTS = {
    State.SUBMITTED: Act.PLAN_SUBMITTED,
    State.RETURNED: Act.PLAN_RETURNED,
    State.APPROVED: Act.PLAN_APPROVED,
}


def test_no_state_is_forgotten():
    assert MOVES.keys() == set(State)
    assert ACTS.keys() == {to for moves in MOVES.values() for to in moves}


@pytest.mark.parametrize("to", list(ACTS))
@pytest.mark.parametrize("state", list(State))
def test_every_state_and_every_act(commune, officer, leader, state, to):
    plan = make_plan_at(state, CAM_PHUC_NAM, commune, officer=officer, leader=leader)
    before = AuditEvent.objects.count()
    if to in MOVES[state]:
        after = ACTS[to](plan, officer, leader)
        assert Plan.objects.get(pk=plan.pk).state == after.state == to
        if to in EVENTS:
            assert AuditEvent.objects.filter(act=EVENTS[to]).exists()
    else:
        with pytest.raises(Refused, match=r"^Kế hoạch .+ nên không thể .+\.$"):
            ACTS[to](plan, officer, leader)
        assert Plan.objects.get(pk=plan.pk).state == state
        assert AuditEvent.objects.count() == before


def test_sent_twice_is_sent_once(ready, officer):
    actions.submit(plan=ready, by=officer)
    with pytest.raises(Refused, match="đã được trình"):
        actions.submit(plan=ready, by=officer)
    assert AuditEvent.objects.filter(act=Act.PLAN_SUBMITTED).count() == 1


def test_who_and_when_are_kept(commune, officer, leader):
    plan = make_plan_at(State.ISSUED, CAM_PHUC_NAM, commune, officer=officer, leader=leader)
    assert (plan.submitted_by, plan.approved_by, plan.issued_by) == (officer, leader, leader)
    assert (plan.document_number, plan.document_on) == ("15/KH-UBND", date(2023, 3, 20))


def test_a_returned_plan_is_open_again_and_keeps_the_comment(commune, officer, leader):
    plan = make_plan_at(State.APPROVED, CAM_PHUC_NAM, commune, officer=officer, leader=leader)
    plan = actions.return_(plan=plan, by=leader, comment="  Sửa lại mục tiêu.\nThêm giải pháp. ")
    assert plan.is_open
    assert plan.return_comment == "Sửa lại mục tiêu.\nThêm giải pháp."
    assert plan.approved_by is None
    actions.save_ending(plan=plan, ending=replace(Ending.of(plan), archive="VT, VHXH"), by=officer)
    actions.submit(plan=plan, by=officer)


@pytest.mark.parametrize("comment", ["", "   ", "sửa"])
def test_a_return_says_what_to_change(commune, officer, leader, comment):
    plan = make_plan_at(State.SUBMITTED, CAM_PHUC_NAM, commune, officer=officer, leader=leader)
    with pytest.raises(Refused, match="Hãy ghi ý kiến trả lại"):
        actions.return_(plan=plan, by=leader, comment=comment)


def test_nobody_approves_what_they_wrote_or_sent(ready, commune, officer):
    second = factories.make_officer(commune)
    plan = actions.submit(plan=ready, by=second)
    for person in (officer, second):
        factories.assign(person, Role.COMMUNE_LEADER, commune)
        with pytest.raises(Refused, match="không được duyệt kế hoạch của chính mình"):
            actions.approve(plan=plan, by=person)


# --- What must be there first ----------------------------------------------------------------------


def sentences(plan) -> list[str]:
    return [gap.sentence for gap in policies.gaps(dossier_of(Plan.objects.get(pk=plan.pk)))]


def refuses(plan, officer, words) -> None:
    with pytest.raises(Refused, match=re.escape(words)):
        actions.submit(plan=plan, by=officer)
    assert any(words in sentence for sentence in sentences(plan)), sentences(plan)
    assert Plan.objects.get(pk=plan.pk).state == State.DRAFT


def test_a_complete_plan_lacks_nothing(ready):
    assert sentences(ready) == []


def test_a_new_plan_tells_what_is_left_to_do(plan):
    assert sentences(plan) == [
        "Còn 04 tổ dân phố chưa có chỉ tiêu thoát nghèo: Hải Thủy, Ninh Xuân, Xuân Ninh, Phúc Sơn.",
        (
            "Văn bản dùng số liệu chưa có giá trị: “chỉ tiêu giảm hộ nghèo”, “số hộ nghèo cuối năm”, "
            "“tỷ lệ hộ nghèo cuối năm”. Chưa nhập đủ chỉ tiêu cho các tổ dân phố; hãy nhập ở trang Chỉ tiêu."
        ),
        "Kế hoạch chưa có họ tên người ký.",
    ]


def test_missing_targets(ready, commune, officer):
    first = factories.hamlets_of(commune)[0]
    actions.save_targets(plan=ready, targets=Targets(typed={first.pk: Typed(poor_exit=1)}), by=officer)
    refuses(ready, officer, "Còn 03 tổ dân phố chưa có chỉ tiêu thoát nghèo: Ninh Xuân, Xuân Ninh, Phúc Sơn.")


def test_near_poor_targets_when_a_table_prints_them(ready, officer):
    save_body(ready, "Giải pháp", "[[ bảng chỉ tiêu hộ nghèo, hộ cận nghèo ]]", officer)
    refuses(ready, officer, "chưa có chỉ tiêu thoát cận nghèo")


def test_an_empty_section(ready, officer):
    save_body(ready, "Nhiệm vụ", "", officer)
    refuses(ready, officer, "Mục “1. Nhiệm vụ” chưa có nội dung.")


def test_no_recipients(ready, officer):
    actions.save_ending(plan=ready, ending=replace(Ending.of(ready), recipients=()), by=officer)
    refuses(ready, officer, "chưa có nơi nhận")


def test_no_signer_and_no_archive(ready, officer):
    actions.save_ending(plan=ready, ending=replace(Ending.of(ready), signer_name="", archive=""), by=officer)
    refuses(ready, officer, "chưa có họ tên người ký")
    assert "Kế hoạch chưa ghi nơi lưu." in sentences(ready)


def test_no_bases_no_subject_no_opening(ready, officer):
    actions.save_front(plan=ready, front=Front(subject="", opening=(), bases=()), by=officer)
    refuses(ready, officer, "chưa có trích yếu")
    assert {"Kế hoạch chưa có căn cứ nào.", "Kế hoạch chưa có đoạn mở đầu."} <= set(sentences(ready))


def test_a_basis_without_its_number(quang_minh):
    commune, officer = quang_minh
    plan = make_plan(commune, 2024, by=officer, outline="social_security")
    told = sentences(plan)
    assert "Căn cứ “Kế hoạch của UBND thị xã Việt Yên” chưa có số, ký hiệu; hãy bổ sung hoặc bỏ căn cứ này." in told
    assert not any("Luật" in sentence for sentence in told)


def test_duties_that_nobody_has_or_that_stand_nowhere(ready, officer):
    save_body(ready, "Tổ chức thực hiện", "Không đặt nhiệm vụ vào đây.", officer)
    refuses(ready, officer, "Nhiệm vụ của 03 đơn vị chưa được đặt vào văn bản")
    actions.save_duties(plan=ready, duties=Duties(duties=(("Công an phường", ()),)), by=officer)
    refuses(ready, officer, "“Công an phường” chưa được ghi nhiệm vụ.")
    actions.save_duties(plan=ready, duties=Duties(duties=()), by=officer)
    refuses(ready, officer, "chưa giao nhiệm vụ cho đơn vị nào")


def test_a_figure_without_a_value(ready, commune, officer):
    Population.objects.filter(place=factories.hamlets_of(commune)[0]).update(persons=None)
    refuses(ready, officer, "Văn bản dùng số liệu chưa có giá trị: “tổng số khẩu”")


def test_a_figure_that_no_longer_exists(ready, officer):
    section = ready.sections.get(title="Nhiệm vụ")
    section.body = [{"type": "paragraph", "runs": [{"figure": "so_ho_bi_bo"}]}, {"type": "bound", "name": "bang_bi_bo"}]
    section.save()
    refuses(ready, officer, "Không có số liệu “so_ho_bi_bo” (mục “1. Nhiệm vụ”)")
    assert "Không có khối “bang_bi_bo” (mục “1. Nhiệm vụ”); hãy sửa lại văn bản." in sentences(ready)


def test_a_review_that_is_not_recognised(ready, officer):
    Review.objects.filter(pk=ready.base_review_id).update(
        state=Review.State.SURVEYING, decision_on=None, decision_number="", recognised_at=None, recognised_by=None
    )
    refuses(ready, officer, "Kết quả rà soát năm 2022 chưa được công nhận")


def test_figures_that_fell_below_the_targets(ready, officer):
    ready.base_review.figures.filter(hamlet__name="Phúc Sơn", household_class="poor").update(households=1)
    refuses(ready, officer, "Phúc Sơn: chỉ tiêu 02 hộ thoát nghèo nhiều hơn số hộ nghèo hiện có (01 hộ)")


def test_no_sections_at_all(ready, officer):
    ready.sections.all().delete()
    refuses(ready, officer, "Kế hoạch chưa có mục nào")


def test_the_refusal_names_the_first_and_counts_the_others(plan, officer):
    with pytest.raises(Refused, match=r"Phúc Sơn\. Còn 2 việc nữa\.$"):
        actions.submit(plan=plan, by=officer)


def test_what_changed_after_sending_is_seen_before_approving(ready, commune, officer, leader):
    plan = actions.submit(plan=ready, by=officer)
    Population.objects.filter(place=factories.hamlets_of(commune)[0]).update(persons=None)
    with pytest.raises(Refused, match="tổng số khẩu"):
        actions.approve(plan=plan, by=leader)


def test_source_plan_002_goes_all_the_way(quang_minh):
    commune, officer = quang_minh
    leader = factories.make_user(Role.COMMUNE_LEADER, commune)
    plan = complete(make_plan(commune, 2024, by=officer, outline="social_security"), QUANG_MINH, by=officer)
    assert sentences(plan) == []
    actions.submit(plan=plan, by=officer)
    assert actions.approve(plan=plan, by=leader).state == State.APPROVED


def save_body(plan, title, text, by) -> None:
    section = plan.sections.get(title=title)
    actions.save_section(plan=plan, uid=section.uid, title=title, body=parse(text), version=section.version, by=by)
