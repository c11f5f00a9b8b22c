"""Forms 7.2 and 7.3 at work: the tables, whether they close, and the households behind them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final
from urllib.parse import urlencode

from django.core.paginator import Page
from django.http import HttpRequest
from django.urls import reverse

from households.figures import ClassFigures, PlaceFigures
from households.forms.movements import FORM_CLASSES, UNSETTLED, ChooseMovementForm, MovementFilter
from households.models import Movement, Review
from households.presenters import words
from households.presenters.tabs import Tab, review_tabs
from households.transitions import CLOSING, LISTED
from indicators.scoring import HouseholdClass
from indicators.wording import CLASS_LABELS
from localities.formats import MISSING, count, count_in_text
from localities.models import Locality

REPORTED_MARK: Final = "Số liệu báo cáo"
NOT_LISTED: Final = "Không có trong kết quả trước"
NO_RESULT: Final = "Chưa có kết quả"
_HEADS: Final = {
    "ho-ngheo": (
        "Biểu 7.2. Diễn biến hộ nghèo",
        (
            "Hộ nghèo đầu năm",
            "Thoát nghèo, thành hộ cận nghèo",
            "Thoát nghèo, vượt chuẩn cận nghèo",
            "Giảm vì nguyên nhân khác",
            "Hộ cận nghèo thành hộ nghèo",
            "Tái nghèo",
            "Phát sinh mới",
            "Tăng vì nguyên nhân khác",
            "Hộ nghèo cuối năm",
        ),
    ),
    "can-ngheo": (
        "Biểu 7.3. Diễn biến hộ cận nghèo",
        (
            "Hộ cận nghèo đầu năm",
            "Thoát cận nghèo",
            "Hộ cận nghèo thành hộ nghèo",
            "Giảm vì nguyên nhân khác",
            "Hộ nghèo thành hộ cận nghèo",
            "Tái cận nghèo",
            "Phát sinh mới",
            "Tăng vì nguyên nhân khác",
            "Hộ cận nghèo cuối năm",
        ),
    ),
}


@dataclass(frozen=True)
class Line:
    """One row of a form: households or persons of a unit. `cells`: words and the address of the households behind."""

    what: str
    cells: list[tuple[str, str]]


@dataclass(frozen=True)
class UnitLines:
    """The two rows of a unit, and whether they close."""

    name: str
    lines: tuple[Line, Line]
    check: tuple[str, str]
    mark: str


@dataclass(frozen=True)
class FormTable:
    """One of the two forms."""

    id: str
    caption: str
    head: list[tuple[int, str]]
    units: list[UnitLines]
    total: UnitLines


@dataclass(frozen=True)
class MovementRow:
    """One household."""

    name: str
    url: str
    where: str
    before: str
    after: str
    kind: tuple[str, str]
    note: str
    choose: tuple[str, str] | None


class Tables:
    """What the page of a commune and the page of a higher place share."""

    def __init__(self, rows: Sequence[PlaceFigures], total: PlaceFigures, cell_url: str) -> None:
        self._rows, self._total, self._cell_url = rows, total, cell_url

    @property
    def forms(self) -> list[FormTable]:
        return [
            FormTable(key, caption, list(enumerate(head, start=1)), [self._unit(key, row) for row in self._rows], total)
            for key, (caption, head) in _HEADS.items()
            for total in [self._unit(key, self._total, is_total=True)]
        ]

    def _unit(self, key: str, row: PlaceFigures, is_total: bool = False) -> UnitLines:
        figures = row.of_class(FORM_CLASSES[key])
        unit = "" if is_total else row.place.key
        households = [self._cell(row, figures, number, key, unit) for number in range(1, CLOSING + 1)]
        persons = [
            (count(_number(figures, number, persons=True)) if _is_known(row, number) else MISSING, "")
            for number in range(1, CLOSING + 1)
        ]
        name = "Tổng cộng" if is_total else words.capital(row.place)
        mark = REPORTED_MARK if row.reported and not is_total else ""
        lines = (Line("Hộ", households), Line("Nhân\u00a0khẩu", persons))
        return UnitLines(name, lines, _check(row, figures), mark)

    def _cell(self, row: PlaceFigures, figures: ClassFigures, number: int, key: str, unit: str) -> tuple[str, str]:
        if not _is_known(row, number):
            return MISSING, ""
        value = _number(figures, number)
        if not value or not self._cell_url or row.reported:
            return count(value), ""
        query = urlencode({"bieu": key, "cot": number, **({"don_vi": unit} if unit else {})})
        return count(value), f"{self._cell_url}?{query}#cac-ho"


def _is_known(row: PlaceFigures, number: int) -> bool:
    return row.reviewed and (row.compared or number == CLOSING)


def _number(figures: ClassFigures, number: int, *, persons: bool = False) -> int:
    """Column 9 is what the review counts; the other columns must lead to it."""
    if number == CLOSING:
        return figures.persons if persons else figures.households
    return figures.movement.column(number, persons=persons)


def _check(row: PlaceFigures, figures: ClassFigures) -> tuple[str, str]:
    if not row.reviewed or not row.compared:
        return "Chưa có để so", "idle"
    if figures.balances:
        return "Đã khớp", "done"
    if figures.movement.unsettled:
        return f"Còn {count_in_text(figures.movement.unsettled)} hộ chưa rõ", "stopped"
    return "Chưa khớp", "stopped"


@dataclass(frozen=True)
class MovementsPage:
    """What `households/figures/movements.html` shows: a commune, or one of its village units."""

    request: HttpRequest
    place: Locality
    year: int
    month: int
    review: Review | None
    rows: tuple[PlaceFigures, ...]
    total: PlaceFigures
    previous: tuple[Review, ...]
    opening_differs: str
    filter: MovementFilter
    page: Page
    unsettled_count: int
    may_choose: bool

    @property
    def heading(self) -> str:
        return f"Diễn biến hộ nghèo, hộ cận nghèo {words.period(self.year, self.month)}"

    @property
    def crumbs(self) -> list[tuple[str, str]]:
        return [(words.review_name(self.year, self.month), self._url("reviews"))]

    @property
    def tabs(self) -> list[Tab]:
        return review_tabs(self.place, self.year, self.month, "review_movements")

    @property
    def here(self) -> str:
        return self._url("review_movements")

    @cached_property
    def forms(self) -> list[FormTable]:
        return Tables(self.rows, self.total, self.here).forms

    @property
    def verdict(self) -> tuple[str, str, str]:
        """The line above the tables: its title, its text, its kind."""
        if not self.previous:
            text = (
                "Phần mềm chưa có kết quả rà soát hằng năm nào được công nhận trước kỳ này nên không tính diễn biến. "
                "Cột 1 đến cột 8 của biểu 7.2, 7.3 ghi “–”."
            )
            return "Chưa có kết quả trước để so", text, "info"
        if self.total.compared and self.total.balances:
            text = f"Cột 9 = 1 − 2 − 3 − 4 + 5 + 6 + 7 + 8, cả hộ và nhân khẩu. {self._compared}"
            return "Đã khớp", text, "success"
        if self.unsettled_count:
            number = count_in_text(self.unsettled_count)
            text = f"Còn {number} hộ chưa rõ diễn biến, ghi ở danh sách cuối trang. {self._compared}"
            return "Chưa khớp", text, "warning"
        if any(row.reported or not row.compared for row in self.rows):
            text = "Có thôn, tổ dân phố chỉ có số liệu báo cáo nên chưa đủ để so từng hộ. "
            return "Chưa khớp", text + self._compared, "warning"
        return "Chưa khớp", self._compared, "warning"

    @property
    def _compared(self) -> str:
        decisions = "; ".join(
            f"rà soát năm {each.year} của {each.commune.full_name} (Quyết định số {each.decision_number})"
            for each in self.previous
        )
        return f"So với kết quả {decisions}."

    @property
    def households(self) -> list[MovementRow]:
        return [self._row(row) for row in self.page.object_list]

    @property
    def list_title(self) -> str:
        """What the list of households shows."""
        cell = self.filter.cell
        if cell is None:
            return "Hộ chưa rõ diễn biến" if self._shows_unsettled else "Các hộ có diễn biến"
        key = next(key for key, each in FORM_CLASSES.items() if each == cell[0])
        caption, head = _HEADS[key]
        where = f", {self.filter.chosen_place.full_name}" if self.filter.chosen_place else ""
        form = caption.rpartition(".")[0]
        return f"{form}, cột {cell[1]}: {head[cell[1] - 1]}{where}"

    @property
    def _shows_unsettled(self) -> bool:
        return self.filter.value("dien_bien") == UNSETTLED

    @property
    def help_to_settle(self) -> str:
        if not self._shows_unsettled or not self.unsettled_count:
            return ""
        return (
            "Các hộ này là hộ nghèo, hộ cận nghèo ở kết quả trước, nay chưa có phiếu hoàn thành và chưa ghi biến động "
            "chuyển đi, mất, nhập hộ. Hãy hoàn thành phiếu, ghi biến động, hoặc chọn diễn biến kèm lý do."
        )

    @property
    def is_filtered(self) -> bool:
        return any(self.filter.value(name) for name in self.filter.fields)

    @property
    def summary(self) -> str:
        return f"{count(self.page.paginator.count)} hộ"

    @property
    def empty_words(self) -> tuple[str, str]:
        if self.is_filtered:
            return "Không có hộ nào theo điều kiện lọc.", "Hãy bỏ lọc để xem tất cả."
        return (
            "Chưa có hộ nào có diễn biến.",
            "Hộ đang là hay đã là hộ nghèo, hộ cận nghèo sẽ hiện ở đây khi có kết quả năm trước được công nhận.",
        )

    def _row(self, row: Movement) -> MovementRow:
        choose = None
        if self.may_choose and self.review and not self.review.is_recognised:
            label = "Chọn lại" if row.kind else "Chọn diễn biến"
            choose = (label, reverse("movement_choose", args=[*self.review.url_args, row.household.uid]))
        return MovementRow(
            name=row.household.head_name,
            url=f"{row.household.get_absolute_url()}?nam={self.year}",
            where=where_words(row),
            before=class_words(row.class_before, row.persons_before, NOT_LISTED),
            after=class_words(row.class_after, row.persons_after, NO_RESULT),
            kind=(row.get_kind_display(), "done") if row.kind else ("Chưa rõ", "stopped"),
            note=row.note,
            choose=choose,
        )

    def _url(self, name: str) -> str:
        return reverse(name, args=[self.place.key, self.year, *([self.month] if self.month else [])])


def class_words(household_class: str, persons: int, without: str) -> str:
    """Class and persons: "Hộ nghèo, 4 khẩu"; `without` is said where no result counted the household."""
    if household_class in LISTED:
        return f"{CLASS_LABELS[HouseholdClass(household_class)]}, {count(persons)} khẩu"
    return CLASS_LABELS[HouseholdClass.NOT_POOR] if household_class else without


def where_words(row: Movement) -> str:
    now = words.capital(row.hamlet)
    before = row.hamlet_before
    return f"{now} (trước ở {before.full_name})" if before and before.pk != row.hamlet_id else now


@dataclass(frozen=True)
class UpperMovementsPage:
    """The two forms of a higher place, a row for each of its communes."""

    place: Locality
    year: int
    rows: tuple[PlaceFigures, ...]
    total: PlaceFigures

    @property
    def heading(self) -> str:
        return f"Diễn biến hộ nghèo, hộ cận nghèo {words.period(self.year)}"

    @cached_property
    def forms(self) -> list[FormTable]:
        return Tables(self.rows, self.total, "").forms

    @property
    def communes(self) -> list[tuple[str, str]]:
        """The communes with a review, to open the households of one."""
        return [
            (words.capital(row.place), reverse("review_movements", args=[row.place.key, self.year]))
            for row in self.rows
            if row.reviewed
        ]


@dataclass(frozen=True)
class ChoosePage:
    """What `households/figures/movement_choose.html` shows."""

    review: Review
    movement: Movement
    form: ChooseMovementForm
    refused: str
    not_yet: str

    @property
    def heading(self) -> str:
        return f"Diễn biến của hộ {self.movement.household.head_name}"

    @property
    def back_url(self) -> str:
        return reverse("review_movements", args=self.review.url_args)

    @property
    def crumbs(self) -> list[tuple[str, str]]:
        name = words.review_name(self.review.year, self.review.month)
        return [(name, reverse("reviews", args=self.review.url_args)), ("Diễn biến", self.back_url)]

    @property
    def facts(self) -> list[tuple[str, str]]:
        row = self.movement
        facts = [
            ("Nơi ở", where_words(row)),
            ("Kết quả trước", class_words(row.class_before, row.persons_before, NOT_LISTED)),
            ("Kết quả kỳ này", class_words(row.class_after, row.persons_after, NO_RESULT)),
            ("Diễn biến đang ghi", row.get_kind_display() or "Chưa rõ"),
        ]
        if row.chosen_by and row.chosen_at:
            when = words.clock(row.chosen_at)
            facts.append(("Đã chọn", f"{row.chosen_by.full_name}, {when}: {row.note}"))
        return facts

    @property
    def household_url(self) -> str:
        return f"{self.movement.household.get_absolute_url()}?nam={self.review.year}"
