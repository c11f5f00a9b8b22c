"""What an official document is: frozen values, no HTML, no layout.

The builder of a plan or a form makes one `Document`; every renderer (HTML, PDF; later DOCX and XLSX) walks the
same tree with `match` and `typing.assert_never`, so a new kind of block must be handled everywhere.

Constructors refuse what could never be laid out (a table head that does not fill its columns). Those are
mistakes of the program, hence `ValueError` in English; what an officer can get wrong is refused by the renderers
with a Vietnamese sentence (`errors`).
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias, assert_never


class Align(StrEnum):
    """How the lines of a paragraph or the cells of a column stand."""

    JUSTIFY = "justify"
    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


# --- Inside a line -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style."""

    text: str
    bold: bool = False
    italic: bool = False
    underline: bool = False


@dataclass(frozen=True, slots=True)
class Unknown:
    """A figure whose name nobody knows: a red chip in a draft, a refusal in the final document."""

    name: str
    suggestion: str = ""


Inline: TypeAlias = Run | Unknown
Runs: TypeAlias = tuple[Inline, ...]


def plain(text: str) -> Runs:
    """Text without any emphasis, as runs."""
    return (Run(text),)


# --- Tables --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Column:
    """One physical column: its share of the width (0: chosen from its cells) and how its cells stand."""

    width: int = 0
    align: Align | None = None


@dataclass(frozen=True, slots=True)
class HeadCell:
    """A cell of the table head; it may span columns and rows."""

    text: str
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class TextCell:
    """Words; may span columns (the title of a group of rows)."""

    runs: Runs
    columns: int = 1


@dataclass(frozen=True, slots=True)
class CountCell:
    """A whole number: 1856 prints as 1.856, None (not known) as –."""

    value: int | None
    columns: int = 1


@dataclass(frozen=True, slots=True)
class RateCell:
    """A rate in percent, without the sign: Decimal("10.51") prints as 10,51, None (cannot be computed) as –."""

    value: Decimal | None
    decimals: int = 2
    columns: int = 1


@dataclass(frozen=True, slots=True)
class BlankCell:
    """Left empty on purpose: to be filled by hand, or without meaning in this row."""

    columns: int = 1


Cell: TypeAlias = TextCell | CountCell | RateCell | BlankCell


def words(text: str) -> TextCell:
    """A cell with plain words."""
    return TextCell(plain(text))


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table; a strong row (subtotal, group title) is bold."""

    cells: tuple[Cell, ...]
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A data table with a head of several rows, an optional index row (A, B, 1, 2 …) and an optional total."""

    columns: tuple[Column, ...]
    head: tuple[tuple[HeadCell, ...], ...]
    rows: tuple[Row, ...]
    total: Row | None = None
    index_row: tuple[str, ...] = ()
    caption: str = ""
    unit: str = ""
    row_header: int | None = None  # the column that names its row, for screen readers

    def __post_init__(self) -> None:
        width = len(self.columns)
        _check_head(self.head, width)
        for row in self.body:
            if sum(cell.columns for cell in row.cells) != width:
                raise ValueError(f"A row of {self.caption!r} does not fill its {width} columns: {row.cells!r}")
        if self.index_row and len(self.index_row) != width:
            raise ValueError(f"The index row of {self.caption!r} does not fill its {width} columns")
        if self.row_header is not None and not 0 <= self.row_header < width:
            raise ValueError(f"{self.caption!r} has no column {self.row_header}")

    @property
    def body(self) -> tuple[Row, ...]:
        """All rows under the head, the total last."""
        return self.rows if self.total is None else (*self.rows, self.total)


def _check_head(head: tuple[tuple[HeadCell, ...], ...], width: int) -> None:
    """Refuse a head whose spans leave holes or overlap; browsers would quietly shift the columns."""
    taken: set[tuple[int, int]] = set()
    for line, cells in enumerate(head):
        place = 0
        for cell in cells:
            while (line, place) in taken:
                place += 1
            area = {(line + down, place + right) for down in range(cell.rows) for right in range(cell.columns)}
            if area & taken:
                raise ValueError(f"Head cell {cell.text!r} overlaps another")
            taken |= area
    if taken != {(line, place) for line in range(len(head)) for place in range(width)}:
        raise ValueError(f"The table head does not fill {len(head)} rows of {width} columns")


# --- Blocks --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Heading:
    """A section title; `number` is computed by `numbering.number_headings`, never typed."""

    text: str
    level: int = 0
    numbered: bool = True
    number: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    runs: Runs
    indent: bool = True
    align: Align = Align.JUSTIFY


@dataclass(frozen=True, slots=True)
class Item:
    """A line of a list. Without a marker of its own it gets the usual one of its depth: -, +, *."""

    runs: Runs
    depth: int = 0
    marker: str = ""
    keep_with_next: bool = False  # a line that announces the lines after it


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture made by the server, and the figures it shows.

    The table is the picture's alternative for those who cannot see it; `show_table` prints it as well. `narrow` is
    the same picture laid out for a telephone.
    """

    svg: str
    title: str
    table: Table | None = None
    show_table: bool = True
    narrow: str = ""


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows starts on a new page."""


Block: TypeAlias = Heading | Paragraph | Item | Table | Chart | PageBreak


# --- The document --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The issuing agency, in capitals and in the lines it should be broken into; the superior agency is optional
    (since 1/7/2025 a commune stands directly under its province)."""

    agency_lines: tuple[str, ...]
    superior: str | None = None


@dataclass(frozen=True, slots=True)
class Recipient:
    """A line of "Nơi nhận"; neighbours with the same purpose ("để b/c") share one bracket."""

    text: str
    purpose: str = ""


@dataclass(frozen=True, slots=True)
class Signature:
    """On whose authority ("TM. …", "KT. …", the post) and the signer's full name, without a title."""

    lines: tuple[str, ...]
    name: str = ""


@dataclass(frozen=True, slots=True)
class Annex:
    """An annex; its label ("Phụ lục", "Phụ lục I") and its attached line are computed."""

    title: tuple[str, ...]
    blocks: tuple[Block, ...]
    landscape: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """One official document, as it is to be printed."""

    letterhead: Letterhead
    symbol: str  # "KH-UBND"
    place_name: str  # "Quảng Minh"
    kind: str  # "KẾ HOẠCH"
    subject: tuple[str, ...]
    issuer: str  # "UBND phường Quảng Minh", as the attached line of an annex names it
    body: tuple[Block, ...]
    signature: Signature
    number: str | None = None
    date: datetime.date | None = None
    date_hint_year: int | None = None  # printed while the day is not known
    bases: tuple[Runs, ...] = ()
    opening: Runs = ()
    recipients: tuple[Recipient, ...] = ()
    archive: str = "VT"
    annexes: tuple[Annex, ...] = ()
    draft: bool = False
    title_for_metadata: str = ""
    language: str = "vi"


def blocks(document: Document) -> Iterator[Block]:
    """Every block of the body and of the annexes, in the order of print."""
    yield from document.body
    for annex in document.annexes:
        yield from annex.blocks


def tables(document: Document) -> Iterator[Table]:
    """Every table, those of the charts included."""
    for block in blocks(document):
        match block:
            case Table():
                yield block
            case Chart():
                if block.table is not None:
                    yield block.table
            case Heading() | Paragraph() | Item() | PageBreak():
                pass
            case _:
                assert_never(block)


def unknowns(document: Document) -> tuple[Unknown, ...]:
    """Every figure nobody knows, in the order of print."""
    return tuple(inline for inline in _inlines(document) if isinstance(inline, Unknown))


def _inlines(document: Document) -> Iterator[Inline]:
    for base in document.bases:
        yield from base
    yield from document.opening
    for block in blocks(document):
        match block:
            case Paragraph() | Item():
                yield from block.runs
            case Table():
                yield from _table_inlines(block)
            case Chart():
                if block.table is not None:
                    yield from _table_inlines(block.table)
            case Heading() | PageBreak():
                pass
            case _:
                assert_never(block)


def _table_inlines(table: Table) -> Iterator[Inline]:
    for row in table.body:
        for cell in row.cells:
            if isinstance(cell, TextCell):
                yield from cell.runs
