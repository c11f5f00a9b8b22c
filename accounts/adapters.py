"""How django-allauth behaves here: nobody signs up by themselves, and what happens at the door is written down."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from accounts import audit, held
from accounts.audit import Act
from accounts.backends import may_sign_in
from accounts.context import default_place
from accounts.models import User


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are given by an administrator or the level above, never taken."""
        return False

    def pre_login(self, request: HttpRequest, user: User, **rest: Any) -> HttpResponse | None:
        """The password was right; a closed account is shown out all the same.

        allauth itself asks only `is_active` here and would let the invented people of a demo in.
        """
        if not may_sign_in(user):
            _write_refusal(user, "Tài khoản đã ngừng")
            user.is_active = False  # for this answer only, never saved
        return super().pre_login(request, user, **rest)

    def post_login(self, request: HttpRequest, user: User, **rest: Any) -> HttpResponse:
        held.keep_only_for(request, user.pk)
        audit.record(Act.SIGNED_IN, by=user, place=default_place(user), target=user)
        return super().post_login(request, user, **rest)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """A name that nobody bears is not kept: people type passwords into that field."""
        user = User.objects.filter(username__iexact=credentials.get("username", "")).first()
        _write_refusal(user, "Sai mật khẩu" if user else "Tên đăng nhập không có trong hệ thống")

    def logout(self, request: HttpRequest) -> None:
        audit.record(Act.SIGNED_OUT, by=request.user, place=default_place(request.user), target=request.user)
        super().logout(request)

    @transaction.atomic
    def set_password(self, user: User, password: str) -> None:
        """Setting a password of one's own ends the obligation to change the given one."""
        user.must_change_password = False
        super().set_password(user, password)
        audit.record(Act.PASSWORD_CHANGED, by=user, place=default_place(user), target=user)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("profile")


def _write_refusal(user: User | None, why: str) -> None:
    """Nobody is named as the one who did it: whoever typed the password was not known to be that person."""
    place = default_place(user) if user else None
    whose = f"{user.full_name} ({user.username}): " if user else ""
    audit.record(Act.SIGN_IN_FAILED, by=None, place=place, target=user, summary=f"{whose}{why}")
