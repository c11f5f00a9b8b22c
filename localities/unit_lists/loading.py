"""Write rows of lists as dated places: a code that names another unit from a day on begins a new life on that day."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Q
from django.utils import timezone

from localities import formats
from localities.models import Level, Locality, LocalityChange
from localities.text import spelling
from localities.unit_lists.rows import AREA_BY_KIND, BadList, ChangeRow, UnitRow

_LEVELS = (Level.PROVINCE, Level.DISTRICT, Level.COMMUNE)
_ONE_DAY = timedelta(days=1)
_BATCH = 500


@dataclass
class Counts:
    """What a load did (or, on a dry run, would do)."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    ended: int = 0
    changes_new: int = 0
    changes_unchanged: int = 0
    changes_skipped: int = 0  # rows about units that are not kept here
    left_open: list[str] = field(default_factory=list)  # units that the list of a day lacks

    def lines(self) -> list[str]:
        """The counts as a person reads them."""
        units = {"mới": self.new, "sửa đổi": self.changed, "chấm dứt": self.ended, "không đổi": self.unchanged}
        changes = {"mới": self.changes_new, "không đổi": self.changes_unchanged, "bỏ qua": self.changes_skipped}
        lines = [f"Đơn vị: {_in_words(units)}.", f"Thay đổi địa giới: {_in_words(changes)}."]
        if self.left_open:
            number, some = formats.count(len(self.left_open)), ", ".join(self.left_open[:5])
            lines.append(f"Lưu ý: {number} đơn vị đang hoạt động không có trong danh sách, ví dụ {some}.")
        return lines


def load(units: Sequence[UnitRow], changes: Sequence[ChangeRow], *, on: date | None, until: date | None) -> Counts:
    """Load all or raise a BadList; the caller holds the transaction."""
    register = _Register(on, until)
    for level in _LEVELS:
        register.take([row for row in units if row.level == level])
        register.stop_at_problems()
    register.relate(changes)
    register.stop_at_problems()
    if on and any(not row.dated for row in units):
        register.look_for_units_left_open()
    return register.counts


class _Register:
    """All lives of all codes while lists are loaded."""

    def __init__(self, on: date | None, until: date | None) -> None:
        self.on = on
        self.until = until
        # The day on which an undated list is compared with what is kept.
        self.day = on or (until - _ONE_DAY if until else timezone.localdate())
        self.counts = Counts()
        self.problems: list[str] = []
        self.seen: set[str] = set()
        self.lives: dict[str, list[Locality]] = defaultdict(list)
        for place in Locality.objects.filter(level__in=_LEVELS).select_related("parent"):
            self.lives[place.code].append(place)

    def stop_at_problems(self) -> None:
        """What stands below a unit that is wrong would only repeat the complaint."""
        if self.problems:
            raise BadList(self.problems)

    def on_day(self, code: str, day: date) -> Locality | None:
        return next((place for place in self.lives[code] if place.exists_on(day)), None)

    def take(self, rows: Iterable[UnitRow]) -> None:
        """Compare the rows of one level with what is kept, and write what differs."""
        new: list[Locality] = []
        for row in rows:
            try:
                if place := self._take_one(row):
                    place.derive()
                    self.lives[place.code].append(place)
                    new.append(place)
            except ValueError as problem:
                self.problems.append(f"{row.source}: {problem}")
        if not self.problems:
            Locality.objects.bulk_create(new, batch_size=_BATCH)
        self.counts.new += len(new)
        self.seen.update(place.key for place in new)

    def _take_one(self, row: UnitRow) -> Locality | None:
        """The new place that the row asks for; nothing where an old one serves."""
        parent = self._parent(row)
        if row.dated:
            kept = next((place for place in self.lives[row.code] if place.established_on == row.established_on), None)
        else:
            kept = self.on_day(row.code, self.day)
        if kept is None:
            return self._new(row, parent)
        if not row.dated and self.on and kept.established_on != self.on and not _same(kept, row, parent):
            self._end(kept, self.on)
            return self._new(row, parent)
        self._correct(kept, row, parent)
        return None

    def _parent(self, row: UnitRow) -> Locality | None:
        if not row.parent_code:
            return None
        day = self.day
        if row.dated:
            last = row.abolished_on - _ONE_DAY if row.abolished_on else timezone.localdate()
            day = row.established_on or last
        parent = self.on_day(row.parent_code, day)
        if parent is None:
            raise ValueError(f"không có đơn vị cấp trên mã {row.parent_code} vào ngày {formats.short_date(day)}.")
        return parent

    def _new(self, row: UnitRow, parent: Locality | None) -> Locality:
        established_on = row.established_on if row.dated else self.on
        abolished_on = row.abolished_on if row.dated else self.until
        for other in self.lives[row.code]:
            starts_before_end = abolished_on is None or (other.established_on or date.min) < abolished_on
            ends_after_start = other.abolished_on is None or other.abolished_on > (established_on or date.min)
            if starts_before_end and ends_after_start:
                raise ValueError(
                    f"mã {row.code} đã là {other.full_name} trong cùng thời gian "
                    f"({_period(other)}); hãy nêu ngày bắt đầu (--on) hoặc ngày chấm dứt (--until)."
                )
        return Locality(
            parent=parent,
            level=row.level,
            code=row.code,
            kind=row.kind,
            name=row.name,
            area_type=row.area_type or AREA_BY_KIND.get(row.kind, ""),
            established_on=established_on,
            abolished_on=abolished_on,
            legal_basis=row.legal_basis,
        )

    def _correct(self, kept: Locality, row: UnitRow, parent: Locality | None) -> None:
        """Take over what the row knows better; a name that differs by the place of a tone mark stays as it is."""
        self.seen.add(kept.key)
        if kept.parent_id != (parent.pk if parent else None):
            raise ValueError(
                f"{kept.full_name} (mã {kept.code}) đang thuộc đơn vị khác; hãy nêu ngày chuyển bằng --on."
            )
        better: dict[str, object] = {"kind": row.kind}
        if spelling(kept.name) != spelling(row.name):
            better["name"] = row.name
        for name in ("area_type", "abolished_on", "legal_basis"):
            if value := getattr(row, name):
                better[name] = value
        if all(getattr(kept, name) == value for name, value in better.items()):
            self.counts.unchanged += 1
            return
        for name, value in better.items():
            setattr(kept, name, value)
        kept.save()
        self.counts.changed += 1

    def _end(self, place: Locality, day: date) -> None:
        """End a life, and with it what lies below."""
        open_below = Locality.objects.under(place).filter(Q(abolished_on__isnull=True) | Q(abolished_on__gt=day))
        if open_below.filter(established_on__gte=day).exists():
            raise ValueError(f"{place.full_name} có đơn vị bên dưới thành lập sau ngày {formats.short_date(day)}.")
        self.counts.ended += open_below.update(abolished_on=day)
        for lives in self.lives.values():
            for life in lives:
                if life.path.startswith(place.path) and life.exists_on(day):
                    life.abolished_on = day

    def relate(self, rows: Iterable[ChangeRow]) -> None:
        """Tie predecessors to successors."""
        known = set(LocalityChange.objects.values_list("predecessor_id", "successor_id"))
        new: list[LocalityChange] = []
        for row in rows:
            effective_on = row.effective_on or self.on
            if effective_on is None:
                self.problems.append(f"{row.source}: thiếu ngày có hiệu lực; hãy nêu --on.")
                continue
            before = self.on_day(row.predecessor_code, effective_on - _ONE_DAY)
            after = self.on_day(row.successor_code, effective_on)
            if before is None or after is None:
                self.counts.changes_skipped += 1
            elif before.pk == after.pk or (before.pk, after.pk) in known:
                self.counts.changes_unchanged += 1
            else:
                known.add((before.pk, after.pk))
                new.append(
                    LocalityChange(
                        predecessor=before, successor=after, effective_on=effective_on, legal_basis=row.legal_basis
                    )
                )
        LocalityChange.objects.bulk_create(new, batch_size=_BATCH)
        self.counts.changes_new += len(new)

    def look_for_units_left_open(self) -> None:
        """Units that exist on the day of the list and are not on it: ended perhaps, but no list says so."""
        self.counts.left_open = [
            f"{place.full_name} ({place.code})"
            for lives in self.lives.values()
            for place in lives
            if place.key not in self.seen and place.exists_on(self.day)
        ]


def _in_words(counts: dict[str, int]) -> str:
    return ", ".join(f"{formats.count(number)} {what}" for what, number in counts.items())


def _same(kept: Locality, row: UnitRow, parent: Locality | None) -> bool:
    """Whether the kept life is what the row says: kind, name and superior."""
    return (
        kept.kind == row.kind
        and spelling(kept.name) == spelling(row.name)
        and kept.parent_id == (parent.pk if parent else None)
    )


def _period(place: Locality) -> str:
    """A life in words."""
    start = formats.short_date(place.established_on) if place.established_on else "chưa rõ"
    end = formats.short_date(place.abolished_on) if place.abolished_on else "nay"
    return f"từ {start} đến {end}"
