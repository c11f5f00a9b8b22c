"""Who may give and end what, where, and whose account one may touch. The rules alone, without pages."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts import actions, policies
from accounts.audit import Act
from accounts.models import Assignment, AuditEvent, User
from accounts.refusals import Refused
from accounts.roles import Role
from tests.factories import PASSWORD, assign, make_user

TODAY = timezone.localdate()
DAY = timedelta(days=1)


@pytest.fixture
def leader(area):
    return make_user(Role.COMMUNE_LEADER, area.commune)


@pytest.fixture
def upper_leader(area):
    return make_user(Role.UPPER_LEADER, area.district)


@pytest.fixture
def administrator(area):
    return make_user(Role.ADMINISTRATOR, area.province)


def give(person, role, place, by, **dates):
    dates = {"starts_on": TODAY, "ends_on": None, **dates}
    return actions.give_assignment(person=person, role=role, place=place, by=by, **dates)


# --- Who gives what where ---------------------------------------------------------------------------

LOW = {Role.COMMUNE_OFFICER, Role.VILLAGE_REVIEWER, Role.VIEWER}

# Giver's role and place -> what he may give at each kind of place; what is not named is nothing.
MAY = {
    (Role.COMMUNE_LEADER, "commune"): {"commune": LOW, "hamlet": {Role.VILLAGE_REVIEWER, Role.VIEWER}},
    (Role.UPPER_LEADER, "district"): {
        "district": {Role.UPPER_REVIEWER, Role.VIEWER},
        "commune": LOW | {Role.COMMUNE_LEADER},
        "neighbour": LOW | {Role.COMMUNE_LEADER},
        "hamlet": {Role.VILLAGE_REVIEWER, Role.VIEWER},
    },
    (Role.ADMINISTRATOR, "commune"): {
        "commune": LOW | {Role.COMMUNE_LEADER, Role.ADMINISTRATOR},
        "hamlet": {Role.VILLAGE_REVIEWER, Role.VIEWER},
    },
    (Role.COMMUNE_OFFICER, "commune"): {},
    (Role.UPPER_REVIEWER, "district"): {},
    (Role.VIEWER, "province"): {},
}


@pytest.mark.parametrize(("giver", "allowed"), MAY.items(), ids=[f"{role}-{at}" for role, at in MAY])
def test_each_role_gives_what_it_may_where_it_may(area, giver, allowed):
    role, at = giver
    by = make_user(role, getattr(area, at))
    person = make_user()
    for name in ("province", "district", "commune", "neighbour", "hamlet"):
        place = getattr(area, name)
        assert policies.givable_roles(by, place) == allowed.get(name, set()), name
        for wanted in Role:
            said = ""
            try:
                policies.check_can_give(person=person, role=wanted, place=place, starts_on=TODAY, ends_on=None, by=by)
            except Refused as reason:
                said = str(reason)
            assert (said == "") == (wanted in allowed.get(name, set())), (name, wanted, said)


def test_nobody_gives_a_role_to_himself(area, administrator):
    with pytest.raises(Refused, match="tự giao"):
        give(administrator, Role.COMMUNE_LEADER, area.commune, administrator)
    assert Assignment.objects.count() == 1


def test_a_role_that_ended_gives_nothing_any_more(area):
    former = make_user(Role.COMMUNE_LEADER, area.commune, ends_on=TODAY - DAY)
    with pytest.raises(Refused, match="không có thẩm quyền"):
        give(make_user(), Role.VIEWER, area.commune, former)


def test_the_refusal_says_where_a_role_belongs(area, administrator):
    with pytest.raises(Refused, match="“Lãnh đạo UBND cấp xã” chỉ giao ở cấp xã; tổ dân phố 1 không phải cấp đó"):
        give(make_user(), Role.COMMUNE_LEADER, area.hamlet, administrator)


def test_a_role_is_given_where_the_place_exists(area, leader):
    area.commune.abolished_on = TODAY
    area.commune.save()
    with pytest.raises(Refused, match="không có địa bàn phường Mẫu Một"):
        give(make_user(), Role.VIEWER, area.commune, leader)


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "sentence"),
    [
        (TODAY, TODAY - DAY, "Ngày kết thúc không thể trước ngày bắt đầu"),
        (TODAY, None, "đã giữ vai trò"),
        (TODAY - 5 * DAY, TODAY + 5 * DAY, "đã giữ vai trò"),
    ],
)
def test_dates_must_make_sense_beside_what_is_held(area, leader, starts_on, ends_on, sentence):
    person = make_user(Role.VIEWER, area.commune, starts_on=TODAY)
    with pytest.raises(Refused, match=sentence):
        give(person, Role.VIEWER, area.commune, leader, starts_on=starts_on, ends_on=ends_on)


def test_the_same_role_can_be_given_again_after_it_ended(area, leader):
    person = make_user(Role.VIEWER, area.commune, ends_on=TODAY - DAY)
    give(person, Role.VIEWER, area.commune, leader)
    assert person.assignments.count() == 2


def test_a_double_click_gives_one_role_and_writes_one_event(area, leader):
    person = make_user()
    first = give(person, Role.VIEWER, area.commune, leader)
    second = give(person, Role.VIEWER, area.commune, leader)
    assert first == second
    assert AuditEvent.objects.filter(act=Act.ASSIGNMENT_GIVEN).count() == 1


# --- People -----------------------------------------------------------------------------------------


def add(by, place, role=Role.COMMUNE_OFFICER, username="nguoi-moi"):
    return actions.add_person(
        username=username,
        full_name="Đỗ Người Mới",
        position="Công chức",
        role=role,
        place=place,
        starts_on=TODAY,
        by=by,
    )


def test_a_new_person_gets_a_role_and_a_password_that_must_be_changed(area, leader):
    person, password = add(leader, area.commune)
    assert person.check_password(password)
    assert person.must_change_password
    held = person.assignments.get()
    assert (held.role, held.place, held.given_by) == (Role.COMMUNE_OFFICER, area.commune, leader)
    events = AuditEvent.objects.order_by("pk")
    assert [event.act for event in events] == [Act.PERSON_ADDED, Act.ASSIGNMENT_GIVEN]
    assert {event.place_path for event in events} == {area.commune.path}
    assert not [event for event in events if password in f"{event.summary}{event.detail}"]


def test_a_refused_role_makes_no_person_either(area, leader):
    with pytest.raises(Refused):
        add(leader, area.neighbour)
    assert not User.objects.filter(username="nguoi-moi").exists()
    assert not AuditEvent.objects.exists()


def test_a_user_name_is_taken_whatever_its_case(area, leader):
    make_user(username="Nguoi-Moi")
    with pytest.raises(Refused, match="đã có người dùng"):
        add(leader, area.commune)


def test_the_audit_row_stands_or_falls_with_the_act(area, leader, monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("accounts.audit.record", broken)
    person = make_user()
    with pytest.raises(RuntimeError):
        give(person, Role.VIEWER, area.commune, leader)
    assert not person.assignments.exists()


# --- Ending and taking back -------------------------------------------------------------------------


def test_a_role_ends_on_its_last_day(area, leader):
    held = make_user(Role.VIEWER, area.commune).assignments.get()
    actions.end_assignment(assignment=held, ends_on=TODAY, by=leader)
    held.refresh_from_db()
    assert held.ends_on == TODAY
    event = AuditEvent.objects.get(act=Act.ASSIGNMENT_ENDED)
    assert (event.by_id, event.place_path) == (leader.pk, area.commune.path)


def test_nobody_ends_a_role_of_his_own(leader):
    with pytest.raises(Refused, match="tự kết thúc"):
        actions.end_assignment(assignment=leader.assignments.get(), ends_on=TODAY, by=leader)


def test_a_colleague_of_the_same_rank_and_the_neighbour_end_nothing(area, leader):
    colleague = make_user(Role.COMMUNE_LEADER, area.commune)
    neighbour = make_user(Role.COMMUNE_LEADER, area.neighbour)
    officer = make_user(Role.COMMUNE_OFFICER, area.commune)
    for held, by in ((colleague, leader), (officer, neighbour)):
        with pytest.raises(Refused, match="do cấp trên"):
            actions.end_assignment(assignment=held.assignments.get(), ends_on=TODAY, by=by)


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "wanted", "sentence"),
    [
        (TODAY, None, TODAY - DAY, "trước ngày bắt đầu"),
        (TODAY - 9 * DAY, TODAY - DAY, TODAY, "đã kết thúc ngày"),
    ],
)
def test_the_last_day_must_make_sense(area, leader, starts_on, ends_on, wanted, sentence):
    held = make_user(Role.VIEWER, area.commune, starts_on=starts_on, ends_on=ends_on).assignments.get()
    with pytest.raises(Refused, match=sentence):
        actions.end_assignment(assignment=held, ends_on=wanted, by=leader)


def test_a_role_given_by_mistake_is_taken_back_on_its_first_day(area, leader):
    held = make_user(Role.VIEWER, area.commune, starts_on=TODAY).assignments.get()
    actions.withdraw_assignment(assignment=held, by=leader)
    assert not Assignment.objects.filter(pk=held.pk).exists()
    assert AuditEvent.objects.filter(act=Act.ASSIGNMENT_WITHDRAWN).count() == 1


def test_a_role_that_was_in_force_is_ended_and_never_taken_back(area, leader):
    held = make_user(Role.VIEWER, area.commune, starts_on=TODAY - DAY).assignments.get()
    with pytest.raises(Refused, match="kết thúc thay vì hủy"):
        actions.withdraw_assignment(assignment=held, by=leader)


# --- Accounts ---------------------------------------------------------------------------------------


def test_a_reset_password_works_once_and_the_old_one_no_more(area, leader):
    officer = make_user(Role.COMMUNE_OFFICER, area.commune)
    password = actions.reset_password(person=officer, by=leader)
    officer.refresh_from_db()
    assert officer.must_change_password
    assert officer.check_password(password)
    assert not officer.check_password(PASSWORD)
    assert AuditEvent.objects.get().act == Act.PASSWORD_RESET


TOUCH = [actions.reset_password, actions.deactivate, actions.remove_second_factor]


@pytest.mark.parametrize("act", TOUCH)
def test_a_small_role_is_no_handle_on_a_big_account(area, leader, administrator, act):
    """The way up that must stay shut: give somebody higher a small role here, reset the password, walk in."""
    give(administrator, Role.VIEWER, area.commune, leader)
    with pytest.raises(Refused, match="ngoài thẩm quyền"):
        act(person=administrator, by=leader)
    administrator.refresh_from_db()
    assert administrator.check_password(PASSWORD)


@pytest.mark.parametrize("act", TOUCH)
def test_a_coming_role_elsewhere_protects_the_account_already(area, leader, act):
    person = make_user(Role.VIEWER, area.commune)
    assign(person, Role.COMMUNE_OFFICER, area.neighbour, starts_on=TODAY + DAY)
    with pytest.raises(Refused, match="ngoài thẩm quyền"):
        act(person=person, by=leader)


@pytest.mark.parametrize("act", TOUCH)
def test_nobody_manages_his_own_account_from_here(leader, act):
    with pytest.raises(Refused, match="trang Hồ sơ"):
        act(person=leader, by=leader)


def test_a_role_elsewhere_that_ended_protects_nothing(area, leader):
    person = make_user(Role.VIEWER, area.commune)
    assign(person, Role.COMMUNE_OFFICER, area.neighbour, ends_on=TODAY - DAY)
    actions.deactivate(person=person, by=leader)
    person.refresh_from_db()
    assert not person.is_active


def test_an_account_is_closed_once_and_opened_once(area, leader):
    person = make_user(Role.VIEWER, area.commune)
    actions.deactivate(person=person, by=leader)
    with pytest.raises(Refused, match="đã ngừng"):
        actions.deactivate(person=person, by=leader)
    with pytest.raises(Refused, match="mở lại tài khoản"):
        give(person, Role.COMMUNE_OFFICER, area.commune, leader)
    with pytest.raises(Refused, match="Đề nghị mở lại"):
        actions.reset_password(person=person, by=leader)
    actions.reactivate(person=person, by=leader)
    with pytest.raises(Refused, match="đang hoạt động"):
        actions.reactivate(person=person, by=leader)
    acts = list(AuditEvent.objects.order_by("pk").values_list("act", flat=True))
    assert acts == [Act.PERSON_DEACTIVATED, Act.PERSON_REACTIVATED]
