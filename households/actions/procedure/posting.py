"""The list posted in public, and the result sent to the level above."""

from datetime import date

from django.db import transaction

from accounts.models import User
from households.actions.procedure.steps import move
from households.actions.reviews import lock
from households.models import Review
from households.procedure import checks
from households.procedure.course import course_of

State = Review.State


@transaction.atomic
def post(*, review: Review, posted_on: date, posted_until: date, places: str, by: User) -> Review:
    """Post the result in public from a day to the end of another."""
    review = lock(review)
    typed = (posted_on, posted_until)
    if review.state == State.POSTED and (review.posted_on, review.posted_until) == typed:
        return review
    course = course_of(review)
    checks.check(course, "post")
    checks.check_posting(course, posted_on, posted_until)
    checks.check_text(places, "Hãy ghi nơi niêm yết, ví dụ: nhà văn hóa các thôn, trụ sở UBND xã.")
    review.posted_on, review.posted_until = typed
    review.posted_at_places = places
    return move(
        review,
        "post",
        State.POSTED,
        by=by,
        on=posted_on,
        comment=places,
        posted_on=f"{posted_on}",
        posted_until=f"{posted_until}",
    )


@transaction.atomic
def submit(*, review: Review, report_number: str, submitted_on: date, by: User) -> Review:
    """Send the result to the level above for its opinion; each time is a round of its own."""
    review = lock(review)
    typed = (report_number.strip(), submitted_on)
    if review.state == State.SUBMITTED and (review.report_number, review.submitted_on) == typed:
        return review
    course = course_of(review)
    checks.check(course, "submit")
    checks.check_submission(course, submitted_on)
    checks.check_filled(report_number, "Hãy ghi số báo cáo, tờ trình gửi cấp trên.")
    review.report_number, review.submitted_on = typed
    review.opinion_number, review.opinion_on = "", None
    review.round += 1
    return move(
        review,
        "submit",
        State.SUBMITTED,
        by=by,
        on=submitted_on,
        report_number=review.report_number,
        round=review.round,
    )
