"""What the members and the dwelling say of an indicator, and when they say nothing."""

from datetime import date
from decimal import Decimal

import pytest

from households.entry.cautions import cautions
from households.entry.judging import judgements
from households.entry.sheet import NO, YES, Sheet
from households.models import Member
from indicators.scoring import UNSURE, HouseholdClass
from indicators.standards import get_standard

DAY = date(2024, 12, 14)
STANDARD = get_standard("VN-2022")


def aged(years: int, **fields) -> Member:
    """Somebody of exactly that age on the day."""
    return Member(
        full_name=fields.pop("name", "Trần Văn Thử"),
        birth_year=DAY.year - years,
        birth_month=12,
        birth_day=1,
        **{"relationship": "child", **fields},
    )


def born(year: int, **fields) -> Member:
    """Somebody of whom only the year of birth is known."""
    return Member(full_name="Trần Văn Thử", birth_year=year, relationship="child", **fields)


def verdict(code: str, *members: Member, **sheet) -> bool | None:
    judgement = judgements(Sheet(**sheet), members, DAY).get(code)
    return judgement.lacks if judgement else None


# --- Employment -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("members", "lacks"),
    [
        ([aged(30, employment="no_job")], True),
        ([aged(30, employment="working", contract="without_contract")], True),
        ([aged(30, employment="working", contract="with_contract")], False),
        ([aged(30, employment="working", contract="not_paid_work")], False),
        ([aged(30, employment="working")], None),
        ([aged(30)], None),
        ([aged(30, employment="no_capacity")], False),
        ([aged(15, employment="no_job")], None),
        ([aged(16, employment="no_job")], True),
        ([aged(54, employment="no_job")], True),
        ([aged(55, employment="no_job")], None),
        ([aged(70, employment="no_job")], None),
        ([aged(30, employment="working", contract="with_contract"), aged(40)], None),
        ([aged(30, employment="working", contract="with_contract"), aged(70)], False),
        ([Member(full_name="A", employment="no_job")], None),
    ],
)
def test_employment(members, lacks):
    assert verdict("employment", *members) is lacks


# --- Dependents -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("members", "lacks"),
    [
        ([aged(30), aged(5), aged(7)], True),
        ([aged(30), aged(5)], None),  # half is not more than half; and what the parent receives is not recorded
        ([aged(30, social_assistance="none"), aged(5)], False),
        ([aged(30, social_assistance="none"), aged(80, social_assistance="elderly"), aged(5)], True),
        ([aged(30, social_assistance="none"), aged(40, social_assistance="disabled"), aged(5)], True),
        ([aged(30, social_assistance="none"), aged(40, social_assistance="none"), aged(5)], False),
        ([aged(30), aged(40), aged(5)], None),
        ([aged(15)], True),
        ([aged(16, social_assistance="none")], False),
        ([aged(30, social_assistance="none"), born(2008)], False),
        ([aged(30), born(2008, social_assistance="none"), born(2008, social_assistance="none")], None),
        ([aged(40, social_assistance="orphan")], None),
    ],
)
def test_dependents(members, lacks):
    assert verdict("dependents", *members) is lacks


# --- Insurance ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("members", "lacks"),
    [
        ([aged(6, has_health_insurance=False)], True),
        ([aged(5, has_health_insurance=False)], None),
        ([born(2018, has_health_insurance=False)], None),  # five or six
        ([aged(40, has_health_insurance=True), aged(3)], False),
        ([aged(40, has_health_insurance=True), aged(10)], None),
        ([aged(40, has_health_insurance=True), aged(50, has_health_insurance=True)], False),
    ],
)
def test_insurance(members, lacks):
    assert verdict("health_insurance", *members) is lacks


# --- Education of adults --------------------------------------------------------------------------

NOTHING = {"in_school": False, "education_level": "primary", "training_level": "none"}


@pytest.mark.parametrize(
    ("members", "lacks"),
    [
        ([aged(17, **NOTHING)], True),
        ([aged(17, **{**NOTHING, "education_level": "lower_secondary"})], False),
        ([aged(18, **{**NOTHING, "education_level": "lower_secondary"})], True),
        ([aged(20, **{**NOTHING, "education_level": "upper_secondary"})], False),
        ([aged(20, **{**NOTHING, "training_level": "elementary"})], False),
        ([aged(20, in_school=True, schooling_level="university")], False),
        ([aged(20, **{**NOTHING, "in_school": True, "schooling_level": "short_course"})], None),
        ([aged(20, **{**NOTHING, "job_kind": "enterprise"})], None),
        ([aged(20, in_school=False)], None),
        ([aged(15, **NOTHING)], None),
        ([aged(30, **NOTHING)], True),
        ([aged(31, **NOTHING)], None),
        ([aged(40)], None),
        ([born(2006, **{**NOTHING, "education_level": "lower_secondary"})], None),  # seventeen or eighteen
        ([born(2006, **NOTHING)], True),
        ([aged(20, **{**NOTHING, "education_level": "upper_secondary"}), aged(25)], None),
    ],
)
def test_adult_education(members, lacks):
    assert verdict("adult_education", *members) is lacks


# --- Children at school ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("members", "lacks"),
    [
        ([aged(3, in_school=False)], True),
        ([aged(2, in_school=False)], None),
        ([aged(15, in_school=False)], True),
        ([aged(16, in_school=False)], None),
        ([aged(10, in_school=True)], None),
        ([aged(10, in_school=True, schooling_level="primary")], False),
        ([aged(13, in_school=True, schooling_level="primary")], True),
        ([aged(15, in_school=True, schooling_level="upper_secondary")], False),
        ([aged(5, in_school=True, schooling_level="preschool")], False),
        ([aged(6, in_school=True, schooling_level="preschool")], True),
        ([born(2012, in_school=True, schooling_level="primary")], None),  # eleven or twelve
        ([aged(10, in_school=True, schooling_level="primary"), aged(4)], None),
        ([aged(40)], None),
    ],
)
def test_child_schooling(members, lacks):
    assert verdict("child_schooling", *members) is lacks


# --- The dwelling ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("area", "lacks"), [(None, None), ("15.9", True), ("16", False), ("0.1", True), ("200", False)]
)
def test_area_per_person(area, lacks):
    assert verdict("housing_area", aged(40), aged(5), floor_area=area and Decimal(area)) is lacks


@pytest.mark.parametrize(("source", "lacks"), [("piped", False), ("surface", True), ("other", None), ("", None)])
def test_water(source, lacks):
    assert verdict("water", aged(40), water_source=source) is lacks


def test_without_members_nothing_is_judged():
    assert judgements(Sheet(floor_area=Decimal(10), water_source="surface"), [], DAY) == {}


# --- Beside the tick ------------------------------------------------------------------------------


def said(sheet: Sheet, *members: Member, **more) -> dict[str, str]:
    return {each.field: each.with_source for each in cautions(sheet, members, DAY, STANDARD, **more)}


@pytest.mark.parametrize(
    ("answer", "source", "hint"), [(NO, "surface", True), (YES, "piped", True), (YES, "surface", False)]
)
def test_a_hint_stands_beside_the_answer_that_says_otherwise(answer, source, hint):
    found = said(Sheet(answers={"water": answer}, water_source=source), aged(40))
    assert ("water" in found) is hint


@pytest.mark.parametrize("answers", [{}, {"water": UNSURE}])
def test_what_is_not_answered_is_not_answered_for_the_officer(answers):
    assert said(Sheet(answers=answers, water_source="surface"), aged(40)) == {}


def test_a_hint_names_the_facts_the_tick_and_the_source_of_the_rule():
    found = said(Sheet(answers={"housing_area": NO}, floor_area=Decimal("12.5")), aged(40), aged(5))
    assert found["housing_area"].startswith(
        "12,5 m² cho 02 thành viên, bình quân 6,25 m²/người, dưới 8 m². "
        "Chỉ số “Diện tích nhà ở bình quân đầu người” đang ghi không thiếu hụt. (Phụ lục Nghị định 07/2021/NĐ-CP"
    )


def test_what_the_rule_leaves_unclear_is_said():
    found = said(Sheet(answers={"employment": NO}), aged(30, employment="no_job"))
    assert "tuổi lao động lấy ở mức thận trọng" in found["employment"]


def test_another_standard_has_other_rules():
    sheet = Sheet(answers={"water": NO}, water_source="surface")
    assert cautions(sheet, [aged(40)], DAY, get_standard("VN-2027")) == ()


def test_a_total_that_is_not_the_sum_of_its_items_is_asked_about():
    assert "khác tổng điểm B1 đã ghi là 120" in said(Sheet(income_points=120), score_total=125)["income_points"]
    assert said(Sheet(income_points=125), score_total=125) == {}


def test_a_poor_household_usually_has_a_cause():
    assert "causes" in said(Sheet(), household_class=HouseholdClass.POOR)
    assert "can_exit" in said(Sheet(can_exit=True), household_class=HouseholdClass.NOT_POOR)
