"""The conversion CSV of vietnamadminunits (MIT): which commune of before 01/7/2025 went into which of after.

Columns provinceCode, districtCode, wardCode, newProvinceCode, newWardCode; a commune that was divided has several rows.
Old codes come as numbers ("7.0"). Our own files add effectiveOn, legalBasis and newDistrictCode, and rows of provinces
and districts (the smallest unit that both sides name).
"""

from localities.models import Level
from localities.unit_lists.rows import BadList, ChangeRow, basis_of, code_of, csv_rows, day_of, delimiter_of

_NEEDED = ("provinceCode", "wardCode", "newProvinceCode", "newWardCode")
_SMALLEST_FIRST = (
    (Level.COMMUNE, "wardCode", "newWardCode"),
    (Level.DISTRICT, "districtCode", "newDistrictCode"),
    (Level.PROVINCE, "provinceCode", "newProvinceCode"),
)


def looks_like_one(text: str) -> bool:
    head = [name.strip() for name in text.partition("\n")[0].split(delimiter_of(text))]
    return "newWardCode" in head


def read(text: str) -> list[ChangeRow]:
    """The changes, each once; BadList with a sentence for every bad row."""
    changes: dict[tuple[object, ...], ChangeRow] = {}
    problems: list[str] = []
    for source, cells in csv_rows(text, _NEEDED):
        try:
            change = _change(source, cells)
        except ValueError as problem:
            problems.append(f"{source}: {problem}")
        else:
            changes.setdefault((change.predecessor_code, change.successor_code, change.effective_on), change)
    if problems:
        raise BadList(problems)
    return list(changes.values())


def _change(source: str, cells: dict[str, str]) -> ChangeRow:
    for level, old_column, new_column in _SMALLEST_FIRST:
        old, new = code_of(cells.get(old_column), level), code_of(cells.get(new_column), level)
        # A whole island district became a commune-level unit: the old side has no ward.
        if new and not old and level == Level.COMMUNE:
            old = code_of(cells.get("districtCode"), Level.DISTRICT)
        if old and new:
            return ChangeRow(
                source=source,
                predecessor_code=old,
                successor_code=new,
                effective_on=day_of(cells.get("effectiveOn"), "ngày có hiệu lực"),
                legal_basis=basis_of(cells.get("legalBasis")),
            )
        if level == Level.COMMUNE and (old or new):
            raise ValueError("phải có cả mã xã cũ và mã xã mới.")
    raise ValueError("thiếu mã đơn vị cũ hoặc mới.")
