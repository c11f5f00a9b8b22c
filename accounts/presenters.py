"""How people, their roles and what they did are worded. Built from rows that are loaded already."""

from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone

from accounts import policies
from accounts.audit import ACT_LABELS
from accounts.models import Assignment, AuditEvent, User
from accounts.refusals import refusal
from accounts.roles import GRANTS, LEVELS, MAY_GIVE, PERMISSION_LABELS, ROLE_LABELS, SECOND_FACTOR_ROLES, Role
from localities.models import Level

Badge = tuple[str, str]  # the word, and the tone that templates/components/badge.html knows


# --- People -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class PersonLine:
    """One person in the list of a place."""

    name: str
    url: str
    username: str
    position: str
    roles: list[str]
    state: Badge


def person_line(person: User, held_here: list[Assignment]) -> PersonLine:
    current = [held for held in held_here if held.is_current]
    return PersonLine(
        name=person.full_name,
        url=reverse("person", args=[person.pk]),
        username=person.username,
        position=person.position,
        roles=[f"{held.get_role_display()}, {held.place}" for held in current or held_here],
        state=state_of(person, bool(current)),
    )


def state_of(person: User, holds_something: bool) -> Badge:
    if not person.is_active:
        return "Đã ngừng", "stopped"
    if not holds_something:
        return "Không giữ vai trò", "idle"
    if person.must_change_password:
        return "Chưa đặt mật khẩu riêng", "waiting"
    return "Đang hoạt động", "working"


@dataclass(frozen=True)
class AssignmentLine:
    """One role of a person, and what may be done about it; `refused` says why nothing may."""

    pk: int
    role: str
    place: str
    starts_on: date
    ends_on: date | None
    given_by: str
    state: Badge
    refused: str
    can_withdraw: bool


def assignment_line(assignment: Assignment, viewer: User) -> AssignmentLine:
    return AssignmentLine(
        pk=assignment.pk,
        role=assignment.get_role_display(),
        place=assignment.place.full_name,
        starts_on=assignment.starts_on,
        ends_on=assignment.ends_on,
        given_by=assignment.given_by.full_name if assignment.given_by else "Hệ thống",
        state=_life_of(assignment),
        refused=refusal(policies.check_can_end, assignment, viewer),
        can_withdraw=not refusal(policies.check_can_withdraw, assignment, viewer),
    )


def _life_of(assignment: Assignment) -> Badge:
    if assignment.is_current:
        return "Đang giữ", "working"
    return ("Chưa tới ngày", "idle") if assignment.starts_on > timezone.localdate() else ("Đã thôi", "idle")


# --- The table of roles, which the client signs -----------------------------------------------------


@dataclass(frozen=True)
class RoleColumn:
    label: str
    levels: str
    gives: str
    second_factor: str


def role_columns() -> list[RoleColumn]:
    return [
        RoleColumn(
            label=ROLE_LABELS[role],
            levels="; ".join(level.label for level in Level if level in LEVELS[role]),
            gives="; ".join(ROLE_LABELS[given] for given in Role if given in MAY_GIVE.get(role, frozenset()))
            or "Không",
            second_factor="Bắt buộc" if role in SECOND_FACTOR_ROLES else "Tùy chọn",
        )
        for role in Role
    ]


def permission_rows() -> list[tuple[str, list[bool]]]:
    """Each permission, and for each role whether it has it."""
    return [(label, [permission in GRANTS[role] for role in Role]) for permission, label in PERMISSION_LABELS.items()]


# --- What was done ----------------------------------------------------------------------------------

_ACTS = {act.value: label for act, label in ACT_LABELS.items()}


@dataclass(frozen=True)
class AuditLine:
    at: datetime
    who: str
    act: str
    place: str
    summary: str


def audit_line(event: AuditEvent, names: dict[str, str]) -> AuditLine:
    """`names` are those of the places by their path; a path that is not there is shown as it is."""
    return AuditLine(
        at=event.at,
        who=event.by_name,
        act=_ACTS.get(event.act, event.act),
        place=names.get(event.place_path, event.place_path),
        summary=event.summary,
    )
