"""Who lives in a household now and did not when its last form was completed, and the other way round."""

from collections.abc import Sequence
from datetime import datetime

from households.models import Household, Member
from households.register.people import HEAD


def member_changes(household: Household, members: Sequence[Member], when: datetime) -> tuple[str, ...]:
    """Sentences; none where nothing changed or where the history does not reach back so far. One query."""
    ever_here = Member.history.filter(household_id=household.pk).values("id")
    rows = Member.history.filter(id__in=ever_here, history_date__lte=when).order_by("history_date", "history_id")
    last = {row.id: row for row in rows}
    then = {pk: row for pk, row in last.items() if _was_here(row, household)}
    if not then:
        return ()
    now = {member.pk: member for member in members}
    joined = [member.full_name for pk, member in now.items() if pk not in then]
    gone = [row.full_name for pk, row in then.items() if pk not in now]
    found = [f"thêm {', '.join(joined)}"] if joined else []
    found += [f"không còn {', '.join(gone)}"] if gone else []
    before = next((row for row in then.values() if row.relationship == HEAD), None)
    head = next((member for member in members if member.relationship == HEAD), None)
    if before and head and before.id != head.pk:
        found.append(f"chủ hộ đổi từ {before.full_name} sang {head.full_name}")
    return tuple(found)


def _was_here(row: Member, household: Household) -> bool:
    present = row.left_on is None and row.deleted_at is None
    return row.history_type != "-" and row.household_id == household.pk and present
