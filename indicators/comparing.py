"""Answers that were recorded under one standard, classed by another: what can be said, and what cannot.

Indicators are matched by their code. What the other standard asks and the form does not have, and a threshold that the
other standard lacks, leave an answer open; the class is then a *set* of possible classes, and it is settled all the
same when the set has one member (a household with three shared deprivations is poor whatever the fourth answer is).

The rule is that of `indicators.scoring`. The cut-off is counted in deprivations, as the decrees state it, so a standard
whose points for each indicator are not known can still be compared; B1 is taken from the form as it is.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from indicators.scoring import Answers, HouseholdClass
from indicators.standard import Indicator, Standard
from localities.area_types import AreaType

# From the poorest up: the order in which possible classes are named.
CLASSES: Final = (HouseholdClass.POOR, HouseholdClass.NEAR_POOR, HouseholdClass.NOT_POOR)


class Verdict(StrEnum):
    """What another standard does to the class of a household."""

    SAME = "same"
    CHANGED = "changed"
    """Certain, even where it is open which of two other classes it would be."""
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Correspondence:
    """How the indicators of two standards correspond. `reworded`: shared codes whose rule is not worded alike, so the
    recorded answer may not be the one that the other standard would get."""

    here: Standard
    there: Standard
    shared: tuple[Indicator, ...]
    reworded: tuple[Indicator, ...]
    only_there: tuple[Indicator, ...]
    only_here: tuple[Indicator, ...]

    @property
    def without_b1_max(self) -> tuple[AreaType, ...]:
        """The areas for which the other standard has no threshold of B1."""
        return tuple(area for area in AreaType if self.there.b1_max[area] is None)

    @property
    def without_points(self) -> bool:
        return self.there.points_per_indicator is None


def correspondence(here: Standard, there: Standard) -> Correspondence:
    """Match two standards by the codes of their indicators. The indicators are those of `there`, in its order."""
    before = {indicator.code: indicator for indicator in here.indicators}
    shared = tuple(indicator for indicator in there.indicators if indicator.code in before)
    kept = {indicator.code for indicator in shared}
    return Correspondence(
        here=here,
        there=there,
        shared=shared,
        reworded=tuple(indicator for indicator in shared if indicator.rule != before[indicator.code].rule),
        only_there=tuple(indicator for indicator in there.indicators if indicator.code not in before),
        only_here=tuple(indicator for indicator in here.indicators if indicator.code not in kept),
    )


@dataclass(frozen=True, slots=True)
class Comparison:
    """The classes that another standard may give to one household, the poorest first.

    `deprived` counts the known deprivations; `not_asked` and `not_answered` are indicators of the other standard whose
    answer is not known, `no_threshold` and `no_points` what else is missing. All four are stated whether or not they
    keep the class open; `open_codes` and `open_threshold` are those that do.
    """

    possible: tuple[HouseholdClass, ...]
    deprived: int
    not_asked: tuple[str, ...]
    not_answered: tuple[str, ...]
    no_threshold: bool
    no_points: bool

    @property
    def household_class(self) -> HouseholdClass | None:
        """The class, where only one is possible."""
        return self.possible[0] if len(self.possible) == 1 else None

    @property
    def settled_anyway(self) -> bool:
        """Something is missing, and the class is the same whatever it is."""
        return len(self.possible) == 1 and bool(self.not_asked or self.not_answered or self.no_threshold)

    @property
    def open_threshold(self) -> bool:
        return self.no_threshold

    @property
    def open_codes(self) -> tuple[str, ...]:
        """The unknown indicators that keep the class open: where one does, each of them does."""
        straddles = {HouseholdClass.POOR, HouseholdClass.NEAR_POOR} <= set(self.possible)
        return (*self.not_asked, *self.not_answered) if straddles else ()

    def verdict(self, before: HouseholdClass) -> Verdict:
        """What becomes of a household of this class."""
        if before not in self.possible:
            return Verdict.CHANGED
        return Verdict.SAME if len(self.possible) == 1 else Verdict.OPEN


def compare(answers: Answers, here: Standard, there: Standard) -> Comparison:
    """Class the answers that were recorded under `here` by `there`, as far as they go.

    An answer that is missing or unsure is unknown, and so is B1 when it was not recorded; nothing is guessed.
    """
    asked = {indicator.code for indicator in here.indicators}
    not_asked, not_answered, deprived = [], [], 0
    for indicator in there.indicators:
        answer = answers.deprived.get(indicator.code)
        if indicator.code not in asked:
            not_asked.append(indicator.code)
        elif not isinstance(answer, bool):
            not_answered.append(indicator.code)
        else:
            deprived += answer
    b1_max = there.b1_max[AreaType(answers.area)]
    above = _above(answers.income_points, b1_max)
    most = deprived + len(not_asked) + len(not_answered)
    possible = {HouseholdClass.NOT_POOR} if True in above else set()
    if False in above and most >= there.poor_from_deprivations:
        possible.add(HouseholdClass.POOR)
    if False in above and deprived < there.poor_from_deprivations:
        possible.add(HouseholdClass.NEAR_POOR)
    return Comparison(
        possible=tuple(each for each in CLASSES if each in possible),
        deprived=deprived,
        not_asked=tuple(not_asked),
        not_answered=tuple(not_answered),
        no_threshold=b1_max is None or answers.income_points is None,
        no_points=there.points_per_indicator is None,
    )


def _above(income_points: int | None, b1_max: int | None) -> frozenset[bool]:
    """Whether B1 may lie above the line, and whether it may not."""
    if income_points is None or b1_max is None:
        return frozenset({True, False})
    return frozenset({income_points > b1_max})
