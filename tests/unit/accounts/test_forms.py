"""What may be typed about people."""

import pytest

from accounts.forms import USERNAME_PATTERN, Username


@pytest.mark.parametrize("name", ["abc", "nguyen-thi-mau", "can.bo.2", "1xa"])
def test_good_user_names(name):
    assert USERNAME_PATTERN.match(name)


@pytest.mark.parametrize("name", ["ab", "-abc", "có-dấu", "a b c", "abc\n", "a" * 61, "ABC"])
def test_bad_user_names(name):
    assert not USERNAME_PATTERN.match(name)


def test_the_first_letter_of_a_telephone_does_not_matter():
    assert Username().clean(" Can-Bo ") == "can-bo"
