"""What may be typed about households that come: from another commune, from elsewhere, from a former commune."""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django import forms
from django.db.models import QuerySet

from households.events.succession import FormerUnit
from households.forms.household import HamletField
from localities.fields import DayField, VietnameseText
from localities.models import Locality
from localities.text import capital

NOT_HERE = "-"
"""Of a former unit that became part of another commune."""


class AcceptForm(forms.Form):
    """Where a household that was offered lives now."""

    uid = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4, error_messages={"invalid": "Hãy tải lại trang."})
    hamlet = HamletField(
        label="Thôn, tổ dân phố",
        queryset=Locality.objects.none(),
        empty_label="Chọn thôn, tổ dân phố",
        error_messages={"required": "Hãy chọn thôn, tổ dân phố.", "invalid_choice": "Hãy chọn trong danh sách."},
    )
    address = VietnameseText(label="Địa chỉ", max_length=200, required=False)
    happened_on = DayField(label="Ngày đến", past=True, error_messages={"required": "Hãy ghi ngày đến."})
    reason = VietnameseText(
        label="Căn cứ", max_length=300, required=False, help_text="Ví dụ: giấy xác nhận thông tin về cư trú."
    )

    def __init__(self, *args: Any, hamlets: QuerySet[Locality], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["hamlet"].queryset = hamlets


class ArrivalForm(forms.Form):
    """When and from where a household came, besides the household itself."""

    happened_on = DayField(label="Ngày đến", past=True, error_messages={"required": "Hãy ghi ngày đến."})
    from_place = VietnameseText(
        label="Từ đâu đến",
        max_length=200,
        help_text="Xã, phường, tỉnh, thành phố nơi hộ ở trước đó.",
        error_messages={"required": "Hãy ghi hộ từ đâu chuyển đến."},
    )
    arrival_reason = VietnameseText(
        label="Lý do, căn cứ",
        max_length=300,
        help_text="Ví dụ: giấy xác nhận thông tin về cư trú.",
        error_messages={"required": "Hãy ghi lý do, căn cứ."},
    )


class SuccessionForm(forms.Form):
    """Which unit of today each former unit became. One that did not come to this commune is left out."""

    def __init__(self, *args: Any, former: Sequence[FormerUnit], today: Sequence[Locality], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.former = {f"don_vi_{each.unit.pk}": each for each in former}
        self.today = {str(unit.pk): unit for unit in today}
        units = [(key, unit.full_name) for key, unit in self.today.items()]
        choices = [("", "Chọn nơi tương ứng"), *units, (NOT_HERE, "Không thuộc xã, phường này, không tiếp nhận")]
        for name, each in self.former.items():
            self.fields[name] = forms.ChoiceField(
                label=capital(str(each)),
                choices=choices,
                initial=str(each.proposed.pk) if each.proposed else "",
                error_messages={"required": "Hãy chọn nơi tương ứng, hoặc chọn không tiếp nhận."},
            )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if not self.errors and set(values.values()) <= {NOT_HERE}:
            raise forms.ValidationError("Hãy chọn thôn, tổ dân phố cho ít nhất một nơi.")
        return values

    def mapping(self) -> dict[Locality, Locality]:
        chosen = {name: self.cleaned_data[name] for name in self.former if self.cleaned_data[name] != NOT_HERE}
        return {self.former[name].unit: self.today[key] for name, key in chosen.items()}
