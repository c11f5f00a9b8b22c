"""Undoing gives back exactly what was there, while nothing later rests on the event."""

from collections.abc import Callable
from datetime import date

import pytest

from accounts.models import AuditEvent
from accounts.refusals import Refused
from households import actions
from households.models import Assessment, Household, HouseholdEvent, Member
from households.register.people import MembersInput
from tests.factories import hamlets_of
from tests.factories_events import (
    make_arrival,
    make_child,
    make_family,
    make_offer,
    person,
    record,
    register,
    relations,
)
from tests.factories_households import make_classed, make_draft, make_household, make_member, recognise


@pytest.fixture
def family(area, officer):
    return make_family(area.hamlet, by=officer)


@pytest.fixture
def into(area, officer):
    return make_household(area.hamlet, "Cà Văn Nhận", by=officer, persons=2)


def everybody(family: Household) -> dict:
    return relations(family, Chủ="parent", Vợ="parent", Con="spouse", Út="sibling")


RECORDERS: dict[str, Callable[..., HouseholdEvent]] = {
    "birth": lambda family, into, by: record(actions.record_birth, family, by=by, child=make_child()),
    "joins": lambda family, into, by: record(
        actions.record_joining, family, by=by, person=make_member("Cà Văn Rể", "child_in_law")
    ),
    "death": lambda family, into, by: record(actions.record_death, family, by=by, member=person(family, "Út")),
    "death of the head": lambda family, into, by: record(
        actions.record_death,
        family,
        by=by,
        member=person(family, "Chủ"),
        relationships=relations(family, Con="head", Vợ="parent", Út="sibling"),
    ),
    "leaves": lambda family, into, by: record(
        actions.record_leaving,
        family,
        by=by,
        members=[person(family, "Chủ"), person(family, "Út")],
        relationships=relations(family, Vợ="head"),
        to_place="xa",
    ),
    "head_change": lambda family, into, by: record(
        actions.change_head, family, by=by, relationships=relations(family, Vợ="head", Chủ="spouse")
    ),
    "moves": lambda family, into, by: record(
        actions.move_household, family, by=by, hamlet=hamlets_of(family.commune)[1], address="Ngõ 9"
    ),
    "moves_out": lambda family, into, by: record(actions.move_household_out, family, by=by, to_place="xa"),
    "splits": lambda family, into, by: record(
        actions.split_household,
        family,
        by=by,
        going=relations(family, Chủ="head", Con="child"),
        hamlet=hamlets_of(family.commune)[1],
        relationships=relations(family, Vợ="head"),
    ),
    "merges": lambda family, into, by: record(
        actions.merge_households, family, by=by, into=into, relationships=everybody(family)
    ),
}


@pytest.mark.parametrize("kind", RECORDERS)
def test_the_register_is_what_it_was(area, officer, colleague, family, into, kind):
    before = register()
    event = RECORDERS[kind](family, into, officer)
    assert register() != before
    undone = actions.undo_event(event=event, reason="ghi nhầm hộ", by=colleague)
    assert register() == before
    assert (undone.undone_by, undone.undo_reason) == (colleague, "ghi nhầm hộ")
    family.refresh_from_db()
    assert (family.version, family.saved_by) == (3, colleague)
    row = AuditEvent.objects.get(act="event_undone")
    assert (row.detail["event"], row.by_name) == (str(event.uid), "Lý Văn Đồng Nghiệp")


@pytest.mark.parametrize("kind", ["death", "merges", "splits"])
def test_the_form_counts_what_it_counted(officer, review, family, into, kind):
    for household in (into,) if kind == "merges" else (family, into):
        make_classed(household, review, "poor", by=officer)
    before = list(Assessment.objects.order_by("pk").values("person_count", "ethnicity", "hamlet"))
    figures = list(review.figures.order_by("pk").values())
    event = RECORDERS[kind](family, into, officer)
    assert list(Assessment.objects.order_by("pk").values("person_count", "ethnicity", "hamlet")) != before
    actions.undo_event(event=event, reason="ghi nhầm", by=officer)
    assert list(Assessment.objects.order_by("pk").values("person_count", "ethnicity", "hamlet")) == before
    assert list(review.figures.order_by("pk").values()) == figures


def test_an_acceptance_that_is_undone_leaves_the_offer_waiting(area, officer, rival, family):
    offer = make_offer(family, area.neighbour, by=officer)
    left = register()
    arrival = make_arrival(offer, area.neighbour_hamlet, by=rival)
    actions.undo_event(event=arrival, reason="không đến ở", by=rival)
    assert register() == left
    again = make_arrival(offer, area.neighbour_hamlet, by=rival)
    assert again.household != arrival.household
    assert again.household.members.count() == 4


def test_undoing_twice_is_harmless(officer, family, into):
    event = RECORDERS["birth"](family, into, officer)
    actions.undo_event(event=event, reason="ghi nhầm", by=officer)
    assert actions.undo_event(event=event, reason="khác", by=officer).undo_reason == "ghi nhầm"
    assert AuditEvent.objects.filter(act="event_undone").count() == 1


def test_an_undone_event_stays_with_its_sentence(officer, family, into):
    event = RECORDERS["birth"](family, into, officer)
    actions.undo_event(event=event, reason="ghi nhầm", by=officer)
    event.refresh_from_db()
    assert "Lò Thị Mới" in event.summary
    assert not Member.everyone.filter(full_name="Lò Thị Mới").exists()


def test_a_reason_is_needed(officer, family, into):
    event = RECORDERS["birth"](family, into, officer)
    with pytest.raises(Refused, match="Hãy ghi lý do hủy"):
        actions.undo_event(event=event, reason=" ", by=officer)


# --- What later things keep an event ----------------------------------------------------------------


def refused(event: HouseholdEvent, by, sentence: str) -> None:
    before = register()
    with pytest.raises(Refused, match=sentence):
        actions.undo_event(event=event, reason="ghi nhầm", by=by)
    assert register() == before


def test_a_later_event_is_undone_first(officer, family, into):
    first = RECORDERS["birth"](family, into, officer)
    second = RECORDERS["death"](family, into, officer)
    refused(first, officer, "Sau biến động này hộ đã có biến động khác: Lò Văn Út mất ngày 20/05/2024")
    actions.undo_event(event=second, reason="ghi nhầm", by=officer)
    actions.undo_event(event=first, reason="ghi nhầm", by=officer)


def test_a_later_event_of_the_other_household_counts_too(officer, family, into):
    event = RECORDERS["merges"](family, into, officer)
    record(actions.record_birth, into, by=officer, child=make_child())
    refused(event, officer, "Lò Thị Mới")


def test_what_was_changed_since_is_named(officer, family, into):
    event = RECORDERS["birth"](family, into, officer)
    child = person(family, "Mới")
    rows = MembersInput(
        kept=(make_member("Lò Thị Tên Khác", "child", uid=child.uid, birth_year=2024, sex="female"),), base_version=2
    )
    family.refresh_from_db()
    actions.change_household(household=family, members=rows, by=officer, hamlet=family.hamlet, address="", code="")
    refused(event, officer, "sau biến động này, họ và tên.* của Lò Thị Mới đã được sửa")


def test_a_household_that_came_to_be_keeps_its_event_once_it_has_a_form(area, officer, review, family, into):
    event = RECORDERS["splits"](family, into, officer)
    make_draft(event.other, review, by=officer)
    refused(event, officer, "lập từ biến động này đã có phiếu rà soát")


def test_a_recognised_review_that_counted_it_keeps_it(officer, review, family, into):
    event = RECORDERS["death"](family, into, officer)
    make_classed(family, review, "poor", by=officer)
    recognise(review, by=officer)
    refused(event, officer, "Kết quả rà soát năm 2024 đã được công nhận sau khi ghi biến động này")


def test_an_accepted_household_is_let_go_by_the_other_commune_first(area, officer, rival, family):
    offer = make_offer(family, area.neighbour, by=officer)
    arrival = make_arrival(offer, area.neighbour_hamlet, by=rival)
    refused(offer, officer, "Hộ đã được phường Mẫu Hai tiếp nhận ngày 20/05/2024")
    actions.undo_event(event=arrival, reason="không đến", by=rival)
    actions.undo_event(event=offer, reason="không đi", by=officer)
    assert family.members.count() == 4


def test_a_move_is_not_undone_under_a_counted_form(area, officer, review, family, into):
    event = RECORDERS["moves"](family, into, officer)
    make_classed(family, review, "poor", by=officer)
    refused(event, officer, "đã được tính cho tổ dân phố 2. Hãy mở lại phiếu")


def test_a_deleted_household_is_restored_first(area, officer, family, into):
    event = RECORDERS["birth"](family, into, officer)
    actions.delete_household(household=family, reason="ghi nhầm", by=officer)
    with pytest.raises(Refused, match="đã bị xóa"):
        actions.undo_event(event=event, reason="ghi nhầm", by=officer)


def test_an_older_day_recorded_later_is_later(officer, family, into):
    """Undoing follows the order of recording, not of the days."""
    first = RECORDERS["birth"](family, into, officer)
    child = make_child("Lò Văn Anh", day=date(2024, 1, 1))
    record(actions.record_birth, family, by=officer, child=child, on=date(2024, 1, 1))
    refused(first, officer, "Lò Văn Anh")
