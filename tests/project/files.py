"""The project's own files, for the tests that read them."""

from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# From the ground up; an app imports only from those before it.
APPS = ("localities", "accounts", "indicators", "households", "plans", "reports")
VENDORED = ROOT / "static" / "vendor"


def named(path: Path) -> str:
    """The path as a message names it."""
    return path.relative_to(ROOT).as_posix()


def python_files(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def app_code() -> list[Path]:
    """The code of the apps and of the site, without migrations: Django writes those."""
    return [path for path in python_files(*APPS, "config") if "migrations" not in path.parts]


def template_folders() -> list[Path]:
    return [ROOT / "templates", *sorted(path for path in ROOT.glob("*/templates") if path.parent.name in APPS)]


def templates() -> dict[str, Path]:
    """Every template by the name under which it is loaded."""
    return {
        path.relative_to(folder).as_posix(): path
        for folder in template_folders()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def own_static_files(*suffixes: str) -> Iterator[Path]:
    """Static files that we wrote, not those that we vendored."""
    for path in sorted((ROOT / "static").rglob("*")):
        if path.suffix in suffixes and VENDORED not in path.parents:
            yield path
