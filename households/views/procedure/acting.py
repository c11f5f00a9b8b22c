"""What the pages of acts share: the review on the ground, the form shown, the act done once."""

from collections.abc import Callable
from dataclasses import replace

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.refusals import Refused
from households.models import Review
from households.presenters.procedure.acts import ActPage
from households.procedure.course import Course, course_of
from localities.models import Locality

TEMPLATE = "households/procedure/act.html"


def course_at(request: HttpRequest, place: Locality, year: int, month: int) -> Course:
    """The review of this commune; acts have no page at other places."""
    request.section = "reviews"
    if not place.is_commune:
        raise Http404
    found = Review.objects.in_scope(request.scope).select_related("commune", "recognised_by", "closed_by")
    review = get_object_or_404(found, commune=place, year=year, month=month)
    review.commune = place  # with the places above it, which the request has read
    return course_of(review)


def perform(
    request: HttpRequest, page: ActPage, act: Callable[..., object], done: str, template: str = TEMPLATE
) -> HttpResponse:
    """Show the form of an act; sent, do it and go back to where the page came from."""
    refused = ""
    if request.method == "POST" and page.form.is_valid():
        try:
            act(**page.form.cleaned_data, by=request.user)
        except Refused as reason:
            refused = str(reason)
        else:
            messages.success(request, done)
            return redirect(page.back_url)
    return render(request, template, {"page": replace(page, refused=refused), "form": page.form})
