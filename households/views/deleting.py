"""Households and people that were a mistake: deleted with a reason, listed, restored."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts import held
from accounts.access import requires
from accounts.refusals import Refused
from accounts.roles import Permission
from households import actions
from households.forms.register import DeleteForm
from households.models import Household, Member
from households.presenters.deleted import DeletedPage, DeletePage
from households.views.households import household_of
from localities.models import Locality

PER_PAGE = 50


@requires(Permission.HOUSEHOLD_VIEW)
@never_cache
def deleted(request: HttpRequest, place: Locality, year: int) -> HttpResponse:
    """What was deleted at a place and not yet removed for good, the last deleted first."""
    request.section = "households"
    there = Household.everyone.in_scope(request.scope).at(place)
    gone = there.filter(deleted_at__isnull=False).select_related("hamlet__parent", "deleted_by")
    page = Paginator(gone.order_by("-deleted_at", "-pk"), PER_PAGE).get_page(request.GET.get("trang"))
    people = Member.everyone.filter(household__in=there.filter(deleted_at__isnull=True), deleted_at__isnull=False)
    people = people.select_related("household__hamlet__parent", "deleted_by").order_by("-deleted_at", "-pk")
    shown = DeletedPage(place, year, request.user, page, request.GET, list(people[:PER_PAGE]))
    return render(request, "households/deleted.html", {"page": shown})


@requires(Permission.HOUSEHOLD_DELETE)
@require_http_methods(["GET", "POST"])
@never_cache
def delete(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Ask for the reason, and delete."""
    household = household_of(request, uid)
    form = DeleteForm(held.typed(request))
    refused = ""
    if request.method == "POST" and form.is_valid():
        try:
            actions.delete_household(household=household, reason=form.cleaned_data["reason"], by=request.user)
        except Refused as reason:
            refused = str(reason)
        else:
            messages.success(request, f"Đã xóa hộ {household.head_name}, mã {household.code}.")
            return redirect("deleted_households", request.place.key, request.year)
    page = DeletePage(household, request.place, request.year, form, refused)
    return render(request, "households/delete.html", {"page": page})


@requires(Permission.HOUSEHOLD_DELETE)
def restore(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Bring a deleted household back."""
    household = household_of(request, uid, deleted_too=True)
    if request.method == "POST":
        try:
            restored = actions.restore_household(household=household, by=request.user)
        except Refused as reason:
            messages.error(request, str(reason))
            return redirect("deleted_households", request.place.key, request.year)
        messages.success(request, f"Đã khôi phục hộ {restored.head_name}, mã {restored.code}.")
    return redirect(f"{reverse('household', args=[uid])}?nam={request.year}")


@requires(Permission.HOUSEHOLD_DELETE)
def restore_member(request: HttpRequest, uid: UUID, member: UUID) -> HttpResponse:
    """Bring back a person whose row was taken away."""
    household = household_of(request, uid)
    person = get_object_or_404(household.members(manager="everyone").select_related("household"), uid=member)
    if request.method == "POST":
        try:
            restored = actions.restore_member(member=person, by=request.user)
        except Refused as reason:
            messages.error(request, str(reason))
        else:
            messages.success(request, _restored_words(person, restored))
    return redirect(f"{reverse('household', args=[uid])}?nam={request.year}")


def _restored_words(before: Member, after: Member) -> str:
    words = f"Đã khôi phục {after.full_name} vào hộ."
    if before.relationship != after.relationship:
        words += " Hộ đang có chủ hộ khác nên người này được ghi là “Quan hệ khác”; hãy sửa lại quan hệ."
    return words
