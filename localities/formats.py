"""How figures, money and dates are worded in Vietnamese: the one place that knows.

Rates are computed from counts with Decimal, rounded half up; a missing or zero denominator gives None and is
printed as "–", never NaN and never 0. A difference of two rates is in percentage points ("điểm phần trăm").
"""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

MISSING = "–"


def count(value: int | None) -> str:
    """1856 → "1.856"; None → "–"."""
    if value is None:
        return MISSING
    return f"{value:,}".replace(",", ".")


def count_in_text(value: int | None) -> str:
    """As `count`, with the leading zero that office prose gives to numbers under ten: 4 → "04"."""
    if value is not None and 0 <= value < 10:
        return f"{value:02d}"
    return count(value)


def rate(part: int | None, whole: int | None, decimals: int = 2) -> Decimal | None:
    """`part` as a percentage of `whole`, half up to `decimals` places; None where it cannot be computed."""
    if part is None or not whole:
        return None
    return rounded(Decimal(100) * part / Decimal(whole), decimals)


def rounded(value: Decimal, decimals: int = 2) -> Decimal:
    """`value` half up to `decimals` places."""
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def percent(value: Decimal | None, decimals: int = 2) -> str:
    """Decimal("10.5064") → "10,51"; None → "–"."""
    if value is None:
        return MISSING
    return f"{rounded(value, decimals):f}".replace(".", ",")


def percent_sign(value: Decimal | None, decimals: int = 2) -> str:
    """As `percent`, with the sign: "10,51%"; None → "–"."""
    return MISSING if value is None else f"{percent(value, decimals)}%"


def signed(value: int | Decimal, unit: str = "") -> str:
    """A change in words: -4 → "giảm 4 hộ", 3 → "tăng 3 hộ", 0 → "không đổi"."""
    if value == 0:
        return "không đổi"
    size = count(abs(value)) if isinstance(value, int) else percent(abs(value))
    return f"{'tăng' if value > 0 else 'giảm'} {size} {unit}".strip()


def money(value: int | None) -> str:
    """15000000 → "15.000.000 đồng"."""
    return MISSING if value is None else f"{count(value)} đồng"


def square_metres(value: Decimal | None) -> str:
    """Decimal("45.0") → "45 m²", Decimal("45.5") → "45,5 m²"; None → "–"."""
    if value is None:
        return MISSING
    places = 0 if value == value.to_integral_value() else 1
    return f"{rounded(value, places):f} m²".replace(".", ",")


def short_date(value: date | None) -> str:
    """05/01/2024."""
    return MISSING if value is None else f"{value:%d/%m/%Y}"


def day_and_month(value: date) -> tuple[str, str]:
    """Day and month as Nghị định 30/2020 writes them: days under 10 and months 1 and 2 with a leading zero."""
    month = f"{value.month:02d}" if value.month < 3 else str(value.month)
    return f"{value.day:02d}", month


def long_date(value: date | None) -> str:
    """ngày 05 tháng 01 năm 2024; ngày 20 tháng 3 năm 2023."""
    if value is None:
        return MISSING
    day, month = day_and_month(value)
    return f"ngày {day} tháng {month} năm {value.year}"


# The letters of "điểm a, b, c, d, đ …" (Nghị định 30/2020/NĐ-CP, Phụ lục I): no f, j, w, z, and no ă, â, ê, ô, ơ, ư.
LETTERS = "abcdđeghiklmnopqrstuvxy"
_ROMAN_SIGNS = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL")),
    *((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)


def roman(value: int) -> str:
    """4 → "IV": the number of a part or an annex."""
    digits = []
    for size, sign in _ROMAN_SIGNS:
        times, value = divmod(value, size)
        digits.append(sign * times)
    return "".join(digits)


def letter(value: int) -> str:
    """1 → "a", 5 → "đ", 23 → "y", 24 → "aa": the number of a point."""
    rounds, place = divmod(value - 1, len(LETTERS))
    return ("" if rounds == 0 else letter(rounds)) + LETTERS[place]
