"""Working days of Viet Nam: weekends, Tết, 02/9, and Saturdays worked in exchange."""

from datetime import date

import pytest

from households.procedure.days import add_working_days, is_working_day, working_days_between


@pytest.mark.parametrize(
    ("day", "number", "after"),
    [
        pytest.param(date(2024, 11, 20), 3, date(2024, 11, 25), id="over a weekend"),
        pytest.param(date(2024, 11, 20), 0, date(2024, 11, 20), id="none"),
        pytest.param(date(2025, 1, 24), 3, date(2025, 2, 5), id="over Tết At Tỵ"),
        pytest.param(date(2025, 8, 29), 1, date(2025, 9, 3), id="over 02/9, two days and a weekend"),
    ],
)
def test_working_days_are_added(day, number, after):
    assert add_working_days(day, number) == after


def test_both_ends_of_a_period_are_counted():
    assert working_days_between(date(2024, 12, 2), date(2024, 12, 4)) == 3
    assert working_days_between(date(2024, 12, 4), date(2024, 12, 2)) == 0
    assert working_days_between(date(2025, 8, 30), date(2025, 9, 2)) == 0


def test_a_saturday_is_worked_where_the_government_says_so():
    assert is_working_day(date(2024, 5, 4))
    assert not is_working_day(date(2024, 4, 29))
    assert not is_working_day(date(2024, 5, 11))
