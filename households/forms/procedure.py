"""What is typed at each step of a review: meetings, posting, complaints, the opinion of the level above."""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django import forms

from households.models import Household
from households.procedure.settings import LEVEL_WORDS, Rule
from indicators.scoring import HouseholdClass
from indicators.wording import CLASS_LABELS
from localities.fields import DayField, VietnameseText
from localities.formats import count_in_text

_LINES = {"rows": 4}


def _day(label: str, **options: Any) -> DayField:
    return DayField(label=label, help_text="Ngày/tháng/năm, ví dụ 20/11/2025.", **options)


def _name(label: str, **options: Any) -> VietnameseText:
    widget = forms.TextInput(attrs={"autocomplete": "off"})
    return VietnameseText(label=label, max_length=options.pop("max_length", 120), widget=widget, **options)


def _text(label: str, **options: Any) -> VietnameseText:
    longest = options.pop("max_length", 1000)
    return VietnameseText(label=label, max_length=longest, widget=forms.Textarea(attrs=_LINES), **options)


def _people(label: str) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        min_value=0,
        max_value=9999,
        widget=forms.NumberInput(attrs={"class": "in-4", "autocomplete": "off", "inputmode": "numeric"}),
    )


class _Once(forms.Form):
    """`uid` is made with the page, so that a form sent twice is recorded once."""

    uid = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4, error_messages={"invalid": "Hãy tải lại trang."})


class NothingForm(forms.Form):
    """A step that asks for nothing but the decision to take it."""


class BeginMeetingsForm(forms.Form):
    """Households of the list without a form are a question, answered by a tick."""

    rest_confirmed = forms.BooleanField(required=True)

    def __init__(self, *args: Any, without_form: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not without_form:
            del self.fields["rest_confirmed"]
            return
        field = self.fields["rest_confirmed"]
        field.label = (
            f"{count_in_text(without_form)} hộ trong danh sách chưa có phiếu không thuộc diện rà soát của đợt này"
        )
        field.error_messages["required"] = (
            "Còn hộ chưa có phiếu. Hãy nhập phiếu cho các hộ đó, hoặc xác nhận các hộ này không thuộc diện rà soát."
        )


class MeetingForm(_Once):
    """The minutes of the residents' meeting of a village unit."""

    held_on = _day("Ngày họp", past=True)
    chair = _name("Chủ trì", help_text="Thường là trưởng thôn, tổ trưởng tổ dân phố.")
    secretary = _name("Thư ký")
    representative = _name("Đại diện hộ dân ký biên bản", required=False)
    present = _people("Số người dự họp")
    agreeing = _people("Số người đồng ý với kết quả")
    remarks = _text("Ý kiến tại cuộc họp", required=False)


class ReasonForm(forms.Form):
    reason = _text("Lý do", max_length=300, help_text="Được lưu trong nhật ký của đợt rà soát.")


class PostingForm(forms.Form):
    posted_on = _day("Niêm yết từ ngày", past=True)
    posted_until = _day("Đến hết ngày")
    places = VietnameseText(
        label="Nơi niêm yết",
        max_length=300,
        help_text="Ví dụ: nhà văn hóa các thôn, trụ sở UBND xã.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class HouseholdChoice(forms.ModelChoiceField):
    def label_from_instance(self, household: Household) -> str:
        return f"{household.head_name}, {household.hamlet.full_name} ({household.code})"


class ComplaintForm(_Once):
    """A complaint about the posted result of a household."""

    household = HouseholdChoice(
        label="Hộ bị khiếu nại",
        queryset=Household.objects.none(),
        empty_label="Chọn hộ",
        to_field_name="uid",
        error_messages={"required": "Hãy chọn hộ.", "invalid_choice": "Hộ này không thuộc xã, phường."},
    )
    complainant = _name("Người khiếu nại")
    received_on = _day("Ngày nhận", past=True)
    content = _text("Nội dung khiếu nại")

    def __init__(self, *args: Any, households: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["household"].queryset = households  # type: ignore[attr-defined]


class ComplaintAnswerForm(forms.Form):
    """The re-check and its public answer."""

    rechecked_on = _day("Ngày phúc tra", past=True)
    rechecker = _name("Người phúc tra", max_length=200)
    class_found = forms.ChoiceField(
        label="Kết quả phúc tra",
        choices=[(each.value, CLASS_LABELS[each]) for each in HouseholdClass],
        widget=forms.RadioSelect,
        error_messages={"required": "Hãy chọn kết quả phúc tra."},
    )
    finding = _text("Nội dung trả lời công khai")
    answered_on = _day("Ngày trả lời", past=True)

    def __init__(self, *args: Any, has_form: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_form:  # a household that nobody reviewed: the answer may be that it stays so
            field: Any = self.fields["class_found"]
            field.choices = [("", "Không lập phiếu, giữ nguyên"), *field.choices]
            field.required = False


class SubmitForm(forms.Form):
    report_number = VietnameseText(
        label="Số báo cáo, tờ trình",
        max_length=40,
        help_text="Ví dụ: 86/BC-UBND",
        widget=forms.TextInput(attrs={"class": "in-20", "autocomplete": "off"}),
    )
    submitted_on = _day("Ngày trình", past=True)


class MarkForm(forms.Form):
    comment = _text("Ý kiến cho hộ này", help_text="Cần rà soát lại điều gì, căn cứ vào đâu.")


class AgreeForm(forms.Form):
    opinion_number = VietnameseText(
        label="Số văn bản cho ý kiến",
        max_length=40,
        required=False,
        help_text="Để trống nếu thống nhất ngay trên phần mềm.",
        widget=forms.TextInput(attrs={"class": "in-20", "autocomplete": "off"}),
    )
    opinion_on = _day("Ngày cho ý kiến", past=True)
    comment = _text("Nội dung ý kiến", required=False)


class PaperOpinionForm(AgreeForm):
    """The same, of a document that came on paper: it has a number."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["opinion_number"].required = True
        self.fields["opinion_number"].help_text = "Ví dụ: 1432/UBND-VX"


class ReturnForm(forms.Form):
    comment = _text("Ý kiến chung", required=False, help_text="Ngoài ý kiến đã ghi cho từng hộ.")


class SendBackAnswerForm(forms.Form):
    answer = _text("Nội dung giải trình", help_text="Đã rà soát lại thế nào, kết quả ra sao, vì sao.")


class RuleForm(forms.Form):
    """Another value for a rule, with the day from which it holds and its basis."""

    value = forms.CharField(label="Giá trị", max_length=40)
    valid_from = DayField(
        label="Áp dụng từ ngày", help_text="Ngày/tháng/năm. Bước đã làm trước ngày này giữ giá trị cũ."
    )
    basis = VietnameseText(
        label="Căn cứ",
        max_length=300,
        help_text="Văn bản nào quy định giá trị này: tên loại, số, ngày, cơ quan ban hành.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, rule: Rule, present: int | str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: forms.Field = self.fields["value"]
        if rule.choices:
            field = forms.ChoiceField(label="Giá trị", choices=_levels(rule.choices), widget=forms.RadioSelect)
        elif rule.is_number:
            field.widget = forms.TextInput(attrs={"class": "in-4", "inputmode": "numeric", "autocomplete": "off"})
            field.help_text = f"{rule.unit[:1].upper()}{rule.unit[1:]}."
        else:
            field.widget = forms.TextInput(attrs={"class": "in-10", "autocomplete": "off"})
            field.help_text = "Ngày/tháng có hai chữ số, ví dụ 01/09."
        field.initial = present
        self.fields["value"] = field


def _levels(codes: Sequence[str]) -> list[tuple[str, str]]:
    return [(code, LEVEL_WORDS[code][:1].upper() + LEVEL_WORDS[code][1:]) for code in codes]
