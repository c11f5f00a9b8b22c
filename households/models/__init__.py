"""What is kept about households, reviews and forms."""

from households.models.base import (
    AVERAGE_LIVING,
    CAUSE_SLOTS,
    CLASS_CHOICES,
    INDICATOR_SLOTS,
    NATIONAL_ID_DIGITS,
    InCommuneQuerySet,
    both_or_neither,
)
from households.models.cases import AverageLivingCase, ExitRegistration
from households.models.events import DuplicateDecision, HouseholdEvent
from households.models.figures import (
    CAUSE_FIELDS,
    LACKING_FIELDS,
    MOVEMENT_COLUMNS,
    MOVEMENT_FIELDS,
    EthnicFigures,
    HamletFigures,
    Movement,
)
from households.models.forms import Assessment, AssessmentQuerySet, Correction, ScoreItem, ScoreSheet
from households.models.register import Household, HouseholdQuerySet, Member, Sex
from households.models.reviews import Review, ReviewQuerySet
from households.models.settings import ProcedureSetting, QuickCheckItem
from households.models.steps import Complaint, ListEntry, ReviewStep, SendBack, VillageMeeting

__all__ = [
    "AVERAGE_LIVING",
    "CAUSE_FIELDS",
    "CAUSE_SLOTS",
    "CLASS_CHOICES",
    "INDICATOR_SLOTS",
    "LACKING_FIELDS",
    "MOVEMENT_COLUMNS",
    "MOVEMENT_FIELDS",
    "NATIONAL_ID_DIGITS",
    "Assessment",
    "AssessmentQuerySet",
    "AverageLivingCase",
    "Complaint",
    "Correction",
    "DuplicateDecision",
    "EthnicFigures",
    "ExitRegistration",
    "HamletFigures",
    "Household",
    "HouseholdEvent",
    "HouseholdQuerySet",
    "InCommuneQuerySet",
    "ListEntry",
    "Member",
    "Movement",
    "ProcedureSetting",
    "QuickCheckItem",
    "Review",
    "ReviewQuerySet",
    "ReviewStep",
    "ScoreItem",
    "ScoreSheet",
    "SendBack",
    "Sex",
    "VillageMeeting",
    "both_or_neither",
]
