"""Procedures beside the review: average-living households, and who registers to leave poverty."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from households.models.base import InCommuneQuerySet, both_or_neither
from households.models.register import Household
from households.models.reviews import Review
from localities.fields import NormalisedCharField
from localities.models import Locality


class AverageLivingCase(models.Model):
    """The request of a farming, forestry, fishing or salt-making household to be recognised as having an average
    standard of living (hộ có mức sống trung bình), from the request to the decision or the written refusal."""

    class State(models.TextChoices):
        REQUESTED = "requested", "Đang xác định thu nhập"
        POSTED = "posted", "Đang niêm yết"
        RECOGNISED = "recognised", "Đã công nhận"
        REFUSED = "refused", "Không công nhận"
        WITHDRAWN = "withdrawn", "Hộ rút đề nghị"
        REVOKED = "revoked", "Đã thu hồi"

    uid = models.UUIDField(unique=True, default=uuid.uuid4)
    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="average_living_cases")
    commune = models.ForeignKey(Locality, on_delete=models.PROTECT, related_name="+")
    hamlet = models.ForeignKey(Locality, on_delete=models.PROTECT, related_name="+")
    standard_code = models.CharField("chuẩn", max_length=20)
    state = models.CharField("trạng thái", max_length=12, choices=State, default=State.REQUESTED)
    occupation = models.CharField("nghề", max_length=20)
    requested_on = models.DateField("ngày giấy đề nghị")
    # đồng per person per month, over the twelve months before, without social assistance from the budget.
    income = models.PositiveIntegerField("thu nhập bình quân (đồng/người/tháng)", null=True, blank=True)
    person_count = models.PositiveSmallIntegerField("số nhân khẩu", default=0)
    ethnicity = models.CharField("dân tộc của chủ hộ", max_length=2, default="01")
    posted_on = models.DateField("niêm yết từ ngày", null=True, blank=True)
    posted_until = models.DateField("niêm yết đến hết ngày", null=True, blank=True)
    complaint = NormalisedCharField("khiếu nại", max_length=1000, blank=True)
    complained_on = models.DateField("ngày nhận khiếu nại", null=True, blank=True)
    finding = NormalisedCharField("kết quả phúc tra", max_length=1000, blank=True)
    rechecked_on = models.DateField("ngày phúc tra", null=True, blank=True)
    decision_number = NormalisedCharField("số văn bản", max_length=40, blank=True)
    decision_on = models.DateField("ngày văn bản", null=True, blank=True)
    refusal = NormalisedCharField("lý do không công nhận", max_length=1000, blank=True)
    # How a case ended in another way than by its decision: the household took its request back, or a later document
    # took the recognition back. Whatever the decision was, it stays readable above.
    ended_on = models.DateField("ngày rút, thu hồi", null=True, blank=True)
    ended_number = NormalisedCharField("số văn bản thu hồi", max_length=40, blank=True)
    ended_reason = NormalisedCharField("lý do rút, thu hồi", max_length=1000, blank=True)
    recorded_at = models.DateTimeField("ghi lúc")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField("ghi quyết định lúc", null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = InCommuneQuerySet.as_manager()

    class Meta:
        verbose_name = "hồ sơ hộ có mức sống trung bình"
        verbose_name_plural = "hồ sơ hộ có mức sống trung bình"
        ordering = ["-requested_on", "-pk"]
        constraints = [
            both_or_neither("decided_at", "decided_by", name="average_living_decided_pair"),
            models.CheckConstraint(
                name="average_living_decided_by_document",
                condition=Q(state__in=["requested", "posted", "withdrawn"])
                | (Q(decision_on__isnull=False, decided_at__isnull=False) & ~Q(decision_number="")),
                violation_error_message="Công nhận hay không công nhận đều phải có số và ngày văn bản.",
            ),
            models.CheckConstraint(
                name="average_living_ended_with_a_reason",
                condition=Q(state__in=["requested", "posted", "recognised", "refused"], ended_on__isnull=True)
                | (Q(state="withdrawn", ended_on__isnull=False) & ~Q(ended_reason=""))
                | (Q(state="revoked", ended_on__isnull=False) & ~Q(ended_reason="") & ~Q(ended_number="")),
                violation_error_message="Rút đề nghị phải có ngày và lý do; thu hồi thì phải có cả số văn bản.",
            ),
            models.UniqueConstraint(
                name="average_living_one_open_case",
                fields=["household"],
                condition=Q(state__in=["requested", "posted"]),
                violation_error_message="Hộ đang có một hồ sơ chưa giải quyết xong.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.household}: {self.get_state_display()}"


class ExitRegistration(models.Model):
    """A household's registration to leave poverty or near-poverty in a year (đăng ký thoát nghèo), or its refusal to
    register with the reason. It rests on the class in `review`."""

    class State(models.TextChoices):
        REGISTERED = "registered", "Đã đăng ký"
        DECLINED = "declined", "Không đăng ký"
        WITHDRAWN = "withdrawn", "Đã rút đăng ký"

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="exit_registrations")
    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="exit_registrations")
    commune = models.ForeignKey(Locality, on_delete=models.PROTECT, related_name="+")
    hamlet = models.ForeignKey(Locality, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField("năm phấn đấu thoát nghèo")
    state = models.CharField("trạng thái", max_length=12, choices=State)
    signed_on = models.DateField("ngày ký")
    reason = NormalisedCharField("lý do", max_length=500, blank=True)
    wishes = NormalisedCharField("đề nghị hỗ trợ", max_length=500, blank=True)
    recorded_at = models.DateTimeField("ghi lúc")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = InCommuneQuerySet.as_manager()

    class Meta:
        verbose_name = "đăng ký thoát nghèo"
        verbose_name_plural = "đăng ký thoát nghèo"
        constraints = [
            models.UniqueConstraint(name="exit_registered_once_a_year", fields=["household", "year"]),
            models.CheckConstraint(
                name="exit_not_registered_with_a_reason",
                condition=Q(state="registered") | ~Q(reason=""),
                violation_error_message="Không đăng ký hoặc rút đăng ký thì phải ghi lý do.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.household} {self.year}: {self.get_state_display()}"
