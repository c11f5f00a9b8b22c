"""Where our stylesheet and our four font faces are, and what the lock file says about them."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
STYLESHEET = PROJECT / "static" / "documents" / "document.css"
FOLDER = STYLESHEET.parent / "fonts"
LOCK = FOLDER / "fonts.lock.json"
# Shows fontconfig our folder and nothing else: the same faces on every machine, no silent replacement.
FONTCONFIG = Path(__file__).with_name("fonts.conf")

# As the PDF names them.
FACES = ("Van-Ban-Serif", "Van-Ban-Serif-Bold", "Van-Ban-Serif-Italic", "Van-Ban-Serif-Bold-Italic")


@dataclass(frozen=True, slots=True)
class Lock:
    """What was committed: the origin of the faces and the SHA-256 of each file."""

    family: str
    origin: str
    package: str
    license: str
    files: dict[str, str]


def lock() -> Lock:
    return Lock(**json.loads(LOCK.read_text(encoding="utf-8")))


def changed_files() -> list[str]:
    """Files that are missing or are not what was committed."""
    return [name for name, digest in lock().files.items() if _digest(FOLDER / name) != digest]


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
