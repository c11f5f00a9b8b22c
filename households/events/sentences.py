"""The sentence that each event is remembered by."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from households.models import Sex
from households.register.births import Birth
from indicators.members import RELATIONSHIPS
from localities.formats import count_in_text, short_date
from localities.models import Locality
from localities.text import lower_first, normalise

LONGEST: Final = 400
NAMES_SHOWN: Final = 3
_RELATIONSHIPS: Final = {choice.code: lower_first(choice.label) for choice in RELATIONSHIPS}
_SEXES: Final = {Sex.MALE.value: "nam", Sex.FEMALE.value: "nữ"}


def fitted(sentence: str) -> str:
    """As much of the sentence as its column holds."""
    sentence = normalise(sentence)
    return sentence if len(sentence) <= LONGEST else f"{sentence[: LONGEST - 1].rstrip()}…"


def people(names: Sequence[str]) -> str:
    """ "Lê A, Lê B và 02 người khác"."""
    shown, more = list(names[:NAMES_SHOWN]), len(names) - NAMES_SHOWN
    if more > 0:
        return f"{', '.join(shown)} và {count_in_text(more)} người khác"
    return " và ".join([", ".join(shown[:-1]), shown[-1]]) if len(shown) > 1 else "".join(shown)


def persons(number: int) -> str:
    return f"{count_in_text(number)} người"


def relation(code: str) -> str:
    return _RELATIONSHIPS.get(code, "chưa rõ quan hệ")


def place(where: Locality) -> str:
    """A commune with what lies above it: there are many communes of one name."""
    above = [each for each in where.ancestors() if not each.is_commune]
    return ", ".join([where.full_name, *(each.full_name for each in reversed(above))])


def birth(name: str, sex: str, day: date, relationship: str) -> str:
    whose = f"{name} ({_SEXES[sex]})" if sex in _SEXES else name
    return f"{whose} sinh ngày {short_date(day)}; quan hệ với chủ hộ: {relation(relationship)}."


def death(name: str, day: date, *, was_head: bool, new_head: str) -> str:
    who = f"{name}, chủ hộ," if was_head else name
    then = f" {new_head} làm chủ hộ." if new_head else ""
    return f"{who} mất ngày {short_date(day)}.{then}"


def died_out(name: str, day: date) -> str:
    return f"{name}, thành viên cuối cùng của hộ, mất ngày {short_date(day)}; hộ không còn trong sổ."


def joins(name: str, born: Birth | None, day: date, relationship: str, from_place: str) -> str:
    whose = f"{name}, sinh {born}," if born else name
    where = f" (từ {from_place})" if from_place else ""
    return f"{whose} đến ở cùng hộ từ ngày {short_date(day)}{where}; quan hệ với chủ hộ: {relation(relationship)}."


def leaves(names: Sequence[str], day: date, to_place: str, new_head: str) -> str:
    where = f" đến {to_place}" if to_place else ""
    then = f" {new_head} làm chủ hộ." if new_head else ""
    return f"{people(names)} chuyển đi{where} ngày {short_date(day)}.{then}"


def head_change(new: str, old: str, day: date) -> str:
    return f"{new} làm chủ hộ thay {old} từ ngày {short_date(day)}."


def moves(head: str, before: Locality, after: Locality, day: date) -> str:
    return f"Hộ {head} chuyển từ {before.full_name} sang {after.full_name} ngày {short_date(day)}."


def moves_out(head: str, number: int, where: str, day: date) -> str:
    return f"Hộ {head} ({persons(number)}) chuyển đi {where} ngày {short_date(day)}."


def arrives(head: str, number: int, hamlet: Locality, where: str, day: date) -> str:
    return f"Hộ {head} ({persons(number)}) từ {where} chuyển đến {hamlet.full_name} ngày {short_date(day)}."


def splits(names: Sequence[str], head: str, new_head: str, code: str, hamlet: Locality, day: date) -> str:
    new = f"lập hộ {new_head} (mã {code}) ở {hamlet.full_name}"
    return f"{people(names)} tách khỏi hộ {head} ngày {short_date(day)}, {new}."


def merges(head: str, number: int, into: str, code: str, day: date) -> str:
    return f"Hộ {head} ({persons(number)}) nhập vào hộ {into} (mã {code}) ngày {short_date(day)}."
