"""Everything that a plan's figures are computed from, read once."""

from dataclasses import dataclass
from datetime import date

from households import figures as households_figures
from households.figures import ClassFigures, PlaceFigures
from indicators.scoring import HouseholdClass
from indicators.standard import Standard
from localities import formats
from localities.models import Locality
from localities.text import lower_first
from plans import targets
from plans.models import Plan
from plans.targets import TargetTable


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanFacts:
    """The facts behind a plan: place, years, the base review and its counts, the targets."""

    year: int
    base_year: int
    place_name: str
    place_kind: str
    superior: str
    province: str
    hamlet_kind: str
    standard: Standard
    recognised: bool
    decision_number: str
    decision_on: date | None
    figures: PlaceFigures
    hamlets: tuple[PlaceFigures, ...]
    targets: TargetTable

    @property
    def place(self) -> str:
        """Kind and name as a text prints them: "phường Cam Phúc Nam"."""
        return f"{self.place_kind} {self.place_name}"

    def of(self, household_class: HouseholdClass) -> ClassFigures:
        return self.figures.poor if household_class == HouseholdClass.POOR else self.figures.near_poor

    def lacking(self, household_class: HouseholdClass, code: str) -> int | None:
        """Households of the class deprived in an indicator; None where the standard of the review has no such one."""
        for slot, indicator in enumerate(self.standard.indicators):
            if indicator.code == code:
                return self.of(household_class).lacking[slot]
        return None

    @property
    def has_review_figures(self) -> bool:
        """Whether there are results at all: until then a count of zero is not a zero."""
        return self.recognised or any(
            figures.households
            for hamlet in self.hamlets
            for figures in (hamlet.poor, hamlet.near_poor, hamlet.not_poor)
        )

    # --- Where figures come from, in a sentence -------------------------------------------------

    @property
    def review_source(self) -> str:
        decision = "chưa có quyết định công nhận"
        if self.decision_on:
            day = formats.short_date(self.decision_on)
            decision = f"công nhận theo Quyết định {self.decision_number} ngày {day}"
        reported = "; có số liệu báo cáo" if self.figures.reported else ""
        return f"Kết quả rà soát năm {self.base_year}, {decision}{reported}"

    @property
    def population_source(self) -> str:
        return f"Dân số năm {self.base_year} của các {self.hamlet_kind}"

    @property
    def target_source(self) -> str:
        return f"Chỉ tiêu giao các {self.hamlet_kind} năm {self.year}"


def facts_of(plan: Plan) -> PlanFacts:
    """Read the facts of a plan; the only function here that queries."""
    review = plan.base_review
    hamlets, whole = households_figures.of_area(plan.place, review.year)
    above = plan.place.ancestors()
    return PlanFacts(
        year=plan.year,
        base_year=review.year,
        place_name=plan.place.name,
        place_kind=lower_first(plan.place.kind),
        superior=worded_place(above[-1]) if above else "",
        province=worded_place(above[0]) if above else "",
        hamlet_kind=hamlet_kind(hamlets),
        standard=review.standard,
        recognised=review.is_recognised,
        decision_number=review.decision_number,
        decision_on=review.decision_on,
        figures=whole,
        hamlets=hamlets,
        targets=targets.table(hamlets, targets.typed_of(plan), residents=whole.households),
    )


def worded_place(place: Locality) -> str:
    """A place in running text: "thành phố Cam Ranh", whatever capital its kind was recorded with."""
    return f"{lower_first(place.kind)} {place.name}"


def hamlet_kind(hamlets: tuple[PlaceFigures, ...]) -> str:
    """What the village units are called, the most frequent kind first: "tổ dân phố"; "thôn, tổ dân phố"."""
    kinds = [lower_first(hamlet.place.kind) for hamlet in hamlets]
    return ", ".join(sorted(dict.fromkeys(kinds), key=lambda kind: -kinds.count(kind))) or "thôn, tổ dân phố"
