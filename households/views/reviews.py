"""The review of a commune and year followed; the reviews of a higher place."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from accounts.access import requires
from accounts.refusals import refusal
from accounts.roles import Permission
from households.lists import policies as policies_lists
from households.lists.listing import households_at, progress_by, reviews_at
from households.presenters.reviews import CommuneReviewPage, CommunesReviewPage
from households.procedure.course import course_of
from households.procedure.settings import Rules
from localities.models import Level, Locality


@requires(Permission.HOUSEHOLD_VIEW)
def reviews(request: HttpRequest, place: Locality, year: int, month: int = 0) -> HttpResponse:
    """The review of a commune with the progress of its village units; of a higher place, its communes in a table."""
    request.section = "reviews"
    if place.is_commune or place.is_hamlet:
        return render(request, "households/review.html", {"page": _commune_page(request, place, year, month)})
    found = reviews_at(request.scope, place, year, month)
    communes = Locality.objects.in_scope(request.scope).under(place).filter(level=Level.COMMUNE).existing_in(year)
    page = CommunesReviewPage(
        place=place,
        year=year,
        month=month,
        communes=list(communes.order_by("path")),
        reviews=found,
        progress=progress_by(households_at(request.scope, place, found), "commune_id"),
        today=timezone.localdate(),
        rules=Rules.at(*(review.commune for review in found)),
        opines=request.user.scope_for(Permission.REVIEW_OPINE),
    )
    return render(request, "households/reviews.html", {"page": page})


def _commune_page(request: HttpRequest, place: Locality, year: int, month: int) -> CommuneReviewPage:
    found = reviews_at(request.scope, place, year, month)
    units = Locality.objects.in_scope(request.scope).under(place).filter(level=Level.HAMLET).existing_in(year)
    may_open = not found and request.user.may(Permission.REVIEW_MANAGE, place)
    return CommuneReviewPage(
        place=place,
        year=year,
        month=month,
        course=course_of(found[0]) if found else None,
        units=list(units.order_by("position", "path")),
        progress=progress_by(households_at(request.scope, place, found), "hamlet_id"),
        enters=request.user.scope_for(Permission.ASSESSMENT_EDIT),
        user=request.user,
        possible=policies_lists.possible_standards(place, year, month) if may_open else (),
        may_open=may_open,
        cannot_open=refusal(policies_lists.check_can_open, place, year, month) if may_open else "",
    )


def to_reviews(request: HttpRequest, place: Locality, year: int, month: int) -> HttpResponse:
    """Away from a page that only a review has, with a word why."""
    when = f"tháng {month} năm {year}" if month else f"năm {year}"
    messages.info(request, f"Chưa mở đợt rà soát {when} nên chưa có trang này.")
    return redirect("reviews", place.key, year, *([month] if month else []))
