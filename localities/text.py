"""Vietnamese text at the door: one spelling, one search form, one sort order.

The same name typed on two keyboards can differ in bytes; without this, search, duplicate checks and the text
extracted from a PDF miss it.
"""

import re
import unicodedata

# Letters in dictionary order; the tone is compared after the letters.
_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = "\u0300\u0309\u0303\u0301\u0323"  # huyền, hỏi, ngã, sắc, nặng: the order of the dictionary
_LETTER_RANK = {letter: f"{rank:02d}" for rank, letter in enumerate(_ALPHABET, start=10)}
_DIGITS_OR_CHAR = re.compile(r"[0-9]+|.", re.S)
# Spaces and control characters become a space; characters without width (a byte order mark, a soft hyphen) go.
_BLANKS = {"Cc": " ", "Zs": " ", "Cf": ""}
# Old Vietnamese fonts wrote đ with the Icelandic letter, which looks the same and is found by no search.
_LOOKALIKES = str.maketrans("Ðð", "Đđ")


def normalise(value: str) -> str:
    """Composed form (NFC), single spaces, no spaces at the ends, no control characters."""
    composed = unicodedata.normalize("NFC", value).translate(_LOOKALIKES)
    printable = "".join(_BLANKS.get(unicodedata.category(c), c) for c in composed)
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
    """A key whose plain string order is Vietnamese dictionary order, numbers by size: "Thôn 2" before "Thôn 10"."""
    letters, tones = [], []
    for part in _DIGITS_OR_CHAR.findall(normalise(value).casefold()):
        if part.isdecimal():
            letters.append(f"0{min(len(part), 9)}{part}")
            continue
        letter, tone = _bare(part)
        letters.append(_LETTER_RANK.get(letter, "00" if letter == " " else "0" + letter))
        tones.append(str(tone))
    return f"{''.join(letters)} {''.join(tones)}"


def name_sort_key(value: str) -> str:
    """The order of Vietnamese lists of people: by the given name, then the middle names, then the family name, so that
    "Trần Văn An" stands before "Lò Thị Bình". A name of one word is a given name."""
    family, *rest = normalise(value).split() or [""]
    middle, given = (rest[:-1], rest[-1]) if rest else ([], family)
    return "  ".join(sort_key(part) for part in (given, " ".join(middle), family if rest else ""))


def spelling(value: str) -> str:
    """A form equal for the two places of the tone mark and for case: "Khánh Hòa" and "KHÁNH HOÀ" are one name."""
    words = []
    for word in normalise(value).casefold().split():
        bare = [_bare(char) for char in word]
        words.append("".join(letter for letter, _ in bare) + "".join(str(tone) for _, tone in bare if tone))
    return " ".join(words)


def capital(value: str) -> str:
    """The first letter as a sentence begins, the others as they are: "phường Ba Ngòi" → "Phường Ba Ngòi"."""
    return value[:1].upper() + value[1:]


def lower_first(value: str) -> str:
    """The same in the middle of a sentence: "Tổ dân phố" → "tổ dân phố"."""
    return value[:1].lower() + value[1:]


def _bare(char: str) -> tuple[str, int]:
    """A letter without its tone, and the tone's rank (0: none)."""
    tone, base = 0, []
    for part in unicodedata.normalize("NFD", char):
        if part in _TONES:
            tone = _TONES.index(part) + 1
        else:
            base.append(part)
    return unicodedata.normalize("NFC", "".join(base)), tone
