"""How many households of each village unit shall exit, and what follows from it: typed rows, without any layout.

Two tables are printed from these rows: the one in the text (households, poor households, persons, rate, target) and
the annex of thirteen columns, where 6 = 2 − 4, 12 = 8 − 10 and every rate is taken on column 1. The number of
households is that of the base review at both ends of the year; what the year adds cannot be known beforehand.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from households.figures import ClassFigures, PlaceFigures, of_area
from localities import formats
from plans.models import Measure, Plan


@dataclass(frozen=True, slots=True)
class Side:
    """One class of households in one place: where the year begins, what shall exit, where it shall end.

    `proposed` is what the surveyed sheets say can exit. It is shown beside the input and never taken silently;
    `exit` is None until somebody has typed it. Where nobody can exit, none will: that needs no typing.
    """

    residents: int | None
    households: int
    persons: int
    proposed: int = 0
    typed: int | None = None

    @property
    def exit(self) -> int | None:
        return 0 if self.typed is None and self.households == 0 else self.typed

    @property
    def end(self) -> int | None:
        """Households of the class at the end of the year."""
        return None if self.exit is None else self.households - self.exit

    def rate(self, decimals: int = 2) -> Decimal | None:
        return formats.rate(self.households, self.residents, decimals)

    def exit_rate(self, decimals: int = 2) -> Decimal | None:
        return formats.rate(self.exit, self.residents, decimals)

    def end_rate(self, decimals: int = 2) -> Decimal | None:
        return formats.rate(self.end, self.residents, decimals)


@dataclass(frozen=True, slots=True)
class TargetRow:
    """One village unit, or the total. `reported`: its counts are reported totals, not counted from forms."""

    place_id: int | None
    name: str
    kind: str
    residents: int | None
    poor: Side
    near_poor: Side
    note: str = ""
    reported: bool = False

    def side(self, measure: Measure) -> Side:
        return self.poor if measure == Measure.POOR_EXIT else self.near_poor


@dataclass(frozen=True, slots=True)
class TargetTable:
    """The village units in their official order, and their total."""

    rows: tuple[TargetRow, ...]
    total: TargetRow

    def missing(self, measure: Measure) -> tuple[TargetRow, ...]:
        """The village units whose target nobody has typed yet."""
        return tuple(row for row in self.rows if row.side(measure).exit is None)

    def impossibilities(self) -> tuple[str, ...]:
        """A sentence for each target that asks more households to exit than there are."""
        return tuple(
            too_many(row.name, measure, side.exit, side.households)
            for row in self.rows
            for measure in Measure
            if (side := row.side(measure)).exit is not None and side.exit > side.households
        )


def too_many(name: str, measure: Measure, wanted: int, households: int) -> str:
    """The sentence that refuses a target above the number of households."""
    what, goal = ("hộ nghèo", "thoát nghèo") if measure == Measure.POOR_EXIT else ("hộ cận nghèo", "thoát cận nghèo")
    return (
        f"{name}: chỉ tiêu {formats.count_in_text(wanted)} hộ {goal} nhiều hơn số {what} hiện có "
        f"({formats.count_in_text(households)} hộ). Hãy nhập số không quá {formats.count(households)}."
    )


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed for one village unit."""

    poor_exit: int | None = None
    near_poor_exit: int | None = None
    note: str = ""


def table(figures: Sequence[PlaceFigures], typed: Mapping[int, Typed], *, residents: int | None = None) -> TargetTable:
    """The rows of the village units with what was typed for them, and the computed total.

    `residents` is the number of households of the whole place, for when a village unit has no count of its own.
    """
    rows = tuple(_row(place, typed.get(place.place.pk, Typed())) for place in figures)
    return TargetTable(rows, _total(rows, residents or summed(row.residents for row in rows)))


def table_of(plan: Plan) -> TargetTable:
    """The targets of a plan on the figures of its base review."""
    hamlets, whole = of_area(plan.place, plan.base_review.year)
    return table(hamlets, typed_of(plan), residents=whole.households)


def typed_of(plan: Plan) -> dict[int, Typed]:
    """What is kept of a plan's targets, by village unit."""
    if not plan.pk:  # a plan that is just being made
        return {}
    kept: dict[int, dict[str, Any]] = {}
    for target in plan.targets.all():
        values = kept.setdefault(target.place_id, {})
        values[target.measure] = target.count
        if target.measure == Measure.POOR_EXIT:
            values["note"] = target.note
    return {place: Typed(**values) for place, values in kept.items()}


def _row(figures: PlaceFigures, typed: Typed) -> TargetRow:
    def side(of: ClassFigures, exit_: int | None) -> Side:
        return Side(figures.households, of.households, of.persons, of.can_exit, exit_)

    return TargetRow(
        place_id=figures.place.pk,
        name=figures.place.name,
        kind=figures.place.kind,
        residents=figures.households,
        poor=side(figures.poor, typed.poor_exit),
        near_poor=side(figures.near_poor, typed.near_poor_exit),
        note=typed.note,
        reported=figures.reported,
    )


def _total(rows: Sequence[TargetRow], residents: int | None) -> TargetRow:
    return TargetRow(
        place_id=None,
        name="Tổng cộng",
        kind="",
        residents=residents,
        poor=_sum_of(rows, residents, lambda row: row.poor),
        near_poor=_sum_of(rows, residents, lambda row: row.near_poor),
        reported=any(row.reported for row in rows),
    )


def _sum_of(rows: Sequence[TargetRow], residents: int | None, pick: Callable[[TargetRow], Side]) -> Side:
    sides = [pick(row) for row in rows]
    return Side(
        residents,
        households=sum(side.households for side in sides),
        persons=sum(side.persons for side in sides),
        proposed=sum(side.proposed for side in sides),
        typed=summed(side.exit for side in sides),
    )


def summed(counts: Iterable[int | None]) -> int | None:
    """The sum, or None when there is nothing to add or a part is not known."""
    known = list(counts)
    return None if not known or None in known else sum(count for count in known if count is not None)
