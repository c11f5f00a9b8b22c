"""Households and their members: added once, changed knowingly, followed by their running forms."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from accounts.models import AuditEvent
from accounts.refusals import Refused
from households import actions
from households.entry.conflicts import Conflict
from households.figures import by_hamlet
from households.models import Assessment, Household
from households.register.duplicates import same_head, same_numbers
from households.register.people import MembersInput
from localities.models import Level, Locality
from localities.scope import AreaScope
from tests.factories import hamlets_of
from tests.factories_households import (
    full_sheet,
    make_classed,
    make_completed,
    make_draft,
    make_household,
    make_member,
    recognise,
)

NUMBER = "001070000001"


def typed(member, **changes):
    """A stored person as the page would send it back, with changes."""
    same = {name: getattr(member, name) for name in ("uid", "full_name", "relationship", "sex", "birth_year")}
    return make_member(**{**same, **changes})


def change(household, by, *members, removed=(), base=None, **fields):
    rows = MembersInput(
        kept=members, removed=frozenset(removed), base_version=household.version if base is None else base
    )
    values = {"hamlet": household.hamlet, "address": household.address, "code": household.code, **fields}
    return actions.change_household(household=household, members=rows, by=by, **values)


# --- Adding ---------------------------------------------------------------------------------------


def test_a_household_is_kept_with_its_members_under_its_head_s_name(area, officer):
    head = make_member("Nguyễn  Thị Hoà", "head", national_id=NUMBER, birth_year=1962, birth_month=3)
    household = make_household(area.hamlet, by=officer, members=[make_member("Nguyễn Văn Con"), head])
    assert household.head_name == "Nguyễn Thị Hoà"
    assert [member.full_name for member in household.members.all()] == ["Nguyễn Văn Con", "Nguyễn Thị Hoà"]
    assert household.commune == area.commune
    event = AuditEvent.objects.get(act="household_added")
    assert event.place_path == area.hamlet.path
    assert NUMBER not in f"{event.summary} {event.detail}"


def test_a_household_gets_the_next_code_of_its_commune(area, officer):
    make_household(area.hamlet, by=officer, code="91101-0002")
    assert make_household(area.hamlet, by=officer).code == "91101-0003"
    assert make_household(hamlets_of(area.commune)[1], by=officer).code == "91101-0004"
    assert make_household(area.neighbour_hamlet, by=officer).code == "91102-0001"


def test_a_code_is_given_once_in_a_commune(area, officer):
    make_household(area.hamlet, by=officer, code="HN-01")
    make_household(area.neighbour_hamlet, by=officer, code="HN-01")
    with pytest.raises(Refused, match="Mã hộ HN-01 đã có trong phường Mẫu Một"):
        make_household(hamlets_of(area.commune)[1], by=officer, code="HN-01")


def test_the_same_form_sent_twice_adds_one_household(area, officer):
    uid, members = uuid4(), [make_member("Trần Văn Thử", "head", national_id=NUMBER)]
    first = make_household(area.hamlet, by=officer, uid=uid, members=members)
    assert make_household(area.hamlet, by=officer, uid=uid, members=members) == first
    assert Household.objects.count() == AuditEvent.objects.filter(act="household_added").count() == 1
    with pytest.raises(Refused, match="đã được ghi từ trang này"):
        make_household(area.hamlet, by=officer, uid=uid, members=[replace(members[0], full_name="Trần Văn Khác")])


@pytest.mark.parametrize(
    ("members", "sentence"),
    [
        ([], "phải có ít nhất một thành viên"),
        ([make_member("Trần Văn Thử", "child")], "hiện chưa có ai được ghi là chủ hộ"),
        ([make_member("A", "head"), make_member("B", "head")], "hiện có 02 người được ghi là chủ hộ"),
        ([make_member("A", "head"), make_member(" ")], "Còn 01 thành viên chưa có họ và tên"),
        ([make_member("A", "head", national_id="123")], "đúng 12 chữ số"),
        ([make_member("A", "head", national_id=NUMBER), make_member("B", national_id=NUMBER)], "cùng số định danh"),
    ],
)
def test_members_that_cannot_be_are_refused_and_nothing_is_kept(area, officer, members, sentence):
    with pytest.raises(Refused, match=sentence):
        actions.add_household(uid=uuid4(), hamlet=area.hamlet, members=members, by=officer)
    assert not Household.objects.exists()


def test_a_household_lives_in_a_village_unit(area, officer):
    with pytest.raises(Refused, match="Hãy chọn thôn, tổ dân phố"):
        make_household(area.commune, by=officer)


def test_a_row_of_another_household_is_not_taken_over(area, officer, household):
    theirs = household.members.first()
    with pytest.raises(Refused, match="thuộc hộ khác"):
        make_household(area.hamlet, by=officer, members=[typed(theirs, relationship="head")])
    assert household.members.count() == 3


# --- Changing -------------------------------------------------------------------------------------


def test_people_are_added_changed_and_removed_at_once(officer, household):
    head, first, second = household.members.all()
    changed = change(
        household,
        officer,
        typed(head, full_name="Trần Văn Thừ"),
        make_member("Trần Thị Mới"),
        removed=[second.uid],
        address="Số 5, ngõ 2",
    )
    assert (changed.head_name, changed.address, changed.version) == ("Trần Văn Thừ", "Số 5, ngõ 2", 2)
    assert [m.full_name for m in changed.members.all()] == ["Trần Văn Thừ", first.full_name, "Trần Thị Mới"]
    assert Household.objects.matching("tran van thu ngo 2").get() == household
    detail = AuditEvent.objects.get(act="household_changed").detail
    assert (detail["members_changed"], detail["members_removed"]) == (2, 1)


def test_the_head_may_be_another_member(officer, household):
    head, child, _ = household.members.all()
    changed = change(household, officer, typed(head, relationship="parent"), typed(child, relationship="head"))
    assert changed.head_name == child.full_name


def test_a_household_keeps_a_head(officer, household):
    head = household.members.first()
    with pytest.raises(Refused, match="chưa có ai được ghi là chủ hộ"):
        change(household, officer, removed=[head.uid])
    assert household.members.count() == 3


def test_nothing_changed_is_no_change(officer, household):
    members = [typed(member) for member in household.members.all()]
    assert change(household, officer, *members, code="", base=0).version == 1
    assert not AuditEvent.objects.filter(act="household_changed").exists()


def test_a_number_is_left_replaced_or_taken_away(officer, household):
    head = household.members.first()
    for national_id, stored in ((NUMBER, NUMBER), (None, NUMBER), ("001070000009", "001070000009"), ("", "")):
        household = change(household, officer, typed(head, national_id=national_id))
        assert household.members.first().national_id == stored


def test_two_numbers_with_the_same_end_are_two_numbers(officer, household):
    head = household.members.first()
    household = change(household, officer, typed(head, national_id="001070000001"))
    household = change(household, officer, typed(head, national_id="999970000001"))
    assert household.members.first().national_id == "999970000001"


def test_what_a_colleague_changed_is_not_overwritten(officer, colleague, household):
    head = household.members.first()
    change(household, colleague, typed(head, birth_year=1965), address="Số 9")
    with pytest.raises(Conflict, match="Hộ Trần Văn Thử đã được Lý Văn Đồng Nghiệp lưu") as conflict:
        change(household, officer, typed(head), base=1, address="")
    assert [(each.label, each.mine, each.stored) for each in conflict.value.differences] == [
        ("Địa chỉ", "–", "Số 9"),
        ("Trần Văn Thử: ngày sinh", "1970", "1965"),
    ]


# --- Moving ---------------------------------------------------------------------------------------


def test_a_draft_moves_with_its_household(area, officer, review, household):
    make_draft(household, review, by=officer)
    other = hamlets_of(area.commune)[1]
    Locality.objects.filter(pk=other.pk).update(area_type="rural")
    change(household, officer, hamlet=Locality.objects.get(pk=other.pk))
    form = Assessment.objects.get()
    assert (form.hamlet, form.area_type) == (other, "rural")


def test_a_household_that_was_counted_does_not_move_before_its_form_is_open(area, officer, review, household):
    form = make_completed(household, review, by=officer)
    other = hamlets_of(area.commune)[1]
    with pytest.raises(Refused, match="Phiếu năm 2024 của hộ đã hoàn thành .* Hãy mở lại phiếu trước khi chuyển hộ"):
        change(household, officer, hamlet=other)
    actions.reopen(assessment=form, reason="chuyển tổ", by=officer)
    assert change(household, officer, hamlet=other).hamlet == other


def test_a_recognised_form_stays_where_it_was_counted(area, officer, review, household):
    make_completed(household, review, by=officer)
    recognise(review, by=officer)
    change(household, officer, hamlet=hamlets_of(area.commune)[1])
    assert Assessment.objects.get().hamlet == area.hamlet


def test_a_household_stays_in_its_commune(area, officer, household):
    for place in (area.neighbour_hamlet, area.commune):
        with pytest.raises(Refused, match="trong cùng xã, phường"):
            change(household, officer, hamlet=place)


def test_a_completed_form_counts_the_persons_anew_until_it_is_recognised(officer, review, household):
    make_classed(household, review, "poor", by=officer)
    household = change(household, officer, make_member("Trần Thị Mới"))
    assert by_hamlet(review)[0].poor.persons == 4
    recognise(review, by=officer)
    change(household, officer, make_member("Trần Thị Út"))
    assert by_hamlet(review)[0].poor.persons == 4


# --- Numbers and duplicates -----------------------------------------------------------------------


def test_that_somebody_saw_the_numbers_is_written_down(officer, household):
    head = household.members.first()
    household = change(household, officer, typed(head, national_id=NUMBER))
    members = actions.show_national_ids(household=household, by=officer)
    assert members[0].national_id == NUMBER
    event = AuditEvent.objects.get(act="personal_id_seen")
    assert (event.target_id, event.detail) == (str(household.pk), {"numbers": 1})


def test_the_same_number_is_found_and_named_only_on_one_s_own_ground(area, officer):
    make_household(area.neighbour_hamlet, by=officer, members=[make_member("Lê A", "head", national_id=NUMBER)])
    new = [make_member("Lê Văn A", "head", national_id=NUMBER)]
    (found,) = same_numbers(new, scope=AreaScope((area.commune.path,)))
    assert found.sentence == "Số định danh của Lê Văn A đã được ghi ở một hộ ngoài địa bàn của ông/bà."
    assert found.household is None
    (found,) = same_numbers(new, scope=AreaScope((area.district.path,)))
    assert "hộ Lê A, tổ dân phố 1 (mã 91102-0001)" in found.sentence


def test_a_household_is_no_duplicate_of_itself(area, officer, household):
    change(household, officer, typed(household.members.first(), national_id=NUMBER))
    everywhere = AreaScope((area.province.path,))
    assert same_numbers(household.members.all(), scope=everywhere, besides=household) == []


def test_a_head_of_the_same_name_is_found_in_the_village_unit_whatever_the_accents(area, officer, household):
    new = [make_member("TRAN VAN THU", "head"), make_member("Con 1")]
    (found,) = same_head(new, area.hamlet)
    assert found.household == household
    assert same_head(new, hamlets_of(area.commune)[1]) == []


# --- Searching ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("nguyen thi hoa", True),
        ("Nguyễn Thị Hoà", True),
        ("hoà nguyễn", True),
        ("đạt", True),
        ("DAT", True),
        ("HN-77", True),
        ("ngo 5", True),
        (NUMBER, True),
        ("001 070 000 001", True),
        (NUMBER[:11], False),
        ("Nguyễn Thị Huệ", False),
        ("%", False),
        ("", True),
    ],
)
def test_a_household_is_found_by_words_code_address_member_or_whole_number(area, officer, words, found):
    members = [make_member("Nguyễn Thị Hoà", "head", national_id=NUMBER), make_member("Nguyễn Văn Đạt")]
    household = make_household(area.hamlet, by=officer, members=members, code="HN-77", address="Ngõ 5")
    assert list(Household.objects.matching(words)) == ([household] if found else [])


def test_a_code_of_twelve_digits_is_found_too(area, officer):
    household = make_household(area.hamlet, by=officer, code="911010000123")
    assert Household.objects.matching("911010000123").get() == household


def test_a_later_place_has_no_review_of_its_own_before_it_was_founded(area, officer):
    later = Locality(
        level=Level.COMMUNE, code="91110", name="Mẫu Mới", parent=area.district, kind="xã", area_type="rural"
    )
    later.established_on = date(2026, 1, 1)
    later.save()
    with pytest.raises(Refused, match="không tồn tại"):
        actions.open_review(commune=later, year=2024, by=officer)


def test_a_sheet_of_all_twelve_deprivations_is_kept_whole(officer, review, household):
    form = make_draft(household, review, by=officer, sheet=full_sheet(lacking=12))
    assert form.deprived_mask == review.standard.full_mask
