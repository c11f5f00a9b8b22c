"""How the register of a former commune falls to the one it became: which unit became which, and whose code collides."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count

from accounts.refusals import Refused
from households.models import Household, Review
from households.register.codes import suffixed
from localities.formats import count
from localities.models import Level, Locality, LocalityChange, predecessors_of
from localities.text import capital


@dataclass(frozen=True, slots=True)
class FormerUnit:
    """A village unit of a former commune with its households, and the unit of today that it probably is."""

    unit: Locality
    households: int
    proposed: Locality | None

    def __str__(self) -> str:
        where = f", {self.unit.parent.full_name}" if self.unit.parent else ""
        return f"{self.unit.full_name}{where} ({count(self.households)} hộ)"


@dataclass(frozen=True, slots=True)
class Renamed:
    """A household whose code was taken here already."""

    head_name: str
    before: str
    after: str

    def __str__(self) -> str:
        return f"hộ {self.head_name}: {self.before} thành {self.after}"


@dataclass(frozen=True, slots=True)
class TakenOver:
    """What a take-over brought."""

    households: int
    renamed: tuple[Renamed, ...] = ()


def former_communes(commune: Locality) -> list[Locality]:
    """The communes that this one was made of, however long ago."""
    paths = predecessors_of((commune.path,))
    return list(Locality.objects.filter(path__in=paths, level=Level.COMMUNE).order_by("path"))


def units_of(commune: Locality) -> list[Locality]:
    """The village units of today, in their official order."""
    units = commune.children.filter(level=Level.HAMLET, abolished_on__isnull=True)
    return list(units.select_related("parent").order_by("position", "sort_key", "pk"))


def former_units(commune: Locality) -> list[FormerUnit]:
    """The units of former communes that still hold households, each with its proposal."""
    held = Household.everyone.filter(commune__in=former_communes(commune)).values("hamlet").annotate(n=Count("pk"))
    numbers = {row["hamlet"]: row["n"] for row in held.order_by()}
    units = Locality.objects.filter(pk__in=numbers).select_related("parent").order_by("path")
    today = units_of(commune)
    proposals = _proposals(list(units), today)
    return [FormerUnit(unit, numbers[unit.pk], proposals.get(unit.pk)) for unit in units]


def check_none_running(commune: Locality) -> None:
    """A running review of a former commune counts its households where they are; it is finished first."""
    running = Review.objects.running().filter(commune__in=former_communes(commune)).select_related("commune")
    if review := running.order_by("pk").first():
        raise Refused(
            f"{capital(review.commune.full_name)} đang có đợt rà soát {review.period_words} chưa được công nhận. Hãy "
            "ghi quyết định công nhận đợt đó rồi mới tiếp nhận sổ hộ."
        )


def new_codes(commune: Locality, moving: list[Household]) -> dict[int, str]:
    """The code of each household in the commune, with a suffix where another household bears it."""
    taken = set(Household.everyone.filter(commune=commune).values_list("code", flat=True))
    found: dict[int, str] = {}
    for household in moving:
        found[household.pk] = suffixed(household.code, taken)
        taken.add(found[household.pk])
    return found


def collisions(commune: Locality, former: Sequence[FormerUnit]) -> list[Renamed]:
    """The households whose code would change if all of them came."""
    moving = list(Household.everyone.filter(hamlet__in=[each.unit.pk for each in former]).order_by("pk"))
    codes = new_codes(commune, moving)
    return [Renamed(each.head_name, each.code, codes[each.pk]) for each in moving if codes[each.pk] != each.code]


def _proposals(former: list[Locality], today: list[Locality]) -> Mapping[int, Locality]:
    """By the recorded change, else by the same name without accents and case, where only one has it."""
    by_name: dict[str, list[Locality]] = defaultdict(list)
    for unit in today:
        by_name[unit.name_folded].append(unit)
    found = {unit.pk: by_name[unit.name_folded][0] for unit in former if len(by_name[unit.name_folded]) == 1}
    own = {unit.pk: unit for unit in today}
    changes = LocalityChange.objects.filter(predecessor__in=former, successor__in=own).order_by("-effective_on", "-pk")
    recorded: dict[int, list[int]] = defaultdict(list)
    for before, after in changes.values_list("predecessor_id", "successor_id"):
        recorded[before].append(after)
    return found | {before: own[after[0]] for before, after in recorded.items() if len(after) == 1}
