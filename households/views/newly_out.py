"""Households newly out of poverty or near-poverty."""

from datetime import date

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from accounts.access import requires
from accounts.roles import Permission
from households.cases.newly_out import NewlyOut, decision_numbers, newly_out, rule_at
from households.forms.newly_out import BACK, NewlyOutFilter
from households.models import Household
from households.presenters.newly_out import NewlyOutPage
from households.views.average_living import PER_PAGE, below
from localities.models import Locality
from localities.scope import AreaScope


@requires(Permission.HOUSEHOLD_VIEW)
def listing(request: HttpRequest, place: Locality, year: int) -> HttpResponse:
    """Who left poverty or near-poverty not long before the end of the year, or before today in the running one."""
    request.section = "households"
    on = min(timezone.localdate(), date(year, 12, 31))
    form = NewlyOutFilter(request.GET, places=below(request, place, year))
    found = [out for out in newly_out(request.scope, form.chosen_place or place, on) if _matches(out, form)]
    page = Paginator(_sorted(request.scope, found, form.value("tim")), PER_PAGE).get_page(request.GET.get("trang"))
    here = Household.objects.in_scope(request.scope).select_related("hamlet", "commune")
    months, source = rule_at(place, on)
    context = NewlyOutPage(
        request=request,
        place=place,
        year=year,
        on=on,
        form=form,
        page=page,
        households=here.in_bulk([out.household for out in page]),
        decisions=decision_numbers(page),
        months=months,
        source=source,
    )
    return render(request, "households/cases/newly_out.html", {"page": context})


def _matches(out: NewlyOut, form: NewlyOutFilter) -> bool:
    if out.departure.is_out == (form.value("hien_nay") == BACK):
        return False
    if form.value("tu_dien") not in ("", out.departure.from_class):
        return False
    return not form.value("con_lai") or out.months_left <= int(form.value("con_lai"))


def _sorted(scope: AreaScope, found: list[NewlyOut], typed: str) -> list[NewlyOut]:
    """In the order of the households' names; only those that the words find."""
    households = Household.objects.in_scope(scope).filter(pk__in=[out.household for out in found])
    if typed:
        households = households.matching(typed)
    order = {pk: number for number, pk in enumerate(households.order_by("sort_key", "pk").values_list("pk", flat=True))}
    return sorted((out for out in found if out.household in order), key=lambda out: order[out.household])
