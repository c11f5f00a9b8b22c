"""The case of an average-living household (hộ có mức sống trung bình): requested, its income determined, posted, with
complaint and re-check, recognised by decision or refused in writing; withdrawn by the household, or taken back later.

Locks: the annual review whose figures count the case, then the household, then the case.
"""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.audit import Act
from accounts.models import User
from accounts.refusals import Refused
from households import figures
from households.actions import households as household_actions
from households.actions.reviews import lock as lock_review
from households.cases import average_living as rules
from households.cases.average_living import Move, State
from households.models import AverageLivingCase, Household, Review
from households.register.people import HEAD
from indicators.average_living import OCCUPATION_LABELS
from localities.formats import long_date, money, short_date
from localities.text import normalise


@transaction.atomic
def request_average_living(
    *, uid: UUID, household: Household, requested_on: date, occupation: str, by: User
) -> AverageLivingCase:
    """Open the case of a household that asks for it. The same uid twice is the same case."""
    if known := AverageLivingCase.objects.filter(uid=uid).first():
        return _same_request(known, household)
    household = household_actions.lock(household)
    rules.check_can_request(household)
    standard = rules.check_request(household, requested_on, occupation)
    case = AverageLivingCase(uid=uid, household=household, requested_on=requested_on, occupation=occupation)
    case.standard_code, case.person_count = standard.code, household.members.count()
    case.recorded_at, case.recorded_by = timezone.now(), by
    _store(case)
    what = f"giấy đề nghị {long_date(requested_on)}, {OCCUPATION_LABELS[occupation].lower()}"
    _record(Act.AVERAGE_LIVING_RECORDED, case, what, by, occupation=occupation, standard=standard.code)
    return case


@transaction.atomic
def determine_average_living_income(
    *, case: AverageLivingCase, income: int, person_count: int, by: User, total: int | None = None
) -> AverageLivingCase:
    """Write down the income per person and month. `total`: what the household took in over the twelve months, where the
    average was worked out from it; it is kept in the diary only."""
    case = _lock(case)
    values = {"income": income, "person_count": person_count}
    if _has(case, values):
        return case
    rules.check_move(case, Move.DETERMINE)
    rules.check_income(income, person_count)
    _change(case, values)
    what = f"thu nhập {money(income)}/người/tháng, {person_count} người"
    _record(Act.AVERAGE_LIVING_RECORDED, case, what, by, income=income, persons=person_count, total=total)
    return case


@transaction.atomic
def post_average_living(*, case: AverageLivingCase, posted_on: date, posted_until: date, by: User) -> AverageLivingCase:
    """Post the result at the commune's office. Done again while it is posted, it mends the days."""
    case = _lock(case)
    values = {"state": State.POSTED, "posted_on": posted_on, "posted_until": posted_until}
    if _has(case, values):
        return case
    rules.check_can_post(case)
    rules.check_posting(case, posted_on, posted_until)
    _change(case, values)
    what = f"niêm yết từ {short_date(posted_on)} đến hết {short_date(posted_until)}"
    _record(Act.AVERAGE_LIVING_RECORDED, case, what, by)
    return case


@transaction.atomic
def complain_about_average_living(
    *, case: AverageLivingCase, complaint: str, complained_on: date, by: User
) -> AverageLivingCase:
    """Write down a complaint. A further one joins the first, and is re-checked again."""
    case, complaint = _lock(case), normalise(complaint)
    if case.complained_on == complained_on and case.complaint.endswith(complaint) and complaint:
        return case
    rules.check_move(case, Move.COMPLAIN)
    rules.check_complaint(case, joined := _joined(case.complaint, complaint), complained_on)
    rules.check_complaint(case, complaint, complained_on)
    _change(case, {"complaint": joined, "complained_on": complained_on, "rechecked_on": None})
    _record(Act.AVERAGE_LIVING_RECORDED, case, f"khiếu nại nhận {long_date(complained_on)}", by, complaint=complaint)
    return case


@transaction.atomic
def recheck_average_living(
    *, case: AverageLivingCase, finding: str, rechecked_on: date, income: int, person_count: int, by: User
) -> AverageLivingCase:
    """Write down what the re-check found; the income may come out another."""
    case, finding = _lock(case), normalise(finding)
    values = {"rechecked_on": rechecked_on, "income": income, "person_count": person_count}
    if _has(case, values) and case.finding.endswith(finding):
        return case
    rules.check_can_recheck(case)
    rules.check_recheck(case, finding, rechecked_on)
    rules.check_recheck(case, joined := _joined(case.finding, finding), rechecked_on)
    rules.check_income(income, person_count)
    before = case.income
    _change(case, {**values, "finding": joined})
    what = f"phúc tra {long_date(rechecked_on)}, thu nhập {money(income)}/người/tháng"
    _record(Act.AVERAGE_LIVING_RECORDED, case, what, by, finding=finding, income=income, income_before=before)
    return case


@transaction.atomic
def recognise_average_living(
    *, case: AverageLivingCase, decision_number: str, decision_on: date, by: User, stated: bool = False
) -> AverageLivingCase:
    """Record the decision that recognises the household. `stated`: the signed paper says that the income is average,
    where the standard gives no upper limit. The figures of the decision's year count the household."""
    review = _review_of(case.commune_id, decision_on.year)
    case = _lock(case)
    values = {"state": State.RECOGNISED, "decision_number": normalise(decision_number), "decision_on": decision_on}
    if _has(case, values):
        return case
    rules.check_can_recognise(case)
    rules.check_recognition(case, decision_number, decision_on, stated)
    # As the household is on the day of the decision: that is how it is counted.
    head = case.household.members.filter(relationship=HEAD).first()
    _change(case, {**values, "ethnicity": head.ethnicity if head else "01", **_decided(by)})
    _refresh(case, review)
    what = f"công nhận theo Quyết định số {case.decision_number} {long_date(decision_on)}"
    _record(Act.AVERAGE_LIVING_DECIDED, case, what, by, income=case.income, stated=stated)
    return case


@transaction.atomic
def refuse_average_living(
    *, case: AverageLivingCase, decision_number: str, decision_on: date, reason: str, by: User
) -> AverageLivingCase:
    """Record the document that tells the household why it is not recognised."""
    case, reason = _lock(case), normalise(reason)
    values = {"state": State.REFUSED, "decision_number": normalise(decision_number), "decision_on": decision_on}
    values["refusal"] = reason
    if _has(case, values):
        return case
    rules.check_can_refuse(case)
    rules.check_refusal(case, decision_number, decision_on, reason)
    _change(case, {**values, **_decided(by)})
    what = f"không công nhận, văn bản số {case.decision_number} {long_date(decision_on)}"
    _record(Act.AVERAGE_LIVING_DECIDED, case, what, by, reason=reason)
    return case


@transaction.atomic
def withdraw_average_living(*, case: AverageLivingCase, ended_on: date, reason: str, by: User) -> AverageLivingCase:
    """The household takes its request back before there is a decision."""
    case, reason = _lock(case), normalise(reason)
    values = {"state": State.WITHDRAWN, "ended_on": ended_on, "ended_reason": reason}
    if _has(case, values):
        return case
    rules.check_move(case, Move.WITHDRAW)
    rules.check_ending(case, ended_on, reason)
    _change(case, values)
    _record(Act.AVERAGE_LIVING_RECORDED, case, f"hộ rút đề nghị {long_date(ended_on)}", by, reason=reason)
    return case


@transaction.atomic
def revoke_average_living(
    *, case: AverageLivingCase, ended_number: str, ended_on: date, reason: str, by: User
) -> AverageLivingCase:
    """A later document takes the recognition back; the figures of the decision's year no longer count it."""
    review = _review_of(case.commune_id, case.decision_on.year) if case.decision_on else None
    case, reason = _lock(case), normalise(reason)
    values = {"state": State.REVOKED, "ended_number": normalise(ended_number), "ended_on": ended_on}
    values["ended_reason"] = reason
    if _has(case, values):
        return case
    rules.check_move(case, Move.REVOKE)
    rules.check_document(ended_number, ended_on)
    rules.check_ending(case, ended_on, reason)
    _change(case, values)
    _refresh(case, review)
    what = f"thu hồi theo văn bản số {case.ended_number} {long_date(ended_on)}"
    _record(Act.AVERAGE_LIVING_DECIDED, case, what, by, reason=reason)
    return case


# --- How it is written ----------------------------------------------------------------------------


def _same_request(case: AverageLivingCase, household: Household) -> AverageLivingCase:
    if case.household_id != household.pk:
        raise Refused("Mã của biểu mẫu đã dùng cho hộ khác. Hãy tải lại trang rồi nhập lại.")
    return case


def _lock(case: AverageLivingCase) -> AverageLivingCase:
    """The case as it is now, its household locked before it."""
    Household.everyone.select_for_update(of=("self",), no_key=True).get(pk=case.household_id)
    locked = AverageLivingCase.objects.select_for_update(of=("self",), no_key=True)
    return locked.select_related("household__hamlet__parent", "commune", "hamlet__parent").get(pk=case.pk)


def _review_of(commune_id: int, year: int) -> Review | None:
    """The annual review of a year, locked: whoever opens or corrects it takes turns with whoever decides a case."""
    found = Review.objects.annual().filter(commune=commune_id, year=year).first()
    return lock_review(found) if found else None


def _has(case: AverageLivingCase, values: Mapping[str, object]) -> bool:
    return all(getattr(case, name) == value for name, value in values.items())


def _decided(by: User) -> dict[str, object]:
    return {"decided_at": timezone.now(), "decided_by": by}


def _change(case: AverageLivingCase, values: Mapping[str, object]) -> None:
    for name, value in values.items():
        setattr(case, name, value)
    _store(case)


def _store(case: AverageLivingCase) -> None:
    """Until the decision a case stands where its household lives; from then on where it was counted."""
    if case.state in (State.REQUESTED, State.POSTED) or case.state == State.RECOGNISED:
        case.hamlet, case.commune = case.household.hamlet, case.household.commune
    case.save()


def _refresh(case: AverageLivingCase, review: Review | None) -> None:
    if review:
        figures.refresh(case.hamlet, review)


def _joined(old: str, new: str) -> str:
    return f"{old} – {new}" if old and new else old or new


def _record(act: Act, case: AverageLivingCase, what: str, by: User, **detail: object) -> None:
    summary = f"Hộ {case.household.head_name}: {what}"
    audit.record(act, by=by, place=case.hamlet, target=case, summary=summary, **detail)
