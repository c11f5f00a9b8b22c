"""Words that several pages share."""

from datetime import datetime

from django.utils import timezone

from households.entry.conflicts import answer_word
from households.entry.sheet import sheet_of
from households.models import Assessment, Household, Review
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


def needs_no_form(household: Household) -> bool:
    """It stands on the list and no Phiếu B is made: Phiếu A filtered it out, or it left the register."""
    on_list = not household.form_state and household.entry_why is not None
    return on_list and (household.entry_quick is False or household.ended_on is not None)


def list_state(household: Household) -> tuple[str, str]:
    """Word and kind of the tag of a household of `listing.for_table`: how far it is in the review, or why it is not."""
    if household.form_state:
        return state_tag(household.form_state)
    if household.entry_why is None:
        return "Không thuộc danh sách", "idle"
    if not needs_no_form(household):
        return state_tag(None)
    return ("Không còn trong sổ", "idle") if household.ended_on else ("Không lập Phiếu B", "done")


def clock(moment: datetime) -> str:
    """14:05 of today, with the date otherwise."""
    local = timezone.localtime(moment)
    return f"{local:%H:%M}" if local.date() == timezone.localdate() else f"{local:%H:%M ngày %d/%m/%Y}"


def where(household: Household) -> str:
    return f"{capital(household.hamlet)}, {household.commune.full_name}"


def review_name(year: int, month: int = 0) -> str:
    """The annual review of a year, or the regular one of a month: pages must not leave in doubt which."""
    if month:
        return f"Rà soát thường xuyên tháng {month} năm {year}"
    return f"Rà soát hộ nghèo, hộ cận nghèo năm {year}"


def period(year: int, month: int = 0) -> str:
    """ "năm 2024" or "tháng 6 năm 2024"."""
    return f"tháng {month} năm {year}" if month else f"năm {year}"


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
