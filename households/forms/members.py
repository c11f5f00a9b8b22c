"""Rows of members: added and removed with or without scripts, numbers never shown in full.

The main fields stand in the row; schooling, work, allowances and measures behind it, opened where they need a look.
"""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import timezone

from households.forms.people_fields import (
    ETHNIC_LIST,
    NO_CHOICE,
    BirthField,
    EthnicGroupField,
    MeasureField,
    NationalIdField,
    YesNoField,
)
from households.models import Member
from households.register.births import Birth
from households.register.people import HEAD, MORE_FIELDS, MemberInput, MembersInput, facts_of
from indicators.ethnic_groups import ETHNIC_GROUPS
from indicators.member_checks import CHILD_UNDER, Finding, PersonFacts, contradictions, oddities
from indicators.members import LISTS, RELATIONSHIPS, SEXES
from localities.fields import VietnameseText
from localities.formats import count_in_text

PREFIX = "members"
LARGEST_HOUSEHOLD = 40


def answer_field(name: str, label: str) -> forms.ChoiceField:
    """An answer of a closed list, or none."""
    return forms.ChoiceField(label=label, choices=[NO_CHOICE, *LISTS[name]], required=False)


class MemberForm(forms.Form):
    """One row. A new row in which nothing was typed is no person and no error."""

    uid = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4, error_messages={"invalid": "Hãy tải lại trang."})
    full_name = VietnameseText(label="Họ và tên", max_length=120, required=False)
    relationship = forms.ChoiceField(
        label="Quan hệ với chủ hộ", choices=[("", "Chọn quan hệ"), *RELATIONSHIPS], required=False
    )
    birth = BirthField(label="Ngày sinh", required=False)
    sex = forms.ChoiceField(label="Giới tính", choices=[NO_CHOICE, *SEXES], required=False)
    ethnicity = EthnicGroupField(label="Dân tộc", initial="01", required=False, max_length=60)
    national_id = NationalIdField(label="Số định danh (CCCD)", required=False)
    in_school = YesNoField(label="Đang đi học", required=False)
    has_health_insurance = YesNoField(label="Thẻ bảo hiểm y tế", required=False)

    schooling_level = answer_field("schooling_level", "Cấp học đang học")
    education_level = answer_field("education_level", "Trình độ văn hóa")
    training_level = answer_field("training_level", "Trình độ đào tạo")
    employment = answer_field("employment", "Tình trạng việc làm")
    job_kind = answer_field("job_kind", "Loại việc làm")
    contract = answer_field("contract", "Hợp đồng lao động")
    social_assistance = answer_field("social_assistance", "Trợ cấp xã hội hằng tháng")
    pension = answer_field("pension", "Lương hưu, trợ cấp hằng tháng")
    height_cm = MeasureField(
        label=f"Chiều cao (cm), dưới {CHILD_UNDER} tuổi", required=False, unit="cm", least=30, most=220, example="120,5"
    )
    weight_kg = MeasureField(
        label=f"Cân nặng (kg), dưới {CHILD_UNDER} tuổi", required=False, unit="kg", least=1, most=150, example="22,5"
    )

    TYPED = ("full_name", "birth", "sex", "national_id", "in_school", "has_health_insurance", *MORE_FIELDS)

    def __init__(self, *args: Any, stored: dict[str, Member], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Django would leave a row unread that equals its initial values; whether a row is empty is said by `is_blank`.
        self.empty_permitted = False
        uid = str(self["uid"].value() or "")
        self.member = stored.get(uid)
        texts = {"autocomplete": "off"}
        for name in ("full_name", "birth", "national_id"):
            self.fields[name].widget.attrs.update(texts)
        self.fields["birth"].widget.attrs["placeholder"] = "ngày/tháng/năm"
        self.fields["national_id"].widget.attrs["inputmode"] = "numeric"
        if self.member and self.member.national_id:
            self.fields["national_id"].widget.attrs["placeholder"] = f"đã có {self.member.masked_national_id}"

    @property
    def is_blank(self) -> bool:
        """A row that nobody has typed in yet."""
        return self.member is None and not any(self[name].value() for name in self.TYPED)

    @property
    def name(self) -> str:
        """Whom the row is about, as a heading."""
        typed = self["full_name"].value()
        return str(typed) if typed else "Người mới"

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if self.is_blank or values.get("DELETE"):
            return values
        if "full_name" not in self.errors and not values.get("full_name"):
            self.add_error("full_name", "Hãy ghi họ và tên.")
        if "relationship" not in self.errors and not values.get("relationship"):
            self.add_error("relationship", "Hãy chọn quan hệ với chủ hộ.")
        if "ethnicity" not in self.errors and not values.get("ethnicity"):
            self.add_error("ethnicity", "Hãy ghi dân tộc, ví dụ Kinh.")
        if not self.errors.keys() & {"birth", "in_school", *MORE_FIELDS}:
            birth: Birth | None = values["birth"]
            answers = {name: values[name] for name in ("in_school", *MORE_FIELDS)}
            person = PersonFacts(age=birth.age_on(timezone.localdate()) if birth else None, **answers)
            for finding in contradictions(person):
                self.add_error(finding.field, finding.sentence)
        return values

    @property
    def oddities(self) -> tuple[Finding, ...]:
        """What is unlikely in the row as it stands: as it was typed, or as it is stored."""
        if not self.is_bound:
            return oddities(facts_of(self.member, timezone.localdate())) if self.member else ()
        if self.errors or self.is_blank or self.cleaned_data.get("DELETE"):
            return ()
        return oddities(facts_of(self.member_input(), timezone.localdate()))

    @property
    def new_oddities(self) -> tuple[Finding, ...]:
        """Those that are not stored already: somebody looked at the others when they were saved."""
        known = oddities(facts_of(self.member, timezone.localdate())) if self.member else ()
        return tuple(finding for finding in self.oddities if finding not in known)

    @property
    def more_fields(self) -> list[forms.BoundField]:
        """The fields behind the row."""
        return [self[name] for name in MORE_FIELDS]

    @property
    def more_open(self) -> bool:
        """Whether they are shown at once: something there is wrong, or unlikely and not looked at yet."""
        wrong = self.is_bound and any(name in self.errors for name in MORE_FIELDS)
        return wrong or any(finding.field in MORE_FIELDS for finding in self.new_oddities)

    @property
    def more_words(self) -> str:
        """How much is recorded there."""
        number = sum(1 for name in MORE_FIELDS if self[name].value())
        return f"đã ghi {count_in_text(number)} mục" if number else "chưa ghi"

    def member_input(self) -> MemberInput:
        values = self.cleaned_data
        birth: Birth | None = values["birth"]
        return MemberInput(
            uid=values["uid"],
            full_name=values["full_name"],
            relationship=values["relationship"],
            sex=values["sex"],
            birth_year=birth.year if birth else None,
            birth_month=birth.month if birth else None,
            birth_day=birth.day if birth else None,
            ethnicity=values["ethnicity"],
            national_id=values["national_id"],
            in_school=values["in_school"],
            has_health_insurance=values["has_health_insurance"],
            **{name: values[name] for name in MORE_FIELDS},
        )


class BaseMemberFormSet(forms.BaseFormSet):
    """The rows of one household."""

    deletion_widget = forms.CheckboxInput
    ethnic_list = ETHNIC_LIST
    ethnic_names = [group.name for group in ETHNIC_GROUPS]

    @property
    def rows(self) -> list[MemberForm]:
        """The rows that hold a person and are not to be removed."""
        return [form for form in self.forms if not form.is_blank and not self._should_delete_form(form)]

    def add_fields(self, form: MemberForm, index: int | None) -> None:
        super().add_fields(form, index)
        form.fields["DELETE"].label = "Ghi nhầm, xóa khỏi hộ"

    def clean(self) -> None:
        if any(self.errors):
            return
        rows = self.rows
        heads = [row for row in rows if row.cleaned_data["relationship"] == HEAD]
        if rows and len(heads) != 1:
            found = f"có {count_in_text(len(heads))} người" if heads else "chưa có ai"
            raise ValidationError(f"Hộ phải có đúng một chủ hộ; hiện {found} được ghi là chủ hộ.")
        numbers = [row.cleaned_data["national_id"] for row in rows if row.cleaned_data["national_id"]]
        if len(set(numbers)) < len(numbers):
            raise ValidationError("Hai thành viên trong hộ không thể có cùng số định danh cá nhân.")


MemberFormSet = forms.formset_factory(
    MemberForm,
    formset=BaseMemberFormSet,
    extra=0,
    can_delete=True,
    max_num=LARGEST_HOUSEHOLD,
    absolute_max=LARGEST_HOUSEHOLD,
    validate_max=True,
)


def member_formset(members: Sequence[Member], data: QueryDict | None = None) -> BaseMemberFormSet:
    """The rows of these members; a household without any begins with an empty row for its head."""
    stored = {str(member.uid): member for member in members}
    initial = [_initial(member) for member in members] or [{"uid": uuid4(), "relationship": HEAD}]
    return MemberFormSet(data, prefix=PREFIX, initial=initial, form_kwargs={"stored": stored})


def members_input(formset: BaseMemberFormSet, base_version: int) -> MembersInput:
    """The rows of a valid formset as a value."""
    removed = (form for form in formset.forms if not form.is_blank and formset._should_delete_form(form))
    return MembersInput(
        kept=tuple(row.member_input() for row in formset.rows),
        removed=frozenset(form.cleaned_data["uid"] for form in removed),
        base_version=base_version,
    )


def with_one_more_row(data: QueryDict) -> QueryDict:
    """The posted form with an empty row at the end: the button “Thêm thành viên” without scripts."""
    more = data.copy()
    total = int(data[f"{PREFIX}-TOTAL_FORMS"]) if data.get(f"{PREFIX}-TOTAL_FORMS", "").isdecimal() else 0
    more[f"{PREFIX}-TOTAL_FORMS"] = str(min(total + 1, LARGEST_HOUSEHOLD))
    more[f"{PREFIX}-{total}-uid"] = str(uuid4())
    more[f"{PREFIX}-{total}-ethnicity"] = "01"
    return more


def _initial(member: Member) -> dict[str, Any]:
    return {
        "uid": member.uid,
        "full_name": member.full_name,
        "relationship": member.relationship,
        "birth": Birth.of(member.birth_year, member.birth_month, member.birth_day),
        "sex": member.sex,
        "ethnicity": member.ethnicity,
        "in_school": member.in_school,
        "has_health_insurance": member.has_health_insurance,
        **{name: getattr(member, name) for name in MORE_FIELDS},
    }
