"""The check page: the answers once more, then the class with its reasons."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from django.http import QueryDict
from django.urls import reverse

from accounts.models import User
from accounts.refusals import Refused
from households import policies
from households.entry.cautions import Caution
from households.entry.conflicts import (
    Conflict,
    Difference,
    answer_field,
    answer_word,
    cause_words,
    fact_words,
    group_words,
)
from households.entry.desk import Desk
from households.entry.sheet import NO, YES, sheet_of
from households.entry.since import member_changes
from households.policies import Gap
from households.presenters import words
from households.presenters.corrections import correction_notice
from households.presenters.entry import caution_words
from indicators.lifting_words import words_for
from indicators.scoring import INCOME_POINTS, HouseholdClass, Outcome
from indicators.standard import Indicator
from indicators.wording import CLASS_LABELS, explain
from localities.formats import MISSING, count_in_text

GAPS_SHOWN = 8


@dataclass(frozen=True)
class Row:
    """One line of the summary list."""

    label: str
    value: str
    url: str = ""
    note: str = ""
    changed: bool = False
    warning: str = ""


@dataclass(frozen=True)
class CheckPage:
    """What `households/check.html` shows. `closed`: why forms of this review cannot be changed, if they cannot;
    `correction`: the notice of a result that was corrected after the decision."""

    desk: Desk
    user: User
    closed: str = ""
    duplicates: Sequence[str] = ()
    reason: Refused | None = None
    typed: QueryDict | None = None
    correction: dict[str, str] | None = None

    @property
    def heading(self) -> str:
        verb = "Phiếu" if self.is_completed else "Kiểm tra phiếu"
        return f"{verb} {words.period(self.desk.year, self.desk.month)}: hộ {self.desk.household.head_name}"

    @cached_property
    def corrected(self) -> dict[str, str] | None:
        """What a correction made of this result after it was recognised."""
        desk = self.desk
        return correction_notice(desk.review, desk.household, place=desk.place) if desk.review.is_recognised else None

    @property
    def where(self) -> str:
        return f"{words.where(self.desk.household)} · mã hộ {self.desk.household.code}"

    @property
    def crumbs(self) -> list[tuple[str, str]]:
        households = reverse("households", args=[self.desk.place.key, self.desk.year])
        return [
            ("Hộ", households),
            (f"Hộ {self.desk.household.head_name}", self.desk.household.get_absolute_url()),
        ]

    @property
    def is_completed(self) -> bool:
        return self.desk.assessment.is_completed

    @property
    def can_edit(self) -> bool:
        return not self.is_completed and not self.closed

    @property
    def state(self) -> tuple[str, str]:
        return words.state_tag(self.desk.assessment.state)

    @property
    def done_words(self) -> str:
        done = self.desk.assessment
        return f"{done.completed_by.full_name} hoàn thành lúc {words.clock(done.completed_at)}."

    @property
    def typed_reason(self) -> str:
        return self.typed.get("ly_do", "") if self.typed else ""

    @property
    def differences(self) -> Sequence[Difference]:
        return self.reason.differences if isinstance(self.reason, Conflict) else ()

    # --- The answers ---

    @cached_property
    def gaps(self) -> tuple[Gap, ...]:
        if self.is_completed:
            return ()
        return policies.gaps(self.desk.sheet, self.desk.standard, len(self.desk.members))

    @property
    def gap_links(self) -> list[tuple[str, str]]:
        return [(self._link(gap.field), gap.sentence) for gap in self.gaps[:GAPS_SHOWN]]

    @property
    def gaps_left(self) -> int:
        return max(0, len(self.gaps) - GAPS_SHOWN)

    @property
    def gaps_words(self) -> str:
        return f"Còn {count_in_text(len(self.gaps))} chỗ chưa xong"

    def _link(self, name: str) -> str:
        codes = {each.code for each in self.desk.standard.indicators}
        anchor = f"id_{answer_field(name)}_0" if name in codes else f"id_{name}"
        return f"{self.desk.url('assessment_entry')}#{'thanh-vien' if name == 'members' else anchor}"

    def _edit(self, name: str) -> str:
        return self._link(name) if self.can_edit else ""

    @property
    def dimensions(self) -> list[tuple[str, list[Row]]]:
        parts = groupby(self.desk.standard.indicators, key=lambda indicator: indicator.dimension)
        return [(dimension.name, [self._answer(each) for each in indicators]) for dimension, indicators in parts]

    def _answer(self, indicator: Indicator) -> Row:
        answer = self.desk.sheet.answers.get(indicator.code)
        word, last = answer_word(answer), self._last.get(indicator.code)
        each = self.desk.standard.points_per_indicator
        points = f" · {each if answer == YES else 0} điểm" if each is not None and answer in (NO, YES) else ""
        changed = answer in (NO, YES) and last is not None and last != word
        return Row(
            label=f"{indicator.number}. {indicator.name}",
            value=f"{word}{points}",
            url=self._edit(indicator.code),
            note=f"Khác {self.desk.last.review.period_words}: {last.lower()}" if changed else "",
            changed=changed,
            warning=self._warnings.get(indicator.code, ""),
        )

    @cached_property
    def _last(self) -> dict[str, str]:
        return words.last_answers(self.desk.last)

    @property
    def scores(self) -> list[Row]:
        sheet, last = self.desk.sheet, self.desk.last
        before = f" · {last.review.period_words}: {last.income_points} điểm" if last else ""
        points = "Chưa nhập" if sheet.income_points is None else f"{sheet.income_points} điểm"
        each = self.desk.standard.points_per_indicator
        lacking = sum(1 for answer in sheet.answers.values() if answer == YES)
        b2 = "Chưa có quy định điểm" if each is None else f"{each * lacking} điểm"
        return [
            Row(
                "Điểm B1 (thu nhập)",
                f"{points}{before}",
                self._edit(INCOME_POINTS),
                warning=self._warnings.get(INCOME_POINTS, ""),
            ),
            Row("Điểm B2 (thiếu hụt)", f"{b2} · thiếu hụt {count_in_text(lacking)} chỉ số"),
        ]

    @property
    def others(self) -> list[Row]:
        sheet = self.desk.sheet
        causes = cause_words(sheet)
        if sheet.other_cause:
            causes = f"{causes}: {sheet.other_cause}"
        people = ", ".join(member.full_name for member in self.desk.members) or "chưa ghi ai"
        changes = self._member_changes
        return [
            Row(
                "Thành viên",
                f"{count_in_text(len(self.desk.members))} người: {people}",
                self._edit("members"),
                note=f"So với {self.desk.last.review.period_words}: {'; '.join(changes)}" if changes else "",
                changed=bool(changes),
            ),
            Row("Nguyên nhân nghèo", causes, self._edit("causes_0"), warning=self._warnings.get("causes", "")),
            Row("Nhóm đối tượng", group_words(sheet), self._edit("groups_0"), warning=self._warnings.get("groups", "")),
            Row(
                "Khả năng thoát nghèo",
                "Có khả năng" if sheet.can_exit else "Không ghi",
                self._edit("can_exit"),
                warning=self._warnings.get("can_exit", ""),
            ),
            Row("Ghi chú", sheet.note or MISSING, self._edit("note")),
        ]

    @property
    def facts(self) -> list[Row]:
        """Dwelling, current support, needs, with what differs from the last review."""
        last = sheet_of(self.desk.last, self.desk.standard) if self.desk.last else None
        before = fact_words(last) if last else {}
        rows = []
        for name, (label, word) in fact_words(self.desk.sheet).items():
            changed = word != MISSING and before.get(name, (label, MISSING))[1] not in (MISSING, word)
            note = f"Khác {self.desk.last.review.period_words}: {before[name][1]}" if changed else ""
            anchor = f"{name}_0" if name in ("policies", "needs") else name
            rows.append(Row(label, word, self._edit(anchor), note=note, changed=changed))
        return rows

    @cached_property
    def _member_changes(self) -> tuple[str, ...]:
        last = self.desk.last
        if last is None or last.completed_at is None:
            return ()
        return member_changes(self.desk.household, self.desk.members, last.completed_at)

    # --- The outcome ---

    @cached_property
    def _found(self) -> tuple[Outcome | None, str]:
        """The outcome, or why there is none. Of a completed form always the stored one."""
        if self.is_completed:
            return self.desk.assessment.outcome, ""
        if self.gaps:
            return None, "Phiếu chưa đủ nên chưa xếp loại được hộ."
        try:
            area = self.desk.assessment.hamlet.area
            return policies.outcome_of(self.desk.sheet, self.desk.standard, area), ""
        except Refused as reason:
            return None, str(reason)

    @property
    def class_tag(self) -> tuple[str, str] | None:
        outcome, _ = self._found
        return (CLASS_LABELS[outcome.household_class], outcome.household_class.value) if outcome else None

    @property
    def reasons(self) -> tuple[str, ...]:
        outcome, _ = self._found
        return explain(outcome, self.desk.standard, self.desk.review.ends_on) if outcome else ()

    @property
    def lifting(self) -> tuple[str, ...]:
        """What would change the class of a poor or near-poor household."""
        outcome, _ = self._found
        return words_for(outcome, self.desk.standard) if outcome else ()

    @property
    def no_class(self) -> str:
        return self._found[1]

    @cached_property
    def _cautions(self) -> tuple[Caution, ...]:
        outcome, _ = self._found
        verdict: HouseholdClass | None = outcome.household_class if outcome else None
        return self.desk.cautions(verdict)

    @property
    def _warnings(self) -> dict[str, str]:
        return caution_words(self._cautions)

    @property
    def cautions(self) -> tuple[str, ...]:
        return (*(caution.sentence for caution in self._cautions), *self.duplicates)

    @property
    def device_key(self) -> str:
        return self.desk.device_key(self.user)

    @property
    def version(self) -> int:
        return self.desk.version

    @property
    def seen(self) -> str:
        return self.desk.sheet.packed()

    @property
    def entry_url(self) -> str:
        return self.desk.url("assessment_entry")
