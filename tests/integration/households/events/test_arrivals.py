"""Households that come: accepted from another commune, or from a place outside the system."""

from datetime import date
from uuid import uuid4

import pytest

from accounts.models import AuditEvent
from accounts.refusals import Refused
from households import actions
from households.events import register
from households.models import Household, HouseholdEvent
from tests.factories import hamlets_of
from tests.factories_events import DAY, make_arrival, make_family, make_offer
from tests.factories_households import make_household, make_member


@pytest.fixture
def family(area, officer):
    return make_family(area.hamlet, by=officer)


@pytest.fixture
def offer(area, officer, family):
    return make_offer(family, area.neighbour, by=officer)


def test_an_accepted_household_is_a_new_one_that_names_its_origin(area, rival, family, offer):
    arrival = make_arrival(offer, area.neighbour_hamlet, by=rival, address="Ngõ 1")
    new = arrival.household
    assert (new.origin, new.commune, new.code, new.address) == (family, area.neighbour, "91102-0001", "Ngõ 1")
    assert [m.full_name for m in new.members.all()] == ["Lò Văn Chủ", "Lò Thị Vợ", "Lò Thị Con", "Lò Văn Út"]
    assert new.members.first().national_id == "001070000001"
    assert arrival.summary == (
        "Hộ Lò Văn Chủ (04 người) từ phường Mẫu Một, huyện Hòa Mẫu, tỉnh Mẫu Sơn chuyển đến tổ dân phố 1 ngày "
        "20/05/2024."
    )
    row = AuditEvent.objects.get(act="arrival_accepted")
    assert (row.place_path, row.detail["offer"]) == (area.neighbour_hamlet.path, str(offer.uid))


def test_the_register_of_the_other_commune_is_left_alone(area, rival, family, offer):
    family.refresh_from_db()
    before = (family.version, family.ended_because, family.saved_at)
    make_arrival(offer, area.neighbour_hamlet, by=rival)
    family.refresh_from_db()
    assert (family.version, family.ended_because, family.saved_at) == before


def test_accepting_twice_is_harmless_and_two_officers_take_turns(area, rival, offer):
    uid = uuid4()
    first = make_arrival(offer, area.neighbour_hamlet, by=rival, uid=uid)
    assert make_arrival(offer, area.neighbour_hamlet, by=rival, uid=uid) == first
    with pytest.raises(Refused, match="đã được phường Mẫu Hai tiếp nhận ngày 20/05/2024"):
        make_arrival(offer, area.neighbour_hamlet, by=rival)
    assert Household.objects.filter(commune=area.neighbour).count() == 1


def test_who_left_before_the_move_does_not_come_along(area, officer, rival, family):
    from tests.factories_events import person, record

    record(actions.record_death, family, by=officer, member=person(family, "Út"))
    family.refresh_from_db()
    arrival = make_arrival(make_offer(family, area.neighbour, by=officer), area.neighbour_hamlet, by=rival)
    assert arrival.household.members.count() == 3


def test_a_household_that_stays_after_all_is_not_accepted(area, officer, rival, offer):
    actions.undo_event(event=offer, reason="không đi nữa", by=officer)
    with pytest.raises(Refused, match="đã hủy việc chuyển đi"):
        make_arrival(offer, area.neighbour_hamlet, by=rival)


def test_nobody_arrives_before_leaving(area, rival, offer):
    with pytest.raises(Refused, match="không thể trước ngày hộ chuyển đi"):
        make_arrival(offer, area.neighbour_hamlet, by=rival, on=date(2024, 5, 19))


def test_an_offer_waits_until_it_is_accepted(area, officer, rival, offer):
    assert list(register.offers_to(area.neighbour)) == [offer]
    assert list(register.offers_to(area.commune)) == []
    make_arrival(offer, area.neighbour_hamlet, by=rival)
    assert list(register.offers_to(area.neighbour)) == []
    assert [event.is_accepted for event in register.events_of(offer.household)] == [True]


# --- From outside the system ----------------------------------------------------------------------


def arrive(hamlet, by, **values):
    members = values.pop("members", [make_member("Vàng A Mẫu", "head"), make_member("Vàng Thị Con")])
    told = {"uid": uuid4(), "happened_on": DAY, "from_place": "tỉnh Khác", "reason": "đăng ký cư trú", **values}
    return actions.record_arrival(hamlet=hamlet, members=members, by=by, **told)


def test_a_household_comes_from_a_place_in_words(area, officer):
    event = arrive(area.hamlet, officer)
    assert (event.household.members.count(), event.kind, event.other) == (2, "arrives", None)
    assert event.summary == "Hộ Vàng A Mẫu (02 người) từ tỉnh Khác chuyển đến tổ dân phố 1 ngày 20/05/2024."


def test_the_same_arrival_sent_twice_is_one(area, officer):
    uid, members = uuid4(), [make_member("Vàng A Mẫu", "head")]
    first = arrive(area.hamlet, officer, uid=uid, members=members)
    assert arrive(area.hamlet, officer, uid=uid, members=members) == first
    assert Household.objects.count() == HouseholdEvent.objects.count() == 1


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"from_place": " "}, "Hãy ghi hộ từ đâu"),
        ({"reason": ""}, "Hãy ghi lý do"),
        ({"happened_on": date(2999, 1, 1)}, "ở sau hôm nay"),
        ({"members": []}, "ít nhất một thành viên"),
    ],
)
def test_an_arrival_that_cannot_be_is_refused(area, officer, values, sentence):
    with pytest.raises(Refused, match=sentence):
        arrive(area.hamlet, officer, **values)
    assert not Household.objects.exists()


def test_an_arrival_that_is_undone_leaves_the_register(area, officer):
    event = arrive(area.hamlet, officer)
    actions.undo_event(event=event, reason="ghi nhầm", by=officer)
    assert not Household.objects.exists()
    gone = Household.everyone.get()
    assert (gone.deleted_by, gone.delete_reason) == (officer, "Hủy biến động “cả hộ chuyển đến”: ghi nhầm")


def test_codes_of_deleted_households_stay_theirs(area, officer, rival, family):
    first = make_arrival(make_offer(family, area.neighbour, by=officer), area.neighbour_hamlet, by=rival)
    actions.undo_event(event=first, reason="ghi nhầm", by=rival)
    other = make_household(hamlets_of(area.neighbour)[1], "Người Mới", by=rival)
    assert other.code == "91102-0002"


def test_an_acceptance_that_was_undone_is_not_brought_back_by_restoring(area, rival, offer):
    arrival = make_arrival(offer, area.neighbour_hamlet, by=rival)
    actions.undo_event(event=arrival, reason="nhầm hộ", by=rival)
    gone = Household.everyone.get(pk=arrival.household_id)
    with pytest.raises(Refused, match="Hãy tiếp nhận lại"):
        actions.restore_household(household=gone, by=rival)
