"""Bars that lie: households by village unit, and the twelve indicators."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from localities.formats import count, percent_sign, rate
from reports.pictures.drawing import (
    GAP,
    INK,
    LINE,
    MUTED,
    NARROW,
    NEAR_POOR,
    POOR,
    SMALL,
    WIDE,
    Columns,
    Drawing,
    Tone,
    columns,
    nothing_to_draw,
    text_width,
    wrapped,
)
from reports.pictures.picture import Picture, PictureTable

BAR = 13
PITCH = 17
LEGEND = (("Hộ nghèo", POOR), ("Hộ cận nghèo", NEAR_POOR))


@dataclass(frozen=True, slots=True)
class UnitCounts:
    """Households of one village unit."""

    name: str
    poor: int
    near_poor: int


@dataclass(frozen=True, slots=True)
class IndicatorCounts:
    """Households deprived in one indicator."""

    number: int
    name: str
    poor: int
    near_poor: int


@dataclass(frozen=True, slots=True)
class Mark:
    """One bar: its length as a part of the longest (0 to 1), and what is written at its end."""

    length: float
    words: str
    tone: Tone


def grouped_bars(units: Sequence[UnitCounts], *, title: str) -> Picture:
    """Poor and near-poor households of each village unit, in the order given."""
    poor, near_poor = sum(unit.poor for unit in units), sum(unit.near_poor for unit in units)
    longest = max((max(unit.poor, unit.near_poor) for unit in units), default=0) or 1
    groups = [
        (
            unit.name,
            [
                Mark(unit.poor / longest, count(unit.poor), POOR),
                Mark(unit.near_poor / longest, count(unit.near_poor), NEAR_POOR),
            ],
        )
        for unit in units
    ]
    description = f"{count(len(units))} địa bàn: {count(poor)} hộ nghèo, {count(near_poor)} hộ cận nghèo."
    if units and poor:
        most = max(units, key=lambda unit: unit.poor)
        description += f" Nhiều hộ nghèo nhất: {most.name} ({count(most.poor)} hộ)."
    table = PictureTable(
        head=("Địa bàn", "Hộ nghèo", "Hộ cận nghèo"),
        rows=tuple((unit.name, count(unit.poor), count(unit.near_poor)) for unit in units),
        total=("Tổng số", count(poor), count(near_poor)) if units else None,
    )
    return Picture(
        svg=draw(WIDE, groups, title, description),
        narrow=draw(NARROW, groups, title, description),
        title=title,
        description=description,
        table=table,
    )


def deprivation_profile(
    indicators: Sequence[IndicatorCounts], *, poor_total: int, near_poor_total: int, title: str
) -> Picture:
    """How many poor and near-poor households lack each service, and which share of their class that is."""

    def mark(part: int, whole: int, tone: Tone) -> Mark:
        share = rate(part, whole)
        return Mark(min(float(share or 0) / 100, 1), f"{count(part)} hộ · {percent_sign(share)}", tone)

    groups = [
        (
            f"{row.number}. {row.name}",
            [mark(row.poor, poor_total, POOR), mark(row.near_poor, near_poor_total, NEAR_POOR)],
        )
        for row in indicators
    ]
    description = (
        f"Tỷ lệ thiếu hụt từng chỉ số trong {count(poor_total)} hộ nghèo và {count(near_poor_total)} hộ cận nghèo."
    )
    if indicators and poor_total:
        worst = max(indicators, key=lambda row: row.poor)
        share = percent_sign(rate(worst.poor, poor_total))
        description += f" Hộ nghèo thiếu hụt nhiều nhất: {worst.name} ({count(worst.poor)} hộ, {share})."
    table = PictureTable(
        head=("Chỉ số", "Hộ nghèo", "Tỷ lệ hộ nghèo", "Hộ cận nghèo", "Tỷ lệ hộ cận nghèo"),
        rows=tuple(
            (
                f"{row.number}. {row.name}",
                count(row.poor),
                percent_sign(rate(row.poor, poor_total)),
                count(row.near_poor),
                percent_sign(rate(row.near_poor, near_poor_total)),
            )
            for row in indicators
        ),
    )
    shares = (Decimal(0), Decimal(50), Decimal(100))
    return Picture(
        svg=draw(WIDE, groups, title, description, scale=shares),
        narrow=draw(NARROW, groups, title, description, scale=shares),
        title=title,
        description=description,
        table=table,
    )


def draw(
    width: int,
    groups: Sequence[tuple[str, Sequence[Mark]]],
    title: str,
    description: str,
    scale: Sequence[Decimal] = (),
) -> str:
    """Groups of bars, one below the other; `scale` are the shares that are marked above them."""
    if not groups:
        return nothing_to_draw(width, title)
    value_room = max(text_width(mark.words, SMALL) for _, marks in groups for mark in marks)
    place = columns(width, [name for name, _ in groups], value_room)
    sheet = Drawing(width)
    sheet.legend(LEGEND)
    if scale:
        draw_scale(sheet, place, scale)
    for name, marks in groups:
        draw_group(sheet, place, wrapped(name, place.label_room), marks)
    return sheet.svg(title, description)


def draw_scale(sheet: Drawing, place: Columns, scale: Sequence[Decimal]) -> None:
    """A ruler in per cent above the bars; its lines do not run on below, where they would cross the values."""
    foot = sheet.height + SMALL + GAP
    for share in scale:
        x = place.left + place.reach * float(share) / 100
        sheet.text(x, foot - GAP, f"{share}%", size=SMALL, colour=MUTED, anchor="middle" if share else "start")
        sheet.line(x, foot - 4, x, foot, colour=MUTED)
    sheet.line(place.left, foot, place.left + place.reach, foot, colour=MUTED)
    sheet.height = foot + GAP


def draw_group(sheet: Drawing, place: Columns, label: Sequence[str], marks: Sequence[Mark]) -> None:
    """One label with its bars, and the room it takes."""
    bars_height = len(marks) * PITCH
    top = sheet.height
    if place.beside:
        height: float = max(bars_height, len(label) * LINE)
        sheet.lines(0, top + (height - len(label) * LINE) / 2 + LINE - 5, label)
        bars_top = top + (height - bars_height) / 2
    else:
        sheet.lines(0, top + LINE - 4, label)
        bars_top = top + len(label) * LINE + 2
        height = bars_top + bars_height - top
    for index, mark in enumerate(marks):
        y = bars_top + index * PITCH
        sheet.bar(place.left, y, place.reach * mark.length, BAR, mark.tone)
        sheet.text(place.left + place.reach * mark.length + GAP, y + BAR - 2, mark.words, size=SMALL)
    sheet.line(place.left, bars_top - 2, place.left, bars_top + bars_height - 1, colour=INK)
    sheet.height = top + height + GAP + 2
