"""A plan as a document: its text with the figures of now, its tables, its frame. The only place that joins the two.

`build` reads the database and returns frozen values; the renderers know nothing of plans.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from django.conf import settings

from localities.models import Locality
from plans import blocks, expansion, outlines
from plans.figures.book import FigureBook, book_for
from plans.figures.facts import worded_place
from plans.models import Duty, Plan, Section, SigningForm
from plans.outlines import ThirdLevel
from plans.text import Body, Bound, Item, Run, Words, load
from plans.text import Paragraph as TextParagraph
from reports import plan_tables
from reports.documents import tree
from reports.documents.numbering import DEFAULT_SCHEME, LETTERED_SCHEME, number_headings

SYMBOL = "KH-UBND"
# The address without a hash: an issued page must find its stylesheet after an upgrade, too.
STYLESHEET = f"{settings.STATIC_URL}documents/document.css"

SIGNATURES: dict[SigningForm, tuple[str, ...]] = {
    SigningForm.CHAIR: ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
    SigningForm.VICE_CHAIR: ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
}
SCHEMES = {ThirdLevel.LETTER: LETTERED_SCHEME, ThirdLevel.DOTTED: DEFAULT_SCHEME}


@dataclass(frozen=True)
class Drawn:
    """A document and the figures it rests on, by name."""

    document: tree.Document
    figures: dict[str, dict[str, str]]


def build(plan: Plan, *, number: str | None = None, issued_on: date | None = None) -> Drawn:
    """The document of a plan: a draft without a number, the final form with one."""
    return _Builder(plan, book_for(plan)).build(number, issued_on)


class _Builder:
    """One pass over one plan."""

    def __init__(self, plan: Plan, book: FigureBook) -> None:
        self.plan = plan
        self.book = book
        self.outline = outlines.get(plan.outline_code)

    def build(self, number: str | None, issued_on: date | None) -> Drawn:
        plan, place = self.plan, self.plan.place
        day = issued_on or plan.document_on
        document = tree.Document(
            letterhead=letterhead(place),
            symbol=SYMBOL,
            place_name=place.name,
            kind="KẾ HOẠCH",
            subject=tuple(line.strip() for line in plan.subject.splitlines() if line.strip()),
            issuer=f"UBND {worded_place(place)}",
            number=number,
            date=day,
            date_hint_year=plan.year,
            bases=tuple(tree.plain(basis.in_words) for basis in plan.bases.all()),
            opening=tuple(run for block in self._blocks(load(plan.opening)) for run in _runs_of(block)),
            body=number_headings(self._body(), scheme=SCHEMES[self.outline.third_level]),
            recipients=tuple(tree.Recipient(r.text, _purpose(r.purpose)) for r in plan.recipients.all()),
            archive=plan.archive,
            signature=tree.Signature(SIGNATURES[SigningForm(plan.signing_form)], plan.signer_name),
            annexes=tuple(self._annex(s) for s in plan.sections.all() if s.kind == Section.Kind.ANNEX),
            draft=number is None,
            title_for_metadata=plan.title,
        )
        return Drawn(document, self._frozen_figures())

    # --- The text --------------------------------------------------------------------------------

    def _body(self) -> Iterator[tree.Block]:
        for section in self.plan.sections.all():
            if section.kind == Section.Kind.SECTION:
                yield tree.Heading(section.title, level=section.level)
                yield from self._blocks(load(section.body), below=section.level)
        yield from self._blocks(load(self.plan.closing))

    def _annex(self, section: Section) -> tree.Annex:
        body = load(section.body)
        wide = any(isinstance(block, Bound) and block.name == blocks.BOTH_TARGETS.name for block in body)
        return tree.Annex(title=(section.title,), blocks=tuple(self._blocks(body)), landscape=wide)

    def _blocks(self, body: Body, below: int = 0) -> Iterator[tree.Block]:
        for block in expansion.expand(body, self.book.facts):
            match block:
                case TextParagraph(runs):
                    yield tree.Paragraph(self._runs(runs))
                case Item(runs, marker, depth):
                    yield tree.Item(self._runs(runs), depth=depth, marker=marker)
                case Bound(name):
                    yield from self._bound(name, below)

    def _runs(self, runs: tuple[Run, ...]) -> tree.Runs:
        return tuple(self._run(run) for run in runs)

    def _run(self, run: Run) -> tree.Inline:
        if isinstance(run, Words):
            return tree.Run(run.text, bold=run.bold, italic=run.italic)
        value = self.book.get(run.figure)
        if value is None:
            return tree.Unknown(run.figure)
        if value.is_missing:
            return tree.Unknown(value.figure.label)
        return tree.Run(value.printed, bold=run.bold, italic=run.italic)

    # --- What is made from data ------------------------------------------------------------------

    def _bound(self, name: str, below: int) -> Iterator[tree.Block]:
        facts = self.book.facts
        if name == blocks.POOR_TARGETS.name:
            yield plan_tables.poor_targets(facts.targets, year=facts.year, hamlet_kind=facts.hamlet_kind)
        elif name == blocks.BOTH_TARGETS.name:
            yield plan_tables.both_targets(facts.targets, year=facts.year, hamlet_kind=facts.hamlet_kind)
        elif name == blocks.DUTIES.name:
            for duty in self.plan.duties.select_related("unit"):
                yield from self._duty(duty, below)
        else:
            yield tree.Paragraph((tree.Unknown(name),))

    def _duty(self, duty: Duty, below: int) -> Iterator[tree.Block]:
        """A numbered heading a unit, or a dash with its items, as the outline of the plan asks."""
        if self.outline.numbered_duties:
            yield tree.Heading(duty.unit.name, level=below + 1)
            yield from self._blocks(load(duty.body))
            return
        yield tree.Item((tree.Run(f"{duty.unit.name}:", bold=True),), depth=0, marker="-", keep_with_next=True)
        for block in self._blocks(load(duty.body)):
            match block:
                case tree.Paragraph(runs):
                    yield tree.Item(runs, depth=1, marker="+")
                case tree.Item():
                    yield replace(block, depth=max(block.depth, 1))
                case _:
                    yield block

    # --- What is kept beside the document --------------------------------------------------------

    def _frozen_figures(self) -> dict[str, dict[str, str]]:
        return {
            name: {"label": value.figure.label, "printed": value.printed, "source": value.source}
            for name, value in self.book.items()
        }


# --- The frame -----------------------------------------------------------------------------------


def letterhead(place: Locality) -> tree.Letterhead:
    """The agency of a place, and the one above it as it was at the place's time."""
    superior = f"UBND {place.parent.full_name}".upper() if place.parent else None
    return tree.Letterhead(agency_lines=("ỦY BAN NHÂN DÂN", place.full_name.upper()), superior=superior)


def _purpose(purpose: str) -> str:
    return purpose.strip().strip("()")


def _runs_of(block: tree.Block) -> tree.Runs:
    return block.runs if isinstance(block, tree.Paragraph | tree.Item) else ()
