"""Multidimensional poverty measures of Alkire and Foster, exact.

Source: S. Alkire and J. Foster, "Counting and multidimensional poverty measurement", Journal of Public Economics 95
(2011) 476-487. With d indicators of equal weight 1/d, as the equal points of B2 give them:

    H   headcount ratio             the share of the population that is poor
    A   intensity                   the average share of indicators in which the poor are deprived
    M0  adjusted headcount ratio    H × A: the share of all possible deprivations that the poor suffer

Every value is a `Fraction` between 0 and 1 (multiply by 100 for per cent); a value whose denominator is zero is None,
never 0. The population is counted in persons or in households; it is the caller who says which, once, in `count`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from indicators.standard import Standard


class Weight(StrEnum):
    """What is counted: every household once, or every household as often as it has members."""

    PERSONS = "persons"
    HOUSEHOLDS = "households"


@dataclass(frozen=True, slots=True)
class Profile:
    """One household: the indicator codes in which it is deprived, its members, and whether it is poor.

    `poor` is the caller's identification. For the official count it is the household's class; the pure counting rule
    of the paper is `poor_by_count`.
    """

    deprived: frozenset[str]
    persons: int
    poor: bool

    def __post_init__(self) -> None:
        if self.persons < 1:
            raise ValueError(
                f"Hộ phải có ít nhất một nhân khẩu, không thể là {self.persons}. Hãy kiểm tra số nhân khẩu của hộ."
            )


def poor_by_count(deprived: frozenset[str], standard: Standard) -> bool:
    """Identification by the number of deprivations alone: as many as the standard's cut-off, whatever the income."""
    return len(deprived) >= standard.poor_from_deprivations


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts from which every measure follows, in persons or households.

    `deprived` and `poor_and_deprived` have one number for each indicator of the standard (shape: d), in the official
    order. Tallies of places add up to the tally of the place above them, so a level needs no household rows.
    """

    population: int
    poor: int
    deprived: tuple[int, ...]
    poor_and_deprived: tuple[int, ...]

    def __post_init__(self) -> None:
        fits = len(self.deprived) == len(self.poor_and_deprived) and 0 <= self.poor <= self.population
        pairs = zip(self.deprived, self.poor_and_deprived, strict=False)
        if not fits or any(not 0 <= both <= min(one, self.poor) or one > self.population for one, both in pairs):
            raise ValueError("Số liệu không khớp: một phần đang lớn hơn tổng. Hãy kiểm tra lại số hộ, số khẩu đã nhập.")

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.population + other.population,
            self.poor + other.poor,
            tuple(a + b for a, b in zip(self.deprived, other.deprived, strict=True)),
            tuple(a + b for a, b in zip(self.poor_and_deprived, other.poor_and_deprived, strict=True)),
        )

    @property
    def headcount_ratio(self) -> Fraction | None:
        """H: poor / population. None for an empty population."""
        return _ratio(self.poor, self.population)

    @property
    def intensity(self) -> Fraction | None:
        """A: deprivations of the poor / (poor × d). None when nobody is poor: there is nothing to average."""
        return _ratio(sum(self.poor_and_deprived), self.poor * len(self.deprived))

    @property
    def adjusted_headcount(self) -> Fraction | None:
        """M0: deprivations of the poor / (population × d). None for an empty population; 0 when nobody is poor."""
        return _ratio(sum(self.poor_and_deprived), self.population * len(self.deprived))

    @property
    def uncensored_headcounts(self) -> tuple[Fraction | None, ...]:
        """For each indicator, the share of the population deprived in it, poor or not. Shape: d."""
        return tuple(_ratio(count, self.population) for count in self.deprived)

    @property
    def censored_headcounts(self) -> tuple[Fraction | None, ...]:
        """For each indicator, the share of the population that is poor and deprived in it; their mean is M0."""
        return tuple(_ratio(count, self.population) for count in self.poor_and_deprived)

    @property
    def contributions(self) -> tuple[Fraction | None, ...]:
        """For each indicator, its share of M0; they add up to 1. None when M0 is 0 or undefined. Shape: d."""
        return tuple(_ratio(count, sum(self.poor_and_deprived)) for count in self.poor_and_deprived)


def count(profiles: Iterable[Profile], standard: Standard, by: Weight = Weight.PERSONS) -> Tally:
    """Count households, one pass and without holding them in memory. A code the standard lacks is refused."""
    width = len(standard.indicators)
    population = poor = 0
    deprived, poor_and_deprived = [0] * width, [0] * width
    for profile in profiles:
        weight = profile.persons if by is Weight.PERSONS else 1
        population += weight
        poor += weight if profile.poor else 0
        for code in profile.deprived:
            place = standard.indicator(code).number - 1
            deprived[place] += weight
            poor_and_deprived[place] += weight if profile.poor else 0
    return Tally(population, poor, tuple(deprived), tuple(poor_and_deprived))


def _ratio(part: int, whole: int) -> Fraction | None:
    return Fraction(part, whole) if whole else None
