"""Events, worded: the register of a place and the life of a household."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from django.core.paginator import Page
from django.http import HttpRequest
from django.urls import reverse

from accounts.models import User
from accounts.roles import Permission
from households.events.rules import Kind
from households.forms.events import EventFilter
from households.models import Household, HouseholdEvent, Member
from households.presenters import words
from households.presenters.tabs import Tab, household_tabs, register_tabs
from localities.formats import count, short_date
from localities.models import Locality

# The kinds that are recorded of a household, by the word in their address.
SLUGS: Final[dict[str, Kind]] = {
    "sinh-con": Kind.BIRTH,
    "mat": Kind.DEATH,
    "nguoi-den": Kind.JOINS,
    "nguoi-di": Kind.LEAVES,
    "doi-chu-ho": Kind.HEAD_CHANGE,
    "chuyen-thon": Kind.MOVES,
    "chuyen-di": Kind.MOVES_OUT,
    "tach-ho": Kind.SPLITS,
    "nhap-ho": Kind.MERGES,
}
OF_PEOPLE: Final = (Kind.BIRTH, Kind.DEATH, Kind.JOINS, Kind.LEAVES, Kind.HEAD_CHANGE)
OF_THE_HOUSEHOLD: Final = (Kind.MOVES, Kind.MOVES_OUT, Kind.SPLITS, Kind.MERGES)
# Only where there is somebody besides the head.
WITH_OTHERS: Final = (Kind.LEAVES, Kind.HEAD_CHANGE, Kind.SPLITS)
KIND_TONES: Final[dict[str, str]] = {
    Kind.BIRTH: "done",
    Kind.JOINS: "done",
    Kind.ARRIVES: "done",
    Kind.DEATH: "stopped",
    Kind.LEAVES: "stopped",
    Kind.MOVES_OUT: "stopped",
    Kind.MERGES: "stopped",
}


def slug_of(kind: str) -> str:
    return next(slug for slug, each in SLUGS.items() if each == kind)


@dataclass(frozen=True)
class EventRow:
    """One event as a line: what, when, who wrote it, whether it stands."""

    kind: tuple[str, str]
    day: str
    summary: str
    reason: str
    household: tuple[str, str]
    recorded: str
    undone: str
    waits: tuple[str, str] | None
    undo_url: str


def event_row(event: HouseholdEvent, user: User, year: int) -> EventRow:
    undone = ""
    if event.undone_at:
        undone = f"{event.undone_by.full_name} hủy {words.clock(event.undone_at)}. Lý do: {event.undo_reason}"
    own = event.household if event.household.deleted_at is None else None
    return EventRow(
        kind=(event.get_kind_display(), "idle" if event.undone_at else KIND_TONES.get(event.kind, "working")),
        day=short_date(event.happened_on),
        summary=event.summary,
        reason=event.reason,
        household=(event.household.head_name, f"{own.get_absolute_url()}?nam={year}" if own else ""),
        recorded=f"{event.recorded_by.full_name}, {words.clock(event.recorded_at)}",
        undone=undone,
        waits=_waits(event),
        undo_url=_undo_url(event, user, year),
    )


def _waits(event: HouseholdEvent) -> tuple[str, str] | None:
    """Of a household that another commune of the system is offered: whether it was accepted there."""
    if event.kind != Kind.MOVES_OUT or event.to_commune is None or event.undone_at:
        return None
    return ("Nơi đến đã tiếp nhận", "done") if event.is_accepted else ("Chờ nơi đến tiếp nhận", "waiting")


def _undo_url(event: HouseholdEvent, user: User, year: int) -> str:
    if event.undone_at or not may_undo(event, user):
        return ""
    return f"{reverse('event_undo', args=[event.uid])}?nam={year}"


def may_undo(event: HouseholdEvent, user: User) -> bool:
    """Who may record it may undo it; a household that was accepted is let go by who accepts households."""
    accepted = event.kind == Kind.ARRIVES and event.other_id is not None
    needed = Permission.HOUSEHOLD_DELETE if accepted else Permission.HOUSEHOLD_EDIT
    both = [event.hamlet] if event.other is None or accepted else [event.hamlet, event.other.hamlet]
    return all(user.may(needed, hamlet) for hamlet in both)


@dataclass(frozen=True)
class EventsPage:
    """What `households/events/events.html` shows: the register of events of a place."""

    request: HttpRequest
    place: Locality
    year: int
    form: EventFilter
    page: Page

    @property
    def tabs(self) -> list[Tab]:
        return register_tabs(self.place, self.year, "events")

    @cached_property
    def rows(self) -> list[EventRow]:
        return [event_row(event, self.request.user, self.year) for event in self.page]

    @property
    def summary(self) -> str:
        return f"{count(self.page.paginator.count)} biến động"

    @property
    def list_url(self) -> str:
        return reverse("events", args=[self.place.key, self.year])

    @property
    def clear_url(self) -> str:
        return self.list_url if any(self.form.value(name) for name in self.form.fields) else ""

    @property
    def empty(self) -> dict[str, str]:
        if self.clear_url:
            text = "Hãy nới khoảng ngày, chọn loại khác hoặc bỏ lọc."
            return {"title": "Không có biến động nào khớp.", "text": text, "url": self.list_url, "label": "Bỏ lọc"}
        return {
            "title": f"{words.capital(self.place)} chưa có biến động nào.",
            "text": "Sinh, mất, chuyển đến, chuyển đi, tách, nhập hộ được ghi ở thẻ Biến động trong trang của từng hộ.",
            "url": reverse("households", args=[self.place.key, self.year]),
            "label": "Mở danh sách hộ",
        }


@dataclass(frozen=True)
class HouseholdEventsPage:
    """What `households/events/household.html` shows: the life of one household."""

    household: Household
    place: Locality
    year: int
    user: User
    members: Sequence[Member]
    events: Sequence[HouseholdEvent]
    hamlets: int  # how many village units this person may choose from

    @property
    def heading(self) -> str:
        return f"Biến động của hộ {self.household.head_name}"

    @property
    def crumbs(self) -> list[tuple[str, str]]:
        return household_crumbs(self.household, self.place, self.year)

    @property
    def tabs(self) -> list[Tab]:
        return household_tabs(self.household.uid, self.year, "household_events")

    @cached_property
    def rows(self) -> list[EventRow]:
        return [event_row(event, self.user, self.year) for event in self.events]

    @property
    def ended(self) -> str:
        if not self.household.ended_on:
            return ""
        because = self.household.get_ended_because_display()
        return f"Hộ không còn trong sổ từ ngày {short_date(self.household.ended_on)}. Lý do: {because.lower()}."

    @cached_property
    def kinds(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """The kinds that make sense here, in two groups: (name of the group, (words, address))."""
        if (
            not self.members
            or self.household.ended_on
            or not self.user.may(Permission.HOUSEHOLD_EDIT, self.household.hamlet)
        ):
            return []
        groups = (("Người trong hộ", OF_PEOPLE), ("Cả hộ", OF_THE_HOUSEHOLD))
        return [(name, [self._link(kind) for kind in kinds if self._makes_sense(kind)]) for name, kinds in groups]

    def _makes_sense(self, kind: Kind) -> bool:
        if kind in WITH_OTHERS and len(self.members) < 2:
            return False
        if kind == Kind.MOVES:
            return self.hamlets > 1
        return True

    def _link(self, kind: Kind) -> tuple[str, str]:
        return str(kind.label), record_url(self.household, kind, self.year)


def household_crumbs(household: Household, place: Locality, year: int) -> list[tuple[str, str]]:
    return [("Hộ", reverse("households", args=[place.key, year]))]


def record_url(household: Household, kind: str, year: int) -> str:
    return f"{reverse('event_record', args=[household.uid, slug_of(kind)])}?nam={year}"
