"""Urban or rural: an explicit attribute of a place, never derived from its name.

How a ward made of former communes (or the reverse) is treated for the income line is not settled by any text
we could read (see docs/decisions), so the area type is typed and dated with the place.
"""

from enum import StrEnum


class AreaType(StrEnum):
    """The two areas that every poverty standard tells apart (Nghị định 07/2021/NĐ-CP, Điều 3)."""

    RURAL = "rural"
    URBAN = "urban"


LABELS: dict[AreaType, str] = {AreaType.RURAL: "nông thôn", AreaType.URBAN: "thành thị"}
CHOICES: list[tuple[str, str]] = [(area.value, label.capitalize()) for area, label in LABELS.items()]
