"""Which households' movements are shown, and the choice of one."""

from collections.abc import Sequence
from typing import Any, Final

from django import forms

from households.forms.filters import PlaceFilter
from households.models import Movement
from households.transitions import NEAR_POOR, POOR
from localities.fields import VietnameseText

UNSETTLED: Final = "chua-ro"
# The forms as addresses name them, and the class that each is about.
FORM_CLASSES: Final = {"ho-ngheo": POOR, "can-ngheo": NEAR_POOR}
COLUMNS: Final = tuple(str(number) for number in range(1, 10))


class MovementFilter(PlaceFilter):
    """The kind of movement, the village unit, and the cell of a form that one came from."""

    dien_bien = forms.ChoiceField(
        label="Diễn biến",
        required=False,
        choices=[("", "Tất cả"), (UNSETTLED, "Chưa rõ diễn biến"), *Movement.Kind.choices],
    )
    bieu = forms.ChoiceField(required=False, widget=forms.HiddenInput, choices=[(each, each) for each in FORM_CLASSES])
    cot = forms.ChoiceField(required=False, widget=forms.HiddenInput, choices=[(each, each) for each in COLUMNS])

    field_order = ("dien_bien", "don_vi")

    @property
    def cell(self) -> tuple[str, int] | None:
        """The class and the column of the cell that was asked for."""
        form, column = self.value("bieu"), self.value("cot")
        return (FORM_CLASSES[form], int(column)) if form and column else None


class ChooseMovementForm(forms.Form):
    """One of the kinds that fit the two results, and why."""

    kind = forms.ChoiceField(
        label="Diễn biến", widget=forms.RadioSelect, error_messages={"required": "Hãy chọn diễn biến của hộ."}
    )
    reason = VietnameseText(
        label="Lý do, căn cứ",
        max_length=300,
        help_text="Ví dụ: hộ chuyển đi từ tháng 6 năm 2024, theo xác nhận của trưởng thôn.",
        error_messages={"required": "Hãy ghi lý do chọn diễn biến; lý do được lưu trong nhật ký."},
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, kinds: Sequence[Movement.Kind], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(each.value, each.label) for each in kinds]
        self.fields["kind"].error_messages["invalid_choice"] = "Hãy chọn một diễn biến trong danh sách."
