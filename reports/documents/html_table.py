"""Data tables in HTML: merged heads, the index row, typed cells in Vietnamese figures, widths by class."""

from typing import assert_never

from localities import formats
from reports.documents.html_text import runs_markup
from reports.documents.markup import Markup, join, tag, text
from reports.documents.tree import Align, BlankCell, Cell, Column, CountCell, HeadCell, RateCell, Row, Table, TextCell
from reports.documents.typography import clean

_AUTO_WORDS, _AUTO_FIGURES = 4, 2
_SHORT = 3
_KEPT_ROWS = 12  # a table this short looks torn when it is parted by the end of a page


def widths_in_percent(table: Table) -> tuple[int, ...]:
    """Whole percents that add up to 100, at least one for each column (largest remainders first)."""
    shares = [column.width or _auto_width(table, place) for place, column in enumerate(table.columns)]
    exact = [share * 100 / sum(shares) for share in shares]
    widths = [max(1, int(value)) for value in exact]
    by_remainder = sorted(range(len(exact)), key=lambda place: widths[place] - exact[place])
    for place in by_remainder[: max(0, 100 - sum(widths))]:
        widths[place] += 1
    while sum(widths) > 100:
        widths[widths.index(max(widths))] -= 1
    return tuple(widths)


def _auto_width(table: Table, place: int) -> int:
    words = any(isinstance(cell, TextCell) for row in table.rows for cell in [_cell_at(row, place)] if cell is not None)
    return _AUTO_WORDS if words else _AUTO_FIGURES


def _cell_at(row: Row, place: int) -> Cell | None:
    start = 0
    for cell in row.cells:
        if start <= place < start + cell.columns:
            return cell if cell.columns == 1 else None
        start += cell.columns
    return None


def table_markup(table: Table) -> Markup:
    columns = tag("colgroup", *(tag("col", class_=f"w-{width}") for width in widths_in_percent(table)))
    body = tag("tbody", *(_row(table, row, "strong" if row.strong else None) for row in table.rows))
    total = "" if table.total is None else tag("tbody", _row(table, table.total, "total"), class_="totals")
    whole = tag(
        "table", *_caption(table), columns, _head(table), body, total, class_=f"data {_density(table)}{_kept(table)}"
    )
    label = clean(table.caption) or "Bảng số liệu"
    # The frame scrolls on a narrow screen; what scrolls must be reachable by keyboard and have a name.
    return tag("div", whole, class_="data-frame", role="region", tabindex=0, aria_label=label)


def _density(table: Table) -> str:
    """The more columns, the smaller the print; fifteen columns fit a landscape page."""
    columns = len(table.columns)
    return "normal" if columns <= 7 else "dense" if columns <= 11 else "tight"


def _kept(table: Table) -> str:
    return " kept" if len(table.body) <= _KEPT_ROWS else ""


def _caption(table: Table) -> list[Markup]:
    if not table.caption and not table.unit:
        return []
    unit = [tag("span", f"({table.unit})", class_="unit")] if table.unit else []
    return [tag("caption", tag("span", table.caption, class_="caption"), *unit)]


def _head(table: Table) -> Markup:
    lines = [tag("tr", *(_head_cell(cell) for cell in line)) for line in table.head]
    if table.index_row:
        lines.append(tag("tr", *(tag("td", mark) for mark in table.index_row), class_="index"))
    return tag("thead", *lines) if lines else Markup("")


def _head_cell(cell: HeadCell) -> Markup:
    return tag(
        "th",
        cell.text,
        scope="col" if cell.columns == 1 else "colgroup",
        colspan=_span(cell.columns),
        rowspan=_span(cell.rows),
        class_="short" if len(cell.text) <= _SHORT else None,  # "TT" must not break in its narrow column
    )


def _span(count: int) -> int | None:
    return count if count > 1 else None


def _row(table: Table, row: Row, classes: str | None) -> Markup:
    cells: list[Markup] = []
    place = 0
    for cell in row.cells:
        cells.append(_body_cell(cell, table.columns[place], names_row=place == table.row_header))
        place += cell.columns
    return tag("tr", *cells, class_=classes)


def _body_cell(cell: Cell, column: Column, *, names_row: bool) -> Markup:
    content, usual = _content(cell)
    align = column.align or usual
    return tag(
        "th" if names_row else "td",
        content,
        scope="row" if names_row else None,
        class_=f"{align}{'' if isinstance(cell, TextCell) else ' figure'}",
        colspan=_span(cell.columns),
    )


def _content(cell: Cell) -> tuple[Markup, Align]:
    match cell:
        case TextCell():
            return runs_markup(cell.runs), Align.LEFT
        case CountCell():
            return text(formats.count(cell.value)), Align.RIGHT
        case RateCell():
            return text(formats.percent(cell.value, cell.decimals)), Align.RIGHT
        case BlankCell():
            return join(()), Align.LEFT
        case _:
            assert_never(cell)
