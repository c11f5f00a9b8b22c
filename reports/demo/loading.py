"""Puts the demo into the database through the same actions that the pages use; safe to repeat."""

from collections.abc import Callable
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db import transaction

from accounts.models import User
from households import actions as household_actions
from households.models import Household, Review
from households.people import MemberInput
from households.sheet import NO, YES, Sheet
from indicators.groups import SOCIAL_PROTECTION
from indicators.standard import Standard
from localities.area_types import AreaType
from localities.models import Level, Locality, Population
from localities.unit_lists import load_shipped
from plans.models import Plan
from reports.demo.communes import COMMUNES, CommuneSeed
from reports.demo.people import load_people
from reports.demo.plans import load_plan
from reports.demo.seeds import HouseholdSeed, Maker

# Identity numbers of invented people begin with a province code that does not exist.
NOBODYS_PROVINCE = "999"
# Of the review under way, this many households have been surveyed when the demo starts.
SURVEYED_SO_FAR = 9


def load_demo(say: Callable[[str], None]) -> None:
    """Everything, or only what is missing. `say` gets a line for each step."""
    missing = [seed for seed in COMMUNES if not _is_loaded(seed)]
    if missing:
        load_shipped()
    hamlets = {seed.key: _hamlets(seed) for seed in missing}  # before the people: one of them works in a hamlet
    people = load_people()
    for seed in missing:
        commune = Locality.objects.get(key=seed.key)
        officer, leader = people[f"canbo.{seed.slug}"], people[f"lanhdao.{seed.slug}"]
        with transaction.atomic():
            review = _review(seed, commune, hamlets[seed.key], officer, leader)
            load_plan(seed, commune, review, hamlets[seed.key], officer)
            _next_review(seed, commune, officer)
        say(f"{commune.full_name}: đã nạp.")


def _is_loaded(seed: CommuneSeed) -> bool:
    return Plan.objects.filter(place__key=seed.key, year=seed.plan_year).exists()


def _hamlets(seed: CommuneSeed) -> list[Locality]:
    commune = Locality.objects.get(key=seed.key)
    return [
        Locality.objects.get_or_create(
            code=f"{commune.code}-{number:02d}",
            parent=commune,
            defaults={"name": name, "kind": seed.hamlet_kind, "level": Level.HAMLET, "position": number},
        )[0]
        for number, name in enumerate(seed.hamlets, start=1)
    ]


def _review(seed: CommuneSeed, commune: Locality, hamlets: list[Locality], officer: User, leader: User) -> Review:
    """The review that the plan rests on, recognised by decision."""
    for hamlet, households, persons in zip(hamlets, seed.households, seed.persons, strict=True):
        Population.objects.get_or_create(
            place=hamlet,
            year=seed.review_year,
            defaults={"households": households, "persons": persons, "source": seed.population_source},
        )
    review = household_actions.open_review(commune=commune, year=seed.review_year, by=officer)
    ceiling = review.standard.b1_max[AreaType(commune.area)]
    maker = Maker(seed.review_year, ceiling or 0, seed.seed, NOBODYS_PROVINCE)
    households = (*maker.households(seed.poor, poor=True), *maker.households(seed.near_poor, poor=False))
    for number, made in enumerate(households):
        household = household_actions.add_household(
            uid=_uid(seed, "hộ", number),
            hamlet=hamlets[made.hamlet],
            members=_members(seed, number, made),
            by=officer,
        )
        _survey(household, review, _sheet(made, review.standard), officer)
    return household_actions.recognise_review(
        review=review, decision_number=seed.decision_number, decision_on=seed.decision_on, by=leader
    )


def _next_review(seed: CommuneSeed, commune: Locality, officer: User) -> None:
    """The review of the plan's own year, under way: a few households surveyed, one form begun."""
    review = household_actions.open_review(commune=commune, year=seed.plan_year, by=officer)
    last_review = Review.objects.get(commune=commune, year=seed.review_year)
    before = {form.household_id: form for form in last_review.assessments.all()}
    listed = list(Household.objects.filter(commune=commune).order_by("hamlet__position", "pk")[: SURVEYED_SO_FAR + 1])
    for household in listed[:-1]:
        last_year = before[household.pk]
        codes = review.standard.codes(last_year.deprived_mask)
        better = last_year.can_exit
        sheet = Sheet(
            income_points=(last_year.income_points or 0) + (60 if better else 0),
            answers={i.code: YES if i.code in codes and not better else NO for i in review.standard.indicators},
        )
        _survey(household, review, sheet, officer)
    begun = Sheet(answers={indicator.code: NO for indicator in review.standard.indicators[:5]})
    household_actions.save_draft(household=listed[-1], review=review, sheet=begun, base_version=0, by=officer)


def _survey(household: Household, review: Review, sheet: Sheet, by: User) -> None:
    draft = household_actions.save_draft(household=household, review=review, sheet=sheet, base_version=0, by=by)
    household_actions.complete(assessment=draft, base_version=draft.version, by=by)


def _sheet(made: HouseholdSeed, standard: Standard) -> Sheet:
    return Sheet(
        income_points=made.income_points,
        answers={i.code: YES if i.code in made.deprived else NO for i in standard.indicators},
        causes=made.causes,
        groups=(SOCIAL_PROTECTION.code,) if made.on_social_protection else (),
        can_exit=made.can_exit,
    )


def _members(seed: CommuneSeed, household: int, made: HouseholdSeed) -> list[MemberInput]:
    return [
        MemberInput(
            uid=_uid(seed, "người", household, number),
            full_name=person.full_name,
            relationship=person.relationship,
            sex=person.sex,
            birth_year=person.birth_year,
            ethnicity=person.ethnicity,
            national_id=person.national_id,
            in_school=person.in_school,
            has_health_insurance=person.has_health_insurance,
        )
        for number, person in enumerate(made.persons)
    ]


def _uid(seed: CommuneSeed, *parts: object) -> UUID:
    """The same on every run, so that the demo loaded twice is loaded once."""
    return uuid5(NAMESPACE_URL, "/".join(map(str, ("demo", seed.key, *parts))))
