"""Make the four font faces of our documents from Tinos 1.33, and the lock file that pins them.

Only needed when the set of letters changes; the results are committed. How it was run:

    apt-get download fonts-croscore && dpkg -x fonts-croscore_*.deb croscore
    python .ci/make_fonts.py croscore/usr/share/fonts/truetype/croscore

Why our own subset: one file per face (a face split by `unicode-range` comes out garbled in the PDF), 28 kB
instead of 500, and a family name of our own, so that no font of the machine is taken in its place. The Open
Font License asks that a changed font does not carry a reserved name; "Tinos" may be one, so it goes.
"""

import copy
import hashlib
import json
import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

FAMILY = "Van Ban Serif"
VERSION = "1.000; subset of Tinos 1.33"
TARGET = Path(__file__).resolve().parent.parent / "static" / "documents" / "fonts"
FACES = {
    "Regular": ("Tinos-Regular.ttf", "van-ban-serif-regular"),
    "Bold": ("Tinos-Bold.ttf", "van-ban-serif-bold"),
    "Italic": ("Tinos-Italic.ttf", "van-ban-serif-italic"),
    "Bold Italic": ("Tinos-BoldItalic.ttf", "van-ban-serif-bold-italic"),
}
LETTERS = [
    *range(0x20, 0x7F),
    *(n for n in range(0xA0, 0x181) if n != 0xAD),  # Latin-1, Extended-A, ƀ (Ba Na, Ê Đê names); no soft hyphen
    *(0x1A0, 0x1A1, 0x1AF, 0x1B0),  # Ơ ơ Ư ư
    *range(0x1EA0, 0x1EFA),  # the Vietnamese block
    *(0x300, 0x301, 0x302, 0x303, 0x306, 0x309, 0x30C, 0x31B, 0x323),  # combining marks
    *range(0x2010, 0x2016),  # hyphens and dashes
    *range(0x2018, 0x201F),  # quotation marks
    *(0x2020, 0x2021, 0x2022, 0x2026, 0x202F, 0x2030, 0x2032, 0x2033, 0x2039, 0x203A, 0x2044),
    *(0x20AB, 0x20AC, 0x2116, 0x2122),  # ₫ € № ™
    *(0x2190, 0x2191, 0x2192, 0x2193, 0x2212, 0x2248, 0x2260, 0x2264, 0x2265),
    *(0x25A0, 0x25A1, 0x25AA, 0x25AB, 0x25CB, 0x25CF),  # boxes and dots of forms and legends
]


def rename(font: TTFont, style: str) -> None:
    """Give the face our family name; keep the copyright, the designer and the licence of the original."""
    postscript = f"{FAMILY}-{style}".replace(" ", "")
    names = {
        1: FAMILY,
        2: style,
        3: f"{VERSION}; {postscript}",
        4: f"{FAMILY} {style}",
        5: f"Version {VERSION}",
        6: postscript,
    }
    kept = [record for record in font["name"].names if record.nameID in (0, 8, 9, 13, 14)]
    font["name"].names = kept
    for number, text in names.items():
        font["name"].setName(text, number, 3, 1, 0x409)


def part_no_break_space(font: TTFont) -> None:
    """Give U+00A0 a glyph of its own.

    Tinos draws it with the glyph of the plain space; a PDF maps glyphs back to letters, so every space of a
    document would be copied and searched as a no-break space, or the other way round.
    """
    name = "uni00A0"
    font["glyf"][name] = copy.deepcopy(font["glyf"]["space"])
    font["hmtx"][name] = font["hmtx"]["space"]
    for table in font["cmap"].tables:
        if 0xA0 in table.cmap:
            table.cmap[0xA0] = name


def make(source: Path, style: str, stem: str) -> list[Path]:
    """One TTF for the PDF and the same outlines as WOFF2 for the browser."""
    font = TTFont(source, recalcTimestamp=False)
    part_no_break_space(font)
    options = Options()
    options.hinting = False
    options.layout_features = ["kern", "mark", "mkmk", "ccmp", "locl", "tnum", "lnum"]
    options.name_IDs = ["*"]
    options.notdef_outline = True
    options.drop_tables += ["DSIG", "gasp"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=LETTERS)
    subsetter.subset(font)
    rename(font, style)
    ttf, woff2 = TARGET / f"{stem}.ttf", TARGET / f"{stem}.woff2"
    font.save(ttf)
    font.flavor = "woff2"
    font.save(woff2)
    return [ttf, woff2]


def main(folder: Path) -> None:
    TARGET.mkdir(parents=True, exist_ok=True)
    made = [path for style, (source, stem) in FACES.items() for path in make(folder / source, style, stem)]
    lock = {
        "family": FAMILY,
        "origin": "Tinos 1.33",
        "package": "fonts-croscore 20201225-1 (Debian 12)",
        "license": "OFL-1.1",
        "files": {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(made)},
    }
    (TARGET / "fonts.lock.json").write_text(json.dumps(lock, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
