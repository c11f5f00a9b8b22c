"""Working days: Monday to Friday without the public holidays of Viet Nam, Tết included, and with the Saturdays that the
government makes working days in exchange."""

from datetime import date, timedelta
from functools import cache

import holidays


def is_working_day(day: date) -> bool:
    return _calendar(day.year).is_working_day(day)


def add_working_days(day: date, number: int) -> date:
    """The `number`-th working day after `day`; `day` itself for none. The day on which something was received is not
    counted among the days for answering it."""
    while number > 0:
        day += timedelta(days=1)
        number -= is_working_day(day)
    return day


def working_days_between(first: date, last: date) -> int:
    """How many working days there are from `first` to `last`, both counted: a posting of 02/12 to 04/12 is three."""
    return sum(is_working_day(first + timedelta(days=n)) for n in range((last - first).days + 1))


@cache
def _calendar(year: int) -> holidays.HolidayBase:
    return holidays.country_holidays("VN", years=year)
