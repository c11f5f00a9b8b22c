"""Average-living households: the cases of a year, a new one, and one case with its steps."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts import held
from accounts.access import requires
from accounts.refusals import Refused, refusal
from accounts.roles import Permission
from households import actions
from households.cases import average_living as rules
from households.cases import listing as cases
from households.cases.average_living import MOVES, OPEN, Move
from households.forms.average_living import OPEN as OPEN_CHOICE
from households.forms.average_living import STEP_FORMS, CaseFilter, RequestForm
from households.forms.filters import SearchFilter
from households.models import AverageLivingCase, Household
from households.presenters.average_living import AddCasePage, CasesPage
from households.presenters.average_living_case import CasePage
from households.procedure import settings as procedure
from localities.models import Locality
from localities.scope import subtree

PER_PAGE = 50
FOUND = 20
STEPS = {
    Move.DETERMINE: (actions.determine_average_living_income, "Đã ghi thu nhập."),
    Move.POST: (actions.post_average_living, "Đã ghi thời gian niêm yết."),
    Move.COMPLAIN: (actions.complain_about_average_living, "Đã ghi khiếu nại."),
    Move.RECHECK: (actions.recheck_average_living, "Đã ghi kết quả phúc tra."),
    Move.RECOGNISE: (actions.recognise_average_living, "Đã ghi quyết định; hộ được công nhận có mức sống trung bình."),
    Move.REFUSE: (actions.refuse_average_living, "Đã ghi văn bản không công nhận."),
    Move.WITHDRAW: (actions.withdraw_average_living, "Đã ghi hộ rút đề nghị."),
    Move.REVOKE: (actions.revoke_average_living, "Đã ghi thu hồi quyết định công nhận."),
}


@requires(Permission.HOUSEHOLD_VIEW)
def listing(request: HttpRequest, place: Locality, year: int) -> HttpResponse:
    """The cases of a year at a place, by state and village unit, with what each waits for."""
    request.section = "households"
    form = CaseFilter(request.GET, places=below(request, place, year))
    everything = cases.cases_at(request.scope, place, year)
    found = _filtered(request, everything, form)
    page = CasesPage(
        request=request,
        place=place,
        year=year,
        form=form,
        counts=cases.count_states(found),
        by_unit=cases.count_states_by(everything, "hamlet_id") if place.is_commune else {},
        page=Paginator(_in_state(found, form.value("trang_thai")), PER_PAGE).get_page(request.GET.get("trang")),
        recheck_days=procedure.number("average_living_recheck_days", place, timezone.localdate()),
    )
    return render(request, "households/cases/average_living.html", {"page": page})


def below(request: HttpRequest, place: Locality, year: int) -> list[Locality]:
    """The places right below this one, for a filter."""
    units = Locality.objects.in_scope(request.scope).filter(parent=place).existing_in(year)
    return list(units.order_by("position", "path"))


def _filtered(
    request: HttpRequest, found: QuerySet[AverageLivingCase], form: CaseFilter
) -> QuerySet[AverageLivingCase]:
    if form.chosen_place:
        found = found.filter(subtree(form.chosen_place.path, "hamlet"))
    if typed := form.value("tim"):
        found = found.filter(household__in=Household.everyone.in_scope(request.scope).matching(typed))
    return found


def _in_state(found: QuerySet[AverageLivingCase], state: str) -> QuerySet[AverageLivingCase]:
    if state:
        found = found.filter(state__in=OPEN) if state == OPEN_CHOICE else found.filter(state=state)
    found = found.select_related("household", "hamlet__parent", "commune")
    return found.order_by("-requested_on", "household__sort_key", "pk")


@requires(Permission.REVIEW_MANAGE)
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, place: Locality, year: int) -> HttpResponse:
    """Choose a household, then write down its request."""
    request.section = "households"
    if not (place.is_commune or place.is_hamlet):
        raise Http404
    data = held.typed(request)
    household = _chosen(request, place, (data or request.GET).get("ho", ""))
    form = RequestForm(data, initial={"occupation": household.occupation}) if household else None
    refused = ""
    if request.method == "POST" and household and form and form.is_valid():
        try:
            case = actions.request_average_living(household=household, **form.cleaned_data, by=request.user)
        except Refused as reason:
            refused = str(reason)
        else:
            messages.success(request, f"Đã lập hồ sơ của hộ {household.head_name}.")
            return redirect("average_living_case", place.key, year, case.uid)
    search = SearchFilter(request.GET, places=[])
    found = _found(request, place, search) if household is None else []
    page = AddCasePage(
        place=place,
        year=year,
        search=search,
        found=found[:FOUND],
        more=len(found) > FOUND,
        household=household,
        form=form,
        not_possible=refusal(rules.check_can_request, household) if household else "",
        refused=refused,
    )
    return render(request, "households/cases/average_living_add.html", {"page": page, "form": form})


def _chosen(request: HttpRequest, place: Locality, uid: str) -> Household | None:
    """The household that was chosen, on the officer's ground and at this place; 404 for any other."""
    if not uid:
        return None
    try:
        wanted = UUID(uid)
    except ValueError:
        raise Http404 from None
    here = Household.objects.in_scope(request.scope).at(place).select_related("hamlet__parent", "commune")
    return get_object_or_404(here, uid=wanted)


def _found(request: HttpRequest, place: Locality, search: SearchFilter) -> list[Household]:
    if not search.value("tim"):
        return []
    here = Household.objects.in_scope(request.scope).at(place).filter(ended_on__isnull=True)
    rows = here.matching(search.value("tim")).select_related("hamlet").order_by("sort_key", "pk")
    return list(rows[: FOUND + 1])


@requires(Permission.HOUSEHOLD_VIEW)
@require_http_methods(["GET", "POST"])
def case(request: HttpRequest, place: Locality, year: int, uid: UUID) -> HttpResponse:
    """One case: its way, what is known, and the steps that are possible now."""
    request.section = "households"
    here = AverageLivingCase.objects.in_scope(request.scope).filter(subtree(place.path, "hamlet"))
    found = get_object_or_404(here.select_related("household__hamlet__parent", "hamlet__parent", "commune"), uid=uid)
    may = frozenset(move for move, rule in MOVES.items() if request.user.may(rule.permission, found.hamlet))
    data = held.typed(request)
    move = _move(data.get("viec", "")) if data else None
    form = STEP_FORMS[move](data, case=found, prefix=move.value) if data and move else None
    refused = ""
    if request.method == "POST" and move and form:
        if move not in may:
            raise PermissionDenied
        if form.is_valid() and not (refused := _take(request, found, move, form)):
            return redirect("average_living_case", place.key, year, uid)
    page = CasePage(found, place, year, may, (move, form) if move and form else None, refused)
    return render(request, "households/cases/average_living_case.html", {"page": page, "form": page.form})


def _move(typed: str) -> Move:
    try:
        return Move(typed)
    except ValueError:
        raise Http404 from None


def _take(request: HttpRequest, found: AverageLivingCase, move: Move, form: Form) -> str:
    """Take the step; the sentence of the refusal, or nothing when it is done."""
    act, done = STEPS[move]
    try:
        act(case=found, by=request.user, **form.arguments())
    except Refused as reason:
        return str(reason)
    messages.success(request, done)
    return ""
