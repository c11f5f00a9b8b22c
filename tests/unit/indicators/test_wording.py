"""The reasons of a class, as an officer reads them."""

from datetime import date

import pytest

from indicators.scoring import UNSURE, Answers, HouseholdClass, Outcome, classify
from indicators.standard import Confidence
from indicators.standards import get_standard
from indicators.wording import ANSWER_LABELS, CLASS_LABELS, CONFIDENCE_LABELS, explain
from localities.area_types import AreaType

STANDARD = get_standard("VN-2022")


def outcome(area: AreaType, b1: int, lacking: set[str]) -> Outcome:
    return classify(Answers(area, b1, {i.code: i.code in lacking for i in STANDARD.indicators}), STANDARD)


def test_a_poor_household_is_told_both_scores_the_class_and_the_legal_basis() -> None:
    lacking = {"employment", "health_insurance", "water", "toilet"}
    assert explain(outcome(AreaType.RURAL, 132, lacking), STANDARD) == (
        "Điểm B1 là 132, không vượt ngưỡng 140 điểm của khu vực nông thôn.",
        (
            "Điểm B2 là 40: thiếu hụt 4 chỉ số (1 Việc làm; 4 Bảo hiểm y tế; 9 Nguồn nước sinh hoạt; "
            "10 Nhà tiêu hợp vệ sinh), từ 30 điểm trở lên."
        ),
        "Vì vậy hộ được xếp: Hộ nghèo.",
        (
            "Căn cứ: Điều 3 Nghị định 07/2021/NĐ-CP ngày 27/01/2021; Thông tư 07/2021/TT-BLĐTBXH ngày 18/7/2021, "
            "sửa đổi, bổ sung bởi Thông tư 02/2022/TT-BLĐTBXH ngày 30/3/2022."
        ),
    )


def test_a_near_poor_household_without_deprivations() -> None:
    income, deprivation, verdict, _ = explain(outcome(AreaType.URBAN, 175, set()), STANDARD)
    assert income == "Điểm B1 là 175, không vượt ngưỡng 175 điểm của khu vực thành thị."
    assert deprivation == "Điểm B2 là 0: không thiếu hụt chỉ số nào, dưới 30 điểm."
    assert verdict == "Vì vậy hộ được xếp: Hộ cận nghèo."


def test_a_household_above_the_line_is_told_that_b2_changes_nothing() -> None:
    income, deprivation, verdict, _ = explain(outcome(AreaType.RURAL, 141, {"employment"}), STANDARD)
    assert income == "Điểm B1 là 141, vượt ngưỡng 140 điểm của khu vực nông thôn."
    assert deprivation == (
        "Điểm B2 là 10: thiếu hụt 1 chỉ số (1 Việc làm), không làm thay đổi kết quả vì điểm B1 đã vượt ngưỡng."
    )
    assert verdict == "Vì vậy hộ được xếp: Hộ không nghèo."


@pytest.mark.parametrize(
    ("day", "cited"),
    [
        pytest.param(date(2024, 12, 1), False, id="before the decree that extends the standard"),
        pytest.param(date(2026, 3, 1), True, id="in the year it extends it to"),
    ],
)
def test_a_later_decree_is_cited_only_in_its_time(day: date, cited: bool) -> None:
    basis = explain(outcome(AreaType.RURAL, 100, set()), STANDARD, on=day)[-1]
    assert ("351/2025/NĐ-CP" in basis) is cited


def test_an_outcome_is_explained_only_by_the_standard_it_rests_on() -> None:
    with pytest.raises(ValueError, match="VN-2022"):
        explain(outcome(AreaType.RURAL, 100, set()), get_standard("VN-2027"))


def test_every_class_answer_and_confidence_has_a_label() -> None:
    assert CLASS_LABELS.keys() == set(HouseholdClass)
    assert ANSWER_LABELS.keys() == {True, False, UNSURE, None}
    assert CONFIDENCE_LABELS.keys() == set(Confidence)
