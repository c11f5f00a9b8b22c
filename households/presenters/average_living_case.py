"""One case of an average-living household, worded: its way, what is known, and the steps that are possible now."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from django.forms import Form
from django.urls import reverse
from django.utils import timezone

from accounts.refusals import refusal
from households.cases import average_living as rules
from households.cases.average_living import MOVES, OPEN, Move, State
from households.forms.average_living import STEP_FORMS
from households.models import AverageLivingCase
from households.presenters import words
from households.presenters.average_living import badge, outcome_words
from indicators.average_living import OCCUPATION_LABELS, Standing
from localities.formats import count, count_in_text, long_date, money, short_date
from localities.models import Locality

CHECKS: dict[Move, Callable[[AverageLivingCase], None]] = {
    Move.POST: rules.check_can_post,
    Move.RECHECK: rules.check_can_recheck,
    Move.RECOGNISE: rules.check_can_recognise,
    Move.REFUSE: rules.check_can_refuse,
}
# Title of the step, and the word of its button.
STEP_WORDS: dict[Move, tuple[str, str]] = {
    Move.DETERMINE: ("Xác định thu nhập", "Ghi thu nhập"),
    Move.POST: ("Niêm yết kết quả", "Ghi niêm yết"),
    Move.COMPLAIN: ("Ghi khiếu nại", "Ghi khiếu nại"),
    Move.RECHECK: ("Phúc tra", "Ghi kết quả phúc tra"),
    Move.RECOGNISE: ("Quyết định công nhận", "Ghi quyết định"),
    Move.REFUSE: ("Văn bản không công nhận", "Ghi văn bản"),
    Move.WITHDRAW: ("Hộ rút đề nghị", "Ghi hộ rút đề nghị"),
    Move.REVOKE: ("Thu hồi quyết định công nhận", "Ghi thu hồi"),
}
AGAIN_WORDS: dict[Move, tuple[str, str]] = {
    Move.DETERMINE: ("Sửa thu nhập", "Ghi thu nhập"),
    Move.POST: ("Sửa thời gian niêm yết", "Ghi niêm yết"),
    Move.COMPLAIN: ("Ghi thêm khiếu nại", "Ghi khiếu nại"),
}
ORDER = tuple(Move)
OFFICER, LEADER = "Cán bộ giảm nghèo cấp xã", "Lãnh đạo UBND cấp xã"


@dataclass(frozen=True)
class Step:
    """A step that this person may take now: its form, or why not yet."""

    move: Move
    title: str
    button: str
    form: Form
    not_yet: str
    kind: str = "primary"
    is_open: bool = False


@dataclass(frozen=True)
class CasePage:
    """What `households/cases/average_living_case.html` shows. `may`: the steps this person has the right to take;
    `bound`: the form that came back, with its step."""

    case: AverageLivingCase
    place: Locality
    year: int
    may: frozenset[Move]
    bound: tuple[Move, Form] | None = None
    refused: str = ""

    @property
    def heading(self) -> str:
        return f"Mức sống trung bình: hộ {self.case.household.head_name}"

    @property
    def crumbs(self) -> list[tuple[str, str]]:
        return [("Mức sống trung bình", reverse("average_living", args=[self.place.key, self.year]))]

    @property
    def state(self) -> tuple[str, str]:
        return badge(self.case)

    @property
    def track(self) -> list[dict[str, str]]:
        return track(self.case)

    @property
    def facts(self) -> list[tuple[str, str]]:
        return case_facts_of(self.case)

    @property
    def household_url(self) -> str:
        return f"{self.case.household.get_absolute_url()}?nam={self.year}"

    @property
    def form(self) -> Form | None:
        """The form with errors, for the title of the page."""
        return self.bound[1] if self.bound else None

    @cached_property
    def notices(self) -> list[tuple[str, str]]:
        """Sentence and kind."""
        found = []
        if self.case.state in OPEN:
            if month := month_words(self.case):
                found.append((month, "warning"))
            if said := rules.standing_words(self.case):
                tones = {Standing.WITHIN: "info"}
                found.append((said, tones.get(rules.standing_of(self.case), "warning")))
            if poor := refusal(rules.check_not_poor, self.case.household):
                found.append((poor, "warning"))
        return found

    @cached_property
    def next_move(self) -> Move | None:
        """What the case waits for."""
        if self.case.state not in OPEN:
            return None
        if self.case.income is None:
            return Move.DETERMINE
        if rules.has_open_complaint(self.case):
            return Move.RECHECK
        if rules.standing_of(self.case) in (Standing.UNDER, Standing.ABOVE):
            return Move.REFUSE
        return Move.POST if self.case.state == State.REQUESTED else Move.RECOGNISE

    @property
    def next_words(self) -> str:
        if self.next_move is None:
            return ""
        return f"{self._next_sentence()} {'' if self.next_move in self.may else self._whose()}".strip()

    def _whose(self) -> str:
        decides = self.next_move in (Move.RECOGNISE, Move.REFUSE)
        return f"{LEADER if decides else OFFICER} làm bước này."

    def _next_sentence(self) -> str:
        case = self.case
        if self.next_move == Move.DETERMINE:
            return f"Xác định thu nhập 12 tháng trước, từ ngày {short_date(rules.looked_into_from(case))}."
        if self.next_move == Move.POST:
            days = count_in_text(rules.posting_days(case.commune, timezone.localdate()))
            return f"Niêm yết kết quả tại trụ sở UBND {case.commune.kind} ít nhất {days} ngày làm việc."
        if self.next_move == Move.RECHECK:
            return self._recheck_sentence()
        if self.next_move == Move.REFUSE:
            return "Trả lời hộ bằng văn bản không công nhận, có lý do."
        if case.posted_until >= timezone.localdate():
            return f"Niêm yết đến hết {short_date(case.posted_until)}, sau đó ghi quyết định công nhận."
        return "Hết thời gian niêm yết, không còn khiếu nại: ghi quyết định công nhận."

    def _recheck_sentence(self) -> str:
        until = rules.recheck_until(self.case.commune, self.case.complained_on)
        late = (timezone.localdate() - until).days
        over = f" (đã quá hạn {count_in_text(late)} ngày)" if late > 0 else ""
        return f"Phúc tra và trả lời khiếu nại trước khi hết ngày {short_date(until)}{over}."

    @property
    def main_step(self) -> Step | None:
        """The step that the case waits for, when it is this person's."""
        return next((step for step in self.steps if step.move == self.next_move), None)

    @property
    def other_steps(self) -> list[Step]:
        return [step for step in self.steps if step.move != self.next_move]

    @cached_property
    def steps(self) -> list[Step]:
        possible = [move for move in ORDER if move in self.may and self.case.state in MOVES[move].begins]
        if not rules.has_open_complaint(self.case) and Move.RECHECK in possible:
            possible.remove(Move.RECHECK)
        return [self._step(move) for move in possible]

    def _step(self, move: Move) -> Step:
        done = {
            Move.DETERMINE: self.case.income is not None,
            Move.POST: self.case.state == State.POSTED,
            Move.COMPLAIN: bool(self.case.complained_on),
        }
        title, button = AGAIN_WORDS[move] if done.get(move) else STEP_WORDS[move]
        came_back = self.bound is not None and self.bound[0] == move
        form = self.bound[1] if self.bound and came_back else STEP_FORMS[move](case=self.case, prefix=move.value)
        return Step(
            move=move,
            title=title,
            button=button,
            form=form,
            not_yet=refusal(CHECKS[move], self.case) if move in CHECKS else "",
            kind="primary" if move == self.next_move else "secondary",
            is_open=came_back,
        )


def case_facts_of(case: AverageLivingCase) -> list[tuple[str, str]]:
    """What is known of a case, in the order of its steps."""
    facts = [
        ("Nơi ở", f"{words.capital(case.hamlet)}, {case.commune.full_name}"),
        ("Giấy đề nghị", long_date(case.requested_on)),
        ("Nghề của hộ", OCCUPATION_LABELS.get(case.occupation, case.occupation)),
        ("Thu nhập bình quân", f"{money(case.income)}/người/tháng" if case.income is not None else "Chưa xác định"),
        ("Số nhân khẩu", f"{count_in_text(case.person_count)} người"),
    ]
    if case.posted_on:
        facts.append(("Niêm yết", f"từ {short_date(case.posted_on)} đến hết {short_date(case.posted_until)}"))
    if case.complained_on:
        facts.append(("Khiếu nại", f"{case.complaint} (nhận {short_date(case.complained_on)})"))
        checked = f"{case.finding} ({short_date(case.rechecked_on)})" if case.rechecked_on else "Chưa phúc tra"
        facts.append(("Phúc tra", checked))
    if case.decision_number:
        kind = "Văn bản trả lời" if case.state == State.REFUSED else "Quyết định công nhận"
        facts.append((kind, f"số {case.decision_number} {long_date(case.decision_on)}"))
    if case.refusal:
        facts.append(("Lý do không công nhận", case.refusal))
    if case.ended_on:
        facts.append((case.get_state_display(), f"{outcome_words(case)}. Lý do: {case.ended_reason}"))
    return facts


def month_words(case: AverageLivingCase) -> str:
    """The month rule, where the case is ahead of it."""
    begins = rules.looked_into_from(case)
    seen = case.posted_on or timezone.localdate()
    if case.state not in OPEN or seen >= begins:
        return ""
    return (
        f"Hộ có mức sống trung bình được xác định từ ngày {begins.day} hằng tháng: giấy đề nghị này được xem xét từ "
        f"{short_date(begins)}."
    )


def track(case: AverageLivingCase) -> list[dict[str, str]]:
    """The way of a case, as `components/steps.html` draws it."""
    done = {
        "Đề nghị": True,
        "Xác định thu nhập": case.income is not None,
        "Niêm yết": case.posted_until is not None
        and (case.posted_until < timezone.localdate() or bool(case.decision_on)),
        "Quyết định": case.state not in OPEN,
    }
    notes = {
        "Đề nghị": short_date(case.requested_on),
        "Xác định thu nhập": f"{count(case.income)} đồng" if case.income is not None else "",
        "Niêm yết": f"đến hết {short_date(case.posted_until)}" if case.posted_until else "",
        "Quyết định": case.get_state_display() if case.state not in OPEN else "",
    }
    current = next((label for label, finished in done.items() if not finished), "")
    return [
        {
            "label": label,
            "state": "done" if finished else "current" if label == current else "todo",
            "note": notes[label],
        }
        for label, finished in done.items()
    ]
