"""Before a household or a person is written down: are they perhaps there already?

A hint and never a refusal: two people may share a name, and a number may have been typed wrongly the first time.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from households.models import Household, Member
from households.people import HEAD, MemberInput
from localities.models import Locality
from localities.scope import AreaScope
from localities.text import fold


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A household that may be the same. `household` is None where it lies outside the officer's ground: then only
    that it exists is said."""

    sentence: str
    household: Household | None = None


def same_numbers(
    people: Iterable[MemberInput | Member], *, scope: AreaScope, besides: Household | None = None
) -> list[Duplicate]:
    """Households where somebody with the identification number of one of these people is already written down."""
    names = {person.national_id: person.full_name for person in people if person.national_id}
    if not names:
        return []
    found = Member.objects.filter(national_id__in=names).select_related("household__hamlet__parent")
    if besides:
        found = found.exclude(household=besides)
    return [_number_found(names[person.national_id], person.household, scope) for person in found.order_by("pk")]


def _number_found(name: str, household: Household, scope: AreaScope) -> Duplicate:
    if not scope.covers(household.hamlet.path):
        return Duplicate(f"Số định danh của {name} đã được ghi ở một hộ ngoài địa bàn của ông/bà.")
    where = f"hộ {household.head_name}, {household.hamlet.full_name} (mã {household.code})"
    return Duplicate(f"Số định danh của {name} đã được ghi ở {where}.", household)


def same_head(members: Sequence[MemberInput], hamlet: Locality) -> list[Duplicate]:
    """Households of the village unit whose head has the same name, whatever its accents and case."""
    names = {fold(member.full_name) for member in members if member.relationship == HEAD and member.full_name}
    heads = Member.objects.filter(relationship=HEAD, name_folded__in=names, household__hamlet=hamlet)
    return [
        Duplicate(
            f"{hamlet.full_name} đã có hộ mà chủ hộ là {head.full_name} (mã {head.household.code}).", head.household
        )
        for head in heads.select_related("household").order_by("pk")
    ]
