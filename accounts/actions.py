"""Everything that can happen to people and their roles; each act is one transaction with one audit row."""

from datetime import date

from allauth.mfa.models import Authenticator
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts import audit, policies
from accounts.audit import Act
from accounts.context import default_place
from accounts.models import Assignment, User
from accounts.passwords import one_time_password
from accounts.refusals import Refused
from accounts.roles import LEVELS, ROLE_LABELS, Permission, Role
from localities.formats import short_date
from localities.models import Locality

# --- People -----------------------------------------------------------------------------------------


@transaction.atomic
def add_person(
    *,
    username: str,
    full_name: str,
    position: str,
    email: str = "",
    role: Role,
    place: Locality,
    starts_on: date,
    ends_on: date | None = None,
    by: User,
) -> tuple[User, str]:
    """A new person with a first role, and the password to hand over: it is known to nobody afterwards."""
    policies.check_can_give(person=None, role=role, place=place, starts_on=starts_on, ends_on=ends_on, by=by)
    person, password = _new_account(username=username, full_name=full_name, position=position, email=email)
    summary = f"{person.full_name} ({person.username})"
    audit.record(Act.PERSON_ADDED, by=by, place=place, target=person, summary=summary)
    _assign(person=person, role=role, place=place, starts_on=starts_on, ends_on=ends_on, by=by)
    return person, password


@transaction.atomic
def add_first_administrator(*, username: str, full_name: str, place: Locality) -> tuple[User, str]:
    """The person who gives all others their roles, on a site where nobody could; asked for on the command line."""
    if place.level not in LEVELS[Role.ADMINISTRATOR]:
        raise Refused(f"Quản trị viên không giao ở {place} ({place.get_level_display().lower()}).")
    person, password = _new_account(username=username, full_name=full_name, position=ROLE_LABELS[Role.ADMINISTRATOR])
    summary = f"{person.full_name} ({person.username})"
    audit.record(Act.PERSON_ADDED, by=None, place=place, target=person, summary=summary)
    _assign(person=person, role=Role.ADMINISTRATOR, place=place, starts_on=timezone.localdate(), ends_on=None, by=None)
    return person, password


@transaction.atomic
def change_profile(*, full_name: str, position: str, email: str, by: User) -> User:
    """People keep their own name, position and address; nobody else writes them."""
    person = _locked(by)
    person.full_name, person.position, person.email = full_name, position, email
    person.full_clean()
    person.save(update_fields=["full_name", "full_name_folded", "sort_key", "position", "email"])
    audit.record(Act.PERSON_CHANGED, by=person, place=default_place(person), target=person, summary=person.full_name)
    return person


@transaction.atomic
def reset_password(*, person: User, by: User) -> str:
    """A new password to hand over. The person's sessions end with the old one, and it must be changed at once."""
    person = _locked(person)
    policies.check_can_reset_password(person, by)
    password = one_time_password()
    person.set_password(password)
    person.must_change_password = True
    person.save(update_fields=["password", "must_change_password"])
    _record_on(person, Act.PASSWORD_RESET, by)
    return password


@transaction.atomic
def remove_second_factor(*, person: User, by: User) -> None:
    """For somebody who lost the telephone and the recovery codes; whoever must carry one sets it up again."""
    person = _locked(person)
    policies.check_can_remove_second_factor(person, by)
    Authenticator.objects.filter(user=person).delete()
    _record_on(person, Act.SECOND_FACTOR_REMOVED, by)


@transaction.atomic
def deactivate(*, person: User, by: User) -> None:
    """Nobody signs in as this person any more, and open sessions end; roles and records stay."""
    person = _locked(person)
    policies.check_can_deactivate(person, by)
    person.is_active = False
    person.save(update_fields=["is_active"])
    _record_on(person, Act.PERSON_DEACTIVATED, by)


@transaction.atomic
def reactivate(*, person: User, by: User) -> None:
    person = _locked(person)
    policies.check_can_reactivate(person, by)
    person.is_active = True
    person.save(update_fields=["is_active"])
    _record_on(person, Act.PERSON_REACTIVATED, by)


# --- Roles ------------------------------------------------------------------------------------------


@transaction.atomic
def give_assignment(
    *, person: User, role: Role, place: Locality, starts_on: date, ends_on: date | None, by: User
) -> Assignment:
    """One more role. The same role given twice by the same hand (a double click) is one."""
    person = _locked(person)
    same = person.assignments.filter(role=role, place=place, starts_on=starts_on, ends_on=ends_on, given_by=by)
    if twin := same.first():
        return twin
    policies.check_can_give(person=person, role=role, place=place, starts_on=starts_on, ends_on=ends_on, by=by)
    return _assign(person=person, role=role, place=place, starts_on=starts_on, ends_on=ends_on, by=by)


@transaction.atomic
def end_assignment(*, assignment: Assignment, ends_on: date, by: User) -> Assignment:
    """The role holds until the end of `ends_on`."""
    assignment = _locked_assignment(assignment)
    policies.check_can_end(assignment, by)
    policies.check_ends_in_order(assignment, ends_on)
    assignment.ends_on = ends_on
    assignment.full_clean()
    assignment.save(update_fields=["ends_on"])
    summary = f"{_in_words(assignment)}, đến hết ngày {short_date(ends_on)}"
    audit.record(Act.ASSIGNMENT_ENDED, by=by, place=assignment.place, target=assignment.user, summary=summary)
    return assignment


@transaction.atomic
def withdraw_assignment(*, assignment: Assignment, by: User) -> None:
    """Take back a role that was given by mistake and has not been in force for a day."""
    assignment = _locked_assignment(assignment)
    policies.check_can_withdraw(assignment, by)
    person, place, summary = assignment.user, assignment.place, _in_words(assignment)
    assignment.delete()
    audit.record(Act.ASSIGNMENT_WITHDRAWN, by=by, place=place, target=person, summary=summary)


# --- Parts ------------------------------------------------------------------------------------------


def _new_account(*, username: str, full_name: str, position: str, email: str = "") -> tuple[User, str]:
    password = one_time_password()
    taken = Refused(f"Tên đăng nhập “{username}” đã có người dùng.")
    if User.objects.filter(username__iexact=username).exists():
        raise taken
    try:
        with transaction.atomic():
            person = User.objects.create_user(
                username,
                password,
                full_name=full_name,
                position=position,
                email=email,
                must_change_password=True,
            )
    except IntegrityError:
        # Somebody took the name between the question and the answer.
        raise taken from None
    return person, password


def _assign(
    *, person: User, role: Role, place: Locality, starts_on: date, ends_on: date | None, by: User | None
) -> Assignment:
    assignment = Assignment(user=person, role=role, place=place, starts_on=starts_on, ends_on=ends_on, given_by=by)
    assignment.full_clean()
    assignment.save()
    until = f" đến hết ngày {short_date(ends_on)}" if ends_on else ""
    summary = f"{_in_words(assignment)}, từ ngày {short_date(starts_on)}{until}"
    audit.record(Act.ASSIGNMENT_GIVEN, by=by, place=place, target=person, summary=summary)
    return assignment


def _locked(person: User) -> User:
    """The row as it is now, kept from others until the end of the act."""
    return User.objects.select_for_update(of=("self",)).get(pk=person.pk)


def _locked_assignment(assignment: Assignment) -> Assignment:
    rows = Assignment.objects.select_for_update(of=("self",)).select_related("user", "place")
    return rows.get(pk=assignment.pk)


def _record_on(person: User, act: Act, by: User) -> None:
    """Written where the one who acted will find it: at the place of the person's latest role on that ground."""
    ground = by.scope_for(Permission.ASSIGNMENT_MANAGE)
    latest = person.assignments.in_scope(ground).select_related("place").first()
    summary = f"{person.full_name} ({person.username})"
    audit.record(act, by=by, place=latest.place if latest else None, target=person, summary=summary)


def _in_words(assignment: Assignment) -> str:
    return f"{assignment.user.full_name}: {assignment.get_role_display()}, {assignment.place}"
