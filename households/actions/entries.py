"""The list of those to be reviewed: households put on it and taken off; Phiếu A."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.audit import Act
from accounts.models import User
from accounts.refusals import Refused
from households import policies
from households.actions.reviews import lock as lock_review
from households.lists import policies as policies_lists
from households.models import Household, ListEntry, Review
from localities.formats import short_date
from localities.text import normalise


@transaction.atomic
def add_to_list(
    *,
    review: Review,
    households: Sequence[Household],
    why: str,
    by: User,
    requested_on: date | None = None,
    note: str = "",
) -> list[ListEntry]:
    """Put households on the list, all of them or none. Who stands on it already stays as recorded, so that a form sent
    twice changes nothing. Returns the new entries."""
    review = lock_review(review)
    policies_lists.check_can_change_list(review)
    locked = _locked(households)
    known = set(ListEntry.objects.filter(review=review, household__in=locked).values_list("household_id", flat=True))
    made = []
    for household in locked:
        if household.pk in known:
            continue
        policies_lists.check_can_list(review, household, why, requested_on)
        entry = ListEntry(review=review, household=household, commune_id=review.commune_id, why=why)
        entry.requested_on, entry.note = requested_on, normalise(note)
        entry.added_at, entry.added_by = timezone.now(), by
        entry.save()
        made.append(entry)
    for entry in made:
        day = f", giấy ngày {short_date(requested_on)}" if requested_on else ""
        _record(entry, by, f"đưa vào danh sách ({entry.get_why_display()}{day})", added=True)
    return made


@transaction.atomic
def take_off_list(*, entry: ListEntry, reason: str, by: User) -> None:
    """Take a household off the list while it has no form. Taken off twice is once."""
    review = lock_review(entry.review)
    if (found := _locked_entry(entry)) is None:
        return
    entry = found
    entry.review = review
    policies_lists.check_can_change_list(review)
    policies_lists.check_can_take_off(entry)
    policies.check_reason(reason)
    _record(entry, by, f"đưa ra khỏi danh sách: {normalise(reason)}", added=False, reason=normalise(reason))
    entry.delete()


@transaction.atomic
def record_quick_check(*, entry: ListEntry, answers: Mapping[str, bool], result: bool, by: User) -> ListEntry:
    """Phiếu A as its reviewer signed it. `result`: True means that Phiếu B follows, False that the household is clearly
    not poor and gets none. Answers to items that are no longer asked stay as they were. The same twice is once."""
    review = lock_review(entry.review)
    entry = _entry(entry)
    entry.review = review
    merged = {**entry.quick_answers, **answers}
    if (entry.quick_answers, entry.quick_result) == (merged, result):
        return entry
    policies_lists.check_can_quick_check(entry)
    if not result:
        policies_lists.check_can_filter_out(entry)
    before = entry.quick_result
    entry.quick_answers, entry.quick_result = merged, result
    entry.quick_at, entry.quick_by = timezone.now(), by
    entry.save()
    audit.record(
        Act.QUICK_CHECK_RECORDED,
        by=by,
        place=entry.household.hamlet,
        target=entry.household,
        summary=f"Phiếu A {review.period_words} của hộ {entry.household.head_name}: {result_words(result)}",
        answers=merged,
        result=result,
        result_before=before,
    )
    return entry


@transaction.atomic
def clear_quick_check(*, entry: ListEntry, reason: str, by: User) -> ListEntry:
    """Take a Phiếu A back that was recorded for the wrong household."""
    review = lock_review(entry.review)
    entry = _entry(entry)
    entry.review = review
    if entry.quick_at is None:
        return entry
    policies_lists.check_can_quick_check(entry)
    policies.check_reason(reason)
    audit.record(
        Act.QUICK_CHECK_RECORDED,
        by=by,
        place=entry.household.hamlet,
        target=entry.household,
        summary=f"Hủy Phiếu A {review.period_words} của hộ {entry.household.head_name}: {normalise(reason)}",
        reason=normalise(reason),
        answers_before=entry.quick_answers,
        result_before=entry.quick_result,
    )
    entry.quick_answers, entry.quick_result, entry.quick_at, entry.quick_by = {}, None, None, None
    entry.save()
    return entry


def result_words(result: bool | None) -> str:
    return {True: "Chuyển sang Phiếu B", False: "Rõ ràng không nghèo, không lập Phiếu B", None: "Chưa lập"}[result]


# --- Parts ----------------------------------------------------------------------------------------


def _locked(households: Sequence[Household]) -> list[Household]:
    if not households:
        raise Refused("Chưa chọn hộ nào. Hãy đánh dấu các hộ cần đưa vào danh sách.")
    rows = Household.objects.select_for_update(of=("self",), no_key=True).select_related("hamlet__parent", "commune")
    found = list(rows.filter(pk__in=[each.pk for each in households]).order_by("pk"))
    if len(found) < len({each.pk for each in households}):
        raise Refused("Có hộ vừa bị xóa khỏi sổ. Hãy tìm và chọn lại.")
    return found


def _locked_entry(entry: ListEntry) -> ListEntry | None:
    rows = ListEntry.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("household__hamlet__parent", "household__commune").filter(pk=entry.pk).first()


def _entry(entry: ListEntry) -> ListEntry:
    found = _locked_entry(entry)
    if found is None:
        raise Refused("Hộ này không còn trong danh sách rà soát. Hãy mở lại danh sách.")
    return found


def _record(entry: ListEntry, by: User, what: str, **detail: object) -> None:
    audit.record(
        Act.LIST_CHANGED,
        by=by,
        place=entry.household.hamlet,
        target=entry.household,
        summary=f"Rà soát {entry.review.period_words}, hộ {entry.household.head_name}: {what}",
        why=entry.why,
        requested_on=entry.requested_on.isoformat() if entry.requested_on else None,
        note=entry.note,
        quick_result=entry.quick_result,
        **detail,
    )
