"""Puts the demo into the database through the same actions that the pages use; safe to repeat."""

from collections.abc import Callable
from datetime import date

from django.db import transaction

from accounts.models import User
from households import actions
from households.models import Household, Review
from localities.models import Level, Locality, LocalityChange
from localities.unit_lists import load_shipped
from plans.models import Plan
from reports.demo.communes import CAO_LAU, COMMUNES, QUANG_MINH, CommuneSeed
from reports.demo.people import load_people
from reports.demo.plans import load_plan
from reports.demo.surveys import Surveyor, average_living, begun, monthly
from reports.demo.walking import hold_meetings, walk

# Of the review under way in the first commune, the units that have met, and the households surveyed in the first unit.
UNITS_DONE, SURVEYED_SO_FAR = 1, 9
MONTH = 5


def load_demo(say: Callable[[str], None]) -> None:
    """Everything, or only what is missing. `say` gets a line for each step."""
    missing = [seed for seed in COMMUNES if not _is_loaded(seed)]
    if missing:
        load_shipped()
    units = {seed.key: _units(seed, seed.key, seed.hamlet_kind) for seed in missing}  # before the people who work there
    people = load_people()
    for seed in missing:
        commune = Locality.objects.get(key=seed.key)
        former = _former_units(seed, units[seed.key])
        officer, leader = people[f"canbo.{seed.slug}"], people[f"lanhdao.{seed.slug}"]
        surveyor = Surveyor(seed, commune, units[seed.key], former, officer, leader)
        with transaction.atomic():
            review = surveyor.two_reviews()
            if seed.outline:
                load_plan(seed, commune, review, units[seed.key], officer)
            _what_runs_now(surveyor, review, people)
        say(f"{commune.full_name}: đã nạp.")


def _is_loaded(seed: CommuneSeed) -> bool:
    """The last thing that is loaded of a commune is its running review."""
    if seed.outline:
        return Plan.objects.filter(place__key=seed.key, year=seed.plan_year).exists()
    return Review.objects.filter(commune__key=seed.key, year=seed.plan_year).exists()


def _units(seed: CommuneSeed, key: str, kind: str) -> list[Locality]:
    """The village units of a commune; they end with it, and begin with it where it succeeded another."""
    commune = Locality.objects.get(key=key)
    begun_on = commune.established_on if seed.before.key else None
    facts = {"kind": kind, "level": Level.HAMLET, "abolished_on": commune.abolished_on, "established_on": begun_on}
    return [
        Locality.objects.get_or_create(
            code=f"{commune.code}-{number:02d}", parent=commune, defaults={"name": name, "position": number, **facts}
        )[0]
        for number, name in enumerate(seed.hamlets, start=1)
    ]


def _former_units(seed: CommuneSeed, units: list[Locality]) -> list[Locality]:
    """The village units of the year before: the same ones, or those of the commune that was there then."""
    if not seed.before.key:
        return units
    former = _units(seed, seed.before.key, seed.before.hamlet_kind)
    became = LocalityChange.objects.get(predecessor__key=seed.before.key, successor__key=seed.key)
    for old, new in zip(former, units, strict=True):
        facts = {"effective_on": became.effective_on, "legal_basis": became.legal_basis}
        LocalityChange.objects.get_or_create(predecessor=old, successor=new, defaults=facts)
    return former


# --- What runs now --------------------------------------------------------------------------------


def _what_runs_now(surveyor: Surveyor, last: Review, people: dict[str, User]) -> None:
    """Each commune shows another part of the season."""
    if surveyor.seed is CAO_LAU:
        asking = list(Household.objects.filter(commune=surveyor.commune, ended_on=None).order_by("pk")[:5])
        monthly(surveyor, surveyor.seed.plan_year, MONTH, asking, last)
        average_living(surveyor, surveyor.seed.plan_year, last)
        return
    review = actions.open_review(commune=surveyor.commune, year=surveyor.seed.plan_year, by=surveyor.officer)
    if surveyor.seed is QUANG_MINH:
        _sent_back(surveyor, review, last, people["thamdinh.vietyen"])
    else:
        _half_way(surveyor, review, last)


def _half_way(surveyor: Surveyor, review: Review, last: Review) -> None:
    """Some units have met, one is being surveyed, the others wait."""
    listed = _listed(review)
    done = {unit.pk for unit in surveyor.units[-UNITS_DONE - 1 : -1]}
    first = [household for household in listed if household.hamlet_id == surveyor.units[0].pk]
    surveyed = [*(each for each in listed if each.hamlet_id in done), *first[:SURVEYED_SO_FAR]]
    surveyor.survey_again(review, surveyed, last)
    begun(review, first[SURVEYED_SO_FAR], surveyor.officer)
    hold_meetings(review, date(review.year, 10, 20), surveyor.officer, only=done)


def _sent_back(surveyor: Surveyor, review: Review, last: Review, reviewer: User) -> None:
    """Surveyed, met, posted with a complaint, submitted, and one household sent back by the level above."""
    officer, listed = surveyor.officer, _listed(review)
    surveyor.populations_now()
    surveyor.survey_again(review, listed, last)
    review = walk(
        review, Review.State.POSTED, officer=officer, leader=surveyor.leader, decision_on=date(review.year, 12, 10)
    )
    disputed = listed[0]
    complaint = actions.add_complaint(
        review=review,
        household=disputed,
        complainant="Một người dân cùng tổ (mẫu)",
        received_on=review.posted_on,
        content="Đề nghị xem lại chỉ số nhà ở của hộ này (mẫu).",
        by=officer,
    )
    actions.answer_complaint(
        complaint=complaint,
        rechecked_on=review.posted_until,
        rechecker="Tổ phúc tra của Ban Chỉ đạo (mẫu)",
        finding="Đã đo lại diện tích nhà ở; kết quả không thay đổi (mẫu).",
        answered_on=review.posted_until,
        class_found=review.assessments.get(household=disputed).household_class,
        by=officer,
    )
    review = walk(
        review, Review.State.SUBMITTED, officer=officer, leader=surveyor.leader, decision_on=date(review.year, 12, 10)
    )
    actions.mark_send_back(
        review=review,
        household=listed[1],
        comment="Điểm B1 tăng nhiều so với năm trước; đề nghị rà soát lại và giải trình (mẫu).",
        by=reviewer,
    )
    actions.return_review(review=review, by=reviewer, comment="Trả lại một hộ để rà soát lại (mẫu).")


def _listed(review: Review) -> list[Household]:
    """The households on the list of a review, in the order of the units."""
    found = Household.objects.filter(entries__review=review, ended_on=None)
    return list(found.select_related("hamlet__parent", "commune").order_by("hamlet__position", "pk"))
