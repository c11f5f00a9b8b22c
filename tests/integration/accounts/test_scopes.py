"""Where a person may do what: roles at places between dates, and the places that a merged commune came from."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import Assignment, User
from accounts.roles import GRANTS, LEVELS, READING, Permission, Role
from localities.models import Level, LocalityChange
from tests import factories
from tests.factories import assign, hamlets_of, make_place, make_user

TODAY = timezone.localdate()
DAY = timedelta(days=1)


def fresh(user: User) -> User:
    return User.objects.get(pk=user.pk)


@pytest.mark.parametrize("role", Role)
def test_a_role_opens_its_permissions_at_its_place_and_below_and_no_others(area, role):
    places = {
        Level.PROVINCE: area.province,
        Level.DISTRICT: area.district,
        Level.COMMUNE: area.commune,
        Level.HAMLET: area.hamlet,
    }
    for level in LEVELS[role]:
        place = places[level]
        user = make_user(role, place)
        for permission in Permission:
            scope = user.scope_for(permission)
            assert scope.roots == ((place.path,) if permission in GRANTS[role] else ())
            assert user.may(permission, place) == (permission in GRANTS[role])


def test_a_commune_does_not_reach_its_neighbour_nor_the_level_above(area):
    user = make_user(Role.COMMUNE_OFFICER, area.commune)
    assert user.may(Permission.PLAN_EDIT, area.commune)
    assert user.may(Permission.PLAN_EDIT, area.hamlet)
    assert not user.may(Permission.PLAN_EDIT, area.neighbour)
    assert not user.may(Permission.PLAN_EDIT, area.neighbour_hamlet)
    assert not user.may(Permission.PLAN_EDIT, area.district)


def test_a_commune_whose_code_begins_like_another_is_another(area):
    longer = make_place(Level.COMMUNE, "911011", "Mẫu Một Một", area.district)
    user = make_user(Role.COMMUNE_OFFICER, area.commune)
    assert not user.may(Permission.PLAN_VIEW, longer)


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "holds"),
    [
        pytest.param(TODAY + DAY, None, False, id="the day before it begins"),
        pytest.param(TODAY, None, True, id="the day it begins"),
        pytest.param(TODAY - DAY, TODAY, True, id="the last day, included"),
        pytest.param(TODAY - 2 * DAY, TODAY - DAY, False, id="the day after the last"),
        pytest.param(TODAY, TODAY, True, id="one day"),
    ],
)
def test_a_role_holds_from_its_first_to_its_last_day(area, starts_on, ends_on, holds):
    user = make_user(Role.COMMUNE_OFFICER, area.commune, starts_on=starts_on, ends_on=ends_on)
    assert bool(user.scope_for(Permission.PLAN_EDIT)) == holds
    assert user.assignments.get().is_current == holds
    assert user.assignments.current().exists() == holds


def test_roles_at_two_places_add_up_each_where_it_is(area):
    user = make_user(Role.COMMUNE_OFFICER, area.commune)
    assign(user, Role.VIEWER, area.neighbour)
    assert user.scope_for(Permission.PLAN_VIEW).roots == (area.commune.path, area.neighbour.path)
    assert user.scope_for(Permission.PLAN_EDIT).roots == (area.commune.path,)


def test_without_a_role_or_with_a_closed_account_one_is_nowhere(area):
    assert not make_user().scope_for(Permission.FIGURES_VIEW)
    closed = make_user(Role.ADMINISTRATOR, area.province, is_active=False)
    assert not closed.scope_for(Permission.FIGURES_VIEW)


def test_a_role_that_the_code_no_longer_knows_opens_nothing(area):
    user = make_user("former_role", area.commune)
    assert not any(user.scope_for(permission) for permission in Permission)
    assert not user.needs_second_factor


# --- Places that became other places ----------------------------------------------------------------


@pytest.fixture
def merged(area):
    """Both communes become a new one, which becomes another one in its turn."""
    new = make_place(Level.COMMUNE, "91200", "Mẫu Mới", area.province)
    newest = make_place(Level.COMMUNE, "91300", "Mẫu Mới Nữa", area.province)
    day = TODAY - 100 * DAY
    for old, successor in ((area.commune, new), (area.neighbour, new), (new, newest)):
        LocalityChange.objects.create(predecessor=old, successor=successor, effective_on=day, legal_basis="thử")
    return newest


@pytest.mark.parametrize("permission", sorted(GRANTS[Role.COMMUNE_OFFICER]))
def test_what_predecessors_recorded_can_be_read_and_not_written(area, merged, permission):
    user = make_user(Role.COMMUNE_OFFICER, merged)
    assert user.may(permission, area.commune) == (permission in READING)
    assert user.may(permission, hamlets_of(area.neighbour)[1]) == (permission in READING)
    assert user.may(permission, merged)
    assert not user.may(permission, area.district)


def test_predecessors_read_nothing_of_their_successor(area, merged):
    user = make_user(Role.COMMUNE_OFFICER, area.commune)
    assert not user.may(Permission.PLAN_VIEW, merged)


def test_a_page_that_asks_for_many_permissions_asks_for_the_predecessors_once(
    area, merged, django_assert_max_num_queries
):
    user = fresh(make_user(Role.COMMUNE_OFFICER, merged))
    with django_assert_max_num_queries(4):
        for permission in (Permission.FIGURES_VIEW, Permission.PLAN_VIEW, Permission.DOCUMENT_VIEW):
            assert user.may(permission, area.commune)


# --- What the database itself refuses ---------------------------------------------------------------


@pytest.mark.parametrize("change", [{"ends_on": TODAY - DAY, "starts_on": TODAY}, {"starts_on": TODAY}])
def test_dates_in_disorder_and_the_same_role_twice_are_refused_by_the_database(area, change):
    user = make_user(Role.VIEWER, area.commune)
    with pytest.raises(IntegrityError), transaction.atomic():
        Assignment.objects.create(user=user, role=Role.VIEWER, place=area.commune, **change)


def test_the_switcher_offers_what_a_place_came_from_with_its_last_day(area, signed_in) -> None:
    """Officers of the successor read what the predecessors recorded, so they must be able to get there."""
    ended = factories.make_commune_with_hamlets("91190", "Mẫu Cũ", area.district, abolished_on=date(2025, 7, 1))
    LocalityChange.objects.create(
        predecessor=ended, successor=area.commune, effective_on=date(2025, 7, 1), legal_basis="Nghị quyết thử"
    )
    client = signed_in(factories.make_officer(area.commune))
    page = client.get(f"/{area.commune.key}/2026/").content.decode()
    assert f'href="/{ended.key}/2026/"' in page
    assert "(trước 01/07/2025)" in page
    assert client.get(f"/{ended.key}/2026/").status_code == 200
    assert client.get(f"/{ended.key}/2026/dia-ban/").status_code == 200
