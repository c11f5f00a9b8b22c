"""What every page of one form needs: the household and its form, found within the officer's ground or not at all."""

from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from django.db.models import Q
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from accounts.models import User
from households.entry.b1 import ItemSheet, item_sheet
from households.entry.cautions import Caution, cautions
from households.entry.sheet import Sheet, sheet_of
from households.models import Assessment, Household, Member, Review, ScoreSheet
from households.score_sheets.choosing import sheets_for
from indicators.scoring import HouseholdClass
from indicators.standard import Standard
from localities.models import Locality

SCORE_SHEET = "bang-diem"
"""In the address of the entry page: the number of the score sheet that the officer chose."""


@dataclass(frozen=True)
class Desk:
    """One household's form of one year. Without a review there is nothing to fill in yet."""

    place: Locality
    year: int
    household: Household
    review: Review | None
    assessment: Assessment | None
    month: int = 0  # of a monthly review
    asked_score_sheet: int | None = None  # the one of several that the officer chose

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
    def score_sheets(self) -> list[ScoreSheet]:
        """Those that hold for the household, the nearest first; none is shipped."""
        return sheets_for(self.household.commune, self.standard.code, self.household.hamlet.area)

    @cached_property
    def items(self) -> ItemSheet | None:
        """The score sheet by which B1 may be answered item by item: the chosen one, the one answered, the nearest."""
        return item_sheet(self.score_sheets, self.asked_score_sheet or self.sheet.score_sheet)

    def cautions(self, household_class: HouseholdClass | None = None) -> tuple[Caution, ...]:
        """What looks unlikely on the stored form."""
        return self.cautions_about(self.sheet, self.members, household_class)

    def cautions_about(
        self, sheet: Sheet, members: list[Member], household_class: HouseholdClass | None = None
    ) -> tuple[Caution, ...]:
        assert self.review is not None
        answered = self.items if self.items and self.items.pk == sheet.score_sheet else None
        total = answered.total(sheet.score_items) if answered else None
        return cautions(
            sheet,
            members,
            self.review.ends_on,
            self.standard,
            household_class=household_class,
            score_total=total,
        )

    @cached_property
    def last(self) -> Assessment | None:
        """The last completed form of an earlier review, under the same standard: other questions are no guide. The
        annual review of a year comes after its months."""
        this_year = Q(review__year=self.year, review__month__gte=1, review__month__lt=self.month or 13)
        earlier = self.household.assessments.completed().filter(Q(review__year__lt=self.year) | this_year)
        earlier = earlier.filter(review__standard_code=self.standard.code)
        return earlier.select_related("review").order_by("-review__year", "review__kind", "-review__month").first()

    @property
    def version(self) -> int:
        return self.assessment.version if self.assessment else 0

    def device_key(self, user: User) -> str:
        """Under what a browser keeps the draft: one person's of one form, on a machine that several may share."""
        period = f"{self.year}-{self.month}" if self.month else f"{self.year}"
        return f"phieu:{user.pk}:{self.household.uid}:{period}"

    def url(self, page: str) -> str:
        """The address of a page of this form: "assessment_entry", "assessment_check", "assessment_draft" …"""
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
    assessment = forms.filter(review=review).first() if review else None
    asked = request.POST.get("score_sheet") or request.GET.get(SCORE_SHEET, "")
    return Desk(place, year, household, review, assessment, month, int(asked) if asked.isdecimal() else None)
