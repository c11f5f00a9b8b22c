"""Words of the procedure that checks and pages share."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from households.models import Review
from households.procedure import settings
from households.procedure.course import Course
from households.procedure.days import add_working_days
from indicators.scoring import HouseholdClass
from indicators.wording import CLASS_LABELS
from localities.formats import count_in_text, long_date

NAMES_SHOWN: Final = 4


def recognised_words(review: Review) -> str:
    """By which decision a review was recognised."""
    return (
        f"Kết quả rà soát {review.period_words} đã được công nhận theo Quyết định số {review.decision_number} "
        f"{long_date(review.decision_on)}."
    )


def rule_words(course: Course, code: str, on: date) -> str:
    """The value of a rule with what it rests on: the place's own basis, else the shipped source."""
    rule = settings.rule_of(code)
    value = rule.words(course.rule(code, on))
    return f"{rule.label}: {value} ({course.source(code, on)})."


def opinion_words(course: Course) -> str:
    if not course.review.is_annual:
        return "Đợt rà soát thường xuyên hằng tháng không hỏi ý kiến cấp trên."
    day = course.chain_day
    source = course.source("opinion_level", day)
    if not course.asks_opinion:
        return f"Từ ngày áp dụng quy định hiện nay không phải hỏi ý kiến cấp trên ({source})."
    return f"Kết quả phải có ý kiến của {settings.LEVEL_WORDS[course.opinion_level]} ({source})."


def class_words(household_class: str) -> str:
    return CLASS_LABELS[HouseholdClass(household_class)] if household_class else "không có phiếu"


def days_left(day: date, today: date) -> str:
    """ "còn 3 ngày", "hôm nay", "quá 2 ngày"."""
    left = (day - today).days
    if left == 0:
        return "hôm nay"
    return f"còn {left} ngày" if left > 0 else f"quá {-left} ngày"


def earliest_end(first: date, working_days: int) -> date:
    """The first day on which a posting from `first` has that many working days, its first day among them."""
    return max(first, add_working_days(first - timedelta(days=1), working_days))


def listed(names: Sequence[str]) -> str:
    shown = ", ".join(names[:NAMES_SHOWN])
    return f"{shown} và {count_in_text(len(names) - NAMES_SHOWN)} nơi khác" if len(names) > NAMES_SHOWN else shown
