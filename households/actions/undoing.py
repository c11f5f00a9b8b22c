"""The last save of a form taken back: a completed form becomes the draft it was, a draft the one before."""

from typing import Any

from django.db import transaction

from accounts import audit
from accounts.audit import Act
from accounts.models import User
from accounts.refusals import Refused
from households import figures, movements, policies
from households.actions.assessments import locked, save, summary_of, to_draft
from households.actions.reviews import lock as lock_review
from households.entry.sheet import Sheet, columns
from households.models import Assessment

TOO_LATE = "Không hoàn tác được nữa: phiếu này đã được lưu thêm sau lần lưu đó."


@transaction.atomic
def undo_last_save(*, assessment: Assessment, by: User, base_version: int | None = None) -> Assessment:
    """Take back the last save of the form, once, while nobody saved later and the form may be written; only its own
    person does. `base_version`: the version that the save to be taken back had made. Twice is harmless."""
    review = lock_review(assessment.review)
    assessment = locked(assessment)
    before: dict[str, Any] = assessment.before_last_save
    version = assessment.version if base_version is None else base_version
    if before.get("undid") == [by.pk, version] or (base_version is None and before.get("undid", [0])[0] == by.pk):
        return assessment
    _check(assessment, before, version, by)
    policies.check_can_edit(review, assessment.household)
    was_completed = assessment.is_completed
    to_draft(assessment)
    if "sheet" in before:
        for name, value in columns(Sheet(**before["sheet"]), review.standard).items():
            setattr(assessment, name, value)
    save(assessment, by, {"undid": [by.pk, version]})
    if was_completed:
        movements.settle(household=assessment.household, review=review, refreshed=assessment.hamlet)
        figures.refresh(assessment.hamlet, review)
    what = "lần hoàn thành" if was_completed else "lần lưu nháp"
    audit.record(
        Act.SAVE_UNDONE,
        by=by,
        place=assessment.hamlet,
        target=assessment,
        summary=f"{summary_of(assessment)}: hoàn tác {what}",
        completed=was_completed,
        version=assessment.version,
    )
    return assessment


def _check(assessment: Assessment, before: dict[str, Any], version: int, by: User) -> None:
    if before.get("version") != assessment.version or version != assessment.version:
        raise Refused(TOO_LATE)
    if before.get("by") != by.pk:
        who = assessment.saved_by.full_name
        raise Refused(f"Lần lưu cuối của phiếu này là của {who}; chỉ người đó hoàn tác được.")
    if not assessment.is_completed and "sheet" not in before:
        raise Refused("Phiếu này mới được lưu lần đầu nên không có bản trước. Muốn bỏ phiếu, hãy chọn “Bỏ phiếu nháp”.")
