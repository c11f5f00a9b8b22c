"""When a household may register to leave poverty or near-poverty (đăng ký thoát nghèo, thoát cận nghèo)."""

from datetime import date
from typing import Final

from django.utils import timezone

from accounts.refusals import Refused
from households.models import Assessment, ExitRegistration, Household, Review
from indicators.scoring import HouseholdClass
from localities.formats import short_date

State = ExitRegistration.State
POOR_CLASSES: Final = (HouseholdClass.POOR.value, HouseholdClass.NEAR_POOR.value)
REVIEW_BEGINS: Final = (9, 1)
LONGEST: Final = 500


def check_can_register(review: Review, household: Household) -> Assessment:
    """Its form of this review is completed and says poor or near-poor. Returns the form."""
    if not review.is_annual:
        raise Refused("Đăng ký thoát nghèo được ghi theo đợt rà soát định kỳ hằng năm.")
    form = review.assessments.filter(household=household).first()
    if form is None or not form.is_completed:
        raise Refused(
            f"Phiếu năm {review.year} của hộ chưa hoàn thành nên chưa biết hộ có thuộc diện đăng ký thoát nghèo không. "
            "Hãy hoàn thành phiếu trước."
        )
    if form.household_class not in POOR_CLASSES:
        raise Refused(f"Theo phiếu năm {review.year}, hộ không nghèo, không cận nghèo nên không đăng ký thoát nghèo.")
    return form


def check_registration(review: Review, state: str, signed_on: date, reason: str, before: str | None) -> None:
    """The day lies between the review and the end of the year aimed at; who does not register says why."""
    begins, ends = signing_period(review.year)
    if signed_on > timezone.localdate():
        raise Refused(f"Ngày ký {short_date(signed_on)} ở sau hôm nay. Hãy kiểm tra lại ngày.")
    if not begins <= signed_on <= ends:
        raise Refused(
            f"Ngày ký {short_date(signed_on)} phải từ khi bắt đầu rà soát ({short_date(begins)}) đến hết năm phấn đấu "
            f"thoát nghèo ({short_date(ends)})."
        )
    if state not in State.values:
        raise Refused("Hãy chọn: đăng ký, không đăng ký hoặc rút đăng ký.")
    if state == State.WITHDRAWN and before not in (State.REGISTERED, State.WITHDRAWN):
        raise Refused("Hộ chưa đăng ký nên không có gì để rút. Nếu hộ không đăng ký, hãy chọn “Không đăng ký”.")
    if state != State.REGISTERED and not reason.strip():
        raise Refused("Hộ không đăng ký hoặc rút đăng ký thì phải ghi lý do.")
    if len(reason) > LONGEST:
        raise Refused(f"Lý do dài quá {LONGEST} chữ cái. Hãy viết gọn lại.")


def signing_period(year: int) -> tuple[date, date]:
    """From when to when the papers that rest on the review of a year may be signed."""
    return date(year, *REVIEW_BEGINS), date(year + 1, 12, 31)


def may_be_signed(year: int, day: date) -> bool:
    begins, ends = signing_period(year)
    return begins <= day <= ends
