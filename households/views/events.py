"""Events of households: the register of a place, the life of one household, recording one, undoing one."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts import held
from accounts.access import requires
from accounts.models import User
from accounts.refusals import Refused, refusal
from accounts.roles import Permission
from households import actions
from households.entry.conflicts import Conflict
from households.events import policies, register
from households.events.recording import Occurrence
from households.events.rules import Kind
from households.forms.event_kinds import FORMS, NewcomerForm
from households.forms.events import EventFilter, EventForm, UndoForm
from households.models import Household, HouseholdEvent
from households.presenters.event_forms import EventFormPage, Picking, UndoPage, picking_commune, picking_household
from households.presenters.events import SLUGS, EventsPage, HouseholdEventsPage, may_undo
from households.register.duplicates import Duplicate, same_numbers
from households.views.households import household_of
from localities.models import Locality

PER_PAGE = 50
ADD_ANYWAY = "van_them"
RECORDERS = {
    Kind.BIRTH: actions.record_birth,
    Kind.DEATH: actions.record_death,
    Kind.JOINS: actions.record_joining,
    Kind.LEAVES: actions.record_leaving,
    Kind.HEAD_CHANGE: actions.change_head,
    Kind.MOVES: actions.move_household,
    Kind.MOVES_OUT: actions.move_household_out,
    Kind.SPLITS: actions.split_household,
    Kind.MERGES: actions.merge_households,
}


@requires(Permission.HOUSEHOLD_VIEW)
def events(request: HttpRequest, place: Locality, year: int) -> HttpResponse:
    """The register of events of a place, the newest first."""
    request.section = "households"
    form = EventFilter(request.GET)
    form.full_clean()
    found = register.events_at(
        request.scope, place, kind=form.value("loai") or "", first=form.value("tu"), last=form.value("den")
    )
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("trang"))
    return render(request, "households/events/events.html", {"page": EventsPage(request, place, year, form, page)})


@requires(Permission.HOUSEHOLD_VIEW)
@never_cache
def household_events(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The life of one household, and what may be recorded of it."""
    found = household_of(request, uid)
    grounds = request.user.scope_for(Permission.HOUSEHOLD_EDIT)
    page = HouseholdEventsPage(
        household=found,
        place=request.place,
        year=request.year,
        user=request.user,
        members=list(found.members.all()),
        events=list(register.events_of(found)),
        hamlets=register.hamlets_at(grounds, found.commune, found.commune.day_within(timezone.localdate())).count(),
    )
    return render(request, "households/events/household.html", {"page": page})


@requires(Permission.HOUSEHOLD_EDIT)
@require_http_methods(["GET", "POST"])
@never_cache
def record(request: HttpRequest, uid: UUID, kind: str) -> HttpResponse:
    """One event of one household."""
    found = household_of(request, uid)
    form_class = next((each for each in FORMS if each.kind == SLUGS.get(kind)), None)
    if form_class is None:
        raise Http404
    data, picking = held.typed(request), _picking(request, form_class.kind, found)
    form = _form(request, form_class, found, data, picking)
    if request.method != "POST" or not form.is_valid():
        return _record_page(request, form, picking)
    if ADD_ANYWAY not in request.POST and (duplicates := _duplicates(request, form)):
        return _record_page(request, form, picking, duplicates=duplicates)
    try:
        event = RECORDERS[form.kind](occurrence=_occurrence(form), by=request.user, **form.values())
    except Conflict as conflict:
        again = _form(request, form_class, found, _on_the_new_version(request, found), picking)
        return _record_page(request, again, picking, refused=str(conflict), status=409)
    except Refused as reason:
        return _record_page(request, form, picking, refused=str(reason))
    messages.success(request, f"Đã ghi: {event.summary}")
    return _to_events(request, event.household)


def _form(
    request: HttpRequest, form_class: type[EventForm], household: Household, data: Any, picking: Picking | None
) -> EventForm:
    hamlets = register.hamlets_at(request.scope, household.commune, household.commune.day_within(timezone.localdate()))
    people: dict[str, Any] = {"household": household, "members": list(household.members.all()), "hamlets": hamlets}
    if picking:
        people["picked"] = picking.target
    return form_class(data, whom=request.GET.get("nguoi", ""), **people)


def _picking(request: HttpRequest, kind: Kind, household: Household) -> Picking | None:
    """The search for where a household goes, with what was picked."""
    query, picked = request.GET.get("tim", "").strip()[:120], request.GET.get("den", "")
    if kind == Kind.MOVES_OUT:
        target = register.commune_by_key(picked, household.commune) if picked else None
        found = [] if target else register.communes_named(query, household.commune)
        return picking_commune(request, household, query, target, found)
    if kind == Kind.MERGES:
        possible = register.mergeable(request.scope, household).select_related("hamlet")
        into = possible.filter(code=picked).first() if picked else None
        return picking_household(
            request, household, query, into, [] if into else register.households_named(request.scope, query, household)
        )
    return None


def _occurrence(form: EventForm) -> Occurrence:
    values = form.cleaned_data
    return Occurrence(
        uid=values["uid"],
        household=form.household,
        base_version=values["version"] or 0,
        happened_on=values["happened_on"],
        reason=values["reason"],
    )


def _on_the_new_version(request: HttpRequest, household: Household) -> Any:
    """What was typed, now resting on the household as it is: sent again, it is recorded knowingly."""
    household.refresh_from_db()
    data = request.POST.copy()
    data["version"] = str(household.version)
    return data


def _duplicates(request: HttpRequest, form: EventForm) -> list[Duplicate]:
    """Whether somebody with the number of the newcomer is written down elsewhere."""
    if not isinstance(form, NewcomerForm) or policies.is_recorded(form.cleaned_data["uid"]):
        return []
    values = form.values()
    newcomer = values.get("child") or values["person"]
    return same_numbers([newcomer], scope=request.scope, besides=form.household)


def _record_page(
    request: HttpRequest, form: EventForm, picking: Picking | None, status: int = 200, **how: Any
) -> HttpResponse:
    not_now = refusal(policies.check_in_register, form.household) if not form.is_bound else ""
    how.setdefault("refused", not_now)
    page = EventFormPage(
        form=form, household=form.household, place=request.place, year=request.year, picking=picking, **how
    )
    return render(request, "households/events/record.html", {"page": page, "form": form}, status=status)


@requires(Permission.HOUSEHOLD_EDIT)
@require_http_methods(["GET", "POST"])
@never_cache
def undo(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Take an event back, with the reason."""
    found = HouseholdEvent.objects.in_scope(request.scope).select_related(
        "household", "other__hamlet", "hamlet", "commune", "recorded_by"
    )
    event = get_object_or_404(found, uid=uid)
    if event.household.deleted_at:
        raise Http404
    household_of(request, event.household.uid)
    if not may_undo(event, request.user):
        raise PermissionDenied
    form = UndoForm(held.typed(request))
    refused = "" if request.method == "POST" else refusal(policies.check_can_undo, event)
    if request.method == "POST" and form.is_valid() and not (refused := _undo(event, form, request.user)):
        messages.success(request, f"Đã hủy biến động: {event.summary}")
        return _after_undoing(request, event)
    page = UndoPage(event=event, place=request.place, year=request.year, not_possible=refused)
    return render(request, "households/events/undo.html", {"page": page, "form": form})


def _undo(event: HouseholdEvent, form: UndoForm, by: User) -> str:
    """The sentence of the refusal, or nothing when it is undone."""
    try:
        actions.undo_event(event=event, reason=form.cleaned_data["reason"], by=by)
    except Refused as reason:
        return str(reason)
    return ""


def _after_undoing(request: HttpRequest, event: HouseholdEvent) -> HttpResponse:
    """To the household, or to where its arrival is accepted, for a household that is in the register no more."""
    if event.kind == Kind.ARRIVES:
        return redirect("arrivals", event.commune.key, request.year)
    return _to_events(request, event.household)


def _to_events(request: HttpRequest, household: Household) -> HttpResponse:
    response = redirect("household_events", household.uid)
    response["Location"] += f"?nam={request.year}"
    return response
