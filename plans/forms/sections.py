"""One section: its text, its title, its place."""

from collections.abc import Sequence
from typing import Any, cast
from uuid import UUID, uuid4

from django import forms

from plans.dossier import Part
from plans.forms.fields import SourceField, TitleField
from plans.structure import Move

# Places for a new section that are not another section.
LAST, ANNEX = "cuoi", "phu-luc"


class SectionForm(forms.Form):
    """Title and text, with the version that the page showed."""

    title = TitleField()
    body = SourceField(
        label="Nội dung",
        required=False,
        rows=16,
        help_text="Mỗi dòng là một đoạn. Dòng bắt đầu bằng - + hoặc * là gạch đầu dòng; thêm hai dấu cách ở đầu dòng "
        "để thụt vào một bậc. **chữ đậm**, *chữ nghiêng*. Số liệu chọn ở danh sách bên dưới.",
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    @classmethod
    def of(cls, part: Part) -> "SectionForm":
        return cls(initial={"title": part.title, "body": part.body, "version": part.version})

    def problems(self) -> list[tuple[str, str]]:
        """Every mistake with the field it is in, for the summary at the top."""
        fields = [self["title"], self["body"]] if self.is_bound else []
        return [(field.id_for_label, str(error)) for field in fields for error in field.errors]


class AddSectionForm(forms.Form):
    """A new section. The uid comes with the page, so that a form sent twice makes one section."""

    uid = forms.UUIDField(widget=forms.HiddenInput)
    title = TitleField(label="Tiêu đề mục mới")
    after = forms.ChoiceField(
        label="Đặt sau",
        error_messages={"required": "Hãy chọn chỗ đặt mục mới."},
        help_text="Mục mới đứng sau mục này và các mục con của nó, cùng cấp với nó; sau đó có thể đổi cấp.",
    )

    def __init__(self, data: Any = None, *, parts: Sequence[Part]) -> None:
        super().__init__(data, initial={"uid": uuid4(), "after": LAST})
        cast(forms.ChoiceField, self.fields["after"]).choices = [
            (LAST, "Mục cuối cùng, thành một mục lớn mới"),
            *((str(part.uid), part.heading) for part in parts),
            (ANNEX, "Cuối kế hoạch, thành phụ lục"),
        ]

    def where(self) -> dict[str, Any]:
        """The place of the new section, as the action wants it."""
        after = self.cleaned_data["after"]
        return {"after": None if after in {LAST, ANNEX} else UUID(after), "annex": after == ANNEX}


class RenameForm(forms.Form):
    title = TitleField()


class MoveForm(forms.Form):
    move = forms.ChoiceField(choices=[(move.value, move.value) for move in Move])
