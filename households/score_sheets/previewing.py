"""What was read from a file on its way through the preview page, signed, so that what is confirmed is what was seen."""

from dataclasses import asdict, dataclass
from typing import Any, Final

from django.core import signing

from accounts.models import User
from households.score_sheets.workbook import Line

_SALT: Final = "score-sheet-preview"


@dataclass(frozen=True, slots=True)
class Preview:
    """A score sheet that is not stored yet."""

    standard_code: str
    area_type: str
    region: str
    source: str
    lines: tuple[Line, ...]

    def values(self) -> dict[str, Any]:
        """What the action that stores it takes."""
        return {name: getattr(self, name) for name in self.__slots__}


def pack(preview: Preview, by: User) -> str:
    return signing.dumps({**asdict(preview), "by": by.pk}, salt=_SALT, compress=True)


def unpack(text: str, by: User) -> Preview | None:
    """The sheet that this person was shown; None for anything else."""
    try:
        found = signing.loads(text, salt=_SALT)
    except signing.BadSignature:
        return None
    if found.pop("by") != by.pk:
        return None
    return Preview(**{**found, "lines": tuple(Line(**line) for line in found["lines"])})
