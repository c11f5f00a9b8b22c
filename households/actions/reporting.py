"""Totals reported by village units without a list of households."""

from collections.abc import Mapping

from django.db import transaction

from accounts import audit
from accounts.audit import Act
from accounts.models import User
from accounts.refusals import Refused
from households import figures, movements
from households.actions.reviews import lock as lock_review
from households.figures import ClassFigures, to_columns
from households.figures.reported import Totals, check_can_report, check_unit, problems, stored_totals
from households.models import Review
from localities.formats import count_in_text
from localities.models import Level, Locality, Population


@transaction.atomic
def report_totals(*, review: Review, totals: Mapping[Locality, Totals | None], by: User) -> int:
    """Store the totals of village units as they were reported; None takes the reported totals of a unit back. Returns
    how many units changed; the same totals twice change nothing."""
    review = lock_review(review)
    stored = stored_totals(review)
    changed = {unit: new for unit, new in totals.items() if _differs(stored.get(unit.pk), new)}
    if not changed:
        return 0
    check_can_report(review)
    populations = dict(
        Population.objects.filter(place__in=list(changed), year=review.year).values_list("place_id", "households")
    )
    for unit, new in changed.items():
        _check_place(review, unit)
        check_unit(review, unit)
        if new is not None and (found := problems(new, review.standard, populations.get(unit.pk))):
            raise Refused(f"{unit.full_name}: {found[0].sentence}")
        figures.store_reported(unit, review, new)
    movements.settle_all(review)
    audit.record(
        Act.TOTALS_REPORTED,
        by=by,
        place=review.commune,
        target=review,
        summary=f"Rà soát {review.period_words}: số liệu báo cáo của {count_in_text(len(changed))} thôn, tổ dân phố",
        before={unit.key: _detail(stored.get(unit.pk)) for unit in changed},
        after={unit.key: _detail(new) for unit, new in changed.items()},
    )
    return len(changed)


def _check_place(review: Review, unit: Locality) -> None:
    if unit.level != Level.HAMLET or unit.parent_id != review.commune_id:
        raise Refused("Số liệu báo cáo được nhập theo thôn, tổ dân phố của xã, phường.")


def _differs(stored: Totals | None, new: Totals | None) -> bool:
    if stored is None or new is None:
        return stored is not new
    none = ClassFigures()
    return any(stored.get(each, none) != new.get(each, none) for each in {*stored, *new})


def _detail(totals: Totals | None) -> dict[str, dict[str, int]]:
    """What is written down: the counts that are not zero."""
    return {
        each: {name: value for name, value in to_columns(figure).items() if value}
        for each, figure in (totals or {}).items()
    }
