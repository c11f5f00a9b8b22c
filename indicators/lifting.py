"""What would lift a household out of poverty (hộ nghèo), and which indicator would lift most households of a place.

Two roads lead out. A household at or under the income line is poor from a number of deprivations up and near-poor below
it, so mending enough indicators makes it *near-poor*; every indicator gives the same points, so it never matters which
ones are mended, only how many. More B1 points than the threshold take it out of both classes at once.

Nothing here forecasts: it is the rule of `indicators.scoring` read backwards, and a new review must confirm the change.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from math import comb

from indicators.scoring import HouseholdClass, Outcome
from indicators.standard import Standard
from localities.area_types import AreaType


class NotPoor(ValueError):
    """The household does not lack enough indicators to be poor: there is nothing to lift it from."""


@dataclass(frozen=True, slots=True)
class Lift:
    """What would lift one poor household. `lacking` are its deprivations in the official order.

    `to_mend`: the smallest number of them that must be mended before it is no longer poor. `points_out`: B1 points that
    it lacks to be above the line, which takes it out of near-poverty too; None where the standard has no threshold.
    """

    lacking: tuple[str, ...]
    to_mend: int
    points_out: int | None

    @property
    def alone(self) -> tuple[str, ...]:
        """The indicators each of which suffices by itself: all that it lacks, or none of them."""
        return self.lacking if self.to_mend == 1 else ()

    @property
    def combinations(self) -> int:
        """How many smallest sets of indicators suffice: any `to_mend` of `lacking`."""
        return comb(len(self.lacking), self.to_mend)


def to_mend(lacking: int, standard: Standard) -> int:
    """How many of so many deprivations must go before a household at or under the line is no longer poor."""
    return max(0, lacking - standard.poor_from_deprivations + 1)


def points_out(area: AreaType, income_points: int, standard: Standard) -> int | None:
    """B1 points that lift a household above the line; 0 when it is there, None where the threshold is not known."""
    b1_max = standard.b1_max[area]
    return None if b1_max is None else max(0, b1_max + 1 - income_points)


def lift(area: AreaType, income_points: int, deprived: Iterable[str], standard: Standard) -> Lift:
    """What would lift this poor household. One that is not poor is refused, whatever the reason."""
    lacking = standard.codes(standard.mask(deprived))
    missing = points_out(area, income_points, standard)
    needed = to_mend(len(lacking), standard)
    if needed == 0 or missing == 0:
        raise NotPoor("Hộ không phải hộ nghèo theo chuẩn này nên không có chỉ số nào cần khắc phục để thoát nghèo.")
    return Lift(lacking, needed, missing)


def lift_of(outcome: Outcome, standard: Standard) -> Lift | None:
    """The same from a stored outcome; None for a household that is not poor."""
    if outcome.household_class is not HouseholdClass.POOR:
        return None
    return lift(outcome.area, outcome.income_points, outcome.because, standard)


# --- Many households ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Gain:
    """One indicator among the poor households of a place. `alone`: those that mending it, and it alone, would make
    near-poor; the others that lack it need more."""

    code: str
    lacking: int
    alone: int


@dataclass(frozen=True, slots=True)
class Step:
    """The best next indicator, once those before it are mended in every household. `lifted`: households that this step
    makes near-poor; `tied`: indicators that would have done exactly as well."""

    code: str
    lacking: int
    lifted: int
    remaining: int
    tied: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Prospect:
    """What would lift the poor households of a place. `needed[n]`: how many of them need n indicators mended."""

    poor: int
    gains: tuple[Gain, ...]
    needed: dict[int, int]
    order: tuple[Step, ...]

    @property
    def most(self) -> tuple[Gain, ...]:
        """The indicators that lift most households by themselves; several when they tie, none when nobody needs but
        one."""
        best = max((gain.alone for gain in self.gains), default=0)
        return tuple(gain for gain in self.gains if gain.alone == best) if best else ()


def prospect(poor_households: Iterable[Collection[str]], standard: Standard) -> Prospect:
    """Count for the deprivations of each poor household of a place what mending each indicator would change.

    The order is greedy: at each step the indicator is mended in every household that lacks it, and the next one is the
    one that makes most households near-poor; where several do, the one that most households still poor lack, because it
    brings most of them nearer; where that ties too, the first in the official order, and the others are named in
    `tied`. The best next step each time need not be the best pair or trio of steps; the counts of each step are exact.
    """
    masks = Counter(standard.mask(codes) for codes in poor_households)
    if any(to_mend(mask.bit_count(), standard) == 0 for mask in masks):
        raise NotPoor("Có hộ không thiếu hụt đủ số chỉ số của hộ nghèo. Hãy chỉ đưa vào các hộ nghèo.")
    needed: Counter[int] = Counter()
    for mask, households in masks.items():
        needed[to_mend(mask.bit_count(), standard)] += households
    return Prospect(
        poor=masks.total(),
        gains=tuple(_gain(indicator.code, masks, standard) for indicator in standard.indicators),
        needed=dict(sorted(needed.items())),
        order=tuple(_order(masks, standard)),
    )


def _gain(code: str, masks: Counter[int], standard: Standard) -> Gain:
    bit = standard.mask([code])
    lacking = alone = 0
    for mask, households in masks.items():
        if mask & bit:
            lacking += households
            alone += households if to_mend(mask.bit_count(), standard) == 1 else 0
    return Gain(code, lacking, alone)


def _order(masks: Counter[int], standard: Standard) -> Iterator[Step]:
    still_poor = masks
    while still_poor:
        gains = [_gain(indicator.code, still_poor, standard) for indicator in standard.indicators]
        best = max(gains, key=lambda gain: (gain.alone, gain.lacking))  # the first of equals
        tied = [gain.code for gain in gains if (gain.alone, gain.lacking) == (best.alone, best.lacking)]
        bit, left = standard.mask([best.code]), Counter[int]()
        for mask, households in still_poor.items():
            if to_mend((mask & ~bit).bit_count(), standard):
                left[mask & ~bit] += households
        still_poor = left
        yield Step(best.code, best.lacking, best.alone, still_poor.total(), tuple(tied[1:]))
