"""How places and their figures are worded. Built from rows that are loaded already."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse

from accounts.places.actions import NOTHING, Figures
from accounts.places.tables import Counts, Row, Table
from localities.area_types import LABELS, AreaType
from localities.formats import MISSING, count, count_in_text, short_date
from localities.models import DISTRICTS_ENDED_ON, Level, Locality, LocalityChange
from localities.scope import AreaScope
from localities.text import capital

Badge = tuple[str, str]  # the word, and the tone that templates/components/badge.html knows

# What the parts of a place are called, at its level.
PARTS = {
    Level.PROVINCE: "xã, phường",
    Level.DISTRICT: "xã, phường",
    Level.COMMUNE: "thôn, tổ dân phố",
    Level.HAMLET: "",
}


def state_of(place: Locality, year: int) -> Badge:
    """Whether the place lives, in the year that the page is about."""
    if place.abolished_on and place.abolished_on.year <= year:
        return f"Chấm dứt từ {short_date(place.abolished_on)}", "stopped"
    if place.established_on and place.established_on.year > year:
        return f"Thành lập từ {short_date(place.established_on)}", "idle"
    return "Đang hoạt động", "working"


def crumbs(place: Locality, year: int, scope: AreaScope) -> list[tuple[str, str]]:
    """The places above that the viewer may see, the highest first."""
    found: list[tuple[str, str]] = []
    above = place.parent
    while above and scope.covers(above.path):
        found.insert(0, (above.full_name, reverse("places", args=[above.key, year])))
        above = above.parent
    return found


def facts(place: Locality) -> list[tuple[str, str]]:
    """What the law says about the place, as far as it is recorded."""
    return [
        ("Loại", f"{place.kind} ({place.get_level_display().lower()})"),
        ("Mã", place.code),
        ("Trực thuộc", place.parent.full_name if place.parent else MISSING),
        ("Khu vực", _area(place)),
        ("Thành lập", short_date(place.established_on) if place.established_on else "chưa ghi ngày"),
        ("Chấm dứt", short_date(place.abolished_on) if place.abolished_on else "đang hoạt động"),
        ("Căn cứ", place.legal_basis or MISSING),
    ]


def _area(place: Locality) -> str:
    if place.level in {Level.PROVINCE, Level.DISTRICT}:
        return "theo từng xã, phường"
    label = LABELS[AreaType(place.area)].capitalize() if place.area else "chưa ghi"
    if place.is_hamlet and not place.area_type:
        return f"{label} (theo xã, phường)"
    if place.is_commune and place.established_on and place.established_on >= DISTRICTS_ENDED_ON:
        return f"{label} (ghi theo loại đơn vị; cách áp dụng sau {short_date(DISTRICTS_ENDED_ON)} chưa có văn bản)"
    return label


@dataclass(frozen=True)
class ChangeLine:
    """A place that this one came from or went into; without `url` it lies outside the viewer's ground."""

    name: str
    url: str
    effective_on: str
    legal_basis: str


def change_lines(changes: Iterable[LocalityChange], side: str, year: int, scope: AreaScope) -> list[ChangeLine]:
    """`side` is the end of the change that is shown: predecessor or successor."""
    lines = []
    for change in changes:
        place = getattr(change, side)
        above = f", {place.parent.full_name}" if place.parent else ""
        url = reverse("places", args=[place.key, year]) if scope.covers(place.path) else ""
        lines.append(
            ChangeLine(f"{place.full_name}{above}", url, short_date(change.effective_on), change.legal_basis or MISSING)
        )
    return lines


def outside_its_life(place: Locality, year: int) -> str:
    """Why there is nothing to see of a year in which the place was not there."""
    if place.established_on and place.established_on.year > year:
        when = (
            f"thành lập từ {short_date(place.established_on)}; số liệu năm {year} ở các đơn vị mà nơi này hình thành từ"
        )
    elif place.abolished_on and place.abolished_on.year <= year:
        when = f"chấm dứt từ {short_date(place.abolished_on)}; số liệu năm {year} ở các đơn vị mà nơi này đã trở thành"
    else:
        return ""
    return capital(f"{place.full_name} {when}.")


def row_note(row: Row) -> str:
    """What the reader must know about a row: of how many units a commune's figure is the sum."""
    if row.place.is_hamlet:
        return f"kết thúc {short_date(row.place.abolished_on)}" if row.place.abolished_on else ""
    if row.units and row.counted < row.units:
        return f"có số của {row.counted}/{row.units} thôn, tổ dân phố"
    return ""


def next_step(table: Table, place: Locality, year: int) -> str:
    """What is still missing before the rates of the year can be computed."""
    if not table.rows or not table.missing:
        return ""
    names = ", ".join(row.place.full_name for row in table.missing[:3])
    more = ", …" if len(table.missing) > 3 else ""
    return (
        f"Còn {count_in_text(len(table.missing))} {PARTS[Level(place.level)]} chưa có dân số năm {year}: {names}{more}."
    )


def disagreement(table: Table, place: Locality) -> str:
    """Two figures for one thing are shown, not chosen between in silence."""
    if not table.disagrees or table.own is None:
        return ""
    return (
        f"Tổng các thôn, tổ dân phố là {count(table.households)} hộ, khác số ghi cho toàn {place.full_name} "
        f"({count(table.own.households)} hộ). Các tỷ lệ dùng tổng các thôn, tổ dân phố."
    )


@dataclass(frozen=True)
class ChangeRow:
    """What a file would change for one unit."""

    name: str
    before: str
    after: str


def change_rows(counts: Counts, changes: Mapping[int, Figures]) -> list[ChangeRow]:
    units = {unit.pk: unit for unit in counts.units}
    return [
        ChangeRow(units[pk].full_name, _in_words(_recorded(counts, pk)), _in_words(figures))
        for pk, figures in changes.items()
    ]


def frozen_rows(counts: Counts, changes: Mapping[int, Figures]) -> list[str]:
    """Sentences about the changes that touch a figure which a decision rests on."""
    units = {unit.pk: unit for unit in counts.units}
    return [
        f"{capital(units[pk].full_name)}: số đã ghi là mẫu số của kết quả đã công nhận nên không sửa được."
        for pk, figures in changes.items()
        if any(old not in (None, new) for old, new in zip(_recorded(counts, pk), figures, strict=True))
    ]


def _recorded(counts: Counts, pk: int) -> Figures:
    row = counts.recorded.get(pk)
    return (row.households, row.persons) if row else NOTHING


def _in_words(figures: Figures) -> str:
    households, persons = figures
    return "chưa có" if households is None else f"{count(households)} hộ, {count(persons)} khẩu"


def saved(changed: int, year: int) -> str:
    if not changed:
        return "Không có số nào thay đổi."
    return f"Đã ghi dân số năm {year}: {count_in_text(changed)} nơi thay đổi."
