"""Typography and the fixed words of an official document."""

import unicodedata
from dataclasses import replace
from datetime import date

import pytest

from reports.documents import wording
from reports.documents.tree import Document, Heading, Item, PageBreak, Paragraph, Recipient, Run, Unknown, plain
from reports.documents.typography import clean, pieces, typeset, typeset_runs


def shown(text: str) -> str:
    """The typeset text with its no-break spaces made visible."""
    return typeset(text).replace("\u00a0", "_")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("giảm 04 hộ nghèo", "giảm 04_hộ nghèo"),
        ("tỷ lệ 10,51 %", "tỷ lệ 10,51_%"),
        ("Kế hoạch số 12/KH-UBND", "Kế hoạch số_12/KH-UBND"),
        ("giai đoạn 2021 - 2025", "giai đoạn_2021_-_2025"),
        ("giai đoạn 2021 – 2025", "giai đoạn_2021_–_2025"),
        ("ngày 22 tháng 02 năm 2024", "ngày_22 tháng_02 năm_2024"),
        ("trong 03 tháng đầu năm", "trong 03_tháng đầu năm"),
        ("Điều 3 và khoản 2", "Điều_3 và khoản_2"),
        ("quý IV, Phụ lục II", "quý_IV, Phụ lục_II"),
        ("15 triệu đồng", "15_triệu đồng"),
        ("số hộ nghèo", "số hộ nghèo"),
        ("họ và tên", "họ và tên"),
    ],
)
def test_a_line_never_ends_inside_a_figure(typed: str, expected: str) -> None:
    assert shown(typed) == expected


def test_text_is_composed_and_free_of_invisible_signs() -> None:
    decomposed = unicodedata.normalize("NFD", "Nguyễn Thị Hòa")
    assert clean(decomposed) == "Nguyễn Thị Hòa"
    assert clean("\ufeffhộ\u200b ng\u00adhèo\x07\nxã\tphường") == "hộ nghèo xã phường"


def test_the_rules_look_across_runs() -> None:
    runs = typeset_runs((Run("giảm "), Run("04", bold=True), Run(" hộ, còn "), Unknown("x"), Run(" hộ")))
    assert [getattr(run, "text", "?") for run in runs] == ["giảm ", "04", "\u00a0hộ, còn ", "?", " hộ"]


def test_symbols_and_spans_of_years_stay_together() -> None:
    assert pieces("số 07/2021/NĐ-CP ngày 27/01/2021") == (
        ("số ", False),
        ("07/2021/NĐ-CP", True),
        (" ngày 27/01/2021", False),
    )
    assert pieces(typeset("2021 - 2025")) == (("2021\u00a0-\u00a02025", True),)
    assert pieces("kinh tế - xã hội") == (("kinh tế - xã hội", False),)


# --- Fixed words ---------------------------------------------------------------------------------


def plain_spaces(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").split())


def test_number_and_date_of_an_issued_plan(long_plan: Document) -> None:
    assert wording.number_line(long_plan) == "Số: 05/KH-UBND"
    assert wording.place_and_date(long_plan) == "Quảng Minh, ngày 22 tháng 02 năm 2024"
    later = replace(long_plan, number="128", date=date(2023, 3, 5))
    assert wording.number_line(later) == "Số: 128/KH-UBND"
    assert wording.place_and_date(later) == "Quảng Minh, ngày 05 tháng 3 năm 2023"


def test_what_is_not_known_yet_leaves_a_blank_wide_enough_to_write_in(short_plan: Document) -> None:
    assert wording.number_line(short_plan).count("\u00a0") >= 6
    assert plain_spaces(wording.number_line(short_plan)) == "Số: /KH-UBND"
    assert plain_spaces(wording.place_and_date(short_plan)) == "Cam Phúc Nam, ngày tháng năm 2023"
    assert wording.dated(replace(short_plan, date_hint_year=None)).endswith("\u00a0")


def test_the_attached_line_names_the_plan(long_plan: Document, short_plan: Document) -> None:
    full = "(Kèm theo Kế hoạch số 05/KH-UBND ngày 22 tháng 02 năm 2024 của UBND phường Quảng Minh)"
    assert wording.attached_line(long_plan) == full
    blank = "(Kèm theo Kế hoạch số /KH-UBND ngày tháng năm 2023 của UBND phường Cam Phúc Nam)"
    assert plain_spaces(wording.attached_line(short_plan)) == blank


@pytest.mark.parametrize("typed", ["Căn cứ Luật", "Căn cứ Luật;", "Căn cứ Luật. ", "Căn cứ Luật ;", "Căn cứ Luật,"])
def test_an_ending_is_put_once_whatever_was_typed(typed: str) -> None:
    assert wording.ending_with(plain(typed), ";") == plain("Căn cứ Luật;")


def test_bases_end_with_semicolons_and_the_last_with_a_full_stop() -> None:
    bases = wording.ended_bases((plain("Căn cứ A."), (Run("Căn cứ "), Run("B", bold=True), Run(";"))))
    assert bases == (plain("Căn cứ A;"), (Run("Căn cứ "), Run("B.", bold=True)))


def test_the_closing_sign_follows_the_last_words_or_stands_alone() -> None:
    assert wording.closed((Paragraph(plain("Hết.")),)) == (Paragraph(plain("Hết./.")),)
    assert wording.closed((Item(plain("Hết./.")),)) == (Item(plain("Hết./.")),)
    assert wording.closed((Paragraph(plain("Vay vốn, học nghề...")),)) == (Paragraph(plain("Vay vốn, học nghề..../.")),)
    assert wording.closed((PageBreak(),)) == (PageBreak(), Paragraph((Run("./."),)))
    unknown = (Unknown("số hộ"),)
    assert wording.closed((Paragraph(unknown),)) == (Paragraph((*unknown, Run("./."))),)


def test_neighbours_with_one_purpose_share_a_bracket() -> None:
    groups = wording.recipient_groups(
        (
            Recipient("UBND xã;", "để b/c"),
            Recipient("Đảng ủy", "để b/c"),
            Recipient("Các thôn."),
            Recipient("Các đoàn thể"),
            Recipient("Trạm y tế", "để t/h"),
        )
    )
    assert groups == (
        ("để b/c", ("UBND xã", "Đảng ủy")),
        ("", ("Các thôn",)),
        ("", ("Các đoàn thể",)),
        ("để t/h", ("Trạm y tế",)),
    )


def test_headings_and_items_get_their_signs() -> None:
    assert wording.heading_line(Heading("Mục tiêu", number="I.")) == "I.\u00a0MỤC TIÊU"
    assert wording.heading_line(Heading("Mục tiêu", 1, number="1.")) == "1.\u00a0Mục tiêu"
    assert wording.heading_line(Heading("Mở đầu", 1)) == "Mở đầu"
    assert [wording.item_marker(Item((), depth)) for depth in range(4)] == ["-", "+", "*", "*"]
    assert wording.item_marker(Item((), marker="a)")) == "a)"


def test_the_archive_line_ends_once(short_plan: Document) -> None:
    assert wording.archive_line(replace(short_plan, archive="VT, VHXH.")) == "- Lưu: VT, VHXH."
