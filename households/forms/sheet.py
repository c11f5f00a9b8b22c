"""The form of Phiếu B for one standard: B1, its indicators, causes, groups, prospect, note."""

from typing import Any

from django import forms

from households.conflicts import ANSWER_WORDS, answer_field
from households.policies import HIGHEST_INCOME_POINTS
from households.sheet import SHEET_GROUPS, Sheet
from indicators.causes import CAUSES
from indicators.standard import Standard
from localities.fields import VietnameseText

TWO_COLUMNS = "flex-lg-row flex-wrap row-cols-lg-2 column-gap-0"
POINTS_ERROR = f"Điểm B1 phải là số nguyên từ 0 đến {HIGHEST_INCOME_POINTS}, ví dụ 135."


class SheetForm(forms.Form):
    """What is typed besides the members. Nothing is required to keep a draft; what lacks is said on the check page.

    `version` and `household_version` are those of what the officer began from.
    """

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    household_version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    income_points = forms.IntegerField(
        label="Tổng điểm B1",
        help_text="Nhập tổng điểm B1 ghi trên phiếu đã ký.",
        required=False,
        min_value=0,
        max_value=HIGHEST_INCOME_POINTS,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "in-4", "maxlength": 4}),
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), POINTS_ERROR),
    )
    causes = forms.MultipleChoiceField(
        label="Nguyên nhân nghèo",
        required=False,
        choices=[(str(cause.code), cause.name) for cause in CAUSES],
        widget=forms.CheckboxSelectMultiple(attrs={"class": TWO_COLUMNS}),
    )
    other_cause = VietnameseText(label="Nguyên nhân khác là gì", required=False, max_length=200)
    groups = forms.MultipleChoiceField(
        label="Hộ thuộc nhóm nào",
        required=False,
        choices=[(group.code, group.name) for group in SHEET_GROUPS],
        widget=forms.CheckboxSelectMultiple(attrs={"class": TWO_COLUMNS}),
    )
    can_exit = forms.BooleanField(label="Có khả năng thoát nghèo, thoát cận nghèo trong năm tới", required=False)
    note = VietnameseText(label="Ghi chú", required=False, max_length=500)

    def __init__(self, *args: Any, standard: Standard, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.standard = standard
        for indicator in standard.indicators:
            self.fields[answer_field(indicator.code)] = forms.ChoiceField(
                label=indicator.name,
                help_text=indicator.question,
                required=False,
                choices=list(ANSWER_WORDS.items()),
                widget=forms.RadioSelect,
            )
        for field in self.fields.values():
            field.widget.attrs.setdefault("autocomplete", "off")

    def base_versions(self) -> tuple[int, int]:
        """The versions of the form and of the household that the page was opened with."""
        return self.cleaned_data.get("version") or 0, self.cleaned_data.get("household_version") or 0

    def sheet(self, otherwise: Sheet | None = None) -> Sheet:
        """What was typed. A field that cannot be read keeps what `otherwise` holds."""
        kept = initial_of(otherwise or Sheet(), self.standard)
        values = {name: self.cleaned_data.get(name, kept.get(name)) for name in self.fields}
        return Sheet(
            income_points=values["income_points"],
            answers={each.code: values[answer_field(each.code)] or "" for each in self.standard.indicators},
            causes=[int(code) for code in values["causes"]],
            other_cause=values["other_cause"],
            groups=values["groups"],
            can_exit=values["can_exit"],
            note=values["note"],
        )


def initial_of(sheet: Sheet, standard: Standard) -> dict[str, Any]:
    """The values with which the form shows a sheet."""
    return {
        "income_points": sheet.income_points,
        **{answer_field(each.code): sheet.answers.get(each.code, "") for each in standard.indicators},
        "causes": [str(code) for code in sheet.causes],
        "other_cause": sheet.other_cause,
        "groups": list(sheet.groups),
        "can_exit": sheet.can_exit,
        "note": sheet.note,
    }
