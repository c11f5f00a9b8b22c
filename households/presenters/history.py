"""The history of a household, worded: who changed what, from what to what."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from typing import Any, Final

from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from households.entry.conflicts import choice_words, field_words, measure_words, yes_no
from households.models import Household, Member
from households.presenters.tabs import Tab, household_tabs
from households.register.history import Change, Save, Written, saves_of
from indicators.ethnic_groups import by_code
from indicators.members import LISTS
from localities.formats import MISSING, count, short_date
from localities.models import Locality
from localities.text import capital

PER_PAGE = 50
# Said by another field, or no concern of a reader.
SILENT: Final = {"commune_id", "deleted_by_id", "origin_id"}
_MASK = "••••"


@dataclass(frozen=True)
class Line:
    """One row that was written: whom it is about, and what changed in it."""

    subject: str
    is_new: bool
    changes: tuple[tuple[str, str, str], ...]  # label, before, after


@dataclass(frozen=True)
class SaveWords:
    """One act of writing."""

    when: str
    who: str
    why: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class HistoryPage:
    """What `households/history.html` shows."""

    household: Household
    place: Locality
    year: int
    query: QueryDict

    @cached_property
    def page(self) -> Page:
        return Paginator(saves_of(self.household), PER_PAGE).get_page(self.query.get("trang"))

    @property
    def heading(self) -> str:
        return f"Lịch sử sửa hộ {self.household.head_name}"

    @property
    def crumbs(self) -> list[tuple[str, str]]:
        household = f"{self.household.get_absolute_url()}?nam={self.year}"
        listing = reverse("households", args=[self.place.key, self.year])
        return [("Hộ", listing), (f"Hộ {self.household.head_name}", household)]

    @property
    def tabs(self) -> list[Tab]:
        return household_tabs(self.household.uid, self.year, "household_history")

    @cached_property
    def saves(self) -> list[SaveWords]:
        units = self._units()
        return [_save_words(save, units, self.household.pk) for save in self.page]

    @property
    def summary(self) -> str:
        return f"{count(self.page.paginator.count)} lần ghi"

    def _units(self) -> Mapping[int, str]:
        """The names of the village units that the page speaks of."""
        changes = (change for save in self.page for row in save.rows for change in row.changes)
        keys = {key for each in changes if each.field == "hamlet_id" for key in (each.before, each.after) if key}
        if not keys:
            return {}
        return {unit.pk: capital(unit.full_name) for unit in Locality.objects.filter(pk__in=keys)}


def _save_words(save: Save, units: Mapping[int, str], household: int) -> SaveWords:
    return SaveWords(
        when=f"{timezone.localtime(save.when):%H:%M ngày %d/%m/%Y}",
        who=save.who,
        why=save.why,
        lines=tuple(line for row in save.rows if (line := _line(row, units, household)).changes),
    )


def _line(row: Written, units: Mapping[int, str], household: int) -> Line:
    return Line(row.person or "Hộ", row.is_new, tuple(_changes(row, units, household)))


def _changes(row: Written, units: Mapping[int, str], household: int) -> Iterator[tuple[str, str, str]]:
    model = Member if row.person else Household
    for change in row.changes:
        if change.field in SILENT or (row.is_new and change.field in {"household_id", "full_name"}):
            continue
        label = capital(field_words(change.field, model))
        if change.field == "household_id":
            yield "Thuộc hộ", _where(change.before, household), _where(change.after, household)
        elif change.field == "national_id":
            yield label, *_numbers(change)
        else:
            yield label, _word(change.field, change.before, units), _word(change.field, change.after, units)


def _where(key: int, household: int) -> str:
    return "Hộ này" if key == household else "Hộ khác"


def _numbers(change: Change) -> tuple[str, str]:
    """Identification numbers are never shown in full, not even here; two with the same end are told apart in words."""
    before, after = (f"{_MASK} {number[-4:]}" if number else MISSING for number in (change.before, change.after))
    return before, f"{after} (số khác)" if before == after else after


def _word(name: str, value: Any, units: Mapping[int, str]) -> str:
    if value is None or value == "":
        return MISSING
    if name == "hamlet_id":
        return units.get(value, MISSING)
    if name == "ethnicity":
        group = by_code(value)
        return group.name if group else value
    if name == "ended_because":
        return str(Household.Ending(value).label)
    if name == "left_because":
        return str(Member.Leaving(value).label)
    return _plain(name, value)


def _plain(name: str, value: Any) -> str:
    if name in LISTS:
        return choice_words(name, value)
    if isinstance(value, bool):
        return yes_no(value)
    if isinstance(value, Decimal):
        return measure_words(value)
    if isinstance(value, datetime):
        return f"{timezone.localtime(value):%H:%M ngày %d/%m/%Y}"
    return short_date(value) if isinstance(value, date) else str(value)
