"""The kinds of plans that can be started, one module each. A new kind is a new module and a line in `OUTLINES`."""

from typing import Final

from plans.outlines.shape import Draft, Outline, ThirdLevel
from plans.outlines.social_security import SOCIAL_SECURITY
from plans.outlines.terms import Terms, terms_for
from plans.outlines.ward import WARD

__all__ = ["OUTLINES", "Draft", "Outline", "Terms", "ThirdLevel", "find", "get", "terms_for"]

OUTLINES: Final[tuple[Outline, ...]] = (WARD, SOCIAL_SECURITY)


def find(code: str) -> Outline | None:
    return next((outline for outline in OUTLINES if outline.code == code), None)


def get(code: str) -> Outline:
    """The outline with this code; a plan's code always has one."""
    found = find(code)
    if found is None:
        raise LookupError(f"no outline is called {code!r}")
    return found
