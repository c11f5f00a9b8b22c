"""B1 score sheets: the list, one sheet, loading one from a workbook, taking one out of use."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts import held
from accounts.access import requires
from accounts.refusals import Refused, refusal
from accounts.roles import Permission
from households import actions
from households.forms.score_sheets import RetireForm, ScoreSheetForm
from households.models import ScoreSheet
from households.presenters.score_sheets import LoadPage, ScoreSheetPage, ScoreSheetsPage
from households.score_sheets import choosing, policies, workbook
from households.score_sheets.previewing import Preview, pack, unpack
from localities.models import Locality

PER_PAGE = 50
PACKED = "noi_dung"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@requires(Permission.FIGURES_VIEW)
@require_safe
def score_sheets(request: HttpRequest, place: Locality, year: int) -> HttpResponse:
    """The sheets that apply at a place, with those of the places below it."""
    request.section = "reviews"
    page = Paginator(choosing.known_at(place), PER_PAGE).get_page(request.GET.get("trang"))
    return render(request, "households/score_sheets/list.html", {"page": ScoreSheetsPage(request, place, year, page)})


@requires(Permission.PROCEDURE_EDIT)
@require_safe
def template(request: HttpRequest, place: Locality, year: int) -> HttpResponse:
    """The workbook to fill in."""
    disposition = 'attachment; filename="mau-bang-diem-b1.xlsx"'
    return HttpResponse(workbook.template(), XLSX, headers={"Content-Disposition": disposition})


@requires(Permission.FIGURES_VIEW)
@require_safe
def score_sheet(request: HttpRequest, place: Locality, year: int, pk: int) -> HttpResponse:
    """One sheet with its questions, answers and points."""
    request.section = "reviews"
    sheet = get_object_or_404(choosing.known_at(place), pk=pk)
    return render(request, "households/score_sheets/sheet.html", {"page": _sheet_page(request, place, year, sheet)})


def _sheet_page(request: HttpRequest, place: Locality, year: int, sheet: ScoreSheet) -> ScoreSheetPage:
    may = sheet.place_id == place.pk and request.user.may(Permission.PROCEDURE_EDIT, place)
    asked, forms = choosing.questions(sheet), choosing.forms_scored_with(sheet)
    return ScoreSheetPage(place, year, sheet, asked, forms, may_retire=may and not sheet.retired_at)


@requires(Permission.PROCEDURE_EDIT)
@require_http_methods(["GET", "POST"])
def load(request: HttpRequest, place: Locality, year: int) -> HttpResponse:
    """The file is read and shown; only the button on that page stores it."""
    request.section = "reviews"
    if refused := refusal(policies.check_can_load, place):
        messages.warning(request, refused)
        return redirect("score_sheets", place.key, year)
    data = held.typed(request)
    if data is not None and PACKED in data:
        return _confirm(request, place, year, data)
    form, page = ScoreSheetForm(data, request.FILES or None, place=place), LoadPage(place, year)
    if request.method == "POST" and form.is_valid():
        page = _looked_at(request, place, year, form)
    return _show(request, page, form)


def _show(request: HttpRequest, page: LoadPage, form: ScoreSheetForm) -> HttpResponse:
    return render(request, "households/score_sheets/load.html", {"page": page, "form": form, "packed_name": PACKED})


def _looked_at(request: HttpRequest, place: Locality, year: int, form: ScoreSheetForm) -> LoadPage:
    """What is wrong with the file, or the preview of all that it holds."""
    reading = workbook.read(form.cleaned_data["file"].read())
    if reading.problems:
        return LoadPage(place, year, problems=reading.problems)
    of = {name: form.cleaned_data[name] for name in ("standard_code", "area_type", "region", "source")}
    return _preview(request, place, year, Preview(**of, lines=reading.lines))


def _preview(request: HttpRequest, place: Locality, year: int, preview: Preview, refused: str = "") -> LoadPage:
    replaced = choosing.in_use_at(place, preview.standard_code, preview.area_type, preview.region)
    packed = pack(preview, request.user)
    return LoadPage(place, year, preview=preview, packed=packed, replaced=replaced, refused=refused)


def _confirm(request: HttpRequest, place: Locality, year: int, data: QueryDict) -> HttpResponse:
    """Store what the preview showed; a form that comes back after signing in shows the preview again."""
    preview, refused, empty = unpack(data[PACKED], request.user), "", ScoreSheetForm(place=place)
    if preview is None:
        messages.error(request, "Không đọc được nội dung đã xem trước. Hãy chọn tệp rồi nạp lại.")
        return _show(request, LoadPage(place, year), empty)
    if request.method == "POST":
        try:
            sheet = actions.load_score_sheet(place=place, **preview.values(), by=request.user)
        except Refused as reason:
            refused = str(reason)
        else:
            messages.success(request, "Đã nạp bảng điểm B1. Khi nhập phiếu, điểm B1 có thể tính theo từng mục.")
            return redirect("score_sheet", place.key, year, sheet.pk)
    return _show(request, _preview(request, place, year, preview, refused), empty)


@requires(Permission.PROCEDURE_EDIT)
@require_http_methods(["GET", "POST"])
def retire(request: HttpRequest, place: Locality, year: int, pk: int) -> HttpResponse:
    """Take a sheet of this very place out of use."""
    request.section = "reviews"
    sheet = get_object_or_404(choosing.known_at(place).filter(place=place), pk=pk)
    if refused := refusal(policies.check_can_retire, sheet):
        messages.info(request, refused)
        return redirect("score_sheet", place.key, year, pk)
    form = RetireForm(held.typed(request))
    if request.method == "POST" and form.is_valid():
        actions.retire_score_sheet(sheet=sheet, **form.cleaned_data, by=request.user)
        messages.success(request, "Bảng điểm B1 đã thôi dùng.")
        return redirect("score_sheet", place.key, year, pk)
    context = {"page": _sheet_page(request, place, year, sheet), "form": form}
    return render(request, "households/score_sheets/retire.html", context)
