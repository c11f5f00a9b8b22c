"""What would lift a household: worked examples, and the rule checked against `classify` over all subsets."""

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.lifting import NotPoor, lift, lift_of, points_out, prospect
from indicators.lifting_words import words_for
from indicators.scoring import Answers, HouseholdClass, Outcome, classify
from indicators.standards import get_standard
from localities.area_types import AreaType

STANDARD = get_standard("VN-2022")
DRAFT = get_standard("VN-2027")
CODES = [indicator.code for indicator in STANDARD.indicators]
# A rule book in which every single deprivation makes poor, and one in which it takes five.
ONE = replace(STANDARD, code="THU-1", poor_from_deprivations=1)
FIVE = replace(STANDARD, code="THU-5", poor_from_deprivations=5)

lacking_sets = st.sets(st.sampled_from(CODES), min_size=3).map(frozenset)


def outcome(lacking: list[str], points: int = 100, area: AreaType = AreaType.RURAL, standard=STANDARD) -> Outcome:
    return classify(Answers(area, points, {code: code in lacking for code in CODES}), standard)


@pytest.mark.parametrize(
    ("lacking", "to_mend", "alone", "sets"),
    [
        pytest.param(["employment", "water", "toilet"], 1, ("employment", "water", "toilet"), 3, id="three: any one"),
        pytest.param(CODES[:4], 2, (), 6, id="four: any two"),
        pytest.param(CODES, 10, (), 66, id="all twelve: ten"),
    ],
)
def test_how_many_must_be_mended_and_which_suffice_alone(lacking, to_mend, alone, sets):
    found = lift(AreaType.RURAL, 100, lacking, STANDARD)
    assert (found.to_mend, found.alone, found.combinations) == (to_mend, alone, sets)


@pytest.mark.parametrize(
    ("area", "points", "missing"),
    [
        pytest.param(AreaType.RURAL, 140, 1, id="at the line"),
        pytest.param(AreaType.RURAL, 141, 0, id="above it"),
        pytest.param(AreaType.URBAN, 100, 76, id="in town"),
    ],
)
def test_points_that_take_a_household_out_altogether(area, points, missing):
    assert points_out(area, points, STANDARD) == missing


def test_without_a_threshold_the_missing_points_are_unknown_and_the_mending_is_not():
    found = lift(AreaType.RURAL, 100, ["employment", "water", "waste", "toilet"], DRAFT)
    assert (found.points_out, found.to_mend) == (None, 2)


@pytest.mark.parametrize(
    ("points", "lacking"),
    [pytest.param(100, CODES[:2], id="near-poor"), pytest.param(141, CODES, id="above the line")],
)
def test_a_household_that_is_not_poor_is_refused(points, lacking):
    with pytest.raises(NotPoor):
        lift(AreaType.RURAL, points, lacking, STANDARD)
    assert lift_of(outcome(lacking, points), STANDARD) is None


@given(st.sampled_from([ONE, STANDARD, FIVE]), st.sampled_from(AreaType), st.integers(0, 170), st.data())
def test_no_smaller_set_suffices_and_every_set_of_that_size_does(standard, area, points, data):
    """Brute force over all subsets of the deprivations: mend them and class again."""
    size = data.draw(st.integers(standard.poor_from_deprivations, 8))
    lacking = data.draw(st.sets(st.sampled_from(CODES), min_size=size, max_size=size))
    before = outcome(list(lacking), points, area, standard)
    if before.household_class is not HouseholdClass.POOR:
        assert lift_of(before, standard) is None
        return
    found = lift_of(before, standard)
    for number in range(len(lacking) + 1):
        for mended in combinations(sorted(lacking), number):
            after = outcome(list(lacking - set(mended)), points, area, standard).household_class
            assert (after is HouseholdClass.NEAR_POOR) == (number >= found.to_mend)
    out = found.points_out
    assert outcome(list(lacking), points + out, area, standard).household_class is HouseholdClass.NOT_POOR
    assert outcome(list(lacking), points + out - 1, area, standard).household_class is HouseholdClass.POOR


# --- Many households -------------------------------------------------------------------------------


def test_a_village_of_four_poor_households():
    found = prospect(
        [
            ["employment", "water", "toilet"],
            ["water", "toilet", "telecom"],
            ["employment", "health_insurance", "water", "toilet"],
            ["employment", "nutrition", "health_insurance", "water", "telecom"],
        ],
        STANDARD,
    )
    counts = {gain.code: (gain.lacking, gain.alone) for gain in found.gains if gain.lacking}
    assert counts == {
        "employment": (3, 1),
        "nutrition": (1, 0),
        "health_insurance": (2, 0),
        "water": (4, 2),
        "toilet": (3, 2),
        "telecom": (2, 1),
    }
    assert (found.poor, found.needed) == (4, {1: 2, 2: 1, 3: 1})
    assert [gain.code for gain in found.most] == ["water", "toilet"]
    # Water and toilet both lift two, but four lack water. Then two are left: {1, 4, 10} and {1, 3, 4, 11}.
    steps = [(step.code, step.lacking, step.lifted, step.remaining, step.tied) for step in found.order]
    assert steps == [
        ("water", 4, 2, 2, ()),
        ("employment", 2, 1, 1, ("health_insurance",)),
        ("nutrition", 1, 1, 0, ("health_insurance", "telecom")),
    ]


def test_where_every_household_needs_two_no_indicator_lifts_alone():
    found = prospect([CODES[:4], CODES[2:6]], STANDARD)
    assert found.most == ()
    assert [step.lifted for step in found.order] == [0, 2]


def test_without_poor_households_there_is_nothing_to_lift():
    found = prospect([], STANDARD)
    assert (found.poor, found.needed, found.order, found.most) == (0, {}, (), ())


def test_a_household_that_lacks_too_little_is_refused_among_many():
    with pytest.raises(NotPoor):
        prospect([CODES[:3], CODES[:2]], STANDARD)


@given(st.lists(lacking_sets, max_size=12))
def test_the_counts_are_those_of_classing_every_household_again(households):
    found = prospect(households, STANDARD)
    assert found.poor == len(households) == sum(found.needed.values())
    for gain in found.gains:
        lacking = [household for household in households if gain.code in household]
        lifted = [one for one in lacking if class_of(one - {gain.code}) is HouseholdClass.NEAR_POOR]
        assert (gain.lacking, gain.alone) == (len(lacking), len(lifted))


@given(st.lists(lacking_sets, max_size=12))
def test_each_step_is_the_best_next_one_and_its_counts_are_exact(households):
    still_poor = list(households)
    for step in prospect(households, STANDARD).order:
        results = {code: lifted_by(code, still_poor) for code in CODES}
        best = max(results.values())
        assert [code for code in CODES if results[code] == best] == [step.code, *step.tied]
        assert (step.lifted, step.lacking) == best
        mended = [household - {step.code} for household in still_poor]
        still_poor = [household for household in mended if class_of(household) is HouseholdClass.POOR]
        assert step.remaining == len(still_poor)
    assert still_poor == []


def class_of(lacking: frozenset[str]) -> HouseholdClass:
    return outcome(list(lacking)).household_class


def lifted_by(code: str, households: list[frozenset[str]]) -> tuple[int, int]:
    """How many leave poverty when the indicator is mended everywhere, and how many lack it."""
    lacking = [household for household in households if code in household]
    return sum(class_of(one - {code}) is not HouseholdClass.POOR for one in lacking), len(lacking)


# --- Words -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("standard", "lacking", "words"),
    [
        (STANDARD, CODES[9:], "một trong 03 chỉ số đang thiếu hụt (10 Nhà tiêu hợp vệ sinh; 11 Sử dụng dịch vụ"),
        (STANDARD, CODES[:4], "bất kỳ 02 trong 04 chỉ số đang thiếu hụt (1 Việc làm;"),
        (ONE, CODES[7:8], "khắc phục chỉ số 8 Diện tích nhà ở bình quân đầu người, hộ sẽ thành hộ cận nghèo."),
        (ONE, CODES[:2], "khắc phục cả 02 chỉ số đang thiếu hụt (1 Việc làm; 2 Người phụ thuộc"),
    ],
)
def test_the_mending_is_said_without_listing_every_set(standard, lacking, words):
    mending, income = words_for(outcome(lacking, standard=standard), standard)
    assert mending.startswith("Nếu khắc phục ")
    assert words in mending
    assert income == (
        "Nếu điểm B1 tăng thêm từ 41 điểm, tức vượt ngưỡng 140 điểm của khu vực nông thôn, hộ sẽ ra khỏi cả diện hộ "
        "nghèo và hộ cận nghèo."
    )


def test_a_near_poor_household_hears_of_b1_alone_and_another_of_nothing():
    (sentence,) = words_for(outcome(CODES[:2]), STANDARD)
    assert sentence.endswith("hộ sẽ thoát cận nghèo.")
    assert words_for(outcome(CODES, 141), STANDARD) == ()


def test_a_standard_without_a_threshold_says_that_it_is_not_known():
    poor = Outcome(HouseholdClass.POOR, 100, 30, ("employment", "water", "waste"), DRAFT.code, AreaType.URBAN)
    _, income = words_for(poor, DRAFT)
    assert income == (
        "Chưa biết cần thêm bao nhiêu điểm B1 để hộ ra khỏi cả diện hộ nghèo và hộ cận nghèo: Chuẩn nghèo đa chiều "
        "quốc gia 2027-2030 chưa có ngưỡng điểm B1 của khu vực đô thị."
    )


def test_words_of_another_standard_s_outcome_are_a_slip_of_the_caller():
    with pytest.raises(ValueError):
        words_for(outcome(CODES[:3]), DRAFT)
