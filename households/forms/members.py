"""Rows of members: added and removed with or without scripts, birth dates in part, numbers never shown in full."""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import timezone

from households.births import Birth, NotABirthDate
from households.models import NATIONAL_ID_DIGITS, Member
from households.people import HEAD, MemberInput, MembersInput
from indicators.ethnic_groups import ETHNIC_GROUPS
from indicators.members import RELATIONSHIPS, SEXES
from localities.fields import VietnameseText
from localities.formats import count_in_text

PREFIX = "members"
LARGEST_HOUSEHOLD = 40
NO_CHOICE = ("", "–")
CLEAR = "-"
"""Typed into the field of a number that is stored: take it away. An empty field leaves it."""


class BirthField(forms.CharField):
    """A birth date to the day, the month or the year, in one field as officers write it."""

    def to_python(self, value: str | None) -> Birth | None:
        try:
            return Birth.parse(super().to_python(value), timezone.localdate())
        except NotABirthDate as reason:
            raise ValidationError(str(reason)) from None

    def run_validators(self, value: Birth | None) -> None:
        """The parser has said all there is to say; the validators of a text do not fit."""


class NationalIdField(forms.CharField):
    """Twelve digits, however they are grouped. None: nothing was typed; empty: the stored number is to go."""

    def to_python(self, value: str | None) -> str | None:
        text = "".join(super().to_python(value).replace(".", " ").split())
        if not text:
            return None
        if text == CLEAR:
            return ""
        if not text.isdecimal() or len(text) != NATIONAL_ID_DIGITS:
            found = f"đã nhập {len(text)} ký tự" if text.isdecimal() else "chỉ được có chữ số"
            raise ValidationError(f"Số định danh cá nhân gồm đúng {NATIONAL_ID_DIGITS} chữ số; {found}.")
        return text

    def run_validators(self, value: str | None) -> None:
        """Checked above; None is an answer here."""


class YesNoField(forms.TypedChoiceField):
    """Có, Không, or nothing recorded."""

    def __init__(self, **kwargs: Any) -> None:
        choices = [NO_CHOICE, ("yes", "Có"), ("no", "Không")]
        super().__init__(choices=choices, coerce=lambda value: value == "yes", empty_value=None, **kwargs)

    def prepare_value(self, value: bool | str | None) -> str:
        return {True: "yes", False: "no", None: ""}.get(value, value)  # type: ignore[arg-type, return-value]


class MemberForm(forms.Form):
    """One row. A new row in which nothing was typed is no person and no error."""

    uid = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4, error_messages={"invalid": "Hãy tải lại trang."})
    full_name = VietnameseText(label="Họ và tên", max_length=120, required=False)
    relationship = forms.ChoiceField(
        label="Quan hệ với chủ hộ", choices=[("", "Chọn quan hệ"), *RELATIONSHIPS], required=False
    )
    birth = BirthField(label="Ngày sinh", required=False)
    sex = forms.ChoiceField(label="Giới tính", choices=[NO_CHOICE, *SEXES], required=False)
    ethnicity = forms.ChoiceField(
        label="Dân tộc", choices=[(group.code_2008, group.name) for group in ETHNIC_GROUPS], initial="01"
    )
    national_id = NationalIdField(label="Số định danh (CCCD)", required=False)
    in_school = YesNoField(label="Đang đi học", required=False)
    has_health_insurance = YesNoField(label="Thẻ bảo hiểm y tế", required=False)

    TYPED = ("full_name", "birth", "sex", "national_id", "in_school", "has_health_insurance")

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
        return values

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
        )


class BaseMemberFormSet(forms.BaseFormSet):
    """The rows of one household."""

    deletion_widget = forms.CheckboxInput

    @property
    def rows(self) -> list[MemberForm]:
        """The rows that hold a person and are not to be removed."""
        return [form for form in self.forms if not form.is_blank and not self._should_delete_form(form)]

    def add_fields(self, form: MemberForm, index: int | None) -> None:
        super().add_fields(form, index)
        form.fields["DELETE"].label = "Xóa khỏi hộ"

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
    }
