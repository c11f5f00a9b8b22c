"""What the member part of Phiếu B says of one person, held against itself: what cannot be, and what is unlikely.

A contradiction is refused, for one of the two answers is wrong and only the officer knows which. What is unlikely is a
hint and never a refusal: the sheet that was signed stands. An age known to the year alone counts with the value that
leaves no doubt, and without a birth year nothing is said about ages.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

CHILD_UNDER: Final = 16
"""Height and weight are asked of children under 16 (indicator 3 of the multidimensional standard)."""
OLD_FROM: Final = 60
"""An older person (người cao tuổi) is one of 60 years or more: Luật Người cao tuổi 39/2009/QH12, Điều 2."""

# Ages at which an answer is asked about. Ours: wide enough that a late pupil or an early worker is not.
_WORKING_FROM: Final = 13
_PENSION_FROM: Final = 40
_ORPHAN_UNTIL: Final = 22
_USUAL_SCHOOL_AGES: Final = {
    "preschool": (0, 7),
    "primary": (5, 16),
    "lower_secondary": (9, 21),
    "upper_secondary": (13, 26),
    "college": (16, 120),
    "university": (16, 120),
}
_EARLIEST_EDUCATION: Final = {"primary": 9, "lower_secondary": 13, "upper_secondary": 16}
_EARLIEST_TRAINING: Final = {"elementary": 14, "intermediate": 15, "college": 17, "university": 18, "postgraduate": 21}


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonFacts:
    """The answers about one person by the codes of `indicators.members`. `age`: the lowest and the highest possible."""

    age: tuple[int, int] | None = None
    in_school: bool | None = None
    schooling_level: str = ""
    education_level: str = ""
    training_level: str = ""
    social_assistance: str = ""
    employment: str = ""
    job_kind: str = ""
    contract: str = ""
    pension: str = ""
    height_cm: Decimal | None = None
    weight_kg: Decimal | None = None

    def younger_than(self, years: int) -> bool:
        return self.age is not None and self.age[1] < years

    def as_old_as(self, years: int) -> bool:
        return self.age is not None and self.age[0] >= years


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong or unlikely, and the answer where an officer would mend it."""

    field: str
    sentence: str


def contradictions(person: PersonFacts) -> tuple[Finding, ...]:
    """Answers that exclude each other."""
    return tuple(_contradictions(person))


def oddities(person: PersonFacts) -> tuple[Finding, ...]:
    """Answers that are possible and rare."""
    return tuple(_oddities(person))


def _contradictions(person: PersonFacts) -> Iterator[Finding]:
    if person.schooling_level and not person.in_school:
        yield Finding(
            "schooling_level", "Đã ghi cấp học thì ô “Đang đi học” phải là Có; nếu đã thôi học, hãy bỏ cấp học."
        )
    if person.employment == "studying" and person.in_school is False:
        yield Finding(
            "employment", "Tình trạng việc làm là “Đang đi học” nhưng ô “Đang đi học” ghi Không; hãy sửa một trong hai."
        )
    if person.job_kind and person.employment != "working":
        yield Finding(
            "job_kind",
            "Loại việc làm chỉ ghi cho người đang làm việc: hãy chọn tình trạng “Đang làm việc”, hoặc bỏ mục này.",
        )
    if person.contract and person.employment != "working":
        yield Finding(
            "contract",
            "Hợp đồng chỉ ghi cho người đang làm việc: hãy chọn tình trạng “Đang làm việc”, hoặc bỏ mục này.",
        )
    if person.as_old_as(CHILD_UNDER):
        for field, value in (("height_cm", person.height_cm), ("weight_kg", person.weight_kg)):
            if value is not None:
                yield Finding(
                    field, f"Chỉ ghi cho trẻ em dưới {CHILD_UNDER} tuổi; hãy bỏ số đo, hoặc xem lại ngày sinh."
                )


def _oddities(person: PersonFacts) -> Iterator[Finding]:
    yield from _odd_assistance(person)
    yield from _odd_work(person)
    yield from _odd_schooling(person)
    if (person.height_cm is None) != (person.weight_kg is None):
        field, lacking = ("weight_kg", "cân nặng") if person.weight_kg is None else ("height_cm", "chiều cao")
        yield Finding(field, f"Chưa ghi {lacking}; đánh giá dinh dưỡng cần cả chiều cao và cân nặng.")


def _odd_assistance(person: PersonFacts) -> Iterator[Finding]:
    if person.social_assistance == "elderly" and person.younger_than(OLD_FROM):
        yield Finding("social_assistance", f"Ghi trợ cấp “Người cao tuổi” nhưng chưa đến {OLD_FROM} tuổi.")
    if person.social_assistance == "orphan" and person.as_old_as(_ORPHAN_UNTIL):
        yield Finding("social_assistance", f"Ghi trợ cấp “Trẻ em mồ côi” nhưng đã từ {_ORPHAN_UNTIL} tuổi trở lên.")
    if person.pension == "pension" and person.younger_than(_PENSION_FROM):
        yield Finding("pension", f"Ghi hưởng lương hưu nhưng chưa đến {_PENSION_FROM} tuổi.")


def _odd_work(person: PersonFacts) -> Iterator[Finding]:
    if person.employment == "working" and person.younger_than(_WORKING_FROM):
        yield Finding("employment", f"Ghi “Đang làm việc” nhưng chưa đến {_WORKING_FROM} tuổi.")
    if person.employment == "retired_or_home" and person.younger_than(CHILD_UNDER):
        yield Finding("employment", f"Ghi “Nghỉ hưu/nội trợ” nhưng chưa đến {CHILD_UNDER} tuổi.")
    if person.contract == "not_paid_work" and person.job_kind in {"civil_servant", "enterprise"}:
        yield Finding(
            "contract", "Ghi “Không làm công ăn lương” nhưng là công chức, viên chức hoặc làm cho doanh nghiệp."
        )


def _odd_schooling(person: PersonFacts) -> Iterator[Finding]:
    first, last = _USUAL_SCHOOL_AGES.get(person.schooling_level, (0, 120))
    if person.younger_than(first) or person.as_old_as(last + 1):
        yield Finding("schooling_level", "Cấp học đang học không khớp với tuổi thường thấy.")
    for field, earliest in (("education_level", _EARLIEST_EDUCATION), ("training_level", _EARLIEST_TRAINING)):
        if person.younger_than(earliest.get(getattr(person, field), 0)):
            yield Finding(field, "Trình độ này không khớp với tuổi.")
