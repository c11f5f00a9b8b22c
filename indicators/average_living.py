"""Hộ làm nông, lâm, ngư, diêm nghiệp có mức sống trung bình: what the standard says about their income.

The income is that of the twelve months before, per person and month, without social assistance from the budget
(Quyết định 24/2021/QĐ-TTg, Điều 6; Thông tư 07/2021/TT-BLĐTBXH).
"""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Final

from indicators.members import FARM_OCCUPATIONS
from indicators.standard import Standard
from localities.area_types import AreaType

OCCUPATION_LABELS: Final = dict(FARM_OCCUPATIONS)
MONTHS: Final = 12


class Standing(StrEnum):
    """Where an income stands against the standard."""

    UNDER = "under"
    """At or under the poverty line: a case for the poverty review."""
    WITHIN = "within"
    ABOVE = "above"
    UNKNOWN = "unknown"
    """Above the line; the standard, as far as it could be read, gives no upper limit."""


def standing(income: int, standard: Standard, area: str) -> Standing:
    """The line itself is still poor or near-poor, the upper limit itself is still average."""
    upper = standard.average_living_upper[AreaType(area)]
    if income <= standard.income_line[AreaType(area)]:
        return Standing.UNDER
    if upper is None:
        return Standing.UNKNOWN
    return Standing.WITHIN if income <= upper else Standing.ABOVE


def income_per_person(total: int, persons: int) -> int:
    """Đồng per person and month, from what the household took in over the twelve months; half a đồng goes up."""
    return int((Decimal(total) / (MONTHS * persons)).quantize(Decimal(1), rounding=ROUND_HALF_UP))


def considered_from(requested_on: date, start_day: int) -> date:
    """The first day on which a request is looked into: the review of a month begins on a fixed day of it."""
    return max(requested_on, requested_on.replace(day=start_day))
