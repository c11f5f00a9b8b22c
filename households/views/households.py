"""The list of households; one household with its members and forms; adding and changing one."""

import re
from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts import held
from accounts.access import requires
from accounts.models import User
from accounts.refusals import Refused
from accounts.roles import Permission
from households import actions
from households.entry.conflicts import Conflict
from households.entry.typed import TypedHousehold, with_another_row
from households.events.register import hamlets_at
from households.forms import HouseholdFilter
from households.lists.listing import IN_STATE, ON_LIST, count_states, for_table, households_at, reviews_at
from households.models import Household, Review
from households.presenters.cases import case_facts
from households.presenters.household_edit import HouseholdEditPage
from households.presenters.households import HouseholdPage, Rights
from households.presenters.listing import ListPage
from households.register.duplicates import Duplicate, candidates
from households.register.policies import restore_days
from households.register.standing import standing_of
from localities.models import Locality
from localities.scope import AreaScope
from localities.text import normalise

PER_PAGE = 50
ADD_ANYWAY = "van_them"
NOTE = "ghi_chu"


@requires(Permission.HOUSEHOLD_VIEW)
def listing(request: HttpRequest, place: Locality, year: int) -> HttpResponse:
    """The households of a place with the state of their forms of the year."""
    below = Locality.objects.in_scope(request.scope).filter(parent=place).existing_in(year).order_by("position", "path")
    form = HouseholdFilter(request.GET, places=list(below))
    reviews = reviews_at(request.scope, place, year)
    found = households_at(request.scope, form.chosen_place or place, reviews).matching(form.value("tim"))
    # Who left the register stays on the list of a year in whose review it has a form.
    found = found.filter(ended_on__isnull=False) if form.value("so") else found.filter(Q(ended_on=None) | ON_LIST)
    if household_class := form.value("ket_qua"):
        found = found.filter(form__household_class=household_class)
    counts, state = count_states(found), form.value("phieu")
    rows = for_table(found.filter(IN_STATE[state]) if state else found)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("trang"))
    template = "households/_list.html" if request.htmx else "households/list.html"
    response = render(request, template, {"page": ListPage(request, place, year, form, reviews, counts, page)})
    response["Vary"] = "HX-Request"
    return response


def household_of(request: HttpRequest, uid: UUID, *, deleted_too: bool = False) -> Household:
    """The household within the officer's ground, or 404; the frame shows the place where this officer works on it."""
    found = Household.everyone.in_scope(request.scope)
    if not deleted_too:
        found = found.filter(deleted_at__isnull=True)
    found = found.select_related("hamlet__parent", "commune__parent__parent", "deleted_by")
    household = get_object_or_404(found, uid=uid)
    request.place = household.commune if request.scope.covers(household.commune.path) else household.hamlet
    asked = request.GET.get("nam", "")
    request.year = int(asked) if re.fullmatch(r"20\d\d", asked, re.ASCII) else timezone.localdate().year
    request.section = "households"
    return household


@requires(Permission.HOUSEHOLD_VIEW)
@never_cache
def household(request: HttpRequest, uid: UUID) -> HttpResponse:
    """One household: who lives there, what its forms said and why."""
    found = household_of(request, uid, deleted_too=True)
    return _household_page(request, found)


@requires(Permission.PERSONAL_ID_VIEW)
@never_cache
def national_ids(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The household with full identification numbers, for this one answer; asked for by a button, and recorded."""
    found = household_of(request, uid)
    if request.method != "POST":
        return redirect(found)
    actions.show_national_ids(household=found, by=request.user)
    return _household_page(request, found, numbers_shown=True)


def _household_page(request: HttpRequest, household: Household, **how: bool) -> HttpResponse:
    hamlet = household.hamlet
    own = household.assessments.select_related("review", "household", "completed_by", "saved_by")
    forms = sorted(own, key=lambda form: (form.review.ends_on, form.pk), reverse=True)
    reviews = Review.objects.in_scope(request.scope).filter(commune=household.commune_id, year=request.year).annual()
    page = HouseholdPage(
        household=household,
        place=request.place,
        year=request.year,
        everybody=list(household.members(manager="everyone").select_related("deleted_by")),
        assessments=forms,
        running=any(not review.is_recognised for review in reviews),
        rights=_rights(request.user, hamlet),
        restore_days=restore_days(hamlet, timezone.localdate()),
        standing=standing_of(household, forms),
        cases=case_facts(household),
        **how,
    )
    return render(request, "households/household.html", {"page": page})


def _rights(user: User, hamlet: Locality) -> Rights:
    return Rights(
        enter=user.may(Permission.ASSESSMENT_EDIT, hamlet),
        edit=user.may(Permission.HOUSEHOLD_EDIT, hamlet),
        delete=user.may(Permission.HOUSEHOLD_DELETE, hamlet),
        see_numbers=user.may(Permission.PERSONAL_ID_VIEW, hamlet),
    )


@requires(Permission.HOUSEHOLD_EDIT)
@require_http_methods(["GET", "POST"])
@never_cache
def add(request: HttpRequest, place: Locality, year: int) -> HttpResponse:
    """A new household with its members."""
    request.section = "households"
    if not (hamlets := _hamlets(request, place)):
        raise Http404
    if request.method != "POST":
        return _edit_page(request, TypedHousehold.new(hamlets, held.take(request)))
    if more := with_another_row(request.POST):
        return _edit_page(request, TypedHousehold.new(hamlets, more))
    typed = TypedHousehold.new(hamlets, request.POST)
    return _saved_or_back(request, typed, _add)


@requires(Permission.HOUSEHOLD_EDIT)
@require_http_methods(["GET", "POST"])
@never_cache
def edit(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Change a household and its members."""
    found = household_of(request, uid)
    hamlets = _hamlets(request, found.commune)
    if request.method != "POST":
        return _edit_page(request, TypedHousehold.of(found, hamlets, held.take(request)))
    if more := with_another_row(request.POST):
        return _edit_page(request, TypedHousehold.of(found, hamlets, more))
    return _saved_or_back(request, TypedHousehold.of(found, hamlets, request.POST), _change)


def _hamlets(request: HttpRequest, place: Locality) -> QuerySet[Locality]:
    """Village units on the officer's ground, for the choice of where a household lives; of a commune that is no more,
    those it had on its last day, for its register may still be put right."""
    if not (place.is_commune or place.is_hamlet):
        return Locality.objects.in_scope(AreaScope())
    return hamlets_at(request.scope, place, place.day_within(timezone.localdate()))


def _saved_or_back(
    request: HttpRequest, typed: TypedHousehold, save: Callable[[HttpRequest, TypedHousehold, dict], Household]
) -> HttpResponse:
    """Store what was typed, or show the page again with everything on it and the reason."""
    if not typed.is_valid():
        return _edit_page(request, typed, invalid=True)
    duplicates = _duplicates(request, typed)
    if ADD_ANYWAY not in request.POST and (duplicates or typed.oddities()):
        return _edit_page(request, typed, duplicates=duplicates, oddities=typed.oddities())
    note = normalise(request.POST.get(NOTE, "")) or "Kết luận khi ghi hộ: không phải một hộ."
    try:
        saved = save(request, typed, {duplicate.other: note for duplicate in duplicates})
    except Conflict as conflict:
        return _edit_page(request, typed.after_conflict(), conflict=conflict, status=409)
    except Refused as reason:
        return _edit_page(request, typed, refused=str(reason))
    return redirect(f"{saved.get_absolute_url()}?nam={request.year}")


def _add(request: HttpRequest, typed: TypedHousehold, different_from: dict[Household, str]) -> Household:
    added = actions.add_household(**typed.to_add(), different_from=different_from, by=request.user)
    messages.success(request, f"Đã thêm hộ {added.head_name}, mã {added.code}.")
    return added


def _change(request: HttpRequest, typed: TypedHousehold, different_from: dict[Household, str]) -> Household:
    changed = actions.change_household(**typed.to_change(), different_from=different_from, by=request.user)
    messages.success(request, f"Đã lưu thay đổi của hộ {changed.head_name}.")
    return changed


def _duplicates(request: HttpRequest, typed: TypedHousehold) -> list[Duplicate]:
    """Where the people who are new, or have another name, birth year or number now, may be written down already."""
    values = typed.to_add()
    if typed.household is None and Household.objects.in_scope(request.scope).filter(uid=values["uid"]).exists():
        return []  # the same form once more
    return candidates(typed.new_people(), values["hamlet"], scope=request.scope, besides=typed.household)


def _edit_page(request: HttpRequest, typed: TypedHousehold, status: int = 200, **how: object) -> HttpResponse:
    page = HouseholdEditPage(typed=typed, place=request.place, year=request.year, **how)
    return render(request, "households/edit.html", {"page": page}, status=status)
