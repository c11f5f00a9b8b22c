"""The text as officers type it, one block a line, and back.

    Tổng số hộ nghèo: {{ số hộ nghèo }} hộ.          a paragraph with a figure
    - Hỗ trợ **vốn vay** cho hộ nghèo;               an item; two spaces before the mark make it a step deeper
    + Hộ có *khả năng lao động*;                     the marks are - + *
    [[ bảng chỉ tiêu giảm hộ nghèo ]]                a block that is made from the plan's data

A sign that shall stand for itself gets a backslash before it. What cannot be read is reported all at once, with its
line, the words and, where one is likely, what was meant.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from plans import blocks
from plans.figures import registry
from plans.text.tree import DEEPEST, Block, Body, Bound, FigureRef, Item, Paragraph, Run, Words, tidy

# Marks that come along when a list is pasted from a word processor.
PASTED_MARKS = "–—•●▪·"
_MARK = re.compile(rf"([-+*{PASTED_MARKS}])( |$)|([-+])(?=[^\W\d_]|\{{\{{|\*\*)")
_TOKEN = re.compile(
    rf"\\(?P<sign>[\\*{{}}\[\]()+{PASTED_MARKS}-])"
    r"|\{\{(?P<figure>(?:(?!\{\{|\}\}).)*)\}\}"
    r"|(?P<brace>\{\{|\}\})"
    r"|(?P<bracket>\[\[|\]\])"
    r"|(?P<stars>\*+)"
    r"|(?P<text>[^\\*{}\[\]]+|.)"
)
_BOUND = re.compile(r"\[\[(?P<name>(?:(?!\[\[|\]\]).)*)\]\]")
_QUOTED = 40
_STYLES = {1: ("italic",), 2: ("bold",), 3: ("bold", "italic")}
_STYLE_WORDS = {"bold": "chữ đậm (**)", "italic": "chữ nghiêng (*)"}


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in the text that cannot be read."""

    line: int
    words: str
    sentence: str
    suggestion: str = ""

    def __str__(self) -> str:
        return f"Dòng {self.line}: {self.sentence}"


class Unreadable(ValueError):
    """The text holds problems; all of them are in `problems`."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(" ".join(map(str, self.problems)))


# --- Reading -------------------------------------------------------------------------------------


def parse(source: str) -> Body:
    """The tree of a typed text; raises Unreadable with every problem."""
    read: list[Block] = []
    problems: list[Problem] = []
    for number, line in enumerate(source.splitlines(), start=1):
        reader = _Line(number)
        read.extend(reader.blocks(line))
        problems.extend(reader.problems)
    if problems:
        raise Unreadable(problems)
    return tidy(read)


@dataclass
class _Line:
    """One line on its way from signs to a block."""

    number: int
    problems: list[Problem] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    opened: dict[str, int] = field(default_factory=dict)  # style → where it was opened

    def blocks(self, line: str) -> Iterator[Block]:
        line = _spaced(line)
        content = line.strip(" ")
        if not content:
            return
        if bound := _BOUND.fullmatch(content):
            yield from self._bound(bound["name"])
            return
        mark = _MARK.match(content)
        if not mark:
            yield Paragraph(self._read(content))
            return
        marker = mark[1] if (mark[1] or "") in {"+", "*"} else mark[3] or "-"
        runs = self._read(content[mark.end() :])
        if not runs and not self.problems:
            self._report(content, f"dấu “{mark[0].strip()}” đầu dòng chưa có nội dung; hãy viết tiếp hoặc bỏ dòng này.")
        indent = len(line) - len(line.lstrip(" "))
        yield Item(runs, marker=marker, depth=min(indent // 2, DEEPEST))

    def _bound(self, name: str) -> Iterator[Block]:
        if block := blocks.find(name):
            yield Bound(block.name)
            return
        self._unknown("khối", name, likely.label if (likely := blocks.likely(name)) else "")

    def _read(self, content: str) -> tuple[Run, ...]:
        for token in _TOKEN.finditer(content):
            if (name := token["figure"]) is not None:
                self._figure(name)
            elif token["brace"] or token["bracket"]:
                self._stray(token[0], content[token.start() :])
            elif token["stars"] and len(token[0]) in _STYLES and not _stands_alone(token, content):
                self._toggle(token)
            else:
                self._add(Words(token["sign"] or token[0], **self._style()))
        for style, start in self.opened.items():
            self._report(
                content[start:],
                f"{_STYLE_WORDS[style]} mở mà chưa đóng ở “{_quoted(content[start:])}”. "
                "Hãy thêm dấu đóng; nếu là dấu sao thường, viết thêm dấu \\ ngay trước nó.",
            )
        return tuple(self.runs)

    def _figure(self, name: str) -> None:
        if figure := registry.find(name):
            self._add(FigureRef(figure.name, **self._style()))
            return
        self._unknown("số liệu", name, likely.label if (likely := registry.likely(name)) else "")

    def _stray(self, sign: str, rest: str) -> None:
        sentences = {
            "{{": f"hai dấu ngoặc nhọn mở mà chưa đóng ở “{_quoted(rest[2:])}”.",
            "}}": "có hai dấu ngoặc nhọn đóng mà không có hai dấu mở trước đó.",
            "[[": "khối số liệu trong hai dấu ngoặc vuông phải được đóng và đứng riêng một dòng "
            f"(ở “{_quoted(rest[2:])}”).",
            "]]": "có hai dấu ngoặc vuông đóng mà không có hai dấu mở ở đầu dòng.",
        }
        # A block in the middle of a line is one mistake, not two.
        if not (sign == "]]" and any("ngoặc vuông" in problem.sentence for problem in self.problems)):
            self._report(rest, sentences[sign])

    def _unknown(self, what: str, name: str, suggestion: str) -> None:
        shown = _quoted(name) or "(để trống)"
        hint = f"Có phải “{suggestion}”?" if suggestion else "Hãy chọn tên trong danh sách số liệu của trang này."
        self.problems.append(Problem(self.number, shown, f"không có {what} “{shown}”. {hint}", suggestion))

    def _toggle(self, token: re.Match[str]) -> None:
        for style in _STYLES[len(token[0])]:
            if style in self.opened:
                del self.opened[style]
            else:
                self.opened[style] = token.start()

    def _style(self) -> dict[str, bool]:
        return dict.fromkeys(self.opened, True)

    def _add(self, run: Run) -> None:
        self.runs.append(run)

    def _report(self, words: str, sentence: str) -> None:
        self.problems.append(Problem(self.number, _quoted(words), sentence))


def _stands_alone(token: re.Match[str], content: str) -> bool:
    """A star between spaces, or in brackets as the mark of a note, is a star: "5 * 3", "(*)"."""
    before = content[token.start() - 1] if token.start() else " "
    after = content[token.end()] if token.end() < len(content) else " "
    return (before == " " and after == " ") or (before == "(" and after == ")")


def _spaced(line: str) -> str:
    return line.replace("\t", "  ").replace("\u00a0", " ").replace("\u202f", " ")


def _quoted(words: str) -> str:
    """The beginning of some words, for a sentence. Brackets are left out: they are what the sentence is about."""
    shown = " ".join(re.sub(r"[{}\[\]]+", " ", words).split())
    return shown if len(shown) <= _QUOTED else f"{shown[:_QUOTED].rstrip()}…"


# --- Writing -------------------------------------------------------------------------------------


def to_source(body: Body) -> str:
    """The text that `parse` reads as this tree."""
    return "\n".join(_line(block) for block in body)


def _line(block: Block) -> str:
    if isinstance(block, Bound):
        known = blocks.find(block.name)
        return f"[[ {known.label if known else block.name} ]]"
    content = _written(block.runs)
    if isinstance(block, Item):
        return f"{'  ' * block.depth}{block.marker} {content}"
    return f"\\{content}" if content[:1] in f"-+{PASTED_MARKS}" else content


def _written(runs: Sequence[Run]) -> str:
    written, style = "", (False, False)
    for run in (*runs, Words("")):
        wanted = (run.bold, run.italic)
        stars = "**" * (style[0] != wanted[0]) + "*" * (style[1] != wanted[1])
        piece = _escaped(run)
        if stars and written.endswith("(") and piece.startswith(")"):
            piece = f"\\{piece}"  # or the stars would be read as the mark of a note
        written, style = written + stars + piece, wanted
    return written


def _escaped(run: Run) -> str:
    if isinstance(run, FigureRef):
        known = registry.find(run.figure)
        return f"{{{{ {known.label if known else run.figure} }}}}"
    text = re.sub(r"([\\*{}])", r"\\\1", run.text)
    return re.sub(r"\[(?=\[)|(?<=\[)\[|\](?=\])|(?<=\])\]", r"\\\g<0>", text)
