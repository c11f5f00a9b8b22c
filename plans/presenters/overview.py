"""The overview of one plan: where it stands, what comes next, and why something cannot be done yet."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from accounts.models import User
from localities import formats
from plans.dossier import Dossier
from plans.models import Measure, Plan, State
from plans.policies import Gap
from plans.presenters.words import GAP_ACTS, STATE_ORDER, OutlineRow, crumbs, gap_url, outline_rows, url
from plans.targets import TargetRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Rights:
    """What the person at the page may do with this plan, as far as roles go."""

    edit: bool = False
    return_: bool = False
    approve: bool = False
    issue: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """A state in the row of states."""

    label: str
    state: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Todo:
    """Something to do before the plan can go on, and where."""

    sentence: str
    url: str
    act: str


@dataclass(frozen=True)
class PlanPage:
    """Everything on the page; refusals are the sentences of the policies, empty when the act is possible."""

    dossier: Dossier
    rights: Rights
    gaps: tuple[Gap, ...]
    cannot_submit: str = ""
    cannot_return: str = ""
    cannot_approve: str = ""

    @property
    def plan(self) -> Plan:
        return self.dossier.plan

    @property
    def crumbs(self) -> list[tuple[str, str]]:
        return crumbs(self.plan, inside=False)

    @property
    def may_change(self) -> bool:
        """Whether this person may change the plan as it stands now."""
        return self.rights.edit and self.plan.is_open

    # --- Acts ------------------------------------------------------------------------------------

    @property
    def shows_submit(self) -> bool:
        return self.rights.edit and self.plan.is_open

    @property
    def shows_return(self) -> bool:
        return self.rights.return_ and self.plan.state in {State.SUBMITTED, State.APPROVED}

    @property
    def shows_approve(self) -> bool:
        return self.rights.approve and self.plan.state == State.SUBMITTED

    @property
    def shows_issue(self) -> bool:
        return self.rights.issue and self.plan.state == State.APPROVED

    # --- Where it stands -------------------------------------------------------------------------

    @property
    def steps(self) -> list[Step]:
        plan = self.plan
        reached = STATE_ORDER.index(State.DRAFT if plan.state == State.RETURNED else State(plan.state))
        notes = {
            State.DRAFT: f"{plan.author}",
            State.SUBMITTED: _who_when(plan.submitted_by, plan.submitted_at),
            State.APPROVED: _who_when(plan.approved_by, plan.approved_at),
            State.ISSUED: _who_when(plan.issued_by, plan.issued_at),
        }
        return [
            Step(state.label, _step_state(place, reached), notes[state] if place <= reached else "")
            for place, state in enumerate(STATE_ORDER)
        ]

    @property
    def returned(self) -> str:
        """Who sent the plan back, and when; empty when it was not."""
        if self.plan.state != State.RETURNED:
            return ""
        return f"Kế hoạch bị trả lại: {_who_when(self.plan.returned_by, self.plan.returned_at)}"

    @property
    def next_step(self) -> str:
        plan, rights = self.plan, self.rights
        match plan.state:
            case State.DRAFT | State.RETURNED if rights.edit and self.gaps:
                return f"còn {formats.count_in_text(len(self.gaps))} việc trước khi trình được kế hoạch."
            case State.DRAFT | State.RETURNED if rights.edit:
                return "kế hoạch đã đủ nội dung. Xem bản dự thảo rồi trình."
            case State.DRAFT | State.RETURNED:
                return "cán bộ cấp xã đang soạn kế hoạch."
            case State.SUBMITTED if rights.approve and not self.cannot_approve:
                return "xem bản dự thảo rồi duyệt, hoặc trả lại kèm ý kiến."
            case State.SUBMITTED:
                return "lãnh đạo xem xét, duyệt hoặc trả lại."
            case State.APPROVED if rights.issue:
                return "lấy số, ghi ngày và ban hành."
            case State.APPROVED:
                return "lãnh đạo ban hành kế hoạch."
            case _:
                return "theo dõi việc thực hiện; văn bản đã ban hành không thay đổi nữa."

    @property
    def todos(self) -> list[Todo]:
        if not self.may_change:
            return []
        return [Todo(gap.sentence, gap_url(gap, self.plan), GAP_ACTS[gap.page]) for gap in self.gaps]

    @property
    def document_word(self) -> str:
        return "Xem văn bản" if self.plan.state == State.ISSUED else "Xem bản dự thảo"

    # --- What is in it ---------------------------------------------------------------------------

    @property
    def facts(self) -> list[tuple[str, str]]:
        plan, review = self.plan, self.plan.base_review
        return [
            ("Loại kế hoạch", self.dossier.outline.name),
            ("Địa bàn", plan.place.full_name),
            ("Số liệu gốc", self.dossier.facts.review_source),
            ("Chuẩn nghèo", review.standard.name),
            ("Số, ngày văn bản", _number_and_date(plan)),
            ("Người soạn", f"{plan.author}"),
        ]

    @property
    def sections(self) -> tuple[OutlineRow, ...]:
        return outline_rows(self.dossier)

    @property
    def target_rows(self) -> list[list[str]]:
        return [_target_cells(row) for row in self.dossier.targets.rows]

    @property
    def target_total(self) -> list[str]:
        return _target_cells(self.dossier.targets.total)

    TARGET_HEAD = (
        "Thôn, tổ dân phố",
        "Tổng số hộ",
        "Hộ nghèo",
        "Tỷ lệ (%)",
        "Chỉ tiêu thoát nghèo",
        "Hộ nghèo cuối năm",
        "Tỷ lệ cuối năm (%)",
        "Hộ cận nghèo",
        "Chỉ tiêu thoát cận nghèo",
        "Hộ cận nghèo cuối năm",
    )

    @property
    def bases(self) -> list[str]:
        return [basis.in_words for basis in self.dossier.bases]

    @property
    def duties(self) -> list[str]:
        return [duty.unit for duty in self.dossier.duties]

    @property
    def recipients(self) -> list[str]:
        rows = [f"{row.text}{f' ({row.purpose})' if row.purpose else ''}" for row in self.dossier.recipients]
        return [*rows, f"Lưu: {self.plan.archive}"] if self.plan.archive else rows

    @property
    def signature(self) -> str:
        return f"{self.plan.get_signing_form_display()}: {self.plan.signer_name or 'chưa có họ tên người ký'}"

    @property
    def figures(self) -> Iterator[tuple[str, str, str, str]]:
        """Value, name, kind, and what the plan wants of it."""
        book = self.dossier.book

        def change(exit_name: str, end_name: str) -> str:
            if book[exit_name].is_missing:
                return "chưa nhập đủ chỉ tiêu"
            return f"giảm {book[exit_name].printed} hộ, cuối năm còn {book[end_name].printed}"

        for short, name, kind in (
            ("ho_ngheo", "Hộ nghèo", "poor"),
            ("ho_can_ngheo", "Hộ cận nghèo", "near_poor"),
        ):
            yield (
                book[f"so_{short}"].printed,
                f"{name} ({book[f'ty_le_{short}'].printed})",
                kind,
                change(f"chi_tieu_giam_{short}", f"ty_le_{short}_cuoi_nam"),
            )

    @property
    def links(self) -> dict[str, str]:
        """The pages on which the parts are changed."""
        names = ("plan_outline", "plan_targets", "plan_bases", "plan_duties", "plan_ending")
        return {name.removeprefix("plan_"): url(name, self.plan) for name in names}


def _step_state(place: int, reached: int) -> str:
    if place == reached:
        return "done" if place == len(STATE_ORDER) - 1 else "current"
    return "done" if place < reached else "todo"


def _who_when(who: User | None, when: datetime | None) -> str:
    return f"{who}, {timezone.localtime(when):%H:%M ngày %d/%m/%Y}" if who and when else ""


def _number_and_date(plan: Plan) -> str:
    if plan.document_number:
        return f"Số {plan.document_number}, {formats.long_date(plan.document_on)}"
    if plan.document_on:
        return f"chưa ban hành; dự kiến {formats.long_date(plan.document_on)}"
    return "chưa ban hành"


def _target_cells(row: TargetRow) -> list[str]:
    poor, near_poor = row.side(Measure.POOR_EXIT), row.side(Measure.NEAR_POOR_EXIT)
    return [
        row.name,
        formats.count(row.residents),
        formats.count(poor.households),
        formats.percent(poor.rate()),
        formats.count(poor.exit),
        formats.count(poor.end),
        formats.percent(poor.end_rate()),
        formats.count(near_poor.households),
        formats.count(near_poor.exit),
        formats.count(near_poor.end),
    ]
