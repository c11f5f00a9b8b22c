"""How figures, money and dates are worded."""

from datetime import date
from decimal import Decimal

import pytest

from localities import formats


@pytest.mark.parametrize(
    ("number", "worded"),
    [(0, "0"), (21, "21"), (1856, "1.856"), (1234567, "1.234.567"), (-1856, "-1.856"), (None, "–")],
)
def test_counts_have_a_dot_for_thousands(number, worded):
    assert formats.count(number) == worded


@pytest.mark.parametrize(("number", "worded"), [(0, "00"), (4, "04"), (10, "10"), (1856, "1.856"), (None, "–")])
def test_prose_gives_small_counts_two_digits(number, worded):
    assert formats.count_in_text(number) == worded


@pytest.mark.parametrize(
    ("part", "whole", "rate"),
    [
        pytest.param(21, 1856, Decimal("1.13"), id="down"),
        pytest.param(195, 1856, Decimal("10.51"), id="up"),
        pytest.param(1, 800, Decimal("0.13"), id="half goes up"),
        pytest.param(0, 1856, Decimal("0.00"), id="none of many"),
        pytest.param(21, 0, None, id="of nothing"),
        pytest.param(21, None, None, id="of an unknown number"),
        pytest.param(None, 1856, None, id="an unknown number"),
    ],
)
def test_a_rate_is_rounded_half_up_or_not_there(part, whole, rate):
    assert formats.rate(part, whole) == rate


def test_what_is_missing_is_a_dash_and_never_a_number():
    worded = (formats.percent(None), formats.percent_sign(None), formats.money(None), formats.short_date(None))
    assert worded == ("–", "–", "–", "–")
    assert formats.long_date(None) == "–"


def test_percent_has_a_comma():
    assert formats.percent(Decimal("10.5064")) == "10,51"
    assert formats.percent_sign(Decimal(2)) == "2,00%"


@pytest.mark.parametrize(
    ("change", "worded"),
    [(-4, "giảm 4 hộ"), (1856, "tăng 1.856 hộ"), (0, "không đổi"), (Decimal("-0.22"), "giảm 0,22 hộ")],
)
def test_a_change_is_said_in_words(change, worded):
    assert formats.signed(change, "hộ") == worded


@pytest.mark.parametrize(
    ("day", "worded"),
    [
        (date(2024, 1, 5), "ngày 05 tháng 01 năm 2024"),
        (date(2024, 2, 29), "ngày 29 tháng 02 năm 2024"),
        (date(2023, 3, 20), "ngày 20 tháng 3 năm 2023"),
        (date(2023, 12, 1), "ngày 01 tháng 12 năm 2023"),
    ],
)
def test_a_date_as_the_decree_on_documents_writes_it(day, worded):
    assert formats.long_date(day) == worded


def test_money_is_in_whole_dong():
    assert formats.money(15_000_000) == "15.000.000 đồng"
