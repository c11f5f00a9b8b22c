"""The plans of a place in a year: of a commune its own, of a higher place its communes and where each stands."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.urls import reverse
from django.utils import timezone

from localities import formats
from localities.models import Locality
from plans import outlines
from plans.models import Plan, State

NONE: Final = "none"
NONE_LABEL: Final = "Chưa lập"


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A plan in a list."""

    place: str
    title: str
    url: str
    state: str
    state_label: str
    note: str


@dataclass(frozen=True)
class CommunePlansPage:
    """The plans of one commune, and whether another can be started."""

    place: Locality
    year: int
    plans: Sequence[Plan]
    may_create: bool = False
    cannot_create: str = ""

    @property
    def rows(self) -> list[PlanRow]:
        return [_row(plan) for plan in self.plans]

    @property
    def create_url(self) -> str:
        return reverse("plan_create", args=[self.place.key, self.year])

    @property
    def empty_text(self) -> str:
        if not self.place.is_commune:
            return "Kế hoạch được lập cho cả xã, phường; thôn, tổ dân phố nhận chỉ tiêu trong kế hoạch đó."
        if self.may_create and not self.cannot_create:
            return "Kế hoạch mới có sẵn dàn ý, căn cứ, nhiệm vụ và lấy số liệu từ đợt rà soát."
        return self.cannot_create or "Cán bộ giảm nghèo cấp xã lập kế hoạch."


@dataclass(frozen=True)
class CommunesPlansPage:
    """The communes below a place with their plans; `wanted` is the state that the list is narrowed to."""

    place: Locality
    year: int
    communes: Sequence[Locality]
    plans: Sequence[Plan]
    wanted: str = ""

    @property
    def _all_rows(self) -> list[PlanRow]:
        by_place: dict[int, list[Plan]] = {}
        for plan in self.plans:
            by_place.setdefault(plan.place_id, []).append(plan)
        rows: list[PlanRow] = []
        for commune in self.communes:
            own = by_place.get(commune.pk, [])
            rows += [_row(plan) for plan in own]
            if not own:
                url = reverse("plans", args=[commune.key, self.year])
                rows.append(PlanRow(commune.full_name, "", url, NONE, NONE_LABEL, ""))
        return rows

    @property
    def rows(self) -> list[PlanRow]:
        return [row for row in self._all_rows if self.wanted in {"", row.state}]

    @property
    def tabs(self) -> list[tuple[str, str, bool]]:
        """The states with their numbers, as links; states that nobody is in are left out."""
        rows = self._all_rows
        counts = Counter(row.state for row in rows)
        choices = [("", "Tất cả", len(rows)), (NONE, NONE_LABEL, counts[NONE])]
        choices += [(state.value, state.label, counts[state.value]) for state in State]
        return [
            (f"{label} ({formats.count(number)})", f"?trang_thai={value}" if value else "?", value == self.wanted)
            for value, label, number in choices
            if number or not value or value == self.wanted
        ]


def _row(plan: Plan) -> PlanRow:
    outline = outlines.find(plan.outline_code)
    return PlanRow(
        place=plan.place.full_name,
        title=outline.name if outline else plan.title,
        url=reverse("plan", args=[plan.key]),
        state=plan.state,
        state_label=plan.get_state_display(),
        note=_note(plan),
    )


def _note(plan: Plan) -> str:
    match plan.state:
        case State.ISSUED:
            return f"Số {plan.document_number}, {formats.short_date(plan.document_on)}"
        case State.SUBMITTED if plan.submitted_at:
            return f"trình ngày {_day(plan.submitted_at)}"
        case State.RETURNED if plan.returned_at:
            return f"trả lại ngày {_day(plan.returned_at)}"
        case State.APPROVED if plan.approved_at:
            return f"duyệt ngày {_day(plan.approved_at)}"
    return f"soạn từ ngày {_day(plan.created_at)}"


def _day(instant: datetime) -> str:
    return formats.short_date(timezone.localtime(instant).date())
