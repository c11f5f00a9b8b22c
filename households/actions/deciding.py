"""What officers decide about households that look like one another."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.audit import Act
from accounts.models import User
from accounts.refusals import Refused
from households.models import DuplicateDecision, Household
from localities.text import normalise

Verdict = DuplicateDecision.Verdict
LONGEST_NOTE = 300


@transaction.atomic
def decide_duplicate(
    *, first: Household, second: Household, verdict: str, by: User, note: str = ""
) -> DuplicateDecision:
    """Keep whether two households are one. The same decision again is harmless; another one replaces it."""
    if first.pk == second.pk:
        raise Refused("Hãy chọn hai hộ khác nhau để kết luận.")
    if verdict not in Verdict.values:
        raise Refused("Hãy chọn kết luận: hai hộ khác nhau, hay một hộ ghi hai lần.")
    low, high = sorted((first, second), key=lambda each: each.pk)
    note = normalise(note)[:LONGEST_NOTE]
    known = DuplicateDecision.objects.select_for_update(of=("self",), no_key=True).filter(first=low, second=high)
    stored = known.first()
    if stored and (stored.verdict, stored.note) == (verdict, note):
        return stored
    decision, _ = DuplicateDecision.objects.update_or_create(
        first=low,
        second=high,
        defaults={
            "commune": first.commune,
            "verdict": verdict,
            "note": note,
            "decided_at": timezone.now(),
            "decided_by": by,
        },
    )
    _record(decision, decision.get_verdict_display(), by)
    return decision


@transaction.atomic
def reopen_duplicate(*, first: Household, second: Household, by: User) -> None:
    """Take a decision back: the pair waits for one again. Harmless where there is none."""
    low, high = sorted((first, second), key=lambda each: each.pk)
    decision = DuplicateDecision.objects.filter(first=low, second=high).select_related("commune").first()
    if decision is None:
        return
    _record(decision, f"bỏ kết luận “{decision.get_verdict_display()}”", by)
    decision.delete()


def note_different(household: Household, others: Mapping[Household, str], *, by: User) -> None:
    """Part of writing a household: the officer saw these look-alikes and wrote it down anyway."""
    for other, note in others.items():
        decide_duplicate(first=household, second=other, verdict=Verdict.DIFFERENT, note=note, by=by)


def _record(decision: DuplicateDecision, words: str, by: User) -> None:
    audit.record(
        Act.DUPLICATE_DECIDED,
        by=by,
        place=decision.commune,
        target=decision,
        summary=f"Hộ mã {decision.first.code} và hộ mã {decision.second.code}: {words}",
        verdict=decision.verdict,
        codes=[decision.first.code, decision.second.code],
    )
