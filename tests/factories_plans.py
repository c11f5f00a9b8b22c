"""Plans for tests: the figures of two source plans, plans of every state reached through real actions.

commune = make_source_commune(CAM_PHUC_NAM)          a commune with its village units, population and review
plan = make_plan(commune, 2023, by=officer)          a new plan from an outline
complete(plan, CAM_PHUC_NAM, by=officer)             nothing is missing any more
plan = make_plan_at(State.APPROVED, commune, 2023, officer=officer, leader=leader)

facts = pure_facts(CAM_PHUC_NAM)                     the same figures without a database
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.utils import timezone

from accounts.models import User
from households.figures import ClassFigures, PlaceFigures, total
from households.models import CAUSE_FIELDS, LACKING_FIELDS, HamletFigures, Review
from indicators.scoring import HouseholdClass
from indicators.standards import get_standard
from localities.models import Level, Locality, Population
from plans import actions, outlines, targets
from plans.drafts import Ending, Front, Targets
from plans.figures.facts import PlanFacts
from plans.models import Plan, SigningForm, State
from plans.targets import Typed
from plans.text import load
from tests import factories

STANDARD = get_standard("VN-2022")


@dataclass(frozen=True)
class SourceClass:
    """Households of one class by village unit, persons, deprivations of the whole commune (on the first unit)."""

    households: Sequence[int]
    persons: Sequence[int]
    can_exit: Sequence[int]
    lacking: Mapping[str, int] = field(default_factory=dict)
    social_protection: int = 0

    def figures(self, place: int) -> ClassFigures:
        first = place == 0
        codes = [indicator.code for indicator in STANDARD.indicators]
        return ClassFigures(
            households=self.households[place],
            persons=self.persons[place],
            can_exit=self.can_exit[place],
            social_protection=self.social_protection if first else 0,
            lacking=tuple(self.lacking.get(code, 0) if first else 0 for code in codes),
        )


@dataclass(frozen=True)
class SourcePlan:
    """What a source plan says in figures; persons by village unit are made up where it gives the sum alone."""

    code: str
    name: str
    superior: tuple[str, str]
    hamlets: Sequence[str]
    residents: Sequence[int]
    persons: Sequence[int | None]
    review_year: int
    decision: tuple[str, date]
    poor: SourceClass
    near_poor: SourceClass
    poor_exit: Sequence[int]
    near_poor_exit: Sequence[int | None]

    @property
    def year(self) -> int:
        return self.review_year + 1


CAM_PHUC_NAM = SourcePlan(
    code="22438",
    name="Cam Phúc Nam",
    superior=("thành phố", "Cam Ranh"),
    hamlets=("Hải Thủy", "Ninh Xuân", "Xuân Ninh", "Phúc Sơn"),
    residents=(504, 650, 305, 397),
    persons=(2292, 2955, 1387, 1805),
    review_year=2022,
    decision=("1866/QĐ-UBND", date(2022, 12, 12)),
    poor=SourceClass((2, 6, 1, 12), (7, 33, 2, 48), (1, 1, 0, 2)),
    near_poor=SourceClass((47, 61, 29, 37), (186, 241, 115, 146), (0, 0, 0, 0)),
    poor_exit=(1, 1, 0, 2),
    near_poor_exit=(None, None, None, None),
)

QUANG_MINH = SourcePlan(
    code="07774",
    name="Quảng Minh",
    superior=("thị xã", "Việt Yên"),
    hamlets=("Khả Lý Thượng", "Khả Lý Hạ", "Đông Long", "Đình Cả", "Kẽ"),
    residents=(1011, 494, 802, 430, 254),
    persons=(None, None, None, None, None),
    review_year=2023,
    decision=("212/QĐ-UBND", date(2023, 12, 14)),
    poor=SourceClass(
        (7, 0, 7, 2, 1),
        (12, 0, 12, 4, 1),
        (1, 0, 1, 2, 0),
        {"employment": 3, "dependents": 16, "housing_quality": 4, "housing_area": 2, "toilet": 3, "telecom": 12}
        | {"info_means": 12},
        social_protection=13,
    ),
    near_poor=SourceClass(
        (15, 2, 19, 4, 4),
        (48, 6, 61, 13, 13),
        (4, 0, 8, 2, 1),
        {"employment": 4, "dependents": 33, "housing_quality": 2, "housing_area": 3, "telecom": 7, "info_means": 6},
    ),
    poor_exit=(1, 0, 1, 2, 0),
    near_poor_exit=(4, 0, 8, 2, 1),
)


# --- In the database -------------------------------------------------------------------------------


def make_source_commune(source: SourcePlan, parent: Locality | None = None, *, by: User | None = None) -> Locality:
    """The commune of a source plan with its recognised review."""
    kind, name = source.superior
    parent = parent or factories.make_place(Level.DISTRICT, f"{source.code}-d", name, kind=kind)
    commune = factories.make_place(Level.COMMUNE, source.code, source.name, parent)
    for number, name in enumerate(source.hamlets, start=1):
        factories.make_place(Level.HAMLET, f"{source.code}-{number:02d}", name, commune, position=number)
    make_source_review(source, commune, by=by)
    return commune


def make_source_review(
    source: SourcePlan, commune: Locality, *, by: User | None = None, recognised: bool = True
) -> Review:
    """The review of the year before the plan, with reported counts for every village unit."""
    review = Review.objects.create(commune=commune, year=source.review_year, standard_code=STANDARD.code)
    for place, hamlet in enumerate(factories.hamlets_of(commune)):
        Population.objects.create(
            place=hamlet, year=source.review_year, households=source.residents[place], persons=source.persons[place]
        )
        for household_class, of in ((HouseholdClass.POOR, source.poor), (HouseholdClass.NEAR_POOR, source.near_poor)):
            _store(review, hamlet, household_class, of.figures(place))
    if recognised:
        review.decision_number, review.decision_on = source.decision
        review.recognised_at, review.recognised_by = timezone.now(), by or factories.make_user()
        review.state = Review.State.RECOGNISED
        review.full_clean()
        review.save()
    return review


def _store(review: Review, hamlet: Locality, household_class: str, figures: ClassFigures) -> None:
    counts = {name: getattr(figures, name) for name in ("households", "persons", "can_exit", "social_protection")}
    counts |= dict(zip(LACKING_FIELDS, figures.lacking, strict=True)) | dict(
        zip(CAUSE_FIELDS, figures.causes, strict=True)
    )
    HamletFigures.objects.create(
        review=review,
        commune=review.commune,
        hamlet=hamlet,
        household_class=household_class,
        source=HamletFigures.Source.REPORTED,
        **counts,
    )


def make_plan(commune: Locality, year: int, *, by: User, outline: str = "ward") -> Plan:
    """A new plan, as its outline begins it."""
    review = Review.objects.get(commune=commune, year=year - 1)
    return actions.create_plan(place=commune, year=year, outline=outlines.get(outline), base_review=review, by=by)


def typed_targets(source: SourcePlan, commune: Locality) -> dict[int, Typed]:
    hamlets = factories.hamlets_of(commune)
    pairs = zip(hamlets, source.poor_exit, source.near_poor_exit, strict=True)
    return {hamlet.pk: Typed(poor_exit=poor, near_poor_exit=near_poor) for hamlet, poor, near_poor in pairs}


def complete(plan: Plan, source: SourcePlan, *, by: User) -> Plan:
    """Do what is left to do before the plan can be sent: targets, numbers of the bases, the signer."""
    actions.save_targets(plan=plan, targets=Targets(typed=typed_targets(source, plan.place)), by=by)
    front = Front.of(plan)
    bases = tuple(
        base if base.number or base.document_kind.startswith("Luật") else replace(base, number="67/KH-UBND")
        for base in front.bases
    )
    actions.save_front(plan=plan, front=replace(front, bases=bases), by=by)
    ending = replace(Ending.of(plan), signer_name="Người Ký Thử", signing_form=SigningForm.VICE_CHAIR)
    actions.save_ending(plan=plan, ending=ending, by=by)
    return Plan.objects.get(pk=plan.pk)


def make_plan_at(state: State, source: SourcePlan, commune: Locality, *, officer: User, leader: User) -> Plan:
    """A complete plan that has come to this state by the real acts of two people."""
    outline = "ward" if source is CAM_PHUC_NAM else "social_security"
    plan = complete(make_plan(commune, source.year, by=officer, outline=outline), source, by=officer)
    if state == State.DRAFT:
        return plan
    plan = actions.submit(plan=plan, by=officer)
    if state == State.RETURNED:
        return actions.return_(plan=plan, by=leader, comment="Cần làm rõ mục tiêu cụ thể.")
    if state in {State.APPROVED, State.ISSUED}:
        plan = actions.approve(plan=plan, by=leader)
    if state == State.ISSUED:
        plan = actions.mark_issued(plan=plan, by=leader, number="15/KH-UBND", issued_on=date(source.year, 3, 20))
    return plan


# --- Without a database ----------------------------------------------------------------------------


def pure_facts(source: SourcePlan, typed: Mapping[int, Typed] | None = None, **changes: Any) -> PlanFacts:
    """The facts of a plan on places that are nowhere stored; village unit n has the key n (from 1)."""
    commune = Locality(pk=100, level=Level.COMMUNE, code=source.code, kind="phường", name=source.name)
    rows = tuple(_pure_row(source, place) for place in range(len(source.hamlets)))
    if typed is None:
        pairs = zip(source.poor_exit, source.near_poor_exit, strict=True)
        typed = {place: Typed(poor, near_poor) for place, (poor, near_poor) in enumerate(pairs, start=1)}
    whole = total(rows, commune)
    facts = PlanFacts(
        year=source.year,
        base_year=source.review_year,
        place_name=source.name,
        place_kind="phường",
        superior=" ".join(source.superior),
        province="tỉnh Mẫu Sơn",
        hamlet_kind="tổ dân phố",
        standard=STANDARD,
        recognised=True,
        decision_number=source.decision[0],
        decision_on=source.decision[1],
        figures=whole,
        hamlets=rows,
        targets=targets.table(rows, typed, residents=whole.households),
    )
    return replace(facts, **changes)


def _pure_row(source: SourcePlan, place: int) -> PlaceFigures:
    return PlaceFigures(
        place=Locality(pk=place + 1, level=Level.HAMLET, kind="tổ dân phố", name=source.hamlets[place]),
        households=source.residents[place],
        persons=source.persons[place],
        poor=source.poor.figures(place),
        near_poor=source.near_poor.figures(place),
        standards=(STANDARD.code,),
    )


def body(plan: Plan, title: str) -> Any:
    """The text of the first section with this title."""
    return load(plan.sections.filter(title=title).first().body)
