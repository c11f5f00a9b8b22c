"""What an event changed, row by row and field by field, so that it can be given back exactly."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from accounts.refusals import Refused
from households.models import Household, Member
from households.register.history import Stamp

Row = Household | Member
MODELS: Final[Mapping[str, type[Household] | type[Member]]] = {"household": Household, "member": Member}
# What follows from other columns, says who saved last, or is an order that any edit of the members renews.
NOT_KEPT: Final = frozenset(
    {"id", "position", "version", "created_at", "saved_at", "saved_by_id", "search_text", "sort_key", "name_folded"}
)


@dataclass(slots=True)
class Entry:
    """One row: the fields that the event changed, or all of them where it made the row."""

    model: str
    pk: int
    name: str
    made: bool
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.__slots__}

    @property
    def label(self) -> str:
        return f"hộ {self.name}" if self.model == "household" else self.name

    def find(self) -> Row | None:
        rows = MODELS[self.model].everyone
        if self.model == "household":
            rows = rows.select_related("hamlet__parent", "commune")
        return rows.filter(pk=self.pk).first()

    def changed_since(self, row: Row) -> list[str]:
        """The names of the fields that no longer hold what the event left in them."""
        return [
            str(each.verbose_name)
            for each in row._meta.concrete_fields
            if each.attname in self.after and plain(getattr(row, each.attname)) != self.after[each.attname]
        ]

    def give_back(self, row: Row) -> None:
        fields = {each.attname: each for each in row._meta.concrete_fields}
        for name, value in self.before.items():
            setattr(row, name, fields[name].to_python(value))


class Ledger:
    """The rows of one event while it is recorded. Changes wait until `save`; a row that is made is stored at once."""

    def __init__(self, stamp: Stamp) -> None:
        self.stamp = stamp
        self._entries: dict[tuple[str, int], Entry] = {}
        self._changed: dict[tuple[str, int], Row] = {}

    def change(self, row: Row, **values: object) -> None:
        """Set fields of a stored row, and remember what they were."""
        for name, value in values.items():
            attname = row._meta.get_field(name).attname
            before = plain(getattr(row, attname))
            setattr(row, name, value)
            after = plain(getattr(row, attname))
            if before != after:
                entry = self._entry(row)
                entry.before.setdefault(attname, before)
                entry.after[attname] = after
                self._changed[self._key(row)] = row

    def made(self, row: Row) -> None:
        """Remember a row that the event stored."""
        entry = self._entry(row, made=True)
        entry.after = kept(row)

    def save(self) -> None:
        for row in self._changed.values():
            self.stamp.save(row)
        self._changed.clear()

    def as_json(self) -> list[dict[str, Any]]:
        return [entry.as_json() for entry in self._entries.values()]

    def _entry(self, row: Row, made: bool = False) -> Entry:
        name = row.head_name if isinstance(row, Household) else row.full_name
        model, pk = self._key(row)
        return self._entries.setdefault((model, pk), Entry(model=model, pk=pk, name=name, made=made))

    @staticmethod
    def _key(row: Row) -> tuple[str, int]:
        return row._meta.model_name or "", row.pk


def entries(stored: Mapping[str, Any]) -> Iterator[Entry]:
    """The rows of a recorded event, from its `undo`."""
    for row in stored.get("rows", []):
        yield Entry(**row)


def check_untouched(stored: Mapping[str, Any]) -> list[tuple[Entry, Row]]:
    """The rows as they are, when each still holds what the event left in it; else a sentence says what changed."""
    found: list[tuple[Entry, Row]] = []
    for entry in entries(stored):
        row = entry.find()
        if row is None or row.deleted_at is not None:
            raise Refused(f"Không hủy được: {entry.label} đã bị xóa khỏi sổ sau biến động này. Hãy khôi phục trước.")
        if changed := entry.changed_since(row):
            raise Refused(
                f"Không hủy được: sau biến động này, {', '.join(changed)} của {entry.label} đã được sửa. "
                "Hãy sửa lại như lúc ghi biến động rồi hủy, hoặc ghi biến động mới."
            )
        found.append((entry, row))
    return found


def delete_with_history(row: Row, stamp: Stamp) -> None:
    """Delete a row for good; its history remains, with who deleted it and why."""
    for name, value in (("_history_user", stamp.by), ("_change_reason", stamp.reason), ("_history_date", stamp.moment)):
        setattr(row, name, value)
    row.delete()


def kept(row: Row) -> dict[str, Any]:
    """Everything that an undo would have to find unchanged."""
    fields = (each.attname for each in row._meta.concrete_fields)
    return {name: plain(getattr(row, name)) for name in fields if name not in NOT_KEPT}


def plain(value: object) -> Any:
    """A stored value as JSON holds it."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, UUID):
        return str(value)
    return value
