"""What a change of class is called, and where forms 7.2 and 7.3 count it. No queries.

A household is *listed* when it is poor or near-poor. Of the persons of a household, a transfer column counts those
before; the difference between before and after goes to "other reasons" (column 4 when fewer, 8 when more) of the class
in which the household ends. So column 9 = 1 - 2 - 3 - 4 + 5 + 6 + 7 + 8 holds for persons as it does for households.

A household that moved to another village unit of the commune changes its class where it was counted, leaves that unit
by column 4 and comes to the other one by column 8: every unit closes, and so does their sum.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from households.models import Movement
from indicators.scoring import HouseholdClass

Kind = Movement.Kind
POOR, NEAR_POOR = HouseholdClass.POOR.value, HouseholdClass.NEAR_POOR.value
LISTED: Final = (POOR, NEAR_POOR)
OPENING, CLOSING, UNSETTLED = 1, 9, 0
LESS, MORE = 4, 8

_STRAIGHT: Final[Mapping[tuple[str, str], Kind]] = {
    (POOR, POOR): Kind.STAY_POOR,
    (POOR, NEAR_POOR): Kind.POOR_TO_NEAR_POOR,
    (NEAR_POOR, NEAR_POOR): Kind.STAY_NEAR_POOR,
    (NEAR_POOR, POOR): Kind.NEAR_POOR_TO_POOR,
}
_EXIT: Final = {POOR: Kind.POOR_EXIT, NEAR_POOR: Kind.NEAR_POOR_EXIT}
_OUT: Final = {POOR: Kind.POOR_OUT_OTHER, NEAR_POOR: Kind.NEAR_POOR_OUT_OTHER}
_NEW: Final = {POOR: Kind.NEW_POOR, NEAR_POOR: Kind.NEW_NEAR_POOR}
_RELAPSE: Final = {POOR: Kind.RELAPSE_POOR, NEAR_POOR: Kind.RELAPSE_NEAR_POOR}
_IN: Final = {POOR: Kind.POOR_IN_OTHER, NEAR_POOR: Kind.NEAR_POOR_IN_OTHER}
# The column of form 7.2 or 7.3 by which a household leaves the class it was in, or comes to the class it is in.
_LEAVES: Final[Mapping[str, int]] = {
    Kind.POOR_TO_NEAR_POOR: 2,
    Kind.POOR_EXIT: 3,
    Kind.POOR_OUT_OTHER: LESS,
    Kind.NEAR_POOR_EXIT: 2,
    Kind.NEAR_POOR_TO_POOR: 3,
    Kind.NEAR_POOR_OUT_OTHER: LESS,
}
_COMES: Final[Mapping[str, int]] = {
    Kind.NEAR_POOR_TO_POOR: 5,
    Kind.POOR_TO_NEAR_POOR: 5,
    Kind.RELAPSE_POOR: 6,
    Kind.RELAPSE_NEAR_POOR: 6,
    Kind.NEW_POOR: 7,
    Kind.NEW_NEAR_POOR: 7,
    Kind.POOR_IN_OTHER: MORE,
    Kind.NEAR_POOR_IN_OTHER: MORE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known of one household. `is_gone`: it ended or moved away. `has_come`: it arrived, was split off or
    merged with another since the previous result. `was_before`: an earlier result had it in the class of now, and a
    later one did not."""

    class_before: str = ""
    class_after: str = ""
    is_gone: bool = False
    has_come: bool = False
    was_before: bool = False


def allowed(class_before: str, class_after: str) -> tuple[Kind, ...]:
    """The kinds that fit, the usual one first; none where the household was and is not listed."""
    if class_before in LISTED and class_after in LISTED:
        return (_STRAIGHT[class_before, class_after],)
    if class_before in LISTED:
        kinds = (_EXIT[class_before], _OUT[class_before])
        return kinds if class_after else kinds[::-1]
    if class_after in LISTED:
        return (_NEW[class_after], _RELAPSE[class_after], _IN[class_after])
    return ()


def derive(facts: Facts) -> str:
    """The kind that the forms and events tell; empty where a person must say it."""
    before, after = facts.class_before in LISTED, facts.class_after in LISTED
    if before and after:
        return _STRAIGHT[facts.class_before, facts.class_after].value
    if before and facts.class_after:
        return _EXIT[facts.class_before].value
    if before:
        return _OUT[facts.class_before].value if facts.is_gone else ""
    if not after:
        return ""
    if facts.has_come:
        return _IN[facts.class_after].value
    return (_RELAPSE if facts.was_before else _NEW)[facts.class_after].value


class Group(NamedTuple):
    """Households whose movement is the same, with their persons before and after; `fewer` and `more` are the sums of
    the differences of each household."""

    households: int
    before: int
    after: int
    fewer: int
    more: int

    @classmethod
    def of_one(cls, before: int, after: int) -> "Group":
        return cls(1, before, after, max(before - after, 0), max(after - before, 0))


class Entry(NamedTuple):
    """What a group adds to a column (0 unsettled, 1 opening, 2 to 8) of a class, in the unit of before or of now."""

    in_former_unit: bool
    household_class: str
    column: int
    households: int
    persons: int


def entries(kind: str, class_before: str, class_after: str, *, has_moved: bool, group: Group) -> tuple[Entry, ...]:
    """Where forms 7.2 and 7.3 count a group. Column 9 is not here: it is what the review counts."""
    number = group.households
    found: list[Entry] = []
    if class_before in LISTED:
        found.append(Entry(True, class_before, OPENING, number, group.before))
    if kind not in allowed(class_before, class_after):
        if class_before in LISTED or class_after in LISTED:
            found.append(Entry(class_before in LISTED, _open_class(class_before, class_after), UNSETTLED, number, 0))
        return tuple(found)
    if kind in _LEAVES:
        found.append(Entry(True, class_before, _LEAVES[kind], number, group.before))
    if class_after in LISTED:
        found += _arriving(kind, class_before, class_after, has_moved, group)
    return tuple(found)


def _open_class(class_before: str, class_after: str) -> str:
    return class_before if class_before in LISTED else class_after


def _arriving(kind: str, class_before: str, class_after: str, has_moved: bool, group: Group) -> list[Entry]:
    """How the class of now comes to hold the group."""
    if class_before not in LISTED:
        return [Entry(False, class_after, _COMES[kind], group.households, group.after)]
    found = []
    if kind in _COMES:
        found.append(Entry(True, class_after, _COMES[kind], group.households, group.before))
    if has_moved:
        found.append(Entry(True, class_after, LESS, group.households, group.before))
        found.append(Entry(False, class_after, MORE, group.households, group.after))
    else:
        found.append(Entry(False, class_after, LESS, 0, group.fewer))
        found.append(Entry(False, class_after, MORE, 0, group.more))
    return found


class Pattern(NamedTuple):
    """A movement whose households stand in one cell of a form."""

    kind: str
    class_before: str
    class_after: str
    has_moved: bool
    in_former_unit: bool


def patterns(household_class: str, column: int) -> tuple[Pattern, ...]:
    """The movements that one cell counts (columns 2 to 8), so that its households can be listed."""
    classes = (*LISTED, HouseholdClass.NOT_POOR.value, "")
    found = []
    for before in classes:
        for after in classes:
            for kind in allowed(before, after):
                for moved in (False, True) if before in LISTED else (False,):
                    group = Group.of_one(1, 1)
                    for entry in entries(kind, before, after, has_moved=moved, group=group):
                        if (entry.household_class, entry.column) == (household_class, column) and entry.households:
                            found.append(Pattern(kind.value, before, after, moved, entry.in_former_unit))
    return tuple(found)
