"""Numbers of headings, annexes and index rows: computed, so that no section is ever skipped or counted twice."""

from collections.abc import Iterable
from dataclasses import replace
from enum import StrEnum

from localities.formats import letter, roman
from reports.documents.tree import Block, Heading


class Mark(StrEnum):
    """How one level of headings is counted."""

    ROMAN = "I."
    ARABIC = "1."
    DOTTED = "1.1."  # the numbers above it, down from the last Roman or lettered level
    LETTER = "a)"


DEFAULT_SCHEME = (Mark.ROMAN, Mark.ARABIC, Mark.DOTTED, Mark.LETTER)
LETTERED_SCHEME = (Mark.ROMAN, Mark.ARABIC, Mark.LETTER)


def number_headings(blocks: Iterable[Block], scheme: tuple[Mark, ...] = DEFAULT_SCHEME) -> tuple[Block, ...]:
    """The same blocks with the number of every heading filled in; levels beyond the scheme use its last mark."""
    counts: list[int] = []
    numbered: list[Block] = []
    for block in blocks:
        if not isinstance(block, Heading) or not block.numbered:
            numbered.append(block)
            continue
        counts = (counts + [0] * (block.level + 1))[: block.level + 1]
        counts[block.level] += 1
        numbered.append(replace(block, number=_number(counts, scheme)))
    return tuple(numbered)


def _number(counts: list[int], scheme: tuple[Mark, ...]) -> str:
    marks = [scheme[min(level, len(scheme) - 1)] for level in range(len(counts))]
    match marks[-1]:
        case Mark.ROMAN:
            return f"{roman(counts[-1])}."
        case Mark.LETTER:
            return f"{letter(counts[-1])})"
        case Mark.ARABIC:
            return f"{counts[-1]}."
        case Mark.DOTTED:
            return "".join(f"{count}." for count in _dotted_parts(counts, marks))


def _dotted_parts(counts: list[int], marks: list[Mark]) -> list[int]:
    """The counts a dotted number shows: from the nearest plain number down, without the levels jumped over."""
    parts: list[int] = []
    for count, mark in zip(reversed(counts), reversed(marks), strict=True):
        if mark not in (Mark.DOTTED, Mark.ARABIC):
            break
        if count:
            parts.append(count)
        if mark is Mark.ARABIC:
            break
    return parts[::-1]


def annex_label(position: int, total: int) -> str:
    """ "Phụ lục" when there is one, "Phụ lục I", "Phụ lục II" … when there are several; positions count from 0."""
    return "Phụ lục" if total == 1 else f"Phụ lục {roman(position + 1)}"


def index_row(texts: int, numbers: int) -> tuple[str, ...]:
    """The row under a table head: A, B for the columns of words, then 1, 2, 3 … for the columns of figures."""
    return (*(chr(ord("A") + place) for place in range(texts)), *(str(place + 1) for place in range(numbers)))
