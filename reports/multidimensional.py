"""The multidimensional poverty of an area in words: H, A and M0 of Alkire and Foster, from the stored counts.

Counted in households: the poor are those that the review classed as poor (income and deprivations), the population is
all households of the area. Only poor households enter, so the figures need no survey of the others.
"""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from households.figures import PlaceFigures
from indicators.measures import Tally
from indicators.standards import get_standard
from localities import formats


@dataclass(frozen=True, slots=True)
class Measured:
    """One measure: its name, its value as printed, what it says."""

    name: str
    value: str
    meaning: str


def measured(total: PlaceFigures) -> tuple[Measured, ...]:
    """H, A, M0; nothing where the population, the results or one common standard is missing."""
    if total.households is None or total.reported or len(total.standards) != 1 or not total.poor.households:
        return ()
    indicators = len(get_standard(total.standards[0]).indicators)
    lacking = total.poor.lacking[:indicators]
    tally = Tally(total.households, total.poor.households, lacking, lacking)
    average = Fraction(sum(lacking), total.poor.households)
    return (
        Measured("H – tỷ lệ hộ nghèo", _percent(tally.headcount_ratio), "số hộ nghèo trên tổng số hộ dân cư"),
        Measured(
            "A – cường độ thiếu hụt",
            _percent(tally.intensity),
            f"bình quân mỗi hộ nghèo thiếu hụt {formats.percent(_decimal(average))} trên {indicators} chỉ số",
        ),
        Measured(
            "M0 – chỉ số nghèo đa chiều", _percent(tally.adjusted_headcount), "H × A, theo Alkire và Foster (2011)"
        ),
    )


def _decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)


def _percent(value: Fraction | None) -> str:
    return formats.percent_sign(_decimal(value * 100) if value is not None else None)
