"""When something may happen to a review, a form or a household. Each `check_…` raises a sentence for the officer; the
page shows the same sentence beside the button."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils import timezone

from accounts.refusals import Refused
from households.entry.sheet import Sheet
from households.models import NATIONAL_ID_DIGITS, Assessment, Household, Member, Review
from households.procedure.words import recognised_words
from households.procedure.writing import check_can_edit
from households.register.people import HEAD
from indicators.causes import OTHER_CAUSE
from indicators.scoring import INCOME_POINTS, UNSURE, CannotClassify, Outcome, Unanswered, classify
from indicators.standard import Standard
from indicators.standards import NoStandard, standard_on
from localities.formats import count_in_text
from localities.models import Locality

# Asked of the procedure, beside the other questions about forms.
__all__ = ["check_can_edit", "recognised_words"]

# Three digits: no text gives a highest B1, but 1400 for 140 is a slip of the hand.
HIGHEST_INCOME_POINTS: Final = 999


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that keeps a form from being completed: the form field it concerns, and the sentence."""

    field: str
    sentence: str


# --- Reviews --------------------------------------------------------------------------------------


def possible_standards(commune: Locality, year: int) -> tuple[Standard, ...]:
    """The rule books that a review of `year` may use, the one in force on its last day first.

    No text that could be read says whether the review of an autumn uses the standard of that day or the one of the
    year for which it is held (01/01 after it), so where they differ the officer chooses.
    """
    return standards_in_force(commune, Review(year=year).ends_on, date(year + 1, 1, 1))


def standards_in_force(commune: Locality, *days: date) -> tuple[Standard, ...]:
    """The rule books in force on these days, of each day the province's own before the national one."""
    province = commune.path.split("/", 1)[0].split(".", 1)[0]
    found: list[Standard] = []
    for day in days:
        for place in (province, None):
            try:
                found.append(standard_on(day, place))
            except NoStandard:
                continue
    return tuple(dict.fromkeys(found))


def check_can_open(commune: Locality, year: int) -> None:
    """A review is opened once for a commune and year, not before that year, while the commune exists."""
    if not commune.is_commune:
        raise Refused("Đợt rà soát được mở cho xã, phường. Hãy chọn xã, phường ở thanh trên cùng.")
    if year > timezone.localdate().year:
        raise Refused(f"Chưa đến năm {year} nên chưa mở được đợt rà soát của năm này.")
    # A ward founded soon after the review has its results stated again for itself: they apply to the next year.
    if not (commune.exists_on(Review(year=year).ends_on) or commune.exists_on(date(year + 1, 12, 31))):
        raise Refused(f"{commune.full_name} không tồn tại trong kỳ rà soát năm {year} và năm áp dụng kết quả.")
    if not possible_standards(commune, year):
        raise Refused(f"Phần mềm chưa có chuẩn nghèo áp dụng cho đợt rà soát năm {year}.")
    if Review.objects.filter(commune=commune, year=year, kind=Review.Kind.ANNUAL).exists():
        raise Refused(f"{commune.full_name} đã có đợt rà soát năm {year}.")


# --- Forms ----------------------------------------------------------------------------------------


def check_is_draft(assessment: Assessment) -> None:
    """A completed form is opened again, with a reason, before it is changed."""
    if assessment.is_completed:
        raise Refused(
            f"Phiếu này đã hoàn thành lúc {timezone.localtime(assessment.completed_at):%H:%M ngày %d/%m/%Y}. "
            "Muốn sửa, hãy mở lại phiếu kèm lý do."
        )


def check_reason(reason: str) -> None:
    if not reason.strip():
        raise Refused("Hãy ghi lý do; lý do được lưu trong nhật ký.")


def gaps(sheet: Sheet, standard: Standard, person_count: int) -> tuple[Gap, ...]:
    """What keeps a form from being completed, in the order of the form. Thresholds are another matter."""
    found = [] if person_count else [Gap("members", "Hộ chưa có thành viên nào. Hãy ghi ít nhất chủ hộ.")]
    if sheet.income_points is None:
        found.append(Gap(INCOME_POINTS, "Chưa nhập điểm B1."))
    for indicator in standard.indicators:
        answer = sheet.answers.get(indicator.code)
        if answer in (None, UNSURE):
            words = "còn để “Chưa rõ”" if answer else "chưa trả lời"
            found.append(Gap(indicator.code, f"Chỉ số {indicator.number} {indicator.name}: {words}."))
    if OTHER_CAUSE in sheet.causes and not sheet.other_cause:
        found.append(Gap("other_cause", "Đã chọn “Nguyên nhân khác” nhưng chưa ghi rõ nguyên nhân nào."))
    return tuple(found)


def check_can_complete(sheet: Sheet, standard: Standard, area: str, person_count: int) -> Outcome:
    """Everything answered, nothing unsure, and a standard whose thresholds are known. Returns the outcome."""
    if found := gaps(sheet, standard, person_count):
        more = f" Và {count_in_text(len(found) - 1)} chỗ nữa." if len(found) > 1 else ""
        raise Refused(f"Phiếu chưa đủ để hoàn thành. {found[0].sentence}{more}")
    return outcome_of(sheet, standard, area)


def outcome_of(sheet: Sheet, standard: Standard, area: str) -> Outcome:
    """What the engine says, its refusals as ours."""
    try:
        return classify(sheet.for_scoring(area), standard)
    except Unanswered as reason:  # asked for an outcome before the gaps were closed
        raise Refused(reason.sentence) from None
    except CannotClassify as reason:
        raise Refused(str(reason)) from None


# --- Households -----------------------------------------------------------------------------------


def check_members(members: Sequence[Member]) -> None:
    """A household has exactly one head, everybody a name, and nobody twice."""
    heads = [member for member in members if member.relationship == HEAD]
    if not members:
        raise Refused("Hộ phải có ít nhất một thành viên là chủ hộ.")
    if len(heads) != 1:
        found = f"có {count_in_text(len(heads))} người" if heads else "chưa có ai"
        raise Refused(f"Hộ phải có đúng một chủ hộ; hiện {found} được ghi là chủ hộ.")
    if nameless := [member for member in members if not member.full_name]:
        raise Refused(f"Còn {count_in_text(len(nameless))} thành viên chưa có họ và tên.")
    numbers = [member.national_id for member in members if member.national_id]
    if any(len(number) != NATIONAL_ID_DIGITS or not number.isdecimal() for number in numbers):
        raise Refused(f"Số định danh cá nhân phải có đúng {NATIONAL_ID_DIGITS} chữ số.")
    if len(set(numbers)) < len(numbers):
        raise Refused("Hai thành viên trong hộ không thể có cùng số định danh cá nhân.")


def check_can_move(household: Household, hamlet: Locality) -> None:
    """A household may change its village unit within the commune, unless a running review has counted it already."""
    if hamlet.pk == household.hamlet_id:
        return
    if not hamlet.is_hamlet or hamlet.parent_id != household.commune_id:
        raise Refused("Hộ chỉ chuyển được sang thôn, tổ dân phố khác trong cùng xã, phường.")
    completed = household.assessments.completed().exclude(review__state__in=Review.FINAL)
    if counted := completed.select_related("review").first():
        raise Refused(
            f"Phiếu năm {counted.review.year} của hộ đã hoàn thành và đã được tính cho thôn, tổ dân phố hiện tại. "
            "Hãy mở lại phiếu trước khi chuyển hộ."
        )
