"""A recognised result corrected by a decision of its own: nothing is overwritten without a row that says what was."""

import json
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts import audit
from accounts.audit import Act
from accounts.models import User
from accounts.refusals import Refused
from households import figures, movements, policies
from households.actions import households as household_actions
from households.entry.sheet import Sheet, columns, sheet_of
from households.lists import entries
from households.lists import policies as policies_lists
from households.models import Assessment, Correction, Household, ListEntry, Review
from households.register.heads import head_ethnicity
from indicators.wording import CLASS_LABELS
from localities.formats import short_date
from localities.models import Locality
from localities.text import normalise


@transaction.atomic
def correct_result(
    *,
    review: Review,
    household: Household,
    sheet: Sheet | None,
    decision_number: str,
    decision_on: date | None,
    reason: str,
    by: User,
    persons: int | None = None,
) -> Correction:
    """Give a household of a recognised review the result of this sheet: change its form, take a wrongly counted
    household out (no sheet), or add one that was forgotten. `persons`, where the recognised number was wrong.

    The figures of the review and of a running one that opens from it follow; the totals that the first decision
    recognised stay as they were. The same correction sent twice is one.
    """
    review, running = _lock_reviews(review)
    household = household_actions.lock(household)
    assessment = _locked_form(review, household)
    before = snapshot(assessment, review)
    document = (normalise(decision_number), decision_on)
    asked = _asked(review, household, sheet, assessment, persons)
    if twice := _same_again(review, household, document, before, asked):
        return twice
    _check(review, household, before, asked)
    policies_lists.check_correction_document(review, decision_number, decision_on, reason)
    hamlet = assessment.hamlet if assessment else household.hamlet
    if sheet is None:
        assert assessment is not None
        assessment.delete()
    else:
        _write(assessment, review, household, sheet, asked, by)
    correction = Correction(review=review, household=household, commune_id=review.commune_id)
    assert decision_on is not None  # the document was checked
    correction.decision_number, correction.decision_on = document[0], decision_on
    correction.reason, correction.before, correction.after = normalise(reason), before, asked
    correction.corrected_at, correction.corrected_by = timezone.now(), by
    correction.save()
    followed = _refresh(review, running, household, hamlet, asked, by)
    audit.record(
        Act.RESULT_CORRECTED,
        by=by,
        place=hamlet,
        target=household,
        summary=(
            f"Rà soát {review.period_words}, hộ {household.head_name}: {class_words(before)} → {class_words(asked)}, "
            f"Quyết định số {document[0]} ngày {short_date(decision_on)}"
        ),
        review=review.pk,
        correction=correction.pk,
        reason=correction.reason,
        before=before,
        after=asked,
        later_lists=followed,
    )
    return correction


def preview(
    *,
    review: Review,
    household: Household,
    sheet: Sheet | None,
    decision_number: str,
    decision_on: date | None,
    reason: str,
    persons: int | None = None,
) -> dict[str, Any]:
    """What a correction would change, for the page that shows it before it is recorded: `before`, `after`, `outcome`.
    Refuses as the correction itself would."""
    assessment = _forms().filter(review=review, household=household).first()
    before = snapshot(assessment, review)
    asked = _asked(review, household, sheet, assessment, persons)
    _check(review, household, before, asked)
    policies_lists.check_correction_document(review, decision_number, decision_on, reason)
    outcome = sheet and policies.outcome_of(sheet, review.standard, asked["area_type"])
    return {"before": before, "after": asked, "outcome": outcome}


def snapshot(assessment: Assessment | None, review: Review) -> dict[str, Any]:
    """Everything a form says, as plain words and numbers; empty when the household has no form."""
    if assessment is None:
        return {}
    return {
        **_plain(sheet_of(assessment, review.standard)),
        "household_class": assessment.household_class,
        "deprivation_points": assessment.deprivation_points,
        "persons": assessment.person_count,
        "area_type": assessment.area_type,
        "hamlet": assessment.hamlet.key,
    }


def class_words(said: dict[str, Any]) -> str:
    """The class in a snapshot; a household without a form was not counted."""
    return CLASS_LABELS[said["household_class"]] if said else "Không có trong kết quả"


# --- Parts ----------------------------------------------------------------------------------------


def _lock_reviews(review: Review) -> tuple[Review, list[Review]]:
    """The review and the running ones of its commune, in the one order in which reviews are locked."""
    running = ~Q(state__in=Review.FINAL) & Q(commune=review.commune_id)
    rows = Review.objects.select_for_update(of=("self",), no_key=True).select_related("commune").order_by("pk")
    found = {each.pk: each for each in rows.filter(Q(pk=review.pk) | running)}
    own = found.pop(review.pk)
    return own, [each for each in found.values() if (each.year, each.month or 13) > (own.year, own.month or 13)]


def _forms() -> QuerySet[Assessment]:
    return Assessment.objects.select_related("hamlet__parent", "review")


def _locked_form(review: Review, household: Household) -> Assessment | None:
    rows = _forms().select_for_update(of=("self",), no_key=True)
    return rows.filter(review=review, household=household).first()


def _check(review: Review, household: Household, before: dict[str, Any], asked: dict[str, Any]) -> None:
    if household.commune_id != review.commune_id:
        raise Refused("Hộ này không thuộc xã, phường của đợt rà soát.")
    policies_lists.check_can_correct(review)
    if before == asked:
        raise Refused("Không có gì khác so với kết quả đã công nhận nên không có gì để đính chính.")


def _asked(
    review: Review, household: Household, sheet: Sheet | None, assessment: Assessment | None, persons: int | None
) -> dict[str, Any]:
    """What the form is to say, as `snapshot` would write it; the class comes from the answers."""
    if sheet is None:
        return {}
    hamlet = assessment.hamlet if assessment else household.hamlet
    area = assessment.area_type if assessment else hamlet.area
    counted = assessment.person_count if assessment else household.members.count()
    number = counted if persons is None else persons
    outcome = policies.check_can_complete(sheet, review.standard, area, number)
    return {
        **_plain(sheet),
        "household_class": outcome.household_class.value,
        "deprivation_points": outcome.deprivation_points,
        "persons": number,
        "area_type": area,
        "hamlet": hamlet.key,
    }


def _plain(sheet: Sheet) -> dict[str, Any]:
    """The sheet as the database gives it back: lists, words and numbers."""
    return json.loads(sheet.packed())


def _same_again(
    review: Review, household: Household, document: tuple[str, date | None], now: dict, asked: dict
) -> Correction | None:
    """The correction that already made the form say this, by the same decision."""
    last = Correction.objects.filter(review=review, household=household).order_by("-pk").first()
    if last is None or (last.decision_number, last.decision_on) != document:
        return None
    return last if now == asked == last.after else None


def _write(
    assessment: Assessment | None, review: Review, household: Household, sheet: Sheet, asked: dict[str, Any], by: User
) -> None:
    now = timezone.now()
    if assessment is None:
        assessment = Assessment(review=review, household=household, commune_id=review.commune_id, version=0)
        assessment.hamlet, assessment.completed_at, assessment.completed_by = household.hamlet, now, by
        assessment.ethnicity = head_ethnicity(household)
        assessment.ethnicity = head_ethnicity(household)
        entry = {"commune_id": review.commune_id, "why": ListEntry.Why.ADDED, "added_at": now, "added_by": by}
        ListEntry.objects.get_or_create(review=review, household=household, defaults=entry)
    for name, value in columns(sheet, review.standard).items():
        setattr(assessment, name, value)
    assessment.area_type, assessment.person_count = asked["area_type"], asked["persons"]
    assessment.household_class = asked["household_class"]
    assessment.deprivation_points = asked["deprivation_points"]
    assessment.state = Assessment.State.COMPLETED
    assessment.before_last_save = {}  # a decision is not taken back by “hoàn tác”
    assessment.version += 1
    assessment.saved_at, assessment.saved_by = now, by
    assessment.save()


def _refresh(
    review: Review, running: list[Review], household: Household, hamlet: Locality, asked: dict[str, Any], by: User
) -> dict[str, str]:
    """The movement and the figures of this review and of those that open from it; and who stands on their lists."""
    movements.settle(household=household, review=review)
    figures.refresh(hamlet, review)
    followed = {}
    for later in running:
        if later.is_annual:
            done = entries.follow_result(household, later, asked.get("household_class", ""), by=by)
            if done:
                followed[str(later.pk)] = done
        movements.settle(household=household, review=later)
        for each in {hamlet, household.hamlet}:
            figures.refresh(each, later)
    return followed
