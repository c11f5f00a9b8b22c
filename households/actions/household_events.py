"""What makes a household or ends it: it moves out, arrives, splits, merges into another."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts import audit
from accounts.audit import Act
from accounts.models import User
from accounts.refusals import Refused
from households.actions.households import add_household
from households.actions.reviews import lock_running
from households.events import policies, sentences
from households.events.codes import store_with_code
from households.events.ledger import Ledger
from households.events.recording import Occurrence, Recording, copied, follow, successor_of
from households.events.rules import Kind, check_relationships, restated
from households.models import Household, HouseholdEvent, Member
from households.register.history import Stamp
from households.register.people import HEAD, HouseholdFacts, MemberInput
from localities.models import Locality
from localities.text import normalise


@transaction.atomic
def move_household_out(
    *, occurrence: Occurrence, by: User, to_commune: Locality | None = None, to_place: str = ""
) -> HouseholdEvent:
    """The whole household moves away: to a commune of the system, which is offered it, or to a place in words."""
    recording = Recording.begin(Kind.MOVES_OUT, occurrence, by)
    if known := recording.known():
        return known
    household, to_place = recording.household, normalise(to_place)
    if to_commune and (not to_commune.is_commune or to_commune.pk == household.commune_id):
        raise Refused("Hãy chọn xã, phường khác. Chuyển trong xã, phường thì ghi “Chuyển thôn, tổ dân phố”.")
    if not to_commune and not to_place:
        raise Refused("Hãy ghi nơi đến, hoặc chọn xã, phường đang dùng phần mềm.")
    members = list(household.members.all())
    recording.happens_to(members, ends=True)
    recording.take_away(members, Member.Leaving.MOVED_OUT)
    recording.end(Household.Ending.MOVED_OUT)
    where = f"đến {sentences.place(to_commune)}" if to_commune else f"đến {to_place}"
    summary = sentences.moves_out(household.head_name, len(members), where, occurrence.happened_on)
    return recording.finish(summary, to_commune=to_commune, to_place=to_place)


@transaction.atomic
def split_household(
    *,
    occurrence: Occurrence,
    going: Mapping[UUID, str],
    hamlet: Locality,
    by: User,
    address: str = "",
    relationships: Mapping[UUID, str] | None = None,
) -> HouseholdEvent:
    """Some members form a household of their own in the commune. `going` says who is what to the new head;
    `relationships` who is what in the household that stays, where its head goes."""
    recording = Recording.begin(Kind.SPLITS, occurrence, by)
    if known := recording.known():
        return known
    old, day = recording.household, occurrence.happened_on
    members = list(old.members.all())
    leaving = [person for person in members if person.uid in going]
    staying = [person for person in members if person.uid not in going]
    _check_split(old, leaving, staying, going, hamlet)
    related = restated(leaving, going)
    head_goes = any(person.relationship == HEAD for person in leaving)
    recording.happens_to(leaving, new_head=head_goes)
    recording.take_away(leaving, Member.Leaving.TO_OTHER_HOUSEHOLD)
    if head_goes:
        recording.relate(staying, restated(staying, relationships or {}))
    head = next(person for person in leaving if related[person.uid] == HEAD)
    new = successor_of(old, hamlet=hamlet, head_name=head.full_name, address=normalise(address))
    recording.add_household(new)
    for person in sorted(leaving, key=lambda each: related[each.uid] != HEAD):
        recording.copy_person(new, person, related[person.uid])
    names = [person.full_name for person in leaving]
    summary = sentences.splits(names, old.head_name, new.head_name, new.code, hamlet, day)
    return recording.finish(summary, other=new)


@transaction.atomic
def merge_households(
    *, occurrence: Occurrence, into: Household, relationships: Mapping[UUID, str], by: User
) -> HouseholdEvent:
    """All members of the household go into another one of the commune. `relationships`: to the head of that one."""
    if into.pk == occurrence.household.pk:
        raise Refused("Hãy chọn hộ khác để nhập vào.")
    recording = Recording.begin(Kind.MERGES, occurrence, by, other=into)
    if known := recording.known():
        return known
    household, into = recording.household, recording.others[0]
    if into.commune_id != household.commune_id:
        raise Refused("Chỉ nhập được vào hộ trong cùng xã, phường. Hộ ở nơi khác thì ghi “Cả hộ chuyển đi nơi khác”.")
    members = list(household.members.all())
    related = {person.uid: relationships.get(person.uid, "") for person in members}
    check_relationships(related)
    if HEAD in related.values():
        raise Refused(f"Hộ nhận đã có chủ hộ là {into.head_name}. Hãy chọn quan hệ khác cho từng người.")
    recording.happens_to(members, ends=True)
    recording.take_away(members, Member.Leaving.TO_OTHER_HOUSEHOLD)
    recording.end(Household.Ending.MERGED)
    for person in members:
        recording.copy_person(into, person, related[person.uid])
    summary = sentences.merges(household.head_name, len(members), into.head_name, into.code, occurrence.happened_on)
    return recording.finish(summary, other=into)


@transaction.atomic
def accept_arrival(
    *,
    offer: HouseholdEvent,
    uid: UUID,
    hamlet: Locality,
    happened_on: date,
    by: User,
    address: str = "",
    reason: str = "",
) -> HouseholdEvent:
    """Take a household that another commune let go into the register here, as a new household that names its origin.
    The register of the other commune is not written to."""
    running = lock_running(hamlet.commune or hamlet)
    offer = _locked_offer(offer)
    if known := _known_arrival(uid, hamlet):
        return known
    policies.check_can_accept(offer)
    policies.check_hamlet(hamlet, hamlet.parent_id)
    policies.check_not_future(happened_on)
    if happened_on < offer.happened_on:
        raise Refused("Ngày chuyển đến không thể trước ngày hộ chuyển đi. Hãy kiểm tra lại ngày.")
    stamp = Stamp(by=by, reason=f"{Kind.ARRIVES.label}: {offer.commune.full_name}")
    old, people = offer.household, _who_moved(offer)
    new = successor_of(old, uid=uid, hamlet=hamlet, head_name=old.head_name, address=normalise(address))
    new.saved_at, new.saved_by = timezone.now(), by
    store_with_code(new, stamp)
    for position, person in enumerate(people):
        member = copied(person, new, person.relationship)
        member.position = position
        stamp.save(member)
    where = sentences.place(offer.commune)
    event = _arrived(new, uid, happened_on, reason, where, by, other=old)
    follow([new], running, {hamlet})
    audit.record(
        Act.ARRIVAL_ACCEPTED,
        by=by,
        place=hamlet,
        target=new,
        summary=event.summary,
        event=str(event.uid),
        offer=str(offer.uid),
        code=new.code,
    )
    return event


@transaction.atomic
def record_arrival(
    *,
    uid: UUID,
    hamlet: Locality,
    members: Sequence[MemberInput],
    happened_on: date,
    from_place: str,
    reason: str,
    by: User,
    address: str = "",
    code: str = "",
    facts: HouseholdFacts | None = None,
) -> HouseholdEvent:
    """A household comes from a place outside the system: it is added, and that it arrived is written down."""
    policies.check_reason(reason)
    policies.check_not_future(happened_on)
    if not (from_place := normalise(from_place)):
        raise Refused("Hãy ghi hộ từ đâu chuyển đến.")
    running = lock_running(hamlet.commune or hamlet)
    if known := _known_arrival(uid, hamlet):
        return known
    new = add_household(uid=uid, hamlet=hamlet, members=members, by=by, address=address, code=code, facts=facts)
    try:
        with transaction.atomic():
            event = _arrived(new, uid, happened_on, reason, from_place, by)
    except IntegrityError:  # the same form, a moment earlier
        return HouseholdEvent.objects.get(uid=uid)
    follow([new], running, {hamlet})
    audit.record(
        Act.EVENT_RECORDED,
        by=by,
        place=hamlet,
        target=new,
        summary=event.summary,
        event=str(event.uid),
        kind=event.kind,
        happened_on=happened_on.isoformat(),
        reason=event.reason,
        code=new.code,
    )
    return event


# --- Parts ----------------------------------------------------------------------------------------


def _check_split(
    old: Household,
    leaving: Sequence[Member],
    staying: Sequence[Member],
    going: Mapping[UUID, str],
    hamlet: Locality,
) -> None:
    if not leaving or len(leaving) != len(going):
        raise Refused("Hãy chọn những người tách ra; họ phải đang là thành viên của hộ.")
    if not staying:
        raise Refused("Hộ cũ phải còn ít nhất một người. Nếu cả hộ đi nơi khác, hãy ghi chuyển đi.")
    policies.check_hamlet(hamlet, old.commune_id)


def _locked_offer(offer: HouseholdEvent) -> HouseholdEvent:
    """The offer as it is now: two communes, or two officers, take turns."""
    rows = HouseholdEvent.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("household", "commune").get(pk=offer.pk)


def _who_moved(offer: HouseholdEvent) -> list[Member]:
    """The people who lived in the household when it moved out."""
    uids = offer.undo.get("people", [])
    return list(Member.everyone.filter(household=offer.household, uid__in=uids, deleted_at__isnull=True))


def _known_arrival(uid: UUID, hamlet: Locality) -> HouseholdEvent | None:
    event = HouseholdEvent.objects.filter(uid=uid).select_related("household").first()
    if event and (event.kind, event.commune_id) != (Kind.ARRIVES, hamlet.parent_id):
        raise Refused("Trang này đã ghi một biến động khác. Hãy mở lại trang rồi ghi.")
    return event


def _arrived(
    new: Household,
    uid: UUID,
    happened_on: date,
    reason: str,
    where: str,
    by: User,
    other: Household | None = None,
) -> HouseholdEvent:
    members = list(new.members.all())
    ledger = Ledger(Stamp(by=by, reason=""))
    new.refresh_from_db()
    ledger.made(new)
    for member in members:
        ledger.made(member)
    return HouseholdEvent.objects.create(
        uid=uid,
        kind=Kind.ARRIVES,
        household=new,
        other=other,
        commune=new.commune,
        hamlet=new.hamlet,
        happened_on=happened_on,
        reason=reason.strip(),
        summary=sentences.fitted(sentences.arrives(new.head_name, len(members), new.hamlet, where, happened_on)),
        undo={"people": sorted(str(member.uid) for member in members), "rows": ledger.as_json()},
        recorded_at=timezone.now(),
        recorded_by=by,
    )
