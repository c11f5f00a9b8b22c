"""Registrations to leave poverty, worded: the households of a review, and one household's paper."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.core.paginator import Page
from django.forms import Form
from django.http import HttpRequest
from django.urls import reverse

from accounts.roles import Permission
from households.cases.exits import NOTHING, Exits
from households.forms.exits import STATE_WORDS, ExitFilter
from households.models import Assessment, ExitRegistration, Review
from households.presenters import words
from households.presenters.tabs import Tab, review_tabs
from indicators.scoring import HouseholdClass
from indicators.wording import CLASS_LABELS
from localities.formats import count, count_in_text, short_date
from localities.models import Locality

State = ExitRegistration.State
TONES = {NOTHING: "idle", State.REGISTERED: "done", State.DECLINED: "stopped", State.WITHDRAWN: "waiting"}
KEPT = ("don_vi", "dien", "kha_nang", "tim")
"""The filters that the page of one household keeps, so that "next" stays among them."""


def badge(registration: str) -> tuple[str, str]:
    return STATE_WORDS[registration], TONES[registration]


def kept_query(request: HttpRequest, **more: str) -> str:
    """The filters in the address, to be kept by a link."""
    query = request.GET.copy()
    for name in list(query):
        if name not in KEPT:
            del query[name]
    for name, value in more.items():
        query[name] = value
    return f"?{query.urlencode()}" if query else ""


@dataclass(frozen=True)
class ExitRow:
    """One household of the list."""

    name: str
    url: str
    action: tuple[str, str]
    household_class: tuple[str, str]
    able: str
    state: tuple[str, str]
    signed: str
    said: str
    where: str
    persons: int


@dataclass(frozen=True)
class ExitsPage:
    """What `households/cases/exits.html` shows. `counts`: by state, of what the filter found; `by_unit`: of all."""

    request: HttpRequest
    place: Locality
    year: int
    form: ExitFilter
    reviews: list[Review]
    counts: Mapping[str, int]
    by_unit: Mapping[int, Exits]
    units: list[Locality]
    page: Page

    @property
    def heading(self) -> str:
        return f"Đăng ký thoát nghèo năm {self.year + 1}"

    @property
    def page_tabs(self) -> list[Tab]:
        local = self.place.is_commune or self.place.is_hamlet
        return review_tabs(self.place, self.year, 0, "exit_registrations") if local else []

    @cached_property
    def may_write(self) -> bool:
        return bool(self.request.user.scope_for(Permission.ASSESSMENT_EDIT))

    @cached_property
    def rows(self) -> list[ExitRow]:
        writes = self.request.user.scope_for(Permission.ASSESSMENT_EDIT)
        local = self.place.is_commune or self.place.is_hamlet
        return [self._row(form, local and writes.covers(form.hamlet.path)) for form in self.page]

    def _row(self, form: Assessment, may_write: bool) -> ExitRow:
        address = reverse("exit_register", args=[self.place.key, self.year, form.household.uid]) if may_write else ""
        word = "Ghi đăng ký" if form.registration == NOTHING else "Sửa"
        local = self.place.is_commune or self.place.is_hamlet
        return ExitRow(
            name=form.household.head_name,
            url=f"{form.household.get_absolute_url()}?nam={self.year}",
            action=(word, f"{address}{kept_query(self.request)}") if address else ("", ""),
            household_class=(CLASS_LABELS[HouseholdClass(form.household_class)], form.household_class),
            able="Có khả năng" if form.can_exit else "",
            state=badge(form.registration),
            signed=short_date(form.signed_on) if form.signed_on else "",
            said=form.reason or form.wishes or "",
            where=words.capital(form.hamlet)
            if local
            else f"{words.capital(form.hamlet)}, {form.hamlet.parent.full_name}",
            persons=form.person_count,
        )

    @property
    def state_tabs(self) -> list[Tab]:
        chosen = self.form.value("dang_ky")
        numbers = {"": sum(self.counts.values()), **{state: self.counts.get(state, 0) for state in STATE_WORDS}}
        return [
            (f"{STATE_WORDS.get(state, 'Tất cả')} ({count(number)})", self._address(state), state == chosen)
            for state, number in numbers.items()
        ]

    def _address(self, state: str) -> str:
        query = self.request.GET.copy()
        for name in ("dang_ky", "trang"):
            query.pop(name, None)
        if state:
            query["dang_ky"] = state
        return f"?{query.urlencode()}"

    @cached_property
    def total(self) -> Exits:
        return sum(self.by_unit.values(), Exits())

    @property
    def next_url(self) -> str:
        """The first household of the list on which nothing is recorded."""
        todo = next((row for row in self.rows if row.state == badge(NOTHING) and row.action[1]), None)
        return todo.action[1] if todo else ""

    @property
    def next_words(self) -> str:
        both = self.total.both
        return f"Còn {count(both.unheard)} hộ chưa ghi đăng ký thoát nghèo năm {self.year + 1}."

    @property
    def unit_head(self) -> list[str]:
        first = "Thôn, tổ dân phố" if self.place.is_commune or self.place.is_hamlet else "Địa bàn"
        return [
            first,
            *("Hộ nghèo", "Có khả năng thoát", "Đăng ký thoát nghèo"),
            *("Hộ cận nghèo", "Có khả năng thoát", "Đăng ký thoát cận nghèo"),
            *("Không đăng ký", "Đã rút", "Chưa ghi"),
        ]

    @property
    def unit_rows(self) -> list[list[str]]:
        return [[words.capital(unit), *_numbers(self.by_unit.get(unit.pk, Exits()))] for unit in self.units]

    @property
    def unit_total(self) -> list[str]:
        return ["Cộng", *_numbers(self.total)]

    @property
    def summary(self) -> str:
        return f"{count(self.page.paginator.count)} hộ"

    @property
    def list_url(self) -> str:
        return reverse("exit_registrations", args=[self.place.key, self.year])

    @property
    def clear_url(self) -> str:
        return self.list_url if self.form.is_filtered else ""

    @property
    def empty(self) -> dict[str, str]:
        if not self.reviews:
            title = f"Chưa mở đợt rà soát năm {self.year}."
            text = "Đăng ký thoát nghèo dựa vào kết quả của đợt rà soát, nên được ghi sau khi phiếu của hộ hoàn thành."
            return {"title": title, "text": text, "url": self._reviews_url, "label": "Đến trang rà soát"}
        if self.clear_url:
            text = "Hãy bớt từ tìm kiếm, hoặc bỏ lọc để xem tất cả hộ nghèo, hộ cận nghèo."
            return {"title": "Không có hộ nào khớp với bộ lọc.", "text": text, "url": self.list_url, "label": "Bỏ lọc"}
        title = f"Đợt rà soát năm {self.year} chưa có hộ nghèo, hộ cận nghèo nào."
        text = "Hộ có trong danh sách này khi phiếu rà soát của hộ hoàn thành với kết quả hộ nghèo hoặc hộ cận nghèo."
        return {"title": title, "text": text, "url": self._reviews_url, "label": "Đến trang rà soát"}

    @property
    def _reviews_url(self) -> str:
        return reverse("reviews", args=[self.place.key, self.year])


def _numbers(exits: Exits) -> list[str]:
    poor, near, both = exits.poor, exits.near_poor, exits.both
    figures = (
        *(poor.households, poor.able, poor.registered),
        *(near.households, near.able, near.registered),
        *(both.declined, both.withdrawn, both.unheard),
    )
    return [count(number) for number in figures]


@dataclass(frozen=True)
class RegisterPage:
    """What `households/cases/exit_register.html` shows: one household and its form. `to_do`: households of the filter
    on which nothing is recorded, this one not counted."""

    assessment: Assessment
    place: Locality
    year: int
    form: Form
    query: str
    to_do: int
    before: ExitRegistration | None = None
    refused: str = ""
    not_possible: str = ""

    @property
    def heading(self) -> str:
        return f"Đăng ký thoát nghèo: hộ {self.assessment.household.head_name}"

    @property
    def crumbs(self) -> list[tuple[str, str]]:
        return [(f"Đăng ký thoát nghèo năm {self.year + 1}", self.list_url)]

    @property
    def list_url(self) -> str:
        return f"{reverse('exit_registrations', args=[self.place.key, self.year])}{self.query}"

    @property
    def household_class(self) -> tuple[str, str]:
        key = self.assessment.household_class
        return (CLASS_LABELS[HouseholdClass(key)], key) if key else ("Chưa có kết quả", "unknown")

    @property
    def facts(self) -> list[tuple[str, str]]:
        form = self.assessment
        facts = [
            ("Nơi ở", words.where(form.household)),
            ("Số nhân khẩu", f"{count_in_text(form.person_count)} người"),
            (
                "Theo phiếu rà soát",
                "có khả năng thoát trong năm tới" if form.can_exit else "không đánh dấu có khả năng thoát",
            ),
        ]
        if self.before:
            facts.append(("Đã ghi", _before_words(self.before)))
        return facts

    @property
    def to_do_words(self) -> str:
        if not self.to_do:
            return "Đây là hộ cuối cùng chưa ghi trong danh sách đang lọc."
        return f"Còn {count(self.to_do)} hộ khác chưa ghi trong danh sách đang lọc."


def _before_words(registration: ExitRegistration) -> str:
    who, moment = registration.recorded_by.full_name, _moment(registration.recorded_at)
    return f"{registration.get_state_display()}, ký {short_date(registration.signed_on)} ({who} ghi {moment})"


def _moment(moment: datetime) -> str:
    return f"lúc {words.clock(moment)}"
