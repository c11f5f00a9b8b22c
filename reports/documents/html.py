"""The HTML of a document: one page for the preview on screen and for the PDF, with one stylesheet.

No inline style and no script, so that it stands under a strict Content-Security-Policy. The letterhead and the
end block are laid out with `div`s: a screen reader announces a `<table>` as data.
"""

from collections.abc import Iterable
from typing import assert_never

from reports.documents import wording
from reports.documents.html_table import table_markup
from reports.documents.html_text import runs_markup
from reports.documents.markup import Markup, bare, join, tag
from reports.documents.numbering import annex_label
from reports.documents.pictures import inline_svg
from reports.documents.tree import (
    Align,
    Annex,
    Block,
    Chart,
    Document,
    Heading,
    Item,
    PageBreak,
    Paragraph,
    Table,
)
from reports.documents.typography import clean

_NOTHING = Markup("")
_LOWEST_HEADING = 6


def render_html(document: Document, *, stylesheet: str | None = "document.css") -> str:
    """The whole page. `stylesheet` is the address of document.css as the browser reaches it; None leaves it out."""
    page = tag(
        "html",
        _head(document, stylesheet),
        tag(
            "body",
            _main(document),
            *(_annex(document, place) for place in range(len(document.annexes))),
            class_="draft" if document.draft else None,
        ),
        lang=document.language,
    )
    return f"<!doctype html>\n{page}\n"


def title(document: Document) -> str:
    """What the window, the PDF reader and the bookmark call the document."""
    return clean(document.title_for_metadata or " ".join((document.kind.capitalize(), *document.subject)))


def _head(document: Document, stylesheet: str | None) -> Markup:
    known = [tag("meta", charset="utf-8"), tag("meta", name="viewport", content="width=device-width, initial-scale=1")]
    known.append(tag("title", bare(title(document))))
    if document.date is not None:
        # The day of the document, not the moment of rendering: the same input gives the same bytes.
        for name in ("dcterms.created", "dcterms.modified"):
            known.append(tag("meta", name=name, content=document.date.isoformat()))
    known.append(tag("meta", name="author", content=document.issuer))
    if stylesheet is not None:
        known.append(tag("link", rel="stylesheet", href=stylesheet))
    return tag("head", *known)


def _main(document: Document) -> Markup:
    bases = [tag("p", runs_markup(base), class_="base") for base in wording.ended_bases(document.bases)]
    opening = [tag("p", runs_markup(document.opening))] if document.opening else []
    body = wording.closed(document.body)
    return tag(
        "main",
        _letterhead(document),
        _subject(document),
        *bases,
        *opening,
        *_blocks(body[:-1], top=2),
        tag("div", *_blocks(body[-1:], top=2), class_="closing"),
        _end(document),
        class_="sheet",
    )


def _letterhead(document: Document) -> Markup:
    head = document.letterhead
    superior = [tag("p", head.superior, class_="superior")] if head.superior else []
    agency = tag("p", *_lines(head.agency_lines), class_="agency")
    nation = [tag("p", wording.NATION, class_="nation"), tag("p", wording.MOTTO, class_="motto")]
    rows = [
        _pair(join((*superior, agency)), join(nation)),
        _pair(
            tag("p", _kept(wording.number_line(document)), class_="number"),
            tag("p", wording.place_and_date(document), class_="dated"),
        ),
    ]
    if document.draft:
        rows.append(_pair(tag("p", tag("span", wording.DRAFT), class_="draft-mark"), _NOTHING))
    return tag("header", *rows, class_="letterhead")


def _pair(left: Markup, right: Markup) -> Markup:
    return tag("div", tag("div", left), tag("div", right), class_="pair")


def _kept(line: str) -> Markup:
    return tag("span", line, class_="together")


def _lines(lines: Iterable[str]) -> list[Markup]:
    return [tag("span", line, class_="line") for line in lines]


def _subject(document: Document) -> Markup:
    kind = tag("span", document.kind.upper(), class_="kind")
    subject = tag("span", *_lines(document.subject), class_="subject")
    return tag("h1", kind, subject, data_label=title(document))


def _blocks(blocks: Iterable[Block], *, top: int) -> list[Markup]:
    return [_block(block, top) for block in blocks]


def _block(block: Block, top: int) -> Markup:
    """One block; `top` is the HTML rank of a heading of level 0 here."""
    match block:
        case Heading():
            rank = min(top + block.level, _LOWEST_HEADING)
            return tag(f"h{rank}", wording.heading_line(block), class_=f"heading level-{block.level}")
        case Paragraph():
            return tag("p", runs_markup(block.runs), class_=_paragraph_classes(block))
        case Item():
            marker = tag("span", wording.item_marker(block), class_="marker")
            return tag("p", marker, runs_markup(block.runs), class_=_item_classes(block))
        case Table():
            return table_markup(block)
        case Chart():
            return _chart(block)
        case PageBreak():
            return tag("div", class_="page-break")
        case _:
            assert_never(block)


def _item_classes(item: Item) -> str:
    return f"item depth-{item.depth}{' announcing' if item.keep_with_next else ''}"


def _paragraph_classes(paragraph: Paragraph) -> str | None:
    classes = [] if paragraph.align is Align.JUSTIFY else [str(paragraph.align)]
    return " ".join(classes if paragraph.indent else [*classes, "flush"]) or None


def _chart(chart: Chart) -> Markup:
    pictures = [inline_svg(chart.svg)]
    if chart.narrow:
        pictures = [tag("div", *pictures, class_="wide"), tag("div", inline_svg(chart.narrow), class_="narrow")]
    figure = tag("figure", *pictures, tag("figcaption", chart.title), class_="chart")
    if chart.table is None:
        return figure
    return join((figure, tag("div", table_markup(chart.table), class_=None if chart.show_table else "for-readers")))


def _end(document: Document) -> Markup:
    """Recipients and signature: one block that never parts and never stands alone on a page."""
    recipients = [tag("p", wording.RECIPIENTS, class_="recipients-title")]
    recipients += [_recipients(purpose, lines) for purpose, lines in wording.recipient_groups(document.recipients)]
    recipients.append(tag("p", wording.archive_line(document), class_="recipient"))
    signature = [tag("p", *_lines(line.upper() for line in document.signature.lines), class_="authority")]
    signature.append(tag("div", id="chu-ky", class_="signature-space"))
    signature.append(tag("p", document.signature.name, class_="signer"))
    return tag(
        "div",
        tag("div", *recipients, class_="recipients"),
        tag("div", *signature, class_="signature"),
        class_="end",
    )


def _recipients(purpose: str, lines: tuple[str, ...]) -> Markup:
    if len(lines) == 1:
        note = f" ({purpose})" if purpose else ""
        return tag("p", f"- {lines[0]}{note};", class_="recipient")
    members = [tag("p", f"- {line};", class_="recipient") for line in lines]
    return tag(
        "div",
        tag("div", *members, class_="members"),
        tag("div", class_="bracket"),
        tag("div", f"({purpose})", class_="purpose"),
        class_="shared",
    )


def _annex(document: Document, place: int) -> Markup:
    annex = document.annexes[place]
    # Two page names in turn: neighbours never share one, so the page numbers of each annex start at 1 again.
    classes = ["sheet", "annex", "even" if place % 2 else "odd", *_landscape(annex)]
    label = annex_label(place, len(document.annexes))
    heading = tag(
        "h2",
        tag("span", label, class_="label"),
        *(tag("span", line.upper(), class_="line") for line in annex.title),
        data_label=clean(f"{label}: {' '.join(annex.title)}"),
    )
    attached = tag("p", wording.attached_line(document), class_="attached")
    return tag("section", heading, attached, *_blocks(annex.blocks, top=3), class_=" ".join(classes))


def _landscape(annex: Annex) -> list[str]:
    return ["landscape"] if annex.landscape else []
