"""The rule books that this software knows, and which of them applies on a day in a province.

To add one: write a module with a `STANDARD`, add it to `STANDARDS`, and add the worked examples of its annex to the
tests. A province that sets a higher standard for itself gets a module too, with `local_to` naming its code.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from itertools import combinations

from indicators.standard import Standard
from indicators.standards import national_2022, national_2027

__all__ = ["STANDARDS", "NoStandard", "check_book", "get_standard", "standard_on"]

STANDARDS: tuple[Standard, ...] = (national_2022.STANDARD, national_2027.STANDARD)


class NoStandard(LookupError):
    """No rule book for that day, or none with that code. The message is shown to the officer."""


def check_book(standards: Sequence[Standard]) -> None:
    """Refuse rule books that share a code, or that would apply to the same place on the same day."""
    for code, times in Counter(standard.code for standard in standards).items():
        if times > 1:
            raise ValueError(f"{code}: two standards share this code")
    for one, other in combinations(standards, 2):
        same_place = set(one.local_to) & set(other.local_to) or not (one.local_to or other.local_to)
        if same_place and one.valid_from <= other.valid_to and other.valid_from <= one.valid_to:
            raise ValueError(f"{one.code} and {other.code} apply to the same place on the same day")


def standard_on(day: date, province: str | None = None, *, among: Sequence[Standard] = STANDARDS) -> Standard:
    """The standard in force on a day: the province's own one when it has set one, otherwise the national one.

    A household may be poor by its province's standard and not by the national one, so a report that needs both asks
    twice, with and without the province.
    """
    in_force = [standard for standard in among if standard.in_force_on(day)]
    local = [standard for standard in in_force if province in standard.local_to]
    national = [standard for standard in in_force if not standard.local_to]
    if not local + national:
        known = "; ".join(f"{s.name}: {s.valid_from:%d/%m/%Y} – {s.valid_to:%d/%m/%Y}" for s in among)
        raise NoStandard(
            f"Phần mềm chưa có chuẩn nghèo áp dụng cho ngày {day:%d/%m/%Y}. Hãy chọn ngày thuộc thời gian áp dụng của "
            f"một chuẩn đã có ({known})."
        )
    return (local + national)[0]


def get_standard(code: str, *, among: Sequence[Standard] = STANDARDS) -> Standard:
    """The standard with this code, as stored with every classification."""
    for standard in among:
        if standard.code == code:
            return standard
    raise NoStandard(
        f"Không có chuẩn nghèo mang mã “{code}”. Hãy dùng một trong các mã: "
        f"{', '.join(standard.code for standard in among)}."
    )


check_book(STANDARDS)
