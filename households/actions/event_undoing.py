"""An event that was recorded by mistake is undone: exactly what it changed is given back, and it stays visible."""

from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone

from accounts import audit
from accounts.audit import Act
from accounts.models import User
from accounts.refusals import Refused
from households.actions.reviews import lock_running
from households.events import policies
from households.events.ledger import Entry, Row, delete_with_history
from households.events.recording import follow, lock, touch
from households.events.rules import Kind
from households.models import Household, HouseholdEvent
from households.register.history import Stamp
from localities.text import lower_first, normalise


@transaction.atomic
def undo_event(*, event: HouseholdEvent, reason: str, by: User) -> HouseholdEvent:
    """Give back what the event changed, while nothing later rests on it. Undoing twice is harmless.

    People and households that a split made are gone again; a household that arrived is deleted softly, because its
    event remains, and waits for the commune once more where another commune had offered it.
    """
    running = lock_running(event.commune)
    households = lock(_own(event))
    event = HouseholdEvent.objects.select_for_update(of=("self",), no_key=True).get(pk=event.pk)
    if event.undone_at:
        return event
    reason = normalise(reason)
    if not reason:
        raise Refused("Hãy ghi lý do hủy; lý do được lưu cùng biến động.")
    rows = policies.check_can_undo(event)
    units = {household.hamlet for household in households}
    if event.kind == Kind.MOVES:
        policies.check_can_move(households[0], event.hamlet, running)
    event.undone_at, event.undone_by, event.undo_reason = timezone.now(), by, reason
    _give_back(event, rows, Stamp(by=by, reason=f"Hủy biến động “{lower_first(event.get_kind_display())}”: {reason}"))
    event.save()
    standing = list(Household.objects.select_related("hamlet__parent").filter(pk__in=[each.pk for each in households]))
    touch(standing, by)
    follow(standing, running, units | {household.hamlet for household in standing})
    audit.record(
        Act.EVENT_UNDONE,
        by=by,
        place=event.hamlet,
        target=event.household,
        summary=f"{event.summary} Lý do hủy: {reason}",
        event=str(event.uid),
        kind=event.kind,
        reason=reason,
    )
    return event


# --- Parts ----------------------------------------------------------------------------------------


def _own(event: HouseholdEvent) -> list[Household]:
    """The households that the undoing writes to: of an arrival not the one that was left in another register."""
    if event.other is None or event.kind == Kind.ARRIVES:
        return [event.household]
    return [event.household, event.other]


def _give_back(event: HouseholdEvent, rows: list[tuple[Entry, Row]], stamp: Stamp) -> None:
    """Changed rows first, then what the event made: its people before its households."""
    for entry, row in rows:
        if not entry.made:
            entry.give_back(row)
            stamp.save(row)
    made = sorted((row for entry, row in rows if entry.made), key=lambda row: isinstance(row, Household))
    if event.kind == Kind.ARRIVES:
        _delete_softly(event.household, stamp)
        return
    if made:
        event.member = None if event.member in made else event.member
        event.other = None if event.other in made else event.other
        event.save(update_fields=["member", "other"])
    for row in made:
        _delete(row, stamp)


def _delete_softly(household: Household, stamp: Stamp) -> None:
    household.deleted_at, household.deleted_by = stamp.moment, stamp.by
    household.delete_reason = stamp.reason[:300]
    stamp.save(household)


def _delete(row: Row, stamp: Stamp) -> None:
    try:
        delete_with_history(row, stamp)
    except ProtectedError:
        raise Refused(f"Không hủy được: {row} đã được dùng ở nơi khác trong phần mềm.") from None
