"""The shape of an outline: what a new plan of a kind starts from. Frozen values; nothing here writes."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from plans.models import LegalBasis, Section, SigningForm
from plans.outlines.terms import Terms


class ThirdLevel(StrEnum):
    """How headings of the third level are counted: both are in use (Nghị định 30/2020/NĐ-CP names a, b, c)."""

    LETTER = "a)"
    DOTTED = "2.1."


@dataclass(frozen=True, slots=True)
class SectionDraft:
    """A section as it is first written; `text` is in the officers' own form (plans.text)."""

    level: int
    title: str
    text: str = ""
    kind: Section.Kind = Section.Kind.SECTION


@dataclass(frozen=True, slots=True)
class DutyDraft:
    """What a unit is asked to do."""

    unit: str
    text: str


@dataclass(frozen=True, slots=True)
class BasisDraft:
    """A legal basis. One that every commune must fill in for itself has no number yet."""

    document_kind: str
    number: str = ""
    issued_on: date | None = None
    agency: str = ""
    about: str = ""
    part: LegalBasis.Part = LegalBasis.Part.BASED_ON


@dataclass(frozen=True, slots=True)
class RecipientDraft:
    text: str
    purpose: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """Everything a new plan starts with."""

    subject: tuple[str, ...]
    opening: str
    sections: tuple[SectionDraft, ...]
    duties: tuple[DutyDraft, ...]
    closing: str
    bases: tuple[BasisDraft, ...]
    recipients: tuple[RecipientDraft, ...]
    archive: str
    signing_form: SigningForm = SigningForm.VICE_CHAIR


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """A kind of plan: its sections in order, its wording, and how its headings are counted."""

    code: str
    kind: str
    name: str
    description: str
    third_level: ThirdLevel
    numbered_duties: bool
    write: Callable[[Terms], Draft] = field(repr=False, compare=False)
