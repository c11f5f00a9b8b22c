"""The class in which a household stands now, and the decision that put it there."""

from collections.abc import Sequence
from dataclasses import dataclass

from households.models import Assessment, Correction, Household
from households.movements import latest_class
from indicators.wording import CLASS_LABELS
from localities.formats import short_date


@dataclass(frozen=True, slots=True)
class Standing:
    """A class by its key and in words, and by which decision. `is_recognised` is False for a form that no decision has
    confirmed yet."""

    key: str
    label: str
    basis: str
    form: Assessment | None
    is_recognised: bool = True


def standing_of(household: Household, forms: Sequence[Assessment]) -> Standing | None:
    """By the last recognised results; before there are any, by the newest completed form. `forms`: those of the
    household with their reviews, the newest first."""
    recognised = latest_class(household.commune, households=[household.pk]).get(household.pk)
    completed = [form for form in forms if form.is_completed]
    if recognised:
        form = next((each for each in completed if each.review.is_recognised), None)
        basis = _decision_of(form) if form else ""
        return Standing(recognised, CLASS_LABELS[recognised], basis, form)
    if any(form.review.is_recognised for form in completed) or not completed:
        return None
    form = completed[0]
    basis = f"Phiếu {form.review.period_words}, chưa được công nhận"
    return Standing(form.household_class, CLASS_LABELS[form.household_class], basis, form, is_recognised=False)


def _decision_of(form: Assessment) -> str:
    """The decision of the review, or the later one that corrected its result."""
    corrections = Correction.objects.filter(review=form.review, household=form.household_id)
    if correction := corrections.order_by("-pk").first():
        number, day, what = correction.decision_number, correction.decision_on, "đính chính kết quả rà soát"
    else:
        number, day, what = form.review.decision_number, form.review.decision_on, "rà soát"
    return f"Quyết định số {number} ngày {short_date(day)}, {what} {form.review.period_words}"
