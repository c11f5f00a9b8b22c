"""What happened to households, and what officers decided about look-alikes."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from households.models.base import InCommuneQuerySet, both_or_neither
from households.models.register import Household, Member
from localities.fields import NormalisedCharField
from localities.models import Locality


class HouseholdEvent(models.Model):
    """Something that happened in a household's life (biến động hộ), with its date and reason. Never edited: a wrong
    one is undone, with who and when, as long as nothing later rests on it.

    `undo` holds what the rows were before and what the event made of them (`households.events.undoing`); `other` is
    the second household of a split, a merger, or the former household of an arrival.
    """

    class Kind(models.TextChoices):
        BIRTH = "birth", "Sinh con"
        DEATH = "death", "Thành viên mất"
        JOINS = "joins", "Thành viên chuyển đến"
        LEAVES = "leaves", "Thành viên chuyển đi"
        HEAD_CHANGE = "head_change", "Đổi chủ hộ"
        MOVES = "moves", "Chuyển thôn, tổ dân phố trong xã, phường"
        MOVES_OUT = "moves_out", "Cả hộ chuyển đi nơi khác"
        ARRIVES = "arrives", "Cả hộ chuyển đến"
        SPLITS = "splits", "Tách hộ"
        MERGES = "merges", "Nhập hộ"

    uid = models.UUIDField(unique=True, default=uuid.uuid4)
    kind = models.CharField("biến động", max_length=12, choices=Kind)
    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="events")
    other = models.ForeignKey(Household, null=True, blank=True, on_delete=models.PROTECT, related_name="other_events")
    member = models.ForeignKey(Member, null=True, blank=True, on_delete=models.PROTECT, related_name="events")
    commune = models.ForeignKey(Locality, on_delete=models.PROTECT, related_name="+")
    hamlet = models.ForeignKey(Locality, on_delete=models.PROTECT, related_name="+")
    # Where a household moves to: a commune of the system, which is told of it, or a place in words.
    to_commune = models.ForeignKey(Locality, null=True, blank=True, on_delete=models.PROTECT, related_name="arrivals")
    to_place = NormalisedCharField("nơi đến", max_length=200, blank=True)
    happened_on = models.DateField("ngày xảy ra")
    reason = NormalisedCharField("lý do, căn cứ", max_length=300, blank=True)
    summary = NormalisedCharField("nội dung", max_length=400)
    undo = models.JSONField(default=dict)
    recorded_at = models.DateTimeField("ghi lúc")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField("hủy lúc", null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    undo_reason = NormalisedCharField("lý do hủy", max_length=300, blank=True)

    objects = InCommuneQuerySet.as_manager()

    class Meta:
        verbose_name = "biến động của hộ"
        verbose_name_plural = "biến động của hộ"
        ordering = ["-happened_on", "-pk"]
        constraints = [both_or_neither("undone_at", "undone_by", name="event_undone_pair")]
        indexes = [models.Index(fields=["commune", "happened_on"], name="event_commune_day")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.summary}"


class DuplicateDecision(models.Model):
    """What an officer decided about two households that look like one. `first` is the one with the lower key."""

    class Verdict(models.TextChoices):
        DIFFERENT = "different", "Là hai hộ khác nhau"
        SAME = "same", "Là một hộ ghi hai lần"

    first = models.ForeignKey(Household, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Household, on_delete=models.CASCADE, related_name="+")
    commune = models.ForeignKey(Locality, on_delete=models.PROTECT, related_name="+")
    verdict = models.CharField("kết luận", max_length=10, choices=Verdict)
    note = NormalisedCharField("ghi chú", max_length=300, blank=True)
    decided_at = models.DateTimeField("quyết định lúc")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "kết luận về hộ trùng"
        verbose_name_plural = "kết luận về hộ trùng"
        constraints = [
            models.UniqueConstraint(name="duplicate_decided_once", fields=["first", "second"]),
            models.CheckConstraint(
                name="duplicate_pair_in_order",
                condition=Q(first__lt=F("second")),
                violation_error_message="Một hộ không thể trùng với chính nó.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first} – {self.second}: {self.get_verdict_display()}"
