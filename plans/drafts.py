"""The parts of a plan that are saved as a whole: what was typed, what is stored, and whether the two are the same.

Each part can say itself in plain values (for its fingerprint) and in lines (for an officer who compares two of them).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Self

from localities import formats
from plans.conflicts import fingerprint
from plans.models import LegalBasis, Plan, SigningForm
from plans.outlines.shape import BasisDraft, RecipientDraft
from plans.targets import Typed, typed_of
from plans.text import Body, dump, load, to_source


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """What stands before the first section."""

    subject: str
    opening: Body
    bases: tuple[BasisDraft, ...]

    @classmethod
    def of(cls, plan: Plan) -> Self:
        bases = (
            BasisDraft(row.document_kind, row.number, row.issued_on, row.agency, row.about, LegalBasis.Part(row.part))
            for row in plan.bases.all()
        )
        return cls(subject=plan.subject, opening=load(plan.opening), bases=tuple(bases))

    @property
    def fingerprint(self) -> str:
        return fingerprint([self.subject, dump(self.opening), [_basis(basis) for basis in self.bases]])

    def lines(self) -> list[str]:
        shown = [" · ".join(filter(None, map(str, _basis(basis)[1:]))) for basis in self.bases]
        return [*self.subject.splitlines(), *shown, *to_source(self.opening).splitlines()]


@dataclass(frozen=True, slots=True, kw_only=True)
class Duties:
    """Which unit does what, in order."""

    duties: tuple[tuple[str, Body], ...]

    @classmethod
    def of(cls, plan: Plan) -> Self:
        return cls(duties=tuple((row.unit.name, load(row.body)) for row in plan.duties.select_related("unit")))

    @property
    def fingerprint(self) -> str:
        return fingerprint([[unit, dump(body)] for unit, body in self.duties])

    def lines(self) -> list[str]:
        return [line for unit, body in self.duties for line in (f"{unit}:", *to_source(body).splitlines())]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """What stands after the last section: closing words, recipients, signature, archive."""

    closing: Body
    recipients: tuple[RecipientDraft, ...]
    signing_form: str
    signer_name: str
    archive: str
    document_on: date | None = None

    @classmethod
    def of(cls, plan: Plan) -> Self:
        return cls(
            closing=load(plan.closing),
            recipients=tuple(RecipientDraft(row.text, row.purpose) for row in plan.recipients.all()),
            signing_form=plan.signing_form,
            signer_name=plan.signer_name,
            archive=plan.archive,
            document_on=plan.document_on,
        )

    @property
    def fingerprint(self) -> str:
        recipients = [[recipient.text, recipient.purpose] for recipient in self.recipients]
        facts = [self.signing_form, self.signer_name, self.archive, self.document_on]
        return fingerprint([dump(self.closing), recipients, facts])

    def lines(self) -> list[str]:
        recipients = [f"- {r.text}{f' ({r.purpose})' if r.purpose else ''}" for r in self.recipients]
        return [
            *to_source(self.closing).splitlines(),
            *recipients,
            f"- Lưu: {self.archive}",
            f"{SigningForm(self.signing_form).label}: {self.signer_name or '(chưa có tên)'}",
            f"Ngày văn bản: {formats.short_date(self.document_on)}",
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Targets:
    """What was typed for each village unit, by its key in the database."""

    typed: Mapping[int, Typed]

    @classmethod
    def of(cls, plan: Plan) -> Self:
        return cls(typed=typed_of(plan))

    @property
    def fingerprint(self) -> str:
        rows = {str(place): [row.poor_exit, row.near_poor_exit, row.note] for place, row in self._filled().items()}
        return fingerprint(rows)

    def _filled(self) -> dict[int, Typed]:
        return {place: row for place, row in self.typed.items() if row != Typed()}

    def lines(self, names: Mapping[int, str]) -> list[str]:
        return [
            f"{names.get(place, '')}: thoát nghèo {formats.count(row.poor_exit)}, "
            f"thoát cận nghèo {formats.count(row.near_poor_exit)}{f'; {row.note}' if row.note else ''}"
            for place, row in self._filled().items()
        ]


def _basis(basis: BasisDraft) -> list[object]:
    return [str(basis.part), basis.document_kind, basis.number, basis.issued_on, basis.agency, basis.about]
