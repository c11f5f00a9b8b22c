"""The tables of a plan as the document lays them out; their rows are those of plans.targets.

Source plans 000 (table in the text, rates with one decimal) and 002 (annex of thirteen columns, two decimals).
"""

from plans.targets import Side, TargetRow, TargetTable
from reports.documents.tree import (
    Align,
    BlankCell,
    Cell,
    Column,
    CountCell,
    HeadCell,
    RateCell,
    Row,
    Table,
    words,
)


def poor_targets(targets: TargetTable, *, year: int, hamlet_kind: str) -> Table:
    """Households, poor households, persons, rate and target by village unit."""
    heads = (
        hamlet_kind.capitalize(),
        "Tổng số hộ dân",
        "Tổng số hộ nghèo",
        "Số khẩu",
        "Tỷ lệ hộ nghèo (%)",
        f"Chỉ tiêu giảm hộ nghèo năm {year}",
        "Ghi chú",
    )
    return Table(
        columns=tuple(Column(width) for width in (22, 13, 13, 11, 13, 16, 12)),
        head=(tuple(HeadCell(text) for text in heads),),
        rows=tuple(_poor_row(row) for row in targets.rows),
        total=_poor_row(targets.total, strong=True),
        caption=f"BẢNG TỔNG HỢP DỰ KIẾN CHỈ TIÊU GIẢM HỘ NGHÈO NĂM {year}",
        row_header=0,
    )


def _name(row: TargetRow) -> str:
    """The name of the unit; a reported total says that it is one, also on paper."""
    return f"{row.name} (số liệu báo cáo)" if row.reported and row.place_id else row.name


def _poor_row(row: TargetRow, *, strong: bool = False) -> Row:
    return Row(
        (
            words(_name(row)),
            CountCell(row.residents),
            CountCell(row.poor.households),
            CountCell(row.poor.persons),
            RateCell(row.poor.rate(1), decimals=1),
            CountCell(row.poor.exit),
            words(row.note) if row.note else BlankCell(),
        ),
        strong=strong,
    )


def both_targets(targets: TargetTable, *, year: int, hamlet_kind: str) -> Table:
    """Thirteen columns: both classes at the end of last year, able to exit, at the end of the year."""
    stages = (f"Phê duyệt cuối năm {year - 1}", "Có khả năng {exit} {year}", f"Cuối năm {year}")
    second = tuple(
        HeadCell(stage.format(exit=exit_, year=year), columns=2)
        for exit_ in ("thoát nghèo", "thoát cận nghèo")
        for stage in stages
    )
    return Table(
        columns=(Column(4, Align.CENTER), *(Column(width) for width in (15, 8, *(6,) * 12))),
        head=(
            (
                HeadCell("TT", rows=3),
                HeadCell(hamlet_kind.capitalize(), rows=3),
                HeadCell("Tổng số hộ dân cư", rows=3),
                HeadCell("HỘ NGHÈO", columns=6),
                HeadCell("HỘ CẬN NGHÈO", columns=6),
            ),
            second,
            tuple(HeadCell(text) for _ in range(6) for text in ("Số hộ", "Tỷ lệ %")),
        ),
        index_row=("A", "B", *(str(number) for number in range(1, 14))),
        rows=tuple(_both_row(row, str(number)) for number, row in enumerate(targets.rows, start=1)),
        total=_both_row(targets.total, "", strong=True),
        row_header=1,
    )


def _both_row(row: TargetRow, number: str, *, strong: bool = False) -> Row:
    first: Cell = words(number) if number else BlankCell()
    return Row(
        (first, words(_name(row)), CountCell(row.residents), *_side(row.poor), *_side(row.near_poor)), strong=strong
    )


def _side(side: Side) -> tuple[Cell, ...]:
    return (
        CountCell(side.households),
        RateCell(side.rate()),
        CountCell(side.exit),
        RateCell(side.exit_rate()),
        CountCell(side.end),
        RateCell(side.end_rate()),
    )
