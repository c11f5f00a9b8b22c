"""The entry page of Phiếu B, worded."""

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from django.forms import BoundField
from django.urls import reverse

from accounts.models import User
from households.entry.cautions import Caution
from households.entry.conflicts import Conflict, answer_field, fact_words
from households.entry.desk import SCORE_SHEET, Desk
from households.entry.sheet import YES, sheet_of
from households.forms import SheetForm, initial_of
from households.forms.members import BaseMemberFormSet
from households.forms.sheet import FACTS
from households.models import Household
from households.presenters import words
from indicators.scoring import UNSURE
from indicators.standard import Indicator
from localities import text
from localities.formats import MISSING, count_in_text


@dataclass(frozen=True)
class Ask:
    """One indicator: its radios, its number, the answer of the last review as a small mark, and what looks unlikely."""

    field: BoundField
    code: str
    number: int
    last: str
    caution: str


@dataclass(frozen=True)
class Fact:
    """A plain fact that is not scored, with that of the last review as a small mark."""

    field: BoundField
    last: str


@dataclass(frozen=True)
class EntryPage:
    """What `households/entry.html` shows. `held`: the form comes back after an expired session."""

    desk: Desk
    form: SheetForm
    formset: BaseMemberFormSet
    user: User
    errors: Sequence[tuple[str, str]] = ()
    conflict: Conflict | None = None
    held: bool = False
    focus_last_row: bool = False
    _last: dict[str, str] = field(init=False, default_factory=dict)
    cautions: defaultdict[str, str] = field(init=False, default_factory=lambda: defaultdict(str))

    def __post_init__(self) -> None:
        self._last.update(words.last_answers(self.desk.last))
        if self.desk.assessment:
            self.cautions.update(caution_words(self.desk.cautions()))

    @property
    def household(self) -> Household:
        return self.desk.household

    @property
    def heading(self) -> str:
        return f"Phiếu rà soát {words.period(self.desk.year, self.desk.month)}: hộ {self.household.head_name}"

    @property
    def where(self) -> str:
        return f"{words.where(self.household)} · mã hộ {self.household.code}"

    @property
    def crumbs(self) -> list[tuple[str, str]]:
        households = reverse("households", args=[self.desk.place.key, self.desk.year])
        return [("Hộ", households), (f"Hộ {self.household.head_name}", self.household.get_absolute_url())]

    @property
    def state(self) -> tuple[str, str]:
        return words.state_tag(self.desk.assessment.state if self.desk.assessment else None)

    @property
    def saved(self) -> str:
        if self.form.is_bound:
            return "Chưa lưu"
        if not self.desk.assessment:
            return "Chưa lưu lần nào"
        return f"Đã lưu nháp lúc {words.clock(self.desk.assessment.saved_at)}"

    @property
    def last_points(self) -> str:
        last = self.desk.last
        return f"{text.capital(last.review.period_words)}: {last.income_points} điểm" if last else ""

    # --- Sections ---

    @property
    def dimensions(self) -> list[tuple[str, list[Ask]]]:
        """The indicators under their dimensions, in the official order."""
        parts = groupby(self.desk.standard.indicators, key=lambda indicator: indicator.dimension)
        return [(dimension.name, [self._ask(each) for each in indicators]) for dimension, indicators in parts]

    def _ask(self, indicator: Indicator) -> Ask:
        last = self._last.get(indicator.code, "")
        mark = f"{self._last_period}: {last.lower()}" if last else ""
        field = self.form[answer_field(indicator.code)]
        return Ask(field, indicator.code, indicator.number, mark, self.cautions[indicator.code])

    @property
    def _last_period(self) -> str:
        return text.capital(self.desk.last.review.period_words) if self.desk.last else ""

    # --- The section that stands closed ---

    @property
    def facts(self) -> list[Fact]:
        """Dwelling, current support, needs."""
        before = fact_words(sheet_of(self.desk.last, self.desk.standard)) if self.desk.last else {}
        marks = {name: word for name, (_, word) in before.items() if word != MISSING}
        return [Fact(self.form[name], f"{self._last_period}: {marks[name]}" if name in marks else "") for name in FACTS]

    @property
    def facts_words(self) -> str:
        """What the closed section holds, so that nobody opens it in vain."""
        if self.form.is_bound:
            return "đang nhập"
        found = [word for _, word in fact_words(self.desk.sheet).values() if word != MISSING]
        return "; ".join(found) if found else "chưa ghi, không bắt buộc"

    @property
    def facts_open(self) -> bool:
        return any(self.form[name].errors for name in FACTS)

    @property
    def last_facts(self) -> str:
        """For the button that fills the section as it was in the last review; empty where nothing is known."""
        if not self.desk.last:
            return ""
        last = initial_of(sheet_of(self.desk.last, self.desk.standard), self.desk.standard)
        facts = {name: self.form[name].field.prepare_value(last[name]) for name in FACTS}
        return json.dumps(facts) if any(facts.values()) else ""

    @property
    def last_facts_label(self) -> str:
        return f"Ghi như {self.desk.last.review.period_words}" if self.desk.last else ""

    # --- B1 item by item ---

    @property
    def score_items(self) -> list[BoundField]:
        return [self.form[name] for name in self.form.item_names]

    @property
    def score_items_words(self) -> str:
        items = self.desk.items
        if items is None:
            return ""
        chosen = items.known(self.desk.sheet.score_items)
        total = items.total(chosen)
        if total is not None:
            return f"tổng {total} điểm"
        return f"đã chọn {count_in_text(len(chosen))} mục" if chosen else "chưa chọn mục nào"

    @property
    def score_sheet_words(self) -> str:
        sheet = self.desk.items.sheet
        return f"{sheet}. Nguồn: {sheet.source}."

    @property
    def other_score_sheets(self) -> list[tuple[str, str]]:
        """The other sheets that hold here, each as a link that opens the page with it."""
        entry = self.desk.url("assessment_entry")
        return [(str(sheet), f"{entry}?{SCORE_SHEET}={sheet.pk}") for sheet in self.desk.items.others]

    @property
    def rules(self) -> list[tuple[str, str]]:
        return [(f"{each.number}. {each.name}", each.rule) for each in self.desk.standard.indicators]

    @property
    def standard_words(self) -> list[str]:
        return [f"Áp dụng {self.desk.standard.name}.", *self.desk.standard.unknowns]

    @property
    def members_words(self) -> str:
        rows = [form for form in self.formset.forms if not form.is_blank]
        if not rows:
            return "chưa ghi ai"
        return f"{count_in_text(len(rows))} người: {', '.join(row.name for row in rows)}"

    @property
    def members_open(self) -> bool:
        broken = self.formset.is_bound and not self.formset.is_valid()
        return broken or self.focus_last_row or not self.desk.members

    # --- The bar ---

    @property
    def points(self) -> int | None:
        return self.desk.standard.points_per_indicator

    @property
    def b1(self) -> str:
        value = self.form["income_points"].value()
        return MISSING if value in (None, "") else str(value)

    @property
    def b2(self) -> str:
        return MISSING if self.points is None else str(self.points * self._answers.count(YES))

    @property
    def answered(self) -> int:
        return sum(1 for answer in self._answers if answer and answer != UNSURE)

    @property
    def total(self) -> int:
        return len(self.desk.standard.indicators)

    @property
    def _answers(self) -> list[str]:
        return [self.form[answer_field(each.code)].value() for each in self.desk.standard.indicators]

    # --- For the script ---

    @property
    def script(self) -> str:
        """What the script needs to keep the draft on the device and to send it: addresses, owner, base version."""
        return json.dumps(
            {
                "draft": self.desk.url("assessment_draft"),
                "key": self.desk.device_key(self.user),
                "points": self.points,
                "items": self._item_points,
                "unsent": self.held or self.form.is_bound,
                "paused": self.conflict is not None,
            }
        )

    @property
    def _item_points(self) -> list[dict[str, object]]:
        """The questions of B1 with the points of their answers, so that the page can add them up."""
        questions = self.desk.items.questions if self.desk.items else ()
        return [
            {
                "field": name,
                "optional": question.takes_several,
                "points": {answer.code: answer.points for answer in question.answers},
            }
            for name, question in zip(self.form.item_names, questions, strict=True)
        ]


def caution_words(found: Sequence[Caution]) -> dict[str, str]:
    """What is said beside each field."""
    return {caution.field: caution.with_source for caution in found}
