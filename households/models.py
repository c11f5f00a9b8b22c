"""Whom: households and their members, the yearly review of a commune, what was answered and what it amounts to."""

import uuid
from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, FilteredRelation, OuterRef, Q
from django.urls import reverse

from indicators.scoring import HouseholdClass, Outcome
from indicators.standard import Standard
from indicators.standards import get_standard
from indicators.wording import CLASS_LABELS
from localities.area_types import CHOICES as AREA_CHOICES
from localities.area_types import AreaType
from localities.fields import BytewiseCharField, NormalisedCharField
from localities.models import Locality
from localities.scope import AreaScope, subtree
from localities.text import fold, sort_key

CLASS_CHOICES = [(value.value, CLASS_LABELS[value]) for value in HouseholdClass]
# The questionnaire has room for this many indicators; both national standards have twelve.
INDICATOR_SLOTS = 12
CAUSE_SLOTS = 8
NATIONAL_ID_DIGITS = 12


def both_or_neither(left: str, right: str, *, name: str) -> models.CheckConstraint:
    """Who and when are recorded together or not at all."""
    return models.CheckConstraint(
        name=name,
        condition=Q(**{f"{left}__isnull": True, f"{right}__isnull": True})
        | Q(**{f"{left}__isnull": False, f"{right}__isnull": False}),
        violation_error_message="Người và thời điểm phải được ghi cùng nhau.",
    )


class InCommuneQuerySet(models.QuerySet):
    """Rows that carry the village unit they belong to."""

    def in_scope(self, scope: AreaScope) -> Self:
        return self.filter(scope.q("hamlet"))


class HouseholdQuerySet(InCommuneQuerySet):
    def at(self, place: Locality) -> Self:
        """Households of one place: a village unit, a commune, or everything below a higher one."""
        return self.filter(subtree(place.path, "hamlet"))

    def matching(self, words: str) -> Self:
        """Households whose head, code, address or a member contains every word, ignoring case and diacritics.

        Twelve digits are a personal identification number, which is found whole or not at all.
        """
        digits = "".join(words.split())
        own = Member.objects.filter(household=OuterRef("pk"))
        if len(digits) == NATIONAL_ID_DIGITS and digits.isdecimal():
            return self.filter(Q(code=digits) | Exists(own.filter(national_id=digits)))
        found = self
        for word in fold(words).split():
            found = found.filter(Q(search_text__contains=word) | Exists(own.filter(name_folded__contains=word)))
        return found

    def with_form_of(self, reviews: "list[Review]") -> Self:
        """Each household beside its form in one of these reviews, as the relation `form` (all null without one)."""
        # Without a review no form belongs here; an empty list would leave out the households too.
        mine = Q(assessments__review__in=[review.pk for review in reviews] or [0])
        return self.annotate(form=FilteredRelation("assessments", condition=mine))


class Household(models.Model):
    """A household of a village unit (hộ gia đình). The uid is made by whoever types it first, so that a form sent
    twice makes one household."""

    uid = models.UUIDField(unique=True, default=uuid.uuid4)
    commune = models.ForeignKey(Locality, verbose_name="xã, phường", on_delete=models.PROTECT, related_name="+")
    hamlet = models.ForeignKey(
        Locality, verbose_name="thôn, tổ dân phố", on_delete=models.PROTECT, related_name="households"
    )
    code = NormalisedCharField("mã hộ", max_length=30)
    head_name = NormalisedCharField("họ tên chủ hộ", max_length=120)
    address = NormalisedCharField("địa chỉ", max_length=200, blank=True)
    search_text = models.CharField(max_length=400, editable=False)
    sort_key = BytewiseCharField(max_length=400, editable=False)
    version = models.PositiveIntegerField("phiên bản", default=1)
    created_at = models.DateTimeField("ghi lúc", auto_now_add=True)
    saved_at = models.DateTimeField("lưu lúc", null=True, blank=True)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = HouseholdQuerySet.as_manager()

    class Meta:
        verbose_name = "hộ"
        verbose_name_plural = "hộ"
        ordering = ["sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="household_code_once_in_commune",
                fields=["commune", "code"],
                violation_error_message="Mã hộ này đã có trong xã, phường.",
            ),
            both_or_neither("saved_at", "saved_by", name="household_saved_pair"),
        ]
        indexes = [models.Index(fields=["hamlet", "sort_key"], name="household_hamlet_sort")]

    def __str__(self) -> str:
        return f"Hộ {self.head_name}"

    def save(self, *args, **kwargs) -> None:
        self.commune_id = self.hamlet.commune.pk
        self.search_text = fold(f"{self.head_name} {self.code} {self.address}")[:400]
        self.sort_key = sort_key(self.head_name)[:400]
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("household", args=[self.uid])


class Sex(models.TextChoices):
    MALE = "male", "Nam"
    FEMALE = "female", "Nữ"


class Member(models.Model):
    """A person of a household. A birth date may be known to the year only."""

    uid = models.UUIDField(unique=True, default=uuid.uuid4)
    household = models.ForeignKey(Household, on_delete=models.CASCADE, related_name="members")
    position = models.PositiveSmallIntegerField("thứ tự", default=0)
    full_name = NormalisedCharField("họ và tên", max_length=120)
    name_folded = models.CharField(max_length=120, editable=False, db_index=True)
    relationship = models.CharField("quan hệ với chủ hộ", max_length=20)
    sex = models.CharField("giới tính", max_length=6, choices=Sex, blank=True)
    birth_year = models.PositiveSmallIntegerField("năm sinh", null=True, blank=True)
    birth_month = models.PositiveSmallIntegerField("tháng sinh", null=True, blank=True)
    birth_day = models.PositiveSmallIntegerField("ngày sinh", null=True, blank=True)
    ethnicity = models.CharField("dân tộc", max_length=2, default="01")
    national_id = models.CharField("số định danh cá nhân", max_length=NATIONAL_ID_DIGITS, blank=True, db_index=True)
    in_school = models.BooleanField("đang đi học", null=True, blank=True)
    has_health_insurance = models.BooleanField("có thẻ bảo hiểm y tế", null=True, blank=True)

    class Meta:
        verbose_name = "thành viên"
        verbose_name_plural = "thành viên"
        ordering = ["household", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                name="member_birth_date_from_the_year",
                condition=Q(birth_month__isnull=True) | Q(birth_year__isnull=False),
                violation_error_message="Có tháng sinh thì phải có năm sinh.",
            ),
            models.CheckConstraint(
                name="member_birth_day_with_month",
                condition=Q(birth_day__isnull=True) | Q(birth_month__isnull=False),
                violation_error_message="Có ngày sinh thì phải có tháng sinh.",
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    def save(self, *args, **kwargs) -> None:
        self.name_folded = fold(self.full_name)
        super().save(*args, **kwargs)

    @property
    def masked_national_id(self) -> str:
        """Only the last four digits: enough to tell two people apart, not to misuse."""
        return f"•••• {self.national_id[-4:]}" if self.national_id else ""


class ReviewQuerySet(models.QuerySet):
    def in_scope(self, scope: AreaScope) -> Self:
        """Reviews of communes on the ground, and of the commune of a village unit on the ground."""
        villages = Locality.objects.in_scope(scope).filter(level="hamlet").values("parent_id")
        return self.filter(scope.q("commune") | Q(commune_id__in=villages))


class Review(models.Model):
    """The review of a commune's households (rà soát) in one year under one standard."""

    class Kind(models.TextChoices):
        ANNUAL = "annual", "Rà soát định kỳ hằng năm"

    class State(models.TextChoices):
        SURVEYING = "surveying", "Đang rà soát"
        RECOGNISED = "recognised", "Đã công nhận"

    commune = models.ForeignKey(Locality, verbose_name="xã, phường", on_delete=models.PROTECT, related_name="reviews")
    year = models.PositiveSmallIntegerField("năm rà soát")
    kind = models.CharField("loại", max_length=10, choices=Kind, default=Kind.ANNUAL)
    # No choices here: a new standard must not need a migration; the form offers those that may apply.
    standard_code = models.CharField("chuẩn nghèo", max_length=20)
    state = models.CharField("trạng thái", max_length=12, choices=State, default=State.SURVEYING)
    decision_number = NormalisedCharField("số quyết định công nhận", max_length=40, blank=True)
    decision_on = models.DateField("ngày quyết định", null=True, blank=True)
    recognised_at = models.DateTimeField("công nhận lúc", null=True, blank=True)
    recognised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField("mở lúc", auto_now_add=True)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        verbose_name = "đợt rà soát"
        verbose_name_plural = "đợt rà soát"
        ordering = ["-year", "commune"]
        constraints = [
            models.UniqueConstraint(
                name="review_once_a_year",
                fields=["commune", "year", "kind"],
                violation_error_message="Xã, phường này đã có đợt rà soát của năm đó.",
            ),
            both_or_neither("recognised_at", "recognised_by", name="review_recognised_pair"),
            models.CheckConstraint(
                name="review_recognised_by_decision",
                condition=~Q(state="recognised")
                | (Q(decision_on__isnull=False, recognised_at__isnull=False) & ~Q(decision_number="")),
                violation_error_message="Kết quả được công nhận phải có số và ngày quyết định.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.year}, {self.commune}"

    @property
    def standard(self) -> Standard:
        return get_standard(self.standard_code)

    @property
    def is_recognised(self) -> bool:
        return self.state == self.State.RECOGNISED

    @property
    def ends_on(self) -> date:
        """The day the annual review ends (Quyết định 24/2021/QĐ-TTg: 01/9 to 14/12)."""
        return date(self.year, 12, 14)


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


class HamletFigures(models.Model):
    """The counts of one village unit in one review for one class: what every form and plan sums up.

    One row a class. *Computed* rows come from completed assessments, in the transaction of each change;
    *reported* rows are typed totals of places whose household lists are not in the system.
    """

    class Source(models.TextChoices):
        COMPUTED = "computed", "Tổng hợp từ phiếu"
        REPORTED = "reported", "Số liệu báo cáo"

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="figures")
    commune = models.ForeignKey(Locality, on_delete=models.PROTECT, related_name="+")
    hamlet = models.ForeignKey(Locality, on_delete=models.PROTECT, related_name="figures")
    household_class = models.CharField(max_length=10, choices=CLASS_CHOICES)
    source = models.CharField(max_length=10, choices=Source, default=Source.COMPUTED)
    households = models.PositiveIntegerField(default=0)
    persons = models.PositiveIntegerField(default=0)
    can_exit = models.PositiveIntegerField(default=0)
    ethnic_minority = models.PositiveIntegerField(default=0)
    no_work_capacity = models.PositiveIntegerField(default=0)
    merit_member = models.PositiveIntegerField(default=0)
    social_protection = models.PositiveIntegerField(default=0)
    # lacking_01 … lacking_12 and cause_1 … cause_8 are added below: one column a slot, in the standard's order.

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
for _name in (*LACKING_FIELDS, *CAUSE_FIELDS):
    HamletFigures.add_to_class(_name, models.PositiveIntegerField(default=0))
