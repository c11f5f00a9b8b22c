"""Chính sách đang hưởng, nhu cầu hỗ trợ: the kinds of support that a household receives, and those that it asks for.

The six kinds are the columns "chính sách hỗ trợ" of the provincial lists 14 and 15 ("Phụ lục số 2.3"): no national
form that could be read names its own. They are kept as bits in this order, so the order never changes; a new kind
comes last.
"""

from collections.abc import Collection
from typing import Final

from indicators.choices import Choice, find_choice

SUPPORTS: Final = (
    Choice("health", "Y tế"),
    Choice("education", "Giáo dục"),
    Choice("production", "Sản xuất"),
    Choice("credit", "Vay vốn tín dụng"),
    Choice("housing", "Nhà ở"),
    Choice("other", "Khác"),
)
SOURCE: Final = "Biểu 14, 15 của danh sách hộ nghèo, hộ cận nghèo cấp tỉnh (Phụ lục số 2.3)"
_WORDS: Final = dict(SUPPORTS)


def mask(codes: Collection[str]) -> int:
    """The bits of these kinds. A code that is none is refused."""
    if odd := set(codes) - set(_WORDS):
        raise ValueError(f"no kind of support: {sorted(odd)}")
    return sum(1 << place for place, support in enumerate(SUPPORTS) if support.code in codes)


def codes(bits: int) -> tuple[str, ...]:
    """The kinds that these bits hold, in the order of the list."""
    return tuple(support.code for place, support in enumerate(SUPPORTS) if bits >> place & 1)


def words(codes: Collection[str]) -> str:
    """The kinds in words, in the order of the list: "y tế, nhà ở"."""
    return ", ".join(support.label for support in SUPPORTS if support.code in codes)


def find_support(text: str) -> Choice | None:
    """The kind that a list names, by code or wording; otherwise nothing."""
    return find_choice(SUPPORTS, text)
