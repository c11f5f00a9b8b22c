"""Words that several pages of plans share."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.urls import reverse

from localities import formats
from plans import blocks
from plans.dossier import Dossier, Part
from plans.expansion import expand
from plans.figures.book import FigureBook, FigureValue
from plans.figures.facts import worded_place
from plans.figures.registry import Topic
from plans.models import Plan, State
from plans.policies import Gap
from plans.text import Body, Bound, FigureRef, Item, Run, figures_in

# Spacing of the vendored stylesheet, by level of a section or depth of an item.
INDENTS: Final = ("ps-0", "ps-3", "ps-5")
STATE_ORDER: Final = (State.DRAFT, State.SUBMITTED, State.APPROVED, State.ISSUED)


def url(name: str, plan: Plan, *more: object) -> str:
    return reverse(name, args=[plan.key, *more])


# What is done on the page where a gap is closed.
GAP_ACTS: Final = {
    "reviews": "Mở đợt rà soát",
    "places": "Mở địa bàn",
    "plan_bases": "Sửa căn cứ, mở đầu",
    "plan_duties": "Giao nhiệm vụ",
    "plan_ending": "Ghi nơi nhận, chữ ký",
    "plan_outline": "Sửa các mục",
    "plan_section": "Soạn mục này",
    "plan_targets": "Giao chỉ tiêu",
}


def gap_url(gap: Gap, plan: Plan) -> str:
    """The page on which a gap is closed."""
    if gap.page in {"reviews", "places"}:
        return reverse(gap.page, args=[plan.place.key, plan.base_review.year])
    return url(gap.page, plan, gap.uid) if gap.uid else url(gap.page, plan)


def crumbs(plan: Plan, *, inside: bool = True) -> list[tuple[str, str]]:
    """The way to a page of a plan, the page itself left out."""
    above = [(f"Kế hoạch năm {plan.year}", reverse("plans", args=[plan.place.key, plan.year]))]
    return [*above, (worded_place(plan.place), url("plan", plan))] if inside else above


# --- A text as it will be read -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ShownRun:
    """A piece of a line; a missing figure says so in place of its value."""

    text: str
    bold: bool = False
    italic: bool = False
    figure: str = ""
    missing: bool = False


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line of a text: its mark, how deep it stands, its pieces; or the name of a block that is made when printing."""

    runs: tuple[ShownRun, ...]
    marker: str = ""
    depth: int = 0
    block: str = ""

    @property
    def indent(self) -> str:
        return INDENTS[self.depth]


def shown(body: Body, book: FigureBook) -> tuple[ShownLine, ...]:
    """The text with the figures of now."""
    return tuple(_lines(body, book))


def _lines(body: Body, book: FigureBook) -> Iterator[ShownLine]:
    for block in expand(body, book.facts):
        if isinstance(block, Bound):
            known = blocks.find(block.name)
            yield ShownLine((), block=known.label if known else block.name)
        else:
            marker, depth = (block.marker, block.depth) if isinstance(block, Item) else ("", 0)
            yield ShownLine(tuple(_run(run, book) for run in block.runs), marker, depth)


def _run(run: Run, book: FigureBook) -> ShownRun:
    if not isinstance(run, FigureRef):
        return ShownRun(run.text, run.bold, run.italic)
    value = book.get(run.figure)
    if value is None:
        return ShownRun(run.figure, run.bold, run.italic, missing=True)
    return ShownRun(value.printed, run.bold, run.italic, figure=value.figure.label, missing=value.is_missing)


# --- Figures to choose from ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class FigureGroup:
    """The figures of one topic."""

    topic: str
    figures: tuple[FigureValue, ...]


def figure_groups(book: FigureBook) -> tuple[FigureGroup, ...]:
    offered = book.offered()
    groups = (FigureGroup(topic, tuple(v for v in offered if v.figure.topic == topic)) for topic in Topic)
    return tuple(group for group in groups if group.figures)


def text_problems(body: Body, book: FigureBook) -> tuple[str, ...]:
    """What a saved text still lacks: figures that have no value."""
    missing: dict[str, list[str]] = {}
    for value in book.missing(figures_in(expand(body, book.facts))):
        missing.setdefault(value.missing_because, []).append(f"“{value.figure.label}”")
    return tuple(f"Số liệu chưa có giá trị: {', '.join(labels)}. {reason}" for reason, labels in missing.items())


# --- The outline at the side of the editor -------------------------------------------------------


@dataclass(frozen=True, slots=True)
class OutlineRow:
    """A section in the list of sections."""

    part: Part
    url: str
    note: str
    current: bool = False

    @property
    def indent(self) -> str:
        return INDENTS[self.part.level]


def outline_rows(dossier: Dossier, current: Part | None = None) -> tuple[OutlineRow, ...]:
    return tuple(
        OutlineRow(
            part,
            url("plan_section", dossier.plan, part.uid),
            _note(part, dossier.book),
            current is not None and part.uid == current.uid,
        )
        for part in dossier.parts
    )


def _note(part: Part, book: FigureBook) -> str:
    if part.is_empty:
        return "chưa có nội dung"
    missing = len(book.missing(figures_in(expand(part.body, book.facts))))
    return f"{formats.count_in_text(missing)} số liệu chưa có" if missing else ""
