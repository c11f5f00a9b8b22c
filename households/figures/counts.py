"""The counts as values: what is counted of one class, and of one place."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from decimal import Decimal
from typing import Any, Final, NamedTuple, Self

from households.models import (
    AVERAGE_LIVING,
    CAUSE_FIELDS,
    CAUSE_SLOTS,
    INDICATOR_SLOTS,
    LACKING_FIELDS,
    MOVEMENT_COLUMNS,
    HamletFigures,
)
from indicators.scoring import HouseholdClass
from localities.formats import rate
from localities.models import Locality

# A count of `ClassFigures` and of `HamletFigures`, and the tick of an assessment that it counts.
TICKS: Final[dict[str, str]] = {
    "can_exit": "can_exit",
    "ethnic_minority": "is_ethnic_minority",
    "no_work_capacity": "has_no_work_capacity",
    "merit_member": "has_merit_member",
    "social_protection": "on_social_protection",
}
# The same of persons: the groups of form 7.8.
PERSON_TICKS: Final[dict[str, str]] = {
    f"{name}_persons": TICKS[name] for name in ("ethnic_minority", "no_work_capacity", "merit_member")
}
PLAIN_COUNTS: Final = ("households", "persons", *TICKS, *PERSON_TICKS)
MOVED_FIELDS: Final = tuple(f"movement_{column}" for column in MOVEMENT_COLUMNS)
MOVED_PERSON_FIELDS: Final = tuple(f"{name}_persons" for name in MOVED_FIELDS)
OPENING_FIELDS: Final = ("opening", "opening_persons", "unsettled")
MOVEMENT_COUNTS: Final = (*OPENING_FIELDS, *MOVED_FIELDS, *MOVED_PERSON_FIELDS)
FORM_COUNTS: Final = (*PLAIN_COUNTS, *LACKING_FIELDS, *CAUSE_FIELDS)
COLUMNS: Final = (*FORM_COUNTS, *MOVEMENT_COUNTS)
AVERAGE: Final = AVERAGE_LIVING[0]
FIGURE_CLASSES: Final = (*(each.value for each in HouseholdClass), AVERAGE)

_NO_MOVES: Final = (0,) * len(MOVEMENT_COLUMNS)


@dataclass(frozen=True, slots=True)
class MovementFigures:
    """Form 7.2 of the poor, 7.3 of the near-poor: column 1, and columns 2 to 8 in their order."""

    opening: int = 0
    opening_persons: int = 0
    unsettled: int = 0
    households: tuple[int, ...] = _NO_MOVES
    persons: tuple[int, ...] = _NO_MOVES

    def __add__(self, other: "MovementFigures") -> "MovementFigures":
        return MovementFigures(
            opening=self.opening + other.opening,
            opening_persons=self.opening_persons + other.opening_persons,
            unsettled=self.unsettled + other.unsettled,
            households=_added(self.households, other.households),
            persons=_added(self.persons, other.persons),
        )

    def column(self, number: int, *, persons: bool = False) -> int:
        """Column 1 to 9 as the form prints it."""
        if number == 1:
            return self.opening_persons if persons else self.opening
        if number == MOVEMENT_COLUMNS[-1] + 1:
            return self.closing_persons if persons else self.closing
        return (self.persons if persons else self.households)[number - MOVEMENT_COLUMNS[0]]

    @property
    def closing(self) -> int:
        """Column 9 = 1 - 2 - 3 - 4 + 5 + 6 + 7 + 8, of households."""
        return self.opening + _balance(self.households)

    @property
    def closing_persons(self) -> int:
        return self.opening_persons + _balance(self.persons)

    @property
    def is_empty(self) -> bool:
        return self == MovementFigures()


def _balance(moves: tuple[int, ...]) -> int:
    return sum(moves[3:]) - sum(moves[:3])


class EthnicCount(NamedTuple):
    """Households whose head belongs to an ethnic group (its number of QĐ 1019/QĐ-TCTK), and their persons."""

    ethnicity: str
    households: int
    persons: int


@dataclass(frozen=True, slots=True)
class ClassFigures:
    """What is counted of the households of one class. `lacking` is in the order of the standard's indicators. `ethnic`
    is read only where it is asked for: form 7.9 alone needs it."""

    households: int = 0
    persons: int = 0
    can_exit: int = 0
    ethnic_minority: int = 0
    no_work_capacity: int = 0
    merit_member: int = 0
    social_protection: int = 0
    ethnic_minority_persons: int = 0
    no_work_capacity_persons: int = 0
    merit_member_persons: int = 0
    lacking: tuple[int, ...] = (0,) * INDICATOR_SLOTS
    causes: tuple[int, ...] = (0,) * CAUSE_SLOTS
    movement: MovementFigures = field(default_factory=MovementFigures)
    ethnic: tuple[EthnicCount, ...] = ()

    @classmethod
    def zero(cls) -> Self:
        return cls()

    def __add__(self, other: "ClassFigures") -> "ClassFigures":
        plain = {name: getattr(self, name) + getattr(other, name) for name in PLAIN_COUNTS}
        return ClassFigures(
            **plain,
            lacking=_added(self.lacking, other.lacking),
            causes=_added(self.causes, other.causes),
            movement=self.movement + other.movement,
            ethnic=_merged(self.ethnic, other.ethnic),
        )

    @property
    def balances(self) -> bool:
        """Whether column 9 of form 7.2 or 7.3 is what the review counts, for households and for persons."""
        closes = (self.movement.closing, self.movement.closing_persons) == (self.households, self.persons)
        return closes and not self.movement.unsettled


def _added(left: tuple[int, ...], right: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(map(sum, zip(left, right, strict=True)))


def _merged(left: tuple[EthnicCount, ...], right: tuple[EthnicCount, ...]) -> tuple[EthnicCount, ...]:
    if not left or not right:
        return left or right
    sums: dict[str, tuple[int, int]] = {}
    for code, households, persons in (*left, *right):
        so_far = sums.get(code, (0, 0))
        sums[code] = (so_far[0] + households, so_far[1] + persons)
    return tuple(EthnicCount(code, *sums[code]) for code in sorted(sums))


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceFigures:
    """The figures of one place in one year. `households` and `persons` are its population, None where not recorded.

    `reported`: at least one row was typed from a report and not counted from forms. `reviewed`: the place has a review
    of that year; without one its zeros mean "not known". `compared`: the movements are known; without a previous result
    they are not, and forms 7.2 and 7.3 say "–". `standards`: the codes of the rule books that classed the households;
    with more than one, the `lacking` counts must not be read together.
    """

    place: Locality
    households: int | None = None
    persons: int | None = None
    poor: ClassFigures = field(default_factory=ClassFigures)
    near_poor: ClassFigures = field(default_factory=ClassFigures)
    not_poor: ClassFigures = field(default_factory=ClassFigures)
    average_living: ClassFigures = field(default_factory=ClassFigures)
    reported: bool = False
    reviewed: bool = True
    compared: bool = False
    standards: tuple[str, ...] = ()

    def of_class(self, household_class: str) -> ClassFigures:
        """The figures of one class, or of the average-living households, by its code."""
        return {
            HouseholdClass.POOR.value: self.poor,
            HouseholdClass.NEAR_POOR.value: self.near_poor,
            HouseholdClass.NOT_POOR.value: self.not_poor,
            AVERAGE: self.average_living,
        }[str(household_class)]

    @property
    def combined(self) -> ClassFigures:
        """Poor and near-poor together, as plans state them."""
        return self.poor + self.near_poor

    @property
    def balances(self) -> bool:
        """Whether forms 7.2 and 7.3 close, each by itself and with each other."""
        poor, near_poor = self.poor.movement, self.near_poor.movement
        agree = all(
            poor.column(mine, persons=persons) == near_poor.column(other, persons=persons)
            for mine, other in ((2, 5), (5, 3))
            for persons in (False, True)
        )
        return agree and self.poor.balances and self.near_poor.balances

    @property
    def poor_rate(self) -> Decimal | None:
        """Poor households in percent of all households."""
        return self._rate(self.poor.households, self.households)

    @property
    def near_poor_rate(self) -> Decimal | None:
        return self._rate(self.near_poor.households, self.households)

    @property
    def combined_rate(self) -> Decimal | None:
        return self._rate(self.combined.households, self.households)

    @property
    def poor_person_rate(self) -> Decimal | None:
        """Persons in poor households in percent of all persons."""
        return self._rate(self.poor.persons, self.persons)

    @property
    def near_poor_person_rate(self) -> Decimal | None:
        return self._rate(self.near_poor.persons, self.persons)

    def _rate(self, part: int, whole: int | None) -> Decimal | None:
        return rate(part, whole) if self.reviewed else None


class AreaFigures(NamedTuple):
    """The places of an area and their total; unpacks as `rows, total`."""

    rows: tuple[PlaceFigures, ...]
    total: PlaceFigures


def to_columns(figures: ClassFigures) -> dict[str, int]:
    """The columns of a `HamletFigures` row that hold these figures."""
    movement = figures.movement
    return {
        **{name: getattr(figures, name) for name in PLAIN_COUNTS},
        **dict(zip(LACKING_FIELDS, figures.lacking, strict=True)),
        **dict(zip(CAUSE_FIELDS, figures.causes, strict=True)),
        **{name: getattr(movement, name) for name in OPENING_FIELDS},
        **dict(zip(MOVED_FIELDS, movement.households, strict=True)),
        **dict(zip(MOVED_PERSON_FIELDS, movement.persons, strict=True)),
    }


def from_columns(row: HamletFigures) -> ClassFigures:
    """The figures that a stored row holds."""
    return from_row({name: getattr(row, name) for name in COLUMNS})


def from_row(row: Mapping[str, int], prefix: str = "") -> ClassFigures:
    """The figures in a row of names and counts; what it lacks is zero."""

    def value(name: str) -> int:
        return row.get(prefix + name) or 0

    plain: dict[str, Any] = {name: value(name) for name in PLAIN_COUNTS}
    return ClassFigures(
        **plain,
        lacking=tuple(map(value, LACKING_FIELDS)),
        causes=tuple(map(value, CAUSE_FIELDS)),
        movement=MovementFigures(
            opening=value("opening"),
            opening_persons=value("opening_persons"),
            unsettled=value("unsettled"),
            households=tuple(map(value, MOVED_FIELDS)),
            persons=tuple(map(value, MOVED_PERSON_FIELDS)),
        ),
    )


assert {each.name for each in fields(ClassFigures)} == {*PLAIN_COUNTS, "lacking", "causes", "movement", "ethnic"}
