"""The vendored faces are what the lock file says, and can write Vietnamese."""

import re
import unicodedata

import pytest
from fontTools.ttLib import TTFont

from reports.documents import fonts, health

TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")


def accented_letters() -> str:
    """The 134 letters of Vietnamese with a mark or a tone, small and capital."""
    bare = [unicodedata.normalize("NFC", vowel + tone) for vowel in "aăâeêioôơuưy" for tone in TONES]
    small = [letter for letter in bare if letter not in "aeiouy"] + ["đ"]
    return "".join(small) + "".join(small).upper()


def test_there_are_134_accented_letters() -> None:
    assert len(set(accented_letters())) == 134


def test_the_committed_files_are_those_of_the_lock() -> None:
    assert fonts.changed_files() == []
    beside = {path.name for path in fonts.FOLDER.iterdir()} - {"LICENSE", fonts.LOCK.name}
    assert beside == set(fonts.lock().files)


@pytest.mark.parametrize("name", sorted(fonts.lock().files))
def test_every_face_writes_vietnamese_under_our_own_name(name: str) -> None:
    font = TTFont(fonts.FOLDER / name)
    covered = font.getBestCmap()
    needed = accented_letters() + "₫–—…“”‘’•%‰²×≥≤\u00a0" + "".join(map(chr, range(0x20, 0x7F)))
    assert [sign for sign in needed if ord(sign) not in covered] == []
    names = {font["name"].getDebugName(number) for number in (1, 3, 4, 6)}
    assert font["name"].getDebugName(1) == fonts.lock().family
    assert not [text for text in names if text.startswith(("Tinos", "Liberation"))]
    assert covered[0x20] != covered[0xA0]  # or every space of a PDF would be copied as a no-break one


def test_the_faces_come_with_their_licence() -> None:
    text = (fonts.FOLDER / "LICENSE").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in text
    assert "Tinos" in text


def test_the_stylesheet_asks_for_nothing_but_our_own_files() -> None:
    css = fonts.STYLESHEET.read_text(encoding="utf-8")
    asked = re.findall(r"url\([\"']?([^\"')]+)", css)
    assert sorted(asked) == sorted(f"fonts/{name}" for name in fonts.lock().files if name.endswith(".woff2"))
    assert "@import" not in css


def test_the_stylesheet_knows_every_width() -> None:
    css = fonts.STYLESHEET.read_text(encoding="utf-8")
    assert re.findall(r"^\.w-(\d+) \{ width: \1%; \}$", css, re.MULTILINE) == [str(width) for width in range(1, 101)]


def test_this_machine_can_make_pdfs() -> None:
    assert health.problems() == []


def test_a_missing_library_is_named_with_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    absent = health.Library("Pango", ("libno-such-thing.so.9",), "libpango-1.0-0")
    monkeypatch.setattr(health, "LIBRARIES", (absent,))
    assert health.problems() == ["Thiếu thư viện Pango để tạo bản PDF. Cài bằng lệnh: apt-get install libpango-1.0-0"]


def test_a_changed_font_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "changed_files", lambda: ["van-ban-serif-bold.ttf"])
    assert "van-ban-serif-bold.ttf" in health.problems()[0]
