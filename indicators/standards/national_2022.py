"""Chuẩn nghèo đa chiều quốc gia 2022-2025, continued through 2026.

Never edit this module once households have been classified by it: a new decree is a new module. What we could read
is public copies and news, not the official gazette; each `source` says what its rule rests on and `unknowns` says
what is missing.
"""

from datetime import date
from typing import Final

from indicators.standard import Confidence, Dimension, Extension, Indicator, Standard
from localities.area_types import AreaType

_ANNEX: Final = "Phụ lục Nghị định 07/2021/NĐ-CP, đọc qua bản chép công khai, chưa đối chiếu Công báo"
_TO_COMPARE: Final = "Phụ lục Nghị định 07/2021/NĐ-CP; chi tiết câu chữ chưa đối chiếu được với văn bản gốc"

WORK: Final = Dimension("work", "Việc làm")
HEALTH: Final = Dimension("health", "Y tế")
EDUCATION: Final = Dimension("education", "Giáo dục")
HOUSING: Final = Dimension("housing", "Nhà ở")
WATER_SANITATION: Final = Dimension("water_sanitation", "Nước sinh hoạt và vệ sinh")
INFORMATION: Final = Dimension("information", "Thông tin")

_INDICATORS: Final = (
    Indicator(
        code="employment",
        number=1,
        dimension=WORK,
        name="Việc làm",
        question="Trong hộ có người nào ở độ tuổi lao động, có khả năng và muốn đi làm, mà không có việc làm "
        "hoặc làm công ăn lương không có hợp đồng lao động không?",
        rule="Thiếu hụt khi hộ có ít nhất một người trong độ tuổi lao động, có khả năng và có nhu cầu làm việc "
        "nhưng không có việc làm, hoặc có việc làm công ăn lương nhưng không có hợp đồng lao động.",
        source=_TO_COMPARE,
        confidence=Confidence.MEDIUM,
    ),
    Indicator(
        code="dependents",
        number=2,
        dimension=WORK,
        name="Người phụ thuộc trong hộ gia đình",
        question="Số người phụ thuộc có chiếm trên 50% số thành viên của hộ không?",
        rule="Thiếu hụt khi người phụ thuộc chiếm trên 50% số thành viên của hộ. Người phụ thuộc gồm: trẻ em dưới "
        "16 tuổi; người cao tuổi hoặc người khuyết tật đang hưởng trợ cấp xã hội hằng tháng.",
        source=_ANNEX,
        confidence=Confidence.HIGH,
    ),
    Indicator(
        code="nutrition",
        number=3,
        dimension=HEALTH,
        name="Dinh dưỡng",
        question="Trong hộ có trẻ em dưới 16 tuổi nào bị suy dinh dưỡng (chiều cao hoặc cân nặng theo tuổi) không?",
        rule="Thiếu hụt khi hộ có ít nhất một trẻ em dưới 16 tuổi suy dinh dưỡng chiều cao theo tuổi hoặc suy dinh "
        "dưỡng cân nặng theo tuổi.",
        source=_ANNEX,
        confidence=Confidence.HIGH,
    ),
    Indicator(
        code="health_insurance",
        number=4,
        dimension=HEALTH,
        name="Bảo hiểm y tế",
        question="Trong hộ có người nào từ đủ 6 tuổi trở lên hiện chưa có bảo hiểm y tế không?",
        rule="Thiếu hụt khi hộ có ít nhất một người từ đủ 6 tuổi trở lên hiện không có bảo hiểm y tế.",
        source=_ANNEX,
        confidence=Confidence.HIGH,
    ),
    Indicator(
        code="adult_education",
        number=5,
        dimension=EDUCATION,
        name="Trình độ giáo dục của người lớn",
        question="Trong hộ có người nào từ 16 đến 30 tuổi không tham gia khóa đào tạo và cũng không có bằng cấp, "
        "chứng chỉ phù hợp với độ tuổi không?",
        rule="Thiếu hụt khi hộ có ít nhất một người từ 16 đến 30 tuổi không tham gia đào tạo và không có bằng cấp, "
        "chứng chỉ phù hợp với độ tuổi. Được coi là phù hợp: từ 16 đến dưới 18 tuổi đang học hoặc đã tốt nghiệp "
        "trung học cơ sở; từ 18 đến 30 tuổi đang học hoặc đã tốt nghiệp trung học phổ thông, hoặc sơ cấp, trung cấp, "
        "cao đẳng nghề; hoặc từ 16 đến 30 tuổi được doanh nghiệp tuyển dụng và chứng nhận đào tạo nghề tại chỗ.",
        source=_ANNEX,
        confidence=Confidence.HIGH,
    ),
    Indicator(
        code="child_schooling",
        number=6,
        dimension=EDUCATION,
        name="Tình trạng đi học của trẻ em",
        question="Trong hộ có trẻ em nào từ 3 tuổi đến dưới 16 tuổi không đi học đúng bậc học, cấp học phù hợp với "
        "độ tuổi không?",
        rule="Thiếu hụt khi hộ có ít nhất một trẻ em từ 3 tuổi đến dưới 16 tuổi không học đúng bậc học, cấp học theo "
        "tuổi: từ 3 đến dưới 6 tuổi học mầm non, từ 6 đến dưới 12 tuổi học tiểu học, từ 12 đến dưới 16 tuổi học "
        "trung học cơ sở.",
        source=_ANNEX,
        confidence=Confidence.HIGH,
    ),
    Indicator(
        code="housing_quality",
        number=7,
        dimension=HOUSING,
        name="Chất lượng nhà ở",
        question="Nhà ở của hộ có thuộc loại không bền chắc (ít nhất 2 trong 3 kết cấu tường, cột, mái làm bằng "
        "vật liệu không bền chắc) không?",
        rule="Thiếu hụt khi hộ ở nhà thuộc loại không bền chắc: trong ba kết cấu chính là tường, cột, mái có ít nhất "
        "hai kết cấu làm bằng vật liệu không bền chắc.",
        source=_ANNEX,
        confidence=Confidence.HIGH,
    ),
    Indicator(
        code="housing_area",
        number=8,
        dimension=HOUSING,
        name="Diện tích nhà ở bình quân đầu người",
        question="Diện tích nhà ở bình quân đầu người của hộ có dưới 8 m² không?",
        rule="Thiếu hụt khi diện tích nhà ở bình quân đầu người của hộ nhỏ hơn 8 m².",
        source=_ANNEX,
        confidence=Confidence.HIGH,
    ),
    Indicator(
        code="water",
        number=9,
        dimension=WATER_SANITATION,
        name="Nguồn nước sinh hoạt",
        question="Hộ có thiếu nguồn nước sạch để sinh hoạt không?",
        rule="Thiếu hụt khi hộ không tiếp cận được nguồn nước sạch trong sinh hoạt. Được coi là nước sạch: nước máy; "
        "giếng khoan; giếng đào được bảo vệ; nước khe, nước mó được bảo vệ; nước mưa; nước đóng chai, đóng bình.",
        source=_ANNEX,
        confidence=Confidence.HIGH,
    ),
    Indicator(
        code="toilet",
        number=10,
        dimension=WATER_SANITATION,
        name="Nhà tiêu hợp vệ sinh",
        question="Hộ có thiếu nhà tiêu hợp vệ sinh không?",
        rule="Thiếu hụt khi hộ không sử dụng nhà tiêu hợp vệ sinh. Được coi là hợp vệ sinh: tự hoại, bán tự hoại; "
        "thấm dội nước; chìm có ống thông hơi; hai ngăn ủ phân khô.",
        source=_TO_COMPARE,
        confidence=Confidence.MEDIUM,
    ),
    Indicator(
        code="telecom",
        number=11,
        dimension=INFORMATION,
        name="Sử dụng dịch vụ viễn thông",
        question="Hộ có thiếu dịch vụ viễn thông (không thành viên nào sử dụng internet) không?",
        rule="Thiếu hụt khi hộ không có thành viên nào sử dụng dịch vụ internet.",
        source=_TO_COMPARE,
        confidence=Confidence.MEDIUM,
    ),
    Indicator(
        code="info_means",
        number=12,
        dimension=INFORMATION,
        name="Phương tiện phục vụ tiếp cận thông tin",
        question="Hộ có thiếu phương tiện tiếp cận thông tin (không có đài, ti vi, máy tính, điện thoại…) không?",
        rule="Thiếu hụt khi hộ không có phương tiện nào để tiếp cận thông tin: không có phương tiện dùng chung "
        "(đài, ti vi…) và cũng không có phương tiện cá nhân (máy tính, điện thoại…).",
        source=_TO_COMPARE,
        confidence=Confidence.MEDIUM,
    ),
)

STANDARD: Final = Standard(
    code="VN-2022",
    name="Chuẩn nghèo đa chiều quốc gia giai đoạn 2022-2025",
    legal_basis="Điều 3 Nghị định 07/2021/NĐ-CP ngày 27/01/2021",
    method_basis="Thông tư 07/2021/TT-BLĐTBXH ngày 18/7/2021, sửa đổi, bổ sung bởi Thông tư 02/2022/TT-BLĐTBXH "
    "ngày 30/3/2022",
    valid_from=date(2022, 1, 1),
    valid_to=date(2026, 12, 31),
    income_line={AreaType.RURAL: 1_500_000, AreaType.URBAN: 2_000_000},
    average_living_upper={AreaType.RURAL: 2_250_000, AreaType.URBAN: 3_000_000},
    b1_max={AreaType.RURAL: 140, AreaType.URBAN: 175},
    points_per_indicator=10,
    poor_from_deprivations=3,
    indicators=_INDICATORS,
    extensions=(
        Extension(
            date(2026, 1, 1),
            "tiếp tục áp dụng đến hết ngày 31/12/2026 theo Nghị định 351/2025/NĐ-CP ngày 30/12/2025",
        ),
    ),
    unknowns=(
        "Bảng điểm chi tiết của điểm B1 theo vùng chưa có trong phần mềm; hãy nhập tổng điểm B1 ghi trên phiếu đã ký.",
        (
            "Câu chữ quy định thiếu hụt của các chỉ số 1, 10, 11 và 12 chưa đối chiếu được với phụ lục của "
            "Nghị định 07/2021/NĐ-CP."
        ),
        (
            "Mức thu nhập trần của hộ có mức sống trung bình (2.250.000 đồng ở nông thôn, 3.000.000 đồng ở thành thị) "
            "chưa đối chiếu được với văn bản gốc."
        ),
        (
            "Chưa rõ khu vực (nông thôn hay thành thị) của xã, phường mới sáp nhập từ ngày 01/7/2025 được xác định "
            "thế nào khi xếp loại; hãy ghi khu vực cho từng địa bàn."
        ),
        "Chưa rõ đợt rà soát từ ngày 01/9 đến ngày 14/12/2026 dùng chuẩn này hay chuẩn áp dụng từ năm 2027.",
    ),
)
