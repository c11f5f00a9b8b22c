"""The population table of a commune and year as a workbook: out to be filled in, back in to be looked at.

Reading a file writes nothing. What it would change is shown first and then recorded by the same action, with the same
checks and the same audit row, as figures that are typed.
"""

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from zipfile import BadZipFile

import tablib
from django.core.exceptions import ValidationError
from import_export import fields, resources, widgets
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from accounts.places.actions import Figures
from accounts.places.forms import CountField
from accounts.places.tables import Counts
from localities.models import Locality, Population

CODE, NAME, YEAR, HOUSEHOLDS, PERSONS = "Mã", "Thôn, tổ dân phố", "Năm", "Số hộ", "Số khẩu"
MOST_ROWS = 2000
_ROOM = 4  # characters beside the widest words of a column
_UNREADABLE = "Không đọc được tệp. Hãy dùng tệp .xlsx tải về từ trang Địa bàn."


class CountWidget(widgets.Widget):
    """A count as a cell holds it: 356, 356.0 or "1.356"."""

    def __init__(self, what: str) -> None:
        super().__init__()
        self.what = what

    def clean(self, value: Any, row: Mapping[str, Any] | None = None, **kwargs: Any) -> int | None:
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        try:
            return CountField().clean(str(value))
        except ValidationError:
            raise ValueError(f"{self.what} “{value}” không phải là số nguyên không âm.") from None

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> int | None:
        return value


class PopulationResource(resources.ModelResource):
    """One row a village unit. An empty cell says nothing: what is recorded stays."""

    code = fields.Field(attribute="place__code", column_name=CODE, readonly=True)
    name = fields.Field(attribute="place__full_name", column_name=NAME, readonly=True)
    of_year = fields.Field(attribute="year", column_name=YEAR, readonly=True, widget=CountWidget("năm"))
    of_households = fields.Field(attribute="households", column_name=HOUSEHOLDS, widget=CountWidget("số hộ"))
    of_persons = fields.Field(attribute="persons", column_name=PERSONS, widget=CountWidget("số khẩu"))

    class Meta:
        model = Population
        fields = ("code", "name", "of_year", "of_households", "of_persons")
        import_order = export_order = fields
        import_id_fields = ("code",)
        use_transactions = False
        skip_diff = True
        store_instance = True

    def __init__(self, commune: Locality, year: int, counts: Counts) -> None:
        super().__init__()
        self.commune, self.year, self.recorded = commune, year, counts.recorded
        self.units = {unit.code: unit for unit in counts.units}
        self.seen: set[str] = set()

    def before_import_row(self, row: dict[str, Any], **kwargs: Any) -> None:
        """The row names a unit of the commune, once, and the year of the page."""
        code, year = _cell(row, CODE), _cell(row, YEAR).removesuffix(".0")
        if code not in self.units:
            raise ValueError(f"mã “{code}” không phải của thôn, tổ dân phố nào của {self.commune.full_name}.")
        if code in self.seen:
            raise ValueError(f"mã “{code}” lặp lại; mỗi thôn, tổ dân phố chỉ có một dòng.")
        if year not in {"", str(self.year)}:
            raise ValueError(f"năm {year} khác năm {self.year} của trang này.")
        self.seen.add(code)

    def get_instance(self, instance_loader: Any, row: Mapping[str, Any]) -> Population | None:
        kept = self.recorded.get(self.units[_cell(row, CODE)].pk)
        return copy(kept) if kept else None

    def init_instance(self, row: Mapping[str, Any] | None = None) -> Population:
        return Population(place=self.units[_cell(row or {}, CODE)], year=self.year, households=None)

    def import_field(
        self, field: fields.Field, instance: Population, row: Mapping[str, Any], *args: Any, **kw: Any
    ) -> None:
        if _cell(row, field.column_name):
            super().import_field(field, instance, row, *args, **kw)

    def skip_row(self, instance: Population, original: Any, row: Any, import_validation_errors: Any = None) -> bool:
        if import_validation_errors:
            return False
        kept = self.recorded.get(instance.place_id) or Population(households=None)
        return (instance.households, instance.persons) == (kept.households, kept.persons)

    def validate_instance(self, instance: Population, import_validation_errors: Any = None, **kwargs: Any) -> None:
        super().validate_instance(instance, import_validation_errors, **kwargs)
        if instance.households is None:
            raise ValidationError("có số khẩu thì phải có số hộ.")
        if instance.persons is not None and instance.persons < instance.households:
            raise ValidationError("số khẩu không thể ít hơn số hộ.")


@dataclass
class Reading:
    """What a file would change, by place, and what is wrong with it."""

    changes: dict[int, Figures] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


def workbook(commune: Locality, year: int, counts: Counts) -> bytes:
    """The table as an .xlsx file, with an empty row for every unit that has no figures yet."""
    rows = [counts.recorded.get(unit.pk) or Population(place=unit, year=year, households=None) for unit in counts.units]
    dataset = PopulationResource(commune, year, counts).export(rows)
    dataset.title = f"Dân số {year}"
    # A name that begins with "=" is a name, not a formula.
    return _with_room(dataset.export("xlsx", escape=True))


def _with_room(content: bytes) -> bytes:
    """Columns as wide as their words: the library makes them as wide as the head, and a year then shows as "###"."""
    book = load_workbook(BytesIO(content))
    for cells in book.active.columns:
        widest = max(len(str(cell.value)) for cell in cells if cell.value is not None)
        book.active.column_dimensions[cells[0].column_letter].width = widest + _ROOM
    filled = BytesIO()
    book.save(filled)
    return filled.getvalue()


def read(content: bytes, commune: Locality, year: int, counts: Counts) -> Reading:
    """Read a filled-in table without writing anything."""
    try:
        dataset = tablib.Dataset().load(BytesIO(content), format="xlsx")
    except (BadZipFile, InvalidFileException, KeyError, ValueError, OSError, IndexError, tablib.InvalidDimensions):
        return Reading(problems=[_UNREADABLE])
    missing = [name for name in (CODE, HOUSEHOLDS, PERSONS) if name not in (dataset.headers or ())]
    if missing:
        return Reading(problems=[f"Tệp thiếu cột {', '.join(missing)}. Hãy dùng tệp tải về từ trang Địa bàn."])
    if len(dataset) > MOST_ROWS:
        return Reading(problems=[f"Tệp có quá {MOST_ROWS} dòng. Hãy dùng tệp tải về từ trang Địa bàn."])
    return _reading(PopulationResource(commune, year, counts).import_data(dataset, dry_run=True))


def _reading(result: Any) -> Reading:
    found = Reading(problems=[str(error.error) for error in result.base_errors])
    for number, row in enumerate(result.rows, start=2):  # the first line holds the heads
        sentences = [str(error.error) for error in row.errors]
        if row.validation_error:
            sentences += row.validation_error.messages
        found.problems += [f"Dòng {number}: {sentence}" for sentence in sentences]
        if not sentences and row.import_type != row.IMPORT_TYPE_SKIP:
            found.changes[row.instance.place_id] = (row.instance.households, row.instance.persons)
    return found


def _cell(row: Mapping[str, Any], name: str) -> str:
    value = row.get(name)
    return "" if value is None else str(value).strip()
