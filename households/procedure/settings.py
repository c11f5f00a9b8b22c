"""The numbers of the procedure, each with its source, how sure that source is, and the value a place has set instead.

What no text could be found for is a setting that says so, never a constant hidden in the code.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from accounts.refusals import Refused
from households.models import ProcedureSetting
from localities.models import DISTRICTS_ENDED_ON, Level, Locality

ALWAYS = date(1900, 1, 1)
NO_OPINION = "none"
LEVEL_WORDS = {Level.DISTRICT.value: "UBND cấp huyện", Level.PROVINCE.value: "UBND cấp tỉnh", NO_OPINION: "không hỏi"}


class Certainty(StrEnum):
    """How sure the shipped value is."""

    CONFIRMED = "Nhiều nguồn ghi như nhau"
    UNVERIFIED = "Chưa đối chiếu được với văn bản gốc"
    INFERRED = "Suy luận, chưa tìm được điều khoản"
    OWN = "Quy ước của phần mềm"


@dataclass(frozen=True, slots=True)
class Rule:
    """A number or a word of the procedure. `default` holds the shipped values with the day each begins to apply."""

    code: str
    label: str
    default: tuple[tuple[date, int | str], ...]
    unit: str
    source: str
    certainty: Certainty
    highest: int = 100
    choices: tuple[str, ...] = ()

    def shipped(self, on: date) -> int | str:
        """The value without any local one."""
        return [value for begins, value in self.default if begins <= on][-1]

    @property
    def is_number(self) -> bool:
        return isinstance(self.default[0][1], int)

    def read(self, stored: str) -> int | str:
        return int(stored) if self.is_number else stored

    def words(self, value: int | str) -> str:
        """ "3 ngày làm việc", "từ 01/09", "UBND cấp huyện"."""
        if self.choices:
            return LEVEL_WORDS[str(value)]
        return f"{value}{'' if self.unit == '%' else ' '}{self.unit}".strip()


def _rule(
    code: str, label: str, value: int | str, unit: str, source: str, certainty: Certainty, highest: int = 100
) -> Rule:
    return Rule(code, label, ((ALWAYS, value),), unit, source, certainty, highest)


_QD24 = "Quyết định số 24/2021/QĐ-TTg"
DAYS, WORKING_DAYS = "ngày", "ngày làm việc"

RULES: tuple[Rule, ...] = (
    _rule("annual_from", "Rà soát định kỳ từ ngày", "01/09", "", f"{_QD24}, khoản 1 Điều 3", Certainty.CONFIRMED),
    _rule("annual_to", "Rà soát định kỳ đến hết ngày", "14/12", "", f"{_QD24}, khoản 1 Điều 3", Certainty.CONFIRMED),
    _rule(
        "meeting_min_percent",
        "Tỷ lệ người dự họp dân đồng ý, ít nhất",
        50,
        "%",
        f"{_QD24}: ít nhất 50% số người dự họp; dưới mức này thì rà soát lại và họp lại",
        Certainty.CONFIRMED,
    ),
    _rule(
        "posting_working_days",
        "Niêm yết công khai danh sách, ít nhất",
        3,
        WORKING_DAYS,
        f"{_QD24} yêu cầu niêm yết; 03 ngày theo danh mục thủ tục của một phường",
        Certainty.UNVERIFIED,
    ),
    _rule(
        "recheck_working_days",
        "Phúc tra và trả lời khiếu nại trong",
        3,
        WORKING_DAYS,
        "03 ngày làm việc mới xác nhận được cho hộ có mức sống trung bình; hộ nghèo, hộ cận nghèo lấy như vậy",
        Certainty.UNVERIFIED,
    ),
    Rule(
        code="opinion_level",
        label="Hỏi ý kiến cấp trên trước khi công nhận (rà soát định kỳ)",
        default=((ALWAYS, Level.DISTRICT.value), (DISTRICTS_ENDED_ON, NO_OPINION)),
        unit="",
        source=(
            f"{_QD24}: Chủ tịch UBND cấp huyện cho ý kiến. Từ 01/7/2025 không còn cấp huyện; Thông tư số "
            "13/2025/TT-BNNMT phân định thẩm quyền nhưng chưa đọc được điều khoản, nên mặc định là không hỏi"
        ),
        certainty=Certainty.INFERRED,
        choices=(Level.DISTRICT.value, Level.PROVINCE.value, NO_OPINION),
    ),
    _rule(
        "opinion_working_days",
        "Cấp trên cho ý kiến trong",
        5,
        WORKING_DAYS,
        f"{_QD24}; số ngày chưa đối chiếu",
        Certainty.UNVERIFIED,
    ),
    _rule(
        "monthly_start_day",
        "Rà soát thường xuyên bắt đầu từ ngày (hằng tháng)",
        15,
        "hằng tháng",
        _QD24,
        Certainty.CONFIRMED,
        highest=28,
    ),
    _rule(
        "monthly_decision_days",
        "Quyết định của đợt rà soát thường xuyên trong",
        15,
        DAYS,
        f"{_QD24}, Điều 5: 15 ngày từ khi bắt đầu rà soát; danh mục của một phường ghi 15 ngày làm việc",
        Certainty.CONFIRMED,
    ),
    _rule(
        "average_living_posting_days",
        "Hộ có mức sống trung bình: niêm yết tại UBND cấp xã, ít nhất",
        5,
        WORKING_DAYS,
        _QD24,
        Certainty.CONFIRMED,
    ),
    _rule(
        "average_living_recheck_days",
        "Hộ có mức sống trung bình: phúc tra trong",
        3,
        WORKING_DAYS,
        _QD24,
        Certainty.CONFIRMED,
    ),
    _rule(
        "newly_out_months",
        "Hộ mới thoát nghèo, mới thoát cận nghèo: tính trong",
        36,
        "tháng từ quyết định công nhận",
        "Các dự án hỗ trợ sinh kế, theo kế hoạch của một xã; chưa đọc được văn bản gốc",
        Certainty.UNVERIFIED,
    ),
    _rule(
        "restore_days",
        "Khôi phục được hộ, thành viên đã xóa trong",
        30,
        DAYS,
        "Không văn bản nào quy định",
        Certainty.OWN,
        highest=365,
    ),
)
_BY_CODE = {rule.code: rule for rule in RULES}


def rule_of(code: str) -> Rule:
    return _BY_CODE[code]


def find(code: str) -> Rule | None:
    return _BY_CODE.get(code)


def check_value(code: str, typed: str) -> str:
    """The typed value as it is stored; refused where the rule cannot have it."""
    rule, value = rule_of(code), typed.strip()
    if rule.choices:
        if value not in rule.choices:
            raise Refused("Hãy chọn một trong các giá trị của quy định này.")
    elif rule.is_number:
        if not value.isdecimal() or not 1 <= int(value) <= rule.highest:
            raise Refused(f"“{rule.label}” phải là số nguyên từ 1 đến {rule.highest}.")
        value = str(int(value))
    elif not _is_day_of_year(value):
        raise Refused(f"“{rule.label}” phải ghi ngày/tháng có hai chữ số, ví dụ 01/09.")
    return value


def _is_day_of_year(typed: str) -> bool:
    try:
        return f"{datetime.strptime(f'{typed}/2001', '%d/%m/%Y'):%d/%m}" == typed  # noqa: DTZ007 -- a day, no instant
    except ValueError:
        return False


def value(code: str, place: Locality, on: date) -> int | str:
    """The value of a rule at a place on a day: what the place or the nearest place above it set, else the shipped one.
    Of several settings of one place the one that began last holds."""
    return Rules.at(place, codes=(code,)).value(code, place, on)


def number(code: str, place: Locality, on: date) -> int:
    """`value` of a rule that is a number."""
    return int(value(code, place, on))


@dataclass(frozen=True)
class Rules:
    """The settings of some places and of all above them, read once for many questions."""

    rows: tuple[ProcedureSetting, ...]

    @classmethod
    def at(cls, *places: Locality, codes: Iterable[str] | None = None) -> "Rules":
        paths = {path for place in places for path in _paths(place)}
        rows = ProcedureSetting.objects.filter(place__path__in=paths).select_related("place", "set_by")
        if codes is not None:
            rows = rows.filter(code__in=list(codes))
        return cls(tuple(sorted(rows, key=lambda row: (len(row.place.path), row.valid_from, row.pk))))

    def value(self, code: str, place: Locality, on: date) -> int | str:
        rule, held = _BY_CODE[code], self.setting(code, place, on)
        return rule.shipped(on) if held is None else rule.read(held.value)

    def setting(self, code: str, place: Locality, on: date) -> ProcedureSetting | None:
        """The setting that holds; None where the shipped value does."""
        held = [
            row
            for row in self.rows
            if row.code == code and row.valid_from <= on and place.path.startswith(row.place.path)
        ]
        return held[-1] if held else None


def _paths(place: Locality) -> list[str]:
    """The paths of the place and of everything above it."""
    parts = place.path.strip("/").split("/")
    return [f"{'/'.join(parts[:end])}/" for end in range(1, len(parts) + 1)]
