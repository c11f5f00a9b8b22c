"""The form of one household in one review (Phiếu B), and its outcome."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from households.models.base import CLASS_CHOICES, InCommuneQuerySet, both_or_neither
from households.models.register import Household
from households.models.reviews import Review
from indicators.scoring import HouseholdClass, Outcome
from localities.area_types import CHOICES as AREA_CHOICES
from localities.area_types import AreaType
from localities.fields import NormalisedCharField
from localities.models import Locality


class AssessmentQuerySet(InCommuneQuerySet):
    def completed(self) -> Self:
        return self.filter(state=Assessment.State.COMPLETED)


class Assessment(models.Model):
    """One household in one review: what was answered, and the outcome stored when it was completed.

    Answers are three bit masks in the order of the standard's indicators, so a new standard needs no new column:
    answered (yes, no or unsure), deprived (yes), unsure ("chưa rõ": counts as unfinished).
    """

    class State(models.TextChoices):
        DRAFT = "draft", "Nháp"
        COMPLETED = "completed", "Đã hoàn thành"

    uid = models.UUIDField(unique=True, default=uuid.uuid4)
    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="assessments")
    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="assessments")
    commune = models.ForeignKey(Locality, on_delete=models.PROTECT, related_name="+")
    hamlet = models.ForeignKey(Locality, on_delete=models.PROTECT, related_name="+")
    area_type = models.CharField("khu vực", max_length=5, choices=AREA_CHOICES)
    version = models.PositiveIntegerField("phiên bản", default=1)
    state = models.CharField("trạng thái", max_length=10, choices=State, default=State.DRAFT)

    income_points = models.PositiveSmallIntegerField("điểm B1", null=True, blank=True)
    answered_mask = models.PositiveSmallIntegerField(default=0)
    deprived_mask = models.PositiveSmallIntegerField(default=0)
    unsure_mask = models.PositiveSmallIntegerField(default=0)
    causes_mask = models.PositiveSmallIntegerField("nguyên nhân nghèo", default=0)
    other_cause = NormalisedCharField("nguyên nhân khác", max_length=200, blank=True)
    is_ethnic_minority = models.BooleanField("hộ dân tộc thiểu số", default=False)
    has_no_work_capacity = models.BooleanField("hộ không có khả năng lao động", default=False)
    has_merit_member = models.BooleanField("hộ có thành viên là người có công với cách mạng", default=False)
    on_social_protection = models.BooleanField("hộ thuộc diện bảo trợ xã hội, khó thoát nghèo", default=False)
    can_exit = models.BooleanField("có khả năng thoát nghèo, thoát cận nghèo trong năm tới", default=False)
    note = NormalisedCharField("ghi chú", max_length=500, blank=True)

    person_count = models.PositiveSmallIntegerField("số nhân khẩu", default=0)
    household_class = models.CharField("kết quả", max_length=10, choices=CLASS_CHOICES, blank=True)
    deprivation_points = models.PositiveSmallIntegerField("điểm B2", null=True, blank=True)

    saved_at = models.DateTimeField("lưu lúc")
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    completed_at = models.DateTimeField("hoàn thành lúc", null=True, blank=True)
    completed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        verbose_name = "phiếu rà soát"
        verbose_name_plural = "phiếu rà soát"
        constraints = [
            models.UniqueConstraint(
                name="assessment_once_in_review",
                fields=["review", "household"],
                violation_error_message="Hộ này đã có phiếu trong đợt rà soát.",
            ),
            both_or_neither("completed_at", "completed_by", name="assessment_completed_pair"),
            models.CheckConstraint(
                name="assessment_outcome_when_completed",
                condition=Q(state="draft", household_class="", deprivation_points__isnull=True)
                | (
                    Q(state="completed", deprivation_points__isnull=False, income_points__isnull=False, unsure_mask=0)
                    & Q(completed_at__isnull=False)
                    & ~Q(household_class="")
                ),
                violation_error_message="Phiếu hoàn thành phải có đủ kết quả; phiếu nháp thì chưa có kết quả.",
            ),
        ]
        indexes = [
            models.Index(
                fields=["review", "hamlet", "state", "household_class", "person_count", "deprived_mask"],
                name="assessment_figures",
            ),
        ]

    def __str__(self) -> str:
        return f"Phiếu {self.review.year} của {self.household}"

    @property
    def is_completed(self) -> bool:
        return self.state == self.State.COMPLETED

    @property
    def deprived_codes(self) -> tuple[str, ...]:
        """Codes of the deprived indicators, in the order of the standard."""
        return self.review.standard.codes(self.deprived_mask)

    @property
    def outcome(self) -> Outcome | None:
        """The outcome as it was stored when the form was completed; nothing for a draft. Never computed anew."""
        if not self.is_completed:
            return None
        return Outcome(
            household_class=HouseholdClass(self.household_class),
            income_points=self.income_points,
            deprivation_points=self.deprivation_points,
            because=self.deprived_codes,
            standard=self.review.standard_code,
            area=AreaType(self.area_type),
        )
