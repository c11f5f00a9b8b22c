"""Money as officers write it; what could be read in two ways is asked again."""

import pytest
from django import forms

from households.forms.money import DongField


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("1850000", 1_850_000),
        ("1.850.000", 1_850_000),
        ("1,850,000", 1_850_000),
        ("1 850 000", 1_850_000),
        (" 1.850.000 đồng ", 1_850_000),
        ("1.850.000đ", 1_850_000),
        ("1.850.000 VNĐ", 1_850_000),
        ("0", 0),
        ("", None),
        ("  ", None),
    ],
)
def test_grouping_and_unit_are_understood(typed, amount):
    assert DongField(highest=9_999_999, required=False).clean(typed) == amount


@pytest.mark.parametrize("typed", ["1,5", "1.85 triệu", "1.85", "1.8500.000", "-5", "một triệu", "1.850,000", "1..000"])
def test_what_is_no_plain_number_is_refused(typed):
    with pytest.raises(forms.ValidationError, match=r"1\.850\.000"):
        DongField(highest=9_999_999, required=False).clean(typed)


def test_too_much_is_refused():
    with pytest.raises(forms.ValidationError, match=r"9\.999\.999 đồng"):
        DongField(highest=9_999_999, required=False).clean("10.000.000")


def test_a_stored_amount_is_shown_grouped():
    assert DongField(highest=9, required=False).prepare_value(1_850_000) == "1.850.000"
