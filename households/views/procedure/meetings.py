"""The residents' meetings, and the way back to the survey."""

from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods

from accounts import held
from accounts.access import requires
from accounts.refusals import refusal
from accounts.roles import Permission
from households import actions
from households.forms.procedure import BeginMeetingsForm, MeetingForm, ReasonForm
from households.lists import entries
from households.presenters.procedure import about
from households.presenters.procedure.acts import act_page
from households.procedure import checks
from households.procedure.words import rule_words
from households.views.procedure.acting import course_at, perform
from localities.models import Locality


@requires(Permission.REVIEW_MANAGE)
@require_http_methods(["GET", "POST"])
def begin(request: HttpRequest, place: Locality, year: int, month: int = 0) -> HttpResponse:
    """From the survey to the meetings."""
    course = course_at(request, place, year, month)
    form = BeginMeetingsForm(held.typed(request), without_form=entries.not_reviewed(course.review).count())
    page = act_page(course, "begin_meetings", form, anchor="#hop-dan", about=about.BEGIN_MEETINGS)
    return perform(request, page, partial(actions.begin_meetings, review=course.review), "Đã chuyển sang họp dân.")


@requires(Permission.REVIEW_MANAGE)
@require_http_methods(["GET", "POST"])
def record(request: HttpRequest, place: Locality, year: int, unit: str, month: int = 0) -> HttpResponse:
    """The minutes of one village unit's meeting."""
    course = course_at(request, place, year, month)
    hamlet = get_object_or_404(Locality.objects.in_scope(request.scope), key=unit, parent=place)
    form = MeetingForm(held.typed(request))
    met = course.unit(hamlet)
    page = act_page(
        course,
        "record_meeting",
        form,
        anchor="#hop-dan",
        facts=about.unit_facts(hamlet, met),
        rules=[rule_words(course, "meeting_min_percent", course.chain_day)],
        stopped="" if request.method == "POST" else refusal(checks.check_can_meet, course, met),
    )
    act = partial(actions.record_meeting, review=course.review, hamlet=hamlet)
    return perform(request, page, act, f"Đã ghi cuộc họp của {hamlet.full_name}.")


@requires(Permission.REVIEW_MANAGE)
@require_http_methods(["GET", "POST"])
def annul(request: HttpRequest, place: Locality, year: int, uid: UUID, month: int = 0) -> HttpResponse:
    """A meeting counts no longer."""
    course = course_at(request, place, year, month)
    meeting = get_object_or_404(course.review.meetings.select_related("hamlet", "review"), uid=uid)
    page = act_page(
        course,
        "annul_meeting",
        ReasonForm(held.typed(request)),
        anchor="#hop-dan",
        about=about.ANNUL_MEETING,
        facts=about.meeting_facts(meeting),
        kind="danger",
    )
    return perform(request, page, partial(actions.annul_meeting, meeting=meeting), "Cuộc họp thôi được tính.")


@requires(Permission.REVIEW_MANAGE)
@require_http_methods(["GET", "POST"])
def reopen(request: HttpRequest, place: Locality, year: int, month: int = 0) -> HttpResponse:
    """Back to the survey."""
    course = course_at(request, place, year, month)
    form = ReasonForm(held.typed(request))
    page = act_page(course, "reopen_survey", form, about=about.REOPEN_SURVEY, kind="danger")
    return perform(request, page, partial(actions.reopen_survey, review=course.review), "Đã mở lại rà soát.")
