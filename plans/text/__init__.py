"""The text of a plan: a typed tree (`tree`), and the form in which officers type it (`source`)."""

from plans.text.source import Problem, Unreadable, parse, to_source
from plans.text.tree import (
    Block,
    Body,
    Bound,
    FigureRef,
    InvalidTree,
    Item,
    Paragraph,
    Run,
    Words,
    blocks_in,
    dump,
    figures_in,
    load,
    tidy,
    validate,
)

__all__ = [
    "Block",
    "Body",
    "Bound",
    "FigureRef",
    "InvalidTree",
    "Item",
    "Paragraph",
    "Problem",
    "Run",
    "Unreadable",
    "Words",
    "blocks_in",
    "dump",
    "figures_in",
    "load",
    "parse",
    "tidy",
    "to_source",
    "validate",
]
