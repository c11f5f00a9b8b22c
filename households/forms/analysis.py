"""The filters of the pages that analyse a review; they live in the address, in its words."""

from collections.abc import Sequence
from typing import Any

from django import forms

from households.analysis.comparing import CHANGED, OPEN
from indicators.standard import Standard
from localities.models import Locality
from localities.text import capital


class UnitFilter(forms.Form):
    """The village unit; not asked where there is one only. A value that is no choice counts as none."""

    don_vi = forms.ChoiceField(label="Thôn, tổ dân phố", required=False)

    def __init__(self, *args: Any, units: Sequence[Locality], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = tuple(units)
        if len(self.units) > 1:
            choices = [(unit.key, capital(unit.full_name)) for unit in self.units]
            self.fields["don_vi"].choices = [("", "Tất cả"), *choices]
        else:
            del self.fields["don_vi"]
        self.full_clean()

    def value(self, name: str) -> str:
        return self.cleaned_data.get(name, "")

    @property
    def chosen_unit(self) -> Locality | None:
        return next((unit for unit in self.units if unit.key == self.value("don_vi")), None)


class LiftingFilter(UnitFilter):
    """Which households: of which unit, and how many indicators they need mended."""

    can = forms.ChoiceField(
        label="Số chỉ số cần khắc phục",
        required=False,
        choices=[("", "Tất cả"), ("1", "Cần 1 chỉ số"), ("2", "Cần 2 chỉ số"), ("3", "Cần 3 chỉ số trở lên")],
    )

    @property
    def needing(self) -> int:
        return int(self.value("can") or 0)


class StandardsFilter(UnitFilter):
    """By which other standard, and which households."""

    chuan = forms.ChoiceField(label="Chuẩn để so", required=False)
    ket_qua = forms.ChoiceField(
        label="Hộ",
        required=False,
        choices=[("", "Đổi kết quả hoặc chưa xếp được"), (CHANGED, "Đổi kết quả"), (OPEN, "Chưa xếp được")],
    )
    field_order = ("chuan", "don_vi", "ket_qua")

    def __init__(self, *args: Any, units: Sequence[Locality], others: Sequence[Standard], **kwargs: Any) -> None:
        self.others = tuple(others)
        super().__init__(*args, units=units, **kwargs)

    def full_clean(self) -> None:
        self.fields["chuan"].choices = [(each.code, each.name) for each in self.others]
        super().full_clean()

    @property
    def chosen_standard(self) -> Standard | None:
        """The first one, until somebody chooses."""
        chosen = next((each for each in self.others if each.code == self.value("chuan")), None)
        return chosen or next(iter(self.others), None)
