"""The rule books: which one applies when and where, and what each of them says or admits not to know."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from indicators.standard import Confidence, Standard, UnknownIndicator
from indicators.standards import STANDARDS, NoStandard, check_book, get_standard, standard_on
from localities.area_types import AreaType

NATIONAL_2022 = get_standard("VN-2022")
NATIONAL_2027 = get_standard("VN-2027")

# An example only: no province's decision is loaded in this software.
LOCAL = replace(
    NATIONAL_2022,
    code="EXAMPLE-LOCAL",
    name="Chuẩn nghèo của tỉnh (ví dụ)",
    legal_basis="Quyết định của tỉnh (ví dụ)",
    valid_from=date(2022, 7, 1),
    valid_to=date(2025, 12, 31),
    income_line={AreaType.RURAL: 2_000_000, AreaType.URBAN: 2_500_000},
    b1_max={AreaType.RURAL: 160, AreaType.URBAN: 190},
    local_to=("01",),
)
BOOK = (*STANDARDS, LOCAL)

STANDARD_IDS = [standard.code for standard in STANDARDS]


@pytest.mark.parametrize(
    ("day", "code"),
    [
        pytest.param(date(2022, 1, 1), "VN-2022", id="first day of the 2022 standard"),
        pytest.param(date(2024, 6, 30), "VN-2022", id="in the middle"),
        pytest.param(date(2026, 1, 1), "VN-2022", id="first day of its continuation"),
        pytest.param(date(2026, 12, 31), "VN-2022", id="its last day"),
        pytest.param(date(2027, 1, 1), "VN-2027", id="first day of the 2027 standard"),
        pytest.param(date(2030, 12, 31), "VN-2027", id="last day of the 2027 standard"),
    ],
)
def test_the_national_standard_of_a_day(day: date, code: str) -> None:
    assert standard_on(day).code == code


@pytest.mark.parametrize(
    "day",
    [
        pytest.param(date(2021, 12, 31), id="the day before the first"),
        pytest.param(date(2031, 1, 1), id="the day after the last"),
    ],
)
def test_a_day_without_a_standard_is_refused_with_a_sentence_that_names_it(day: date) -> None:
    with pytest.raises(NoStandard, match=f"chưa có chuẩn nghèo áp dụng cho ngày {day:%d/%m/%Y}"):
        standard_on(day)


def test_standards_follow_one_another_without_a_gap_and_without_overlap() -> None:
    for earlier, later in zip(STANDARDS, STANDARDS[1:], strict=False):
        assert later.valid_from == earlier.valid_to + timedelta(days=1)


def test_an_unknown_code_is_refused_with_the_known_ones() -> None:
    with pytest.raises(NoStandard, match="“VN-1900”.*VN-2022, VN-2027"):
        get_standard("VN-1900")


@pytest.mark.parametrize(
    ("day", "province", "code"),
    [
        pytest.param(date(2022, 6, 30), "01", "VN-2022", id="the day before the local one begins"),
        pytest.param(date(2022, 7, 1), "01", "EXAMPLE-LOCAL", id="its first day"),
        pytest.param(date(2025, 12, 31), "01", "EXAMPLE-LOCAL", id="its last day"),
        pytest.param(date(2026, 1, 1), "01", "VN-2022", id="the day after its last"),
        pytest.param(date(2024, 1, 1), "79", "VN-2022", id="another province"),
        pytest.param(date(2024, 1, 1), None, "VN-2022", id="no province asked for"),
    ],
)
def test_a_province_with_its_own_standard_uses_it_while_it_is_in_force(
    day: date, province: str | None, code: str
) -> None:
    check_book(BOOK)
    assert standard_on(day, province, among=BOOK).code == code


def test_a_local_standard_alone_does_not_apply_elsewhere() -> None:
    with pytest.raises(NoStandard):
        standard_on(date(2024, 1, 1), "79", among=(LOCAL,))


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        pytest.param({"code": "VN-2022"}, "share this code", id="the code of another standard"),
        pytest.param({"code": "SECOND"}, "same place on the same day", id="a second one for the same province"),
        pytest.param({"code": "SECOND", "local_to": ()}, "same place on the same day", id="a second national one"),
        pytest.param(
            {"code": "SECOND", "local_to": ("79", "01")}, "same place on the same day", id="one shared province"
        ),
    ],
)
def test_a_book_with_two_rules_for_one_day_is_refused(change: dict[str, object], complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        check_book((*BOOK, replace(LOCAL, **change)))  # type: ignore[arg-type]


def test_two_provinces_may_each_have_their_own() -> None:
    check_book((*BOOK, replace(LOCAL, code="SECOND", local_to=("79",))))


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        pytest.param({"indicators": NATIONAL_2022.indicators[:1] * 2}, "occurs twice", id="a code twice"),
        pytest.param({"indicators": NATIONAL_2022.indicators[::-1]}, "numbered 1..n", id="numbers out of order"),
        pytest.param({"indicators": NATIONAL_2022.indicators[1:]}, "numbered 1..n", id="number 1 missing"),
        pytest.param({"valid_to": date(2021, 12, 31)}, "ends before", id="the end before the beginning"),
        pytest.param({"b1_max": {AreaType.RURAL: 140}}, "b1_max", id="an area without a threshold"),
        pytest.param({"income_line": {}}, "income_line", id="no income lines"),
        pytest.param({"poor_from_deprivations": 0}, "cut-off", id="everyone poor"),
        pytest.param({"poor_from_deprivations": 13}, "cut-off", id="no one poor"),
        pytest.param({"points_per_indicator": 0}, "one point", id="indicators worth nothing"),
    ],
)
def test_a_malformed_standard_cannot_be_built(change: dict[str, object], complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        replace(NATIONAL_2022, **change)  # type: ignore[arg-type]


def test_a_standard_cannot_be_changed_after_it_is_built() -> None:
    with pytest.raises(AttributeError):
        NATIONAL_2022.poor_from_deprivations = 1  # type: ignore[misc]
    with pytest.raises(TypeError):
        NATIONAL_2022.b1_max[AreaType.RURAL] = 150  # type: ignore[index]


def test_the_2022_standard_holds_the_figures_of_the_decree() -> None:
    assert NATIONAL_2022.income_line == {AreaType.RURAL: 1_500_000, AreaType.URBAN: 2_000_000}
    assert NATIONAL_2022.average_living_upper == {AreaType.RURAL: 2_250_000, AreaType.URBAN: 3_000_000}
    assert NATIONAL_2022.b1_max == {AreaType.RURAL: 140, AreaType.URBAN: 175}
    assert (NATIONAL_2022.points_per_indicator, NATIONAL_2022.poor_from_points) == (10, 30)
    assert NATIONAL_2022.can_classify


def test_the_2022_indicators_have_the_numbers_of_the_official_report_forms() -> None:
    assert {i.number: i.code for i in NATIONAL_2022.indicators} == {
        1: "employment",
        2: "dependents",
        3: "nutrition",
        4: "health_insurance",
        5: "adult_education",
        6: "child_schooling",
        7: "housing_quality",
        8: "housing_area",
        9: "water",
        10: "toilet",
        11: "telecom",
        12: "info_means",
    }


def test_six_dimensions_of_two_indicators_each_in_2022() -> None:
    names = [dimension.name for dimension in NATIONAL_2022.dimensions]
    assert names == ["Việc làm", "Y tế", "Giáo dục", "Nhà ở", "Nước sinh hoạt và vệ sinh", "Thông tin"]
    for dimension in NATIONAL_2022.dimensions:
        assert len([i for i in NATIONAL_2022.indicators if i.dimension == dimension]) == 2


def test_the_extension_to_2026_is_cited_only_from_2026_on() -> None:
    assert NATIONAL_2022.legal_basis_on(date(2025, 12, 31)) == "Điều 3 Nghị định 07/2021/NĐ-CP ngày 27/01/2021"
    assert "Nghị định 351/2025/NĐ-CP ngày 30/12/2025" in NATIONAL_2022.legal_basis_on(date(2026, 1, 1))


def test_the_2027_standard_knows_its_income_lines_and_admits_the_rest() -> None:
    assert NATIONAL_2027.income_line == {AreaType.RURAL: 2_200_000, AreaType.URBAN: 2_800_000}
    assert set(NATIONAL_2027.b1_max.values()) == {None}
    assert NATIONAL_2027.points_per_indicator is None
    assert NATIONAL_2027.poor_from_points is None
    assert not NATIONAL_2027.can_classify
    assert {indicator.confidence for indicator in NATIONAL_2027.indicators} == {Confidence.LOW}
    assert any("ngưỡng điểm B1" in sentence for sentence in NATIONAL_2027.unknowns)
    assert any("dự thảo" in sentence for sentence in NATIONAL_2027.unknowns)


def test_waste_is_a_new_indicator_and_never_a_renamed_one() -> None:
    old = {indicator.code for indicator in NATIONAL_2022.indicators}
    new = {indicator.code for indicator in NATIONAL_2027.indicators}
    assert old - new == {"info_means"}
    assert new - old == {"waste"}


@pytest.mark.parametrize("standard", STANDARDS, ids=STANDARD_IDS)
def test_every_indicator_has_a_yes_no_question_a_rule_and_a_source(standard: Standard) -> None:
    for indicator in standard.indicators:
        assert indicator.question.endswith("không?"), indicator.code
        assert indicator.rule.endswith("."), indicator.code
        assert "351/2025/NĐ-CP" in indicator.source or "07/2021/NĐ-CP" in indicator.source


@pytest.mark.parametrize("standard", STANDARDS, ids=STANDARD_IDS)
def test_what_a_standard_does_not_know_is_said_in_sentences(standard: Standard) -> None:
    assert standard.unknowns
    assert all(sentence.endswith(".") for sentence in standard.unknowns)


def test_each_bit_of_a_mask_is_the_indicator_with_the_next_number() -> None:
    assert NATIONAL_2022.mask(["employment"]) == 1
    assert NATIONAL_2022.mask(["info_means"]) == 1 << 11
    assert NATIONAL_2022.mask([]) == 0
    assert NATIONAL_2022.full_mask == 4095


def test_codes_come_back_in_the_official_order_whatever_the_order_they_were_given_in() -> None:
    assert NATIONAL_2022.codes(NATIONAL_2022.mask(["water", "employment", "water"])) == ("employment", "water")


def test_a_code_of_another_standard_is_refused() -> None:
    with pytest.raises(UnknownIndicator, match="“waste” không có trong Chuẩn nghèo .* giai đoạn 2022-2025"):
        NATIONAL_2022.mask(["waste"])


@pytest.mark.parametrize("mask", [pytest.param(-1, id="below none"), pytest.param(4096, id="above all twelve")])
def test_a_number_that_is_no_mask_is_refused(mask: int) -> None:
    with pytest.raises(UnknownIndicator, match="chỉ nhận từ 0 đến 4095"):
        NATIONAL_2022.codes(mask)


def test_indicators_are_described_with_number_and_name() -> None:
    assert NATIONAL_2022.describe(["health_insurance", "employment"]) == "1 Việc làm; 4 Bảo hiểm y tế"
