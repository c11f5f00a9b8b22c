"""Order, levels and numbers of sections."""

from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.refusals import Refused
from localities.formats import letter, roman
from plans.numbering import numbers
from plans.outlines import ThirdLevel
from plans.structure import Move, Spot, children, is_sound, moved


def spots(*levels: int) -> list[Spot]:
    return [Spot(UUID(int=place), level) for place, level in enumerate(levels)]


def order(outline: list[Spot]) -> list[tuple[int, int]]:
    return [(spot.uid.int, spot.level) for spot in outline]


@st.composite
def outlines(draw):
    """Sound outlines of one to ten sections."""
    levels = [0]
    for _ in range(draw(st.integers(0, 9))):
        levels.append(draw(st.integers(0, min(levels[-1] + 1, 2))))
    return spots(*levels)


@given(outlines(), st.integers(0, 9), st.sampled_from(list(Move)))
def test_a_move_keeps_the_outline_sound_and_loses_nothing(outline, place, move):
    try:
        after = moved(outline, outline[place % len(outline)].uid, move)
    except Refused:
        return
    assert is_sound(after)
    assert {spot.uid for spot in after} == {spot.uid for spot in outline}
    assert after != outline


def test_a_section_moves_with_its_children():
    outline = spots(0, 1, 1, 0, 1)
    assert order(moved(outline, outline[3].uid, Move.UP)) == [(3, 0), (4, 1), (0, 0), (1, 1), (2, 1)]
    assert order(moved(outline, outline[0].uid, Move.DOWN)) == [(3, 0), (4, 1), (0, 0), (1, 1), (2, 1)]


def test_a_section_goes_a_level_down_or_up_with_its_children():
    outline = spots(0, 0, 1)
    assert order(moved(outline, outline[1].uid, Move.IN)) == [(0, 0), (1, 1), (2, 2)]
    assert order(moved(spots(0, 1, 2), UUID(int=1), Move.OUT)) == [(0, 0), (1, 0), (2, 1)]


@pytest.mark.parametrize(
    ("levels", "place", "move"),
    [
        ((0, 1), 0, Move.UP),
        ((0, 1), 1, Move.UP),
        ((0, 1), 1, Move.DOWN),
        ((0, 1, 0), 1, Move.DOWN),
        ((0,), 0, Move.IN),
        ((0,), 0, Move.OUT),
        ((0, 1, 2), 2, Move.IN),
        ((0, 0, 1, 2), 1, Move.IN),
    ],
)
def test_moves_that_lead_nowhere_are_refused(levels, place, move):
    outline = spots(*levels)
    with pytest.raises(Refused):
        moved(outline, outline[place].uid, move)


def test_children_are_the_deeper_sections_that_follow():
    outline = spots(0, 1, 2, 1, 0)
    assert [children(outline, spot.uid) for spot in outline] == [3, 1, 0, 0, 0]


def test_unsound_outlines():
    assert not is_sound([Spot(uuid4(), 1)])
    assert not is_sound(spots(0, 2))
    assert is_sound([])


def test_numbers_with_letters_and_with_dots():
    levels = (0, 1, 1, 2, 2, 0, 1, 2)
    assert numbers(levels, ThirdLevel.LETTER) == ("I.", "1.", "2.", "a)", "b)", "II.", "1.", "a)")
    assert numbers(levels, ThirdLevel.DOTTED) == ("I.", "1.", "2.", "2.1.", "2.2.", "II.", "1.", "1.1.")


def test_roman_and_letters():
    assert [roman(value) for value in (1, 4, 9, 14, 40, 99)] == ["I", "IV", "IX", "XIV", "XL", "XCIX"]
    assert [letter(value) for value in (1, 4, 5, 23, 24)] == ["a", "d", "đ", "y", "aa"]
