"""The public posting, complaints about it, and the submission to the level above."""

from datetime import date
from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts import held
from accounts.access import requires
from accounts.roles import Permission
from households import actions
from households.forms.procedure import ComplaintAnswerForm, ComplaintForm, PostingForm, SubmitForm
from households.models import Household
from households.presenters.procedure import about
from households.presenters.procedure.acts import act_page
from households.procedure.course import Course, class_now
from households.procedure.words import earliest_end, opinion_words, rule_words
from households.views.procedure.acting import course_at, perform
from localities.models import Locality

# Papers of a review that ended longer ago bear other days than today.
RECENT_DAYS = 60


@requires(Permission.REVIEW_MANAGE)
@require_http_methods(["GET", "POST"])
def post(request: HttpRequest, place: Locality, year: int, month: int = 0) -> HttpResponse:
    """The posting of the list."""
    course = course_at(request, place, year, month)
    first = _today(course)
    needed = course.number("posting_working_days", course.chain_day)
    days = {"posted_on": first, "posted_until": earliest_end(first, needed)} if first else {}
    page = act_page(
        course,
        "post",
        PostingForm(held.typed(request), initial=days),
        anchor="#niem-yet",
        about=about.POST,
        rules=[rule_words(course, "posting_working_days", course.chain_day)],
    )
    return perform(request, page, partial(actions.post, review=course.review), "Đã ghi niêm yết công khai.")


@requires(Permission.REVIEW_MANAGE)
@require_http_methods(["GET", "POST"])
def complain(request: HttpRequest, place: Locality, year: int, month: int = 0) -> HttpResponse:
    """A complaint about one household. `?ho=` chooses the household."""
    course = course_at(request, place, year, month)
    households = Household.objects.in_scope(request.scope).filter(commune=place).select_related("hamlet")
    initial = {"household": request.GET.get("ho"), "received_on": _today(course)}
    form = ComplaintForm(held.typed(request), initial=initial, households=households.order_by("sort_key", "pk"))
    rules = [rule_words(course, "recheck_working_days", course.chain_day)]
    page = act_page(course, "add_complaint", form, anchor="#khieu-nai", rules=rules)
    return perform(request, page, partial(actions.add_complaint, review=course.review), "Đã ghi khiếu nại.")


@requires(Permission.REVIEW_MANAGE)
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, place: Locality, year: int, uid: UUID, month: int = 0) -> HttpResponse:
    """The re-check of a complaint, and its answer."""
    course = course_at(request, place, year, month)
    complaint = get_object_or_404(course.review.complaints.select_related("household__hamlet", "review"), uid=uid)
    now = class_now(course.review, complaint.household)
    has_form = course.review.assessments.filter(household=complaint.household).exists()
    form = ComplaintAnswerForm(held.typed(request), has_form=has_form, initial={"class_found": now})
    page = act_page(
        course,
        "answer_complaint",
        form,
        anchor="#khieu-nai",
        facts=about.complaint_facts(course, complaint, now),
        rules=[rule_words(course, "recheck_working_days", complaint.received_on)],
        links=form_links(course, complaint.household),
        stopped="" if complaint.is_open else "Khiếu nại này đã được trả lời.",
    )
    return perform(request, page, partial(actions.answer_complaint, complaint=complaint), "Đã ghi trả lời khiếu nại.")


@requires(Permission.REVIEW_MANAGE)
@require_http_methods(["GET", "POST"])
def submit(request: HttpRequest, place: Locality, year: int, month: int = 0) -> HttpResponse:
    """The submission to the level above."""
    course = course_at(request, place, year, month)
    form = SubmitForm(held.typed(request), initial={"submitted_on": _today(course)})
    page = act_page(course, "submit", form, anchor="#trinh", about=about.SUBMIT, rules=[opinion_words(course)])
    return perform(request, page, partial(actions.submit, review=course.review), "Đã trình kết quả rà soát.")


def form_links(course: Course, household: Household) -> list[tuple[str, str]]:
    """The form of the household, where it is opened again, corrected and completed."""
    url = reverse("assessment_entry", args=[*course.review.url_args, household.uid])
    return [("Mở phiếu của hộ", url), ("Trang của hộ", household.get_absolute_url())]


def _today(course: Course) -> date | None:
    """The day offered in an empty form; none in a review of long ago."""
    return course.today if (course.today - course.review.ends_on).days < RECENT_DAYS else None
