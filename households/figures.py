"""The counts of every place, from the village unit up: what reports and plans print.

One `HamletFigures` row for each village unit, review and class is counted anew in the transaction of each change
(`refresh`); everything higher is a sum of those rows. Populations are those of the review's year.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from decimal import Decimal
from typing import NamedTuple, Self, cast

from django.db.models import Count, F, Q, QuerySet, Sum
from django.db.models.expressions import Combinable

from households.models import (
    CAUSE_FIELDS,
    CAUSE_SLOTS,
    INDICATOR_SLOTS,
    LACKING_FIELDS,
    Assessment,
    HamletFigures,
    Review,
)
from indicators.scoring import HouseholdClass
from localities.formats import rate
from localities.models import Level, Locality, LocalityChange, Population, predecessors_of
from localities.scope import AreaScope

# A count of `ClassFigures` and of `HamletFigures`, and the tick of an assessment that it counts.
TICKS: dict[str, str] = {
    "can_exit": "can_exit",
    "ethnic_minority": "is_ethnic_minority",
    "no_work_capacity": "has_no_work_capacity",
    "merit_member": "has_merit_member",
    "social_protection": "on_social_protection",
}
PLAIN_COUNTS = ("households", "persons", *TICKS)
COLUMNS = (*PLAIN_COUNTS, *LACKING_FIELDS, *CAUSE_FIELDS)


@dataclass(frozen=True, slots=True)
class ClassFigures:
    """What is counted of the households of one class. `lacking` is in the order of the standard's indicators."""

    households: int = 0
    persons: int = 0
    can_exit: int = 0
    ethnic_minority: int = 0
    no_work_capacity: int = 0
    merit_member: int = 0
    social_protection: int = 0
    lacking: tuple[int, ...] = (0,) * INDICATOR_SLOTS
    causes: tuple[int, ...] = (0,) * CAUSE_SLOTS

    @classmethod
    def zero(cls) -> Self:
        return cls()

    def __add__(self, other: "ClassFigures") -> "ClassFigures":
        plain = {name: getattr(self, name) + getattr(other, name) for name in PLAIN_COUNTS}
        return ClassFigures(
            **plain,
            lacking=tuple(map(sum, zip(self.lacking, other.lacking, strict=True))),
            causes=tuple(map(sum, zip(self.causes, other.causes, strict=True))),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceFigures:
    """The figures of one place in one year. `households` and `persons` are its population, None where not recorded.

    `reported`: at least one row was typed from a report and not counted from forms. `reviewed`: the place has a review
    of that year; without one its zeros mean "not known". `standards`: the codes of the rule books that classed the
    households; with more than one, the `lacking` counts must not be read together.
    """

    place: Locality
    households: int | None = None
    persons: int | None = None
    poor: ClassFigures = field(default_factory=ClassFigures)
    near_poor: ClassFigures = field(default_factory=ClassFigures)
    not_poor: ClassFigures = field(default_factory=ClassFigures)
    reported: bool = False
    reviewed: bool = True
    standards: tuple[str, ...] = ()

    def of_class(self, household_class: str) -> ClassFigures:
        """The figures of one class, by its code."""
        return {
            HouseholdClass.POOR: self.poor,
            HouseholdClass.NEAR_POOR: self.near_poor,
            HouseholdClass.NOT_POOR: self.not_poor,
        }[HouseholdClass(household_class)]

    @property
    def combined(self) -> ClassFigures:
        """Poor and near-poor together, as plans state them."""
        return self.poor + self.near_poor

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


def refresh(hamlet: Locality, review: Review) -> None:
    """Count a village unit anew, in the caller's transaction. Rows that hold reported totals are left alone.

    The rows are locked before counting, so of two changes at once the later one counts both.
    """
    HamletFigures.objects.bulk_create(
        [
            HamletFigures(review=review, commune_id=review.commune_id, hamlet=hamlet, household_class=each.value)
            for each in HouseholdClass
        ],
        ignore_conflicts=True,
    )
    own = HamletFigures.objects.filter(review=review, hamlet=hamlet)
    rows = list(own.select_for_update(of=("self",)).order_by("pk"))
    counted = count_forms(Assessment.objects.filter(review=review, hamlet=hamlet))
    for row in rows:
        if row.source == HamletFigures.Source.COMPUTED:
            own.filter(pk=row.pk).update(**to_columns(counted.get(row.household_class, ClassFigures())))


def count_forms(assessments: QuerySet[Assessment]) -> dict[str, ClassFigures]:
    """The figures of each class among the completed ones, counted in the database."""
    sums = {
        "n_households": Count("pk"),
        "n_persons": Sum("person_count"),
        **{f"n_{name}": Count("pk", filter=Q(**{tick: True})) for name, tick in TICKS.items()},
        **{f"n_{name}": Sum(_bit("deprived_mask", slot)) for slot, name in enumerate(LACKING_FIELDS)},
        **{f"n_{name}": Sum(_bit("causes_mask", slot)) for slot, name in enumerate(CAUSE_FIELDS)},
    }
    completed = assessments.filter(state=Assessment.State.COMPLETED)
    rows = completed.values("household_class").order_by().annotate(**sums)
    return {row["household_class"]: _from_row(cast("Mapping[str, int]", row), prefix="n_") for row in rows}


def by_hamlet(review: Review) -> tuple[PlaceFigures, ...]:
    """The village units of a review in their official order."""
    figures = _sums([review], group="hamlet_id")
    places = Locality.objects.filter(Q(pk__in=figures) | Q(pk__in=_hamlets_of(review)))
    places = places.select_related("parent").order_by("position", "sort_key", "pk")
    return _rows(list(places), figures, review.year, {review.commune_id: review})


def of_area(place: Locality, year: int) -> AreaFigures:
    """The figures of the reviews of `year` at a place, on the boundaries of then, and their total.

    A village unit gives itself, a commune its village units, a higher place its communes. A place that came later
    is shown by the places that it was made of.
    """
    if place.is_hamlet:
        return _of_hamlet(place, year)
    communes = communes_of(place, year)
    reviews = {review.commune_id: review for review in _annual(year).filter(commune__in=communes)}
    if not place.is_commune:
        rows = _rows(communes, _sums(list(reviews.values()), group="commune_id"), year, reviews)
        return AreaFigures(rows, total(rows, place))
    if reviews:
        rows = tuple(row for review in reviews.values() for row in by_hamlet(review))
    else:
        rows = _rows(list(place.hamlets(year)), {}, year, {})
    summed = total(rows, place)
    if summed.households is None:  # some village unit lacks its count; the commune may have one of its own
        households, persons = _populations([place], year).get(place.pk, (None, None))
        summed = replace(summed, households=households, persons=persons)
    return AreaFigures(rows, summed)


def communes_of(place: Locality, year: int) -> list[Locality]:
    """The communes at or below a place when the review of `year` ended; of a later place, those it was made of."""
    ends_on = Review(year=year).ends_on
    own = (place.path,)
    roots = own if place.exists_on(ends_on) else (*own, *predecessors_of(own))
    communes = Locality.objects.in_scope(AreaScope(roots)).filter(level=Level.COMMUNE)
    # A commune with a review of its own stands for itself, also when it was founded after the review ended.
    stated = communes.filter(reviews__in=_annual(year))
    replaced = LocalityChange.objects.filter(successor__in=stated).values("predecessor")
    found = communes.existing_on(ends_on).exclude(pk__in=replaced) | stated
    return list(found.distinct().order_by("path"))


def total(rows: Iterable[PlaceFigures], place: Locality) -> PlaceFigures:
    """The sum of the rows, as the figures of `place`. A population that one row lacks is lacking in the sum."""
    rows = tuple(rows)
    return PlaceFigures(
        place=place,
        households=_sum_known(row.households for row in rows),
        persons=_sum_known(row.persons for row in rows),
        poor=sum((row.poor for row in rows), ClassFigures()),
        near_poor=sum((row.near_poor for row in rows), ClassFigures()),
        not_poor=sum((row.not_poor for row in rows), ClassFigures()),
        reported=any(row.reported for row in rows),
        reviewed=any(row.reviewed for row in rows),
        standards=tuple(sorted({code for row in rows for code in row.standards})),
    )


def to_columns(figures: ClassFigures) -> dict[str, int]:
    """The columns of a `HamletFigures` row that hold these figures."""
    return {
        **{name: getattr(figures, name) for name in PLAIN_COUNTS},
        **dict(zip(LACKING_FIELDS, figures.lacking, strict=True)),
        **dict(zip(CAUSE_FIELDS, figures.causes, strict=True)),
    }


def from_columns(row: HamletFigures) -> ClassFigures:
    """The figures that a stored row holds."""
    return _from_row({name: getattr(row, name) for name in COLUMNS})


# --- How it is counted ----------------------------------------------------------------------------


def _bit(mask: str, slot: int) -> Combinable:
    """1 or 0: whether a bit of the mask is set. The same words in SQLite and in PostgreSQL."""
    return F(mask).bitrightshift(slot).bitand(1)


def _from_row(row: Mapping[str, int], prefix: str = "") -> ClassFigures:
    return ClassFigures(
        **{name: row[prefix + name] or 0 for name in PLAIN_COUNTS},
        lacking=tuple(row[prefix + name] or 0 for name in LACKING_FIELDS),
        causes=tuple(row[prefix + name] or 0 for name in CAUSE_FIELDS),
    )


def _annual(year: int) -> QuerySet[Review]:
    return Review.objects.filter(year=year, kind=Review.Kind.ANNUAL).order_by("commune__path")


def _hamlets_of(review: Review) -> QuerySet[Locality]:
    return Locality.objects.under(review.commune).filter(level=Level.HAMLET).existing_on(review.ends_on)


class _Stored(NamedTuple):
    """What the rows of one place hold: the figures of each class, and whether any was reported."""

    classes: dict[str, ClassFigures]
    reported: bool


def _sums(reviews: list[Review], group: str) -> dict[int, _Stored]:
    """The stored rows of these reviews, summed in the database by village unit or by commune."""
    sums = {f"n_{name}": Sum(name) for name in COLUMNS}
    typed = Count("pk", filter=Q(source=HamletFigures.Source.REPORTED))
    stored = HamletFigures.objects.filter(review__in=[review.pk for review in reviews])
    classes: dict[int, dict[str, ClassFigures]] = defaultdict(dict)
    reported: set[int] = set()
    for row in stored.values(group, "household_class").order_by().annotate(n_reported=typed, **sums):
        classes[row[group]][row["household_class"]] = _from_row(row, prefix="n_")
        if row["n_reported"]:
            reported.add(row[group])
    return {place: _Stored(found, place in reported) for place, found in classes.items()}


def _rows(
    places: list[Locality], figures: Mapping[int, _Stored], year: int, reviews: Mapping[int, Review]
) -> tuple[PlaceFigures, ...]:
    populations = _populations(places, year)
    return tuple(_row(place, figures, populations, reviews) for place in places)


def _row(
    place: Locality,
    figures: Mapping[int, _Stored],
    populations: Mapping[int, tuple[int | None, int | None]],
    reviews: Mapping[int, Review],
) -> PlaceFigures:
    stored = figures.get(place.pk, _Stored({}, False))
    review = reviews.get(place.pk) or (reviews.get(place.parent_id or 0) if place.is_hamlet else None)
    households, persons = populations.get(place.pk, (None, None))
    return PlaceFigures(
        place=place,
        households=households,
        persons=persons,
        poor=stored.classes.get(HouseholdClass.POOR, ClassFigures()),
        near_poor=stored.classes.get(HouseholdClass.NEAR_POOR, ClassFigures()),
        not_poor=stored.classes.get(HouseholdClass.NOT_POOR, ClassFigures()),
        reported=stored.reported,
        reviewed=review is not None,
        standards=(review.standard_code,) if review else (),
    )


def _of_hamlet(hamlet: Locality, year: int) -> AreaFigures:
    review = _annual(year).filter(commune=hamlet.commune).first()
    figures = _sums([review], group="hamlet_id") if review else {}
    rows = _rows([hamlet], figures, year, {review.commune_id: review} if review else {})
    return AreaFigures(rows, rows[0])


def _populations(places: list[Locality], year: int) -> dict[int, tuple[int | None, int | None]]:
    """Households and persons of each place: of a commune the sum of its village units when each has its own count,
    else the count that was recorded for the commune itself."""
    own = {row.place_id: row for row in Population.objects.filter(year=year, place__in=places)}
    communes = [place for place in places if place.is_commune]
    below: dict[int, list[Population | None]] = defaultdict(list)
    if communes:
        ends_on = Review(year=year).ends_on
        hamlets = Locality.objects.filter(parent__in=communes, level=Level.HAMLET).existing_on(ends_on)
        counts = {row.place_id: row for row in Population.objects.filter(year=year, place__in=hamlets)}
        for pk, parent in hamlets.values_list("pk", "parent_id").order_by():
            below[parent].append(counts.get(pk))
    found: dict[int, tuple[int | None, int | None]] = {}
    for place in places:
        parts, mine = below.get(place.pk, []), own.get(place.pk)
        if parts and None not in parts:
            known = [part for part in parts if part is not None]
            found[place.pk] = (_sum_known(p.households for p in known), _sum_known(p.persons for p in known))
        elif mine:
            found[place.pk] = (mine.households, mine.persons)
    return found


def _sum_known(values: Iterable[int | None]) -> int | None:
    """The sum, or None when a part is not known or when there is none."""
    parts = list(values)
    return None if not parts or None in parts else sum(part for part in parts if part is not None)


assert {each.name for each in fields(ClassFigures)} == {*PLAIN_COUNTS, "lacking", "causes"}
