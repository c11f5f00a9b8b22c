"""The filters of the list of households newly out of poverty."""

from django import forms

from households.forms.exits import POOR_CHOICES
from households.forms.filters import SearchFilter

BACK = "da-tai-ngheo"
SOON = (3, 6, 12)


class NewlyOutFilter(SearchFilter):
    """From which class, how many months are left, still out or back again."""

    tu_dien = forms.ChoiceField(label="Thoát từ diện", required=False, choices=[("", "Tất cả"), *POOR_CHOICES])
    con_lai = forms.ChoiceField(
        label="Thời gian còn lại",
        required=False,
        choices=[("", "Tất cả"), *((str(months), f"Không quá {months} tháng") for months in SOON)],
    )
    hien_nay = forms.ChoiceField(
        label="Hiện nay",
        required=False,
        choices=[("", "Còn là hộ mới thoát"), (BACK, "Đã tái nghèo, tái cận nghèo")],
    )
