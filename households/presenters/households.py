"""One household, worded: who lives there, where it stands, what its forms said, who left."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse
from django.utils import timezone

from households.entry.conflicts import choice_words, member_words, yes_no
from households.models import Assessment, Household, Member
from households.presenters import words
from households.presenters.deleted import days_left
from households.presenters.tabs import Tab, household_tabs
from households.register.people import MORE_FIELDS, facts_of
from households.register.policies import last_day_to_restore
from households.register.standing import Standing
from indicators.ethnic_groups import by_code, numbers_in_words
from indicators.member_checks import oddities
from indicators.wording import CLASS_LABELS, explain
from localities.formats import MISSING, count_in_text, short_date
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

    period: str
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
    delete: bool = False
    see_numbers: bool = False


@dataclass(frozen=True)
class HouseholdPage:
    """What `households/household.html` shows. `running`: a review of the year takes forms."""

    household: Household
    place: Locality
    year: int
    everybody: Sequence[Member]
    assessments: Sequence[Assessment]
    running: bool
    rights: Rights
    restore_days: int
    standing: Standing | None = None
    cases: Sequence[tuple[str, str]] = ()
    numbers_shown: bool = False

    @cached_property
    def members(self) -> list[Member]:
        """Who lives there now."""
        return [each for each in self.everybody if each.left_on is None and each.deleted_at is None]

    @property
    def tabs(self) -> list[Tab]:
        return household_tabs(self.household.uid, self.year, "household")

    @cached_property
    def forms(self) -> list[FormSummary]:
        return [_form_summary(each, self.place if self.rights.enter else None) for each in self.assessments]

    @property
    def enter_url(self) -> str:
        if not (self.rights.enter and self.running and self._is_here):
            return ""
        return reverse("assessment_entry", args=[self.place.key, self.year, self.household.uid])

    @property
    def edit_url(self) -> str:
        return self._url("household_edit") if self.rights.edit and self._is_here else ""

    @property
    def delete_url(self) -> str:
        return self._url("household_delete") if self.rights.delete and not self.household.deleted_at else ""

    @property
    def restore_url(self) -> str:
        """Where a deleted household is restored; nothing when it is not deleted, or its days are past."""
        gone = self.household.deleted_at
        if not gone or not self.rights.delete or timezone.localdate() > last_day_to_restore(gone, self.restore_days):
            return ""
        return self._url("household_restore")

    @property
    def _is_here(self) -> bool:
        """It stands in the register of the living."""
        return self.household.deleted_at is None and self.household.ended_on is None

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
    def state_notice(self) -> tuple[str, str] | None:
        """(kind, sentence) of a household that is deleted or has left the register."""
        household = self.household
        if household.deleted_at:
            who = household.deleted_by.full_name if household.deleted_by else "hệ thống"
            return "danger", (
                f"Hộ này đã bị {who} xóa lúc {words.clock(household.deleted_at)}. Lý do: {household.delete_reason}. "
                f"Thời hạn khôi phục: {days_left(household, self.restore_days)}."
            )
        if household.ended_on:
            why = household.get_ended_because_display().lower()
            return "warning", (
                f"Hộ không còn trong sổ từ ngày {short_date(household.ended_on)}: {why}. Phiếu và lịch sử của hộ vẫn "
                "được giữ."
            )
        return None

    @property
    def facts(self) -> list[tuple[str, str]]:
        household = self.household
        facts = [("Mã hộ", household.code), ("Nơi ở", words.where(household))]
        if household.address:
            facts.append(("Địa chỉ", household.address))
        facts.append(("Số nhân khẩu", f"{count_in_text(len(self.members))} người"))
        if self.standing:
            facts.append(("Kết quả", f"{self.standing.label} – {self.standing.basis}"))
        facts.extend(self.cases)
        if household.occupation:
            facts.append(("Nghề nghiệp chính", choice_words("occupation", household.occupation)))
        if household.has_aquaculture is not None:
            facts.append(("Nuôi trồng thủy sản", yes_no(household.has_aquaculture)))
        if household.is_indigenous_minority:
            facts.append(("Dân tộc tại chỗ", "Có"))
        return facts

    @property
    def latest(self) -> FormSummary | None:
        """The form that the present class rests on, else the newest that has a class: why it is so."""
        if self.standing and self.standing.form:
            return self.forms[[each.pk for each in self.assessments].index(self.standing.form.pk)]
        return next((form for form in self.forms if form.household_class), None)

    @property
    def enter_word(self) -> str:
        own = next((form for form in self.forms if form.period == f"năm {self.year}"), None)
        if own is None:
            return f"Nhập phiếu năm {self.year}"
        return f"{'Xem' if own.household_class else 'Nhập tiếp'} phiếu năm {self.year}"

    # --- People -----------------------------------------------------------------------------------

    @property
    def member_head(self) -> list[str]:
        return [label for _, label in MEMBER_COLUMNS]

    @property
    def member_rows(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """(name, cells) of everybody; a cell is its word and what is said when one points at it."""
        return [(member.full_name, self._cells(member)) for member in self.members]

    def _cells(self, member: Member) -> list[tuple[str, str]]:
        said = {name: word for name, (_, word) in member_words(member).items()}
        if self.numbers_shown and member.national_id:
            said["national_id"] = _grouped(member.national_id)
        group = by_code(member.ethnicity)
        hints = {"ethnicity": f"{group.name}: {numbers_in_words(group)}" if group else ""}
        return [(said[name], hints.get(name, "")) for name, _ in MEMBER_COLUMNS]

    @property
    def ethnic_words(self) -> str:
        """The numbers of the minorities in the household, in both systems."""
        groups = dict.fromkeys(group for member in self.members if (group := by_code(member.ethnicity)))
        said = [f"{group.name} {numbers_in_words(group)}" for group in groups if group.is_minority]
        return f"Dân tộc: {'; '.join(said)}." if said else ""

    @property
    def more_rows(self) -> list[tuple[str, str]]:
        """What is recorded of schooling, work, allowances and measures, person by person."""
        rows = []
        for member in self.members:
            said = [member_words(member)[name] for name in MORE_FIELDS]
            if known := [f"{label}: {word}" for label, word in said if word != MISSING]:
                rows.append((member.full_name, "; ".join(known)))
        return rows

    @property
    def oddities(self) -> list[str]:
        """What is unlikely in what is recorded of the people."""
        today = timezone.localdate()
        return [
            f"{member.full_name}: {finding.sentence}"
            for member in self.members
            for finding in oddities(facts_of(member, today))
        ]

    @property
    def left_head(self) -> list[str]:
        return ["Họ và tên", "Quan hệ", "Ngày sinh", "Lý do", "Từ ngày"]

    @property
    def left_rows(self) -> list[list[str]]:
        """Who died or moved away."""
        left = [member for member in self.everybody if member.left_on and member.deleted_at is None]
        return [
            [
                member.full_name,
                member_words(member)["relationship"][1],
                member_words(member)["birth"][1],
                member.get_left_because_display(),
                short_date(member.left_on),
            ]
            for member in left
        ]

    @property
    def deleted_rows(self) -> list[tuple[str, str, str, str]]:
        """(name, who and when, days left, where it is restored) of people whose rows were taken away."""
        gone = [member for member in self.everybody if member.deleted_at]
        return [
            (each.full_name, _deleted_by(each), days_left(each, self.restore_days), self._back(each)) for each in gone
        ]

    def _back(self, member: Member) -> str:
        is_past = timezone.localdate() > last_day_to_restore(member.deleted_at, self.restore_days)
        if is_past or not self.rights.delete or not self._is_here:
            return ""
        return f"{reverse('member_restore', args=[self.household.uid, member.uid])}?nam={self.year}"


def _deleted_by(member: Member) -> str:
    who = member.deleted_by.full_name if member.deleted_by else "hệ thống"
    return f"{who}, {words.clock(member.deleted_at)}"


def _form_summary(assessment: Assessment, place: Locality | None) -> FormSummary:
    outcome, review = assessment.outcome, assessment.review
    month = [] if review.is_annual else [review.month]
    arguments = [place.key, review.year, *month, assessment.household.uid] if place else []
    page = "assessment_check" if outcome else "assessment_entry"
    saver, moment = assessment.saved_by, assessment.saved_at
    if outcome:
        saver, moment = assessment.completed_by, assessment.completed_at
    return FormSummary(
        period=review.period_words,
        state=words.state_tag(assessment.state),
        household_class=(CLASS_LABELS[outcome.household_class], outcome.household_class.value) if outcome else None,
        points=f"{outcome.income_points} / {outcome.deprivation_points}" if outcome else "",
        reasons=explain(outcome, review.standard, review.ends_on) if outcome else (),
        who=f"{saver.full_name}, {words.clock(moment)}",
        url=reverse(page, args=arguments) if place else "",
    )


def _grouped(number: str) -> str:
    """Four digits at a time, as they are read aloud."""
    return " ".join(number[start : start + 4] for start in range(0, len(number), 4))
