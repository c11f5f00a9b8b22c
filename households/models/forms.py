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


class ScoreSheet(models.Model):
    """A B1 score sheet that a province or a commune loaded from its own copy of the official one. None is shipped: no
    text that could be read prints the points. It holds for the place and everything below it."""

    place = models.ForeignKey(Locality, on_delete=models.PROTECT, related_name="score_sheets")
    standard_code = models.CharField("chuẩn nghèo", max_length=20)
    area_type = models.CharField("khu vực", max_length=5, choices=AREA_CHOICES)
    region = NormalisedCharField("vùng", max_length=120)
    source = NormalisedCharField("văn bản, trang", max_length=300)
    loaded_at = models.DateTimeField("nạp lúc")
    loaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    retired_at = models.DateTimeField("thôi dùng từ lúc", null=True, blank=True)
    retired_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "bảng điểm B1"
        verbose_name_plural = "bảng điểm B1"
        constraints = [
            models.UniqueConstraint(
                name="score_sheet_once_in_use",
                fields=["place", "standard_code", "area_type", "region"],
                condition=Q(retired_at__isnull=True),
                violation_error_message="Địa bàn này đang dùng một bảng điểm B1 của vùng và khu vực đó.",
            ),
            both_or_neither("retired_at", "retired_by", name="score_sheet_retired_pair"),
        ]

    def __str__(self) -> str:
        return f"Bảng điểm B1, {self.region}, {self.get_area_type_display()}"


class ScoreItem(models.Model):
    """A question of a score sheet (without a parent) or one of its answers, with its points. Of a question one answer
    is chosen, or any number of them where `takes_several`."""

    sheet = models.ForeignKey(ScoreSheet, on_delete=models.CASCADE, related_name="items")
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.CASCADE, related_name="answers")
    position = models.PositiveSmallIntegerField("thứ tự")
    code = models.CharField("mã", max_length=20)
    label = NormalisedCharField("nội dung", max_length=300)
    points = models.SmallIntegerField("điểm", null=True, blank=True)
    takes_several = models.BooleanField("chọn được nhiều", default=False)

    class Meta:
        verbose_name = "mục của bảng điểm B1"
        verbose_name_plural = "mục của bảng điểm B1"
        ordering = ["sheet", "position", "pk"]
        constraints = [
            models.UniqueConstraint(name="score_item_code_once", fields=["sheet", "code"]),
            models.CheckConstraint(
                name="score_item_points_of_answers",
                condition=Q(parent__isnull=True, points__isnull=True)
                | Q(parent__isnull=False, points__isnull=False, takes_several=False),
                violation_error_message="Câu hỏi không có điểm; mỗi phương án trả lời phải có điểm.",
            ),
        ]

    def __str__(self) -> str:
        return self.label


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
    # The dwelling as Phiếu B asks for it; the codes are those of `indicators.dwellings`.
    floor_area = models.DecimalField("diện tích nhà ở (m²)", max_digits=6, decimal_places=1, null=True, blank=True)
    power_source = models.CharField("nguồn điện", max_length=20, blank=True)
    water_source = models.CharField("nguồn nước", max_length=20, blank=True)
    # Bits in the order of `indicators.support.SUPPORTS`.
    policies_mask = models.PositiveSmallIntegerField("chính sách đang hưởng", default=0)
    needs_mask = models.PositiveSmallIntegerField("nhu cầu hỗ trợ", default=0)
    # B1 item by item, where a score sheet is loaded: the codes of the chosen answers.
    score_sheet = models.ForeignKey(ScoreSheet, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    score_items = models.JSONField("các mục điểm B1", default=list, blank=True)
    # What the form was before its last save, so that this save can be taken back once (`households.actions.undoing`).
    before_last_save = models.JSONField(default=dict, blank=True)

    person_count = models.PositiveSmallIntegerField("số nhân khẩu", default=0)
    # Of the head when the form was completed: who heads the household later must not change a recognised count.
    ethnicity = models.CharField("dân tộc của chủ hộ", max_length=2, default="01")
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


class Correction(models.Model):
    """A correction of a recognised result, by a decision of its own: what the form said before and what it says now.
    The form carries the corrected result from then on; this row is never changed."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="corrections")
    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="corrections")
    commune = models.ForeignKey(Locality, on_delete=models.PROTECT, related_name="+")
    decision_number = NormalisedCharField("số quyết định đính chính", max_length=40)
    decision_on = models.DateField("ngày quyết định")
    reason = NormalisedCharField("lý do", max_length=1000)
    before = models.JSONField("trước đính chính", default=dict, blank=True)
    after = models.JSONField("sau đính chính", default=dict, blank=True)
    corrected_at = models.DateTimeField("đính chính lúc")
    corrected_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "đính chính kết quả"
        verbose_name_plural = "đính chính kết quả"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"Đính chính kết quả của {self.household} {self.review.period_words}"
