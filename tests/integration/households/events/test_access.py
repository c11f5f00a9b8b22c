"""Who sees and records what: the colleague of the next commune finds nothing but the offer."""

import pytest
from django.urls import reverse

from accounts.roles import Permission
from households import actions
from households.models import Household, HouseholdEvent
from tests.factories import hamlets_of
from tests.factories_events import make_arrival, make_child, make_family, make_offer, person, record, relations
from tests.factories_households import make_household
from tests.integration.households.pages import words

KINDS = (
    *("sinh-con", "mat", "nguoi-den", "nguoi-di", "doi-chu-ho"),
    *("chuyen-thon", "chuyen-di", "tach-ho", "nhap-ho"),
)
DATA = {"happened_on": "20/05/2024", "reason": "thử", "full_name": "Kẻ Lạ", "sex": "male", "relationship": "child"}


@pytest.fixture
def family(area, officer):
    return make_family(area.hamlet, by=officer)


@pytest.fixture
def event(officer, family):
    return record(actions.record_birth, family, by=officer, child=make_child())


@pytest.fixture
def offer(area, officer):
    leaving = make_household(area.hamlet, "Trần Văn Đi", by=officer, persons=3, address="Ngõ Kín 5")
    return make_offer(leaving, area.neighbour, by=officer)


def addresses(family: Household, event: HouseholdEvent, offer: HouseholdEvent, place: str) -> dict[str, str]:
    return {
        "events": reverse("events", args=[place, 2024]),
        "arrivals": reverse("arrivals", args=[place, 2024]),
        "arrival_add": reverse("arrival_add", args=[place, 2024]),
        "arrival_accept": reverse("arrival_accept", args=[place, 2024, offer.uid]),
        "succession": reverse("succession", args=[place, 2024]),
        "household_events": reverse("household_events", args=[family.uid]),
        "event_undo": reverse("event_undo", args=[event.uid]),
        **{kind: reverse("event_record", args=[family.uid, kind]) for kind in KINDS},
    }


def test_the_officer_of_the_next_commune_finds_nothing(area, signed_in, rival, family, event, offer):
    client = signed_in(rival)
    for address in addresses(family, event, offer, area.commune.key).values():
        assert client.get(address).status_code == 404, address
        assert client.post(address, DATA).status_code == 404, address
    assert family.members.count() == 5
    assert HouseholdEvent.objects.filter(undone_at__isnull=True).count() == 2


def test_the_own_commune_in_the_address_shows_nothing_of_the_neighbours(area, signed_in, rival, family, event):
    client = signed_in(rival)
    pages = [reverse(name, args=[area.neighbour.key, 2024]) for name in ("events", "arrivals", "succession")]
    for page in pages:
        assert "Lò" not in words(client.get(page))


def test_of_an_arriving_household_only_what_the_offer_needs_is_seen(area, signed_in, rival, offer):
    client = signed_in(rival)
    left = offer.household
    seen = words(client.get(reverse("arrivals", args=[area.neighbour.key, 2024])))
    seen += words(client.get(reverse("arrival_accept", args=[area.neighbour.key, 2024, offer.uid])))
    for word in ("Trần Văn Đi", "03 người", "phường Mẫu Một", "20/05/2024"):
        assert word.lower() in seen.lower()
    for word in (left.code, "Con 1", "Ngõ Kín 5", "trưởng thôn báo"):
        assert word not in seen
    assert client.get(left.get_absolute_url()).status_code == 404


def test_an_offer_to_somebody_else_is_not_found(area, signed_in, officer, offer):
    client = signed_in(officer)
    assert client.get(reverse("arrival_accept", args=[area.commune.key, 2024, offer.uid])).status_code == 404
    assert "Trần Văn Đi" not in words(client.get(reverse("arrivals", args=[area.commune.key, 2024])))


@pytest.mark.parametrize(
    ("names", "permission"),
    [
        (("events", "arrivals", "household_events"), Permission.HOUSEHOLD_VIEW),
        (("arrival_add", "event_undo", *KINDS), Permission.HOUSEHOLD_EDIT),
        (("succession",), Permission.HOUSEHOLD_DELETE),
    ],
)
def test_each_page_asks_for_its_right(area, holder, signed_in, family, event, offer, names, permission):
    found = addresses(family, event, offer, area.commune.key)
    with_it = signed_in(holder(permission, area.commune))
    without = signed_in(holder(Permission.FIGURES_VIEW, area.commune))
    for name in names:
        assert with_it.get(found[name]).status_code == 200, name
        assert without.get(found[name]).status_code == without.post(found[name], DATA).status_code == 403, name


def test_who_accepts_households_needs_the_right_to_it(area, holder, signed_in, offer):
    address = reverse("arrival_accept", args=[area.neighbour.key, 2024, offer.uid])
    assert signed_in(holder(Permission.HOUSEHOLD_DELETE, area.neighbour)).get(address).status_code == 200
    editor = signed_in(holder(Permission.HOUSEHOLD_EDIT, area.neighbour))
    assert editor.get(address).status_code == editor.post(address, DATA).status_code == 403


def test_who_may_only_look_sees_no_buttons(area, holder, signed_in, family, event):
    client = signed_in(holder(Permission.HOUSEHOLD_VIEW, area.province))
    page = client.get(reverse("household_events", args=[family.uid]))
    assert "Ghi biến động" not in words(page)
    assert reverse("event_undo", args=[event.uid]) not in page.content.decode()
    assert "Hủy" not in words(client.get(reverse("events", args=[area.province.key, 2024])))


def test_a_reviewer_works_in_the_own_village_unit(area, officer, signed_in, reviewer, family, event):
    other = hamlets_of(area.commune)[1]
    there = make_family(other, by=officer)
    client = signed_in(reviewer)
    assert client.get(reverse("household_events", args=[family.uid])).status_code == 200
    assert client.get(reverse("household_events", args=[there.uid])).status_code == 404
    assert client.get(reverse("event_record", args=[there.uid, "sinh-con"])).status_code == 404
    page = words(client.get(reverse("household_events", args=[family.uid])))
    assert "Chuyển thôn" not in page
    moved = {**DATA, "uid": str(event.uid), "version": "2", "hamlet": other.pk}
    answer = client.post(reverse("event_record", args=[family.uid, "chuyen-thon"]), moved)
    assert "Hãy chọn trong danh sách" in words(answer)
    assert "cán bộ của xã, phường" in words(client.get(reverse("arrivals", args=[area.hamlet.key, 2024])))


def test_what_reaches_another_unit_is_undone_by_who_works_in_both(area, officer, signed_in, reviewer, family):
    other = hamlets_of(area.commune)[1]
    split = record(actions.split_household, family, by=officer, going=relations(family, Con="head"), hamlet=other)
    address = reverse("event_undo", args=[split.uid])
    assert signed_in(reviewer).get(address).status_code == 403
    assert signed_in(officer).get(address).status_code == 200


def test_an_acceptance_is_undone_by_who_accepts(area, holder, signed_in, rival, offer):
    arrival = make_arrival(offer, area.neighbour_hamlet, by=rival)
    address = reverse("event_undo", args=[arrival.uid])
    assert signed_in(holder(Permission.HOUSEHOLD_EDIT, area.neighbour)).get(address).status_code == 403
    client = signed_in(rival)
    page = client.post(address, {"reason": "không đến ở"}, follow=True)
    assert "Trần Văn Đi" in words(page)
    assert client.get(reverse("household_events", args=[arrival.household.uid])).status_code == 404


def test_the_commune_that_let_go_does_not_see_the_other_s_register(area, signed_in, officer, rival, offer):
    arrival = make_arrival(offer, area.neighbour_hamlet, by=rival)
    page = words(signed_in(officer).get(reverse("household_events", args=[offer.household.uid])))
    assert "Nơi đến đã tiếp nhận" in page
    assert arrival.household.code not in page
    assert person(arrival.household, "Đi").full_name == "Trần Văn Đi"
