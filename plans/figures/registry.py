"""Every figure that a plan's text may name: what it is called, how it is computed, where it comes from.

A text holds names, not digits; so the same figure is the same everywhere, and changes everywhere at once.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final, TypeAlias

from indicators.causes import CAUSES
from indicators.scoring import HouseholdClass
from indicators.standards import STANDARDS
from localities import formats
from localities.text import lower_first
from plans import names
from plans.figures.facts import PlanFacts
from plans.models import Measure
from plans.targets import Side

Value: TypeAlias = int | Decimal | date | str


class NotApplicable(StrEnum):
    """A figure that has no value because of what is known, not because something is missing."""

    NOBODY = "không có hộ nào để tính tỷ lệ"


Computed: TypeAlias = Value | NotApplicable | None


class Kind(StrEnum):
    """What a figure is, and so how it is printed."""

    HOUSEHOLDS = "households"
    PERSONS = "persons"
    COUNT = "count"
    RATE = "rate"
    POINTS = "points"
    YEAR = "year"
    DATE = "date"
    TEXT = "text"


class Topic(StrEnum):
    """The groups in which figures are offered to the officer."""

    PLACE = "Địa bàn và năm"
    BOTH = "Hộ dân, hộ nghèo và cận nghèo"
    POOR = "Hộ nghèo"
    NEAR_POOR = "Hộ cận nghèo"
    TARGETS = "Chỉ tiêu của năm kế hoạch"
    POOR_DEPRIVATION = "Thiếu hụt của hộ nghèo"
    NEAR_POOR_DEPRIVATION = "Thiếu hụt của hộ cận nghèo"
    CAUSES = "Nguyên nhân nghèo"


class Origin(StrEnum):
    """Where a figure comes from; says which sentence names its source and what to do when it is missing."""

    PLAN = "plan"
    PLACE = "place"
    POPULATION = "population"
    REVIEW = "review"
    DECISION = "decision"
    TARGETS = "targets"


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: a name for the machine, a name for officers, and the way from the facts to its value."""

    name: str
    label: str
    kind: Kind
    topic: Topic
    origin: Origin
    compute: Callable[[PlanFacts], Computed]
    aliases: tuple[str, ...] = ()
    indicator: str = ""  # the code of the indicator it counts, if any


# --- Ways to compute -----------------------------------------------------------------------------


def _ratio(part: int | None, whole: int | None) -> Computed:
    """A rate with two decimals; without anybody to take it of, it says so."""
    if part == 0 and whole == 0:
        return NotApplicable.NOBODY
    return formats.rate(part, whole)


def _fall(sides: tuple[Side, ...]) -> Computed:
    """The fall of a rate in percentage points, from the counts and not from the rounded rates."""
    exits = [side.exit for side in sides]
    if None in exits:
        return None
    return formats.rate(sum(exit_ for exit_ in exits if exit_ is not None), sides[0].residents)


def _added(*counts: int | None) -> int | None:
    return None if None in counts else sum(count for count in counts if count is not None)


def _total(measure: Measure) -> Callable[[PlanFacts], Side]:
    return lambda facts: facts.targets.total.side(measure)


# --- Place and years -----------------------------------------------------------------------------


def _place_figures() -> Iterator[Figure]:
    def one(
        name: str, label: str, kind: Kind, origin: Origin, compute: Callable[[PlanFacts], Computed], *also: str
    ) -> Figure:
        return Figure(name, label, kind, Topic.PLACE, origin, compute, also)

    yield one("nam_ke_hoach", "năm kế hoạch", Kind.YEAR, Origin.PLAN, lambda f: f.year)
    yield one("nam_ra_soat", "năm rà soát", Kind.YEAR, Origin.PLAN, lambda f: f.base_year, "năm trước")
    yield one("ten_dia_ban", "tên địa bàn", Kind.TEXT, Origin.PLACE, lambda f: f.place, "địa bàn")
    yield one("ten_rieng", "tên riêng của địa bàn", Kind.TEXT, Origin.PLACE, lambda f: f.place_name)
    yield one("loai_dia_ban", "loại địa bàn", Kind.TEXT, Origin.PLACE, lambda f: f.place_kind)
    yield one("cap_tren", "địa bàn cấp trên", Kind.TEXT, Origin.PLACE, lambda f: f.superior or None)
    yield one("tinh", "tên tỉnh", Kind.TEXT, Origin.PLACE, lambda f: f.province or None)
    yield one("loai_thon", "loại thôn", Kind.TEXT, Origin.PLACE, lambda f: f.hamlet_kind, "loại tổ dân phố")
    yield one(
        "so_thon", "số thôn", Kind.COUNT, Origin.PLACE, lambda f: len(f.hamlets) or None,
        "số tổ dân phố", "số thôn, tổ dân phố",
    )  # fmt: skip
    yield one("chuan_ngheo", "chuẩn nghèo", Kind.TEXT, Origin.REVIEW, lambda f: lower_first(f.standard.name))
    yield one(
        "so_quyet_dinh_ra_soat", "số quyết định rà soát", Kind.TEXT, Origin.DECISION,
        lambda f: f.decision_number or None,
    )  # fmt: skip
    yield one("ngay_quyet_dinh_ra_soat", "ngày quyết định rà soát", Kind.DATE, Origin.DECISION, lambda f: f.decision_on)


# --- Households and persons ----------------------------------------------------------------------

POOR, NEAR_POOR = HouseholdClass.POOR, HouseholdClass.NEAR_POOR
# In names and labels: (for the machine, for officers).
CLASS_NAMES: Final = {POOR: ("ho_ngheo", "hộ nghèo"), NEAR_POOR: ("ho_can_ngheo", "hộ cận nghèo")}
EXIT_MEASURES: Final = {POOR: Measure.POOR_EXIT, NEAR_POOR: Measure.NEAR_POOR_EXIT}
EXIT_WORDS: Final = {POOR: ("thoat_ngheo", "thoát nghèo"), NEAR_POOR: ("thoat_can_ngheo", "thoát cận nghèo")}


def _sum_figures() -> Iterator[Figure]:
    def one(
        name: str, label: str, kind: Kind, origin: Origin, compute: Callable[[PlanFacts], Computed], *also: str
    ) -> Figure:
        return Figure(name, label, kind, Topic.BOTH, origin, compute, also)

    def both(facts: PlanFacts) -> int:
        return facts.of(POOR).households + facts.of(NEAR_POOR).households

    yield one("tong_so_ho", "tổng số hộ dân", Kind.HOUSEHOLDS, Origin.POPULATION, lambda f: f.figures.households)
    yield one("tong_so_khau", "tổng số khẩu", Kind.PERSONS, Origin.POPULATION, lambda f: f.figures.persons)
    yield one(
        "so_ho_ngheo_va_can_ngheo", "số hộ nghèo và cận nghèo", Kind.HOUSEHOLDS, Origin.REVIEW, both,
        "số hộ nghèo, cận nghèo", "tổng số hộ nghèo, cận nghèo", "số hộ nghèo và hộ cận nghèo",
    )  # fmt: skip
    yield one(
        "so_khau_ho_ngheo_va_can_ngheo", "số khẩu hộ nghèo và cận nghèo", Kind.PERSONS, Origin.REVIEW,
        lambda f: f.of(POOR).persons + f.of(NEAR_POOR).persons, "số khẩu hộ nghèo, cận nghèo",
    )  # fmt: skip
    yield one(
        "ty_le_ho_ngheo_va_can_ngheo", "tỷ lệ hộ nghèo và cận nghèo", Kind.RATE, Origin.REVIEW,
        lambda f: _ratio(both(f), f.figures.households), "tỷ lệ hộ nghèo, cận nghèo", "tỷ lệ nghèo đa chiều",
    )  # fmt: skip


def _class_figures(household_class: HouseholdClass) -> Iterator[Figure]:
    short, label = CLASS_NAMES[household_class]
    exit_short, exit_label = EXIT_WORDS[household_class]
    topic = Topic.POOR if household_class == POOR else Topic.NEAR_POOR

    def count(name: str, words: str, attribute: str, kind: Kind = Kind.HOUSEHOLDS) -> Figure:
        return Figure(
            name, words, kind, topic, Origin.REVIEW, lambda facts: getattr(facts.of(household_class), attribute)
        )

    yield count(f"so_{short}", f"số {label}", "households")
    yield count(f"so_khau_{short}", f"số khẩu {label}", "persons", Kind.PERSONS)
    yield Figure(
        f"ty_le_{short}", f"tỷ lệ {label}", Kind.RATE, topic, Origin.REVIEW,
        lambda facts: _ratio(facts.of(household_class).households, facts.figures.households),
    )  # fmt: skip
    yield count(f"so_{short}_co_kha_nang_thoat", f"số {label} có khả năng {exit_label}", "can_exit")
    yield count(
        f"so_{short}_bao_tro_xa_hoi", f"số {label} thuộc diện bảo trợ xã hội, khó thoát nghèo", "social_protection"
    )
    yield count(f"so_{short}_khong_co_kha_nang_lao_dong", f"số {label} không có khả năng lao động", "no_work_capacity")
    yield count(f"so_{short}_dan_toc_thieu_so", f"số {label} dân tộc thiểu số", "ethnic_minority")
    yield count(f"so_{short}_co_nguoi_co_cong", f"số {label} có người có công với cách mạng", "merit_member")


# --- Targets -------------------------------------------------------------------------------------


def _target_figures(household_class: HouseholdClass) -> Iterator[Figure]:
    short, label = CLASS_NAMES[household_class]
    total = _total(EXIT_MEASURES[household_class])

    def one(name: str, words: str, kind: Kind, compute: Callable[[Side], Computed], *also: str) -> Figure:
        return Figure(name, words, kind, Topic.TARGETS, Origin.TARGETS, lambda facts: compute(total(facts)), also)

    exit_label = EXIT_WORDS[household_class][1]
    yield one(
        f"chi_tieu_giam_{short}", f"chỉ tiêu giảm {label}", Kind.HOUSEHOLDS, lambda s: s.exit, f"chỉ tiêu {exit_label}"
    )  # fmt: skip
    yield one(f"so_{short}_cuoi_nam", f"số {label} cuối năm", Kind.HOUSEHOLDS, lambda s: s.end)
    yield one(f"ty_le_{short}_cuoi_nam", f"tỷ lệ {label} cuối năm", Kind.RATE, lambda s: s.end_rate())
    yield one(f"muc_giam_ty_le_{short}", f"mức giảm tỷ lệ {label}", Kind.POINTS, lambda s: _fall((s,)))


def _common_target_figures() -> Iterator[Figure]:
    poor, near_poor = _total(Measure.POOR_EXIT), _total(Measure.NEAR_POOR_EXIT)

    def one(name: str, label: str, kind: Kind, compute: Callable[[Side, Side], Computed]) -> Figure:
        return Figure(
            name, label, kind, Topic.TARGETS, Origin.TARGETS, lambda facts: compute(poor(facts), near_poor(facts))
        )

    both = "hộ nghèo và cận nghèo"
    short = "ho_ngheo_va_can_ngheo"
    yield one(f"so_{short}_cuoi_nam", f"số {both} cuối năm", Kind.HOUSEHOLDS, lambda p, n: _added(p.end, n.end))
    yield one(
        f"ty_le_{short}_cuoi_nam", f"tỷ lệ {both} cuối năm", Kind.RATE,
        lambda p, n: formats.rate(_added(p.end, n.end), p.residents),
    )  # fmt: skip
    yield one(f"muc_giam_ty_le_{short}", f"mức giảm tỷ lệ {both}", Kind.POINTS, lambda p, n: _fall((p, n)))


# --- Deprivations and causes ---------------------------------------------------------------------


def deprivation_name(code: str, household_class: HouseholdClass) -> str:
    """The name of the count of households of a class that an indicator finds deprived."""
    return f"thieu_hut_{code}_{CLASS_NAMES[household_class][0]}"


def deprivation_rate_name(code: str, household_class: HouseholdClass) -> str:
    return f"ty_le_{deprivation_name(code, household_class)}"


def _deprivation_figures(household_class: HouseholdClass) -> Iterator[Figure]:
    """Counts and rates of every indicator of every standard; a plan uses those of its own base review."""
    _, label = CLASS_NAMES[household_class]
    topic = Topic.POOR_DEPRIVATION if household_class == POOR else Topic.NEAR_POOR_DEPRIVATION
    named: dict[str, str] = {}
    for standard in STANDARDS:
        for indicator in standard.indicators:
            named.setdefault(indicator.code, lower_first(indicator.name))
    for code, lack in named.items():
        yield Figure(
            deprivation_name(code, household_class), f"số {label} thiếu hụt {lack}", Kind.HOUSEHOLDS, topic,
            Origin.REVIEW, _lacking(household_class, code),
            (f"thiếu hụt {lack} của {label}",), code,
        )  # fmt: skip
        yield Figure(
            deprivation_rate_name(code, household_class), f"tỷ lệ {label} thiếu hụt {lack}", Kind.RATE, topic,
            Origin.REVIEW, _share(household_class, code),
            (f"tỷ lệ thiếu hụt {lack} của {label}",), code,
        )  # fmt: skip


def _lacking(household_class: HouseholdClass, code: str) -> Callable[[PlanFacts], Computed]:
    return lambda facts: facts.lacking(household_class, code)


def _share(household_class: HouseholdClass, code: str) -> Callable[[PlanFacts], Computed]:
    return lambda facts: _ratio(facts.lacking(household_class, code), facts.of(household_class).households)


def _cause(slot: int) -> Callable[[PlanFacts], Computed]:
    return lambda facts: facts.of(POOR).causes[slot]


def _cause_figures() -> Iterator[Figure]:
    for slot, cause in enumerate(CAUSES):
        name = lower_first(cause.name.removesuffix("…").removesuffix(" (ghi rõ)"))
        yield Figure(
            f"nguyen_nhan_{cause.code}_ho_ngheo", f"số hộ nghèo do {name}", Kind.HOUSEHOLDS, Topic.CAUSES,
            Origin.REVIEW, _cause(slot),
        )  # fmt: skip


# --- All of them ---------------------------------------------------------------------------------

FIGURES: Final[tuple[Figure, ...]] = (
    *_place_figures(),
    *_sum_figures(),
    *_class_figures(POOR),
    *_class_figures(NEAR_POOR),
    *_target_figures(POOR),
    *_target_figures(NEAR_POOR),
    *_common_target_figures(),
    *_deprivation_figures(POOR),
    *_deprivation_figures(NEAR_POOR),
    *_cause_figures(),
)

_BY_KEY: Final = names.by_key((figure, (figure.name, figure.label, *figure.aliases)) for figure in FIGURES)


def find(name: str) -> Figure | None:
    """The figure with this name or label, however it is spelled."""
    return _BY_KEY.get(names.key(name))


def likely(name: str) -> Figure | None:
    """The figure that was probably meant by a name that nobody knows."""
    return names.likely(name, _BY_KEY)
