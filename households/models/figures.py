"""The counts of each village unit in each review, and how each household's class changed."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from households.models.base import (
    AVERAGE_LIVING,
    CAUSE_SLOTS,
    CLASS_CHOICES,
    INDICATOR_SLOTS,
    InCommuneQuerySet,
    both_or_neither,
)
from households.models.register import Household
from households.models.reviews import Review
from localities.fields import NormalisedCharField
from localities.models import Locality


class HamletFigures(models.Model):
    """The counts of one village unit in one review for one class: what every form and plan sums up.

    One row a class, and one for the average-living households (hộ có mức sống trung bình) that decisions of the
    review's year recognised. *Computed* rows come from completed forms, in the transaction of each change; *reported*
    rows are typed totals of places whose household lists are not in the system.

    The columns `movement_2` to `movement_8` of the poor and near-poor rows are those of forms 7.2 and 7.3: a count of
    households each, and of persons with the ending `_persons`. `opening` is column 1; column 9 is `households`.
    `unsettled` counts households whose movement nobody has settled yet: while it is not zero the form does not close.
    """

    class Source(models.TextChoices):
        COMPUTED = "computed", "Tổng hợp từ phiếu"
        REPORTED = "reported", "Số liệu báo cáo"

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="figures")
    commune = models.ForeignKey(Locality, on_delete=models.PROTECT, related_name="+")
    hamlet = models.ForeignKey(Locality, on_delete=models.PROTECT, related_name="figures")
    household_class = models.CharField(max_length=10, choices=[*CLASS_CHOICES, AVERAGE_LIVING])
    source = models.CharField(max_length=10, choices=Source, default=Source.COMPUTED)
    households = models.PositiveIntegerField(default=0)
    persons = models.PositiveIntegerField(default=0)
    can_exit = models.PositiveIntegerField(default=0)
    ethnic_minority = models.PositiveIntegerField(default=0)
    no_work_capacity = models.PositiveIntegerField(default=0)
    merit_member = models.PositiveIntegerField(default=0)
    social_protection = models.PositiveIntegerField(default=0)
    ethnic_minority_persons = models.PositiveIntegerField(default=0)
    no_work_capacity_persons = models.PositiveIntegerField(default=0)
    merit_member_persons = models.PositiveIntegerField(default=0)
    opening = models.PositiveIntegerField(default=0)
    opening_persons = models.PositiveIntegerField(default=0)
    unsettled = models.PositiveIntegerField(default=0)
    # lacking_01 … lacking_12, cause_1 … cause_8 and movement_2 … movement_8 with …_persons are added below.

    class Meta:
        verbose_name = "số liệu thôn, tổ dân phố"
        verbose_name_plural = "số liệu thôn, tổ dân phố"
        constraints = [
            models.UniqueConstraint(name="figures_once", fields=["review", "hamlet", "household_class"]),
        ]

    def __str__(self) -> str:
        return f"{self.hamlet} {self.review.year} {self.household_class}"


LACKING_FIELDS = tuple(f"lacking_{slot:02d}" for slot in range(1, INDICATOR_SLOTS + 1))
CAUSE_FIELDS = tuple(f"cause_{slot}" for slot in range(1, CAUSE_SLOTS + 1))
MOVEMENT_COLUMNS = tuple(range(2, 9))
MOVEMENT_FIELDS = tuple(f"movement_{column}{ending}" for ending in ("", "_persons") for column in MOVEMENT_COLUMNS)
for _name in (*LACKING_FIELDS, *CAUSE_FIELDS, *MOVEMENT_FIELDS):
    HamletFigures.add_to_class(_name, models.PositiveIntegerField(default=0))


class EthnicFigures(models.Model):
    """Households of one class by the ethnic group of their head, in one village unit and review (form 7.9). Only groups
    that occur have a row. `ethnicity` is the number of QĐ 1019/QĐ-TCTK (2008)."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="ethnic_figures")
    commune = models.ForeignKey(Locality, on_delete=models.PROTECT, related_name="+")
    hamlet = models.ForeignKey(Locality, on_delete=models.PROTECT, related_name="+")
    household_class = models.CharField(max_length=10, choices=[*CLASS_CHOICES, AVERAGE_LIVING])
    ethnicity = models.CharField("dân tộc", max_length=2)
    source = models.CharField(max_length=10, choices=HamletFigures.Source, default=HamletFigures.Source.COMPUTED)
    households = models.PositiveIntegerField(default=0)
    persons = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "số liệu theo dân tộc"
        verbose_name_plural = "số liệu theo dân tộc"
        constraints = [
            models.UniqueConstraint(
                name="ethnic_figures_once", fields=["review", "hamlet", "household_class", "ethnicity"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.hamlet} {self.review.year} {self.household_class} {self.ethnicity}"


class Movement(models.Model):
    """How the class of one household changed against the previous recognised review (forms 7.2 and 7.3).

    There is a row for every household that was poor or near-poor then or is so now. `kind` is empty while it cannot be
    told: then the form does not close, and the household is listed. Derived from the forms and events, or chosen by an
    officer with a reason (`chosen_at`); a chosen row waits while the form of its household is open again. The rules:
    `households.movements`.
    """

    class Kind(models.TextChoices):
        STAY_POOR = "stay_poor", "Vẫn là hộ nghèo"
        STAY_NEAR_POOR = "stay_near_poor", "Vẫn là hộ cận nghèo"
        POOR_TO_NEAR_POOR = "poor_to_near_poor", "Hộ nghèo trở thành hộ cận nghèo"
        POOR_EXIT = "poor_exit", "Thoát nghèo, vượt chuẩn cận nghèo"
        POOR_OUT_OTHER = "poor_out_other", "Thôi là hộ nghèo do chuyển đi, mất, tách, nhập"
        NEAR_POOR_TO_POOR = "near_poor_to_poor", "Hộ cận nghèo trở thành hộ nghèo"
        NEAR_POOR_EXIT = "near_poor_exit", "Thoát cận nghèo"
        NEAR_POOR_OUT_OTHER = "near_poor_out_other", "Thôi là hộ cận nghèo do chuyển đi, mất, tách, nhập"
        RELAPSE_POOR = "relapse_poor", "Tái nghèo"
        NEW_POOR = "new_poor", "Hộ nghèo phát sinh mới"
        POOR_IN_OTHER = "poor_in_other", "Thêm hộ nghèo do chuyển đến, tách, nhập"
        RELAPSE_NEAR_POOR = "relapse_near_poor", "Tái cận nghèo"
        NEW_NEAR_POOR = "new_near_poor", "Hộ cận nghèo phát sinh mới"
        NEAR_POOR_IN_OTHER = "near_poor_in_other", "Thêm hộ cận nghèo do chuyển đến, tách, nhập"

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="movements")
    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="movements")
    commune = models.ForeignKey(Locality, on_delete=models.PROTECT, related_name="+")
    hamlet = models.ForeignKey(Locality, on_delete=models.PROTECT, related_name="+")
    # Where it was counted then, on the boundaries of now; another village unit than `hamlet` when it moved within the
    # commune, and empty when it was neither poor nor near-poor.
    hamlet_before = models.ForeignKey(Locality, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    class_before = models.CharField("năm trước", max_length=10, choices=CLASS_CHOICES, blank=True)
    class_after = models.CharField("năm nay", max_length=10, choices=CLASS_CHOICES, blank=True)
    persons_before = models.PositiveSmallIntegerField("nhân khẩu năm trước", default=0)
    persons_after = models.PositiveSmallIntegerField("nhân khẩu năm nay", default=0)
    kind = models.CharField("diễn biến", max_length=20, choices=Kind, blank=True)
    note = NormalisedCharField("lý do", max_length=300, blank=True)
    chosen_at = models.DateTimeField("chọn lúc", null=True, blank=True)
    chosen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = InCommuneQuerySet.as_manager()

    class Meta:
        verbose_name = "diễn biến của hộ"
        verbose_name_plural = "diễn biến của hộ"
        constraints = [
            models.UniqueConstraint(name="movement_once_in_review", fields=["review", "household"]),
            both_or_neither("chosen_at", "chosen_by", name="movement_chosen_pair"),
            models.CheckConstraint(
                name="movement_of_somebody_counted",
                condition=~Q(class_before="") | ~Q(class_after="") | Q(chosen_at__isnull=False),
                violation_error_message="Diễn biến phải có kết quả năm trước hoặc năm nay.",
            ),
        ]
        indexes = [models.Index(fields=["review", "kind", "hamlet"], name="movement_review_kind")]

    def __str__(self) -> str:
        return f"{self.household} {self.review.year}: {self.get_kind_display()}"
