"""How the households of a review changed their class: forms 7.2 and 7.3 at work."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from accounts import held
from accounts.access import requires
from accounts.refusals import Refused, refusal
from accounts.roles import Permission
from households import actions, figures, movements
from households.actions.movements import check_can_choose
from households.figures import PlaceFigures
from households.forms.movements import UNSETTLED, ChooseMovementForm, MovementFilter
from households.lists.listing import reviews_at
from households.models import Movement, Review
from households.movements.listing import in_cell, movements_of
from households.movements.previous import opening_difference
from households.presenters.movements import ChoosePage, MovementsPage, UpperMovementsPage
from households.transitions import allowed
from localities.models import Locality

PER_PAGE = 50


@requires(Permission.HOUSEHOLD_VIEW)
def review_movements(request: HttpRequest, place: Locality, year: int, month: int = 0) -> HttpResponse:
    """The two forms of a commune or one of its village units with the households behind them; of a higher place, a row
    for each commune."""
    request.section = "reviews"
    if place.is_commune or place.is_hamlet:
        return render(request, "households/figures/movements.html", {"page": _page(request, place, year, month)})
    if month:
        raise Http404
    rows, total = figures.of_area(place, year)
    page = UpperMovementsPage(place=place, year=year, rows=rows, total=total)
    return render(request, "households/figures/movements_upper.html", {"page": page})


def _page(request: HttpRequest, place: Locality, year: int, month: int) -> MovementsPage:
    review = next(iter(reviews_at(request.scope, place, year, month)), None)
    rows = _rows(request, place, review)
    known = movements_of(review, request.scope, place) if review else Movement.objects.in_scope(request.scope).none()
    waiting = known.filter(kind="").count()
    chosen = MovementFilter(_asked(request, waiting), places=[row.place for row in rows])
    previous = movements.previous_reviews(review) if review else ()
    return MovementsPage(
        request=request,
        place=place,
        year=year,
        month=month,
        review=review,
        rows=rows,
        total=figures.total(rows, place),
        previous=previous,
        opening_differs=opening_difference(review, previous) if review and place.is_commune else "",
        filter=chosen,
        page=Paginator(_filtered(known, chosen), PER_PAGE).get_page(request.GET.get("trang")),
        unsettled_count=waiting,
        may_choose=review is not None and request.user.may(Permission.REVIEW_MANAGE, review.commune),
    )


def _rows(request: HttpRequest, place: Locality, review: Review | None) -> tuple[PlaceFigures, ...]:
    """The units of the place that lie on the ground."""
    rows = figures.by_hamlet(review) if review else ()
    return tuple(row for row in rows if row.place.path.startswith(place.path) and request.scope.covers(row.place.path))


def _asked(request: HttpRequest, waiting: int) -> QueryDict:
    """What the address asks for; of a page opened without a filter, the households that are still to be settled."""
    asked = request.GET.copy()
    if waiting and not asked.keys() & {"dien_bien", "bieu", "don_vi"}:
        asked["dien_bien"] = UNSETTLED
    return asked


def _filtered(rows, chosen: MovementFilter):
    kind, unit = chosen.value("dien_bien"), chosen.chosen_place
    if kind:
        rows = rows.filter(kind="" if kind == UNSETTLED else kind)
    if chosen.cell:
        return rows.filter(in_cell(*chosen.cell, unit))
    return rows.filter(hamlet=unit) if unit else rows


@requires(Permission.REVIEW_MANAGE)
@require_http_methods(["GET", "POST"])
def movement_choose(request: HttpRequest, place: Locality, year: int, uid: UUID, month: int = 0) -> HttpResponse:
    """Choose the movement of one household, with a reason."""
    request.section = "reviews"
    movement = _movement(request, place, year, month, uid)
    review = movement.review
    initial = {"kind": movement.kind, "reason": movement.note}
    kinds = allowed(movement.class_before, movement.class_after)
    form = ChooseMovementForm(held.typed(request), initial=initial, kinds=kinds)
    refused = ""
    if request.method == "POST" and form.is_valid() and not (refused := _choose(request, movement, form)):
        return redirect("review_movements", *review.url_args)
    page = ChoosePage(review, movement, form, refused, not_yet=refusal(check_can_choose, review))
    return render(request, "households/figures/movement_choose.html", {"page": page})


def _choose(request: HttpRequest, movement: Movement, form: ChooseMovementForm) -> str:
    """The sentence of the refusal, or nothing when the choice is recorded."""
    try:
        actions.choose_movement(movement=movement, **form.cleaned_data, by=request.user)
    except Refused as reason:
        return str(reason)
    messages.success(request, f"Đã ghi diễn biến của hộ {movement.household.head_name}.")
    return ""


def _movement(request: HttpRequest, place: Locality, year: int, month: int, uid: UUID) -> Movement:
    reviews = reviews_at(request.scope, place, year, month) if place.is_commune else []
    rows = Movement.objects.in_scope(request.scope).filter(review__in=reviews)
    return get_object_or_404(
        rows.select_related("review__commune", "household", "hamlet", "hamlet_before", "chosen_by"),
        household__uid=uid,
    )
