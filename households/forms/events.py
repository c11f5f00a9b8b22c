"""What may be typed about any event, about who is what to a head, and about undoing; how the register is filtered."""

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar
from uuid import UUID, uuid4

from django import forms
from django.db.models import QuerySet

from households.events.rules import OTHERS, Kind
from households.models import Household, HouseholdEvent, Member
from households.register.births import Birth
from households.register.people import HEAD
from indicators.members import RELATIONSHIPS
from localities.fields import DayField, VietnameseText
from localities.models import Locality

RELATION, GOES = "quan_he", "tach"
"""How the names of the fields begin that ask of every member: who is what to the head, here and in a new household."""
_TOLD_HEAD = "Chủ hộ không còn trong hộ: hãy chọn “Chủ hộ” cho đúng một người, và ghi lại quan hệ của những người khác."


class EventForm(forms.Form):
    """What every event says. `uid` is made with the page, so that a form sent twice records one event; `whom` is the
    member from whose row one came."""

    kind: ClassVar[Kind]
    day_label: ClassVar[str] = "Ngày xảy ra"
    reason_help: ClassVar[str] = "Giấy tờ hoặc người báo, ví dụ: trưởng thôn báo ngày 05/03/2024."

    uid = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4, error_messages={"invalid": "Hãy tải lại trang."})
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    happened_on = DayField(past=True, error_messages={"required": "Hãy ghi ngày."})
    reason = VietnameseText(
        label="Lý do, căn cứ",
        max_length=300,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Hãy ghi lý do, căn cứ."},
    )

    def __init__(
        self,
        data: Any = None,
        *,
        household: Household,
        members: Sequence[Member],
        hamlets: QuerySet[Locality],
        whom: str = "",
    ) -> None:
        self.household, self.members, self.whom = household, list(members), whom
        if data is not None and (defaults := self.not_asked_yet(data)):
            data = data.copy()
            data.update(defaults)
            self.asks_only_now = True
        else:
            self.asks_only_now = False
        super().__init__(data, initial={"version": household.version})
        self.fields["happened_on"].label = self.day_label
        self.fields["reason"].help_text = self.reason_help
        if "hamlet" in self.fields:
            self.fields["hamlet"].queryset = hamlets
        self.build()
        self.order_fields([name for name in self.fields if name not in ("happened_on", "reason")])

    def build(self) -> None:
        """Add the fields that depend on the household."""

    def not_asked_yet(self, data: Any) -> dict[str, str]:
        """Fields that this answer calls for and the page did not hold yet, with what they begin with."""
        return {}

    def chosen(self, uids: Iterable[str]) -> list[Member]:
        wanted = {str(uid) for uid in uids}
        return [member for member in self.members if str(member.uid) in wanted]

    def values(self) -> dict[str, Any]:
        """What the action takes besides the occurrence."""
        return {}


class RelationsMixin:
    """Fields that ask who is what to the head, one for each person; they stand apart from the others on the page."""

    def ask_relations(self, people: Iterable[Member], *, with_head: bool, prefix: str = RELATION) -> None:
        for person in people:
            choices = [("", "Chọn quan hệ"), *(RELATIONSHIPS if with_head else OTHERS)]
            self.fields[relation_field(person, prefix)] = forms.ChoiceField(
                label=person.full_name,
                choices=choices,
                initial=self.first_relation(person),
                error_messages={"required": f"Hãy chọn quan hệ của {person.full_name}."},
            )

    def first_relation(self, person: Member) -> str:
        """As it is stored; what somebody is who was the head until now, nobody can tell but the officer."""
        return "" if person.relationship == HEAD else person.relationship

    @property
    def relations(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith(f"{RELATION}_")]

    def related(self, prefix: str = RELATION) -> dict[UUID, str]:
        fields = {relation_field(person, prefix): person.uid for person in self.members}
        return {uid: self.cleaned_data[name] for name, uid in fields.items() if self.cleaned_data.get(name)}

    def check_one_head(self, prefix: str = RELATION) -> None:
        """Said at the fields; the action says it too."""
        names = [name for name in self.fields if name.startswith(f"{prefix}_")]
        heads = [name for name in names if self.cleaned_data.get(name) == HEAD]
        if names and not any(name in self.errors for name in names) and len(heads) != 1:
            self.add_error(heads[1] if heads else names[0], self.head_sentence(len(heads)))

    def head_sentence(self, heads: int) -> str:
        return "Hộ chỉ có một chủ hộ. Hãy chọn quan hệ khác." if heads else _TOLD_HEAD


class AfterTheHead(RelationsMixin):
    """Where the head is among those who go, the others say who heads the household from then on. The fields come with
    the answer that calls for them, so that the page works without a script."""

    choice: ClassVar[str]

    def build(self) -> None:
        super().build()
        if self.head_goes():
            self.ask_relations(self.staying(), with_head=True)

    def not_asked_yet(self, data: Any) -> dict[str, str]:
        gone = set(self.goers(data))
        heads = {str(person.uid) for person in self.members if person.relationship == HEAD}
        if not gone & heads or any(name.startswith(f"{RELATION}_") for name in data):
            return {}
        staying = [person for person in self.members if str(person.uid) not in gone]
        return {relation_field(person): self.first_relation(person) for person in staying}

    def goers(self, data: Any) -> list[str]:
        return data.getlist(self.choice)

    def gone(self) -> set[str]:
        return set(self.goers(self.data)) if self.is_bound else {self.whom}

    def head_goes(self) -> bool:
        return any(person.relationship == HEAD and str(person.uid) in self.gone() for person in self.members)

    def staying(self) -> list[Member]:
        return [person for person in self.members if str(person.uid) not in self.gone()]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if self.head_goes():
            self.check_one_head()
        return values


class EventFilter(forms.Form):
    """The filters of the register of events; they live in the address."""

    loai = forms.ChoiceField(
        label="Loại biến động", required=False, choices=[("", "Tất cả"), *HouseholdEvent.Kind.choices]
    )
    tu = DayField(label="Từ ngày", required=False)
    den = DayField(label="Đến hết ngày", required=False)

    def value(self, name: str) -> Any:
        """What was chosen; a value that cannot be read counts as none."""
        return self.cleaned_data.get(name)


class UndoForm(forms.Form):
    reason = VietnameseText(
        label="Lý do hủy",
        max_length=300,
        help_text="Lý do được lưu cùng biến động và trong nhật ký.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Hãy ghi lý do hủy."},
    )


def relation_field(person: Member, prefix: str = RELATION) -> str:
    return f"{prefix}_{person.uid}"


def person_words(person: Member) -> str:
    """ "Lê Văn A, chủ hộ, sinh 1970": enough to tell two people of one name apart."""
    relation = {choice.code: choice.label.lower() for choice in RELATIONSHIPS}.get(person.relationship, "")
    birth = Birth.of(person.birth_year, person.birth_month, person.birth_day)
    return ", ".join(filter(None, [person.full_name, relation, f"sinh {birth}" if birth else ""]))
