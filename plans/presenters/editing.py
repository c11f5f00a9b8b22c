"""The pages on which a plan is written: a section, the list of sections, targets, front, duties, ending."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.forms import BoundField

from localities import formats
from plans.blocks import BLOCKS, BoundBlock
from plans.conflicts import Conflict
from plans.dossier import Dossier, Part
from plans.forms.parts import TargetsForm, field_name
from plans.models import Measure, Plan
from plans.presenters.words import (
    FigureGroup,
    OutlineRow,
    ShownLine,
    crumbs,
    figure_groups,
    outline_rows,
    shown,
    text_problems,
    url,
)
from plans.structure import Move, Spot, can_move
from plans.targets import Side, TargetRow


@dataclass(frozen=True, kw_only=True)
class EditPage:
    """What every writing page shows around its form. `refused` says why nothing can be changed now."""

    dossier: Dossier
    refused: str = ""
    conflict: Conflict | None = None
    kept: bool = False  # what stands in the form was typed before the session ended

    @property
    def plan(self) -> Plan:
        return self.dossier.plan

    @property
    def crumbs(self) -> list[tuple[str, str]]:
        return crumbs(self.plan)

    @property
    def plan_url(self) -> str:
        return url("plan", self.plan)

    @property
    def groups(self) -> tuple[FigureGroup, ...]:
        return figure_groups(self.dossier.book)


@dataclass(frozen=True, kw_only=True)
class SectionPage(EditPage):
    """The editor of one section."""

    part: Part

    @property
    def outline(self) -> tuple[OutlineRow, ...]:
        return outline_rows(self.dossier, self.part)

    @property
    def blocks(self) -> tuple[BoundBlock, ...]:
        return BLOCKS

    @property
    def lines(self) -> tuple[ShownLine, ...]:
        return shown(self.part.body, self.dossier.book)

    @property
    def problems(self) -> tuple[str, ...]:
        found = text_problems(self.part.body, self.dossier.book)
        return ("Mục này chưa có nội dung.", *found) if self.part.is_empty else found

    @property
    def next_url(self) -> str:
        """The section after this one, to go on writing."""
        rows = self.outline
        place = next((place for place, row in enumerate(rows) if row.current), len(rows))
        return rows[place + 1].url if place + 1 < len(rows) else ""


MOVE_WORDS: Final = {Move.UP: "Lên", Move.DOWN: "Xuống", Move.IN: "Vào một cấp", Move.OUT: "Ra một cấp"}


@dataclass(frozen=True, slots=True)
class ArrangedRow:
    """A section with what can be done to its place, and where."""

    row: OutlineRow
    moves: tuple[tuple[str, str], ...]
    move_url: str
    rename_url: str
    drop_url: str


@dataclass(frozen=True, kw_only=True)
class OutlinePage(EditPage):
    """The list of sections: added, moved, renamed, dropped. Moves that lead nowhere are not offered."""

    @property
    def rows(self) -> list[ArrangedRow]:
        return [
            ArrangedRow(
                row,
                self._moves(row.part),
                url("plan_section_move", self.plan, row.part.uid),
                url("plan_section_rename", self.plan, row.part.uid),
                url("plan_section_drop", self.plan, row.part.uid),
            )
            for row in outline_rows(self.dossier)
        ]

    def _moves(self, part: Part) -> tuple[tuple[str, str], ...]:
        if part not in self.dossier.sections:
            return ()
        spots = [Spot(each.uid, each.level) for each in self.dossier.sections]
        possible = [move for move in Move if can_move(spots, part.uid, move)]
        return tuple((move.value, MOVE_WORDS[move]) for move in possible)


@dataclass(frozen=True, slots=True)
class TargetCell:
    """One class of a village unit in the table of targets."""

    side: Side
    field: BoundField | None

    @property
    def households(self) -> str:
        return formats.count(self.side.households)

    @property
    def proposed(self) -> str:
        return formats.count(self.side.proposed)

    @property
    def exit(self) -> str:
        return formats.count(self.side.exit)

    @property
    def end(self) -> str:
        return formats.count(self.side.end)

    @property
    def rate(self) -> str:
        return formats.percent(self.side.rate())

    @property
    def end_rate(self) -> str:
        return formats.percent(self.side.end_rate())


@dataclass(frozen=True, slots=True)
class TargetLine:
    """A line of the table of targets."""

    row: TargetRow
    cells: tuple[TargetCell, ...]
    note: BoundField | None = None

    @property
    def residents(self) -> str:
        return formats.count(self.row.residents)


@dataclass(frozen=True, kw_only=True)
class TargetsPage(EditPage):
    """The table of targets with its inputs; derived columns show what is saved."""

    form: TargetsForm

    @property
    def lines(self) -> list[TargetLine]:
        return [
            TargetLine(
                row,
                tuple(TargetCell(row.side(measure), self._field(row, measure)) for measure in Measure),
                self.form[f"note_{row.place_id}"],
            )
            for row in self.dossier.targets.rows
        ]

    @property
    def total(self) -> TargetLine:
        row = self.dossier.targets.total
        return TargetLine(row, tuple(TargetCell(row.side(measure), None) for measure in Measure))

    @property
    def errors(self) -> list[tuple[str, str]]:
        if not self.form.is_bound:
            return []
        return [(field.id_for_label, str(error)) for field in self.form for error in field.errors]

    @property
    def no_figures(self) -> str:
        facts = self.dossier.facts
        if facts.has_review_figures:
            return ""
        return (
            f"Chưa có kết quả rà soát năm {facts.base_year}; các số bên dưới chưa phải là số liệu. "
            "Hãy giao chỉ tiêu sau khi có kết quả."
        )

    def _field(self, row: TargetRow, measure: Measure) -> BoundField | None:
        name = field_name(row, measure)
        return self.form[name] if name in self.form.fields else None


@dataclass(frozen=True, kw_only=True)
class PartPage(EditPage):
    """Front, duties, ending: a form with lines."""

    forms: Any
    known: Sequence[str] = ()  # words to choose from while typing

    @property
    def form(self) -> Any:
        return self.forms.form

    @property
    def rows(self) -> Any:
        return self.forms.rows

    @property
    def errors(self) -> list[tuple[str, str]]:
        return self.forms.errors()
