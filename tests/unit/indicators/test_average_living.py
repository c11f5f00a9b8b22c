"""Average living: where an income stands, how it is worked out, from when a request is looked into."""

from datetime import date

import pytest

from indicators.average_living import Standing, considered_from, income_per_person, standing
from indicators.standards import get_standard


@pytest.mark.parametrize(
    ("income", "area", "found"),
    [
        (1_500_000, "rural", Standing.UNDER),
        (1_500_001, "rural", Standing.WITHIN),
        (2_250_000, "rural", Standing.WITHIN),
        (2_250_001, "rural", Standing.ABOVE),
        (2_000_000, "urban", Standing.UNDER),
        (2_000_001, "urban", Standing.WITHIN),
        (3_000_000, "urban", Standing.WITHIN),
        (3_000_001, "urban", Standing.ABOVE),
        (0, "urban", Standing.UNDER),
    ],
)
def test_the_line_is_still_poor_and_the_upper_limit_still_average(income, area, found):
    assert standing(income, get_standard("VN-2022"), area) == found


@pytest.mark.parametrize(
    ("income", "found"), [(2_200_000, Standing.UNDER), (2_200_001, Standing.UNKNOWN), (90_000_000, Standing.UNKNOWN)]
)
def test_a_standard_without_an_upper_limit_says_so(income, found):
    assert standing(income, get_standard("VN-2027"), "rural") == found


@pytest.mark.parametrize(
    ("total", "persons", "average"),
    [(115_200_000, 4, 2_400_000), (100_000_000, 3, 2_777_778), (1, 1, 0), (6, 1, 1), (18, 1, 2), (0, 5, 0)],
)
def test_the_average_is_the_year_shared_by_months_and_persons(total, persons, average):
    assert income_per_person(total, persons) == average


@pytest.mark.parametrize(
    ("asked", "begins"),
    [
        (date(2024, 6, 3), date(2024, 6, 15)),
        (date(2024, 6, 15), date(2024, 6, 15)),
        (date(2024, 6, 20), date(2024, 6, 20)),
    ],
)
def test_a_request_is_looked_into_from_the_fifteenth(asked, begins):
    assert considered_from(asked, 15) == begins
