"""The case of an average-living household: which step is possible in which state, and what each step needs."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from django.utils import timezone

from accounts.refusals import Refused
from accounts.roles import Permission
from households.cases.classes import class_words, recognised_class
from households.models import AverageLivingCase, Household
from households.procedure import settings as rules
from households.procedure.days import add_working_days, working_days_between
from indicators.average_living import OCCUPATION_LABELS, Standing, considered_from, standing
from indicators.scoring import HouseholdClass
from indicators.standard import Standard
from indicators.standards import NoStandard, get_standard, standard_on
from localities.area_types import AreaType
from localities.formats import count, count_in_text, long_date, money, short_date
from localities.models import Locality

State = AverageLivingCase.State
OPEN: Final = (State.REQUESTED, State.POSTED)
HIGHEST_INCOME: Final = 999_999_999
LONGEST: Final = 1000


class Move(StrEnum):
    """A step of a case."""

    DETERMINE = "determine"
    POST = "post"
    COMPLAIN = "complain"
    RECHECK = "recheck"
    RECOGNISE = "recognise"
    REFUSE = "refuse"
    WITHDRAW = "withdraw"
    REVOKE = "revoke"


@dataclass(frozen=True, slots=True)
class Rule:
    """From which states a step leads where, who may take it, and what is said where it is not possible."""

    begins: tuple[str, ...]
    ends: str | None
    permission: Permission
    otherwise: str


MOVES: Final[dict[Move, Rule]] = {
    Move.DETERMINE: Rule(
        (State.REQUESTED,),
        None,
        Permission.REVIEW_MANAGE,
        "Thu nhập chỉ ghi được khi hồ sơ chưa niêm yết; khi đang niêm yết, thu nhập chỉ đổi theo kết quả phúc tra.",
    ),
    Move.POST: Rule(
        OPEN, State.POSTED, Permission.REVIEW_MANAGE, "Hồ sơ đã giải quyết xong nên không niêm yết được nữa."
    ),
    Move.COMPLAIN: Rule(
        (State.POSTED,), None, Permission.REVIEW_MANAGE, "Chỉ ghi khiếu nại khi kết quả đang được niêm yết."
    ),
    Move.RECHECK: Rule(
        (State.POSTED,), None, Permission.REVIEW_MANAGE, "Chỉ ghi phúc tra khi kết quả đang được niêm yết."
    ),
    Move.RECOGNISE: Rule(
        (State.POSTED,),
        State.RECOGNISED,
        Permission.REVIEW_RECOGNISE,
        "Chỉ công nhận được hồ sơ đã niêm yết và chưa có quyết định.",
    ),
    Move.REFUSE: Rule(
        OPEN, State.REFUSED, Permission.REVIEW_RECOGNISE, "Hồ sơ đã giải quyết xong nên không trả lời lại được."
    ),
    Move.WITHDRAW: Rule(
        OPEN, State.WITHDRAWN, Permission.REVIEW_MANAGE, "Hồ sơ đã giải quyết xong nên không rút đề nghị được nữa."
    ),
    Move.REVOKE: Rule(
        (State.RECOGNISED,),
        State.REVOKED,
        Permission.REVIEW_RECOGNISE,
        "Chỉ thu hồi được quyết định của hồ sơ đang được công nhận.",
    ),
}


# --- The request ----------------------------------------------------------------------------------


def check_can_request(household: Household) -> None:
    """A household of the register, neither poor nor near-poor, without another case that counts."""
    check_stands(household)
    check_not_poor(household)
    if household.average_living_cases.filter(state__in=OPEN).exists():
        raise Refused("Hộ đang có một hồ sơ chưa giải quyết xong. Hãy mở hồ sơ đó để làm tiếp.")


def check_request(household: Household, requested_on: date, occupation: str) -> Standard:
    """The day and the occupation of a request. Returns the standard by which the income is measured."""
    check_past(requested_on, "Ngày giấy đề nghị")
    if occupation not in OCCUPATION_LABELS:
        raise Refused(
            "Chỉ hộ làm nông nghiệp, lâm nghiệp, ngư nghiệp hoặc diêm nghiệp được xác định mức sống trung bình."
        )
    counted = household.average_living_cases.filter(state=State.RECOGNISED, decision_on__year=requested_on.year).first()
    if counted:
        raise Refused(
            f"Hộ đã được công nhận theo Quyết định số {counted.decision_number} {long_date(counted.decision_on)}. "
            f"Trong năm {requested_on.year} không cần hồ sơ mới."
        )
    try:
        return standard_on(requested_on, household.hamlet.path.split("/", 1)[0].split(".", 1)[0])
    except NoStandard as reason:
        raise Refused(str(reason)) from None


def check_stands(household: Household) -> None:
    if household.deleted_at:
        raise Refused("Hộ đã bị xóa khỏi sổ. Hãy khôi phục hộ trước.")
    if household.ended_on:
        why = household.get_ended_because_display().lower()
        raise Refused(f"Hộ không còn trong sổ từ {long_date(household.ended_on)} ({why}).")


def check_not_poor(household: Household) -> None:
    """Who is poor or near-poor by the last recognised review is not average; the review decides first."""
    found = recognised_class(household)
    if found and found.household_class != HouseholdClass.NOT_POOR:
        raise Refused(
            f"Hộ đang là {class_words(found.household_class)} theo Quyết định số {found.decision_number} "
            f"{long_date(found.decision_on)}. Hộ phải được công nhận thoát nghèo, thoát cận nghèo trước khi xác định "
            "mức sống trung bình."
        )


# --- The steps ------------------------------------------------------------------------------------


def check_move(case: AverageLivingCase, move: Move) -> None:
    if case.state not in MOVES[move].begins:
        raise Refused(MOVES[move].otherwise)


def check_can_post(case: AverageLivingCase) -> None:
    """An income that the standard calls average; one outside is answered in writing, not posted."""
    check_move(case, Move.POST)
    check_average(case)


def check_average(case: AverageLivingCase) -> None:
    if case.income is None:
        raise Refused("Chưa xác định thu nhập của hộ. Hãy ghi thu nhập trước.")
    where = standing_of(case)
    if where in (Standing.UNDER, Standing.ABOVE):
        raise Refused(f"{standing_words(case)} Hãy ghi văn bản không công nhận kèm lý do.")


def check_income(income: int, persons: int) -> None:
    if not 0 < persons <= 99:
        raise Refused("Số nhân khẩu phải từ 1 đến 99 người.")
    if not 0 <= income <= HIGHEST_INCOME:
        raise Refused(f"Thu nhập bình quân phải từ 0 đến {money(HIGHEST_INCOME)}/người/tháng.")


def check_posting(case: AverageLivingCase, posted_on: date, posted_until: date) -> None:
    """At least the set number of working days, begun not before the request and not in the future."""
    check_past(posted_on, "Ngày bắt đầu niêm yết")
    if posted_on < case.requested_on:
        raise Refused(
            f"Ngày bắt đầu niêm yết {short_date(posted_on)} ở trước ngày giấy đề nghị {short_date(case.requested_on)}."
        )
    needed = posting_days(case.commune, posted_on)
    if posted_until < posted_on or working_days_between(posted_on, posted_until) < needed:
        raise Refused(
            f"Phải niêm yết ít nhất {count_in_text(needed)} ngày làm việc: bắt đầu {short_date(posted_on)} thì đến hết "
            f"{short_date(last_posting_day(case.commune, posted_on))} hoặc lâu hơn."
        )
    if case.complained_on and not posted_on <= case.complained_on <= posted_until:
        raise Refused(f"Thời gian niêm yết phải gồm ngày nhận khiếu nại {short_date(case.complained_on)}.")


def check_complaint(case: AverageLivingCase, content: str, complained_on: date) -> None:
    """A complaint comes while the result is posted."""
    _check_said(content, "Hãy ghi nội dung khiếu nại.")
    check_past(complained_on, "Ngày nhận khiếu nại")
    if not case.posted_on <= complained_on <= case.posted_until:
        raise Refused(
            f"Ngày nhận khiếu nại phải trong thời gian niêm yết, từ {short_date(case.posted_on)} đến hết "
            f"{short_date(case.posted_until)}."
        )


def check_can_recheck(case: AverageLivingCase) -> None:
    check_move(case, Move.RECHECK)
    if not has_open_complaint(case):
        raise Refused("Không có khiếu nại nào chờ phúc tra.")


def check_recheck(case: AverageLivingCase, finding: str, rechecked_on: date) -> None:
    _check_said(finding, "Hãy ghi kết quả phúc tra.")
    check_past(rechecked_on, "Ngày phúc tra")
    if rechecked_on < case.complained_on:
        raise Refused(
            f"Ngày phúc tra {short_date(rechecked_on)} ở trước ngày nhận khiếu nại {short_date(case.complained_on)}."
        )


def check_can_recognise(case: AverageLivingCase) -> None:
    """Posted long enough, no complaint open, income average, and the household still neither poor nor gone."""
    check_move(case, Move.RECOGNISE)
    if case.posted_until >= timezone.localdate():
        raise Refused(
            f"Kết quả còn được niêm yết đến hết {short_date(case.posted_until)}. Hãy đợi hết thời gian niêm yết."
        )
    check_no_complaint(case)
    check_average(case)
    check_stands(case.household)
    check_not_poor(case.household)


def check_recognition(case: AverageLivingCase, decision_number: str, decision_on: date, stated: bool) -> None:
    """`stated`: the signed paper says that the income is average, asked where the standard gives no upper limit."""
    check_document(decision_number, decision_on)
    if decision_on <= case.posted_until:
        raise Refused(
            f"Ngày quyết định {short_date(decision_on)} phải sau thời gian niêm yết, đến hết "
            f"{short_date(case.posted_until)}."
        )
    if case.rechecked_on and decision_on < case.rechecked_on:
        raise Refused(
            f"Ngày quyết định {short_date(decision_on)} ở trước ngày phúc tra {short_date(case.rechecked_on)}."
        )
    if standing_of(case) == Standing.UNKNOWN and not stated:
        raise Refused(
            "Chuẩn nghèo đang dùng chưa có mức thu nhập cao nhất của hộ có mức sống trung bình. Hãy xác nhận hồ sơ đã "
            "ký kết luận hộ có mức sống trung bình."
        )


def check_can_refuse(case: AverageLivingCase) -> None:
    check_move(case, Move.REFUSE)
    check_no_complaint(case)


def check_refusal(case: AverageLivingCase, decision_number: str, decision_on: date, reason: str) -> None:
    """A refusal is written, with its reason."""
    check_document(decision_number, decision_on)
    _check_said(reason, "Hãy ghi lý do không công nhận như trong văn bản.")
    if decision_on < case.requested_on:
        raise Refused(
            f"Ngày văn bản {short_date(decision_on)} ở trước ngày giấy đề nghị {short_date(case.requested_on)}."
        )


def check_ending(case: AverageLivingCase, ended_on: date, reason: str) -> None:
    """A withdrawal or a revocation has a day and a reason."""
    _check_said(reason, "Hãy ghi lý do.")
    check_past(ended_on, "Ngày")
    since = case.decision_on or case.requested_on
    if ended_on < since:
        raise Refused(f"Ngày {short_date(ended_on)} ở trước {short_date(since)}, ngày của văn bản bị rút hoặc thu hồi.")


def check_document(number: str, on: date) -> None:
    if not number.strip():
        raise Refused("Hãy ghi số của văn bản.")
    check_past(on, "Ngày văn bản")


def check_no_complaint(case: AverageLivingCase) -> None:
    if has_open_complaint(case):
        raise Refused(
            f"Còn khiếu nại nhận {long_date(case.complained_on)} chưa phúc tra. Hãy ghi kết quả phúc tra trước khi "
            "quyết định."
        )


def check_past(day: date, what: str) -> None:
    if day > timezone.localdate():
        raise Refused(f"{what} {short_date(day)} ở sau hôm nay. Hãy kiểm tra lại ngày.")


def _check_said(text: str, sentence: str) -> None:
    if not text.strip():
        raise Refused(sentence)
    if len(text) > LONGEST:
        raise Refused(f"Nội dung dài quá {count(LONGEST)} chữ cái. Hãy viết gọn lại.")


# --- Deadlines and how an income stands -----------------------------------------------------------


def posting_days(place: Locality, on: date) -> int:
    return rules.number("average_living_posting_days", place, on)


def last_posting_day(place: Locality, posted_on: date) -> date:
    """The last day of the shortest posting; the first day counts when it is a working day."""
    needed = posting_days(place, posted_on)
    return add_working_days(posted_on, needed - working_days_between(posted_on, posted_on))


def recheck_until(place: Locality, complained_on: date) -> date:
    return add_working_days(complained_on, rules.number("average_living_recheck_days", place, complained_on))


def looked_into_from(case: AverageLivingCase) -> date:
    start = rules.number("monthly_start_day", case.commune, case.requested_on)
    return considered_from(case.requested_on, start)


def has_open_complaint(case: AverageLivingCase) -> bool:
    return case.complained_on is not None and case.rechecked_on is None


def standing_of(case: AverageLivingCase) -> Standing | None:
    """None while the income is not determined."""
    if case.income is None:
        return None
    return standing(case.income, get_standard(case.standard_code), case.hamlet.area)


def standing_words(case: AverageLivingCase) -> str:
    """What the income says, in a sentence with the figures of the standard."""
    where = standing_of(case)
    if where is None:
        return ""
    standard, area = get_standard(case.standard_code), AreaType(case.hamlet.area)
    name, line, upper = standard.area_names[area], standard.income_line[area], standard.average_living_upper[area]
    has = f"Thu nhập {money(case.income)}/người/tháng"
    if where == Standing.UNDER:
        return (
            f"{has} không cao hơn chuẩn thu nhập {name} {money(line)}, nên hộ không thuộc diện mức sống trung bình mà "
            "thuộc diện rà soát hộ nghèo, hộ cận nghèo."
        )
    if where == Standing.ABOVE:
        return f"{has} cao hơn mức cao nhất {money(upper)} của hộ có mức sống trung bình ở {name}."
    if where == Standing.WITHIN:
        return f"{has} nằm trên {money(line)} và không quá {money(upper)}: thuộc mức sống trung bình ở {name}."
    return (
        f"{has} cao hơn chuẩn thu nhập {name} {money(line)}; {standard.name} chưa có mức cao nhất của hộ có mức sống "
        "trung bình, nên kết luận theo hồ sơ đã ký."
    )
