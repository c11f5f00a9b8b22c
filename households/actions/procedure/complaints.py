"""Complaints while the list is posted, their re-check (phúc tra) and the public answer."""

from datetime import date
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from accounts.audit import Act
from accounts.models import User
from accounts.refusals import Refused
from households.actions.procedure.steps import record
from households.actions.reviews import lock
from households.models import Complaint, Household, Review
from households.procedure import checks
from households.procedure.course import class_now, course_of
from households.procedure.moves import check_state
from households.procedure.words import class_words


@transaction.atomic
def add_complaint(
    *,
    review: Review,
    household: Household,
    complainant: str,
    received_on: date,
    content: str,
    by: User,
    uid: UUID | None = None,
) -> Complaint:
    """Write down a complaint; while it is open the form of its household may be opened again."""
    review = lock(review)
    if known := _known(review, household, uid, received_on, content):
        return known
    checks.check_complaint(course_of(review), household, received_on, content)
    checks.check_filled(complainant, "Hãy ghi họ tên người khiếu nại.")
    complaint = Complaint.objects.create(
        uid=uid or uuid4(),
        review=review,
        household=household,
        complainant=complainant,
        received_on=received_on,
        content=content,
        recorded_at=timezone.now(),
        recorded_by=by,
        class_before=class_now(review, household),
    )
    said = f"khiếu nại về hộ {household.head_name}"
    record(review, Act.COMPLAINT_RECORDED, by=by, what=said, household=f"{household.uid}", complaint=complaint.pk)
    return complaint


@transaction.atomic
def answer_complaint(
    *,
    complaint: Complaint,
    rechecked_on: date,
    rechecker: str,
    finding: str,
    answered_on: date,
    class_found: str,
    by: User,
) -> Complaint:
    """Record the re-check and its public answer. `class_found` is the class that the re-check found ("" where the
    household has no form); where it is another one, the form says so before the answer is recorded."""
    review = lock(complaint.review)
    complaint = Complaint.objects.select_for_update(of=("self",), no_key=True).get(pk=complaint.pk)
    if not complaint.is_open:
        if (complaint.finding, complaint.answered_on) == (finding.strip(), answered_on):
            return complaint
        raise Refused("Khiếu nại này đã được trả lời. Hãy mở lại trang Các bước.")
    check_state(review, "answer_complaint")
    checks.check_filled(rechecker, "Hãy ghi người phúc tra.")
    checks.check_text(finding, "Hãy ghi kết quả phúc tra và nội dung trả lời.")
    household = complaint.household
    checks.check_recheck(course_of(review), household, complaint.received_on, rechecked_on, answered_on)
    now = class_now(review, household)
    checks.check_class_found(class_found, now)
    complaint.rechecked_on, complaint.rechecker = rechecked_on, rechecker
    complaint.finding, complaint.answered_on = finding.strip(), answered_on
    complaint.answered_at, complaint.answered_by = timezone.now(), by
    complaint.save()
    said = f"trả lời khiếu nại về hộ {household.head_name}: {class_words(complaint.class_before)} → {class_words(now)}"
    record(
        review,
        Act.COMPLAINT_ANSWERED,
        by=by,
        what=said,
        household=f"{household.uid}",
        complaint=complaint.pk,
        class_before=complaint.class_before,
        class_after=now,
    )
    return complaint


def _known(review: Review, household: Household, uid: UUID | None, received_on: date, content: str) -> Complaint | None:
    """The complaint that was recorded already with this form, or an open one of the same words."""
    if uid is not None:
        found = Complaint.objects.filter(uid=uid).first()
        if found and (found.review_id, found.household_id) != (review.pk, household.pk):
            raise Refused("Khiếu nại này đã được ghi cho hộ khác. Hãy mở lại trang ghi khiếu nại.")
        return found
    same = review.complaints.filter(household=household, received_on=received_on, answered_at__isnull=True)
    return same.filter(content=content.strip()).first()
