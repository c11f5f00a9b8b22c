"""Births, deaths, who joins, who leaves, who heads the household."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from accounts.models import AuditEvent
from accounts.refusals import Refused
from households import actions
from households.entry.conflicts import Conflict
from households.models import Household, HouseholdEvent, Member
from tests.factories_events import DAY, make_child, make_family, occurrence, person, record, relations
from tests.factories_households import make_household, make_member


@pytest.fixture
def family(area, officer):
    return make_family(area.hamlet, by=officer)


def names(household: Household) -> list[str]:
    return [f"{member.full_name}: {member.relationship}" for member in household.members.all()]


# --- Birth and joining ----------------------------------------------------------------------------


def test_a_child_is_born_into_the_household(officer, family):
    event = record(actions.record_birth, family, by=officer, child=make_child())
    child = person(family, "Mới")
    assert (child.birth_year, child.birth_month, child.birth_day, child.relationship) == (2024, 5, 20, "child")
    assert event.member == child
    assert event.summary == "Lò Thị Mới (nữ) sinh ngày 20/05/2024; quan hệ với chủ hộ: con."
    assert (event.commune, event.hamlet, event.recorded_by) == (family.commune, family.hamlet, officer)
    family.refresh_from_db()
    assert (family.version, family.saved_by) == (2, officer)


def test_the_event_is_in_the_log_without_numbers(officer, family):
    child = make_child(national_id="001024000009")
    event = record(actions.record_birth, family, by=officer, child=child)
    row = AuditEvent.objects.get(act="event_recorded")
    assert (row.place_path, row.detail["kind"], row.detail["event"]) == (family.hamlet.path, "birth", str(event.uid))
    assert "001024000009" not in f"{row.summary} {row.detail}"


def test_the_history_says_who_and_why(officer, family):
    event = record(actions.record_birth, family, by=officer, child=make_child(), reason="giấy khai sinh số 5")
    written = Member.history.filter(id=event.member_id).get()
    assert (written.history_user, written.history_change_reason) == (officer, "Sinh con: giấy khai sinh số 5")


def test_somebody_joins_at_the_end_of_the_household(officer, family):
    joined = make_member("Cà Văn Rể", "child_in_law", birth_year=1993)
    event = record(actions.record_joining, family, by=officer, person=joined, from_place="xã Mường Mẫu")
    assert names(family)[-1] == "Cà Văn Rể: child_in_law"
    assert event.summary == (
        "Cà Văn Rể, sinh 1993, đến ở cùng hộ từ ngày 20/05/2024 (từ xã Mường Mẫu); quan hệ với chủ hộ: con dâu, con rể."
    )


@pytest.mark.parametrize(
    ("newcomer", "sentence"),
    [
        (make_member("A", "head"), "Hộ đã có chủ hộ"),
        (make_member("A", ""), "chưa được chọn quan hệ"),
        (make_member(" ", "child"), "Hãy ghi họ và tên"),
        (make_member("A", "child", birth_year=2025), "A sinh 2025, sau ngày 20/05/2024"),
    ],
)
def test_a_newcomer_that_cannot_be_is_refused(officer, family, newcomer, sentence):
    with pytest.raises(Refused, match=sentence):
        record(actions.record_joining, family, by=officer, person=newcomer)
    assert family.members.count() == 4


# --- Death ----------------------------------------------------------------------------------------


def test_a_member_who_died_is_kept_as_somebody_who_left(officer, family):
    child = person(family, "Út")
    event = record(actions.record_death, family, by=officer, member=child)
    child.refresh_from_db()
    assert (child.left_on, child.left_because) == (DAY, "died")
    assert family.members.count() == 3
    assert Member.everyone.filter(household=family).count() == 4
    assert event.summary == "Lò Văn Út mất ngày 20/05/2024."


def test_after_the_head_s_death_somebody_else_is_the_head(officer, family):
    event = record(
        actions.record_death,
        family,
        by=officer,
        member=person(family, "Chủ"),
        relationships=relations(family, Vợ="head"),
    )
    family.refresh_from_db()
    assert family.head_name == "Lò Thị Vợ"
    assert names(family) == ["Lò Thị Vợ: head", "Lò Thị Con: child", "Lò Văn Út: child"]
    assert event.summary == "Lò Văn Chủ, chủ hộ, mất ngày 20/05/2024. Lò Thị Vợ làm chủ hộ."
    assert Household.objects.matching("lo thi vo").get() == family


def test_without_a_new_head_nothing_is_kept(officer, family):
    with pytest.raises(Refused, match="Hãy chọn “Chủ hộ” ở dòng của người làm chủ hộ mới"):
        record(actions.record_death, family, by=officer, member=person(family, "Chủ"))
    two = relations(family, Vợ="head", Con="head")
    with pytest.raises(Refused, match="Lò Thị Vợ và Lò Thị Con đều được ghi là chủ hộ"):
        record(actions.record_death, family, by=officer, member=person(family, "Chủ"), relationships=two)
    assert family.members.count() == 4
    assert not HouseholdEvent.objects.exists()


def test_the_last_member_s_death_ends_the_household(area, officer):
    alone = make_household(area.hamlet, "Quàng Thị Một", by=officer)
    event = record(actions.record_death, alone, by=officer, member=alone.members.get())
    alone.refresh_from_db()
    assert (alone.ended_on, alone.ended_because) == (DAY, "died_out")
    assert "thành viên cuối cùng của hộ" in event.summary
    with pytest.raises(Refused, match="không còn trong sổ từ ngày 20/05/2024"):
        record(actions.record_birth, alone, by=officer, child=make_child())


# --- Leaving and the head -------------------------------------------------------------------------


def test_several_people_leave_at_once(officer, family):
    gone = [person(family, "Con"), person(family, "Út")]
    event = record(actions.record_leaving, family, by=officer, members=gone, to_place="TP Mẫu")
    assert [member.left_because for member in Member.everyone.filter(pk__in=[m.pk for m in gone])] == ["moved_out"] * 2
    assert event.summary == "Lò Thị Con và Lò Văn Út chuyển đi đến TP Mẫu ngày 20/05/2024."
    assert (event.member, event.to_place) == (None, "TP Mẫu")


def test_when_the_head_leaves_another_is_named(officer, family):
    gone = [person(family, "Chủ")]
    record(
        actions.record_leaving,
        family,
        by=officer,
        members=gone,
        relationships=relations(family, Con="head", Vợ="parent"),
    )
    assert names(family) == ["Lò Thị Vợ: parent", "Lò Thị Con: head", "Lò Văn Út: child"]


def test_the_whole_household_does_not_leave_person_by_person(officer, family):
    with pytest.raises(Refused, match="hãy ghi “Cả hộ chuyển đi nơi khác”"):
        record(actions.record_leaving, family, by=officer, members=list(family.members.all()))


def test_somebody_of_another_household_does_not_leave_this_one(area, officer, family):
    other = make_household(area.hamlet, "Người Khác", by=officer)
    with pytest.raises(Refused, match="Người Khác không còn trong hộ Lò Văn Chủ"):
        record(actions.record_leaving, family, by=officer, members=[other.members.get()])


def test_another_member_becomes_the_head(officer, family):
    related = relations(family, Con="head", Chủ="parent", Vợ="parent", Út="sibling")
    event = record(actions.change_head, family, by=officer, relationships=related)
    family.refresh_from_db()
    assert family.head_name == "Lò Thị Con"
    assert event.summary == "Lò Thị Con làm chủ hộ thay Lò Văn Chủ từ ngày 20/05/2024."
    assert [member.relationship for member in family.members.all()] == ["parent", "parent", "head", "sibling"]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({}, "đang là chủ hộ"),
        ({"Vợ": "head"}, "đều được ghi là chủ hộ"),
        ({"Chủ": "spouse"}, "Hãy chọn “Chủ hộ”"),
        ({"Chủ": "king", "Vợ": "head"}, "chưa được chọn quan hệ"),
    ],
)
def test_a_household_has_one_head_after_the_change_too(officer, family, changes, sentence):
    with pytest.raises(Refused, match=sentence):
        record(actions.change_head, family, by=officer, relationships=relations(family, **changes))


# --- What holds for every kind --------------------------------------------------------------------


def test_the_same_form_sent_twice_records_one_event(officer, family):
    told = occurrence(family)
    child = make_child()
    first = actions.record_birth(occurrence=told, child=child, by=officer)
    assert actions.record_birth(occurrence=told, child=child, by=officer) == first
    assert HouseholdEvent.objects.count() == AuditEvent.objects.filter(act="event_recorded").count() == 1
    assert family.members.count() == 5
    with pytest.raises(Refused, match="đã ghi một biến động khác"):
        actions.record_death(occurrence=told, member=person(family, "Út"), by=officer)


def test_two_officers_do_not_write_over_each_other(officer, colleague, family):
    seen = occurrence(family)
    record(actions.record_death, family, by=colleague, member=person(family, "Út"))
    with pytest.raises(Conflict, match="Hộ Lò Văn Chủ đã được Lý Văn Đồng Nghiệp lưu"):
        actions.record_birth(occurrence=seen, child=make_child(), by=officer)
    assert family.members.count() == 3


def test_nothing_happens_in_the_future_or_without_a_reason(officer, family):
    tomorrow = timezone.localdate() + timedelta(days=1)
    with pytest.raises(Refused, match="ở sau hôm nay"):
        record(actions.record_death, family, by=officer, member=person(family, "Út"), on=tomorrow)
    with pytest.raises(Refused, match="Hãy ghi lý do, căn cứ"):
        record(actions.record_death, family, by=officer, member=person(family, "Út"), reason=" ")


def test_nobody_dies_before_being_born_or_before_coming(officer, family):
    with pytest.raises(Refused, match="Lò Văn Út sinh 04/03/2010, sau ngày 03/03/2010"):
        record(actions.record_death, family, by=officer, member=person(family, "Út"), on=date(2010, 3, 3))
    record(actions.record_joining, family, by=officer, person=make_member("Cà Văn Rể", "child_in_law"))
    with pytest.raises(Refused, match="ở trước ngày 20/05/2024 của biến động đã ghi: Cà Văn Rể đến ở cùng hộ"):
        record(actions.record_death, family, by=officer, member=person(family, "Rể"), on=date(2024, 5, 19))


def test_what_has_nothing_to_do_with_a_later_event_may_be_recorded_after_it(officer, family):
    record(actions.record_death, family, by=officer, member=person(family, "Út"))
    event = record(
        actions.record_birth, family, by=officer, child=make_child(day=date(2024, 1, 2)), on=date(2024, 1, 2)
    )
    assert event.happened_on == date(2024, 1, 2)


def test_a_deleted_household_has_no_events(officer, family):
    actions.delete_household(household=family, reason="ghi nhầm", by=officer)
    with pytest.raises(Refused, match="đã bị xóa"):
        actions.record_birth(occurrence=occurrence(family, uid=uuid4()), child=make_child(), by=officer)
