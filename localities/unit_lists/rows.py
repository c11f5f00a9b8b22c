"""What every list of units comes down to, and the rules of codes, kinds and dates that they share."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from localities.area_types import AreaType
from localities.models import Level
from localities.text import normalise

# Quyết định 124/2004/QĐ-TTg and 19/2025/QĐ-TTg: two digits, three, five; leading zeros count.
CODE_LENGTHS = {Level.PROVINCE: 2, Level.DISTRICT: 3, Level.COMMUNE: 5}
KINDS = {
    Level.PROVINCE: ("tỉnh", "thành phố", "thủ đô"),
    Level.DISTRICT: ("quận", "huyện", "thị xã", "thành phố"),
    Level.COMMUNE: ("xã", "phường", "thị trấn", "đặc khu"),
}
LEVEL_WORDS = {Level.PROVINCE: "tỉnh", Level.DISTRICT: "huyện", Level.COMMUNE: "xã"}
# The practice until 30/6/2025. What holds for a ward made of former communes is not settled (docs/decisions/0002),
# so this only proposes the area of a new place; a list that states it wins, and what is recorded is never overwritten.
AREA_BY_KIND = {"xã": AreaType.RURAL, "phường": AreaType.URBAN, "thị trấn": AreaType.URBAN}

NAME_LENGTH = 100
BASIS_LENGTH = 300


class BadList(Exception):
    """A list cannot be loaded. `sentences`: one for every bad row, for the person who loads it."""

    def __init__(self, sentences: Sequence[str]) -> None:
        self.sentences = tuple(sentences)
        super().__init__(" ".join(self.sentences))


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit as a list names it."""

    source: str  # where it stands: "dòng 12"
    level: Level
    code: str
    kind: str
    name: str
    parent_code: str = ""
    area_type: str = ""
    established_on: date | None = None
    abolished_on: date | None = None
    legal_basis: str = ""
    dated: bool = False  # whether the list itself says from when to when


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One unit became (part of) another."""

    source: str
    predecessor_code: str
    successor_code: str
    effective_on: date | None = None
    legal_basis: str = ""


def code_of(raw: object, level: Level) -> str:
    """The official code with its zeros: 97 → "00097", "1.0" → "01"; "" where there is none. ValueError otherwise."""
    text = re.sub(r"\.0$", "", str(raw if raw is not None else "").strip())
    if not text:
        return ""
    if not (text.isascii() and text.isdecimal()):
        raise ValueError(f"mã {LEVEL_WORDS[level]} “{text}” không phải là số.")
    if len(text) > CODE_LENGTHS[level]:
        raise ValueError(f"mã {LEVEL_WORDS[level]} “{text}” dài quá {CODE_LENGTHS[level]} chữ số.")
    return text.zfill(CODE_LENGTHS[level])


def kind_and_name(full_name: str, level: Level) -> tuple[str, str]:
    """ "Thị xã Việt Yên" → ("thị xã", "Việt Yên"). ValueError where the kind is missing."""
    full_name = normalise(full_name)
    lowered = full_name.casefold()
    for kind in KINDS[level]:
        if lowered.startswith(f"{kind} "):
            name = full_name[len(kind) + 1 :]
            if len(name) > NAME_LENGTH:
                raise ValueError(f"tên “{name[:30]}…” dài quá {NAME_LENGTH} chữ.")
            return kind, name
    expected = ", ".join(KINDS[level])
    raise ValueError(f"tên “{full_name}” phải bắt đầu bằng loại đơn vị ({expected}).")


def day_of(raw: str | None, what: str) -> date | None:
    """2025-07-01 or 01/07/2025; nothing where nothing is written. ValueError otherwise."""
    text = (raw or "").strip()
    if not text:
        return None
    try:
        if "/" in text:
            day, month, year = (int(part) for part in text.split("/"))
            return date(year, month, day)
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{what} “{text}” không phải là ngày (ví dụ: 2025-07-01 hoặc 01/07/2025).") from None


def basis_of(raw: str | None) -> str:
    basis = normalise(raw or "")
    if len(basis) > BASIS_LENGTH:
        raise ValueError(f"căn cứ dài quá {BASIS_LENGTH} chữ.")
    return basis


def csv_rows(text: str, needed: Sequence[str]) -> Iterator[tuple[str, dict[str, str]]]:
    """The rows of a CSV file with their line in words; blank rows are passed over."""
    reader = csv.DictReader(io.StringIO(text), delimiter=delimiter_of(text))
    missing = [name for name in needed if name not in (reader.fieldnames or ())]
    if missing:
        raise BadList([f"dòng 1: thiếu cột {', '.join(missing)}."])
    for row in reader:
        cells = {name: value or "" for name, value in row.items() if isinstance(name, str) and isinstance(value, str)}
        if any(value.strip() for value in cells.values()):
            yield f"dòng {reader.line_num}", cells


def delimiter_of(text: str) -> str:
    """Comma, or the semicolon that a Vietnamese spreadsheet writes."""
    head = text.partition("\n")[0]
    return ";" if head.count(";") > head.count(",") else ","
