"""Opening a review and recording the decision that recognises its result."""

from collections.abc import Sequence
from typing import Any

from django import forms

from indicators.standard import Standard
from localities.fields import DayField, VietnameseText


class OpenReviewForm(forms.Form):
    """Which standard the review uses; asked only where two are possible."""

    standard = forms.ChoiceField(label="Chuẩn nghèo áp dụng", widget=forms.RadioSelect)

    def __init__(self, *args: Any, possible: Sequence[Standard], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.possible = tuple(possible)
        self.fields["standard"].choices = [(each.code, each.name) for each in possible]
        self.fields["standard"].error_messages = dict.fromkeys(
            ("required", "invalid_choice"), "Hãy chọn chuẩn nghèo áp dụng cho đợt rà soát."
        )
        if possible:
            self.fields["standard"].initial = possible[0].code
        if len(possible) > 1:
            self.fields["standard"].help_text = (
                "Chuẩn đầu tiên là chuẩn đang có hiệu lực trong kỳ rà soát. Chưa có văn bản nào đọc được cho biết đợt "
                "này dùng chuẩn nào, nên hãy theo hướng dẫn của cấp trên."
            )


class RecogniseForm(forms.Form):
    """Number and date of the decision."""

    decision_number = VietnameseText(
        label="Số quyết định",
        max_length=40,
        help_text="Ví dụ: 215/QĐ-UBND",
        error_messages={"required": "Hãy ghi số của quyết định công nhận."},
        widget=forms.TextInput(attrs={"class": "in-20", "autocomplete": "off"}),
    )
    decision_on = DayField(
        label="Ngày quyết định",
        help_text="ngày/tháng/năm, ví dụ 10/12/2026",
        past=True,
        error_messages={"required": "Hãy ghi ngày của quyết định."},
    )
