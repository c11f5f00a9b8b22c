"""The other parts of a plan, each saved as a whole: front, duties, ending, targets.

`seen` is the fingerprint of the part as the page showed it; None from a caller that showed nothing to anybody.
"""

from collections.abc import Sequence

from django.db import transaction

from accounts.models import User
from accounts.refusals import Refused
from plans.actions.records import changed, held_open
from plans.actions.rows import write_bases, write_duties, write_recipients
from plans.conflicts import Conflict, last_saved
from plans.drafts import Duties, Ending, Front, Targets
from plans.models import Measure, Plan, Target
from plans.targets import Typed, table_of, too_many
from plans.text import dump


@transaction.atomic
def save_front(*, plan: Plan, front: Front, by: User, seen: str | None = None) -> Plan:
    """Subject, bases, opening words."""
    plan = held_open(plan)
    stored = Front.of(plan)
    if _is_news(plan, "front", "Phần mở đầu", stored.fingerprint, front.fingerprint, seen, stored.lines()):
        plan.subject, plan.opening = front.subject, dump(front.opening)
        plan.bases.all().delete()
        write_bases(plan, front.bases)
        changed(plan, by, "front", "sửa trích yếu, căn cứ")
    return plan


@transaction.atomic
def save_duties(*, plan: Plan, duties: Duties, by: User, seen: str | None = None) -> Plan:
    """Units and what they are asked to do, in order."""
    plan = held_open(plan)
    units = [unit for unit, _ in duties.duties]
    if twice := next((unit for unit in units if units.count(unit) > 1), None):
        raise Refused(f"“{twice}” được ghi hai lần. Hãy gộp nhiệm vụ vào một chỗ.")
    stored = Duties.of(plan)
    if _is_news(plan, "duties", "Phần nhiệm vụ", stored.fingerprint, duties.fingerprint, seen, stored.lines()):
        plan.duties.all().delete()
        write_duties(plan, duties.duties)
        changed(plan, by, "duties", "sửa nhiệm vụ các đơn vị")
    return plan


@transaction.atomic
def save_ending(*, plan: Plan, ending: Ending, by: User, seen: str | None = None) -> Plan:
    """Closing words, recipients, signature, archive, date."""
    plan = held_open(plan)
    stored = Ending.of(plan)
    if _is_news(plan, "ending", "Phần nơi nhận, ký", stored.fingerprint, ending.fingerprint, seen, stored.lines()):
        plan.closing = dump(ending.closing)
        plan.signing_form, plan.signer_name = ending.signing_form, ending.signer_name
        plan.archive, plan.document_on = ending.archive, ending.document_on
        plan.recipients.all().delete()
        write_recipients(plan, ending.recipients)
        changed(plan, by, "ending", "sửa nơi nhận, chữ ký")
    return plan


@transaction.atomic
def save_targets(*, plan: Plan, targets: Targets, by: User, seen: str | None = None) -> Plan:
    """How many households shall exit, all village units at once."""
    plan = held_open(plan)
    check_targets(plan, targets)
    stored = Targets.of(plan)
    names = {row.place_id: row.name for row in table_of(plan).rows if row.place_id is not None}
    if _is_news(plan, "targets", "Chỉ tiêu", stored.fingerprint, targets.fingerprint, seen, stored.lines(names)):
        plan.targets.all().delete()
        Target.objects.bulk_create(
            Target(plan=plan, place_id=place, measure=measure, count=count, note=note)
            for place, row in targets.typed.items()
            for measure, count, note in _kept(row)
        )
        changed(plan, by, "targets", "giao chỉ tiêu")
    return plan


def check_targets(plan: Plan, targets: Targets) -> None:
    """Targets belong to village units of the base review, and none asks for more than there is."""
    rows = {row.place_id: row for row in table_of(plan).rows}
    for place, typed in targets.typed.items():
        if place not in rows:
            raise Refused("Có chỉ tiêu của một thôn, tổ dân phố không thuộc đợt rà soát làm gốc. Hãy tải lại trang.")
        for measure, count in ((Measure.POOR_EXIT, typed.poor_exit), (Measure.NEAR_POOR_EXIT, typed.near_poor_exit)):
            side = rows[place].side(measure)
            if count is not None and count > side.households:
                raise Refused(too_many(rows[place].name, measure, count, side.households))


def _kept(row: Typed) -> list[tuple[Measure, int, str]]:
    """The rows that are stored. A note hangs on the poor households' target; alone it has nothing to hang on."""
    kept = [(Measure.POOR_EXIT, row.poor_exit, row.note), (Measure.NEAR_POOR_EXIT, row.near_poor_exit, "")]
    return [(measure, count, note) for measure, count, note in kept if count is not None]


def _is_news(plan: Plan, part: str, what: str, stored: str, typed: str, seen: str | None, lines: Sequence[str]) -> bool:
    """Whether there is anything to save; raises Conflict when somebody else has saved since the page was shown."""
    if stored == typed:
        return False
    if seen is not None and seen != stored:
        who, when = last_saved(plan, part)
        raise Conflict(what=what, stored=lines, seen=stored, who=who, when=when)
    return True
