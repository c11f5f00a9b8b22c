"""What the filters of lists share. They live in the address, in its words; a value that is no choice counts as none, so
that an old link still opens."""

from collections.abc import Sequence
from typing import Any

from django import forms

from localities.fields import VietnameseText
from localities.models import Locality


class PlaceFilter(forms.Form):
    """A place below this one; not asked where there is none."""

    don_vi = forms.ChoiceField(label="Thôn, tổ dân phố", required=False)

    def __init__(self, *args: Any, places: Sequence[Locality], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = tuple(places)
        self.fields["don_vi"].choices = [("", "Tất cả"), *((place.key, place.full_name) for place in self.places)]
        if not self.places:
            del self.fields["don_vi"]
        elif not self.places[0].is_hamlet:
            self.fields["don_vi"].label = "Xã, phường" if self.places[0].is_commune else "Địa bàn"
        self.full_clean()

    def value(self, name: str) -> str:
        return self.cleaned_data.get(name, "")

    @property
    def chosen_place(self) -> Locality | None:
        return next((place for place in self.places if place.key == self.value("don_vi")), None)

    @property
    def is_filtered(self) -> bool:
        return any(self.value(name) for name in self.fields)


class SearchFilter(PlaceFilter):
    """Also words of the household's name or code, or a personal number."""

    tim = VietnameseText(label="Tìm theo tên, mã hộ, số định danh", required=False, max_length=120)
    field_order = ("tim", "don_vi")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tim"].widget.input_type = "search"
