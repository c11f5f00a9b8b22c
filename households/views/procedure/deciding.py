"""The decision that recognises the result, and the closing."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from accounts import held
from accounts.access import requires
from accounts.roles import Permission
from households import actions
from households.forms import RecogniseForm
from households.forms.procedure import NothingForm
from households.presenters.procedure import about
from households.presenters.procedure.acts import act_page
from households.procedure.words import opinion_words
from households.views.procedure.acting import course_at, perform
from localities.models import Locality


@requires(Permission.REVIEW_RECOGNISE)
@require_http_methods(["GET", "POST"])
def recognise(request: HttpRequest, place: Locality, year: int, month: int = 0) -> HttpResponse:
    """Record the decision that recognises the result."""
    course = course_at(request, place, year, month)
    page = act_page(
        course,
        "recognise",
        RecogniseForm(held.typed(request)),
        anchor="#cong-nhan",
        about=about.RECOGNISE,
        rules=[opinion_words(course)],
    )
    done = "Đã ghi quyết định; kết quả rà soát được công nhận."
    return perform(request, page, partial(actions.recognise_review, review=course.review), done)


@requires(Permission.REVIEW_RECOGNISE)
@require_http_methods(["GET", "POST"])
def close(request: HttpRequest, place: Locality, year: int, month: int = 0) -> HttpResponse:
    """Close a recognised review."""
    course = course_at(request, place, year, month)
    form = NothingForm(held.typed(request))
    page = act_page(course, "close", form, anchor="#cong-nhan", about=about.CLOSE)
    return perform(request, page, partial(actions.close_review, review=course.review), "Đã khép lại đợt rà soát.")
