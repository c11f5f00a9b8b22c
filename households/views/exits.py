"""Registrations to leave poverty: the households of a review, and one household's paper after the other."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts import held
from accounts.access import requires
from accounts.refusals import Refused, refusal
from accounts.roles import Permission
from households import actions
from households.cases import registrations as rules
from households.cases.exits import NOTHING, Exits, count_by, forms_for_exit
from households.forms.exits import ABLE, ExitFilter, ExitForm
from households.lists.listing import reviews_at
from households.models import Assessment, ExitRegistration, Household, Review
from households.presenters.exits import ExitsPage, RegisterPage, kept_query
from households.views.average_living import PER_PAGE, below
from localities.models import Level, Locality
from localities.scope import subtree

NEXT = "tiep"


@requires(Permission.HOUSEHOLD_VIEW)
def listing(request: HttpRequest, place: Locality, year: int) -> HttpResponse:
    """The poor and near-poor households of the annual review beside what they signed for the year after it."""
    request.section = "reviews"
    form = ExitFilter(request.GET, places=below(request, place, year))
    reviews = reviews_at(request.scope, place, year)
    everything = forms_for_exit(request.scope, place, reviews)
    found = _filtered(request, everything, form)
    counts = found.order_by().values("registration").annotate(number=Count("pk"))
    chosen = form.value("dang_ky")
    rows = (found.filter(registration=chosen) if chosen else found).select_related("household", "hamlet__parent")
    page = ExitsPage(
        request=request,
        place=place,
        year=year,
        form=form,
        reviews=reviews,
        counts={row["registration"]: row["number"] for row in counts},
        by_unit=_by_unit(everything, place),
        units=_units(request, place, year) or [place],
        page=Paginator(rows, PER_PAGE).get_page(request.GET.get("trang")),
    )
    return render(request, "households/cases/exits.html", {"page": page})


def _by_unit(forms: QuerySet[Assessment], place: Locality) -> dict[int, Exits]:
    """The village units of a commune, the communes of a higher place."""
    return count_by(forms, "hamlet_id" if place.is_commune or place.is_hamlet else "commune_id")


def _units(request: HttpRequest, place: Locality, year: int) -> list[Locality]:
    level = Level.HAMLET if place.is_commune or place.is_hamlet else Level.COMMUNE
    units = Locality.objects.in_scope(request.scope).under(place).filter(level=level).existing_in(year)
    return list(units.order_by("position", "path"))


def _filtered(request: HttpRequest, found: QuerySet[Assessment], form: ExitFilter) -> QuerySet[Assessment]:
    if form.chosen_place:
        found = found.filter(subtree(form.chosen_place.path, "hamlet"))
    if typed := form.value("tim"):
        found = found.filter(household__in=Household.everyone.in_scope(request.scope).matching(typed))
    if household_class := form.value("dien"):
        found = found.filter(household_class=household_class)
    if able := form.value("kha_nang"):
        found = found.filter(can_exit=able == ABLE)
    return found


@requires(Permission.ASSESSMENT_EDIT)
@require_http_methods(["GET", "POST"])
def register(request: HttpRequest, place: Locality, year: int, uid: UUID) -> HttpResponse:
    """What one household signed; saved by Enter, then the next household on which nothing is recorded."""
    request.section = "reviews"
    assessment, review = _form_of(request, place, year, uid)
    own = assessment.household.exit_registrations.filter(year=year + 1)
    before = own.select_related("recorded_by").first()
    data = held.typed(request)
    form = ExitForm(
        data,
        household_class=assessment.household_class,
        before=before.state if before else None,
        initial=_beginning(request, year, before),
    )
    to_do = _to_do(request, place, review)
    refused = ""
    if request.method == "POST" and form.is_valid():
        try:
            actions.register_exit(review=review, household=assessment.household, **form.cleaned_data, by=request.user)
        except Refused as reason:
            refused = str(reason)
        else:
            return _onwards(request, place, year, assessment, form, to_do)
    page = RegisterPage(
        assessment=assessment,
        place=place,
        year=year,
        form=form,
        query=kept_query(request),
        to_do=len([each for each, state in to_do if state == NOTHING and each != uid]),
        before=before,
        refused=refused,
        not_possible=refusal(rules.check_can_register, review, assessment.household),
    )
    return render(request, "households/cases/exit_register.html", {"page": page, "form": form})


def _form_of(request: HttpRequest, place: Locality, year: int, uid: UUID) -> tuple[Assessment, Review]:
    """The household's form of the annual review, on the officer's ground and at this place."""
    if not (place.is_commune or place.is_hamlet) or not (reviews := reviews_at(request.scope, place, year)):
        raise Http404
    forms = Assessment.objects.in_scope(request.scope).filter(subtree(place.path, "hamlet"), review=reviews[0])
    forms = forms.select_related("household__hamlet", "household__commune")
    return get_object_or_404(forms, household__uid=uid), reviews[0]


def _beginning(request: HttpRequest, year: int, before: ExitRegistration | None) -> dict[str, object]:
    """What was recorded, or the day of the paper before this one: a village signs on one evening."""
    if before:
        return {name: getattr(before, name) for name in ("state", "signed_on", "wishes", "reason")}
    today = timezone.localdate()
    return {"signed_on": request.GET.get("ngay") or (today if rules.may_be_signed(year, today) else None)}


def _to_do(request: HttpRequest, place: Locality, review: Review) -> list[tuple[UUID, str]]:
    """The households of the kept filters in the order of the list, with their state."""
    form = ExitFilter(request.GET, places=below(request, place, review.year))
    found = _filtered(request, forms_for_exit(request.scope, place, [review]), form)
    return list(found.values_list("household__uid", "registration"))


def _onwards(
    request: HttpRequest,
    place: Locality,
    year: int,
    assessment: Assessment,
    form: ExitForm,
    to_do: list[tuple[UUID, str]],
) -> HttpResponse:
    """The next household after this one, round again from the end; the list when nothing is left to record."""
    messages.success(request, f"Đã ghi đăng ký của hộ {assessment.household.head_name}.")
    uids = [uid for uid, _ in to_do]
    here = uids.index(assessment.household.uid) if assessment.household.uid in uids else 0
    later = [uid for uid, state in [*to_do[here + 1 :], *to_do[:here]] if state == NOTHING]
    if request.POST.get("lenh") != NEXT or not later:
        if request.POST.get("lenh") == NEXT:
            messages.info(request, "Không còn hộ nào chưa ghi trong danh sách đang lọc.")
        return redirect(f"{reverse('exit_registrations', args=[place.key, year])}{kept_query(request)}")
    day = f"{form.cleaned_data['signed_on']:%d/%m/%Y}"
    return redirect(f"{reverse('exit_register', args=[place.key, year, later[0]])}{kept_query(request, ngay=day)}")
