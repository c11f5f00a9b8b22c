"""The scoring engine: answers of one household + a standard → its class, with the reasons.

Pure: no Django, no clock, no database. The rule (Điều 3 Nghị định 07/2021/NĐ-CP and the B1/B2 method of Thông tư
07/2021/TT-BLĐTBXH): B1 above the threshold of the area → hộ không nghèo; otherwise B2 = points × deprivations, and from
the cut-off up → hộ nghèo, below it → hộ cận nghèo. An answer that is missing or unsure raises; it never counts as
"not deprived", because the decree has no default answer.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final, Literal

from indicators.standard import Standard, UnknownIndicator
from localities.area_types import AreaType

INCOME_POINTS: Final = "income_points"
"""The code of B1 among the questions and among the codes of `Unanswered`."""

UNSURE: Final = "unsure"
"""The answer "chưa chắc chắn": kept on the sheet, counted as unanswered."""

Answer = bool | None | Literal["unsure"]


class HouseholdClass(StrEnum):
    """Hộ nghèo, hộ cận nghèo, hộ không nghèo. Average-living status is a separate procedure."""

    POOR = "poor"
    NEAR_POOR = "near_poor"
    NOT_POOR = "not_poor"


class CannotClassify(Exception):
    """No class can be given. The message is a Vietnamese sentence for the officer: what, where, how to mend it."""


class Unanswered(CannotClassify):
    """Some answers are missing. `codes` names them in the form's order, `income_points` (B1) first."""

    def __init__(self, codes: tuple[str, ...], sentence: str) -> None:
        super().__init__(codes, sentence)
        self.codes = codes
        self.sentence = sentence

    def __str__(self) -> str:
        return self.sentence


class ThresholdUnknown(CannotClassify):
    """The standard lacks a threshold, because the text that sets it was not available."""


class ImpossibleAnswer(CannotClassify, ValueError):
    """An answer that no sheet can hold: a code the standard does not have, points that are no whole number."""


@dataclass(frozen=True, slots=True)
class Answers:
    """The raw answers of Phiếu B. `deprived` maps an indicator code to True (thiếu hụt), False, None or "unsure"."""

    area: AreaType
    income_points: int | None
    deprived: Mapping[str, Answer]

    def __post_init__(self) -> None:
        object.__setattr__(self, "deprived", MappingProxyType(dict(self.deprived)))


@dataclass(frozen=True, slots=True)
class Outcome:
    """The class and what it rests on; stored when an assessment is closed, never recomputed silently.

    `because` holds the codes of the deprivations that counted, in the form's order; `standard` the rule book's code.
    """

    household_class: HouseholdClass
    income_points: int
    deprivation_points: int
    because: tuple[str, ...]
    standard: str
    area: AreaType


def classify(answers: Answers, standard: Standard) -> Outcome:
    """Class a household by its answers. Raises a `CannotClassify` whose message the officer can act on."""
    area = _area(answers.area)
    _, _, points = _thresholds(standard, area)
    _check_possible(answers, standard)
    missing = tuple(i.code for i in standard.indicators if not isinstance(answers.deprived.get(i.code), bool))
    if answers.income_points is None or missing:
        raise _unanswered(answers.income_points is None, missing, standard)
    because = tuple(i.code for i in standard.indicators if answers.deprived[i.code] is True)
    deprivation_points = points * len(because)
    return Outcome(
        household_class=class_by_points(area, answers.income_points, deprivation_points, standard),
        income_points=answers.income_points,
        deprivation_points=deprivation_points,
        because=because,
        standard=standard.code,
        area=area,
    )


def class_by_points(area: AreaType, income_points: int, deprivation_points: int, standard: Standard) -> HouseholdClass:
    """The class that two totals give: what a list of households must agree with when it carries only B1 and B2."""
    b1_max, poor_from, points = _thresholds(standard, _area(area))
    _check_income_points(income_points)
    highest = points * len(standard.indicators)
    if not _is_whole(deprivation_points) or deprivation_points not in range(0, highest + 1, points):
        raise ImpossibleAnswer(
            f"Điểm B2 “{deprivation_points}” không hợp lệ: mỗi chỉ số thiếu hụt được {points} điểm, nên điểm B2 phải "
            f"là bội số của {points}, từ 0 đến {highest}. Hãy kiểm tra lại điểm B2 trên phiếu."
        )
    if income_points > b1_max:
        return HouseholdClass.NOT_POOR
    return HouseholdClass.POOR if deprivation_points >= poor_from else HouseholdClass.NEAR_POOR


def _area(area: AreaType) -> AreaType:
    """Rows from a database or a file bring plain strings, and a place without an area brings nothing."""
    try:
        return AreaType(area)
    except ValueError:
        raise ImpossibleAnswer(
            "Chưa xác định được khu vực của hộ là nông thôn hay thành thị nên không biết dùng ngưỡng điểm nào. "
            "Hãy ghi khu vực cho địa bàn của hộ rồi xếp loại lại."
        ) from None


def _thresholds(standard: Standard, area: AreaType) -> tuple[int, int, int]:
    """The highest B1 of a household at the line, the lowest B2 of a poor one, the points of one deprivation."""
    b1_max, poor_from, points = standard.b1_max[area], standard.poor_from_points, standard.points_per_indicator
    if b1_max is not None and poor_from is not None and points is not None:
        return b1_max, poor_from, points
    missing = []
    if b1_max is None:
        missing.append(f"ngưỡng điểm B1 của khu vực {standard.area_names[area]}")
    if points is None:
        missing.append("số điểm B2 của mỗi chỉ số")
    raise ThresholdUnknown(
        f"Chưa xếp loại được hộ theo {standard.name}: phần mềm chưa có {' và '.join(missing)}, vì chưa có văn bản "
        f"hướng dẫn {standard.legal_basis}. Khi có văn bản, hãy cập nhật phần mềm rồi xếp loại lại."
    )


def _check_possible(answers: Answers, standard: Standard) -> None:
    """Refuse what cannot be an answer; a missing answer is another matter."""
    if answers.income_points is not None:
        _check_income_points(answers.income_points)
    for code, answer in answers.deprived.items():
        try:
            indicator = standard.indicator(code)
        except UnknownIndicator as reason:
            raise ImpossibleAnswer(str(reason)) from None
        # 1 == True in Python: a number read from a file must be turned into yes or no by whoever read it.
        if not (answer is None or isinstance(answer, bool) or answer == UNSURE):
            raise ImpossibleAnswer(
                f"Câu trả lời “{answer}” của chỉ số {indicator.number} {indicator.name} không hợp lệ. "
                "Hãy chọn “Có” (thiếu hụt) hoặc “Không”."
            )


def _check_income_points(income_points: int) -> None:
    # No text gives a highest possible B1, so none is enforced.
    if not _is_whole(income_points) or income_points < 0:
        raise ImpossibleAnswer(
            f"Điểm B1 “{income_points}” không hợp lệ: điểm B1 là số nguyên từ 0 trở lên. "
            "Hãy nhập lại tổng điểm B1 ghi trên phiếu."
        )


def _is_whole(value: object) -> bool:
    """A whole number, and not True or False, which Python counts as 1 and 0."""
    return isinstance(value, int) and not isinstance(value, bool)


def _unanswered(no_income_points: bool, missing: tuple[str, ...], standard: Standard) -> Unanswered:
    gaps = ["điểm B1"] if no_income_points else []
    if missing:
        gaps.append(f"câu trả lời của {len(missing)} chỉ số mục B2 ({standard.describe(missing)})")
    return Unanswered(
        ((INCOME_POINTS,) if no_income_points else ()) + missing,
        f"Phiếu chưa đủ để xếp loại hộ: còn thiếu {' và '.join(gaps)}. Hãy bổ sung rồi xếp loại lại; ô để trống "
        "hoặc “chưa chắc chắn” không được tính là không thiếu hụt.",
    )
