"""Nhóm đối tượng: groups of households that reports and plans count separately.

Form 7.8 knows three. They overlap (a household can be in all of them), so "khác = tổng − 3 nhóm" can go below zero:
whoever prints it warns and does not block.
"""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdGroup:
    """One group. `in_form_7_8` tells the three official groups from those that plans and provinces add.

    `unknown` is a Vietnamese sentence about what no text we could read defines; empty when nothing is missing.
    """

    code: str
    name: str
    source: str
    in_form_7_8: bool
    unknown: str = ""


_FORM: Final = "Mẫu 7.8, Thông tư 02/2022/TT-BLĐTBXH"

ETHNIC_MINORITY: Final = HouseholdGroup(
    code="ethnic_minority",
    name="Hộ dân tộc thiểu số",
    source=_FORM,
    in_form_7_8=True,
    unknown="Chưa rõ hộ có cả người Kinh và người dân tộc thiểu số được xếp thế nào; hãy đánh dấu theo phiếu đã ký.",
)
NO_WORK_CAPACITY: Final = HouseholdGroup(
    code="no_work_capacity",
    name="Hộ không có khả năng lao động",
    source=_FORM,
    in_form_7_8=True,
    unknown="Chưa có định nghĩa “hộ không có khả năng lao động” trong văn bản đã đọc; hãy đánh dấu theo phiếu đã ký.",
)
MERIT: Final = HouseholdGroup(
    code="merit",
    name="Hộ có thành viên là người có công với cách mạng",
    source=_FORM,
    in_form_7_8=True,
)
SOCIAL_PROTECTION: Final = HouseholdGroup(
    code="social_protection",
    name="Hộ thuộc diện bảo trợ xã hội",
    source="Cách phân nhóm trong kế hoạch giảm nghèo của địa phương",
    in_form_7_8=False,
    unknown="Chưa có định nghĩa chung của nhóm này; hãy đánh dấu theo cách phân nhóm của địa phương.",
)
INDIGENOUS_MINORITY: Final = HouseholdGroup(
    code="indigenous_minority",
    name="Hộ dân tộc tại chỗ",
    source="Biểu tổng hợp của một số tỉnh Tây Nguyên",
    in_form_7_8=False,
    unknown="Danh sách dân tộc tại chỗ do từng tỉnh quy định.",
)

GROUPS: Final = (ETHNIC_MINORITY, NO_WORK_CAPACITY, MERIT, SOCIAL_PROTECTION, INDIGENOUS_MINORITY)
