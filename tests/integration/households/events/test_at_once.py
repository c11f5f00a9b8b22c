"""Two officers in the same moment: one event, one acceptance."""

from collections.abc import Callable
from threading import Thread
from uuid import uuid4

import pytest
from django.db import connection

from accounts.refusals import Refused
from households import actions
from households.models import Household, HouseholdEvent
from tests.factories import hamlets_of, make_commune_with_hamlets, make_officer
from tests.factories_events import DAY, make_arrival, make_child, make_family, make_offer, occurrence
from tests.factories_households import make_member

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts: Callable[[], object]) -> list[str]:
    """Run each in a connection of its own; what was refused."""
    if connection.vendor == "sqlite":
        pytest.skip("needs a database that two connections can share")
    refused: list[str] = []

    def run(act: Callable[[], object]) -> None:
        try:
            act()
        except Refused as reason:
            refused.append(str(reason))
        finally:
            connection.close()

    threads = [Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return refused


@pytest.fixture
def commune():
    return make_commune_with_hamlets("91199", "Mẫu Song Song", None)


def test_a_form_sent_twice_at_once_records_one_event(commune):
    officer = make_officer(commune)
    family = make_family(hamlets_of(commune)[0], by=officer)
    told, child = occurrence(family), make_child()

    def record() -> None:
        actions.record_birth(occurrence=told, child=child, by=officer)

    assert at_once(record, record, record) == []
    assert HouseholdEvent.objects.count() == 1
    assert family.members.count() == 5


def test_of_two_officers_the_later_one_is_told(commune):
    officer = make_officer(commune)
    family = make_family(hamlets_of(commune)[0], by=officer)
    seen = [occurrence(family) for _ in range(2)]
    acts = [
        lambda told=told, name=name: actions.record_birth(occurrence=told, child=make_child(name), by=officer)
        for told, name in zip(seen, ("Bé Một", "Bé Hai"), strict=True)
    ]
    refused = at_once(*acts)
    assert len(refused) == 1
    assert "sau khi ông/bà mở trang này" in refused[0]


def test_a_household_is_accepted_once(commune):
    other = make_commune_with_hamlets("91198", "Mẫu Bên Kia", None)
    officer, rival = make_officer(commune), make_officer(other)
    offer = make_offer(make_family(hamlets_of(commune)[0], by=officer), other, by=officer)
    target = hamlets_of(other)[0]
    refused = at_once(*[lambda: make_arrival(offer, target, by=rival, uid=uuid4())] * 3)
    assert len(refused) == 2
    assert Household.objects.filter(commune=other).count() == 1


def test_an_arrival_sent_twice_at_once_is_one_household(commune):
    officer, unit = make_officer(commune), hamlets_of(commune)[0]
    told = {"uid": uuid4(), "happened_on": DAY, "from_place": "tỉnh Khác", "reason": "đăng ký cư trú"}
    members = [make_member("Vàng A Mẫu", "head")]

    def arrive() -> None:
        actions.record_arrival(hamlet=unit, members=members, by=officer, **told)

    assert at_once(arrive, arrive) == []
    assert Household.objects.count() == HouseholdEvent.objects.count() == 1
