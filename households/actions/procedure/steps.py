"""A review moved to its next state: the row, the diary and the audit."""

from datetime import date

from django.utils import timezone

from accounts import audit
from accounts.audit import Act
from accounts.models import User
from households.models import Review, ReviewStep
from households.procedure.moves import STEP_WORDS


def move(
    review: Review,
    code: str,
    to: Review.State,
    *,
    by: User,
    on: date | None = None,
    comment: str = "",
    act: Act = Act.REVIEW_MOVED,
    **detail: object,
) -> Review:
    """`review` is locked and carries the changed columns."""
    before = review.state
    review.state = to
    review.save()
    ReviewStep.objects.create(
        review=review,
        move=code,
        from_state=before,
        to_state=to,
        happened_on=on,
        comment=comment.strip(),
        detail=detail,
        made_at=timezone.now(),
        made_by=by,
    )
    what = f"{STEP_WORDS[code]}: {comment.strip()}" if comment.strip() else STEP_WORDS[code]
    record(review, act, by=by, what=what, move=code, from_state=before, to_state=str(to), **detail)
    return review


def record(review: Review, act: Act, *, by: User, what: str, **detail: object) -> None:
    audit.record(
        act,
        by=by,
        place=review.commune,
        target=review,
        summary=f"Rà soát {review.period_words}: {what}",
        **detail,
    )
