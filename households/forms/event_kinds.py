"""The form of each kind of event, with only the fields it needs."""

from collections.abc import Iterable
from typing import Any
from uuid import uuid4

from django import forms

from households.events.rules import OTHERS, Kind
from households.forms.events import GOES, AfterTheHead, EventForm, RelationsMixin, person_words, relation_field
from households.forms.household import HamletField
from households.forms.people_fields import NO_CHOICE, BirthField, EthnicGroupField, NationalIdField, YesNoField
from households.models import Household, Member
from households.register.births import Birth
from households.register.people import HEAD, MemberInput
from indicators.members import RELATIONSHIPS, SEXES
from localities.fields import VietnameseText
from localities.models import Locality

STAYS = ""


class NewcomerForm(EventForm):
    """Somebody who was not in the household."""

    full_name = VietnameseText(label="Họ và tên", max_length=120, error_messages={"required": "Hãy ghi họ và tên."})
    relationship = forms.ChoiceField(
        label="Quan hệ với chủ hộ",
        choices=[("", "Chọn quan hệ"), *OTHERS],
        error_messages={"required": "Hãy chọn quan hệ với chủ hộ."},
    )
    sex = forms.ChoiceField(
        label="Giới tính", choices=[NO_CHOICE, *SEXES], error_messages={"required": "Hãy chọn giới tính."}
    )
    ethnicity = EthnicGroupField(label="Dân tộc", max_length=60, error_messages={"required": "Hãy ghi dân tộc."})
    national_id = NationalIdField(label="Số định danh (CCCD)", required=False)
    has_health_insurance = YesNoField(label="Thẻ bảo hiểm y tế", required=False)
    person_uid = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["full_name"].widget.attrs["autocomplete"] = "off"
        self.fields["national_id"].widget.attrs.update({"autocomplete": "off", "inputmode": "numeric"})
        head = next((member for member in self.members if member.relationship == HEAD), None)
        self.fields["ethnicity"].initial = head.ethnicity if head else "01"

    def person(self, birth: Birth | None, **more: Any) -> MemberInput:
        values = self.cleaned_data
        same = ("full_name", "relationship", "sex", "ethnicity", "national_id", "has_health_insurance")
        return MemberInput(
            uid=values["person_uid"],
            birth_year=birth.year if birth else None,
            birth_month=birth.month if birth else None,
            birth_day=birth.day if birth else None,
            **{name: values[name] for name in same},
            **more,
        )


class BirthForm(NewcomerForm):
    kind = Kind.BIRTH
    day_label = "Ngày sinh"
    reason_help = "Ví dụ: giấy khai sinh số 12/2024."

    def build(self) -> None:
        self.fields["relationship"].initial = "child"
        self.fields["full_name"].label = "Họ và tên trẻ"

    def values(self) -> dict[str, Any]:
        day = self.cleaned_data["happened_on"]
        return {"child": self.person(Birth(day.year, day.month, day.day))}


class JoinsForm(NewcomerForm):
    kind = Kind.JOINS
    day_label = "Ngày đến ở"
    reason_help = "Ví dụ: giấy xác nhận thông tin về cư trú."

    birth = BirthField(label="Ngày sinh", required=False, help_text="Có thể chỉ ghi năm.")
    in_school = YesNoField(label="Đang đi học", required=False)
    from_place = VietnameseText(label="Từ đâu đến", max_length=200, required=False)

    def build(self) -> None:
        self.fields["birth"].widget.attrs["class"] = "in-20"
        self.order_fields(["full_name", "relationship", "birth", "sex", "ethnicity", "national_id"])

    def values(self) -> dict[str, Any]:
        person = self.person(self.cleaned_data["birth"], in_school=self.cleaned_data["in_school"])
        return {"person": person, "from_place": self.cleaned_data["from_place"]}


class DeathForm(AfterTheHead, EventForm):
    kind = Kind.DEATH
    day_label = "Ngày mất"
    reason_help = "Ví dụ: giấy chứng tử số 03/2024."
    choice = "member"

    member = forms.ChoiceField(
        label="Ai mất?", widget=forms.RadioSelect, error_messages={"required": "Hãy chọn người mất."}
    )

    def build(self) -> None:
        self.fields["member"].choices = member_choices(self.members)
        self.whom = str(self.members[0].uid) if len(self.members) == 1 else self.whom
        self.fields["member"].initial = self.whom
        super().build()

    def values(self) -> dict[str, Any]:
        return {"member": self.chosen([self.cleaned_data["member"]])[0], "relationships": self.related()}


class LeavesForm(AfterTheHead, EventForm):
    kind = Kind.LEAVES
    day_label = "Ngày đi"
    choice = "members"

    to_place = VietnameseText(label="Đi đâu", max_length=200, required=False)

    def build(self) -> None:
        self.fields["members"] = forms.MultipleChoiceField(
            label="Ai đi?",
            choices=member_choices(self.members),
            widget=forms.CheckboxSelectMultiple,
            initial=[self.whom],
            error_messages={"required": "Hãy chọn ít nhất một người."},
        )
        self.order_fields(["members", "to_place"])
        super().build()

    def values(self) -> dict[str, Any]:
        gone = self.chosen(self.cleaned_data["members"])
        return {"members": gone, "to_place": self.cleaned_data["to_place"], "relationships": self.related()}


class HeadChangeForm(RelationsMixin, EventForm):
    kind = Kind.HEAD_CHANGE
    day_label = "Từ ngày"

    def build(self) -> None:
        self.ask_relations(self.members, with_head=True)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        self.check_one_head()
        return values

    def head_sentence(self, heads: int) -> str:
        return super().head_sentence(heads) if heads else "Hãy chọn “Chủ hộ” ở dòng của người làm chủ hộ mới."

    def values(self) -> dict[str, Any]:
        return {"relationships": self.related()}


class MovesForm(EventForm):
    kind = Kind.MOVES
    day_label = "Ngày chuyển"

    hamlet = HamletField(
        label="Chuyển đến thôn, tổ dân phố",
        queryset=Locality.objects.none(),
        empty_label="Chọn thôn, tổ dân phố",
        error_messages={"required": "Hãy chọn thôn, tổ dân phố.", "invalid_choice": "Hãy chọn trong danh sách."},
    )
    address = VietnameseText(label="Địa chỉ mới", max_length=200, required=False)

    def build(self) -> None:
        self.fields["hamlet"].queryset = self.fields["hamlet"].queryset.exclude(pk=self.household.hamlet_id)

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("hamlet", "address")}


class MovesOutForm(EventForm):
    """`commune` is a commune of the system that was picked on the page; without one the place is typed."""

    kind = Kind.MOVES_OUT
    day_label = "Ngày chuyển đi"

    to_place = VietnameseText(
        label="Nơi đến",
        max_length=200,
        help_text="Xã, phường, tỉnh, thành phố nơi hộ đến ở.",
        error_messages={"required": "Hãy ghi nơi đến."},
    )

    def __init__(self, *args: Any, picked: Locality | None = None, **kwargs: Any) -> None:
        self.picked = picked
        super().__init__(*args, **kwargs)

    def build(self) -> None:
        if self.picked:
            del self.fields["to_place"]

    def values(self) -> dict[str, Any]:
        return {"to_commune": self.picked, "to_place": self.cleaned_data.get("to_place", "")}


class SplitsForm(AfterTheHead, EventForm):
    """For every member: stays, or what he or she is in the new household."""

    kind = Kind.SPLITS
    day_label = "Ngày tách hộ"
    choice = GOES

    hamlet = HamletField(
        label="Hộ mới ở thôn, tổ dân phố",
        queryset=Locality.objects.none(),
        empty_label="Chọn thôn, tổ dân phố",
        error_messages={"required": "Hãy chọn thôn, tổ dân phố.", "invalid_choice": "Hãy chọn trong danh sách."},
    )
    address = VietnameseText(label="Địa chỉ của hộ mới", max_length=200, required=False)

    def build(self) -> None:
        self.fields["hamlet"].initial = self.household.hamlet_id
        choices = [(STAYS, "Ở lại hộ này"), *((c.code, f"Sang hộ mới: {c.label.lower()}") for c in RELATIONSHIPS)]
        for person in self.members:
            name = relation_field(person, GOES)
            self.fields[name] = forms.ChoiceField(label=person_words(person), choices=choices, required=False)
        super().build()

    @property
    def goes(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith(f"{GOES}_")]

    def goers(self, data: Any) -> list[str]:
        return [str(person.uid) for person in self.members if data.get(relation_field(person, GOES))]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        names = [relation_field(person, GOES) for person in self.members]
        going = [name for name in names if values.get(name)]
        heads = [name for name in going if values[name] == HEAD]
        if not going:
            self.add_error(names[0], "Hãy chọn ít nhất một người sang hộ mới.")
        elif len(heads) != 1:
            self.add_error(heads[1] if heads else going[0], "Hãy chọn đúng một người làm chủ hộ của hộ mới.")
        elif len(going) == len(self.members):
            self.add_error(going[-1], "Hộ cũ phải còn ít nhất một người. Cả hộ đi nơi khác thì hãy ghi chuyển đi.")
        return values

    def values(self) -> dict[str, Any]:
        same = {name: self.cleaned_data[name] for name in ("hamlet", "address")}
        return {"going": self.related(GOES), "relationships": self.related(), **same}


class MergesForm(RelationsMixin, EventForm):
    """Into the household that was picked on the page."""

    kind = Kind.MERGES
    day_label = "Ngày nhập hộ"

    def __init__(self, *args: Any, picked: Household | None = None, **kwargs: Any) -> None:
        self.picked = picked
        super().__init__(*args, **kwargs)

    def build(self) -> None:
        self.ask_relations(self.members, with_head=False)

    def first_relation(self, person: Member) -> str:
        return ""  # whatever somebody was to the head here says nothing of the head there

    def values(self) -> dict[str, Any]:
        return {"into": self.picked, "relationships": self.related()}


FORMS: tuple[type[EventForm], ...] = (
    *(BirthForm, DeathForm, JoinsForm, LeavesForm, HeadChangeForm),
    *(MovesForm, MovesOutForm, SplitsForm, MergesForm),
)


def member_choices(members: Iterable[Member]) -> list[tuple[str, str]]:
    return [(str(person.uid), person_words(person)) for person in members]
