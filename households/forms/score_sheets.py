"""Loading a B1 score sheet from a workbook, and taking one out of use."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from accounts.refusals import Refused
from households.analysis.rulebooks import standards_at
from households.score_sheets.files import check_file
from localities.area_types import CHOICES as AREA_CHOICES
from localities.fields import VietnameseText
from localities.models import Locality


class ScoreSheetForm(forms.Form):
    """What the sheet is for, where it was copied from, and the file."""

    standard_code = forms.ChoiceField(
        label="Chuẩn nghèo", error_messages={"required": "Hãy chọn chuẩn nghèo của bảng điểm."}
    )
    area_type = forms.ChoiceField(
        label="Khu vực",
        choices=AREA_CHOICES,
        widget=forms.RadioSelect,
        error_messages={"required": "Hãy chọn khu vực của bảng điểm: nông thôn hay thành thị."},
    )
    region = VietnameseText(
        label="Vùng",
        max_length=120,
        help_text="Đúng như văn bản ghi, ví dụ Trung du và miền núi phía Bắc.",
        error_messages={"required": "Hãy ghi vùng của bảng điểm, đúng như văn bản ghi."},
    )
    source = VietnameseText(
        label="Văn bản, trang",
        max_length=300,
        help_text="Số, ngày của văn bản và trang, phụ lục mà bảng điểm được chép từ đó.",
        error_messages={"required": "Hãy ghi văn bản và trang mà bảng điểm được chép từ đó."},
    )
    file = forms.FileField(
        label="Tệp Excel (.xlsx)",
        help_text="Mẫu tải về từ trang này, đã điền. Tối đa 1 MB.",
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        error_messages={"required": "Hãy chọn tệp .xlsx.", "empty": "Tệp không có nội dung."},
    )

    def __init__(self, data: Mapping[str, Any] | None = None, files: Any = None, *, place: Locality) -> None:
        super().__init__(data, files)
        possible, today = standards_at(place), timezone.localdate()
        self.fields["standard_code"].choices = [(each.code, each.name) for each in possible]
        self.initial["standard_code"] = next((each.code for each in possible if each.in_force_on(today)), None)
        self.initial["area_type"] = place.area

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        try:
            check_file(file, file.size or 0)
        except Refused as reason:
            raise forms.ValidationError(str(reason)) from None
        return file


class RetireForm(forms.Form):
    """Why a sheet is taken out of use."""

    reason = VietnameseText(
        label="Lý do",
        max_length=300,
        help_text="Ví dụ: chép nhầm bảng của vùng khác; văn bản đã hết hiệu lực. Lý do được lưu trong nhật ký.",
        error_messages={"required": "Hãy ghi vì sao bảng điểm thôi dùng."},
    )
