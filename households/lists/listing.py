"""Lists and counts of households beside their forms: what the list, the progress of a review and “nhập tiếp” read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, F, FilteredRelation, OuterRef, Q, QuerySet, Subquery

from households.forms.listing import COMPLETED, DRAFT, NOT_LISTED, SKIPPED, WITHOUT
from households.lists.entries import WITH_QUICK_CHECK
from households.models import Assessment, Household, ListEntry, Member, Review
from indicators.scoring import HouseholdClass
from localities.models import Level, Locality
from localities.scope import AreaScope

ON_LIST = Q(entry__isnull=False) | Q(form__isnull=False)
_UNFILTERED = Q(entry__quick_result__isnull=True) | Q(entry__quick_result=True)
IN_STATE: Mapping[str, Q] = {
    WITHOUT: Q(form__isnull=True, entry__isnull=False, ended_on__isnull=True) & _UNFILTERED,
    DRAFT: Q(form__state=Assessment.State.DRAFT),
    COMPLETED: Q(form__state=Assessment.State.COMPLETED),
    # Phiếu A found it clearly not poor, or it left the register before it was visited.
    SKIPPED: Q(form__isnull=True, entry__isnull=False) & (Q(entry__quick_result=False) | Q(ended_on__isnull=False)),
    NOT_LISTED: Q(form__isnull=True, entry__isnull=True),
}


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the list of a place is, and what the finished forms say. `households` counts those on the list: it is the
    sum of `without`, `drafts`, `completed` and `skipped` (on the list, but no Phiếu B is made). `not_listed` counts the
    others of the register."""

    households: int = 0
    without: int = 0
    drafts: int = 0
    completed: int = 0
    skipped: int = 0
    not_listed: int = 0
    poor: int = 0
    near_poor: int = 0

    def __add__(self, other: "Progress") -> "Progress":
        return Progress(*(getattr(self, name) + getattr(other, name) for name in Progress.__slots__))

    @property
    def to_do(self) -> int:
        return self.without + self.drafts

    @property
    def done(self) -> int:
        return self.completed + self.skipped

    @property
    def everybody(self) -> int:
        """All households of the register, on the list or not."""
        return self.households + self.not_listed


_COUNTS = {
    "households": Count("pk", filter=ON_LIST),
    "without": Count("pk", filter=IN_STATE[WITHOUT]),
    "drafts": Count("pk", filter=IN_STATE[DRAFT]),
    "completed": Count("pk", filter=IN_STATE[COMPLETED]),
    "skipped": Count("pk", filter=IN_STATE[SKIPPED]),
    "not_listed": Count("pk", filter=IN_STATE[NOT_LISTED]),
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
    """The households of a place within the scope, each beside its form and its entry on the list of one of the
    reviews (`form`, `entry`; all null without one)."""
    mine = Q(entries__review__in=[review.pk for review in reviews] or [0])
    households = Household.objects.in_scope(scope).at(place).with_form_of(list(reviews))
    return households.annotate(entry=FilteredRelation("entries", condition=mine))


def listed_at(scope: AreaScope, place: Locality, reviews: Sequence[Review]) -> QuerySet[Household]:
    """Those of them that stand on the list of the reviews."""
    return households_at(scope, place, reviews).filter(ON_LIST)


def waiting_for_quick(households: QuerySet[Household]) -> QuerySet[Household]:
    """Those that Phiếu A comes first for: they asked for a review or were noticed, and nothing is recorded yet."""
    waiting = Q(entry__why__in=WITH_QUICK_CHECK, entry__quick_result__isnull=True)
    return households.filter(IN_STATE[WITHOUT], waiting)


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
            entry_why=F("entry__why"),
            entry_quick=F("entry__quick_result"),
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
    """The next household of the list whose form is not completed, in the order of the list; round again from the end.
    Who needs no form is passed over."""
    return following(households.filter(IN_STATE[WITHOUT] | IN_STATE[DRAFT]), after)


def following(households: QuerySet[Household], after: Household | None = None) -> Household | None:
    """The next of these households in the order of the list; round again from the end."""
    rows = households.select_related("hamlet").order_by("sort_key", "pk")
    if after is None:
        return rows.first()
    later = Q(sort_key__gt=after.sort_key) | Q(sort_key=after.sort_key, pk__gt=after.pk)
    others = rows.exclude(pk=after.pk)
    return others.filter(later).first() or others.first()


def progress_of_reviews(scope: AreaScope, place: Locality, reviews: Sequence[Review]) -> dict[int, Progress]:
    """The progress of each of these reviews at a place, with one query: the months of a year, whose lists overlap."""
    form = Assessment.objects.filter(review=OuterRef("review"), household=OuterRef("household"))
    rows = ListEntry.objects.filter(review__in=reviews, household__in=Household.objects.in_scope(scope).at(place))
    rows = rows.annotate(state=Subquery(form.values("state")), form_class=Subquery(form.values("household_class")))
    unneeded = Q(state__isnull=True) & (Q(quick_result=False) | Q(household__ended_on__isnull=False))
    counts = {
        "households": Count("pk"),
        "drafts": Count("pk", filter=Q(state=Assessment.State.DRAFT)),
        "completed": Count("pk", filter=Q(state=Assessment.State.COMPLETED)),
        "skipped": Count("pk", filter=unneeded),
        "poor": Count("pk", filter=Q(form_class=HouseholdClass.POOR)),
        "near_poor": Count("pk", filter=Q(form_class=HouseholdClass.NEAR_POOR)),
    }
    found = {}
    for row in rows.order_by().values("review").annotate(**{f"n_{name}": each for name, each in counts.items()}):
        n = {name: row[f"n_{name}"] for name in counts}
        n["without"] = n["households"] - n["drafts"] - n["completed"] - n["skipped"]
        found[row["review"]] = Progress(**n)
    return found
