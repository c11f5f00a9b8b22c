"""The numbers before the titles of sections: computed from order and level, never typed, so none is ever skipped."""

from collections.abc import Sequence

from localities.formats import letter, roman
from plans.outlines.shape import ThirdLevel


def numbers(levels: Sequence[int], third: ThirdLevel) -> tuple[str, ...]:
    """The number of each section, given their levels in order: "I.", "1.", "a)" or "2.1."."""
    counts = [0, 0, 0]
    found: list[str] = []
    for level in levels:
        counts[level] += 1
        counts[level + 1 :] = [0] * (2 - level)
        found.append(_number(counts, level, third))
    return tuple(found)


def _number(counts: Sequence[int], level: int, third: ThirdLevel) -> str:
    if level == 0:
        return f"{roman(counts[0])}."
    if level == 1:
        return f"{counts[1]}."
    return f"{letter(counts[2])})" if third is ThirdLevel.LETTER else f"{counts[1]}.{counts[2]}."
