"""After a conflict: the officer keeps what was typed, or takes the stored value, field by field."""

from collections.abc import Sequence
from decimal import Decimal

from django.http import QueryDict

from households.entry.b1 import ItemSheet
from households.entry.sheet import Sheet
from households.forms.household import initial_of_household
from households.forms.members import PREFIX
from households.forms.sheet import AreaField, initial_of
from households.models import Household, Member
from indicators.standard import Standard

TAKE = "lay"
"""The name of the ticks “lấy bản đã lưu”; their values are the fields of the differences."""


def with_stored_values(
    data: QueryDict, sheet: Sheet, standard: Standard, members: Sequence[Member], items: ItemSheet | None = None
) -> QueryDict:
    """The posted form in which the ticked fields hold what is stored. "score_items" is all questions of B1 at once."""
    if not (taken := data.getlist(TAKE)):
        return data
    chosen = data.copy()
    stored = initial_of(sheet, standard, items)
    if "score_items" in taken:
        taken = [*taken, *(name for name in stored if name.startswith("score_"))]
    by_uid = {str(member.uid): member for member in members}
    for field in taken:
        if field.startswith("member:"):
            _take_member(chosen, field, by_uid)
        elif isinstance(stored.get(field), list):
            chosen.setlist(field, stored[field])
        elif field in stored:
            _set(chosen, field, _text(stored[field]))
    return chosen


def _text(value: object) -> object:
    """A number with a comma, as the form writes it."""
    return AreaField().prepare_value(value) if isinstance(value, Decimal) else value


def with_stored_household(data: QueryDict, household: Household, members: Sequence[Member]) -> QueryDict:
    """The same for the page of a household."""
    if not (taken := data.getlist(TAKE)):
        return data
    chosen = data.copy()
    stored = initial_of_household(household)
    by_uid = {str(member.uid): member for member in members}
    for field in taken:
        if field.startswith("member:"):
            _take_member(chosen, field, by_uid)
        elif field in stored:
            _set(chosen, field, stored[field])
    return chosen


def _take_member(data: QueryDict, field: str, by_uid: dict[str, Member]) -> None:
    _, uid, *rest = field.split(":")
    row = next((name.removesuffix("-uid") for name in data if name.endswith("-uid") and data[name] == uid), None)
    member = by_uid.get(uid)
    if row is None or not row.startswith(f"{PREFIX}-"):
        return
    if not rest:  # the row as a whole: it is stored and stays, or it is not and goes
        _set(data, f"{row}-DELETE", member is None)
    elif member:
        _set(data, f"{row}-{rest[0]}", _typed(member, rest[0]))


def _typed(member: Member, name: str) -> object:
    """A stored value as an officer would type it. A number is left alone by an empty field."""
    if name == "national_id":
        return ""
    if name == "birth":
        parts = (member.birth_day, member.birth_month, member.birth_year)
        return "/".join(str(part) for part in parts if part)
    value = getattr(member, name, "")
    if isinstance(value, Decimal):
        return f"{value.normalize():f}".replace(".", ",")
    return {True: "yes", False: "no", None: ""}[value] if value is None or isinstance(value, bool) else value


def _set(data: QueryDict, name: str, value: object) -> None:
    """A ticked or an unticked box, or text."""
    if value is False or value is None:
        data.pop(name, None)
    else:
        data[name] = "on" if value is True else str(value)
