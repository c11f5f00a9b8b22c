"""What is typed about the list of those to be reviewed, Phiếu A and corrections."""

from collections.abc import Sequence
from typing import Any

from django import forms

from households.forms.filters import SearchFilter
from households.forms.listing import COMPLETED, DRAFT, SKIPPED, WITHOUT
from households.models import ListEntry, QuickCheckItem
from localities.fields import DayField, VietnameseText

WAITING = "cho-phieu-a"
LIST_STATES: dict[str, str] = {
    WITHOUT: "Chưa nhập Phiếu B",
    WAITING: "Chờ Phiếu A",
    DRAFT: "Phiếu B nháp",
    COMPLETED: "Phiếu B đã hoàn thành",
    SKIPPED: "Không lập Phiếu B",
}
BY_OFFICER = (ListEntry.Why.REQUESTED, ListEntry.Why.EXIT_REQUESTED, ListEntry.Why.ADDED)
ASK, FILTERED_OUT = "phieu-b", "khong-ngheo"
YES, NO = "co", "khong"
# Nobody writes a household of more persons than this; 44 for 4 is a slip of the hand.
MOST_PERSONS = 30
PERSONS_ERROR = f"Số nhân khẩu phải là số nguyên từ 1 đến {MOST_PERSONS}."


class ListFilter(SearchFilter):
    """Also why a household is on the list, and how far it is."""

    ly_do = forms.ChoiceField(label="Lý do rà soát", required=False, choices=[("", "Tất cả"), *ListEntry.Why.choices])
    trang_thai = forms.ChoiceField(label="Trạng thái", required=False, choices=[("", "Tất cả"), *LIST_STATES.items()])


class AddToListForm(forms.Form):
    """Why the ticked households are put on the list."""

    why = forms.ChoiceField(
        label="Lý do đưa vào danh sách",
        choices=[(each.value, each.label) for each in BY_OFFICER],
        widget=forms.RadioSelect,
        error_messages={"required": "Hãy chọn lý do đưa hộ vào danh sách."},
    )
    requested_on = DayField(
        label="Ngày giấy đề nghị",
        help_text=(
            "Bắt buộc khi có giấy đề nghị: Mẫu số 01 khi đề nghị rà soát; Mẫu số 04 khi đề nghị công nhận thoát nghèo, "
            "thoát cận nghèo."
        ),
        required=False,
        past=True,
    )
    note = VietnameseText(label="Ghi chú", required=False, max_length=300)

    def clean(self) -> dict[str, Any]:
        typed = super().clean()
        by_request = typed.get("why") in (ListEntry.Why.REQUESTED, ListEntry.Why.EXIT_REQUESTED)
        if by_request and not typed.get("requested_on") and "requested_on" not in self.errors:
            self.add_error("requested_on", "Hãy ghi ngày của giấy đề nghị.")
        return typed


class ReasonForm(forms.Form):
    """Why something is taken back; kept in the journal."""

    reason = VietnameseText(
        label="Lý do",
        help_text="Lý do được lưu trong nhật ký.",
        max_length=200,
        error_messages={"required": "Hãy ghi lý do; lý do được lưu trong nhật ký."},
    )


class QuickCheckForm(forms.Form):
    """The items of Phiếu A, and its result as the reviewer signed it."""

    result = forms.ChoiceField(
        label="Kết quả Phiếu A",
        choices=[(ASK, "Chuyển sang Phiếu B"), (FILTERED_OUT, "Rõ ràng không nghèo, không lập Phiếu B")],
        widget=forms.RadioSelect,
        error_messages={"required": "Hãy ghi kết quả Phiếu A như rà soát viên đã ký."},
    )

    def __init__(self, *args: Any, items: Sequence[QuickCheckItem], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items = tuple(items)
        for item in items:
            self.fields[item_field(item)] = forms.ChoiceField(
                label=item.text,
                choices=[(YES, "Có"), (NO, "Không")],
                widget=forms.RadioSelect,
                error_messages={"required": "Chưa trả lời."},
            )
        self.order_fields([*(item_field(item) for item in items), "result"])

    def answers(self) -> dict[str, bool]:
        """By the key of the item, as an entry keeps them."""
        return {str(item.pk): self.cleaned_data[item_field(item)] == YES for item in self.items}

    @property
    def filters_in(self) -> bool:
        return self.cleaned_data["result"] == ASK


def item_field(item: QuickCheckItem) -> str:
    return f"muc_{item.pk}"


class QuickItemForm(forms.Form):
    text = VietnameseText(
        label="Nội dung mục",
        help_text="Ghi đúng chữ của mẫu Phiếu A. Trả lời “Có” là dấu hiệu hộ rõ ràng không nghèo.",
        max_length=300,
        error_messages={"required": "Hãy ghi nội dung của mục theo mẫu Phiếu A chính thức."},
    )


class CorrectionForm(forms.Form):
    """The decision that corrects a result, and why."""

    decision_number = VietnameseText(
        label="Số quyết định đính chính",
        max_length=40,
        help_text="Ví dụ: 12/QĐ-UBND",
        error_messages={"required": "Hãy ghi số của quyết định đính chính."},
        widget=forms.TextInput(attrs={"class": "in-20", "autocomplete": "off"}),
    )
    decision_on = DayField(
        label="Ngày quyết định đính chính",
        past=True,
        error_messages={"required": "Hãy ghi ngày của quyết định đính chính."},
    )
    reason = VietnameseText(
        label="Lý do đính chính",
        max_length=1000,
        help_text="Sai ở đâu, căn cứ vào giấy tờ nào.",
        error_messages={"required": "Hãy ghi lý do đính chính."},
    )


class PersonsForm(forms.Form):
    """The number of persons that the result counts."""

    persons = forms.IntegerField(
        label="Số nhân khẩu của hộ trong kết quả",
        min_value=1,
        max_value=MOST_PERSONS,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "in-4", "maxlength": 2}),
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"),
            f"Số nhân khẩu phải là số nguyên từ 1 đến {MOST_PERSONS}.",
        ),
    )
