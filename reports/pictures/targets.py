"""Targets as bullets: where it began, where it is now, where it should end."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from localities.formats import MISSING, count, percent_sign, signed
from reports.pictures.drawing import (
    AWAY,
    BEFORE,
    DONE,
    GAP,
    INK,
    LINE,
    MUTED,
    NARROW,
    SHORT,
    SMALL,
    WIDE,
    Drawing,
    Tone,
    columns,
    nothing_to_draw,
    text_width,
    wrapped,
)
from reports.pictures.picture import Picture, PictureTable

BAND = 24
LEGEND = {DONE: "Hiện nay, đạt", SHORT: "Hiện nay, chưa đạt", AWAY: "Hiện nay, xa mục tiêu hơn"}
Amount = int | Decimal  # households, or a rate in per cent


@dataclass(frozen=True, slots=True)
class TargetRow:
    """One place and its target; None where a figure is not known."""

    name: str
    base: Amount | None
    target: Amount
    now: Amount | None


@dataclass(frozen=True, slots=True)
class Progress:
    """What the row says in words, and in which tone its bar is drawn."""

    words: str
    tone: Tone


def worded(amount: Amount | None) -> str:
    """A number of households, or a rate with its sign."""
    if amount is None:
        return MISSING
    return count(amount) if isinstance(amount, int) else percent_sign(amount)


def progress_of(row: TargetRow, *, falling: bool, unit: str) -> Progress:
    """Whether the target is met, and what changed since the beginning: "giảm 4 hộ, chưa đạt"."""
    if row.now is None:
        return Progress("chưa có số liệu", BEFORE)
    met = row.now <= row.target if falling else row.now >= row.target
    verdict = "đạt mục tiêu" if met else "chưa đạt"
    if row.base is None:
        return Progress(verdict, DONE if met else SHORT)
    change = row.now - row.base
    away = change > 0 if falling else change < 0
    tone = DONE if met else AWAY if away else SHORT
    return Progress(f"{signed(change, unit)}, {verdict}", tone)


def way_of(row: TargetRow) -> str:
    """The figures behind the words, as far as they are known."""
    if row.now is None:
        return f"đầu kỳ {worded(row.base)}"
    if row.base is None:
        return f"hiện nay {worded(row.now)}"
    return f"{worded(row.base)} → {worded(row.now)}"


def target_bullet(rows: Sequence[TargetRow], *, title: str, unit: str = "hộ", falling: bool = True) -> Picture:
    """Each place's way to its target. `unit` words the change: "hộ", or "điểm phần trăm" for rates."""
    states = [progress_of(row, falling=falling, unit=unit) for row in rows]
    met = sum(state.tone is DONE for state in states)
    description = f"{count(met)} trên {count(len(rows))} dòng đạt mục tiêu."
    table = PictureTable(
        head=("Địa bàn", "Đầu kỳ", "Hiện nay", "Mục tiêu", "Kết quả"),
        rows=tuple(
            (row.name, worded(row.base), worded(row.now), worded(row.target), state.words)
            for row, state in zip(rows, states, strict=True)
        ),
    )
    return Picture(
        svg=draw(WIDE, rows, states, title, description),
        narrow=draw(NARROW, rows, states, title, description),
        title=title,
        description=description,
        table=table,
    )


def draw(width: int, rows: Sequence[TargetRow], states: Sequence[Progress], title: str, description: str) -> str:
    """The bullets, one below the other; words stand in their own column, so that no band runs under them."""
    if not rows:
        return nothing_to_draw(width, title)
    details = [f"{way_of(row)}, mục tiêu {worded(row.target)}" for row in rows]
    words_room = max(
        max(text_width(state.words) * 1.06, text_width(detail, SMALL))
        for state, detail in zip(states, details, strict=True)
    )
    place = columns(width, [row.name for row in rows], words_room + GAP)
    reach = place.reach if place.beside else width - 4
    longest = max(float(amount) for row in rows for amount in (row.base, row.target, row.now) if amount is not None)
    sheet = Drawing(width)
    drawn = [(words, tone) for tone, words in LEGEND.items() if any(state.tone is tone for state in states)]
    sheet.legend([("Đầu kỳ", BEFORE), ("Mục tiêu", None), *drawn])
    for row, state, detail in zip(rows, states, details, strict=True):
        label = wrapped(row.name, place.label_room)
        top = sheet.height
        if place.beside:
            height: float = max(len(label) * LINE, 2 * LINE)
            sheet.lines(0, top + (height - len(label) * LINE) / 2 + LINE - 5, label)
            words_x, words_y = place.left + reach + GAP * 2, top + (height - 2 * LINE) / 2 + LINE - 5
            band_y = top + (height - BAND) / 2
        else:
            sheet.lines(0, top + LINE - 4, label)
            band_y = top + len(label) * LINE + 4
            words_x, words_y = 0, band_y + BAND + LINE
            height = words_y + LINE - top
        draw_bullet(sheet, place.left, band_y, reach / (longest or 1), row, state)
        sheet.text(words_x, words_y, state.words, bold=True, colour=MUTED if row.now is None else state.tone.edge)
        sheet.text(words_x, words_y + LINE - 1, detail, size=SMALL, colour=MUTED)
        sheet.height = top + height + GAP * 2
    return sheet.svg(title, description)


def draw_bullet(sheet: Drawing, left: float, top: float, scale: float, row: TargetRow, state: Progress) -> None:
    """The band of the beginning, the bar of today (thicker where things got worse), the mark of the target."""
    if row.base is not None:
        sheet.bar(left, top, float(row.base) * scale, BAND, BEFORE)
    if row.now is not None:
        thickness = 14 if state.tone is AWAY else 10
        sheet.bar(left, top + (BAND - thickness) / 2, float(row.now) * scale, thickness, state.tone)
    x = left + float(row.target) * scale
    sheet.line(x, top - 3, x, top + BAND + 3, colour=INK, thickness=3)
    sheet.line(left, top - 3, left, top + BAND + 3, colour=INK)
