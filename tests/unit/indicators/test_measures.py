"""Alkire-Foster measures against examples worked out by hand."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.measures import Profile, Tally, Weight, count, poor_by_count
from indicators.standard import UnknownIndicator
from indicators.standards import get_standard

STANDARD = get_standard("VN-2022")
CODES = [indicator.code for indicator in STANDARD.indicators]
HALF = Fraction(1, 2)

# Four households, ten persons. The first two are poor: 6 and 3 of 12 deprivations; the third lacks 2, the fourth none.
FOUR_HOUSEHOLDS = (
    Profile(frozenset(CODES[:6]), persons=4, poor=True),
    Profile(frozenset(CODES[:3]), persons=1, poor=True),
    Profile(frozenset({"employment", "water"}), persons=3, poor=False),
    Profile(frozenset(), persons=2, poor=False),
)


def of(values: tuple[Fraction | None, ...], code: str) -> Fraction | None:
    return values[CODES.index(code)]


def test_four_households_counted_as_households() -> None:
    tally = count(FOUR_HOUSEHOLDS, STANDARD, Weight.HOUSEHOLDS)
    assert (tally.population, tally.poor) == (4, 2)
    assert tally.headcount_ratio == HALF  # 2 of 4
    assert tally.intensity == Fraction(9, 24)  # 6 + 3 of 2 × 12
    assert tally.adjusted_headcount == Fraction(9, 48)  # 6 + 3 of 4 × 12
    assert of(tally.uncensored_headcounts, "employment") == Fraction(3, 4)
    assert of(tally.censored_headcounts, "employment") == HALF
    assert of(tally.uncensored_headcounts, "water") == Fraction(1, 4)
    assert of(tally.censored_headcounts, "water") == 0  # lacked only by a household that is not poor
    assert of(tally.contributions, "employment") == Fraction(2, 9)
    assert of(tally.contributions, "health_insurance") == Fraction(1, 9)


def test_the_same_four_counted_as_persons() -> None:
    tally = count(FOUR_HOUSEHOLDS, STANDARD, Weight.PERSONS)
    assert (tally.population, tally.poor) == (10, 5)
    assert tally.headcount_ratio == HALF  # 4 + 1 of 10
    assert tally.intensity == Fraction(27, 60)  # 4 × 6 + 1 × 3 of 5 × 12
    assert tally.adjusted_headcount == Fraction(27, 120)
    assert of(tally.uncensored_headcounts, "employment") == Fraction(8, 10)
    assert of(tally.censored_headcounts, "employment") == HALF
    assert of(tally.contributions, "employment") == Fraction(5, 27)
    assert of(tally.contributions, "health_insurance") == Fraction(4, 27)


def test_persons_are_counted_unless_households_are_asked_for() -> None:
    assert count(FOUR_HOUSEHOLDS, STANDARD) == count(FOUR_HOUSEHOLDS, STANDARD, Weight.PERSONS)


def test_an_empty_population_has_no_measures_rather_than_zeros() -> None:
    tally = count((), STANDARD)
    assert tally.headcount_ratio is None
    assert tally.intensity is None
    assert tally.adjusted_headcount is None
    assert set(tally.uncensored_headcounts + tally.censored_headcounts + tally.contributions) == {None}


def test_a_population_without_poor_has_a_zero_rate_and_no_intensity() -> None:
    tally = count(FOUR_HOUSEHOLDS[2:], STANDARD)
    assert tally.headcount_ratio == 0
    assert tally.adjusted_headcount == 0
    assert tally.intensity is None
    assert set(tally.contributions) == {None}


def test_everyone_poor_in_everything_is_one_everywhere() -> None:
    tally = count([Profile(frozenset(CODES), persons=5, poor=True)], STANDARD)
    assert tally.headcount_ratio == 1
    assert tally.intensity == 1
    assert tally.adjusted_headcount == 1
    assert set(tally.contributions) == {Fraction(1, 12)}


@pytest.mark.parametrize(
    ("lacking", "poor"),
    [
        pytest.param(2, False, id="two deprivations are below the cut-off"),
        pytest.param(3, True, id="three reach it"),
    ],
)
def test_identification_by_count_alone_uses_the_cut_off_of_the_standard(lacking: int, poor: bool) -> None:
    assert poor_by_count(frozenset(CODES[:lacking]), STANDARD) is poor


def test_a_household_without_members_is_refused() -> None:
    with pytest.raises(ValueError, match="ít nhất một nhân khẩu"):
        Profile(frozenset(), persons=0, poor=False)


def test_a_code_the_standard_lacks_is_refused() -> None:
    with pytest.raises(UnknownIndicator):
        count([Profile(frozenset({"waste"}), persons=1, poor=True)], STANDARD)


@pytest.mark.parametrize(
    "numbers",
    [
        pytest.param((1, 2, (0,), (0,)), id="more poor than people"),
        pytest.param((2, 1, (2,), (2,)), id="more poor deprived than poor"),
        pytest.param((2, 2, (1,), (2,)), id="more poor deprived than deprived"),
        pytest.param((2, 1, (3,), (1,)), id="more deprived than people"),
        pytest.param((2, 1, (1, 1), (1,)), id="lists of different length"),
        pytest.param((2, -1, (1,), (0,)), id="a negative count"),
    ],
)
def test_counts_that_contradict_one_another_are_refused(numbers: tuple[int, int, tuple[int], tuple[int]]) -> None:
    with pytest.raises(ValueError, match="Số liệu không khớp"):
        Tally(*numbers)


profiles = st.builds(Profile, st.frozensets(st.sampled_from(CODES)), st.integers(1, 12), st.booleans())
populations = st.lists(profiles, max_size=12)
weights = st.sampled_from(Weight)


@given(populations, populations, weights)
def test_the_tallies_of_two_places_add_up_to_that_of_both(one: list[Profile], other: list[Profile], by: Weight) -> None:
    assert count(one, STANDARD, by) + count(other, STANDARD, by) == count(one + other, STANDARD, by)


@given(populations.filter(bool), weights)
def test_m0_is_h_times_a_and_the_mean_of_the_censored_headcounts(population: list[Profile], by: Weight) -> None:
    tally = count(population, STANDARD, by)
    assert tally.headcount_ratio is not None
    assert tally.adjusted_headcount == tally.headcount_ratio * (tally.intensity or 0)
    assert tally.adjusted_headcount == sum(share or 0 for share in tally.censored_headcounts) / 12


@given(populations.filter(bool), weights)
def test_contributions_add_up_to_one_whenever_there_are_any(population: list[Profile], by: Weight) -> None:
    tally = count(population, STANDARD, by)
    shares = [share for share in tally.contributions if share is not None]
    assert sum(shares) == (1 if tally.adjusted_headcount else 0)
