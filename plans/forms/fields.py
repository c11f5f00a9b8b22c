"""Fields that the forms of plans share."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms

from localities.fields import VietnameseText
from plans.text import Body, InvalidTree, Unreadable, dump, parse, to_source, validate

LONGEST_SOURCE = 60_000
TOO_LONG = "Nội dung quá dài hoặc có quá nhiều dòng; hãy chia thành nhiều mục."


class SourceTextarea(forms.Textarea):
    """A text area for the typed form of a text. Its template writes braces as entities: see plans.templatetags."""

    template_name = "plans/widgets/source.html"

    def __init__(self, rows: int = 8) -> None:
        super().__init__({"rows": rows, "spellcheck": "false", "data-source": ""})


class SourceField(forms.Field):
    """A text with figures: what is typed becomes a tree, or every mistake becomes a sentence. Nothing typed is lost."""

    def __init__(self, *, rows: int = 8, **options: Any) -> None:
        super().__init__(widget=SourceTextarea(rows), **options)

    def to_python(self, value: str | None) -> Body:
        typed = value or ""
        if len(typed) > LONGEST_SOURCE:
            raise forms.ValidationError(TOO_LONG)
        try:
            body = parse(typed)
            validate(dump(body))
        except Unreadable as reason:
            raise forms.ValidationError([str(problem) for problem in reason.problems]) from None
        except InvalidTree:  # more lines, or a longer line, than a stored text may have
            raise forms.ValidationError(TOO_LONG) from None
        return body

    def prepare_value(self, value: Any) -> str:
        """A stored tree as its typed form; what was typed stays as it was typed."""
        return to_source(value) if isinstance(value, tuple) else (value or "")

    def has_changed(self, initial: Any, data: str | None) -> bool:
        """By the words: an empty line at the end of a list is no line."""
        return self.prepare_value(initial).split() != (data or "").split()


class TitleInput(forms.TextInput):
    """A line of words, shown with its braces as entities when somebody has typed any."""

    template_name = "plans/widgets/title.html"


class TitleField(VietnameseText):
    """The title of a section. Years and places stand in it as words, so that headings and bookmarks are plain."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", "Tiêu đề")
        options.setdefault("error_messages", {"required": "Hãy nhập tiêu đề của mục."})
        super().__init__(max_length=300, widget=TitleInput, **options)

    def clean(self, value: Any) -> str:
        title: str = super().clean(value)
        if any(sign in title for sign in ("{{", "}}", "[[", "]]", "**")):
            raise forms.ValidationError("Tiêu đề chỉ gồm chữ, không có số liệu hay dấu định dạng.")
        return title


class Rows(forms.BaseFormSet):
    """Lines that are added, ordered and taken away on one page, without any script."""

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        super().add_fields(form, index)
        form.fields["ORDER"] = forms.IntegerField(
            label="Thứ tự", required=False, initial=form.fields["ORDER"].initial, widget=_small_number()
        )
        form.fields["DELETE"] = forms.BooleanField(label="Bỏ dòng này", required=False)

    def kept(self) -> Sequence[dict[str, Any]]:
        """What was typed, in the typed order, without the lines that were taken away or left empty."""
        return [form.cleaned_data for form in self.ordered_forms]


def _small_number() -> forms.NumberInput:
    return forms.NumberInput({"min": 0, "class": "in-4"})


def rows_of(form: type[forms.Form], *, extra: int, most: int = 100) -> type[Rows]:
    """A set of lines of this form, with some empty ones at the end."""
    made = forms.formset_factory(
        form, formset=Rows, extra=extra, can_order=True, can_delete=True, max_num=most, absolute_max=most
    )
    return cast(type[Rows], made)
