"""Who has done how much in a review: for the page of its progress."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, time

from django.db.models import Count, F, Q, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from households.models import Assessment, Review
from localities.formats import count
from localities.models import Locality
from localities.scope import AreaScope
from localities.text import capital, sort_key

PLACES_SHOWN = 3


@dataclass(frozen=True)
class ReviewerRow:
    """What one person has done: the numbers are of completed forms by who completed them, and of open drafts by who
    saved them last."""

    name: str
    today: int
    completed: int
    drafts: int
    places: str

    @property
    def counts(self) -> list[str]:
        return [count(number) for number in (self.today, self.completed, self.drafts)]


@dataclass(frozen=True)
class ReviewersTable:
    """What `households/_reviewers.html` shows."""

    rows: tuple[ReviewerRow, ...]

    @property
    def total(self) -> list[str]:
        sums = (sum(getattr(row, name) for row in self.rows) for name in ("today", "completed", "drafts"))
        return [count(number) for number in sums]


def reviewers_progress(review: Review, scope: AreaScope, place: Locality | None = None) -> ReviewersTable:
    """Who completed how many forms of the review on this ground, today and in all, and whose drafts are open. One
    query, whatever the size; the busiest today first."""
    midnight = timezone.make_aware(datetime.combine(timezone.localdate(), time.min))
    forms = Assessment.objects.in_scope(scope).filter(review=review)
    if place is not None and place.is_hamlet:
        forms = forms.filter(hamlet=place)
    done = Q(state=Assessment.State.COMPLETED)
    rows = (
        forms.annotate(who=Coalesce("completed_by__full_name", "saved_by__full_name", Value("")))
        .annotate(person=Coalesce("completed_by", "saved_by"))
        .order_by()
        .values("person", "who", unit_kind=F("hamlet__kind"), unit_name=F("hamlet__name"))
        .annotate(
            today=Count("pk", filter=done & Q(completed_at__gte=midnight)),
            completed=Count("pk", filter=done),
            drafts=Count("pk", filter=~done),
        )
    )
    people: dict[int, list[dict]] = {}
    for row in rows:
        people.setdefault(row["person"], []).append(row)
    found = [_row(parts) for parts in people.values()]
    return ReviewersTable(tuple(sorted(found, key=lambda row: (-row.today, -row.completed, sort_key(row.name)))))


def _row(parts: Collection[dict]) -> ReviewerRow:
    sums = {name: sum(part[name] for part in parts) for name in ("today", "completed", "drafts")}
    units = sorted(parts, key=lambda part: (-part["completed"] - part["drafts"], sort_key(part["unit_name"])))
    names = [capital(f"{part['unit_kind']} {part['unit_name']}") for part in units]
    more = f" và {count(len(names) - PLACES_SHOWN)} nơi khác" if len(names) > PLACES_SHOWN else ""
    return ReviewerRow(name=next(iter(parts))["who"], places=", ".join(names[:PLACES_SHOWN]) + more, **sums)
