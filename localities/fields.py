"""Form and model fields that every app shares: text with one spelling, days, paths with one order."""

import re
from datetime import date
from typing import Any

from django import forms
from django.db import models
from django.utils import timezone

from localities.formats import short_date
from localities.text import normalise, normalise_lines

_DAY = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})\Z|(\d{2})(\d{2})(\d{4})\Z")
_MACHINE_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})\Z")
YEARS_TYPED = range(1900, 2101)


class VietnameseText(forms.CharField):
    """One spelling per name: composed form, single spaces."""

    def to_python(self, value):
        return normalise(super().to_python(value))


class VietnameseLines(forms.CharField):
    """Text of several lines, each with one spelling."""

    widget = forms.Textarea

    def to_python(self, value):
        return normalise_lines(super().to_python(value))


class DayField(forms.DateField):
    """A day as officers write it: 5/3/2024, 05-03-2024, 05.03.2024; the machine's own form is understood too.

    A telephone's number pad has no stroke: eight digits in a row are a day as well. With `past=True` a day after today
    is refused: what is recorded has happened.
    """

    def __init__(self, *, past: bool = False, **kwargs: Any) -> None:
        attrs = {"inputmode": "numeric", "autocomplete": "off", "placeholder": "ngày/tháng/năm"}
        kwargs.setdefault("widget", forms.DateInput(format="%d/%m/%Y", attrs=attrs))
        own = {"invalid": "Đề nghị nhập ngày theo dạng ngày/tháng/năm, ví dụ 05/01/2024."}
        super().__init__(error_messages={**own, **kwargs.pop("error_messages", {})}, **kwargs)
        self.past = past

    def to_python(self, value: Any) -> date | None:
        if not isinstance(value, str):
            return super().to_python(value)
        typed = "".join(value.split())
        if not typed:
            return None
        day = _day(typed)
        if day is None:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return day

    def validate(self, value: date | None) -> None:
        super().validate(value)
        if self.past and value and value > timezone.localdate():
            raise forms.ValidationError(f"Ngày {short_date(value)} ở sau hôm nay. Đề nghị kiểm tra lại.", code="future")


def _day(typed: str) -> date | None:
    """The day that was typed; None where it is none, or lies in a year that no paper of this work bears."""
    if machine := _MACHINE_DAY.match(typed):
        year, month, day = (int(part) for part in machine.groups())
    elif found := _DAY.match(typed):
        day, month, year = (int(part) for part in found.groups() if part is not None)
    else:
        return None
    try:
        return date(year, month, day) if year in YEARS_TYPED else None
    except ValueError:
        return None


class NormalisedCharField(models.CharField):
    """A column whose text is normalised whoever writes it: a form, an import or a command."""

    def get_prep_value(self, value):
        value = super().get_prep_value(value)
        return normalise(value) if value else value

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": VietnameseText, **kwargs})


class BytewiseCharField(models.CharField):
    """A path of codes or a sort key, compared byte by byte, so that order and prefix ranges agree on both databases.

    PostgreSQL would otherwise order by the server's language, where "/" has no weight.
    """

    def db_parameters(self, connection):
        parameters = super().db_parameters(connection)
        if connection.vendor == "postgresql":
            parameters["collation"] = "C"
        return parameters
