"""When a household left poverty or near-poverty, and whether it is still out: read off its recognised results.

A poor household that became near-poor has left poverty (column 2 of form 7.2 counts it among "Số hộ thoát nghèo"), so
it is newly out of poverty while it is near-poor; when it leaves near-poverty too, the months run from that decision.
It is back when a later decision names it poor again, or near-poor after it was neither.
"""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from households.models import Movement
from indicators.scoring import HouseholdClass

POOR, NEAR_POOR, NOT_POOR = HouseholdClass.POOR.value, HouseholdClass.NEAR_POOR.value, HouseholdClass.NOT_POOR.value
GONE: Final = ""
"""Not counted any more: moved away, merged, split up. That is no exit."""

# The kinds by which a household leaves, with the class it left and the one it has then.
LEAVING: Final[dict[str, tuple[str, str]]] = {
    Movement.Kind.POOR_EXIT.value: (POOR, NOT_POOR),
    Movement.Kind.POOR_TO_NEAR_POOR.value: (POOR, NEAR_POOR),
    Movement.Kind.NEAR_POOR_EXIT.value: (NEAR_POOR, NOT_POOR),
}
_HARDSHIP: Final = {NOT_POOR: 0, NEAR_POOR: 1, POOR: 2}


@dataclass(frozen=True, slots=True)
class Result:
    """What one recognised review said of a household. `kind` is the movement recorded with it, if one was settled."""

    review: int
    decision_on: date
    household_class: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Departure:
    """The last time a household left. `back_on`: the decision by which it was poor or near-poor again."""

    from_class: str
    to_class: str
    review: int
    decision_on: date
    back_on: date | None = None
    back_class: str = ""

    @property
    def is_out(self) -> bool:
        return self.back_on is None


def last_departure(results: Iterable[Result]) -> Departure | None:
    """The last departure among the results of one household, which come in the order of their decisions."""
    before, last = GONE, None
    for result in results:
        if left := _left(before, result):
            last = Departure(*left, result.review, result.decision_on)
        elif last and last.is_out and _worse(result.household_class, last.to_class):
            last = replace(last, back_on=result.decision_on, back_class=result.household_class)
        before = result.household_class
    return last


def _left(before: str, result: Result) -> tuple[str, str] | None:
    """From which class to which this result took the household out; a recorded movement decides."""
    if result.kind:
        return LEAVING.get(result.kind)
    if before in _HARDSHIP and _worse(before, result.household_class):
        return before, result.household_class
    return None


def _worse(one: str, other: str) -> bool:
    return one in _HARDSHIP and other in _HARDSHIP and _HARDSHIP[one] > _HARDSHIP[other]


def counted_until(decision_on: date, months: int) -> date:
    """The same day so many months later, or the last day of that month."""
    year, month = divmod(decision_on.month - 1 + months, 12)
    year, month = decision_on.year + year, month + 1
    return date(year, month, min(decision_on.day, monthrange(year, month)[1]))


def months_left(until: date, on: date) -> int:
    """Months still to run, a begun one counted; nothing after the last day."""
    if on > until:
        return 0
    whole = (until.year - on.year) * 12 + until.month - on.month
    return max(whole + (until.day > on.day), 1)
