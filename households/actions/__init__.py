"""Every write about households and reviews: keyword-only, `by=`, one transaction, audited.

Locks are taken in one order: the household or the review, then the form, then the figures.
"""

from households.actions.assessments import complete, discard_draft, reopen, save_draft
from households.actions.households import add_household, change_household, show_national_ids
from households.actions.reviews import open_review, recognise_review

__all__ = [
    "add_household",
    "change_household",
    "complete",
    "discard_draft",
    "open_review",
    "recognise_review",
    "reopen",
    "save_draft",
    "show_national_ids",
]
