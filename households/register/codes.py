"""Codes of households: the commune's code and a number. Deleted households keep theirs, for they may be restored."""

from collections.abc import Collection, Iterator
from itertools import count
from typing import Final

from households.models import Household
from localities.models import Locality

TRIED: Final = 5
"""So many free codes are tried, for colleagues who add households in the same moment."""
LONGEST: Final = 30


def codes_of(commune: Locality) -> set[str]:
    """Every code that is taken in a commune."""
    return set(Household.everyone.filter(commune=commune).values_list("code", flat=True))


def free_codes(commune: Locality, taken: Collection[str]) -> Iterator[str]:
    """The next codes that are free, without end; a code that is taken meanwhile is passed over."""
    numbered = (f"{commune.code}-{number:04d}" for number in count(len(taken) + 1))
    return (code for code in numbered if code not in taken)


def suffixed(code: str, taken: Collection[str]) -> str:
    """The code itself, or with the first number after it that makes it free: "HN-01" → "HN-01/2"."""
    if code not in taken:
        return code
    for number in count(2):
        ending = f"/{number}"
        if (found := code[: LONGEST - len(ending)] + ending) not in taken:
            return found
    raise AssertionError("numbers have no end")
