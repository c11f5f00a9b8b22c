"""A review opened: the annual one of a year, or the regular one of a month."""

from django.db import IntegrityError, transaction

from accounts import audit
from accounts.audit import Act
from accounts.models import User
from accounts.refusals import Refused
from households import figures, movements
from households.lists import entries
from households.lists import policies as policies_lists
from households.models import Review
from indicators.standard import Standard
from localities.models import Level, Locality


@transaction.atomic
def open_review(*, commune: Locality, year: int, by: User, standard_code: str | None = None, month: int = 0) -> Review:
    """Open the annual review, or with a month the regular one of that month. Without a choice it uses the standard in
    force on its last day. The annual review begins with everybody on its list who is poor or near-poor by the last
    recognised result; a monthly one has only those who asked."""
    policies_lists.check_can_open(commune, year, month)
    review = policies_lists.period_of(commune, year, month)
    standard = _standard(review, standard_code)
    review.standard_code = standard.code
    try:
        with transaction.atomic():
            review.save()
    except IntegrityError:  # a colleague was a moment earlier
        raise Refused(f"{commune.full_name} đã có đợt rà soát {review.period_words}.") from None
    listed = entries.list_known(review, by=by) if review.is_annual else 0
    if review.is_annual:
        movements.settle_all(review)
    for hamlet in Locality.objects.under(commune).filter(level=Level.HAMLET).existing_on(review.counted_on):
        figures.refresh(hamlet, review)
    audit.record(
        Act.REVIEW_OPENED,
        by=by,
        place=commune,
        target=review,
        summary=f"Rà soát {review.period_words} theo {standard.name}",
        standard=standard.code,
        listed=listed,
    )
    return review


def _standard(review: Review, code: str | None) -> Standard:
    possible = policies_lists.possible_standards(review.commune, review.year, review.month)
    if code is None:
        return possible[0]
    for each in possible:
        if each.code == code:
            return each
    names = "; ".join(each.name for each in possible)
    raise Refused(f"Đợt rà soát {review.period_words} không dùng được chuẩn nghèo đã chọn. Hãy chọn: {names}.")
