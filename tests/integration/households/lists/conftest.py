"""What the tests of the list, Phiếu A, monthly reviews and corrections share."""

import pytest

from households.models import Household, Review
from tests.factories_households import make_household
from tests.factories_lists import make_recognised


@pytest.fixture
def seat(signed_in, officer):
    """Where the officer sits: a client with her session."""
    return signed_in(officer)


@pytest.fixture
def chair(signed_in, leader):
    """Where the leader sits."""
    return signed_in(leader)


@pytest.fixture
def known(area, officer) -> dict[str, Household]:
    """Three households whose class the review of 2023 recognised: poor, near-poor, neither."""
    return {
        name: make_household(area.hamlet, f"Hộ {name}", by=officer, persons=2)
        for name in ("poor", "near_poor", "not_poor")
    }


@pytest.fixture
def last_year(area, officer, known) -> Review:
    return make_recognised({household: name for name, household in known.items()}, area.commune, 2023, by=officer)
