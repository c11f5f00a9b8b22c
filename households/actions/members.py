"""Storing the people of a household: shared by the page of the household and the form of a review."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from accounts.models import User
from accounts.refusals import Refused
from households import policies
from households.models import Household, HouseholdEvent, Member
from households.register.history import Stamp
from households.register.people import HEAD, MemberInput, MembersInput, facts_of
from indicators.member_checks import contradictions
from localities.formats import short_date

TAKEN_AWAY = "Xóa thành viên ghi nhầm"
SKIP_HISTORY = "skip_history_when_saving"  # what django-simple-history looks for on a row


def write_members(household: Household, rows: MembersInput, stamp: Stamp) -> int:
    """Store the rows: typed people are added or changed, removed ones are deleted softly, all others stay. Returns how
    many were added or changed. The household gets the name of its head and is not saved."""
    known = _known(household, rows)
    present = {uid: member for uid, member in known.items() if member.deleted_at is None and member.left_on is None}
    changed = set()
    for row in rows.kept:
        member = known.get(row.uid) or Member(uid=row.uid, household=household)
        if member.pk is None or row.differs_from(member) or row.uid not in present:
            changed.add(row.uid)
            _fill(member, row)
        present.setdefault(row.uid, member)
    _take_away([present.pop(uid) for uid in rows.removed if uid in present], stamp)
    members = list(present.values())
    policies.check_members(members)
    for position, member in enumerate(members):
        moved, member.position = member.position != position, position
        if member.uid in changed:
            stamp.save(member)
        elif moved:
            _save_position(member)
    household.head_name = next(member.full_name for member in members if member.relationship == HEAD)
    return len(changed)


def delete_softly(member: Member, *, by: User | None, at: datetime) -> None:
    member.deleted_at, member.deleted_by = at, by


def _known(household: Household, rows: MembersInput) -> dict[UUID, Member]:
    """Everybody who was ever written down for the household, people of today first. A row that belongs elsewhere, or to
    somebody who died or moved away, is refused: an event took them out, and only its undoing brings them back."""
    typed = {row.uid: row for row in rows.kept}
    if Member.everyone.filter(uid__in=typed).exclude(household=household.pk).exists():
        raise Refused("Một dòng thành viên thuộc hộ khác. Hãy tải lại trang rồi nhập lại dòng đó.")
    everybody = Member.everyone.filter(household=household).order_by("position", "pk")
    known = {member.uid: member for member in everybody}
    for member in known.values():
        if member.uid in typed and member.left_on:
            raise Refused(
                f"{member.full_name} đã được ghi là không còn trong hộ từ ngày {short_date(member.left_on)}. Hãy bỏ "
                "dòng này; nếu ghi nhầm, hãy hủy biến động đó ở trang Biến động của hộ."
            )
    return known


def _fill(member: Member, row: MemberInput) -> None:
    """What was typed, into the row; it counts again when it had been taken away."""
    if found := contradictions(facts_of(row, timezone.localdate())):
        raise Refused(f"{row.full_name}: {found[0].sentence}")
    for name, value in row.fields().items():
        setattr(member, name, value)
    member.deleted_at = member.deleted_by = None


def _take_away(members: Sequence[Member], stamp: Stamp) -> None:
    """Rows that were a mistake. Somebody with an event is no mistake."""
    events = HouseholdEvent.objects.filter(member__in=members, undone_at__isnull=True).select_related("member")
    if (event := events.first()) and event.member:
        raise Refused(
            f"{event.member.full_name} có biến động “{event.get_kind_display()}” ngày "
            f"{short_date(event.happened_on)}. Hãy hủy biến động đó ở trang Biến động của hộ rồi xóa dòng này."
        )
    mistake = Stamp(stamp.by, TAKEN_AWAY, stamp.moment)
    for member in members:
        delete_softly(member, by=stamp.by, at=stamp.moment)
        mistake.save(member)


def _save_position(member: Member) -> None:
    """Its place among the rows says nothing about the person, and is no history."""
    setattr(member, SKIP_HISTORY, True)
    try:
        member.save(update_fields=["position"])
    finally:
        delattr(member, SKIP_HISTORY)
