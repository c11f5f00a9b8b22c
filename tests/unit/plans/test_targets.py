"""The rows of the targets: the table of source plan 000 and the annex of source plan 002, figure by figure."""

from decimal import Decimal

import pytest

from plans.models import Measure
from plans.targets import Side, Typed, table, too_many
from tests.factories_plans import CAM_PHUC_NAM, QUANG_MINH, pure_facts

# TT and name left out; columns 1 to 13 of the annex, decimal point as the source prints it.
ANNEX = """
1011  7 0.69 1 0.10 6 0.59 15 1.48 4 0.40 11 1.09
494   0 0.00 0 0.00 0 0.00  2 0.40 0 0.00  2 0.40
802   7 0.87 1 0.12 6 0.75 19 2.37 8 1.00 11 1.37
430   2 0.47 2 0.47 0 0.00  4 0.93 2 0.47  2 0.47
254   1 0.39 0 0.00 1 0.39  4 1.57 1 0.39  3 1.18
2991 17 0.57 4 0.13 13 0.43 44 1.47 15 0.50 29 0.97
"""


def test_the_table_of_source_plan_000():
    targets = pure_facts(CAM_PHUC_NAM).targets
    rows = [
        (row.name, row.residents, row.poor.households, row.poor.persons, row.poor.rate(1), row.poor.exit)
        for row in (*targets.rows, targets.total)
    ]
    assert rows == [
        ("Hải Thủy", 504, 2, 7, Decimal("0.4"), 1),
        ("Ninh Xuân", 650, 6, 33, Decimal("0.9"), 1),
        ("Xuân Ninh", 305, 1, 2, Decimal("0.3"), 0),
        ("Phúc Sơn", 397, 12, 48, Decimal("3.0"), 2),
        ("Tổng cộng", 1856, 21, 90, Decimal("1.1"), 4),
    ]
    assert targets.total.poor.end == 17
    assert targets.total.poor.end_rate() == Decimal("0.92")


def test_the_annex_of_source_plan_002_all_78_figures():
    targets = pure_facts(QUANG_MINH).targets
    printed = [[row.residents, *columns(row.poor), *columns(row.near_poor)] for row in (*targets.rows, targets.total)]
    expected = [
        [Decimal(figure) if "." in figure else int(figure) for figure in line.split()]
        for line in ANNEX.strip().splitlines()
    ]
    assert sum(len(line) for line in printed) == 78
    assert printed == expected


def columns(side: Side) -> list[object]:
    return [side.households, side.rate(), side.exit, side.exit_rate(), side.end, side.end_rate()]


def test_what_sheets_say_is_proposed_and_not_taken():
    targets = pure_facts(QUANG_MINH, typed={}).targets
    first = targets.rows[0]
    assert (first.poor.proposed, first.poor.exit, first.poor.end) == (1, None, None)
    assert targets.total.poor.proposed == 4
    assert targets.total.poor.exit is None


def test_where_nobody_is_poor_nobody_needs_to_type_a_nought():
    targets = pure_facts(QUANG_MINH, typed={}).targets
    assert targets.rows[1].poor.exit == 0
    assert [row.name for row in targets.missing(Measure.POOR_EXIT)] == ["Khả Lý Thượng", "Đông Long", "Đình Cả", "Kẽ"]


def test_a_typed_nought_is_a_target():
    targets = pure_facts(QUANG_MINH, typed={5: Typed(poor_exit=0)}).targets
    assert "Kẽ" not in [row.name for row in targets.missing(Measure.POOR_EXIT)]
    assert targets.rows[4].poor.end == 1


def test_more_than_there_are_cannot_exit():
    targets = pure_facts(CAM_PHUC_NAM, typed={1: Typed(poor_exit=3)}).targets
    assert targets.impossibilities() == (
        "Hải Thủy: chỉ tiêu 03 hộ thoát nghèo nhiều hơn số hộ nghèo hiện có (02 hộ). Hãy nhập số không quá 2.",
    )
    assert too_many("Thôn 1", Measure.NEAR_POOR_EXIT, 5, 4).startswith("Thôn 1: chỉ tiêu 05 hộ thoát cận nghèo")


def test_without_a_population_there_are_counts_and_no_rates():
    side = Side(residents=None, households=5, persons=9, typed=2)
    assert (side.end, side.rate(), side.end_rate()) == (3, None, None)


@pytest.mark.parametrize("measure", Measure)
def test_a_commune_without_village_units_has_nothing_to_add(measure):
    empty = table((), {})
    assert empty.rows == ()
    assert empty.total.residents is None
    assert empty.total.side(measure).rate() is None
