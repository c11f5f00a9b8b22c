"""The review of a commune and year: opened, followed, recognised."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts import held
from accounts.access import requires
from accounts.refusals import Refused, refusal
from accounts.roles import Permission
from households import actions, policies
from households.forms import OpenReviewForm, RecogniseForm
from households.listing import households_at, progress_by, reviews_at
from households.models import Review
from households.presenters.reviews import CommuneReviewPage, CommunesReviewPage, RecognisePage
from localities.models import Level, Locality


@requires(Permission.HOUSEHOLD_VIEW)
def reviews(request: HttpRequest, place: Locality, year: int, month: int = 0) -> HttpResponse:
    """The review of a commune with the progress of its village units; of a higher place, its communes in a table."""
    if place.is_commune or place.is_hamlet:
        return render(request, "households/review.html", {"page": _commune_page(request, place, year, month)})
    found = reviews_at(request.scope, place, year, month)
    communes = Locality.objects.in_scope(request.scope).under(place).filter(level=Level.COMMUNE).existing_in(year)
    progress = progress_by(households_at(request.scope, place, found), "commune_id")
    page = CommunesReviewPage(place, year, list(communes.order_by("path")), found, progress)
    return render(request, "households/reviews.html", {"page": page})


def _commune_page(request: HttpRequest, place: Locality, year: int, month: int) -> CommuneReviewPage:
    found = reviews_at(request.scope, place, year, month)
    units = Locality.objects.in_scope(request.scope).under(place).filter(level=Level.HAMLET).existing_in(year)
    review, user = found[0] if found else None, request.user
    may_open = review is None and user.may(Permission.REVIEW_MANAGE, place)
    may_recognise = review is not None and place.is_commune and user.may(Permission.REVIEW_RECOGNISE, place)
    return CommuneReviewPage(
        place=place,
        year=year,
        review=review,
        units=list(units.order_by("position", "path")),
        progress=progress_by(households_at(request.scope, place, found), "hamlet_id"),
        enters=user.scope_for(Permission.ASSESSMENT_EDIT),
        possible=policies.possible_standards(place, year) if may_open else (),
        may_open=may_open,
        cannot_open=refusal(policies.check_can_open, place, year) if may_open else "",
        may_recognise=may_recognise,
        cannot_recognise=refusal(policies.check_can_recognise, review) if may_recognise else "",
    )


@requires(Permission.REVIEW_MANAGE)
def open_review(request: HttpRequest, place: Locality, year: int) -> HttpResponse:
    """The button “Mở đợt rà soát”."""
    if request.method == "POST":
        form = OpenReviewForm(request.POST, possible=policies.possible_standards(place, year))
        try:
            chosen = form.cleaned_data["standard"] if form.is_valid() else None
            actions.open_review(commune=place, year=year, standard_code=chosen, by=request.user)
        except Refused as reason:
            messages.error(request, str(reason))
        else:
            messages.success(request, f"Đã mở đợt rà soát năm {year}.")
    return redirect("reviews", place.key, year)


@requires(Permission.REVIEW_RECOGNISE)
@require_http_methods(["GET", "POST"])
def recognise(request: HttpRequest, place: Locality, year: int) -> HttpResponse:
    """Record the decision that recognises the result."""
    request.section = "reviews"
    review = _own_review(request, place, year)
    data = request.POST if request.method == "POST" else held.take(request)
    form = RecogniseForm(data, households_without_form=policies.not_reviewed(review).count())
    refused = ""
    if request.method == "POST" and form.is_valid() and not (refused := _record_decision(request, review, form)):
        return redirect("reviews", place.key, year)
    page = RecognisePage(place, review, form, refused, not_yet=refusal(policies.check_can_recognise, review))
    context = {"page": page, "form": form}
    return render(request, "households/recognise.html", context)


def _record_decision(request: HttpRequest, review: Review, form: RecogniseForm) -> str:
    """The sentence of the refusal, or nothing when the decision is recorded."""
    values = {name: form.cleaned_data[name] for name in ("decision_number", "decision_on")}
    try:
        actions.recognise_review(review=review, **values, by=request.user)
    except Refused as reason:
        return str(reason)
    messages.success(request, "Đã ghi quyết định; kết quả rà soát được công nhận.")
    return ""


def _own_review(request: HttpRequest, place: Locality, year: int) -> Review:
    found = reviews_at(request.scope, place, year)
    if not place.is_commune or not found:
        raise Http404
    return found[0]
