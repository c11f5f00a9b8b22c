"""The population of the parts of a place in a year, with sums that are our own: read here, worded elsewhere."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, FilteredRelation, Q, Sum

from accounts.places.policies import counted_on, existed_in
from localities.models import Level, Locality, Population


@dataclass(frozen=True, slots=True)
class Row:
    """One part of the place. `units` and `counted` are village units of a commune, 1 and 0 or 1 of a village unit."""

    place: Locality
    households: int | None
    persons: int | None
    units: int = 1
    counted: int = 0
    source: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A sum is None as soon as one part is not known."""

    rows: tuple[Row, ...]
    own: Population | None  # recorded for the place as a whole

    @property
    def households(self) -> int | None:
        return _sum(row.households for row in self.rows)

    @property
    def persons(self) -> int | None:
        return _sum(row.persons for row in self.rows)

    @property
    def missing(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.households is None)

    @property
    def known(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.households is not None)

    @property
    def disagrees(self) -> bool:
        """Whether the figure recorded for the whole is another than the sum of the parts."""
        return bool(self.own and self.households is not None and self.own.households != self.households)


@dataclass(frozen=True, slots=True)
class Counts:
    """The village units of a commune in a year, and what is recorded for them and for the commune, by place."""

    units: list[Locality]
    recorded: dict[int, Population]
    last_year: dict[int, Population]


def counts_of(commune: Locality, year: int) -> Counts:
    """What the form of the year shows and the workbook holds."""
    units = units_of(commune, year)
    rows = Population.objects.filter(place__in=[*units, commune], year__in=(year, year - 1)).select_related("place")
    by_year: dict[int, dict[int, Population]] = {year: {}, year - 1: {}}
    for row in rows:
        by_year[row.year][row.place_id] = row
    return Counts(units, by_year[year], by_year[year - 1])


def history_of(unit: Locality) -> list[Population]:
    """What was recorded for a village unit, the latest year first."""
    return list(Population.objects.filter(place=unit).order_by("-year"))


def units_of(commune: Locality, year: int) -> list[Locality]:
    """The village units that carry the commune's figures of the year, in their official order."""
    return list(commune.children.filter(level=Level.HAMLET).existing_on(counted_on(commune, year)))


def table_of(place: Locality, year: int) -> Table:
    """Village units of a commune; communes of a place above it."""
    own = Population.objects.filter(place=place, year=year).first()
    table = Table(rows=tuple(_units(place, year) if place.is_commune else _communes(place, year)), own=own)
    # Of a year before or after its life a place has no parts, unless figures were recorded for them all the same.
    return table if existed_in(place, year) or table.known else Table(rows=(), own=own)


def _units(commune: Locality, year: int) -> Iterable[Row]:
    units = units_of(commune, year)
    counts = {row.place_id: row for row in Population.objects.filter(year=year, place__in=units)}
    for unit in units:
        row = counts.get(unit.pk)
        yield Row(unit, row.households, row.persons, counted=1, source=row.source) if row else Row(unit, None, None)


def _communes(place: Locality, year: int) -> Iterable[Row]:
    day = counted_on(place, year)
    communes = list(Locality.objects.under(place).filter(level=Level.COMMUNE).existing_on(day).order_by("path"))
    of_year = FilteredRelation("populations", condition=Q(populations__year=year))
    units = Locality.objects.under(place).filter(level=Level.HAMLET).existing_on(day).annotate(of_year=of_year)
    sums = {
        row["parent_id"]: row
        for row in units.order_by()
        .values("parent_id")
        .annotate(
            n_units=Count("pk"),
            n_counted=Count("of_year__pk"),
            n_with_persons=Count("of_year__persons"),
            sum_households=Sum("of_year__households"),
            sum_persons=Sum("of_year__persons"),
        )
    }
    own = {row.place_id: row for row in Population.objects.filter(year=year, place__in=communes)}
    for commune in communes:
        yield _commune(commune, sums.get(commune.pk), own.get(commune.pk))


def _commune(commune: Locality, parts: Mapping[str, Any] | None, own: Population | None) -> Row:
    """The sum of the commune's units where each has its figure, else the figure recorded for the commune itself."""
    units, counted = (parts["n_units"], parts["n_counted"]) if parts else (0, 0)
    if parts and counted == units:
        persons = parts["sum_persons"] if parts["n_with_persons"] == units else None
        return Row(commune, parts["sum_households"], persons, units, counted)
    households, persons = (own.households, own.persons) if own else (None, None)
    return Row(commune, households, persons, units, counted, own.source if own else "")


def _sum(values: Iterable[int | None]) -> int | None:
    parts = list(values)
    if not parts or None in parts:
        return None
    return sum(part for part in parts if part is not None)
