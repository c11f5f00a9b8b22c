"""The events of a place or of a household, and the households that wait to be accepted: what pages read."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from households.events.rules import Kind
from households.models import Household, HouseholdEvent
from localities.models import Level, Locality, predecessors_of
from localities.scope import AreaScope, subtree
from localities.text import fold

CANDIDATES = 20


def events_at(
    scope: AreaScope, place: Locality, *, kind: str = "", first: date | None = None, last: date | None = None
) -> QuerySet[HouseholdEvent]:
    """The events recorded at a place, the newest first."""
    found = _worded(HouseholdEvent.objects.in_scope(scope).filter(subtree(place.path, "hamlet")))
    if kind:
        found = found.filter(kind=kind)
    if first:
        found = found.filter(happened_on__gte=first)
    if last:
        found = found.filter(happened_on__lte=last)
    return found.order_by("-happened_on", "-pk")


def events_of(household: Household) -> QuerySet[HouseholdEvent]:
    """The life of a household. What another commune recorded of it is that commune's own; that it was accepted there
    is said beside the event by which it left."""
    elsewhere = Q(kind=Kind.ARRIVES, other=household)
    own = HouseholdEvent.objects.filter(Q(household=household) | Q(other=household)).exclude(elsewhere)
    return _worded(own).order_by("-happened_on", "-pk")


def all_offers_to(commune: Locality) -> QuerySet[HouseholdEvent]:
    """The households that other communes ever let go to this one, or to one that it was made of."""
    to = [commune.path, *predecessors_of((commune.path,))]
    offers = HouseholdEvent.objects.filter(kind=Kind.MOVES_OUT, to_commune__path__in=to)
    return offers.select_related("household", "commune__parent__parent")


def offers_to(commune: Locality) -> QuerySet[HouseholdEvent]:
    """Those of them that still wait; who waits longest comes first."""
    waiting = all_offers_to(commune).filter(undone_at__isnull=True).annotate(is_accepted=_accepted())
    return waiting.filter(is_accepted=False).order_by("happened_on", "pk")


def accepted_by(commune: Locality) -> QuerySet[HouseholdEvent]:
    """The households that came to a commune, the newest first."""
    came = HouseholdEvent.objects.filter(kind=Kind.ARRIVES, commune=commune, undone_at__isnull=True)
    return came.select_related("household", "hamlet", "recorded_by").order_by("-happened_on", "-pk")


def communes_named(words: str, besides: Locality) -> list[Locality]:
    """Communes of today that keep their households here, by name."""
    if not fold(words):
        return []
    found = Locality.objects.filter(level=Level.COMMUNE, abolished_on__isnull=True, children__level=Level.HAMLET)
    for word in fold(words).split():
        found = found.filter(name_folded__contains=word)
    found = found.exclude(pk=besides.pk).distinct().select_related("parent__parent")
    return list(found.order_by("sort_key", "path")[:CANDIDATES])


def commune_by_key(key: str, besides: Locality) -> Locality | None:
    found = Locality.objects.filter(level=Level.COMMUNE, abolished_on__isnull=True, children__level=Level.HAMLET)
    return found.exclude(pk=besides.pk).filter(key=key).distinct().select_related("parent__parent").first()


def households_named(scope: AreaScope, words: str, besides: Household) -> Sequence[Household]:
    """Households of the same commune that one could merge into, by name, code or member."""
    if not fold(words):
        return ()
    found = mergeable(scope, besides).matching(words).select_related("hamlet")
    return list(found.order_by("sort_key", "pk")[:CANDIDATES])


def mergeable(scope: AreaScope, besides: Household) -> QuerySet[Household]:
    found = Household.objects.in_scope(scope).filter(commune=besides.commune_id, ended_on__isnull=True)
    return found.exclude(pk=besides.pk)


def _worded(events: QuerySet[HouseholdEvent]) -> QuerySet[HouseholdEvent]:
    people = ("household", "hamlet", "commune", "to_commune", "other__hamlet", "recorded_by", "undone_by")
    return events.select_related(*people).annotate(is_accepted=_accepted())


def _accepted() -> Exists:
    """Whether another commune took in the household that left by this event."""
    arrivals = HouseholdEvent.objects.filter(
        kind=Kind.ARRIVES, other=OuterRef("household"), pk__gt=OuterRef("pk"), undone_at__isnull=True
    )
    return Exists(arrivals)


def hamlets_at(scope: AreaScope, place: Locality, day: date) -> QuerySet[Locality]:
    """Village units of a place on the officer's ground, for the choice of where a household lives."""
    units = Locality.objects.in_scope(scope).under(place).filter(level=Level.HAMLET)
    return units.existing_on(day).select_related("parent").order_by("position", "path")
