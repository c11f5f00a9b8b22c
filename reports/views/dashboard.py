"""The overview of a place and year: the first page after signing in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.access import requires
from accounts.roles import Permission
from localities.models import Locality
from reports.overview import overview


@requires(Permission.FIGURES_VIEW)
@require_GET
def dashboard(request: HttpRequest, place: Locality, year: int) -> HttpResponse:
    context = {
        "place": place,
        "year": year,
        "overview": overview(place, year, request.user, request.scope),
    }
    return render(request, "reports/dashboard.html", context)
