"""The filters of the list of households; they live in the address, in its words."""

from django import forms

from households.forms.filters import SearchFilter
from households.models import CLASS_CHOICES

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


class HouseholdFilter(SearchFilter):
    """Words, place below this one, class. The state of the form is chosen by the links above the list."""

    ket_qua = forms.ChoiceField(label="Kết quả", required=False, choices=[("", "Tất cả"), *CLASS_CHOICES])
    so = forms.ChoiceField(label="Sổ hộ", required=False, choices=[("", "Hộ đang trong sổ"), (ENDED, "Hộ đã rời sổ")])
    phieu = forms.ChoiceField(required=False, choices=[("", "Tất cả"), *STATE_WORDS.items()], widget=forms.HiddenInput)
