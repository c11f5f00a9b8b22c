"""Forms (phiếu rà soát): saved as drafts, completed with their outcome, opened again with a reason."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.audit import Act
from accounts.models import User
from accounts.refusals import Refused
from households import figures, movements, policies
from households.actions import households as household_actions
from households.actions.reviews import lock as lock_review
from households.actions.reviews import lock_running
from households.entry.conflicts import Conflict, Difference, compare_members, compare_sheets
from households.entry.sheet import Sheet, columns, sheet_of
from households.lists import entries
from households.models import Assessment, Household, Review
from households.register.heads import head_ethnicity
from households.register.people import MembersInput
from indicators.wording import CLASS_LABELS


@transaction.atomic
def save_draft(
    *,
    household: Household,
    review: Review,
    sheet: Sheet,
    base_version: int,
    by: User,
    members: MembersInput | None = None,
) -> Assessment:
    """Keep what is typed. `base_version` is the version the officer began from, 0 when there was no form yet.

    The same content again is a success that changes nothing. Another content on an older version is a `Conflict`.
    """
    running = lock_running(review.commune)
    review.refresh_from_db()
    household = household_actions.lock(household)
    _check_same_commune(household, review)
    assessment = _existing(household, review)
    differences = _sheet_differences(assessment, sheet, review)
    member_differences = compare_members(members, list(household.members.all())) if members else ()
    if assessment and not differences and not member_differences:
        return assessment
    policies.check_can_edit(review, household)
    if assessment:
        policies.check_is_draft(assessment)
    _check_versions(assessment, base_version, differences, household, members, member_differences)
    if assessment is None:
        entries.ensure_listed(household, review, by=by)
    if members and member_differences:
        household_actions.write_household(household, members, running=running, by=by)
    if assessment is None or differences:
        assessment = _write_draft(assessment, household, review, sheet, by)
    return assessment


@transaction.atomic
def complete(*, assessment: Assessment, base_version: int, by: User, seen: Sheet | None = None) -> Assessment:
    """Close the form with the outcome of its answers. `base_version` is the version that was checked, `seen` its
    content, so that somebody who checked an older one is told what has changed. Completing twice is harmless."""
    review = lock_review(assessment.review)
    assessment = locked(assessment)
    standard = review.standard
    sheet = sheet_of(assessment, standard)
    if assessment.is_completed and assessment.version == base_version + 1:
        return assessment
    policies.check_can_edit(review, assessment.household)
    if assessment.is_completed or assessment.version != base_version:
        raise _conflict(assessment, compare_sheets(seen, sheet, standard) if seen else ())
    persons = assessment.household.members.count()
    area = assessment.hamlet.area
    outcome = policies.check_can_complete(sheet, standard, area, persons)
    assessment.area_type, assessment.person_count = area, persons
    assessment.ethnicity = head_ethnicity(assessment.household)
    assessment.household_class = outcome.household_class.value
    assessment.deprivation_points = outcome.deprivation_points
    assessment.state = Assessment.State.COMPLETED
    assessment.completed_at, assessment.completed_by = timezone.now(), by
    save(assessment, by, before_this(assessment, by))
    movements.settle(household=assessment.household, review=review, refreshed=assessment.hamlet)
    figures.refresh(assessment.hamlet, review)
    audit.record(
        Act.ASSESSMENT_COMPLETED,
        by=by,
        place=assessment.hamlet,
        target=assessment,
        summary=f"{summary_of(assessment)}: {CLASS_LABELS[outcome.household_class]}",
        income_points=outcome.income_points,
        deprivation_points=outcome.deprivation_points,
        household_class=outcome.household_class.value,
        because=list(outcome.because),
        standard=outcome.standard,
        version=assessment.version,
    )
    return assessment


@transaction.atomic
def reopen(*, assessment: Assessment, reason: str, by: User) -> Assessment:
    """Make a completed form a draft again, to correct it; its household leaves the figures until it is completed."""
    review = lock_review(assessment.review)
    assessment = locked(assessment)
    if not assessment.is_completed:
        return assessment
    policies.check_can_edit(review, assessment.household)
    policies.check_reason(reason)
    before = assessment.household_class
    to_draft(assessment)
    save(assessment, by)
    movements.settle(household=assessment.household, review=review, refreshed=assessment.hamlet)
    figures.refresh(assessment.hamlet, review)
    audit.record(
        Act.ASSESSMENT_REOPENED,
        by=by,
        place=assessment.hamlet,
        target=assessment,
        summary=f"{summary_of(assessment)}: {reason.strip()}",
        reason=reason.strip(),
        household_class=before,
        version=assessment.version,
    )
    return assessment


@transaction.atomic
def discard_draft(*, assessment: Assessment, reason: str, by: User) -> None:
    """Take a draft away: a household that moved or died needs no form, and a draft would keep the result open."""
    review = lock_review(assessment.review)
    assessment = locked(assessment)
    policies.check_can_edit(review, assessment.household)
    policies.check_is_draft(assessment)
    policies.check_reason(reason)
    audit.record(
        Act.ASSESSMENT_DISCARDED,
        by=by,
        place=assessment.hamlet,
        target=assessment,
        summary=f"{summary_of(assessment)}: {reason.strip()}",
        reason=reason.strip(),
    )
    household = assessment.household
    assessment.delete()
    movements.settle(household=household, review=review)


# --- Parts ----------------------------------------------------------------------------------------


def _check_same_commune(household: Household, review: Review) -> None:
    if household.commune_id != review.commune_id:
        raise Refused("Hộ này không thuộc xã, phường của đợt rà soát.")


def _existing(household: Household, review: Review) -> Assessment | None:
    found = Assessment.objects.filter(household=household, review=review).select_related("saved_by", "hamlet", "review")
    return found.select_for_update(of=("self",), no_key=True).first()


def locked(assessment: Assessment) -> Assessment:
    rows = Assessment.objects.select_for_update(of=("self",), no_key=True)
    rows = rows.select_related("household", "hamlet__parent", "review", "saved_by")
    found = rows.filter(pk=assessment.pk).first()
    if found is None:
        raise Refused("Phiếu nháp này đã bị bỏ. Hãy mở lại danh sách hộ.")
    return found


def _sheet_differences(assessment: Assessment | None, sheet: Sheet, review: Review) -> tuple[Difference, ...]:
    """Where the typed sheet is not the stored one; nothing to compare with when there is no form yet."""
    if assessment is None:
        return ()
    return compare_sheets(sheet, sheet_of(assessment, review.standard), review.standard)


def _check_versions(
    assessment: Assessment | None,
    base_version: int,
    differences: tuple[Difference, ...],
    household: Household,
    members: MembersInput | None,
    member_differences: tuple[Difference, ...],
) -> None:
    """Refuse to write over what somebody saved after the officer began."""
    stale_members = member_differences if members and members.base_version != household.version else ()
    if assessment and differences and assessment.version != base_version:
        raise _conflict(assessment, (*differences, *stale_members))
    if stale_members:
        raise household_actions.conflict(household, stale_members)


def _conflict(assessment: Assessment, differences: tuple[Difference, ...]) -> Conflict:
    return Conflict(what="Phiếu này", who=assessment.saved_by, when=assessment.saved_at, differences=differences)


def _write_draft(
    assessment: Assessment | None, household: Household, review: Review, sheet: Sheet, by: User
) -> Assessment:
    first_today = (
        assessment is None
        or assessment.saved_by_id != by.pk
        or timezone.localdate(assessment.saved_at) != timezone.localdate()
    )
    before = sheet_of(assessment, review.standard) if assessment else None
    if assessment is None:
        assessment = Assessment(household=household, review=review, version=0)
    assessment.commune_id, assessment.hamlet = household.commune_id, household.hamlet
    assessment.area_type = household.hamlet.area
    for name, value in columns(sheet, review.standard).items():
        setattr(assessment, name, value)
    save(assessment, by, before_this(assessment, by, before))
    if first_today:  # the autosave would write a row for every answer; one for each person and day says as much
        audit.record(
            Act.ASSESSMENT_DRAFTED,
            by=by,
            place=household.hamlet,
            target=assessment,
            summary=summary_of(assessment),
            version=assessment.version,
        )
    return assessment


def to_draft(assessment: Assessment) -> None:
    """The form as a draft, without an outcome; not stored yet."""
    assessment.state = Assessment.State.DRAFT
    assessment.household_class, assessment.deprivation_points = "", None
    assessment.completed_at = assessment.completed_by = None


def save(assessment: Assessment, by: User, before: dict[str, Any] | None = None) -> None:
    """Store the next version; `before`: what it takes to take this save back (`households.actions.undoing`)."""
    assessment.version += 1
    assessment.saved_at, assessment.saved_by = timezone.now(), by
    assessment.before_last_save = before or {}
    assessment.save()


def before_this(assessment: Assessment, by: User, sheet: Sheet | None = None) -> dict[str, Any]:
    """What is kept beside a save so that the same person may take it back: the sheet before it, where it changed."""
    kept: dict[str, Any] = {"version": assessment.version + 1, "by": by.pk}
    return kept if sheet is None else {**kept, "sheet": sheet.as_json()}


def summary_of(assessment: Assessment) -> str:
    return f"Phiếu năm {assessment.review.year} của hộ {assessment.household.head_name}"
