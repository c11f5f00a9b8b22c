"""The dwelling in Phiếu B: where its power and its water come from, and which kinds of water count as clean.

Phiếu B asks for both sources; its printed list of kinds was not to be had. The kinds of water below are those that the
rule of indicator 9 names, the kinds of power those that are told apart everywhere; each list ends with "khác".
"""

from typing import Final, NamedTuple

from indicators.choices import Choice, find_choice


class WaterKind(NamedTuple):
    """A source of water for living. `is_clean` None: the rule cannot be read off the kind alone."""

    code: str
    label: str
    is_clean: bool | None


POWER_SOURCES: Final = (
    Choice("grid", "Điện lưới quốc gia"),
    Choice("own", "Điện tự phát (thủy điện nhỏ, máy nổ, pin mặt trời)"),
    Choice("other", "Nguồn khác"),
    Choice("none", "Chưa có điện"),
)

WATER_KINDS: Final = (
    WaterKind("piped", "Nước máy", is_clean=True),
    WaterKind("drilled_well", "Giếng khoan", is_clean=True),
    WaterKind("protected_well", "Giếng đào được bảo vệ", is_clean=True),
    WaterKind("protected_spring", "Khe, mó nước được bảo vệ", is_clean=True),
    WaterKind("rain", "Nước mưa", is_clean=True),
    WaterKind("bottled", "Nước đóng bình, đóng chai", is_clean=True),
    WaterKind("open_well", "Giếng đào không được bảo vệ", is_clean=False),
    WaterKind("open_spring", "Khe, mó nước không được bảo vệ", is_clean=False),
    WaterKind("surface", "Nước sông, suối, ao, hồ", is_clean=False),
    WaterKind("other", "Nguồn khác", is_clean=None),
)
WATER_SOURCES: Final = tuple(Choice(kind.code, kind.label) for kind in WATER_KINDS)
_CLEAN: Final = {kind.code: kind.is_clean for kind in WATER_KINDS}

LEAST_AREA: Final = 8
"""Square metres of floor for each person; below it indicator 8 is lacking."""


def is_clean(water_source: str) -> bool | None:
    """Whether water of this kind counts as clean for indicator 9; None when the kind does not say."""
    return _CLEAN.get(water_source)


def find_water_source(text: str) -> Choice | None:
    """The source of water that a list names, by code or wording; otherwise nothing."""
    return find_choice(WATER_SOURCES, text)


def find_power_source(text: str) -> Choice | None:
    """The source of power that a list names, by code or wording; otherwise nothing."""
    return find_choice(POWER_SOURCES, text)
