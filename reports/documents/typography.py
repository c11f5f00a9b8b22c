"""Vietnamese typography, applied to every text before it is rendered.

One spelling (NFC), so that a search in the PDF finds what was typed on any keyboard; no-break spaces, so that
"04 hộ", "số 12" or "2021 - 2025" never falls apart at the end of a line; and `pieces`, which tells a renderer
what must stay on one line ("12/KH-UBND" – a no-break hyphen there would spoil copying and searching).
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from reports.documents.tree import Inline, Run, Runs, Unknown

NO_BREAK_SPACE = "\u00a0"
_PLACEHOLDER = "\ufffc"  # stands for one Unknown while the rules look across runs

# Invisible characters that come with pasted text: soft hyphen, zero-width marks, byte-order mark.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_LINE_END = re.compile(r"[\t\r\n\u2028\u2029]+")

_UNITS = (
    "hộ|khẩu|nhân khẩu|người|lao động|đồng|triệu|tỷ|nghìn|thôn|bản|ấp|tổ|xã|phường|huyện|tỉnh|TDP|"
    "điểm|ngày|quý|lượt|căn|nhà|chỉ số|chỉ tiêu|học sinh|thẻ|lớp|mô hình|m|m²|ha|km|kg|tấn|con|cây"
)
_BEFORE_NUMBER = (
    "số|ngày|tháng|năm|quý|điều|khoản|điểm|mục|chương|phần|phụ lục|biểu|mẫu|dự án|tiểu dự án|nội dung|hợp phần|"
    "giai đoạn|khoá|khóa|lần|nhóm|vùng"
)
_GLUE = (
    # "04 hộ"; but "03 tháng" only when no year or number follows, or a whole date would be one long word.
    re.compile(rf"(?<=\d) (?=(?:{_UNITS})\b)"),
    re.compile(r"(?<=\d) (?=(?:tháng|năm)\b(?! \d))"),
    re.compile(r"(?<=\d) (?=[%‰])"),
    # "số 12", "Điều 3", "Phụ lục II", "quý IV"
    re.compile(rf"\b(?i:{_BEFORE_NUMBER}) (?=\d|[IVX]+\b)"),
    # "2021 - 2025"
    re.compile(r"(?<=\d) (?=[-–] \d)"),
    re.compile(r"(?<=\d[ \u00a0][-–]) (?=\d)"),
)
# "12/KH-UBND", "07/2021/NĐ-CP"; and "2021 - 2025", where Unicode allows a line to end after the hyphen even before
# a no-break space.
_TOGETHER = re.compile(r"\w*(?:/\w+)*/[\w&.]*[A-ZĐ][\w&.]*(?:-[\w&]+)+|\d+\u00a0[-–]\u00a0\d+")


def clean(text: str) -> str:
    """One spelling (NFC), without control and invisible characters; a line end counts as a space."""
    text = unicodedata.normalize("NFC", text)
    return _LINE_END.sub(" ", _CONTROL.sub("", _INVISIBLE.sub("", text)))


def typeset(text: str) -> str:
    """`clean` text with no-break spaces where a line must not end."""
    return _glued(clean(text))


def typeset_runs(runs: Sequence[Inline]) -> Runs:
    """As `typeset`, looking across runs: the space in "giảm **04** hộ" belongs to a number and a unit."""
    tidy = [replace(inline, text=clean(inline.text)) if isinstance(inline, Run) else inline for inline in runs]
    joined = _glued("".join(_PLACEHOLDER if isinstance(inline, Unknown) else inline.text for inline in tidy))
    result: list[Inline] = []
    start = 0
    for inline in tidy:
        if isinstance(inline, Unknown):
            result.append(inline)
            start += 1
        else:
            end = start + len(inline.text)
            result.append(replace(inline, text=joined[start:end]))
            start = end
    return tuple(result)


def pieces(text: str) -> tuple[tuple[str, bool], ...]:
    """`text` cut into parts; True marks a part that must stay on one line."""
    parts: list[tuple[str, bool]] = []
    start = 0
    for found in _TOGETHER.finditer(text):
        if found.start() > start:
            parts.append((text[start : found.start()], False))
        parts.append((found.group(), True))
        start = found.end()
    if start < len(text):
        parts.append((text[start:], False))
    return tuple(parts)


def _glued(text: str) -> str:
    """Every rule swaps one space for one no-break space, so offsets stay as they are."""
    for rule in _GLUE:
        text = rule.sub(lambda found: found.group()[:-1] + NO_BREAK_SPACE, text)
    return text
