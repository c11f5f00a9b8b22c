"""Sections and parts: saved, arranged, and never overwritten unseen."""

from dataclasses import replace
from uuid import uuid4

import pytest

from accounts.audit import Act
from accounts.models import AuditEvent
from accounts.refusals import Refused
from plans import actions
from plans.conflicts import Conflict
from plans.dossier import dossier_of
from plans.drafts import Duties, Ending, Front, Targets
from plans.models import Measure, Plan, Section, State
from plans.outlines.shape import BasisDraft, RecipientDraft
from plans.structure import Move
from plans.targets import Typed
from plans.text import load, parse
from tests import factories
from tests.factories_plans import CAM_PHUC_NAM, typed_targets


def titled(plan, title) -> Section:
    return plan.sections.get(title=title)


def headings(plan) -> list[str]:
    return [part.heading for part in dossier_of(Plan.objects.get(pk=plan.pk)).parts]


def changes(plan) -> int:
    return AuditEvent.objects.filter(act=Act.PLAN_CHANGED, target_id=str(plan.pk)).count()


# --- One section -----------------------------------------------------------------------------------


def save(plan, section, text, by, version=None, title=None):
    return actions.save_section(
        plan=plan,
        uid=section.uid,
        title=title or section.title,
        body=parse(text),
        version=section.version if version is None else version,
        by=by,
    )


def test_a_section_is_saved_counted_and_written_down(plan, officer):
    section = titled(plan, "Nhiệm vụ")
    saved = save(plan, section, "Chỉ một câu với {{ số hộ nghèo }} hộ.", officer)
    assert load(saved.body) == parse("Chỉ một câu với {{ số hộ nghèo }} hộ.")
    assert saved.version == section.version + 1
    assert Plan.objects.get(pk=plan.pk).version == plan.version + 1
    event = AuditEvent.objects.get(act=Act.PLAN_CHANGED)
    assert (event.by_name, event.detail) == ("Cán Bộ Thử", {"part": str(section.uid)})


def test_saving_the_same_again_changes_nothing(plan, officer):
    section = titled(plan, "Nhiệm vụ")
    save(plan, section, "Một câu.", officer)
    save(plan, section, "Một câu.", officer)  # the form sent twice, with the version it began with
    assert changes(plan) == 1


def test_a_stale_version_is_a_conflict_that_shows_what_is_stored(plan, officer):
    section = titled(plan, "Nhiệm vụ")
    colleague = factories.make_officer(plan.place, full_name="Đồng Nghiệp Thử")
    save(plan, section, "Bản của đồng nghiệp.", colleague)
    with pytest.raises(Conflict) as caught:
        save(plan, section, "Bản của tôi.", officer)
    assert "Đồng Nghiệp Thử" in str(caught.value)
    assert caught.value.stored == ("Nhiệm vụ", "Bản của đồng nghiệp.")
    assert load(titled(plan, "Nhiệm vụ").body) == parse("Bản của đồng nghiệp.")
    save(plan, section, "Bản của tôi.", officer, version=int(caught.value.seen))
    assert load(titled(plan, "Nhiệm vụ").body) == parse("Bản của tôi.")


def test_a_section_of_another_plan_is_not_found(plan, officer):
    with pytest.raises(Refused, match="không còn trong kế hoạch"):
        actions.save_section(plan=plan, uid=uuid4(), title="x", body=(), version=1, by=officer)


# --- Their order -----------------------------------------------------------------------------------


def test_a_new_section_stands_after_another_on_its_level(plan, officer):
    after = titled(plan, "Thực trạng hộ nghèo, hộ cận nghèo")
    actions.add_section(plan=plan, uid=uuid4(), title="Nguyên nhân nghèo", by=officer, after=after.uid)
    assert headings(plan)[:4] == [
        "I. Thực trạng",
        "1. Thực trạng hộ nghèo, hộ cận nghèo",
        "2. Nguyên nhân nghèo",
        "3. Mục tiêu",
    ]


def test_a_new_section_without_a_place_comes_last_and_an_annex_after_it(plan, officer):
    actions.add_section(plan=plan, uid=uuid4(), title="Phân công giúp đỡ", by=officer, annex=True)
    actions.add_section(plan=plan, uid=uuid4(), title="Kinh phí", by=officer)
    assert headings(plan)[-3:] == ["III. Tổ chức thực hiện", "IV. Kinh phí", "Phụ lục Phân công giúp đỡ"]


def test_a_form_sent_twice_adds_one_section(plan, officer):
    uid = uuid4()
    for _ in range(2):
        actions.add_section(plan=plan, uid=uid, title="Kinh phí", by=officer)
    assert plan.sections.filter(title="Kinh phí").count() == 1
    assert changes(plan) == 1


def test_sections_move_with_their_children_and_are_numbered_anew(plan, officer):
    actions.move_section(plan=plan, uid=titled(plan, "Nhiệm vụ, giải pháp").uid, move=Move.UP, by=officer)
    assert headings(plan)[:4] == ["I. Nhiệm vụ, giải pháp", "1. Nhiệm vụ", "2. Giải pháp", "II. Thực trạng"]


def test_an_annex_does_not_move(plan, officer):
    annex = actions.add_section(plan=plan, uid=uuid4(), title="Biểu", by=officer, annex=True)
    with pytest.raises(Refused, match="Phụ lục luôn đứng sau"):
        actions.move_section(plan=plan, uid=annex.uid, move=Move.UP, by=officer)


def test_a_section_is_renamed(plan, officer):
    section = titled(plan, "Nhiệm vụ")
    actions.rename_section(plan=plan, uid=section.uid, title="Nhiệm vụ chủ yếu", by=officer)
    actions.rename_section(plan=plan, uid=section.uid, title="Nhiệm vụ chủ yếu", by=officer)
    assert "1. Nhiệm vụ chủ yếu" in headings(plan)
    assert changes(plan) == 1


def test_a_dropped_section_keeps_its_text_in_the_log(plan, officer):
    section = titled(plan, "Nhiệm vụ")
    actions.drop_section(plan=plan, uid=section.uid, by=officer)
    actions.drop_section(plan=plan, uid=section.uid, by=officer)  # twice is once
    assert "1. Giải pháp" in headings(plan)
    event = AuditEvent.objects.get(act=Act.PLAN_CHANGED)
    assert event.detail["text"].startswith("- Nâng cao hiệu lực lãnh đạo")


def test_a_section_with_children_is_not_dropped(plan, officer):
    with pytest.raises(Refused, match="còn mục con"):
        actions.drop_section(plan=plan, uid=titled(plan, "Mục tiêu").uid, by=officer)


# --- Parts -----------------------------------------------------------------------------------------


def test_front_duties_and_ending_are_saved_whole(plan, officer):
    front = replace(
        Front.of(plan),
        subject="Giảm nghèo\nnăm 2023",
        bases=(BasisDraft("Nghị quyết", "01/NQ-HĐND", None, "HĐND phường"),),
    )
    actions.save_front(plan=plan, front=front, by=officer)
    duties = Duties(duties=(("Trạm Y tế phường", parse("Khám bệnh.")), ("Công an phường", parse("Giữ trật tự."))))
    actions.save_duties(plan=plan, duties=duties, by=officer)
    ending = replace(Ending.of(plan), recipients=(RecipientDraft("Lưu trữ", "t/h"),), signer_name="Người Ký Thử")
    actions.save_ending(plan=plan, ending=ending, by=officer)
    plan = Plan.objects.get(pk=plan.pk)
    assert Front.of(plan) == front
    assert Duties.of(plan) == duties
    assert Ending.of(plan) == ending
    assert plan.version == 4


def test_a_part_saved_again_unchanged_leaves_no_trace(plan, officer):
    actions.save_front(plan=plan, front=Front.of(plan), by=officer)
    actions.save_duties(plan=plan, duties=Duties.of(plan), by=officer)
    actions.save_ending(plan=plan, ending=Ending.of(plan), by=officer)
    actions.save_targets(plan=plan, targets=Targets.of(plan), by=officer)
    assert changes(plan) == 0


def test_a_part_that_a_colleague_saved_meanwhile_is_a_conflict(plan, officer):
    seen = Ending.of(plan).fingerprint
    colleague = factories.make_officer(plan.place, full_name="Đồng Nghiệp Thử")
    actions.save_ending(plan=plan, ending=replace(Ending.of(plan), signer_name="Tên Một"), by=colleague, seen=seen)
    mine = replace(Ending.of(plan), signer_name="Tên Hai")
    with pytest.raises(Conflict) as caught:
        actions.save_ending(plan=plan, ending=mine, by=officer, seen=seen)
    assert "Đồng Nghiệp Thử" in str(caught.value)
    assert any("Tên Một" in line for line in caught.value.stored)
    actions.save_ending(plan=plan, ending=mine, by=officer, seen=caught.value.seen)
    assert Plan.objects.get(pk=plan.pk).signer_name == "Tên Hai"


def test_officers_of_different_parts_do_not_disturb_each_other(plan, officer):
    front, ending = Front.of(plan), Ending.of(plan)
    actions.save_front(plan=plan, front=replace(front, subject="Mới"), by=officer, seen=front.fingerprint)
    actions.save_ending(plan=plan, ending=replace(ending, archive="VT, VHXH"), by=officer, seen=ending.fingerprint)
    plan = Plan.objects.get(pk=plan.pk)
    assert (plan.subject, plan.archive) == ("Mới", "VT, VHXH")


def test_a_unit_has_its_duties_once(plan, officer):
    twice = Duties(duties=(("Công an phường", ()), ("Công an phường", ())))
    with pytest.raises(Refused, match="được ghi hai lần"):
        actions.save_duties(plan=plan, duties=twice, by=officer)


# --- Targets ---------------------------------------------------------------------------------------


def test_targets_are_saved_together_and_read_back(plan, commune, officer):
    typed = typed_targets(CAM_PHUC_NAM, commune)
    actions.save_targets(plan=plan, targets=Targets(typed=typed), by=officer)
    table = dossier_of(Plan.objects.get(pk=plan.pk)).targets
    assert [row.poor.exit for row in table.rows] == [1, 1, 0, 2]
    assert table.total.poor.end == 17
    assert plan.targets.filter(measure=Measure.NEAR_POOR_EXIT).count() == 0


def test_more_than_there_are_is_refused(plan, commune, officer):
    first = factories.hamlets_of(commune)[0]
    with pytest.raises(Refused, match="Hải Thủy: chỉ tiêu 03 hộ thoát nghèo nhiều hơn"):
        actions.save_targets(plan=plan, targets=Targets(typed={first.pk: Typed(poor_exit=3)}), by=officer)


def test_targets_of_a_foreign_village_unit_are_refused(plan, officer):
    stranger = factories.make_commune_with_hamlets("22441", "Mẫu Bên", plan.place.parent)
    hamlet = factories.hamlets_of(stranger)[0]
    with pytest.raises(Refused, match="không thuộc đợt rà soát"):
        actions.save_targets(plan=plan, targets=Targets(typed={hamlet.pk: Typed(poor_exit=0)}), by=officer)


def test_targets_that_a_colleague_saved_meanwhile_are_shown(plan, commune, officer):
    seen = Targets.of(plan).fingerprint
    first = factories.hamlets_of(commune)[0]
    actions.save_targets(plan=plan, targets=Targets(typed={first.pk: Typed(poor_exit=2)}), by=officer, seen=seen)
    with pytest.raises(Conflict) as caught:
        actions.save_targets(plan=plan, targets=Targets(typed={first.pk: Typed(poor_exit=1)}), by=officer, seen=seen)
    assert caught.value.stored == ("Hải Thủy: thoát nghèo 2, thoát cận nghèo –",)


# --- Only while it is open -------------------------------------------------------------------------


@pytest.mark.parametrize("state", [State.SUBMITTED, State.APPROVED, State.ISSUED])
def test_nothing_is_written_in_a_closed_plan(plan, officer, state):
    section = titled(plan, "Nhiệm vụ")
    Plan.objects.filter(pk=plan.pk).update(
        state=state, approved_at=plan.created_at, approved_by=officer, issued_at=plan.created_at, issued_by=officer,
        document_number="1/KH-UBND", document_on="2023-03-20",
    )  # fmt: skip
    attempts = (
        lambda: save(plan, section, "x", officer),
        lambda: actions.add_section(plan=plan, uid=uuid4(), title="x", by=officer),
        lambda: actions.move_section(plan=plan, uid=section.uid, move=Move.DOWN, by=officer),
        lambda: actions.rename_section(plan=plan, uid=section.uid, title="x", by=officer),
        lambda: actions.drop_section(plan=plan, uid=section.uid, by=officer),
        lambda: actions.save_front(plan=plan, front=replace(Front.of(plan), subject="x"), by=officer),
        lambda: actions.save_duties(plan=plan, duties=Duties(duties=()), by=officer),
        lambda: actions.save_ending(plan=plan, ending=replace(Ending.of(plan), archive="x"), by=officer),
        lambda: actions.save_targets(plan=plan, targets=Targets(typed={}), by=officer),
    )
    for attempt in attempts:
        with pytest.raises(Refused, match="không sửa được"):
            attempt()
    assert changes(plan) == 0
