"""Which score sheets apply to the households of a commune, and what they ask. At most two queries each."""

from collections.abc import Iterable
from datetime import date

from django.db.models import F, Q, QuerySet

from accounts.refusals import Refused
from households.models import Assessment, ScoreItem, ScoreSheet
from indicators import score_sheets as pure
from indicators.score_sheets import ScoreAnswer, ScoreQuestion, WrongChoice
from localities.models import Locality
from localities.scope import subtree


def sheets_for(commune: Locality, standard_code: str, area_type: str, on: date | None = None) -> list[ScoreSheet]:
    """The sheets that apply to households of this area in the commune, the nearest place first: its own, then its
    province's. `on`: those that were in use at the end of that day; without it those in use now."""
    keys = commune.path.strip("/").split("/")
    found = ScoreSheet.objects.filter(place__key__in=keys, standard_code=standard_code, area_type=area_type)
    if on is None:
        found = found.filter(retired_at__isnull=True)
    else:
        in_use = Q(retired_at__isnull=True) | Q(retired_at__date__gt=on)
        found = found.filter(in_use, loaded_at__date__lte=on)
    return sorted(found.select_related("place"), key=lambda sheet: (-len(sheet.place.path), sheet.region, sheet.pk))


def known_at(place: Locality) -> QuerySet[ScoreSheet]:
    """The sheets that the list of a place shows, those in use first: its own, of places above it, of places below."""
    keys = place.path.strip("/").split("/")
    found = ScoreSheet.objects.filter(Q(place__key__in=keys) | subtree(place.path, "place"))
    ordered = found.order_by(F("retired_at").desc(nulls_first=True), "-loaded_at", "-pk")
    return ordered.select_related("place", "loaded_by", "retired_by")


def in_use_at(place: Locality, standard_code: str, area_type: str, region: str) -> ScoreSheet | None:
    """The sheet of this very place that a new one for the same region and area would replace."""
    of = {"place": place, "standard_code": standard_code, "area_type": area_type, "region": region}
    return ScoreSheet.objects.filter(**of, retired_at__isnull=True).first()


def forms_scored_with(sheet: ScoreSheet) -> int:
    """How many forms took their B1 from this sheet."""
    return Assessment.objects.filter(score_sheet=sheet).count()


def questions(sheet: ScoreSheet) -> tuple[ScoreQuestion, ...]:
    """The questions of a sheet with their answers, in its order."""
    answers: dict[int, list[ScoreAnswer]] = {}
    asked: list[ScoreItem] = []
    for item in ScoreItem.objects.filter(sheet=sheet).order_by("position", "pk"):
        if item.parent_id is None or item.points is None:
            asked.append(item)
        else:
            answers.setdefault(item.parent_id, []).append(ScoreAnswer(item.code, item.label, item.points))
    return tuple(
        ScoreQuestion(item.code, item.label, item.takes_several, tuple(answers.get(item.pk, ()))) for item in asked
    )


def total(sheet: ScoreSheet, codes: Iterable[str]) -> int:
    """B1 of the chosen answers. Codes that the sheet does not have, or that contradict each other, are refused."""
    return total_of(questions(sheet), codes)


def total_of(asked: tuple[ScoreQuestion, ...], codes: Iterable[str]) -> int:
    """The same for whoever has read the questions already."""
    try:
        return pure.total(asked, codes)
    except WrongChoice as reason:
        raise Refused(str(reason)) from None
