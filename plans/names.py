"""How officers name a figure or a block in the text, and what they may have meant when nobody knows the name."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import TypeVar

from localities.text import fold

T = TypeVar("T")

_BETWEEN_WORDS = re.compile(r"[\s_,.;:/–—-]+")
_SHORTEST_LIKENESS = 0.6


def key(name: str) -> str:
    """One form for one name: "Tỷ Lệ  Hộ Nghèo", "tỷ_lệ_hộ_nghèo" and the same typed on another keyboard are equal."""
    composed = unicodedata.normalize("NFC", name).casefold()
    visible = "".join(c for c in composed if unicodedata.category(c) != "Cf")
    return _BETWEEN_WORDS.sub(" ", visible).strip()


def by_key(things: Iterable[tuple[T, Iterable[str]]]) -> dict[str, T]:
    """A look-up of things by all their names; two things must not answer to one name."""
    found: dict[str, T] = {}
    for thing, names in things:
        for name in {key(name) for name in names}:
            if name in found:
                raise ValueError(f"two things are called {name!r}")
            found[name] = thing
    return found


def likely(name: str, known: Mapping[str, T]) -> T | None:
    """What was probably meant by a name that nobody knows: without diacritics, "tỉ" for "tỷ", or nearly the same."""
    bare = {_bare(candidate): candidate for candidate in known}
    wanted = _bare(key(name))
    close = [wanted] if wanted in bare else get_close_matches(wanted, bare, n=1, cutoff=_SHORTEST_LIKENESS)
    return known[bare[close[0]]] if close else None


def _bare(name: str) -> str:
    """Without diacritics, and with one spelling of i and y where both are in use ("tỉ lệ", "kĩ năng", "quí")."""
    return re.sub(r"(?<=[tkmlhsqu])y\b", "i", fold(name))
