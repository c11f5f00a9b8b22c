"""A commune's review of a year: opened, and recognised by decision."""

from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts import audit
from accounts.audit import Act
from accounts.models import User
from accounts.refusals import Refused
from households import figures, policies
from households.models import Review
from localities.formats import short_date
from localities.models import Level, Locality


@transaction.atomic
def open_review(*, commune: Locality, year: int, by: User, standard_code: str | None = None) -> Review:
    """Open the annual review. Without a choice it uses the standard in force on the last day of the review."""
    policies.check_can_open(commune, year)
    possible = policies.possible_standards(commune, year)
    standard = possible[0]
    if standard_code is not None:
        chosen = [each for each in possible if each.code == standard_code]
        if not chosen:
            names = "; ".join(each.name for each in possible)
            raise Refused(f"Đợt rà soát năm {year} không dùng được chuẩn nghèo đã chọn. Hãy chọn: {names}.")
        standard = chosen[0]
    review = Review(commune=commune, year=year, standard_code=standard.code)
    try:
        with transaction.atomic():
            review.save()
    except IntegrityError:  # a colleague was a moment earlier
        raise Refused(f"{commune.full_name} đã có đợt rà soát năm {year}.") from None
    for hamlet in Locality.objects.under(commune).filter(level=Level.HAMLET).existing_on(review.ends_on):
        figures.refresh(hamlet, review)
    audit.record(
        Act.REVIEW_OPENED,
        by=by,
        place=commune,
        target=review,
        summary=f"Rà soát năm {year} theo {standard.name}",
        standard=standard.code,
    )
    return review


@transaction.atomic
def recognise_review(*, review: Review, decision_number: str, decision_on: date, by: User) -> Review:
    """Record the decision that recognises the result; from then on its forms are closed for good.

    The same decision recorded twice is one decision.
    """
    review = lock(review)
    if review.is_recognised and (review.decision_number, review.decision_on) == (decision_number, decision_on):
        return review
    policies.check_can_recognise(review)
    policies.check_decision(review, decision_number, decision_on)
    review.state = Review.State.RECOGNISED
    review.decision_number, review.decision_on = decision_number, decision_on
    review.recognised_at, review.recognised_by = timezone.now(), by
    review.save()
    audit.record(
        Act.REVIEW_RECOGNISED,
        by=by,
        place=review.commune,
        target=review,
        summary=f"Rà soát năm {review.year}: Quyết định số {decision_number} ngày {short_date(decision_on)}",
        forms=review.assessments.count(),
        households_without_form=policies.not_reviewed(review).count(),
    )
    return review


def lock(review: Review) -> Review:
    """The review as it is now. Whoever writes forms and whoever recognises the result take turns here."""
    locked = Review.objects.select_for_update(of=("self",), no_key=True)
    return locked.select_related("commune").get(pk=review.pk)


def lock_running(commune: Locality) -> list[Review]:
    """All reviews of a commune that are not recognised, for whoever changes what several of them count."""
    locked = Review.objects.select_for_update(of=("self",), no_key=True).order_by("pk")
    return list(locked.filter(commune=commune).running())
