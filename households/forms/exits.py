"""Registering to leave poverty: one household's paper, and the filters of the list."""

from typing import Any

from django import forms

from households.cases.exits import NOTHING
from households.forms.filters import SearchFilter
from households.models import ExitRegistration
from indicators.scoring import HouseholdClass
from indicators.wording import CLASS_LABELS
from localities.fields import DayField, VietnameseText

State = ExitRegistration.State
ABLE, NOT_ABLE = "co", "khong"
STATE_WORDS = {
    NOTHING: "Chưa ghi",
    State.REGISTERED.value: "Đã đăng ký",
    State.DECLINED.value: "Không đăng ký",
    State.WITHDRAWN.value: "Đã rút",
}
POOR_CHOICES = [(each.value, CLASS_LABELS[each]) for each in (HouseholdClass.POOR, HouseholdClass.NEAR_POOR)]


class ExitForm(forms.Form):
    """What the household signed. A household that has registered before may also take it back."""

    state = forms.ChoiceField(
        label="Hộ ký",
        widget=forms.RadioSelect,
        error_messages={"required": "Hãy chọn hộ đăng ký hay không đăng ký."},
    )
    signed_on = DayField(label="Ngày ký", past=True, error_messages={"required": "Hãy ghi ngày ký."})
    wishes = VietnameseText(
        label="Đề nghị hỗ trợ",
        required=False,
        max_length=500,
        help_text="Những điều hộ ghi trong phiếu, ví dụ: vay vốn chăn nuôi, học nghề.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    reason = VietnameseText(
        label="Lý do không đăng ký hoặc rút đăng ký",
        required=False,
        max_length=500,
        help_text="Bắt buộc khi hộ không đăng ký hoặc rút đăng ký.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, household_class: str, before: str | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        aim = "Đăng ký thoát nghèo" if household_class == HouseholdClass.POOR else "Đăng ký thoát cận nghèo"
        may = [(State.REGISTERED.value, aim), (State.DECLINED.value, "Không đăng ký")]
        if before in (State.REGISTERED, State.WITHDRAWN):
            may.append((State.WITHDRAWN.value, "Rút đăng ký đã ký"))
        self.fields["state"].choices = may
        self.fields["state"].widget.attrs["autofocus"] = not self.is_bound

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        if values.get("state") in (State.DECLINED, State.WITHDRAWN) and not values.get("reason"):
            self.add_error("reason", "Hộ không đăng ký hoặc rút đăng ký thì phải ghi lý do.")
        return values


class ExitFilter(SearchFilter):
    """Of the poor and near-poor households of a review; the state is chosen by the links above the list."""

    dien = forms.ChoiceField(label="Diện", required=False, choices=[("", "Tất cả"), *POOR_CHOICES])
    kha_nang = forms.ChoiceField(
        label="Khả năng thoát",
        required=False,
        choices=[("", "Tất cả"), (ABLE, "Có khả năng"), (NOT_ABLE, "Không đánh dấu")],
    )
    dang_ky = forms.ChoiceField(
        required=False, choices=[("", "Tất cả"), *STATE_WORDS.items()], widget=forms.HiddenInput
    )
