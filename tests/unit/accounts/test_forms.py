"""What may be typed about people."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from accounts.forms import USERNAME_PATTERN, DayField, Username


@pytest.mark.parametrize("typed", ["05/01/2024", "5/1/2024", "05-01-2024", "05.01.2024", "05012024", "2024-01-05"])
def test_a_day_is_understood_however_it_is_written(typed):
    assert DayField().clean(typed) == date(2024, 1, 5)


@pytest.mark.parametrize("typed", ["31/02/2024", "2024", "hôm qua", "13/13/2024"])
def test_what_is_no_day_gets_an_example(typed):
    with pytest.raises(ValidationError, match="ví dụ 05/01/2024"):
        DayField().clean(typed)


def test_a_day_is_shown_as_officers_write_it():
    assert 'value="05/01/2024"' in DayField().widget.render("day", date(2024, 1, 5))


@pytest.mark.parametrize("name", ["abc", "nguyen-thi-mau", "can.bo.2", "1xa"])
def test_good_user_names(name):
    assert USERNAME_PATTERN.match(name)


@pytest.mark.parametrize("name", ["ab", "-abc", "có-dấu", "a b c", "abc\n", "a" * 61, "ABC"])
def test_bad_user_names(name):
    assert not USERNAME_PATTERN.match(name)


def test_the_first_letter_of_a_telephone_does_not_matter():
    assert Username().clean(" Can-Bo ") == "can-bo"
