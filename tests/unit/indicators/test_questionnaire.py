"""Phiếu B as data: each question once, in order, of a kind that the pages know."""

from collections import Counter

import pytest

from indicators.questionnaire import Kind, Question, Subject, questionnaire_for
from indicators.standard import Standard
from indicators.standards import STANDARDS, get_standard

SHEET = questionnaire_for(get_standard("VN-2022"))
EVERY_STANDARD = pytest.mark.parametrize("standard", STANDARDS, ids=[standard.code for standard in STANDARDS])


@EVERY_STANDARD
def test_each_indicator_of_a_standard_is_asked_exactly_once(standard: Standard) -> None:
    asked = Counter(question.code for question in questionnaire_for(standard))
    assert [asked[indicator.code] for indicator in standard.indicators] == [1] * len(standard.indicators)


@EVERY_STANDARD
def test_the_b2_part_asks_the_indicators_of_its_standard_and_no_other_in_the_official_order(
    standard: Standard,
) -> None:
    asked = [question.code for question in questionnaire_for(standard).section("b2").questions]
    assert asked == [indicator.code for indicator in standard.indicators]


@EVERY_STANDARD
def test_no_code_occurs_twice_on_a_sheet(standard: Standard) -> None:
    assert max(Counter(question.code for question in questionnaire_for(standard)).values()) == 1


@EVERY_STANDARD
def test_b2_stands_under_the_headings_of_the_dimensions(standard: Standard) -> None:
    headings = [heading for heading, _ in questionnaire_for(standard).section("b2").by_heading()]
    assert headings == [dimension.name for dimension in standard.dimensions]


def test_the_sections_come_in_the_order_of_the_sheet() -> None:
    assert [section.code for section in SHEET.sections] == [
        "household",
        "members",
        "b1",
        "b2",
        "causes",
        "groups",
        "prospect",
    ]
    assert [section.code for section in SHEET.sections if section.subject is Subject.MEMBER] == ["members"]


@pytest.mark.parametrize("question", list(SHEET), ids=[question.code for question in SHEET])
def test_a_question_has_choices_exactly_when_its_kind_needs_them(question: Question) -> None:
    if question.kind in {Kind.CHOICE_ONE, Kind.CHOICE_MANY}:
        assert question.choices
    elif question.kind is not Kind.YES_NO:
        assert not question.choices
    codes = [choice.code for choice in question.choices]
    labels = [choice.label for choice in question.choices]
    assert len(set(codes)) == len(codes)
    assert len(set(labels)) == len(labels)
    assert question.wording
    assert question.source


def test_b1_and_every_indicator_must_be_answered_before_closing() -> None:
    required = {question.code for section in SHEET.sections[2:] for question in section.questions if question.required}
    assert required == {"income_points"} | {i.code for i in get_standard("VN-2022").indicators}


def test_an_indicator_offers_yes_no_and_not_sure_and_none_is_chosen_for_the_officer() -> None:
    water = SHEET.question("water")
    assert [choice.label for choice in water.choices] == ["Có", "Không", "Chưa chắc chắn"]
    assert water.wording == "9. Hộ có thiếu nguồn nước sạch để sinh hoạt không?"
    assert "giếng khoan" in water.help


def test_the_sheet_says_that_the_items_of_b1_are_not_known() -> None:
    assert SHEET.section("b1").questions[0].kind is Kind.WHOLE_NUMBER
    assert any("Bảng điểm chi tiết của điểm B1" in sentence for sentence in SHEET.unknowns)


def test_an_unknown_code_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        SHEET.question("colour_of_the_door")
    with pytest.raises(KeyError):
        SHEET.section("z")
