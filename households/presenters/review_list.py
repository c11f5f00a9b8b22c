"""The list of those to be reviewed, and what is done with it, worded."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from django.core.paginator import Page
from django.http import HttpRequest
from django.urls import reverse

from accounts.refusals import Refused, refusal
from accounts.roles import Permission
from households.forms.filters import SearchFilter
from households.forms.lists import AddToListForm, ListFilter, ReasonForm
from households.lists import entries
from households.lists import policies as policies_lists
from households.lists.listing import Progress
from households.models import Assessment, Household, ListEntry, Review
from households.presenters import words
from households.presenters.tabs import Tab, review_tabs
from indicators.wording import CLASS_LABELS
from localities.formats import count, count_in_text, short_date
from localities.models import Locality

QUICK_TAGS = {
    True: ("Chuyển sang Phiếu B", "working"),
    False: ("Rõ ràng không nghèo", "done"),
    None: ("Chưa lập", "idle"),
}


@dataclass(frozen=True)
class Where:
    """A review as its addresses name it, from the place where one works."""

    place: Locality
    year: int
    month: int

    def url(self, name: str, *more: object) -> str:
        period = [self.year, self.month] if self.month else [self.year]
        return reverse(name, args=[self.place.key, *period, *more])

    @property
    def review_crumbs(self) -> list[tuple[str, str]]:
        return [(words.review_name(self.year, self.month), self.url("reviews"))]

    @property
    def list_crumbs(self) -> list[tuple[str, str]]:
        return [*self.review_crumbs, ("Danh sách rà soát", self.url("review_list"))]


@dataclass(frozen=True)
class EntryRow:
    """One household of the list."""

    number: int
    name: str
    url: str
    code: str
    where: str
    why: str
    note: str
    quick: tuple[str, str] | None
    state: tuple[str, str]
    household_class: tuple[str, str] | None
    acts: list[tuple[str, str]]


@dataclass(frozen=True)
class ReviewListPage:
    """What `households/lists/list.html` shows. `page` holds households of `listing.for_table`."""

    request: HttpRequest
    at: Where
    review: Review | None
    form: ListFilter
    counts: Progress
    waiting: int
    page: Page
    entries: Mapping[int, ListEntry]
    printing: bool = False

    @property
    def heading(self) -> str:
        return f"Danh sách rà soát {words.period(self.at.year, self.at.month)}"

    @property
    def crumbs(self) -> list[tuple[str, str]]:
        return self.at.review_crumbs

    @property
    def tabs(self) -> list[Tab]:
        return review_tabs(self.at.place, self.at.year, self.at.month, "review_list")

    @property
    def state(self) -> tuple[str, str]:
        return words.review_state(self.review)

    @property
    def place_words(self) -> str:
        return words.capital(self.at.place)

    @cached_property
    def rows(self) -> list[EntryRow]:
        return [self._row(number, household) for number, household in enumerate(self.page, self.page.start_index())]

    def _row(self, number: int, household: Household) -> EntryRow:
        entry, key = self.entries.get(household.pk), household.form_class
        quick = QUICK_TAGS[entry.quick_result] if entry and entry.why in entries.WITH_QUICK_CHECK else None
        return EntryRow(
            number=number,
            name=household.head_name,
            url=f"{household.get_absolute_url()}?nam={self.at.year}",
            code=household.code,
            where=words.capital(household.hamlet),
            why=self._why(entry),
            note=entry.note if entry else "",
            quick=quick,
            state=words.list_state(household),
            household_class=(CLASS_LABELS[key], key) if key else None,
            acts=self._acts(household, entry),
        )

    def _why(self, entry: ListEntry | None) -> str:
        if entry is None:
            return "Có phiếu từ trước"
        day = f", ngày {short_date(entry.requested_on)}" if entry.requested_on else ""
        return f"{entry.get_why_display()}{day}"

    def _acts(self, household: Household, entry: ListEntry | None) -> list[tuple[str, str]]:
        """(words, address) of what can be done with this household now."""
        path, uid = household.hamlet.path, household.uid
        if self.review is None:
            return []
        if self.review.is_recognised:
            return [("Đính chính", self.at.url("correct_result", uid))] if self._corrects else []
        found = []
        if self._enters.covers(path):
            no_form = not household.form_state and not household.ended_on
            if no_form and entry and entry.why in entries.WITH_QUICK_CHECK:
                found.append(("Phiếu A", self.at.url("quick_check", uid)))
            if not words.needs_no_form(household):
                found.append(self._form_act(household))
        if entry and not household.form_state and self._manages.covers(path):
            found.append(("Đưa ra", self.at.url("review_list_take_off", uid)))
        return found

    def _form_act(self, household: Household) -> tuple[str, str]:
        if household.form_state == Assessment.State.COMPLETED:
            return "Xem phiếu", self.at.url("assessment_check", household.uid)
        word = "Nhập tiếp" if household.form_state else "Nhập phiếu"
        return word, self.at.url("assessment_entry", household.uid)

    @cached_property
    def _enters(self):
        return self.request.user.scope_for(Permission.ASSESSMENT_EDIT)

    @cached_property
    def _manages(self):
        return self.request.user.scope_for(Permission.REVIEW_MANAGE)

    @cached_property
    def _corrects(self) -> bool:
        may = self.at.place.is_commune and self.request.user.may(Permission.REVIEW_RECOGNISE, self.at.place)
        return may and not refusal(policies_lists.check_can_correct, self.review)

    # --- What comes next ---

    @property
    def progress_words(self) -> str:
        p = self.counts
        return (
            f"Danh sách có {count_in_text(p.households)} hộ: {count_in_text(p.completed)} hộ đã hoàn thành Phiếu B, "
            f"{count_in_text(p.skipped)} hộ không lập Phiếu B, {count_in_text(p.drafts)} phiếu nháp, "
            f"{count_in_text(p.without)} hộ chưa nhập."
        )

    @property
    def next_step(self) -> tuple[str, str, str] | None:
        """(words, address, label): Phiếu A before Phiếu B."""
        if self.review is None or self.review.is_recognised or not self._enters.covers(self.at.place.path):
            return None
        if self.waiting:
            words_ = f"Còn {count_in_text(self.waiting)} hộ có giấy đề nghị hoặc mới đưa vào chưa lập Phiếu A."
            return words_, f"{self.at.url('review_list')}?trang_thai=cho-phieu-a", "Xem các hộ này"
        if self.counts.to_do:
            words_ = f"Còn {count_in_text(self.counts.to_do)} hộ trong danh sách chưa xong Phiếu B."
            return words_, self.at.url("assessment_next"), "Nhập tiếp"
        return None

    @property
    def add_url(self) -> str:
        manages = self.review and not self.review.is_recognised and self._manages.covers(self.at.place.path)
        return self.at.url("review_list_add") if manages else ""

    @property
    def items_url(self) -> str:
        may = self.request.user.may(Permission.PROCEDURE_EDIT, self.at.place)
        return reverse("quick_check_items", args=[self.at.place.key, self.at.year]) if may else ""

    @property
    def print_url(self) -> str:
        query = self.request.GET.copy()
        query.pop("trang", None)
        query["in"] = "1"
        return f"?{query.urlencode()}"

    @property
    def screen_url(self) -> str:
        query = self.request.GET.copy()
        query.pop("in", None)
        return f"{self.at.url('review_list')}?{query.urlencode()}"

    @property
    def clear_url(self) -> str:
        return self.at.url("review_list") if self.form.is_filtered else ""

    @property
    def summary(self) -> str:
        return f"{count(self.page.paginator.count)} hộ"

    @property
    def empty(self) -> dict[str, str]:
        if self.review is None:
            return {
                "title": f"Chưa mở đợt rà soát {words.period(self.at.year, self.at.month)}.",
                "text": "Danh sách được lập khi mở đợt rà soát.",
                "url": self.at.url("reviews"),
                "label": "Tới đợt rà soát",
            }
        if self.clear_url:
            return {
                "title": "Không có hộ nào khớp với bộ lọc.",
                "text": "Hãy bớt từ tìm kiếm, hoặc bỏ lọc để xem cả danh sách.",
                "url": self.clear_url,
                "label": "Bỏ lọc",
            }
        text = "Danh sách gồm các hộ có giấy đề nghị (Mẫu số 01, Mẫu số 04)."
        if self.review.is_annual:
            text = (
                "Khi mở đợt, phần mềm đưa vào các hộ nghèo, hộ cận nghèo theo kết quả được công nhận gần nhất; nơi này "
                "chưa có kết quả nào như vậy. Hãy đưa vào các hộ nghèo, hộ cận nghèo hiện có và các hộ có giấy đề nghị."
            )
        title, label = "Danh sách rà soát chưa có hộ nào.", "Đưa hộ vào danh sách"
        return {"title": title, "text": text, "url": self.add_url, "label": label}


@dataclass(frozen=True)
class Candidate:
    """A household of the register that is not on the list."""

    pk: int
    uid: str
    name: str
    where: str
    code: str
    household_class: tuple[str, str] | None
    ticked: bool


@dataclass(frozen=True)
class AddPage:
    """What `households/lists/add.html` shows: households to choose, and why."""

    request: HttpRequest
    at: Where
    review: Review
    search: SearchFilter
    page: Page
    classes: Mapping[int, str]
    form: AddToListForm
    ticked: frozenset[str]
    closed: str = ""
    refused: str = ""

    @property
    def heading(self) -> str:
        return "Đưa hộ vào danh sách rà soát"

    @property
    def crumbs(self) -> list[tuple[str, str]]:
        return self.at.list_crumbs

    @property
    def back_url(self) -> str:
        return self.at.url("review_list")

    @cached_property
    def rows(self) -> list[Candidate]:
        return [
            Candidate(
                pk=each.pk,
                uid=str(each.uid),
                name=each.head_name,
                where=words.capital(each.hamlet),
                code=each.code,
                household_class=(CLASS_LABELS[key], key) if (key := self.classes.get(each.pk)) else None,
                ticked=str(each.uid) in self.ticked,
            )
            for each in self.page
        ]

    @property
    def clear_url(self) -> str:
        return self.at.url("review_list_add") if self.search.is_filtered else ""

    @property
    def summary(self) -> str:
        return f"{count(self.page.paginator.count)} hộ trong sổ chưa có trong danh sách"

    @property
    def new_household_url(self) -> str:
        may = self.request.user.may(Permission.HOUSEHOLD_EDIT, self.at.place)
        return reverse("household_add", args=[self.at.place.key, self.at.year]) if may else ""

    @property
    def empty(self) -> dict[str, str]:
        url = self.new_household_url
        if self.clear_url:
            text = "Hộ có thể đã ở trong danh sách, hoặc chưa có trong sổ. Hãy bớt từ tìm kiếm, hoặc thêm hộ vào sổ."
            title = "Không tìm thấy hộ nào chưa có trong danh sách."
        else:
            text, title = "Muốn đưa hộ khác vào, hãy thêm hộ vào sổ trước.", "Mọi hộ trong sổ đã có trong danh sách."
        return {"title": title, "text": text, "url": url, "label": "Thêm hộ vào sổ" if url else ""}


@dataclass(frozen=True)
class TakeOffPage:
    """What `households/lists/take_off.html` shows."""

    at: Where
    entry: ListEntry
    form: ReasonForm
    refused: Refused | str = ""

    @property
    def heading(self) -> str:
        return f"Đưa hộ {self.entry.household.head_name} ra khỏi danh sách"

    @property
    def crumbs(self) -> list[tuple[str, str]]:
        return self.at.list_crumbs

    @property
    def back_url(self) -> str:
        return self.at.url("review_list")

    @property
    def cannot(self) -> str:
        return refusal(policies_lists.check_can_take_off, self.entry)

    @property
    def facts(self) -> list[tuple[str, str]]:
        entry = self.entry
        day = f", ngày {short_date(entry.requested_on)}" if entry.requested_on else ""
        found = [
            ("Hộ", f"{words.where(entry.household)} · mã hộ {entry.household.code}"),
            ("Lý do rà soát", f"{entry.get_why_display()}{day}"),
            ("Đưa vào", f"{entry.added_by.full_name}, {words.clock(entry.added_at)}"),
        ]
        return [*found, ("Ghi chú", entry.note)] if entry.note else found
