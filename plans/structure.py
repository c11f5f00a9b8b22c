"""The order and levels of a plan's sections, as plain lists: what a move does, and when there is nothing to move.

A section's children are the deeper sections that follow it; they go with it. The first section stands on the highest
level and none is more than one level below the one before it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from uuid import UUID

from accounts.refusals import Refused

DEEPEST = 2


class Move(StrEnum):
    """What can be done to the place of a section."""

    UP = "up"
    DOWN = "down"
    IN = "in"
    OUT = "out"


@dataclass(frozen=True, slots=True)
class Spot:
    """A section and its level."""

    uid: UUID
    level: int


def is_sound(spots: Sequence[Spot]) -> bool:
    """Whether the levels make an outline."""
    before = [-1, *(spot.level for spot in spots)]
    return all(0 <= spot.level <= min(above + 1, DEEPEST) for spot, above in zip(spots, before, strict=False))


def moved(spots: Sequence[Spot], uid: UUID, move: Move) -> list[Spot]:
    """The outline after a move of a section with its children; raises Refused when the move leads nowhere."""
    start = next(place for place, spot in enumerate(spots) if spot.uid == uid)
    end = end_of(spots, start)
    match move:
        case Move.UP:
            return _up(list(spots), start, end)
        case Move.DOWN:
            if end >= len(spots) or spots[end].level != spots[start].level:
                raise Refused("Mục này đã ở cuối; không còn mục cùng cấp nào phía sau để đổi chỗ.")
            return _up(list(spots), end, end_of(spots, end))
        case Move.IN:
            return _shifted(spots, start, end, 1)
        case Move.OUT:
            return _shifted(spots, start, end, -1)


def can_move(spots: Sequence[Spot], uid: UUID, move: Move) -> bool:
    """Whether the move leads anywhere."""
    try:
        moved(spots, uid, move)
    except Refused:
        return False
    return True


def end_of(spots: Sequence[Spot], start: int) -> int:
    """The place after the last child of the section at `start`."""
    end = start + 1
    while end < len(spots) and spots[end].level > spots[start].level:
        end += 1
    return end


def children(spots: Sequence[Spot], uid: UUID) -> int:
    """How many sections stand under a section."""
    start = next(place for place, spot in enumerate(spots) if spot.uid == uid)
    return end_of(spots, start) - start - 1


def _up(spots: list[Spot], start: int, end: int) -> list[Spot]:
    level = spots[start].level
    before = start - 1
    while before >= 0 and spots[before].level > level:
        before -= 1
    if before < 0 or spots[before].level != level:
        raise Refused("Mục này đã ở đầu; không còn mục cùng cấp nào phía trước để đổi chỗ.")
    return [*spots[:before], *spots[start:end], *spots[before:start], *spots[end:]]


def _shifted(spots: Sequence[Spot], start: int, end: int, by: int) -> list[Spot]:
    changed = [replace(spot, level=spot.level + by) if start <= i < end else spot for i, spot in enumerate(spots)]
    if not is_sound(changed):
        raise Refused(
            "Không thể đưa mục này xuống cấp dưới: phía trước phải có mục cùng cấp, và kế hoạch có nhiều nhất ba cấp."
            if by > 0
            else "Mục này đã ở cấp cao nhất."
        )
    return changed
