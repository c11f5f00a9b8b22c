"""Words that several pages share."""

from datetime import datetime

from django.utils import timezone

from households.conflicts import answer_word
from households.models import Assessment, Household, Review
from households.sheet import sheet_of
from localities import text
from localities.models import Locality

STATE_WORDS = {
    None: ("Chưa nhập", "idle"),
    Assessment.State.DRAFT: ("Nháp", "draft"),
    Assessment.State.COMPLETED: ("Đã hoàn thành", "done"),
}


def state_tag(state: str | None) -> tuple[str, str]:
    """Word and kind of the tag of a form's state; None when there is no form."""
    return STATE_WORDS[state]


def clock(moment: datetime) -> str:
    """14:05 of today, with the date otherwise."""
    local = timezone.localtime(moment)
    return f"{local:%H:%M}" if local.date() == timezone.localdate() else f"{local:%H:%M ngày %d/%m/%Y}"


def where(household: Household) -> str:
    return f"{capital(household.hamlet)}, {household.commune.full_name}"


def review_name(year: int) -> str:
    return f"Rà soát hộ nghèo, hộ cận nghèo năm {year}"


def review_state(review: Review | None) -> tuple[str, str]:
    return (review.get_state_display(), review.state) if review else ("Chưa mở", "idle")


def last_answers(last: Assessment | None) -> dict[str, str]:
    """The answers of an earlier form by indicator, in words."""
    if last is None:
        return {}
    sheet = sheet_of(last, last.review.standard)
    return {code: answer_word(answer) for code, answer in sheet.answers.items()}


def capital(place: Locality) -> str:
    """A place's name where a line begins: "Thôn 3"."""
    return text.capital(place.full_name)
