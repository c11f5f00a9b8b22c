"""Events of households for tests, recorded through the real actions.

    family = make_family(area.hamlet, by=officer)          # a head, a spouse and two children
    event = record(actions.record_death, family, by=officer, member=family.members.last())
    offer = make_offer(family, area.neighbour, by=officer)

All names are invented.
"""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from accounts.models import User
from households import actions
from households.events.ledger import kept
from households.events.recording import Occurrence
from households.models import Household, HouseholdEvent, Member
from households.register.people import HEAD, MemberInput
from localities.models import Locality
from tests.factories_households import make_household, make_member

DAY = date(2024, 5, 20)
REASON = "trưởng thôn báo"


def make_family(hamlet: Locality, *, by: User, name: str = "Lò", **fields: Any) -> Household:
    """A head, the spouse, a daughter and a son; the head has a number."""
    members = [
        make_member(f"{name} Văn Chủ", HEAD, sex="male", birth_year=1970, ethnicity="03", national_id="001070000001"),
        make_member(f"{name} Thị Vợ", "spouse", sex="female", birth_year=1972, ethnicity="03"),
        make_member(
            f"{name} Thị Con", "child", sex="female", birth_year=1995, ethnicity="03", has_health_insurance=True
        ),
        make_member(f"{name} Văn Út", "child", sex="male", birth_year=2010, birth_month=3, birth_day=4, ethnicity="03"),
    ]
    return make_household(hamlet, by=by, members=members, **fields)


def person(household: Household, name: str) -> Member:
    """The member whose given name this is."""
    return next(member for member in household.members.all() if member.full_name.endswith(name))


def occurrence(household: Household, **values: Any) -> Occurrence:
    same = {"uid": uuid4(), "base_version": household.version, "happened_on": DAY, "reason": REASON}
    return Occurrence(household=household, **{**same, **values})


def record(action: Callable[..., HouseholdEvent], household: Household, *, by: User, **values: Any) -> HouseholdEvent:
    """Record an event of the household as it is now; `on` is its day."""
    household.refresh_from_db()
    told = {name: values.pop(name) for name in ("uid", "reason", "base_version") if name in values}
    if day := values.pop("on", None):
        told["happened_on"] = day
    return action(occurrence=occurrence(household, **told), by=by, **values)


def make_offer(household: Household, commune: Locality, *, by: User, on: date = DAY) -> HouseholdEvent:
    """The household moves to another commune, which has not accepted it yet."""
    return record(actions.move_household_out, household, by=by, to_commune=commune, on=on)


def make_arrival(offer: HouseholdEvent, hamlet: Locality, *, by: User, on: date = DAY, **values: Any) -> HouseholdEvent:
    return actions.accept_arrival(
        offer=offer, uid=values.pop("uid", uuid4()), hamlet=hamlet, happened_on=on, by=by, **values
    )


def make_child(name: str = "Lò Thị Mới", day: date = DAY, **fields: Any) -> MemberInput:
    return make_member(
        name, "child", sex="female", birth_year=day.year, birth_month=day.month, birth_day=day.day, **fields
    )


def register() -> dict[str, dict[str, Any]]:
    """Everything that the register holds, but for who saved last: to compare before and after an undo."""
    households = {f"household {row.pk}": kept(row) for row in Household.objects.all()}
    members = Member.everyone.filter(household__deleted_at__isnull=True)
    return households | {f"member {row.pk}": kept(row) | {"position": row.position} for row in members}


def relations(household: Household, **by_name: str) -> dict[UUID, str]:
    """Who is what to the head, by given name: `relations(family, Vợ="head")`."""
    return {person(household, name).uid: relation for name, relation in by_name.items()}
