"""Households that come, worded."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse

from accounts.models import User
from accounts.roles import Permission
from households.entry.typed import TypedHousehold, errors_of
from households.events import sentences
from households.events.succession import FormerUnit, Renamed
from households.forms.arrivals import ArrivalForm
from households.models import HouseholdEvent
from households.presenters import words
from households.presenters.tabs import Tab, register_tabs
from households.register.duplicates import Duplicate
from localities.formats import count, count_in_text, short_date
from localities.models import Locality
from localities.text import capital


@dataclass(frozen=True)
class OfferRow:
    """A household that waits: only what the commune has to know to accept it."""

    name: str
    persons: str
    from_place: str
    day: str
    accept_url: str


def _persons(offer: HouseholdEvent) -> str:
    return sentences.persons(len(offer.undo.get("people", ())))


def _from(offer: HouseholdEvent) -> str:
    names, place = [], offer.commune
    while place and len(names) < 3:
        names.append(place.full_name)
        place = place.parent
    return ", ".join(names)


@dataclass(frozen=True)
class ArrivalsPage:
    """What `households/events/arrivals.html` shows. `whole`: this person works for the whole commune."""

    place: Locality
    year: int
    user: User
    offers: Sequence[HouseholdEvent]
    came: Sequence[HouseholdEvent]
    former: Sequence[FormerUnit]
    whole: bool

    @property
    def tabs(self) -> list[Tab]:
        return register_tabs(self.place, self.year, "arrivals")

    @property
    def may_accept(self) -> bool:
        return self.place.is_commune and self.user.may(Permission.HOUSEHOLD_DELETE, self.place)

    @cached_property
    def rows(self) -> list[OfferRow]:
        return [
            OfferRow(
                name=offer.household.head_name,
                persons=_persons(offer),
                from_place=capital(_from(offer)),
                day=short_date(offer.happened_on),
                accept_url=self._url("arrival_accept", offer.uid) if self.may_accept else "",
            )
            for offer in self.offers
        ]

    @cached_property
    def came_rows(self) -> list[tuple[str, str, str, str]]:
        """(name, address, day, what happened) of those that came, the newest first."""
        return [
            (
                event.household.head_name,
                f"{event.household.get_absolute_url()}?nam={self.year}",
                short_date(event.happened_on),
                event.summary,
            )
            for event in self.came
        ]

    @property
    def add_url(self) -> str:
        may = self.user.may(Permission.HOUSEHOLD_EDIT, self.place)
        return self._url("arrival_add") if may else ""

    @property
    def succession(self) -> tuple[str, str] | None:
        """The register of a former commune that waits to be taken over: (words, address)."""
        if not self.former or not self.may_accept:
            return None
        number = sum(each.households for each in self.former)
        names = sorted({each.unit.parent.full_name for each in self.former if each.unit.parent})
        text = f"Còn {count(number)} hộ trong sổ của {', '.join(names)} trước đây chưa được tiếp nhận."
        return text, self._url("succession")

    @property
    def empty_text(self) -> str:
        if not self.whole:
            return "Danh sách hộ chờ tiếp nhận do cán bộ của xã, phường xem và xử lý."
        return (
            "Khi xã, phường khác ghi một hộ chuyển đến đây, hộ đó hiện ở trang này để tiếp nhận. Hộ từ nơi chưa dùng "
            "phần mềm thì bấm “Ghi hộ từ nơi khác đến”."
        )

    def _url(self, name: str, *more: object) -> str:
        return reverse(name, args=[self.place.key, self.year, *more])


@dataclass(frozen=True)
class AcceptPage:
    """What `households/events/accept.html` shows."""

    place: Locality
    year: int
    offer: HouseholdEvent
    refused: str = ""

    @property
    def heading(self) -> str:
        return f"Tiếp nhận hộ {self.offer.household.head_name}"

    @property
    def facts(self) -> list[tuple[str, str]]:
        return [
            ("Chủ hộ", self.offer.household.head_name),
            ("Số nhân khẩu", _persons(self.offer)),
            ("Từ", capital(_from(self.offer))),
            ("Ngày chuyển đi", short_date(self.offer.happened_on)),
        ]

    @property
    def crumbs(self) -> list[tuple[str, str]]:
        return _crumbs(self.place, self.year)

    @property
    def back_url(self) -> str:
        return reverse("arrivals", args=[self.place.key, self.year])


@dataclass(frozen=True)
class ArrivalAddPage:
    """What `households/events/arrival_add.html` shows. The duplicates of a new household are shown as on its page."""

    typed: TypedHousehold
    arrival: ArrivalForm
    place: Locality
    year: int
    invalid: bool = False
    refused: str = ""
    duplicates: Sequence[Duplicate] = ()

    anyway_word = "Không phải hộ đó, vẫn ghi hộ này"

    @property
    def crumbs(self) -> list[tuple[str, str]]:
        return _crumbs(self.place, self.year)

    @property
    def back_url(self) -> str:
        return reverse("arrivals", args=[self.place.key, self.year])

    @property
    def errors(self) -> list[tuple[str, str]]:
        if self.refused:
            return [("", self.refused)]
        if not self.invalid:
            return []
        own = [(field.id_for_label, f"{field.label}: {field.errors[0]}") for field in self.arrival if field.errors]
        return [*own, *errors_of(self.typed.form, self.typed.formset)]


@dataclass(frozen=True)
class SuccessionPage:
    """What `households/events/succession.html` shows."""

    place: Locality
    year: int
    former: Sequence[FormerUnit]
    communes: Sequence[Locality]
    collisions: Sequence[Renamed]
    refused: str = ""

    @property
    def crumbs(self) -> list[tuple[str, str]]:
        return _crumbs(self.place, self.year)

    @property
    def back_url(self) -> str:
        return reverse("arrivals", args=[self.place.key, self.year])

    @property
    def heading(self) -> str:
        return "Tiếp nhận sổ hộ của đơn vị cũ"

    @property
    def former_names(self) -> str:
        return ", ".join(commune.full_name for commune in self.communes)

    @property
    def intro(self) -> str:
        number = sum(each.households for each in self.former)
        return (
            f"{words.capital(self.place)} được lập từ {self.former_names}. Còn {count(number)} hộ trong sổ cũ. "
            "Khi tiếp nhận, hộ chuyển sang thôn, tổ dân phố của hiện nay cùng thành viên và mã hộ; phiếu các năm trước "
            "vẫn thuộc đơn vị cũ."
        )

    @property
    def unproposed(self) -> str:
        """Units that nothing proposes a successor for."""
        names = [each.unit.full_name for each in self.former if each.proposed is None]
        if not names:
            return ""
        return f"Chưa đoán được nơi tương ứng của {count_in_text(len(names))} nơi: {', '.join(names)}. Hãy chọn."

    @property
    def collision_words(self) -> str:
        if not self.collisions:
            return ""
        shown = "; ".join(str(each) for each in self.collisions[:10])
        more = len(self.collisions) - 10
        rest = f"; và {count_in_text(more)} hộ khác" if more > 0 else ""
        return f"Mã hộ trùng với mã đã có sẽ được thêm số: {shown}{rest}."

    @property
    def empty(self) -> dict[str, str]:
        if not self.communes:
            return {
                "title": f"{words.capital(self.place)} không được lập từ xã, phường nào trước đó.",
                "text": "Trang này dùng khi xã, phường được sáp nhập, đổi tên hoặc thành lập lại từ đơn vị cũ.",
            }
        return {
            "title": "Không còn hộ nào để tiếp nhận.",
            "text": f"Mọi hộ trong sổ của {self.former_names} đã thuộc sổ của {self.place.full_name}.",
        }


def _crumbs(place: Locality, year: int) -> list[tuple[str, str]]:
    arguments = [place.key, year]
    return [("Hộ", reverse("households", args=arguments)), ("Hộ chuyển đến", reverse("arrivals", args=arguments))]
