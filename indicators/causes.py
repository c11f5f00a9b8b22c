"""Nguyên nhân nghèo: the eight official causes of form 7.10 (Thông tư 02/2022/TT-BLĐTBXH) and their other wordings.

A household may have several causes, so the sum over causes may exceed the number of households. Lists in use say
"Thiếu …" where the form says "Không có …": both are read, the official wording is printed.
"""

import re
from dataclasses import dataclass
from typing import Final

from indicators.choices import squeeze


@dataclass(frozen=True, slots=True)
class Cause:
    """One official cause: its number in form 7.10, its official wording, and wordings that mean the same."""

    code: int
    name: str
    aliases: tuple[str, ...] = ()

    @property
    def needs_text(self) -> bool:
        """Cause 8 is "khác (ghi rõ)": the officer writes which."""
        return self.code == OTHER_CAUSE


OTHER_CAUSE: Final = 8

CAUSES: Final = (
    Cause(1, "Không có đất sản xuất", ("Thiếu đất sản xuất", "Thiếu đất")),
    Cause(
        2,
        "Không có vốn sản xuất, kinh doanh",
        ("Thiếu vốn sản xuất, kinh doanh", "Không có vốn", "Thiếu vốn", "Thiếu vốn sản xuất", "Không có vốn sản xuất"),
    ),
    Cause(3, "Không có lao động", ("Thiếu lao động",)),
    Cause(
        4,
        "Không có công cụ/phương tiện sản xuất",
        (
            "Thiếu công cụ/phương tiện sản xuất",
            "Không có công cụ sản xuất",
            "Thiếu công cụ sản xuất",
            "Không có phương tiện sản xuất",
            "Thiếu phương tiện sản xuất",
        ),
    ),
    Cause(5, "Không có kiến thức về sản xuất", ("Thiếu kiến thức về sản xuất", "Thiếu kiến thức sản xuất")),
    Cause(
        6,
        "Không có kỹ năng lao động, sản xuất",
        ("Thiếu kỹ năng lao động, sản xuất", "Không có kỹ năng lao động", "Thiếu kỹ năng lao động"),
    ),
    Cause(
        7,
        "Có người ốm đau, bệnh nặng, tai nạn…",
        (
            "Có người ốm đau, bệnh nặng",
            "Có người ốm đau",
            "Ốm đau, bệnh nặng, tai nạn",
            "Ốm đau, bệnh nặng",
            "Ốm đau, bệnh tật",
            "Ốm đau",
            "Bệnh nặng",
            "Bệnh hiểm nghèo",
            "Có người bị bệnh hiểm nghèo",
            "Tai nạn",
        ),
    ),
    Cause(OTHER_CAUSE, "Nguyên nhân khác (ghi rõ)", ("Nguyên nhân khác", "Khác", "Khác (ghi rõ)")),
)

_NUMBERING = re.compile(r"^\W*\d+\s*[.):/-]\s*")  # "3. ", "(3) ", "3/ " before the wording
_BY_WORDING: Final = {squeeze(wording): cause for cause in CAUSES for wording in (cause.name, *cause.aliases)}
_BY_NUMBER: Final = {str(cause.code): cause for cause in CAUSES}


def match_cause(text: str) -> Cause | None:
    """The official cause that a text names, by number or wording, whatever its accents and case; otherwise nothing.

    A wording that is not known is for the officer to choose: it is not quietly counted as "Nguyên nhân khác".
    """
    wanted = squeeze(text)
    return _BY_NUMBER.get(wanted) or _BY_WORDING.get(wanted) or _BY_WORDING.get(squeeze(_NUMBERING.sub("", text)))
