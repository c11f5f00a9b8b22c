"""What may be typed about households and reviews."""

from households.forms.household import HouseholdForm
from households.forms.listing import HouseholdFilter
from households.forms.members import MemberFormSet, member_formset, members_input, with_one_more_row
from households.forms.reviews import OpenReviewForm, RecogniseForm
from households.forms.sheet import SheetForm, initial_of

__all__ = [
    "HouseholdFilter",
    "HouseholdForm",
    "MemberFormSet",
    "OpenReviewForm",
    "RecogniseForm",
    "SheetForm",
    "initial_of",
    "member_formset",
    "members_input",
    "with_one_more_row",
]
