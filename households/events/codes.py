"""Households that come to a commune by an event are stored under a code of its own."""

from itertools import islice

from django.db import IntegrityError, transaction

from accounts.refusals import Refused
from households.models import Household
from households.register.codes import TRIED, codes_of, free_codes
from households.register.history import Stamp


def store_with_code(household: Household, stamp: Stamp) -> None:
    """Store a new household under the next free code of its commune; a few are tried, for colleagues who add
    households in the same moment."""
    commune = household.hamlet.commune
    assert commune is not None
    for code in islice(free_codes(commune, codes_of(commune)), TRIED):
        household.code = code
        try:
            with transaction.atomic():
                stamp.save(household, force_insert=True)
            return
        except IntegrityError:
            continue
    raise Refused("Chưa cấp được mã cho hộ mới vì nhiều người đang thêm hộ cùng lúc. Hãy lưu lại.")
