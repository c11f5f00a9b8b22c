"""Pages for what went wrong."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from accounts import held


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "403.html", {"exception": _sentence(exception)}, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "404.html", status=404)


def too_many_requests(request: HttpRequest) -> HttpResponse:
    """allauth shows this page when one address sends more than ACCOUNT_RATE_LIMITS allows."""
    return render(request, "429.html", status=429)


def server_error(request: HttpRequest) -> HttpResponse:
    # No context: whatever broke may break the context processors too.
    return HttpResponse(render_to_string("500.html"), status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form came with the token of an older session: signed in again in another tab, or left open for a day.

    Going back would send the old token again, so the form is held like one whose session has expired.
    """
    context = {"kept": held.keep(request), "back": held.page_of(request)}
    return render(request, "accounts/csrf_failure.html", context, status=403)


def _sentence(exception: Exception | None) -> str:
    """What the code that refused wants to say to the officer; nothing when Django itself refused, in English."""
    return str(exception) if exception and exception.args else ""
