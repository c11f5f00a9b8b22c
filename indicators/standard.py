"""The shape of a poverty standard: a dated rule book that says which text it rests on and what is not known.

The rule books themselves are the modules of `indicators.standards`. They are code and not editable data, because
a household's class is a decision that must be reproducible years later (docs/decisions/0006-standards-as-code.md).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from localities.area_types import LABELS, AreaType


class Confidence(StrEnum):
    """How sure we are that a rule is worded as the legal text words it."""

    HIGH = "high"
    """Read in a public copy of the text, and nothing seen contradicts it."""
    MEDIUM = "medium"
    """The substance is known; details of the wording still have to be compared with the text."""
    LOW = "low"
    """Known from a draft or not at all; nothing may be decided on it."""


class UnknownIndicator(ValueError):
    """A code or a bit that the standard does not have. The message is shown to the officer."""


@dataclass(frozen=True, slots=True)
class Dimension:
    """Chiều thiếu hụt: a basic social service whose lack is measured by some indicators."""

    code: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """Chỉ số thiếu hụt: a yes/no fact about a household. `number` is its number in the official report forms.

    `question` is worded so that "Có" (yes) always means deprived. `rule` tells in our own words when that is so.
    """

    code: str
    number: int
    dimension: Dimension
    name: str
    question: str
    rule: str
    source: str
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Extension:
    """A later text that keeps a standard in force. Only documents from its first day on may cite it."""

    starts_on: date
    legal_basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Standard:
    """Chuẩn nghèo: income lines in đồng per person per month, thresholds in points, and the indicators.

    A value that no text we could read gives is None, and `unknowns` says so in Vietnamese; nothing is guessed.
    `local_to` lists the codes of the provinces that set this standard for themselves; it is empty for the national
    one. `area_names` are the words of the text itself ("thành thị" until 2026, "đô thị" after).
    """

    code: str
    name: str
    legal_basis: str
    method_basis: str = ""
    valid_from: date
    valid_to: date
    income_line: Mapping[AreaType, int]
    average_living_upper: Mapping[AreaType, int | None]
    b1_max: Mapping[AreaType, int | None]
    points_per_indicator: int | None
    poor_from_deprivations: int
    indicators: tuple[Indicator, ...]
    unknowns: tuple[str, ...] = ()
    local_to: tuple[str, ...] = ()
    extensions: tuple[Extension, ...] = ()
    area_names: Mapping[AreaType, str] = field(default_factory=lambda: LABELS)
    _by_code: Mapping[str, Indicator] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        for name in ("income_line", "average_living_upper", "b1_max", "area_names"):
            by_area: Mapping[AreaType, object] = getattr(self, name)
            if set(by_area) != set(AreaType):
                raise ValueError(f"{self.code}: {name} must name each area type once")
            object.__setattr__(self, name, MappingProxyType(dict(by_area)))
        if self.valid_to < self.valid_from:
            raise ValueError(f"{self.code}: ends before it begins")
        codes = [indicator.code for indicator in self.indicators]
        if len(set(codes)) != len(codes):
            raise ValueError(f"{self.code}: an indicator code occurs twice")
        if [indicator.number for indicator in self.indicators] != list(range(1, len(codes) + 1)):
            raise ValueError(f"{self.code}: indicators must be numbered 1..n in order, bit i of a mask is number i + 1")
        if not 1 <= self.poor_from_deprivations <= len(codes):
            raise ValueError(f"{self.code}: the cut-off lies outside the number of indicators")
        if self.points_per_indicator is not None and self.points_per_indicator <= 0:
            raise ValueError(f"{self.code}: an indicator must be worth at least one point")
        object.__setattr__(self, "_by_code", MappingProxyType({i.code: i for i in self.indicators}))

    def __hash__(self) -> int:
        return hash(self.code)  # the mappings cannot be hashed, and a code names one rule book

    @property
    def dimensions(self) -> tuple[Dimension, ...]:
        """The dimensions in the order in which their first indicator appears."""
        return tuple(dict.fromkeys(indicator.dimension for indicator in self.indicators))

    @property
    def full_mask(self) -> int:
        """The mask of a household deprived in every indicator."""
        return (1 << len(self.indicators)) - 1

    @property
    def poor_from_points(self) -> int | None:
        """The B2 score from which a household at or under the line is poor, where it is known."""
        if self.points_per_indicator is None:
            return None
        return self.points_per_indicator * self.poor_from_deprivations

    @property
    def can_classify(self) -> bool:
        """Whether every threshold is known, so that `classify` can answer in both areas."""
        return self.points_per_indicator is not None and None not in self.b1_max.values()

    def in_force_on(self, day: date) -> bool:
        """Both ends count: the standard applies on its first and on its last day."""
        return self.valid_from <= day <= self.valid_to

    def legal_basis_on(self, day: date) -> str:
        """The texts that a document of that day may cite: an extension is not cited before it exists."""
        return ", ".join([self.legal_basis, *(e.legal_basis for e in self.extensions if e.starts_on <= day)])

    def indicator(self, code: str) -> Indicator:
        """The indicator with this code; an unknown code is refused with a sentence."""
        if code in self._by_code:
            return self._by_code[code]
        raise UnknownIndicator(
            f"Chỉ số “{code}” không có trong {self.name}. Hãy dùng một trong các mã: {', '.join(self._by_code)}."
        )

    def mask(self, codes: Iterable[str]) -> int:
        """The set of indicators as a whole number: bit i stands for `indicators[i]`."""
        bits = 0
        for code in codes:
            bits |= 1 << (self.indicator(code).number - 1)
        return bits

    def codes(self, mask: int) -> tuple[str, ...]:
        """The codes of a mask, in the order of the official numbers."""
        if not 0 <= mask <= self.full_mask:
            raise UnknownIndicator(
                f"Giá trị {mask} không phải là tập chỉ số của {self.name}: chỉ nhận từ 0 đến {self.full_mask}. "
                "Hãy kiểm tra lại chuẩn nghèo của đợt rà soát."
            )
        return tuple(indicator.code for bit, indicator in enumerate(self.indicators) if mask >> bit & 1)

    def describe(self, codes: Iterable[str]) -> str:
        """Numbers and names in the official order: "1 Việc làm; 4 Bảo hiểm y tế"."""
        chosen = {self.indicator(code) for code in codes}
        return "; ".join(f"{i.number} {i.name}" for i in self.indicators if i in chosen)
