"""What is stored, summed over the tree: the village units of a review, the places of an area, their total."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple

from django.db.models import Count, F, Q, QuerySet, Sum

from households.figures.counts import (
    COLUMNS,
    AreaFigures,
    ClassFigures,
    EthnicCount,
    PlaceFigures,
    from_row,
)
from households.models import AVERAGE_LIVING, EthnicFigures, HamletFigures, Review
from households.transitions import LISTED
from indicators.scoring import HouseholdClass
from localities.models import Level, Locality, LocalityChange, Population, predecessors_of
from localities.scope import AreaScope


def by_hamlet(review: Review, *, ethnic: bool = False) -> tuple[PlaceFigures, ...]:
    """The village units of a review in their official order; with their counts by ethnic group where asked for."""
    figures = _sums([review], group="hamlet_id", ethnic=ethnic)
    places = Locality.objects.filter(Q(pk__in=figures) | Q(pk__in=_hamlets_of(review)))
    places = places.select_related("parent").order_by("position", "sort_key", "pk")
    return _rows(list(places), figures, review.year, {review.commune_id: review})


def of_area(place: Locality, year: int, *, ethnic: bool = False) -> AreaFigures:
    """The figures of the reviews of `year` at a place, on the boundaries of then, and their total.

    A village unit gives itself, a commune its village units, a higher place its communes. A place that came later
    is shown by the places that it was made of. Counts by ethnic group are read only where asked for.
    """
    if place.is_hamlet:
        return _of_hamlet(place, year, ethnic)
    communes = communes_of(place, year)
    reviews = {review.commune_id: review for review in _annual(year).filter(commune__in=communes)}
    if not place.is_commune:
        rows = _rows(communes, _sums(list(reviews.values()), group="commune_id", ethnic=ethnic), year, reviews)
        return AreaFigures(rows, total(rows, place))
    if reviews:
        rows = tuple(row for review in reviews.values() for row in by_hamlet(review, ethnic=ethnic))
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
        average_living=sum((row.average_living for row in rows), ClassFigures()),
        reported=any(row.reported for row in rows),
        reviewed=any(row.reviewed for row in rows),
        compared=any(row.reviewed for row in rows) and all(row.compared for row in rows if row.reviewed),
        standards=tuple(sorted({code for row in rows for code in row.standards})),
    )


# --- Parts ----------------------------------------------------------------------------------------


def _annual(year: int) -> QuerySet[Review]:
    return Review.objects.filter(year=year, kind=Review.Kind.ANNUAL).order_by("commune__path")


def _hamlets_of(review: Review) -> QuerySet[Locality]:
    return Locality.objects.under(review.commune).filter(level=Level.HAMLET).existing_on(review.counted_on)


class _Stored(NamedTuple):
    """What the rows of one place hold: the figures of each class, and whether any was reported. `compared`: somewhere
    in its review a movement was counted, so that a unit without any had none."""

    classes: dict[str, ClassFigures]
    reported: bool
    compared: bool


def _sums(reviews: list[Review], group: str, *, ethnic: bool) -> dict[int, _Stored]:
    """The stored rows of these reviews, summed in the database by village unit or by commune."""
    sums = {f"n_{name}": Sum(name) for name in COLUMNS}
    typed = Count("pk", filter=Q(source=HamletFigures.Source.REPORTED))
    stored = HamletFigures.objects.filter(review__in=[review.pk for review in reviews])
    classes: dict[int, dict[str, ClassFigures]] = defaultdict(dict)
    communes: dict[int, int] = {}
    reported: set[int] = set()
    compared: set[int] = set()
    rows = stored.values(group, "household_class", "commune_id").order_by().annotate(n_reported=typed, **sums)
    for row in rows:
        figures = from_row(row, prefix="n_")
        classes[row[group]][row["household_class"]] = figures
        communes[row[group]] = row["commune_id"]
        if row["n_reported"]:
            reported.add(row[group])
        if not figures.movement.is_empty:
            compared.add(row["commune_id"])
    for (place, household_class), counts in (_ethnic(reviews, group) if ethnic else {}).items():
        classes[place][household_class] = replace(
            classes[place].get(household_class, ClassFigures()), ethnic=tuple(sorted(counts))
        )
    return {place: _Stored(found, place in reported, communes[place] in compared) for place, found in classes.items()}


def _ethnic(reviews: list[Review], group: str) -> dict[tuple[int, str], list[EthnicCount]]:
    stored = EthnicFigures.objects.filter(review__in=[review.pk for review in reviews])
    rows = stored.values_list(group, "household_class", "ethnicity").order_by()
    found: dict[tuple[int, str], list[EthnicCount]] = defaultdict(list)
    for place, household_class, ethnicity, households, persons in rows.annotate(Sum("households"), Sum("persons")):
        found[place, household_class].append(EthnicCount(ethnicity, households, persons))
    return found


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
    stored = figures.get(place.pk, _Stored({}, False, False))
    review = reviews.get(place.pk) or (reviews.get(place.parent_id or 0) if place.is_hamlet else None)
    households, persons = populations.get(place.pk, (None, None))
    return PlaceFigures(
        place=place,
        households=households,
        persons=persons,
        poor=stored.classes.get(HouseholdClass.POOR, ClassFigures()),
        near_poor=stored.classes.get(HouseholdClass.NEAR_POOR, ClassFigures()),
        not_poor=stored.classes.get(HouseholdClass.NOT_POOR, ClassFigures()),
        average_living=stored.classes.get(AVERAGE_LIVING[0], ClassFigures()),
        reported=stored.reported,
        reviewed=review is not None,
        compared=review is not None and stored.compared and _is_compared(stored.classes),
        standards=(review.standard_code,) if review else (),
    )


def _is_compared(classes: Mapping[str, ClassFigures]) -> bool:
    """Whether the movements of a place are known: some are counted, or there is nobody who could have one."""
    listed = [classes[each] for each in LISTED if each in classes]
    return any(not each.movement.is_empty for each in listed) or not any(each.households for each in listed)


def _of_hamlet(hamlet: Locality, year: int, ethnic: bool) -> AreaFigures:
    review = _annual(year).filter(commune=hamlet.commune).first()
    figures = _sums([review], group="hamlet_id", ethnic=ethnic) if review else {}
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
        units = Locality.objects.filter(parent__in=communes, level=Level.HAMLET)
        # A commune that was founded after the review counts the units it began with.
        begun = F("parent__established_on")
        later = units.filter(parent__established_on__gt=ends_on).filter(
            Q(established_on__isnull=True) | Q(established_on__lte=begun),
            Q(abolished_on__isnull=True) | Q(abolished_on__gt=begun),
        )
        hamlets = units.existing_on(ends_on) | later
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
