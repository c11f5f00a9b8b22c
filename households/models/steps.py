"""What a review goes through between the first form and the decision."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from households.models.base import both_or_neither
from households.models.register import Household
from households.models.reviews import Review
from localities.fields import NormalisedCharField
from localities.models import Locality


class ReviewStep(models.Model):
    """One move of a review from state to state, and who made it: its diary, never changed."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="steps")
    move = models.CharField("bước", max_length=20)
    from_state = models.CharField(max_length=12, choices=Review.State)
    to_state = models.CharField(max_length=12, choices=Review.State)
    happened_on = models.DateField("ngày", null=True, blank=True)
    comment = NormalisedCharField("nội dung", max_length=1000, blank=True)
    detail = models.JSONField(default=dict, blank=True)
    made_at = models.DateTimeField("ghi lúc")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "bước của đợt rà soát"
        verbose_name_plural = "bước của đợt rà soát"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.review}: {self.get_from_state_display()} → {self.get_to_state_display()}"


class ListEntry(models.Model):
    """A household on the list of those to be reviewed (Phụ lục I), why it stands there, and its Phiếu A.

    `quick_result` is the result of Phiếu A as its reviewer signed it: True means Phiếu B is to be filled in, False that
    the household is clearly not poor and gets none; nothing where no Phiếu A was needed or made. `quick_answers` maps
    the keys of `QuickCheckItem` rows to true or false.
    """

    class Why(models.TextChoices):
        LISTED = "listed", "Đang là hộ nghèo, hộ cận nghèo"
        REQUESTED = "requested", "Có giấy đề nghị rà soát"
        EXIT_REQUESTED = "exit", "Có giấy đề nghị thoát nghèo, thoát cận nghèo"
        ADDED = "added", "Rà soát viên đưa vào"

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="entries")
    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="entries")
    commune = models.ForeignKey(Locality, on_delete=models.PROTECT, related_name="+")
    why = models.CharField("lý do rà soát", max_length=10, choices=Why)
    requested_on = models.DateField("ngày giấy đề nghị", null=True, blank=True)
    note = NormalisedCharField("ghi chú", max_length=300, blank=True)
    added_at = models.DateTimeField("đưa vào lúc")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    quick_answers = models.JSONField("trả lời Phiếu A", default=dict, blank=True)
    quick_result = models.BooleanField("kết quả Phiếu A", null=True, blank=True)
    quick_at = models.DateTimeField("ghi Phiếu A lúc", null=True, blank=True)
    quick_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "hộ trong danh sách rà soát"
        verbose_name_plural = "hộ trong danh sách rà soát"
        constraints = [
            models.UniqueConstraint(name="entry_once_in_review", fields=["review", "household"]),
            both_or_neither("quick_at", "quick_by", name="entry_quick_pair"),
        ]

    def __str__(self) -> str:
        return f"{self.household}: {self.get_why_display()}"


class VillageMeeting(models.Model):
    """The residents' meeting of a village unit (họp dân) on the scores. With too few agreeing, the unit is reviewed
    again and meets again; `needed_percent` is the rule that held when the meeting was recorded."""

    uid = models.UUIDField(unique=True, default=uuid.uuid4)
    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="meetings")
    hamlet = models.ForeignKey(Locality, on_delete=models.PROTECT, related_name="meetings")
    held_on = models.DateField("ngày họp")
    chair = NormalisedCharField("chủ trì", max_length=120)
    secretary = NormalisedCharField("thư ký", max_length=120)
    representative = NormalisedCharField("đại diện hộ dân ký biên bản", max_length=120, blank=True)
    present = models.PositiveIntegerField("số người dự họp")
    agreeing = models.PositiveIntegerField("số người đồng ý")
    needed_percent = models.PositiveSmallIntegerField("tỷ lệ đồng ý cần có (%)")
    remarks = NormalisedCharField("ý kiến tại cuộc họp", max_length=1000, blank=True)
    recorded_at = models.DateTimeField("ghi lúc")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    # A meeting no longer counts when its unit is reviewed again.
    annulled_at = models.DateTimeField("thôi tính từ lúc", null=True, blank=True)
    annulled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    annul_reason = NormalisedCharField("lý do thôi tính", max_length=300, blank=True)

    class Meta:
        verbose_name = "cuộc họp thôn, tổ dân phố"
        verbose_name_plural = "cuộc họp thôn, tổ dân phố"
        ordering = ["hamlet", "held_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="meeting_agreeing_among_present",
                condition=Q(present__gt=0, agreeing__lte=F("present")),
                violation_error_message="Số người đồng ý không thể nhiều hơn số người dự họp.",
            ),
            both_or_neither("annulled_at", "annulled_by", name="meeting_annulled_pair"),
        ]

    def __str__(self) -> str:
        return f"{self.hamlet}, {self.held_on:%d/%m/%Y}"

    @property
    def has_agreed(self) -> bool:
        return self.agreeing * 100 >= self.present * self.needed_percent

    @property
    def counts(self) -> bool:
        """Its agreement stands: enough agreed and the unit was not reviewed again since."""
        return self.has_agreed and self.annulled_at is None


class Complaint(models.Model):
    """A complaint made while the list is posted, its re-check (phúc tra) and the answer. While it is open, the form of
    its household may be opened again."""

    uid = models.UUIDField(unique=True, default=uuid.uuid4)
    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="complaints")
    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="complaints")
    complainant = NormalisedCharField("người khiếu nại", max_length=120)
    received_on = models.DateField("ngày nhận")
    content = NormalisedCharField("nội dung khiếu nại", max_length=1000)
    recorded_at = models.DateTimeField("ghi lúc")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    rechecked_on = models.DateField("ngày phúc tra", null=True, blank=True)
    rechecker = NormalisedCharField("người phúc tra", max_length=200, blank=True)
    finding = NormalisedCharField("kết quả phúc tra, nội dung trả lời", max_length=1000, blank=True)
    class_before = models.CharField("kết quả trước phúc tra", max_length=10, blank=True)
    answered_on = models.DateField("ngày trả lời công khai", null=True, blank=True)
    answered_at = models.DateTimeField("ghi trả lời lúc", null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "khiếu nại"
        verbose_name_plural = "khiếu nại"
        ordering = ["received_on", "pk"]
        constraints = [both_or_neither("answered_at", "answered_by", name="complaint_answered_pair")]

    def __str__(self) -> str:
        return f"Khiếu nại về {self.household}"

    @property
    def is_open(self) -> bool:
        return self.answered_at is None


class SendBack(models.Model):
    """A household that the level above sent back for a re-check, with its comment, and the commune's answer."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="send_backs")
    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="send_backs")
    round = models.PositiveSmallIntegerField("lần trình")
    comment = NormalisedCharField("ý kiến của cấp trên", max_length=1000)
    class_before = models.CharField("kết quả khi trình", max_length=10, blank=True)
    sent_at = models.DateTimeField("trả lại lúc")
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    answer = NormalisedCharField("giải trình của xã, phường", max_length=1000, blank=True)
    answered_at = models.DateTimeField("giải trình lúc", null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "hộ bị trả lại"
        verbose_name_plural = "hộ bị trả lại"
        ordering = ["round", "pk"]
        constraints = [
            models.UniqueConstraint(name="sent_back_once_a_round", fields=["review", "household", "round"]),
            both_or_neither("answered_at", "answered_by", name="send_back_answered_pair"),
        ]

    def __str__(self) -> str:
        return f"{self.household}, lần {self.round}"

    @property
    def is_open(self) -> bool:
        return self.answered_at is None
