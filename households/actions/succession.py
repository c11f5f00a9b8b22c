"""The register of a former commune falls to the commune that it became."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.audit import Act
from accounts.models import User
from accounts.refusals import Refused
from households import movements
from households.actions.reviews import lock_running
from households.events import succession
from households.events.succession import Renamed, TakenOver
from households.models import Household
from households.register.history import Stamp
from localities.formats import count_in_text
from localities.models import Locality


@transaction.atomic
def take_over_households(*, commune: Locality, mapping: Mapping[Locality, Locality], by: User) -> TakenOver:
    """Move the households of former village units to the units of today: with their people, their identity and their
    forms, which stay counted where they were. Units that are not in `mapping` stay where they are; doing it twice
    moves nothing."""
    former = succession.former_communes(commune)
    _check(commune, former, mapping)
    for place in former:
        lock_running(place)
    succession.check_none_running(commune)
    running = lock_running(commune)
    moving = list(
        Household.everyone.select_for_update(of=("self",), no_key=True)
        .filter(hamlet__in=mapping.keys())
        .select_related("hamlet", "commune")
        .order_by("pk")
    )
    if not moving:
        return TakenOver(households=0)
    before = sorted({household.commune.full_name for household in moving})
    stamp = Stamp(by=by, reason=f"{commune.full_name} tiếp nhận sổ hộ của {', '.join(before)}")
    codes = succession.new_codes(commune, moving)
    targets = {unit.pk: target for unit, target in mapping.items()}
    renamed: list[Renamed] = []
    for household in moving:
        if (code := codes[household.pk]) != household.code:
            renamed.append(Renamed(household.head_name, household.code, code))
        household.hamlet, household.code = targets[household.hamlet_id], code
        household.version += 1
        household.saved_at, household.saved_by = timezone.now(), by
        stamp.save(household)
    for review in running:
        movements.settle_all(review)
    audit.record(
        Act.HOUSEHOLDS_TAKEN_OVER,
        by=by,
        place=commune,
        target=commune,
        summary=f"{stamp.reason}: {count_in_text(len(moving))} hộ",
        households=len(moving),
        units={unit.key: target.key for unit, target in mapping.items()},
        renamed=[[each.before, each.after] for each in renamed],
    )
    return TakenOver(households=len(moving), renamed=tuple(renamed))


def _check(commune: Locality, former: list[Locality], mapping: Mapping[Locality, Locality]) -> None:
    if not commune.is_commune or not former:
        raise Refused(f"{commune.full_name} không được lập từ xã, phường nào trước đó nên không có sổ hộ để tiếp nhận.")
    known = {each.pk for each in former}
    for unit, target in mapping.items():
        if not unit.is_hamlet or unit.parent_id not in known:
            raise Refused(f"{unit.full_name} không thuộc xã, phường cũ của {commune.full_name}.")
        if not target.is_hamlet or target.parent_id != commune.pk:
            raise Refused(f"Hãy chọn thôn, tổ dân phố của {commune.full_name} cho {unit.full_name}.")
