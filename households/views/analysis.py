"""Pages that read a review and change nothing: what would lift its poor households, and two standards side by side."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from accounts.access import requires
from accounts.refusals import refusal
from accounts.roles import Permission
from households.analysis import comparing, lifting
from households.forms.analysis import LiftingFilter, StandardsFilter
from households.lists.listing import reviews_at
from households.models import Review
from households.presenters.comparing import StandardsPage
from households.presenters.lifting import LiftingPage
from localities.models import Level, Locality

PER_PAGE = 50


@requires(Permission.HOUSEHOLD_VIEW)
@require_safe
def review_lifting(request: HttpRequest, place: Locality, year: int, month: int = 0) -> HttpResponse:
    """What would lift the poor households of a commune or a village unit."""
    if not (place.is_commune or place.is_hamlet):
        return _choose_a_commune(request, place, year, month)
    request.section = "reviews"
    review = next(iter(reviews_at(request.scope, place, year, month)), None)
    page = LiftingPage(place, year, month, review) if review is None else _lifting(request, place, review)
    return render(request, "households/lifting.html", {"page": page})


def _lifting(request: HttpRequest, place: Locality, review: Review) -> LiftingPage:
    form = LiftingFilter(request.GET, units=_units(request, place, review.year))
    ground = form.chosen_unit or place
    forms = lifting.forms_at(request.scope, review, ground)
    found = lifting.Lifting(review.standard, lifting.poor_households(forms, review.standard), form.needing)
    return LiftingPage(
        place,
        review.year,
        review.month,
        review,
        form=form,
        lifting=found if found.households else None,
        page=Paginator(found.shown, PER_PAGE).get_page(request.GET.get("trang")),
        unfinished=0 if review.is_recognised else lifting.unfinished(forms),
        reported=lifting.only_reported(review, ground),
        whole="ban_in" in request.GET,
    )


@requires(Permission.HOUSEHOLD_VIEW)
@require_safe
def review_standards(request: HttpRequest, place: Locality, year: int, month: int = 0) -> HttpResponse:
    """The recognised result of a review beside what another standard would say."""
    if not (place.is_commune or place.is_hamlet):
        return _choose_a_commune(request, place, year, month)
    request.section = "reviews"
    review = next(iter(reviews_at(request.scope, place, year, month)), None)
    page = StandardsPage(place, year, month, review)
    if review and (cannot := refusal(comparing.check_can_compare, review)):
        page = StandardsPage(place, year, month, review, cannot=cannot)
    elif review:
        page = _standards(request, place, review)
    return render(request, "households/standards.html", {"page": page})


def _standards(request: HttpRequest, place: Locality, review: Review) -> StandardsPage:
    units = _units(request, place, review.year)
    form = StandardsFilter(request.GET, units=units, others=comparing.others(review))
    there = form.chosen_standard
    if there is None:
        return StandardsPage(place, review.year, review.month, review)
    forms = lifting.forms_at(request.scope, review, form.chosen_unit or place)
    side = comparing.side_by_side(forms, review.standard, there)
    page = Paginator(side.shown(form.value("ket_qua")), PER_PAGE).get_page(request.GET.get("trang"))
    return StandardsPage(place, review.year, review.month, review, form=form, side=side, page=page)


def _units(request: HttpRequest, place: Locality, year: int) -> list[Locality]:
    """The village units to choose from; none on the page of one."""
    if place.is_hamlet:
        return []
    units = Locality.objects.in_scope(request.scope).under(place).filter(level=Level.HAMLET).existing_in(year)
    return list(units.select_related("parent").order_by("position", "sort_key", "pk"))


def _choose_a_commune(request: HttpRequest, place: Locality, year: int, month: int) -> HttpResponse:
    messages.info(request, "Trang này xem theo từng xã, phường. Hãy chọn xã, phường trong danh sách.")
    return redirect("reviews", place.key, year, *([month] if month else []))
