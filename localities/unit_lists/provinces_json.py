"""The nested JSON of thanglequoc/vietnamese-provinces-database (MIT), in its full, simplified and names-only forms.

Until 30/6/2025 (releases 1 and 2): provinces with "District", districts with "Ward". After (releases 3 and later):
provinces with "Wards". A unit has "Code" (text with its zeros) and "FullName" ("Phường Cam Phúc Nam").
"""

import json
from collections.abc import Iterator

from localities.models import Level
from localities.unit_lists.rows import BadList, UnitRow, code_of, kind_and_name

# The level and the code of the unit that a unit stands in.
Above = tuple[Level, object] | None

_CHILDREN: dict[Level, tuple[tuple[str, Level], ...]] = {
    Level.PROVINCE: (("District", Level.DISTRICT), ("Districts", Level.DISTRICT), ("Wards", Level.COMMUNE)),
    Level.DISTRICT: (("Ward", Level.COMMUNE), ("Wards", Level.COMMUNE)),
    Level.COMMUNE: (),
}


def read(text: str) -> list[UnitRow]:
    """The units in the order of the file; BadList with a sentence for every bad one."""
    try:
        provinces = json.loads(text)
    except json.JSONDecodeError as trouble:
        raise BadList([f"dòng {trouble.lineno}: tệp không phải JSON đúng cú pháp."]) from None
    if not isinstance(provinces, list):
        raise BadList(["dòng 1: tệp phải là danh sách các tỉnh."])
    units: list[UnitRow] = []
    problems: list[str] = []
    for number, (unit, level, above) in enumerate(_walk(provinces, Level.PROVINCE, None), start=1):
        try:
            units.append(_unit(unit, level, above, f"mục {number}"))
        except ValueError as problem:
            problems.append(f"mục {number}: {problem}")
    if problems:
        raise BadList(problems)
    return units


def _walk(units: object, level: Level, above: Above) -> Iterator[tuple[object, Level, Above]]:
    for unit in units if isinstance(units, list) else ():
        yield unit, level, above
        if isinstance(unit, dict):
            for name, below in _CHILDREN[level]:
                yield from _walk(unit.get(name), below, (level, unit.get("Code")))


def _unit(unit: object, level: Level, above: Above, source: str) -> UnitRow:
    if not isinstance(unit, dict) or not unit.get("Code") or not unit.get("FullName"):
        raise ValueError("đơn vị thiếu “Code” hoặc “FullName”.")
    kind, name = kind_and_name(str(unit["FullName"]), level)
    return UnitRow(
        source=source,
        level=level,
        code=code_of(unit["Code"], level),
        kind=kind,
        name=name,
        parent_code=code_of(above[1], above[0]) if above else "",
    )
