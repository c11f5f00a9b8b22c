"""The movement of a household against the previous result, chosen by an officer where the forms do not tell it."""

from django.db import transaction

from accounts import audit
from accounts.audit import Act
from accounts.models import User
from accounts.refusals import Refused
from households import movements
from households.actions.reviews import lock as lock_review
from households.models import Movement, Review
from households.transitions import allowed
from localities.text import normalise


@transaction.atomic
def choose_movement(*, movement: Movement, kind: str, reason: str, by: User) -> Movement:
    """Choose the movement of one household, with a reason. It stays when the form is completed again, as long as it
    fits the results. The same choice twice is one."""
    review = lock_review(movement.review)
    found = Movement.objects.select_for_update(of=("self",), no_key=True).select_related("household", "hamlet")
    row = found.filter(pk=movement.pk).first()
    if row is None:
        raise Refused("Hộ này không còn trong bảng diễn biến. Hãy mở lại trang Diễn biến.")
    row.review, reason = review, normalise(reason)
    if row.chosen_at and (row.kind, row.note) == (kind, reason):
        return row
    check_can_choose(review)
    check_choice(row, kind, reason)
    before = row.kind
    row = movements.choose(row, kind, reason, by)
    audit.record(
        Act.MOVEMENT_CHOSEN,
        by=by,
        place=row.hamlet,
        target=row.household,
        summary=f"Rà soát {review.period_words}, hộ {row.household.head_name}: {row.get_kind_display()}",
        review=review.pk,
        before=before,
        kind=kind,
        reason=reason,
    )
    return row


def check_can_choose(review: Review) -> None:
    """Movements are chosen until the result is recognised."""
    if review.is_recognised:
        raise Refused(
            f"Kết quả rà soát {review.period_words} đã được công nhận nên diễn biến của hộ không chọn lại được. "
            "Nếu kết quả sai, hãy dùng trang Đính chính."
        )


def check_choice(movement: Movement, kind: str, reason: str) -> None:
    """The kind fits what the two results say, and somebody says why."""
    fitting = allowed(movement.class_before, movement.class_after)
    if kind not in fitting:
        names = "; ".join(each.label for each in fitting) or "không có diễn biến nào"
        raise Refused(
            f"Diễn biến đã chọn không hợp với kết quả của hộ {movement.household.head_name}. Có thể chọn: {names}."
        )
    if not reason:
        raise Refused("Hãy ghi lý do chọn diễn biến; lý do được lưu trong nhật ký.")
