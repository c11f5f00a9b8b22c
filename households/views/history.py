"""Who changed what of a household."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from accounts.access import requires
from accounts.roles import Permission
from households.presenters.history import HistoryPage
from households.views.households import household_of


@requires(Permission.HOUSEHOLD_VIEW)
@never_cache
def history(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Every save of the household and its people, the newest first; deleted households keep theirs."""
    household = household_of(request, uid, deleted_too=True)
    page = HistoryPage(household, request.place, request.year, request.GET)
    return render(request, "households/history.html", {"page": page})
