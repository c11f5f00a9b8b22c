"""The list of those to be reviewed, Phiếu A, monthly reviews and corrections for tests, through the real actions.

list_households(household, other, review=review, by=officer)     # requested, Mẫu 01
household = make_listed(area.hamlet, "Trần Văn Thử", review=review, by=officer)
monthly = make_monthly(area.commune, 3, by=officer)
correct(review, household, by=leader, lacking=1)
"""

from datetime import date
from typing import Any

from accounts.models import User
from households import actions
from households.models import Correction, Household, ListEntry, QuickCheckItem, Review
from localities.models import Locality
from tests.factories_households import YEAR, full_sheet, make_classed, make_household, make_review, recognise

NOTHING: Any = object()


def list_households(
    *households: Household, review: Review, by: User, why: str = ListEntry.Why.REQUESTED, **fields: Any
) -> list[ListEntry]:
    """Put households on the list; on request with a day of the review's year."""
    by_request = why in (ListEntry.Why.REQUESTED, ListEntry.Why.EXIT_REQUESTED)
    fields.setdefault("requested_on", date(review.year, 1, 5) if by_request else None)
    return actions.add_to_list(review=review, households=households, why=why, by=by, **fields)


def make_listed(
    hamlet: Locality, head_name: str | None = None, *, review: Review, by: User, why: str = "requested", **fields: Any
) -> Household:
    """A household of the register that stands on the list."""
    household = make_household(hamlet, head_name, by=by, **fields)
    list_households(household, review=review, by=by, why=why)
    return household


def entry_of(household: Household, review: Review) -> ListEntry:
    return ListEntry.objects.get(review=review, household=household)


def filter_out(household: Household, review: Review, *, by: User) -> ListEntry:
    """Phiếu A: clearly not poor."""
    return actions.record_quick_check(entry=entry_of(household, review), answers={}, result=False, by=by)


def make_monthly(commune: Locality, month: int, year: int = YEAR, *, by: User) -> Review:
    return actions.open_review(commune=commune, year=year, month=month, by=by)


def make_quick_item(place: Locality, text: str, *, by: User) -> QuickCheckItem:
    return actions.add_quick_item(place=place, text=text, by=by)


def make_recognised(households: dict[Household, str], commune: Locality, year: int = YEAR, *, by: User) -> Review:
    """A recognised annual review in which each of these households has a completed form of its class."""
    review = make_review(commune, year, by=by)
    for household, household_class in households.items():
        make_classed(household, review, household_class, by=by)
    return recognise(review, by=by)


def correct(
    review: Review, household: Household, *, by: User, sheet: Any = NOTHING, lacking: int = 4, **fields: Any
) -> Correction:
    """A correction with its decision; a sheet with `lacking` deprivations, unless one is given (None takes it out)."""
    decision = {
        "decision_number": "12/QĐ-UBND",
        "decision_on": date(review.year, 12, 20),
        "reason": "Nhập nhầm phiếu",
        **fields,
    }
    chosen = full_sheet(lacking=lacking) if sheet is NOTHING else sheet
    return actions.correct_result(review=review, household=household, sheet=chosen, by=by, **decision)
