"""A plan with everything that belongs to it, read once: what policies judge and pages show."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain
from uuid import UUID

from plans import outlines
from plans.expansion import expand
from plans.figures.book import FigureBook, book_for
from plans.figures.facts import PlanFacts
from plans.models import LegalBasis, Plan, Recipient, Section
from plans.numbering import numbers
from plans.outlines import Outline
from plans.targets import TargetTable
from plans.text import Body, blocks_in, figures_in, load


@dataclass(frozen=True, slots=True)
class Part:
    """A section or annex with its computed number."""

    uid: UUID
    kind: str
    level: int
    number: str
    title: str
    body: Body
    version: int
    children: int = 0

    @property
    def heading(self) -> str:
        return f"{self.number} {self.title}".strip()

    @property
    def is_empty(self) -> bool:
        """Nothing is written here and nothing stands below it."""
        return not self.body and not self.children


@dataclass(frozen=True, slots=True)
class UnitDuty:
    """A unit and what it is asked to do."""

    unit: str
    body: Body


@dataclass(frozen=True, slots=True)
class Where:
    """A place in the plan: in words, and the page on which it is written."""

    words: str
    page: str
    uid: UUID | None = None


@dataclass(frozen=True)
class Dossier:
    """Everything about one plan, as it is now."""

    plan: Plan
    outline: Outline = field(repr=False)
    sections: tuple[Part, ...] = field(repr=False)
    annexes: tuple[Part, ...] = field(repr=False)
    bases: tuple[LegalBasis, ...] = field(repr=False)
    duties: tuple[UnitDuty, ...] = field(repr=False)
    recipients: tuple[Recipient, ...] = field(repr=False)
    opening: Body = field(repr=False)
    closing: Body = field(repr=False)
    book: FigureBook = field(repr=False)

    @property
    def facts(self) -> PlanFacts:
        return self.book.facts

    @property
    def targets(self) -> TargetTable:
        return self.facts.targets

    @property
    def parts(self) -> tuple[Part, ...]:
        return (*self.sections, *self.annexes)

    def texts(self) -> Iterator[tuple[Where, Body]]:
        """Every text of the plan, with where it stands."""
        yield Where("đoạn mở đầu", "plan_bases"), self.opening
        for part in self.sections:
            yield Where(f"mục “{part.heading}”", "plan_section", part.uid), part.body
        for duty in self.duties:
            yield Where(f"nhiệm vụ của “{duty.unit}”", "plan_duties"), duty.body
        yield Where("đoạn kết", "plan_ending"), self.closing
        for part in self.annexes:
            yield Where(f"phụ lục “{part.title}”", "plan_section", part.uid), part.body

    def figures(self) -> Iterator[tuple[Where, str]]:
        """Every figure that the texts name, with where; those inside lists are in it, too."""
        for where, body in self.texts():
            for name in figures_in(expand(body, self.facts)):
                yield where, name

    def missing_figures(self) -> tuple[str, ...]:
        """A sentence for every figure that the texts name and that has no value."""
        missing = self.book.missing(name for _, name in self.figures())
        return tuple(f"{value.figure.label.capitalize()}: {value.missing_because}" for value in missing)

    def blocks(self) -> tuple[str, ...]:
        """The names of the bound blocks anywhere in the plan."""
        return tuple(dict.fromkeys(chain.from_iterable(blocks_in(body) for _, body in self.texts())))

    def part(self, uid: UUID) -> Part | None:
        return next((part for part in self.parts if part.uid == uid), None)


def dossier_of(plan: Plan) -> Dossier:
    """Read everything about a plan."""
    outline = outlines.get(plan.outline_code)
    rows = list(plan.sections.all())
    sections = [row for row in rows if row.kind == Section.Kind.SECTION]
    annexes = [row for row in rows if row.kind == Section.Kind.ANNEX]
    numbered = numbers([row.level for row in sections], outline.third_level)
    return Dossier(
        plan=plan,
        outline=outline,
        sections=tuple(
            _part(row, number, _children(sections, place))
            for place, (row, number) in enumerate(zip(sections, numbered, strict=True))
        ),
        annexes=tuple(_part(row, "Phụ lục", 0) for row in annexes),
        bases=tuple(plan.bases.all()),
        duties=tuple(UnitDuty(duty.unit.name, load(duty.body)) for duty in plan.duties.select_related("unit")),
        recipients=tuple(plan.recipients.all()),
        opening=load(plan.opening),
        closing=load(plan.closing),
        book=book_for(plan),
    )


def _part(row: Section, number: str, children: int) -> Part:
    return Part(row.uid, row.kind, row.level, number, row.title, load(row.body), row.version, children)


def _children(rows: list[Section], place: int) -> int:
    after = rows[place + 1 :]
    deeper = 0
    for row in after:
        if row.level <= rows[place].level:
            break
        deeper += 1
    return deeper
