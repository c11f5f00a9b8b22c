"""The form of one event, worded; and its undoing."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from households.events.rules import Kind
from households.forms.event_kinds import SplitsForm
from households.forms.events import EventForm, RelationsMixin
from households.forms.people_fields import ETHNIC_LIST
from households.models import Household, HouseholdEvent
from households.presenters import words
from households.presenters.events import household_crumbs, record_url
from households.register.duplicates import Duplicate
from indicators.ethnic_groups import ETHNIC_GROUPS
from localities.formats import short_date
from localities.models import Locality

EXPLAINED: Final[dict[str, str]] = {
    Kind.BIRTH: "Trẻ được thêm vào hộ từ ngày sinh.",
    Kind.DEATH: "Người mất không còn được tính trong hộ từ ngày mất; phiếu của các đợt đã công nhận giữ nguyên.",
    Kind.JOINS: "Người này được thêm vào hộ từ ngày đến ở.",
    Kind.LEAVES: "Những người đi không còn được tính trong hộ. Cả hộ đi thì hãy ghi “Cả hộ chuyển đi nơi khác”; một số "
    "người lập hộ riêng trong xã, phường thì hãy ghi “Tách hộ”.",
    Kind.HEAD_CHANGE: "Chọn “Chủ hộ” ở dòng của người làm chủ hộ mới, rồi ghi lại quan hệ của những người khác với "
    "người đó.",
    Kind.MOVES: "Hộ vẫn trong xã, phường. Phiếu nháp của đợt đang rà soát chuyển theo hộ.",
    Kind.MOVES_OUT: "Hộ không còn trong sổ của xã, phường từ ngày này; phiếu các năm trước giữ nguyên.",
    Kind.SPLITS: "Những người tách ra lập một hộ mới, có chủ hộ và mã hộ riêng. Hộ mới chưa có phiếu rà soát.",
    Kind.MERGES: "Mọi thành viên sang hộ nhận; hộ này không còn trong sổ, phiếu các năm trước giữ nguyên.",
}


@dataclass(frozen=True)
class Candidate:
    """Something that can be picked: its words and the address of the page that has picked it."""

    name: str
    detail: str
    url: str


@dataclass(frozen=True)
class Picking:
    """The search above the form: for the commune a household moves to, or the household it merges into."""

    label: str
    help: str
    picked_label: str
    query: str
    year: int
    target: Locality | Household | None
    picked: str
    candidates: Sequence[Candidate]
    needed: bool
    clear_url: str

    @property
    def nothing(self) -> str:
        if self.query and not self.candidates and not self.target:
            return f"Không tìm thấy “{self.query}”. Hãy thử từ khác."
        return ""


def picking_commune(
    request: HttpRequest, household: Household, query: str, target: Locality | None, found: Sequence[Locality]
) -> Picking:
    url = record_url(household, Kind.MOVES_OUT, request.year)
    return Picking(
        label="Tìm xã, phường đang dùng phần mềm",
        help="Nơi đến sẽ thấy hộ trong danh sách chờ tiếp nhận. Không tìm thấy thì ghi nơi đến bằng chữ ở dưới.",
        picked_label="Nơi đến",
        query=query,
        year=request.year,
        target=target,
        picked=_with_above(target) if target else "",
        candidates=[_candidate(each.full_name, _above(each), url, each.key) for each in found],
        needed=False,
        clear_url=url,
    )


def picking_household(
    request: HttpRequest, household: Household, query: str, into: Household | None, found: Sequence[Household]
) -> Picking:
    url = record_url(household, Kind.MERGES, request.year)
    return Picking(
        label="Tìm hộ nhận theo tên, mã hộ",
        help="Hộ nhận phải ở trong cùng xã, phường.",
        picked_label="Hộ nhận",
        query=query,
        year=request.year,
        target=into,
        picked=f"Hộ {into.head_name}, mã {into.code}, {into.hamlet.full_name}" if into else "",
        candidates=[
            _candidate(f"Hộ {each.head_name}", f"mã {each.code}, {each.hamlet.full_name}", url, each.code)
            for each in found
        ],
        needed=True,
        clear_url=url,
    )


def _candidate(name: str, detail: str, url: str, key: str) -> Candidate:
    return Candidate(name, detail, f"{url}&{urlencode({'den': key})}")


def _above(place: Locality) -> str:
    names, above = [], place.parent
    while above:
        names.append(above.full_name)
        above = above.parent
    return ", ".join(names)


def _with_above(place: Locality) -> str:
    return ", ".join(filter(None, [words.capital(place), _above(place)]))


@dataclass(frozen=True)
class EventFormPage:
    """What `households/events/record.html` shows."""

    form: EventForm
    household: Household
    place: Locality
    year: int
    refused: str = ""
    duplicates: Sequence[Duplicate] = ()
    picking: Picking | None = None
    anyway_word: str = "Không phải người đó, vẫn ghi"

    @property
    def kind(self) -> Kind:
        return self.form.kind

    @property
    def heading(self) -> str:
        return str(self.kind.label)

    @property
    def explained(self) -> str:
        return EXPLAINED[self.kind]

    @property
    def warning(self) -> str:
        if self.kind == Kind.DEATH and len(self.form.members) == 1:
            return "Đây là thành viên cuối cùng. Sau khi ghi, hộ không còn trong sổ; phiếu các năm trước giữ nguyên."
        return ""

    @property
    def crumbs(self) -> list[tuple[str, str]]:
        crumbs = household_crumbs(self.household, self.place, self.year)
        name = f"Hộ {self.household.head_name}"
        return [*crumbs, (name, f"{self.household.get_absolute_url()}?nam={self.year}"), ("Biến động", self.back_url)]

    @property
    def back_url(self) -> str:
        return f"{reverse('household_events', args=[self.household.uid])}?nam={self.year}"

    @property
    def facts(self) -> list[tuple[str, str]]:
        return [
            ("Hộ", f"{self.household.head_name}, mã {self.household.code}"),
            ("Nơi ở", words.where(self.household)),
        ]

    @property
    def may_send(self) -> bool:
        """Whether the form can be filled in already, or something has to be picked before."""
        return self.picking is None or not self.picking.needed or bool(self.picking.picked)

    @property
    def goes(self) -> list:
        return self.form.goes if isinstance(self.form, SplitsForm) else []

    @property
    def relations(self) -> list:
        return self.form.relations if isinstance(self.form, RelationsMixin) else []

    @property
    def ethnic_list(self) -> str:
        return ETHNIC_LIST

    @property
    def ethnic_names(self) -> list[str]:
        """The names that the field of the ethnic group proposes, where there is one."""
        return [group.name for group in ETHNIC_GROUPS] if "ethnicity" in self.form.fields else []

    @property
    def relations_title(self) -> str:
        if self.kind == Kind.MERGES:
            return "Quan hệ với chủ hộ nhận"
        return "Quan hệ với chủ hộ mới" if self.kind == Kind.HEAD_CHANGE else "Chủ hộ mới của hộ này"

    @property
    def relations_help(self) -> str:
        if self.kind in (Kind.MERGES, Kind.HEAD_CHANGE):
            return ""
        return (
            "Chủ hộ không còn trong hộ. Chọn “Chủ hộ” ở dòng của người làm chủ hộ mới và ghi lại quan hệ của những "
            "người khác với người đó."
        )

    @property
    def plain_fields(self) -> list:
        """The fields besides those that stand in groups of their own."""
        apart = {field.name for field in (*self.goes, *self.relations)}
        return [each for each in self.form.visible_fields() if each.name not in apart]

    @property
    def subject_fields(self) -> list:
        return [each for each in self.plain_fields if each.name not in ("happened_on", "reason")]

    @property
    def day_fields(self) -> list:
        return [self.form["happened_on"], self.form["reason"]]


@dataclass(frozen=True)
class UndoPage:
    """What `households/events/undo.html` shows."""

    event: HouseholdEvent
    place: Locality
    year: int
    not_possible: str = ""
    facts: list[tuple[str, str]] = field(init=False)

    def __post_init__(self) -> None:
        event = self.event
        at = timezone.localtime(event.recorded_at)
        facts = [
            ("Biến động", event.get_kind_display()),
            ("Nội dung", event.summary),
            ("Ngày xảy ra", short_date(event.happened_on)),
            ("Lý do, căn cứ", event.reason or "–"),
            ("Ghi bởi", f"{event.recorded_by.full_name}, {at:%H:%M ngày %d/%m/%Y}"),
        ]
        object.__setattr__(self, "facts", facts)

    @property
    def consequence(self) -> str:
        if self.event.kind == Kind.ARRIVES and self.event.other_id:
            return "Hộ được đưa ra khỏi sổ của xã, phường và trở lại danh sách chờ tiếp nhận."
        if self.event.kind == Kind.ARRIVES:
            return "Hộ được đưa ra khỏi sổ; có thể khôi phục ở trang Đã xóa."
        if self.event.kind == Kind.SPLITS:
            return "Những người đã tách trở lại hộ cũ như trước; hộ mới được xóa khỏi sổ."
        return "Hộ và thành viên trở lại đúng như trước khi ghi."

    @property
    def back_url(self) -> str:
        return f"{reverse('household_events', args=[self.event.household.uid])}?nam={self.year}"

    @property
    def crumbs(self) -> list[tuple[str, str]]:
        household = self.event.household
        name = f"Hộ {household.head_name}"
        url = f"{household.get_absolute_url()}?nam={self.year}"
        return [*household_crumbs(household, self.place, self.year), (name, url), ("Biến động", self.back_url)]
