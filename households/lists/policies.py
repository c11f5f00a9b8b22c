"""When a review may be opened, when its list and its Phiếu A may be changed, and when a recognised result may be
corrected. Each `check_…` raises a sentence for the officer; the page shows the same sentence beside the button."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Final

from django.utils import timezone

from accounts.refusals import Refused
from households import policies
from households.lists import entries
from households.models import Assessment, Household, ListEntry, Review
from households.procedure.settings import Rules
from indicators.standard import Standard
from localities.formats import long_date, short_date
from localities.models import Locality, LocalityChange

MONTHS: Final = range(1, 13)
START_DAY, DECISION_DAYS = "monthly_start_day", "monthly_decision_days"
OF_MONTHS: Final = (START_DAY, DECISION_DAYS)


# --- Opening --------------------------------------------------------------------------------------


def possible_standards(commune: Locality, year: int, month: int = 0) -> tuple[Standard, ...]:
    """The rule books that a review may use. A monthly review decides for its own month, under the standard in force on
    its last day; for the annual one see `policies.possible_standards`."""
    if not month:
        return policies.possible_standards(commune, year)
    return policies.standards_in_force(commune, period_of(commune, year, month).ends_on)


def period_of(commune: Locality, year: int, month: int) -> Review:
    """A review of that period, not stored: for its dates and its words."""
    kind = Review.Kind.MONTHLY if month else Review.Kind.ANNUAL
    return Review(commune=commune, year=year, month=month, kind=kind)


def starts_on(commune: Locality, year: int, month: int) -> date:
    """The first day of the regular review of a month."""
    return month_days(commune, year, month, Rules.at(commune, codes=OF_MONTHS))[0]


def month_days(commune: Locality, year: int, month: int, rules: Rules) -> tuple[date, date]:
    """First day and day of the decision of the regular review of a month, by the rules in force when it begins."""
    begins = date(year, month, 1)
    first = date(year, month, int(rules.value(START_DAY, commune, begins)))
    return first, first + timedelta(days=int(rules.value(DECISION_DAYS, commune, begins)))


def check_can_open(commune: Locality, year: int, month: int = 0) -> None:
    """An annual review is opened once for a year, a regular one once for a month, from its day on."""
    if not month:
        policies.check_can_open(commune, year)
        return
    if month not in MONTHS:
        raise Refused("Tháng của đợt rà soát thường xuyên phải từ 1 đến 12.")
    if not commune.is_commune:
        raise Refused("Đợt rà soát được mở cho xã, phường. Hãy chọn xã, phường ở thanh trên cùng.")
    today = timezone.localdate()
    has_come = (year, month) < (today.year, today.month)
    if not has_come and today < (begins := starts_on(commune, year, month)):
        day = f"ngày {begins.day:02d} của tháng" if (year, month) == (today.year, today.month) else long_date(begins)
        raise Refused(f"Rà soát thường xuyên tháng {month} năm {year} bắt đầu từ {day}. Đến ngày đó hãy mở đợt.")
    if not commune.exists_on(period_of(commune, year, month).ends_on):
        raise Refused(f"{commune.full_name} không tồn tại trong tháng {month} năm {year}.")
    if not possible_standards(commune, year, month):
        raise Refused(f"Phần mềm chưa có chuẩn nghèo áp dụng cho đợt rà soát tháng {month} năm {year}.")
    if Review.objects.filter(commune=commune, year=year, month=month).exists():
        raise Refused(f"{commune.full_name} đã có đợt rà soát tháng {month} năm {year}.")


# --- The list -------------------------------------------------------------------------------------


def check_can_change_list(review: Review) -> None:
    """Where nothing is recognised yet; of single households the check of their forms decides."""
    if review.is_recognised:
        raise Refused(f"{policies.recognised_words(review)} Danh sách rà soát không sửa được nữa.")


def check_can_list(review: Review, household: Household, why: str, requested_on: date | None) -> None:
    """A household of the commune that still lives there; on request only with the day of the request."""
    policies.check_can_edit(review, household)
    if household.commune_id != review.commune_id:
        raise Refused(f"Hộ {household.head_name} không thuộc xã, phường của đợt rà soát.")
    if household.ended_on:
        raise Refused(f"Hộ {household.head_name} không còn trong sổ từ {short_date(household.ended_on)}.")
    if why == ListEntry.Why.LISTED:
        raise Refused("Hộ nghèo, hộ cận nghèo hiện có được đưa vào danh sách khi mở đợt rà soát.")
    if why in (ListEntry.Why.REQUESTED, ListEntry.Why.EXIT_REQUESTED):
        if requested_on is None:
            raise Refused("Hãy ghi ngày của giấy đề nghị.")
        if requested_on > timezone.localdate():
            raise Refused(f"Ngày giấy đề nghị {short_date(requested_on)} ở sau hôm nay. Hãy kiểm tra lại ngày.")
    if why == ListEntry.Why.EXIT_REQUESTED and entries.latest_class(household, review) not in entries.COUNTED:
        raise Refused(
            f"Hộ {household.head_name} hiện không phải hộ nghèo, hộ cận nghèo nên không có giấy đề nghị thoát nghèo, "
            "thoát cận nghèo. Hãy chọn lý do khác."
        )


def check_can_take_off(entry: ListEntry) -> None:
    """A household that already has a form stays: its form is what the review has of it."""
    policies.check_can_edit(entry.review, entry.household)
    if Assessment.objects.filter(review=entry.review_id, household=entry.household_id).exists():
        raise Refused(
            f"Hộ {entry.household.head_name} đã có Phiếu B nên không đưa ra khỏi danh sách được. Hãy bỏ phiếu "
            "nháp trước."
        )


# --- Phiếu A --------------------------------------------------------------------------------------


def check_can_quick_check(entry: ListEntry) -> None:
    """Phiếu A is for who asked for a review, while forms of the household may be written."""
    policies.check_can_edit(entry.review, entry.household)
    if entry.why not in entries.WITH_QUICK_CHECK:
        raise Refused(
            f"Hộ {entry.household.head_name} đang là hộ nghèo, hộ cận nghèo nên được rà soát bằng Phiếu B, không lập "
            "Phiếu A."
        )
    if entry.household.ended_on:
        raise Refused(
            f"Hộ {entry.household.head_name} không còn trong sổ từ {short_date(entry.household.ended_on)} nên không "
            "lập Phiếu A."
        )


def check_can_filter_out(entry: ListEntry) -> None:
    """Clearly not poor without Phiếu B: not beside a Phiếu B, and not for who is poor or near-poor now."""
    name = entry.household.head_name
    if Assessment.objects.filter(review=entry.review_id, household=entry.household_id).exists():
        raise Refused(
            f"Hộ {name} đã có Phiếu B. Muốn ghi hộ rõ ràng không nghèo theo Phiếu A, hãy bỏ phiếu nháp trước."
        )
    if entries.latest_class(entry.household, entry.review) in entries.COUNTED:
        raise Refused(
            f"Hộ {name} đang là hộ nghèo, hộ cận nghèo theo kết quả gần nhất; muốn công nhận thoát nghèo, thoát cận "
            "nghèo phải lập Phiếu B."
        )


def check_can_reorder(positions: Collection[int], known: Collection[int]) -> None:
    if set(positions) != set(known):
        raise Refused("Các mục của Phiếu A vừa được người khác sửa. Hãy xem lại rồi sắp xếp.")


# --- Corrections ----------------------------------------------------------------------------------


def check_can_correct(review: Review) -> None:
    """The last recognised result alone: what a later decision rests on is no longer corrected."""
    if not review.is_recognised:
        raise Refused(
            f"Kết quả rà soát {review.period_words} chưa được công nhận nên không cần đính chính; hãy sửa ngay trên "
            "phiếu."
        )
    heirs = LocalityChange.objects.filter(predecessor=review.commune_id).values_list("successor_id", flat=True)
    annual = Review.objects.filter(commune__in=[review.commune_id, *heirs]).annual().recognised().exclude(pk=review.pk)
    if review.is_annual:
        later = annual.filter(year__gt=review.year)
    else:
        later = annual.filter(year__gte=review.year, decision_on__gte=review.decision_on)
    if last := later.order_by("year").last():
        raise Refused(
            f"Không đính chính được kết quả {review.period_words} vì kết quả rà soát năm {last.year} đã được công nhận "
            f"theo Quyết định số {last.decision_number} {long_date(last.decision_on)}; số liệu năm đó dựa trên kết quả "
            "này. Hãy đính chính kết quả sau cùng."
        )


def check_correction_document(review: Review, decision_number: str, decision_on: date | None, reason: str) -> None:
    """A decision of its own, not before the one it corrects, and why."""
    if not decision_number.strip():
        raise Refused("Hãy ghi số của quyết định đính chính.")
    if decision_on is None:
        raise Refused("Hãy ghi ngày của quyết định đính chính.")
    assert review.decision_on is not None
    if decision_on < review.decision_on:
        raise Refused(
            f"Ngày quyết định đính chính {short_date(decision_on)} ở trước ngày quyết định công nhận "
            f"{short_date(review.decision_on)}. Hãy kiểm tra lại ngày."
        )
    if decision_on > timezone.localdate():
        raise Refused(f"Ngày quyết định {short_date(decision_on)} ở sau hôm nay. Hãy kiểm tra lại ngày.")
    if not reason.strip():
        raise Refused("Hãy ghi lý do đính chính; lý do được lưu cùng kết quả trước và sau.")
