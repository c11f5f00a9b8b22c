"""What is kept about households, reviews and forms."""

from households.models.base import (
    CAUSE_SLOTS,
    CLASS_CHOICES,
    INDICATOR_SLOTS,
    NATIONAL_ID_DIGITS,
    InCommuneQuerySet,
    both_or_neither,
)
from households.models.figures import CAUSE_FIELDS, LACKING_FIELDS, HamletFigures
from households.models.forms import Assessment, AssessmentQuerySet
from households.models.register import Household, HouseholdQuerySet, Member, Sex
from households.models.reviews import Review, ReviewQuerySet

__all__ = [
    "CAUSE_FIELDS",
    "CAUSE_SLOTS",
    "CLASS_CHOICES",
    "INDICATOR_SLOTS",
    "LACKING_FIELDS",
    "NATIONAL_ID_DIGITS",
    "Assessment",
    "AssessmentQuerySet",
    "HamletFigures",
    "Household",
    "HouseholdQuerySet",
    "InCommuneQuerySet",
    "Member",
    "Review",
    "ReviewQuerySet",
    "Sex",
    "both_or_neither",
]
