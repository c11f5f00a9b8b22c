"""What the members and the dwelling say of an indicator, where what is known of them leaves no doubt.

The rules are those of the annex of Nghị định 07/2021/NĐ-CP, so of one standard alone. A birth date known to the year
alone counts with both of its possible ages; what is not recorded allows no judgement. Nothing here writes an answer.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from households.entry.sheet import Sheet
from households.models import Member
from households.register.births import Birth
from indicators.dwellings import LEAST_AREA, WATER_SOURCES, is_clean
from localities.formats import count_in_text, percent, square_metres

STANDARD_CODE: Final = "VN-2022"
_AGES_UNSURE: Final = "tuổi lao động lấy ở mức thận trọng, từ đủ 16 đến dưới 55"
_WATER_WORDS: Final = dict(WATER_SOURCES)
_WITH_ASSISTANCE: Final = {"elderly", "disabled"}

# Whatever the exact limits of the working age are, everybody between these is of it, and nobody beyond those.
_SURELY_WORKING_AGE: Final = range(16, 55)
_PERHAPS_WORKING_AGE: Final = range(15, 63)

_SCHOOL_ORDER: Final = ("preschool", "primary", "lower_secondary", "upper_secondary")
_FROM_LOWER_SECONDARY: Final = {"lower_secondary", "upper_secondary", "intermediate", "college", "university"}
_FROM_UPPER_SECONDARY: Final = _FROM_LOWER_SECONDARY - {"lower_secondary"}
_TRAINED: Final = {"elementary", "intermediate", "college", "university", "postgraduate"}


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether the household lacks an indicator, and why in a sentence; `note`: what the rule leaves unclear."""

    lacks: bool
    because: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """A member with the lowest and the highest age that the birth date allows on the day of the review."""

    member: Member
    youngest: int
    oldest: int

    @property
    def name(self) -> str:
        return self.member.full_name

    def surely_in(self, ages: range) -> bool:
        return self.youngest in ages and self.oldest in ages

    def perhaps_in(self, ages: range) -> bool:
        return any(age in ages for age in range(self.youngest, self.oldest + 1))


Rule = Callable[[Sequence[Person]], Judgement | None]


def judgements(sheet: Sheet, members: Sequence[Member], day: date) -> dict[str, Judgement]:
    """The indicators that can be judged on `day`, by code."""
    people = [_person(member, day) for member in members]
    if not people:
        return {}
    found = {code: rule(people) for code, rule in _RULES.items()}
    found |= {"housing_area": _area(sheet, len(people)), "water": _water(sheet)}
    return {code: judgement for code, judgement in found.items() if judgement}


def _person(member: Member, day: date) -> Person:
    birth = Birth.of(member.birth_year, member.birth_month, member.birth_day)
    return Person(member, *(birth.age_on(day) if birth else (0, 150)))


# --- Indicator 1: employment ----------------------------------------------------------------------


def _employment(people: Sequence[Person]) -> Judgement | None:
    """Only those of working age who can and want to work count; the state of the others says that they do not."""
    for person in people:
        if not person.surely_in(_SURELY_WORKING_AGE):
            continue
        if person.member.employment == "no_job":
            return Judgement(True, f"{person.name} trong tuổi lao động, không có việc làm.", _AGES_UNSURE)
        if person.member.employment == "working" and person.member.contract == "without_contract":
            because = f"{person.name} trong tuổi lao động, làm công ăn lương không có hợp đồng."
            return Judgement(True, because, _AGES_UNSURE)
    of_age = [person.member for person in people if person.perhaps_in(_PERHAPS_WORKING_AGE)]
    if of_age and all(_employed_or_out(member) for member in of_age):
        because = "Không thành viên nào trong tuổi lao động thiếu việc làm hoặc làm công không có hợp đồng."
        return Judgement(False, because, _AGES_UNSURE)
    return None


def _employed_or_out(member: Member) -> bool:
    if member.employment == "working":
        return member.contract in {"with_contract", "not_paid_work"}
    return member.employment not in {"", "no_job"}


# --- Indicator 2: dependents ----------------------------------------------------------------------


def _dependents(people: Sequence[Person]) -> Judgement | None:
    surely = sum(1 for person in people if person.oldest < 16 or person.member.social_assistance in _WITH_ASSISTANCE)
    perhaps = sum(1 for person in people if person.youngest < 16 or person.member.social_assistance != "none")
    share = f"trên {count_in_text(len(people))} thành viên là người phụ thuộc"
    rule = "trẻ em dưới 16 tuổi, người cao tuổi hoặc khuyết tật hưởng trợ cấp xã hội hằng tháng"
    if 2 * surely > len(people):
        return Judgement(True, f"{count_in_text(surely)} {share} ({rule}), tức trên 50%.")
    if 2 * perhaps <= len(people):
        return Judgement(False, f"{count_in_text(perhaps)} {share} ({rule}), tức không quá 50%.")
    return None


# --- Indicator 4: insurance -----------------------------------------------------------------------


def _insurance(people: Sequence[Person]) -> Judgement | None:
    without = [person for person in people if person.youngest >= 6 and person.member.has_health_insurance is False]
    if without:
        return Judgement(True, f"{without[0].name} từ đủ 6 tuổi, chưa có thẻ bảo hiểm y tế.")
    of_age = [person for person in people if person.oldest >= 6]
    if of_age and all(person.member.has_health_insurance for person in of_age):
        return Judgement(False, "Mọi thành viên từ đủ 6 tuổi đều có thẻ bảo hiểm y tế.")
    return None


# --- Indicator 5: education of the adults of 16 to 30 ---------------------------------------------


def _adult_education(people: Sequence[Person]) -> Judgement | None:
    for person in people:
        if person.surely_in(range(16, 31)) and _learned(person, strict=False) is False:
            because = f"{person.name} từ 16 đến 30 tuổi, không đi học và chưa có bằng cấp phù hợp độ tuổi."
            return Judgement(True, because)
    of_age = [person for person in people if person.perhaps_in(range(16, 31))]
    if of_age and all(_learned(person, strict=True) for person in of_age):
        because = "Mọi thành viên từ 16 đến 30 tuổi đang đi học hoặc có bằng cấp phù hợp độ tuổi."
        return Judgement(False, because)
    return None


def _learned(person: Person, *, strict: bool) -> bool | None:
    """Whether someone is in or has finished the school fit for the age. Where the age may be under or over 18, `strict`
    asks for the more, otherwise for the less. None: what is recorded does not say."""
    member = person.member
    older = person.oldest >= 18 if strict else person.youngest >= 18
    enough = _FROM_UPPER_SECONDARY if older else _FROM_LOWER_SECONDARY
    if member.education_level in enough or member.training_level in _TRAINED:
        return True
    if member.in_school and member.schooling_level in enough:
        return True
    attends_unknown = member.in_school is None or (member.in_school and member.schooling_level in {"", "short_course"})
    # An enterprise may certify training on the job, which no field records.
    if attends_unknown or not member.education_level or not member.training_level or member.job_kind == "enterprise":
        return None
    return False


# --- Indicator 6: children at school --------------------------------------------------------------


def _child_schooling(people: Sequence[Person]) -> Judgement | None:
    ages = range(3, 16)
    for person in people:
        if person.surely_in(ages) and (why := _out_of_school(person)):
            return Judgement(True, f"{person.name} từ 3 đến dưới 16 tuổi, {why}.")
    children = [person for person in people if person.perhaps_in(ages)]
    if children and all(_at_fit_school(person) for person in children):
        return Judgement(False, "Mọi trẻ em từ 3 đến dưới 16 tuổi đang học cấp học phù hợp độ tuổi.")
    return None


def _out_of_school(person: Person) -> str:
    member = person.member
    if member.in_school is False:
        return "không đi học"
    below = member.schooling_level in _SCHOOL_ORDER and _rank(member) < _fit_rank(person.youngest)
    return "học cấp thấp hơn cấp phù hợp độ tuổi" if member.in_school and below else ""


def _at_fit_school(person: Person) -> bool:
    """A level above that of the age is fit: school years begin in the year of the birthday, not on it."""
    member = person.member
    return (
        bool(member.in_school) and member.schooling_level in _SCHOOL_ORDER and _rank(member) >= _fit_rank(person.oldest)
    )


def _rank(member: Member) -> int:
    return _SCHOOL_ORDER.index(member.schooling_level)


def _fit_rank(age: int) -> int:
    """Pre-school from 3, primary from 6, lower secondary from 12 to under 16."""
    return 0 if age < 6 else 1 if age < 12 else 2


# --- Indicators 8 and 9: the dwelling -------------------------------------------------------------


def _area(sheet: Sheet, persons: int) -> Judgement | None:
    if sheet.floor_area is None:
        return None
    each = sheet.floor_area / persons
    side = "dưới" if each < LEAST_AREA else "từ"
    because = (
        f"{square_metres(sheet.floor_area)} cho {count_in_text(persons)} thành viên, bình quân "
        f"{percent(each)} m²/người, {side} {LEAST_AREA} m²{'' if each < LEAST_AREA else ' trở lên'}."
    )
    return Judgement(each < LEAST_AREA, because)


def _water(sheet: Sheet) -> Judgement | None:
    clean = is_clean(sheet.water_source)
    if clean is None:
        return None
    verdict = "được tính là nước sạch" if clean else "không được tính là nước sạch"
    return Judgement(not clean, f"Nguồn nước của hộ là “{_WATER_WORDS[sheet.water_source].lower()}”, {verdict}.")


_RULES: Final[dict[str, Rule]] = {
    "employment": _employment,
    "dependents": _dependents,
    "health_insurance": _insurance,
    "adult_education": _adult_education,
    "child_schooling": _child_schooling,
}
