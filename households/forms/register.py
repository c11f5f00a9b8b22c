"""Short forms of the register: why a household is deleted, and whether two households are one."""

from django import forms

from households.models import DuplicateDecision
from localities.fields import VietnameseText


class DeleteForm(forms.Form):
    reason = VietnameseText(
        label="Lý do xóa",
        max_length=290,
        help_text="Ví dụ: ghi nhầm địa bàn; ghi trùng với hộ mã 26410-0012.",
        error_messages={"required": "Hãy ghi lý do xóa; lý do được lưu cùng hộ và trong nhật ký."},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class DecideForm(forms.Form):
    verdict = forms.ChoiceField(
        label="Kết luận",
        choices=DuplicateDecision.Verdict.choices,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), "Hãy chọn kết luận: hai hộ khác nhau, hay một hộ ghi hai lần."
        ),
    )
    note = VietnameseText(
        label="Ghi chú",
        max_length=300,
        required=False,
        help_text="Ví dụ: hai người trùng tên, đã hỏi trưởng thôn.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
