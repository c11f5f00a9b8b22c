"""What is true of every sheet whatsoever, sought by hypothesis."""

import random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from indicators.scoring import UNSURE, Answer, Answers, HouseholdClass, Unanswered, class_by_points, classify
from indicators.standard import Standard
from indicators.standards import STANDARDS, get_standard
from localities.area_types import AreaType

STANDARD = get_standard("VN-2022")
CODES = [indicator.code for indicator in STANDARD.indicators]
POVERTY = {HouseholdClass.NOT_POOR: 0, HouseholdClass.NEAR_POOR: 1, HouseholdClass.POOR: 2}

areas = st.sampled_from(AreaType)
# Both thresholds and what lies around them come up often; the rest of the range now and then.
points = st.one_of(st.integers(135, 180), st.integers(0, 10_000))
sheets = st.fixed_dictionaries(dict.fromkeys(CODES, st.booleans()))
codes = st.sampled_from(CODES)


@given(areas, points, sheets, codes)
def test_one_more_deprivation_never_lowers_b2_and_never_moves_away_from_poor(
    area: AreaType, b1: int, sheet: dict[str, bool], code: str
) -> None:
    before = classify(Answers(area, b1, sheet), STANDARD)
    after = classify(Answers(area, b1, sheet | {code: True}), STANDARD)
    assert after.deprivation_points >= before.deprivation_points
    assert POVERTY[after.household_class] >= POVERTY[before.household_class]


@given(areas, points, st.integers(0, 500), sheets)
def test_more_income_points_never_move_towards_poor(area: AreaType, b1: int, more: int, sheet: dict[str, bool]) -> None:
    before = classify(Answers(area, b1, sheet), STANDARD)
    after = classify(Answers(area, b1 + more, sheet), STANDARD)
    assert POVERTY[after.household_class] <= POVERTY[before.household_class]


@given(points, sheets)
def test_a_household_is_never_poorer_in_the_country_than_in_town(b1: int, sheet: dict[str, bool]) -> None:
    rural = classify(Answers(AreaType.RURAL, b1, sheet), STANDARD)
    urban = classify(Answers(AreaType.URBAN, b1, sheet), STANDARD)
    assert POVERTY[rural.household_class] <= POVERTY[urban.household_class]


@given(areas, points, sheets, st.randoms(use_true_random=False))
def test_the_order_of_the_answers_never_matters(
    area: AreaType, b1: int, sheet: dict[str, bool], shuffler: random.Random
) -> None:
    shuffled = list(sheet.items())
    shuffler.shuffle(shuffled)
    assert classify(Answers(area, b1, dict(shuffled)), STANDARD) == classify(Answers(area, b1, sheet), STANDARD)


@given(areas, points, sheets, st.sets(codes), st.dictionaries(codes, st.sampled_from([None, UNSURE])))
def test_an_unanswered_indicator_always_raises_and_is_always_named(
    area: AreaType, b1: int, sheet: dict[str, bool], absent: set[str], open_answers: dict[str, Answer]
) -> None:
    assume(absent or open_answers)
    answers = {code: answer for code, answer in (sheet | open_answers).items() if code not in absent}
    with pytest.raises(Unanswered) as refusal:
        classify(Answers(area, b1, answers), STANDARD)
    assert set(refusal.value.codes) == absent | set(open_answers)


@given(areas, points, sheets)
def test_an_outcome_agrees_with_its_own_totals_and_reasons(area: AreaType, b1: int, sheet: dict[str, bool]) -> None:
    outcome = classify(Answers(area, b1, sheet), STANDARD)
    assert outcome.deprivation_points == 10 * sum(sheet.values())
    assert set(outcome.because) == {code for code, lacking in sheet.items() if lacking}
    assert outcome.household_class is class_by_points(area, b1, outcome.deprivation_points, STANDARD)


@given(st.sampled_from(STANDARDS), st.data())
def test_mask_and_codes_are_each_other_s_inverse(standard: Standard, data: st.DataObject) -> None:
    mask = data.draw(st.integers(0, standard.full_mask))
    assert standard.mask(standard.codes(mask)) == mask
    chosen = data.draw(st.sets(st.sampled_from([i.code for i in standard.indicators])))
    assert set(standard.codes(standard.mask(chosen))) == chosen
