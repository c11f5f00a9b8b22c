"""What a change of class is called, and where forms 7.2 and 7.3 count it: every pair of classes."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from households.models import Movement
from households.transitions import (
    CLOSING,
    LISTED,
    NEAR_POOR,
    OPENING,
    POOR,
    UNSETTLED,
    Facts,
    Group,
    allowed,
    derive,
    entries,
    patterns,
)

Kind = Movement.Kind
NOT_POOR = "not_poor"
CLASSES = (POOR, NEAR_POOR, NOT_POOR, "")
PAIRS = list(product(CLASSES, CLASSES))

ALLOWED = {
    (POOR, POOR): {Kind.STAY_POOR},
    (POOR, NEAR_POOR): {Kind.POOR_TO_NEAR_POOR},
    (POOR, NOT_POOR): {Kind.POOR_EXIT, Kind.POOR_OUT_OTHER},
    (POOR, ""): {Kind.POOR_EXIT, Kind.POOR_OUT_OTHER},
    (NEAR_POOR, POOR): {Kind.NEAR_POOR_TO_POOR},
    (NEAR_POOR, NEAR_POOR): {Kind.STAY_NEAR_POOR},
    (NEAR_POOR, NOT_POOR): {Kind.NEAR_POOR_EXIT, Kind.NEAR_POOR_OUT_OTHER},
    (NEAR_POOR, ""): {Kind.NEAR_POOR_EXIT, Kind.NEAR_POOR_OUT_OTHER},
    (NOT_POOR, POOR): {Kind.NEW_POOR, Kind.RELAPSE_POOR, Kind.POOR_IN_OTHER},
    ("", POOR): {Kind.NEW_POOR, Kind.RELAPSE_POOR, Kind.POOR_IN_OTHER},
    (NOT_POOR, NEAR_POOR): {Kind.NEW_NEAR_POOR, Kind.RELAPSE_NEAR_POOR, Kind.NEAR_POOR_IN_OTHER},
    ("", NEAR_POOR): {Kind.NEW_NEAR_POOR, Kind.RELAPSE_NEAR_POOR, Kind.NEAR_POOR_IN_OTHER},
}


@pytest.mark.parametrize("pair", PAIRS)
def test_the_kinds_that_fit_a_pair(pair):
    assert set(allowed(*pair)) == ALLOWED.get(pair, set())


@pytest.mark.parametrize(
    ("before", "after", "facts", "kind"),
    [
        (POOR, POOR, {}, Kind.STAY_POOR),
        (POOR, NEAR_POOR, {}, Kind.POOR_TO_NEAR_POOR),
        (POOR, NOT_POOR, {}, Kind.POOR_EXIT),
        (POOR, NOT_POOR, {"is_gone": True}, Kind.POOR_EXIT),
        (POOR, "", {}, ""),
        (POOR, "", {"is_gone": True}, Kind.POOR_OUT_OTHER),
        (NEAR_POOR, POOR, {}, Kind.NEAR_POOR_TO_POOR),
        (NEAR_POOR, NEAR_POOR, {}, Kind.STAY_NEAR_POOR),
        (NEAR_POOR, NOT_POOR, {}, Kind.NEAR_POOR_EXIT),
        (NEAR_POOR, "", {}, ""),
        (NEAR_POOR, "", {"is_gone": True}, Kind.NEAR_POOR_OUT_OTHER),
        ("", POOR, {}, Kind.NEW_POOR),
        (NOT_POOR, POOR, {}, Kind.NEW_POOR),
        (NOT_POOR, POOR, {"was_before": True}, Kind.RELAPSE_POOR),
        ("", POOR, {"has_come": True}, Kind.POOR_IN_OTHER),
        ("", POOR, {"has_come": True, "was_before": True}, Kind.POOR_IN_OTHER),
        ("", NEAR_POOR, {}, Kind.NEW_NEAR_POOR),
        ("", NEAR_POOR, {"was_before": True}, Kind.RELAPSE_NEAR_POOR),
        ("", NEAR_POOR, {"has_come": True}, Kind.NEAR_POOR_IN_OTHER),
        ("", "", {}, ""),
        ("", NOT_POOR, {}, ""),
        (NOT_POOR, "", {"is_gone": True}, ""),
    ],
)
def test_what_forms_and_events_tell(before, after, facts, kind):
    assert derive(Facts(class_before=before, class_after=after, **facts)) == kind


@pytest.mark.parametrize("pair", PAIRS)
@pytest.mark.parametrize(
    "facts", [{"is_gone": g, "has_come": c, "was_before": w} for g, c, w in product((0, 1), repeat=3)]
)
def test_what_is_derived_always_fits(pair, facts):
    kind = derive(Facts(class_before=pair[0], class_after=pair[1], **facts))
    assert not kind or kind in allowed(*pair)


# What the table of rules.md 4.4 says of one household that stays in its unit: (form, column).
CELLS = {
    Kind.STAY_POOR: {(POOR, 1)},
    Kind.STAY_NEAR_POOR: {(NEAR_POOR, 1)},
    Kind.POOR_TO_NEAR_POOR: {(POOR, 1), (POOR, 2), (NEAR_POOR, 5)},
    Kind.POOR_EXIT: {(POOR, 1), (POOR, 3)},
    Kind.POOR_OUT_OTHER: {(POOR, 1), (POOR, 4)},
    Kind.NEAR_POOR_TO_POOR: {(NEAR_POOR, 1), (NEAR_POOR, 3), (POOR, 5)},
    Kind.NEAR_POOR_EXIT: {(NEAR_POOR, 1), (NEAR_POOR, 2)},
    Kind.NEAR_POOR_OUT_OTHER: {(NEAR_POOR, 1), (NEAR_POOR, 4)},
    Kind.RELAPSE_POOR: {(POOR, 6)},
    Kind.NEW_POOR: {(POOR, 7)},
    Kind.POOR_IN_OTHER: {(POOR, 8)},
    Kind.RELAPSE_NEAR_POOR: {(NEAR_POOR, 6)},
    Kind.NEW_NEAR_POOR: {(NEAR_POOR, 7)},
    Kind.NEAR_POOR_IN_OTHER: {(NEAR_POOR, 8)},
}
EVERY_KIND = [(kind, *pair) for pair in PAIRS for kind in allowed(*pair)]


@pytest.mark.parametrize(("kind", "before", "after"), EVERY_KIND)
def test_every_kind_stands_in_the_columns_of_the_forms(kind, before, after):
    found = entries(kind, before, after, has_moved=False, group=Group.of_one(3, 3))
    assert {(each.household_class, each.column) for each in found if each.households} == CELLS[kind]


def test_persons_of_a_transfer_are_those_before_and_the_difference_goes_to_where_it_ends():
    found = entries(Kind.POOR_TO_NEAR_POOR, POOR, NEAR_POOR, has_moved=False, group=Group.of_one(5, 3))
    persons = {(each.household_class, each.column): each.persons for each in found if each.persons}
    assert persons == {(POOR, 1): 5, (POOR, 2): 5, (NEAR_POOR, 5): 5, (NEAR_POOR, 4): 2}


def test_a_household_that_moved_leaves_one_unit_and_comes_to_the_other():
    found = entries(Kind.POOR_TO_NEAR_POOR, POOR, NEAR_POOR, has_moved=True, group=Group.of_one(5, 6))
    said = {(each.in_former_unit, each.household_class, each.column): (each.households, each.persons) for each in found}
    assert said == {
        (True, POOR, 1): (1, 5),
        (True, POOR, 2): (1, 5),
        (True, NEAR_POOR, 5): (1, 5),
        (True, NEAR_POOR, 4): (1, 5),
        (False, NEAR_POOR, 8): (1, 6),
    }


@pytest.mark.parametrize("pair", [pair for pair in PAIRS if set(pair) & set(LISTED)])
def test_a_movement_nobody_settled_is_counted_once_as_unsettled(pair):
    found = entries("", *pair, has_moved=False, group=Group.of_one(2, 2))
    assert [each.households for each in found if each.column == UNSETTLED] == [1]


def test_a_choice_that_waits_for_its_form_counts_nothing():
    assert entries(Kind.NEW_POOR, "", "", has_moved=False, group=Group.of_one(0, 0)) == ()


PERSONS = st.integers(min_value=1, max_value=12)
ONE = st.tuples(st.sampled_from(EVERY_KIND), st.booleans(), PERSONS, PERSONS)


@given(st.lists(ONE, max_size=40))
def test_both_forms_close_whatever_happened(households):
    """Column 9 = 1 - 2 - 3 - 4 + 5 + 6 + 7 + 8 is what is counted, in each unit, for households and persons; and both
    forms agree on who passed between them."""
    columns: dict[tuple, int] = {}
    counted: dict[tuple, int] = {}
    for (kind, before, after), moved, persons_before, persons_after in households:
        moved = moved and before in LISTED
        now = persons_after if after else 0
        for entry in entries(kind, before, after, has_moved=moved, group=Group.of_one(persons_before, now)):
            unit = "old" if entry.in_former_unit or not moved else "new"
            for what, number in (("households", entry.households), ("persons", entry.persons)):
                key = (unit, entry.household_class, entry.column, what)
                columns[key] = columns.get(key, 0) + number
        if after in LISTED:
            unit = "new" if moved else "old"
            for what, number in (("households", 1), ("persons", now)):
                counted[unit, after, what] = counted.get((unit, after, what), 0) + number
    for unit, household_class, what in product(("old", "new"), LISTED, ("households", "persons")):
        cells = [columns.get((unit, household_class, column, what), 0) for column in range(9)]
        closing = cells[OPENING] - sum(cells[2:5]) + sum(cells[5:9])
        assert closing == counted.get((unit, household_class, what), 0)
    for unit, what, (mine, other) in product(("old", "new"), ("households", "persons"), ((2, 5), (5, 3))):
        assert columns.get((unit, POOR, mine, what), 0) == columns.get((unit, NEAR_POOR, other, what), 0)


@pytest.mark.parametrize(("household_class", "column"), list(product(LISTED, range(2, CLOSING))))
def test_the_households_of_a_cell_are_those_that_it_counts(household_class, column):
    found = set(patterns(household_class, column))
    for kind, before, after in EVERY_KIND:
        for moved in (False, True) if before in LISTED else (False,):
            for entry in entries(kind, before, after, has_moved=moved, group=Group.of_one(1, 1)):
                counts = (entry.household_class, entry.column) == (household_class, column) and entry.households
                pattern = (kind, before, after, moved, entry.in_former_unit)
                assert (pattern in found) or not counts
    assert found
