"""People of a place, their roles and their accounts; only what lies on the viewer's own ground is seen or touched."""

from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts import actions, held, passwords, policies, presenters
from accounts.access import requires
from accounts.forms import AssignmentForm, EndForm, KnownPersonForm, PeopleFilterForm, PersonForm
from accounts.models import Assignment, User
from accounts.refusals import Refused, refusal
from accounts.roles import Permission
from localities.models import Locality
from localities.scope import AreaScope

PAGE = 50
CURRENT = {"dang-giu": True, "da-thoi": False}


@requires(Permission.ASSIGNMENT_MANAGE)
def people(request: HttpRequest, place: Locality, year: int) -> HttpResponse:
    form = PeopleFilterForm(request.GET)
    page = Paginator(_people_on(place, form), PAGE).get_page(request.GET.get("trang"))
    context = {
        "place": place,
        "year": year,
        "form": form,
        "page": page,
        "lines": [presenters.person_line(person, person.held_here) for person in page],
        "refused": refusal(policies.check_can_add_people, place),
    }
    return render(request, "accounts/people.html", context)


def _people_on(place: Locality, form: PeopleFilterForm) -> QuerySet[User]:
    """The people of the list, each with `held_here`; a filter that is not understood filters nothing."""
    ground = AreaScope((place.path,))
    asked = form.cleaned_data if form.is_valid() else {}
    found = User.objects.in_scope(ground).named(asked.get("ten", ""))
    found = found.holding(ground, role=asked.get("vai_tro", ""), current=CURRENT.get(asked.get("tinh_trang")))
    here = Assignment.objects.in_scope(ground).select_related("place")
    return found.prefetch_related(Prefetch("assignments", here, to_attr="held_here"))


@requires(Permission.ASSIGNMENT_MANAGE)
@never_cache
def person(request: HttpRequest, pk: int) -> HttpResponse:
    found = _person(request, pk)
    assignments = [presenters.assignment_line(held, request.user) for held in found.held_here]
    checks = {
        "give_refused": policies.check_can_give_to,
        "reset_refused": policies.check_can_reset_password,
        "second_factor_refused": policies.check_can_remove_second_factor,
        "deactivate_refused": policies.check_can_deactivate,
        "reactivate_refused": policies.check_can_reactivate,
    }
    context = {name: refusal(check, found, request.user) for name, check in checks.items()}
    context |= {"person": found, "assignments": assignments, "place": request.place, "year": request.year}
    context["state"] = presenters.state_of(found, any(held.is_current for held in found.held_here))
    context["password"] = passwords.take(request, found)
    return render(request, "accounts/person.html", context)


# --- Adding people, giving and ending roles ---------------------------------------------------------


@requires(Permission.ASSIGNMENT_MANAGE)
def person_add(request: HttpRequest, place: Locality, year: int) -> HttpResponse:
    request.section = "people"
    form = PersonForm(held.typed(request), by=request.user, at=place)
    if request.method == "POST" and form.is_valid():
        try:
            added, password = actions.add_person(**form.cleaned_data, by=request.user)
        except Refused as reason:
            form.add_error(None, str(reason))
        else:
            passwords.put_by(request, added, password)
            return redirect("person", added.pk)
    return render(request, "accounts/person_add.html", {"form": form, "place": place, "year": year})


@requires(Permission.ASSIGNMENT_MANAGE)
def assignment_give(request: HttpRequest, place: Locality, year: int, pk: int) -> HttpResponse:
    """One more role for somebody whom the giver sees already."""
    given_to = _person(request, pk)
    request.place = place
    form = AssignmentForm(held.typed(request), by=request.user, at=place)
    if request.method == "POST" and form.is_valid():
        given = _give(request, form, person=given_to, **form.cleaned_data)
        if given:
            return redirect("person", given_to.pk)
    context = {"form": form, "person": given_to, "place": place, "year": year}
    return render(request, "accounts/assignment_give.html", context)


@requires(Permission.ASSIGNMENT_MANAGE)
def assignment_give_known(request: HttpRequest, place: Locality, year: int) -> HttpResponse:
    """A role for somebody who has an account elsewhere, named exactly; no list of strangers is shown."""
    request.section = "people"
    form = KnownPersonForm(held.typed(request), by=request.user, at=place)
    if request.method == "POST" and form.is_valid():
        wanted = dict(form.cleaned_data)
        given = _give(request, form, person=wanted.pop("username"), **wanted)
        if given:
            return redirect("person", given.user_id)
    return render(request, "accounts/assignment_give.html", {"form": form, "place": place, "year": year})


def _give(request: HttpRequest, form: AssignmentForm, **wanted: object) -> Assignment | None:
    try:
        given = actions.give_assignment(**wanted, by=request.user)
    except Refused as reason:
        form.add_error(None, str(reason))
        return None
    messages.success(request, f"Đã giao vai trò “{given.get_role_display()}” tại {given.place} cho {given.user}.")
    return given


@requires(Permission.ASSIGNMENT_MANAGE)
def assignment_end(request: HttpRequest, pk: int) -> HttpResponse:
    assignment = _assignment(request, pk)
    refused = refusal(policies.check_can_end, assignment, request.user)
    form = EndForm(held.typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.end_assignment(assignment=assignment, ends_on=form.cleaned_data["ends_on"], by=request.user)
        except Refused as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, "Đã ghi ngày kết thúc vai trò.")
            return redirect("person", assignment.user_id)
    return render(request, "accounts/assignment_end.html", {"form": form, "assignment": assignment, "refused": refused})


@requires(Permission.ASSIGNMENT_MANAGE)
@require_POST
def assignment_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    assignment = _assignment(request, pk)
    try:
        actions.withdraw_assignment(assignment=assignment, by=request.user)
    except Refused as reason:
        messages.error(request, str(reason))
        return redirect("person", assignment.user_id)
    messages.success(request, f"Đã hủy vai trò vừa giao cho {assignment.user}.")
    # With the only role here, the person goes out of sight as well.
    return redirect("people", request.place.key, request.year)


# --- Accounts ---------------------------------------------------------------------------------------


@requires(Permission.ASSIGNMENT_MANAGE)
@require_POST
def person_reset_password(request: HttpRequest, pk: int) -> HttpResponse:
    found = _person(request, pk)
    try:
        password = actions.reset_password(person=found, by=request.user)
    except Refused as reason:
        messages.error(request, str(reason))
    else:
        passwords.put_by(request, found, password)
    return redirect("person", pk)


@requires(Permission.ASSIGNMENT_MANAGE)
@require_POST
def person_remove_second_factor(request: HttpRequest, pk: int) -> HttpResponse:
    return _acted(request, pk, actions.remove_second_factor, "Đã gỡ xác thực hai bước của {}.")


@requires(Permission.ASSIGNMENT_MANAGE)
@require_POST
def person_deactivate(request: HttpRequest, pk: int) -> HttpResponse:
    return _acted(request, pk, actions.deactivate, "Đã ngừng tài khoản của {}.")


@requires(Permission.ASSIGNMENT_MANAGE)
@require_POST
def person_reactivate(request: HttpRequest, pk: int) -> HttpResponse:
    return _acted(request, pk, actions.reactivate, "Đã mở lại tài khoản của {}.")


def _acted(request: HttpRequest, pk: int, act: Callable[..., None], done: str) -> HttpResponse:
    found = _person(request, pk)
    try:
        act(person=found, by=request.user)
    except Refused as reason:
        messages.error(request, str(reason))
    else:
        messages.success(request, done.format(found))
    return redirect("person", pk)


# --- What is found on the viewer's ground -----------------------------------------------------------


def _person(request: HttpRequest, pk: int) -> User:
    """The person with `held_here`: the roles on the viewer's ground, the latest first; 404 for all others."""
    here = Assignment.objects.in_scope(request.scope).select_related("place__parent__parent", "given_by")
    people = User.objects.in_scope(request.scope)
    found = get_object_or_404(people.prefetch_related(Prefetch("assignments", here, to_attr="held_here")), pk=pk)
    _stand_at(request, found.held_here[0].place)
    return found


def _assignment(request: HttpRequest, pk: int) -> Assignment:
    here = Assignment.objects.in_scope(request.scope).select_related("user", "place__parent__parent")
    found = get_object_or_404(here, pk=pk)
    _stand_at(request, found.place)
    return found


def _stand_at(request: HttpRequest, place: Locality) -> None:
    """The frame of a person's page shows the commune where the person works."""
    commune = place.commune
    request.place = commune if commune and request.scope.covers(commune.path) else place
    request.year = timezone.localdate().year
    request.section = "people"
