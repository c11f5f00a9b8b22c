"""Households that come: offered by another commune, from a place outside the system, from a former commune."""

from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts import held
from accounts.access import requires
from accounts.refusals import Refused, refusal
from accounts.roles import Permission
from households import actions
from households.entry.typed import TypedHousehold, with_another_row
from households.events import policies, register
from households.events import succession as successions
from households.events.succession import TakenOver
from households.forms.arrivals import AcceptForm, ArrivalForm, SuccessionForm
from households.models import HouseholdEvent
from households.presenters.arrivals import AcceptPage, ArrivalAddPage, ArrivalsPage, SuccessionPage
from households.register.duplicates import Duplicate, candidates
from localities.formats import count_in_text
from localities.models import Locality

ADD_ANYWAY = "van_them"
SHOWN = 20
NAMED = 20


@requires(Permission.HOUSEHOLD_VIEW)
def arrivals(request: HttpRequest, place: Locality, year: int) -> HttpResponse:
    """The households that wait to be accepted by a commune, and those that came lately."""
    request.section = "households"
    commune = place.commune
    if commune is None:
        raise Http404
    mine = request.scope.covers(commune.path)
    page = ArrivalsPage(
        place=place,
        year=year,
        user=request.user,
        offers=list(register.offers_to(commune)) if mine else [],
        came=list(register.accepted_by(commune)[:SHOWN]) if mine else [],
        former=successions.former_units(commune) if mine else [],
        whole=mine,
    )
    return render(request, "households/events/arrivals.html", {"page": page})


@requires(Permission.HOUSEHOLD_DELETE)
@require_http_methods(["GET", "POST"])
@never_cache
def accept(request: HttpRequest, place: Locality, year: int, uid: UUID) -> HttpResponse:
    """Take in a household that another commune let go to this one."""
    offer = _offer(request, place, uid)
    data = held.typed(request)
    form = AcceptForm(data, hamlets=_hamlets(request, place), initial={"happened_on": offer.happened_on})
    refused = "" if request.method == "POST" else refusal(policies.check_can_accept, offer)
    if request.method == "POST" and form.is_valid():
        try:
            event = actions.accept_arrival(offer=offer, by=request.user, **form.cleaned_data)
        except Refused as reason:
            refused = str(reason)
        else:
            messages.success(request, f"Đã tiếp nhận hộ {event.household.head_name}, mã {event.household.code}.")
            return _to_household(event, year)
    page = AcceptPage(place=place, year=year, offer=offer, refused=refused)
    return render(request, "households/events/accept.html", {"page": page, "form": form})


def _offer(request: HttpRequest, place: Locality, uid: UUID) -> HouseholdEvent:
    """An offer to this commune, whether or not it still waits; any other is not found."""
    request.section = "households"
    if not place.is_commune:
        raise Http404
    return get_object_or_404(register.all_offers_to(place), uid=uid)


@requires(Permission.HOUSEHOLD_EDIT)
@require_http_methods(["GET", "POST"])
@never_cache
def add(request: HttpRequest, place: Locality, year: int) -> HttpResponse:
    """A household that comes from a place outside the system."""
    request.section = "households"
    hamlets = _hamlets(request, place)
    if place.commune is None or not hamlets:
        raise Http404
    data = held.typed(request)
    more = with_another_row(data) if data is not None else None
    typed, arrival = TypedHousehold.new(hamlets, more or data), ArrivalForm(more or data)
    if request.method != "POST" or more:
        return _add_page(request, typed, arrival)
    if not all([typed.is_valid(), arrival.is_valid()]):
        return _add_page(request, typed, arrival, invalid=True)
    if ADD_ANYWAY not in request.POST and (duplicates := _duplicates(request, typed)):
        return _add_page(request, typed, arrival, duplicates=duplicates)
    try:
        event = _record_arrival(request, typed, arrival)
    except Refused as reason:
        return _add_page(request, typed, arrival, refused=str(reason))
    messages.success(request, f"Đã ghi: {event.summary}")
    return _to_household(event, year)


def _record_arrival(request: HttpRequest, typed: TypedHousehold, arrival: ArrivalForm) -> HouseholdEvent:
    values = arrival.cleaned_data
    told = {"happened_on": values["happened_on"], "from_place": values["from_place"]}
    return actions.record_arrival(**typed.to_add(), **told, reason=values["arrival_reason"], by=request.user)


def _duplicates(request: HttpRequest, typed: TypedHousehold) -> list[Duplicate]:
    values = typed.to_add()
    if policies.is_recorded(values["uid"]):
        return []  # the same form once more
    return candidates(values["members"], values["hamlet"], scope=request.scope)


def _add_page(request: HttpRequest, typed: TypedHousehold, arrival: ArrivalForm, **how: object) -> HttpResponse:
    page = ArrivalAddPage(typed=typed, arrival=arrival, place=request.place, year=request.year, **how)
    return render(request, "households/events/arrival_add.html", {"page": page})


@requires(Permission.HOUSEHOLD_DELETE)
@require_http_methods(["GET", "POST"])
@never_cache
def succession(request: HttpRequest, place: Locality, year: int) -> HttpResponse:
    """Take over the register of the communes that this one was made of."""
    request.section = "households"
    if not place.is_commune:
        raise Http404
    former, today = successions.former_units(place), successions.units_of(place)
    form = SuccessionForm(held.typed(request), former=former, today=today)
    refused = ""
    if request.method == "POST" and form.is_valid():
        try:
            taken = actions.take_over_households(commune=place, mapping=form.mapping(), by=request.user)
        except Refused as reason:
            refused = str(reason)
        else:
            _tell(request, taken)
            return redirect("succession", place.key, year)
    page = SuccessionPage(
        place=place,
        year=year,
        former=former,
        communes=successions.former_communes(place),
        collisions=successions.collisions(place, former),
        refused=refused or refusal(successions.check_none_running, place),
    )
    return render(request, "households/events/succession.html", {"page": page, "form": form})


def _tell(request: HttpRequest, taken: TakenOver) -> None:
    """How many came, and whose code changed."""
    if not taken.households:
        messages.info(request, "Không còn hộ nào để tiếp nhận; sổ hộ giữ nguyên.")
        return
    messages.success(request, f"Đã tiếp nhận {count_in_text(taken.households)} hộ.")
    if taken.renamed:
        names = "; ".join(str(each) for each in taken.renamed[:NAMED])
        more = len(taken.renamed) - NAMED
        rest = f"; và {count_in_text(more)} hộ khác, ghi đủ trong nhật ký" if more > 0 else ""
        messages.info(request, f"Mã hộ trùng với mã đã có nên được đổi: {names}{rest}.")


def _hamlets(request: HttpRequest, place: Locality) -> QuerySet[Locality]:
    return register.hamlets_at(request.scope, place, place.day_within(timezone.localdate()))


def _to_household(event: HouseholdEvent, year: int) -> HttpResponse:
    return redirect(f"{event.household.get_absolute_url()}?nam={year}")
