"""The official lists of administrative units: read them from files, keep them as dated places.

    load_shipped()                                the units that come with the system (localities/data)
    load_files(paths, on=…, until=…)              lists of other sites, and what became of whom

Each kind of file has a module of its own; all of them give the same rows (`rows`), which `loading` writes.
"""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from django.db import transaction

from localities.unit_lists import admin_csv, conversion_csv, provinces_json
from localities.unit_lists.loading import Counts, load
from localities.unit_lists.rows import BadList, ChangeRow, UnitRow

__all__ = ["FORMATS", "BadList", "Counts", "load_files", "load_shipped"]

FORMATS = ("provinces-json", "admin-csv", "conversion-csv")
SHIPPED = Path(__file__).resolve().parent.parent / "data"


def load_shipped(*, dry_run: bool = False) -> Counts:
    """Load what comes with the system; again and again it changes nothing."""
    return load_files([SHIPPED / "units.csv", SHIPPED / "changes.csv"], dry_run=dry_run)


def load_files(
    paths: Sequence[Path],
    *,
    file_format: str = "auto",
    on: date | None = None,
    until: date | None = None,
    dry_run: bool = False,
) -> Counts:
    """Load all of the files or, with a BadList that names every bad row, nothing.

    `on` is the day from which the lists are true, `until` the first day on which they no longer are; both only
    matter for files that give no dates themselves.
    """
    units: list[UnitRow] = []
    changes: list[ChangeRow] = []
    problems: list[str] = []
    for path in paths:
        try:
            _read(path, file_format, units, changes)
        except BadList as bad:
            problems += [f"{path.name}, {sentence}" for sentence in bad.sentences]
    if problems:
        raise BadList(problems)
    with transaction.atomic():
        counts = load(units, changes, on=on, until=until)
        if dry_run:
            transaction.set_rollback(True)
    return counts


def _read(path: Path, file_format: str, units: list[UnitRow], changes: list[ChangeRow]) -> None:
    """Read one file into `units` or `changes`."""
    text = _text(path)
    if file_format == "provinces-json" or (file_format == "auto" and path.suffix.lower() == ".json"):
        units += provinces_json.read(text)
    elif file_format == "conversion-csv" or (file_format == "auto" and conversion_csv.looks_like_one(text)):
        changes += conversion_csv.read(text)
    else:
        units += admin_csv.read(text)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as trouble:
        raise BadList([f"không đọc được tệp ({trouble.strerror})."]) from None
    except UnicodeDecodeError:
        raise BadList(["tệp không theo bảng mã UTF-8."]) from None
