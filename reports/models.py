"""What leaves the system: documents with a number, exactly as they were issued."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models

from localities.fields import NormalisedCharField
from localities.models import Locality
from localities.scope import AreaScope
from plans.models import Plan


class IssuedDocumentQuerySet(models.QuerySet):
    def in_scope(self, scope: AreaScope) -> Self:
        return self.filter(scope.q("place"))


class IssuedDocument(models.Model):
    """An issued document: its number in the office's register of the year, its frozen figures, its bytes, their hash.

    Never changed afterwards. Numbers start at 1 each year for each kind (Nghị định 30/2020/NĐ-CP, Phụ lục I).
    """

    uid = models.UUIDField(unique=True, default=uuid.uuid4)
    place = models.ForeignKey(Locality, verbose_name="cơ quan", on_delete=models.PROTECT, related_name="documents")
    year = models.PositiveSmallIntegerField("năm")
    symbol = models.CharField("ký hiệu", max_length=30)
    number = models.PositiveIntegerField("số")
    issued_on = models.DateField("ngày ban hành")
    subject = NormalisedCharField("trích yếu", max_length=500)
    signer_name = NormalisedCharField("người ký", max_length=120)
    plan = models.OneToOneField(Plan, verbose_name="kế hoạch", on_delete=models.PROTECT, related_name="issued_document")
    figures = models.JSONField("số liệu tại thời điểm ban hành")
    html = models.TextField("bản xem tại thời điểm ban hành")
    pdf = models.BinaryField("bản in")
    sha256 = models.CharField("mã băm SHA-256", max_length=64)
    issued_at = models.DateTimeField("ghi lúc", auto_now_add=True)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="người ban hành", on_delete=models.PROTECT, related_name="+"
    )

    objects = IssuedDocumentQuerySet.as_manager()

    class Meta:
        verbose_name = "văn bản đã ban hành"
        verbose_name_plural = "văn bản đã ban hành"
        ordering = ["-year", "symbol", "-number"]
        constraints = [
            models.UniqueConstraint(
                name="issued_number_once_a_year",
                fields=["place", "year", "symbol", "number"],
                violation_error_message="Số này đã dùng trong năm. Hãy lấy số tiếp theo.",
            ),
            models.CheckConstraint(
                name="issued_number_from_one",
                condition=models.Q(number__gte=1),
                violation_error_message="Số văn bản bắt đầu từ 1.",
            ),
        ]

    def __str__(self) -> str:
        return self.full_number

    @property
    def full_number(self) -> str:
        """Number and symbol as printed: "05/KH-UBND"."""
        return f"{self.number:02d}/{self.symbol}"
