"""The CSV of vietnamadminunits (MIT): one row a commune, its district and province beside it.

Columns provinceCode, province, wardCode, ward, until 30/6/2025 also districtCode, district; the others (keys,
coordinates) are passed over. Codes may have lost their zeros. A row without ward describes its district or province.

Our own files add columns: establishedOn, abolishedOn (the place's life; then each row is one life of the smallest
unit that it names), areaType (rural, urban), legalBasis.
"""

from localities.area_types import AreaType
from localities.models import Level
from localities.unit_lists.rows import BadList, UnitRow, basis_of, code_of, csv_rows, day_of, kind_and_name

_COLUMNS = {
    Level.PROVINCE: ("provinceCode", "province"),
    Level.DISTRICT: ("districtCode", "district"),
    Level.COMMUNE: ("wardCode", "ward"),
}


def read(text: str) -> list[UnitRow]:
    """The units, each once; BadList with a sentence for every bad row."""
    units: dict[tuple[object, ...], UnitRow] = {}
    problems: list[str] = []
    for source, cells in csv_rows(text, ("provinceCode", "province", "wardCode", "ward")):
        try:
            for unit in _units(source, cells):
                identity = (unit.code, unit.established_on)
                first = units.setdefault(identity, unit)
                if (first.kind, first.name, first.parent_code) != (unit.kind, unit.name, unit.parent_code):
                    raise ValueError(f"mã {unit.code} đã là {first.kind} {first.name} ở {first.source}.")
        except ValueError as problem:
            problems.append(f"{source}: {problem}")
    if problems:
        raise BadList(problems)
    return list(units.values())


def _units(source: str, cells: dict[str, str]) -> list[UnitRow]:
    """The units of a row from the province down; of a dated row only the smallest, whose life it gives."""
    found: list[UnitRow] = []
    dated = "establishedOn" in cells or "abolishedOn" in cells
    for level, (code_column, name_column) in _COLUMNS.items():
        code = code_of(cells.get(code_column), level)
        full_name = cells.get(name_column, "").strip()
        if bool(code) != bool(full_name):
            raise ValueError(f"{code_column} và {name_column} phải có cùng nhau.")
        if not code:
            continue
        kind, name = kind_and_name(full_name, level)
        found.append(UnitRow(source, level, code, kind, name, parent_code=found[-1].code if found else "", dated=dated))
    if not found or found[0].level != Level.PROVINCE:
        raise ValueError("thiếu mã và tên tỉnh.")
    return [_with_its_life(found[-1], cells)] if dated else found


def _with_its_life(unit: UnitRow, cells: dict[str, str]) -> UnitRow:
    area_type = cells.get("areaType", "").strip()
    if area_type and area_type not in set(AreaType):
        raise ValueError(f"khu vực “{area_type}” phải là rural (nông thôn) hoặc urban (thành thị).")
    established_on = day_of(cells.get("establishedOn"), "ngày thành lập")
    abolished_on = day_of(cells.get("abolishedOn"), "ngày chấm dứt")
    if established_on and abolished_on and abolished_on <= established_on:
        raise ValueError("ngày chấm dứt phải sau ngày thành lập.")
    return UnitRow(
        source=unit.source,
        level=unit.level,
        code=unit.code,
        kind=unit.kind,
        name=unit.name,
        parent_code=unit.parent_code,
        area_type=area_type,
        established_on=established_on,
        abolished_on=abolished_on,
        legal_basis=basis_of(cells.get("legalBasis")),
        dated=True,
    )
