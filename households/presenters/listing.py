"""The list of households, worded."""

from dataclasses import dataclass
from functools import cached_property

from django.core.paginator import Page
from django.http import HttpRequest
from django.urls import reverse

from accounts.roles import Permission
from households.forms import HouseholdFilter
from households.forms.listing import COMPLETED, DRAFT, NOT_LISTED, SKIPPED, STATE_WORDS, WITHOUT
from households.lists.listing import Progress
from households.models import Assessment, Household, Member, Review
from households.presenters import words
from households.presenters.tabs import Tab, register_tabs
from indicators.wording import CLASS_LABELS
from localities.formats import MISSING, count, short_date
from localities.models import Locality
from localities.text import fold


@dataclass(frozen=True)
class ListRow:
    """One household of the list."""

    name: str
    url: str
    code: str
    where: str
    persons: int
    state: tuple[str, str]
    household_class: tuple[str, str] | None
    mark: str
    b1: str
    b2: str
    action: tuple[str, str] | None


@dataclass(frozen=True)
class ListPage:
    """What `households/list.html` shows; `_list.html` is the part that htmx replaces."""

    request: HttpRequest
    place: Locality
    year: int
    form: HouseholdFilter
    reviews: list[Review]
    counts: Progress
    page: Page

    @property
    def heading(self) -> str:
        return "Danh sách hộ"

    @property
    def rows(self) -> list[ListRow]:
        can_enter = self.request.user.scope_for(Permission.ASSESSMENT_EDIT)
        open_reviews = {review.commune_id for review in self.reviews if not review.is_recognised}
        return [
            self._row(household, household.commune_id in open_reviews and can_enter.covers(household.hamlet.path))
            for household in self.page
        ]

    def _row(self, household: Household, may_enter: bool) -> ListRow:
        key = household.form_class
        return ListRow(
            name=household.head_name,
            url=f"{household.get_absolute_url()}?nam={self.year}",
            code=household.code,
            where=self._where(household),
            persons=household.persons or 0,
            state=self._state(household),
            household_class=(CLASS_LABELS[key], key) if key else None,
            mark=self._mark(household),
            b1=MISSING if household.form_b1 is None else str(household.form_b1),
            b2=MISSING if household.form_b2 is None else str(household.form_b2),
            action=self._action(household) if may_enter and not words.needs_no_form(household) else None,
        )

    def _state(self, household: Household) -> tuple[str, str]:
        opened = any(review.commune_id == household.commune_id for review in self.reviews)
        return words.list_state(household) if opened else words.review_state(None)

    def _mark(self, household: Household) -> str:
        """What is not to be overlooked: it left the register, or only somebody who left it fits the search."""
        if household.ended_on:
            return f"{household.get_ended_because_display()}, {short_date(household.ended_on)}"
        if left := self._left.get(household.pk):
            return f"Khớp người đã rời hộ: {', '.join(left)}"
        return ""

    @cached_property
    def _left(self) -> dict[int, list[str]]:
        """People of this page's households who left and whom the search found: one query, only when one searches."""
        if not (wanted := fold(self.form.value("tim"))):
            return {}
        rows = list(self.page)
        left = Member.everyone.filter(household__in=rows, left_on__isnull=False, deleted_at__isnull=True)
        digits = "".join(wanted.split())
        found: dict[int, list[str]] = {}
        for member in left.order_by("position", "pk"):
            if member.national_id == digits or all(word in member.name_folded for word in wanted.split()):
                found.setdefault(member.household_id, []).append(member.full_name)
        return found

    def _where(self, household: Household) -> str:
        if self.place.is_commune or self.place.is_hamlet:
            return words.capital(household.hamlet)
        return words.where(household)

    def _action(self, household: Household) -> tuple[str, str]:
        """The word of the link and where it leads: into the form, or to what a completed one says."""
        arguments = [self.place.key, self.year, household.uid]
        if household.form_state == Assessment.State.COMPLETED:
            return "Xem phiếu", reverse("assessment_check", args=arguments)
        word = "Nhập tiếp" if household.form_state else "Nhập phiếu"
        return word, reverse("assessment_entry", args=arguments)

    @property
    def register_tabs(self) -> list[Tab]:
        if not (self.place.is_commune or self.place.is_hamlet):
            return []
        return register_tabs(self.place, self.year, "households")

    @property
    def tabs(self) -> list[tuple[str, str, bool]]:
        """The states as links with their counts, every other filter kept."""
        chosen = self.form.value("phieu")
        numbers = {"": self.counts.everybody, WITHOUT: self.counts.without, DRAFT: self.counts.drafts}
        numbers |= {COMPLETED: self.counts.completed, SKIPPED: self.counts.skipped, NOT_LISTED: self.counts.not_listed}
        return [
            (f"{STATE_WORDS.get(state, 'Tất cả')} ({count(number)})", self._address(state), state == chosen)
            for state, number in numbers.items()
            if (number and self.reviews) or state not in (SKIPPED, NOT_LISTED) or state == chosen
        ]

    def _address(self, state: str) -> str:
        query = self.request.GET.copy()
        for name in ("phieu", "trang"):
            query.pop(name, None)
        if state:
            query["phieu"] = state
        return f"?{query.urlencode()}"

    @property
    def summary(self) -> str:
        return f"{count(self.page.paginator.count)} hộ"

    @property
    def list_url(self) -> str:
        return reverse("households", args=[self.place.key, self.year])

    @property
    def clear_url(self) -> str:
        filtered = any(self.form.value(name) for name in ("tim", "don_vi", "ket_qua", "so", "phieu"))
        return self.list_url if filtered else ""

    @property
    def add_url(self) -> str:
        if not self.request.user.may(Permission.HOUSEHOLD_EDIT, self.place) or not (
            self.place.is_commune or self.place.is_hamlet
        ):
            return ""
        return reverse("household_add", args=[self.place.key, self.year])

    @property
    def notice(self) -> str:
        """Why nothing can be entered, where that is so."""
        if self.place.is_commune or self.place.is_hamlet:
            if not self.reviews:
                return f"Chưa mở đợt rà soát năm {self.year} nên chưa nhập được phiếu."
            if self.reviews[0].is_recognised:
                return f"Kết quả rà soát năm {self.year} đã được công nhận; phiếu chỉ còn để xem."
        return ""

    @property
    def empty(self) -> dict[str, str]:
        """What an empty list says, and the one act that fills it."""
        if self.clear_url:
            text = "Hãy bớt từ tìm kiếm, hoặc bỏ lọc để xem tất cả các hộ."
            return {"title": "Không có hộ nào khớp với bộ lọc.", "text": text, "url": self.list_url, "label": "Bỏ lọc"}
        text = "Danh sách gồm các hộ nghèo, hộ cận nghèo hiện có và các hộ có giấy đề nghị rà soát."
        title = f"{words.capital(self.place)} chưa có hộ nào trong sổ."
        return {"title": title, "text": text, "url": self.add_url, "label": "Thêm hộ"}
