"""The cases of average-living households at a place: what the list reads."""

from collections import defaultdict
from collections.abc import Mapping

from django.db.models import Count, Q, QuerySet

from households.cases.average_living import OPEN
from households.models import AverageLivingCase
from localities.models import Locality
from localities.scope import AreaScope, subtree


def cases_at(scope: AreaScope, place: Locality, year: int) -> QuerySet[AverageLivingCase]:
    """The cases that a year is about: asked for or decided in it, or still open from before."""
    of_year = Q(requested_on__year=year) | Q(decision_on__year=year) | Q(state__in=OPEN, requested_on__year__lt=year)
    return AverageLivingCase.objects.in_scope(scope).filter(subtree(place.path, "hamlet")).filter(of_year)


def count_states(cases: QuerySet[AverageLivingCase]) -> dict[str, int]:
    rows = cases.order_by().values("state").annotate(number=Count("pk"))
    return {row["state"]: row["number"] for row in rows}


def count_states_by(cases: QuerySet[AverageLivingCase], group: str) -> Mapping[int, dict[str, int]]:
    """The states counted for each village unit ("hamlet_id") or commune ("commune_id")."""
    found: dict[int, dict[str, int]] = defaultdict(dict)
    for row in cases.order_by().values(group, "state").annotate(number=Count("pk")):
        found[row[group]][row["state"]] = row["number"]
    return found
