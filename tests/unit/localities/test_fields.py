"""Days as officers type them."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from localities.fields import DayField


@pytest.mark.parametrize(
    "typed", ["05/01/2024", "5/1/2024", "05-01-2024", "05.01.2024", "05012024", "2024-01-05", " 5 / 1 / 2024 "]
)
def test_a_day_is_understood_however_it_is_written(typed):
    assert DayField().clean(typed) == date(2024, 1, 5)


@pytest.mark.parametrize("typed", ["31/02/2024", "2024", "hôm qua", "13/13/2024", "5/1/24", "05/01/0204", "1112024"])
def test_what_is_no_day_gets_an_example(typed):
    with pytest.raises(ValidationError, match="ví dụ 05/01/2024"):
        DayField().clean(typed)


def test_a_day_is_shown_as_officers_write_it():
    assert 'value="05/01/2024"' in DayField().widget.render("day", date(2024, 1, 5))


def test_what_is_recorded_has_happened():
    today = timezone.localdate()
    assert DayField(past=True).clean(f"{today:%d/%m/%Y}") == today
    with pytest.raises(ValidationError, match="ở sau hôm nay"):
        DayField(past=True).clean(f"{today + timedelta(days=1):%d/%m/%Y}")


def test_an_empty_day_may_be_allowed():
    assert DayField(required=False).clean(" ") is None
