"""When a household left poverty, whether it is still out, and for how long it counts."""

from datetime import date

import pytest

from households.cases.leaving import Departure, Result, counted_until, last_departure, months_left

DAYS = [date(2021, 12, 10), date(2022, 12, 10), date(2023, 12, 10), date(2024, 12, 10)]


def story(*said: str | tuple[str, str]) -> list[Result]:
    """One review a year: the class, or the class and the recorded kind."""
    pairs = [(each, "") if isinstance(each, str) else each for each in said]
    return [Result(number, DAYS[number], *pair) for number, pair in enumerate(pairs)]


@pytest.mark.parametrize(
    ("said", "left"),
    [
        (("poor", "not_poor"), ("poor", "not_poor", 1)),
        (("near_poor", "not_poor"), ("near_poor", "not_poor", 1)),
        (("poor", "near_poor"), ("poor", "near_poor", 1)),
        (("poor", "near_poor", "near_poor"), ("poor", "near_poor", 1)),
        (("poor", "near_poor", "not_poor"), ("near_poor", "not_poor", 2)),
        (("poor", "not_poor", "not_poor"), ("poor", "not_poor", 1)),
        (("poor", "not_poor", "poor", "not_poor"), ("poor", "not_poor", 3)),
        (("poor", ("not_poor", "poor_exit")), ("poor", "not_poor", 1)),
        ((("not_poor", "near_poor_exit"),), ("near_poor", "not_poor", 0)),
        ((("near_poor", "poor_to_near_poor"),), ("poor", "near_poor", 0)),
    ],
)
def test_the_last_departure_counts(said, left):
    assert last_departure(story(*said)) == Departure(*left, DAYS[left[2]])


@pytest.mark.parametrize(
    "said",
    [
        (),
        ("poor",),
        ("not_poor", "not_poor"),
        ("near_poor", "poor"),
        ("not_poor", "poor"),
        ("poor", ""),
        ("poor", "", "not_poor"),
        ("poor", ("", "poor_out_other")),
        ("poor", ("not_poor", "poor_out_other")),
    ],
)
def test_who_was_never_poor_or_only_went_away_did_not_leave(said):
    assert last_departure(story(*said)) is None


@pytest.mark.parametrize(
    ("said", "back"),
    [
        (("poor", "not_poor", "poor"), ("poor", 2)),
        (("poor", "not_poor", "near_poor"), ("near_poor", 2)),
        (("poor", "near_poor", "poor"), ("poor", 2)),
        (("near_poor", "not_poor", "near_poor", "poor"), ("near_poor", 2)),
        (("poor", "not_poor", ("poor", "relapse_poor")), ("poor", 2)),
    ],
)
def test_who_is_poor_again_is_out_no_longer(said, back):
    departure = last_departure(story(*said))
    assert not departure.is_out
    assert (departure.back_class, departure.back_on) == (back[0], DAYS[back[1]])


@pytest.mark.parametrize(
    ("day", "months", "until"),
    [
        (date(2023, 12, 10), 36, date(2026, 12, 10)),
        (date(2024, 2, 29), 36, date(2027, 2, 28)),
        (date(2023, 11, 30), 3, date(2024, 2, 29)),
        (date(2023, 12, 31), 1, date(2024, 1, 31)),
    ],
)
def test_the_months_end_on_the_same_day(day, months, until):
    assert counted_until(day, months) == until


@pytest.mark.parametrize(
    ("on", "left"),
    [
        (date(2023, 12, 10), 36),
        (date(2023, 12, 11), 36),
        (date(2024, 1, 10), 35),
        (date(2026, 11, 10), 1),
        (date(2026, 12, 9), 1),
        (date(2026, 12, 10), 1),
        (date(2026, 12, 11), 0),
        (date(2030, 1, 1), 0),
    ],
)
def test_a_begun_month_counts_and_nothing_is_left_after_the_last_day(on, left):
    assert months_left(date(2026, 12, 10), on) == left
