"""When a B1 score sheet may be loaded or taken out of use; nothing here asks who does it."""

from collections.abc import Sequence

from accounts.refusals import Refused
from households.analysis.rulebooks import standards_at
from households.models import ScoreSheet
from households.score_sheets.workbook import Line
from localities.area_types import AreaType
from localities.formats import short_date
from localities.models import Level, Locality

PLACES = (Level.PROVINCE, Level.COMMUNE)


def check_can_load(place: Locality) -> None:
    """A sheet is a province's or a commune's, and holds for everything below it."""
    if place.level not in PLACES:
        raise Refused("Bảng điểm B1 được nạp cho cả tỉnh hoặc cho một xã, phường. Hãy chọn địa bàn ở thanh trên cùng.")


def check_describes(place: Locality, standard_code: str, area_type: str, region: str, source: str) -> None:
    """A sheet says by which standard, for which region and area, and from which text it was copied."""
    if standard_code not in {each.code for each in standards_at(place)}:
        raise Refused("Hãy chọn chuẩn nghèo của bảng điểm.")
    if area_type not in set(AreaType):
        raise Refused("Hãy chọn khu vực của bảng điểm: nông thôn hay thành thị.")
    if not region.strip():
        raise Refused("Hãy ghi vùng của bảng điểm, đúng như văn bản ghi.")
    if not source.strip():
        raise Refused("Hãy ghi văn bản và trang mà bảng điểm được chép từ đó.")


def check_lines(lines: Sequence[Line]) -> None:
    """Questions with their answers below them, each with a code of its own."""
    codes = [line.code for line in lines]
    starts = [index for index, line in enumerate(lines) if line.is_question]
    ends = [*starts[1:], len(lines)]
    complete = all(end - start > 1 for start, end in zip(starts, ends, strict=False))
    if not starts or starts[0] != 0 or not complete or len(set(codes)) != len(codes):
        raise Refused("Bảng điểm chưa đủ câu hỏi và phương án, hoặc có mã trùng nhau. Hãy sửa tệp rồi nạp lại.")


def check_can_retire(sheet: ScoreSheet) -> None:
    if sheet.retired_at:
        raise Refused(f"Bảng điểm này đã thôi dùng từ ngày {short_date(sheet.retired_at.date())}.")
