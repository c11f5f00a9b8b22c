"""What is typed on a form as a value, and the bit masks that hold it."""

from decimal import Decimal
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from households.entry.sheet import GROUP_COLUMNS, NO, YES, Sheet, columns, sheet_of
from households.models import Assessment, Member
from households.register.people import MemberInput
from indicators.dwellings import POWER_SOURCES, WATER_SOURCES
from indicators.scoring import UNSURE
from indicators.standard import UnknownIndicator
from indicators.standards import STANDARDS, get_standard
from indicators.support import SUPPORTS

STANDARD = get_standard("VN-2022")
CODES = [indicator.code for indicator in STANDARD.indicators]

sheets = st.builds(
    Sheet,
    income_points=st.none() | st.integers(0, 999),
    answers=st.dictionaries(st.sampled_from(CODES), st.sampled_from([NO, YES, UNSURE])),
    causes=st.sets(st.integers(1, 8)),
    other_cause=st.sampled_from(["", "Thiên tai", "  mất mùa  "]),
    groups=st.sets(st.sampled_from(list(GROUP_COLUMNS))),
    can_exit=st.booleans(),
    note=st.sampled_from(["", "Đã đi xác minh"]),
    floor_area=st.none() | st.decimals(0, 99999, places=1),
    power_source=st.sampled_from(["", *(code for code, _ in POWER_SOURCES)]),
    water_source=st.sampled_from(["", *(code for code, _ in WATER_SOURCES)]),
    policies=st.sets(st.sampled_from([code for code, _ in SUPPORTS])),
    needs=st.sets(st.sampled_from([code for code, _ in SUPPORTS])),
    score_sheet=st.just(7),
    score_items=st.sets(st.sampled_from(["1a", "2b", "3c"])),
)


@given(sheets)
def test_a_sheet_comes_back_from_the_columns_as_it_was(sheet):
    assert sheet_of(Assessment(**columns(sheet, STANDARD)), STANDARD) == sheet


@given(sheets)
def test_a_sheet_comes_back_from_text_as_it_was(sheet):
    assert Sheet.unpacked(sheet.packed()) == sheet


@pytest.mark.parametrize("text", ["", "{", "[]", '{"colour": 1}', '{"answers": {"water": "maybe"}}', "null"])
def test_text_that_is_no_sheet_gives_nothing(text):
    assert Sheet.unpacked(text) is None


@pytest.mark.parametrize("standard", STANDARDS, ids=lambda standard: standard.code)
@pytest.mark.parametrize(
    ("answer", "masks"),
    [(NO, ("answered_mask",)), (YES, ("answered_mask", "deprived_mask")), (UNSURE, ("answered_mask", "unsure_mask"))],
)
def test_all_twelve_answers_fill_the_mask(standard, answer, masks):
    values = columns(Sheet(answers={each.code: answer for each in standard.indicators}), standard)
    for name in ("answered_mask", "deprived_mask", "unsure_mask"):
        assert values[name] == (0b1111_1111_1111 if name in masks else 0), name


@pytest.mark.parametrize(("slot", "code"), list(enumerate(CODES)))
def test_each_indicator_has_the_bit_of_its_number(slot, code):
    assert columns(Sheet(answers={code: YES}), STANDARD)["deprived_mask"] == 1 << slot


def test_an_unanswered_indicator_is_in_no_mask():
    values = columns(Sheet(answers={"water": "", "toilet": NO}), STANDARD)
    assert STANDARD.codes(values["answered_mask"]) == ("toilet",)
    assert values["deprived_mask"] == values["unsure_mask"] == 0


def test_causes_are_bits_by_their_official_number():
    assert columns(Sheet(causes=[1, 8]), STANDARD)["causes_mask"] == 0b1000_0001


def test_a_written_other_cause_ticks_the_official_cause_eight():
    assert Sheet(causes=[2], other_cause="  thiên   tai ").causes == (2, 8)
    assert Sheet(other_cause="thiên   tai ").other_cause == "thiên tai"


def test_what_is_no_answer_is_refused():
    with pytest.raises(ValueError, match="maybe"):
        Sheet(answers={"water": "maybe"})


def test_an_indicator_of_another_standard_is_refused():
    with pytest.raises(UnknownIndicator, match="waste"):
        columns(Sheet(answers={"waste": YES}), STANDARD)


def test_an_area_is_one_area_however_it_is_written():
    assert Sheet(floor_area="45") == Sheet(floor_area=Decimal("45.00"))


def test_a_score_sheet_without_answers_is_none():
    assert Sheet(score_sheet=3).score_sheet is None


def test_a_kind_of_support_that_nobody_knows_is_refused():
    with pytest.raises(ValueError, match="holiday"):
        Sheet(policies=["holiday"])


def test_groups_without_a_column_are_left_out():
    assert Sheet(groups=["indigenous_minority", "merit"]).groups == ("merit",)


@pytest.mark.parametrize(
    ("typed", "changed"),
    [
        ({"national_id": None}, ()),
        ({"national_id": "001070000001"}, ()),
        ({"national_id": "001070000009"}, ("national_id",)),
        ({"national_id": ""}, ("national_id",)),
        ({"full_name": "Trần Văn  Thử"}, ()),
        ({"in_school": False}, ("in_school",)),
    ],
)
def test_a_typed_person_is_compared_field_by_field(typed, changed):
    stored = Member(full_name="Trần Văn Thử", relationship="head", ethnicity="01", national_id="001070000001")
    values = {"full_name": "Trần Văn Thử", "relationship": "head", **typed}
    assert MemberInput(uid=uuid4(), **values).differs_from(stored) == changed
