"""Runs of text in HTML: emphasis, and the red chip of a figure nobody knows."""

from typing import assert_never

from reports.documents.markup import Markup, join, raw_pieces, tag
from reports.documents.tree import Inline, Run, Runs, Unknown
from reports.documents.typography import typeset_runs


def runs_markup(runs: Runs) -> Markup:
    return join(_inline(inline) for inline in typeset_runs(runs))


def _inline(inline: Inline) -> Markup:
    match inline:
        case Run():
            return _run(inline)
        case Unknown():
            return _chip(inline)
        case _:
            assert_never(inline)


def _run(run: Run) -> Markup:
    markup = raw_pieces(run.text)
    for wanted, name in ((run.underline, "u"), (run.italic, "em"), (run.bold, "strong")):
        if wanted:
            markup = tag(name, markup)
    return markup


def _chip(unknown: Unknown) -> Markup:
    hint = f" – có phải “{unknown.suggestion}”?" if unknown.suggestion else ""
    return tag("mark", f"chưa có số liệu: {unknown.name}{hint}", class_="unknown")
