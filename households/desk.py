"""What every page of one form needs: the household and its form, found within the officer's ground or not at all."""

from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from accounts.models import User
from households.models import Assessment, Household, Member, Review
from households.sheet import Sheet, sheet_of
from indicators.standard import Standard
from localities.models import Locality


@dataclass(frozen=True)
class Desk:
    """One household's form of one year. Without a review there is nothing to fill in yet."""

    place: Locality
    year: int
    household: Household
    review: Review | None
    assessment: Assessment | None
    month: int = 0  # of a monthly review

    @cached_property
    def standard(self) -> Standard:
        assert self.review is not None
        return self.review.standard

    @cached_property
    def sheet(self) -> Sheet:
        """What is stored; an empty sheet before the first save."""
        return sheet_of(self.assessment, self.standard) if self.assessment else Sheet()

    @cached_property
    def members(self) -> list[Member]:
        return list(self.household.members.all())

    @cached_property
    def last(self) -> Assessment | None:
        """The last completed form of an earlier year, under the same standard: other questions are no guide."""
        earlier = self.household.assessments.completed().filter(review__year__lt=self.year)
        earlier = earlier.filter(review__standard_code=self.standard.code)
        return earlier.select_related("review").order_by("-review__year").first()

    @property
    def version(self) -> int:
        return self.assessment.version if self.assessment else 0

    def device_key(self, user: User) -> str:
        """Under what a browser keeps the draft: one person's of one form, on a machine that several may share."""
        period = f"{self.year}-{self.month}" if self.month else f"{self.year}"
        return f"phieu:{user.pk}:{self.household.uid}:{period}"

    def url(self, page: str) -> str:
        """The address of a page of this form: "assessment_entry", "assessment_check" or "assessment_draft"."""
        month = [self.month] if self.month else []
        return reverse(page, args=[self.place.key, self.year, *month, self.household.uid])


def desk_of(request: HttpRequest, place: Locality, year: int, uid: UUID, month: int = 0) -> Desk:
    """The form of a household at `place` in the annual review, or in the one of a month; 404 when the household is not
    on the officer's ground there."""
    households = Household.objects.in_scope(request.scope).at(place)
    household = get_object_or_404(households.select_related("hamlet__parent", "commune", "saved_by"), uid=uid)
    request.section = "households"
    reviews = Review.objects.in_scope(request.scope).filter(year=year, month=month)
    review = reviews.select_related("commune").filter(commune=household.commune_id).first()
    forms = household.assessments.select_related("saved_by", "completed_by", "hamlet__parent", "household", "review")
    return Desk(place, year, household, review, forms.filter(review=review).first() if review else None, month)
