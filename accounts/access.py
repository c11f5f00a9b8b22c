"""Access is declared on the view; a view that declares none is refused (accounts.middleware).

`@requires(permission)` opens a view to people who hold the permission somewhere and sets `request.scope`, the ground
that every query of the view must be filtered by. Outside the area a thing is not found (404); without the permission
anywhere the page is refused (403).
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from accounts.roles import Permission
from localities.models import Locality

View = Callable[..., HttpResponse]
PUBLIC = "public"
SIGNED_IN = "signed_in"
YEARS = range(1976, 2101)


def public(view: View) -> View:
    """Anyone may open this view."""
    return _marked(view, PUBLIC)


def signed_in(view: View) -> View:
    """Everyone who has signed in may open this view."""
    return _marked(view, SIGNED_IN)


def requires(permission: Permission) -> Callable[[View], View]:
    """Only people who hold `permission` somewhere may open this view.

    Sets `request.scope`. When the URL names a `place` (a locality's key) and a `year`, the view gets the place itself,
    found within the scope or else 404, and the frame of the page shows both.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            request.scope = request.user.scope_for(permission)
            if not request.scope:
                raise PermissionDenied
            if "place" in kwargs:
                places = Locality.objects.in_scope(request.scope).select_related("parent__parent__parent")
                kwargs["place"] = request.place = get_object_or_404(places, key=kwargs["place"])
            if "year" in kwargs:
                request.year = _possible_year(kwargs["year"])
            return view(request, *args, **kwargs)

        guarded.access = permission
        return guarded

    return decorate


def _possible_year(year: int) -> int:
    """Any number fits into an address; years that no calendar of this work knows are not found."""
    if year not in YEARS:
        raise Http404(f"Không có số liệu của năm {year}.")
    return year


def _marked(view: View, access: str) -> View:
    @wraps(view)
    def guarded(*args: Any, **kwargs: Any) -> HttpResponse:
        return view(*args, **kwargs)

    guarded.access = access
    return guarded
