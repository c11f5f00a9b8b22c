"""Phiếu B as data: codes, wording, order and kinds of answer, stated once for the form, the check page and the print.

The twelve questions of B2 come from the standard, so another standard gives another sheet. The official sheet
(Phụ lục III Thông tư 07/2021/TT-BLĐTBXH) was not read itself: the member part follows the fields of a province's
household software, and B1 is one total because its items and points are not known (`Questionnaire.unknowns`).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from typing import Final

from indicators import members
from indicators.causes import CAUSES, OTHER_CAUSE
from indicators.choices import Choice
from indicators.ethnic_groups import ETHNIC_GROUPS
from indicators.groups import GROUPS
from indicators.scoring import INCOME_POINTS, UNSURE
from indicators.standard import Indicator, Standard


class Kind(StrEnum):
    """The kinds of answer. Whoever builds fields ends with `assert_never`, so a new kind cannot be forgotten."""

    YES_NO = "yes_no"
    WHOLE_NUMBER = "whole_number"
    DECIMAL_NUMBER = "decimal_number"
    PARTIAL_DATE = "partial_date"
    """Ngày, tháng, năm sinh, of which only the year may be known."""
    CHOICE_ONE = "choice_one"
    CHOICE_MANY = "choice_many"
    TEXT = "text"


class Subject(StrEnum):
    """Whom a section asks about: once for the household, or once for each of its members."""

    HOUSEHOLD = "household"
    MEMBER = "member"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question. `required` means: the assessment cannot be closed without it. `heading` groups neighbours.

    A yes/no question without `choices` takes Có or Không and may stay empty.
    """

    code: str
    wording: str
    kind: Kind
    choices: tuple[Choice, ...] = ()
    required: bool = False
    heading: str = ""
    help: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A titled part of the sheet."""

    code: str
    title: str
    subject: Subject
    questions: tuple[Question, ...]

    def by_heading(self) -> tuple[tuple[str, tuple[Question, ...]], ...]:
        """The questions under their headings, both in the order of the sheet."""
        return tuple((heading, tuple(group)) for heading, group in groupby(self.questions, key=lambda q: q.heading))


@dataclass(frozen=True, slots=True, kw_only=True)
class Questionnaire:
    """The whole sheet under one standard. `unknowns` are Vietnamese sentences about what the official one may add."""

    standard: str
    title: str
    sections: tuple[Section, ...]
    unknowns: tuple[str, ...]

    def __iter__(self) -> Iterator[Question]:
        """Every question in the order of the sheet."""
        return (question for section in self.sections for question in section.questions)

    def section(self, code: str) -> Section:
        """The section with this code; KeyError when there is none."""
        return {section.code: section for section in self.sections}[code]

    def question(self, code: str) -> Question:
        """The question with this code; KeyError when there is none."""
        return {question.code: question for question in self}[code]


YES_NO_UNSURE: Final = (Choice("yes", "Có"), Choice("no", "Không"), Choice(UNSURE, "Chưa chắc chắn"))
"""The answers of an indicator. "Chưa chắc chắn" keeps the sheet open: the engine counts it as unanswered."""

_SHEET: Final = "Phụ lục III Thông tư 07/2021/TT-BLĐTBXH (Phiếu B)"
_SOFTWARE: Final = "Trường thông tin của phần mềm quản lý hộ nghèo ở địa phương, chưa đối chiếu với Phiếu B gốc"
_PLANS: Final = "Cách phân nhóm trong kế hoạch giảm nghèo của địa phương"

EXIT_PROSPECTS: Final = (
    Choice("able", "Có khả năng thoát nghèo, thoát cận nghèo"),
    Choice("hard", "Thuộc diện bảo trợ xã hội và khó thoát nghèo"),
)

HOUSEHOLD: Final = Section(
    code="household",
    title="Thông tin chung của hộ",
    subject=Subject.HOUSEHOLD,
    questions=(
        Question(
            code="occupations",
            wording="Hộ làm nghề gì?",
            kind=Kind.CHOICE_MANY,
            choices=members.FARM_OCCUPATIONS,
            source=_SOFTWARE,
        ),
        Question(code="aquaculture", wording="Hộ có nuôi trồng thủy sản không?", kind=Kind.YES_NO, source=_SOFTWARE),
        Question(code="electricity_source", wording="Nguồn điện hộ đang dùng", kind=Kind.TEXT, source=_SOFTWARE),
        Question(code="water_source", wording="Nguồn nước hộ đang dùng", kind=Kind.TEXT, source=_SOFTWARE),
        Question(
            code="floor_area",
            wording="Diện tích nhà ở (m²)",
            kind=Kind.DECIMAL_NUMBER,
            help="Dùng để kiểm tra câu trả lời về diện tích nhà ở bình quân đầu người.",
            source="Thông tin để kiểm tra chéo, không phải mục của Phiếu B đã đọc được",
        ),
        Question(code="current_policies", wording="Chính sách hộ đang được hưởng", kind=Kind.TEXT, source=_SOFTWARE),
        Question(code="support_needs", wording="Nhu cầu hỗ trợ của hộ", kind=Kind.TEXT, source=_SOFTWARE),
    ),
)

MEMBERS: Final = Section(
    code="members",
    title="Thành viên hộ",
    subject=Subject.MEMBER,
    questions=(
        Question(
            code="relationship",
            wording="Quan hệ với chủ hộ",
            kind=Kind.CHOICE_ONE,
            choices=members.RELATIONSHIPS,
            required=True,
            source=_SOFTWARE,
        ),
        Question(code="full_name", wording="Họ và tên", kind=Kind.TEXT, required=True, source=_SOFTWARE),
        Question(
            code="born_on",
            wording="Ngày, tháng, năm sinh",
            kind=Kind.PARTIAL_DATE,
            required=True,
            help="Nếu không nhớ ngày, tháng thì chỉ ghi năm sinh.",
            source=_SOFTWARE,
        ),
        Question(
            code="sex",
            wording="Giới tính",
            kind=Kind.CHOICE_ONE,
            choices=members.SEXES,
            required=True,
            source=_SOFTWARE,
        ),
        Question(
            code="identity_number",
            wording="Số định danh cá nhân (CCCD)",
            kind=Kind.TEXT,
            help="12 chữ số; để trống nếu chưa được cấp.",
            source=_SOFTWARE,
        ),
        Question(
            code="ethnic_group",
            wording="Dân tộc",
            kind=Kind.CHOICE_ONE,
            choices=tuple(Choice(group.code_2008, group.name) for group in ETHNIC_GROUPS),
            required=True,
            help="Danh mục theo Quyết định 1019/QĐ-TCTK năm 2008.",
            source=_SOFTWARE,
        ),
        Question(
            code="height_cm",
            wording="Chiều cao (cm)",
            kind=Kind.DECIMAL_NUMBER,
            help="Chỉ ghi cho trẻ em dưới 16 tuổi.",
            source=_SOFTWARE,
        ),
        Question(
            code="weight_kg",
            wording="Cân nặng (kg)",
            kind=Kind.DECIMAL_NUMBER,
            help="Chỉ ghi cho trẻ em dưới 16 tuổi.",
            source=_SOFTWARE,
        ),
        Question(code="studying", wording="Có đang đi học không?", kind=Kind.YES_NO, source=_SOFTWARE),
        Question(
            code="schooling_level",
            wording="Cấp học đang học",
            kind=Kind.CHOICE_ONE,
            choices=members.SCHOOLING_LEVELS,
            help="Chỉ ghi cho người đang đi học.",
            source=_SOFTWARE,
        ),
        Question(
            code="education_level",
            wording="Trình độ văn hóa",
            kind=Kind.CHOICE_ONE,
            choices=members.EDUCATION_LEVELS,
            source=_SOFTWARE,
        ),
        Question(
            code="training_level",
            wording="Trình độ đào tạo",
            kind=Kind.CHOICE_ONE,
            choices=members.TRAINING_LEVELS,
            source=_SOFTWARE,
        ),
        Question(code="has_health_insurance", wording="Có bảo hiểm y tế không?", kind=Kind.YES_NO, source=_SOFTWARE),
        Question(
            code="social_assistance",
            wording="Trợ cấp xã hội hằng tháng",
            kind=Kind.CHOICE_ONE,
            choices=members.SOCIAL_ASSISTANCE,
            source=_SOFTWARE,
        ),
        Question(
            code="employment_state",
            wording="Tình trạng việc làm",
            kind=Kind.CHOICE_ONE,
            choices=members.EMPLOYMENT_STATES,
            source=_SOFTWARE,
        ),
        Question(
            code="job_kind",
            wording="Loại việc làm",
            kind=Kind.CHOICE_ONE,
            choices=members.JOB_KINDS,
            help="Chỉ ghi cho người đang làm việc.",
            source=_SOFTWARE,
        ),
        Question(
            code="contract",
            wording="Hợp đồng lao động",
            kind=Kind.CHOICE_ONE,
            choices=members.CONTRACTS,
            help="Chỉ ghi cho người đang làm việc.",
            source=_SOFTWARE,
        ),
        Question(
            code="pension",
            wording="Lương hưu, trợ cấp hằng tháng",
            kind=Kind.CHOICE_ONE,
            choices=members.PENSIONS,
            source=_SOFTWARE,
        ),
    ),
)

INCOME: Final = Section(
    code="b1",
    title="Điểm B1 (thu nhập)",
    subject=Subject.HOUSEHOLD,
    questions=(
        Question(
            code=INCOME_POINTS,
            wording="Tổng điểm B1",
            kind=Kind.WHOLE_NUMBER,
            required=True,
            help="Nhập tổng điểm B1 ghi trên phiếu đã ký.",
            source=_SHEET,
        ),
    ),
)

CAUSE_SECTION: Final = Section(
    code="causes",
    title="Nguyên nhân nghèo",
    subject=Subject.HOUSEHOLD,
    questions=(
        Question(
            code="causes",
            wording="Nguyên nhân nghèo của hộ",
            kind=Kind.CHOICE_MANY,
            choices=tuple(Choice(str(cause.code), cause.name) for cause in CAUSES),
            help="Ghi cho hộ nghèo, hộ cận nghèo; được chọn nhiều nguyên nhân.",
            source="Mẫu 7.10, Thông tư 02/2022/TT-BLĐTBXH",
        ),
        Question(
            code="cause_other",
            wording="Nguyên nhân khác (ghi rõ)",
            kind=Kind.TEXT,
            help=f"Chỉ ghi khi chọn nguyên nhân {OTHER_CAUSE}.",
            source="Mẫu 7.10, Thông tư 02/2022/TT-BLĐTBXH",
        ),
    ),
)

GROUP_SECTION: Final = Section(
    code="groups",
    title="Nhóm đối tượng",
    subject=Subject.HOUSEHOLD,
    questions=(
        Question(
            code="groups",
            wording="Hộ thuộc nhóm nào?",
            kind=Kind.CHOICE_MANY,
            choices=tuple(Choice(group.code, group.name) for group in GROUPS),
            help="Một hộ có thể thuộc nhiều nhóm.",
            source="Mẫu 7.8, Thông tư 02/2022/TT-BLĐTBXH và cách phân nhóm của địa phương",
        ),
    ),
)

PROSPECT: Final = Section(
    code="prospect",
    title="Khả năng thoát nghèo",
    subject=Subject.HOUSEHOLD,
    questions=(
        Question(
            code="exit_prospect",
            wording="Khả năng thoát nghèo, thoát cận nghèo trong năm kế hoạch",
            kind=Kind.CHOICE_ONE,
            choices=EXIT_PROSPECTS,
            help="Ghi cho hộ nghèo, hộ cận nghèo.",
            source=_PLANS,
        ),
    ),
)


def questionnaire_for(standard: Standard) -> Questionnaire:
    """The sheet whose B2 part asks the indicators of this standard, each once, in the official order."""
    deprivations = Section(
        code="b2",
        title="Điểm B2 (mức độ thiếu hụt)",
        subject=Subject.HOUSEHOLD,
        questions=tuple(_ask(indicator) for indicator in standard.indicators),
    )
    return Questionnaire(
        standard=standard.code,
        title="Phiếu B: thông tin hộ gia đình, điểm B1 và điểm B2",
        sections=(HOUSEHOLD, MEMBERS, INCOME, deprivations, CAUSE_SECTION, GROUP_SECTION, PROSPECT),
        unknowns=(
            (
                "Chưa đọc được Phiếu B gốc trong Phụ lục III Thông tư 07/2021/TT-BLĐTBXH: phần thành viên hộ lấy theo "
                "phần mềm của địa phương, có thể khác thứ tự và câu chữ của phiếu."
            ),
            *standard.unknowns,
            *(group.unknown for group in GROUPS if group.unknown),
        ),
    )


def _ask(indicator: Indicator) -> Question:
    return Question(
        code=indicator.code,
        wording=f"{indicator.number}. {indicator.question}",
        kind=Kind.YES_NO,
        choices=YES_NO_UNSURE,
        required=True,
        heading=indicator.dimension.name,
        help=indicator.rule,
        source=indicator.source,
    )
