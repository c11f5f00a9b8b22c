"""What the models of this app share."""

from typing import Self

from django.db import models
from django.db.models import Q

from indicators.scoring import HouseholdClass
from indicators.wording import CLASS_LABELS
from localities.scope import AreaScope

CLASS_CHOICES = [(value.value, CLASS_LABELS[value]) for value in HouseholdClass]
# Not a class of the scores: recognised by a procedure of its own, and counted beside them.
AVERAGE_LIVING = ("average", "Hộ có mức sống trung bình")
# The questionnaire has room for this many indicators; both national standards have twelve.
INDICATOR_SLOTS = 12
CAUSE_SLOTS = 8
NATIONAL_ID_DIGITS = 12


def both_or_neither(left: str, right: str, *, name: str) -> models.CheckConstraint:
    """Who and when are recorded together or not at all."""
    return models.CheckConstraint(
        name=name,
        condition=Q(**{f"{left}__isnull": True, f"{right}__isnull": True})
        | Q(**{f"{left}__isnull": False, f"{right}__isnull": False}),
        violation_error_message="Người và thời điểm phải được ghi cùng nhau.",
    )


class InCommuneQuerySet(models.QuerySet):
    """Rows that carry the village unit they belong to."""

    def in_scope(self, scope: AreaScope) -> Self:
        return self.filter(scope.q("hamlet"))
