"""Birth dates of which only the year, or the month and year, may be known."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Final, Self

EARLIEST_YEAR: Final = 1900
_SPLIT: Final = re.compile(r"[\s/.\-]+")
_HELP: Final = "Hãy ghi ngày/tháng/năm (05/03/1962), tháng/năm (03/1962) hoặc chỉ năm (1962)."


class NotABirthDate(ValueError):
    """The text cannot be a birth date. The message is a Vietnamese sentence for the officer."""


@dataclass(frozen=True, slots=True)
class Birth:
    """A birth date to the day, to the month or to the year."""

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def of(cls, year: int | None, month: int | None, day: int | None) -> Self | None:
        """From the three columns of a member; None when not even the year is known."""
        return cls(year, month, day) if year else None

    @classmethod
    def parse(cls, text: str, today: date) -> Self | None:
        """From what is typed: 05/03/1962, 5.3.1962, 05031962, 03/1962, 1962; nothing from an empty text."""
        text = text.strip()
        if not text:
            return None
        if re.fullmatch(r"\d{8}", text):
            text = f"{text[:2]}/{text[2:4]}/{text[4:]}"
        parts = _SPLIT.split(text)
        if len(parts) > 3 or not all(re.fullmatch(r"[0-9]{1,4}", part) for part in parts):
            raise NotABirthDate(f"Không đọc được ngày sinh “{text}”. {_HELP}")
        birth = cls(*(int(part) for part in reversed(parts)))
        birth._check(today)
        return birth

    def __str__(self) -> str:
        parts = [f"{part:02d}" for part in (self.day, self.month) if part]
        return "/".join([*parts, str(self.year)])

    @property
    def earliest(self) -> date:
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> date:
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    def age_on(self, day: date) -> tuple[int, int]:
        """The lowest and the highest age in full years on a day; equal when the birth date is fully known."""
        return _full_years(self.latest, day), _full_years(self.earliest, day)

    def _check(self, today: date) -> None:
        if not EARLIEST_YEAR <= self.year <= today.year:
            raise NotABirthDate(f"Năm sinh {self.year} không hợp lệ: phải từ {EARLIEST_YEAR} đến {today.year}. {_HELP}")
        if self.month is not None and not 1 <= self.month <= 12:
            raise NotABirthDate(f"Tháng sinh {self.month} không hợp lệ. {_HELP}")
        if self.day is not None and not 1 <= self.day <= monthrange(self.year, self.month or 1)[1]:
            raise NotABirthDate(f"Không có ngày {self}. {_HELP}")
        if self.earliest > today:
            raise NotABirthDate(f"Ngày sinh {self} ở sau hôm nay. {_HELP}")


def _full_years(born: date, day: date) -> int:
    return max(0, day.year - born.year - ((day.month, day.day) < (born.month, born.day)))
