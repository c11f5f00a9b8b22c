"""Two standards side by side: what can be said although something is missing, checked by brute force."""

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.comparing import CLASSES, Verdict, compare, correspondence
from indicators.comparing_words import class_words, lacks, why
from indicators.scoring import UNSURE, Answers, HouseholdClass, classify
from indicators.standards import get_standard
from localities.area_types import AreaType
from tests.factories_analysis import LOCAL

HERE = get_standard("VN-2022")
DRAFT = get_standard("VN-2027")
CODES = [indicator.code for indicator in HERE.indicators]
WITHOUT_LINE = replace(LOCAL, code="THU-B1", b1_max=dict.fromkeys(AreaType))
POOR, NEAR_POOR, NOT_POOR = CLASSES


def answers(lacking: list[str], points: int | None = 100, *, unknown: tuple[str, ...] = ()) -> Answers:
    said = {code: code in lacking for code in CODES if code not in unknown}
    return Answers(AreaType.RURAL, points, said | dict.fromkeys(unknown[:1], UNSURE))


# --- How two standards correspond ------------------------------------------------------------------


def test_indicators_are_matched_by_code_and_not_by_number():
    match = correspondence(HERE, DRAFT)
    assert [each.code for each in match.only_there] == ["waste"]
    assert [each.code for each in match.only_here] == ["info_means"]
    assert len(match.shared) == 11
    assert match.without_b1_max == (AreaType.RURAL, AreaType.URBAN)
    assert match.without_points


def test_a_rule_that_is_not_worded_alike_is_named():
    reworded = replace(LOCAL.indicators[0], rule="Quy định khác.")
    other = replace(LOCAL, indicators=(reworded, *LOCAL.indicators[1:]))
    assert [each.code for each in correspondence(HERE, other).reworded] == ["employment"]
    assert correspondence(HERE, LOCAL).reworded == ()


def test_what_the_other_standard_lacks_is_said():
    words = " ".join(lacks(correspondence(HERE, DRAFT)))
    assert "chưa có ngưỡng điểm B1 của khu vực nông thôn và đô thị" in words
    assert "chưa có số điểm B2 của mỗi chỉ số" in words
    assert "Phiếu của đợt rà soát không hỏi: 12 Xử lý rác thải." in words
    assert "không dùng đến: 12 Phương tiện phục vụ tiếp cận thông tin" in words
    assert lacks(correspondence(HERE, replace(HERE, code="THU"))) == ()


# --- One household ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lacking", "points", "there", "possible"),
    [
        pytest.param(CODES[:2], 100, LOCAL, (POOR,), id="two shared deprivations settle it, whatever waste is"),
        pytest.param(CODES[:1], 100, LOCAL, (POOR, NEAR_POOR), id="one: waste decides"),
        pytest.param(["info_means"], 100, LOCAL, (NEAR_POOR,), id="a deprivation that does not count there"),
        pytest.param(CODES[:1], 161, LOCAL, (NOT_POOR,), id="above the line, whatever waste is"),
        pytest.param(CODES[:1], 160, LOCAL, (POOR, NEAR_POOR), id="at the line"),
        pytest.param(CODES[:3], 100, DRAFT, (POOR, NOT_POOR), id="three, but no line is known"),
        pytest.param(CODES[:2], 100, DRAFT, (POOR, NEAR_POOR, NOT_POOR), id="two and no line: anything"),
        pytest.param(CODES[:1], 100, DRAFT, (NEAR_POOR, NOT_POOR), id="one and no line: not poor in the end"),
        pytest.param(CODES[:1], None, LOCAL, (POOR, NEAR_POOR, NOT_POOR), id="no B1 was recorded"),
    ],
)
def test_the_classes_that_remain_possible(lacking, points, there, possible):
    assert compare(answers(lacking, points), HERE, there).possible == possible


@pytest.mark.parametrize(
    ("lacking", "before", "there", "verdict"),
    [
        pytest.param([], NEAR_POOR, LOCAL, Verdict.SAME, id="the same"),
        pytest.param(CODES[:2], NEAR_POOR, LOCAL, Verdict.CHANGED, id="another one"),
        pytest.param(CODES[:1], NEAR_POOR, LOCAL, Verdict.OPEN, id="open"),
        pytest.param(CODES[:2], NEAR_POOR, WITHOUT_LINE, Verdict.CHANGED, id="changes, open to which"),
    ],
)
def test_what_becomes_of_a_household(lacking, before, there, verdict):
    assert compare(answers(lacking), HERE, there).verdict(before) is verdict


def test_only_the_gaps_that_matter_keep_it_open():
    open_one = compare(answers(CODES[:1]), HERE, LOCAL)
    assert (open_one.open_codes, open_one.no_threshold, open_one.settled_anyway) == (("waste",), False, False)
    settled = compare(answers(CODES[:2]), HERE, LOCAL)
    assert (settled.open_codes, settled.not_asked, settled.settled_anyway) == ((), ("waste",), True)


def test_an_unsure_answer_is_as_unknown_as_a_missing_one():
    found = compare(answers([], unknown=("water", "toilet")), HERE, HERE)
    assert found.not_answered == ("water", "toilet")
    assert found.household_class is NEAR_POOR, "two unknown answers cannot make three"


@pytest.mark.parametrize(
    ("lacking", "points", "there", "words"),
    [
        (CODES[:2], 100, LOCAL, "Phiếu không hỏi 12 Xử lý rác thải, nhưng không làm thay đổi kết luận."),
        (CODES[:2], 100, LOCAL, "Kết quả này không đổi, dù phần còn thiếu thế nào: hộ nghèo."),
        (CODES[:1], 100, LOCAL, "Phiếu không hỏi 12 Xử lý rác thải, nên còn để ngỏ."),
        (CODES[:1], 161, LOCAL, "Điểm B1 là 161, vượt ngưỡng 160 điểm của khu vực nông thôn."),
        (CODES[:3], 100, DRAFT, "Chưa có ngưỡng điểm B1 của khu vực nông thôn để so với điểm B1 của hộ (100 điểm)."),
        (CODES[:1], None, LOCAL, "Phiếu chưa có điểm B1 để so với ngưỡng 160 điểm của khu vực nông thôn."),
    ],
)
def test_the_reasons_are_said(lacking, points, there, words):
    assert words in why(compare(answers(lacking, points), HERE, there), AreaType.RURAL, points, there)


def test_the_class_is_said_with_what_remains_possible():
    assert class_words(compare(answers(CODES[:2]), HERE, LOCAL)) == "Hộ nghèo"
    assert class_words(compare(answers(CODES[:1]), HERE, LOCAL)) == "Chưa xếp được: hộ nghèo hoặc hộ cận nghèo"
    assert class_words(compare(answers(CODES[:2]), HERE, DRAFT)) == (
        "Chưa xếp được: hộ nghèo, hộ cận nghèo hoặc hộ không nghèo"
    )


# --- Properties ------------------------------------------------------------------------------------

areas = st.sampled_from(AreaType)
points = st.one_of(st.integers(135, 205), st.integers(1, 1000))
sheets = st.fixed_dictionaries(dict.fromkeys(CODES, st.booleans()))


@given(areas, points, sheets)
def test_the_own_standard_gives_the_class_of_the_engine(area, b1, sheet):
    found = compare(Answers(area, b1, sheet), HERE, HERE)
    assert found.household_class is classify(Answers(area, b1, sheet), HERE).household_class
    assert not found.settled_anyway


@given(areas, points, sheets, st.sets(st.sampled_from(CODES), max_size=3), st.booleans())
def test_the_possible_classes_are_those_of_every_way_to_fill_the_gaps(area, b1, sheet, unknown, knows_line):
    """Brute force: every answer to what is unknown, and lines on both sides of B1 where none is known."""
    there = LOCAL if knows_line else WITHOUT_LINE
    recorded = {code: answer for code, answer in sheet.items() if code not in unknown}
    asked = [each.code for each in there.indicators]
    gaps = [code for code in asked if code not in recorded]
    lines = [there] if knows_line else [replace(there, b1_max=dict.fromkeys(AreaType, b1 + more)) for more in (-1, 0)]
    reached: set[HouseholdClass] = set()
    for standard, filled in product(lines, product([True, False], repeat=len(gaps))):
        full = {code: answer for code, answer in recorded.items() if code in asked} | dict(
            zip(gaps, filled, strict=True)
        )
        reached.add(classify(Answers(area, b1, full), standard).household_class)
    assert set(compare(Answers(area, b1, recorded), HERE, there).possible) == reached
