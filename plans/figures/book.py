"""The figures of one plan: their values now, as they are printed, and what is missing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import assert_never

from localities import formats
from localities.text import lower_first
from plans.figures.facts import PlanFacts, facts_of
from plans.figures.registry import FIGURES, Figure, Kind, NotApplicable, Origin, Value, find
from plans.models import Plan


@dataclass(frozen=True, slots=True)
class FigureValue:
    """A figure with its value in one plan. A missing one prints "–" and says what to do about it."""

    figure: Figure
    value: Value | None
    printed: str
    source: str
    missing_because: str = ""

    @property
    def is_missing(self) -> bool:
        return bool(self.missing_because)


@dataclass(frozen=True)
class FigureBook(Mapping[str, FigureValue]):
    """Every figure of one plan by its name; `find` also knows labels."""

    facts: PlanFacts
    values_by_name: Mapping[str, FigureValue]

    def __getitem__(self, name: str) -> FigureValue:
        return self.values_by_name[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.values_by_name)

    def __len__(self) -> int:
        return len(self.values_by_name)

    def printed(self, name: str) -> str | None:
        """What a text prints in the place of a name; None when nobody knows the name."""
        figure = find(name)
        return self[figure.name].printed if figure else None

    def offered(self) -> tuple[FigureValue, ...]:
        """The figures worth offering: all but the indicators that the standard of the base review does not have."""
        known = {indicator.code for indicator in self.facts.standard.indicators}
        return tuple(value for value in self.values() if value.figure.indicator in {"", *known})

    def missing(self, names: Iterator[str] | None = None) -> tuple[FigureValue, ...]:
        """The figures without a value: among `names`, or among all; each once, in their order."""
        wanted = dict.fromkeys(self if names is None else names)
        return tuple(self[name] for name in wanted if name in self and self[name].is_missing)


def book_for(plan: Plan) -> FigureBook:
    """The one place where text, tables and pages get a plan's figures from."""
    return book_of(facts_of(plan))


def book_of(facts: PlanFacts) -> FigureBook:
    return FigureBook(facts, {figure.name: _value(figure, facts) for figure in FIGURES})


def _value(figure: Figure, facts: PlanFacts) -> FigureValue:
    computed = figure.compute(facts) if _can_be_known(figure, facts) else None
    source = _source(figure.origin, facts)
    if computed is None:
        return FigureValue(figure, None, formats.MISSING, source, _what_to_do(figure, facts))
    if isinstance(computed, NotApplicable):
        return FigureValue(figure, None, formats.MISSING, f"{source}; {computed.value}")
    return FigureValue(figure, computed, printed(figure.kind, computed), source)


def _can_be_known(figure: Figure, facts: PlanFacts) -> bool:
    """Counts of a review that has no results yet are not zero, they are not known."""
    return figure.origin not in {Origin.REVIEW, Origin.TARGETS} or figure.kind == Kind.TEXT or facts.has_review_figures


def printed(kind: Kind, value: Value) -> str:
    """A value as office prose writes it: 04, 1.856, 10,51%, 0,22, 2023, 12/12/2022."""
    match kind:
        case Kind.HOUSEHOLDS | Kind.PERSONS | Kind.COUNT:
            assert isinstance(value, int)
            return formats.count_in_text(value)
        case Kind.RATE:
            assert isinstance(value, Decimal)
            return formats.percent_sign(value)
        case Kind.POINTS:
            assert isinstance(value, Decimal)
            return formats.percent(value)
        case Kind.DATE:
            assert isinstance(value, date)
            return formats.short_date(value)
        case Kind.YEAR | Kind.TEXT:
            return str(value)
        case _:
            assert_never(kind)


def _source(origin: Origin, facts: PlanFacts) -> str:
    match origin:
        case Origin.PLAN:
            return "Kế hoạch này"
        case Origin.PLACE:
            return "Danh mục địa bàn"
        case Origin.POPULATION:
            return facts.population_source
        case Origin.REVIEW | Origin.DECISION:
            return facts.review_source
        case Origin.TARGETS:
            return f"{facts.target_source}, trên {lower_first(facts.review_source)}"
        case _:
            assert_never(origin)


def _what_to_do(figure: Figure, facts: PlanFacts) -> str:
    """Why a figure has no value, and where to mend it."""
    match figure.origin:
        case Origin.PLAN | Origin.PLACE:
            return "Danh mục địa bàn chưa ghi; hãy báo quản trị viên bổ sung."
        case Origin.POPULATION:
            return _no_population(facts)
        case Origin.DECISION:
            return (
                f"Đợt rà soát năm {facts.base_year} chưa có quyết định công nhận; hãy ghi quyết định ở trang Rà soát."
            )
        case Origin.REVIEW:
            if facts.has_review_figures and figure.kind == Kind.RATE and facts.figures.households is None:
                return _no_population(facts)
            if facts.has_review_figures:
                return (
                    f"Chuẩn nghèo của đợt rà soát năm {facts.base_year} không có số liệu này; hãy bỏ nó khỏi văn bản."
                )
            return f"Chưa có kết quả rà soát năm {facts.base_year}; hãy hoàn thành phiếu ở trang Rà soát."
        case Origin.TARGETS:
            if facts.figures.households is None and figure.kind in {Kind.RATE, Kind.POINTS}:
                return _no_population(facts)
            return f"Chưa nhập đủ chỉ tiêu cho các {facts.hamlet_kind}; hãy nhập ở trang Chỉ tiêu."
        case _:
            assert_never(figure.origin)


def _no_population(facts: PlanFacts) -> str:
    return f"Chưa đủ số hộ, số khẩu năm {facts.base_year} của các {facts.hamlet_kind}; hãy nhập ở trang Địa bàn."
