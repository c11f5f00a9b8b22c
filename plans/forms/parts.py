"""The parts of a plan that are saved as a whole: front, duties, ending, targets.

Each class holds a form and, where there are lines, their set; `typed()` gives what the action takes. `seen` is the
fingerprint of what the page showed.
"""

from typing import Any

from django import forms

from localities.fields import DayField, VietnameseLines, VietnameseText
from plans.drafts import Duties, Ending, Front, Targets
from plans.forms.fields import Rows, SourceField, rows_of
from plans.models import LegalBasis, Measure, SigningForm
from plans.outlines.shape import BasisDraft, RecipientDraft
from plans.targets import TargetRow, TargetTable, Typed, too_many


class SeenForm(forms.Form):
    """A part with the fingerprint of what the page showed."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)


class _Forms:
    """A form and a set of lines that are sent together."""

    form: forms.Form
    rows: Rows

    def is_valid(self) -> bool:
        # Both are asked, so that all mistakes are shown at once.
        return all([self.form.is_valid(), self.rows.is_valid()])

    @property
    def seen(self) -> str:
        return str(self.form.cleaned_data["seen"])

    def errors(self) -> list[tuple[str, str]]:
        """Every mistake with the field it belongs to, for the summary at the top."""
        if not self.form.is_bound:
            return []
        fields = [field for form in (self.form, *self.rows.forms) for field in form]
        found = [(field.id_for_label, f"{field.label}: {error}") for field in fields for error in field.errors]
        common = [*self.form.non_field_errors(), *self.rows.non_form_errors()]
        return [*found, *(("", str(error)) for error in common)]


# --- Front ---------------------------------------------------------------------------------------


class FrontForm(SeenForm):
    subject = VietnameseLines(
        label="Trích yếu",
        max_length=500,
        widget=forms.Textarea({"rows": 2}),
        help_text="In dưới chữ KẾ HOẠCH; mỗi dòng nhập ở đây in thành một dòng.",
        error_messages={"required": "Hãy nhập trích yếu của kế hoạch."},
    )
    opening = SourceField(label="Đoạn mở đầu", required=False, rows=3)


class BasisForm(forms.Form):
    part = forms.ChoiceField(label="Vai trò", choices=LegalBasis.Part.choices, initial=LegalBasis.Part.BASED_ON)
    document_kind = VietnameseText(
        label="Tên loại",
        max_length=150,
        error_messages={"required": "Hãy nhập tên loại văn bản, hoặc chọn Bỏ dòng này."},
    )
    number = VietnameseText(label="Số, ký hiệu", max_length=60, required=False)
    issued_on = DayField(label="Ngày ban hành", required=False)
    agency = VietnameseText(label="Cơ quan ban hành", max_length=200, required=False)
    about = VietnameseText(
        label="Trích yếu văn bản", max_length=500, required=False, widget=forms.Textarea({"rows": 2})
    )


BasisRows = rows_of(BasisForm, extra=2, most=60)


class FrontForms(_Forms):
    """Subject, opening words, bases."""

    def __init__(self, data: Any, front: Front) -> None:
        initial = {"subject": front.subject, "opening": front.opening, "seen": front.fingerprint}
        lines = [{name: getattr(basis, name) for name in BasisForm.base_fields} for basis in front.bases]
        self.form = FrontForm(data, initial=initial)
        self.rows = BasisRows(data, initial=lines, prefix="can-cu")

    def typed(self) -> Front:
        names = BasisForm.base_fields
        bases = (BasisDraft(**{name: line[name] for name in names}) for line in self.rows.kept())
        clean = self.form.cleaned_data
        return Front(subject=clean["subject"], opening=clean["opening"], bases=tuple(bases))


# --- Duties --------------------------------------------------------------------------------------


class DutyForm(forms.Form):
    unit = VietnameseText(label="Đơn vị", max_length=200, error_messages={"required": "Hãy nhập tên đơn vị."})
    body = SourceField(label="Nhiệm vụ", required=False, rows=6)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["unit"].widget.attrs["list"] = "don-vi"


DutyRows = rows_of(DutyForm, extra=1, most=60)


class DutiesForms(_Forms):
    """Units and what they are asked to do."""

    def __init__(self, data: Any, duties: Duties) -> None:
        lines = [{"unit": unit, "body": body} for unit, body in duties.duties]
        self.form = SeenForm(data, initial={"seen": duties.fingerprint})
        self.rows = DutyRows(data, initial=lines, prefix="nhiem-vu")

    def typed(self) -> Duties:
        return Duties(duties=tuple((line["unit"], line["body"]) for line in self.rows.kept()))


# --- Ending --------------------------------------------------------------------------------------


class EndingForm(SeenForm):
    closing = SourceField(label="Đoạn kết", required=False, rows=4, help_text="Dấu kết thúc ./. được thêm khi in.")
    signing_form = forms.ChoiceField(label="Thẩm quyền ký", choices=SigningForm.choices, widget=forms.RadioSelect)
    signer_name = VietnameseText(
        label="Họ tên người ký", max_length=120, required=False, help_text="Không ghi học hàm, học vị."
    )
    archive = VietnameseText(label="Nơi lưu", max_length=60, required=False, help_text="Ví dụ: VT, VHXH")
    document_on = DayField(
        label="Ngày dự kiến ban hành",
        required=False,
        help_text="Để trống nếu chưa biết; ngày chính thức ghi khi ban hành.",
    )


class RecipientForm(forms.Form):
    text = VietnameseText(
        label="Nơi nhận",
        max_length=200,
        error_messages={"required": "Hãy nhập nơi nhận, hoặc chọn Bỏ dòng này."},
    )
    purpose = VietnameseText(label="Để", max_length=40, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["purpose"].widget.attrs |= {"list": "muc-dich", "class": "in-10"}


RecipientRows = rows_of(RecipientForm, extra=2, most=60)


class EndingForms(_Forms):
    """Closing words, signature, archive, recipients."""

    FACTS = ("closing", "signing_form", "signer_name", "archive", "document_on")

    def __init__(self, data: Any, ending: Ending) -> None:
        initial = {name: getattr(ending, name) for name in self.FACTS} | {"seen": ending.fingerprint}
        lines = [{"text": row.text, "purpose": row.purpose} for row in ending.recipients]
        self.form = EndingForm(data, initial=initial)
        self.rows = RecipientRows(data, initial=lines, prefix="noi-nhan")

    def typed(self) -> Ending:
        clean = self.form.cleaned_data
        recipients = tuple(RecipientDraft(line["text"], line["purpose"]) for line in self.rows.kept())
        return Ending(recipients=recipients, **{name: clean[name] for name in self.FACTS})


# --- Targets -------------------------------------------------------------------------------------

_FIELDS = {Measure.POOR_EXIT: "poor", Measure.NEAR_POOR_EXIT: "near"}
_GOALS = {Measure.POOR_EXIT: "số hộ thoát nghèo", Measure.NEAR_POOR_EXIT: "số hộ thoát cận nghèo"}


class TargetsForm(SeenForm):
    """One line a village unit: how many exit, and a note. Where nobody is poor there is nothing to type."""

    def __init__(self, data: Any, *, table: TargetTable, targets: Targets) -> None:
        super().__init__(data, initial={"seen": targets.fingerprint})
        self.table = table
        for row in table.rows:
            typed = targets.typed.get(row.place_id or 0, Typed())
            for measure, kept in ((Measure.POOR_EXIT, typed.poor_exit), (Measure.NEAR_POOR_EXIT, typed.near_poor_exit)):
                if row.side(measure).households:
                    self.fields[field_name(row, measure)] = _count_field(row, measure, kept)
            self.fields[f"note_{row.place_id}"] = VietnameseText(
                label=f"{row.name}: ghi chú",
                max_length=120,
                required=False,
                initial=typed.note,
                widget=forms.TextInput({"aria-label": f"{row.name}: ghi chú"}),
            )

    def clean(self) -> dict[str, Any]:
        for row in self.table.rows:
            for measure in Measure:
                self._check(row, measure)
            name = field_name(row, Measure.POOR_EXIT)
            noted = self.cleaned_data.get(f"note_{row.place_id}")
            if noted and name in self.fields and self.cleaned_data.get(name, 0) is None:
                self.add_error(name, f"{row.name}: nhập chỉ tiêu thoát nghèo cùng với ghi chú (không có thì nhập 0).")
        return self.cleaned_data

    def _check(self, row: TargetRow, measure: Measure) -> None:
        name, households = field_name(row, measure), row.side(measure).households
        wanted = self.cleaned_data.get(name)
        if wanted is not None and wanted > households:
            self.add_error(name, too_many(row.name, measure, wanted, households))

    def typed(self) -> Targets:
        rows = {row.place_id: self._typed(row) for row in self.table.rows if row.place_id is not None}
        return Targets(typed={place: typed for place, typed in rows.items() if typed != Typed()})

    def _typed(self, row: TargetRow) -> Typed:
        note = self.cleaned_data[f"note_{row.place_id}"]
        poor = self.cleaned_data.get(field_name(row, Measure.POOR_EXIT))
        if poor is None and note and not row.poor.households:
            poor = 0  # nobody can exit here; the nought carries the note
        return Typed(poor, self.cleaned_data.get(field_name(row, Measure.NEAR_POOR_EXIT)), note)


def field_name(row: TargetRow, measure: Measure) -> str:
    return f"{_FIELDS[measure]}_{row.place_id}"


def _count_field(row: TargetRow, measure: Measure, kept: int | None) -> forms.IntegerField:
    label = f"{row.name}: {_GOALS[measure]}"
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=0,
        initial=kept,
        widget=forms.NumberInput({"min": 0, "max": row.side(measure).households, "aria-label": label, "class": "in-4"}),
        error_messages={
            "invalid": f"{row.name}: nhập số hộ bằng chữ số, ví dụ 2.",
            "min_value": f"{row.name}: số hộ không thể âm.",
        },
    )
