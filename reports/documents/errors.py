"""Why a document could not be made: always one plain Vietnamese sentence for the officer."""

from collections.abc import Sequence

from reports.documents.tree import Unknown


class RenderingFailed(Exception):
    """The document could not be made; the message says why and what to do."""


class UnknownFigures(RenderingFailed):
    """A final document names figures that do not exist; all of them are listed at once."""

    def __init__(self, unknowns: Sequence[Unknown]) -> None:
        self.unknowns = tuple(unknowns)
        names = "; ".join(dict.fromkeys(_named(unknown) for unknown in self.unknowns))
        super().__init__(f"Chưa thể xuất bản chính thức vì văn bản còn số liệu không xác định: {names}.")


def _named(unknown: Unknown) -> str:
    hint = f" (có phải “{unknown.suggestion}”?)" if unknown.suggestion else ""
    return f"“{unknown.name}”{hint}"
