"""The filters of the list of households; they live in the address, in its words."""

from collections.abc import Sequence
from typing import Any

from django import forms

from households.models import CLASS_CHOICES
from localities.fields import VietnameseText
from localities.models import Locality

WITHOUT, DRAFT, COMPLETED = "chua-nhap", "nhap", "hoan-thanh"
SKIPPED, NOT_LISTED = "khong-lap", "ngoai-danh-sach"
STATE_WORDS: dict[str, str] = {
    WITHOUT: "Chưa nhập",
    DRAFT: "Nháp",
    COMPLETED: "Đã hoàn thành",
    SKIPPED: "Không lập Phiếu B",
    NOT_LISTED: "Không thuộc danh sách",
}


ENDED = "da-roi"
"""Households that moved out, merged or died out; otherwise the list shows those of today."""


class HouseholdFilter(forms.Form):
    """Words, place below this one, class. The state of the form is chosen by the links above the list."""

    tim = VietnameseText(label="Tìm theo tên, mã hộ, số định danh", required=False, max_length=120)
    don_vi = forms.ChoiceField(label="Thôn, tổ dân phố", required=False)
    ket_qua = forms.ChoiceField(label="Kết quả", required=False, choices=[("", "Tất cả"), *CLASS_CHOICES])
    so = forms.ChoiceField(label="Sổ hộ", required=False, choices=[("", "Hộ đang trong sổ"), (ENDED, "Hộ đã rời sổ")])
    phieu = forms.ChoiceField(required=False, choices=[("", "Tất cả"), *STATE_WORDS.items()], widget=forms.HiddenInput)

    def __init__(self, *args: Any, places: Sequence[Locality], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["don_vi"].choices = [("", "Tất cả"), *((place.key, place.full_name) for place in places)]
        if not places:
            del self.fields["don_vi"]
        elif not places[0].is_hamlet:
            self.fields["don_vi"].label = "Xã, phường" if places[0].is_commune else "Địa bàn"
        self.fields["tim"].widget.attrs["type"] = "search"
        self.fields["tim"].widget.input_type = "search"

        self.places = tuple(places)
        self.full_clean()

    def value(self, name: str) -> str:
        """What was chosen; a value that is no choice counts as none, so that an old link still opens."""
        return self.cleaned_data.get(name, "")

    @property
    def chosen_place(self) -> Locality | None:
        return next((place for place in self.places if place.key == self.value("don_vi")), None)
