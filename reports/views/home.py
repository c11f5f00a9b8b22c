"""The way in, and the health of this machine."""

from dataclasses import asdict

import django
from django.db.models import Max
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.access import public, signed_in
from accounts.context import default_place
from accounts.roles import Permission
from households.models import Review
from plans.models import Plan
from reports import health as machine


@signed_in
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Straight to the overview of the place where this person works, in the year of the latest plan or review."""
    place = default_place(request.user)
    if place is None:
        return render(request, "reports/no_assignment.html")
    scope = request.user.scope_for(Permission.FIGURES_VIEW)
    latest = [
        Plan.objects.in_scope(scope).aggregate(year=Max("year"))["year"],
        Review.objects.in_scope(scope).aggregate(year=Max("year"))["year"],
    ]
    year = max(filter(None, latest), default=timezone.localdate().year)
    return redirect("dashboard", place.key, year)


@public
@require_GET
def health(request: HttpRequest) -> HttpResponse:
    """Good or not, and what is missing; JSON for a monitor, a page for a person. Says nothing about the data."""
    found = machine.examine()
    status = 200 if found.good else 503
    if not request.accepts("text/html"):
        return JsonResponse({"good": found.good, **asdict(found)}, status=status)
    return render(request, "reports/health.html", {"health": found, "django": django.get_version()}, status=status)
