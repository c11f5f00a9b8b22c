"""Lists and counts of households beside their forms: what the list, the progress of a review and “nhập tiếp” read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery

from households.forms.listing import COMPLETED, DRAFT, WITHOUT
from households.models import Assessment, Household, Member, Review
from indicators.scoring import HouseholdClass
from localities.models import Level, Locality
from localities.scope import AreaScope

IN_STATE: Mapping[str, Q] = {
    WITHOUT: Q(form__isnull=True),
    DRAFT: Q(form__state=Assessment.State.DRAFT),
    COMPLETED: Q(form__state=Assessment.State.COMPLETED),
}


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the forms of a place are, and what the finished ones say."""

    households: int = 0
    without: int = 0
    drafts: int = 0
    completed: int = 0
    poor: int = 0
    near_poor: int = 0

    def __add__(self, other: "Progress") -> "Progress":
        return Progress(*(getattr(self, name) + getattr(other, name) for name in Progress.__slots__))

    @property
    def to_do(self) -> int:
        return self.without + self.drafts


_COUNTS = {
    "households": Count("pk"),
    "without": Count("pk", filter=IN_STATE[WITHOUT]),
    "drafts": Count("pk", filter=IN_STATE[DRAFT]),
    "completed": Count("pk", filter=IN_STATE[COMPLETED]),
    "poor": Count("pk", filter=Q(form__household_class=HouseholdClass.POOR)),
    "near_poor": Count("pk", filter=Q(form__household_class=HouseholdClass.NEAR_POOR)),
}


def reviews_at(scope: AreaScope, place: Locality, year: int, month: int = 0) -> list[Review]:
    """The annual reviews of a year at a place, or those of a month: of its communes, or of the commune that a village
    unit belongs to."""
    found = Review.objects.in_scope(scope).filter(year=year, month=month).select_related("commune")
    if place.is_hamlet:
        return list(found.filter(commune=place.parent_id))
    return list(found.filter(commune__in=Locality.objects.under(place).filter(level=Level.COMMUNE)))


def households_at(scope: AreaScope, place: Locality, reviews: Sequence[Review]) -> QuerySet[Household]:
    """The households of a place within the scope, each beside its form in one of the reviews."""
    return Household.objects.in_scope(scope).at(place).with_form_of(list(reviews))


def for_table(households: QuerySet[Household]) -> QuerySet[Household]:
    """The rows of the list: in Vietnamese order, with what the table shows of the form."""
    members = Member.objects.filter(household=OuterRef("pk")).order_by().values("household")
    people = members.annotate(n=Count("pk")).values("n")
    return (
        households.select_related("hamlet", "commune")
        .annotate(
            form_state=F("form__state"),
            form_class=F("form__household_class"),
            form_b1=F("form__income_points"),
            form_b2=F("form__deprivation_points"),
            persons=Subquery(people),
        )
        .order_by("sort_key", "pk")
    )


def count_states(households: QuerySet[Household]) -> Progress:
    return Progress(**households.order_by().aggregate(**_COUNTS))


def progress_by(households: QuerySet[Household], group: str) -> dict[int, Progress]:
    """The progress of each village unit ("hamlet_id") or commune ("commune_id"), counted in the database."""
    rows = households.order_by().values(group).annotate(**{f"n_{name}": count for name, count in _COUNTS.items()})
    return {row[group]: Progress(**{name: row[f"n_{name}"] for name in _COUNTS}) for row in rows}


def next_to_do(households: QuerySet[Household], after: Household | None = None) -> Household | None:
    """The next household whose form is not completed, in the order of the list; round again from the end."""
    open_ones = households.exclude(IN_STATE[COMPLETED]).select_related("hamlet").order_by("sort_key", "pk")
    if after is None:
        return open_ones.first()
    later = Q(sort_key__gt=after.sort_key) | Q(sort_key=after.sort_key, pk__gt=after.pk)
    others = open_ones.exclude(pk=after.pk)
    return others.filter(later).first() or others.first()
