"""What will be done: a plan of a place for a year, with its text, targets, units and duties."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from households.models import Review, both_or_neither
from localities import formats
from localities.fields import NormalisedCharField
from localities.models import Locality
from localities.scope import AreaScope


class State(models.TextChoices):
    """The life of a plan. The moves between the states are plans.policies.MOVES."""

    DRAFT = "draft", "Dự thảo"
    SUBMITTED = "submitted", "Đã trình"
    RETURNED = "returned", "Trả lại"
    APPROVED = "approved", "Đã duyệt"
    ISSUED = "issued", "Đã ban hành"


class SigningForm(models.TextChoices):
    """Who signs and in whose name (Nghị định 30/2020/NĐ-CP, Phụ lục I, quyền hạn của người ký)."""

    CHAIR = "chair", "TM. ỦY BAN NHÂN DÂN – CHỦ TỊCH"
    VICE_CHAIR = "vice_chair", "TM. ỦY BAN NHÂN DÂN – KT. CHỦ TỊCH – PHÓ CHỦ TỊCH"


class PlanQuerySet(models.QuerySet):
    def in_scope(self, scope: AreaScope) -> Self:
        return self.filter(scope.q("place"))


class Plan(models.Model):
    """A KH-UBND plan. Its figures come from `base_review`, the review whose results the year starts from."""

    uid = models.UUIDField(unique=True, default=uuid.uuid4)
    key = models.SlugField("tên gọi trong hệ thống", max_length=80, unique=True)
    place = models.ForeignKey(Locality, verbose_name="địa bàn", on_delete=models.PROTECT, related_name="plans")
    year = models.PositiveSmallIntegerField("năm kế hoạch")
    outline_code = models.CharField("loại kế hoạch", max_length=30)
    base_review = models.ForeignKey(
        Review, verbose_name="kết quả rà soát làm gốc", on_delete=models.PROTECT, related_name="plans"
    )
    subject = models.TextField("trích yếu", help_text="Mỗi dòng in thành một dòng dưới tên loại văn bản.")
    opening = models.JSONField("đoạn mở đầu", default=list, blank=True)
    closing = models.JSONField("đoạn kết", default=list, blank=True)
    signing_form = models.CharField("thẩm quyền ký", max_length=12, choices=SigningForm, default=SigningForm.CHAIR)
    signer_name = NormalisedCharField("họ tên người ký", max_length=120, blank=True)
    archive = NormalisedCharField("nơi lưu", max_length=60, default="VT", help_text="Ví dụ: VT, VHXH")
    document_on = models.DateField("ngày văn bản", null=True, blank=True)
    document_number = NormalisedCharField("số, ký hiệu văn bản", max_length=40, blank=True)
    version = models.PositiveIntegerField("phiên bản", default=1)

    state = models.CharField("trạng thái", max_length=10, choices=State, default=State.DRAFT)
    return_comment = models.TextField("ý kiến trả lại", blank=True)
    created_at = models.DateTimeField("lập lúc", auto_now_add=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="người soạn", on_delete=models.PROTECT, related_name="+"
    )
    submitted_at = models.DateTimeField("trình lúc", null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    returned_at = models.DateTimeField("trả lại lúc", null=True, blank=True)
    returned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    approved_at = models.DateTimeField("duyệt lúc", null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    issued_at = models.DateTimeField("ban hành lúc", null=True, blank=True)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = "kế hoạch"
        verbose_name_plural = "kế hoạch"
        ordering = ["-year", "place", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="plan_once_a_year",
                fields=["place", "year", "outline_code"],
                violation_error_message="Địa bàn này đã có kế hoạch cùng loại của năm đó.",
            ),
            both_or_neither("submitted_at", "submitted_by", name="plan_submitted_pair"),
            both_or_neither("returned_at", "returned_by", name="plan_returned_pair"),
            both_or_neither("approved_at", "approved_by", name="plan_approved_pair"),
            both_or_neither("issued_at", "issued_by", name="plan_issued_pair"),
            models.CheckConstraint(
                name="plan_issued_after_approval",
                condition=~Q(state="issued") | Q(issued_at__isnull=False, approved_at__isnull=False),
                violation_error_message="Kế hoạch chỉ được ban hành sau khi duyệt.",
            ),
            models.CheckConstraint(
                name="plan_issued_with_number_and_date",
                condition=~Q(state="issued") | (Q(document_on__isnull=False) & ~Q(document_number="")),
                violation_error_message="Kế hoạch đã ban hành phải có số và ngày văn bản.",
            ),
        ]

    def __str__(self) -> str:
        return f"Kế hoạch {self.year}, {self.place}"

    @property
    def title(self) -> str:
        """Kind and subject on one line, as a list or a register shows it."""
        return f"Kế hoạch {' '.join(self.subject.split())}"

    @property
    def is_open(self) -> bool:
        """Whether its text and targets may still be changed by the authors."""
        return self.state in {State.DRAFT, State.RETURNED}


class Section(models.Model):
    """A part of the text. Order and level make the outline; the number before the title is computed, never typed.

    `body` is a typed tree (plans.text): paragraphs, items and bound blocks, with figures by name.
    """

    class Kind(models.TextChoices):
        SECTION = "section", "Mục"
        ANNEX = "annex", "Phụ lục"

    uid = models.UUIDField(unique=True, default=uuid.uuid4)
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="sections")
    kind = models.CharField("loại", max_length=8, choices=Kind, default=Kind.SECTION)
    position = models.PositiveSmallIntegerField("thứ tự")
    level = models.PositiveSmallIntegerField("cấp", default=0)
    title = NormalisedCharField("tiêu đề", max_length=300)
    body = models.JSONField("nội dung", default=list, blank=True)
    version = models.PositiveIntegerField("phiên bản", default=1)

    class Meta:
        verbose_name = "mục"
        verbose_name_plural = "mục"
        ordering = ["plan", "kind", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                name="section_level_within_three",
                condition=Q(level__lte=2),
                violation_error_message="Kế hoạch có nhiều nhất ba cấp mục.",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class LegalBasis(models.Model):
    """A document that the plan rests on ("Căn cứ") or carries out ("Thực hiện"), in its parts so that it can be
    checked and renewed."""

    class Part(models.TextChoices):
        BASED_ON = "based_on", "Căn cứ"
        CARRIES_OUT = "carries_out", "Thực hiện"

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="bases")
    position = models.PositiveSmallIntegerField("thứ tự")
    part = models.CharField("vai trò", max_length=12, choices=Part, default=Part.BASED_ON)
    document_kind = NormalisedCharField(
        "tên loại", max_length=150, help_text="Nghị định, Quyết định, Kế hoạch …; luật thì ghi cả tên luật."
    )
    number = NormalisedCharField("số, ký hiệu", max_length=60, blank=True, help_text="Luật thì để trống.")
    issued_on = models.DateField("ngày ban hành", null=True, blank=True)
    agency = NormalisedCharField("cơ quan ban hành", max_length=200, blank=True)
    about = NormalisedCharField("trích yếu", max_length=500, blank=True)

    class Meta:
        verbose_name = "căn cứ"
        verbose_name_plural = "căn cứ"
        ordering = ["plan", "position", "pk"]

    def __str__(self) -> str:
        return f"{self.document_kind} {self.number}"

    @property
    def in_words(self) -> str:
        """The basis as a document prints it, without its end sign."""
        words = (
            self.get_part_display(),
            self.document_kind,
            f"số {self.number}" if self.number else "",
            formats.long_date(self.issued_on) if self.issued_on else "",
            f"của {self.agency}" if self.agency else "",
            self.about,
        )
        return " ".join(filter(None, words)).rstrip(".;, ")


class Measure(models.TextChoices):
    """What a target counts. Counts come first; rates are derived from them."""

    POOR_EXIT = "poor_exit", "Số hộ thoát nghèo"
    NEAR_POOR_EXIT = "near_poor_exit", "Số hộ thoát cận nghèo"


class Target(models.Model):
    """How many households of a village unit shall exit in the plan's year."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="targets")
    place = models.ForeignKey(Locality, on_delete=models.PROTECT, related_name="+")
    measure = models.CharField("chỉ tiêu", max_length=16, choices=Measure)
    count = models.PositiveIntegerField("số hộ")
    note = NormalisedCharField("ghi chú", max_length=120, blank=True)

    class Meta:
        verbose_name = "chỉ tiêu"
        verbose_name_plural = "chỉ tiêu"
        ordering = ["plan", "place", "measure"]
        constraints = [
            models.UniqueConstraint(
                name="target_once",
                fields=["plan", "place", "measure"],
                violation_error_message="Thôn, tổ dân phố này đã có chỉ tiêu đó.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.place}: {self.get_measure_display()} {self.count}"


class Unit(models.Model):
    """An office or organisation of a place that plans give duties to; kept over the years."""

    place = models.ForeignKey(Locality, on_delete=models.PROTECT, related_name="units")
    name = NormalisedCharField("tên đơn vị", max_length=200)
    abbreviation = NormalisedCharField("viết tắt", max_length=30, blank=True)

    class Meta:
        verbose_name = "đơn vị"
        verbose_name_plural = "đơn vị"
        ordering = ["place", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="unit_once_in_place",
                fields=["place", "name"],
                violation_error_message="Đơn vị này đã có trong danh mục của địa bàn.",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Duty(models.Model):
    """What a plan asks of a unit; `body` is the same typed tree as a section's."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="duties")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="duties")
    position = models.PositiveSmallIntegerField("thứ tự")
    body = models.JSONField("nhiệm vụ", default=list, blank=True)

    class Meta:
        verbose_name = "nhiệm vụ"
        verbose_name_plural = "nhiệm vụ"
        ordering = ["plan", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="duty_once_a_unit",
                fields=["plan", "unit"],
                violation_error_message="Đơn vị này đã được giao nhiệm vụ trong kế hoạch.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit}"


class Recipient(models.Model):
    """A line of "Nơi nhận"."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="recipients")
    position = models.PositiveSmallIntegerField("thứ tự")
    text = NormalisedCharField("nơi nhận", max_length=200)
    purpose = NormalisedCharField("để", max_length=40, blank=True, help_text="b/c, t/h, chỉ đạo …")

    class Meta:
        verbose_name = "nơi nhận"
        verbose_name_plural = "nơi nhận"
        ordering = ["plan", "position", "pk"]

    def __str__(self) -> str:
        return self.text
