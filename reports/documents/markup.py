"""HTML that cannot be injected into: whatever is not `Markup` is text and is escaped when it goes in."""

from collections.abc import Iterable
from html import escape

from reports.documents.typography import pieces, typeset


class Markup(str):
    """HTML made by `tag` or `text`. Only this module makes it."""

    __slots__ = ()


VOID = frozenset({"meta", "link", "col", "br"})


def text(value: str) -> Markup:
    """Escaped, typeset text; document symbols ("12/KH-UBND") stay on one line."""
    return raw_pieces(typeset(value))


def bare(value: str) -> Markup:
    """Escaped text without typography: a title of a window is no line of print."""
    return Markup(escape(value))


def raw_pieces(value: str) -> Markup:
    """Escaped text that has already been typeset."""
    parts = (
        f'<span class="together">{escape(piece)}</span>' if together else escape(piece)
        for piece, together in pieces(value)
    )
    return Markup("".join(parts))


def join(parts: Iterable[Markup]) -> Markup:
    return Markup("".join(parts))


def tag(name: str, /, *children: str, **attributes: str | int | None) -> Markup:
    """One element. Attributes that are None are left out; `class_` and `data_label` name `class` and `data-label`."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(str(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    if name in VOID:
        return Markup(f"<{name}{written}>")
    inside = "".join(child if isinstance(child, Markup) else text(child) for child in children)
    return Markup(f"<{name}{written}>{inside}</{name}>")
