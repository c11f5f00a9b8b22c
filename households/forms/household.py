"""A household apart from its members."""

from typing import Any
from uuid import uuid4

from django import forms
from django.db.models import QuerySet

from households.forms.people_fields import NO_CHOICE, YesNoField
from households.models import Household
from households.register.people import HOUSEHOLD_FIELDS, HouseholdFacts
from indicators.members import OCCUPATIONS
from localities.fields import VietnameseText
from localities.models import Locality


class HamletField(forms.ModelChoiceField):
    def label_from_instance(self, hamlet: Locality) -> str:
        return hamlet.full_name


class HouseholdForm(forms.Form):
    """Where the household lives, its code, and what Phiếu B asks of it as a whole. `uid` is made with the page, so that
    a form sent twice adds one."""

    uid = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4, error_messages={"invalid": "Hãy tải lại trang."})
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    hamlet = HamletField(
        label="Thôn, tổ dân phố",
        queryset=Locality.objects.none(),
        empty_label="Chọn thôn, tổ dân phố",
        error_messages={
            "required": "Hãy chọn thôn, tổ dân phố.",
            "invalid_choice": "Thôn, tổ dân phố này không thuộc địa bàn của ông/bà.",
        },
    )
    address = VietnameseText(label="Địa chỉ", max_length=200, required=False)
    code = VietnameseText(label="Mã hộ", max_length=30, required=False)
    occupation = forms.ChoiceField(label="Nghề nghiệp chính của hộ", choices=[NO_CHOICE, *OCCUPATIONS], required=False)
    has_aquaculture = YesNoField(label="Có nuôi trồng thủy sản", required=False)
    is_indigenous_minority = forms.BooleanField(label="Hộ dân tộc tại chỗ", required=False)
    reason = VietnameseText(label="Lý do sửa", max_length=300, required=False)

    def __init__(self, *args: Any, hamlets: QuerySet[Locality], household: Household | None = None, **kwargs: Any):
        if household:
            own = {"uid": household.uid, "version": household.version}
            kwargs["initial"] = {**own, **initial_of_household(household)}
        elif len(hamlets) == 1:
            kwargs["initial"] = {"hamlet": hamlets[0].pk, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.fields["hamlet"].queryset = hamlets
        if household:
            self.fields["reason"].help_text = "Được lưu ở trang Lịch sử sửa, ví dụ: sửa theo giấy khai sinh."
        else:
            self.fields["code"].help_text = "Để trống thì phần mềm tự cấp mã."
            del self.fields["reason"]
        for name in ("address", "code"):
            self.fields[name].widget.attrs["autocomplete"] = "off"
        self.fields["code"].widget.attrs["class"] = "in-20"

    def facts(self) -> HouseholdFacts:
        return HouseholdFacts(**{name: self.cleaned_data[name] for name in HOUSEHOLD_FIELDS})


def initial_of_household(household: Household) -> dict[str, Any]:
    """The fields of the form as they are stored."""
    stored = {"hamlet": household.hamlet_id, "address": household.address, "code": household.code}
    facts = {name: getattr(household, name) for name in HOUSEHOLD_FIELDS}
    facts["has_aquaculture"] = {True: "yes", False: "no", None: ""}[household.has_aquaculture]
    return {**stored, **facts}
