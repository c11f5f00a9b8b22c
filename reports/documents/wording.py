"""The fixed words of an official document (Nghị định 30/2020/NĐ-CP, Phụ lục I), the same in every renderer."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from localities import formats
from reports.documents.tree import Block, Document, Heading, Inline, Item, Paragraph, Recipient, Run, Runs
from reports.documents.typography import NO_BREAK_SPACE

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
DRAFT = "DỰ THẢO"
RECIPIENTS = "Nơi nhận:"
CLOSING = "./."

_NUMBER_BLANK = NO_BREAK_SPACE * 8
_DAY_BLANK = NO_BREAK_SPACE * 6
_YEAR_BLANK = NO_BREAK_SPACE * 8
_MARKERS = ("-", "+", "*")
# What may stand at the end of a typed line and gives way to the official sign; "..." is part of the words.
_END = re.compile(r"(?:\s|[;,]|\./\.|(?<!\.)\.(?!\.))+$")


def number_and_symbol(document: Document) -> str:
    """ "05/KH-UBND": numbers under ten with a leading zero, a blank while the number is not given."""
    number = _NUMBER_BLANK if not document.number else document.number.strip()
    return f"{number.zfill(2) if number.isdecimal() else number}/{document.symbol}"


def number_line(document: Document) -> str:
    return f"Số: {number_and_symbol(document)}"


def dated(document: Document) -> str:
    """ "ngày 05 tháng 01 năm 2024", with blanks for what is not known yet."""
    if document.date is not None:
        return formats.long_date(document.date)
    year = _YEAR_BLANK if document.date_hint_year is None else str(document.date_hint_year)
    return f"ngày{_DAY_BLANK}tháng{_DAY_BLANK}năm {year}"


def place_and_date(document: Document) -> str:
    return f"{document.place_name}, {dated(document)}"


def attached_line(document: Document) -> str:
    """The line under the title of an annex."""
    kind = document.kind.capitalize()
    return f"(Kèm theo {kind} số {number_and_symbol(document)} {dated(document)} của {document.issuer})"


def heading_line(heading: Heading) -> str:
    """Number and title as printed; the highest level in capitals."""
    text = heading.text.upper() if heading.level == 0 else heading.text
    return f"{heading.number}{NO_BREAK_SPACE}{text}" if heading.number else text


def item_marker(item: Item) -> str:
    return item.marker or _MARKERS[min(item.depth, len(_MARKERS) - 1)]


def ending_with(runs: Sequence[Inline], end: str) -> Runs:
    """`runs` with exactly one closing sign: what was typed at the end is replaced, never doubled."""
    kept = list(runs)
    while kept and isinstance(kept[-1], Run) and not _END.sub("", kept[-1].text):
        kept.pop()
    if kept and isinstance(last := kept[-1], Run):
        kept[-1] = replace(last, text=_END.sub("", last.text) + end)
    else:
        kept.append(Run(end))
    return tuple(kept)


def ended_bases(bases: Sequence[Runs]) -> tuple[Runs, ...]:
    """The legal bases: each ends with ";", the last one with "."."""
    return tuple(ending_with(base, "." if place == len(bases) - 1 else ";") for place, base in enumerate(bases))


def closed(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The body with its closing "./." after the last words; after a table or a picture it gets a line of its own."""
    if blocks and isinstance(last := blocks[-1], Paragraph | Item):
        return (*blocks[:-1], replace(last, runs=ending_with(last.runs, CLOSING)))
    return (*blocks, Paragraph((Run(CLOSING),)))


def recipient_groups(recipients: Iterable[Recipient]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Neighbours with the same purpose together: (purpose, lines). Without a purpose each stands alone."""
    groups: list[tuple[str, tuple[str, ...]]] = []
    for purpose, members in groupby(recipients, key=lambda recipient: recipient.purpose):
        lines = tuple(_END.sub("", recipient.text) for recipient in members)
        groups.extend([(purpose, lines)] if purpose else [("", (line,)) for line in lines])
    return tuple(groups)


def archive_line(document: Document) -> str:
    return f"- Lưu: {_END.sub('', document.archive)}."
