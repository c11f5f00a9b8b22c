"""Who may sign in: active people; the invented people of the demo only on a demo site."""

from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings

from accounts.models import User


def may_sign_in(user: User) -> bool:
    """Asked with the right password in hand, and again at every request: a closed account ends its sessions."""
    return user.is_active and (settings.DEMO or not user.is_demo)


class SignInBackend(AuthenticationBackend):
    def user_can_authenticate(self, user: User) -> bool:
        return may_sign_in(user)
