"""The people of a household as they are typed, as values: apart from how they are stored."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final
from uuid import UUID

from households.models import Member
from households.register.births import Birth
from indicators.member_checks import PersonFacts
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
    schooling_level: str = ""
    education_level: str = ""
    training_level: str = ""
    social_assistance: str = ""
    employment: str = ""
    job_kind: str = ""
    contract: str = ""
    pension: str = ""
    height_cm: Decimal | None = None
    weight_kg: Decimal | None = None

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


# What stands in the row of a person, and what stands behind it: schooling, work, allowances, measures.
ROW_FIELDS: Final = (
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
MORE_FIELDS: Final = (
    "schooling_level",
    "education_level",
    "training_level",
    "employment",
    "job_kind",
    "contract",
    "social_assistance",
    "pension",
    "height_cm",
    "weight_kg",
)
MEMBER_FIELDS: Final = ROW_FIELDS + MORE_FIELDS


@dataclass(frozen=True, slots=True, kw_only=True)
class MembersInput:
    """The rows of members of one form: who is in it, and whose row was taken away. Who is in neither stays."""

    kept: tuple[MemberInput, ...] = ()
    removed: frozenset[UUID] = frozenset()
    base_version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdFacts:
    """What Phiếu B asks of the household as a whole. `occupation` is a code of `indicators.members.OCCUPATIONS`."""

    occupation: str = ""
    has_aquaculture: bool | None = None
    is_indigenous_minority: bool = False

    def fields(self) -> dict[str, object]:
        return {name: getattr(self, name) for name in HOUSEHOLD_FIELDS}


HOUSEHOLD_FIELDS: Final = ("occupation", "has_aquaculture", "is_indigenous_minority")


def facts_of(person: Member | MemberInput, day: date) -> PersonFacts:
    """What is held against itself by `indicators.member_checks`, with the age on a day."""
    birth = Birth.of(person.birth_year, person.birth_month, person.birth_day)
    answers = {name: getattr(person, name) for name in ("in_school", *MORE_FIELDS)}
    return PersonFacts(age=birth.age_on(day) if birth else None, **answers)
