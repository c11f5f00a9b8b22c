"""The parts of a plan that are saved as a whole: front, duties, ending, targets."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.access import requires
from accounts.held import typed
from accounts.refusals import refusal
from accounts.roles import Permission
from plans import actions, policies
from plans.dossier import dossier_of
from plans.drafts import Duties, Ending, Front, Targets
from plans.forms import DutiesForms, EndingForms, FrontForms, TargetsForm
from plans.models import Plan
from plans.presenters.editing import PartPage, TargetsPage
from plans.views.finding import READ_AND_WRITE, Outcome, attempt, find, on_top_of


@dataclass(frozen=True)
class Desk:
    """One part: where it stands, what is stored of it, how it is typed, how it is saved."""

    url: str
    template: str
    stored: Callable[[Plan], Any]
    forms: Callable[[Any, Any], Any]
    save: Callable[..., Plan]
    argument: str
    known: Callable[[Plan], Sequence[str]] = lambda plan: ()


FRONT = Desk("plan_bases", "plans/bases.html", Front.of, FrontForms, actions.save_front, "front")
DUTIES = Desk(
    "plan_duties",
    "plans/duties.html",
    Duties.of,
    DutiesForms,
    actions.save_duties,
    "duties",
    known=lambda plan: [unit.name for unit in plan.place.units.all()],
)
ENDING = Desk("plan_ending", "plans/ending.html", Ending.of, EndingForms, actions.save_ending, "ending")


@requires(Permission.PLAN_EDIT)
@require_http_methods(READ_AND_WRITE)
def bases(request: HttpRequest, key: str) -> HttpResponse:
    """Subject, legal bases, opening words."""
    return _edit(request, key, FRONT)


@requires(Permission.PLAN_EDIT)
@require_http_methods(READ_AND_WRITE)
def duties(request: HttpRequest, key: str) -> HttpResponse:
    """Units and what they are asked to do."""
    return _edit(request, key, DUTIES)


@requires(Permission.PLAN_EDIT)
@require_http_methods(READ_AND_WRITE)
def ending(request: HttpRequest, key: str) -> HttpResponse:
    """Closing words, recipients, signature, archive."""
    return _edit(request, key, ENDING)


@requires(Permission.PLAN_EDIT)
@require_http_methods(READ_AND_WRITE)
def targets(request: HttpRequest, key: str) -> HttpResponse:
    """How many households of each village unit shall exit."""
    plan, data, outcome = find(request, key), typed(request), Outcome()
    dossier, stored = dossier_of(plan), Targets.of(plan)
    form = TargetsForm(data, table=dossier.targets, targets=stored)
    if request.method == "POST" and form.is_valid():
        save = partial(actions.save_targets, plan=plan, targets=form.typed(), by=request.user)
        outcome = attempt(partial(save, seen=form.cleaned_data["seen"]))
        if outcome.done:
            return _saved(request, "plan_targets", key)
        form = TargetsForm(on_top_of(data, "seen", outcome), table=dossier.targets, targets=stored)
    refused = outcome.refused or refusal(policies.check_can_edit, plan)
    kept = form.is_bound and request.method != "POST"
    page = TargetsPage(dossier=dossier, form=form, refused=refused, conflict=outcome.conflict, kept=kept)
    return render(request, "plans/targets.html", {"page": page})


def _edit(request: HttpRequest, key: str, desk: Desk) -> HttpResponse:
    plan, data, outcome = find(request, key), typed(request), Outcome()
    forms = desk.forms(data, desk.stored(plan))
    if request.method == "POST" and forms.is_valid():
        part = {desk.argument: forms.typed()}
        outcome = attempt(partial(desk.save, plan=plan, by=request.user, seen=forms.seen, **part))
        if outcome.done:
            return _saved(request, desk.url, key)
        forms = desk.forms(on_top_of(data, "seen", outcome), desk.stored(plan))
    page = PartPage(
        dossier=dossier_of(plan),
        forms=forms,
        known=desk.known(plan),
        refused=outcome.refused or refusal(policies.check_can_edit, plan),
        conflict=outcome.conflict,
        kept=data is not None and request.method != "POST",
    )
    return render(request, desk.template, {"page": page})


def _saved(request: HttpRequest, url: str, key: str) -> HttpResponse:
    messages.success(request, "Đã lưu.")
    return redirect(url, key)
