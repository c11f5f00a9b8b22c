"""What may be typed about places: figures of a year, a village unit, its end, a file of figures."""

import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.forms import BoundField
from django.utils import timezone

from accounts.places.actions import NOTHING, Figures, PlaceCount
from accounts.places.tables import Counts
from localities.area_types import CHOICES as AREA_CHOICES
from localities.fields import DayField, VietnameseText
from localities.models import Level, Locality, Population
from localities.text import capital

# What village units are called (the law says "thôn, tổ dân phố"; the rest is what thôn is called in places).
UNIT_KINDS = ("thôn", "tổ dân phố", "bản", "buôn", "bon", "làng", "xóm", "ấp", "khóm", "khu phố", "phum", "sóc")
USUAL_KIND = {"phường": "tổ dân phố", "thị trấn": "tổ dân phố"}
LARGEST_COUNT = 9_999_999
LARGEST_FILE = 1024 * 1024
LARGEST_UNPACKED = 20 * 1024 * 1024


class CountField(forms.IntegerField):
    """A whole number as officers write it: 1356, 1.356 or 1 356."""

    widget = forms.TextInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=0, max_value=LARGEST_COUNT, required=False, **kwargs)
        self.widget.attrs.update({"inputmode": "numeric", "autocomplete": "off"})
        self.error_messages |= {
            "invalid": "Đề nghị nhập số nguyên, ví dụ 356 hoặc 1.356.",
            "min_value": "Số không thể nhỏ hơn 0.",
            "max_value": "Số lớn quá. Đề nghị kiểm tra lại.",
        }

    def to_python(self, value: Any) -> int | None:
        if isinstance(value, str):
            value = value.replace("\xa0", " ").strip()
            groups = value.replace(" ", ".").split(".")
            if len(groups) > 1 and all(len(group) == 3 for group in groups[1:]) and 1 <= len(groups[0]) <= 3:
                value = "".join(groups)
        return super().to_python(value)


@dataclass(frozen=True)
class FormRow:
    """A place of the form, its fields, and what was recorded for it a year before."""

    place: Locality
    households: BoundField
    persons: BoundField
    seen: BoundField
    last_year: Population | None


class PopulationForm(forms.Form):
    """Households and persons of every village unit, and of the commune as a whole, in one form."""

    source = VietnameseText(
        label="Nguồn số liệu",
        max_length=200,
        required=False,
        help_text="Ví dụ: Công an phường, số liệu đến 14/12/2023.",
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        *,
        commune: Locality,
        counts: Counts,
        frozen: bool = False,
    ) -> None:
        if not commune.is_commune:
            raise ValueError("The form needs a commune.")
        super().__init__(data)
        self.places = [*counts.units, commune]
        self.last_year = counts.last_year
        for place in self.places:
            self._add_fields(place, counts.recorded.get(place.pk), frozen)
        sources = [row.source for row in counts.recorded.values() if row.source]
        self.initial["source"] = max(sources, key=sources.count, default="")

    def _add_fields(self, place: Locality, row: Population | None, frozen: bool) -> None:
        now: Figures = (row.households, row.persons) if row else NOTHING
        whose = place.full_name if place.is_hamlet else f"toàn {place.full_name}"
        for name, what, value in (("ho", "Số hộ", now[0]), ("khau", "Số khẩu", now[1])):
            field = CountField(label=f"{what}, {whose}", disabled=frozen and value is not None)
            self.fields[f"{name}_{place.pk}"] = field
            self.initial[f"{name}_{place.pk}"] = value
        self.fields[f"thay_{place.pk}"] = forms.CharField(required=False, widget=forms.HiddenInput)
        self.initial[f"thay_{place.pk}"] = ",".join("" if value is None else str(value) for value in now)

    def rows(self) -> Iterator[FormRow]:
        for place in self.places:
            yield FormRow(
                place,
                self[f"ho_{place.pk}"],
                self[f"khau_{place.pk}"],
                self[f"thay_{place.pk}"],
                self.last_year.get(place.pk),
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for place in self.places:
            households, persons = cleaned.get(f"ho_{place.pk}"), cleaned.get(f"khau_{place.pk}")
            if persons is not None and households is None and f"ho_{place.pk}" not in self.errors:
                self.add_error(f"ho_{place.pk}", "Có số khẩu thì phải có số hộ.")
            elif persons is not None and households is not None and persons < households:
                self.add_error(f"khau_{place.pk}", f"Số khẩu không thể ít hơn số hộ ({households}).")
        return cleaned

    def counts(self) -> list[PlaceCount]:
        """What was typed, for the action."""
        return [
            PlaceCount(
                place,
                self.cleaned_data[f"ho_{place.pk}"],
                self.cleaned_data[f"khau_{place.pk}"],
                _seen(self.cleaned_data[f"thay_{place.pk}"]),
            )
            for place in self.places
        ]


def _seen(text: str) -> Figures | None:
    """What the form showed when it was opened; a mark that we did not make says nothing."""
    parts = text.split(",")
    if len(parts) != 2 or not all(part == "" or (part.isascii() and part.isdecimal()) for part in parts):
        return None
    households, persons = (int(part) if part else None for part in parts)
    return households, persons


class UnitForm(forms.Form):
    """A village unit: what it is called and where it stands in the official order."""

    kind = forms.ChoiceField(label="Loại")
    name = VietnameseText(label="Tên", max_length=100, help_text="Không ghi lại loại, ví dụ “Hòa Bình” hoặc “3”.")
    position = forms.IntegerField(
        label="Thứ tự", min_value=0, max_value=999, required=False, help_text="Thứ tự trong danh sách của xã, phường."
    )
    area_type = forms.ChoiceField(label="Khu vực", required=False, choices=[("", "Theo xã, phường"), *AREA_CHOICES])

    def __init__(self, data: Mapping[str, Any] | None, *, commune: Locality, unit: Locality | None = None) -> None:
        super().__init__(data)
        last = unit or commune.children.filter(level=Level.HAMLET).order_by("-position", "-pk").first()
        usual = last.kind if last else USUAL_KIND.get(commune.kind, UNIT_KINDS[0])
        kinds = [usual, *(kind for kind in UNIT_KINDS if kind != usual.casefold())]
        self.fields["kind"].choices = [(kind, capital(kind)) for kind in kinds]
        self.initial["kind"] = usual
        self.fields["position"].widget.attrs["class"] = "in-4"
        if unit:
            self.fields["position"].required = True
            self.initial |= {"name": unit.name, "position": unit.position, "area_type": unit.area_type}

    def clean_name(self) -> str:
        name = self.cleaned_data["name"]
        for kind in UNIT_KINDS:
            if name.casefold().startswith(f"{kind} "):
                raise forms.ValidationError(f"Chỉ ghi tên, bỏ chữ “{name[: len(kind)]}” ở đầu: loại đã chọn ở trên.")
        return name


class NewUnitForm(UnitForm):
    established_on = DayField(
        label="Thành lập từ ngày", required=False, help_text="Để trống nếu đơn vị đã có từ trước khi lập sổ."
    )

    def __init__(self, data: Mapping[str, Any] | None, *, commune: Locality) -> None:
        super().__init__(data, commune=commune)
        self.fields["position"].help_text = "Để trống thì xếp cuối danh sách của xã, phường."


class UnitChoice(forms.ModelChoiceField):
    def label_from_instance(self, unit: Locality) -> str:
        return f"{unit.full_name} ({unit.code})"


class EndUnitForm(forms.Form):
    """From when a unit is no more, why, and which unit it went into."""

    ended_on = DayField(label="Thôi hoạt động từ ngày", initial=timezone.localdate)
    reason = VietnameseText(
        label="Căn cứ, lý do", max_length=300, help_text="Ví dụ: Nghị quyết số … của Hội đồng nhân dân …"
    )
    successor = UnitChoice(
        label="Nhập vào đơn vị",
        required=False,
        queryset=None,
        empty_label="Không nhập vào đơn vị nào",
        help_text="Đơn vị này giữ liên kết với số liệu cũ.",
    )

    def __init__(self, data: Mapping[str, Any] | None, *, unit: Locality) -> None:
        super().__init__(data)
        active = unit.parent.children.filter(level=Level.HAMLET, abolished_on__isnull=True)
        self.fields["successor"].queryset = active.exclude(pk=unit.pk)


class UploadForm(forms.Form):
    """A workbook of figures, small enough to be what it says."""

    file = forms.FileField(
        label="Tệp Excel (.xlsx)",
        help_text="Tệp tải về từ trang Địa bàn, đã điền số. Tối đa 1 MB.",
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        error_messages={"required": "Đề nghị chọn tệp .xlsx.", "empty": "Tệp không có nội dung."},
    )

    def clean_file(self) -> UploadedFile:
        file = self.cleaned_data["file"]
        if file.size > LARGEST_FILE:
            raise forms.ValidationError("Tệp lớn hơn 1 MB. Hãy dùng tệp tải về từ trang Địa bàn.")
        try:
            with zipfile.ZipFile(file) as packed:
                unpacked = sum(part.file_size for part in packed.infolist())
        except zipfile.BadZipFile:
            raise forms.ValidationError("Tệp không phải là tệp Excel .xlsx.") from None
        if unpacked > LARGEST_UNPACKED:
            raise forms.ValidationError("Tệp chứa quá nhiều dữ liệu. Hãy dùng tệp tải về từ trang Địa bàn.")
        file.seek(0)
        return file
