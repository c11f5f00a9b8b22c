"""Standards, reviews and score sheets that the pages of analysis are tested with. All of them are invented.

LOCAL                         a province's own standard: a higher line, two deprivations, one new indicator
make_many(review, hamlets)    forms in bulk, for pages whose number of queries must not grow
workbook_of(rows)             an .xlsx file with the heads of a score sheet
load_sheet(place, by=)        a loaded score sheet of two questions
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

from django.utils import timezone
from openpyxl import Workbook

from accounts.models import User
from households import actions
from households.models import Assessment, Household, Review, ScoreSheet
from households.score_sheets.workbook import HEAD, TAB, Line
from indicators.scoring import Answers, classify
from indicators.standard import Confidence, Indicator, Standard
from indicators.standards import get_standard
from localities.area_types import AreaType
from localities.models import Locality

NATIONAL = get_standard("VN-2022")
DRAFT = get_standard("VN-2027")

_WASTE = Indicator(
    code="waste",
    number=12,
    dimension=NATIONAL.indicators[0].dimension,
    name="Xử lý rác thải",
    question="Hộ có thiếu hụt về xử lý rác thải không?",
    rule="Quy định bịa ra để thử.",
    source="Bịa ra để thử",
    confidence=Confidence.LOW,
)

# Asks for waste where the national one asks for means of information; the province is that of `factories.make_area`.
LOCAL = Standard(
    code="TINH-91",
    name="Chuẩn nghèo thử của tỉnh Mẫu Sơn",
    legal_basis="Quyết định thử 91/QĐ-UBND",
    valid_from=date(2022, 1, 1),
    valid_to=date(2026, 12, 31),
    income_line={AreaType.RURAL: 2_000_000, AreaType.URBAN: 2_500_000},
    average_living_upper={AreaType.RURAL: None, AreaType.URBAN: None},
    b1_max={AreaType.RURAL: 160, AreaType.URBAN: 200},
    points_per_indicator=10,
    poor_from_deprivations=2,
    indicators=(*NATIONAL.indicators[:11], _WASTE),
    local_to=("91",),
)
ELSEWHERE = replace(LOCAL, code="TINH-92", name="Chuẩn nghèo thử của tỉnh khác", local_to=("92",))


def make_many(review: Review, hamlets: Sequence[Locality], numbers: Iterable[int], *, by: User) -> None:
    """A household with a completed form for each number, written at once; its deprivations are the bits of the number.

    Tests of single forms use the real actions; this is for as many as a commune has.
    """
    standard, now = review.standard, timezone.now()
    for index, mask in enumerate(numbers):
        hamlet = hamlets[index % len(hamlets)]
        household = Household(hamlet=hamlet, code=f"M{index:04d}", head_name=f"Chủ Hộ Mẫu {index}")
        household.save_without_historical_record()
        lacking = standard.codes(mask)
        area = AreaType(hamlet.area)
        answers = Answers(area, 100, {each.code: each.code in lacking for each in standard.indicators})
        outcome = classify(answers, standard)
        Assessment.objects.create(
            review=review,
            household=household,
            commune=review.commune,
            hamlet=hamlet,
            area_type=area,
            state=Assessment.State.COMPLETED,
            income_points=100,
            answered_mask=standard.full_mask,
            deprived_mask=mask,
            person_count=4,
            household_class=outcome.household_class,
            deprivation_points=outcome.deprivation_points,
            saved_at=now,
            saved_by=by,
            completed_at=now,
            completed_by=by,
        )


# --- Score sheets ----------------------------------------------------------------------------------

LINES = (
    Line("1", "Câu hỏi bịa thứ nhất"),
    Line("1.1", "Phương án bịa, không điểm", 0),
    Line("1.2", "Phương án bịa, nhiều điểm", 150),
    Line("2", "Câu hỏi bịa chọn nhiều", None, True),
    Line("2.1", "Đồ dùng bịa", 20),
    Line("2.2", "Thứ bịa bị trừ điểm", -5),
)
GOOD_ROWS: tuple[tuple[Any, ...], ...] = (
    ("1", "Câu hỏi", "Câu hỏi bịa thứ nhất", None, None),
    ("1.1", "Phương án", "Phương án bịa, không điểm", 0, None),
    ("1.2", "Phương án", "Phương án bịa, nhiều điểm", 150, None),
    ("2", "Câu hỏi", "Câu hỏi bịa chọn nhiều", None, "x"),
    ("2.1", "Phương án", "Đồ dùng bịa", 20, None),
    ("2.2", "Phương án", "Thứ bịa bị trừ điểm", -5, None),
)


def workbook_of(rows: Iterable[Sequence[Any]], *, head: Sequence[str] = HEAD, tab: str = TAB, tabs: int = 1) -> bytes:
    book = Workbook()
    sheet = book.active
    sheet.title = tab
    sheet.append(head)
    for row in rows:
        sheet.append(row)
    for number in range(1, tabs):
        book.create_sheet(f"Trang {number}")
    return saved(book)


def saved(book: Workbook) -> bytes:
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def load_sheet(place: Locality, *, by: User, **fields: Any) -> ScoreSheet:
    values = {
        "standard_code": "VN-2022",
        "area_type": "urban",
        "region": "Vùng bịa",
        "source": "Văn bản bịa, trang 1",
        "lines": LINES,
    }
    return actions.load_score_sheet(place=place, by=by, **{**values, **fields})
