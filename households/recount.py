"""Counting again from the raw forms, in Python and not in SQL: what the stored figures are checked against."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from households.figures import COLUMNS, TICKS, ClassFigures, from_columns, to_columns
from households.models import CAUSE_SLOTS, INDICATOR_SLOTS, HamletFigures, Review
from indicators.scoring import HouseholdClass
from indicators.wording import CLASS_LABELS
from localities.models import Locality


@dataclass(frozen=True, slots=True)
class Mismatch:
    """One stored count that is not what the forms say."""

    review: Review
    hamlet: Locality
    household_class: str
    column: str
    stored: int | None
    counted: int

    def __str__(self) -> str:
        stored = "không có dòng số liệu" if self.stored is None else f"đang ghi {self.stored}"
        return (
            f"Rà soát {self.review.year}, {self.review.commune} ({self.review.commune.key}), {self.hamlet}, "
            f"{CLASS_LABELS[HouseholdClass(self.household_class)]}, {self.column}: {stored}, đếm lại {self.counted}"
        )


def recount(review: Review) -> dict[tuple[int, str], ClassFigures]:
    """The figures of each village unit and class, one completed form after the other."""
    found: dict[tuple[int, str], ClassFigures] = defaultdict(ClassFigures)
    for form in review.assessments.completed().order_by("pk").iterator():
        one = ClassFigures(
            households=1,
            persons=form.person_count,
            **{name: int(getattr(form, tick)) for name, tick in TICKS.items()},
            lacking=tuple(form.deprived_mask >> slot & 1 for slot in range(INDICATOR_SLOTS)),
            causes=tuple(form.causes_mask >> slot & 1 for slot in range(CAUSE_SLOTS)),
        )
        found[form.hamlet_id, form.household_class] += one
    return dict(found)


def mismatches(review: Review) -> Iterator[Mismatch]:
    """Where the stored figures of a review are not what its forms say. Reported totals have no forms; a village unit
    without a row and without forms has nothing to say."""
    counted = recount(review)
    rows = {(row.hamlet_id, row.household_class): row for row in review.figures.all()}
    places = Locality.objects.in_bulk({hamlet for hamlet, _ in {*counted, *rows}})
    for key in sorted({*counted, *rows}, key=lambda key: (places[key[0]].path, key[1])):
        row = rows.get(key)
        if row is not None and row.source == HamletFigures.Source.REPORTED:
            continue
        stored = to_columns(from_columns(row)) if row else {}
        truth = to_columns(counted.get(key, ClassFigures()))
        for column in COLUMNS if row else ("households",):
            if stored.get(column) != truth[column]:
                yield Mismatch(review, places[key[0]], key[1], column, stored.get(column), truth[column])
