"""Money as officers write it."""

import re
from typing import Any

from django import forms

from localities.formats import count, money

_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+|\d{1,3}(?:,\d{3})+|\d{1,3}(?: \d{3})+|\d+")
_UNIT = re.compile(r"\s*(?:đồng|dong|đ|d|vnđ|vnd)\.?\Z", re.IGNORECASE)


class DongField(forms.CharField):
    """Whole đồng: 1.850.000, 1 850 000, 1,850,000 or 1850000, with “đồng” or “đ” after it or without.

    A number that could be read in two ways ("1,5", "1.85 triệu") is asked again, never guessed.
    """

    def __init__(self, *, highest: int, **kwargs: Any) -> None:
        attrs = {"inputmode": "numeric", "autocomplete": "off", "class": "in-20"}
        kwargs.setdefault("widget", forms.TextInput(attrs=attrs))
        super().__init__(**kwargs)
        self.highest = highest

    def prepare_value(self, value: Any) -> Any:
        return count(value) if isinstance(value, int) else value

    def to_python(self, value: Any) -> int | None:  # type: ignore[override]
        typed = _UNIT.sub("", " ".join(super().to_python(value).split()))
        if not typed:
            return None
        if not _GROUPED.fullmatch(typed):
            raise forms.ValidationError("Đề nghị ghi số đồng, ví dụ 1.850.000.", code="invalid")
        amount = int(re.sub(r"\D", "", typed))
        if amount > self.highest:
            raise forms.ValidationError(f"Số tiền phải không quá {money(self.highest)}.", code="too_large")
        return amount
