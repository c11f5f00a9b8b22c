"""What every picture gives: the drawing in two widths, its words, and the table that stands beneath it."""

from dataclasses import dataclass
from html import escape


@dataclass(frozen=True, slots=True)
class PictureTable:
    """The figures of a picture, already worded; the first cell of a row names the row."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    total: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart for a page or a document.

    `svg` is for a screen and for paper, `narrow` for a telephone: text scaled down to 360 px could not be read, so the
    small one is laid out anew. Both hold presentation attributes only, because the site's policy refuses inline style.
    """

    svg: str
    narrow: str
    title: str
    description: str
    table: PictureTable

    def in_font(self, family: str) -> str:
        """The drawing for a document, in its font: a PDF renderer does not hand the page's font on to a picture."""
        return self.svg.replace("<svg ", f'<svg font-family="{escape(family)}" ', 1)
