"""B1 score sheets, worded."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from django.core.paginator import Page
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from accounts.refusals import refusal
from accounts.roles import Permission
from households.models import ScoreSheet
from households.presenters import words
from households.score_sheets import policies
from households.score_sheets.previewing import Preview
from households.score_sheets.workbook import Line, Problem
from indicators import standards
from indicators.score_sheets import ScoreAnswer, ScoreQuestion, bounds
from indicators.standard import Standard
from indicators.standards import NoStandard
from localities.area_types import LABELS, AreaType
from localities.formats import count, count_in_text, short_date
from localities.models import Locality

NONE_SHIPPED: Final = (
    "Phần mềm không kèm bảng điểm B1 chính thức nào: các mục và số điểm trong phụ lục của Thông tư 07/2021/TT-BLĐTBXH "
    "không đọc được ở nguồn công khai nào, và đoán thì làm sai kết quả của hộ. Tỉnh hoặc xã, phường nạp bảng chép từ "
    "văn bản mình đang giữ và chịu trách nhiệm đối chiếu. Chưa có bảng thì khi nhập phiếu vẫn ghi tổng điểm B1 như "
    "phiếu đã ký."
)
PROBLEMS_SHOWN: Final = 100


def standard_name(code: str) -> str:
    """The name of a standard; its code where the rule book is no longer known."""
    known = _standard(code)
    return known.name if known else code


def _standard(code: str) -> Standard | None:
    try:
        return standards.get_standard(code, among=standards.STANDARDS)
    except NoStandard:
        return None


def sheet_state(sheet: ScoreSheet) -> tuple[str, str]:
    return ("Đã thôi dùng", "idle") if sheet.retired_at else ("Đang dùng", "done")


def questions_of(lines: Sequence[Line]) -> tuple[ScoreQuestion, ...]:
    """The lines of a file as questions with their answers."""
    found: list[ScoreQuestion] = []
    for line in lines:
        if line.points is None:
            found.append(ScoreQuestion(line.code, line.label, line.takes_several, ()))
        else:
            last, answer = found[-1], ScoreAnswer(line.code, line.label, line.points)
            found[-1] = ScoreQuestion(last.code, last.label, last.takes_several, (*last.answers, answer))
    return tuple(found)


@dataclass(frozen=True)
class SheetRow:
    """One sheet of the list."""

    name: str
    url: str
    standard: str
    place: str
    source: str
    state: tuple[str, str]
    who: str


@dataclass(frozen=True)
class ScoreSheetsPage:
    """What `households/score_sheets/list.html` shows: the sheets of a place, of those above and of those below it."""

    request: HttpRequest
    place: Locality
    year: int
    page: Page

    heading: ClassVar[str] = "Bảng điểm B1"
    none_shipped: ClassVar[str] = NONE_SHIPPED

    @property
    def crumbs(self) -> list[tuple[str, str]]:
        return [("Rà soát", reverse("reviews", args=[self.place.key, self.year]))]

    @property
    def rows(self) -> list[SheetRow]:
        return [self._row(sheet) for sheet in self.page]

    def _row(self, sheet: ScoreSheet) -> SheetRow:
        who = f"{sheet.loaded_by.full_name}, {short_date(timezone.localdate(sheet.loaded_at))}"
        if sheet.retired_at and sheet.retired_by:
            ended = short_date(timezone.localdate(sheet.retired_at))
            who = f"{who}; {sheet.retired_by.full_name} cho thôi dùng, {ended}"
        return SheetRow(
            name=f"{sheet.region}, {LABELS[AreaType(sheet.area_type)]}",
            url=reverse("score_sheet", args=[self.place.key, self.year, sheet.pk]),
            standard=standard_name(sheet.standard_code),
            place=words.capital(sheet.place),
            source=sheet.source,
            state=sheet_state(sheet),
            who=who,
        )

    @property
    def summary(self) -> str:
        return f"{count(self.page.paginator.count)} bảng điểm"

    @property
    def may_load(self) -> bool:
        return self.request.user.may(Permission.PROCEDURE_EDIT, self.place)

    @property
    def cannot_load(self) -> str:
        return refusal(policies.check_can_load, self.place)

    @property
    def load_url(self) -> str:
        return reverse("score_sheet_load", args=[self.place.key, self.year])

    @property
    def template_url(self) -> str:
        return reverse("score_sheet_template", args=[self.place.key, self.year])

    @property
    def empty(self) -> dict[str, str]:
        title = f"Chưa có bảng điểm B1 nào dùng cho {self.place.full_name}."
        if not self.may_load:
            return {"title": title, "text": "Cán bộ giảm nghèo của xã, phường hoặc quản trị viên nạp bảng điểm."}
        text = "Tải mẫu về, chép bảng điểm của vùng và khu vực mình vào, rồi nạp lại. Trang sẽ cho xem trước khi ghi."
        return {"title": title, "text": text}


@dataclass(frozen=True)
class AnswerRow:
    """A line of the table of a sheet: an answer beside its question, which the first of its answers names."""

    question: str
    first: bool
    span: int
    several: bool
    code: str
    label: str
    points: str


def answer_rows(questions: Sequence[ScoreQuestion]) -> list[AnswerRow]:
    return [
        AnswerRow(
            question=f"{question.code}. {question.label}",
            first=index == 0,
            span=len(question.answers),
            several=question.takes_several,
            code=answer.code,
            label=answer.label,
            points=str(answer.points).replace("-", "−"),
        )
        for question in questions
        for index, answer in enumerate(question.answers)
    ]


def size_facts(questions: Sequence[ScoreQuestion]) -> list[tuple[str, str]]:
    """How large a sheet is, and between which totals it can score a household."""
    lowest, highest = bounds(questions)
    answers = sum(len(question.answers) for question in questions)
    return [
        ("Số mục", f"{count_in_text(len(questions))} câu hỏi, {count_in_text(answers)} phương án"),
        ("Tổng điểm có thể", f"từ {lowest} đến {highest} điểm".replace("-", "−")),
    ]


def doubt(questions: Sequence[ScoreQuestion], standard_code: str, area_type: str) -> str:
    """A sheet on which nobody, or everybody, would be above the line was probably copied wrongly."""
    known = _standard(standard_code)
    b1_max = known.b1_max[AreaType(area_type)] if known else None
    lowest, highest = bounds(questions)
    if b1_max is None or lowest <= b1_max < highest:
        return ""
    which = "cao nhất" if highest <= b1_max else "thấp nhất"
    total, side = (highest, "không vượt") if highest <= b1_max else (lowest, "đã vượt")
    return (
        f"Tổng điểm {which} có thể là {total}, {side} ngưỡng {b1_max} điểm của khu vực này, nên mọi hộ sẽ cùng một "
        "phía của ngưỡng. Đề nghị đối chiếu lại với văn bản."
    )


@dataclass(frozen=True)
class ScoreSheetPage:
    """What `households/score_sheets/sheet.html` shows."""

    place: Locality
    year: int
    sheet: ScoreSheet
    questions: Sequence[ScoreQuestion]
    forms: int
    may_retire: bool

    @property
    def heading(self) -> str:
        return f"Bảng điểm B1: {self.sheet.region}, {LABELS[AreaType(self.sheet.area_type)]}"

    @property
    def crumbs(self) -> list[tuple[str, str]]:
        return [("Bảng điểm B1", reverse("score_sheets", args=[self.place.key, self.year]))]

    @property
    def state(self) -> tuple[str, str]:
        return sheet_state(self.sheet)

    @property
    def facts(self) -> list[tuple[str, str]]:
        sheet = self.sheet
        facts = [
            ("Chuẩn nghèo", standard_name(sheet.standard_code)),
            ("Áp dụng tại", words.capital(sheet.place)),
            ("Chép từ", sheet.source),
            ("Người nạp", f"{sheet.loaded_by.full_name}, {words.clock(sheet.loaded_at)}"),
        ]
        if sheet.retired_at and sheet.retired_by:
            facts.append(("Thôi dùng", f"{sheet.retired_by.full_name}, {words.clock(sheet.retired_at)}"))
        return [*facts, *size_facts(self.questions), ("Phiếu đã tính theo bảng này", count(self.forms))]

    @property
    def rows(self) -> list[AnswerRow]:
        return answer_rows(self.questions)

    @property
    def retire_url(self) -> str:
        return reverse("score_sheet_retire", args=[self.place.key, self.year, self.sheet.pk])

    @property
    def url(self) -> str:
        return reverse("score_sheet", args=[self.place.key, self.year, self.sheet.pk])

    @property
    def retire_words(self) -> str:
        kept = f" {count_in_text(self.forms)} phiếu đã tính theo bảng này giữ nguyên điểm." if self.forms else ""
        return f"Sau khi thôi dùng, phiếu nhập mới không tính điểm B1 theo bảng này nữa.{kept}"


@dataclass(frozen=True)
class LoadPage:
    """What `households/score_sheets/load.html` shows: the form; or what is wrong with the file; or the preview."""

    place: Locality
    year: int
    problems: Sequence[Problem] = ()
    preview: Preview | None = None
    packed: str = ""
    replaced: ScoreSheet | None = None
    refused: str = ""

    heading: ClassVar[str] = "Nạp bảng điểm B1"
    none_shipped: ClassVar[str] = NONE_SHIPPED
    problem_head: ClassVar[tuple[str, str]] = ("Ô", "Vì sao, sửa thế nào")

    @property
    def crumbs(self) -> list[tuple[str, str]]:
        return [("Bảng điểm B1", self.list_url)]

    @property
    def list_url(self) -> str:
        return reverse("score_sheets", args=[self.place.key, self.year])

    @property
    def template_url(self) -> str:
        return reverse("score_sheet_template", args=[self.place.key, self.year])

    @property
    def problem_rows(self) -> list[tuple[str, str]]:
        return [(problem.cell or "Cả tệp", problem.sentence) for problem in self.problems[:PROBLEMS_SHOWN]]

    @property
    def problem_words(self) -> str:
        more = len(self.problems) - PROBLEMS_SHOWN
        shown = f"; dưới đây là {PROBLEMS_SHOWN} chỗ đầu" if more > 0 else ""
        return f"Tệp có {count_in_text(len(self.problems))} chỗ cần sửa{shown}"

    @property
    def questions(self) -> tuple[ScoreQuestion, ...]:
        return questions_of(self.preview.lines) if self.preview else ()

    @property
    def rows(self) -> list[AnswerRow]:
        return answer_rows(self.questions)

    @property
    def facts(self) -> list[tuple[str, str]]:
        if self.preview is None:
            return []
        return [
            ("Chuẩn nghèo", standard_name(self.preview.standard_code)),
            ("Khu vực", LABELS[AreaType(self.preview.area_type)].capitalize()),
            ("Vùng", self.preview.region),
            ("Chép từ", self.preview.source),
            ("Áp dụng tại", f"{words.capital(self.place)} và mọi thôn, tổ dân phố thuộc địa bàn"),
            *size_facts(self.questions),
        ]

    @property
    def doubt(self) -> str:
        if self.preview is None:
            return ""
        return doubt(self.questions, self.preview.standard_code, self.preview.area_type)

    @property
    def replaced_words(self) -> str:
        if self.replaced is None:
            return ""
        return (
            f"Bảng đang dùng của cùng vùng và khu vực (chép từ {self.replaced.source}, nạp "
            f"{short_date(timezone.localdate(self.replaced.loaded_at))}) sẽ thôi dùng."
        )
