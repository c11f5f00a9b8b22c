"""The whole table of rights, written out a second time on purpose: it is what the client signed.

The page “Vai trò và quyền” prints the same. A change of a right changes this table too, and the change shows in the
review as one letter.
"""

import pytest

from accounts.roles import (
    GRANTS,
    LEVELS,
    MAY_GIVE,
    PERMISSION_LABELS,
    READING,
    ROLE_LABELS,
    SECOND_FACTOR_ROLES,
    Permission,
    Role,
)
from localities.models import Level

# Columns: village reviewer, commune officer, commune leader, upper reviewer, upper leader, administrator, viewer.
SIGNED = """
figures_view       x x x x x x x
household_view     x x x x . . .
household_edit     x x . . . . .
household_delete   . x . . . . .
personal_id_view   x x . . . . .
assessment_edit    x x . . . . .
review_manage      . x . . . . .
review_opine       . . . x . . .
review_recognise   . . x . . . .
procedure_edit     . x . . . x .
figures_report     . x . x . . .
place_edit         . x . . . x .
plan_view          . x x x x . x
plan_edit          . x . . . . .
plan_return        . . x x x . .
plan_approve       . . x . x . .
plan_issue         . . x . . . .
document_view      . x x x x . x
assignment_manage  . . x . x x .
audit_view         . . x . x x .
"""


def signed() -> dict[tuple[str, str], bool]:
    rows = [line.split() for line in SIGNED.strip().splitlines()]
    return {(role, row[0]): mark == "x" for row in rows for role, mark in zip(Role, row[1:], strict=True)}


def test_the_signed_table_names_every_permission_once():
    assert [line.split()[0] for line in SIGNED.strip().splitlines()] == list(Permission)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("permission", Permission)
def test_a_role_has_exactly_the_rights_that_were_signed(role, permission):
    assert (permission in GRANTS[role]) == signed()[role, permission]


@pytest.mark.parametrize(("table", "whole"), [(PERMISSION_LABELS, Permission), (ROLE_LABELS, Role), (LEVELS, Role)])
def test_nothing_is_left_out_of_a_table(table, whole):
    assert list(table) == list(whole)
    assert set(GRANTS) == set(Role)


def test_whoever_gives_roles_must_be_able_to_open_the_page_and_carry_a_second_factor():
    givers = {role for role in Role if Permission.ASSIGNMENT_MANAGE in GRANTS[role]}
    assert givers == set(MAY_GIVE)
    assert givers <= SECOND_FACTOR_ROLES


def test_nobody_but_an_administrator_gives_a_role_as_high_as_his_own():
    for giver, given in MAY_GIVE.items():
        if giver != Role.ADMINISTRATOR:
            assert giver not in given
            assert Role.ADMINISTRATOR not in given


def test_what_is_read_is_not_what_is_written():
    assert {permission for permission in Permission if permission.value.endswith("_view")} == READING


def test_each_role_can_be_held_somewhere():
    assert all(LEVELS[role] <= set(Level) and LEVELS[role] for role in Role)
