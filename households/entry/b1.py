"""B1 item by item: the score sheet that a household is asked, with its questions read once."""

from collections.abc import Collection
from dataclasses import dataclass

from households.models import ScoreSheet
from households.score_sheets import choosing
from indicators import score_sheets
from indicators.score_sheets import ScoreQuestion


@dataclass(frozen=True)
class ItemSheet:
    """One of the score sheets that hold for the household, `others` beside it."""

    sheet: ScoreSheet
    questions: tuple[ScoreQuestion, ...]
    others: tuple[ScoreSheet, ...] = ()

    @property
    def pk(self) -> int:
        return self.sheet.pk

    def total(self, codes: Collection[str]) -> int | None:
        """B1 of these answers; nothing while a question is open, or when they cannot be the answers of this sheet."""
        if not codes or score_sheets.unanswered(self.questions, codes):
            return None
        try:
            return score_sheets.total(self.questions, codes)
        except score_sheets.WrongChoice:
            return None

    def known(self, codes: Collection[str]) -> tuple[str, ...]:
        """Those of the codes that are answers of this sheet."""
        return tuple(answer.code for each in self.questions for answer in each.answers if answer.code in set(codes))


def item_sheet(sheets: Collection[ScoreSheet], chosen: int | None = None) -> ItemSheet | None:
    """The chosen one of these sheets, else the nearest; nothing where none is loaded."""
    found = next((sheet for sheet in sheets if sheet.pk == chosen), None) or next(iter(sheets), None)
    if found is None:
        return None
    return ItemSheet(found, choosing.questions(found), tuple(sheet for sheet in sheets if sheet.pk != found.pk))
