"""A few marks on a sheet of SVG: text, bars, lines, a legend. No style attribute, no class, no script.

A tone is told apart by its hatch as well as by its colour, so a picture survives a grey printer and a colour-blind
reader. The hatch is a dashed line as thick as the bar, not an SVG pattern: patterns need identifiers, which clash when
several pictures share a page, and PDF renderers draw them unevenly.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from zlib import crc32

WIDE = 560
NARROW = 340
LABELS_BESIDE_FROM = 480  # narrower than this, a label stands above its bars

INK = "#1b2430"
MUTED = "#5b6675"
RULE = "#d9dee5"

TEXT = 14
SMALL = 13
LINE = 18
GAP = 8


@dataclass(frozen=True, slots=True)
class Tone:
    """A colour with its own texture: the dashes of the hatch, or nothing for a flat fill."""

    edge: str
    fill: str
    hatch: str = ""


POOR = Tone("#a8321f", "#a8321f")
NEAR_POOR = Tone("#9a6200", "#fdf3e1", "2 3")
DONE = Tone("#0f5c4d", "#0f5c4d")
BEGUN = Tone("#5b6675", "#ffffff", "1.5 4.5")
WAITING = Tone("#5b6675", "#ffffff")
BEFORE = Tone("#7d8796", "#e4e8ed")
SHORT = Tone("#9a6200", "#fdf3e1", "2 3")
AWAY = Tone("#a8321f", "#a8321f")

# Widths of letters in parts of the font size, a little wider than most system fonts: too much room does no harm.
SLIM, PLAIN, BROAD, CAPITAL = 0.36, 0.62, 0.96, 0.76


def letter_width(letter: str) -> float:
    """The width of one letter, diacritics aside."""
    base = unicodedata.normalize("NFD", letter)[0]
    if unicodedata.combining(base):
        return 0.0
    if base in "iljtfrI.,:;'|!() -·":
        return SLIM
    if base in "mwMW%—":
        return BROAD
    return CAPITAL if base.isupper() else PLAIN


def text_width(words: str, size: float = TEXT) -> float:
    """How much room `words` may need, estimated without a font."""
    return sum(map(letter_width, words)) * size


def wrapped(words: str, room: float, *, size: float = TEXT, lines: int = 3) -> list[str]:
    """`words` on at most `lines` lines of the width `room`; the rest is "…" (the table has it in full)."""
    rows: list[str] = [""]
    for word in pieces(words, room, size):
        longer = f"{rows[-1]} {word}".strip()
        if rows[-1] and text_width(longer, size) > room:
            rows.append(word)
        else:
            rows[-1] = longer
    if len(rows) > lines:
        last = rows[lines - 1]
        while last and text_width(f"{last}…", size) > room:
            last = last[:-1]
        rows = [*rows[: lines - 1], f"{last.rstrip()}…"]
    return rows


def pieces(words: str, room: float, size: float) -> Iterable[str]:
    """The words of a text; one that is longer than a whole line is cut."""
    for word in words.split():
        part = ""
        for letter in word:
            if part and text_width(part + letter, size) > room:
                yield part
                part = ""
            part += letter
        yield part


def fixed(number: float) -> str:
    """A coordinate, short and the same on every machine."""
    return f"{number:.1f}".removesuffix(".0")


class Drawing:
    """A sheet that grows downwards."""

    def __init__(self, width: int) -> None:
        self.width = width
        self.height = 0.0
        self.marks: list[str] = []

    def text(
        self,
        x: float,
        y: float,
        words: str,
        *,
        size: int = TEXT,
        colour: str = INK,
        bold: bool = False,
        anchor: str = "start",
    ) -> None:
        """`words` with their foot at `y`."""
        weight = ' font-weight="600"' if bold else ""
        side = f' text-anchor="{anchor}"' if anchor != "start" else ""
        place = f'x="{fixed(x)}" y="{fixed(y)}"'
        self.marks.append(f'<text {place} font-size="{size}" fill="{colour}"{weight}{side}>{escape(words)}</text>')

    def lines(self, x: float, y: float, rows: Sequence[str]) -> None:
        """Several lines of text, the first with its foot at `y`."""
        for index, row in enumerate(rows):
            self.text(x, y + index * LINE, row)

    def bar(self, x: float, y: float, width: float, height: float, tone: Tone) -> None:
        """A bar in its tone; one without length leaves no mark."""
        if width <= 0:
            return
        width = max(width, 1.5)
        box = f'x="{fixed(x)}" y="{fixed(y)}" width="{fixed(width)}" height="{fixed(height)}"'
        self.marks.append(f'<rect {box} fill="{tone.fill}" stroke="{tone.edge}"/>')
        if tone.hatch:
            middle = fixed(y + height / 2)
            self.marks.append(
                f'<line x1="{fixed(x)}" y1="{middle}" x2="{fixed(x + width)}" y2="{middle}" stroke="{tone.edge}"'
                f' stroke-width="{fixed(height)}" stroke-dasharray="{tone.hatch}"/>'
            )

    def line(self, x1: float, y1: float, x2: float, y2: float, *, colour: str = RULE, thickness: float = 1) -> None:
        """A straight line."""
        self.marks.append(
            f'<line x1="{fixed(x1)}" y1="{fixed(y1)}" x2="{fixed(x2)}" y2="{fixed(y2)}" stroke="{colour}"'
            f' stroke-width="{fixed(thickness)}"/>'
        )

    def legend(self, entries: Sequence[tuple[str, Tone | None]]) -> None:
        """What the tones mean, in as many lines as the width asks for; no tone stands for the mark of a target."""
        x, y = 0.0, self.height
        for words, tone in entries:
            room = 22 + text_width(words) + 20
            if x and x + room - 20 > self.width:
                x, y = 0.0, y + LINE + 4
            if tone is None:
                self.line(x + 8, y, x + 8, y + 14, colour=INK, thickness=3)
            else:
                self.bar(x + 0.5, y + 1.5, 15, 11, tone)
            self.text(x + 22, y + 12, words)
            x += room
        self.height = y + LINE + 10

    def svg(self, title: str, description: str) -> str:
        """The finished drawing; its identifiers come from its content, so the same figures give the same bytes."""
        key = f"p{crc32(f'{self.width}{title}{description}'.encode()):08x}"
        height = fixed(self.height)
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {self.width} {height}" width="{self.width}"'
            f' height="{height}" role="img" aria-labelledby="{key}-t {key}-d">'
            f'<title id="{key}-t">{escape(title)}</title><desc id="{key}-d">{escape(description)}</desc>'
            f"{''.join(self.marks)}</svg>"
        )


@dataclass(frozen=True, slots=True)
class Columns:
    """Where labels end and bars begin and end on a sheet."""

    label_room: float
    left: float
    reach: float  # the longest bar
    beside: bool


def columns(width: int, labels: Iterable[str], value_room: float) -> Columns:
    """The columns of a chart of horizontal bars whose values stand at their ends."""
    if width < LABELS_BESIDE_FROM:
        return Columns(width, 1, width - value_room - GAP, beside=False)
    longest = max((text_width(label) for label in labels), default=0)
    label_room = min(longest, width * 0.36)
    left = label_room + 12
    return Columns(label_room, left, width - left - value_room - GAP, beside=True)


def nothing_to_draw(width: int, title: str) -> str:
    """A sheet that says that there are no figures yet."""
    sheet = Drawing(width)
    sheet.text(0, 20, "Chưa có số liệu.", colour=MUTED)
    sheet.height = 32
    return sheet.svg(title, "Chưa có số liệu.")
