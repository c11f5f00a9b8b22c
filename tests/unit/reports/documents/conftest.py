"""Two invented plans in the shapes of real ones: a short plan with a table, and a long one with a wide annex."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pypdfium2
import pytest

from localities import formats
from reports.documents.numbering import LETTERED_SCHEME, index_row, number_headings
from reports.documents.pdf import render_pdf
from reports.documents.tree import (
    Align,
    Annex,
    BlankCell,
    Block,
    Column,
    CountCell,
    Document,
    HeadCell,
    Heading,
    Item,
    Letterhead,
    Paragraph,
    RateCell,
    Recipient,
    Row,
    Run,
    Signature,
    Table,
    plain,
    words,
)

MARGIN_TOP = 20 / 25.4 * 72

QUOTAS = (
    ("Hải Thủy", 504, 2, 7, 1),
    ("Ninh Xuân", 650, 6, 33, 1),
    ("Xuân Ninh", 305, 1, 2, 0),
    ("Phúc Sơn", 397, 12, 48, 2),
)
WARDS = (
    ("TDP Khả Lý Thượng", 1011, 7, 1, 15, 4),
    ("TDP Khả Lý Hạ", 494, 0, 0, 4, 2),
    ("TDP Đông Long", 802, 7, 1, 19, 8),
    ("TDP Đình Cả", 430, 2, 2, 4, 2),
    ("TDP Kẽ", 254, 1, 0, 4, 1),
)
LONG = (
    "Tăng cường sự lãnh đạo, chỉ đạo của các cấp ủy đảng, chính quyền, sự phối hợp của Ủy ban Mặt trận Tổ quốc và "
    "các tổ chức chính trị - xã hội đối với công tác giảm nghèo giai đoạn 2021 - 2025; phân tích nguyên nhân nghèo "
    "của từng hộ, xác định địa chỉ cụ thể để có giải pháp giúp đỡ phù hợp, phấn đấu giảm 04 hộ nghèo trong năm theo "
    "Kế hoạch số 67/KH-UBND ngày 19 tháng 02 năm 2024."
)


def quota_table() -> Table:
    """The table inside a short plan: words, counts, one-decimal rates, a column left empty, a total."""
    rows = tuple(
        Row(
            (
                words(name),
                CountCell(households),
                CountCell(poor),
                CountCell(people),
                RateCell(formats.rate(poor, households, 1), 1),
                CountCell(quota),
                BlankCell(),
            )
        )
        for name, households, poor, people, quota in QUOTAS
    )
    households, poor, people, quota = (sum(column) for column in list(zip(*QUOTAS, strict=True))[1:])
    total = (words("Tổng cộng"), CountCell(households), CountCell(poor), CountCell(people))
    total = (*total, RateCell(formats.rate(poor, households, 1), 1), CountCell(quota), BlankCell())
    heads = ("Tổ dân phố", "Tổng số hộ dân", "Tổng số hộ nghèo", "Số khẩu", "Tỷ lệ hộ nghèo (%)")
    return Table(
        columns=tuple(Column(width) for width in (24, 14, 13, 12, 13, 14, 10)),
        head=(tuple(HeadCell(text) for text in (*heads, "Chỉ tiêu giảm hộ nghèo năm 2023", "Ghi chú")),),
        rows=rows,
        total=Row(total),
        caption="BẢNG TỔNG HỢP DỰ KIẾN CHỈ TIÊU GIẢM HỘ NGHÈO NĂM 2023",
        row_header=0,
    )


def wide_table(repeat: int = 1) -> Table:
    """The annex with fifteen columns: three head rows with merged cells, an index row, a total."""
    halves = ("Phê duyệt cuối năm 2023", "Có khả năng thoát {} 2024", "Cuối năm 2024")
    head = (
        (HeadCell("TT", rows=3), HeadCell("Tổ dân phố", rows=3), HeadCell("Tổng số hộ dân cư", rows=3))
        + (HeadCell("HỘ NGHÈO", columns=6), HeadCell("HỘ CẬN NGHÈO", columns=6)),
        tuple(HeadCell(half.format(kind), columns=2) for kind in ("nghèo", "cận nghèo") for half in halves),
        tuple(HeadCell(text) for _ in range(6) for text in ("Số hộ", "Tỷ lệ %")),
    )
    wards = WARDS * repeat
    rows = tuple(
        Row((words(str(place + 1)), words(name), CountCell(whole), *_figures(whole, poor, out, near, near_out)))
        for place, (name, whole, poor, out, near, near_out) in enumerate(wards)
    )
    sums = [sum(column) for column in list(zip(*wards, strict=True))[1:]]
    return Table(
        columns=(Column(4, Align.CENTER), Column(16), Column(8), *[Column(6)] * 12),
        head=head,
        rows=rows,
        total=Row((BlankCell(), words("Cộng"), CountCell(sums[0]), *_figures(*sums))),
        index_row=index_row(2, 13),
        row_header=1,
    )


def _figures(whole: int, poor: int, out: int, near: int, near_out: int) -> list[CountCell | RateCell]:
    counts = (poor, out, poor - out, near, near_out, near - near_out)
    return [cell for count in counts for cell in (CountCell(count), RateCell(formats.rate(count, whole)))]


def paragraph(text: str) -> Paragraph:
    return Paragraph(plain(text))


def item(text: str, depth: int = 0) -> Item:
    return Item(plain(text), depth)


def short_body() -> tuple[Block, ...]:
    goals = (
        Heading("Mục tiêu", 1),
        Heading("Mục tiêu chung", 2),
        paragraph(LONG),
        Heading("Các mục tiêu cụ thể", 2),
        item("Phấn đấu đến cuối năm 2023 toàn phường giảm 04 hộ nghèo."),
        item("Thực hiện đồng bộ, có hiệu quả các chính sách giảm nghèo."),
        quota_table(),
    )
    work = (
        Heading("Nhiệm vụ, giải pháp"),
        Heading("Nhiệm vụ", 1),
        *(paragraph(LONG) for _ in range(4)),
        Heading("Giải pháp", 1),
        *(paragraph(LONG) for _ in range(4)),
        Heading("Tổ chức thực hiện"),
        item("Mặt trận và các đoàn thể trên cơ sở chức năng, nhiệm vụ triển khai thực hiện:"),
        *(item(LONG, depth=1) for _ in range(4)),
    )
    facts = Paragraph(
        (Run("Tổng số hộ dân năm 2023: "), Run("1.856 hộ", bold=True), Run("; số khẩu: 8.439 ("))
        + (Run("số liệu sau rà soát", italic=True), Run("). Trong đó:"))
    )
    state = (Heading("Thực trạng"), Heading("Thực trạng", 1), facts)
    poor = (item("Số hộ nghèo: 21 hộ, 90 khẩu; tỷ lệ: 1,13 %;", 1), item("Số hộ cận nghèo: 174 hộ, 688 khẩu;", 1))
    last = paragraph("Trên đây là Kế hoạch giảm nghèo năm 2023 của phường; yêu cầu các đơn vị nghiêm túc thực hiện.")
    return number_headings((*state, *poor, *goals, *work, last), LETTERED_SCHEME)


@pytest.fixture(scope="session")
def short_plan() -> Document:
    """Five pages with a table; the day and the number are not known yet."""
    return Document(
        letterhead=Letterhead(("ỦY BAN NHÂN DÂN", "PHƯỜNG CAM PHÚC NAM")),
        symbol="KH-UBND",
        place_name="Cam Phúc Nam",
        date_hint_year=2023,
        kind="KẾ HOẠCH",
        subject=("Giảm nghèo phường Cam Phúc Nam năm 2023",),
        issuer="UBND phường Cam Phúc Nam",
        bases=(
            plain("Căn cứ Nghị định số 07/2021/NĐ-CP ngày 27/01/2021 của Chính phủ quy định chuẩn nghèo đa chiều;"),
            plain("Căn cứ Quyết định số 1866/QĐ-UBND ngày 12/12/2022 của UBND thành phố Cam Ranh;"),
        ),
        opening=plain("UBND phường Cam Phúc Nam xây dựng Kế hoạch giảm nghèo năm 2023 như sau:"),
        body=short_body(),
        recipients=(Recipient("TT. Đảng ủy, HĐND phường;"), Recipient("Các tổ dân phố")),
        archive="VT",
        signature=Signature(("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), "Nguyễn Thị Kiểm Thử"),
        draft=True,
    )


def long_body() -> tuple[Block, ...]:
    lead_in = (Run("Đối với hộ nghèo có khả năng lao động:", bold=True), Run(f" {LONG}"))
    return number_headings(
        (
            Heading("Mục tiêu, chỉ tiêu"),
            Heading("Mục tiêu", 1),
            paragraph(LONG),
            Heading("Chỉ tiêu", 1),
            Heading("Chỉ tiêu chung trên địa bàn phường", 2),
            *(item(LONG) for _ in range(3)),
            Heading("Chỉ tiêu cụ thể giao các tổ dân phố", 2),
            paragraph("(Có Phụ lục I, II kèm theo)."),
            Heading("Nhiệm vụ, giải pháp"),
            Heading("Công tác lãnh đạo, chỉ đạo", 1),
            Item(lead_in, 1),
            *(paragraph(LONG) for _ in range(5)),
            paragraph("Trên đây là Kế hoạch thực hiện công tác giảm nghèo năm 2024./."),
        )
    )


@pytest.fixture(scope="session")
def long_plan() -> Document:
    """A numbered plan with a landscape annex of several pages and a portrait one."""
    close = "để b/c"
    return Document(
        letterhead=Letterhead(("ỦY BAN NHÂN DÂN", "PHƯỜNG QUẢNG MINH"), superior="UBND THỊ XÃ VIỆT YÊN"),
        number="5",
        symbol="KH-UBND",
        place_name="Quảng Minh",
        date=date(2024, 2, 22),
        kind="KẾ HOẠCH",
        subject=("Thực hiện công tác giảm nghèo và an sinh xã hội", "năm 2024 trên địa bàn phường Quảng Minh"),
        issuer="UBND phường Quảng Minh",
        bases=(plain("Thực hiện Kế hoạch số 67/KH-UBND ngày 19/02/2024 của UBND thị xã Việt Yên"),),
        opening=plain("Ủy ban nhân dân phường Quảng Minh xây dựng Kế hoạch như sau:"),
        body=long_body(),
        recipients=(
            Recipient("UBND thị xã", close),
            Recipient("Phòng Lao động - TB&XH thị xã", close),
            Recipient("Thường trực Đảng ủy, HĐND phường", close),
            Recipient("Chủ tịch, các Phó Chủ tịch UBND phường"),
            Recipient("Các tổ dân phố", "để t/h"),
        ),
        archive="VT, VHXH",
        signature=Signature(("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), "Nguyễn Thị Kiểm Thử"),
        annexes=(
            Annex(("Kế hoạch giảm nghèo năm 2024",), (wide_table(repeat=9),), landscape=True),
            Annex(("Giải pháp giảm nghèo",), tuple(paragraph(LONG) for _ in range(9))),
        ),
    )


# --- Reading what was made -----------------------------------------------------------------------


@dataclass(frozen=True)
class Page:
    text: str
    width: float
    height: float
    boxes: tuple[tuple[float, float, float, float], ...]  # of every sign: left, bottom, right, top

    @property
    def lines(self) -> list[str]:
        return [line.strip() for line in self.text.splitlines() if line.strip()]

    @property
    def signs(self) -> list[tuple[str, tuple[float, float, float, float]]]:
        """Every visible sign with its box."""
        return [(sign, box) for sign, box in zip(self.text, self.boxes, strict=True) if not sign.isspace()]

    @property
    def number(self) -> str:
        """What stands in the middle of the top margin."""
        middle, edge = self.width / 2, self.height - MARGIN_TOP
        return "".join(sign for sign, box in self.signs if box[1] > edge and abs(box[0] - middle) < 60)


def pages_of(pdf: bytes) -> list[Page]:
    document = pypdfium2.PdfDocument(pdf)
    pages = []
    for page in document:
        text = page.get_textpage()
        boxes = tuple(text.get_charbox(place) for place in range(text.count_chars()))
        content = text.get_text_range().replace("\u00a0", " ")
        pages.append(Page(content, page.get_width(), page.get_height(), boxes))
    document.close()
    return pages


@dataclass(frozen=True)
class Printed:
    pdf: bytes
    pages: list[Page]
    messages: list[str]

    @property
    def text(self) -> str:
        return " ".join(" ".join(page.text.split()) for page in self.pages)


def printed(document: Document) -> Printed:
    """The PDF, its pages, and whatever the layout engine complained of."""
    messages: list[str] = []
    handler = logging.Handler()
    handler.emit = lambda record: messages.append(record.getMessage())
    logger = logging.getLogger("reports.documents.pdf")
    logger.addHandler(handler)
    try:
        pdf = render_pdf(document)
    finally:
        logger.removeHandler(handler)
    return Printed(pdf, pages_of(pdf), messages)


@pytest.fixture(scope="session")
def printing() -> Callable[[Document], Printed]:
    return printed


@pytest.fixture(scope="session")
def short_print(short_plan: Document) -> Printed:
    return printed(short_plan)


@pytest.fixture(scope="session")
def long_print(long_plan: Document) -> Printed:
    return printed(long_plan)
