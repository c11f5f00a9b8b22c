"""The review of a commune's households (rà soát)."""

from calendar import monthrange
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

    def annual(self) -> Self:
        return self.filter(kind=Review.Kind.ANNUAL)

    def recognised(self) -> Self:
        """Reviews whose result a decision has recognised, closed ones among them."""
        return self.filter(state__in=Review.FINAL)

    def running(self) -> Self:
        return self.exclude(state__in=Review.FINAL)


class Review(models.Model):
    """The review of a commune's households (rà soát) under one standard: the annual one of a year, or the regular one
    of a month. Its states and who moves it where: `households.procedure`."""

    class Kind(models.TextChoices):
        ANNUAL = "annual", "Rà soát định kỳ hằng năm"
        MONTHLY = "monthly", "Rà soát thường xuyên hằng tháng"

    class State(models.TextChoices):
        SURVEYING = "surveying", "Đang rà soát"
        MEETING = "meeting", "Họp dân"
        POSTED = "posted", "Đang niêm yết"
        SUBMITTED = "submitted", "Chờ ý kiến cấp trên"
        RETURNED = "returned", "Cấp trên trả lại"
        AGREED = "agreed", "Cấp trên đã thống nhất"
        RECOGNISED = "recognised", "Đã công nhận"
        CLOSED = "closed", "Đã khép lại"

    FINAL = (State.RECOGNISED, State.CLOSED)

    commune = models.ForeignKey(Locality, verbose_name="xã, phường", on_delete=models.PROTECT, related_name="reviews")
    year = models.PositiveSmallIntegerField("năm rà soát")
    kind = models.CharField("loại", max_length=10, choices=Kind, default=Kind.ANNUAL)
    month = models.PositiveSmallIntegerField("tháng", default=0)  # 1 to 12 of a monthly review, 0 of the annual one
    # No choices here: a new standard must not need a migration; the form offers those that may apply.
    standard_code = models.CharField("chuẩn nghèo", max_length=20)
    state = models.CharField("trạng thái", max_length=12, choices=State, default=State.SURVEYING)
    # The submission that is under way or was the last one: 1 with the first, 2 after it was sent back once.
    round = models.PositiveSmallIntegerField("lần trình", default=0)
    posted_on = models.DateField("niêm yết từ ngày", null=True, blank=True)
    posted_until = models.DateField("niêm yết đến hết ngày", null=True, blank=True)
    posted_at_places = NormalisedCharField("nơi niêm yết", max_length=300, blank=True)
    report_number = NormalisedCharField("số báo cáo", max_length=40, blank=True)
    submitted_on = models.DateField("ngày trình", null=True, blank=True)
    opinion_number = NormalisedCharField("số văn bản cho ý kiến", max_length=40, blank=True)
    opinion_on = models.DateField("ngày cho ý kiến", null=True, blank=True)
    decision_number = NormalisedCharField("số quyết định công nhận", max_length=40, blank=True)
    decision_on = models.DateField("ngày quyết định", null=True, blank=True)
    recognised_at = models.DateTimeField("công nhận lúc", null=True, blank=True)
    recognised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # Households and persons of each class as the decision recognised them; corrections do not touch it.
    recognised_totals = models.JSONField("số liệu khi công nhận", default=dict, blank=True)
    closed_at = models.DateTimeField("khép lại lúc", null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField("mở lúc", auto_now_add=True)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        verbose_name = "đợt rà soát"
        verbose_name_plural = "đợt rà soát"
        ordering = ["-year", "-month", "commune"]
        constraints = [
            models.UniqueConstraint(
                name="review_once_in_its_time",
                fields=["commune", "year", "kind", "month"],
                violation_error_message="Xã, phường này đã có đợt rà soát của kỳ đó.",
            ),
            models.CheckConstraint(
                name="review_month_of_its_kind",
                condition=Q(kind="annual", month=0) | Q(kind="monthly", month__gte=1, month__lte=12),
                violation_error_message="Đợt rà soát hằng tháng phải có tháng từ 1 đến 12.",
            ),
            both_or_neither("closed_at", "closed_by", name="review_closed_pair"),
            both_or_neither("recognised_at", "recognised_by", name="review_recognised_pair"),
            models.CheckConstraint(
                name="review_recognised_by_decision",
                condition=~Q(state__in=["recognised", "closed"])
                | (Q(decision_on__isnull=False, recognised_at__isnull=False) & ~Q(decision_number="")),
                violation_error_message="Kết quả được công nhận phải có số và ngày quyết định.",
            ),
        ]

    def __str__(self) -> str:
        kind = "định kỳ" if self.is_annual else "thường xuyên"
        return f"Rà soát {kind} {self.period_words}, {self.commune}"

    @property
    def standard(self) -> Standard:
        return get_standard(self.standard_code)

    @property
    def is_annual(self) -> bool:
        return self.kind == self.Kind.ANNUAL

    @property
    def is_recognised(self) -> bool:
        """Recognised by decision, whether or not the review was closed after it."""
        return self.state in self.FINAL

    @property
    def period_words(self) -> str:
        """ "năm 2024" of an annual review, "tháng 6 năm 2024" of a monthly one."""
        return f"năm {self.year}" if self.is_annual else f"tháng {self.month} năm {self.year}"

    @property
    def ends_on(self) -> date:
        """The day by which ages and standards are reckoned: 14/12 of the annual review (Quyết định 24/2021/QĐ-TTg,
        01/9 to 14/12), the last day of the month of a monthly one."""
        if self.is_annual:
            return date(self.year, 12, 14)
        return date(self.year, self.month, monthrange(self.year, self.month)[1])

    @property
    def counted_on(self) -> date:
        """The day whose village units the result speaks of: the last day of the review, or the first day of a commune
        that was founded soon after and states the result again for itself."""
        founded = self.commune.established_on
        return max(self.ends_on, founded) if founded else self.ends_on

    @property
    def url_args(self) -> list[object]:
        """The arguments of every address of this review: the commune, the year and, of a monthly one, the month."""
        return [self.commune.key, self.year, *([] if self.is_annual else [self.month])]
