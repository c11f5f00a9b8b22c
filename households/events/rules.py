"""Which order of events is possible, and who is what to the head afterwards. No queries."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Protocol
from uuid import UUID

from accounts.refusals import Refused
from households.models import HouseholdEvent
from households.register.people import HEAD
from indicators.members import RELATIONSHIPS

Kind = HouseholdEvent.Kind
# Of the household as a whole: nobody in particular was born, died, came or went.
WHOLE: Final = (Kind.MOVES, Kind.MOVES_OUT, Kind.MERGES)
RELATIONSHIP_CODES: Final = frozenset(choice.code for choice in RELATIONSHIPS)
OTHERS: Final = tuple((choice.code, choice.label) for choice in RELATIONSHIPS if choice.code != HEAD)
"""What somebody may be to the head, the head apart."""


class Person(Protocol):
    """What is asked of a member here."""

    uid: UUID
    full_name: str
    relationship: str


@dataclass(frozen=True, slots=True)
class Past:
    """An event that was recorded before and stands."""

    kind: str
    happened_on: date
    summary: str
    people: frozenset[str] = frozenset()
    new_head: bool = False
    founding: bool = False  # the household came to be by it


@dataclass(frozen=True, slots=True, kw_only=True)
class Now:
    """The event that is to be recorded, as far as its day depends on earlier ones."""

    kind: str
    people: frozenset[str] = frozenset()
    new_head: bool = False
    ends: bool = False  # the household is no more after it


def not_before(now: Now, past: Iterable[Past]) -> Past | None:
    """The latest earlier event that this one cannot precede; nothing where any day is possible.

    Nothing happens before the household came to be, nothing at all after it ended, nobody leaves before coming, and
    two heads or two moves follow each other in the order in which they are told.
    """
    bounds = [
        each
        for each in past
        if each.founding
        or now.ends
        or (now.kind == Kind.MOVES and each.kind == Kind.MOVES)
        or (now.new_head and each.new_head)
        or now.people & each.people
    ]
    return max(bounds, key=lambda each: each.happened_on, default=None)


def restated(staying: Collection[Person], typed: Mapping[UUID, str]) -> dict[UUID, str]:
    """Who is what to the head among those who stay: as typed, else as before. Exactly one of them is the head."""
    found = {person.uid: typed.get(person.uid) or person.relationship for person in staying}
    check_relationships(found)
    heads = [uid for uid, relationship in found.items() if relationship == HEAD]
    if not heads:
        raise Refused("Chủ hộ không còn trong hộ. Hãy chọn “Chủ hộ” ở dòng của người làm chủ hộ mới.")
    if len(heads) > 1:
        names = " và ".join(person.full_name for person in staying if person.uid in heads)
        raise Refused(f"Hộ phải có đúng một chủ hộ; hiện {names} đều được ghi là chủ hộ.")
    return found


def check_relationships(typed: Mapping[UUID, str]) -> None:
    if not set(typed.values()) <= RELATIONSHIP_CODES:
        raise Refused("Có người chưa được chọn quan hệ với chủ hộ. Hãy chọn cho từng người.")
