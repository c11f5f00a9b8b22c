"""A recognised review classed by another standard, household by household. Nothing is stored."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from accounts.refusals import Refused
from households.analysis.rulebooks import standards_at
from households.models import Assessment, AssessmentQuerySet, Review
from indicators import comparing
from indicators.comparing import Comparison, Correspondence, Verdict
from indicators.scoring import Answers, HouseholdClass
from indicators.standard import Standard
from localities.area_types import AreaType

CHANGED, OPEN = "doi", "chua-ro"


def check_can_compare(review: Review) -> None:
    """While forms are still written, every comparison would be of something else."""
    if not review.is_recognised:
        raise Refused(
            "Chỉ so hai chuẩn trên kết quả đã được công nhận. Khi đợt rà soát có quyết định công nhận, trang này cho "
            "biết từng hộ sẽ được xếp thế nào theo chuẩn khác."
        )


def others(review: Review) -> tuple[Standard, ...]:
    """The other rule books that may apply to the commune."""
    return tuple(each for each in standards_at(review.commune) if each.code != review.standard_code)


@dataclass(frozen=True, slots=True)
class ComparedHousehold:
    """A household's recognised class, and what the other standard would say."""

    form: Assessment
    before: HouseholdClass
    found: Comparison

    @property
    def verdict(self) -> Verdict:
        return self.found.verdict(self.before)


@dataclass(frozen=True)
class Side:
    """The households of a review by two standards."""

    here: Standard
    there: Standard
    households: Sequence[ComparedHousehold]

    @cached_property
    def match(self) -> Correspondence:
        return comparing.correspondence(self.here, self.there)

    @cached_property
    def cells(self) -> Counter[tuple[HouseholdClass, HouseholdClass | None]]:
        """Households by the class now and the class by the other standard; None where that one is open."""
        return Counter((each.before, each.found.household_class) for each in self.households)

    @cached_property
    def verdicts(self) -> Counter[Verdict]:
        return Counter(each.verdict for each in self.households)

    def shown(self, verdict: str) -> list[ComparedHousehold]:
        """The households whose class changes or is open, or one of the two kinds."""
        wanted = {CHANGED: {Verdict.CHANGED}, OPEN: {Verdict.OPEN}}.get(verdict, {Verdict.CHANGED, Verdict.OPEN})
        return [each for each in self.households if each.verdict in wanted]


def side_by_side(forms: AssessmentQuerySet, here: Standard, there: Standard) -> Side:
    """Every completed form by both standards, in the order of village units and of names."""
    completed = forms.completed().select_related("household", "hamlet")
    ordered = completed.order_by("hamlet__position", "hamlet__sort_key", "household__sort_key", "pk")
    return Side(here, there, [_compared(form, here, there) for form in ordered])


def _compared(form: Assessment, here: Standard, there: Standard) -> ComparedHousehold:
    lacking = here.codes(form.deprived_mask)
    answered = here.codes(form.answered_mask & ~form.unsure_mask)
    answers = Answers(AreaType(form.area_type), form.income_points, {code: code in lacking for code in answered})
    found = comparing.compare(answers, here, there)
    return ComparedHousehold(form, HouseholdClass(form.household_class), found)
