"""The typed tree of a text: paragraphs, items and bound blocks, made of words and figures by name.

Stored as JSON. There is no HTML in it and none comes out of it: renderers escape the words themselves. What is
stored was once sent by a browser, so `validate` lets through only what it knows, and says where the rest stands.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

MARKERS = ("-", "+", "*")
DEEPEST = 2
LONGEST_TEXT = 20_000
MOST_BLOCKS = 1_000

_NAME = re.compile(r"[a-z][a-z0-9_]{0,79}")
_SPACES = re.compile(r" +")


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of text in one style."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class FigureRef:
    """A figure by name; its value is looked up when the text is shown."""

    figure: str
    bold: bool = False
    italic: bool = False


Run: TypeAlias = Words | FigureRef


@dataclass(frozen=True, slots=True)
class Paragraph:
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """A line of a list, with the mark that stands before it."""

    runs: tuple[Run, ...]
    marker: str = "-"
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Bound:
    """A table or list that is made from the plan's data (plans.blocks)."""

    name: str


Block: TypeAlias = Paragraph | Item | Bound
Body: TypeAlias = tuple[Block, ...]


class InvalidTree(ValueError):
    """The tree holds something that is not known. `path` says where: "[3].runs[0].text"."""

    def __init__(self, path: str, why: str) -> None:
        self.path = path
        super().__init__(f"{path or 'cây nội dung'}: {why}")


# --- From and to JSON ----------------------------------------------------------------------------


def dump(body: Body) -> list[dict[str, Any]]:
    """The tree as it is stored."""
    return [_dumped(block) for block in body]


def load(tree: object) -> Body:
    """The stored tree as typed values; raises InvalidTree at the first thing that is not known."""
    blocks = _list(tree, "", MOST_BLOCKS)
    return tuple(_block(block, f"[{place}]") for place, block in enumerate(blocks))


def validate(tree: object) -> None:
    """Refuse whatever is not on the list of known nodes and attributes, and say where it stands."""
    load(tree)


def _dumped(block: Block) -> dict[str, Any]:
    if isinstance(block, Bound):
        return {"type": "bound", "name": block.name}
    runs = [_dumped_run(run) for run in block.runs]
    if isinstance(block, Item):
        return {"type": "item", "marker": block.marker, "depth": block.depth, "runs": runs}
    return {"type": "paragraph", "runs": runs}


def _dumped_run(run: Run) -> dict[str, Any]:
    content: dict[str, Any] = {"text": run.text} if isinstance(run, Words) else {"figure": run.figure}
    return content | {style: True for style in ("bold", "italic") if getattr(run, style)}


def _block(node: object, path: str) -> Block:
    kind = _object(node, path).get("type")
    match kind:
        case "paragraph":
            return Paragraph(_runs(_only(node, path, "type", "runs"), path))
        case "item":
            item = _only(node, path, "type", "marker", "depth", "runs")
            return Item(_runs(item, path), marker=_marker(item, path), depth=_depth(item, path))
        case "bound":
            return Bound(_name(_only(node, path, "type", "name"), "name", path))
        case _:
            raise InvalidTree(path, f"không có loại khối {kind!r}")


def _runs(block: dict[str, Any], path: str) -> tuple[Run, ...]:
    path = f"{path}.runs"
    runs = _list(block.get("runs"), path, MOST_BLOCKS)
    return tuple(_run(run, f"{path}[{place}]") for place, run in enumerate(runs))


def _run(node: object, path: str) -> Run:
    styles = {style: _flag(node, style, path) for style in ("bold", "italic")}
    if "figure" in _object(node, path):
        return FigureRef(_name(_only(node, path, "figure", "bold", "italic"), "figure", path), **styles)
    text = _only(node, path, "text", "bold", "italic").get("text")
    if not isinstance(text, str) or not text or len(text) > LONGEST_TEXT or text != _clean(text):
        raise InvalidTree(f"{path}.text", "phải là chữ ở dạng dựng sẵn, không có ký tự điều khiển")
    return Words(text, **styles)


def _object(node: object, path: str) -> dict[str, Any]:
    if not isinstance(node, dict):
        raise InvalidTree(path, "phải là một đối tượng")
    return node


def _only(node: object, path: str, *allowed: str) -> dict[str, Any]:
    found = _object(node, path)
    if unknown := sorted(map(str, found.keys() - set(allowed))):
        raise InvalidTree(f"{path}.{unknown[0]}", "không có thuộc tính này")
    return found


def _list(node: object, path: str, most: int) -> list[object]:
    if not isinstance(node, list) or len(node) > most:
        raise InvalidTree(path, f"phải là danh sách có nhiều nhất {most} phần tử")
    return node


def _flag(node: object, name: str, path: str) -> bool:
    value = _object(node, path).get(name, False)
    if not isinstance(value, bool):
        raise InvalidTree(f"{path}.{name}", "phải là đúng hoặc sai")
    return value


def _name(node: dict[str, Any], attribute: str, path: str) -> str:
    value = node.get(attribute)
    if not isinstance(value, str) or not _NAME.fullmatch(value):
        raise InvalidTree(f"{path}.{attribute}", "phải là tên viết thường không dấu")
    return value


def _marker(node: dict[str, Any], path: str) -> str:
    if node.get("marker") not in MARKERS:
        raise InvalidTree(f"{path}.marker", f"phải là một trong {' '.join(MARKERS)}")
    return node["marker"]


def _depth(node: dict[str, Any], path: str) -> int:
    depth = node.get("depth")
    if type(depth) is not int or not 0 <= depth <= DEEPEST:
        raise InvalidTree(f"{path}.depth", f"phải là số từ 0 đến {DEEPEST}")
    return depth


# --- One form for one text -----------------------------------------------------------------------


def tidy(body: Sequence[Block]) -> Body:
    """The same text in its one form: composed letters, single spaces, no run without effect, no empty block."""
    blocks = (block if isinstance(block, Bound) else replace(block, runs=tidy_runs(block.runs)) for block in body)
    return tuple(block for block in blocks if isinstance(block, Bound) or block.runs)


def tidy_runs(runs: Sequence[Run]) -> tuple[Run, ...]:
    """Neighbours of one style joined, spaces single also across runs, none at the ends."""
    joined: list[Run] = []
    for run in runs:
        if isinstance(run, FigureRef):
            joined.append(run)
            continue
        text = _clean(run.text)
        last = joined[-1] if joined else None
        if last is None or (isinstance(last, Words) and last.text.endswith(" ")):
            text = text.lstrip(" ")
        if not text:
            continue
        if isinstance(last, Words) and (last.bold, last.italic) == (run.bold, run.italic):
            joined[-1] = replace(last, text=_clean(last.text + text))
        else:
            joined.append(replace(run, text=text))
    if joined and isinstance(last := joined[-1], Words):
        joined[-1:] = [replace(last, text=last.text.rstrip(" "))] if last.text.strip(" ") else []
    return tuple(joined) if not joined or joined == list(runs) else tidy_runs(joined)


def _clean(text: str) -> str:
    """Composed letters; controls, line breaks and every kind of space are one space; no half characters."""
    composed = unicodedata.normalize("NFC", text)
    categories = ((c, unicodedata.category(c)) for c in composed)
    shown = "".join(" " if kind in {"Cc", "Zs", "Zl", "Zp"} else c for c, kind in categories if kind != "Cs")
    return _SPACES.sub(" ", shown)


# --- What is in a text ---------------------------------------------------------------------------


def figures_in(body: Body) -> Iterator[str]:
    """The names of the figures, in the order of the text; a figure used twice comes twice."""
    for block in body:
        if not isinstance(block, Bound):
            yield from (run.figure for run in block.runs if isinstance(run, FigureRef))


def blocks_in(body: Body) -> Iterator[str]:
    """The names of the bound blocks, in the order of the text."""
    return (block.name for block in body if isinstance(block, Bound))
