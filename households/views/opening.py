"""Reviews opened: the annual one of a year, the regular ones of its months."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from accounts.access import requires
from accounts.refusals import Refused
from accounts.roles import Permission
from households import actions
from households.forms import OpenReviewForm
from households.lists import policies as policies_lists
from households.lists.listing import progress_of_reviews
from households.models import Review
from households.presenters.monthly import MonthlyPage
from localities.models import Locality


@requires(Permission.REVIEW_MANAGE)
def open_review(request: HttpRequest, place: Locality, year: int, month: int = 0) -> HttpResponse:
    """The button “Mở đợt rà soát”."""
    period = [year, month] if month else [year]
    if request.method == "POST":
        form = OpenReviewForm(request.POST, possible=_possible(place, year, month))
        try:
            chosen = form.cleaned_data["standard"] if form.is_valid() else None
            review = actions.open_review(commune=place, year=year, month=month, standard_code=chosen, by=request.user)
        except Refused as reason:
            messages.error(request, str(reason))
        else:
            listed = review.entries.count()
            more = f" Danh sách rà soát có {listed} hộ nghèo, hộ cận nghèo hiện có." if listed else ""
            messages.success(request, f"Đã mở đợt rà soát {review.period_words}.{more}")
    return redirect("reviews", place.key, *period)


def _possible(place: Locality, year: int, month: int):
    return policies_lists.possible_standards(place, year, month) if month in (0, *policies_lists.MONTHS) else ()


@requires(Permission.HOUSEHOLD_VIEW)
def monthly_reviews(request: HttpRequest, place: Locality, year: int) -> HttpResponse:
    """The regular reviews of a year, month by month."""
    request.section = "reviews"
    if not (place.is_commune or place.is_hamlet):
        raise Http404
    commune = place if place.is_commune else place.parent
    reviews = Review.objects.in_scope(request.scope).filter(commune=commune, year=year, kind=Review.Kind.MONTHLY)
    page = MonthlyPage(
        place=place,
        commune=commune,
        year=year,
        reviews={review.month: review for review in reviews.select_related("commune")},
        progress=progress_of_reviews(request.scope, place, list(reviews)),
        may_open=place.is_commune and request.user.may(Permission.REVIEW_MANAGE, place),
    )
    return render(request, "households/lists/monthly.html", {"page": page})
