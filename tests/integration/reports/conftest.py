"""Plans of a commune and of its neighbour, at the state that a test asks for."""

from typing import NamedTuple

import pytest

from accounts.models import User
from accounts.roles import Role
from localities.models import Locality
from plans.models import Plan, State
from tests import factories
from tests.factories_plans import CAM_PHUC_NAM, make_plan_at, make_source_commune


class Office(NamedTuple):
    """A commune with the people who write and sign its plan."""

    commune: Locality
    officer: User
    leader: User

    def plan(self, state: State) -> Plan:
        return make_plan_at(state, CAM_PHUC_NAM, self.commune, officer=self.officer, leader=self.leader)


@pytest.fixture
def office() -> Office:
    commune = make_source_commune(CAM_PHUC_NAM)
    officer = factories.make_officer(commune)
    return Office(commune, officer, factories.make_user(Role.COMMUNE_LEADER, commune))


@pytest.fixture
def neighbour_leader(office: Office) -> User:
    """The dangerous stranger: the same rights, one commune further."""
    neighbour = factories.make_commune_with_hamlets("22439", "Bên Cạnh", office.commune.parent)
    return factories.make_user(Role.COMMUNE_LEADER, neighbour)


@pytest.fixture
def approved(office: Office) -> Plan:
    return office.plan(State.APPROVED)
