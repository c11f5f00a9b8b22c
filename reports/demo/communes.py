"""The figures of the two communes, as their plans print them. What a plan does not say is invented and marked so."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from reports.demo.seeds import ClassTotals


@dataclass(frozen=True)
class CommuneSeed:
    """One commune, the review its plan rests on, and the plan's targets."""

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
    outline: str
    poor_exit: tuple[int, ...]
    near_poor_exit: tuple[int, ...] | None
    document_on: date | None
    seed: int

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
    outline="social_security",
    poor_exit=(1, 0, 1, 2, 0),
    near_poor_exit=(4, 0, 8, 2, 1),
    document_on=None,
    seed=2024,
)

COMMUNES: tuple[CommuneSeed, ...] = (CAM_PHUC_NAM, QUANG_MINH)
