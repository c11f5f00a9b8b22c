"""Corrections of a recognised result, worded."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Any

from django.core.paginator import Page

from accounts.refusals import refusal
from households.actions.correcting import class_words
from households.entry.conflicts import Difference, answer_field, compare_sheets
from households.entry.sheet import Sheet
from households.forms import SheetForm
from households.forms.lists import CorrectionForm, PersonsForm
from households.lists import policies as policies_lists
from households.models import Assessment, Correction, Household, Review
from households.presenters import words
from households.presenters.quick_checks import Ask
from households.presenters.review_list import Where
from households.presenters.tabs import Tab, review_tabs
from indicators.scoring import Outcome
from indicators.wording import CLASS_LABELS, explain
from localities.formats import MISSING, count, count_in_text, long_date, short_date
from localities.models import Locality

NOT_COUNTED = ("Không có trong kết quả", "unknown")


def correction_notice(
    review: Review, household: Household | None = None, *, place: Locality | None = None
) -> dict[str, str] | None:
    """What a page says when a recognised result was corrected, as the arguments of `components/notice.html`; of one
    household where it is named. `place`: where the reader works, the commune or one of its village units. Nothing when
    no result was corrected."""
    found = Correction.objects.filter(review=review)
    if household is not None:
        found = found.filter(household=household)
    corrections = list(found.order_by("pk"))
    if not corrections:
        return None
    last = corrections[-1]
    document = f"Quyết định số {last.decision_number} {long_date(last.decision_on)}"
    if household is not None:
        text = f"Kết quả của hộ đã được đính chính theo {document}: {change_words(last)}. Lý do: {last.reason}."
    else:
        number = count_in_text(len({each.household_id for each in corrections}))
        text = f"Sau khi công nhận, kết quả của {number} hộ đã được đính chính; lần sau cùng theo {document}."
    at = Where(place or review.commune, review.year, review.month)
    return {"text": text, "url": at.url("corrections"), "link_label": "Xem các lần đính chính"}


def change_words(correction: Correction) -> str:
    return f"{class_words(correction.before)} → {class_words(correction.after)}"


def class_tag(said: Mapping[str, Any]) -> tuple[str, str]:
    return (CLASS_LABELS[said["household_class"]], said["household_class"]) if said else NOT_COUNTED


def sheet_in(said: Mapping[str, Any]) -> Sheet | None:
    """The sheet that a snapshot holds."""
    fields = {name: value for name, value in said.items() if name in Sheet.__slots__}
    return Sheet(**fields) if said else None


def differences(before: Mapping[str, Any], after: Mapping[str, Any], review: Review) -> list[tuple[str, str, str]]:
    """(what, before, after) of everything that two snapshots say differently; of a household taken out or added only
    the results."""
    found = [("Kết quả", class_words(dict(before)), class_words(dict(after)))]
    found += [
        (label, _number(before, name), _number(after, name))
        for name, label in (("deprivation_points", "Điểm B2"), ("persons", "Số nhân khẩu"))
    ]
    old, new = sheet_in(before), sheet_in(after)
    if old and new:
        changed: Sequence[Difference] = compare_sheets(new, old, review.standard)
        found += [(each.label, each.stored, each.mine) for each in changed]
    else:
        found.append(("Điểm B1", _number(before, "income_points"), _number(after, "income_points")))
    return [row for row in found if row[1] != row[2]]


def _number(said: Mapping[str, Any], name: str) -> str:
    value = said.get(name)
    return MISSING if value is None else str(value)


@dataclass(frozen=True)
class CorrectionRow:
    """One correction."""

    name: str
    url: str
    where: str
    before: tuple[str, str]
    after: tuple[str, str]
    changes: list[tuple[str, str, str]]
    decision: str
    reason: str
    who: str


@dataclass(frozen=True)
class FoundRow:
    """A household that may be corrected, found by its name."""

    name: str
    where: str
    code: str
    result: tuple[str, str]
    url: str
    act: str


@dataclass(frozen=True)
class CorrectionsPage:
    """What `households/lists/corrections.html` shows."""

    at: Where
    review: Review
    page: Page
    search: str
    found: Sequence[Household]
    forms: Mapping[int, Assessment]
    may_correct: bool

    @property
    def heading(self) -> str:
        return f"Đính chính kết quả rà soát {words.period(self.at.year, self.at.month)}"

    @property
    def crumbs(self) -> list[tuple[str, str]]:
        return self.at.review_crumbs

    @property
    def tabs(self) -> list[Tab]:
        return review_tabs(self.at.place, self.at.year, self.at.month, "corrections")

    @property
    def cannot(self) -> str:
        return refusal(policies_lists.check_can_correct, self.review)

    @property
    def rows(self) -> list[CorrectionRow]:
        return [self._row(each) for each in self.page]

    def _row(self, each: Correction) -> CorrectionRow:
        return CorrectionRow(
            name=each.household.head_name,
            url=f"{each.household.get_absolute_url()}?nam={self.at.year}",
            where=words.capital(each.household.hamlet),
            before=class_tag(each.before),
            after=class_tag(each.after),
            changes=differences(each.before, each.after, self.review)[1:]
            if class_tag(each.before) != class_tag(each.after)
            else differences(each.before, each.after, self.review),
            decision=f"Số {each.decision_number}, {short_date(each.decision_on)}",
            reason=each.reason,
            who=f"{each.corrected_by.full_name}, {words.clock(each.corrected_at)}",
        )

    @property
    def summary(self) -> str:
        return f"{count(self.page.paginator.count)} lần đính chính"

    @property
    def candidates(self) -> list[FoundRow]:
        return [self._candidate(each) for each in self.found]

    def _candidate(self, household: Household) -> FoundRow:
        form = self.forms.get(household.pk)
        return FoundRow(
            name=household.head_name,
            where=words.capital(household.hamlet),
            code=household.code,
            result=(CLASS_LABELS[form.household_class], form.household_class) if form else NOT_COUNTED,
            url=self.at.url("correct_result", household.uid),
            act="Đính chính" if form else "Thêm vào kết quả",
        )

    @property
    def empty_text(self) -> str:
        if not self.review.is_recognised:
            return "Kết quả chưa được công nhận; trước khi công nhận, sửa ngay trên phiếu."
        return "Kết quả đang đúng như quyết định công nhận."


@dataclass(frozen=True)
class CorrectPage:
    """What `households/lists/correct.html` shows: the questions with what the result says now; and, once checked, what
    would change (`changes`, `outcome`) before it is recorded."""

    at: Where
    review: Review
    household: Household
    assessment: Assessment | None
    form: SheetForm
    document: CorrectionForm
    persons: PersonsForm
    taking_out: bool = False
    refused: str = ""
    errors: Sequence[tuple[str, str]] = ()
    before: Mapping[str, Any] | None = None
    after: Mapping[str, Any] | None = None
    outcome: Outcome | None = None

    @property
    def heading(self) -> str:
        period = words.period(self.at.year, self.at.month)
        return f"Đính chính kết quả {period}: hộ {self.household.head_name}"

    @property
    def crumbs(self) -> list[tuple[str, str]]:
        return [*self.at.review_crumbs, ("Đính chính", self.at.url("corrections"))]

    @property
    def where(self) -> str:
        return f"{words.where(self.household)} · mã hộ {self.household.code}"

    @property
    def cannot(self) -> str:
        return refusal(policies_lists.check_can_correct, self.review)

    @property
    def state(self) -> tuple[str, str]:
        form = self.assessment
        return (CLASS_LABELS[form.household_class], form.household_class) if form else NOT_COUNTED

    @property
    def recognised(self) -> str:
        review = self.review
        return f"Công nhận theo Quyết định số {review.decision_number} {long_date(review.decision_on)}."

    @property
    def lead(self) -> str:
        if self.assessment:
            return (
                "Các câu trả lời dưới đây là kết quả đang có. Sửa chỗ sai, ghi quyết định đính chính, rồi kiểm tra "
                "trước khi ghi. Kết quả trước và sau được lưu cùng nhau, không xóa mất gì."
            )
        return "Hộ này không có trong kết quả. Nhập phiếu đã ký của hộ và quyết định đính chính để thêm hộ vào kết quả."

    @cached_property
    def dimensions(self) -> list[tuple[str, list[Ask]]]:
        parts = groupby(self.form.standard.indicators, key=lambda indicator: indicator.dimension)
        return [
            (dimension.name, [Ask(self.form[answer_field(each.code)], each.number) for each in indicators])
            for dimension, indicators in parts
        ]

    @property
    def others(self) -> list[Any]:
        """The fields of the sheet besides B1 and the indicators, in their order."""
        asked = {answer_field(each.code) for each in self.form.standard.indicators} | {"income_points"}
        return [field for field in self.form.visible_fields() if field.name not in asked]

    # --- Checked, before it is recorded ---

    @property
    def checked(self) -> bool:
        return self.after is not None

    @property
    def change_head(self) -> tuple[str, ...]:
        return ("Mục", "Trước", "Sau")

    @property
    def changes(self) -> list[tuple[str, str, str]]:
        return differences(self.before or {}, self.after or {}, self.review)

    @property
    def tags(self) -> tuple[tuple[str, str], tuple[str, str]]:
        return class_tag(self.before or {}), class_tag(self.after or {})

    @property
    def reasons(self) -> tuple[str, ...]:
        return explain(self.outcome, self.form.standard, self.review.ends_on) if self.outcome else ()

    @property
    def document_words(self) -> list[tuple[str, str]]:
        typed = self.document.cleaned_data
        number = f"Số {typed['decision_number']} {long_date(typed['decision_on'])}"
        return [("Quyết định đính chính", number), ("Lý do", typed["reason"])]

    @property
    def kept(self) -> list[Any]:
        """Everything typed, to be sent along by the button that records it."""
        sheet = [] if self.taking_out else [*self.form, *self.persons]
        return [*sheet, *self.document]

    @property
    def back_url(self) -> str:
        return self.at.url("corrections")
