"""Phiếu A of a household on the list, and the items that a place asks with it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts import held
from accounts.access import requires
from accounts.refusals import Refused, refusal
from accounts.roles import Permission
from households import actions
from households.forms.lists import ASK, FILTERED_OUT, NO, YES, QuickCheckForm, QuickItemForm
from households.lists import policies as policies_lists
from households.lists.listing import following, listed_at, waiting_for_quick
from households.lists.quick_checks import answers_of, doubt, items_for
from households.models import ListEntry, QuickCheckItem
from households.presenters.quick_checks import QuickCheckPage, QuickItemsPage
from households.presenters.review_list import Where
from households.views.lists import entry_at
from localities.models import Locality

NEXT, FORM_B, CLEAR = "luu-tiep", "phieu-b", "huy"
CONFIRMED = "xac_nhan"


@requires(Permission.ASSESSMENT_EDIT)
@require_http_methods(["GET", "POST"])
@never_cache
def quick_check(request: HttpRequest, place: Locality, year: int, uid: UUID, month: int = 0) -> HttpResponse:
    """Phiếu A as its reviewer signed it. A result that the items speak against is asked about once."""
    request.section = "reviews"
    entry, at = entry_at(request, place, year, month, uid), Where(place, year, month)
    form = _form(entry, items_for(entry.review.commune), held.typed(request))
    how: dict[str, str] = {}
    if request.POST.get("lenh") == CLEAR:
        return _clear(request, at, entry)
    if request.method == "POST" and form.is_valid():
        how["doubt"] = "" if CONFIRMED in request.POST else doubt(form.answers(), form.filters_in)
        if not how["doubt"]:
            try:
                return _record(request, at, entry, form)
            except Refused as reason:
                how["refused"] = str(reason)
    return _page(request, at, entry, form, **how)


def _clear(request: HttpRequest, at: Where, entry: ListEntry) -> HttpResponse:
    """Take back a Phiếu A of the wrong household; without a reason the page says so."""
    reason = request.POST.get("ly_do", "")
    try:
        actions.clear_quick_check(entry=entry, reason=reason, by=request.user)
    except Refused as refused:
        form = _form(entry, items_for(entry.review.commune), None)
        return _page(request, at, entry, form, refused=str(refused), typed_reason=reason)
    messages.success(request, f"Đã hủy Phiếu A của hộ {entry.household.head_name}.")
    return redirect(at.url("quick_check", entry.household.uid))


def _page(request: HttpRequest, at: Where, entry: ListEntry, form: QuickCheckForm, **how: str) -> HttpResponse:
    waiting = waiting_for_quick(listed_at(request.scope, at.place, [entry.review])).exclude(pk=entry.household_id)
    page = QuickCheckPage(
        at=at,
        entry=entry,
        form=form,
        items=form.items,
        waiting=waiting.count(),
        cannot=refusal(policies_lists.check_can_quick_check, entry),
        may_edit_items=request.user.may(Permission.PROCEDURE_EDIT, at.place),
        **how,
    )
    return render(request, "households/lists/quick_check.html", {"page": page, "form": form})


def _form(entry: ListEntry, items: list[QuickCheckItem], data: QueryDict | None) -> QuickCheckForm:
    if data is not None:
        return QuickCheckForm(data, items=items)
    words = {True: YES, False: NO, None: ""}
    initial = {f"muc_{pk}": words[answer] for pk, answer in answers_of(entry, items).items()}
    initial["result"] = {True: ASK, False: FILTERED_OUT, None: ""}[entry.quick_result]
    return QuickCheckForm(initial=initial, items=items)


def _record(request: HttpRequest, at: Where, entry: ListEntry, form: QuickCheckForm) -> HttpResponse:
    actions.record_quick_check(entry=entry, answers=form.answers(), result=form.filters_in, by=request.user)
    messages.success(request, f"Đã ghi Phiếu A của hộ {entry.household.head_name}.")
    command = request.POST.get("lenh")
    if command == FORM_B and form.filters_in:
        return redirect(at.url("assessment_entry", entry.household.uid))
    if command == NEXT:
        waiting = waiting_for_quick(listed_at(request.scope, at.place, [entry.review]))
        if household := following(waiting, entry.household):
            return redirect(at.url("quick_check", household.uid))
        messages.success(request, "Không còn hộ nào chờ Phiếu A.")
        return redirect(at.url("review_list"))
    return redirect(at.url("quick_check", entry.household.uid))


@requires(Permission.PROCEDURE_EDIT)
@require_http_methods(["GET", "POST"])
def items(request: HttpRequest, place: Locality, year: int) -> HttpResponse:
    """The items of Phiếu A of a place: added, put in order, no longer used."""
    request.section = "reviews"
    form, refused = QuickItemForm(held.take(request) if request.method == "GET" else None), ""
    if request.method == "POST":
        try:
            if (form := _change_items(request, place)) is None:
                return redirect("quick_check_items", place.key, year)
        except Refused as reason:
            refused, form = str(reason), QuickItemForm(request.POST if "text" in request.POST else None)
    page = _items_page(place, year, form, refused)
    return render(request, "households/lists/items.html", {"page": page, "form": form})


def _items_page(place: Locality, year: int, form: QuickItemForm, refused: str) -> QuickItemsPage:
    in_use = items_for(place)
    gone = place.quick_check_items.filter(retired_at__isnull=False).select_related("retired_by")
    return QuickItemsPage(
        place=place,
        year=year,
        above=[item for item in in_use if item.place_id != place.pk],
        own=[item for item in in_use if item.place_id == place.pk],
        retired=list(gone.order_by("-retired_at")),
        form=form,
        refused=refused,
    )


def _change_items(request: HttpRequest, place: Locality) -> QuickItemForm | None:
    """What the pressed button asks for; the form when what was typed cannot be stored."""
    command, _, pk = request.POST.get("lenh", "").partition("-")
    if command in ("len", "xuong", "thoi"):
        own = place.quick_check_items.filter(retired_at__isnull=True)
        item = get_object_or_404(own, pk=pk if pk.isdecimal() else 0)
        if command == "thoi":
            actions.retire_quick_item(item=item, by=request.user)
            messages.success(request, "Đã thôi dùng một mục; phiếu đã ghi vẫn giữ câu trả lời của mục đó.")
        else:
            order = _moved(list(own.values_list("pk", flat=True)), item.pk, -1 if command == "len" else 1)
            actions.order_quick_items(place=place, order=order, by=request.user)
        return None
    form = QuickItemForm(request.POST)
    if not form.is_valid():
        return form
    actions.add_quick_item(place=place, text=form.cleaned_data["text"], by=request.user)
    messages.success(request, "Đã thêm một mục của Phiếu A.")
    return None


def _moved(order: list[int], pk: int, step: int) -> list[int]:
    here = order.index(pk)
    there = min(max(here + step, 0), len(order) - 1)
    order[here], order[there] = order[there], order[here]
    return order
