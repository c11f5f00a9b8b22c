"""The page on which a household is added or changed, worded."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.forms.boundfield import BoundField
from django.urls import reverse

from households.entry.conflicts import Conflict
from households.entry.typed import TypedHousehold, errors_of
from households.presenters.tabs import household_tabs
from households.register.duplicates import Duplicate
from localities.models import Locality


@dataclass(frozen=True)
class HouseholdEditPage:
    """What `households/edit.html` shows."""

    typed: TypedHousehold
    place: Locality
    year: int
    invalid: bool = False
    duplicates: Sequence[Duplicate] = ()
    oddities: Sequence[tuple[str, str]] = ()
    conflict: Conflict | None = None
    refused: str = ""

    @property
    def heading(self) -> str:
        household = self.typed.household
        return f"Sửa hộ {household.head_name}" if household else "Thêm hộ"

    @property
    def crumbs(self) -> list[tuple[str, str]]:
        crumbs = [("Hộ", reverse("households", args=[self.place.key, self.year]))]
        if household := self.typed.household:
            crumbs.append((f"Hộ {household.head_name}", self.back_url))
        return crumbs

    @property
    def back_url(self) -> str:
        household = self.typed.household
        if household:
            return f"{household.get_absolute_url()}?nam={self.year}"
        return reverse("households", args=[self.place.key, self.year])

    @property
    def save_word(self) -> str:
        return "Lưu thay đổi" if self.typed.household else "Thêm hộ"

    @property
    def events_url(self) -> str:
        """Where births, deaths and moves are recorded; nothing while there is no such page."""
        household = self.typed.household
        tabs = household_tabs(household.uid, self.year, "") if household else []
        return next((url for words, url, _ in tabs if words == "Biến động"), "")

    @property
    def has_questions(self) -> bool:
        """Something to look at again before it is saved."""
        return bool(self.duplicates or self.oddities)

    @property
    def fields(self) -> list[BoundField]:
        """The fields of the household in their order, its reason apart."""
        names = ("hamlet", "address", "code", "occupation", "has_aquaculture", "is_indigenous_minority")
        return [self.typed.form[name] for name in names]

    @property
    def reason(self) -> BoundField | None:
        return self.typed.form["reason"] if "reason" in self.typed.form.fields else None

    @property
    def anyway_word(self) -> str:
        if not self.duplicates:
            return "Đúng như vậy, vẫn lưu"
        return "Không phải hộ đó, vẫn lưu" if self.typed.household else "Không phải hộ đó, vẫn thêm hộ này"

    @property
    def errors(self) -> list[tuple[str, str]]:
        if self.refused:
            return [("", self.refused)]
        return errors_of(self.typed.form, self.typed.formset) if self.invalid else []
