"""Households that look like one another, worded: the list of pairs, and one pair side by side."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.core.paginator import Page
from django.db.models import Prefetch
from django.forms import Form
from django.http import QueryDict
from django.urls import reverse

from households.entry.conflicts import birth_words, choice_words
from households.models import Assessment, DuplicateDecision, Household, HouseholdEvent, Member
from households.presenters import words
from households.presenters.events import slug_of
from households.presenters.tabs import Tab, register_tabs
from households.register.duplicates import Pair
from indicators.ethnic_groups import by_code
from indicators.wording import CLASS_LABELS
from localities.formats import MISSING, count
from localities.models import Locality

WAITING, DECIDED = "", "da-ket-luan"
REOPEN = "mo-lai"
Verdict = DuplicateDecision.Verdict


@dataclass(frozen=True)
class Side:
    """One household of a pair."""

    name: str
    url: str
    code: str
    where: str
    address: str
    people: tuple[tuple[str, str], ...]  # name, the rest in words
    forms: tuple[str, ...]
    state: str

    @property
    def facts(self) -> list[tuple[str, str]]:
        forms = "; ".join(self.forms) or "chưa có phiếu"
        facts = [("Mã hộ", self.code), ("Nơi ở", self.where), ("Địa chỉ", self.address or MISSING), ("Phiếu", forms)]
        return [*facts, ("Tình trạng", self.state)] if self.state else facts


@dataclass(frozen=True)
class PairRow:
    """Two households, what they have in common, and what was decided."""

    first: Side
    second: Side
    signs: tuple[str, ...]
    verdict: tuple[str, str] | None
    who: str
    note: str
    url: str


@dataclass(frozen=True)
class DuplicatesPage:
    """What `households/duplicates.html` shows: pairs that wait, or decided ones."""

    place: Locality
    year: int
    page: Page
    query: QueryDict
    waiting: int
    decided: int
    shown: str
    may_decide: bool

    @property
    def heading(self) -> str:
        return "Hộ có thể trùng"

    @property
    def crumbs(self) -> list[tuple[str, str]]:
        return [("Hộ", reverse("households", args=[self.place.key, self.year]))]

    @property
    def tabs(self) -> list[Tab]:
        return register_tabs(self.place, self.year, "duplicates")

    @property
    def kinds(self) -> list[Tab]:
        return [
            (f"Chờ kết luận ({count(self.waiting)})", "?", self.shown == WAITING),
            (f"Đã kết luận ({count(self.decided)})", f"?xem={DECIDED}", self.shown == DECIDED),
        ]

    @property
    def summary(self) -> str:
        return f"{count(self.page.paginator.count)} cặp"

    @cached_property
    def rows(self) -> list[PairRow]:
        sides = load_sides({key for each in self.page for key in keys_of(each)}, self.year)
        return [self._row(each, sides) for each in self.page]

    def _row(self, each: Pair | DuplicateDecision, sides: Mapping[int, Household]) -> PairRow:
        first, second = (sides[key] for key in keys_of(each))
        return pair_row(self.place, self.year, first, second, each)


@dataclass(frozen=True)
class DecidePage:
    """What `households/duplicate.html` shows: one pair, the decision, and what follows from it."""

    place: Locality
    year: int
    first: Household
    second: Household
    decision: DuplicateDecision | None
    form: Form
    refused: str = ""

    @property
    def heading(self) -> str:
        return f"Hộ {self.first.head_name} và hộ {self.second.head_name}"

    @property
    def crumbs(self) -> list[tuple[str, str]]:
        listing = reverse("households", args=[self.place.key, self.year])
        return [("Hộ", listing), ("Hộ có thể trùng", self.list_url)]

    @property
    def list_url(self) -> str:
        return reverse("duplicates", args=[self.place.key, self.year])

    @cached_property
    def pair(self) -> PairRow:
        return pair_row(self.place, self.year, self.first, self.second, self.decision or self._common())

    def _common(self) -> Pair:
        """What the two have in common now."""
        people = [list(household.members.all()) for household in (self.first, self.second)]
        numbers = [{member.national_id for member in side if member.national_id} for side in people]
        names = [{(member.name_folded, member.birth_year) for member in side if member.birth_year} for side in people]
        common = tuple(sorted(numbers[0] & numbers[1])), tuple(sorted(names[0] & names[1]))
        return Pair(self.first.pk, self.second.pk, *common)

    @property
    def signs(self) -> tuple[str, ...]:
        return signs(self._common(), self.first)

    @property
    def reopen(self) -> list[tuple[str, str]]:
        return [("lenh", REOPEN)]

    @property
    def is_same(self) -> bool:
        return self.decision is not None and self.decision.verdict == Verdict.SAME

    @property
    def ways(self) -> list[tuple[str, str]]:
        """What makes one household of two: a merger where both have a history, or deleting the mistaken one."""
        found = []
        for household, other in ((self.first, self.second), (self.second, self.first)):
            label = f"Nhập hộ mã {household.code} vào hộ mã {other.code}"
            found.append((label, _merge_url(household, other, self.year)))
        for household in (self.first, self.second):
            url = f"{reverse('household_delete', args=[household.uid])}?nam={self.year}"
            found.append((f"Xóa hộ mã {household.code} (ghi nhầm)", url))
        return found


def keys_of(each: Pair | DuplicateDecision) -> tuple[int, int]:
    return each.keys if isinstance(each, Pair) else (each.first_id, each.second_id)


def load_sides(keys: set[int], year: int) -> dict[int, Household]:
    """These households with their people and forms: a few queries for the whole page."""
    forms = Assessment.objects.select_related("review").order_by("-review__year", "-pk")
    found = Household.everyone.filter(pk__in=keys).select_related("hamlet__parent", "commune")
    return found.prefetch_related("members", Prefetch("assessments", queryset=forms)).in_bulk()


def pair_row(
    place: Locality, year: int, first: Household, second: Household, each: Pair | DuplicateDecision
) -> PairRow:
    url = reverse("duplicate_decide", args=[place.key, year, first.uid, second.uid])
    sides = _side(first, year), _side(second, year)
    if isinstance(each, Pair):
        return PairRow(*sides, signs(each, first), None, "", "", url)
    tone = "done" if each.verdict == Verdict.DIFFERENT else "waiting"
    who = f"{each.decided_by.full_name}, {words.clock(each.decided_at)}"
    return PairRow(*sides, (), (each.get_verdict_display(), tone), who, each.note, url)


def signs(pair: Pair, first: Household) -> tuple[str, ...]:
    """What two households have in common, as an officer would say it."""
    people = {(member.name_folded, member.birth_year): member.full_name for member in first.members.all()}
    owners = {member.national_id: member.full_name for member in first.members.all()}
    numbers = [f"Cùng số định danh •••• {number[-4:]} ({owners.get(number, '')})" for number in pair.numbers]
    names = [f"Cùng họ tên, năm sinh: {people.get((name, year), name)}, {year}" for name, year in pair.names]
    return tuple(numbers + names)


def _side(household: Household, year: int) -> Side:
    return Side(
        name=household.head_name,
        url=f"{household.get_absolute_url()}?nam={year}",
        code=household.code,
        where=words.capital(household.hamlet),
        address=household.address,
        people=tuple((member.full_name, _person(member)) for member in household.members.all()),
        forms=tuple(_form(form) for form in household.assessments.all()),
        state=_state(household),
    )


def _person(member: Member) -> str:
    group = by_code(member.ethnicity)
    parts = [
        choice_words("relationship", member.relationship),
        birth_words(member),
        choice_words("sex", member.sex),
        group.name if group else "",
        member.masked_national_id,
    ]
    return ", ".join(part for part in parts if part and part != MISSING)


def _form(form: Assessment) -> str:
    outcome = form.outcome
    said = CLASS_LABELS[outcome.household_class] if outcome else "nháp"
    return f"{form.review.period_words}: {said}"


def _state(household: Household) -> str:
    if household.deleted_at:
        return "Đã xóa"
    return str(household.get_ended_because_display()) if household.ended_on else ""


def _merge_url(household: Household, other: Household, year: int) -> str:
    """The page of the event “Nhập hộ” of this household, with the other one already picked."""
    url = reverse("event_record", args=[household.uid, slug_of(HouseholdEvent.Kind.MERGES)])
    return f"{url}?{urlencode({'nam': year, 'den': other.code})}"
