"""When a plan may leave the office as an issued document."""

from datetime import date

from django.utils import timezone

from accounts.refusals import Refused
from localities import formats
from plans import policies as plan_policies
from plans.models import Plan
from reports.models import IssuedDocument


def check_can_issue(plan: Plan) -> None:
    """A plan is issued once, after approval, on figures that a decision has recognised."""
    plan_policies.check_can_issue(plan)
    if not plan.base_review.is_recognised:
        raise Refused(
            f"Kết quả rà soát năm {plan.base_review.year} chưa được công nhận. "
            "Hãy ghi quyết định công nhận ở trang Rà soát trước khi ban hành kế hoạch."
        )


def check_number_and_date(plan: Plan, symbol: str, number: int, issued_on: date) -> None:
    """The number is new in the year's register; the date is neither in the future nor before the number before it."""
    if issued_on > timezone.localdate():
        raise Refused("Ngày ban hành không thể sau hôm nay.")
    register = IssuedDocument.objects.filter(place=plan.place, year=issued_on.year, symbol=symbol)
    if taken := register.filter(number=number).first():
        raise Refused(
            f"Số {taken.full_number} năm {issued_on.year} đã dùng cho “{taken.subject}”. "
            f"Số tiếp theo là {next_number(plan, symbol, issued_on.year)}."
        )
    before = register.filter(number__lt=number).order_by("-number").first()
    after = register.filter(number__gt=number).order_by("number").first()
    if before and before.issued_on > issued_on:
        raise Refused(
            f"Số {before.full_number} đã ban hành {formats.long_date(before.issued_on)}; "
            f"số lớn hơn không thể mang ngày sớm hơn."
        )
    if after and after.issued_on < issued_on:
        raise Refused(
            f"Số {after.full_number} đã ban hành {formats.long_date(after.issued_on)}; "
            f"số nhỏ hơn không thể mang ngày muộn hơn."
        )


def next_number(plan: Plan, symbol: str, year: int) -> int:
    """The number after the last one in the office's register of that year; 1 at the start of a year."""
    register = IssuedDocument.objects.filter(place=plan.place, year=year, symbol=symbol)
    last = register.order_by("-number").values_list("number", flat=True).first()
    return (last or 0) + 1
