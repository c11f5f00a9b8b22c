"""Many households, and many finished forms, in one transaction: what a list brings that was made elsewhere.

A batch leaves the same rows as the acts one by one (a test compares them), with one audit row for all of it. All or
nothing: the first household that cannot be stored refuses the batch, by its name.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from simple_history.utils import bulk_create_with_history

from accounts import audit
from accounts.audit import Act
from accounts.models import User
from accounts.refusals import Refused
from households import figures, movements, policies
from households.actions.assessments import before_this
from households.actions.households import ADDED
from households.actions.reviews import lock as lock_review
from households.entry.sheet import Sheet, columns
from households.lists import entries
from households.models import Assessment, Household, ListEntry, Member, Review
from households.register.codes import codes_of, free_codes
from households.register.heads import KINH
from households.register.people import HEAD, HouseholdFacts, MemberInput, facts_of
from indicators.member_checks import contradictions
from localities.formats import count_in_text
from localities.models import Locality
from localities.text import normalise

ROWS_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class NewHousehold:
    """A household as a list brings it; without a code it gets the next free one of its commune."""

    uid: UUID
    hamlet: Locality
    members: Sequence[MemberInput]
    address: str = ""
    code: str = ""
    facts: HouseholdFacts | None = None


@transaction.atomic
def add_households(*, commune: Locality, new: Sequence[NewHousehold], by: User) -> list[Household]:
    """Write down households that are not in the register yet, in the order given."""
    taken = codes_of(commune)
    free = free_codes(commune, taken)
    moment = timezone.now()
    made: list[tuple[Household, list[Member]]] = []
    for draft in new:
        household = _household(draft, taken, free, commune)
        household.saved_at, household.saved_by = moment, by
        made.append((household, _members(household, draft.members)))
    how = {"batch_size": ROWS_AT_ONCE, "default_user": by, "default_change_reason": ADDED, "default_date": moment}
    stored = bulk_create_with_history([household for household, _ in made], Household, **how)
    people = [member for _, members in made for member in members]
    for household, (_, members) in zip(stored, made, strict=True):
        for member in members:
            member.household = household
    bulk_create_with_history(people, Member, **how)
    said = f"{count_in_text(len(stored))} hộ, {count_in_text(len(people))} người"
    audit.record(Act.HOUSEHOLD_ADDED, by=by, place=commune, target=commune, summary=said, households=len(stored))
    return stored


@transaction.atomic
def record_results(*, review: Review, sheets: Mapping[Household, Sheet], by: User) -> list[Assessment]:
    """Store finished forms of households that have none in the review yet, with their outcome."""
    review = lock_review(review)
    _check_can_record(review, sheets)
    people = _people(sheets)
    moment, standard = timezone.now(), review.standard
    forms = []
    for household, sheet in sheets.items():
        members = people.get(household.pk, [])
        area = household.hamlet.area
        try:
            outcome = policies.check_can_complete(sheet, standard, area, len(members))
        except Refused as reason:
            raise Refused(f"Hộ {household.head_name} (mã {household.code}): {reason}") from None
        form = Assessment(review=review, household=household, hamlet=household.hamlet, version=2, area_type=area)
        form.commune_id = household.commune_id
        for name, value in columns(sheet, standard).items():
            setattr(form, name, value)
        form.person_count = len(members)
        form.ethnicity = next((member.ethnicity for member in members if member.relationship == HEAD), KINH)
        form.household_class = outcome.household_class.value
        form.deprivation_points = outcome.deprivation_points
        form.state = Assessment.State.COMPLETED
        form.saved_at = form.completed_at = moment
        form.saved_by = form.completed_by = by
        form.before_last_save = before_this(Assessment(version=1), by)
        forms.append(form)
    entries.ensure_all_listed(list(sheets), review, by=by)
    Assessment.objects.bulk_create(forms, batch_size=ROWS_AT_ONCE)
    movements.settle_all(review)
    for hamlet in {form.hamlet_id: form.hamlet for form in forms}.values():
        figures.refresh(hamlet, review)
    audit.record(
        Act.ASSESSMENT_COMPLETED,
        by=by,
        place=review.commune,
        target=review,
        summary=f"{count_in_text(len(forms))} phiếu của đợt rà soát {review.period_words}",
        forms=len(forms),
    )
    return forms


# --- Parts ----------------------------------------------------------------------------------------


def _household(draft: NewHousehold, taken: set[str], free: Iterator[str], commune: Locality) -> Household:
    hamlet, head = draft.hamlet, next((each.full_name for each in draft.members if each.relationship == HEAD), "")
    if not hamlet.is_hamlet or hamlet.parent_id != commune.pk:
        raise Refused(f"Hộ {head}: hãy chọn thôn, tổ dân phố thuộc {commune.full_name}.")
    code = normalise(draft.code)
    if code in taken:
        raise Refused(f"Hộ {head}: mã hộ {code} đã có trong {commune.full_name}. Hãy dùng mã khác.")
    code = code or next(free)
    taken.add(code)
    household = Household(uid=draft.uid, hamlet=hamlet, code=code, head_name=head, address=normalise(draft.address))
    for name, value in (draft.facts.fields() if draft.facts else {}).items():
        setattr(household, name, value)
    household.derive()
    return household


def _members(household: Household, rows: Sequence[MemberInput]) -> list[Member]:
    members = []
    for position, row in enumerate(rows):
        if found := contradictions(facts_of(row, timezone.localdate())):
            raise Refused(f"Hộ {household.head_name}, {row.full_name}: {found[0].sentence}")
        member = Member(uid=row.uid, position=position, **row.fields())
        member.derive()
        members.append(member)
    try:
        policies.check_members(members)
    except Refused as reason:
        raise Refused(f"Hộ {household.head_name}: {reason}") from None
    return members


def _check_can_record(review: Review, sheets: Mapping[Household, Sheet]) -> None:
    """One question for each village unit while it is surveyed, for each household where only some may be written."""
    surveyed = review.state in (Review.State.SURVEYING, Review.State.MEETING)
    asked: dict[int, Household] = {}
    for household in sheets:
        if household.commune_id != review.commune_id:
            raise Refused(f"Hộ {household.head_name} không thuộc xã, phường của đợt rà soát.")
        asked.setdefault(household.hamlet_id if surveyed else household.pk, household)
    for household in asked.values():
        policies.check_can_edit(review, household)
    form = Assessment.objects.filter(review=review, household__in=sheets).select_related("household").first()
    if form is not None:
        raise Refused(f"Hộ {form.household.head_name} (mã {form.household.code}) đã có phiếu {review.period_words}.")
    filtered = ListEntry.objects.filter(review=review, household__in=sheets, quick_result=False)
    for entry in filtered.select_related("household")[:1]:
        entries.check_not_filtered(entry)


def _people(sheets: Mapping[Household, Sheet]) -> dict[int, list[Member]]:
    found: dict[int, list[Member]] = {}
    for member in Member.objects.filter(household__in=sheets).order_by("household", "position", "pk"):
        found.setdefault(member.household_id, []).append(member)
    return found
