"""The engine at every boundary, by name, and every refusal with its sentence."""

from dataclasses import replace
from datetime import date

import pytest

from indicators.scoring import (
    Answer,
    Answers,
    CannotClassify,
    HouseholdClass,
    ImpossibleAnswer,
    ThresholdUnknown,
    Unanswered,
    class_by_points,
    classify,
)
from indicators.standards import get_standard
from localities.area_types import AreaType

STANDARD = get_standard("VN-2022")
RURAL, URBAN = AreaType.RURAL, AreaType.URBAN
POOR, NEAR_POOR, NOT_POOR = HouseholdClass.POOR, HouseholdClass.NEAR_POOR, HouseholdClass.NOT_POOR


def sheet(lacking: int = 0, **changes: Answer) -> dict[str, Answer]:
    """A complete sheet that lacks the first so many indicators, then changed by name."""
    answers: dict[str, Answer] = {i.code: i.number <= lacking for i in STANDARD.indicators}
    return answers | changes


@pytest.mark.parametrize(
    ("area", "b1", "lacking", "expected"),
    [
        pytest.param(RURAL, 140, 3, POOR, id="rural at 140 points with three deprivations"),
        pytest.param(RURAL, 140, 2, NEAR_POOR, id="rural at 140 points with two deprivations"),
        pytest.param(RURAL, 141, 3, NOT_POOR, id="rural one point above 140"),
        pytest.param(RURAL, 141, 12, NOT_POOR, id="rural above 140 is not poor however much it lacks"),
        pytest.param(URBAN, 175, 3, POOR, id="urban at 175 points with three deprivations"),
        pytest.param(URBAN, 175, 2, NEAR_POOR, id="urban at 175 points with two deprivations"),
        pytest.param(URBAN, 176, 3, NOT_POOR, id="urban one point above 175"),
        pytest.param(URBAN, 176, 12, NOT_POOR, id="urban above 175 is not poor however much it lacks"),
        pytest.param(URBAN, 141, 3, POOR, id="141 points are poor in town"),
        pytest.param(RURAL, 175, 3, NOT_POOR, id="175 points are not poor in the country"),
        pytest.param(RURAL, 0, 0, NEAR_POOR, id="no points and no deprivation is near-poor"),
        pytest.param(RURAL, 0, 12, POOR, id="no points and every deprivation"),
    ],
)
def test_the_class_at_each_boundary(area: AreaType, b1: int, lacking: int, expected: HouseholdClass) -> None:
    assert classify(Answers(area, b1, sheet(lacking)), STANDARD).household_class is expected


def test_the_outcome_carries_the_points_the_reasons_in_form_order_and_the_rule_book() -> None:
    answers = Answers(RURAL, 132, sheet(water=True, employment=True, toilet=True))
    outcome = classify(answers, STANDARD)
    assert outcome.household_class is POOR
    assert (outcome.income_points, outcome.deprivation_points) == (132, 30)
    assert outcome.because == ("employment", "water", "toilet")
    assert (outcome.standard, outcome.area) == ("VN-2022", RURAL)


def test_the_points_of_a_not_poor_household_are_kept_too() -> None:
    outcome = classify(Answers(RURAL, 200, sheet(4)), STANDARD)
    assert (outcome.household_class, outcome.deprivation_points, len(outcome.because)) == (NOT_POOR, 40, 4)


def test_a_higher_local_line_can_make_poor_who_is_not_poor_by_the_national_one() -> None:
    local = replace(STANDARD, code="EXAMPLE-LOCAL", b1_max={RURAL: 160, URBAN: 190}, local_to=("01",))
    answers = Answers(RURAL, 150, sheet(3))
    assert classify(answers, STANDARD).household_class is NOT_POOR
    assert classify(answers, local).household_class is POOR
    assert classify(answers, local).standard == "EXAMPLE-LOCAL"


def test_the_cut_off_and_the_points_are_those_of_the_standard() -> None:
    other = replace(STANDARD, code="EXAMPLE", points_per_indicator=5, poor_from_deprivations=4)
    assert classify(Answers(RURAL, 100, sheet(3)), other).household_class is NEAR_POOR
    outcome = classify(Answers(RURAL, 100, sheet(4)), other)
    assert (outcome.household_class, outcome.deprivation_points) == (POOR, 20)


def test_the_area_may_come_as_plain_text_from_a_row() -> None:
    outcome = classify(Answers("urban", 175, sheet(3)), STANDARD)  # type: ignore[arg-type]
    assert outcome.area is URBAN


@pytest.mark.parametrize(
    ("b1", "answers", "codes"),
    [
        pytest.param(None, sheet(), ("income_points",), id="B1 empty"),
        pytest.param(100, sheet(water=None), ("water",), id="an indicator empty"),
        pytest.param(100, sheet(water="unsure"), ("water",), id="an indicator unsure"),
        pytest.param(300, sheet(water=None), ("water",), id="an indicator empty although B1 is above the line"),
        pytest.param(100, sheet(12, toilet=None), ("toilet",), id="an indicator empty although already poor"),
        pytest.param(
            100,
            {code: answer for code, answer in sheet().items() if code not in {"telecom", "nutrition"}},
            ("nutrition", "telecom"),
            id="two indicators absent, named in form order",
        ),
        pytest.param(None, sheet(water=None), ("income_points", "water"), id="B1 and an indicator, B1 first"),
    ],
)
def test_an_unanswered_sheet_gets_no_class(b1: int | None, answers: dict[str, Answer], codes: tuple[str, ...]) -> None:
    with pytest.raises(Unanswered) as refusal:
        classify(Answers(RURAL, b1, answers), STANDARD)
    assert refusal.value.codes == codes


def test_the_refusal_of_an_unanswered_sheet_says_what_is_missing_and_what_to_do() -> None:
    with pytest.raises(Unanswered) as refusal:
        classify(Answers(RURAL, None, sheet(water=None, toilet="unsure")), STANDARD)
    assert str(refusal.value) == (
        "Phiếu chưa đủ để xếp loại hộ: còn thiếu điểm B1 và câu trả lời của 2 chỉ số mục B2 (9 Nguồn nước sinh hoạt; "
        "10 Nhà tiêu hợp vệ sinh). Hãy bổ sung rồi xếp loại lại; ô để trống hoặc “chưa chắc chắn” không được tính "
        "là không thiếu hụt."
    )


@pytest.mark.parametrize(
    ("area", "words"),
    [
        pytest.param(RURAL, "ngưỡng điểm B1 của khu vực nông thôn", id="rural"),
        pytest.param(URBAN, "ngưỡng điểm B1 của khu vực đô thị", id="urban"),
    ],
)
def test_a_standard_without_thresholds_refuses_and_names_the_missing_text(area: AreaType, words: str) -> None:
    standard = get_standard("VN-2027")
    answers: dict[str, Answer] = {i.code: True for i in standard.indicators}
    with pytest.raises(ThresholdUnknown) as refusal:
        classify(Answers(area, 10, answers), standard)
    assert words in str(refusal.value)
    assert "số điểm B2 của mỗi chỉ số" in str(refusal.value)
    assert "hướng dẫn Nghị định 351/2025/NĐ-CP ngày 30/12/2025" in str(refusal.value)


def test_a_threshold_missing_in_one_area_does_not_stop_the_other() -> None:
    half = replace(STANDARD, code="EXAMPLE", b1_max={RURAL: 140, URBAN: None})
    assert classify(Answers(RURAL, 140, sheet(3)), half).household_class is POOR
    with pytest.raises(ThresholdUnknown, match="khu vực thành thị, vì"):
        classify(Answers(URBAN, 140, sheet(3)), half)


@pytest.mark.parametrize(
    ("area", "b1", "answers", "sentence"),
    [
        pytest.param(RURAL, -1, sheet(), "Điểm B1 “-1” không hợp lệ", id="negative B1"),
        pytest.param(RURAL, 99.5, sheet(), "Điểm B1 “99.5” không hợp lệ", id="half a point"),
        pytest.param(RURAL, True, sheet(), "Điểm B1 “True” không hợp lệ", id="yes instead of points"),
        pytest.param(RURAL, "132", sheet(), "Điểm B1 “132” không hợp lệ", id="points as text"),
        pytest.param(RURAL, 100, sheet(waste=True), "“waste” không có trong", id="an indicator of another standard"),
        pytest.param(RURAL, 100, sheet(watr=None), "“watr” không có trong", id="an unknown code without an answer"),
        pytest.param(RURAL, 100, sheet() | {"water": 1}, "Câu trả lời “1” của chỉ số 9", id="one instead of yes"),
        pytest.param(RURAL, 100, sheet() | {"water": "no"}, "Câu trả lời “no” của chỉ số 9", id="text instead of no"),
        pytest.param(None, 100, sheet(), "Chưa xác định được khu vực", id="no area"),
        pytest.param("suburban", 100, sheet(), "Chưa xác định được khu vực", id="an area that does not exist"),
    ],
)
def test_an_impossible_answer_is_refused_with_a_sentence(area, b1, answers, sentence) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(ImpossibleAnswer, match=sentence):
        classify(Answers(area, b1, answers), STANDARD)


def test_every_refusal_can_be_caught_as_one_kind() -> None:
    for kind in (Unanswered, ThresholdUnknown, ImpossibleAnswer):
        assert issubclass(kind, CannotClassify)


def test_answers_do_not_follow_later_changes_of_the_mapping_they_were_made_from() -> None:
    mutable = sheet(3)
    answers = Answers(RURAL, 100, mutable)
    mutable["water"] = True
    assert classify(answers, STANDARD).deprivation_points == 30


@pytest.mark.parametrize(
    ("area", "b1", "b2", "expected"),
    [
        pytest.param(RURAL, 140, 30, POOR, id="rural 140 and 30"),
        pytest.param(RURAL, 140, 20, NEAR_POOR, id="rural 140 and 20"),
        pytest.param(RURAL, 141, 120, NOT_POOR, id="rural 141 and 120"),
        pytest.param(URBAN, 175, 30, POOR, id="urban 175 and 30"),
        pytest.param(URBAN, 176, 30, NOT_POOR, id="urban 176 and 30"),
    ],
)
def test_two_totals_alone_give_the_class_a_list_must_agree_with(
    area: AreaType, b1: int, b2: int, expected: HouseholdClass
) -> None:
    assert class_by_points(area, b1, b2, STANDARD) is expected


@pytest.mark.parametrize("b2", [-10, 5, 29, 130, True, 30.0])
def test_a_b2_total_that_no_sheet_can_have_is_refused(b2: int) -> None:
    with pytest.raises(ImpossibleAnswer, match="bội số của 10, từ 0 đến 120"):
        class_by_points(RURAL, 100, b2, STANDARD)


def test_the_standard_of_the_day_of_the_review_is_a_separate_question() -> None:
    """The engine has no clock: the caller chooses the standard, so a closed year can be scored again exactly."""
    assert STANDARD.in_force_on(date(2022, 1, 1))
    assert classify(Answers(RURAL, 140, sheet(3)), STANDARD) == classify(Answers(RURAL, 140, sheet(3)), STANDARD)
