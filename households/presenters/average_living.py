"""Average-living households, worded: the list of cases, and choosing a household for a new one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.core.paginator import Page
from django.forms import Form
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Permission
from households.cases import average_living as rules
from households.cases.average_living import OPEN, State
from households.forms.average_living import OPEN as OPEN_CHOICE
from households.forms.average_living import STATE_WORDS, CaseFilter
from households.forms.filters import SearchFilter
from households.models import AverageLivingCase, Household
from households.presenters import words
from households.presenters.tabs import Tab, register_tabs
from households.procedure.days import add_working_days
from indicators.average_living import OCCUPATION_LABELS, Standing
from localities.formats import count, count_in_text, long_date, short_date
from localities.models import Locality

TONES = {
    State.REQUESTED: "working",
    State.POSTED: "waiting",
    State.RECOGNISED: "done",
    State.REFUSED: "stopped",
    State.WITHDRAWN: "idle",
    State.REVOKED: "stopped",
}
DECIDED = (State.RECOGNISED, State.REFUSED, State.REVOKED)


def badge(case: AverageLivingCase) -> tuple[str, str]:
    return case.get_state_display(), TONES[State(case.state)]


def outcome_words(case: AverageLivingCase) -> str:
    """By which document a case ended."""
    if case.state == State.RECOGNISED:
        return f"Quyết định số {case.decision_number} {long_date(case.decision_on)}"
    if case.state == State.REFUSED:
        return f"Văn bản số {case.decision_number} {long_date(case.decision_on)}"
    if case.state == State.REVOKED:
        return f"Văn bản số {case.ended_number} {long_date(case.ended_on)}"
    return f"Rút {long_date(case.ended_on)}" if case.ended_on else ""


def due_words(case: AverageLivingCase, recheck_days: int, today: date) -> str:
    """What an open case waits for, and until when."""
    if case.income is None:
        return "Chờ xác định thu nhập"
    if case.state == State.REQUESTED:
        return "Chờ niêm yết" if _is_average(case) else "Chờ văn bản không công nhận"
    if rules.has_open_complaint(case):
        until = add_working_days(case.complained_on, recheck_days)
        late = f", quá hạn {count_in_text((today - until).days)} ngày" if today > until else ""
        return f"Phúc tra trước khi hết {short_date(until)}{late}"
    if case.posted_until >= today:
        return f"Niêm yết đến hết {short_date(case.posted_until)}"
    return "Chờ quyết định" if _is_average(case) else "Chờ văn bản không công nhận"


def _is_average(case: AverageLivingCase) -> bool:
    return rules.standing_of(case) in (Standing.WITHIN, Standing.UNKNOWN)


# --- The list -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class CaseRow:
    """One case of the list."""

    name: str
    url: str
    where: str
    state: tuple[str, str]
    requested: str
    occupation: str
    income: str
    then: str


@dataclass(frozen=True)
class CasesPage:
    """What `households/cases/average_living.html` shows. `counts`: by state; `by_unit`: by place below and state."""

    request: HttpRequest
    place: Locality
    year: int
    form: CaseFilter
    counts: Mapping[str, int]
    by_unit: Mapping[int, Mapping[str, int]]
    page: Page
    recheck_days: int

    heading = "Hộ có mức sống trung bình"

    @property
    def page_tabs(self) -> list[Tab]:
        local = self.place.is_commune or self.place.is_hamlet
        return register_tabs(self.place, self.year, "average_living") if local else []

    @cached_property
    def rows(self) -> list[CaseRow]:
        today = timezone.localdate()
        return [self._row(case, today) for case in self.page]

    def _row(self, case: AverageLivingCase, today: date) -> CaseRow:
        local = self.place.is_commune or self.place.is_hamlet
        return CaseRow(
            name=case.household.head_name,
            url=reverse("average_living_case", args=[self.place.key, self.year, case.uid]),
            where=words.capital(case.hamlet) if local else f"{words.capital(case.hamlet)}, {case.commune.full_name}",
            state=badge(case),
            requested=short_date(case.requested_on),
            occupation=OCCUPATION_LABELS.get(case.occupation, case.occupation),
            income=count(case.income),
            then=due_words(case, self.recheck_days, today) if case.state in OPEN else outcome_words(case),
        )

    @property
    def state_tabs(self) -> list[Tab]:
        chosen = self.form.value("trang_thai")
        numbers = {"": sum(self.counts.values()), OPEN_CHOICE: sum(self.counts.get(state, 0) for state in OPEN)}
        numbers |= {state: number for state in DECIDED if (number := self.counts.get(state, 0)) or chosen == state}
        numbers |= {State.WITHDRAWN: number} if (number := self.counts.get(State.WITHDRAWN, 0)) else {}
        return [
            (f"{STATE_WORDS.get(state, 'Tất cả')} ({count(number)})", self._address(state), state == chosen)
            for state, number in numbers.items()
        ]

    def _address(self, state: str) -> str:
        query = self.request.GET.copy()
        for name in ("trang_thai", "trang"):
            query.pop(name, None)
        if state:
            query["trang_thai"] = state
        return f"?{query.urlencode()}"

    @property
    def unit_head(self) -> list[str]:
        first = "Thôn, tổ dân phố" if self.place.is_commune else "Địa bàn"
        return [first, "Đang giải quyết", "Đã công nhận", "Không công nhận", "Rút, thu hồi"]

    @property
    def unit_rows(self) -> list[list[str]]:
        return [
            [words.capital(unit), *self._numbers(self.by_unit[unit.pk])]
            for unit in self.form.places
            if self.by_unit.get(unit.pk)
        ]

    @property
    def unit_total(self) -> list[str]:
        whole = {state: sum(each.get(state, 0) for each in self.by_unit.values()) for state in State.values}
        return ["Cộng", *self._numbers(whole)]

    def _numbers(self, states: Mapping[str, int]) -> list[str]:
        groups = (OPEN, (State.RECOGNISED,), (State.REFUSED,), (State.WITHDRAWN, State.REVOKED))
        return [count(sum(states.get(state, 0) for state in group)) for group in groups]

    @property
    def summary(self) -> str:
        return f"{count(self.page.paginator.count)} hồ sơ"

    @property
    def list_url(self) -> str:
        return reverse("average_living", args=[self.place.key, self.year])

    @property
    def clear_url(self) -> str:
        return self.list_url if self.form.is_filtered else ""

    @property
    def add_url(self) -> str:
        local = self.place.is_commune or self.place.is_hamlet
        if not local or not self.request.user.may(Permission.REVIEW_MANAGE, self.place):
            return ""
        return reverse("average_living_add", args=[self.place.key, self.year])

    @property
    def empty(self) -> dict[str, str]:
        if self.clear_url:
            text = "Hãy bớt từ tìm kiếm, hoặc bỏ lọc để xem tất cả hồ sơ của năm."
            return {
                "title": "Không có hồ sơ nào khớp với bộ lọc.",
                "text": text,
                "url": self.list_url,
                "label": "Bỏ lọc",
            }
        text = (
            "Hộ làm nông, lâm, ngư, diêm nghiệp có giấy đề nghị xác định mức sống trung bình thì được lập hồ sơ ở đây, "
            "từ ngày nhận giấy đến quyết định công nhận hoặc văn bản trả lời."
        )
        return {"title": f"Năm {self.year} chưa có hồ sơ nào.", "text": text, "url": self.add_url, "label": "Lập hồ sơ"}


# --- Choosing a household -------------------------------------------------------------------------


@dataclass(frozen=True)
class AddCasePage:
    """What `households/cases/average_living_add.html` shows: the search, then the request of the chosen household."""

    place: Locality
    year: int
    search: SearchFilter
    found: Sequence[Household] = ()
    more: bool = False
    household: Household | None = None
    form: Form | None = None
    not_possible: str = ""
    refused: str = ""

    heading = "Lập hồ sơ hộ có mức sống trung bình"

    @property
    def crumbs(self) -> list[tuple[str, str]]:
        return [("Mức sống trung bình", self.back_url)]

    @property
    def back_url(self) -> str:
        return reverse("average_living", args=[self.place.key, self.year])

    @property
    def address(self) -> str:
        return reverse("average_living_add", args=[self.place.key, self.year])

    @property
    def rows(self) -> list[tuple[Household, str, str]]:
        return [(each, f"{self.address}?ho={each.uid}", words.capital(each.hamlet)) for each in self.found]

    @property
    def searched(self) -> bool:
        return bool(self.search.value("tim"))

    @property
    def household_facts(self) -> list[tuple[str, str]]:
        if self.household is None:
            return []
        return [
            ("Chủ hộ", self.household.head_name),
            ("Mã hộ", self.household.code),
            ("Nơi ở", words.where(self.household)),
            ("Số nhân khẩu", f"{count_in_text(self.household.members.count())} người"),
        ]
