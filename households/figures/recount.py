"""Counting again from the raw rows, in Python and not in SQL: what the stored figures are checked against."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from households.figures import (
    AVERAGE,
    COLUMNS,
    MOVEMENT_COUNTS,
    PERSON_TICKS,
    TICKS,
    ClassFigures,
    EthnicCount,
    from_columns,
    to_columns,
)
from households.figures.counting import add_movement
from households.models import (
    AVERAGE_LIVING,
    CAUSE_SLOTS,
    INDICATOR_SLOTS,
    Assessment,
    AverageLivingCase,
    HamletFigures,
    Review,
)
from households.movements.settling import stale
from households.transitions import Group
from indicators.ethnic_groups import by_code
from indicators.wording import CLASS_LABELS
from localities.models import Locality

_CLASS_WORDS = {**{each.value: words for each, words in CLASS_LABELS.items()}, AVERAGE: AVERAGE_LIVING[1]}
Key = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Mismatch:
    """One stored count that is not what the forms say."""

    review: Review
    hamlet: Locality
    what: str
    stored: int | str | None
    counted: int | str

    def __str__(self) -> str:
        stored = "không có dòng số liệu" if self.stored is None else f"đang ghi {self.stored}"
        return (
            f"Rà soát {self.review.period_words}, {self.review.commune} ({self.review.commune.key}), {self.hamlet}, "
            f"{self.what}: {stored}, đếm lại {self.counted}"
        )


@dataclass
class Recount:
    """Everything that is counted of a review, by village unit and class."""

    figures: dict[Key, ClassFigures] = field(default_factory=lambda: defaultdict(ClassFigures))
    movements: dict[int, dict[str, dict[str, int]]] = field(default_factory=dict)

    def columns(self, key: Key) -> dict[str, int]:
        moved = self.movements.get(key[0], {}).get(key[1], {})
        counted = to_columns(self.figures.get(key, ClassFigures()))
        return {**counted, **{name: moved.get(name, 0) for name in MOVEMENT_COUNTS}}

    def keys(self) -> set[Key]:
        moved = {(hamlet, each) for hamlet, classes in self.movements.items() for each in classes}
        return {*self.figures, *moved}


def recount(review: Review) -> Recount:
    """Count a review, one form, one movement, one case after the other."""
    found = Recount()
    for form in review.assessments.completed().order_by("pk").iterator():
        found.figures[form.hamlet_id, form.household_class] += _of_form(form)
    for row in review.movements.order_by("pk").iterator():
        group = Group.of_one(row.persons_before, row.persons_after)
        units = (row.hamlet_id, row.hamlet_before_id)
        add_movement(found.movements, units, row.kind, (row.class_before, row.class_after), group)
    recognised = AverageLivingCase.objects.filter(
        commune=review.commune_id, state=AverageLivingCase.State.RECOGNISED, decision_on__isnull=False
    )
    for case in recognised if review.is_annual else ():
        if case.decision_on and case.decision_on.year == review.year:
            found.figures[case.hamlet_id, AVERAGE] += _of_head(case.ethnicity, case.person_count)
    return found


def mismatches(review: Review) -> Iterator[Mismatch]:
    """Where the stored figures of a review are not what its forms, movements and cases say, and where a movement is not
    what forms and events say. Reported totals have no forms; a village unit without a row and without anything counted
    has nothing to say."""
    counted = recount(review)
    rows = {(row.hamlet_id, row.household_class): row for row in review.figures.all()}
    places = Locality.objects.in_bulk({hamlet for hamlet, _ in {*counted.keys(), *rows}})
    reported = {key for key, row in rows.items() if row.source == HamletFigures.Source.REPORTED}
    for key in sorted({*counted.keys(), *rows} - reported, key=lambda key: (places[key[0]].path, key[1])):
        stored = to_columns(from_columns(rows[key])) if key in rows else {}
        truth = counted.columns(key)
        for column in COLUMNS if stored else ("households",):
            if stored.get(column) != truth[column]:
                what = f"{_CLASS_WORDS[key[1]]}, {column}"
                yield Mismatch(review, places[key[0]], what, stored.get(column), truth[column])
    yield from _ethnic_mismatches(review, counted, reported)
    yield from _stale_movements(review)


def _of_form(form: Assessment) -> ClassFigures:
    ticks: dict[str, Any] = {
        **{name: int(getattr(form, tick)) for name, tick in TICKS.items()},
        **{name: form.person_count * int(getattr(form, tick)) for name, tick in PERSON_TICKS.items()},
    }
    return _of_head(form.ethnicity, form.person_count) + ClassFigures(
        **ticks,
        lacking=tuple(form.deprived_mask >> slot & 1 for slot in range(INDICATOR_SLOTS)),
        causes=tuple(form.causes_mask >> slot & 1 for slot in range(CAUSE_SLOTS)),
    )


def _of_head(ethnicity: str, persons: int) -> ClassFigures:
    return ClassFigures(households=1, persons=persons, ethnic=(EthnicCount(ethnicity, 1, persons),))


def _ethnic_mismatches(review: Review, counted: Recount, reported: set[Key]) -> Iterator[Mismatch]:
    truth = {
        (*key, each.ethnicity): (each.households, each.persons)
        for key, figures in counted.figures.items()
        if key not in reported
        for each in figures.ethnic
    }
    rows = {
        (row.hamlet_id, row.household_class, row.ethnicity): (row.households, row.persons)
        for row in review.ethnic_figures.filter(source=HamletFigures.Source.COMPUTED)
        if (row.hamlet_id, row.household_class) not in reported
    }
    places = Locality.objects.in_bulk({hamlet for hamlet, _, _ in {*truth, *rows}})
    for key in sorted({*truth, *rows}):
        for position, name in enumerate(("households", "persons")):
            stored = rows[key][position] if key in rows else None
            number = truth.get(key, (0, 0))[position]
            if stored != number:
                group = by_code(key[2])
                what = f"{_CLASS_WORDS[key[1]]}, dân tộc {group.name if group else key[2]}, {name}"
                yield Mismatch(review, places[key[0]], what, stored, number)


def _stale_movements(review: Review) -> Iterator[Mismatch]:
    """Movements of a running review that are not what forms and events say; those of a recognised one are frozen."""
    for household, stored, wanted in stale(review):
        yield Mismatch(review, household.hamlet, f"diễn biến của {household}", stored, wanted)
