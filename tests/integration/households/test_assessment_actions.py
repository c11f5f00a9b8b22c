"""Forms: kept as drafts, completed with an outcome, opened again."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import AuditEvent
from accounts.refusals import Refused
from households import actions
from households.entry.conflicts import Conflict
from households.entry.sheet import NO, YES, Sheet, sheet_of
from households.figures import by_hamlet
from households.models import Assessment
from households.register.people import MembersInput
from indicators.scoring import UNSURE, HouseholdClass
from localities.models import Locality
from tests.factories_households import (
    STANDARD,
    full_sheet,
    make_completed,
    make_draft,
    make_household,
    make_member,
    make_review,
)


def save(household, review, sheet, base, by, **more):
    return actions.save_draft(household=household, review=review, sheet=sheet, base_version=base, by=by, **more)


# --- Drafts ---------------------------------------------------------------------------------------


def test_a_draft_keeps_what_is_typed_and_counts_nowhere(household, review, officer):
    sheet = Sheet(income_points=120, answers={"water": YES, "toilet": UNSURE}, causes=[2], note="đang chờ xác minh")
    draft = save(household, review, sheet, 0, officer)
    assert sheet_of(Assessment.objects.get(), STANDARD) == sheet
    assert (draft.version, draft.state, draft.saved_by) == (1, "draft", officer)
    assert (draft.commune_id, draft.hamlet_id, draft.area_type) == (household.commune_id, household.hamlet_id, "urban")
    assert all(row.poor.households == row.not_poor.households == 0 for row in by_hamlet(review))


def test_the_same_content_again_is_a_success_that_changes_nothing(household, review, officer):
    sheet = full_sheet()
    for base in (0, 0, 1, 7):
        assert save(household, review, sheet, base, officer).version == 1
    assert Assessment.objects.count() == 1


def test_another_content_on_the_latest_version_is_the_next_version(household, review, officer, colleague):
    save(household, review, full_sheet(), 0, officer)
    saved = save(household, review, full_sheet(lacking=1), 1, colleague)
    assert (saved.version, saved.saved_by) == (2, colleague)


def test_another_content_on_an_older_version_is_a_conflict_that_names_every_difference(
    household, review, officer, colleague
):
    save(household, review, full_sheet(income_points=100), 0, officer)
    save(household, review, full_sheet(income_points=150, lacking=1), 1, colleague)
    with pytest.raises(Conflict, match=r"Phiếu này đã được Lý Văn Đồng Nghiệp lưu lúc \d\d:\d\d ngày") as conflict:
        save(household, review, full_sheet(income_points=100, causes=[3], note="của tôi"), 1, officer)
    assert [(each.field, each.mine, each.stored) for each in conflict.value.differences] == [
        ("income_points", "100", "150"),
        ("answer_employment", "Không thiếu hụt", "Thiếu hụt"),
        ("causes", "Không có lao động", "–"),
        ("note", "của tôi", "–"),
    ]
    assert Assessment.objects.get().income_points == 150


def test_two_who_begin_the_same_form_do_not_overwrite_each_other(household, review, officer, colleague):
    save(household, review, full_sheet(), 0, officer)
    with pytest.raises(Conflict):
        save(household, review, full_sheet(lacking=2), 0, colleague)


def test_an_answer_of_a_completed_form_is_not_changed_by_a_late_draft(household, review, officer):
    form = make_completed(household, review, by=officer)
    with pytest.raises(Refused, match="đã hoàn thành lúc .* hãy mở lại phiếu kèm lý do"):
        save(household, review, full_sheet(lacking=5), form.version, officer)
    # The autosave that arrives after the completion brings what is stored: nothing to refuse.
    assert save(household, review, sheet_of(form, STANDARD), 1, officer).is_completed


def test_a_household_of_another_commune_is_refused(area, review, officer):
    stranger = make_household(area.neighbour_hamlet, by=officer)
    with pytest.raises(Refused, match="không thuộc xã, phường của đợt rà soát"):
        make_draft(stranger, review, by=officer)


def test_one_audit_row_for_each_person_and_day_of_drafting(household, review, officer, colleague):
    def drafted():
        return AuditEvent.objects.filter(act="assessment_drafted").count()

    for number in range(4):
        save(household, review, full_sheet(lacking=number), number, officer)
    assert drafted() == 1
    save(household, review, full_sheet(lacking=5), 4, colleague)
    assert drafted() == 2
    Assessment.objects.update(saved_at=timezone.now() - timedelta(days=1))
    save(household, review, full_sheet(lacking=6), 5, colleague)
    assert drafted() == 3


# --- Members with the form ------------------------------------------------------------------------


def test_members_are_kept_with_the_draft(household, review, officer):
    newborn = make_member("Trần Thị Mới", birth_year=2024)
    rows = MembersInput(kept=(newborn,), base_version=household.version)
    save(household, review, full_sheet(), 0, officer, members=rows)
    save(household, review, full_sheet(), 0, officer, members=rows)
    assert household.members.count() == 4
    household.refresh_from_db()
    assert household.version == 2


def test_members_that_a_colleague_changed_are_not_overwritten(household, review, officer, colleague):
    head = household.members.first()
    theirs = make_member(head.full_name, "head", uid=head.uid, sex="male", birth_year=1971)
    save(household, review, full_sheet(), 0, colleague, members=MembersInput(kept=(theirs,), base_version=1))
    mine = replace(theirs, birth_year=1970, sex="female")
    with pytest.raises(Conflict, match="Hộ Trần Văn Thử đã được Lý Văn Đồng Nghiệp lưu") as conflict:
        save(household, review, full_sheet(), 1, officer, members=MembersInput(kept=(mine,), base_version=1))
    assert [(each.label, each.mine, each.stored) for each in conflict.value.differences] == [
        ("Trần Văn Thử: ngày sinh", "1970", "1971"),
        ("Trần Văn Thử: giới tính", "Nữ", "Nam"),
    ]
    assert household.members.get(uid=head.uid).birth_year == 1971


# --- Completing -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("area_type", "income_points", "lacking", "household_class"),
    [
        pytest.param("rural", 140, 3, HouseholdClass.POOR, id="rural: at the ceiling and at the floor"),
        pytest.param("rural", 140, 2, HouseholdClass.NEAR_POOR, id="rural: at the ceiling, under the floor"),
        pytest.param("rural", 141, 12, HouseholdClass.NOT_POOR, id="rural: one point above the ceiling"),
        pytest.param("urban", 175, 3, HouseholdClass.POOR, id="urban: at the ceiling and at the floor"),
        pytest.param("urban", 175, 0, HouseholdClass.NEAR_POOR, id="urban: at the ceiling, lacking nothing"),
        pytest.param("urban", 176, 3, HouseholdClass.NOT_POOR, id="urban: one point above the ceiling"),
        pytest.param("urban", 0, 12, HouseholdClass.POOR, id="urban: no point and every deprivation"),
    ],
)
def test_the_outcome_is_stored_with_the_answers(area, officer, area_type, income_points, lacking, household_class):
    Locality.objects.filter(pk=area.hamlet.pk).update(area_type=area_type)
    hamlet = Locality.objects.get(pk=area.hamlet.pk)
    review = make_review(area.commune, by=officer)
    household = make_household(hamlet, by=officer, persons=2)
    form = make_completed(household, review, by=officer, income_points=income_points, lacking=lacking)
    stored = Assessment.objects.get()
    assert stored.outcome.household_class == household_class
    assert (stored.deprivation_points, stored.person_count, stored.area_type) == (10 * lacking, 2, area_type)
    assert (stored.completed_by, stored.version) == (officer, 2)
    figures = by_hamlet(review)[0].of_class(household_class)
    assert (figures.households, figures.persons, sum(figures.lacking)) == (1, 2, lacking)
    assert AuditEvent.objects.get(act="assessment_completed").target_id == str(form.pk)


@pytest.mark.parametrize(
    ("sheet", "sentence"),
    [
        (Sheet(income_points=100), r"Chỉ số 1 Việc làm: chưa trả lời\. Và 11 chỗ nữa"),
        (replace(full_sheet(), income_points=None), "Chưa nhập điểm B1"),
        (Sheet(income_points=1, answers={**full_sheet().answers, "water": UNSURE}), "Nguồn nước .*: còn để “Chưa rõ”"),
        (replace(full_sheet(), causes=[8]), "chưa ghi rõ nguyên nhân nào"),
    ],
)
def test_a_form_with_a_gap_is_not_completed(household, review, officer, sheet, sentence):
    draft = make_draft(household, review, by=officer, sheet=sheet)
    with pytest.raises(Refused, match=sentence):
        actions.complete(assessment=draft, base_version=1, by=officer)
    assert not Assessment.objects.get().is_completed


def test_a_household_without_members_is_not_completed(household, review, officer):
    draft = make_draft(household, review, by=officer)
    household.members.all().delete()
    with pytest.raises(Refused, match="Hộ chưa có thành viên nào"):
        actions.complete(assessment=draft, base_version=1, by=officer)


def test_a_place_whose_area_is_not_recorded_gives_no_class(area, household, review, officer):
    draft = make_draft(household, review, by=officer)
    Locality.objects.filter(pk=area.commune.pk).update(area_type="")
    with pytest.raises(Refused, match="Chưa xác định được khu vực"):
        actions.complete(assessment=draft, base_version=1, by=officer)


def test_a_standard_without_thresholds_takes_drafts_but_gives_no_class(area, household, officer):
    review = make_review(area.commune, 2026, by=officer, standard_code="VN-2027")
    draft = make_draft(household, review, by=officer)
    with pytest.raises(Refused, match="chưa có ngưỡng điểm B1"):
        actions.complete(assessment=draft, base_version=1, by=officer)


def test_completing_twice_is_harmless(household, review, officer, colleague):
    draft = make_draft(household, review, by=officer)
    for person in (officer, officer, colleague):
        done = actions.complete(assessment=draft, base_version=1, by=person)
        assert (done.version, done.completed_by) == (2, officer)
    assert AuditEvent.objects.filter(act="assessment_completed").count() == 1
    assert by_hamlet(review)[0].near_poor.households == 1


def test_a_form_that_changed_after_it_was_checked_is_not_completed(household, review, officer, colleague):
    seen = full_sheet(lacking=4)
    draft = make_draft(household, review, by=officer, sheet=seen)
    save(household, review, full_sheet(lacking=1), 1, colleague)
    with pytest.raises(Conflict, match="Lý Văn Đồng Nghiệp") as conflict:
        actions.complete(assessment=draft, base_version=1, seen=seen, by=officer)
    assert [each.label for each in conflict.value.differences] == [
        "2. Người phụ thuộc trong hộ gia đình",
        "3. Dinh dưỡng",
        "4. Bảo hiểm y tế",
    ]


# --- Correcting -----------------------------------------------------------------------------------


def test_a_form_opened_again_leaves_the_figures_until_it_is_completed_again(household, review, officer):
    form = make_completed(household, review, by=officer, lacking=4)
    assert by_hamlet(review)[0].poor.households == 1
    form = actions.reopen(assessment=form, reason="nhập nhầm nguồn nước", by=officer)
    assert (form.state, form.household_class, form.deprivation_points, form.completed_by) == ("draft", "", None, None)
    assert by_hamlet(review)[0].poor.households == 0
    form = save(household, review, full_sheet(lacking=1), form.version, officer)
    actions.complete(assessment=form, base_version=form.version, by=officer)
    assert by_hamlet(review)[0].near_poor.households == 1
    event = AuditEvent.objects.get(act="assessment_reopened")
    assert (event.detail["reason"], event.detail["household_class"]) == ("nhập nhầm nguồn nước", "poor")


def test_opening_again_needs_a_reason_and_twice_is_harmless(household, review, officer):
    form = make_completed(household, review, by=officer)
    with pytest.raises(Refused, match="Hãy ghi lý do"):
        actions.reopen(assessment=form, reason="  ", by=officer)
    for _ in range(2):
        form = actions.reopen(assessment=form, reason="nhầm", by=officer)
    assert form.version == 3
    assert AuditEvent.objects.filter(act="assessment_reopened").count() == 1


def test_a_draft_can_be_taken_away_with_a_reason(household, review, officer):
    draft = make_draft(household, review, by=officer)
    with pytest.raises(Refused, match="Hãy ghi lý do"):
        actions.discard_draft(assessment=draft, reason="", by=officer)
    actions.discard_draft(assessment=draft, reason="hộ đã chuyển đi", by=officer)
    assert not Assessment.objects.exists()
    event = AuditEvent.objects.order_by("pk").last()
    assert event.act == "assessment_discarded"
    assert "hộ đã chuyển đi" in event.summary
    with pytest.raises(Refused, match="đã bị bỏ"):
        actions.complete(assessment=draft, base_version=1, by=officer)


def test_a_completed_form_cannot_be_taken_away(household, review, officer):
    form = make_completed(household, review, by=officer)
    with pytest.raises(Refused, match="đã hoàn thành"):
        actions.discard_draft(assessment=form, reason="thử", by=officer)


def test_an_answer_no_is_not_an_answer_that_lacks(household, review, officer):
    draft = make_draft(household, review, by=officer, sheet=Sheet(income_points=1, answers={"water": NO}))
    assert (draft.answered_mask, draft.deprived_mask) == (1 << 8, 0)
