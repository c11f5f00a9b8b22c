"""Codes of households that come to a commune by an event. Deleted households keep theirs: they may be restored."""

from collections.abc import Collection, Iterator
from itertools import count, islice
from typing import Final

from django.db import IntegrityError, transaction

from accounts.refusals import Refused
from households.models import Household
from households.register.history import Stamp
from localities.models import Locality

TRIED: Final = 5
LONGEST: Final = 30


def store_with_code(household: Household, stamp: Stamp) -> None:
    """Store a new household under the next free code of its commune; a few are tried, for colleagues who add
    households in the same moment."""
    for code in _free(household.hamlet.commune):
        household.code = code
        try:
            with transaction.atomic():
                stamp.save(household, force_insert=True)
            return
        except IntegrityError:
            continue
    raise Refused("Chưa cấp được mã cho hộ mới vì nhiều người đang thêm hộ cùng lúc. Hãy lưu lại.")


def suffixed(code: str, taken: Collection[str]) -> str:
    """The code itself, or with the first number after it that makes it free: "HN-01" → "HN-01/2"."""
    if code not in taken:
        return code
    for number in count(2):
        ending = f"/{number}"
        if (found := code[: LONGEST - len(ending)] + ending) not in taken:
            return found
    raise AssertionError("numbers have no end")


def _free(commune: Locality | None) -> Iterator[str]:
    assert commune is not None
    taken = set(Household.everyone.filter(commune=commune).values_list("code", flat=True))
    numbered = (f"{commune.code}-{number:04d}" for number in count(len(taken) + 1))
    return islice((code for code in numbered if code not in taken), TRIED)
