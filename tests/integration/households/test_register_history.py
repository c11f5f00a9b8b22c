"""The history of a household: every save, who and when and why, from what to what."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.roles import Permission
from households import actions
from households.models import Household, Member
from households.register.history import Stamp, saves_of
from households.register.people import HouseholdFacts, MembersInput
from tests.factories import hamlets_of
from tests.factories_households import full_sheet, make_household, make_member
from tests.factories_register import NUMBER, change, typed
from tests.integration.households.pages import words


@pytest.fixture
def seat(signed_in, officer):
    return signed_in(officer)


def url(household):
    return f"{household.get_absolute_url()}lich-su/?nam=2024"


def changed(save) -> dict[str, dict[str, tuple]]:
    """person → field → (before, after)."""
    return {row.person: {each.field: (each.before, each.after) for each in row.changes} for row in save.rows}


def test_a_new_household_is_one_save_with_all_its_people(officer, household):
    (save,) = saves_of(household)
    assert (save.who, save.why) == (officer.full_name, "Thêm hộ")
    assert [(row.person, row.is_new) for row in save.rows] == [
        ("", True),
        ("Trần Văn Thử", True),
        ("Con 1", True),
        ("Con 2", True),
    ]


def test_one_act_is_one_save_with_its_reason(area, officer, household):
    head = household.members.first()
    facts = HouseholdFacts(occupation="agriculture", has_aquaculture=True, is_indigenous_minority=True)
    hamlet = hamlets_of(area.commune)[1]
    change(
        household, officer, typed(head, birth_year=1971), hamlet=hamlet, facts=facts, reason="  theo giấy khai  sinh "
    )
    save = saves_of(household)[0]
    assert save.why == "Sửa hộ: theo giấy khai sinh"
    assert changed(save) == {
        "": {
            "hamlet_id": (area.hamlet.pk, hamlet.pk),
            "occupation": ("", "agriculture"),
            "has_aquaculture": (None, True),
            "is_indigenous_minority": (False, True),
        },
        "Trần Văn Thử": {"birth_year": (1970, 1971)},
    }


def test_what_is_typed_on_the_form_is_history_too(officer, review, household):
    head = household.members.first()
    rows = MembersInput(kept=(typed(head, sex="female"),), base_version=1)
    actions.save_draft(household=household, review=review, sheet=full_sheet(), base_version=0, members=rows, by=officer)
    save = saves_of(household)[0]
    assert save.why == "Sửa khi nhập phiếu rà soát"
    assert changed(save) == {"Trần Văn Thử": {"sex": ("male", "female")}}


def test_nothing_changed_is_no_save(officer, household):
    change(household, officer, *[typed(member) for member in household.members.all()])
    assert len(saves_of(household)) == 1


def test_the_place_of_a_row_is_no_history(officer, household):
    head, first, second = household.members.all()
    change(household, officer, removed=[first.uid])
    assert changed(saves_of(household)[0]).keys() == {"Con 1"}
    assert [member.position for member in household.members.all()] == [0, 1]


def test_a_long_reason_is_kept_as_far_as_it_goes(officer, household):
    change(household, officer, address="Số 9", reason="a" * 600)
    assert len(saves_of(household)[0].why) == 400


def test_an_instance_written_twice_has_two_moments(officer, household):
    for name in ("Số 1", "Số 2"):
        household.address = name
        Stamp(officer, f"đổi thành {name}").save(household)
    assert [save.why for save in saves_of(household)[:2]] == ["đổi thành Số 2", "đổi thành Số 1"]


def test_the_page_says_who_when_why_and_what_and_masks_numbers(officer, seat, household):
    head = household.members.first()
    change(household, officer, typed(head, national_id=NUMBER))
    change(household, officer, typed(head, national_id="999970000001", height_cm=None), reason="gõ nhầm")
    response = seat.get(url(household))
    said = words(response)
    assert f"{officer.full_name} Sửa hộ: gõ nhầm Trần Văn Thử Số định danh cá nhân:" in said
    assert "•••• 0001 → , sau là •••• 0001 (số khác)" in said
    assert NUMBER not in response.content.decode()
    assert "999970000001" not in response.content.decode()
    assert "Ghi mới Con 1: Quan hệ với chủ hộ: Con; Năm sinh: 2001; Dân tộc: Kinh" in said


def test_every_kind_of_field_is_worded(area, officer, seat, household):
    head, child, _ = household.members.all()
    new = typed(child, in_school=True, schooling_level="primary", height_cm=Decimal("120.5"), birth_year=2016)
    change(household, officer, new, facts=HouseholdFacts(occupation="salt"), hamlet=hamlets_of(area.commune)[1])
    said = words(seat.get(url(household)))
    for sentence in (
        "Thôn, tổ dân phố: trước là Tổ dân phố 1 → , sau là Tổ dân phố 2",
        "Nghề nghiệp chính của hộ: trước là – → , sau là Diêm nghiệp",
        "Đang đi học: trước là – → , sau là Có",
        "Cấp học đang học: trước là – → , sau là Tiểu học",
        "Chiều cao (cm): trước là – → , sau là 120,5",
    ):
        assert sentence in said


def test_who_left_and_who_was_deleted_is_in_it(officer, seat, household):
    _, first, second = household.members.all()
    change(household, officer, removed=[second.uid])
    first.left_on, first.left_because = date(2024, 5, 1), Member.Leaving.DIED
    Stamp(officer, "Thành viên mất").save(first)
    said = words(seat.get(url(household)))
    assert "Xóa thành viên ghi nhầm Con 2 Xóa lúc:" in said
    assert "Thành viên mất Con 1" in said
    assert "Lý do: trước là – → , sau là Đã mất" in said


def test_what_another_household_wrote_of_somebody_is_its_own(area, officer, household):
    other = make_household(area.hamlet, "Lò Văn Khác", by=officer)
    child = household.members.last()
    child.household, child.relationship = other, "other"
    Stamp(officer, "sang hộ khác").save(child)
    child.full_name = "Tên Ở Hộ Mới"
    Stamp(officer, "sửa ở hộ mới").save(child)
    assert [save.why for save in saves_of(household)] == ["sang hộ khác", "Thêm hộ"]
    theirs = saves_of(other)
    assert [save.why for save in theirs] == ["sửa ở hộ mới", "sang hộ khác", "Thêm hộ"]
    assert theirs[1].rows[0].is_new


def test_a_deleted_household_keeps_its_history(officer, seat, household):
    actions.delete_household(household=household, reason="ghi nhầm", by=officer)
    assert "Xóa hộ: ghi nhầm" in words(seat.get(url(household)))


def test_an_unknown_past_is_said(seat, household):
    Household.history.all().delete()
    Member.history.all().delete()
    assert "Hộ chưa có lần ghi nào được lưu lịch sử." in words(seat.get(url(household)))


def test_a_long_history_has_pages_and_few_queries(officer, seat, household):
    for number in range(55):
        household.address = f"Số {number}"
        Stamp(officer, f"lần {number}").save(household)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        said = words(seat.get(url(household)))
    assert len(queries) <= 30
    assert "56 lần ghi · trang 1 trên 2" in said
    assert "Thêm hộ" in words(seat.get(f"{url(household)}&trang=2"))


def test_the_neighbour_finds_nothing_and_others_are_refused(area, holder, officer_of, signed_in, household):
    assert signed_in(officer_of(area.neighbour)).get(url(household)).status_code == 404
    assert signed_in(holder(Permission.FIGURES_VIEW, area.commune)).get(url(household)).status_code == 403
    assert signed_in(holder(Permission.HOUSEHOLD_VIEW, area.commune)).get(url(household)).status_code == 200


def test_a_member_typed_anew_is_written_once(officer, household):
    change(household, officer, make_member("Trần Thị Mới"))
    assert [row.person for row in saves_of(household)[0].rows] == ["Trần Thị Mới"]
