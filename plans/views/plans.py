"""The plans of a place; one plan and its way through the offices."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.access import requires
from accounts.held import typed
from accounts.refusals import Refused, refusal
from accounts.roles import Permission
from households.models import Review
from localities.models import Level, Locality
from localities.scope import subtree
from plans import actions, outlines, policies
from plans.dossier import Dossier, dossier_of
from plans.forms import CreateForm, ReturnForm
from plans.models import Plan
from plans.presenters.listing import CommunePlansPage, CommunesPlansPage
from plans.presenters.overview import PlanPage, Rights
from plans.views.finding import READ, READ_AND_WRITE, find


@requires(Permission.PLAN_VIEW)
@require_http_methods(READ)
def listing(request: HttpRequest, place: Locality, year: int) -> HttpResponse:
    """The plans of a commune; of a higher place, its communes and the state of each."""
    found = Plan.objects.in_scope(request.scope).filter(subtree(place.path, "place"), year=year)
    plans = list(found.select_related("place").order_by("place__path", "pk"))
    if place.is_commune or place.is_hamlet:
        own = CommunePlansPage(place, year, plans, *_creating(request, place, year))
        return render(request, "plans/commune.html", {"page": own})
    communes = Locality.objects.in_scope(request.scope).under(place).filter(level=Level.COMMUNE).existing_in(year)
    wanted = request.GET.get("trang_thai", "")
    page = CommunesPlansPage(place, year, list(communes.order_by("path")), plans, wanted)
    return render(request, "plans/communes.html", {"page": page})


@requires(Permission.PLAN_EDIT)
@require_http_methods(READ_AND_WRITE)
def create(request: HttpRequest, place: Locality, year: int) -> HttpResponse:
    """Choose an outline and the review that the figures come from."""
    request.section = "plans"
    reviews = Review.objects.in_scope(request.scope).filter(commune=place, year=year - 1).annual()
    form = CreateForm(typed(request), reviews=reviews)
    if request.method == "POST" and form.is_valid() and (plan := _created(request, place, year, form)):
        return redirect("plan", plan.key)
    refused = refusal(policies.check_can_create, place, year, None, reviews.first())
    context = {"form": form, "place": place, "year": year, "refused": refused, "outlines": outlines.OUTLINES}
    return render(request, "plans/create.html", context)


@requires(Permission.PLAN_VIEW)
@require_http_methods(READ)
def plan(request: HttpRequest, key: str) -> HttpResponse:
    """The overview of one plan."""
    dossier = dossier_of(find(request, key))
    return render(request, "plans/plan.html", {"page": _page(request, dossier)})


@requires(Permission.PLAN_EDIT)
@require_http_methods(READ_AND_WRITE)
def submit(request: HttpRequest, key: str) -> HttpResponse:
    """The button “Trình”."""
    return _act(request, key, actions.submit, "Đã trình kế hoạch.")


@requires(Permission.PLAN_APPROVE)
@require_http_methods(READ_AND_WRITE)
def approve(request: HttpRequest, key: str) -> HttpResponse:
    """The button “Duyệt”."""
    return _act(request, key, actions.approve, "Đã duyệt kế hoạch.")


@requires(Permission.PLAN_RETURN)
@require_http_methods(READ_AND_WRITE)
def return_(request: HttpRequest, key: str) -> HttpResponse:
    """A comment, and the plan goes back to its authors."""
    found = find(request, key)
    form = ReturnForm(typed(request))
    if request.method == "POST" and form.is_valid():
        return _act(request, key, actions.return_, "Đã trả lại kế hoạch.", comment=form.cleaned_data["comment"])
    context = {"form": form, "plan": found, "refused": refusal(policies.check_can_return, found)}
    return render(request, "plans/return.html", context)


def _act(request: HttpRequest, key: str, act: Callable[..., Plan], done: str, **more: str) -> HttpResponse:
    """Do it and go back to the plan. A GET (the way back from the sign-in page) only goes back."""
    found = find(request, key)
    if request.method == "POST":
        try:
            act(plan=found, by=request.user, **more)
        except Refused as reason:
            messages.error(request, str(reason))
        else:
            messages.success(request, done)
    return redirect("plan", key)


def _created(request: HttpRequest, place: Locality, year: int, form: CreateForm) -> Plan | None:
    outline = outlines.get(form.cleaned_data["outline"])
    review = form.cleaned_data["base_review"]
    try:
        plan = actions.create_plan(place=place, year=year, outline=outline, base_review=review, by=request.user)
    except Refused as reason:
        form.add_error(None, str(reason))
        return None
    messages.success(request, "Đã lập kế hoạch từ dàn ý. Hãy xem lại từng mục, giao chỉ tiêu rồi trình.")
    return plan


def _creating(request: HttpRequest, place: Locality, year: int) -> tuple[bool, str]:
    """Whether this person may start a plan here, and why not now."""
    if not place.is_commune or not request.user.may(Permission.PLAN_EDIT, place):
        return False, ""
    review = Review.objects.in_scope(request.scope).filter(commune=place, year=year - 1).annual().first()
    return True, refusal(policies.check_can_create, place, year, None, review)


def _page(request: HttpRequest, dossier: Dossier) -> PlanPage:
    user, found = request.user, dossier.plan
    rights = Rights(
        edit=user.may(Permission.PLAN_EDIT, found.place),
        return_=user.may(Permission.PLAN_RETURN, found.place),
        approve=user.may(Permission.PLAN_APPROVE, found.place),
        issue=user.may(Permission.PLAN_ISSUE, found.place),
    )
    return PlanPage(
        dossier,
        rights,
        policies.gaps(dossier),
        cannot_submit=refusal(policies.check_can_submit, dossier),
        cannot_return=refusal(policies.check_can_return, found),
        cannot_approve=refusal(policies.check_can_approve, dossier, user),
    )
