"""When a household or a person may be taken out of the register as a mistake, and brought back."""

from datetime import date, datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from accounts.refusals import Refused
from households.models import Household, HouseholdEvent, Member
from households.procedure import settings
from localities.formats import count_in_text, short_date
from localities.models import Locality

RESTORE_DAYS = "restore_days"


def restore_days(place: Locality, on: date) -> int:
    """For how many days something deleted can be restored at a place."""
    return settings.number(RESTORE_DAYS, place, on)


def last_day_to_restore(deleted_at: datetime, days: int) -> date:
    return timezone.localdate(deleted_at) + timedelta(days=days)


def check_can_delete(household: Household) -> None:
    """Only what was written down by mistake: a household that was reviewed, or on which another household's event
    rests, is part of figures and of other histories."""
    if household.deleted_at:
        raise Refused("Hộ này đã bị xóa.")
    forms = household.assessments.select_related("review").order_by("-review__year", "-pk")
    if form := next((form for form in forms if form.is_completed), None):
        raise Refused(
            f"Hộ có phiếu {form.review.period_words} đã hoàn thành nên không xóa được: số liệu của đợt rà soát có hộ "
            "này. Nếu hộ đã chuyển đi hoặc nhập vào hộ khác, hãy ghi biến động; nếu phiếu ghi nhầm, hãy mở lại phiếu "
            "rồi bỏ phiếu trước."
        )
    if form := forms.first():
        raise Refused(
            f"Hộ còn phiếu nháp {form.review.period_words}. Hãy bỏ phiếu nháp ở trang kiểm tra phiếu rồi xóa hộ."
        )
    _check_no_events_of_others(household)
    if household.average_living_cases.exists():
        raise Refused(
            "Hộ có hồ sơ đề nghị công nhận mức sống trung bình nên không xóa được. Nếu hộ không còn ở địa bàn, hãy ghi "
            "biến động."
        )


def _check_no_events_of_others(household: Household) -> None:
    both = Q(other=household) | Q(household=household, other__isnull=False)
    standing = HouseholdEvent.objects.filter(both, undone_at__isnull=True)
    if event := standing.select_related("household", "other").order_by("-pk").first():
        partner = event.household if event.other_id == household.pk else event.other
        assert partner is not None
        raise Refused(
            f"Biến động “{event.get_kind_display()}” ngày {short_date(event.happened_on)} nối hộ này với hộ "
            f"{partner.head_name} (mã {partner.code}). Hãy hủy biến động đó trước, rồi xóa hộ."
        )
    if child := Household.objects.filter(origin=household).first():
        raise Refused(
            f"Hộ {child.head_name} (mã {child.code}) được ghi là tách ra hoặc chuyển đi từ hộ này nên không xóa được. "
            "Hãy hủy biến động của hộ đó trước."
        )


def check_can_restore(thing: Household | Member, place: Locality) -> None:
    """Within the days that the place allows. A household whose arrival was undone waits with the other arrivals."""
    if thing.deleted_at is None:
        raise Refused("Không có gì để khôi phục: hộ, thành viên này đang có trong sổ.")
    if isinstance(thing, Household) and _arrival_undone(thing):
        raise Refused(
            f"Việc tiếp nhận hộ {thing.head_name} đã được hủy; hộ đang chờ ở trang Hộ chuyển đến. "
            "Hãy tiếp nhận lại ở đó."
        )
    days = restore_days(place, timezone.localdate())
    last = last_day_to_restore(thing.deleted_at, days)
    if timezone.localdate() > last:
        raise Refused(
            f"Chỉ khôi phục được trong {count_in_text(days)} ngày; hạn cuối là {short_date(last)}. Hãy ghi lại từ đầu."
        )


def _arrival_undone(household: Household) -> bool:
    arrivals = household.events.filter(kind=HouseholdEvent.Kind.ARRIVES, other__isnull=False)
    return arrivals.filter(undone_at__isnull=False).exists()
