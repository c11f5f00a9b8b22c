"""The blocks that stand in a text by name and are made from the plan's data: tables, lists, duties.

Here are their names only. Lists are turned into text by `plans.expansion`; the rows of the tables are those of
`plans.targets`, and whoever prints them lays them out.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from plans import names
from plans.models import Measure


class BlockKind(StrEnum):
    """What becomes of a block when it is printed."""

    TABLE = "table"
    LIST = "list"
    DUTIES = "duties"


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundBlock:
    """One block. `measures` are the targets that must be there before it can be printed."""

    name: str
    label: str
    kind: BlockKind
    shows: str
    measures: frozenset[Measure] = frozenset()
    aliases: tuple[str, ...] = ()


POOR_TARGETS: Final = BoundBlock(
    name="bang_chi_tieu_giam_ho_ngheo",
    label="bảng chỉ tiêu giảm hộ nghèo",
    kind=BlockKind.TABLE,
    shows="Từng thôn, tổ dân phố: số hộ dân, hộ nghèo, khẩu nghèo, tỷ lệ, chỉ tiêu giảm hộ nghèo; dòng tổng cộng.",
    measures=frozenset({Measure.POOR_EXIT}),
    aliases=("bảng chỉ tiêu",),
)
BOTH_TARGETS: Final = BoundBlock(
    name="bang_chi_tieu_ho_ngheo_ho_can_ngheo",
    label="bảng chỉ tiêu hộ nghèo, hộ cận nghèo",
    kind=BlockKind.TABLE,
    shows="Bảng 13 cột của phụ lục: hộ nghèo và hộ cận nghèo đầu năm, có khả năng thoát, cuối năm; số hộ và tỷ lệ.",
    measures=frozenset({Measure.POOR_EXIT, Measure.NEAR_POOR_EXIT}),
    aliases=("biểu chỉ tiêu giao các thôn", "biểu chỉ tiêu giao các tổ dân phố"),
)
POOR_DEPRIVATIONS: Final = BoundBlock(
    name="thieu_hut_cua_ho_ngheo",
    label="các chỉ số thiếu hụt của hộ nghèo",
    kind=BlockKind.LIST,
    shows="Mỗi chỉ số một dòng: số hộ nghèo thiếu hụt và tỷ lệ trên tổng số hộ nghèo.",
)
NEAR_POOR_DEPRIVATIONS: Final = BoundBlock(
    name="thieu_hut_cua_ho_can_ngheo",
    label="các chỉ số thiếu hụt của hộ cận nghèo",
    kind=BlockKind.LIST,
    shows="Mỗi chỉ số một dòng: số hộ cận nghèo thiếu hụt và tỷ lệ trên tổng số hộ cận nghèo.",
)
DUTIES: Final = BoundBlock(
    name="nhiem_vu_cac_don_vi",
    label="nhiệm vụ của các đơn vị",
    kind=BlockKind.DUTIES,
    shows="Các đơn vị theo thứ tự của trang Nhiệm vụ, mỗi đơn vị kèm phần việc được giao.",
)

BLOCKS: Final = (POOR_TARGETS, BOTH_TARGETS, POOR_DEPRIVATIONS, NEAR_POOR_DEPRIVATIONS, DUTIES)

_BY_KEY: Final = names.by_key((block, (block.name, block.label, *block.aliases)) for block in BLOCKS)


def find(name: str) -> BoundBlock | None:
    """The block with this name or label, however it is spelled."""
    return _BY_KEY.get(names.key(name))


def likely(name: str) -> BoundBlock | None:
    """The block that was probably meant by a name that nobody knows."""
    return names.likely(name, _BY_KEY)
