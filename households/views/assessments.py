"""The form of one household: entered, kept as a draft, checked, completed, opened again."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts import held
from accounts.access import requires
from accounts.refusals import Refused, refusal
from accounts.roles import Permission
from households import actions, policies
from households.entry.conflicts import Conflict
from households.entry.desk import Desk, desk_of
from households.entry.sheet import Sheet, sheet_of
from households.entry.typed import Typed, errors_of, with_another_row
from households.lists import entries
from households.lists.listing import households_at, next_to_do, reviews_at
from households.models import Assessment, Household
from households.presenters import words
from households.presenters.check import CheckPage
from households.presenters.corrections import correction_notice
from households.presenters.entry import EntryPage, caution_words
from households.register.duplicates import same_numbers
from localities.models import Locality

CHECK = "kiem-tra"


@requires(Permission.ASSESSMENT_EDIT)
@require_http_methods(["GET", "POST"])
@never_cache
def entry(request: HttpRequest, place: Locality, year: int, uid: UUID, month: int = 0) -> HttpResponse:
    """Phiếu B on one page. A completed form is shown on the check page, where it can be opened again."""
    desk = desk_of(request, place, year, uid, month)
    if away := _away_from_entry(request, desk):
        return away
    if request.method == "POST":
        return _keep(request, desk)
    if (typed_before := held.take(request)) is not None:
        return _entry_page(request, desk, Typed.read(typed_before, desk), held=True)
    return _entry_page(request, desk, Typed.stored(desk))


def _away_from_entry(request: HttpRequest, desk: Desk) -> HttpResponse | None:
    if desk.review is None:
        period_words = words.period(desk.year, desk.month)
        messages.info(request, f"Chưa mở đợt rà soát {period_words} nên chưa nhập được phiếu.")
        return redirect("reviews", desk.place.key, desk.year, *([desk.month] if desk.month else []))
    if request.method == "POST":  # what was typed into a form that closed meanwhile stays on its page
        return None
    if desk.assessment and desk.assessment.is_completed:
        return redirect(desk.url("assessment_check"))
    if not desk.assessment and (filtered := entries.filtered_words(desk.household, desk.review)):
        messages.info(request, filtered)
        return redirect(desk.url("quick_check"))
    if not (closed := refusal(policies.check_can_edit, desk.review, desk.household)):
        return None
    if desk.assessment:
        return redirect(desk.url("assessment_check"))
    messages.info(request, closed)
    return redirect(desk.household)


def _keep(request: HttpRequest, desk: Desk) -> HttpResponse:
    """A button of the entry page: one more row, keep the draft, or keep it and check it."""
    if more := with_another_row(request.POST):
        return _entry_page(request, desk, Typed.read(more, desk), focus_last_row=True)
    typed = Typed.read(request.POST, desk)
    if not typed.is_valid():
        return _entry_page(request, desk, typed, errors=errors_of(typed.form, typed.formset))
    try:
        saved = typed.save(desk, request.user)
    except Conflict as conflict:
        return _entry_page(request, desk, Typed.after_conflict(request.POST, desk), conflict=conflict, status=409)
    except Refused as reason:
        return _entry_page(request, desk, typed, errors=[("", str(reason))])
    if request.POST.get("lenh") == CHECK:
        return redirect(desk.url("assessment_check"))
    said = f"Đã lưu nháp lúc {timezone.localtime(saved.saved_at):%H:%M}."
    changed = desk.assessment is not None and saved.version != desk.version  # the first save has nothing before it
    messages.success(request, said, extra_tags=_undo_url(desk, saved) if changed else "")
    return redirect(desk.url("assessment_entry"))


def _undo_url(desk: Desk, saved: Assessment) -> str:
    """Where the button “Hoàn tác” of a message leads (components/messages.html)."""
    return f"{desk.url('assessment_undo')}?ban={saved.version}"


def _entry_page(request: HttpRequest, desk: Desk, typed: Typed, status: int = 200, **how: object) -> HttpResponse:
    page = EntryPage(desk=desk, form=typed.form, formset=typed.formset, user=request.user, **how)
    return render(request, "households/entry.html", {"page": page}, status=status)


@requires(Permission.ASSESSMENT_EDIT)
@require_POST
@never_cache
def draft(request: HttpRequest, place: Locality, year: int, uid: UUID, month: int = 0) -> JsonResponse:
    """For the script of the entry page: keep what is typed."""
    desk = desk_of(request, place, year, uid, month)
    if desk.review is None:
        return JsonResponse({"error": f"Chưa mở đợt rà soát {words.period(year, month)}."}, status=422)
    typed = Typed.read(request.POST, desk)
    try:
        saved, waiting = typed.autosave(desk, request.user)
    except Conflict as conflict:
        return JsonResponse({"error": str(conflict)}, status=409)
    except Refused as reason:
        return JsonResponse({"error": str(reason)}, status=422)
    desk.household.refresh_from_db(fields=["version"])
    return JsonResponse(_kept(desk, saved, typed, waiting))


def _kept(desk: Desk, saved: Assessment, typed: Typed, waiting: list[str]) -> dict[str, object]:
    found = desk.cautions_about(sheet_of(saved, desk.standard), list(desk.household.members.all()))
    return {
        "version": saved.version,
        "household_version": desk.household.version,
        "saved": f"{timezone.localtime(saved.saved_at):%H:%M}",
        "not_saved": [sentence for _, sentence in errors_of(typed.form, typed.formset)] + waiting,
        "cautions": caution_words(found),
    }


@requires(Permission.ASSESSMENT_EDIT)
@require_http_methods(["GET", "POST"])
@never_cache
def check(request: HttpRequest, place: Locality, year: int, uid: UUID, month: int = 0) -> HttpResponse:
    """The answers once more, then the class with its reasons; from here the form is completed or opened again."""
    desk = desk_of(request, place, year, uid, month)
    if desk.review is None or desk.assessment is None:
        return redirect(desk.url("assessment_entry"))
    if request.method == "POST":
        return _decide(request, desk)
    return _check_page(request, desk, typed=held.take(request))


def _decide(request: HttpRequest, desk: Desk) -> HttpResponse:
    decide = {"mo-lai": _reopen, "bo-nhap": _discard}.get(request.POST.get("lenh", ""), _complete)
    try:
        return decide(request, desk)
    except Refused as reason:
        now = desk_of(request, desk.place, desk.year, desk.household.uid, desk.month)
        if now.assessment is None:  # a colleague took the draft away
            messages.error(request, str(reason))
            return redirect(now.household)
        status = 409 if isinstance(reason, Conflict) else 200
        return _check_page(request, now, reason=reason, typed=request.POST, status=status)


def _complete(request: HttpRequest, desk: Desk) -> HttpResponse:
    version = request.POST.get("version", "")
    seen = Sheet.unpacked(request.POST.get("da_xem", ""))
    done = actions.complete(
        assessment=desk.assessment,
        base_version=int(version) if version.isdecimal() else 0,
        seen=seen,
        by=request.user,
    )
    said = f"Đã hoàn thành phiếu của hộ {desk.household.head_name}."
    messages.success(request, said, extra_tags=_undo_url(desk, done))
    if request.POST.get("lenh") == "xong-tiep":
        return _to_next(request, desk.place, desk.year, desk.month, desk.household.hamlet, after=desk.household)
    return redirect(desk.url("assessment_check"))


def _reopen(request: HttpRequest, desk: Desk) -> HttpResponse:
    actions.reopen(assessment=desk.assessment, reason=request.POST.get("ly_do", ""), by=request.user)
    messages.success(request, "Đã mở lại phiếu; hộ chưa được tính vào số liệu cho đến khi hoàn thành lại.")
    return redirect(desk.url("assessment_entry"))


def _discard(request: HttpRequest, desk: Desk) -> HttpResponse:
    actions.discard_draft(assessment=desk.assessment, reason=request.POST.get("ly_do", ""), by=request.user)
    messages.success(request, f"Đã bỏ phiếu nháp của hộ {desk.household.head_name}.")
    if desk.month:
        return redirect("review_list", desk.place.key, desk.year, desk.month)
    return redirect("households", desk.place.key, desk.year)


@requires(Permission.ASSESSMENT_EDIT)
@require_POST
def undo(request: HttpRequest, place: Locality, year: int, uid: UUID, month: int = 0) -> HttpResponse:
    """“Hoàn tác” of the message after a save: the form is again what it was before."""
    desk = desk_of(request, place, year, uid, month)
    if desk.assessment is None:
        return redirect(desk.household)
    version = request.GET.get("ban", "")
    try:
        actions.undo_last_save(
            assessment=desk.assessment, base_version=int(version) if version.isdecimal() else 0, by=request.user
        )
    except Refused as reason:
        messages.error(request, str(reason))
        return redirect(desk.url("assessment_check"))
    messages.success(request, f"Đã hoàn tác lần lưu vừa rồi của phiếu hộ {desk.household.head_name}.")
    return redirect(desk.url("assessment_entry"))


def _check_page(request: HttpRequest, desk: Desk, status: int = 200, **how: object) -> HttpResponse:
    same = same_numbers(desk.members, scope=request.scope, besides=desk.household)
    closed = refusal(policies.check_can_edit, desk.review, desk.household)
    sentences = [duplicate.sentence for duplicate in same]
    correction = correction_notice(desk.review, desk.household) if desk.review.is_recognised else None
    page = CheckPage(desk=desk, user=request.user, closed=closed, duplicates=sentences, correction=correction, **how)
    return render(request, "households/check.html", {"page": page}, status=status)


@requires(Permission.ASSESSMENT_EDIT)
def next_form(request: HttpRequest, place: Locality, year: int, month: int = 0) -> HttpResponse:
    """“Nhập tiếp”: the first household of the place, or of one village unit, whose form is not completed."""
    units = Locality.objects.in_scope(request.scope).filter(parent=place, key=request.GET.get("don_vi", ""))
    return _to_next(request, place, year, month, units.first() or place)


def _to_next(
    request: HttpRequest, place: Locality, year: int, month: int, where: Locality, after: Household | None = None
) -> HttpResponseRedirect:
    households = households_at(request.scope, where, reviews_at(request.scope, place, year, month))
    following = next_to_do(households, after)
    if following:
        period = [year, month] if month else [year]
        return redirect(reverse("assessment_entry", args=[place.key, *period, following.uid]))
    period_words = words.period(year, month)
    messages.success(request, f"{words.capital(where)}: mọi hộ đã có phiếu hoàn thành {period_words}.")
    return redirect("reviews", place.key, year, *([month] if month else []))
