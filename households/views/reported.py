"""Totals reported by communes whose lists of households are not in the system."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from accounts import held
from accounts.access import requires
from accounts.refusals import Refused, refusal
from accounts.roles import Permission
from households import actions, figures
from households.figures.reported import (
    Totals,
    check_can_report,
    check_unit,
    oddities,
    stored_totals,
    units_with_forms,
)
from households.forms.reported import DetailForm, TotalsForm
from households.lists.listing import reviews_at
from households.models import Review
from households.presenters.reported import ReportedPage, ReportedUnitPage, UpperReportedPage
from localities.formats import count_in_text
from localities.models import Level, Locality, Population


@requires(Permission.FIGURES_REPORT)
@require_http_methods(["GET", "POST"])
def reported_totals(request: HttpRequest, place: Locality, year: int) -> HttpResponse:
    """Households and persons of the village units of a commune, in one table; of a higher place, its communes."""
    request.section = "reviews"
    if place.is_hamlet:
        raise Http404
    if not place.is_commune:
        page = UpperReportedPage(place, year, figures.of_area(place, year).rows)
        return render(request, "households/figures/reported_upper.html", {"page": page})
    review = next(iter(reviews_at(request.scope, place, year)), None)
    rows = figures.by_hamlet(review) if review else ()
    with_forms, stored = (units_with_forms(review), stored_totals(review)) if review else (set(), {})
    form = _totals_form(request, review, rows, with_forms, stored) if review else None
    refused = ""
    if (
        request.method == "POST"
        and form
        and form.is_valid()
        and not (refused := _report(request, review, form.totals()))
    ):
        return redirect("reported_totals", place.key, year)
    page = ReportedPage(
        place=place,
        year=year,
        review=review,
        rows=rows,
        total=figures.total(rows, place),
        with_forms=with_forms,
        stored=stored,
        form=form,
        refused=refused,
        not_yet=refusal(check_can_report, review) if review else "",
    )
    return render(request, "households/figures/reported.html", {"page": page})


def _totals_form(
    request: HttpRequest,
    review: Review,
    rows: tuple[figures.PlaceFigures, ...],
    with_forms: set[int],
    stored: dict[int, dict[str, figures.ClassFigures]],
) -> TotalsForm:
    return TotalsForm(
        held.typed(request),
        review=review,
        units=[row.place for row in rows if row.place.pk not in with_forms],
        stored=stored,
        populations={row.place.pk: row.households for row in rows if row.households is not None},
    )


@requires(Permission.FIGURES_REPORT)
@require_http_methods(["GET", "POST"])
def reported_unit(request: HttpRequest, place: Locality, year: int, unit: str) -> HttpResponse:
    """Everything that one village unit reports."""
    request.section = "reviews"
    review, hamlet = _unit(request, place, year, unit)
    stored = stored_totals(review).get(hamlet.pk, {})
    population = (
        Population.objects.in_scope(request.scope)
        .filter(place=hamlet, year=year)
        .values_list("households", flat=True)
        .first()
    )
    form = DetailForm(held.typed(request), review=review, stored=stored, population=population)
    refused = ""
    if request.method == "POST" and form.is_valid():
        totals = form.totals()
        if not (refused := _report(request, review, {hamlet: totals})):
            for sentence in oddities(totals, review.standard):
                messages.warning(request, sentence)
            return redirect("reported_totals", place.key, year)
    page = ReportedUnitPage(
        place=place,
        unit=hamlet,
        review=review,
        form=form,
        population=population,
        odd=oddities(stored, review.standard),
        refused=refused,
        not_yet=refusal(check_can_report, review) or refusal(check_unit, review, hamlet),
    )
    return render(request, "households/figures/reported_unit.html", {"page": page})


def _unit(request: HttpRequest, place: Locality, year: int, key: str) -> tuple[Review, Locality]:
    reviews = reviews_at(request.scope, place, year) if place.is_commune else []
    if not reviews:
        raise Http404
    units = Locality.objects.in_scope(request.scope).filter(level=Level.HAMLET, parent=place)
    return reviews[0], get_object_or_404(units, key=key)


def _report(request: HttpRequest, review: Review, totals: dict[Locality, Totals | None]) -> str:
    """The sentence of the refusal, or nothing when the totals are stored."""
    try:
        changed = actions.report_totals(review=review, totals=totals, by=request.user)
    except Refused as reason:
        return str(reason)
    if changed:
        messages.success(request, f"Đã lưu số liệu báo cáo của {count_in_text(changed)} thôn, tổ dân phố.")
    else:
        messages.info(request, "Số liệu báo cáo không có gì thay đổi.")
    return ""
