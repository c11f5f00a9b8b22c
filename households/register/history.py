"""Who changed which field of a household or a person, when and why: read from what django-simple-history keeps.

Every write of the register goes through `Stamp.save`, so that all rows of one act carry one moment, one person and one
reason, and are shown as one save. Rows that came another way are gathered where person and reason are the same.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import zip_longest
from typing import Any, Final

from django.utils import timezone

from accounts.models import User
from households.models import Household, Member
from households.models.register import LONGEST_REASON

# Rows of one act that were not stamped together stand this near to each other.
ONE_ACT: Final = timedelta(seconds=1)
_OF_THE_ROW: Final = {"id", "uid"}


@dataclass(frozen=True, slots=True)
class Stamp:
    """Who writes and why, at one moment."""

    by: User | None
    reason: str
    moment: datetime = field(default_factory=timezone.now)

    def save(self, row: Household | Member, **how: Any) -> None:
        row._history_user, row._change_reason = self.by, self.reason[:LONGEST_REASON]
        row._history_date = self.moment
        try:
            row.save(**how)
        finally:
            del row._history_date  # a later act on the same instance has a moment of its own


@dataclass(frozen=True, slots=True)
class Change:
    """One field: what it held before and after."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Written:
    """One row that was written: of the household itself (`person` is empty) or of a person. `is_new`: it came into the
    household with this act."""

    person: str
    is_new: bool
    changes: tuple[Change, ...]
    row: Any


@dataclass(frozen=True, slots=True)
class Save:
    """One act of writing: every row that it changed, the household first."""

    who: str
    when: datetime
    why: str
    rows: tuple[Written, ...]


def saves_of(household: Household) -> list[Save]:
    """Every save of a household and of the people who ever lived in it, the newest first. Two queries.

    A person is followed only as long as the row belonged to this household: what another household wrote of somebody
    who moved there is its own history.
    """
    own = list(Household.history.filter(id=household.pk).select_related("history_user"))
    ever = Member.history.filter(household_id=household.pk).values("id")
    people = list(Member.history.filter(id__in=ever).select_related("history_user"))
    found = _written("", own)
    for rows in _by_person(people):
        found += _written(rows[0].full_name, rows, household.pk)
    found.sort(key=lambda written: (written.row.history_date, written.row.history_id), reverse=True)
    return [_save(act) for act in _acts(found)]


def _by_person(rows: Sequence[Any]) -> Iterable[list[Any]]:
    people: dict[int, list[Any]] = {}
    for row in rows:
        people.setdefault(row.id, []).append(row)
    return people.values()


def _written(person: str, rows: list[Any], household: int | None = None) -> list[Written]:
    """What each row of one household or person changed; the rows come newest first."""
    found: list[Written] = []
    for row, before in zip_longest(rows, rows[1:]):
        if household is not None and household not in {row.household_id, before.household_id if before else None}:
            continue
        is_new = before is None or (household is not None and before.household_id != household)
        if changes := _changes(row, None if is_new else before):
            found.append(Written(person, is_new, changes, row))
    return found


def _changes(row: Any, before: Any | None) -> tuple[Change, ...]:
    fields = [each for each in row._meta.concrete_fields if each.name not in _OF_THE_ROW]
    names = [each.attname for each in fields if not each.name.startswith("history_")]
    pairs = ((name, getattr(before, name) if before else None, getattr(row, name)) for name in names)
    if before is None:
        return tuple(Change(name, None, now) for name, _, now in pairs if now not in (None, "", False))
    return tuple(Change(name, then, now) for name, then, now in pairs if then != now)


def _acts(found: list[Written]) -> list[list[Written]]:
    """Rows of one act together; newest first."""
    acts: list[list[Written]] = []
    for written in found:
        if acts and _same_act(acts[-1][-1].row, written.row):
            acts[-1].append(written)
        else:
            acts.append([written])
    return acts


def _same_act(later: Any, earlier: Any) -> bool:
    if later.history_date == earlier.history_date:
        return True
    who_and_why = (later.history_user_id, later.history_change_reason)
    is_near = later.history_date - earlier.history_date <= ONE_ACT
    return is_near and who_and_why == (earlier.history_user_id, earlier.history_change_reason)


def _save(act: list[Written]) -> Save:
    # People taken away have a reason of their own; the act is named by what was done to the household.
    ordered = sorted(act, key=lambda written: (bool(written.person), written.row.history_id))
    newest = act[0].row
    return Save(
        who=newest.history_user.full_name if newest.history_user_id else "hệ thống",
        when=newest.history_date,
        why="; ".join(
            dict.fromkeys(each.row.history_change_reason for each in ordered if each.row.history_change_reason)
        ),
        rows=tuple(ordered),
    )
