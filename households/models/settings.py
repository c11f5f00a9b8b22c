"""What an office sets for itself: deadlines, day counts, the items of Phiếu A. Dated, with their source."""

from django.conf import settings
from django.db import models

from households.models.base import both_or_neither
from localities.fields import NormalisedCharField
from localities.models import Locality


class ProcedureSetting(models.Model):
    """Another value than the shipped one for a rule of the procedure (`households.procedure.settings`), for a place and
    everything below it, from a day on. A later row replaces it; none is changed or deleted."""

    place = models.ForeignKey(Locality, on_delete=models.PROTECT, related_name="procedure_settings")
    code = models.CharField("quy định", max_length=40)
    value = models.CharField("giá trị", max_length=40)
    valid_from = models.DateField("áp dụng từ ngày")
    basis = NormalisedCharField("căn cứ", max_length=300)
    set_at = models.DateTimeField("đặt lúc")
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "quy định của địa phương"
        verbose_name_plural = "quy định của địa phương"
        ordering = ["code", "valid_from", "pk"]

    def __str__(self) -> str:
        return f"{self.code} = {self.value} ({self.place})"


class QuickCheckItem(models.Model):
    """An item of Phiếu A as a province or commune wrote it down from the official form, for itself and everything
    below it. No item is shipped: the official list could not be read."""

    place = models.ForeignKey(Locality, on_delete=models.PROTECT, related_name="quick_check_items")
    position = models.PositiveSmallIntegerField("thứ tự")
    text = NormalisedCharField("nội dung", max_length=300)
    added_at = models.DateTimeField("thêm lúc")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    retired_at = models.DateTimeField("thôi dùng từ lúc", null=True, blank=True)
    retired_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "mục của Phiếu A"
        verbose_name_plural = "mục của Phiếu A"
        ordering = ["place", "position", "pk"]
        constraints = [both_or_neither("retired_at", "retired_by", name="quick_item_retired_pair")]

    def __str__(self) -> str:
        return self.text
