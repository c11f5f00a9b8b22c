"""The opinion of the level above: agreed to, or returned household by household with comments, and answered."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from accounts.audit import Act
from accounts.models import User
from accounts.refusals import Refused
from households.actions.procedure.steps import move, record
from households.actions.reviews import lock
from households.models import Household, Review, SendBack
from households.procedure import checks
from households.procedure.course import class_now, course_of
from households.procedure.moves import check_state
from households.procedure.words import class_words

State = Review.State


@transaction.atomic
def mark_send_back(*, review: Review, household: Household, comment: str, by: User) -> SendBack:
    """Mark a household that the commune shall review again, with what is to be looked at. Marked again, the comment is
    replaced; nothing goes back before the whole result is returned."""
    review = lock(review)
    check_state(review, "mark_send_back")
    checks.check_may_opine(course_of(review), by)
    checks.check_text(comment, "Hãy ghi ý kiến: cần rà soát lại điều gì ở hộ này.")
    if not review.assessments.filter(household=household).exists():
        raise Refused("Hộ này không có phiếu trong đợt rà soát nên không trả lại được.")
    mark = SendBack.objects.filter(review=review, household=household, round=review.round).first()
    if mark and mark.comment == comment.strip():
        return mark
    mark = mark or SendBack(review=review, household=household, round=review.round)
    mark.comment, mark.class_before = comment.strip(), class_now(review, household)
    mark.sent_at, mark.sent_by = timezone.now(), by
    mark.save()
    said = f"đánh dấu trả lại hộ {household.head_name}"
    record(
        review,
        Act.HOUSEHOLD_SENT_BACK,
        by=by,
        what=said,
        household=f"{household.uid}",
        round=review.round,
        comment=mark.comment,
    )
    return mark


@transaction.atomic
def withdraw_send_back(*, review: Review, household: Household, by: User) -> None:
    """Take the mark of a household away before the result is returned."""
    review = lock(review)
    check_state(review, "mark_send_back")
    checks.check_may_opine(course_of(review), by)
    if review.send_backs.filter(household=household, round=review.round).delete()[0]:
        said = f"bỏ đánh dấu trả lại hộ {household.head_name}"
        record(review, Act.HOUSEHOLD_SENT_BACK, by=by, what=said, household=f"{household.uid}", round=review.round)


@transaction.atomic
def return_review(*, review: Review, by: User, comment: str = "") -> Review:
    """Send the result back to the commune with the marked households."""
    review = lock(review)
    if review.state == State.RETURNED:
        return review
    course = course_of(review)
    check_state(review, "return_review")
    checks.check_may_opine(course, by)
    checks.check(course, "return_review")
    households = [f"{mark.household.uid}" for mark in course.marked]
    return move(
        review,
        "return_review",
        State.RETURNED,
        by=by,
        on=timezone.localdate(),
        comment=comment,
        round=review.round,
        households=households,
    )


@transaction.atomic
def agree(
    *, review: Review, by: User, opinion_number: str = "", opinion_on: date | None = None, comment: str = ""
) -> Review:
    """The level above agrees to the result as it was submitted."""
    review = lock(review)
    opinion_on = opinion_on or timezone.localdate()
    if _is_agreed(review, opinion_number, opinion_on):
        return review
    course = course_of(review)
    check_state(review, "agree")
    checks.check_may_opine(course, by)
    checks.check(course, "agree")
    checks.check_opinion(course, opinion_on)
    return _agreed(review, "agree", opinion_number, opinion_on, by, comment, paper=False)


@transaction.atomic
def record_paper_opinion(
    *, review: Review, opinion_number: str, opinion_on: date, by: User, comment: str = ""
) -> Review:
    """The level above agreed on paper; the commune's officer records number and date, and that it was on paper."""
    review = lock(review)
    if _is_agreed(review, opinion_number, opinion_on):
        return review
    course = course_of(review)
    checks.check(course, "record_paper_opinion")
    checks.check_filled(opinion_number, "Hãy ghi số văn bản cho ý kiến của cấp trên.")
    checks.check_opinion(course, opinion_on)
    return _agreed(review, "record_paper_opinion", opinion_number, opinion_on, by, comment, paper=True)


@transaction.atomic
def answer_send_back(*, send_back: SendBack, answer: str, by: User) -> SendBack:
    """The commune says what it found when it reviewed a returned household again."""
    review = lock(send_back.review)
    send_back = SendBack.objects.select_for_update(of=("self",), no_key=True).get(pk=send_back.pk)
    if not send_back.is_open:
        if send_back.answer == answer.strip():
            return send_back
        raise Refused("Hộ này đã được giải trình. Hãy mở lại trang Các bước.")
    check_state(review, "answer_send_back")
    checks.check_text(answer, "Hãy ghi nội dung giải trình: đã rà soát lại thế nào, kết quả ra sao.")
    household = send_back.household
    checks.check_form_finished(review, household)
    send_back.answer = answer.strip()
    send_back.answered_at, send_back.answered_by = timezone.now(), by
    send_back.save()
    now = class_now(review, household)
    said = f"giải trình hộ {household.head_name}: {class_words(send_back.class_before)} → {class_words(now)}"
    record(
        review,
        Act.SEND_BACK_ANSWERED,
        by=by,
        what=said,
        household=f"{household.uid}",
        round=send_back.round,
        class_before=send_back.class_before,
        class_after=now,
    )
    return send_back


def _is_agreed(review: Review, number: str, on: date) -> bool:
    same = (review.opinion_number, review.opinion_on) == (number.strip(), on)
    return review.state == State.AGREED and same


def _agreed(review: Review, code: str, number: str, on: date, by: User, comment: str, *, paper: bool) -> Review:
    review.opinion_number, review.opinion_on = number.strip(), on
    return move(
        review,
        code,
        State.AGREED,
        by=by,
        on=on,
        comment=comment,
        paper=paper,
        opinion_number=review.opinion_number,
        round=review.round,
    )
