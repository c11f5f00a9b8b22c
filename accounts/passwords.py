"""Passwords that one person gives to another: used once, then replaced by the person's own."""

import secrets

from django.http import HttpRequest

from accounts.models import User

SESSION_KEY = "one_time_password"

# Without letters and digits that look alike on paper (0 o, 1 l i); they are read aloud and copied by hand.
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
_GROUPS, _GROUP = 4, 4


def one_time_password() -> str:
    """Sixteen random letters in groups: "k7mp-x3wd-9hqt-4vnc"."""
    groups = ("".join(secrets.choice(_LETTERS) for _ in range(_GROUP)) for _ in range(_GROUPS))
    return "-".join(groups)


def put_by(request: HttpRequest, person: User, password: str) -> None:
    """Keep a password that was just made for the next page, which shows it once."""
    request.session[SESSION_KEY] = {"person": person.pk, "password": password}


def take(request: HttpRequest, person: User) -> str:
    """The password that was just made for this person, once; nothing otherwise."""
    kept = request.session.get(SESSION_KEY)
    if not kept or kept["person"] != person.pk:
        return ""
    del request.session[SESSION_KEY]
    return kept["password"]
