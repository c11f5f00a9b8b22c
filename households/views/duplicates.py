"""Households that look like one another: worked off pair by pair."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts import held
from accounts.access import requires
from accounts.refusals import Refused
from accounts.roles import Permission
from households import actions
from households.forms.register import DecideForm
from households.models import DuplicateDecision, Household
from households.presenters.duplicates import DECIDED, REOPEN, WAITING, DecidePage, DuplicatesPage
from households.register.duplicates import decisions_at, pairs_at
from localities.models import Locality

PER_PAGE = 20  # both households stand side by side with their people, so a row is tall


@requires(Permission.HOUSEHOLD_VIEW)
@never_cache
def duplicates(request: HttpRequest, place: Locality, year: int) -> HttpResponse:
    """The pairs of a place that wait for a decision, or those that have one."""
    request.section = "households"
    shown = DECIDED if request.GET.get("xem") == DECIDED else WAITING
    waiting = pairs_at(request.scope, place)
    decided = decisions_at(request.scope, place).select_related("decided_by").order_by("-decided_at", "-pk")
    pages = Paginator(decided if shown == DECIDED else waiting, PER_PAGE)
    rows = pages.get_page(request.GET.get("trang"))
    may_decide = bool(request.user.scope_for(Permission.HOUSEHOLD_DELETE))
    page = DuplicatesPage(place, year, rows, request.GET, len(waiting), decided.count(), shown, may_decide)
    return render(request, "households/duplicates.html", {"page": page})


@requires(Permission.HOUSEHOLD_DELETE)
@require_http_methods(["GET", "POST"])
@never_cache
def decide(request: HttpRequest, place: Locality, year: int, first: UUID, second: UUID) -> HttpResponse:
    """One pair side by side: decided, or its decision taken back."""
    request.section = "households"
    both = _both(request, place, first, second)
    if request.POST.get("lenh") == REOPEN:
        actions.reopen_duplicate(first=both[0], second=both[1], by=request.user)
        messages.success(request, "Đã bỏ kết luận; cặp hộ này chờ kết luận lại.")
        return redirect(request.path)
    form, refused = DecideForm(held.typed(request)), ""
    if request.method == "POST" and form.is_valid():
        try:
            decision = actions.decide_duplicate(first=both[0], second=both[1], by=request.user, **form.cleaned_data)
            return _after(request, decision)
        except Refused as reason:
            refused = str(reason)
    known = decisions_at(request.scope, place).filter(first__in=both, second__in=both).select_related("decided_by")
    page = DecidePage(place, year, *both, known.first(), form, refused)
    return render(request, "households/duplicate.html", {"page": page})


def _both(request: HttpRequest, place: Locality, *uids: UUID) -> tuple[Household, Household]:
    """The two households within the officer's ground at the place, the one with the lower key first."""
    there = Household.everyone.in_scope(request.scope).at(place).select_related("hamlet__parent", "commune")
    first, second = sorted((get_object_or_404(there, uid=uid) for uid in uids), key=lambda each: each.pk)
    return first, second


def _after(request: HttpRequest, decision: DuplicateDecision) -> HttpResponse:
    """Different households: on to the next pair. One household: here it can be merged or deleted."""
    messages.success(request, f"Đã ghi kết luận: {decision.get_verdict_display().lower()}.")
    if decision.verdict == DuplicateDecision.Verdict.SAME:
        return redirect(request.path)
    return redirect("duplicates", request.place.key, request.year)
