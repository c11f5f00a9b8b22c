"""The closed lists of the member part of Phiếu B: labels as the household software of a province prints them.

Where an answer "none of these" is needed so that an empty field can mean "not answered", the list begins with one;
those entries are ours. What contradicts itself in a person's answers is said by `indicators.member_checks`.
"""

from typing import Final

from indicators.choices import Choice, find_choice, squeeze

SEXES: Final = (Choice("male", "Nam"), Choice("female", "Nữ"))

# Only chủ hộ, vợ/chồng and con were seen on the sheet ("…" follows them): the rest keeps lists from being all "khác".
RELATIONSHIPS: Final = (
    Choice("head", "Chủ hộ"),
    Choice("spouse", "Vợ/chồng"),
    Choice("child", "Con"),
    Choice("child_in_law", "Con dâu, con rể"),
    Choice("grandchild", "Cháu"),
    Choice("parent", "Cha/mẹ"),
    Choice("grandparent", "Ông/bà"),
    Choice("sibling", "Anh/chị/em"),
    Choice("other", "Quan hệ khác"),
)

SCHOOLING_LEVELS: Final = (
    Choice("preschool", "Mầm non/mẫu giáo"),
    Choice("primary", "Tiểu học"),
    Choice("lower_secondary", "Trung học cơ sở"),
    Choice("upper_secondary", "Trung học phổ thông"),
    Choice("short_course", "Khóa đào tạo ngắn hạn"),
    Choice("intermediate", "Trung cấp"),
    Choice("college", "Cao đẳng"),
    Choice("university", "Đại học trở lên"),
)

EDUCATION_LEVELS: Final = (
    Choice("below_primary", "Chưa tốt nghiệp tiểu học"),
    Choice("primary", "Tiểu học"),
    Choice("lower_secondary", "Trung học cơ sở"),
    Choice("upper_secondary", "Trung học phổ thông"),
)

TRAINING_LEVELS: Final = (
    Choice("none", "Chưa qua đào tạo nghề"),
    Choice("elementary", "Sơ cấp/chứng chỉ nghề"),
    Choice("intermediate", "Trung cấp"),
    Choice("college", "Cao đẳng"),
    Choice("university", "Đại học"),
    Choice("postgraduate", "Sau đại học"),
)

EMPLOYMENT_STATES: Final = (
    Choice("working", "Đang làm việc"),
    Choice("no_job", "Không có việc làm"),
    Choice("no_capacity", "Không có khả năng lao động"),
    Choice("studying", "Đang đi học"),
    Choice("not_wanting", "Không muốn đi làm"),
    Choice("retired_or_home", "Nghỉ hưu/nội trợ"),
)

JOB_KINDS: Final = (
    Choice("civil_servant", "Công chức, viên chức"),
    Choice("enterprise", "Làm cho doanh nghiệp"),
    Choice("hired_by_household", "Làm thuê cho hộ gia đình"),
    Choice("other", "Khác"),
)

CONTRACTS: Final = (
    Choice("with_contract", "Có hợp đồng lao động"),
    Choice("without_contract", "Không có hợp đồng lao động"),
    Choice("not_paid_work", "Không làm công ăn lương"),
)

PENSIONS: Final = (
    Choice("none", "Không hưởng"),
    Choice("pension", "Lương hưu"),
    Choice("social_insurance", "Trợ cấp bảo hiểm xã hội hằng tháng"),
    Choice("merit", "Trợ cấp người có công hằng tháng"),
)

SOCIAL_ASSISTANCE: Final = (
    Choice("none", "Không hưởng"),
    Choice("elderly", "Người cao tuổi"),
    Choice("disabled", "Người khuyết tật"),
    Choice("orphan", "Trẻ em mồ côi"),
)

# Of the household as a whole. The first four are those of the official form, and those whose households may ask to be
# recognised as having an average standard of living.
FARM_OCCUPATIONS: Final = (
    Choice("agriculture", "Nông nghiệp"),
    Choice("forestry", "Lâm nghiệp"),
    Choice("fishery", "Ngư nghiệp"),
    Choice("salt", "Diêm nghiệp"),
)
OCCUPATIONS: Final = (*FARM_OCCUPATIONS, Choice("other", "Nghề khác"))

LISTS: Final = {
    "sex": SEXES,
    "relationship": RELATIONSHIPS,
    "schooling_level": SCHOOLING_LEVELS,
    "education_level": EDUCATION_LEVELS,
    "training_level": TRAINING_LEVELS,
    "employment": EMPLOYMENT_STATES,
    "job_kind": JOB_KINDS,
    "contract": CONTRACTS,
    "social_assistance": SOCIAL_ASSISTANCE,
    "pension": PENSIONS,
    "occupation": OCCUPATIONS,
}
"""The list of each answer, by the name under which it is kept."""

_RELATIONSHIP_WORDINGS: Final = {
    "head": ("Chủ", "Bản thân"),
    "spouse": ("Vợ", "Chồng"),
    "child": ("Con đẻ", "Con trai", "Con gái", "Con nuôi"),
    "child_in_law": ("Con dâu", "Con rể", "Dâu", "Rể"),
    "grandchild": ("Cháu nội", "Cháu ngoại"),
    "parent": ("Cha", "Bố", "Ba", "Mẹ", "Má", "Cha đẻ", "Mẹ đẻ", "Bố đẻ", "Bố/mẹ", "Bố mẹ"),
    "grandparent": ("Ông", "Bà", "Ông nội", "Bà nội", "Ông ngoại", "Bà ngoại"),
    "sibling": ("Anh", "Chị", "Em", "Anh trai", "Chị gái", "Em trai", "Em gái", "Anh chị em"),
    "other": ("Khác",),
}
_RELATIONSHIP_BY_WORDING: Final = {
    squeeze(wording): code for code, wordings in _RELATIONSHIP_WORDINGS.items() for wording in wordings
}


def label(field: str, code: str) -> str:
    """The words of an answer; of a code that the list does not know, the code itself; nothing for no answer."""
    return next((choice.label for choice in LISTS[field] if choice.code == code), code)


def find_relationship(text: str) -> Choice | None:
    """The relationship to the head that a list names ("Con trai" → con); an unknown word gives nothing."""
    return find_choice(RELATIONSHIPS, text) or find_choice(
        RELATIONSHIPS, _RELATIONSHIP_BY_WORDING.get(squeeze(text), "")
    )
