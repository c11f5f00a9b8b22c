"""Closed lists of answers: a code that is stored, a Vietnamese label that is shown."""

from collections.abc import Iterable
from typing import NamedTuple

from localities.text import fold


class Choice(NamedTuple):
    """One answer of a closed list. It is a pair, so form fields and model fields take a list of them as it is."""

    code: str
    label: str


def squeeze(text: str) -> str:
    """The letters and digits of a text without accents, case, spaces or marks: "Ê-đê " and "Ê Đê" both give "ede"."""
    # ASCII only: some keyboards write H'mông with a modifier letter, which Unicode counts among the letters.
    return "".join(char for char in fold(text) if char.isascii() and char.isalnum())


def find_choice(choices: Iterable[Choice], text: str) -> Choice | None:
    """The choice whose code or label this text is, whatever its accents, case and marks; otherwise nothing."""
    wanted = squeeze(text)
    if not wanted:
        return None
    return next((choice for choice in choices if wanted in {squeeze(choice.code), squeeze(choice.label)}), None)
