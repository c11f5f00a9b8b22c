"""Pages about places: what a place is, who lives there in a year, its village units."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from accounts import held
from accounts.access import requires
from accounts.places import actions, policies, presenters, resources, tables
from accounts.places.forms import EndUnitForm, NewUnitForm, PopulationForm, UnitForm, UploadForm
from accounts.refusals import Refused, refusal
from accounts.roles import Permission
from localities.models import Level, Locality, LocalityChange

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
EARLIEST, LATEST = 1976, 2100


@requires(Permission.FIGURES_VIEW)
def places(request: HttpRequest, place: Locality, year: int) -> HttpResponse:
    _check_year(year)
    context = {
        "place": place,
        "year": year,
        **_facts(request, place, year),
        **_figures(place, year),
        **_doors(request, place, year),
    }
    return render(request, "places/place.html", context)


def _facts(request: HttpRequest, place: Locality, year: int) -> dict[str, object]:
    """What the place is, what it came from and what it became."""
    return {
        "crumbs": presenters.crumbs(place, year, request.scope),
        "state": presenters.state_of(place, year),
        "facts": presenters.facts(place),
        "origins": _changes(request, place, year, "predecessor"),
        "successions": _changes(request, place, year, "successor"),
    }


def _changes(request: HttpRequest, place: Locality, year: int, side: str) -> list[presenters.ChangeLine]:
    """The places on one `side` of its changes: where it came from, or what it became."""
    ours = {"predecessor": "successor", "successor": "predecessor"}[side]
    changes = LocalityChange.objects.filter(**{ours: place}).select_related(f"{side}__parent")
    return presenters.change_lines(changes.order_by("effective_on", f"{side}__path"), side, year, request.scope)


def _figures(place: Locality, year: int) -> dict[str, object]:
    """Who lives here in the year: in the parts of the place, or year by year in a village unit."""
    if place.is_hamlet:
        return {"history": tables.history_of(place)}
    table = tables.table_of(place, year)
    return {
        "table": table,
        "rows": [(row, presenters.row_note(row)) for row in table.rows],
        "parts": presenters.PARTS[Level(place.level)],
        "next_step": presenters.next_step(table, place, year),
        "disagreement": presenters.disagreement(table, place),
        "outside": "" if table.rows else presenters.outside_its_life(place, year),
    }


def _doors(request: HttpRequest, place: Locality, year: int) -> dict[str, object]:
    """What the viewer may do here, and why what cannot be done now cannot."""
    if not request.user.may(Permission.PLACE_EDIT, place):
        return {}
    if place.is_commune:
        return {
            "may_edit": True,
            "record_refused": refusal(policies.check_can_record, place, year),
            "add_refused": refusal(policies.check_can_add, place),
        }
    return {"may_change": place.is_hamlet and not place.abolished_on}


# --- Population -----------------------------------------------------------------------------------


@requires(Permission.PLACE_EDIT)
def population(request: HttpRequest, place: Locality, year: int) -> HttpResponse:
    if closed := _closed(request, place, year):
        return closed
    frozen = policies.why_frozen(place, year)
    counts = tables.counts_of(place, year)
    form = PopulationForm(held.typed(request), commune=place, counts=counts, frozen=bool(frozen))
    if request.method == "POST" and form.is_valid() and _recorded(request, form, place, year):
        return redirect("places", place.key, year)
    context = {"place": place, "year": year, "form": form, "frozen": frozen}
    return render(request, "places/population.html", context)


def _recorded(request: HttpRequest, form: PopulationForm, place: Locality, year: int) -> bool:
    """Whether the figures were recorded; the form says why not."""
    source = form.cleaned_data["source"]
    try:
        changed = actions.record_population(
            commune=place, year=year, counts=form.counts(), source=source, by=request.user
        )
    except Refused as reason:
        form.add_error(None, str(reason))
        return False
    messages.success(request, presenters.saved(changed, year))
    return True


@requires(Permission.FIGURES_VIEW)
def population_download(request: HttpRequest, place: Locality, year: int) -> HttpResponse:
    _check_year(year)
    if not place.is_commune:
        raise Http404
    content = resources.workbook(place, year, tables.counts_of(place, year))
    name = f"dan-so-{place.code}-{year}.xlsx"
    return HttpResponse(content, XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'})


@requires(Permission.PLACE_EDIT)
def population_upload(request: HttpRequest, place: Locality, year: int) -> HttpResponse:
    """Show what a file would change; the form on that page records it."""
    if closed := _closed(request, place, year):
        return closed
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    context = {"place": place, "year": year, "form": form}
    if form.is_bound and form.is_valid():
        counts = tables.counts_of(place, year)
        reading = resources.read(form.cleaned_data["file"].read(), place, year, counts)
        context |= _preview(place, year, counts, reading)
    return render(request, "places/population_upload.html", context)


def _preview(place: Locality, year: int, counts: tables.Counts, reading: resources.Reading) -> dict[str, object]:
    """The changed rows, and the form of the year filled in with all figures as they would be."""
    problems = [*reading.problems]
    if policies.why_frozen(place, year):
        problems += presenters.frozen_rows(counts, reading.changes)
    filled = PopulationForm(None, commune=place, counts=counts)
    for pk, (households, persons) in reading.changes.items():
        filled.initial |= {f"ho_{pk}": households, f"khau_{pk}": persons}
    lines = presenters.change_rows(counts, reading.changes)
    return {"problems": [("", sentence) for sentence in problems], "lines": lines, "filled": filled, "read": True}


# --- Village units --------------------------------------------------------------------------------


@requires(Permission.PLACE_EDIT)
def unit_add(request: HttpRequest, place: Locality, year: int) -> HttpResponse:
    request.section = "places"
    if refused := refusal(policies.check_can_add, place):
        messages.warning(request, refused)
        return redirect("places", place.key, year)
    form = NewUnitForm(held.typed(request), commune=place)
    if request.method == "POST" and form.is_valid():
        try:
            unit = actions.add_unit(commune=place, **form.cleaned_data, by=request.user)
        except Refused as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, f"Đã thêm {unit.full_name}, mã {unit.code}.")
            return redirect("places", place.key, year)
    return render(request, "places/unit_add.html", {"place": place, "year": year, "form": form})


@requires(Permission.PLACE_EDIT)
def unit_edit(request: HttpRequest, place: Locality, year: int) -> HttpResponse:
    commune = _commune_of_unit(request, place)
    form = UnitForm(held.typed(request), commune=commune, unit=place)
    if request.method == "POST" and form.is_valid():
        try:
            unit = actions.change_unit(unit=place, **form.cleaned_data, by=request.user)
        except Refused as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, f"Đã lưu {unit.full_name}.")
            return redirect("places", commune.key, year)
    context = {"unit": place, "place": commune, "year": year, "form": form}
    return render(request, "places/unit_edit.html", context | {"refused": refusal(policies.check_is_active, place)})


@requires(Permission.PLACE_EDIT)
def unit_end(request: HttpRequest, place: Locality, year: int) -> HttpResponse:
    commune = _commune_of_unit(request, place)
    form = EndUnitForm(held.typed(request), unit=place)
    if request.method == "POST" and form.is_valid():
        try:
            unit = actions.end_unit(unit=place, **form.cleaned_data, by=request.user)
        except Refused as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, f"Đã ghi ngày kết thúc của {unit.full_name}.")
            return redirect("places", commune.key, year)
    context = {"unit": place, "place": commune, "year": year, "form": form}
    return render(request, "places/unit_end.html", context | {"refused": refusal(policies.check_can_end, place)})


# --- Where one stands -----------------------------------------------------------------------------


def _check_year(year: int) -> None:
    """A year that no page is about is not found, rather than a date that cannot be made."""
    if not EARLIEST <= year <= LATEST:
        raise Http404


def _closed(request: HttpRequest, place: Locality, year: int) -> HttpResponse | None:
    """Back to the place, with the reason, where figures cannot be recorded at all."""
    _check_year(year)
    request.section = "places"
    if refused := refusal(policies.check_can_record, place, year):
        messages.warning(request, refused)
        return redirect("places", place.key, year)
    return None


def _commune_of_unit(request: HttpRequest, unit: Locality) -> Locality:
    """The commune of a village unit, which the frame then shows; other places have no such page."""
    if not unit.is_hamlet or unit.parent is None:
        raise Http404
    request.section = "places"
    request.place = unit.parent
    return unit.parent
