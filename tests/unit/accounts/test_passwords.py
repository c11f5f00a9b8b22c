"""Passwords that are handed over."""

import re

from django.contrib.auth.password_validation import validate_password

from accounts.passwords import one_time_password


def test_a_one_time_password_can_be_read_aloud():
    assert re.fullmatch(r"[a-hjkmnp-z2-9]{4}(-[a-hjkmnp-z2-9]{4}){3}", one_time_password())


def test_a_one_time_password_is_never_the_same_and_good_enough_for_our_own_rules():
    made = {one_time_password() for _ in range(200)}
    assert len(made) == 200
    for password in made:
        validate_password(password)
