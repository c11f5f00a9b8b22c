"""The printed page: what an officer would check with a ruler, and what a machine can read back."""

import ctypes
import re
import unicodedata
import zlib
from dataclasses import replace

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from reports.documents import fonts, pdf
from reports.documents.errors import RenderingFailed, UnknownFigures
from reports.documents.tree import (
    Block,
    Chart,
    Column,
    CountCell,
    Document,
    HeadCell,
    Paragraph,
    Row,
    Run,
    Table,
    Unknown,
    plain,
    words,
)
from reports.pictures import UnitCounts, grouped_bars

TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
VOWELS = [unicodedata.normalize("NFC", vowel + tone) for vowel in "aăâeêioôơuưy" for tone in TONES]
ACCENTED = "".join(letter for letter in VOWELS if letter not in "aeiouy") + "đ"
MARGIN_LEFT, MARGIN_RIGHT = 30 / 25.4 * 72, 15 / 25.4 * 72


# --- The first page and the last -------------------------------------------------------------------


def test_the_letterhead_has_number_and_date_on_one_line(long_print) -> None:
    first = long_print.pages[0]
    assert first.lines[0] == "UBND THỊ XÃ VIỆT YÊN"
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in first.text
    assert "Độc lập - Tự do - Hạnh phúc" in first.text
    number, day = first.text.index("Số: 05/KH-UBND"), first.text.index("Quảng Minh, ngày 22 tháng 02 năm 2024")
    feet = [first.boxes[place][1] for place in (number, day)]
    assert abs(feet[0] - feet[1]) < 4  # "S" stands on the line, "Q" reaches a little under it


def test_the_draft_says_so_and_leaves_blanks(short_print) -> None:
    first = short_print.pages[0]
    assert "DỰ THẢO" in first.lines
    assert re.search(r"Số: +/KH-UBND", first.text)
    assert re.search(r"ngày +tháng +năm 2023", first.text)
    assert all("Dự thảo" in page.text for page in short_print.pages[1:])


def test_the_text_keeps_its_numbers_and_ends_with_the_closing_sign(short_print, long_print) -> None:
    for wanted in ("I. THỰC TRẠNG", "2. Mục tiêu", "b) Các mục tiêu cụ thể", "+ Số hộ nghèo: 21 hộ", "1.856 hộ"):
        assert wanted in short_print.text
    assert "2.2. Chỉ tiêu cụ thể giao các tổ dân phố" in long_print.text
    for made in (short_print, long_print):
        assert made.text.count("./.") == 1
        assert "Căn cứ Luật;;" not in made.text


def test_recipients_and_signature_stand_together(long_print) -> None:
    page = next(page for page in long_print.pages if "Nơi nhận:" in page.text)
    for wanted in ("(để b/c)", "- Các tổ dân phố (để t/h);", "- Lưu: VT, VHXH.", "TM. ỦY BAN NHÂN DÂN", "Kiểm Thử"):
        assert wanted in page.text
    assert page.text.count("(để b/c)") == 1
    heads = [page.boxes[page.text.index(wanted)][1] for wanted in ("Nơi nhận:", "TM. ỦY BAN")]
    assert abs(heads[0] - heads[1]) < 2


# --- Pages ------------------------------------------------------------------------------------------


def test_pages_are_numbered_from_the_second_and_each_annex_on_its_own(long_print) -> None:
    starts = [place for place, page in enumerate(long_print.pages) if page.lines[0].startswith("Phụ lục")]
    assert len(starts) == 2
    parts = (long_print.pages[: starts[0]], long_print.pages[starts[0] : starts[1]], long_print.pages[starts[1] :])
    for part in parts:
        assert len(part) > 1
        assert [page.number for page in part] == ["", *(str(number) for number in range(2, len(part) + 1))]


def test_annexes_side_by_side_with_the_same_shape_are_numbered_apart(long_plan, printing) -> None:
    annexes = tuple(replace(long_plan.annexes[1], title=(f"Biểu {place}",)) for place in range(3))
    pages = printing(replace(long_plan, body=long_plan.body[-1:], annexes=annexes)).pages
    assert [page.number for page in pages] == ["", *["", "2"] * 3]


def test_a_landscape_annex_repeats_its_head_on_every_page(long_print) -> None:
    wide = [page for page in long_print.pages if page.width > page.height]
    assert len(wide) >= 3
    for page in wide:
        text = " ".join(page.text.split())
        assert "Tổng số hộ dân cư" in text
        assert "A B 1 2 3 4 5 6 7 8 9 10 11 12 13" in text
    assert "Cộng 26.919 153 0,57" in " ".join(wide[-1].text.split())
    assert [page.text.count("(Kèm theo Kế hoạch số 05/KH-UBND") for page in wide] == [1] + [0] * (len(wide) - 1)


def test_nothing_is_drawn_outside_the_margins(short_print, long_print) -> None:
    for page in (*short_print.pages, *long_print.pages):
        for sign, (left, bottom, right, top) in page.signs:
            assert MARGIN_LEFT - 1 <= left <= right <= page.width - MARGIN_RIGHT + 1, sign
            assert 0 < bottom <= top < page.height, sign


def test_a_word_without_end_stays_in_its_cell(short_plan, printing) -> None:
    table = Table(
        columns=(Column(1), Column(3)),
        head=((HeadCell("Tổ"), HeadCell("Hộ")),),
        rows=(Row((words("W" * 60), CountCell(1))),),
    )
    pages = printing(replace(short_plan, body=(table,))).pages
    letters = [box for page in pages for sign, box in page.signs if sign == "W"]
    assert len(letters) == 60
    assert max(box[2] for box in letters) < MARGIN_LEFT + 165 / 25.4 * 72 / 4 + 2


@pytest.mark.parametrize("lines", range(12, 24))
def test_the_signature_is_never_stranded(lines: int, long_plan, printing) -> None:
    """Twelve lengths around a full page: wherever the text ends, the end block has company."""
    body: tuple[Block, ...] = tuple(Paragraph(plain(f"Dòng thứ {line}.")) for line in range(lines))
    pages = printing(replace(long_plan, body=body, annexes=())).pages
    last = pages[-1]
    assert "Nơi nhận:" in last.text
    assert "TM. ỦY BAN NHÂN DÂN" in last.text
    assert "Kiểm Thử" in last.text
    assert f"Dòng thứ {lines - 1}./." in last.text


# --- Letters and fonts ------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def specimen(short_plan, printing):
    """All accented letters in all four faces, typed in the decomposed form, beside a chart of the site."""
    text = unicodedata.normalize("NFD", f"{ACCENTED} {ACCENTED.upper()} ")
    runs = tuple(Run(text, bold, italic) for bold in (False, True) for italic in (False, True))
    picture = grouped_bars([UnitCounts("Tổ Hải Thủy", 3, 5), UnitCounts("Tổ Xuân Ninh", 1, 0)], title="Hộ nghèo")
    chart = Chart(picture.svg, picture.title, narrow=picture.narrow)
    chip = Paragraph((Run("Có "), Unknown("số hộ nghẻo", "số hộ nghèo")))
    return printing(replace(short_plan, body=(Paragraph(runs), chart, chip)))


def test_all_134_accented_letters_can_be_read_back_in_all_four_faces(specimen) -> None:
    assert len(set(ACCENTED + ACCENTED.upper())) == 134
    together = "".join(specimen.text.split())
    for letters in (ACCENTED, ACCENTED.upper()):
        assert together.count(letters) == 4


def test_spaces_are_read_back_as_plain_spaces(long_print) -> None:
    document = pypdfium2.PdfDocument(long_print.pdf)
    text = document[0].get_textpage().get_text_range()
    assert "Thực hiện công tác giảm nghèo" in text
    assert "số\u00a067/KH-UBND" in text


def test_a_draft_shows_what_is_not_known(specimen) -> None:
    assert "chưa có số liệu: số hộ nghẻo – có phải “số hộ nghèo”?" in specimen.text


def test_a_chart_is_part_of_the_page(specimen) -> None:
    assert "Tổ Hải Thủy" in specimen.text


def embedded_fonts(data: bytes) -> set[str]:
    names: set[str] = set()
    for page in pypdfium2.PdfDocument(data):
        for thing in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT], max_depth=5):
            font = pdfium.FPDFTextObj_GetFont(thing.raw)
            assert pdfium.FPDFFont_GetIsEmbedded(font) == 1
            buffer = ctypes.create_string_buffer(200)
            pdfium.FPDFFont_GetBaseFontName(font, buffer, len(buffer))
            names.add(buffer.value.decode().split("+")[-1])
    return names


def test_the_embedded_fonts_are_exactly_our_four_faces(specimen, short_print, long_print) -> None:
    assert embedded_fonts(specimen.pdf) == set(fonts.FACES)
    assert embedded_fonts(short_print.pdf) | embedded_fonts(long_print.pdf) <= set(fonts.FACES)


def test_a_letter_no_face_can_draw_is_named(short_plan: Document) -> None:
    strange = replace(short_plan, body=(Paragraph(plain("Tổ 漢 và 😀")),))
    with pytest.raises(RenderingFailed) as refused:
        pdf.render_pdf(strange)
    assert "“漢” (U+6F22" in str(refused.value)
    assert "“😀” (U+1F600" in str(refused.value)


# --- The file ---------------------------------------------------------------------------------------


def test_the_layout_engine_has_nothing_to_complain_of(short_print, long_print, specimen) -> None:
    assert short_print.messages == long_print.messages == specimen.messages == []


def test_the_same_document_gives_the_same_bytes(short_plan, long_plan, short_print, long_print) -> None:
    assert pdf.render_pdf(long_plan) == long_print.pdf
    assert pdf.render_pdf(short_plan) == short_print.pdf


def test_the_file_says_what_it_is(long_print) -> None:
    document = pypdfium2.PdfDocument(long_print.pdf)
    said = document.get_metadata_dict()
    assert said["Title"].startswith("Kế hoạch Thực hiện công tác giảm nghèo")
    assert said["Author"] == "UBND phường Quảng Minh"
    assert said["CreationDate"] == "D:20240222"
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", long_print.pdf, re.DOTALL)
    opened = b"".join(zlib.decompressobj().decompress(part) for part in streams if part[:1] == b"\x78")
    assert b'pdfaid:part="2"' in opened
    assert b'pdfaid:conformance="U"' in opened


def test_bookmarks_lead_to_sections_and_annexes(long_print) -> None:
    document = pypdfium2.PdfDocument(long_print.pdf)
    marks = [(mark.level, mark.get_title().replace("\u00a0", " ")) for mark in document.get_toc()]
    assert marks[0][1].startswith("Kế hoạch Thực hiện công tác giảm nghèo và an sinh xã hội năm 2024")
    assert (1, "I. MỤC TIÊU, CHỈ TIÊU") in marks
    assert marks[-1] == (0, "Phụ lục II: Giải pháp giảm nghèo")


# --- Refusals ---------------------------------------------------------------------------------------


def test_a_final_document_with_unknown_figures_is_refused_and_all_are_named(long_plan: Document) -> None:
    unknown = (Unknown("tỉ lệ hộ nghèo", "tỷ lệ hộ nghèo"), Unknown("số voi"))
    with pytest.raises(UnknownFigures) as refused:
        pdf.render_pdf(replace(long_plan, body=(Paragraph(unknown),)))
    assert refused.value.unknowns == unknown
    assert "“tỉ lệ hộ nghèo” (có phải “tỷ lệ hộ nghèo”?); “số voi”" in str(refused.value)


def test_a_list_too_long_for_a_pdf_is_refused_with_a_way_out(short_plan: Document) -> None:
    rows = (Row((words("hộ"),)),) * (pdf.MAX_ROWS + 1)
    table = Table(columns=(Column(),), head=((HeadCell("Hộ"),),), rows=rows)
    with pytest.raises(RenderingFailed, match="Excel"):
        pdf.render_pdf(replace(short_plan, body=(table,)))
