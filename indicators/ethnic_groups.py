"""The 54 ethnic groups of Viet Nam in two official numberings, and the spellings that lists use.

The same group has another number in each system (04 is Mường in 2008 and Hoa in 1979), so a number means nothing
without its `CodeSystem`. The register stores the number of 2008 alone; what officers and lists write is translated by
`resolve` where it comes in. Numbers 21-54 of 2008 and 10-54 of 1979 were not seen in an official copy.
"""

import re
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from typing import Final

from indicators.choices import squeeze
from localities.text import normalise


class CodeSystem(StrEnum):
    """Which decision numbered the groups."""

    QD_1019_2008 = "1019/QĐ-TCTK/2008"
    QD_121_1979 = "121-TCTK/PPCĐ/1979"


@dataclass(frozen=True, slots=True)
class EthnicGroup:
    """One group: its name and number in QĐ 1019/QĐ-TCTK (2008), its number of 1979, and other spellings."""

    name: str
    code_2008: str
    code_1979: str | None
    aliases: tuple[str, ...] = ()

    @property
    def is_minority(self) -> bool:
        """Every group except the Kinh; foreigners are not an ethnic group of Viet Nam."""
        return self.name not in {"Kinh", FOREIGNER_NAME}

    def code(self, system: CodeSystem) -> str | None:
        """Its number in a system; foreigners have none in the 1979 one."""
        return self.code_2008 if system is CodeSystem.QD_1019_2008 else self.code_1979


FOREIGNER_NAME: Final = "Người nước ngoài"

ETHNIC_GROUPS: Final = (
    EthnicGroup("Kinh", "01", "01", ("Việt",)),
    EthnicGroup("Tày", "02", "02"),
    EthnicGroup("Thái", "03", "03"),
    EthnicGroup("Mường", "04", "06"),
    EthnicGroup("Khơ me", "05", "05", ("Khmer", "Khơ-me", "Khơ mer", "Khme")),
    EthnicGroup("Hoa", "06", "04"),
    EthnicGroup("Nùng", "07", "07"),
    EthnicGroup("Mông", "08", "08", ("H'Mông", "Hmông", "Mông (H'mông)", "Mèo")),
    EthnicGroup("Dao", "09", "09"),
    EthnicGroup("Gia Rai", "10", "10", ("Gia-rai", "Jarai", "Jrai", "J'rai")),
    EthnicGroup("Ê Đê", "11", "12", ("Ê-đê", "Ê đê", "Ra Đê")),
    EthnicGroup("Ba Na", "12", "13", ("Ba-na", "Bana", "Bahnar")),
    EthnicGroup("Sán Chay", "13", "15", ("Cao Lan", "Sán Chỉ")),
    EthnicGroup("Chăm", "14", "17", ("Chàm",)),
    EthnicGroup("Cơ Ho", "15", "16", ("Cơ-ho", "K'Ho", "Kơ Ho")),
    EthnicGroup("Xơ Đăng", "16", "14", ("Xơ-đăng", "Xê Đăng", "Sơ Đăng")),
    EthnicGroup("Sán Dìu", "17", "18"),
    EthnicGroup("Hrê", "18", "19", ("H'rê",)),
    EthnicGroup("Ra Glay", "19", "21", ("Ra-glai", "Raglai", "Ra Glai")),
    EthnicGroup("Mnông", "20", "20", ("M'Nông", "Mơ Nông")),
    EthnicGroup("Thổ", "21", "24"),
    EthnicGroup("Xtiêng", "22", "22", ("X'tiêng", "S'tiêng", "Stiêng")),
    EthnicGroup("Khơ mú", "23", "29", ("Khơ-mú", "Khmu", "Kơ Mú")),
    EthnicGroup("Bru Vân Kiều", "24", "23", ("Bru-Vân Kiều", "Vân Kiều", "Bru")),
    EthnicGroup("Cơ Tu", "25", "26", ("Cơ-tu", "Ka Tu", "Ca Tu", "Kơ Tu")),
    EthnicGroup("Giáy", "26", "25"),
    EthnicGroup("Tà Ôi", "27", "31", ("Ta-ôi", "Tà-ôi")),
    EthnicGroup("Mạ", "28", "28", ("Châu Mạ",)),
    EthnicGroup("Giẻ Triêng", "29", "27", ("Gié-Triêng", "Dẻ Triêng")),
    EthnicGroup("Co", "30", "30", ("Cor", "Kor")),
    EthnicGroup("Chơ Ro", "31", "32", ("Chơ-ro", "Châu Ro")),
    EthnicGroup("Xinh Mun", "32", "34", ("Xinh-mun",)),
    EthnicGroup("Hà Nhì", "33", "35"),
    EthnicGroup("Chu Ru", "34", "36", ("Chu-ru",)),
    EthnicGroup("Lào", "35", "37"),
    EthnicGroup("La Chí", "36", "38"),
    EthnicGroup("Kháng", "37", "33"),
    EthnicGroup("Phù Lá", "38", "40"),
    EthnicGroup("La Hủ", "39", "41"),
    EthnicGroup("La Ha", "40", "39"),
    EthnicGroup("Pà Thẻn", "41", "46"),
    EthnicGroup("Lự", "42", "42"),
    EthnicGroup("Ngái", "43", "11"),
    EthnicGroup("Chứt", "44", "44"),
    EthnicGroup("Lô Lô", "45", "43"),
    EthnicGroup("Mảng", "46", "45"),
    EthnicGroup("Cơ Lao", "47", "47", ("Cờ Lao",)),
    EthnicGroup("Bố Y", "48", "49"),
    EthnicGroup("Cống", "49", "48"),
    EthnicGroup("Si La", "50", "50"),
    EthnicGroup("Pu Péo", "51", "51"),
    EthnicGroup("Rơ Măm", "52", "54", ("Rơ-măm",)),
    EthnicGroup("Brâu", "53", "52"),
    EthnicGroup("Ơ Đu", "54", "53"),
    EthnicGroup(FOREIGNER_NAME, "55", None, ("Nước ngoài",)),
)

_BY_CODE: Final = {
    system: {code: group for group in ETHNIC_GROUPS if (code := group.code(system)) is not None}
    for system in CodeSystem
}
_BY_SPELLING: Final = {squeeze(spelling): group for group in ETHNIC_GROUPS for spelling in (group.name, *group.aliases)}
_PREFIXES: Final = ("dantoc", "nguoi", "dt")


def by_code(code: str, system: CodeSystem = CodeSystem.QD_1019_2008) -> EthnicGroup | None:
    """The group with this number in a system; "4" is read as "04", as spreadsheets drop the zero."""
    return _BY_CODE[system].get(code.strip().zfill(2))


def find(text: str) -> EthnicGroup | None:
    """The group a text names, whatever its accents, case and marks ("dân tộc H'mông" → Mông); otherwise nothing."""
    wanted = squeeze(text)
    spellings = (wanted, *(wanted.removeprefix(prefix) for prefix in _PREFIXES))
    return next((_BY_SPELLING[spelling] for spelling in spellings if spelling in _BY_SPELLING), None)


class UnknownEthnicGroup(ValueError):
    """A text names no group. The message is a Vietnamese sentence for the officer, with the nearest names."""


# A number, with the year of its system before or after it: "08", "1979:08", "2008: 8", "08/1979", "08 (1979)".
_NUMBER: Final = re.compile(
    r"(?:(?P<before>1979|2008)\s*[:/ -]\s*)?(?P<code>\d{1,2})(?:\s*[:/( -]\s*(?P<after>1979|2008)\)?)?"
)
_SYSTEM_OF_YEAR: Final = {"2008": CodeSystem.QD_1019_2008, "1979": CodeSystem.QD_121_1979}
NEAREST_SHOWN: Final = 3


def resolve(text: str) -> EthnicGroup:
    """The group that somebody typed: a name or one of its spellings, a number of 2008 ("08"), or one of 1979 when the
    year is said with it ("1979:08"). Raises `UnknownEthnicGroup` otherwise."""
    typed = normalise(text)
    if number := _NUMBER.fullmatch(typed):
        year = number["before"] or number["after"] or "2008"
        if group := by_code(number["code"], _SYSTEM_OF_YEAR[year]):
            return group
        raise UnknownEthnicGroup(
            f"Danh mục dân tộc năm {year} không có số {number['code']}. Hãy ghi tên dân tộc, ví dụ Mông."
        )
    if group := find(typed):
        return group
    near = nearest(typed)
    guess = f"Gần nhất là: {', '.join(group.name for group in near)}. " if near else ""
    raise UnknownEthnicGroup(
        f"Không có dân tộc “{typed}” trong danh mục. {guess}Hãy ghi tên, số năm 2008 (ví dụ 08), "
        "hoặc số năm 1979 (ghi 1979:08)."
    )


def nearest(text: str, limit: int = NEAREST_SHOWN) -> tuple[EthnicGroup, ...]:
    """The groups whose names or spellings look most like a text, the best first; perhaps none."""
    found = get_close_matches(squeeze(text), _BY_SPELLING, n=4 * limit, cutoff=0.5)
    return tuple(dict.fromkeys(_BY_SPELLING[spelling] for spelling in found))[:limit]


def numbers_in_words(group: EthnicGroup) -> str:
    """Its number in both systems, as a page says it: the same number means another group in the other one."""
    former = f"số {group.code_1979} theo danh mục năm 1979" if group.code_1979 else "không có trong danh mục năm 1979"
    return f"số {group.code_2008} theo danh mục năm 2008, {former}"
