"""Who registered to leave poverty or near-poverty: the households of a review beside what they signed."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import CharField, Count, DateField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from households.cases.registrations import POOR_CLASSES
from households.models import Assessment, ExitRegistration, Review
from indicators.scoring import HouseholdClass
from localities.models import Locality
from localities.scope import AreaScope, subtree

State = ExitRegistration.State
NOTHING = "none"
"""Stands for "no word yet" where the state of a registration is asked for."""


@dataclass(frozen=True, slots=True)
class ClassExits:
    """Households of one class: how many could leave it by their form, and what they signed. `registered_able` are
    those who could and registered."""

    households: int = 0
    able: int = 0
    registered: int = 0
    registered_able: int = 0
    declined: int = 0
    withdrawn: int = 0

    def __add__(self, other: "ClassExits") -> "ClassExits":
        return ClassExits(*(getattr(self, name) + getattr(other, name) for name in ClassExits.__slots__))

    @property
    def unheard(self) -> int:
        """Nothing is recorded of them yet."""
        return self.households - self.registered - self.declined - self.withdrawn


@dataclass(frozen=True, slots=True)
class Exits:
    """The poor and the near-poor households of one place."""

    poor: ClassExits = field(default_factory=ClassExits)
    near_poor: ClassExits = field(default_factory=ClassExits)

    def __add__(self, other: "Exits") -> "Exits":
        return Exits(self.poor + other.poor, self.near_poor + other.near_poor)

    @property
    def both(self) -> ClassExits:
        return self.poor + self.near_poor


def forms_for_exit(scope: AreaScope, place: Locality, reviews: Sequence[Review]) -> QuerySet[Assessment]:
    """The completed forms of poor and near-poor households at a place, each with `registration` (its state or
    `NOTHING`), `signed_on`, `reason` and `wishes`. They stand unit by unit, as the signed papers do."""
    forms = Assessment.objects.in_scope(scope).filter(subtree(place.path, "hamlet"), review__in=[r.pk for r in reviews])
    return _with_registration(forms).order_by(
        "hamlet__position", "hamlet__sort_key", "hamlet_id", "household__sort_key", "household_id"
    )


def registered_by_hamlet(review: Review) -> dict[int, Exits]:
    """What the households of each village unit signed for the year after this review, by the key of the unit. Only
    those whose form still says poor or near-poor are counted."""
    return count_by(Assessment.objects.filter(review=review), "hamlet_id")


def count_by(forms: QuerySet[Assessment], group: str) -> dict[int, Exits]:
    """The counts of each village unit ("hamlet_id") or commune ("commune_id"), counted in the database."""
    rows = (
        _with_registration(forms)
        .order_by()
        .values(group, "household_class", "can_exit", "registration")
        .annotate(number=Count("pk"))
    )
    found: dict[int, Exits] = defaultdict(Exits)
    for row in rows:
        counted = _counted(row["registration"], row["can_exit"], row["number"])
        poor = row["household_class"] == HouseholdClass.POOR
        found[row[group]] += Exits(poor=counted) if poor else Exits(near_poor=counted)
    return dict(found)


def _counted(state: str, able: bool, number: int) -> ClassExits:
    registered = number if state == State.REGISTERED else 0
    return ClassExits(
        households=number,
        able=number if able else 0,
        registered=registered,
        registered_able=registered if able else 0,
        declined=number if state == State.DECLINED else 0,
        withdrawn=number if state == State.WITHDRAWN else 0,
    )


def _with_registration(forms: QuerySet[Assessment]) -> QuerySet[Assessment]:
    own = ExitRegistration.objects.filter(household=OuterRef("household"), review=OuterRef("review"))
    return (
        forms.completed()
        .filter(household_class__in=POOR_CLASSES)
        .annotate(
            registration=Coalesce(Subquery(own.values("state")), Value(NOTHING), output_field=CharField()),
            signed_on=Subquery(own.values("signed_on"), output_field=DateField()),
            reason=Subquery(own.values("reason")),
            wishes=Subquery(own.values("wishes")),
        )
    )
