"""The workbook of a score sheet: what it says, what is wrong with it cell by cell, and files that are no workbook."""

import zipfile
from datetime import date
from io import BytesIO
from random import Random

import pytest
from openpyxl import Workbook, load_workbook

from accounts.refusals import Refused
from households.score_sheets import files, workbook
from households.score_sheets.workbook import HEAD, TAB
from tests.factories_analysis import GOOD_ROWS, LINES, saved, workbook_of


def problems_of(content: bytes) -> list[tuple[str, str]]:
    return [(problem.cell, problem.sentence) for problem in workbook.read(content).problems]


# --- The template ----------------------------------------------------------------------------------


def test_the_template_explains_itself_and_its_examples_cannot_be_loaded():
    content = workbook.template()
    book = load_workbook(BytesIO(content))
    assert book.sheetnames == [TAB, "Hướng dẫn"]
    assert [cell.value for cell in book[TAB][1]] == list(HEAD)
    assert book[TAB]["A500"].number_format == "@", "or Excel makes a date of 1.2"
    problems = problems_of(content)
    assert [cell for cell, _ in problems] == ["C2", "C3", "C4", "C5", "C6", "C7"]
    assert {sentence for _, sentence in problems} == {"Đây là dòng ví dụ của mẫu. Hãy xóa cả dòng."}


def test_the_template_filled_in_is_read():
    book = load_workbook(BytesIO(workbook.template()))
    book[TAB].delete_rows(2, 6)
    for number, row in enumerate(GOOD_ROWS, start=2):
        for column, value in enumerate(row, start=1):
            book[TAB].cell(number, column, value)
    assert workbook.read(saved(book)).lines == LINES


# --- What is read ----------------------------------------------------------------------------------


def test_a_sheet_is_read_as_it_is_written():
    assert workbook.read(workbook_of(GOOD_ROWS)) == workbook.Reading(lines=LINES)


def test_columns_may_stand_in_another_order_and_empty_lines_between():
    rows = [(points, label, kind, code, several) for code, kind, label, points, several in GOOD_ROWS]
    head = ("Điểm", "Nội dung", "Loại", "Mã", "Chọn được nhiều")
    assert workbook.read(workbook_of([rows[0], (), *rows[1:]], head=head, tab="Trang bất kỳ")).lines == LINES


def test_numbers_are_read_as_people_and_spreadsheets_write_them():
    rows = [
        (1, "câu hỏi", "Hỏi", None, "Có"),
        (2, "PHUONG AN", "Một", "12", None),
        (3.0, "Phương án", "Hai", 3.0, None),
        (4, "Phương án", "Ba", "−5", None),
    ]
    lines = workbook.read(workbook_of(rows)).lines
    assert [(line.code, line.points) for line in lines] == [("1", None), ("2", 12), ("3", 3), ("4", -5)]
    assert lines[0].takes_several


QUESTION = ("1", "Câu hỏi", "Hỏi", None, None)
ANSWER = ("1.1", "Phương án", "Đáp", 5, None)


@pytest.mark.parametrize(
    ("rows", "cell", "words"),
    [
        ([ANSWER], "B2", "không đứng dưới câu hỏi nào"),
        ([QUESTION], "C2", "chưa có phương án nào"),
        ([QUESTION, ("2", "Câu hỏi", "Hỏi", None, None), ANSWER], "C2", "Câu hỏi “1” chưa có phương án nào"),
        ([QUESTION, ANSWER, ANSWER], "A4", "Mã “1.1” đã dùng ở ô A3"),
        ([QUESTION, (None, "Phương án", "Đáp", 5, None)], "A3", "Thiếu mã."),
        ([QUESTION, ("x" * 21, "Phương án", "Đáp", 5, None)], "A3", "dài 21 ký tự, quá 20"),
        ([QUESTION, (date(2024, 2, 1), "Phương án", "Đáp", 5, None)], "A3", "Excel đã đổi nội dung ô này thành"),
        ([QUESTION, ("1.1", "Trả lời", "Đáp", 5, None)], "B3", "Loại phải là “Câu hỏi” hoặc “Phương án”."),
        ([QUESTION, ("1.1", "Phương án", " ", 5, None)], "C3", "Thiếu nội dung."),
        ([QUESTION, ("1.1", "Phương án", "x" * 301, 5, None)], "C3", "dài 301 ký tự, quá 300"),
        ([QUESTION, ("1.1", "Phương án", "Đáp", None, None)], "D3", "Thiếu điểm của phương án"),
        ([QUESTION, ("1.1", "Phương án", "Đáp", 2.5, None)], "D3", "Điểm “2.5” không phải là số nguyên."),
        ([QUESTION, ("1.1", "Phương án", "Đáp", "năm", None)], "D3", "Điểm “năm” không phải là số nguyên."),
        ([QUESTION, ("1.1", "Phương án", "Đáp", True, None)], "D3", "không phải là số nguyên"),
        ([QUESTION, ("1.1", "Phương án", "Đáp", 1000, None)], "D3", "Điểm 1000 lớn quá"),
        ([QUESTION, ("1.1", "Phương án", "Đáp", "=1+1", None)], "D3", "công thức chưa có giá trị"),
        ([QUESTION, ("1.1", "Phương án", "=A1", 5, None)], "C3", "công thức chưa có giá trị"),
        ([QUESTION, ("1.1", "Phương án", "Đáp", 5, "x")], "E3", "chỉ ghi ở dòng câu hỏi"),
        ([("1", "Câu hỏi", "Hỏi", 5, None), ANSWER], "D2", "Câu hỏi không có điểm"),
        ([("1", "Câu hỏi", "Hỏi", None, "nhiều"), ANSWER], "E2", "Hãy ghi x"),
    ],
)
def test_each_slip_is_named_with_its_cell(rows, cell, words):
    reading = workbook.read(workbook_of(rows))
    assert reading.lines == (), "all or nothing"
    assert [problem for problem in reading.problems if problem.cell == cell and words in problem.sentence]


def test_all_slips_are_named_at_once():
    rows = [QUESTION, (None, "Phương án", None, "x", None), ("1.2", "gì", "Đáp", 5, None)]
    assert [cell for cell, _ in problems_of(workbook_of(rows))] == ["A3", "C3", "D3", "B4"]


def test_a_formula_with_a_value_is_that_value():
    """A workbook that Excel saved keeps the last value of a formula beside it."""
    book = load_workbook(BytesIO(workbook_of([QUESTION, ("1.1", "Phương án", "Đáp", "=2+3", None)])))
    source, target = BytesIO(saved(book)), BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for part in old.infolist():
            data = old.read(part).replace(b"<f>2+3</f><v></v>", b"<f>2+3</f><v>5</v>")
            new.writestr(part, data.replace(b"<f>2+3</f><v />", b"<f>2+3</f><v>5</v>"))
    assert workbook.read(target.getvalue()).lines[1].points == 5


# --- Files that are not what they should be --------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "words"),
    [
        pytest.param(workbook_of(GOOD_ROWS, head=("Mã", "Loại")), "thiếu cột “Nội dung”, “Điểm”", id="no heads"),
        pytest.param(workbook_of([]), "chưa có dòng nào", id="empty"),
        pytest.param(saved(Workbook()), "thiếu cột", id="nothing at all"),
        pytest.param(workbook_of(GOOD_ROWS, tab="A", tabs=3), f"không có trang tính “{TAB}”", id="which tab"),
        pytest.param(workbook_of(GOOD_ROWS, tabs=11), "quá 10 trang tính", id="many tabs"),
        pytest.param(workbook_of([GOOD_ROWS[0]] * 10_000), "dài hơn 600 dòng", id="ten thousand rows"),
        pytest.param(b"PK\x05\x06" + b"\0" * 18, "Không đọc được tệp", id="an empty archive"),
    ],
)
def test_a_workbook_that_holds_no_score_sheet_is_refused_as_a_whole(content, words):
    ((cell, sentence),) = problems_of(content)
    assert cell == ""
    assert words in sentence


def test_a_row_far_below_ends_the_reading_before_it_begins():
    """One cell in the last row makes a small file of a million rows."""
    book = load_workbook(BytesIO(workbook_of(GOOD_ROWS)))
    book[TAB]["A1048576"] = "x"
    ((_, sentence),) = problems_of(saved(book))
    assert "dài hơn 600 dòng" in sentence


def packed(**parts: bytes) -> bytes:
    """A zip archive that begins like a workbook and holds these parts too."""
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in {"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>", **parts}.items():
            archive.writestr(name, data)
    return content.getvalue()


def locked() -> bytes:
    """The archive with the bit that says its parts are encrypted."""
    content = bytearray(packed())
    content[6] |= 1
    content[content.find(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


BOMB = b'<!DOCTYPE a [<!ENTITY b "x"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>'


@pytest.mark.parametrize(
    ("content", "words"),
    [
        pytest.param(b"Ma;Loai;Noi dung", "không phải là tệp Excel .xlsx", id="a text"),
        pytest.param(b"%PDF-1.7 ...", "không phải là tệp Excel .xlsx", id="a PDF"),
        pytest.param(b"", "không phải là tệp Excel .xlsx", id="nothing"),
        pytest.param(bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 500, "khóa bằng mật khẩu", id="locked or old"),
        pytest.param(locked(), "khóa bằng mật khẩu", id="a locked archive"),
        pytest.param(packed()[:-30], "không phải là tệp Excel", id="cut off"),
        pytest.param(packed(**{"xl/vbaProject.bin": b"x"}), "có macro", id="macros"),
        pytest.param(packed(**{"xl/big.xml": b"0" * (files.LARGEST_UNPACKED + 1)}), "quá nhiều dữ liệu", id="a bomb"),
        pytest.param(packed(**{f"xl/{n}.xml": b"" for n in range(300)}), "quá nhiều dữ liệu", id="many parts"),
        pytest.param(packed(**{"xl/sharedStrings.xml": BOMB}), "không thuộc một tệp Excel", id="entities"),
        pytest.param(
            packed(**{"xl/sharedStrings.xml": BOMB.decode().encode("utf-16")}), "không thuộc", id="entities in UTF-16"
        ),
        pytest.param(b"x" * (files.LARGEST_FILE + 1), "lớn hơn 1 MB", id="too large"),
    ],
)
def test_a_hostile_or_foreign_file_is_refused_politely(content, words):
    file = BytesIO(content)
    with pytest.raises(Refused, match=words):
        files.check_file(file, len(content))


def test_an_archive_that_is_no_workbook_is_refused():
    content = BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("a.txt", "x")
    with pytest.raises(Refused, match="không phải là tệp Excel .xlsx"):
        files.check_file(content, len(content.getvalue()))


def test_an_honest_workbook_is_let_through_and_stands_at_its_beginning():
    file = BytesIO(workbook_of(GOOD_ROWS))
    files.check_file(file, len(file.getvalue()))
    assert workbook.read(file.read()).lines == LINES


def test_parts_that_no_workbook_has_are_said_to_be_unreadable():
    assert problems_of(packed()) == [("", "Không đọc được tệp. Hãy mở tệp bằng Excel, lưu lại dạng .xlsx rồi nạp lại.")]


def test_a_damaged_file_is_refused_or_read_and_never_breaks_the_page():
    """Bytes of a good file changed at random; the numbers are the same in every run."""
    good, chance = workbook_of(GOOD_ROWS), Random(5)
    refused = 0
    for _ in range(150):
        content = bytearray(good)
        for _ in range(chance.randint(1, 4)):
            content[chance.randrange(len(content))] = chance.randrange(256)
        try:
            files.check_file(BytesIO(content), len(content))
        except Refused:
            refused += 1
        else:
            reading = workbook.read(bytes(content))
            assert bool(reading.lines) != bool(reading.problems)
    assert refused
