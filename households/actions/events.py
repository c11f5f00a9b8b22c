"""What happens to a household and its people: a birth, a death, who joins or leaves, who heads it, where it lives.

What makes or ends a household (splits, mergers, arrivals) is in `household_events`; undoing any of it in
`event_undoing`. Forms of running reviews follow where they may still be written; the others stay as they were counted.
"""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db import transaction

from accounts.models import User
from accounts.refusals import Refused
from households.events import policies, sentences
from households.events.recording import Occurrence, Recording
from households.events.rules import Kind, check_relationships, restated
from households.models import Household, HouseholdEvent, Member
from households.register.births import Birth
from households.register.people import HEAD, MemberInput
from localities.models import Locality
from localities.text import normalise


@transaction.atomic
def record_birth(*, occurrence: Occurrence, child: MemberInput, by: User) -> HouseholdEvent:
    """A child is born into the household, on the day of the event."""
    recording = Recording.begin(Kind.BIRTH, occurrence, by)
    if known := recording.known():
        return known
    _check_newcomer(child)
    day = occurrence.happened_on
    if (child.birth_year, child.birth_month, child.birth_day) != (day.year, day.month, day.day):
        raise Refused("Ngày sinh của trẻ phải là ngày của biến động.")
    born = recording.add_person(recording.household, child)
    recording.happens_to([born])
    return recording.finish(sentences.birth(born.full_name, born.sex, day, born.relationship), member=born)


@transaction.atomic
def record_death(
    *, occurrence: Occurrence, member: Member, by: User, relationships: Mapping[UUID, str] | None = None
) -> HouseholdEvent:
    """A member died. `relationships` says who is what to the new head, where it was the head; where it was the last
    member the household is no more."""
    recording = Recording.begin(Kind.DEATH, occurrence, by)
    if known := recording.known():
        return known
    household, day = recording.household, occurrence.happened_on
    policies.check_members([member], household)
    dead, staying = _parted(household, [member])
    was_head = dead[0].relationship == HEAD
    recording.happens_to(dead, new_head=was_head, ends=not staying)
    recording.take_away(dead, Member.Leaving.DIED)
    if not staying:
        recording.end(Household.Ending.DIED_OUT)
        return recording.finish(sentences.died_out(dead[0].full_name, day), member=dead[0])
    head = _new_head(recording, staying, relationships) if was_head else ""
    summary = sentences.death(dead[0].full_name, day, was_head=was_head, new_head=head)
    return recording.finish(summary, member=dead[0])


@transaction.atomic
def record_joining(*, occurrence: Occurrence, person: MemberInput, by: User, from_place: str = "") -> HouseholdEvent:
    """Somebody comes to live in the household."""
    recording = Recording.begin(Kind.JOINS, occurrence, by)
    if known := recording.known():
        return known
    _check_newcomer(person)
    joined = recording.add_person(recording.household, person)
    recording.happens_to([joined])
    birth = Birth.of(joined.birth_year, joined.birth_month, joined.birth_day)
    summary = sentences.joins(
        joined.full_name, birth, occurrence.happened_on, joined.relationship, normalise(from_place)
    )
    return recording.finish(summary, member=joined)


@transaction.atomic
def record_leaving(
    *,
    occurrence: Occurrence,
    members: Sequence[Member],
    by: User,
    to_place: str = "",
    relationships: Mapping[UUID, str] | None = None,
) -> HouseholdEvent:
    """Some members leave; the household stays. Where the head is among them, `relationships` names the new one."""
    recording = Recording.begin(Kind.LEAVES, occurrence, by)
    if known := recording.known():
        return known
    policies.check_members(members, recording.household)
    gone, staying = _parted(recording.household, members)
    if not staying:
        raise Refused("Mọi thành viên đều đi thì hãy ghi “Cả hộ chuyển đi nơi khác”.")
    head_goes = any(person.relationship == HEAD for person in gone)
    recording.happens_to(gone, new_head=head_goes)
    recording.take_away(gone, Member.Leaving.MOVED_OUT)
    head = _new_head(recording, staying, relationships) if head_goes else ""
    names = [person.full_name for person in gone]
    summary = sentences.leaves(names, occurrence.happened_on, normalise(to_place), head)
    told = {"member": gone[0]} if len(gone) == 1 else {}
    return recording.finish(summary, to_place=normalise(to_place), **told)


@transaction.atomic
def change_head(*, occurrence: Occurrence, relationships: Mapping[UUID, str], by: User) -> HouseholdEvent:
    """Another member heads the household; both live on in it."""
    recording = Recording.begin(Kind.HEAD_CHANGE, occurrence, by)
    if known := recording.known():
        return known
    members = list(recording.household.members.all())
    before = next((person for person in members if person.relationship == HEAD), None)
    found = restated(members, relationships)
    after = next(person for person in members if found[person.uid] == HEAD)
    if after == before:
        raise Refused(f"{after.full_name} đang là chủ hộ. Hãy chọn “Chủ hộ” ở dòng của người khác.")
    recording.happens_to([after], new_head=True)
    recording.relate(members, found)
    old = before.full_name if before else "người trước"
    return recording.finish(sentences.head_change(after.full_name, old, occurrence.happened_on), member=after)


@transaction.atomic
def move_household(*, occurrence: Occurrence, hamlet: Locality, by: User, address: str = "") -> HouseholdEvent:
    """The household moves to another village unit of its commune."""
    recording = Recording.begin(Kind.MOVES, occurrence, by)
    if known := recording.known():
        return known
    household, before = recording.household, recording.hamlet
    policies.check_can_move(household, hamlet, recording.running)
    recording.happens_to()
    recording.ledger.change(household, hamlet=hamlet, address=normalise(address))
    return recording.finish(sentences.moves(household.head_name, before, hamlet, occurrence.happened_on))


# --- Parts ----------------------------------------------------------------------------------------


def _check_newcomer(person: MemberInput) -> None:
    if not person.full_name:
        raise Refused("Hãy ghi họ và tên.")
    check_relationships({person.uid: person.relationship})
    if person.relationship == HEAD:
        raise Refused("Hộ đã có chủ hộ. Người mới đến muốn làm chủ hộ thì ghi thêm “Đổi chủ hộ” sau khi ghi người đến.")


def _parted(household: Household, chosen: Sequence[Member]) -> tuple[list[Member], list[Member]]:
    """Who goes and who stays, as they are stored now."""
    keys = {member.pk for member in chosen}
    members = list(household.members.all())
    return [each for each in members if each.pk in keys], [each for each in members if each.pk not in keys]


def _new_head(recording: Recording, staying: Sequence[Member], relationships: Mapping[UUID, str] | None) -> str:
    return recording.relate(staying, restated(staying, relationships or {})).full_name
