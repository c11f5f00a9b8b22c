"""What recording any event has in common: locks, versions, the ledger, running reviews, the audit row."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Self
from uuid import UUID, uuid4

from django.utils import timezone

from accounts import audit
from accounts.audit import Act
from accounts.models import User
from accounts.refusals import Refused
from households import figures, movements
from households.actions import households as household_actions
from households.actions.reviews import lock_running
from households.events import policies, sentences
from households.events.codes import store_with_code
from households.events.ledger import Ledger
from households.events.rules import Kind, Now
from households.models import Assessment, Household, HouseholdEvent, Member, Review
from households.register.heads import head_ethnicity
from households.register.history import Stamp
from households.register.people import HEAD, HOUSEHOLD_FIELDS, MemberInput
from localities.models import Locality

# Carried along when a person goes to another household: everything but whose row it is and how the person left.
NOT_COPIED = frozenset(
    {"id", "uid", "household_id", "position", "relationship", "name_folded"}
    | {"left_on", "left_because", "deleted_at", "deleted_by_id"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """What every event says: which household as the officer saw it, when, and why. The uid is made with the page, so
    that a form sent twice records one event."""

    uid: UUID
    household: Household
    base_version: int
    happened_on: date
    reason: str


class Recording:
    """One event while it is recorded, with its households locked."""

    def __init__(
        self, kind: Kind, occurrence: Occurrence, by: User, households: Sequence[Household], running: list[Review]
    ) -> None:
        self.kind, self.by, self.running = kind, by, running
        self.uid, self.day, self.reason = occurrence.uid, occurrence.happened_on, occurrence.reason.strip()
        self.household, self.others = households[0], list(households[1:])
        self.hamlet = self.household.hamlet  # where it was when the event happened
        self.units = {household.hamlet for household in households}
        self.now = Now(kind=kind)
        self.ledger = Ledger(Stamp(by=by, reason=f"{kind.label}: {self.reason}"))

    @classmethod
    def begin(cls, kind: Kind, occurrence: Occurrence, by: User, *, other: Household | None = None) -> Self:
        """Lock what the event concerns, and refuse what somebody else changed meanwhile."""
        running = lock_running(occurrence.household.commune)
        households = lock([occurrence.household, other] if other else [occurrence.household])
        recording = cls(kind, occurrence, by, households, running)
        if recording.known() is None:
            policies.check_reason(occurrence.reason)
            policies.check_not_future(occurrence.happened_on)
            for household in households:
                policies.check_in_register(household)
            if recording.household.version != occurrence.base_version:
                raise household_actions.conflict(recording.household, ())
        return recording

    def known(self) -> HouseholdEvent | None:
        """The same form, sent before: it is recorded already."""
        event = HouseholdEvent.objects.filter(uid=self.uid).first()
        if event and (event.kind, event.happened_on) != (self.kind, self.day):
            raise Refused("Trang này đã ghi một biến động khác. Hãy mở lại trang của hộ rồi ghi.")
        return event

    def happens_to(self, people: Iterable[Member] = (), *, new_head: bool = False, ends: bool = False) -> None:
        """Whom the event is about, and whether its day is possible."""
        people = list(people)
        uids = frozenset(str(person.uid) for person in people)
        self.now = Now(kind=self.kind, people=uids, new_head=new_head, ends=ends)
        policies.check_order(self.day, self.now, policies.past_of(self.household))
        for other in self.others:
            policies.check_order(self.day, Now(kind=self.kind), policies.past_of(other))
        policies.check_born_by(people, self.day)

    def take_away(self, people: Iterable[Member], because: str) -> None:
        for person in people:
            self.ledger.change(person, left_on=self.day, left_because=because)

    def end(self, because: str) -> None:
        """The household is no more from this day on."""
        policies.check_can_leave(self.household, self.running)
        self.ledger.change(self.household, ended_on=self.day, ended_because=because)

    def relate(self, staying: Iterable[Member], relationships: dict[UUID, str]) -> Member:
        """Store who is what to the head, and the head's name as that of the household. Returns the head."""
        people = list(staying)
        for person in people:
            self.ledger.change(person, relationship=relationships[person.uid])
        head = next(person for person in people if relationships[person.uid] == HEAD)
        self.ledger.change(self.household, head_name=head.full_name)
        return head

    def add_person(self, household: Household, person: MemberInput) -> Member:
        """Somebody new, at the end of the household."""
        member = Member(uid=person.uid, household=household, **person.fields())
        self._store(member)
        return member

    def copy_person(self, household: Household, person: Member, relationship: str) -> Member:
        """The same person as a member of another household; the row here stays, as somebody who left."""
        member = copied(person, household, relationship)
        self._store(member)
        return member

    def add_household(self, household: Household) -> Household:
        """A household that comes to be by this event."""
        household.saved_at, household.saved_by = timezone.now(), self.by
        store_with_code(household, self.ledger.stamp)
        household.refresh_from_db()
        self.ledger.made(household)
        self.units.add(household.hamlet)
        self.others.append(household)
        return household

    def finish(self, summary: str, **told: Any) -> HouseholdEvent:
        """Store everything, let the running reviews follow, and write the event down."""
        self.ledger.save()
        touch([self.household, *self.others], self.by)
        event = HouseholdEvent.objects.create(
            uid=self.uid,
            kind=self.kind,
            household=self.household,
            commune=self.hamlet.commune,
            hamlet=self.hamlet,
            happened_on=self.day,
            reason=self.reason,
            summary=sentences.fitted(summary),
            undo={"people": sorted(self.now.people), "new_head": self.now.new_head, "rows": self.ledger.as_json()},
            recorded_at=timezone.now(),
            recorded_by=self.by,
            **told,
        )
        follow([self.household, *self.others], self.running, {*self.units, self.household.hamlet})
        audit.record(
            Act.EVENT_RECORDED,
            by=self.by,
            place=self.hamlet,
            target=self.household,
            summary=event.summary,
            event=str(event.uid),
            kind=event.kind,
            happened_on=event.happened_on.isoformat(),
            reason=event.reason,
            code=self.household.code,
        )
        return event

    def _store(self, member: Member) -> None:
        last = Member.everyone.filter(household=member.household).order_by("-position").first()
        member.position = last.position + 1 if last else 0
        self.ledger.stamp.save(member)
        member.refresh_from_db()
        self.ledger.made(member)


def copied(person: Member, household: Household, relationship: str) -> Member:
    """A row for the same person in another household, not stored yet."""
    values = {each.attname: getattr(person, each.attname) for each in person._meta.concrete_fields}
    values = {name: value for name, value in values.items() if name not in NOT_COPIED}
    return Member(uid=uuid4(), household=household, relationship=relationship, **values)


def successor_of(old: Household, **fields: Any) -> Household:
    """A household that goes on from another one elsewhere, not stored yet."""
    return Household(origin=old, **{name: getattr(old, name) for name in HOUSEHOLD_FIELDS}, **fields)


def lock(households: Sequence[Household]) -> list[Household]:
    """The households as they are now, in the order given; locked by key, so that two events cannot block each other."""
    locked = {each.pk: household_actions.lock(each) for each in sorted(households, key=lambda each: each.pk)}
    return [locked[household.pk] for household in households]


def touch(households: Iterable[Household], by: User) -> None:
    """Another version: whoever has one of these households open is told of the event."""
    for household in households:
        household.version += 1
        household.saved_at, household.saved_by = timezone.now(), by
        Household.everyone.filter(pk=household.pk).update(
            version=household.version, saved_at=household.saved_at, saved_by=by
        )


def follow(households: Iterable[Household], running: Sequence[Review], units: Iterable[Locality]) -> None:
    """Keep the forms of running reviews in step, where they may still be written: persons, head and place. The others
    stay as they were counted."""
    households = list(households)
    for household in households:
        place = {"hamlet": household.hamlet, "area_type": household.hamlet.area}
        counted = {"person_count": household.members.count(), "ethnicity": head_ethnicity(household)}
        for form in policies.writable_forms(household, running):
            Assessment.objects.filter(pk=form.pk).update(**(counted if form.is_completed else place))
    for review in running:
        for household in households:
            movements.settle(household=household, review=review)
        for unit in sorted(units, key=lambda each: each.pk):
            if unit.parent_id == review.commune_id:
                figures.refresh(unit, review)
