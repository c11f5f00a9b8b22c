"""Households and their members: added, changed; personal numbers shown."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Final
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts import audit
from accounts.audit import Act
from accounts.models import User
from accounts.refusals import Refused
from households import figures, movements, policies
from households.actions.deciding import note_different
from households.actions.members import write_members
from households.actions.reviews import lock_running
from households.entry.conflicts import Conflict, Difference, choice_words, compare_members, field_words, yes_no
from households.models import Assessment, Household, Member, Review
from households.register.codes import TRIED, codes_of, free_codes
from households.register.heads import head_ethnicity
from households.register.history import Stamp
from households.register.people import HEAD, HouseholdFacts, MemberInput, MembersInput
from indicators.members import LISTS
from localities.formats import MISSING, short_date
from localities.models import Locality
from localities.text import capital, normalise

# Why a row of history was written, where the officer gives no reason.
ADDED: Final = "Thêm hộ"
CHANGED: Final = "Sửa hộ"
ON_THE_FORM: Final = "Sửa khi nhập phiếu rà soát"


@transaction.atomic
def add_household(
    *,
    uid: UUID,
    hamlet: Locality,
    members: Sequence[MemberInput],
    by: User,
    address: str = "",
    code: str = "",
    facts: HouseholdFacts | None = None,
    different_from: Mapping[Household, str] | None = None,
) -> Household:
    """Write down a household with its members. The same uid twice is the same household; without a code it gets the
    next number of its commune. `different_from`: households that look the same and, as the officer says, are not, each
    with the note that is kept about it."""
    if known := Household.everyone.filter(uid=uid).first():
        return _same_again(known, hamlet, members, address)
    commune = hamlet.commune
    if not hamlet.is_hamlet or commune is None:
        raise Refused("Hãy chọn thôn, tổ dân phố của hộ.")
    household = Household(uid=uid, hamlet=hamlet, commune=commune, head_name=_head_name(members), address=address)
    _fill(household, facts)
    stamp = Stamp(by, ADDED)
    household.saved_at, household.saved_by = stamp.moment, by
    if not _store_new(household, normalise(code), stamp):
        return _same_again(Household.everyone.get(uid=uid), hamlet, members, address)
    write_members(household, MembersInput(kept=tuple(members)), stamp)
    note_different(household, different_from or {}, by=by)
    audit.record(Act.HOUSEHOLD_ADDED, by=by, place=hamlet, target=household, summary=_summary(household))
    return household


@transaction.atomic
def change_household(
    *,
    household: Household,
    members: MembersInput,
    by: User,
    hamlet: Locality,
    address: str,
    code: str,
    facts: HouseholdFacts | None = None,
    reason: str = "",
    different_from: Mapping[Household, str] | None = None,
) -> Household:
    """Change a household and its members. A version that is no longer the stored one is a conflict, unless nothing
    differs. Forms of a running review follow: the draft moves along, a completed one counts the persons anew. Without
    `facts` those of the household stay as they are; `reason` is kept with the history."""
    running = lock_running(household.commune)
    household = lock(household)
    differences = _household_differences(household, hamlet, address, code, facts)
    differences += compare_members(members, list(household.members.all()))
    if not differences:
        return household
    if members.base_version != household.version:
        raise conflict(household, differences)
    policies.check_can_move(household, hamlet)
    household.hamlet, household.address = hamlet, normalise(address)
    household.code = normalise(code) or household.code
    _check_code(household)
    _fill(household, facts)
    why = f"{CHANGED}: {normalise(reason)}" if normalise(reason) else CHANGED
    write_household(household, members, running=running, by=by, reason=why)
    note_different(household, different_from or {}, by=by)
    return household


@transaction.atomic
def show_national_ids(*, household: Household, by: User) -> list[Member]:
    """The members with their full numbers; that somebody saw them is written down."""
    members = list(household.members.all())
    audit.record(
        Act.PERSONAL_ID_SEEN,
        by=by,
        place=household.hamlet,
        target=household,
        summary=_summary(household),
        numbers=sum(1 for member in members if member.national_id),
    )
    return members


# --- Shared with the forms ------------------------------------------------------------------------


def lock(household: Household) -> Household:
    """The household as it is now; two who change it take turns. A deleted one is not written any more."""
    locked = Household.everyone.select_for_update(of=("self",), no_key=True)
    found = locked.select_related("hamlet__parent", "commune", "saved_by").get(pk=household.pk)
    if found.deleted_at:
        day = short_date(timezone.localdate(found.deleted_at))
        raise Refused(
            f"Hộ {found.head_name} (mã {found.code}) đã bị xóa ngày {day}. Hãy khôi phục hộ ở trang Đã xóa rồi làm lại."
        )
    return found


def conflict(household: Household, differences: Sequence[Difference]) -> Conflict:
    what = f"Hộ {household.head_name}"
    return Conflict(what=what, who=household.saved_by, when=household.saved_at, differences=differences)


def write_household(
    household: Household, rows: MembersInput, *, running: list[Review], by: User, reason: str = ON_THE_FORM
) -> None:
    """Store a locked household whose change was allowed, with everything that follows from it."""
    stamp = Stamp(by, reason)
    changed = write_members(household, rows, stamp)
    household.version += 1
    household.saved_at, household.saved_by = stamp.moment, by
    stamp.save(household)
    update_running_forms(household, running)
    audit.record(
        Act.HOUSEHOLD_CHANGED,
        by=by,
        place=household.hamlet,
        target=household,
        summary=_summary(household),
        members_changed=changed,
        members_removed=len(rows.removed),
        version=household.version,
    )


# --- Parts ----------------------------------------------------------------------------------------


def _same_again(known: Household, hamlet: Locality, members: Sequence[MemberInput], address: str) -> Household:
    """A form sent twice is harmless; another content under the same uid is not."""
    if known.deleted_at:
        raise Refused(
            f"Hộ {known.head_name} (mã {known.code}) đã được ghi từ trang này rồi bị xóa. Hãy khôi phục hộ ở trang "
            "Đã xóa, hoặc mở lại trang Thêm hộ để ghi hộ khác."
        )
    stored = list(known.members.all())
    same = known.hamlet_id == hamlet.pk and known.address == normalise(address) and len(stored) == len(members)
    if same and not compare_members(MembersInput(kept=tuple(members)), stored):
        return known
    raise Refused(
        f"Hộ {known.head_name} (mã {known.code}) đã được ghi từ trang này. Muốn sửa, hãy mở trang của hộ rồi bấm Sửa."
    )


def _head_name(members: Sequence[MemberInput]) -> str:
    return next((member.full_name for member in members if member.relationship == HEAD), "")


def _fill(household: Household, facts: HouseholdFacts | None) -> None:
    for name, value in (facts.fields() if facts else {}).items():
        setattr(household, name, value)


def _store_new(household: Household, code: str, stamp: Stamp) -> bool:
    """Insert the household; False when the same form was a moment earlier. Without a code it gets the next free one."""
    for candidate in [code] if code else islice(free_codes(household.commune, codes_of(household.commune)), TRIED):
        household.code = candidate
        _check_code(household)
        try:
            with transaction.atomic():
                stamp.save(household, force_insert=True)
            return True
        except IntegrityError:  # a colleague took the code, or the form was sent twice, in this very moment
            if Household.everyone.filter(uid=household.uid).exists():
                return False
    raise Refused(f"Mã hộ {household.code} vừa được dùng cho hộ khác. Hãy lưu lại.")


def _check_code(household: Household) -> None:
    others = Household.everyone.filter(commune=household.commune_id, code=household.code)
    if other := others.exclude(pk=household.pk).first():
        whose = f" (hộ {other.head_name}, đã xóa và còn khôi phục được)" if other.deleted_at else ""
        raise Refused(f"Mã hộ {household.code} đã có trong {household.commune.full_name}{whose}. Hãy dùng mã khác.")


def _household_differences(
    household: Household, hamlet: Locality, address: str, code: str, facts: HouseholdFacts | None
) -> tuple[Difference, ...]:
    """Where the typed household is not the stored one, its members apart. An empty code keeps the code."""
    typed_code, typed_address = normalise(code) or household.code, normalise(address)
    pairs = (
        # Two village units may have the same name, so the places are compared and not their names.
        (hamlet.pk, household.hamlet_id, "hamlet", "Thôn, tổ dân phố", hamlet.full_name, household.hamlet.full_name),
        (typed_address, household.address, "address", "Địa chỉ", typed_address, household.address),
        (typed_code, household.code, "code", "Mã hộ", typed_code, household.code),
        *_fact_pairs(household, facts),
    )
    return tuple(
        Difference(field, label, mine or MISSING, stored or MISSING)
        for typed, kept, field, label, mine, stored in pairs
        if typed != kept
    )


def _fact_pairs(
    household: Household, facts: HouseholdFacts | None
) -> Iterator[tuple[object, object, str, str, str, str]]:
    """The facts of Phiếu B, typed and stored, as values and in words."""
    if facts is None:
        return
    label = {name: capital(field_words(name, Household)) for name in facts.fields()}
    for name, typed in facts.fields().items():
        stored = getattr(household, name)
        yield typed, stored, name, label[name], _fact_word(name, typed), _fact_word(name, stored)


def _fact_word(name: str, value: object) -> str:
    if name in LISTS:
        return choice_words(name, str(value))
    return MISSING if value is None else yes_no(bool(value))


def update_running_forms(household: Household, running: list[Review]) -> None:
    """Keep the forms of running reviews in step: persons, place and the ethnic group of the head; movements and figures
    follow. Recognised results stay what they were."""
    counted = {"person_count": household.members.count(), "ethnicity": head_ethnicity(household)}
    forms = household.assessments.filter(review__in=running).select_related("review", "hamlet")
    by_review = {form.review_id: form for form in forms.select_for_update(of=("self",), no_key=True)}
    for review in running:
        form = by_review.get(review.pk)
        own = Assessment.objects.filter(review=review, household=household)
        if form and not form.is_completed:
            own.update(hamlet=household.hamlet, area_type=household.hamlet.area)
        elif form and any(getattr(form, name) != value for name, value in counted.items()):
            own.update(**counted)
        movements.settle(household=household, review=review, refreshed=form.hamlet if form else None)
        if form and form.is_completed:
            figures.refresh(form.hamlet, review)


def _summary(household: Household) -> str:
    return f"Hộ {household.head_name}, mã {household.code}"
