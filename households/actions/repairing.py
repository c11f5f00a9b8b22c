"""Counting everything anew that follows from forms and events: after an update that counts more than before."""

from django.db import transaction

from accounts import audit
from accounts.audit import Act
from accounts.models import AuditEvent, User
from households import figures, movements
from households.actions.reviews import lock
from households.lists import entries
from households.models import Review
from localities.formats import count_in_text
from localities.models import Level, Locality


@transaction.atomic
def recount_review(*, review: Review) -> None:
    """Settle the movements of a running review and count its village units anew. A running annual review that was
    opened before there were lists gets its own, in the name of who opened it. Reported totals are left alone."""
    review = lock(review)
    if not review.is_recognised:
        _list_if_there_is_none(review)
        movements.settle_all(review)
    units = Locality.objects.under(review.commune).filter(level=Level.HAMLET)
    counted = units.filter(pk__in=review.figures.values("hamlet")) | units.existing_on(review.counted_on)
    for unit in counted.distinct().order_by("pk"):
        figures.refresh(unit, review)


def _list_if_there_is_none(review: Review) -> None:
    if not review.is_annual or review.entries.exists():
        return
    opened = AuditEvent.objects.filter(act=Act.REVIEW_OPENED, target_kind="review", target_id=str(review.pk))
    opener = User.objects.filter(pk__in=opened.exclude(by_id=None).values("by_id")).first()
    if opener is None:
        return
    listed = entries.list_known(review, by=opener)
    said = f"Lập danh sách rà soát {review.period_words} sau khi cập nhật phần mềm: {count_in_text(listed)} hộ"
    audit.record(Act.LIST_CHANGED, by=None, place=review.commune, target=review, summary=said, households=listed)
