"""When an event may be recorded, and when it may be undone. Each `check_…` raises a sentence for the officer."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from accounts.refusals import Refused, refusal
from households import policies
from households.events import ledger
from households.events.rules import Kind, Now, Past, not_before
from households.models import Assessment, Household, HouseholdEvent, Member, Movement, Review
from households.register.births import Birth
from localities.formats import short_date
from localities.models import Locality
from localities.text import lower_first

# What may rest on a household that an event made: the relation, and how it is said.
RESTS_ON: Final = (
    ("assessments", "đã có phiếu rà soát"),
    ("entries", "đã có trong danh sách rà soát"),
    ("complaints", "đã có khiếu nại"),
    ("send_backs", "đã bị cấp trên trả lại trong đợt rà soát"),
    ("exit_registrations", "đã có đăng ký thoát nghèo"),
    ("average_living_cases", "đã có hồ sơ mức sống trung bình"),
    ("offspring", "đã có hộ khác tách ra"),
)


# --- Recording ------------------------------------------------------------------------------------


def check_reason(reason: str) -> None:
    if not reason.strip():
        raise Refused("Hãy ghi lý do, căn cứ của biến động, ví dụ: giấy khai sinh số 12/2024.")


def check_in_register(household: Household) -> None:
    """Nothing more happens to a household that ended."""
    if household.ended_on:
        why = lower_first(household.get_ended_because_display())
        raise Refused(
            f"Hộ {household.head_name} không còn trong sổ từ ngày {short_date(household.ended_on)} ({why}) nên không "
            "ghi thêm biến động. Nếu việc đó ghi nhầm, hãy hủy biến động đã ghi."
        )


def check_not_future(day: date) -> None:
    if day > timezone.localdate():
        raise Refused(f"Ngày {short_date(day)} ở sau hôm nay. Hãy ghi ngày việc đã xảy ra.")


def check_order(day: date, now: Now, past: Iterable[Past]) -> None:
    """The day is possible after everything that was recorded before."""
    if (bound := not_before(now, past)) and day < bound.happened_on:
        raise Refused(
            f"Ngày {short_date(day)} ở trước ngày {short_date(bound.happened_on)} của biến động đã ghi: "
            f"{bound.summary} Hãy kiểm tra lại ngày; nếu biến động kia ghi nhầm, hãy hủy nó trước."
        )


def check_born_by(people: Iterable[Member], day: date) -> None:
    for person in people:
        birth = Birth.of(person.birth_year, person.birth_month, person.birth_day)
        if birth and birth.earliest > day:
            raise Refused(f"{person.full_name} sinh {birth}, sau ngày {short_date(day)}. Hãy kiểm tra lại ngày.")


def check_members(chosen: Sequence[Member], household: Household) -> None:
    """The chosen people live in this household now."""
    if not chosen:
        raise Refused("Hãy chọn ít nhất một thành viên.")
    present = {member.pk for member in household.members.all()}
    if gone := [member.full_name for member in chosen if member.pk not in present]:
        raise Refused(f"{', '.join(gone)} không còn trong hộ {household.head_name}. Hãy tải lại trang rồi chọn lại.")


def check_can_leave(household: Household, running: Iterable[Review]) -> None:
    """A household that ends has no form left open, and none that still counts it.

    Nothing is thrown away silently: a draft holds what somebody typed, and undoing the event could not bring it back.
    """
    for form in writable_forms(household, running):
        period = form.review.period_words
        if form.is_completed:
            raise Refused(
                f"Phiếu {period} của hộ đã hoàn thành và đang được tính vào số liệu. Hãy mở lại phiếu kèm lý do rồi bỏ "
                "phiếu nháp, sau đó ghi biến động."
            )
        raise Refused(f"Hộ đang có phiếu nháp {period}. Hãy bỏ phiếu nháp kèm lý do, sau đó ghi biến động.")


def check_can_move(household: Household, hamlet: Locality, running: Iterable[Review]) -> None:
    """To another village unit of the commune; a completed form that may still be written is opened first, for it is
    counted where the household lives."""
    if hamlet.pk == household.hamlet_id:
        raise Refused(f"Hộ đang ở {hamlet.full_name}. Hãy chọn thôn, tổ dân phố khác.")
    check_hamlet(hamlet, household.commune_id)
    moved = Household(pk=household.pk, head_name=household.head_name, hamlet=hamlet, commune_id=household.commune_id)
    for form in writable_forms(household, running):
        if form.is_completed:
            raise Refused(
                f"Phiếu {form.review.period_words} của hộ đã hoàn thành và đã được tính cho {form.hamlet.full_name}. "
                "Hãy mở lại phiếu trước khi ghi chuyển thôn, tổ dân phố."
            )
        policies.check_can_edit(form.review, moved)  # a draft does not come to a unit whose people have agreed already


def check_hamlet(hamlet: Locality, commune_id: int | None) -> None:
    if not hamlet.is_hamlet or hamlet.parent_id != commune_id:
        raise Refused("Hãy chọn thôn, tổ dân phố trong cùng xã, phường.")
    if not hamlet.exists_on(timezone.localdate()):
        raise Refused(f"{hamlet.full_name} đã kết thúc từ ngày {short_date(hamlet.abolished_on)}. Hãy chọn nơi khác.")


def is_recorded(uid: UUID) -> bool:
    """Whether the page with this uid was sent before."""
    return HouseholdEvent.objects.filter(uid=uid).exists()


def writable_forms(household: Household, running: Iterable[Review]) -> list[Assessment]:
    """The forms of running reviews that may still be written, locked; the others stay as they were counted."""
    forms = household.assessments.filter(review__in=[review.pk for review in running])
    forms = forms.select_related("review__commune", "hamlet__parent").order_by("pk")
    locked = forms.select_for_update(of=("self",), no_key=True)
    return [form for form in locked if not refusal(policies.check_can_edit, form.review, household)]


# --- Arrivals -------------------------------------------------------------------------------------


def acceptance_of(offer: HouseholdEvent) -> HouseholdEvent | None:
    """The arrival by which the other commune accepted this household; nothing while it waits."""
    accepted = HouseholdEvent.objects.filter(
        kind=Kind.ARRIVES, other=offer.household_id, pk__gt=offer.pk, undone_at__isnull=True
    )
    return accepted.select_related("commune").first()


def check_can_accept(offer: HouseholdEvent) -> None:
    if offer.undone_at:
        raise Refused(f"{offer.commune.full_name} đã hủy việc chuyển đi của hộ này. Hộ vẫn ở nơi cũ.")
    if accepted := acceptance_of(offer):
        raise Refused(f"Hộ này đã được {accepted.commune.full_name} tiếp nhận ngày {short_date(accepted.happened_on)}.")


# --- Undoing --------------------------------------------------------------------------------------


def check_can_undo(event: HouseholdEvent) -> list[tuple[ledger.Entry, ledger.Row]]:
    """Nothing later rests on the event. Returns its rows as they are now."""
    if event.undone_at:
        raise Refused("Biến động này đã được hủy.")
    _check_nothing_later(event)
    rows = ledger.check_untouched(event.undo)
    for entry, row in rows:
        if entry.made and isinstance(row, Household):
            _check_nothing_rests_on(row)
    _check_not_counted(event)
    return rows


def involved(event: HouseholdEvent) -> list[int]:
    """The households whose life the event is part of."""
    return [pk for pk in (event.household_id, event.other_id) if pk]


def _check_nothing_later(event: HouseholdEvent) -> None:
    if event.kind == Kind.MOVES_OUT and (accepted := acceptance_of(event)):
        where = accepted.commune.full_name
        raise Refused(
            f"Hộ đã được {where} tiếp nhận ngày {short_date(accepted.happened_on)}. "
            f"Muốn hủy, {where} phải hủy việc tiếp nhận trước."
        )
    own = involved(event)
    if event.kind == Kind.ARRIVES:  # the household that was left behind lives on in another commune's register
        own = [event.household_id]
    later = standing(own).filter(pk__gt=event.pk).order_by("pk").first()
    if later:
        raise Refused(
            f"Sau biến động này hộ đã có biến động khác: {later.summary} Hãy hủy biến động sau trước, lần lượt từ biến "
            "động mới nhất."
        )


def _check_nothing_rests_on(household: Household) -> None:
    for relation, words in RESTS_ON:
        if getattr(household, relation).exists():
            raise Refused(
                f"Không hủy được: hộ {household.head_name} (mã {household.code}) lập từ biến động này {words}."
            )


def _check_not_counted(event: HouseholdEvent) -> None:
    """A review that was recognised since counted the household as the event left it."""
    households = involved(event) if event.kind != Kind.ARRIVES else [event.household_id]
    forms = Assessment.objects.filter(review=OuterRef("pk"), household__in=households)
    moved = Movement.objects.filter(review=OuterRef("pk"), household__in=households)
    since = Review.objects.recognised().filter(Q(Exists(forms)) | Q(Exists(moved)))
    if counted := since.filter(recognised_at__gte=event.recorded_at).order_by("pk").first():
        raise Refused(
            f"Kết quả rà soát {counted.period_words} đã được công nhận sau khi ghi biến động này và đã tính theo đó. "
            "Nếu biến động ghi sai, hãy ghi biến động mới hoặc đính chính kết quả."
        )


def standing(households: Iterable[int]) -> QuerySet[HouseholdEvent]:
    """The events of these households that were not undone."""
    own = list(households)
    return HouseholdEvent.objects.filter(Q(household__in=own) | Q(other__in=own), undone_at__isnull=True)


def past_of(household: Household) -> list[Past]:
    """What was recorded of a household, as the rules of order need it."""
    return [
        Past(
            kind=event.kind,
            happened_on=event.happened_on,
            summary=event.summary,
            people=frozenset(event.undo.get("people", ())),
            new_head=bool(event.undo.get("new_head")) and event.household_id == household.pk,
            founding=_founded(event, household),
        )
        for event in standing([household.pk])
    ]


def _founded(event: HouseholdEvent, household: Household) -> bool:
    if event.kind == Kind.ARRIVES:
        return event.household_id == household.pk
    return event.kind == Kind.SPLITS and event.other_id == household.pk
