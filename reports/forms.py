"""What is typed when a document is issued."""

from django import forms

from localities.fields import DayField


class IssueForm(forms.Form):
    """Number in the register and date."""

    number = forms.IntegerField(
        label="Số văn bản",
        min_value=1,
        max_value=99999,
        help_text="Số tiếp theo trong sổ đăng ký văn bản đi của năm; sửa lại nếu Văn thư cấp số khác.",
        error_messages={
            "required": "Nhập số văn bản do Văn thư cấp.",
            "invalid": "Số văn bản là số nguyên, ví dụ 15.",
            "min_value": "Số văn bản bắt đầu từ 1.",
            "max_value": "Số văn bản có nhiều nhất năm chữ số.",
        },
    )
    issued_on = DayField(
        label="Ngày ban hành",
        help_text="Ngày/tháng/năm, ví dụ 20/03/2023.",
        error_messages={"required": "Nhập ngày ban hành."},
    )
