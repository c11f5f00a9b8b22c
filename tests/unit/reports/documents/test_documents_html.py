"""The HTML of a document: escaped by construction, fit for a strict Content-Security-Policy, readable by machines."""

import re
from dataclasses import replace
from typing import get_args
from xml.etree import ElementTree

import pytest

from reports.documents.html import render_html
from reports.documents.html_table import widths_in_percent
from reports.documents.pictures import UnsafePicture, inline_svg
from reports.documents.tree import (
    Annex,
    BlankCell,
    Block,
    Chart,
    Column,
    CountCell,
    Document,
    HeadCell,
    Heading,
    Item,
    PageBreak,
    Paragraph,
    RateCell,
    Row,
    Run,
    Table,
    Unknown,
    plain,
    words,
)
from reports.pictures import UnitCounts, grouped_bars

ATTACK = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>&amp;"
SQUARE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>Ô</title><rect width="9" height="9"/></svg>'


def table(caption: str = "") -> Table:
    return Table(
        columns=(Column(3), Column(1), Column(1)),
        head=((HeadCell("Tổ"), HeadCell("Hộ"), HeadCell("Tỷ lệ")),),
        rows=(Row((words("Tổ 1"), CountCell(1856), RateCell(None))),),
        total=Row((words("Cộng"), CountCell(None), BlankCell())),
        caption=caption,
        row_header=0,
    )


def parsed(html: str) -> ElementTree.Element:
    """The page as a tree; our HTML is strict enough for an XML parser once its void elements are closed."""
    text = re.sub(r"<(meta|link|col|br)\b([^>]*)>", r"<\1\2/>", html.removeprefix("<!doctype html>"))
    return ElementTree.fromstring(text)


def test_the_page_says_its_language_its_title_and_where_its_style_is(long_plan: Document) -> None:
    page = parsed(render_html(long_plan, stylesheet="/static/documents/document.abc.css"))
    assert page.attrib == {"lang": "vi"}
    title = "Kế hoạch Thực hiện công tác giảm nghèo và an sinh xã hội năm 2024 trên địa bàn phường Quảng Minh"
    assert page.findtext("head/title") == title
    assert [link.attrib for link in page.iter("link")] == [
        {"rel": "stylesheet", "href": "/static/documents/document.abc.css"}
    ]


def test_nothing_in_the_page_needs_inline_style_or_script(long_plan: Document) -> None:
    body = (*long_plan.body, Chart(SQUARE, "Biểu đồ", table()))
    page = parsed(render_html(replace(long_plan, body=body)))
    names = {element.tag for element in page.iter()}
    attributes = {name for element in page.iter() for name in element.attrib}
    assert not names & {"script", "style", "iframe", "object", "embed", "form"}
    assert not {name for name in attributes if name == "style" or name.startswith("on")}


def test_whatever_an_officer_types_is_text(short_plan: Document) -> None:
    run = (Run(ATTACK, bold=True, italic=True, underline=True), Unknown(ATTACK, ATTACK))
    nasty = Table(
        columns=(Column(),), head=((HeadCell(ATTACK),),), rows=(Row((words(ATTACK),)),), caption=ATTACK, unit=ATTACK
    )
    document = replace(
        short_plan,
        letterhead=replace(short_plan.letterhead, agency_lines=(ATTACK,), superior=ATTACK),
        number=ATTACK,
        symbol=ATTACK,
        place_name=ATTACK,
        kind=ATTACK,
        subject=(ATTACK,),
        issuer=ATTACK,
        bases=(run,),
        opening=run,
        body=(Heading(ATTACK, number=ATTACK), Paragraph(run), Item(run, marker=ATTACK), nasty),
        recipients=(replace(short_plan.recipients[0], text=ATTACK, purpose=ATTACK),),
        archive=ATTACK,
        signature=replace(short_plan.signature, lines=(ATTACK,), name=ATTACK),
        annexes=(Annex((ATTACK,), (Paragraph(run),)),),
        title_for_metadata=ATTACK,
        language=ATTACK,
    )
    page = parsed(render_html(document, stylesheet=ATTACK))
    assert not {element.tag for element in page.iter()} & {"script", "img", "SCRIPT", "IMG"}
    assert "".join(page.find("head/title").itertext()) == ATTACK


def test_every_kind_of_block_has_its_html(short_plan: Document) -> None:
    samples: dict[type, Block] = {
        Heading: Heading("Mục tiêu", number="I."),
        Paragraph: Paragraph(plain("Một đoạn")),
        Item: Item(plain("Một ý")),
        Table: table("BẢNG"),
        Chart: Chart(SQUARE, "Biểu đồ", table("SỐ LIỆU"), show_table=False),
        PageBreak: PageBreak(),
    }
    assert set(samples) == set(get_args(Block))
    html = render_html(replace(short_plan, body=tuple(samples.values()), annexes=()))
    for piece in ('<h2 class="heading level-0">', "Một đoạn", ">-</span>Một ý", "BẢNG", "<svg", 'class="page-break"'):
        assert piece in html
    assert '<div class="for-readers"><div class="data-frame"' in html


def test_an_unknown_figure_is_a_chip_with_a_hint(short_plan: Document) -> None:
    html = render_html(replace(short_plan, body=(Paragraph((Unknown("tỉ lệ", "tỷ lệ hộ nghèo"),)),)))
    assert '<mark class="unknown">chưa có số liệu: tỉ lệ – có phải “tỷ lệ hộ nghèo”?</mark>' in html


def test_only_a_draft_is_marked_as_one(short_plan: Document, long_plan: Document) -> None:
    assert "DỰ THẢO" in render_html(short_plan)
    assert "DỰ THẢO" not in render_html(long_plan)


# --- Tables --------------------------------------------------------------------------------------


def test_a_data_table_has_caption_head_and_scopes(short_plan: Document) -> None:
    page = parsed(render_html(replace(short_plan, body=(table("BẢNG 1"),))))
    found = page.find(".//table")
    assert found.find("caption/span").text == "BẢNG 1"
    assert [cell.attrib["scope"] for cell in found.iterfind("thead/tr/th")] == ["col"] * 3
    assert [cell.attrib["scope"] for cell in found.iterfind("tbody/tr/th")] == ["row"] * 2
    assert len(list(page.iter("table"))) == 1  # the letterhead and the end block are no tables


def test_figures_are_written_in_vietnamese_and_what_is_not_known_as_a_dash(short_plan: Document) -> None:
    page = parsed(render_html(replace(short_plan, body=(table(),))))
    cells = [["".join(cell.itertext()) for cell in row] for row in page.iterfind(".//tbody/tr")]
    assert cells == [["Tổ 1", "1.856", "–"], ["Cộng", "–", ""]]


def test_a_merged_head_spans_columns_and_rows(long_plan: Document) -> None:
    page = parsed(render_html(long_plan))
    head = page.find(".//section//thead")
    first = [(cell.text, cell.get("colspan"), cell.get("rowspan"), cell.get("scope")) for cell in head.find("tr")]
    assert first[2:4] == [("Tổng số hộ dân cư", None, "3", "col"), ("HỘ NGHÈO", "6", None, "colgroup")]
    assert ["".join(cell.itertext()) for cell in head.findall("tr")[3]][:4] == ["A", "B", "1", "2"]


@pytest.mark.parametrize("shares", [(1,), (1, 1, 1), (4, 16, 8, *[6] * 12), (1, 1000, 1), (0, 0, 0), (7,) * 30])
def test_column_widths_add_up_to_a_hundred(shares: tuple[int, ...]) -> None:
    size = len(shares)
    made = Table(
        columns=tuple(Column(share) for share in shares),
        head=(tuple(HeadCell("x") for _ in shares),),
        rows=(Row((words("x"), *[CountCell(1)] * (size - 1))),),
    )
    widths = widths_in_percent(made)
    assert sum(widths) == 100
    assert min(widths) >= 1


# --- Pictures ------------------------------------------------------------------------------------


def test_the_charts_of_this_site_come_through() -> None:
    picture = grouped_bars([UnitCounts("Tổ 1", 3, 5), UnitCounts("Tổ 2", 1, 0)], title="Hộ nghèo")
    written = inline_svg(picture.svg)
    assert written.startswith("<svg viewBox=")
    assert "Tổ 1" in written.replace("\u00a0", " ")


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        '<image href="http://example.com/x.png"/>',
        '<rect onclick="alert(1)"/>',
        '<rect style="fill:url(http://example.com)"/>',
        '<rect fill="url(http://example.com/#a)"/>',
        '<rect fill="URL(file:///etc/passwd)"/>',
        "<foreignObject><p>x</p></foreignObject>",
        '<a href="javascript:alert(1)"><rect/></a>',
        '<use href="#x"/>',
        "<style>@import url(http://example.com)</style>",
        "<!-- a comment -->",
        "<rect>",
    ],
)
def test_a_picture_with_anything_else_is_refused(inside: str) -> None:
    with pytest.raises(UnsafePicture):
        inline_svg(f'<svg xmlns="http://www.w3.org/2000/svg">{inside}</svg>')


def test_a_picture_with_entities_is_refused() -> None:
    bomb = '<!DOCTYPE svg [<!ENTITY a "&#38;a;">]><svg xmlns="http://www.w3.org/2000/svg"><text>&a;</text></svg>'
    with pytest.raises(UnsafePicture):
        inline_svg(bomb)
    with pytest.raises(UnsafePicture):
        inline_svg("<html/>")
