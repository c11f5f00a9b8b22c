"""What looks unlikely on a form: hints for the officer, never a refusal and never a correction.

The legal value of an indicator is the one on the signed sheet. The members are compared with indicators 2, 4 and 6 only
where what is known of them leaves no doubt, so a birth date known to the year alone counts with its most careful age.
"""

from collections.abc import Sequence
from datetime import date

from households.births import Birth
from households.models import Member
from households.people import HEAD
from households.sheet import NO, YES, Sheet
from indicators.ethnic_groups import ETHNIC_GROUPS
from indicators.groups import ETHNIC_MINORITY
from indicators.scoring import HouseholdClass
from localities.formats import count_in_text

_MINORITIES = {group.code_2008: group.name for group in ETHNIC_GROUPS if group.is_minority}


def cautions(
    sheet: Sheet, members: Sequence[Member], day: date, household_class: HouseholdClass | None = None
) -> tuple[str, ...]:
    """Sentences about answers that the members contradict, and about what is usually written and is not."""
    found = [
        *_dependents(sheet, members, day),
        *_insurance(sheet, members, day),
        *_schooling(sheet, members, day),
        *_ethnicity(sheet, members),
    ]
    if household_class in (HouseholdClass.POOR, HouseholdClass.NEAR_POOR) and not sheet.causes:
        found.append("Hộ nghèo, hộ cận nghèo thường có ít nhất một nguyên nhân; phiếu chưa ghi nguyên nhân nào.")
    if household_class is HouseholdClass.NOT_POOR and sheet.can_exit:
        found.append("Hộ không nghèo nhưng đã ghi “có khả năng thoát nghèo, thoát cận nghèo”.")
    return tuple(found)


def _ages(members: Sequence[Member], day: date) -> list[tuple[Member, tuple[int, int] | None]]:
    births = [(member, Birth.of(member.birth_year, member.birth_month, member.birth_day)) for member in members]
    return [(member, birth.age_on(day) if birth else None) for member, birth in births]


def _dependents(sheet: Sheet, members: Sequence[Member], day: date) -> list[str]:
    """Children under 16 alone already say whether more than half depend; who gets assistance is not recorded."""
    children = sum(1 for _, age in _ages(members, day) if age and age[1] < 16)
    if sheet.answers.get("dependents") == NO and 2 * children > len(members):
        share = f"{count_in_text(children)} trẻ em dưới 16 tuổi trên {count_in_text(len(members))} thành viên"
        return [f"Hộ có {share}, tức trên 50% là người phụ thuộc, nhưng chỉ số “Người phụ thuộc” ghi không thiếu hụt."]
    return []


def _insurance(sheet: Sheet, members: Sequence[Member], day: date) -> list[str]:
    answer = sheet.answers.get("health_insurance")
    of_age = [member for member, age in _ages(members, day) if age and age[0] >= 6]
    without = [member.full_name for member in of_age if member.has_health_insurance is False]
    if answer == NO and without:
        return [f"{without[0]} chưa có thẻ bảo hiểm y tế nhưng chỉ số “Bảo hiểm y tế” ghi không thiếu hụt."]
    if answer == YES and members and all(member.has_health_insurance for member in members):
        return ["Mọi thành viên đều có thẻ bảo hiểm y tế nhưng chỉ số “Bảo hiểm y tế” ghi thiếu hụt."]
    return []


def _schooling(sheet: Sheet, members: Sequence[Member], day: date) -> list[str]:
    children = [member for member, age in _ages(members, day) if age and age[0] >= 3 and age[1] < 16]
    absent = [member.full_name for member in children if member.in_school is False]
    if sheet.answers.get("child_schooling") == NO and absent:
        return [f"{absent[0]} không đi học nhưng chỉ số “Tình trạng đi học của trẻ em” ghi không thiếu hụt."]
    return []


def _ethnicity(sheet: Sheet, members: Sequence[Member]) -> list[str]:
    head = next((member for member in members if member.relationship == HEAD), None)
    group = _MINORITIES.get(head.ethnicity) if head else None
    if group and ETHNIC_MINORITY.code not in sheet.groups:
        return [f"Chủ hộ là người dân tộc {group} nhưng phiếu chưa chọn nhóm “{ETHNIC_MINORITY.name}”."]
    return []
