"""Everything that can happen to the figures and village units of a commune: one transaction, one audit row each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Max

from accounts import audit
from accounts.audit import Act
from accounts.models import User
from accounts.places import policies
from accounts.refusals import Refused
from localities.formats import count, count_in_text, short_date
from localities.models import Level, Locality, LocalityChange, Population

Figures = tuple[int | None, int | None]  # households, persons
NOTHING: Figures = (None, None)


@dataclass(frozen=True, slots=True)
class PlaceCount:
    """What is typed for one place. `seen` is what was recorded when the form was opened."""

    place: Locality
    households: int | None
    persons: int | None
    seen: Figures | None = None


# --- Population -----------------------------------------------------------------------------------


@transaction.atomic
def record_population(*, commune: Locality, year: int, counts: Sequence[PlaceCount], source: str = "", by: User) -> int:
    """Record the figures of a year, all of them or none; how many places changed. Recorded twice, it is one recording.

    A place without households has no figures: what was recorded for it is taken out.
    """
    _lock(commune)
    policies.check_can_record(commune, year)
    places = [typed.place for typed in counts]
    _check_belong(commune, places)
    recorded = {row.place_id: row for row in Population.objects.filter(year=year, place__in=places)}
    changed = [typed for typed in counts if _differs(typed, source, recorded.get(typed.place.pk))]
    _check_may_change(commune, year, changed, recorded)
    if not changed:
        return 0
    details = [_write(typed, year, source, recorded.get(typed.place.pk)) for typed in changed]
    households = sum(typed.households or 0 for typed in counts if typed.place.is_hamlet)
    audit.record(
        Act.POPULATION_RECORDED,
        by=by,
        place=commune,
        target=commune,
        summary=f"Năm {year}: sửa số của {count_in_text(len(changed))} nơi; cộng các thôn, tổ {count(households)} hộ",
        year=year,
        source=source,
        changes=details,
    )
    return len(changed)


def _check_belong(commune: Locality, places: Iterable[Locality]) -> None:
    for place in places:
        if place.pk != commune.pk and (place.parent_id != commune.pk or not place.is_hamlet):
            raise policies.refused(f"{place.full_name} không thuộc {commune.full_name}.")


def _check_may_change(
    commune: Locality, year: int, changed: Iterable[PlaceCount], recorded: dict[int, Population]
) -> None:
    frozen = policies.why_frozen(commune, year)
    for typed in changed:
        now = _figures(recorded.get(typed.place.pk))
        if typed.seen is not None and now not in (typed.seen, (typed.households, typed.persons)):
            raise Refused(
                f"Số liệu của {typed.place.full_name} vừa được người khác sửa thành {_words(now)}. "
                "Hãy mở lại trang, xem số mới rồi nhập lại."
            )
        kept = [before for before, after in zip(now, (typed.households, typed.persons), strict=True) if before != after]
        if frozen and any(before is not None for before in kept):
            raise Refused(frozen)


def _write(typed: PlaceCount, year: int, source: str, row: Population | None) -> dict[str, object]:
    before = _figures(row)
    if typed.households is None:
        if row:
            row.delete()
    else:
        row = row or Population(place=typed.place, year=year)
        row.households, row.persons, row.source = typed.households, typed.persons, source or row.source
        row.full_clean()
        row.save()
    return {"place": typed.place.key, "before": list(before), "after": [typed.households, typed.persons]}


def _differs(typed: PlaceCount, source: str, row: Population | None) -> bool:
    if _figures(row) != (typed.households, typed.persons):
        return True
    return bool(row and source and row.source != source)


def _figures(row: Population | None) -> Figures:
    return (row.households, row.persons) if row else NOTHING


def _words(figures: Figures) -> str:
    households, persons = figures
    if households is None:
        return "chưa có số"
    return f"{count(households)} hộ, {count(persons)} khẩu"


# --- Village units --------------------------------------------------------------------------------


@transaction.atomic
def add_unit(
    *,
    commune: Locality,
    kind: str,
    name: str,
    position: int | None = None,
    established_on: date | None = None,
    area_type: str = "",
    by: User,
) -> Locality:
    """A new village unit under the next code of the commune; a code is never given twice."""
    _lock(commune)
    policies.check_can_add(commune)
    policies.check_name_is_free(commune, kind, name)
    if established_on and not commune.exists_on(established_on):
        raise policies.refused(f"{commune.full_name} không tồn tại vào ngày {short_date(established_on)}.")
    if position is None:
        last = commune.children.filter(level=Level.HAMLET).aggregate(last=Max("position"))["last"]
        position = (last or 0) + 1
    unit = Locality(
        parent=commune,
        level=Level.HAMLET,
        code=_next_code(commune),
        kind=kind,
        name=name,
        position=position,
        area_type=area_type,
        established_on=established_on,
    )
    unit.save()
    audit.record(
        Act.HAMLET_ADDED,
        by=by,
        place=commune,
        target=unit,
        summary=f"{unit.full_name} (mã {unit.code})",
        key=unit.key,
    )
    return unit


@transaction.atomic
def change_unit(*, unit: Locality, kind: str, name: str, position: int, area_type: str = "", by: User) -> Locality:
    """Correct or change what a unit is called; what it was called stays in the audit."""
    commune = policies.commune_of(unit)
    _lock(commune)
    unit.refresh_from_db()
    policies.check_is_active(unit)
    policies.check_name_is_free(commune, kind, name, unit)
    wanted = {"kind": kind, "name": name, "position": position, "area_type": area_type}
    before = {field: getattr(unit, field) for field in wanted}
    if before == wanted:
        return unit
    called = unit.full_name
    for field, value in wanted.items():
        setattr(unit, field, value)
    unit.save()
    same_name = called == unit.full_name
    audit.record(
        Act.HAMLET_CHANGED,
        by=by,
        place=commune,
        target=unit,
        summary=f"{called} (mã {unit.code})" if same_name else f"{called} → {unit.full_name} (mã {unit.code})",
        before=before,
        after=wanted,
    )
    return unit


@transaction.atomic
def end_unit(*, unit: Locality, ended_on: date, reason: str, successor: Locality | None = None, by: User) -> Locality:
    """From `ended_on` the unit is no more; what it recorded stays. `successor` is the unit that it went into."""
    commune = policies.commune_of(unit)
    _lock(commune)
    unit.refresh_from_db()
    policies.check_can_end(unit)
    policies.check_end(unit, ended_on, successor)
    unit.abolished_on = ended_on
    unit.save()
    if successor:
        LocalityChange.objects.create(predecessor=unit, successor=successor, effective_on=ended_on, legal_basis=reason)
    into = f", nhập vào {successor.full_name}" if successor else ""
    audit.record(
        Act.HAMLET_ENDED,
        by=by,
        place=commune,
        target=unit,
        summary=f"{unit.full_name} (mã {unit.code}) từ ngày {short_date(ended_on)}{into}: {reason}",
        ended_on=ended_on.isoformat(),
        reason=reason,
        successor=successor.key if successor else "",
    )
    return unit


def _lock(commune: Locality) -> None:
    """Whoever changes the figures or units of a commune takes turns here."""
    Locality.objects.select_for_update(of=("self",), no_key=True).get(pk=commune.pk)


def _next_code(commune: Locality) -> str:
    """The commune's code and the next number, over all communes that ever bore the code."""
    prefix = f"{commune.code}-"
    given = Locality.objects.filter(level=Level.HAMLET, code__startswith=prefix).values_list("code", flat=True)
    numbers = [int(tail) for code in given if (tail := code.removeprefix(prefix)).isdecimal()]
    return f"{prefix}{max(numbers, default=0) + 1:02d}"
