"""Whether a form may be written now: the single question of every action and page that changes one."""

from accounts.refusals import Refused
from households.models import Household, Review
from households.procedure.words import recognised_words
from localities.formats import short_date
from localities.text import capital

State = Review.State


def check_can_edit(review: Review, household: Household) -> None:
    """Each state opens exactly the forms that its step is about: all while the village unit has not met, the disputed
    one while the list is posted, the returned ones after the level above."""
    state = State(review.state)
    if review.is_recognised:
        raise Refused(f"{recognised_words(review)} Phiếu của đợt này không sửa được nữa.")
    if state in (State.SURVEYING, State.MEETING):
        _check_not_agreed(review, household)
    elif state == State.POSTED:
        _check_disputed(review, household)
    elif state == State.RETURNED:
        _check_returned(review, household)
    else:
        now = "đã trình, đang chờ ý kiến cấp trên" if state == State.SUBMITTED else "đã được cấp trên thống nhất"
        raise Refused(f"Kết quả rà soát {review.period_words} {now} nên phiếu không sửa được.")


def _check_not_agreed(review: Review, household: Household) -> None:
    held = review.meetings.filter(hamlet=household.hamlet_id, annulled_at__isnull=True).select_related("hamlet")
    if agreed := next((meeting for meeting in held if meeting.counts), None):
        raise Refused(
            f"{capital(agreed.hamlet.full_name)} đã họp dân ngày {short_date(agreed.held_on)} và thống nhất kết quả "
            "nên phiếu của thôn, tổ dân phố này không sửa được. Muốn sửa, hãy thôi tính cuộc họp ở trang Các bước, "
            "kèm lý do; sau đó họp lại."
        )


def _check_disputed(review: Review, household: Household) -> None:
    if not review.complaints.filter(household=household, answered_at__isnull=True).exists():
        raise Refused(
            f"Danh sách đang niêm yết (từ {short_date(review.posted_on)} đến hết {short_date(review.posted_until)}); "
            f"chỉ sửa được phiếu của hộ có khiếu nại chưa trả lời, mà hộ {household.head_name} thì không có. Hãy ghi "
            "khiếu nại ở trang Các bước, hoặc mở lại rà soát."
        )


def _check_returned(review: Review, household: Household) -> None:
    if not review.send_backs.filter(household=household, round=review.round, answered_at__isnull=True).exists():
        raise Refused(
            f"Cấp trên trả lại kết quả rà soát; chỉ sửa được phiếu của hộ bị trả lại chưa giải trình, mà hộ "
            f"{household.head_name} không thuộc diện này. Muốn sửa hộ khác, hãy mở lại rà soát ở trang Các bước."
        )
