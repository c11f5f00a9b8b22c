"""A household moves, leaves the commune, splits, merges; and how the forms of running reviews follow."""

from datetime import date

import pytest

from accounts.refusals import Refused
from households import actions
from households.figures import by_hamlet
from households.models import Assessment, Household, Member
from tests.factories import hamlets_of
from tests.factories_events import DAY, make_family, person, record, relations
from tests.factories_households import make_classed, make_draft, make_household, make_member


@pytest.fixture
def family(area, officer):
    return make_family(area.hamlet, by=officer)


@pytest.fixture
def other_hamlet(area):
    return hamlets_of(area.commune)[1]


# --- Moving ---------------------------------------------------------------------------------------


def test_a_household_moves_to_another_village_unit(officer, family, other_hamlet):
    event = record(actions.move_household, family, by=officer, hamlet=other_hamlet, address="Ngõ  5")
    family.refresh_from_db()
    assert (family.hamlet, family.address) == (other_hamlet, "Ngõ 5")
    assert event.summary == "Hộ Lò Văn Chủ chuyển từ tổ dân phố 1 sang tổ dân phố 2 ngày 20/05/2024."
    assert event.hamlet != other_hamlet


def test_a_household_moves_within_its_commune_and_not_to_where_it_is(area, officer, family):
    for hamlet, sentence in ((area.hamlet, "Hộ đang ở"), (area.neighbour_hamlet, "trong cùng xã, phường")):
        with pytest.raises(Refused, match=sentence):
            record(actions.move_household, family, by=officer, hamlet=hamlet)


def test_two_moves_follow_each_other(area, officer, family, other_hamlet):
    record(actions.move_household, family, by=officer, hamlet=other_hamlet)
    with pytest.raises(Refused, match="ở trước ngày 20/05/2024"):
        record(actions.move_household, family, by=officer, hamlet=area.hamlet, on=date(2024, 5, 1))


# --- Moving out -----------------------------------------------------------------------------------


def test_a_household_that_moves_out_ends_with_its_people(area, officer, family):
    event = record(actions.move_household_out, family, by=officer, to_place="huyện Mẫu, tỉnh Khác")
    family.refresh_from_db()
    assert (family.ended_on, family.ended_because) == (DAY, "moved_out")
    assert family.members.count() == 0
    assert {m.left_because for m in Member.everyone.filter(household=family)} == {"moved_out"}
    assert event.summary == "Hộ Lò Văn Chủ (04 người) chuyển đi đến huyện Mẫu, tỉnh Khác ngày 20/05/2024."
    assert event.to_commune is None


def test_a_household_goes_somewhere_and_not_to_its_own_commune(area, officer, family):
    with pytest.raises(Refused, match="Hãy ghi nơi đến"):
        record(actions.move_household_out, family, by=officer)
    with pytest.raises(Refused, match="Hãy chọn xã, phường khác"):
        record(actions.move_household_out, family, by=officer, to_commune=area.commune)


def test_nothing_happened_after_the_end(officer, family):
    record(actions.record_death, family, by=officer, member=person(family, "Út"))
    with pytest.raises(Refused, match="Lò Văn Út mất ngày 20/05/2024"):
        record(actions.move_household_out, family, by=officer, to_place="xa", on=date(2024, 5, 1))


# --- Splitting ------------------------------------------------------------------------------------


def test_some_members_form_a_household_of_their_own(officer, family, other_hamlet):
    going = relations(family, Con="head", Út="sibling")
    event = record(actions.split_household, family, by=officer, going=going, hamlet=other_hamlet, address="Ngõ 7")
    new = event.other
    assert (new.head_name, new.hamlet, new.address, new.origin) == ("Lò Thị Con", other_hamlet, "Ngõ 7", family)
    assert new.code == "91101-0002"
    assert [(m.full_name, m.relationship) for m in new.members.all()] == [
        ("Lò Thị Con", "head"),
        ("Lò Văn Út", "sibling"),
    ]
    copy = new.members.get(full_name="Lò Thị Con")
    assert (copy.birth_year, copy.ethnicity, copy.has_health_insurance, copy.left_on) == (1995, "03", True, None)
    assert [m.full_name for m in family.members.all()] == ["Lò Văn Chủ", "Lò Thị Vợ"]
    left = Member.everyone.get(household=family, full_name="Lò Văn Út")
    assert (left.left_on, left.left_because) == (DAY, "to_other")
    assert event.summary.startswith("Lò Thị Con và Lò Văn Út tách khỏi hộ Lò Văn Chủ ngày 20/05/2024, lập hộ")


def test_when_the_head_splits_off_those_who_stay_get_another(area, officer, family):
    event = record(
        actions.split_household,
        family,
        by=officer,
        going=relations(family, Chủ="head"),
        hamlet=area.hamlet,
        relationships=relations(family, Vợ="head"),
    )
    family.refresh_from_db()
    assert (family.head_name, event.other.head_name) == ("Lò Thị Vợ", "Lò Văn Chủ")


@pytest.mark.parametrize(
    ("going", "sentence"),
    [
        ({}, "Hãy chọn những người tách ra"),
        ({"Con": "child"}, "Hãy chọn “Chủ hộ”"),
        ({"Chủ": "head"}, "Hãy chọn “Chủ hộ” ở dòng"),
        ({"Chủ": "head", "Vợ": "spouse", "Con": "child", "Út": "child"}, "phải còn ít nhất một người"),
    ],
)
def test_a_split_that_cannot_be_is_refused_and_makes_no_household(area, officer, family, going, sentence):
    with pytest.raises(Refused, match=sentence):
        record(actions.split_household, family, by=officer, going=relations(family, **going), hamlet=area.hamlet)
    assert Household.objects.count() == 1
    assert family.members.count() == 4


def test_nothing_happened_to_a_household_before_it_was_split_off(area, officer, family):
    new = record(
        actions.split_household, family, by=officer, going=relations(family, Con="head"), hamlet=area.hamlet
    ).other
    with pytest.raises(Refused, match="ở trước ngày 20/05/2024"):
        record(actions.move_household_out, new, by=officer, to_place="xa", on=date(2024, 5, 1))


# --- Merging --------------------------------------------------------------------------------------


def test_all_members_go_into_the_other_household(area, officer, family):
    into = make_household(area.hamlet, "Cà Văn Nhận", by=officer)
    related = relations(family, Chủ="parent", Vợ="parent", Con="spouse", Út="sibling")
    event = record(actions.merge_households, family, by=officer, into=into, relationships=related)
    family.refresh_from_db()
    into.refresh_from_db()
    assert (family.ended_because, family.members.count(), into.version) == ("merged", 0, 2)
    assert [m.relationship for m in into.members.all()] == ["head", "parent", "parent", "spouse", "sibling"]
    assert event.summary == (f"Hộ Lò Văn Chủ (04 người) nhập vào hộ Cà Văn Nhận (mã {into.code}) ngày 20/05/2024.")


def test_a_merger_that_cannot_be_is_refused(area, officer, family, rival):
    into = make_household(area.hamlet, "Cà Văn Nhận", by=officer)
    far = make_household(area.neighbour_hamlet, "Lê Ở Xa", by=rival)
    everybody = relations(family, Chủ="parent", Vợ="parent", Con="spouse", Út="sibling")
    cases = [
        (family, everybody, "Hãy chọn hộ khác"),
        (far, everybody, "trong cùng xã, phường"),
        (into, relations(family, Chủ="parent"), "chưa được chọn quan hệ"),
        (into, {**everybody, **relations(family, Chủ="head")}, "đã có chủ hộ là Cà Văn Nhận"),
    ]
    for target, related, sentence in cases:
        with pytest.raises(Refused, match=sentence):
            record(actions.merge_households, family, by=officer, into=target, relationships=related)
    assert family.members.count() == 4


# --- Forms of running reviews ---------------------------------------------------------------------


def test_a_completed_form_counts_the_persons_anew(officer, review, family):
    make_classed(family, review, "poor", by=officer)
    record(actions.record_death, family, by=officer, member=person(family, "Út"))
    assert by_hamlet(review)[0].poor.persons == 3


def test_both_households_of_a_merger_are_counted(area, officer, review, family):
    into = make_household(area.hamlet, "Cà Văn Nhận", by=officer)
    make_classed(into, review, "poor", by=officer)
    related = relations(family, Chủ="parent", Vợ="parent", Con="spouse", Út="sibling")
    record(actions.merge_households, family, by=officer, into=into, relationships=related)
    assert by_hamlet(review)[0].poor.persons == 5


def test_a_new_head_of_another_ethnic_group_is_the_head_that_is_counted(area, officer, review):
    head, spouse = make_member("A", "head", ethnicity="01"), make_member("B", "spouse", ethnicity="03")
    mixed = make_household(area.hamlet, by=officer, members=[head, spouse])
    form = make_classed(mixed, review, "poor", by=officer)
    record(actions.change_head, mixed, by=officer, relationships=relations(mixed, A="spouse", B="head"))
    form.refresh_from_db()
    assert form.ethnicity == "03"


def test_a_draft_moves_with_the_household(officer, review, family, other_hamlet):
    draft = make_draft(family, review, by=officer)
    record(actions.move_household, family, by=officer, hamlet=other_hamlet)
    draft.refresh_from_db()
    assert draft.hamlet == other_hamlet


def test_a_counted_household_opens_its_form_before_it_moves(officer, review, family, other_hamlet):
    form = make_classed(family, review, "poor", by=officer)
    with pytest.raises(Refused, match="đã được tính cho tổ dân phố 1. Hãy mở lại phiếu"):
        record(actions.move_household, family, by=officer, hamlet=other_hamlet)
    actions.reopen(assessment=form, reason="chuyển tổ", by=officer)
    record(actions.move_household, family, by=officer, hamlet=other_hamlet)


def test_a_household_with_a_form_ends_when_the_form_is_gone(officer, review, family):
    form = make_classed(family, review, "poor", by=officer)
    with pytest.raises(Refused, match="Hãy mở lại phiếu kèm lý do rồi bỏ phiếu nháp"):
        record(actions.move_household_out, family, by=officer, to_place="xa")
    form = actions.reopen(assessment=form, reason="chuyển đi", by=officer)
    with pytest.raises(Refused, match="Hộ đang có phiếu nháp năm 2024"):
        record(actions.move_household_out, family, by=officer, to_place="xa")
    actions.discard_draft(assessment=form, reason="chuyển đi", by=officer)
    record(actions.move_household_out, family, by=officer, to_place="xa")
    assert not Assessment.objects.exists()


def test_a_form_that_may_not_be_written_stays_as_it_was_counted(monkeypatch, officer, review, family, other_hamlet):
    make_classed(family, review, "poor", by=officer)

    def closed(review, household):
        raise Refused("đang niêm yết")

    monkeypatch.setattr("households.policies.check_can_edit", closed)
    record(actions.record_death, family, by=officer, member=person(family, "Út"))
    record(actions.move_household, family, by=officer, hamlet=other_hamlet)
    record(actions.move_household_out, family, by=officer, to_place="xa")
    form = Assessment.objects.get()
    assert (form.person_count, form.hamlet) == (4, hamlets_of(other_hamlet.parent)[0])
    assert by_hamlet(review)[0].poor.persons == 4
