"""What happened to the demo's households between the review of the year before and the one their plan rests on.

Pure Python, the same on every run. The counts of the later review are those of a source plan; the movements that lead
to them, and the counts of the review before, are invented where no source gives them, and close in forms 7.2 and 7.3.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from reports.demo.seeds import AnswersSeed, HouseholdSeed, Maker

# A household above the line has at least this many points more than the threshold.
WELL_ABOVE = 25


class Way(StrEnum):
    """How a household came to where it is now."""

    STAYED = "stayed"
    CHANGED = "changed"  # from poor to near-poor or back
    NEW = "new"
    RELAPSED = "relapsed"
    ARRIVED = "arrived"
    EXITED = "exited"
    LEFT = "left"


@dataclass(frozen=True)
class Changes:
    """How many households went which way between the two reviews (the columns of forms 7.2 and 7.3)."""

    near_poor_to_poor: int
    new_poor: int
    relapsed_poor: int
    arrived_poor: int
    poor_to_near_poor: int
    new_near_poor: int
    arrived_near_poor: int
    poor_exit: int
    near_poor_exit: int
    poor_left: int
    near_poor_left: int


@dataclass(frozen=True)
class Story:
    """One household: what each review found, nothing where it was not reviewed."""

    made: HouseholdSeed
    way: Way
    before: AnswersSeed | None
    after: AnswersSeed | None


def stories(
    maker: Maker,
    poor: Sequence[HouseholdSeed],
    near_poor: Sequence[HouseholdSeed],
    changes: Changes,
    *,
    codes: Sequence[str],
    ceilings: tuple[int, int],
    hamlets: int,
) -> list[Story]:
    """The households of the later review with their past, then those that it found above the line, then those that
    were gone. `ceilings`: the highest B1 of a poor household in the review before and in the later one."""
    then, now = ceilings
    told: list[Story] = []
    for made, way in zip(poor, _ways(len(poor), changes, poor=True), strict=True):
        was_poor = way is Way.STAYED
        told.append(_told(maker, made, way, was_poor=was_poor, codes=codes, ceiling=then))
    for made, way in zip(near_poor, _ways(len(near_poor), changes, poor=False), strict=True):
        was_poor = way is Way.CHANGED
        told.append(_told(maker, made, way, was_poor=was_poor, codes=codes, ceiling=then))
    gone = (
        (Way.EXITED, True, changes.poor_exit),
        (Way.EXITED, False, changes.near_poor_exit),
        (Way.LEFT, True, changes.poor_left),
        (Way.LEFT, False, changes.near_poor_left),
    )
    for way, was_poor, number in gone:
        for _ in range(number):
            before = maker.answers(codes, then, poor=was_poor)
            made = maker.extra(maker.dice.randrange(hamlets), before, poor=was_poor)
            above = AnswersSeed(now + WELL_ABOVE + maker.dice.randrange(40), before.deprived[:1])
            told.append(Story(made, way, before, above if way is Way.EXITED else None))
    return told


def _ways(total: int, changes: Changes, *, poor: bool) -> Iterator[Way]:
    """The ways of the households of one class, those that stayed last."""
    counts = {
        Way.CHANGED: changes.near_poor_to_poor if poor else changes.poor_to_near_poor,
        Way.NEW: changes.new_poor if poor else changes.new_near_poor,
        Way.RELAPSED: changes.relapsed_poor if poor else 0,
        Way.ARRIVED: changes.arrived_poor if poor else changes.arrived_near_poor,
    }
    for way, number in counts.items():
        yield from [way] * number
    yield from [Way.STAYED] * (total - sum(counts.values()))


def _told(maker: Maker, made: HouseholdSeed, way: Way, *, was_poor: bool, codes: Sequence[str], ceiling: int) -> Story:
    listed = way in (Way.STAYED, Way.CHANGED)
    before = maker.answers(codes, ceiling, poor=was_poor) if listed else None
    return Story(made, way, before, AnswersSeed(made.income_points, made.deprived))
