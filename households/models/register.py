"""The register: households and their members."""

import uuid
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, FilteredRelation, OuterRef, Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from households.models.base import NATIONAL_ID_DIGITS, InCommuneQuerySet, both_or_neither
from localities.fields import BytewiseCharField, NormalisedCharField
from localities.models import Locality
from localities.scope import subtree
from localities.text import fold, name_sort_key

if TYPE_CHECKING:
    from households.models.reviews import Review

# Of a row of history: the words of the act and the officer's own reason, which may be three hundred letters long.
LONGEST_REASON = 400


class HouseholdQuerySet(InCommuneQuerySet):
    def at(self, place: Locality) -> Self:
        """Households of one place: a village unit, a commune, or everything below a higher one."""
        return self.filter(subtree(place.path, "hamlet"))

    def matching(self, words: str) -> Self:
        """Households whose head, code, address or a member contains every word, ignoring case and diacritics; people
        who left or died are found too, those whose row was a mistake are not.

        Twelve digits are a personal identification number, which is found whole or not at all.
        """
        digits = "".join(words.split())
        own = Member.everyone.filter(household=OuterRef("pk"), deleted_at__isnull=True)
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


class RegisteredHouseholds(models.Manager.from_queryset(HouseholdQuerySet)):  # type: ignore[misc]
    """Households that stand in the register: everyone but the deleted ones. Those that ended still stand in it."""

    def get_queryset(self) -> HouseholdQuerySet:
        return super().get_queryset().filter(deleted_at__isnull=True)


class Household(models.Model):
    """A household of a village unit (hộ gia đình). The uid is made by whoever types it first, so that a form sent
    twice makes one household.

    A household that ends (moves out, merges into another, its only member dies) keeps its row with `ended_on`, for its
    forms remain; one that was recorded by mistake is deleted softly and can be restored for a while.
    """

    class Ending(models.TextChoices):
        MOVED_OUT = "moved_out", "Chuyển đi nơi khác"
        MERGED = "merged", "Nhập vào hộ khác"
        DIED_OUT = "died_out", "Không còn thành viên"

    uid = models.UUIDField(unique=True, default=uuid.uuid4)
    commune = models.ForeignKey(Locality, verbose_name="xã, phường", on_delete=models.PROTECT, related_name="+")
    hamlet = models.ForeignKey(
        Locality, verbose_name="thôn, tổ dân phố", on_delete=models.PROTECT, related_name="households"
    )
    code = NormalisedCharField("mã hộ", max_length=30)
    head_name = NormalisedCharField("họ tên chủ hộ", max_length=120)
    address = NormalisedCharField("địa chỉ", max_length=200, blank=True)
    # Of Phiếu B's part on the household; the codes are those of `indicators.members` and `indicators.dwellings`.
    occupation = models.CharField("nghề nghiệp chính của hộ", max_length=20, blank=True)
    has_aquaculture = models.BooleanField("có nuôi trồng thủy sản", null=True, blank=True)
    is_indigenous_minority = models.BooleanField("hộ dân tộc tại chỗ", default=False)
    ended_on = models.DateField("không còn trong sổ từ ngày", null=True, blank=True)
    ended_because = models.CharField("lý do", max_length=10, choices=Ending, blank=True)
    # The household this one came out of: it was split off, or it is the same family in its former commune.
    origin = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="offspring")
    deleted_at = models.DateTimeField("xóa lúc", null=True, blank=True)
    deleted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    delete_reason = NormalisedCharField("lý do xóa", max_length=300, blank=True)
    search_text = models.CharField(max_length=400, editable=False)
    sort_key = BytewiseCharField(max_length=400, editable=False)
    version = models.PositiveIntegerField("phiên bản", default=1)
    created_at = models.DateTimeField("ghi lúc", auto_now_add=True)
    saved_at = models.DateTimeField("lưu lúc", null=True, blank=True)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = RegisteredHouseholds()
    everyone = HouseholdQuerySet.as_manager()
    history = HistoricalRecords(
        excluded_fields=["search_text", "sort_key", "version", "created_at", "saved_at", "saved_by"],
        history_change_reason_field=models.CharField(max_length=LONGEST_REASON, null=True),
        related_name="+",
        verbose_name="lịch sử hộ",
        verbose_name_plural="lịch sử hộ",
    )

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
            both_or_neither("deleted_at", "deleted_by", name="household_deleted_pair"),
            models.CheckConstraint(
                name="household_ended_with_a_reason",
                condition=Q(ended_on__isnull=True, ended_because="")
                | (Q(ended_on__isnull=False) & ~Q(ended_because="")),
                violation_error_message="Hộ không còn trong sổ phải có ngày và lý do.",
            ),
        ]
        indexes = [models.Index(fields=["hamlet", "sort_key"], name="household_hamlet_sort")]

    def __str__(self) -> str:
        return f"Hộ {self.head_name}"

    def save(self, *args, **kwargs) -> None:
        self.derive()
        super().save(*args, **kwargs)

    def derive(self) -> None:
        """Fill in the columns that follow from others; who stores many rows at once calls it for each."""
        self.commune_id = self.hamlet.commune.pk
        self.search_text = fold(f"{self.head_name} {self.code} {self.address}")[:400]
        self.sort_key = name_sort_key(self.head_name)[:400]

    def get_absolute_url(self) -> str:
        return reverse("household", args=[self.uid])


class Sex(models.TextChoices):
    MALE = "male", "Nam"
    FEMALE = "female", "Nữ"


class PresentMembers(models.Manager):
    """People who live in the household now. `household.members` sees these only."""

    def get_queryset(self) -> models.QuerySet:
        return super().get_queryset().filter(left_on__isnull=True, deleted_at__isnull=True)


class Member(models.Model):
    """A person of a household, with the fields of the member part of Phiếu B. A birth date may be known to the year
    only. The codes of the closed lists are those of `indicators.members`; an empty one means "not recorded".

    `ethnicity` is always the number of QĐ 1019/QĐ-TCTK (2008): another numbering and other spellings are translated at
    the door (`indicators.ethnic_groups`), for a number without its system means nothing.
    """

    class Leaving(models.TextChoices):
        DIED = "died", "Đã mất"
        MOVED_OUT = "moved_out", "Chuyển đi"
        TO_OTHER_HOUSEHOLD = "to_other", "Chuyển sang hộ khác"

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
    schooling_level = models.CharField("cấp học đang học", max_length=20, blank=True)
    education_level = models.CharField("trình độ văn hóa", max_length=20, blank=True)
    training_level = models.CharField("trình độ đào tạo", max_length=20, blank=True)
    social_assistance = models.CharField("trợ cấp xã hội hằng tháng", max_length=20, blank=True)
    employment = models.CharField("tình trạng việc làm", max_length=20, blank=True)
    job_kind = models.CharField("loại việc làm", max_length=20, blank=True)
    contract = models.CharField("hợp đồng lao động", max_length=20, blank=True)
    pension = models.CharField("lương hưu, trợ cấp hằng tháng", max_length=20, blank=True)
    height_cm = models.DecimalField("chiều cao (cm)", max_digits=4, decimal_places=1, null=True, blank=True)
    weight_kg = models.DecimalField("cân nặng (kg)", max_digits=4, decimal_places=1, null=True, blank=True)
    left_on = models.DateField("không còn trong hộ từ ngày", null=True, blank=True)
    left_because = models.CharField("lý do", max_length=10, choices=Leaving, blank=True)
    deleted_at = models.DateTimeField("xóa lúc", null=True, blank=True)
    deleted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = PresentMembers()
    everyone = models.Manager()
    history = HistoricalRecords(
        excluded_fields=["name_folded", "position"],
        history_change_reason_field=models.CharField(max_length=LONGEST_REASON, null=True),
        related_name="+",
        verbose_name="lịch sử thành viên",
        verbose_name_plural="lịch sử thành viên",
    )

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
            both_or_neither("deleted_at", "deleted_by", name="member_deleted_pair"),
            models.CheckConstraint(
                name="member_left_with_a_reason",
                condition=Q(left_on__isnull=True, left_because="") | (Q(left_on__isnull=False) & ~Q(left_because="")),
                violation_error_message="Thành viên không còn trong hộ phải có ngày và lý do.",
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    def save(self, *args, **kwargs) -> None:
        self.derive()
        super().save(*args, **kwargs)

    def derive(self) -> None:
        """Fill in the column that follows from another; who stores many rows at once calls it for each."""
        self.name_folded = fold(self.full_name)

    @property
    def masked_national_id(self) -> str:
        """Only the last four digits: enough to tell two people apart, not to misuse."""
        return f"•••• {self.national_id[-4:]}" if self.national_id else ""
