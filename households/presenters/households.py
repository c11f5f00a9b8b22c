"""One household, worded; and the page on which it is added or changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse

from households.conflicts import Conflict, member_words
from households.duplicates import Duplicate
from households.models import Assessment, Household, Member
from households.presenters import words
from households.typed import TypedHousehold, errors_of
from indicators.wording import CLASS_LABELS, explain
from localities.formats import count_in_text
from localities.models import Locality

MEMBER_COLUMNS = (
    ("relationship", "Quan hệ"),
    ("birth", "Ngày sinh"),
    ("sex", "Giới tính"),
    ("ethnicity", "Dân tộc"),
    ("national_id", "Số định danh"),
    ("in_school", "Đi học"),
    ("has_health_insurance", "Thẻ BHYT"),
)


@dataclass(frozen=True)
class FormSummary:
    """The form of one year: what it says and why."""

    year: int
    state: tuple[str, str]
    household_class: tuple[str, str] | None
    points: str
    reasons: tuple[str, ...]
    who: str
    url: str


@dataclass(frozen=True)
class Rights:
    """What this person may do with this household."""

    enter: bool = False
    edit: bool = False
    see_numbers: bool = False


@dataclass(frozen=True)
class HouseholdPage:
    """What `households/household.html` shows. `running`: a review of the year takes forms."""

    household: Household
    place: Locality
    year: int
    members: Sequence[Member]
    assessments: Sequence[Assessment]
    running: bool
    rights: Rights
    numbers_shown: bool = False

    @cached_property
    def forms(self) -> list[FormSummary]:
        return [_form_summary(each, self.place if self.rights.enter else None) for each in self.assessments]

    @property
    def enter_url(self) -> str:
        if not (self.rights.enter and self.running):
            return ""
        return reverse("assessment_entry", args=[self.place.key, self.year, self.household.uid])

    @property
    def edit_url(self) -> str:
        return self._url("household_edit") if self.rights.edit else ""

    @property
    def numbers_url(self) -> str:
        """Where full numbers are asked for; nothing when there are none to see."""
        if not self.rights.see_numbers or not any(member.national_id for member in self.members):
            return ""
        return self._url("household_national_ids")

    def _url(self, page: str) -> str:
        return f"{reverse(page, args=[self.household.uid])}?nam={self.year}"

    @property
    def heading(self) -> str:
        return f"Hộ {self.household.head_name}"

    @property
    def crumbs(self) -> list[tuple[str, str]]:
        return [("Hộ", reverse("households", args=[self.place.key, self.year]))]

    @property
    def facts(self) -> list[tuple[str, str]]:
        facts = [("Mã hộ", self.household.code), ("Nơi ở", words.where(self.household))]
        if self.household.address:
            facts.append(("Địa chỉ", self.household.address))
        return [*facts, ("Số nhân khẩu", f"{count_in_text(len(self.members))} người")]

    @property
    def latest(self) -> FormSummary | None:
        """The newest form that has a class."""
        return next((form for form in self.forms if form.household_class), None)

    @property
    def enter_word(self) -> str:
        own = next((form for form in self.forms if form.year == self.year), None)
        if own is None:
            return f"Nhập phiếu năm {self.year}"
        return f"{'Xem' if own.household_class else 'Nhập tiếp'} phiếu năm {self.year}"

    @property
    def member_head(self) -> list[str]:
        return ["Họ và tên", *(label for _, label in MEMBER_COLUMNS)]

    @property
    def member_rows(self) -> list[list[str]]:
        return [[member.full_name, *self._cells(member)] for member in self.members]

    def _cells(self, member: Member) -> list[str]:
        said = {name: word for name, (_, word) in member_words(member).items()}
        if self.numbers_shown and member.national_id:
            said["national_id"] = _grouped(member.national_id)
        return [said[name] for name, _ in MEMBER_COLUMNS]


def _form_summary(assessment: Assessment, place: Locality | None) -> FormSummary:
    outcome, year = assessment.outcome, assessment.review.year
    arguments = [place.key, year, assessment.household.uid] if place else []
    page = "assessment_check" if outcome else "assessment_entry"
    saver, moment = assessment.saved_by, assessment.saved_at
    if outcome:
        saver, moment = assessment.completed_by, assessment.completed_at
    return FormSummary(
        year=year,
        state=words.state_tag(assessment.state),
        household_class=(CLASS_LABELS[outcome.household_class], outcome.household_class.value) if outcome else None,
        points=f"{outcome.income_points} / {outcome.deprivation_points}" if outcome else "",
        reasons=explain(outcome, assessment.review.standard, assessment.review.ends_on) if outcome else (),
        who=f"{saver.full_name}, {words.clock(moment)}",
        url=reverse(page, args=arguments) if place else "",
    )


def _grouped(number: str) -> str:
    """Four digits at a time, as they are read aloud."""
    return " ".join(number[start : start + 4] for start in range(0, len(number), 4))


@dataclass(frozen=True)
class HouseholdEditPage:
    """What `households/edit.html` shows."""

    typed: TypedHousehold
    place: Locality
    year: int
    invalid: bool = False
    duplicates: Sequence[Duplicate] = ()
    conflict: Conflict | None = None
    refused: str = ""

    @property
    def heading(self) -> str:
        household = self.typed.household
        return f"Sửa hộ {household.head_name}" if household else "Thêm hộ"

    @property
    def crumbs(self) -> list[tuple[str, str]]:
        crumbs = [("Hộ", reverse("households", args=[self.place.key, self.year]))]
        if household := self.typed.household:
            crumbs.append((f"Hộ {household.head_name}", self.back_url))
        return crumbs

    @property
    def back_url(self) -> str:
        household = self.typed.household
        if household:
            return f"{household.get_absolute_url()}?nam={self.year}"
        return reverse("households", args=[self.place.key, self.year])

    @property
    def save_word(self) -> str:
        return "Lưu thay đổi" if self.typed.household else "Thêm hộ"

    @property
    def anyway_word(self) -> str:
        return "Không phải hộ đó, vẫn lưu" if self.typed.household else "Không phải hộ đó, vẫn thêm hộ này"

    @property
    def errors(self) -> list[tuple[str, str]]:
        if self.refused:
            return [("", self.refused)]
        return errors_of(self.typed.form, self.typed.formset) if self.invalid else []
