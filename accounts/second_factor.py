"""What allauth does to somebody's second factor is written down; the only way in is its signals."""

from typing import Any

from allauth.mfa import signals
from allauth.mfa.models import Authenticator
from django.dispatch import receiver

from accounts import audit
from accounts.audit import Act
from accounts.context import default_place
from accounts.models import User


@receiver(signals.authenticator_added)
def write_addition(user: User, authenticator: Authenticator, **rest: Any) -> None:
    if authenticator.type == Authenticator.Type.TOTP:
        audit.record(Act.SECOND_FACTOR_ADDED, by=user, place=default_place(user), target=user)
    else:
        _settle_recovery_codes(authenticator)


@receiver(signals.authenticator_reset)
def write_new_codes(user: User, authenticator: Authenticator, **rest: Any) -> None:
    audit.record(Act.RECOVERY_CODES_MADE, by=user, place=default_place(user), target=user)
    _settle_recovery_codes(authenticator)


@receiver(signals.authenticator_removed)
def write_removal(user: User, authenticator: Authenticator, **rest: Any) -> None:
    if authenticator.type == Authenticator.Type.TOTP:
        audit.record(Act.SECOND_FACTOR_REMOVED, by=user, place=default_place(user), target=user)


@receiver(signals.authentication_failed)
def write_wrong_code(user: User, **rest: Any) -> None:
    """The password was right and the code was not: the leader of the place will want to see that."""
    summary = f"{user.full_name} ({user.username}): Sai mã xác thực hai bước"
    audit.record(Act.SIGN_IN_FAILED, by=None, place=default_place(user), target=user, summary=summary)


def _settle_recovery_codes(authenticator: Authenticator) -> None:
    """allauth notes the first look at the codes when the page is opened; noted now, the page only reads."""
    authenticator.wrap().mark_as_viewed()
