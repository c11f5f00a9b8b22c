"""The workbook of a B1 score sheet: an empty one to fill in, and a filled-in one read without writing anything.

One line a question or an answer: code, kind, words, points, and whether a question takes several answers. A file comes
from anybody's computer, so it is opened only after `files.check_file` has looked at what it is, and no more cells are
read than a score sheet can have.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO
from typing import Any, Final
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from accounts.refusals import Refused
from households.models import ScoreItem
from indicators.choices import squeeze
from localities.text import normalise

TAB: Final = "Bảng điểm B1"
CODE, KIND, LABEL, POINTS, SEVERAL = "Mã", "Loại", "Nội dung", "Điểm", "Chọn được nhiều"
HEAD: Final = (CODE, KIND, LABEL, POINTS, SEVERAL)
QUESTION, ANSWER = "Câu hỏi", "Phương án"
EXAMPLE: Final = "ví dụ, xóa trước khi nạp"
MOST_ROWS: Final = 600
MOST_TABS: Final = 10
# Not a rule of any text: a number beyond it is a slip of the hand.
MOST_POINTS: Final = 999
_UNREADABLE: Final = "Không đọc được tệp. Hãy mở tệp bằng Excel, lưu lại dạng .xlsx rồi nạp lại."
# What the library raises on a damaged file has no common kind.
_UNREADABLE_KINDS: Final = (
    *(BadZipFile, InvalidFileException, ParseError, OSError, EOFError),
    *(LookupError, ValueError, TypeError, AttributeError, ArithmeticError),
)
_LONGEST_CODE = ScoreItem._meta.get_field("code").max_length or 0
_LONGEST_LABEL = ScoreItem._meta.get_field("label").max_length or 0

_EXAMPLES: Final = (
    ("VD1", QUESTION, f"Câu hỏi chọn một phương án ({EXAMPLE})", None, None),
    ("VD1.1", ANSWER, f"Phương án thứ nhất ({EXAMPLE})", 0, None),
    ("VD1.2", ANSWER, f"Phương án thứ hai ({EXAMPLE})", 1, None),
    ("VD2", QUESTION, f"Câu hỏi chọn được nhiều phương án ({EXAMPLE})", None, "x"),
    ("VD2.1", ANSWER, f"Phương án thứ nhất ({EXAMPLE})", 1, None),
    ("VD2.2", ANSWER, f"Phương án thứ hai ({EXAMPLE})", 2, None),
)
_GUIDE: Final = (
    "Tệp này để chép bảng điểm B1 (ước tính thu nhập) từ văn bản mà ông/bà đang giữ.",
    "Phần mềm không kèm bảng điểm chính thức nào: chưa đọc được văn bản in các mục và số điểm.",
    "Sáu dòng ví dụ trong trang “Bảng điểm B1” là bịa ra để chỉ cách ghi. Hãy xóa cả sáu dòng trước khi nạp.",
    "Mỗi tệp là bảng điểm của một vùng và một khu vực (nông thôn hoặc thành thị).",
    "Vùng, khu vực, chuẩn nghèo và tên văn bản được ghi trên trang web khi nạp.",
    "Mỗi dòng là một câu hỏi hoặc một phương án trả lời. Các phương án đứng ngay dưới câu hỏi của mình.",
    "Cột Mã: mỗi dòng một mã, không trùng nhau, tối đa 20 ký tự, ví dụ 1 và 1.1, 1.2. Giữ định dạng Văn bản của cột.",
    "Cột Loại: ghi “Câu hỏi” hoặc “Phương án”.",
    "Cột Nội dung: chép nguyên văn, tối đa 300 ký tự.",
    "Cột Điểm: chỉ ghi ở dòng phương án, số nguyên, có thể là số âm. Dòng câu hỏi để trống.",
    "Cột Chọn được nhiều: ghi x ở dòng câu hỏi nhận nhiều phương án cùng lúc; để trống nếu chỉ chọn một.",
    "Không dùng công thức, không gộp ô.",
    "Khi nạp, trang web chỉ ra từng ô cần sửa và chưa ghi gì cho đến khi ông/bà xác nhận.",
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the sheet as it is stored: a question (no points), or an answer of the question above it."""

    code: str
    label: str
    points: int | None = None
    takes_several: bool = False

    @property
    def is_question(self) -> bool:
        return self.points is None


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, and in which cell; without a cell it concerns the whole file."""

    cell: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file holds: all of it or, where anything is wrong, nothing but what is wrong."""

    lines: tuple[Line, ...] = ()
    problems: tuple[Problem, ...] = ()


# --- Out -------------------------------------------------------------------------------------------


def template() -> bytes:
    """The workbook to fill in: heads, six invented lines marked as examples, and a page that says how."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)  # a new workbook has one
    sheet.title = TAB
    sheet.append(HEAD)
    for row in _EXAMPLES:
        sheet.append(row)
    for cell in sheet[1]:
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="EDF0F4")
    for row in sheet.iter_rows(min_row=2, max_row=len(_EXAMPLES) + 1):
        for cell in row:
            cell.font = Font(italic=True, color="5B6675")
    for index, width in enumerate((12, 14, 70, 10, 18), start=1):
        sheet.column_dimensions[get_column_letter(index)].width = width
    for row in sheet.iter_rows(min_row=2, max_row=MOST_ROWS + 1, max_col=1):
        row[0].number_format = "@"  # or Excel turns 1.10 into 1.1, and 1.2 into a date
    sheet.freeze_panes = "A2"
    kinds = DataValidation(type="list", formula1=f'"{QUESTION},{ANSWER}"', allow_blank=True)
    kinds.add(f"B2:B{MOST_ROWS + 1}")
    sheet.add_data_validation(kinds)
    guide = book.create_sheet("Hướng dẫn")
    guide.column_dimensions["A"].width = 100
    for sentence in _GUIDE:
        guide.append([sentence])
        guide.cell(guide.max_row, 1).alignment = Alignment(wrap_text=True, vertical="top")
    filled = BytesIO()
    book.save(filled)
    return filled.getvalue()


# --- In --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Row:
    """The cells of one line by the head of their column, and the number of the line."""

    number: int
    cells: dict[str, Any]
    columns: dict[str, str]

    def at(self, name: str) -> str:
        return f"{self.columns[name]}{self.number}"


def read(content: bytes) -> Reading:
    """The lines of a file that `files.check_file` has let through, or everything that is wrong with it."""
    try:
        rows = _rows(content)
    except Refused as reason:
        return Reading(problems=(Problem("", str(reason)),))
    except _UNREADABLE_KINDS:
        return Reading(problems=(Problem("", _UNREADABLE),))
    reader = _Reader()
    for row in rows:
        reader.take(row)
    reader.finish()
    return Reading(problems=tuple(reader.problems)) if reader.problems else Reading(lines=tuple(reader.lines))


def _rows(content: bytes) -> list[_Row]:
    """The lines that hold anything, with the value of each cell, or the formula where it has none."""
    values, formulas = _cells(content, data_only=True), _cells(content, data_only=False)
    head = [normalise(str(value)) if value is not None else "" for value in next(iter(values.values()), ())]
    missing = [name for name in HEAD if name not in head]
    if missing:
        raise Refused(
            f"Dòng 1 của trang “{TAB}” thiếu cột {', '.join(f'“{name}”' for name in missing)}. "
            "Hãy dùng mẫu tải về từ trang này và giữ nguyên dòng đầu."
        )
    columns = {name: get_column_letter(head.index(name) + 1) for name in HEAD}
    found = []
    for number, row in list(values.items())[1:]:
        said = formulas.get(number, ())
        cells = {}
        for name in HEAD:
            place = head.index(name)
            value = row[place] if place < len(row) else None
            wrote = said[place] if place < len(said) else None
            cells[name] = _Formula() if value is None and isinstance(wrote, str) and wrote.startswith("=") else value
        if any(value not in (None, "") for value in cells.values()):
            found.append(_Row(number, cells, columns))
    if not found:
        raise Refused(f"Trang “{TAB}” chưa có dòng nào dưới dòng đầu. Hãy chép bảng điểm vào rồi nạp lại.")
    return found


class _Formula:
    """A formula that nobody has computed: the file holds no value for it."""


def _cells(content: bytes, *, data_only: bool) -> dict[int, Sequence[Any]]:
    """The rows of the sheet by their number, the first of them the heads; never more than a score sheet can have."""
    book = load_workbook(BytesIO(content), read_only=True, data_only=data_only, keep_links=False)
    try:
        if len(book.sheetnames) > MOST_TABS:
            raise Refused(f"Tệp có quá {MOST_TABS} trang tính. Hãy giữ trang “{TAB}”, xóa các trang khác rồi nạp lại.")
        if TAB not in book.sheetnames and len(book.sheetnames) > 1:
            raise Refused(f"Tệp không có trang tính “{TAB}”. Hãy dùng mẫu tải về từ trang này.")
        sheet = book[TAB] if TAB in book.sheetnames else book[book.sheetnames[0]]
        rows: dict[int, Sequence[Any]] = {}
        # What a file says of its own size is not believed; the reading stops by itself.
        sheet.reset_dimensions()
        for number, row in enumerate(sheet.iter_rows(values_only=True, max_col=20), start=1):
            if number > MOST_ROWS + 1:
                raise Refused(
                    f"Trang “{TAB}” dài hơn {MOST_ROWS} dòng, nhiều hơn một bảng điểm. Hãy xóa các dòng thừa rồi nạp "
                    "lại."
                )
            rows[number] = row
        return rows
    finally:
        book.close()


class _Reader:
    """Reads line after line and collects everything that is wrong, not only the first thing."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.problems: list[Problem] = []
        self._codes: dict[str, str] = {}
        self._question: tuple[str, str] | None = None  # its code, and the cell of its words
        self._answers = 0

    def take(self, row: _Row) -> None:
        if any(isinstance(value, str) and EXAMPLE in normalise(value) for value in row.cells.values()):
            return self._wrong(row.at(LABEL), "Đây là dòng ví dụ của mẫu. Hãy xóa cả dòng.")
        found = len(self.problems)
        code, label, kind = self._code(row), self._label(row), self._kind(row)
        if kind == QUESTION:
            self._close_question()
            self._question, self._answers = (code, row.at(LABEL)), 0
            line = Line(code, label, None, self._several(row))
        elif kind == ANSWER:
            line = Line(code, label, self._points(row))
            self._count_answer(row)
        else:
            return None
        if len(self.problems) == found:
            self.lines.append(line)
        return None

    def finish(self) -> None:
        self._close_question()

    def _wrong(self, cell: str, sentence: str) -> None:
        self.problems.append(Problem(cell, sentence))

    def _close_question(self) -> None:
        if self._question and not self._answers:
            self._wrong(self._question[1], f"Câu hỏi “{self._question[0]}” chưa có phương án nào ở các dòng dưới.")

    def _count_answer(self, row: _Row) -> None:
        if self._question is None:
            self._wrong(row.at(KIND), "Phương án này không đứng dưới câu hỏi nào. Hãy thêm dòng câu hỏi ở trên.")
        self._answers += 1
        if row.cells[SEVERAL] not in (None, ""):
            self._wrong(row.at(SEVERAL), f"Cột “{SEVERAL}” chỉ ghi ở dòng câu hỏi. Hãy để trống ô này.")

    def _text(self, row: _Row, name: str, longest: int) -> str:
        value = row.cells[name]
        if isinstance(value, _Formula):
            self._wrong(row.at(name), "Ô chứa công thức chưa có giá trị. Hãy gõ thẳng nội dung vào ô.")
            return ""
        if isinstance(value, datetime | date | time):
            self._wrong(row.at(name), "Excel đã đổi nội dung ô này thành ngày. Hãy đặt định dạng Văn bản rồi gõ lại.")
            return ""
        text = "" if value is None else normalise(str(int(value) if _is_whole_float(value) else value))
        if not text:
            self._wrong(row.at(name), f"Thiếu {name.lower()}.")
        elif len(text) > longest:
            self._wrong(row.at(name), f"{name} dài {len(text)} ký tự, quá {longest}. Hãy rút ngắn.")
        return text

    def _code(self, row: _Row) -> str:
        code = self._text(row, CODE, _LONGEST_CODE)
        if code in self._codes:
            self._wrong(row.at(CODE), f"Mã “{code}” đã dùng ở ô {self._codes[code]}. Mỗi dòng phải có mã riêng.")
        elif code:
            self._codes[code] = row.at(CODE)
        return code

    def _label(self, row: _Row) -> str:
        return self._text(row, LABEL, _LONGEST_LABEL)

    def _kind(self, row: _Row) -> str:
        value = row.cells[KIND]
        wanted = squeeze(value) if isinstance(value, str) else ""
        for kind in (QUESTION, ANSWER):
            if wanted == squeeze(kind):
                return kind
        self._wrong(row.at(KIND), f"Loại phải là “{QUESTION}” hoặc “{ANSWER}”.")
        return ""

    def _several(self, row: _Row) -> bool:
        if row.cells[POINTS] not in (None, ""):
            self._wrong(row.at(POINTS), "Câu hỏi không có điểm; điểm ghi ở các phương án. Hãy để trống ô này.")
        value = row.cells[SEVERAL]
        if value in (None, ""):
            return False
        if isinstance(value, str) and squeeze(value) in {"x", "co"}:
            return True
        self._wrong(row.at(SEVERAL), "Hãy ghi x nếu câu hỏi nhận nhiều phương án, hoặc để trống.")
        return False

    def _points(self, row: _Row) -> int | None:
        value, cell = row.cells[POINTS], row.at(POINTS)
        if isinstance(value, _Formula):
            self._wrong(cell, "Ô chứa công thức chưa có giá trị. Hãy gõ thẳng số điểm vào ô.")
        elif value in (None, ""):
            self._wrong(cell, "Thiếu điểm của phương án. Nếu phương án không được điểm nào, hãy ghi 0.")
        elif (points := _whole(value)) is None:
            self._wrong(cell, f"Điểm “{str(value)[:20]}” không phải là số nguyên.")
        elif abs(points) > MOST_POINTS:
            self._wrong(cell, f"Điểm {points} lớn quá mức có thể. Hãy kiểm tra lại.")
        else:
            return points
        return None


def _is_whole_float(value: object) -> bool:
    return isinstance(value, float) and value.is_integer()


def _whole(value: object) -> int | None:
    """A whole number as a cell holds it: 12, 12.0, "12", "−3"."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value
    if isinstance(value, float):
        return int(value) if value.is_integer() else None
    text = normalise(str(value)).replace("−", "-")
    return int(text) if text.removeprefix("-").isascii() and text.removeprefix("-").isdigit() else None
