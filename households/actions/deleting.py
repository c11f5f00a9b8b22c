"""Households and people that were a mistake: deleted softly, restored, removed for good when their days are past."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import ProtectedError, Q
from django.utils import timezone

from accounts import audit
from accounts.audit import Act
from accounts.models import User
from accounts.refusals import Refused
from households import movements, policies
from households.actions.households import update_running_forms
from households.actions.reviews import lock_running
from households.models import Household, HouseholdEvent, ListEntry, Member, Review
from households.register.history import Stamp
from households.register.people import HEAD
from households.register.policies import check_can_delete, check_can_restore, last_day_to_restore, restore_days
from localities.formats import count_in_text
from localities.models import Locality
from localities.text import normalise

RESTORED = "Khôi phục"


@transaction.atomic
def delete_household(*, household: Household, reason: str, by: User) -> Household:
    """Take a household that was a mistake out of the register. Deleting twice is harmless."""
    policies.check_reason(reason)
    running = lock_running(household.commune)
    household = _lock(household)
    if household.deleted_at:
        return household
    check_can_delete(household)
    reason = normalise(reason)
    stamp = Stamp(by, f"Xóa hộ: {reason}")
    household.deleted_at, household.deleted_by, household.delete_reason = stamp.moment, by, reason
    household.version += 1
    stamp.save(household)
    _settle(household, running)
    _record(Act.HOUSEHOLD_DELETED, household, by, reason=reason)
    return household


@transaction.atomic
def restore_household(*, household: Household, by: User) -> Household:
    """Bring a deleted household back as it was, with its code. Restoring twice is harmless."""
    running = lock_running(household.commune)
    household = _lock(household)
    if household.deleted_at is None:
        return household
    check_can_restore(household, household.hamlet)
    household.deleted_at = household.deleted_by = None
    household.delete_reason = ""
    household.version += 1
    Stamp(by, RESTORED).save(household)
    _settle(household, running)
    _record(Act.HOUSEHOLD_RESTORED, household, by)
    return household


@transaction.atomic
def restore_member(*, member: Member, by: User) -> Member:
    """Bring a person back whose row was taken away by mistake. Who was the head while the household has another one now
    comes back as another relation, for a household has one head."""
    running = lock_running(member.household.commune)
    household = _lock(member.household)
    member = Member.everyone.get(pk=member.pk)
    if member.deleted_at is None:
        return member
    if household.deleted_at:
        raise Refused(f"Hộ {household.head_name} đã bị xóa. Hãy khôi phục hộ trước.")
    check_can_restore(member, household.hamlet)
    present = list(household.members.all())
    if member.relationship == HEAD:
        member.relationship = "other"
    policies.check_members([*present, member])
    member.deleted_at = member.deleted_by = None
    member.position = len(present)
    stamp = Stamp(by, f"{RESTORED} thành viên")
    stamp.save(member)
    household.version += 1
    household.saved_at, household.saved_by = stamp.moment, by
    stamp.save(household)
    update_running_forms(household, running)
    _record(Act.HOUSEHOLD_RESTORED, household, by, member=member.full_name)
    return member


@dataclass(frozen=True, slots=True)
class Purged:
    """What was removed for good, and how many households had to stay because something still names them."""

    households: int = 0
    members: int = 0
    history: int = 0
    kept: int = 0


def purge_deleted(*, today: date | None = None) -> Purged:
    """Remove for good what can no longer be restored: households and people with their history. Each household is a
    transaction of its own; one that something still names stays and is counted."""
    today = today or timezone.localdate()
    counts: Counter[str] = Counter()
    households = Household.everyone.filter(deleted_at__isnull=False).select_related("hamlet__parent", "commune")
    for household in households.order_by("pk"):
        if _is_past(household, household.hamlet, today):
            counts += _purge_household(household)
    people = Member.everyone.filter(deleted_at__isnull=False).select_related("household__hamlet__parent")
    for member in people.order_by("pk"):
        if _is_past(member, member.household.hamlet, today):
            counts += _purge_member(member)
    return Purged(**counts)


# --- Parts ----------------------------------------------------------------------------------------


def _lock(household: Household) -> Household:
    locked = Household.everyone.select_for_update(of=("self",), no_key=True)
    return locked.select_related("hamlet__parent", "commune").get(pk=household.pk)


def _settle(household: Household, running: list[Review]) -> None:
    """It is no longer there, or there again, for the movements of running reviews."""
    for review in running:
        movements.settle(household=household, review=review)


def _is_past(thing: Household | Member, place: Locality, today: date) -> bool:
    assert thing.deleted_at is not None
    return today > last_day_to_restore(thing.deleted_at, restore_days(place, today))


def _purge_household(household: Household) -> Counter[str]:
    """The household, its people, their history, and what was only about a household that should not have been."""
    summary = f"Xóa hẳn hộ mã {household.code}, quá hạn khôi phục"
    try:
        with transaction.atomic():
            people = Member.everyone.filter(household=household).count()
            undone = Q(other=household, undone_at__isnull=False)
            HouseholdEvent.objects.filter(Q(household=household) | undone).delete()
            ListEntry.objects.filter(household=household).delete()
            rows = _forget(*Member.everyone.filter(household=household), household)
            audit.record(
                Act.HOUSEHOLD_DELETED,
                by=None,
                place=household.hamlet,
                summary=summary,
                for_good=True,
                members=people,
            )
    except ProtectedError:
        return Counter(kept=1)
    return Counter(households=1, members=people, history=rows)


def _purge_member(member: Member) -> Counter[str]:
    household = member.household
    try:
        with transaction.atomic():
            HouseholdEvent.objects.filter(member=member, undone_at__isnull=False).delete()
            rows = _forget(member)
            summary = f"Xóa hẳn một thành viên ghi nhầm của hộ mã {household.code}, quá hạn khôi phục"
            audit.record(
                Act.HOUSEHOLD_DELETED, by=None, place=household.hamlet, target=household, summary=summary, for_good=True
            )
    except ProtectedError:
        return Counter(kept=1)
    return Counter(members=1, history=rows)


def _forget(*rows: Household | Member) -> int:
    """Delete these rows and all that their history says, the row of their deletion too; how much it had said."""
    number = 0
    for row in rows:
        history, key = type(row).history, row.pk
        number += history.filter(id=key).count()
        row.delete()
        history.filter(id=key).delete()
    return number


def _record(act: Act, household: Household, by: User, **detail: object) -> None:
    words = f"Hộ {household.head_name}, mã {household.code}"
    people = household.members.count()
    audit.record(
        act,
        by=by,
        place=household.hamlet,
        target=household,
        summary=f"{words}, {count_in_text(people)} nhân khẩu",
        **detail,
    )
