"""The sections of a plan: their list and the editor of one."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.access import requires
from accounts.held import typed
from accounts.refusals import Refused, refusal
from accounts.roles import Permission
from plans import actions, policies
from plans.dossier import Dossier, dossier_of
from plans.forms import AddSectionForm, MoveForm, RenameForm, SectionForm
from plans.models import Plan, Section
from plans.presenters.editing import OutlinePage, SectionPage
from plans.structure import Move
from plans.views.finding import READ_AND_WRITE, Outcome, attempt, find, on_top_of


@requires(Permission.PLAN_EDIT)
@require_http_methods(READ_AND_WRITE)
def section(request: HttpRequest, key: str, uid: UUID) -> HttpResponse:
    """Write one section."""
    plan, data, outcome = find(request, key), typed(request), Outcome()
    form = SectionForm(data)
    if request.method == "POST" and form.is_valid():
        outcome = attempt(partial(actions.save_section, plan=plan, uid=uid, by=request.user, **form.cleaned_data))
        if outcome.done:
            messages.success(request, "Đã lưu.")
            return redirect("plan_section", key, uid)
        form = SectionForm(on_top_of(data, "version", outcome))
    page = _section_page(plan, uid, outcome, kept=form.is_bound and request.method != "POST")
    form = form if form.is_bound else SectionForm.of(page.part)
    return render(request, "plans/section.html", {"page": page, "form": form})


@requires(Permission.PLAN_EDIT)
@require_http_methods(READ_AND_WRITE)
def outline(request: HttpRequest, key: str) -> HttpResponse:
    """The list of sections, and a form for a new one."""
    plan = find(request, key)
    dossier = dossier_of(plan)
    form = AddSectionForm(typed(request), parts=dossier.sections)
    if request.method == "POST" and form.is_valid() and (made := _added(request, plan, form)):
        return redirect("plan_section", key, made.uid)
    return render(request, "plans/outline.html", {"page": _outline_page(dossier), "form": form})


@requires(Permission.PLAN_EDIT)
@require_http_methods(READ_AND_WRITE)
def move(request: HttpRequest, key: str, uid: UUID) -> HttpResponse:
    """Up, down, a level in or out."""
    plan, form = find(request, key), MoveForm(request.POST)
    if request.method == "POST" and form.is_valid():
        try:
            actions.move_section(plan=plan, uid=uid, move=Move(form.cleaned_data["move"]), by=request.user)
        except Refused as reason:
            messages.error(request, str(reason))
    return redirect("plan_outline", key)


@requires(Permission.PLAN_EDIT)
@require_http_methods(READ_AND_WRITE)
def rename(request: HttpRequest, key: str, uid: UUID) -> HttpResponse:
    """Another title."""
    plan, form = find(request, key), RenameForm(typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.rename_section(plan=plan, uid=uid, title=form.cleaned_data["title"], by=request.user)
        except Refused as reason:
            messages.error(request, str(reason))
        return redirect("plan_outline", key)
    page = _section_page(plan, uid)
    form = form if form.is_bound else RenameForm(initial={"title": page.part.title})
    return render(request, "plans/rename.html", {"page": page, "form": form})


@requires(Permission.PLAN_EDIT)
@require_http_methods(READ_AND_WRITE)
def drop(request: HttpRequest, key: str, uid: UUID) -> HttpResponse:
    """Ask once, showing what will go; then take the section out."""
    plan = find(request, key)
    if request.method != "POST":
        return render(request, "plans/drop.html", {"page": _section_page(plan, uid)})
    try:
        actions.drop_section(plan=plan, uid=uid, by=request.user)
    except Refused as reason:
        messages.error(request, str(reason))
    else:
        messages.success(request, "Đã bỏ mục.")
    return redirect("plan_outline", key)


def _added(request: HttpRequest, plan: Plan, form: AddSectionForm) -> Section | None:
    new = {"uid": form.cleaned_data["uid"], "title": form.cleaned_data["title"], **form.where()}
    try:
        made = actions.add_section(plan=plan, by=request.user, **new)
    except Refused as reason:
        form.add_error(None, str(reason))
        return None
    messages.success(request, f"Đã thêm mục “{made.title}”.")
    return made


def _section_page(plan: Plan, uid: UUID, outcome: Outcome | None = None, *, kept: bool = False) -> SectionPage:
    dossier = dossier_of(plan)
    part = dossier.part(uid)
    if part is None:
        raise Http404
    outcome = outcome or Outcome()
    refused = outcome.refused or refusal(policies.check_can_edit, plan)
    return SectionPage(dossier=dossier, part=part, refused=refused, conflict=outcome.conflict, kept=kept)


def _outline_page(dossier: Dossier) -> OutlinePage:
    return OutlinePage(dossier=dossier, refused=refusal(policies.check_can_edit, dossier.plan))
