"""One's own account, and the page about roles that everyone may read."""

from copy import copy

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from accounts import actions, held, presenters
from accounts.access import public, signed_in
from accounts.forms import ProfileForm
from accounts.models import Assignment


@signed_in
def profile(request: HttpRequest) -> HttpResponse:
    # A copy: the form writes into its record even when it refuses what was typed.
    form = ProfileForm(held.typed(request), instance=copy(request.user))
    if request.method == "POST" and form.is_valid():
        actions.change_profile(**form.cleaned_data, by=request.user)
        messages.success(request, "Đã lưu hồ sơ.")
        return redirect("profile")
    own: list[Assignment] = request.user.assignments.select_related("place", "given_by")
    assignments = [presenters.assignment_line(assignment, request.user) for assignment in own]
    return render(request, "accounts/profile.html", {"form": form, "assignments": assignments})


@signed_in
def roles(request: HttpRequest) -> HttpResponse:
    """Generated from the code: the page that the client signs is the page that the server obeys."""
    context = {"columns": presenters.role_columns(), "permissions": presenters.permission_rows()}
    return render(request, "accounts/roles.html", context)


@signed_in
@require_GET
@never_cache
def session(request: HttpRequest) -> JsonResponse:
    """For scripts that are about to send what was typed: who is signed in, and a token that fits the session. Without
    a session the answer is 401."""
    return JsonResponse({"user": request.user.pk, "token": get_token(request)})


@public
def forgotten(request: HttpRequest) -> HttpResponse:
    """There is no reset by e-mail: many officers share a machine, and few addresses are their own."""
    return render(request, "accounts/forgotten.html")
