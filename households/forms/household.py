"""A household apart from its members."""

from typing import Any
from uuid import uuid4

from django import forms
from django.db.models import QuerySet

from households.models import Household
from localities.fields import VietnameseText
from localities.models import Locality


class HamletField(forms.ModelChoiceField):
    def label_from_instance(self, hamlet: Locality) -> str:
        return hamlet.full_name


class HouseholdForm(forms.Form):
    """Where the household lives and its code. `uid` is made with the page, so that a form sent twice adds one."""

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

    def __init__(self, *args: Any, hamlets: QuerySet[Locality], household: Household | None = None, **kwargs: Any):
        if household:
            kwargs["initial"] = {
                "uid": household.uid,
                "version": household.version,
                "hamlet": household.hamlet_id,
                "address": household.address,
                "code": household.code,
            }
        elif len(hamlets) == 1:
            kwargs["initial"] = {"hamlet": hamlets[0].pk, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.fields["hamlet"].queryset = hamlets
        if not household:
            self.fields["code"].help_text = "Để trống thì phần mềm tự cấp mã."
        for name in ("address", "code"):
            self.fields[name].widget.attrs["autocomplete"] = "off"
        self.fields["code"].widget.attrs["class"] = "in-20"
