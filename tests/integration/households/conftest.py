"""A commune at work: its officer, a review, a household of three."""

import pytest

from accounts.models import User
from accounts.roles import Role
from households.models import Household, Review
from tests import factories
from tests.factories_households import make_household, make_review


@pytest.fixture
def officer(area: factories.Area) -> User:
    return factories.make_officer(area.commune, full_name="Đỗ Thị Cán Bộ")


@pytest.fixture
def colleague(area: factories.Area) -> User:
    """A second officer of the same commune."""
    return factories.make_officer(area.commune, full_name="Lý Văn Đồng Nghiệp")


@pytest.fixture
def leader(area: factories.Area) -> User:
    return factories.make_user(Role.COMMUNE_LEADER, area.commune, full_name="Hồ Thị Lãnh Đạo")


@pytest.fixture
def rival(area: factories.Area) -> User:
    """The officer of the commune next door: has every right, elsewhere."""
    return factories.make_officer(area.neighbour, full_name="Vũ Văn Bên Cạnh")


@pytest.fixture
def reviewer(area: factories.Area) -> User:
    """The reviewer of the first village unit alone."""
    return factories.make_user(Role.VILLAGE_REVIEWER, area.hamlet, full_name="Ngô Thị Rà Soát")


@pytest.fixture
def review(area: factories.Area, officer: User) -> Review:
    return make_review(area.commune, by=officer)


@pytest.fixture
def household(area: factories.Area, officer: User) -> Household:
    return make_household(area.hamlet, "Trần Văn Thử", by=officer, persons=3)
