"""Is it perhaps written down already? Asked before a household is saved, and of the whole register on a page.

A hint and never a refusal: two people may share a name, and a number may have been typed wrongly the first time. What
the officer decides is kept (`DuplicateDecision`), so that the same pair is not asked about again.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from django.db.models import F, Max, Min, Q, QuerySet

from households.models import DuplicateDecision, Household, Member
from households.register.people import HEAD, MemberInput
from localities.models import Locality
from localities.scope import AreaScope, subtree
from localities.text import capital, fold

LARGEST_GROUP = 12
"""More people of one name and year in one village unit are a list of its own; pairing them all would drown the page."""


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A household that may be the same. `household` is None where it lies outside the officer's ground: then only that
    it exists is said. `other` is that household all the same, for the decision that is kept."""

    sentence: str
    household: Household | None
    other: Household


# --- Before saving --------------------------------------------------------------------------------


def candidates(
    members: Sequence[MemberInput], hamlet: Locality, *, scope: AreaScope, besides: Household | None = None
) -> list[Duplicate]:
    """Households that these people may already belong to: by number anywhere, by name in the village unit. One line for
    each household, the strongest sign first."""
    found = same_numbers(members, scope=scope, besides=besides)
    found += same_head(members, hamlet, besides=besides)
    found += same_people(members, hamlet, besides=besides)
    return list({duplicate.other.pk: duplicate for duplicate in reversed(found)}.values())[::-1]


def same_numbers(
    people: Iterable[MemberInput | Member], *, scope: AreaScope, besides: Household | None = None
) -> list[Duplicate]:
    """Households where somebody with the identification number of one of these people is already written down."""
    names = {person.national_id: person.full_name for person in people if person.national_id}
    if not names:
        return []
    found = _living(besides).filter(national_id__in=names).select_related("household__hamlet__parent")
    return [_number_found(names[person.national_id], person.household, scope) for person in found.order_by("pk")]


def _number_found(name: str, household: Household, scope: AreaScope) -> Duplicate:
    if not scope.covers(household.hamlet.path):
        return Duplicate(f"Số định danh của {name} đã được ghi ở một hộ ngoài địa bàn của ông/bà.", None, household)
    where = f"hộ {household.head_name}, {household.hamlet.full_name} (mã {household.code})"
    return Duplicate(f"Số định danh của {name} đã được ghi ở {where}.", household, household)


def same_head(members: Sequence[MemberInput], hamlet: Locality, besides: Household | None = None) -> list[Duplicate]:
    """Households of the village unit whose head has the same name, whatever its accents and case."""
    names = {fold(member.full_name) for member in members if member.relationship == HEAD and member.full_name}
    heads = _living(besides).filter(relationship=HEAD, name_folded__in=names, household__hamlet=hamlet)
    return [
        Duplicate(
            f"{capital(hamlet.full_name)} đã có hộ mà chủ hộ là {head.full_name} (mã {head.household.code}).",
            head.household,
            head.household,
        )
        for head in heads.select_related("household").order_by("pk")
    ]


def same_people(members: Sequence[MemberInput], hamlet: Locality, besides: Household | None = None) -> list[Duplicate]:
    """Households of the village unit where somebody has the name and birth year of one of these people."""
    wanted = {(fold(member.full_name), member.birth_year) for member in members if member.birth_year}
    same = _living(besides).filter(household__hamlet=hamlet, name_folded__in={name for name, _ in wanted})
    return [
        Duplicate(
            f"{person.full_name}, sinh năm {person.birth_year}, đã được ghi ở hộ {person.household.head_name}, "
            f"{hamlet.full_name} (mã {person.household.code}).",
            person.household,
            person.household,
        )
        for person in same.select_related("household").order_by("pk")
        if (person.name_folded, person.birth_year) in wanted
    ]


def _living(besides: Household | None) -> QuerySet[Member]:
    """People of households that stand in the register; not of one's own, nor of those decided to be others."""
    found = Member.objects.filter(household__deleted_at__isnull=True, household__ended_on__isnull=True)
    if besides is None:
        return found
    decided = DuplicateDecision.objects.filter(verdict=DuplicateDecision.Verdict.DIFFERENT)
    return (
        found.exclude(household=besides)
        .exclude(household__in=decided.filter(first=besides).values("second"))
        .exclude(household__in=decided.filter(second=besides).values("first"))
    )


# --- The whole register of a place ----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Pair:
    """Two households, the one with the lower key first, and the people who are in both: by number, by name."""

    first: int
    second: int
    numbers: tuple[str, ...] = ()
    names: tuple[tuple[str, int], ...] = ()

    @property
    def keys(self) -> tuple[int, int]:
        return self.first, self.second


def pairs_at(scope: AreaScope, place: Locality) -> list[Pair]:
    """The pairs of a place that nobody has decided about: those with a common number first, then by how much is common.

    Two grouped queries find what is there twice, two more fetch only those rows, so a register without look-alikes
    costs four cheap queries whatever its size.
    """
    people = _living(None).filter(scope.q("household__hamlet"), subtree(place.path, "household__hamlet")).order_by()
    numbers: dict[tuple[int, int], list[str]] = defaultdict(list)
    names: dict[tuple[int, int], list[tuple[str, int]]] = defaultdict(list)
    for keys, (number,) in _shared(people.exclude(national_id=""), ["national_id"]):
        numbers[keys].append(number)
    for keys, (name, year, _) in _shared(
        people.filter(birth_year__isnull=False), ["name_folded", "birth_year", "household__hamlet"]
    ):
        names[keys].append((name, year))
    decided = set(decisions_at(scope, place).values_list("first", "second"))
    found = [
        Pair(*keys, numbers=tuple(numbers.get(keys, ())), names=tuple(names.get(keys, ())))
        for keys in {**numbers, **names}
        if keys not in decided
    ]
    return sorted(found, key=lambda pair: (-len(pair.numbers), -len(pair.names), pair.keys))


def decisions_at(scope: AreaScope, place: Locality) -> QuerySet[DuplicateDecision]:
    """What was decided about pairs of which both lie here, within the officer's ground."""
    here = Household.objects.in_scope(scope).at(place).values("pk")
    return DuplicateDecision.objects.filter(first__in=here, second__in=here)


def _shared(people: QuerySet[Member], by: list[str]) -> Iterable[tuple[tuple[int, int], tuple]]:
    """(two households, what somebody in each has in common) for every value that stands in several households."""
    # The lowest and the highest household say whether there are several, at half the price of counting them.
    several = people.values(*by).annotate(low=Min("household"), high=Max("household")).filter(high__gt=F("low"))
    common = {tuple(row[name] for name in by) for row in several}
    if not common:
        return
    homes: dict[tuple, set[int]] = defaultdict(set)
    first_of = {values[0] for values in common}
    for household, *values in people.filter(Q(**{f"{by[0]}__in": first_of})).values_list("household", *by):
        if tuple(values) in common:
            homes[tuple(values)].add(household)
    for values, households in homes.items():
        if len(households) > LARGEST_GROUP:
            continue
        for keys in combinations(sorted(households), 2):
            yield keys, values
