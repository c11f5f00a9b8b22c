"""Vietnamese text at the door: one spelling, one search form, one sort order.

The same name typed on two keyboards can differ in bytes; without this, search, duplicate checks and the text
extracted from a PDF miss it.
"""

import unicodedata

# Letters in dictionary order; the tone is compared after the letters.
_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = "\u0300\u0309\u0303\u0301\u0323"  # huyền, hỏi, ngã, sắc, nặng: the order of the dictionary
_LETTER_RANK = {letter: f"{rank:02d}" for rank, letter in enumerate(_ALPHABET, start=10)}


def normalise(value: str) -> str:
    """Composed form (NFC), single spaces, no spaces at the ends, no control characters."""
    composed = unicodedata.normalize("NFC", value)
    printable = "".join(" " if unicodedata.category(c) in {"Cc", "Zs"} else c for c in composed)
    return " ".join(printable.split())


def normalise_lines(value: str) -> str:
    """As `normalise`, but line by line: line breaks stay, blank lines at the ends go."""
    return "\n".join(normalise(line) for line in value.replace("\r\n", "\n").split("\n")).strip("\n")


def fold(value: str) -> str:
    """The search form: lower case, without diacritics ("Nguyễn Thị Hoa" → "nguyen thi hoa")."""
    decomposed = unicodedata.normalize("NFD", normalise(value).casefold())
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return bare.replace("đ", "d")


def sort_key(value: str) -> str:
    """A key whose plain string order is Vietnamese dictionary order, equal on SQLite and PostgreSQL."""
    letters, tones = [], []
    for char in normalise(value).casefold():
        tone, base = 0, []
        for part in unicodedata.normalize("NFD", char):
            if part in _TONES:
                tone = _TONES.index(part) + 1
            else:
                base.append(part)
        letter = unicodedata.normalize("NFC", "".join(base))
        letters.append(_LETTER_RANK.get(letter, "00" if letter == " " else "0" + letter))
        tones.append(str(tone))
    return f"{''.join(letters)} {''.join(tones)}"
