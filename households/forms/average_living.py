"""The case of an average-living household: one form for each step, and the filters of the list."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils import timezone

from households.cases import average_living as rules
from households.cases.average_living import Move
from households.forms.filters import SearchFilter
from households.forms.money import DongField
from households.models import AverageLivingCase
from indicators.average_living import Standing, income_per_person
from indicators.members import FARM_OCCUPATIONS
from localities.fields import DayField, VietnameseText
from localities.formats import count_in_text, money

LARGEST_TOTAL = 99_999_999_999
OPEN = "dang-giai-quyet"
STATE_WORDS = {OPEN: "Đang giải quyết", **{state.value: state.label for state in AverageLivingCase.State}}


def _text(label: str, required: str, help_text: str = "", length: int = 1000) -> VietnameseText:
    widget = forms.Textarea(attrs={"rows": 3}) if length > 200 else forms.TextInput(attrs={"class": "in-20"})
    return VietnameseText(
        label=label, max_length=length, widget=widget, help_text=help_text, error_messages={"required": required}
    )


def _day(label: str, help_text: str = "", past: bool = True) -> DayField:
    return DayField(label=label, past=past, help_text=help_text, error_messages={"required": "Hãy ghi ngày."})


class RequestForm(forms.Form):
    """The request of a chosen household. `uid` is made with the page, so that a form sent twice makes one case."""

    uid = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4, error_messages={"invalid": "Hãy tải lại trang."})
    requested_on = _day("Ngày giấy đề nghị")
    occupation = forms.ChoiceField(
        label="Nghề của hộ",
        choices=FARM_OCCUPATIONS,
        widget=forms.RadioSelect,
        error_messages={"required": "Hãy chọn nghề của hộ.", "invalid_choice": "Hãy chọn một trong bốn nghề."},
    )


class StepForm(forms.Form):
    """A step of a case. Its fields are the arguments of the action."""

    def __init__(self, *args: Any, case: AverageLivingCase, **kwargs: Any) -> None:
        super().__init__(*args, initial=self.beginning(case), **kwargs)
        self.case = case

    def beginning(self, case: AverageLivingCase) -> dict[str, Any]:
        return {}

    def arguments(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


class IncomeForm(StepForm):
    """The average as the signed sheet prints it, or worked out from what the household took in over the year."""

    income = DongField(
        label="Thu nhập bình quân đầu người một tháng (đồng)",
        required=False,
        highest=rules.HIGHEST_INCOME,
        help_text="Như trên phiếu đã ký. Để trống nếu ông/bà ghi tổng thu nhập 12 tháng ở ô dưới.",
    )
    total = DongField(
        label="Tổng thu nhập 12 tháng của cả hộ (đồng)",
        required=False,
        highest=LARGEST_TOTAL,
        help_text=(
            "12 tháng trước khi xác định, gồm mọi nguồn thu, không tính trợ cấp xã hội từ ngân sách nhà nước. "
            "Phần mềm chia cho 12 tháng và số nhân khẩu."
        ),
    )
    person_count = forms.IntegerField(
        label="Số nhân khẩu",
        min_value=1,
        max_value=99,
        widget=forms.TextInput(attrs={"class": "in-4", "inputmode": "numeric", "autocomplete": "off"}),
        error_messages={
            "required": "Hãy ghi số nhân khẩu.",
            "invalid": "Hãy ghi số người, ví dụ 4.",
            "min_value": "Số nhân khẩu phải từ 1 người.",
            "max_value": "Số nhân khẩu phải không quá 99 người.",
        },
    )

    def beginning(self, case: AverageLivingCase) -> dict[str, Any]:
        persons = case.person_count if case.income is not None else case.household.members.count()
        return {"income": case.income, "person_count": persons or None}

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        income, total, persons = (values.get(name) for name in ("income", "total", "person_count"))
        if income is None and total is None:
            if not self.errors:
                self.add_error("income", "Hãy ghi thu nhập bình quân, hoặc tổng thu nhập 12 tháng.")
        elif total is not None and persons:
            worked_out = income_per_person(total, persons)
            if income is not None and income != worked_out:
                self.add_error(
                    "total",
                    f"Tổng này chia cho 12 tháng và {count_in_text(persons)} người là {money(worked_out)}, khác "
                    f"{money(income)} đã ghi ở trên. Hãy sửa một trong hai, hoặc để trống ô trên.",
                )
            values["income"] = worked_out
        return values


class PostingForm(StepForm):
    posted_on = _day("Niêm yết từ ngày")
    posted_until = _day("Niêm yết đến hết ngày", past=False)

    def beginning(self, case: AverageLivingCase) -> dict[str, Any]:
        begins = case.posted_on or timezone.localdate()
        return {"posted_on": begins, "posted_until": case.posted_until or rules.last_posting_day(case.commune, begins)}


class ComplaintForm(StepForm):
    complained_on = _day("Ngày nhận khiếu nại")
    complaint = _text("Nội dung khiếu nại", "Hãy ghi nội dung khiếu nại.", length=500)


class RecheckForm(IncomeForm):
    rechecked_on = _day("Ngày phúc tra")
    finding = _text("Kết quả phúc tra", "Hãy ghi kết quả phúc tra.", length=500)
    field_order = ("rechecked_on", "finding", "income", "total", "person_count")

    def arguments(self) -> dict[str, Any]:
        return {name: value for name, value in super().arguments().items() if name != "total"}


class DecisionForm(StepForm):
    """Recognition. Where the standard gives no upper limit, the signed paper is asked for its conclusion."""

    decision_number = _text("Số quyết định", "Hãy ghi số quyết định.", "Ví dụ: 215/QĐ-UBND", length=40)
    decision_on = _day("Ngày quyết định")
    stated = forms.BooleanField(
        label="Hồ sơ đã ký kết luận hộ có mức sống trung bình",
        required=True,
        error_messages={"required": "Hãy đối chiếu hồ sơ đã ký rồi đánh dấu ô này."},
    )

    def __init__(self, *args: Any, case: AverageLivingCase, **kwargs: Any) -> None:
        super().__init__(*args, case=case, **kwargs)
        if rules.standing_of(case) != Standing.UNKNOWN:
            del self.fields["stated"]


class RefusalForm(StepForm):
    decision_number = _text("Số văn bản", "Hãy ghi số văn bản.", "Ví dụ: 35/TB-UBND", length=40)
    decision_on = _day("Ngày văn bản")
    reason = _text("Lý do không công nhận", "Hãy ghi lý do như trong văn bản.")


class WithdrawalForm(StepForm):
    ended_on = _day("Ngày hộ rút đề nghị")
    reason = _text("Lý do", "Hãy ghi lý do.")


class RevocationForm(StepForm):
    ended_number = _text("Số văn bản thu hồi", "Hãy ghi số văn bản.", "Ví dụ: 300/QĐ-UBND", length=40)
    ended_on = _day("Ngày văn bản")
    reason = _text("Lý do thu hồi", "Hãy ghi lý do thu hồi.")


STEP_FORMS: dict[Move, type[StepForm]] = {
    Move.DETERMINE: IncomeForm,
    Move.POST: PostingForm,
    Move.COMPLAIN: ComplaintForm,
    Move.RECHECK: RecheckForm,
    Move.RECOGNISE: DecisionForm,
    Move.REFUSE: RefusalForm,
    Move.WITHDRAW: WithdrawalForm,
    Move.REVOKE: RevocationForm,
}


class CaseFilter(SearchFilter):
    """Of the cases of a year; the state is chosen by the links above the list."""

    trang_thai = forms.ChoiceField(
        required=False, choices=[("", "Tất cả"), *STATE_WORDS.items()], widget=forms.HiddenInput
    )
