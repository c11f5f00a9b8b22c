"""Stored values as JSON holds them."""

from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest

from households.events.ledger import NOT_KEPT, kept, plain
from households.models import Member


@pytest.mark.parametrize(
    ("value", "held"),
    [
        (date(2024, 5, 1), "2024-05-01"),
        (Decimal("120.50"), "120.5"),
        (Decimal("100"), "100"),
        (UUID(int=1), "00000000-0000-0000-0000-000000000001"),
        (None, None),
        (True, True),
        ("Lò", "Lò"),
    ],
)
def test_a_value_is_held_so_that_it_compares_equal_after_reading(value, held):
    assert plain(value) == held


def test_everything_of_a_row_is_kept_but_what_follows_from_it():
    row = kept(Member(full_name="Lò A", relationship="child", height_cm=Decimal("99.50")))
    assert row["full_name"] == "Lò A"
    assert row["height_cm"] == "99.5"
    assert not NOT_KEPT & row.keys()
    assert {"national_id", "left_on", "household_id", "pension"} <= row.keys()
