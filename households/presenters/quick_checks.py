"""Phiếu A and its items, worded."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.forms import BoundField
from django.urls import reverse

from households.actions.entries import result_words
from households.forms.lists import QuickCheckForm, QuickItemForm, item_field
from households.models import ListEntry, QuickCheckItem
from households.presenters import words
from households.presenters.review_list import QUICK_TAGS, Where
from localities import text
from localities.formats import count_in_text, short_date
from localities.models import Locality


@dataclass(frozen=True)
class Ask:
    field: BoundField
    number: int


@dataclass(frozen=True)
class QuickCheckPage:
    """What `households/lists/quick_check.html` shows. `doubt`: the result is not what the items say; the reviewer
    confirms it."""

    at: Where
    entry: ListEntry
    form: QuickCheckForm
    items: Sequence[QuickCheckItem]
    waiting: int
    cannot: str = ""
    refused: str = ""
    doubt: str = ""
    may_edit_items: bool = False
    typed_reason: str = ""

    @property
    def heading(self) -> str:
        return f"Phiếu A {words.period(self.at.year, self.at.month)}: hộ {self.entry.household.head_name}"

    @property
    def crumbs(self) -> list[tuple[str, str]]:
        return self.at.list_crumbs

    @property
    def state(self) -> tuple[str, str]:
        return QUICK_TAGS[self.entry.quick_result]

    @property
    def where(self) -> str:
        entry = self.entry
        day = f", ngày {short_date(entry.requested_on)}" if entry.requested_on else ""
        return f"{words.where(entry.household)} · mã hộ {entry.household.code} · {entry.get_why_display()}{day}"

    @property
    def saved(self) -> str:
        entry = self.entry
        if entry.quick_at is None:
            return ""
        result = text.lower_first(result_words(entry.quick_result))
        return f"{entry.quick_by.full_name} ghi lúc {words.clock(entry.quick_at)}: {result}."

    @property
    def form_b_url(self) -> str:
        """Where Phiếu B is entered, once Phiếu A asks for it."""
        return self.at.url("assessment_entry", self.entry.household.uid) if self.entry.quick_result else ""

    @cached_property
    def asks(self) -> list[Ask]:
        return [Ask(self.form[item_field(item)], number) for number, item in enumerate(self.items, start=1)]

    @property
    def result_number(self) -> int:
        return len(self.items) + 1

    @property
    def items_url(self) -> str:
        return reverse("quick_check_items", args=[self.at.place.key, self.at.year]) if self.may_edit_items else ""

    @property
    def no_items(self) -> str:
        """Why nothing is asked item by item; the result is recorded all the same."""
        if self.items:
            return ""
        return (
            "Chưa có mục nào của Phiếu A được ghi vào phần mềm. Ông/bà vẫn ghi được kết quả như trên phiếu giấy đã ký."
        )

    @property
    def left(self) -> str:
        if not self.waiting:
            return "Không còn hộ nào khác chờ Phiếu A."
        return f"Còn {count_in_text(self.waiting)} hộ khác chờ Phiếu A."

    @property
    def back_url(self) -> str:
        return self.at.url("review_list")


@dataclass(frozen=True)
class ItemRow:
    """One item of the place's own."""

    pk: int
    number: int
    text: str
    added: str
    can_go_up: bool
    can_go_down: bool


@dataclass(frozen=True)
class QuickItemsPage:
    """What `households/lists/items.html` shows: the items of a place, after those of the places above it."""

    place: Locality
    year: int
    above: Sequence[QuickCheckItem]
    own: Sequence[QuickCheckItem]
    retired: Sequence[QuickCheckItem]
    form: QuickItemForm
    refused: str = ""

    @property
    def heading(self) -> str:
        return "Các mục của Phiếu A"

    @property
    def crumbs(self) -> list[tuple[str, str]]:
        at = Where(self.place, self.year, 0)
        return at.list_crumbs if self.place.is_commune else at.review_crumbs

    @property
    def inherited(self) -> list[tuple[str, str]]:
        """(text, whose) of the items that hold here because a higher place wrote them."""
        return [(item.text, words.capital(item.place)) for item in self.above]

    @property
    def rows(self) -> list[ItemRow]:
        last = len(self.own)
        return [
            ItemRow(
                pk=item.pk,
                number=len(self.above) + number,
                text=item.text,
                added=f"{item.added_by.full_name}, {words.clock(item.added_at)}",
                can_go_up=number > 1,
                can_go_down=number < last,
            )
            for number, item in enumerate(self.own, start=1)
        ]

    @property
    def gone(self) -> list[tuple[str, str]]:
        return [
            (each.text, f"{each.retired_by.full_name} thôi dùng, {words.clock(each.retired_at)}")
            for each in self.retired
        ]
