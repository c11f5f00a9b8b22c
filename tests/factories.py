"""Places and people for tests, as plain functions; states beyond these are reached through real actions.

    area = make_area()        # a province, a district, two neighbouring communes with two hamlets each
    user = make_user(Role.COMMUNE_OFFICER, area.commune)
    sign_in(client, user)

Every person made here has the password `PASSWORD`. All names are invented.
"""

from dataclasses import dataclass
from datetime import date
from itertools import count
from typing import Any

from django.test import Client

from accounts.models import Assignment, User
from accounts.roles import Role
from localities.models import Level, Locality

PASSWORD = "giu-kin-mat-khau-2024"
LONG_AGO = date(2020, 1, 1)

_numbers = count(1)
_KINDS = {Level.PROVINCE: "tỉnh", Level.DISTRICT: "huyện"}
_COMMUNE_KINDS = {"urban": ("phường", "tổ dân phố"), "rural": ("xã", "thôn")}


# --- Places ----------------------------------------------------------------------------------------


def make_place(
    level: str,
    code: str,
    name: str,
    parent: Locality | None = None,
    kind: str | None = None,
    area_type: str | None = None,
    **dates: Any,
) -> Locality:
    """A place; `dates` are established_on, abolished_on (and legal_basis, position).

    Communes are urban unless said otherwise; hamlets take the area of their commune.
    """
    if area_type is None:
        area_type = "urban" if level == Level.COMMUNE else ""
    if kind is None:
        area = area_type or (parent.area if parent else "") or "urban"
        kind = _KINDS.get(Level(level)) or _COMMUNE_KINDS[area][level == Level.HAMLET]
    place = Locality(level=level, code=code, name=name, parent=parent, kind=kind, area_type=area_type, **dates)
    place.save()
    return place


def make_commune_with_hamlets(
    code: str, name: str, parent: Locality | None, hamlets: int = 2, area_type: str = "urban", **dates: Any
) -> Locality:
    """A commune and its hamlets "<code>-01", "<code>-02" …, named "1", "2" …; read them with `hamlets_of(commune)`."""
    commune = make_place(Level.COMMUNE, code, name, parent, area_type=area_type, **dates)
    for number in range(1, hamlets + 1):
        make_place(Level.HAMLET, f"{code}-{number:02d}", str(number), commune, position=number)
    return commune


def hamlets_of(commune: Locality) -> list[Locality]:
    return list(commune.children.order_by("position"))


@dataclass(frozen=True)
class Area:
    """A small country: enough for a colleague next door and two levels above."""

    province: Locality
    district: Locality
    commune: Locality
    neighbour: Locality

    @property
    def hamlet(self) -> Locality:
        """The first hamlet of the commune."""
        return hamlets_of(self.commune)[0]

    @property
    def neighbour_hamlet(self) -> Locality:
        return hamlets_of(self.neighbour)[0]


def make_area() -> Area:
    province = make_place(Level.PROVINCE, "91", "Mẫu Sơn")
    district = make_place(Level.DISTRICT, "911", "Hòa Mẫu", province)
    return Area(
        province=province,
        district=district,
        commune=make_commune_with_hamlets("91101", "Mẫu Một", district),
        neighbour=make_commune_with_hamlets("91102", "Mẫu Hai", district),
    )


# --- People ----------------------------------------------------------------------------------------


def make_user(
    role: str | None = None,
    place: Locality | None = None,
    username: str | None = None,
    *,
    starts_on: date = LONG_AGO,
    ends_on: date | None = None,
    **fields: Any,
) -> User:
    """A person who holds `role` at `place` (or nothing anywhere); `fields` are those of User."""
    number = next(_numbers)
    fields.setdefault("full_name", f"Người Thử {number}")
    fields.setdefault("password", PASSWORD)
    user = User.objects.create_user(username or f"nguoi-thu-{number}", **fields)
    if role and place:
        assign(user, role, place, starts_on=starts_on, ends_on=ends_on)
    return user


def assign(
    user: User, role: str, place: Locality, *, starts_on: date = LONG_AGO, ends_on: date | None = None
) -> Assignment:
    """One more role; the person's cached assignments are forgotten."""
    user.__dict__.pop("current_assignments", None)
    return Assignment.objects.create(user=user, role=role, place=place, starts_on=starts_on, ends_on=ends_on)


def make_officer(place: Locality, **fields: Any) -> User:
    """A commune's poverty-reduction officer."""
    return make_user(Role.COMMUNE_OFFICER, place, **fields)


def sign_in(client: Client, user: User) -> None:
    """Put the person's session into the client, without the sign-in page."""
    client.force_login(user)
