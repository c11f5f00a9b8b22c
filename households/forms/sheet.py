"""The form of Phiếu B for one standard: B1, its indicators, causes, groups, prospect, note, dwelling and support."""

import re
from decimal import Decimal
from typing import Any

from django import forms

from households.entry.b1 import ItemSheet
from households.entry.conflicts import ANSWER_WORDS, answer_field
from households.entry.sheet import SHEET_GROUPS, Sheet
from households.policies import HIGHEST_INCOME_POINTS
from indicators.causes import CAUSES
from indicators.dwellings import POWER_SOURCES, WATER_SOURCES
from indicators.score_sheets import ScoreQuestion
from indicators.standard import Standard
from indicators.support import SUPPORTS
from localities.fields import VietnameseText
from localities.formats import square_metres

TWO_COLUMNS = "flex-lg-row flex-wrap row-cols-lg-2 column-gap-0"
POINTS_ERROR = f"Điểm B1 phải là số nguyên từ 0 đến {HIGHEST_INCOME_POINTS}, ví dụ 135."
FACTS = ("floor_area", "power_source", "water_source", "policies", "needs")
LARGEST_DWELLING = Decimal(9999)
_METRES = re.compile(r"[0-9]{1,5}(\.[0-9]{1,5})?")


class AreaField(forms.CharField):
    """Square metres as officers write them: 45, 45,5, 45.5 m2."""

    def to_python(self, value: str | None) -> Decimal | None:
        typed = super().to_python(value).lower().replace("m²", "").replace("m2", "").replace(",", ".").strip()
        if not typed:
            return None
        area = Decimal(typed).quantize(Decimal("0.1")) if _METRES.fullmatch(typed) else Decimal(0)
        if not 0 < area <= LARGEST_DWELLING:
            raise forms.ValidationError("Diện tích phải là số m² lớn hơn 0, ví dụ 45 hoặc 45,5.")
        return area

    def run_validators(self, value: Decimal | None) -> None:
        """The parser has said all there is to say; the validators of a text do not fit."""

    def prepare_value(self, value: Decimal | str | None) -> str | None:
        return square_metres(value).removesuffix(" m²") if isinstance(value, Decimal) else value


def _ticks(label: str, choices: list[tuple[str, str]]) -> forms.MultipleChoiceField:
    widget = forms.CheckboxSelectMultiple(attrs={"class": TWO_COLUMNS})
    return forms.MultipleChoiceField(label=label, required=False, choices=choices, widget=widget)


class SheetForm(forms.Form):
    """What is typed besides the members. Nothing is required to keep a draft; what lacks is said on the check page.

    `version` and `household_version` are those of what the officer began from. `items`: the score sheet of B1, where
    one is loaded.
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
    causes = _ticks("Nguyên nhân nghèo", [(str(cause.code), cause.name) for cause in CAUSES])
    other_cause = VietnameseText(label="Nguyên nhân khác là gì", required=False, max_length=200)
    groups = _ticks("Hộ thuộc nhóm nào", [(group.code, group.name) for group in SHEET_GROUPS])
    can_exit = forms.BooleanField(label="Có khả năng thoát nghèo, thoát cận nghèo trong năm tới", required=False)
    note = VietnameseText(label="Ghi chú", required=False, max_length=500)
    floor_area = AreaField(
        label="Diện tích nhà ở (m²)",
        required=False,
        max_length=12,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "in-4"}),
    )
    power_source = forms.ChoiceField(label="Nguồn điện", required=False, choices=[("", "–"), *POWER_SOURCES])
    water_source = forms.ChoiceField(label="Nguồn nước", required=False, choices=[("", "–"), *WATER_SOURCES])
    policies = _ticks("Chính sách đang hưởng", [*SUPPORTS])
    needs = _ticks("Nhu cầu hỗ trợ", [*SUPPORTS])
    score_sheet = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, standard: Standard, items: ItemSheet | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.standard = standard
        self.items = items
        for indicator in standard.indicators:
            self.fields[answer_field(indicator.code)] = forms.ChoiceField(
                label=indicator.name,
                help_text=indicator.question,
                required=False,
                choices=list(ANSWER_WORDS.items()),
                widget=forms.RadioSelect,
            )
        self.fields.update(_item_fields(items))
        for field in self.fields.values():
            field.widget.attrs.setdefault("autocomplete", "off")

    @property
    def item_names(self) -> list[str]:
        """The fields of the questions of B1, in their order."""
        return list(_item_fields(self.items))

    def base_versions(self) -> tuple[int, int]:
        """The versions of the form and of the household that the page was opened with."""
        return self.cleaned_data.get("version") or 0, self.cleaned_data.get("household_version") or 0

    def sheet(self, otherwise: Sheet | None = None) -> Sheet:
        """What was typed. A field that cannot be read keeps what `otherwise` holds."""
        stored = otherwise or Sheet()
        kept = initial_of(stored, self.standard, self.items)
        values = {name: self.cleaned_data.get(name, kept.get(name)) for name in self.fields}
        if self.items:
            score_sheet, score_items = self.items.pk, _chosen(values, self.item_names)
        else:  # a sheet that was retired meanwhile: what was answered on it stays
            score_sheet, score_items = stored.score_sheet, tuple(stored.score_items)
        points = values["income_points"]
        if points is None and self.items and "income_points" not in self.errors:
            points = self.items.total(score_items)
        return Sheet(
            income_points=points,
            answers={each.code: values[answer_field(each.code)] or "" for each in self.standard.indicators},
            causes=[int(code) for code in values["causes"]],
            other_cause=values["other_cause"],
            groups=values["groups"],
            can_exit=values["can_exit"],
            note=values["note"],
            **{name: values[name] for name in FACTS},
            score_sheet=score_sheet,
            score_items=score_items,
        )


def initial_of(sheet: Sheet, standard: Standard, items: ItemSheet | None = None) -> dict[str, Any]:
    """The values with which the form shows a sheet."""
    return {
        "income_points": sheet.income_points,
        **{answer_field(each.code): sheet.answers.get(each.code, "") for each in standard.indicators},
        "causes": [str(code) for code in sheet.causes],
        "other_cause": sheet.other_cause,
        "groups": list(sheet.groups),
        "can_exit": sheet.can_exit,
        "note": sheet.note,
        **{name: getattr(sheet, name) for name in ("floor_area", "power_source", "water_source")},
        "policies": list(sheet.policies),
        "needs": list(sheet.needs),
        "score_sheet": items.pk if items else None,
        **_initial_items(sheet, items),
    }


# --- B1 item by item ------------------------------------------------------------------------------


def item_field(place: int) -> str:
    """The name of the field of a question of the score sheet: its place there, for codes may hold any sign."""
    return f"score_{place}"


def _item_fields(items: ItemSheet | None) -> dict[str, forms.Field]:
    asked = items.questions if items else ()
    return {item_field(place): _item(question) for place, question in enumerate(asked, start=1)}


def _item(question: ScoreQuestion) -> forms.Field:
    choices = [(answer.code, f"{answer.label} ({answer.points} điểm)") for answer in question.answers]
    if question.takes_several:
        return _ticks(question.label, choices)
    return forms.ChoiceField(label=question.label, required=False, choices=[("", "Chưa chọn"), *choices])


def _chosen(values: dict[str, Any], names: list[str]) -> tuple[str, ...]:
    found: list[str] = []
    for name in names:
        found += values[name] if isinstance(values[name], list) else [values[name]] if values[name] else []
    return tuple(found)


def _initial_items(sheet: Sheet, items: ItemSheet | None) -> dict[str, Any]:
    initial: dict[str, Any] = {}
    for place, question in enumerate(items.questions if items else (), start=1):
        codes = [answer.code for answer in question.answers if answer.code in sheet.score_items]
        initial[item_field(place)] = codes if question.takes_several else next(iter(codes), "")
    return initial
