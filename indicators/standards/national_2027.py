"""Chuẩn nghèo đa chiều quốc gia 2027-2030: what is known of it, and a clear refusal for what is not.

Known: the income lines and the cut-off of three deprivations (NĐ 351/2025/NĐ-CP, from two newspapers). The list of
indicators is that of the draft of September 2025; only the first two were seen in the issued text. The B1 thresholds
and the points were not found, so `classify` refuses to answer by this standard. When the texts are available, write
what they say HERE only if no household has been classified by it, otherwise in a new module.
"""

from datetime import date
from typing import Final

from indicators.standard import Confidence, Dimension, Indicator, Standard
from indicators.standards.national_2022 import EDUCATION, HEALTH, HOUSING, INFORMATION, WORK
from localities.area_types import AreaType

_DRAFT: Final = "Dự thảo (tháng 9/2025) của Nghị định 351/2025/NĐ-CP, chưa đối chiếu với nghị định đã ban hành"
_NO_RULE: Final = (
    "Chưa có: quy định khi nào hộ thiếu hụt chỉ số này theo Nghị định 351/2025/NĐ-CP chưa có trong phần mềm."
)

# A different dimension from "Nước sinh hoạt và vệ sinh" of 2022, not a renamed one: it measures the environment too.
WATER_ENVIRONMENT: Final = Dimension("water_environment", "Nước sinh hoạt, vệ sinh, môi trường")


def _draft(number: int, code: str, dimension: Dimension, name: str, question: str = "", rule: str = "") -> Indicator:
    """An indicator of the draft. Without a rule that could be read, its question says so."""
    return Indicator(
        code=code,
        number=number,
        dimension=dimension,
        name=name,
        question=question or f"Hộ có thiếu hụt chỉ số “{name}” theo quy định của chuẩn mới không?",
        rule=rule or _NO_RULE,
        source=_DRAFT,
        confidence=Confidence.LOW,
    )


_INDICATORS: Final = (
    _draft(
        1,
        "employment",
        WORK,
        "Việc làm",
        "Trong hộ có người nào ở độ tuổi lao động, có khả năng và muốn đi làm, mà không có việc làm hoặc làm công "
        "ăn lương không có hợp đồng lao động không?",
        "Theo dự thảo: thiếu hụt khi hộ có ít nhất một người trong độ tuổi lao động, có khả năng và có nhu cầu làm "
        "việc nhưng không có việc làm, hoặc có việc làm công ăn lương nhưng không có hợp đồng lao động.",
    ),
    _draft(
        2,
        "dependents",
        WORK,
        "Người phụ thuộc trong hộ gia đình",
        "Số người phụ thuộc có chiếm trên 50% số thành viên của hộ không?",
        "Theo dự thảo: thiếu hụt khi người phụ thuộc chiếm trên 50% số thành viên của hộ. Người phụ thuộc gồm: trẻ em "
        "dưới 16 tuổi; người cao tuổi hoặc người khuyết tật đang hưởng trợ cấp xã hội hằng tháng.",
    ),
    _draft(3, "health_insurance", HEALTH, "Bảo hiểm y tế"),
    _draft(
        4,
        "nutrition",
        HEALTH,
        "Dinh dưỡng",
        "Trong hộ có trẻ em dưới 16 tuổi nào bị suy dinh dưỡng (chiều cao hoặc cân nặng theo tuổi) không?",
        "Theo dự thảo: thiếu hụt khi hộ có ít nhất một trẻ em dưới 16 tuổi suy dinh dưỡng chiều cao theo tuổi hoặc "
        "suy dinh dưỡng cân nặng theo tuổi.",
    ),
    _draft(5, "adult_education", EDUCATION, "Trình độ giáo dục của người lớn"),
    _draft(6, "child_schooling", EDUCATION, "Tình trạng đi học của trẻ em"),
    _draft(7, "housing_area", HOUSING, "Diện tích nhà ở bình quân đầu người"),
    _draft(8, "housing_quality", HOUSING, "Chất lượng nhà ở"),
    _draft(9, "telecom", INFORMATION, "Sử dụng dịch vụ viễn thông"),
    _draft(10, "water", WATER_ENVIRONMENT, "Nguồn nước sinh hoạt"),
    _draft(11, "toilet", WATER_ENVIRONMENT, "Nhà tiêu hợp vệ sinh"),
    # A new fact, so a new code: `info_means` of 2022 was dropped and must never be read as this one.
    _draft(12, "waste", WATER_ENVIRONMENT, "Xử lý rác thải"),
)

STANDARD: Final = Standard(
    code="VN-2027",
    name="Chuẩn nghèo đa chiều quốc gia 2027-2030",
    legal_basis="Nghị định 351/2025/NĐ-CP ngày 30/12/2025",
    valid_from=date(2027, 1, 1),
    valid_to=date(2030, 12, 31),
    income_line={AreaType.RURAL: 2_200_000, AreaType.URBAN: 2_800_000},
    average_living_upper={AreaType.RURAL: None, AreaType.URBAN: None},
    b1_max={AreaType.RURAL: None, AreaType.URBAN: None},
    points_per_indicator=None,
    poor_from_deprivations=3,
    indicators=_INDICATORS,
    unknowns=(
        (
            "Chưa có ngưỡng điểm B1 ở nông thôn và ở đô thị, và số điểm B2 của mỗi chỉ số: văn bản hướng dẫn "
            "Nghị định 351/2025/NĐ-CP chưa có trong phần mềm nên chưa thể xếp loại hộ theo chuẩn này."
        ),
        (
            "Danh sách và thứ tự 12 chỉ số lấy từ dự thảo tháng 9/2025, chưa đối chiếu với nghị định đã ban hành; "
            "mới thấy hai chỉ số về việc làm trong phần đầu của nghị định."
        ),
        "Quy định thiếu hụt của từng chỉ số chưa có; với các chỉ số 1, 2 và 4 mới có câu chữ của dự thảo.",
        "Chưa rõ chỉ số về khả năng chống chịu thiên tai có được bổ sung hay không.",
        "Chưa có mức thu nhập trần của hộ có mức sống trung bình.",
        "Chưa rõ đợt rà soát từ ngày 01/9 đến ngày 14/12/2026 dùng chuẩn này hay chuẩn đang áp dụng đến hết năm 2026.",
    ),
    area_names={AreaType.RURAL: "nông thôn", AreaType.URBAN: "đô thị"},
)
