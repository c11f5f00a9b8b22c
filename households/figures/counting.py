"""Counting one village unit anew from its forms, movements and cases, in the transaction of each change."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any, cast

from django.db.models import Count, F, Q, QuerySet, Sum
from django.db.models.expressions import Case, Combinable, When

from households.figures.counts import (
    AVERAGE,
    FIGURE_CLASSES,
    FORM_COUNTS,
    MOVEMENT_COUNTS,
    OPENING_FIELDS,
    PERSON_TICKS,
    TICKS,
    ClassFigures,
    EthnicCount,
    from_row,
    to_columns,
)
from households.models import (
    CAUSE_FIELDS,
    LACKING_FIELDS,
    Assessment,
    AverageLivingCase,
    EthnicFigures,
    HamletFigures,
    Movement,
    Review,
)
from households.transitions import LISTED, OPENING, UNSETTLED, Group, entries
from localities.models import Locality

Counted = dict[str, ClassFigures]
_COMPUTED = HamletFigures.Source.COMPUTED


def refresh(hamlet: Locality, review: Review) -> None:
    """Count a village unit anew, in the caller's transaction. Rows that hold reported totals are left alone.

    The rows are locked before counting, so of two changes at once the later one counts both.
    """
    rows = _locked(review, [hamlet.pk])
    counted = count_forms(Assessment.objects.filter(review=review, hamlet=hamlet))
    counted[AVERAGE] = count_average(review, hamlet)
    moved = count_movements(review, [hamlet.pk]).get(hamlet.pk, {})
    for row in rows:
        figures = counted.get(row.household_class, ClassFigures())
        columns = {**to_columns(figures), **_movement_columns(moved.get(row.household_class, {}))}
        _write(row, columns)
    _write_ethnic(review, hamlet, {row.household_class for row in rows if row.source == _COMPUTED}, counted)


def refresh_movements(hamlets: Collection[int], review: Review) -> None:
    """Count only the columns of forms 7.2 and 7.3 of these units anew: a household moved between two, or an officer
    chose its movement."""
    rows = [row for row in _locked(review, hamlets) if row.household_class in LISTED]
    moved = count_movements(review, hamlets)
    for row in rows:
        _write(row, _movement_columns(moved.get(row.hamlet_id, {}).get(row.household_class, {})))


def refresh_average(hamlet: Locality, year: int) -> None:
    """Count the average-living households of a unit anew, where its commune has an annual review of that year."""
    review = Review.objects.annual().filter(commune=hamlet.parent_id, year=year).first()
    if review is not None:
        refresh(hamlet, review)


def store_reported(hamlet: Locality, review: Review, totals: Mapping[str, ClassFigures] | None) -> None:
    """Put reported totals in the place of counts; None makes the rows counts of forms again."""
    own = HamletFigures.objects.filter(review=review, hamlet=hamlet)
    for row in _locked(review, [hamlet.pk]):
        mine = own.filter(pk=row.pk)
        if totals and row.household_class in totals:
            mine.update(source=HamletFigures.Source.REPORTED, **to_columns(totals[row.household_class]))
        elif row.source != _COMPUTED:
            mine.update(source=_COMPUTED)
    refresh(hamlet, review)


def count_forms(assessments: QuerySet[Assessment]) -> Counted:
    """The figures of each class among the completed ones, counted in the database by class and ethnic group."""
    sums = {
        "n_households": Count("pk"),
        "n_persons": Sum("person_count"),
        **{f"n_{name}": Count("pk", filter=Q(**{tick: True})) for name, tick in TICKS.items()},
        **{f"n_{name}": Sum("person_count", filter=Q(**{tick: True})) for name, tick in PERSON_TICKS.items()},
        **{f"n_{name}": Sum(_bit("deprived_mask", slot)) for slot, name in enumerate(LACKING_FIELDS)},
        **{f"n_{name}": Sum(_bit("causes_mask", slot)) for slot, name in enumerate(CAUSE_FIELDS)},
    }
    completed = assessments.filter(state=Assessment.State.COMPLETED)
    found: Counted = defaultdict(ClassFigures)
    for row in completed.values("household_class", "ethnicity").order_by().annotate(**sums):
        counts = cast("Mapping[str, int]", row)
        found[row["household_class"]] += _with_ethnicity(from_row(counts, prefix="n_"), row["ethnicity"])
    return found


def count_average(review: Review, hamlet: Locality) -> ClassFigures:
    """The average-living households that decisions of the review's year recognised."""
    if not review.is_annual:
        return ClassFigures()
    rows = average_cases(review).filter(hamlet=hamlet).values("ethnicity").order_by()
    parts = rows.annotate(n_households=Count("pk"), n_persons=Sum("person_count"))
    return sum(
        (_with_ethnicity(from_row(cast("Mapping[str, int]", row), prefix="n_"), row["ethnicity"]) for row in parts),
        ClassFigures(),
    )


def average_cases(review: Review) -> QuerySet[AverageLivingCase]:
    """The cases of the commune that a decision of the review's year recognised."""
    recognised = AverageLivingCase.objects.filter(state=AverageLivingCase.State.RECOGNISED)
    return recognised.filter(commune=review.commune_id, decision_on__year=review.year)


def count_movements(review: Review, hamlets: Collection[int]) -> dict[int, dict[str, dict[str, int]]]:
    """The movement columns of these units, by unit and class, counted in the database by kind."""
    fewer = Case(When(persons_after__lt=F("persons_before"), then=F("persons_before") - F("persons_after")), default=0)
    more = Case(When(persons_after__gt=F("persons_before"), then=F("persons_after") - F("persons_before")), default=0)
    rows = (
        Movement.objects.filter(Q(hamlet__in=hamlets) | Q(hamlet_before__in=hamlets), review=review)
        .order_by()
        .values_list("hamlet_id", "hamlet_before_id", "kind", "class_before", "class_after")
        .annotate(Count("pk"), Sum("persons_before"), Sum("persons_after"), n_fewer=Sum(fewer), n_more=Sum(more))
    )
    found: dict[int, dict[str, dict[str, int]]] = {}
    for hamlet, former, kind, before, after, *sums in rows:
        add_movement(found, (hamlet, former), kind, (before, after), Group(*sums))
    return found


def add_movement(
    found: dict[int, dict[str, dict[str, int]]],
    units: tuple[int, int | None],
    kind: str,
    classes: tuple[str, str],
    group: Group,
) -> None:
    """Add a group of households to the columns of the units it concerns: where it lives, and where it was counted."""
    hamlet, former = units[0], units[1] or units[0]
    for entry in entries(kind, *classes, has_moved=former != hamlet, group=group):
        of_unit = found.setdefault(former if entry.in_former_unit else hamlet, {})
        columns = of_unit.setdefault(entry.household_class, {})
        name = {OPENING: "opening", UNSETTLED: "unsettled"}.get(entry.column, f"movement_{entry.column}")
        columns[name] = columns.get(name, 0) + entry.households
        if entry.column != UNSETTLED:
            columns[f"{name}_persons"] = columns.get(f"{name}_persons", 0) + entry.persons


# --- Parts ----------------------------------------------------------------------------------------


def _bit(mask: str, slot: int) -> Combinable:
    """1 or 0: whether a bit of the mask is set. The same words in SQLite and in PostgreSQL."""
    return F(mask).bitrightshift(slot).bitand(1)


def _with_ethnicity(figures: ClassFigures, ethnicity: str) -> ClassFigures:
    return figures + ClassFigures(ethnic=(EthnicCount(ethnicity, figures.households, figures.persons),))


def _movement_columns(counted: Mapping[str, int]) -> dict[str, int]:
    return {name: counted.get(name, 0) for name in MOVEMENT_COUNTS}


def _locked(review: Review, hamlets: Collection[int]) -> list[HamletFigures]:
    """The rows of these units, locked in one order; those that are lacking are made."""
    own = HamletFigures.objects.filter(review=review, hamlet__in=hamlets, household_class__in=FIGURE_CLASSES)
    locked = own.select_for_update(of=("self",), no_key=True).order_by("pk")
    rows = list(locked)
    if len(rows) < len(set(hamlets)) * len(FIGURE_CLASSES):
        HamletFigures.objects.bulk_create(
            [
                HamletFigures(review=review, commune_id=review.commune_id, hamlet_id=hamlet, household_class=each)
                for hamlet in sorted(hamlets)
                for each in FIGURE_CLASSES
            ],
            ignore_conflicts=True,
        )
        rows = list(locked.all())
    return rows


def _write(row: HamletFigures, columns: Mapping[str, int]) -> None:
    """Store the columns of a computed row that differ; most changes concern one class and a few columns."""
    changed = {name: value for name, value in columns.items() if getattr(row, name) != value}
    if changed and row.source == _COMPUTED:
        HamletFigures.objects.filter(pk=row.pk).update(**cast("dict[str, Any]", changed))


def _write_ethnic(
    review: Review, hamlet: Locality, classes: Iterable[str], counted: Mapping[str, ClassFigures]
) -> None:
    """Store the counts by ethnic group, of the classes whose figures are computed."""
    own = EthnicFigures.objects.filter(review=review, hamlet=hamlet, household_class__in=list(classes))
    stored = {(row.household_class, row.ethnicity): row for row in own}
    truth = {(each, count.ethnicity): count for each in classes for count in counted.get(each, ClassFigures()).ethnic}
    new = [key for key in truth if key not in stored]
    EthnicFigures.objects.bulk_create(
        EthnicFigures(
            review=review,
            commune_id=review.commune_id,
            hamlet=hamlet,
            household_class=key[0],
            ethnicity=key[1],
            households=truth[key].households,
            persons=truth[key].persons,
        )
        for key in new
    )
    for key, row in stored.items():
        count = truth.get(key)
        if count is None:
            row.delete()
        elif (row.households, row.persons) != (count.households, count.persons):
            own.filter(pk=row.pk).update(households=count.households, persons=count.persons)


assert set(OPENING_FIELDS) < set(MOVEMENT_COUNTS)
assert not set(FORM_COUNTS) & set(MOVEMENT_COUNTS)
