"""The review of a commune's households (rà soát)."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from households.models.base import both_or_neither
from indicators.standard import Standard
from indicators.standards import get_standard
from localities.fields import NormalisedCharField
from localities.models import Locality
from localities.scope import AreaScope


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
