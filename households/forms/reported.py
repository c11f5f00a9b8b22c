"""Reported totals as they are typed: the four counts of every village unit, and everything of one of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any, Final

from django import forms
from django.forms import BoundField

from accounts.places.forms import CountField
from households.figures import AVERAGE, COLUMNS, ClassFigures, to_columns
from households.figures.counts import from_row
from households.figures.reported import GROUPS, OTHER_TICKS, Totals, problems
from households.models import CAUSE_FIELDS, LACKING_FIELDS, Review
from households.transitions import LISTED, NEAR_POOR, POOR
from indicators.causes import CAUSES
from localities.models import Locality
from localities.text import capital

CHANGED: Final = (
    "Số liệu vừa được người khác sửa trong lúc ông/bà nhập. Số ông/bà gõ còn nguyên ở dưới; hãy đối chiếu rồi lưu lại."
)
SHORT: Final = {POOR: "hộ nghèo", NEAR_POOR: "hộ cận nghèo", AVERAGE: "hộ có mức sống trung bình"}


class _Seen(forms.Form):
    """A form that knows whether the stored figures are still those that it was shown with."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, state: object, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._state = sha256(repr(state).encode()).hexdigest()[:16]
        self.initial["seen"] = self._state

    def check_seen(self) -> None:
        if self.data.get("seen", "") not in ("", self._state):
            self.add_error(None, CHANGED)
            typed = {name: self.data.get(name) for name in self.data}
            self.data = {**typed, "seen": self._state}  # sent again, the form knows what it was shown

    @property
    def seen_field(self) -> BoundField:
        return self["seen"]


@dataclass(frozen=True)
class TotalsRow:
    """One village unit of the table: its fields, or none where its forms are counted."""

    unit: Locality
    fields: list[BoundField]


class TotalsForm(_Seen):
    """Households and persons of both classes of every village unit; all four empty: nothing is reported."""

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        *,
        review: Review,
        units: Sequence[Locality],
        stored: Mapping[int, Totals],
        populations: Mapping[int, int],
    ) -> None:
        self.units, self.stored, self.populations, self.review = list(units), stored, populations, review
        super().__init__(data, state=sorted((pk, repr(totals)) for pk, totals in stored.items()))
        for unit in self.units:
            for household_class in LISTED:
                figures = stored.get(unit.pk, {}).get(household_class)
                for column, what in (("households", "Số"), ("persons", "Số khẩu")):
                    name = _name(unit, household_class, column)
                    self.fields[name] = CountField(label=f"{what} {SHORT[household_class]}, {unit.full_name}")
                    self.initial[name] = getattr(figures, column) if figures else None

    def rows(self) -> Iterator[TotalsRow]:
        for unit in self.units:
            yield TotalsRow(unit, [self[_name(unit, each, column)] for each, column in _four()])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for unit in self.units:
            typed = {(each, column): cleaned.get(_name(unit, each, column)) for each, column in _four()}
            if all(value is None for value in typed.values()) or any(
                _name(unit, each, column) in self.errors for each, column in typed
            ):
                continue
            missing = [key for key, value in typed.items() if value is None]
            for each, column in missing:
                words = f"Hãy nhập số {'khẩu ' if column == 'persons' else ''}{SHORT[each]}, hoặc ghi 0."
                self.add_error(_name(unit, each, column), words)
            if not missing:
                self._check(unit)
        self.check_seen()
        return cleaned

    def _check(self, unit: Locality) -> None:
        """The sums, also against the details of the unit that were typed before."""
        for problem in problems(self._totals_of(unit), self.review.standard, self.populations.get(unit.pk)):
            name = _name(unit, problem.household_class, problem.column)
            known = name in self.fields
            words = problem.sentence if known else f"{problem.sentence} Hãy mở Chi tiết của đơn vị này để sửa."
            self.add_error(name if known else _name(unit, problem.household_class, "households"), words)

    def _totals_of(self, unit: Locality) -> dict[str, ClassFigures]:
        before = self.stored.get(unit.pk, {})
        found = dict(before)
        for each in LISTED:
            values: dict[str, Any] = {
                column: self.cleaned_data.get(_name(unit, each, column)) or 0 for column in ("households", "persons")
            }
            found[each] = replace(before.get(each, ClassFigures()), **values)
        return found

    def totals(self) -> dict[Locality, Totals | None]:
        return {
            unit: None
            if all(self.cleaned_data[_name(unit, each, column)] is None for each, column in _four())
            else self._totals_of(unit)
            for unit in self.units
        }


def _four() -> list[tuple[str, str]]:
    return [(each, column) for each in LISTED for column in ("households", "persons")]


def _name(unit: Locality, household_class: str, column: str) -> str:
    return f"{household_class}_{column}_{unit.pk}"


@dataclass(frozen=True)
class DetailRow:
    """One line of the details: what it counts, and its fields (None where nothing is asked)."""

    label: str
    cells: list[BoundField | None]


@dataclass(frozen=True)
class DetailTable:
    id: str
    caption: str
    head: list[str]
    rows: list[DetailRow]


_FOUR_HEAD: Final = ["Hộ nghèo", "Khẩu nghèo", "Hộ cận nghèo", "Khẩu cận nghèo"]
_MOVED: Final = {
    POOR: (
        "Hộ nghèo đầu năm (1)",
        "Thoát nghèo, thành hộ cận nghèo (2)",
        "Thoát nghèo, vượt chuẩn cận nghèo (3)",
        "Giảm vì nguyên nhân khác (4)",
        "Hộ cận nghèo thành hộ nghèo (5)",
        "Tái nghèo (6)",
        "Phát sinh mới (7)",
        "Tăng vì nguyên nhân khác (8)",
    ),
    NEAR_POOR: (
        "Hộ cận nghèo đầu năm (1)",
        "Thoát cận nghèo (2)",
        "Hộ cận nghèo thành hộ nghèo (3)",
        "Giảm vì nguyên nhân khác (4)",
        "Hộ nghèo thành hộ cận nghèo (5)",
        "Tái cận nghèo (6)",
        "Phát sinh mới (7)",
        "Tăng vì nguyên nhân khác (8)",
    ),
}


class DetailForm(_Seen):
    """Everything that one village unit may report; what is left empty counts as 0."""

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        *,
        review: Review,
        stored: Totals,
        population: int | None,
    ) -> None:
        self.review, self.population = review, population
        super().__init__(data, state=sorted((each, repr(figures)) for each, figures in stored.items()))
        self._tables = [*self._of_classes(), *self._of_movements()]
        columns = {each: to_columns(figures) for each, figures in stored.items()}
        for table in self._tables:
            for label, cells in table["rows"]:
                for household_class, column in filter(None, cells):
                    name = f"{household_class}_{column}"
                    what = " (khẩu)" if column.endswith("persons") else ""
                    self.fields[name] = CountField(label=f"{label}{what}, {SHORT[household_class]}")
                    stored_value = columns.get(household_class, {}).get(column)
                    self.initial[name] = stored_value or (0 if stored_value == 0 and column == "households" else None)

    def _of_classes(self) -> list[dict[str, Any]]:
        def both(column: str, persons: str | None) -> list[tuple[str, str] | None]:
            return [cell for each in LISTED for cell in ((each, column), (each, persons) if persons else None)]

        standard = self.review.standard
        groups = [(capital(name), both(column, f"{column}_persons")) for column, name in GROUPS]
        others = [(capital(name), both(column, None)) for column, name in OTHER_TICKS]
        two = ["Hộ nghèo", "Hộ cận nghèo"]
        lacking = [
            (f"{indicator.number}. {indicator.name}", [(each, column) for each in LISTED])
            for column, indicator in zip(LACKING_FIELDS, standard.indicators, strict=False)
        ]
        causes = [
            (f"{cause.code}. {cause.name}", [(each, f"cause_{cause.code}") for each in LISTED]) for cause in CAUSES
        ]
        assert len(causes) == len(CAUSE_FIELDS)
        average = [("Hộ có mức sống trung bình", [(AVERAGE, "households"), (AVERAGE, "persons")])]
        return [
            {
                "id": "tong",
                "caption": "Tổng số",
                "head": _FOUR_HEAD,
                "rows": [("Tổng số", both("households", "persons"))],
            },
            {"id": "nhom", "caption": "Nhóm hộ (biểu 7.8)", "head": _FOUR_HEAD, "rows": groups + others},
            {
                "id": "chi-so",
                "caption": "Số hộ thiếu hụt từng chỉ số (biểu 7.4, 7.6)",
                "head": two,
                "rows": lacking,
            },
            {"id": "nguyen-nhan", "caption": "Nguyên nhân nghèo (biểu 7.10)", "head": two, "rows": causes},
            {
                "id": "trung-binh",
                "caption": "Hộ có mức sống trung bình được công nhận trong năm",
                "head": ["Số hộ", "Số khẩu"],
                "rows": average,
            },
        ]

    def _of_movements(self) -> list[dict[str, Any]]:
        found = []
        for household_class, form in ((POOR, "7.2"), (NEAR_POOR, "7.3")):
            rows = []
            for number, label in enumerate(_MOVED[household_class], start=1):
                column = "opening" if number == 1 else f"movement_{number}"
                rows.append((label, [(household_class, column), (household_class, f"{column}_persons")]))
            caption = f"Diễn biến {SHORT[household_class]} trong năm (biểu {form})"
            found.append({"id": f"bieu-{form}", "caption": caption, "head": ["Số hộ", "Số khẩu"], "rows": rows})
        return found

    def tables(self) -> list[DetailTable]:
        return [
            DetailTable(
                table["id"],
                table["caption"],
                table["head"],
                [
                    DetailRow(label, [self[f"{cell[0]}_{cell[1]}"] if cell else None for cell in cells])
                    for label, cells in table["rows"]
                ],
            )
            for table in self._tables
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors:
            for problem in problems(self.totals(), self.review.standard, self.population):
                name = f"{problem.household_class}_{problem.column}"
                self.add_error(name if name in self.fields else None, problem.sentence)
            self.check_seen()
        return cleaned

    def totals(self) -> dict[str, ClassFigures]:
        """What was typed; the average-living households only where some were typed."""
        found = {}
        for each in (*LISTED, AVERAGE):
            values = {column: self.cleaned_data.get(f"{each}_{column}") or 0 for column in COLUMNS}
            if each in LISTED or any(values.values()):
                found[each] = from_row(values)
        return found
