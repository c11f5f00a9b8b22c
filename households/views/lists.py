"""The list of those to be reviewed: seen, filtered, printed; households put on it and taken off."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts import held
from accounts.access import requires
from accounts.refusals import Refused, refusal
from accounts.roles import Permission
from households import actions, movements
from households.forms.filters import SearchFilter
from households.forms.listing import COMPLETED, DRAFT, SKIPPED, WITHOUT
from households.forms.lists import WAITING, AddToListForm, ListFilter, ReasonForm
from households.lists import policies as policies_lists
from households.lists.listing import (
    IN_STATE,
    count_states,
    for_table,
    households_at,
    listed_at,
    reviews_at,
    waiting_for_quick,
)
from households.models import Household, ListEntry, Review
from households.presenters.review_list import AddPage, ReviewListPage, TakeOffPage, Where
from localities.models import Locality
from localities.text import normalise

PER_PAGE = 50
TICKED = "ho"


@requires(Permission.HOUSEHOLD_VIEW)
def review_list(request: HttpRequest, place: Locality, year: int, month: int = 0) -> HttpResponse:
    """The list with why each household is on it and how far it is; `?in=1` shows all of it, for the printer."""
    request.section = "reviews"
    review = review_at(request, place, year, month, missing_ok=True)
    page = _list_page(request, Where(place, year, month), review)
    return render(request, "households/lists/list.html", {"page": page})


def _list_page(request: HttpRequest, at: Where, review: Review | None) -> ReviewListPage:
    form = ListFilter(request.GET, places=units(request, at.place, at.year))
    found = listed_at(request.scope, form.chosen_place or at.place, [review] if review else [])
    printing = "in" in request.GET
    shown = _page(request, for_table(_filtered(found, form)), all_of_it=printing)
    return ReviewListPage(
        request=request,
        at=at,
        review=review,
        form=form,
        counts=count_states(found),
        waiting=waiting_for_quick(found).count(),
        page=shown,
        entries=_entries(review, shown),
        printing=printing,
    )


def _filtered(found: QuerySet[Household], form: ListFilter) -> QuerySet[Household]:
    found = found.matching(form.value("tim"))
    if why := form.value("ly_do"):
        found = found.filter(entry__why=why)
    if (state := form.value("trang_thai")) == WAITING:
        return waiting_for_quick(found)
    return found.filter(IN_STATE[state]) if state in (WITHOUT, DRAFT, COMPLETED, SKIPPED) else found


def _page(request: HttpRequest, rows: QuerySet[Household], *, all_of_it: bool = False) -> Page:
    paginator = Paginator(rows, max(rows.count(), 1) if all_of_it else PER_PAGE)
    return paginator.get_page(1 if all_of_it else request.GET.get("trang"))


def _entries(review: Review | None, page: Page) -> dict[int, ListEntry]:
    found = review.entries.filter(household__in=[each.pk for each in page]) if review else ()
    return {entry.household_id: entry for entry in found}


@requires(Permission.REVIEW_MANAGE)
@require_http_methods(["GET", "POST"])
@never_cache
def add(request: HttpRequest, place: Locality, year: int, month: int = 0) -> HttpResponse:
    """Households of the register put on the list, one or several at once, for one reason."""
    request.section = "reviews"
    review = review_at(request, place, year, month)
    form, refused = AddToListForm(held.typed(request)), ""
    if request.method == "POST" and form.is_valid():
        try:
            return _add(request, Where(place, year, month), review, form)
        except Refused as reason:
            refused = str(reason)
    page = _add_page(request, Where(place, year, month), review, form, refused)
    return render(request, "households/lists/add.html", {"page": page, "form": form})


def _add_page(request: HttpRequest, at: Where, review: Review, form: AddToListForm, refused: str) -> AddPage:
    search = SearchFilter(request.GET, places=units(request, at.place, at.year))
    others = households_at(request.scope, search.chosen_place or at.place, [review])
    others = others.filter(entry__isnull=True, form__isnull=True, ended_on__isnull=True).matching(search.value("tim"))
    shown = _page(request, others.select_related("hamlet").order_by("sort_key", "pk"))
    return AddPage(
        request=request,
        at=at,
        review=review,
        search=search,
        page=shown,
        classes=movements.latest_class(review.commune, before=review, households=[each.pk for each in shown]),
        form=form,
        ticked=frozenset(form.data.getlist(TICKED)) if form.is_bound else frozenset(),
        closed=refusal(policies_lists.check_can_change_list, review),
        refused=refused,
    )


def _add(request: HttpRequest, at: Where, review: Review, form: AddToListForm) -> HttpResponse:
    uids = [uid for uid in request.POST.getlist(TICKED) if _is_uid(uid)]
    chosen = Household.objects.in_scope(request.scope).at(at.place).filter(uid__in=uids)
    made = actions.add_to_list(review=review, households=list(chosen), by=request.user, **form.cleaned_data)
    if made:
        names = ", ".join(entry.household.head_name for entry in made[:3]) + (", …" if len(made) > 3 else "")
        messages.success(request, f"Đã đưa {len(made):02d} hộ vào danh sách rà soát: {names}.")
    else:
        messages.info(request, "Các hộ đã chọn có sẵn trong danh sách rà soát.")
    return redirect(at.url("review_list"))


@requires(Permission.REVIEW_MANAGE)
@require_http_methods(["GET", "POST"])
@never_cache
def take_off(request: HttpRequest, place: Locality, year: int, uid: UUID, month: int = 0) -> HttpResponse:
    """A household taken off the list, with a reason."""
    request.section = "reviews"
    entry, at = entry_at(request, place, year, month, uid), Where(place, year, month)
    form, refused = ReasonForm(held.typed(request)), ""
    if request.method == "POST" and form.is_valid():
        try:
            actions.take_off_list(entry=entry, reason=form.cleaned_data["reason"], by=request.user)
        except Refused as reason:
            refused = str(reason)
        else:
            messages.success(request, f"Đã đưa hộ {entry.household.head_name} ra khỏi danh sách rà soát.")
            return redirect(at.url("review_list"))
    page = TakeOffPage(at=at, entry=entry, form=form, refused=refused)
    return render(request, "households/lists/take_off.html", {"page": page, "form": form})


# --- Shared with Phiếu A and corrections -----------------------------------------------------------


def review_at(
    request: HttpRequest, place: Locality, year: int, month: int, *, missing_ok: bool = False
) -> Review | None:
    """The review of the commune that is, or holds, this place; 404 above a commune and, unless asked, without one."""
    if not (place.is_commune or place.is_hamlet):
        raise Http404
    found = reviews_at(request.scope, place, year, month)
    if not found and not missing_ok:
        raise Http404
    return found[0] if found else None


def entry_at(request: HttpRequest, place: Locality, year: int, month: int, uid: UUID) -> ListEntry:
    """The entry of a household on the officer's ground at this place."""
    review = review_at(request, place, year, month)
    household = get_object_or_404(Household.objects.in_scope(request.scope).at(place), uid=uid)
    rows = review.entries.select_related("household__hamlet__parent", "household__commune", "added_by", "quick_by")
    entry = get_object_or_404(rows, household=household)
    entry.review = review
    return entry


def units(request: HttpRequest, place: Locality, year: int) -> list[Locality]:
    """The village units below the place, for the filter."""
    below = Locality.objects.in_scope(request.scope).filter(parent=place).existing_in(year)
    return list(below.order_by("position", "path"))


def _is_uid(text: str) -> bool:
    try:
        UUID(normalise(text))
    except ValueError:
        return False
    return True
