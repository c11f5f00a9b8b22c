"""The figures of the three communes, as their plans print them. What a plan does not say is invented and marked so."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from reports.demo.histories import Changes
from reports.demo.seeds import ClassTotals


@dataclass(frozen=True)
class BeforeSeed:
    """The review of the year before. `key`: the commune as it was then, where it was another; `hamlet_kind` too."""

    households: tuple[int, ...]
    persons: tuple[int | None, ...]
    decision_number: str
    decision_on: date
    changes: Changes
    population_source: str = "Số liệu trình diễn"
    key: str = ""
    hamlet_kind: str = ""


@dataclass(frozen=True)
class CommuneSeed:
    """One commune, its two recognised reviews, and the targets of the plan that rests on the later one. Without an
    outline there is no plan yet."""

    slug: str  # part of the demo accounts' names
    key: str  # localities key of the commune
    hamlets: tuple[str, ...]
    hamlet_kind: str
    households: tuple[int, ...]
    persons: tuple[int | None, ...]
    population_source: str
    review_year: int
    decision_number: str
    decision_on: date
    poor: ClassTotals
    near_poor: ClassTotals
    before: BeforeSeed
    seed: int
    outline: str = ""
    poor_exit: tuple[int, ...] = ()
    near_poor_exit: tuple[int, ...] | None = None
    document_on: date | None = None
    ethnicities: tuple[str, ...] = ("01",)

    @property
    def plan_year(self) -> int:
        return self.review_year + 1


def _counts(codes: str, numbers: Sequence[int]) -> dict[str, int]:
    return dict(zip(codes.split(), numbers, strict=True))


_LACKING_IN_CAM_PHUC_NAM = (
    "employment dependents health_insurance adult_education housing_quality housing_area toilet telecom info_means"
)

# Source plan 000. Not in it, and invented: the persons of each tổ dân phố (only the sum 8.439 is stated), near-poor
# households by tổ dân phố (only 174 with 688 persons), the deprivations.
CAM_PHUC_NAM = CommuneSeed(
    slug="camphucnam",
    key="22414",
    hamlets=("Hải Thủy", "Ninh Xuân", "Xuân Ninh", "Phúc Sơn"),
    hamlet_kind="Tổ dân phố",
    households=(504, 650, 305, 397),
    persons=(2292, 2955, 1387, 1805),
    population_source="Kế hoạch giảm nghèo năm 2023; số nhân khẩu từng tổ dân phố là số liệu trình diễn",
    review_year=2022,
    decision_number="1866/QĐ-UBND",
    decision_on=date(2022, 12, 12),
    poor=ClassTotals(
        households=(2, 6, 1, 12),
        persons=(7, 33, 2, 48),
        deprived=_counts(_LACKING_IN_CAM_PHUC_NAM, (9, 15, 4, 6, 8, 5, 7, 10, 6)),
        fewest=3,
        most=12,
        can_exit=(1, 1, 0, 2),
    ),
    near_poor=ClassTotals(
        households=(47, 61, 29, 37),
        persons=(186, 241, 115, 146),
        deprived=_counts(_LACKING_IN_CAM_PHUC_NAM, (48, 70, 12, 21, 9, 14, 11, 25, 18)),
        fewest=0,
        most=2,
        can_exit=(9, 12, 5, 7),
    ),
    # Not in the source, and invented: the review of 2021 and everything that happened since.
    before=BeforeSeed(
        households=(497, 641, 301, 391),
        persons=(2263, 2917, 1370, 1780),
        decision_number="1742/QĐ-UBND",
        decision_on=date(2021, 12, 13),
        changes=Changes(
            near_poor_to_poor=2,
            new_poor=2,
            relapsed_poor=1,
            arrived_poor=0,
            poor_to_near_poor=6,
            new_near_poor=5,
            arrived_near_poor=1,
            poor_exit=5,
            near_poor_exit=14,
            poor_left=1,
            near_poor_left=2,
        ),
    ),
    outline="ward",
    poor_exit=(1, 1, 0, 2),
    near_poor_exit=None,
    document_on=date(2023, 3, 20),
    seed=2023,
)

# Source plan 002. Not in it, and invented: persons by tổ dân phố, the recognising decision's number and date.
QUANG_MINH = CommuneSeed(
    slug="quangminh",
    key="07792.20240201",
    hamlets=("Khả Lý Thượng", "Khả Lý Hạ", "Đông Long", "Đình Cả", "Kẽ"),
    hamlet_kind="Tổ dân phố",
    households=(1011, 494, 802, 430, 254),
    persons=(None, None, None, None, None),
    population_source="Kế hoạch giảm nghèo và an sinh xã hội năm 2024; nguồn không nêu số nhân khẩu",
    review_year=2023,
    decision_number="212/QĐ-UBND",
    decision_on=date(2023, 12, 14),
    poor=ClassTotals(
        households=(7, 0, 7, 2, 1),
        persons=(12, 0, 12, 4, 1),
        deprived=_counts(
            "employment dependents housing_quality housing_area toilet telecom info_means", (3, 16, 4, 2, 3, 12, 12)
        ),
        fewest=3,
        most=12,
        can_exit=(1, 0, 1, 2, 0),
        rest_on_social_protection=True,
    ),
    near_poor=ClassTotals(
        households=(15, 2, 19, 4, 4),
        persons=(48, 6, 61, 13, 13),
        deprived=_counts("employment dependents housing_quality housing_area telecom info_means", (4, 33, 2, 3, 7, 6)),
        fewest=0,
        most=2,
        can_exit=(4, 0, 8, 2, 1),
    ),
    # Not in the source, and invented: the review of 2022, when the ward was still a xã of rural area.
    before=BeforeSeed(
        households=(1002, 489, 795, 426, 251),
        persons=(None, None, None, None, None),
        decision_number="340/QĐ-UBND",
        decision_on=date(2022, 12, 14),
        changes=Changes(
            near_poor_to_poor=1,
            new_poor=1,
            relapsed_poor=0,
            arrived_poor=0,
            poor_to_near_poor=4,
            new_near_poor=2,
            arrived_near_poor=0,
            poor_exit=3,
            near_poor_exit=10,
            poor_left=1,
            near_poor_left=1,
        ),
        key="07792",
        hamlet_kind="Thôn",
    ),
    outline="social_security",
    poor_exit=(1, 0, 1, 2, 0),
    near_poor_exit=(4, 0, 8, 2, 1),
    document_on=None,
    seed=2024,
)

# Source plan 003: 163 poor and 209 near-poor of 889 households in 2022, 81 and 122 of 910 in 2023, ten villages, and
# 101 households to leave both in 2024. Not in it, and invented: the villages' names and figures, the persons, the
# deprivations, the ethnic groups, the decisions, and which way each household went.
CAO_LAU = CommuneSeed(
    slug="caolau",
    key="06196",
    hamlets=tuple(f"số {number}" for number in range(1, 11)),
    hamlet_kind="Thôn",
    households=(98, 90, 104, 86, 92, 80, 95, 88, 85, 92),
    persons=(412, 378, 447, 361, 386, 336, 399, 370, 357, 386),
    population_source="Kế hoạch giảm nghèo năm 2024 (số hộ toàn xã); số của từng thôn là số liệu trình diễn",
    review_year=2023,
    decision_number="1105/QĐ-UBND",
    decision_on=date(2023, 12, 12),
    poor=ClassTotals(
        households=(9, 8, 10, 7, 8, 6, 9, 8, 7, 9),
        persons=(40, 35, 45, 31, 36, 26, 40, 35, 31, 39),
        deprived=_counts(
            "employment dependents nutrition health_insurance adult_education child_schooling housing_quality "
            "housing_area water toilet telecom info_means",
            (52, 34, 12, 8, 40, 5, 38, 20, 30, 55, 14, 12),
        ),
        fewest=3,
        most=12,
        can_exit=(4, 4, 5, 4, 4, 3, 4, 5, 4, 4),
    ),
    near_poor=ClassTotals(
        households=(13, 12, 14, 11, 12, 10, 13, 12, 12, 13),
        persons=(55, 50, 60, 46, 51, 42, 56, 50, 51, 55),
        deprived=_counts(
            "employment dependents adult_education housing_quality housing_area water toilet telecom info_means",
            (40, 30, 22, 18, 10, 20, 38, 6, 6),
        ),
        fewest=0,
        most=2,
        can_exit=(6, 6, 7, 5, 6, 5, 7, 6, 6, 6),
    ),
    before=BeforeSeed(
        households=(96, 88, 102, 84, 90, 78, 93, 86, 83, 89),
        persons=(405, 370, 440, 355, 380, 330, 392, 363, 350, 376),
        decision_number="1284/QĐ-UBND",
        decision_on=date(2022, 12, 13),
        changes=Changes(
            near_poor_to_poor=6,
            new_poor=8,
            relapsed_poor=0,
            arrived_poor=1,
            poor_to_near_poor=58,
            new_near_poor=3,
            arrived_near_poor=1,
            poor_exit=35,
            near_poor_exit=136,
            poor_left=4,
            near_poor_left=7,
        ),
        population_source="Kế hoạch giảm nghèo năm 2024 (số hộ toàn xã); số của từng thôn là số liệu trình diễn",
    ),
    ethnicities=("07", "07", "07", "02", "02", "02", "02", "09", "01"),
    seed=2025,
)

COMMUNES: tuple[CommuneSeed, ...] = (CAM_PHUC_NAM, QUANG_MINH, CAO_LAU)
