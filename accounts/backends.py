"""Who may sign in: active people; the invented people of the demo only on a demo site."""

from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings

from accounts.models import User


class SignInBackend(AuthenticationBackend):
    def user_can_authenticate(self, user: User) -> bool:
        if user.is_demo and not settings.DEMO:
            return False
        return super().user_can_authenticate(user)
