"""How django-allauth behaves here: nobody signs up by themselves, and sign-ins are written down."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from accounts.models import User


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are given by an administrator or the level above, never taken."""
        return False

    def set_password(self, user: User, password: str) -> None:
        """Setting a password of one's own ends the obligation to change the given one."""
        user.must_change_password = False
        super().set_password(user, password)
