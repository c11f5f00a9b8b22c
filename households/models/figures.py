"""The counts of each village unit in each review."""

from django.db import models

from households.models.base import CAUSE_SLOTS, CLASS_CHOICES, INDICATOR_SLOTS
from households.models.reviews import Review
from localities.models import Locality


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
