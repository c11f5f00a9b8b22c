"""Fields of a person as officers write them: birth dates in part, numbers grouped, names of ethnic groups, measures."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from households.models import NATIONAL_ID_DIGITS
from households.register.births import Birth, NotABirthDate
from indicators.ethnic_groups import UnknownEthnicGroup, by_code, resolve

NO_CHOICE = ("", "–")
CLEAR = "-"
"""Typed into the field of a number that is stored: take it away. An empty field leaves it."""
ETHNIC_LIST = "danh-sach-dan-toc"
"""The id of the list of names on the page (`households/_members.html`)."""


class BirthField(forms.CharField):
    """A birth date to the day, the month or the year, in one field as officers write it."""

    def to_python(self, value: str | None) -> Birth | None:
        try:
            return Birth.parse(super().to_python(value), timezone.localdate())
        except NotABirthDate as reason:
            raise ValidationError(str(reason)) from None

    def run_validators(self, value: Birth | None) -> None:
        """The parser has said all there is to say; the validators of a text do not fit."""


class NationalIdField(forms.CharField):
    """Twelve digits, however they are grouped. None: nothing was typed; empty: the stored number is to go."""

    def to_python(self, value: str | None) -> str | None:
        text = "".join(super().to_python(value).replace(".", " ").split())
        if not text:
            return None
        if text == CLEAR:
            return ""
        if not text.isdecimal() or len(text) != NATIONAL_ID_DIGITS:
            found = f"đã nhập {len(text)} ký tự" if text.isdecimal() else "chỉ được có chữ số"
            raise ValidationError(f"Số định danh cá nhân gồm đúng {NATIONAL_ID_DIGITS} chữ số; {found}.")
        return text

    def run_validators(self, value: str | None) -> None:
        """Checked above; None is an answer here."""


class EthnicGroupField(forms.CharField):
    """An ethnic group by name, by another spelling or by number; the value is its number of 2008, empty for none."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.TextInput(attrs={"list": ETHNIC_LIST, "autocomplete": "off"}), **kwargs)

    def to_python(self, value: str | None) -> str:
        text = super().to_python(value)
        if not text:
            return ""
        try:
            return resolve(text).code_2008
        except UnknownEthnicGroup as reason:
            raise ValidationError(str(reason)) from None

    def prepare_value(self, value: str | None) -> str:
        """A number of 2008 is shown as the name."""
        group = by_code(value) if value and value.isdecimal() else None
        return group.name if group else value or ""


class YesNoField(forms.TypedChoiceField):
    """Có, Không, or nothing recorded."""

    def __init__(self, **kwargs: Any) -> None:
        choices = [NO_CHOICE, ("yes", "Có"), ("no", "Không")]
        super().__init__(choices=choices, coerce=lambda value: value == "yes", empty_value=None, **kwargs)

    def prepare_value(self, value: bool | str | None) -> str:
        return {True: "yes", False: "no", None: ""}.get(value, value)  # type: ignore[arg-type, return-value]


class MeasureField(forms.DecimalField):
    """A height or a weight with one decimal at most, after a comma or a point."""

    def __init__(self, *, unit: str, least: int, most: int, example: str, **kwargs: Any) -> None:
        wrong = f"Hãy ghi số từ {least} đến {most} {unit}, nhiều nhất một chữ số thập phân, ví dụ {example}."
        names = ("invalid", "min_value", "max_value", "max_digits", "max_decimal_places", "max_whole_digits")
        super().__init__(
            min_value=least,
            max_value=most,
            max_digits=4,
            decimal_places=1,
            widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
            error_messages=dict.fromkeys(names, wrong),
            **kwargs,
        )

    def to_python(self, value: str | None) -> Decimal | None:
        return super().to_python(value.strip().replace(",", ".") if isinstance(value, str) else value)

    def prepare_value(self, value: Decimal | str | None) -> str:
        if isinstance(value, Decimal):
            return f"{value.normalize():f}".replace(".", ",")
        return value or ""
