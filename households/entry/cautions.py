"""What looks unlikely on a form: hints for the officer, never a refusal and never a correction.

The legal value of an indicator is the one on the signed sheet. `households.entry.judging` says what the members and the
dwelling themselves say of an indicator; a hint stands beside the answer that says otherwise, and where they do not
allow a judgement nothing is said.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from households.entry.judging import STANDARD_CODE, judgements
from households.entry.sheet import NO, YES, Sheet
from households.models import Member
from households.register.people import HEAD
from indicators.ethnic_groups import ETHNIC_GROUPS
from indicators.groups import ETHNIC_MINORITY
from indicators.scoring import INCOME_POINTS, HouseholdClass
from indicators.standard import Standard

_MINORITIES = {group.code_2008: group.name for group in ETHNIC_GROUPS if group.is_minority}
_LACKS = {True: "thiếu hụt", False: "không thiếu hụt"}


@dataclass(frozen=True, slots=True)
class Caution:
    """A sentence; the indicator or the field of the form beside which it stands, and the source of the rule."""

    field: str
    sentence: str
    source: str = ""

    @property
    def with_source(self) -> str:
        return f"{self.sentence} ({self.source})" if self.source else self.sentence


def cautions(
    sheet: Sheet,
    members: Sequence[Member],
    day: date,
    standard: Standard,
    *,
    household_class: HouseholdClass | None = None,
    score_total: int | None = None,
) -> tuple[Caution, ...]:
    """Answers that the members contradict, and what is usually written and is not. `score_total` is the sum of the
    items of B1, where they were answered."""
    found = [
        *_points(sheet, score_total),
        *_indicators(sheet, members, day, standard),
        *_ethnicity(sheet, members),
    ]
    if household_class in (HouseholdClass.POOR, HouseholdClass.NEAR_POOR) and not sheet.causes:
        sentence = "Hộ nghèo, hộ cận nghèo thường có ít nhất một nguyên nhân; phiếu chưa ghi nguyên nhân nào."
        found.append(Caution("causes", sentence))
    if household_class is HouseholdClass.NOT_POOR and sheet.can_exit:
        found.append(Caution("can_exit", "Hộ không nghèo nhưng đã ghi “có khả năng thoát nghèo, thoát cận nghèo”."))
    return tuple(found)


def _points(sheet: Sheet, total: int | None) -> list[Caution]:
    if total is None or sheet.income_points is None or sheet.income_points == total:
        return []
    sentence = f"Cộng các mục đã chọn được {total} điểm, khác tổng điểm B1 đã ghi là {sheet.income_points}."
    return [Caution(INCOME_POINTS, sentence, "bảng điểm B1 đã nạp")]


def _indicators(sheet: Sheet, members: Sequence[Member], day: date, standard: Standard) -> list[Caution]:
    if standard.code != STANDARD_CODE:  # other rules, or none that could be read
        return []
    asked = {indicator.code: indicator for indicator in standard.indicators}
    found = []
    for code, judgement in judgements(sheet, members, day).items():
        answer = sheet.answers.get(code)
        if code in asked and answer in (NO, YES) and (answer == YES) is not judgement.lacks:
            ticked = _LACKS[answer == YES]
            sentence = f"{judgement.because} Chỉ số “{asked[code].name}” đang ghi {ticked}."
            found.append(Caution(code, sentence, "; ".join(filter(None, (asked[code].source, judgement.note)))))
    return found


def _ethnicity(sheet: Sheet, members: Sequence[Member]) -> list[Caution]:
    head = next((member for member in members if member.relationship == HEAD), None)
    group = _MINORITIES.get(head.ethnicity) if head else None
    if group and ETHNIC_MINORITY.code not in sheet.groups:
        sentence = f"Chủ hộ là người dân tộc {group} nhưng phiếu chưa chọn nhóm “{ETHNIC_MINORITY.name}”."
        return [Caution("groups", sentence)]
    return []
