"""The tree refuses what cannot be laid out; numbers are computed, never typed."""

from dataclasses import replace
from decimal import Decimal

import pytest

from localities.formats import LETTERS, letter, roman
from reports.documents.numbering import (
    LETTERED_SCHEME,
    annex_label,
    index_row,
    number_headings,
)
from reports.documents.tree import (
    Annex,
    BlankCell,
    Chart,
    Column,
    CountCell,
    Document,
    HeadCell,
    Heading,
    Paragraph,
    RateCell,
    Row,
    Run,
    Table,
    TextCell,
    Unknown,
    plain,
    tables,
    unknowns,
    words,
)


def numbers(*levels: int, **scheme: object) -> list[str]:
    blocks = number_headings([Heading("Mục", level) for level in levels], **scheme)
    return [block.number for block in blocks if isinstance(block, Heading)]


def test_headings_are_numbered_in_roman_then_arabic_then_with_dots_then_with_letters() -> None:
    assert numbers(0, 1, 2, 3, 3, 2, 1, 2, 0, 1) == ["I.", "1.", "1.1.", "a)", "b)", "1.2.", "2.", "2.1.", "II.", "1."]


def test_a_plan_may_use_letters_right_under_its_numbers() -> None:
    assert numbers(0, 1, 2, 2, 1, 2, scheme=LETTERED_SCHEME) == ["I.", "1.", "a)", "b)", "2.", "a)"]


def test_no_section_is_ever_skipped() -> None:
    assert numbers(*[0] * 6) == ["I.", "II.", "III.", "IV.", "V.", "VI."]


def test_a_jump_over_a_level_leaves_no_zero_in_the_number() -> None:
    assert numbers(0, 2, 2, 1, 2) == ["I.", "1.", "2.", "1.", "1.1."]


def test_what_is_not_a_numbered_heading_passes_through_untouched() -> None:
    blocks = (Heading("Lời nói đầu", numbered=False), Paragraph(plain("Văn bản")), Heading("Mục"))
    done = number_headings(blocks)
    assert done[:2] == blocks[:2]
    assert done[2] == Heading("Mục", number="I.")


def test_points_follow_the_vietnamese_alphabet() -> None:
    assert "".join(letter(place) for place in range(1, 24)) == LETTERS == "abcdđeghiklmnopqrstuvxy"
    assert (letter(24), letter(46), letter(47)) == ("aa", "ay", "ba")


@pytest.mark.parametrize(("value", "expected"), [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (40, "XL"), (99, "XCIX")])
def test_roman_numbers(value: int, expected: str) -> None:
    assert roman(value) == expected


def test_a_single_annex_has_no_number_and_several_have_roman_ones() -> None:
    assert annex_label(0, 1) == "Phụ lục"
    assert [annex_label(place, 3) for place in range(3)] == ["Phụ lục I", "Phụ lục II", "Phụ lục III"]


def test_the_index_row_counts_words_in_letters_and_figures_in_numbers() -> None:
    assert index_row(2, 3) == ("A", "B", "1", "2", "3")


# --- Tables --------------------------------------------------------------------------------------

TWO = (Column(), Column())


def test_a_head_with_merged_cells_fills_its_columns() -> None:
    head = (
        (HeadCell("TT", rows=2), HeadCell("Hộ nghèo", columns=2)),
        (HeadCell("Số hộ"), HeadCell("Tỷ lệ")),
    )
    table = Table(columns=(Column(),) * 3, head=head, rows=())
    assert table.body == ()


@pytest.mark.parametrize(
    "head",
    [
        pytest.param(((HeadCell("Tổ"),),), id="too few cells"),
        pytest.param(((HeadCell("Tổ", columns=3),),), id="too wide"),
        pytest.param(((HeadCell("Tổ", rows=2), HeadCell("Hộ")),), id="reaches below the head"),
        pytest.param(((HeadCell("Tổ", rows=2), HeadCell("Hộ")), (HeadCell("a"), HeadCell("b"))), id="overlaps"),
    ],
)
def test_a_head_that_does_not_fit_is_refused(head: tuple[tuple[HeadCell, ...], ...]) -> None:
    with pytest.raises(ValueError):
        Table(columns=TWO, head=head, rows=())


def test_rows_the_total_and_the_index_row_must_fill_the_columns() -> None:
    head = ((HeadCell("Tổ"), HeadCell("Hộ")),)
    good = Row((words("Tổ 1"), CountCell(3)))
    short = Row((words("Tổ 1"),))
    with pytest.raises(ValueError):
        Table(columns=TWO, head=head, rows=(good, short))
    with pytest.raises(ValueError):
        Table(columns=TWO, head=head, rows=(good,), total=short)
    with pytest.raises(ValueError):
        Table(columns=TWO, head=head, rows=(good,), index_row=("A",))
    with pytest.raises(ValueError):
        Table(columns=TWO, head=head, rows=(good,), row_header=2)
    assert Table(columns=TWO, head=head, rows=(good, Row((BlankCell(columns=2),)))).body[0] == good


# --- Unknown figures -----------------------------------------------------------------------------


def test_every_unknown_figure_is_found_wherever_it_stands(short_plan: Document) -> None:
    def runs(name: str) -> tuple[Run | Unknown, ...]:
        return (Run("Có "), Unknown(name), Run(" hộ"))

    table = Table(
        columns=TWO,
        head=((HeadCell("Tổ"), HeadCell("Hộ")),),
        rows=(Row((TextCell(runs("ô")), RateCell(Decimal("1.5")))),),
    )
    document = replace(
        short_plan,
        bases=(runs("căn cứ"),),
        opening=runs("mở đầu"),
        body=(Paragraph(runs("đoạn")), table, Chart("<svg/>", "Biểu đồ", table)),
        annexes=(Annex(("Biểu",), (Paragraph(runs("phụ lục")),)),),
    )
    assert [unknown.name for unknown in unknowns(document)] == ["căn cứ", "mở đầu", "đoạn", "ô", "ô", "phụ lục"]
    assert list(tables(document)) == [table, table]
