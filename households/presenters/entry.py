"""The entry page of Phiếu B, worded."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from django.forms import BoundField
from django.urls import reverse

from accounts.models import User
from households.conflicts import Conflict, answer_field
from households.desk import Desk
from households.forms import SheetForm
from households.forms.members import BaseMemberFormSet
from households.models import Household
from households.presenters import words
from households.sheet import YES
from indicators.scoring import UNSURE
from indicators.standard import Indicator
from localities.formats import MISSING, count_in_text


@dataclass(frozen=True)
class Ask:
    """One indicator: its radios, its number, the answer of the last review as a small mark."""

    field: BoundField
    number: int
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

    def __post_init__(self) -> None:
        self._last.update(words.last_answers(self.desk.last))

    @property
    def household(self) -> Household:
        return self.desk.household

    @property
    def heading(self) -> str:
        return f"Phiếu rà soát năm {self.desk.year}: hộ {self.household.head_name}"

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
        return f"Năm {last.review.year}: {last.income_points} điểm" if last else ""

    # --- Sections ---

    @property
    def dimensions(self) -> list[tuple[str, list[Ask]]]:
        """The indicators under their dimensions, in the official order."""
        parts = groupby(self.desk.standard.indicators, key=lambda indicator: indicator.dimension)
        return [(dimension.name, [self._ask(each) for each in indicators]) for dimension, indicators in parts]

    def _ask(self, indicator: Indicator) -> Ask:
        last = self._last.get(indicator.code, "")
        mark = f"Năm {self.desk.last.review.year}: {last.lower()}" if last else ""
        return Ask(self.form[answer_field(indicator.code)], indicator.number, mark)

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
                "signIn": f"{reverse('account_login')}?next={reverse('home')}",
                "user": self.user.pk,
                "key": self.desk.device_key(self.user),
                "points": self.points,
                "unsent": self.held or self.form.is_bound,
                "paused": self.conflict is not None,
            }
        )
