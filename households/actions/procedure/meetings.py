"""The residents' meetings of the village units, and the way back to the survey."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from accounts.audit import Act
from accounts.models import User
from accounts.refusals import Refused
from households.actions.procedure.steps import move, record
from households.actions.reviews import lock
from households.models import Review, VillageMeeting
from households.procedure import checks
from households.procedure.course import course_of
from households.procedure.moves import FAILED_MEETING, check_state
from localities.formats import short_date
from localities.models import Locality

State = Review.State


@transaction.atomic
def begin_meetings(*, review: Review, by: User, rest_confirmed: bool = False) -> Review:
    """All forms are finished; from now on the village units meet. `rest_confirmed`: the households of the list that
    have no form need none, the officer says."""
    review = lock(review)
    if review.state == State.MEETING:
        return review
    checks.check(course_of(review), "begin_meetings")
    checks.check_rest_is_confirmed(review, rest_confirmed)
    return move(review, "begin_meetings", State.MEETING, by=by, rest_confirmed=rest_confirmed)


@transaction.atomic
def record_meeting(
    *,
    review: Review,
    hamlet: Locality,
    held_on: date,
    chair: str,
    secretary: str,
    present: int,
    agreeing: int,
    by: User,
    representative: str = "",
    remarks: str = "",
    uid: UUID | None = None,
) -> VillageMeeting:
    """Write down the meeting of a village unit. With too few agreeing the unit goes back to the survey; what other
    units agreed on stays."""
    review = lock(review)
    if known := _known(review, hamlet, uid, held_on, present, agreeing):
        return known
    course = course_of(review)
    unit = checks.check_can_meet(course, course.unit(hamlet))
    checks.check_meeting(course, unit, held_on, present, agreeing)
    meeting = VillageMeeting.objects.create(
        uid=uid or uuid4(),
        review=review,
        hamlet=hamlet,
        held_on=held_on,
        chair=chair,
        secretary=secretary,
        representative=representative,
        present=present,
        agreeing=agreeing,
        needed_percent=course.number("meeting_min_percent", held_on),
        remarks=remarks,
        recorded_at=timezone.now(),
        recorded_by=by,
    )
    said = f"{hamlet.full_name} họp ngày {short_date(held_on)}, {agreeing}/{present} người đồng ý"
    record(review, Act.MEETING_RECORDED, by=by, what=said, hamlet=hamlet.key, present=present, agreeing=agreeing)
    if not meeting.has_agreed and review.state == State.MEETING:
        move(review, FAILED_MEETING, State.SURVEYING, by=by, on=held_on, comment=said, hamlet=hamlet.key)
    return meeting


@transaction.atomic
def annul_meeting(*, meeting: VillageMeeting, reason: str, by: User) -> VillageMeeting:
    """A meeting counts no longer: its unit is surveyed again and meets again."""
    review = lock(meeting.review)
    meeting = VillageMeeting.objects.select_for_update(of=("self",), no_key=True).get(pk=meeting.pk)
    if meeting.annulled_at:
        return meeting
    check_state(review, "annul_meeting")
    checks.check_text(reason, "Hãy ghi lý do thôi tính cuộc họp; lý do được lưu trong nhật ký.")
    counted = meeting.counts
    meeting.annulled_at, meeting.annulled_by, meeting.annul_reason = timezone.now(), by, reason
    meeting.save()
    said = f"thôi tính cuộc họp ngày {short_date(meeting.held_on)} của {meeting.hamlet.full_name}: {reason.strip()}"
    record(review, Act.MEETING_ANNULLED, by=by, what=said, hamlet=meeting.hamlet.key, reason=reason.strip())
    if counted and review.state == State.MEETING:
        move(review, "annul_meeting", State.SURVEYING, by=by, comment=said, hamlet=meeting.hamlet.key)
    return meeting


@transaction.atomic
def reopen_survey(*, review: Review, reason: str, by: User) -> Review:
    """Back to the survey, also where the level above orders it on paper or a mistake is found before the decision. The
    posting and the opinion are worth nothing any more; meetings stand until their unit is reopened."""
    review = lock(review)
    if review.state == State.SURVEYING and _last_reason(review) == reason.strip():
        return review
    check_state(review, "reopen_survey")
    checks.check_text(reason, "Hãy ghi lý do mở lại rà soát; lý do được lưu trong nhật ký.")
    posting: dict[str, Any] = {
        "posted_on": f"{review.posted_on or ''}",
        "posted_until": f"{review.posted_until or ''}",
        "posted_at_places": review.posted_at_places,
        "opinion_number": review.opinion_number,
        "opinion_on": f"{review.opinion_on or ''}",
    }
    review.posted_on = review.posted_until = None
    review.posted_at_places = review.opinion_number = ""
    review.opinion_on = None
    return move(review, "reopen_survey", State.SURVEYING, by=by, comment=reason.strip(), **posting)


def _known(
    review: Review, hamlet: Locality, uid: UUID | None, held_on: date, present: int, agreeing: int
) -> VillageMeeting | None:
    """The meeting that was recorded already with this form, or as the last one of its unit with the same figures."""
    if uid is not None:
        found = VillageMeeting.objects.filter(uid=uid).first()
        if found and (found.review_id, found.hamlet_id) != (review.pk, hamlet.pk):
            raise Refused("Biên bản này đã được ghi cho thôn, tổ dân phố khác. Hãy mở lại trang ghi họp dân.")
        return found
    last = review.meetings.filter(hamlet=hamlet, annulled_at__isnull=True).order_by("-pk").first()
    same = last and (last.held_on, last.present, last.agreeing) == (held_on, present, agreeing)
    return last if same else None


def _last_reason(review: Review) -> str:
    last = review.steps.order_by("-pk").first()
    return last.comment if last and last.move == "reopen_survey" else ""
