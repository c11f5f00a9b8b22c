"""Deleted households, changed rows and look-alikes for tests, reached through the real actions.

    gone = make_deleted(area.hamlet, by=officer)
    change(household, officer, typed(head, birth_year=1965), address="Số 9")
    make_twins(area.hamlet, by=officer)

All names are invented.
"""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from accounts.models import User
from households import actions
from households.models import Household, Member
from households.register.people import MEMBER_FIELDS, MemberInput, MembersInput
from localities.models import Locality
from tests.factories_households import make_household, make_member

NUMBER = "001070000001"
SAME_NAME = "Nguyễn Thị Hoa"


def typed(member: Member, **changes: Any) -> MemberInput:
    """A stored person as the page would send it back, with changes."""
    return MemberInput(**{"uid": member.uid, **{name: getattr(member, name) for name in MEMBER_FIELDS}, **changes})


def change(
    household: Household,
    by: User,
    *members: MemberInput,
    removed: Iterable[UUID] = (),
    base: int | None = None,
    **fields: Any,
) -> Household:
    """Change a household as its page does; what is not named stays."""
    household.refresh_from_db()
    version = household.version if base is None else base
    rows = MembersInput(kept=members, removed=frozenset(removed), base_version=version)
    values = {"hamlet": household.hamlet, "address": household.address, "code": household.code, **fields}
    return actions.change_household(household=household, members=rows, by=by, **values)


def make_deleted(hamlet: Locality, *, by: User, days_ago: int = 0, **fields: Any) -> Household:
    """A household that was deleted so many days ago."""
    household = make_household(hamlet, by=by, **fields)
    gone = actions.delete_household(household=household, reason="ghi nhầm địa bàn", by=by)
    Household.everyone.filter(pk=gone.pk).update(deleted_at=timezone.now() - timedelta(days=days_ago))
    gone.refresh_from_db()
    return gone


def make_twins(hamlet: Locality, *, by: User, name: str = SAME_NAME, **head: Any) -> tuple[Household, Household]:
    """Two households whose heads have one name and one birth year."""
    values = {"birth_year": 1962, **head}
    first, second = (
        make_household(hamlet, by=by, members=[make_member(spelt, "head", **values)]) for spelt in (name, name.upper())
    )
    return first, second
