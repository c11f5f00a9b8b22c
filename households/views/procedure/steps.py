"""The path of a review, and the rules it follows."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts import held
from accounts.access import requires
from accounts.refusals import Refused
from accounts.roles import Permission
from households import actions
from households.forms.procedure import RuleForm
from households.lists.listing import reviews_at
from households.presenters.procedure.rules import RulePage, RulesPage
from households.presenters.procedure.steps import StepsPage
from households.procedure import settings
from households.procedure.course import classes_now, course_of
from households.views.reviews import to_reviews
from localities.models import Locality


@requires(Permission.HOUSEHOLD_VIEW)
def steps(request: HttpRequest, place: Locality, year: int, month: int = 0) -> HttpResponse:
    """Each step of the review: done, under way or to come."""
    request.section = "reviews"
    found = reviews_at(request.scope, place, year, month) if place.is_commune or place.is_hamlet else []
    if not found:
        return to_reviews(request, place, year, month)
    course = course_of(found[0])
    cases = [*course.complaints, *course.send_backs]
    page = StepsPage(
        place=place,
        course=course,
        user=request.user,
        scope=request.scope,
        diary=list(course.review.steps.select_related("made_by")),
        classes=classes_now(course.review, [case.household for case in cases]),
    )
    return render(request, "households/procedure/steps.html", {"page": page})


@requires(Permission.FIGURES_VIEW)
def rules(request: HttpRequest, place: Locality, year: int) -> HttpResponse:
    """Every rule of the procedure with its value, source and certainty."""
    request.section = "reviews"
    page = RulesPage(
        place=place,
        year=year,
        today=timezone.localdate(),
        rules=settings.Rules.at(place),
        may_edit=request.user.may(Permission.PROCEDURE_EDIT, place),
    )
    return render(request, "households/procedure/rules.html", {"page": page})


@requires(Permission.PROCEDURE_EDIT)
@require_http_methods(["GET", "POST"])
def set_rule(request: HttpRequest, place: Locality, year: int, code: str) -> HttpResponse:
    """Another value for one rule, from a day on."""
    request.section = "reviews"
    rule = settings.find(code)
    if rule is None:
        raise Http404
    today = timezone.localdate()
    form = RuleForm(held.typed(request), rule=rule, present=settings.value(code, place, today))
    refused = _set(request, place, code, form) if request.method == "POST" else ""
    if refused is None:
        messages.success(request, f"Đã đặt “{rule.label}” cho {place.full_name}.")
        return redirect("procedure_settings", place.key, year)
    page = RulePage(place, year, rule, form, refused, settings.Rules.at(place, codes=(code,)))
    return render(request, "households/procedure/rule.html", {"page": page, "form": form})


def _set(request: HttpRequest, place: Locality, code: str, form: RuleForm) -> str | None:
    """The sentence of the refusal, "" where the form itself is wrong; None when the value is set."""
    if not form.is_valid():
        return ""
    try:
        actions.set_rule(place=place, code=code, **form.cleaned_data, by=request.user)
    except Refused as reason:
        return str(reason)
    return None
