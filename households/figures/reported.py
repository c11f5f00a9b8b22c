"""Totals that a village unit reports where its list of households is not in the system: what may be typed, what must
agree, what looks odd."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from accounts.refusals import Refused
from households.figures import AVERAGE, ClassFigures, from_columns
from households.models import (
    AVERAGE_LIVING,
    CAUSE_FIELDS,
    LACKING_FIELDS,
    Assessment,
    HamletFigures,
    Review,
)
from households.transitions import LISTED, NEAR_POOR, POOR
from indicators.standard import Standard
from indicators.wording import CLASS_LABELS
from localities.formats import count, count_in_text, percent, rounded
from localities.models import Locality

Totals = Mapping[str, ClassFigures]

GROUPS: Final = (
    ("ethnic_minority", "hộ dân tộc thiểu số"),
    ("no_work_capacity", "hộ không có khả năng lao động"),
    ("merit_member", "hộ có thành viên là người có công"),
)
OTHER_TICKS: Final = (
    ("social_protection", "hộ thuộc diện bảo trợ xã hội, khó thoát nghèo"),
    ("can_exit", "hộ có khả năng thoát nghèo, thoát cận nghèo trong năm tới"),
)
CLASS_WORDS: Final = {**{each.value: words for each, words in CLASS_LABELS.items()}, AVERAGE: AVERAGE_LIVING[1]}
REPORTED_CLASSES: Final = (*LISTED, AVERAGE)


@dataclass(frozen=True, slots=True)
class Problem:
    """A count that cannot be: its class and column, and the sentence."""

    household_class: str
    column: str
    sentence: str


def check_can_report(review: Review) -> None:
    """Totals are reported until the result is recognised."""
    if review.is_recognised:
        raise Refused(
            f"Kết quả rà soát {review.period_words} đã được công nhận nên số liệu báo cáo không sửa được nữa."
        )


def check_unit(review: Review, unit: Locality) -> None:
    """Where there are forms, they are counted: nobody types totals over them."""
    if unit.pk in units_with_forms(review):
        raise Refused(
            f"{unit.full_name} đã có phiếu rà soát {review.period_words} nên số liệu được tổng hợp từ phiếu. "
            "Muốn nhập số liệu báo cáo, hãy bỏ các phiếu của đơn vị này trước."
        )


def units_with_forms(review: Review) -> set[int]:
    """The village units that have a form in the review, finished or not."""
    forms = Assessment.objects.filter(review=review).order_by()
    return set(forms.values_list("hamlet_id", flat=True).distinct())


def stored_totals(review: Review) -> dict[int, dict[str, ClassFigures]]:
    """What is reported in a review, by village unit and class."""
    found: dict[int, dict[str, ClassFigures]] = {}
    for row in review.figures.filter(source=HamletFigures.Source.REPORTED):
        found.setdefault(row.hamlet_id, {})[row.household_class] = from_columns(row)
    return found


def problems(totals: Totals, standard: Standard, population: int | None) -> list[Problem]:
    """What cannot be, in the order of the form."""
    found: list[Problem] = []
    for household_class in REPORTED_CLASSES:
        figures = totals.get(household_class, ClassFigures())
        found += _of_class(household_class, figures, standard)
        if household_class in LISTED:
            found += _of_movement(household_class, figures)
    found += _of_transfers(totals)
    listed = sum(totals.get(each, ClassFigures()).households for each in LISTED)
    if population is not None and listed > population:
        sentence = f"Hộ nghèo và hộ cận nghèo cộng lại {count(listed)} hộ, nhiều hơn {count(population)} hộ dân cư."
        found.append(Problem(POOR, "households", sentence))
    return found


def oddities(totals: Totals, standard: Standard) -> list[str]:
    """What is seldom right, as sentences: the average of the deprivations against what makes a household poor."""
    found = []
    limit = standard.poor_from_deprivations
    for household_class in LISTED:
        figures = totals.get(household_class, ClassFigures())
        if not figures.households or not any(figures.lacking):
            continue
        average = rounded(_average(figures))
        is_poor = household_class == POOR
        if (is_poor and average < limit) or (not is_poor and average >= limit):
            must = f"ít nhất {limit}" if is_poor else f"dưới {limit}"
            found.append(
                f"Bình quân mỗi {CLASS_WORDS[household_class].lower()} thiếu hụt {percent(average)} chỉ số, trong khi "
                f"{CLASS_WORDS[household_class].lower()} phải thiếu hụt {must} chỉ số. Đề nghị kiểm tra lại các chỉ số."
            )
    return found


def _average(figures: ClassFigures) -> Decimal:
    return Decimal(sum(figures.lacking)) / Decimal(figures.households)


def _of_class(household_class: str, figures: ClassFigures, standard: Standard) -> Iterator[Problem]:
    words = CLASS_WORDS[household_class].lower()
    if figures.persons < figures.households:
        sentence = f"Số khẩu của {words} không thể ít hơn số hộ ({count(figures.households)})."
        yield Problem(household_class, "persons", sentence)
    if figures.persons and not figures.households:
        yield Problem(household_class, "households", f"Có số khẩu của {words} thì phải có số hộ.")
    for column, number, name in _parts(figures, standard):
        if number > figures.households:
            sentence = f"{name}: {count(number)} hộ, nhiều hơn {count(figures.households)} {words}."
            yield Problem(household_class, column, sentence)
    for column, name in GROUPS:
        households, persons = getattr(figures, column), getattr(figures, f"{column}_persons")
        if persons > figures.persons:
            sentence = f"Khẩu của {name}: {count(persons)}, nhiều hơn {count(figures.persons)} khẩu của {words}."
            yield Problem(household_class, f"{column}_persons", sentence)
        elif persons and not households:
            yield Problem(household_class, column, f"Có khẩu của {name} thì phải có số hộ.")


def _parts(figures: ClassFigures, standard: Standard) -> Iterator[tuple[str, int, str]]:
    for column, name in (*GROUPS, *OTHER_TICKS):
        yield column, getattr(figures, column), name
    for column, number, indicator in zip(LACKING_FIELDS, figures.lacking, standard.indicators, strict=False):
        yield column, number, indicator.name
    for position, (column, number) in enumerate(zip(CAUSE_FIELDS, figures.causes, strict=True), start=1):
        yield column, number, f"Nguyên nhân {position}"


def _of_movement(household_class: str, figures: ClassFigures) -> Iterator[Problem]:
    movement = figures.movement
    if movement.is_empty:
        return
    form = "7.2" if household_class == POOR else "7.3"
    for what, closing, counted, column in (
        ("hộ", movement.closing, figures.households, "opening"),
        ("khẩu", movement.closing_persons, figures.persons, "opening_persons"),
    ):
        if closing != counted:
            sentence = (
                f"Biểu {form}: 1 − 2 − 3 − 4 + 5 + 6 + 7 + 8 = {count(closing)} {what}, khác {count(counted)} {what} "
                "cuối năm."
            )
            yield Problem(household_class, column, sentence)


def _of_transfers(totals: Totals) -> Iterator[Problem]:
    """Who left one class for the other came to the other."""
    poor = totals.get(POOR, ClassFigures()).movement
    near_poor = totals.get(NEAR_POOR, ClassFigures()).movement
    if poor.is_empty or near_poor.is_empty:
        return
    for mine, other in ((2, 5), (5, 3)):
        for persons, what in ((False, "hộ"), (True, "khẩu")):
            left, right = poor.column(mine, persons=persons), near_poor.column(other, persons=persons)
            if left != right:
                column = f"movement_{mine}{'_persons' if persons else ''}"
                sentence = (
                    f"Biểu 7.2 cột {mine} ({count_in_text(left)} {what}) phải bằng biểu 7.3 cột {other} "
                    f"({count_in_text(right)} {what})."
                )
                yield Problem(POOR, column, sentence)
