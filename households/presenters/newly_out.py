"""Households newly out of poverty, worded."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.core.paginator import Page
from django.http import HttpRequest
from django.urls import reverse

from households.cases.classes import class_words
from households.cases.newly_out import NewlyOut, departure_words
from households.forms.newly_out import NewlyOutFilter
from households.models import Household
from households.presenters import words
from households.presenters.tabs import Tab, register_tabs
from localities.formats import count, short_date
from localities.models import Locality


@dataclass(frozen=True)
class NewlyOutRow:
    """One household of the list."""

    name: str
    url: str
    where: str
    left: str
    decision: str
    until: str
    months: str
    now: tuple[str, str]


@dataclass(frozen=True)
class NewlyOutPage:
    """What `households/cases/newly_out.html` shows, as it was on the day `on`. `households`, and the
    numbers of the `decisions`, are those of the rows of this page."""

    request: HttpRequest
    place: Locality
    year: int
    on: date
    form: NewlyOutFilter
    page: Page
    households: Mapping[int, Household]
    decisions: Mapping[int, str]
    months: int
    source: str

    heading = "Hộ mới thoát nghèo, mới thoát cận nghèo"

    @property
    def page_tabs(self) -> list[Tab]:
        local = self.place.is_commune or self.place.is_hamlet
        return register_tabs(self.place, self.year, "newly_out") if local else []

    @property
    def rule_words(self) -> str:
        return (
            f"Tính đến {short_date(self.on)}: hộ thoát nghèo, thoát cận nghèo trong {self.months} tháng từ ngày quyết "
            f"định công nhận và chưa trở lại. Căn cứ của số tháng: {self.source}."
        )

    @cached_property
    def rows(self) -> list[NewlyOutRow]:
        return [self._row(out, self.households[out.household]) for out in self.page]

    def _row(self, out: NewlyOut, household: Household) -> NewlyOutRow:
        local = self.place.is_commune or self.place.is_hamlet
        departure = out.departure
        return NewlyOutRow(
            name=household.head_name,
            url=f"{household.get_absolute_url()}?nam={self.year}",
            where=words.capital(household.hamlet) if local else words.where(household),
            left=departure_words(departure),
            decision=f"{self.decisions[departure.review]}, {short_date(departure.decision_on)}",
            until=short_date(out.until),
            months=count(out.months_left),
            now=("Còn trong thời gian", "done") if departure.is_out else (_back_words(out), departure.back_class),
        )

    @property
    def summary(self) -> str:
        return f"{count(self.page.paginator.count)} hộ"

    @property
    def list_url(self) -> str:
        return reverse("newly_out", args=[self.place.key, self.year])

    @property
    def clear_url(self) -> str:
        return self.list_url if self.form.is_filtered else ""

    @property
    def empty(self) -> dict[str, str]:
        if self.clear_url:
            text = "Hãy bớt từ tìm kiếm, hoặc bỏ lọc để xem tất cả."
            return {"title": "Không có hộ nào khớp với bộ lọc.", "text": text, "url": self.list_url, "label": "Bỏ lọc"}
        title = f"Không có hộ nào mới thoát nghèo, mới thoát cận nghèo tính đến {short_date(self.on)}."
        text = (
            "Danh sách lấy từ kết quả đã có quyết định công nhận: hộ là hộ nghèo hoặc hộ cận nghèo trong một đợt rà "
            "soát và thoát trong đợt sau."
        )
        return {"title": title, "text": text, "url": "", "label": ""}


def _back_words(out: NewlyOut) -> str:
    return f"Trở lại {class_words(out.departure.back_class)} {short_date(out.departure.back_on)}"
