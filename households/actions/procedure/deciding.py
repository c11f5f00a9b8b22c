"""The decision that recognises the result, and the closing of the review."""

from datetime import date

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from accounts.audit import Act
from accounts.models import User
from households import movements
from households.actions.procedure.steps import move
from households.actions.reviews import lock
from households.lists import entries
from households.models import Review
from households.procedure import checks
from households.procedure.course import course_of
from localities.formats import short_date

State = Review.State


@transaction.atomic
def recognise_review(*, review: Review, decision_number: str, decision_on: date, by: User) -> Review:
    """Record the decision that recognises the result; from then on its forms are closed for good.

    The same decision recorded twice is one decision.
    """
    review = lock(review)
    decision_number = decision_number.strip()
    if review.is_recognised and (review.decision_number, review.decision_on) == (decision_number, decision_on):
        return review
    course = course_of(review)
    checks.check_not_recognised(review)
    movements.settle_all(review)
    checks.check(course, "recognise")
    checks.check_decision(course, decision_number, decision_on)
    review.decision_number, review.decision_on = decision_number, decision_on
    review.recognised_at, review.recognised_by = timezone.now(), by
    review.recognised_totals = totals(review)
    review = move(
        review,
        "recognise",
        State.RECOGNISED,
        by=by,
        on=decision_on,
        comment=f"Quyết định số {decision_number} ngày {short_date(decision_on)}",
        act=Act.REVIEW_RECOGNISED,
        decision_number=decision_number,
        decision_on=f"{decision_on}",
        forms=review.assessments.count(),
        households_without_form=entries.not_reviewed(review).count(),
    )
    movements.follow(review)
    return review


@transaction.atomic
def close_review(*, review: Review, by: User) -> Review:
    """Close a recognised review: its papers are filed."""
    review = lock(review)
    if review.state == State.CLOSED:
        return review
    checks.check(course_of(review), "close")
    review.closed_at, review.closed_by = timezone.now(), by
    return move(review, "close", State.CLOSED, by=by)


def totals(review: Review) -> dict[str, dict[str, int]]:
    """Households and persons of each class, as the decision recognises them."""
    rows = review.figures.order_by().values("household_class")
    summed = rows.annotate(all_households=Sum("households"), all_persons=Sum("persons"))
    return {
        row["household_class"]: {"households": row["all_households"], "persons": row["all_persons"]} for row in summed
    }
