"""What was done at a place: the audit log."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts import presenters
from accounts.access import requires
from accounts.forms import AuditFilterForm
from accounts.models import AuditEvent
from accounts.roles import Permission
from localities.models import Locality
from localities.scope import AreaScope

PAGE = 50


@requires(Permission.AUDIT_VIEW)
def audit_log(request: HttpRequest, place: Locality, year: int) -> HttpResponse:
    form = AuditFilterForm(request.GET)
    events = AuditEvent.objects.in_scope(AreaScope((place.path,)))
    if form.is_valid():
        events = events.matching(
            act=form.cleaned_data["viec"],
            name=form.cleaned_data["nguoi"],
            first=form.cleaned_data["tu_ngay"],
            last=form.cleaned_data["den_ngay"],
        )
    page = Paginator(events, PAGE).get_page(request.GET.get("trang"))
    places = Locality.objects.in_scope(request.scope).filter(path__in={event.place_path for event in page})
    names = {found.path: found.full_name for found in places}
    lines = [presenters.audit_line(event, names) for event in page]
    return render(
        request, "accounts/journal.html", {"place": place, "year": year, "form": form, "page": page, "lines": lines}
    )
