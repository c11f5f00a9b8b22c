"""The people of a household as they are typed, as values: apart from how they are stored."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from households.models import Member
from localities.text import normalise

HEAD: Final = "head"
"""The relationship of the head of the household (chủ hộ), whose name the household carries."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberInput:
    """A person as typed. The uid is made where the row was made, so that a row sent twice makes one person.

    `national_id` None means: leave what is stored, for the page shows it masked.
    """

    uid: UUID
    full_name: str
    relationship: str
    sex: str = ""
    birth_year: int | None = None
    birth_month: int | None = None
    birth_day: int | None = None
    ethnicity: str = "01"
    national_id: str | None = None
    in_school: bool | None = None
    has_health_insurance: bool | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "full_name", normalise(self.full_name))

    def fields(self) -> dict[str, object]:
        """The fields of a member that hold this; the number only when one was typed."""
        values: dict[str, object] = {name: getattr(self, name) for name in MEMBER_FIELDS}
        if self.national_id is not None:
            values["national_id"] = self.national_id
        return values

    def differs_from(self, member: Member) -> tuple[str, ...]:
        """The fields in which the typed person is not the stored one."""
        return tuple(name for name, value in self.fields().items() if getattr(member, name) != value)


MEMBER_FIELDS: Final = (
    "full_name",
    "relationship",
    "sex",
    "birth_year",
    "birth_month",
    "birth_day",
    "ethnicity",
    "in_school",
    "has_health_insurance",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class MembersInput:
    """The rows of members of one form: who is in it, and whose row was taken away. Who is in neither stays."""

    kept: tuple[MemberInput, ...] = ()
    removed: frozenset[UUID] = frozenset()
    base_version: int = 0
