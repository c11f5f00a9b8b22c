"""Two officers at one form: what differs between the typed and the stored version, said field by field.

Nothing is merged silently and nothing typed is thrown away: the page shows both and the officer chooses.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Final

from django.db.models import Model
from django.utils import timezone

from accounts.models import User
from accounts.refusals import Refused
from households.entry.sheet import NO, SHEET_GROUPS, YES, Sheet
from households.models import Member
from households.register.births import Birth
from households.register.people import MORE_FIELDS, MemberInput, MembersInput
from indicators import support
from indicators.causes import CAUSES
from indicators.dwellings import POWER_SOURCES, WATER_SOURCES
from indicators.ethnic_groups import ETHNIC_GROUPS
from indicators.members import LISTS
from indicators.members import label as label_of
from indicators.scoring import UNSURE
from indicators.standard import Standard
from localities.formats import MISSING, square_metres

ANSWER_WORDS: Final[dict[str, str]] = {NO: "Không thiếu hụt", YES: "Thiếu hụt", UNSURE: "Chưa rõ"}
NOT_ANSWERED: Final = "Chưa trả lời"
_ETHNIC_WORDS: Final = {group.code_2008: group.name for group in ETHNIC_GROUPS}
_GROUP_WORDS: Final = {group.code: group.name for group in SHEET_GROUPS}
_CAUSE_WORDS: Final = {cause.code: cause.name for cause in CAUSES}
_POWER_WORDS: Final = dict(POWER_SOURCES)
_WATER_WORDS: Final = dict(WATER_SOURCES)


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that is not the same in the typed and in the stored version, in words."""

    field: str
    label: str
    mine: str
    stored: str

    @property
    def only_stored(self) -> bool:
        """The officer typed nothing here: the page proposes what the colleague saved, which costs no typed word."""
        return self.mine in {NOT_ANSWERED, MISSING}


class Conflict(Refused):
    """Somebody saved something else meanwhile. The page keeps what was typed and shows the differences."""

    def __init__(
        self, *, what: str, who: User | None, when: datetime | None, differences: Sequence[Difference]
    ) -> None:
        self.differences = tuple(differences)
        moment = f" lúc {timezone.localtime(when):%H:%M ngày %d/%m/%Y}" if when else ""
        super().__init__(
            f"{what} đã được {who.full_name if who else 'người khác'} lưu{moment}, sau khi ông/bà mở trang này. "
            "Nội dung ông/bà vừa nhập vẫn còn nguyên trên trang; hãy xem các chỗ khác nhau rồi chọn."
        )


def answer_word(answer: str | None) -> str:
    return ANSWER_WORDS.get(answer or "", NOT_ANSWERED)


def compare_sheets(mine: Sheet, stored: Sheet, standard: Standard) -> tuple[Difference, ...]:
    """Where two sheets differ. `field` is the name of the field in the form."""
    return tuple(difference for difference in _pairs(mine, stored, standard) if difference.mine != difference.stored)


def _pairs(mine: Sheet, stored: Sheet, standard: Standard) -> Iterator[Difference]:
    yield Difference("income_points", "Điểm B1", _points(mine), _points(stored))
    for indicator in standard.indicators:
        typed, kept = mine.answers.get(indicator.code), stored.answers.get(indicator.code)
        label = f"{indicator.number}. {indicator.name}"
        yield Difference(answer_field(indicator.code), label, answer_word(typed), answer_word(kept))
    yield Difference("causes", "Nguyên nhân nghèo", cause_words(mine), cause_words(stored))
    yield Difference("other_cause", "Nguyên nhân khác", mine.other_cause or MISSING, stored.other_cause or MISSING)
    yield Difference("groups", "Nhóm đối tượng", group_words(mine), group_words(stored))
    yield Difference("can_exit", "Khả năng thoát nghèo", _exit(mine), _exit(stored))
    yield Difference("note", "Ghi chú", mine.note or MISSING, stored.note or MISSING)
    typed, kept = fact_words(mine), fact_words(stored)
    for name, (label, word) in typed.items():
        yield Difference(name, label, word, kept[name][1])
    yield Difference("score_items", "Các mục điểm B1", _items(mine), _items(stored))


def fact_words(sheet: Sheet) -> dict[str, tuple[str, str]]:
    """The plain facts of a sheet, of which none is scored, in words: (label, value) by the name of the form field."""
    return {
        "floor_area": ("Diện tích nhà ở", square_metres(sheet.floor_area)),
        "power_source": ("Nguồn điện", _POWER_WORDS.get(sheet.power_source, MISSING)),
        "water_source": ("Nguồn nước", _WATER_WORDS.get(sheet.water_source, MISSING)),
        "policies": ("Chính sách đang hưởng", support.words(sheet.policies) or MISSING),
        "needs": ("Nhu cầu hỗ trợ", support.words(sheet.needs) or MISSING),
    }


def answer_field(code: str) -> str:
    """The name of the form field of an indicator."""
    return f"answer_{code}"


def cause_words(sheet: Sheet) -> str:
    return "; ".join(_CAUSE_WORDS[code] for code in sheet.causes) or MISSING


def group_words(sheet: Sheet) -> str:
    return "; ".join(_GROUP_WORDS[code] for code in sheet.groups) or MISSING


def _points(sheet: Sheet) -> str:
    return MISSING if sheet.income_points is None else str(sheet.income_points)


def _items(sheet: Sheet) -> str:
    return ", ".join(sheet.score_items) or MISSING


def _exit(sheet: Sheet) -> str:
    return "Có khả năng" if sheet.can_exit else "Không ghi"


def compare_members(mine: MembersInput, stored: Sequence[Member]) -> tuple[Difference, ...]:
    """Where typed rows of members differ from the stored ones. A person whom only the other officer added stays and is
    no difference; a row that was taken away meanwhile is one."""
    by_uid = {member.uid: member for member in stored}
    found: list[Difference] = []
    for typed in mine.kept:
        member = by_uid.get(typed.uid)
        if member is None:
            found.append(Difference(f"member:{typed.uid}", f"Thành viên {typed.full_name}", "Có", "Không có"))
        else:
            found += _member_differences(typed, member)
    found += [
        Difference(f"member:{uid}", f"Thành viên {by_uid[uid].full_name}", "Xóa khỏi hộ", "Có")
        for uid in mine.removed
        if uid in by_uid
    ]
    return tuple(found)


def _member_differences(typed: MemberInput, member: Member) -> Iterator[Difference]:
    typed_words, stored_words = member_words(Member(**typed.fields())), member_words(member)
    changed = typed.differs_from(member)
    for name, (label, word) in typed_words.items():
        stored = stored_words[name][1]
        # A number that was not typed is no difference; two numbers may look the same where only their ends are shown.
        differs = "national_id" in changed if name == "national_id" else word != stored
        if differs:
            shown = f"{word} (số vừa nhập)" if word == stored else word
            yield Difference(f"member:{member.uid}:{name}", f"{member.full_name}: {label}", shown, stored)


def member_words(member: Member) -> dict[str, tuple[str, str]]:
    """What a row says of a person, in words: (label, value) by the name of the form field."""
    first = {
        "full_name": ("họ và tên", member.full_name),
        "relationship": ("quan hệ với chủ hộ", choice_words("relationship", member.relationship)),
        "birth": ("ngày sinh", birth_words(member)),
        "sex": ("giới tính", choice_words("sex", member.sex)),
        "ethnicity": ("dân tộc", _ETHNIC_WORDS.get(member.ethnicity, MISSING)),
        "national_id": ("số định danh", member.masked_national_id or MISSING),
        "in_school": ("đang đi học", yes_no(member.in_school)),
        "has_health_insurance": ("thẻ bảo hiểm y tế", yes_no(member.has_health_insurance)),
    }
    return first | {name: (field_words(name), _more_words(name, getattr(member, name))) for name in MORE_FIELDS}


def field_words(name: str, model: type[Model] = Member) -> str:
    """What a field of a person, or of another row, is called."""
    return str(getattr(model._meta.get_field(name), "verbose_name", name))


def choice_words(name: str, code: str) -> str:
    return label_of(name, code) or MISSING


def _more_words(name: str, value: str | Decimal | None) -> str:
    return choice_words(name, str(value or "")) if name in LISTS else measure_words(value)


def measure_words(value: str | Decimal | None) -> str:
    """A height or a weight as it is written: 120,5; a whole number without a comma."""
    if value in (None, ""):
        return MISSING
    return f"{Decimal(value).normalize():f}".replace(".", ",")


def birth_words(member: Member) -> str:
    return str(Birth.of(member.birth_year, member.birth_month, member.birth_day) or MISSING)


def yes_no(value: bool | None) -> str:
    return {True: "Có", False: "Không", None: MISSING}[value]
