"""Households and their members: added, changed; personal numbers shown."""

from collections.abc import Iterator, Sequence
from itertools import count, islice
from typing import Final
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts import audit
from accounts.audit import Act
from accounts.models import User
from accounts.refusals import Refused
from households import figures, policies
from households.actions.reviews import lock_running
from households.conflicts import Conflict, Difference, compare_members
from households.models import Assessment, Household, Member, Review
from households.people import HEAD, MemberInput, MembersInput
from localities.formats import MISSING
from localities.models import Locality
from localities.text import normalise

CODES_TRIED: Final = 5


@transaction.atomic
def add_household(
    *, uid: UUID, hamlet: Locality, members: Sequence[MemberInput], by: User, address: str = "", code: str = ""
) -> Household:
    """Write down a household with its members. The same uid twice is the same household; without a code it gets the
    next number of its commune."""
    if known := Household.objects.filter(uid=uid).first():
        return _same_again(known, hamlet, members, address)
    commune = hamlet.commune
    if not hamlet.is_hamlet or commune is None:
        raise Refused("Hãy chọn thôn, tổ dân phố của hộ.")
    rows = MembersInput(kept=tuple(members))
    household = Household(uid=uid, hamlet=hamlet, commune=commune, head_name=_head_name(members), address=address)
    household.saved_at, household.saved_by = timezone.now(), by
    if not _store_new(household, normalise(code)):
        return _same_again(Household.objects.get(uid=uid), hamlet, members, address)
    _write_members(household, rows)
    audit.record(Act.HOUSEHOLD_ADDED, by=by, place=hamlet, target=household, summary=_summary(household))
    return household


@transaction.atomic
def change_household(
    *, household: Household, members: MembersInput, by: User, hamlet: Locality, address: str, code: str
) -> Household:
    """Change a household and its members. A version that is no longer the stored one is a conflict, unless nothing
    differs. Forms of a running review follow: the draft moves along, a completed one counts the persons anew."""
    running = lock_running(household.commune)
    household = lock(household)
    differences = _household_differences(household, hamlet, address, code)
    differences += compare_members(members, list(household.members.all()))
    if not differences:
        return household
    if members.base_version != household.version:
        raise conflict(household, differences)
    policies.check_can_move(household, hamlet)
    household.hamlet, household.address = hamlet, normalise(address)
    household.code = normalise(code) or household.code
    _check_code(household)
    write_household(household, members, running=running, by=by)
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
    """The household as it is now; two who change it take turns."""
    locked = Household.objects.select_for_update(of=("self",), no_key=True)
    return locked.select_related("hamlet__parent", "commune", "saved_by").get(pk=household.pk)


def conflict(household: Household, differences: Sequence[Difference]) -> Conflict:
    what = f"Hộ {household.head_name}"
    return Conflict(what=what, who=household.saved_by, when=household.saved_at, differences=differences)


def write_household(household: Household, rows: MembersInput, *, running: list[Review], by: User) -> None:
    """Store a locked household whose change was allowed, with everything that follows from it."""
    changed = _write_members(household, rows)
    household.version += 1
    household.saved_at, household.saved_by = timezone.now(), by
    household.save()
    _update_running_forms(household, running)
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
    stored = list(known.members.all())
    same = known.hamlet_id == hamlet.pk and known.address == normalise(address) and len(stored) == len(members)
    if same and not compare_members(MembersInput(kept=tuple(members)), stored):
        return known
    raise Refused(
        f"Hộ {known.head_name} (mã {known.code}) đã được ghi từ trang này. Muốn sửa, hãy mở trang của hộ rồi bấm Sửa."
    )


def _head_name(members: Sequence[MemberInput]) -> str:
    return next((member.full_name for member in members if member.relationship == HEAD), "")


def _store_new(household: Household, code: str) -> bool:
    """Insert the household; False when the same form was a moment earlier. Without a code it gets the next free one."""
    for candidate in [code] if code else _free_codes(household.commune):
        household.code = candidate
        _check_code(household)
        try:
            with transaction.atomic():
                household.save(force_insert=True)
            return True
        except IntegrityError:  # a colleague took the code, or the form was sent twice, in this very moment
            if Household.objects.filter(uid=household.uid).exists():
                return False
    raise Refused(f"Mã hộ {household.code} vừa được dùng cho hộ khác. Hãy lưu lại.")


def _free_codes(commune: Locality) -> Iterator[str]:
    """The commune's code and the next numbers that are free; a few, for colleagues who add households at once."""
    taken = set(Household.objects.filter(commune=commune).values_list("code", flat=True))
    numbered = (f"{commune.code}-{number:04d}" for number in count(len(taken) + 1))
    return islice((code for code in numbered if code not in taken), CODES_TRIED)


def _check_code(household: Household) -> None:
    others = Household.objects.filter(commune=household.commune_id, code=household.code)
    if others.exclude(pk=household.pk).exists():
        raise Refused(f"Mã hộ {household.code} đã có trong {household.commune.full_name}. Hãy dùng mã khác.")


def _household_differences(household: Household, hamlet: Locality, address: str, code: str) -> tuple[Difference, ...]:
    """Where the typed household is not the stored one, its members apart. An empty code keeps the code."""
    typed_code, typed_address = normalise(code) or household.code, normalise(address)
    pairs = (
        # Two village units may have the same name, so the places are compared and not their names.
        (hamlet.pk, household.hamlet_id, "hamlet", "Thôn, tổ dân phố", hamlet.full_name, household.hamlet.full_name),
        (typed_address, household.address, "address", "Địa chỉ", typed_address, household.address),
        (typed_code, household.code, "code", "Mã hộ", typed_code, household.code),
    )
    return tuple(
        Difference(field, label, mine or MISSING, stored or MISSING)
        for typed, kept, field, label, mine, stored in pairs
        if typed != kept
    )


def _write_members(household: Household, rows: MembersInput) -> int:
    """Store the rows: typed people are added or changed, removed ones go, all others stay. Returns how many changed."""
    stored = {member.uid: member for member in household.members.all()} if household.pk else {}
    strangers = Member.objects.filter(uid__in=[row.uid for row in rows.kept]).exclude(household=household)
    if strangers.exists():
        raise Refused("Một dòng thành viên thuộc hộ khác. Hãy tải lại trang rồi nhập lại dòng đó.")
    changed: list[Member] = []
    for row in rows.kept:
        member = stored.setdefault(row.uid, Member(uid=row.uid, household=household))
        if member.pk is None or row.differs_from(member):
            changed.append(member)
        for name, value in row.fields().items():
            setattr(member, name, value)
    members = [member for uid, member in stored.items() if uid not in rows.removed]
    policies.check_members(members)
    household.members.filter(uid__in=rows.removed).delete()
    for position, member in enumerate(members):
        if member in changed or member.position != position:
            member.position = position
            member.save()
    household.head_name = next(member.full_name for member in members if member.relationship == HEAD)
    return len(changed)


def _update_running_forms(household: Household, running: list[Review]) -> None:
    """Keep the forms of running reviews in step: persons and place. Recognised results stay what they were."""
    persons = household.members.count()
    forms = household.assessments.filter(review__in=running).select_related("review", "hamlet")
    for assessment in forms.select_for_update(of=("self",), no_key=True):
        own = Assessment.objects.filter(pk=assessment.pk)
        if not assessment.is_completed:
            own.update(hamlet=household.hamlet, area_type=household.hamlet.area)
        elif assessment.person_count != persons:
            own.update(person_count=persons)
            figures.refresh(assessment.hamlet, assessment.review)


def _summary(household: Household) -> str:
    return f"Hộ {household.head_name}, mã {household.code}"
