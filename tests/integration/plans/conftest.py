"""A commune with the figures of source plan 000, its officer and its leader, and the colleague next door."""

import pytest

from accounts.roles import Role
from plans.models import Plan
from tests import factories
from tests.factories_plans import CAM_PHUC_NAM, QUANG_MINH, complete, make_plan, make_source_commune


@pytest.fixture
def commune():
    return make_source_commune(CAM_PHUC_NAM)


@pytest.fixture
def officer(commune):
    return factories.make_user(Role.COMMUNE_OFFICER, commune, full_name="Cán Bộ Thử")


@pytest.fixture
def leader(commune):
    return factories.make_user(Role.COMMUNE_LEADER, commune, full_name="Lãnh Đạo Thử")


@pytest.fixture
def neighbour(commune):
    """The officer of the next commune under the same district, with every right there."""
    next_door = factories.make_commune_with_hamlets("22441", "Mẫu Bên", commune.parent)
    return factories.make_officer(next_door)


@pytest.fixture
def plan(commune, officer) -> Plan:
    """A plan as its outline begins it."""
    return make_plan(commune, CAM_PHUC_NAM.year, by=officer)


@pytest.fixture
def ready(plan, officer) -> Plan:
    """A plan in which nothing is missing."""
    return complete(plan, CAM_PHUC_NAM, by=officer)


@pytest.fixture
def quang_minh():
    """The commune of source plan 002 and its officer."""
    commune = make_source_commune(QUANG_MINH)
    return commune, factories.make_officer(commune)
