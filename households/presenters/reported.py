"""Reported totals of a commune without lists of households, worded."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.forms import BoundField
from django.urls import reverse

from households.figures import PlaceFigures
from households.figures.reported import Totals, oddities
from households.forms.reported import DetailForm, DetailTable, TotalsForm
from households.models import Review
from households.presenters import words
from households.presenters.movements import REPORTED_MARK
from households.presenters.tabs import Tab, review_tabs
from localities.formats import count
from localities.models import Locality

FROM_FORMS = ("Tổng hợp từ phiếu", "done")
REPORTED = (REPORTED_MARK, "unknown")
NOTHING = ("Chưa có số liệu", "idle")


@dataclass(frozen=True)
class UnitRow:
    """One village unit: its source, its fields (none where forms are counted), its counts in words."""

    name: str
    source: tuple[str, str]
    fields: list[BoundField]
    counts: list[str]
    detail_url: str
    odd: list[str]


@dataclass(frozen=True)
class ReportedPage:
    """What `households/figures/reported.html` shows."""

    place: Locality
    year: int
    review: Review | None
    rows: tuple[PlaceFigures, ...]
    total: PlaceFigures
    with_forms: set[int]
    stored: Mapping[int, Totals]
    form: TotalsForm | None
    refused: str
    not_yet: str

    @property
    def heading(self) -> str:
        return f"Số liệu báo cáo năm {self.year}"

    @property
    def crumbs(self) -> list[tuple[str, str]]:
        return [(words.review_name(self.year), reverse("reviews", args=[self.place.key, self.year]))]

    @property
    def tabs(self) -> list[Tab]:
        return review_tabs(self.place, self.year, 0, "reported_totals")

    @property
    def units(self) -> list[UnitRow]:
        fields = {row.unit.pk: row.fields for row in self.form.rows()} if self.form else {}
        return [self._unit(row, fields.get(row.place.pk, [])) for row in self.rows]

    def _unit(self, row: PlaceFigures, fields: list[BoundField]) -> UnitRow:
        counted = row.place.pk in self.with_forms
        source = FROM_FORMS if counted else (REPORTED if row.place.pk in self.stored else NOTHING)
        url = reverse("reported_unit", args=[self.place.key, self.year, row.place.key])
        known = self.stored.get(row.place.pk)
        odd = oddities(known, self.review.standard) if known and self.review else []
        return UnitRow(words.capital(row.place), source, fields, _counts(row), "" if counted else url, odd)

    @property
    def total_counts(self) -> list[str]:
        return _counts(self.total)

    @property
    def has_fields(self) -> bool:
        return self.form is not None and bool(self.form.units)


def _counts(row: PlaceFigures) -> list[str]:
    figures = (row.poor.households, row.poor.persons, row.near_poor.households, row.near_poor.persons)
    return [count(number) for number in figures]


@dataclass(frozen=True)
class ReportedUnitPage:
    """What `households/figures/reported_unit.html` shows."""

    place: Locality
    unit: Locality
    review: Review
    form: DetailForm
    population: int | None
    odd: Sequence[str]
    refused: str
    not_yet: str

    @property
    def heading(self) -> str:
        return f"Số liệu báo cáo năm {self.review.year}: {self.unit.full_name}"

    @property
    def back_url(self) -> str:
        return reverse("reported_totals", args=[self.place.key, self.review.year])

    @property
    def crumbs(self) -> list[tuple[str, str]]:
        reviews = (words.review_name(self.review.year), reverse("reviews", args=[self.place.key, self.review.year]))
        return [reviews, ("Số liệu báo cáo", self.back_url)]

    @property
    def tables(self) -> list[DetailTable]:
        return self.form.tables()

    @property
    def population_words(self) -> str:
        known = "chưa ghi số hộ dân cư" if self.population is None else f"{count(self.population)} hộ dân cư"
        return f"{words.capital(self.unit)}: {known} năm {self.review.year}."


@dataclass(frozen=True)
class UpperReportedPage:
    """The communes of a higher place and where their figures come from."""

    place: Locality
    year: int
    rows: tuple[PlaceFigures, ...]

    @property
    def heading(self) -> str:
        return f"Số liệu báo cáo năm {self.year}"

    @property
    def communes(self) -> list[UnitRow]:
        return [
            UnitRow(
                name=words.capital(row.place),
                source=REPORTED if row.reported else (FROM_FORMS if row.reviewed else ("Chưa mở đợt rà soát", "idle")),
                fields=[],
                counts=_counts(row) if row.reviewed else ["–"] * 4,
                detail_url=reverse("reported_totals", args=[row.place.key, self.year]),
                odd=[],
            )
            for row in self.rows
        ]
