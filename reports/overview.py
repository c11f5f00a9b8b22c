"""What the overview of a place and year shows: what is to do, figures at the start of the year and now, pictures.

The start of year N are the results of the review of N − 1; "now" is the review of N once something is known of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q, Sum
from django.urls import reverse

from accounts.models import User
from accounts.roles import Permission
from households import figures
from households.figures import AreaFigures, PlaceFigures
from households.forms.listing import DRAFT, WITHOUT
from households.lists.listing import IN_STATE, count_states, households_at, reviews_at
from households.models import Review
from indicators.standards import get_standard
from localities import formats
from localities.models import Locality
from localities.scope import AreaScope, subtree
from plans.models import Measure, Plan, State, Target
from reports.multidimensional import Measured, measured
from reports.overview_tasks import Task, tasks
from reports.pictures import (
    IndicatorCounts,
    Picture,
    ReviewProgress,
    TargetRow,
    UnitCounts,
    deprivation_profile,
    grouped_bars,
    stacked_states,
    target_bullet,
)

MOST_BARS = 20


@dataclass(frozen=True, slots=True)
class Headline:
    """A large figure with its name and its change in words."""

    value: str
    name: str
    kind: str
    change: str
    url: str = ""


@dataclass(frozen=True)
class Overview:
    """Everything on the page; `rows` is the table by place."""

    tasks: tuple[Task, ...]
    headlines: tuple[Headline, ...]
    base: AreaFigures
    base_review: Review | None
    pictures: tuple[Picture, ...]
    measures: tuple[Measured, ...]

    @property
    def is_empty(self) -> bool:
        return not self.base.total.reviewed

    @property
    def rows(self) -> list[PlaceFigures]:
        """The places in official order, those with results first: nobody scrolls past forty dashes to find one."""
        return sorted(self.base.rows, key=lambda row: not row.reviewed)

    @property
    def coverage(self) -> str:
        """How many places have results, where not all have: the sums are those of these places alone."""
        known = len(_reviewed(self.base))
        if known == len(self.base.rows):
            return ""
        return (
            f"Có kết quả của {formats.count(known)} trên {formats.count(len(self.base.rows))} địa bàn; "
            "tổng cộng tính trên các địa bàn này."
        )


def overview(place: Locality, year: int, user: User, scope: AreaScope) -> Overview:
    """Collect the overview. `scope` is the ground on which the person may see figures."""
    base = _of_reviewed(figures.of_area(place, year - 1))
    review = Review.objects.in_scope(scope).filter(_of(place), year=year).annual().first()
    base_review = Review.objects.in_scope(scope).filter(_of(place), year=year - 1).annual().first()
    plans = tuple(
        Plan.objects.in_scope(scope).filter(subtree(place.path, "place"), year=year).select_related("place")[:50]
    )
    progress = _progress(place, year, scope)
    return Overview(
        tasks=tuple(tasks(place, year, user, scope, review, progress, plans)),
        headlines=_headlines(place, year, base.total, user),
        base=base,
        base_review=base_review if place.is_commune or place.is_hamlet else None,
        pictures=tuple(_pictures(place, year, base, plans, progress, scope)),
        measures=measured(base.total),
    )


def _reviewed(area: AreaFigures) -> tuple[PlaceFigures, ...]:
    return tuple(row for row in area.rows if row.reviewed)


def _of_reviewed(area: AreaFigures) -> AreaFigures:
    """The same rows, and as total the sum of those that have results: a rate needs both from the same places."""
    reviewed = _reviewed(area)
    if len(reviewed) in {0, len(area.rows)}:
        return area
    return AreaFigures(area.rows, figures.total(reviewed, area.total.place))


def _of(place: Locality) -> Q:
    """Reviews of this place's commune, or of the communes below a higher place."""
    commune = place.commune
    return Q(commune=commune) if commune else subtree(place.path, "commune")


def _progress(place: Locality, year: int, scope: AreaScope) -> ReviewProgress:
    """The households on the list of the year's reviews, by the state of their forms."""
    counted = count_states(households_at(scope, place, reviews_at(scope, place, year)))
    return ReviewProgress(not_entered=counted.without, draft=counted.drafts, done=counted.done)


# --- Large figures -------------------------------------------------------------------------------


def _headlines(place: Locality, year: int, base: PlaceFigures, user: User) -> tuple[Headline, ...]:
    if not base.reviewed:
        return ()
    listed = user.may(Permission.HOUSEHOLD_VIEW, place)

    def link(household_class: str) -> str:
        if not listed:
            return ""
        return f"{reverse('households', args=[place.key, year - 1])}?ket_qua={household_class}"

    rows = (
        ("Hộ nghèo", "poor", base.poor.households, base.poor_rate, link("poor")),
        ("Hộ cận nghèo", "near_poor", base.near_poor.households, base.near_poor_rate, link("near_poor")),
        ("Hộ nghèo và cận nghèo", "", base.combined.households, base.combined_rate, ""),
    )
    classes = [Headline(formats.count(count), name, kind, _share(rate), url) for name, kind, count, rate, url in rows]
    persons = f"{formats.count(base.persons)} nhân khẩu" if base.persons else "chưa ghi số nhân khẩu"
    return (Headline(formats.count(base.households), "Hộ dân cư", "", persons), *classes)


def _share(rate: Decimal | None) -> str:
    if rate is None:
        return "chưa đủ số hộ dân cư để tính tỷ lệ"
    return f"{formats.percent_sign(rate)} tổng số hộ dân cư"


# --- Pictures ------------------------------------------------------------------------------------


def _pictures(
    place: Locality, year: int, base: AreaFigures, plans: Sequence[Plan], progress: ReviewProgress, scope: AreaScope
):
    if progress.total:
        yield stacked_states(progress, title=f"Phiếu rà soát năm {year} theo tình trạng nhập")
    if not base.total.reviewed:
        return
    yield _by_place(base, year)
    if bullets := _bullets(place, year, base, plans, scope):
        yield target_bullet(bullets, title=f"Số hộ nghèo: mục tiêu cuối năm {year} và hiện nay")
    if len(base.total.standards) == 1:  # counts of two standards cannot be read together
        yield _profile(base.total, year)


def _by_place(base: AreaFigures, year: int) -> Picture:
    """A village unit or commune each, in official order; of many, those with most households of both classes."""
    reviewed, title = _reviewed(base), f"Hộ nghèo, hộ cận nghèo đầu năm {year} theo địa bàn"
    if len(reviewed) > MOST_BARS:
        reviewed = sorted(reviewed, key=lambda row: -row.combined.households)[:MOST_BARS]
        title = f"{MOST_BARS} địa bàn nhiều hộ nghèo, cận nghèo nhất đầu năm {year}"
    title += _mark(base.total)
    units = [UnitCounts(row.place.name, row.poor.households, row.near_poor.households) for row in reviewed]
    return grouped_bars(units, title=title)


def _mark(total: PlaceFigures) -> str:
    """Where some of the counts are reported totals, the picture says so."""
    return " (có số liệu báo cáo)" if total.reported else ""


def _profile(total: PlaceFigures, year: int) -> Picture:
    standard = get_standard(total.standards[0])
    rows = [
        IndicatorCounts(indicator.number, indicator.name, total.poor.lacking[slot], total.near_poor.lacking[slot])
        for slot, indicator in enumerate(standard.indicators)
    ]
    return deprivation_profile(
        rows,
        poor_total=total.poor.households,
        near_poor_total=total.near_poor.households,
        title=f"Mức độ thiếu hụt các dịch vụ xã hội cơ bản đầu năm {year}{_mark(total)}",
    )


def _bullets(place: Locality, year: int, base: AreaFigures, plans: Sequence[Plan], scope: AreaScope) -> list[TargetRow]:
    """Poor households by row: at the start, now, and where the plan wants them. Rows without a target are left out.

    "Now" is known once a place is reviewed to the end: half of the forms would look like half of the poverty.
    """
    by = "place" if place.is_commune or place.is_hamlet else "plan__place"
    exits = {
        row[by]: row["exits"]
        for row in Target.objects.filter(plan__in=[plan.pk for plan in _leading(plans)], measure=Measure.POOR_EXIT)
        .values(by)
        .order_by()
        .annotate(exits=Sum("count"))
    }
    if not exits:
        return []
    unfinished = _unfinished(place, year, scope)
    reached = {
        row.place.pk: row.poor.households
        for row in figures.of_area(place, year).rows
        if row.reviewed and row.place.pk not in unfinished
    }
    return [
        TargetRow(
            name=row.place.name,
            base=row.poor.households,
            target=row.poor.households - exits[row.place.pk],
            now=reached.get(row.place.pk),
        )
        for row in base.rows
        if row.place.pk in exits
    ]


def _leading(plans: Sequence[Plan]) -> list[Plan]:
    """One plan a place: of two kinds in one year, the one that has come further, so that no target counts twice."""
    order = list(State.values)
    best: dict[int, Plan] = {}
    for plan in plans:
        kept = best.get(plan.place_id)
        if kept is None or order.index(plan.state) > order.index(kept.state):
            best[plan.place_id] = plan
    return list(best.values())


def _unfinished(place: Locality, year: int, scope: AreaScope) -> set[int]:
    """Village units, and communes, whose running review of the year still lacks a form."""
    running = [review for review in reviews_at(scope, place, year) if not review.is_recognised]
    open_ones = households_at(scope, place, running).filter(IN_STATE[WITHOUT] | IN_STATE[DRAFT])
    pairs = open_ones.order_by().values_list("hamlet_id", "commune_id").distinct()
    return {place_id for pair in pairs for place_id in pair}
