"""What was a mistake is deleted softly, restored for some days, and then removed for good."""

from datetime import date, timedelta
from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import AuditEvent
from accounts.refusals import Refused
from accounts.roles import Permission
from households import actions
from households.models import Household, HouseholdEvent, Member, ProcedureSetting
from tests.factories import hamlets_of
from tests.factories_households import make_completed, make_draft, make_household, make_member
from tests.factories_register import change, make_deleted, typed
from tests.integration.households.pages import form_with, words

LIST = "/91101/2024/ho/da-xoa/"


@pytest.fixture
def seat(signed_in, officer):
    return signed_in(officer)


def delete(household, by, reason="ghi nhầm"):
    return actions.delete_household(household=household, reason=reason, by=by)


def event_between(household, other, by, **fields):
    return HouseholdEvent.objects.create(
        kind="splits",
        household=household,
        other=other,
        commune=household.commune,
        hamlet=household.hamlet,
        happened_on=date(2024, 5, 1),
        summary="Tách hộ",
        recorded_at=timezone.now(),
        recorded_by=by,
        **fields,
    )


# --- Deleting and restoring a household -----------------------------------------------------------


def test_a_deleted_household_is_gone_and_comes_back_as_it_was(officer, household):
    delete(household, officer, reason="  ghi nhầm  địa bàn ")
    gone = Household.everyone.get(pk=household.pk)
    assert (gone.delete_reason, gone.deleted_by) == ("ghi nhầm địa bàn", officer)
    assert not Household.objects.exists()
    actions.restore_household(household=household, by=officer)
    back = Household.objects.get()
    assert (back.code, back.delete_reason, back.members.count()) == (household.code, "", 3)
    assert set(AuditEvent.objects.values_list("act", flat=True)) >= {"household_deleted", "household_restored"}


def test_deleting_and_restoring_twice_is_harmless(officer, household):
    assert delete(household, officer).deleted_at == delete(household, officer).deleted_at
    for _ in range(2):
        actions.restore_household(household=household, by=officer)
    for act in ("household_deleted", "household_restored"):
        assert AuditEvent.objects.filter(act=act).count() == 1


def test_deleting_needs_a_reason(officer, household):
    with pytest.raises(Refused, match="Hãy ghi lý do"):
        delete(household, officer, reason="  ")


def test_a_household_that_was_counted_is_not_deleted(officer, review, household):
    make_completed(household, review, by=officer)
    with pytest.raises(Refused, match="phiếu năm 2024 đã hoàn thành nên không xóa được: .* hãy ghi biến động"):
        delete(household, officer)


def test_a_draft_is_dropped_first(officer, review, household):
    make_draft(household, review, by=officer)
    with pytest.raises(Refused, match="còn phiếu nháp năm 2024. Hãy bỏ phiếu nháp"):
        delete(household, officer)


def test_a_household_on_which_an_event_of_another_rests_is_not_deleted(area, officer, household):
    other = make_household(area.hamlet, "Lò Văn Tách", by=officer)
    event = event_between(household, other, officer)
    for one, partner in ((household, "Lò Văn Tách"), (other, "Trần Văn Thử")):
        with pytest.raises(Refused, match=f"nối hộ này với hộ {partner} .* Hãy hủy biến động đó trước"):
            delete(one, officer)
    event.undone_at, event.undone_by = timezone.now(), officer
    event.save()
    delete(other, officer)


def test_a_household_from_which_another_came_is_not_deleted(area, officer, household):
    child = make_household(area.neighbour_hamlet, "Lò Văn Đi", by=officer)
    child.origin = household
    child.save()
    with pytest.raises(Refused, match="tách ra hoặc chuyển đi từ hộ này"):
        delete(household, officer)


def test_after_its_days_a_household_stays_gone(area, officer):
    fresh, old = make_deleted(area.hamlet, by=officer, days_ago=30), make_deleted(area.hamlet, by=officer, days_ago=31)
    actions.restore_household(household=fresh, by=officer)
    with pytest.raises(Refused, match="Chỉ khôi phục được trong 30 ngày"):
        actions.restore_household(household=old, by=officer)


def test_how_long_is_a_setting_of_the_place(area, officer):
    ProcedureSetting.objects.create(
        place=area.district,
        code="restore_days",
        value="5",
        valid_from=date(2024, 1, 1),
        basis="quy chế",
        set_at=timezone.now(),
        set_by=officer,
    )
    gone = make_deleted(area.hamlet, by=officer, days_ago=6)
    with pytest.raises(Refused, match="trong 05 ngày"):
        actions.restore_household(household=gone, by=officer)


def test_a_deleted_household_is_not_written_any_more(officer, review, household):
    delete(household, officer)
    with pytest.raises(Refused, match="đã bị xóa ngày .* Hãy khôi phục hộ ở trang Đã xóa"):
        change(Household.everyone.get(pk=household.pk), officer, address="Số 9")
    with pytest.raises(Refused, match="đã bị xóa"):
        make_draft(household, review, by=officer)


# --- Codes and replays ----------------------------------------------------------------------------


def test_a_deleted_household_keeps_its_code(area, officer):
    gone = make_deleted(area.hamlet, by=officer, code="91101-0001", head_name="Lò Văn Cũ")
    assert make_household(area.hamlet, by=officer).code == "91101-0002"
    with pytest.raises(Refused, match=r"Mã hộ 91101-0001 đã có .* \(hộ Lò Văn Cũ, đã xóa và còn khôi phục được\)"):
        make_household(area.hamlet, by=officer, code=gone.code)


def test_a_form_that_is_sent_again_after_deletion_adds_nothing(area, officer):
    uid, members = uuid4(), [make_member("Lò Văn Hai", "head")]
    household = make_household(area.hamlet, by=officer, uid=uid, members=members)
    delete(household, officer)
    with pytest.raises(Refused, match="đã được ghi từ trang này rồi bị xóa"):
        make_household(area.hamlet, by=officer, uid=uid, members=members)


def test_a_row_that_a_colleague_took_away_comes_back_when_it_is_kept(officer, household):
    child = household.members.last()
    change(household, officer, removed=[child.uid])
    change(household, officer, typed(child, birth_year=2005))
    back = household.members.get(uid=child.uid)
    assert (back.pk, back.birth_year, back.deleted_at) == (child.pk, 2005, None)


def test_somebody_who_left_is_not_written_back_by_a_row(officer, household):
    child = household.members.last()
    Member.everyone.filter(pk=child.pk).update(left_on=date(2024, 5, 1), left_because="died")
    with pytest.raises(Refused, match="không còn trong hộ từ ngày 01/05/2024. .* hủy biến động"):
        change(household, officer, typed(child))


# --- People ---------------------------------------------------------------------------------------


def test_a_removed_row_is_kept_and_restored(officer, household):
    child = household.members.last()
    change(household, officer, removed=[child.uid])
    gone = Member.everyone.get(pk=child.pk)
    assert gone.deleted_by == officer
    actions.restore_member(member=gone, by=officer)
    assert [member.full_name for member in household.members.all()] == ["Trần Văn Thử", "Con 1", "Con 2"]
    assert actions.restore_member(member=gone, by=officer).pk == gone.pk


def test_a_former_head_comes_back_as_another_relation(officer, household):
    head, child, _ = household.members.all()
    change(household, officer, typed(child, relationship="head"), removed=[head.uid])
    restored = actions.restore_member(member=head, by=officer)
    assert restored.relationship == "other"


def test_a_restored_person_is_counted_again(officer, review, household):
    form = make_completed(household, review, by=officer)
    child = household.members.last()
    change(household, officer, removed=[child.uid])
    form.refresh_from_db()
    assert form.person_count == 2
    actions.restore_member(member=child, by=officer)
    form.refresh_from_db()
    assert form.person_count == 3


def test_a_number_that_somebody_else_has_by_now_is_refused(officer, household):
    _, first, second = household.members.all()
    number = "001070000009"
    change(household, officer, typed(first, national_id=number))
    change(household, officer, typed(second, national_id=number), removed=[first.uid])
    with pytest.raises(Refused, match="cùng số định danh"):
        actions.restore_member(member=first, by=officer)


def test_somebody_with_an_event_is_no_mistake(officer, household):
    child = household.members.last()
    event_between(household, None, officer, member=child)
    with pytest.raises(Refused, match="Con 2 có biến động .* Hãy hủy biến động đó"):
        change(household, officer, removed=[child.uid])


# --- Removing for good ----------------------------------------------------------------------------


def purge() -> str:
    out = StringIO()
    call_command("purge_deleted", stdout=out)
    return out.getvalue()


def test_what_is_past_its_days_is_removed_with_its_history(area, officer, household):
    old = make_deleted(area.hamlet, by=officer, days_ago=31, persons=2)
    fresh = make_deleted(area.hamlet, by=officer, days_ago=30)
    child = household.members.last()
    change(household, officer, removed=[child.uid])
    Member.everyone.filter(pk=child.pk).update(deleted_at=timezone.now() - timedelta(days=40))
    said = purge()
    assert "Đã xóa hẳn 1 hộ, 3 thành viên, 6 dòng lịch sử." in said
    assert set(Household.everyone.all()) == {household, fresh}
    assert not Household.history.filter(id=old.pk).exists()
    assert not Member.history.filter(id=child.pk).exists()
    assert Member.history.filter(household_id=household.pk).exists()
    events = AuditEvent.objects.filter(act="household_deleted", by_id=None)
    assert sorted(event.summary for event in events) == [
        f"Xóa hẳn hộ mã {old.code}, quá hạn khôi phục",
        f"Xóa hẳn một thành viên ghi nhầm của hộ mã {household.code}, quá hạn khôi phục",
    ]
    assert "Đã xóa hẳn 0 hộ, 0 thành viên, 0 dòng lịch sử." in purge()


def test_what_something_else_names_stays(area, officer, household):
    old = make_deleted(area.hamlet, by=officer, days_ago=31)
    household.origin = old
    household.save()
    assert "Giữ lại 1 hộ" in purge()
    assert Household.everyone.filter(pk=old.pk).exists()
    assert Member.everyone.filter(household=old).exists()


# --- Pages ----------------------------------------------------------------------------------------


def test_a_household_is_deleted_with_a_reason_and_restored_from_the_list(seat, officer, household):
    url = f"{household.get_absolute_url()}xoa/?nam=2024"
    assert "Hãy ghi lý do xóa" in words(seat.post(url, {"reason": " "}))
    response = seat.post(url, form_with(seat.get(url), "reason") | {"reason": "ghi trùng"}, follow=True)
    said = words(response)
    assert response.redirect_chain == [(LIST, 302)]
    assert f"Đã xóa hộ Trần Văn Thử, mã {household.code}." in said
    assert "Trần Văn Thử Còn 30 ngày" in said
    assert f"ghi trùng {officer.full_name}" in said
    gone = words(seat.get(f"{household.get_absolute_url()}?nam=2024"))
    assert "Hộ này đã bị" in gone
    assert "Khôi phục hộ" in gone
    assert seat.get(f"{household.get_absolute_url()}sua/").status_code == 404
    response = seat.post(f"{household.get_absolute_url()}khoi-phuc/?nam=2024", follow=True)
    assert "Đã khôi phục hộ Trần Văn Thử" in words(response)


def test_the_page_says_why_a_household_cannot_be_deleted(seat, officer, review, household):
    url = f"{household.get_absolute_url()}xoa/?nam=2024"
    make_completed(household, review, by=officer)
    said = words(seat.get(url))
    assert "Chưa xóa được hộ này Hộ có phiếu năm 2024 đã hoàn thành" in said
    assert "Chưa xóa được" in words(seat.post(url, {"reason": "x"}))
    assert Household.objects.exists()


def test_looking_restores_nothing(seat, officer, household):
    delete(household, officer)
    assert seat.get(f"{household.get_absolute_url()}khoi-phuc/").status_code == 302
    assert not Household.objects.exists()


def test_too_late_is_said_on_the_list(area, seat, officer):
    gone = make_deleted(area.hamlet, by=officer, days_ago=31)
    assert "Đã hết hạn" in words(seat.get(LIST))
    assert "Chỉ khôi phục được trong 30 ngày" in words(
        seat.post(f"{gone.get_absolute_url()}khoi-phuc/?nam=2024", follow=True)
    )


def test_a_removed_person_is_restored_on_the_household_s_page(seat, officer, household):
    child = household.members.last()
    change(household, officer, removed=[child.uid])
    assert "Thành viên đã xóa vì ghi nhầm (1)" in words(seat.get(household.get_absolute_url()))
    assert "Con 2 Còn 30 ngày" in words(seat.get(LIST))
    url = f"{household.get_absolute_url()}thanh-vien/{child.uid}/khoi-phuc/"
    assert "Đã khôi phục Con 2 vào hộ." in words(seat.post(url, follow=True))
    assert household.members.count() == 3


def test_an_empty_list_says_so(seat):
    assert "Không có hộ, thành viên nào đã xóa." in words(seat.get(LIST))


def test_the_list_takes_few_queries_and_has_pages(area, seat, officer):
    for number in range(51):
        make_deleted(hamlets_of(area.commune)[number % 2], by=officer)
    with CaptureQueriesContext(connection) as queries:
        said = words(seat.get(LIST))
    assert len(queries) <= 30
    assert "51 hộ · trang 1 trên 2" in said


def test_who_may_delete_and_restore(area, holder, officer_of, signed_in, officer, household):
    pages = [f"{household.get_absolute_url()}{page}" for page in ("xoa/", "khoi-phuc/")]
    looker, rival = holder(Permission.HOUSEHOLD_VIEW, area.commune), officer_of(area.neighbour)
    for page in pages:
        assert signed_in(looker).post(page, {"reason": "x"}).status_code == 403
        assert signed_in(rival).post(page, {"reason": "x"}).status_code == 404
    assert signed_in(rival).get(LIST).status_code == 404
    assert signed_in(holder(Permission.FIGURES_VIEW, area.commune)).get(LIST).status_code == 403
    delete(household, officer)
    assert "Khôi phục</button>" not in signed_in(looker).get(LIST).content.decode()
    member = household.members.last()
    url = f"{household.get_absolute_url()}thanh-vien/{member.uid}/khoi-phuc/"
    assert signed_in(rival).post(url).status_code == 404
    assert signed_in(looker).post(url).status_code == 403
