"""Registering to leave poverty or near-poverty: what a household signed, or why it did not."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.audit import Act
from accounts.models import User
from households.actions import households as household_actions
from households.actions.reviews import lock as lock_review
from households.cases import registrations as rules
from households.models import ExitRegistration, Household, Review
from localities.formats import short_date
from localities.text import normalise


@transaction.atomic
def register_exit(
    *,
    review: Review,
    household: Household,
    state: str,
    signed_on: date,
    by: User,
    reason: str = "",
    wishes: str = "",
) -> ExitRegistration:
    """Keep what the household signed for the year after the review: it registers, does not, or takes it back. Saved
    again with another content it replaces what was there; the diary keeps both. The same content twice is one save."""
    review = lock_review(review)
    household = household_actions.lock(household)
    form = rules.check_can_register(review, household)
    own = ExitRegistration.objects.select_for_update(of=("self",), no_key=True)
    kept = own.filter(household=household, year=review.year + 1).first()
    registration = kept or ExitRegistration(household=household, year=review.year + 1)
    before = registration.state or None
    registered = state == ExitRegistration.State.REGISTERED
    values = {"review_id": review.pk, "state": state, "signed_on": signed_on, "wishes": normalise(wishes)}
    values["reason"] = "" if registered else normalise(reason)
    if kept and all(getattr(kept, name) == value for name, value in values.items()):
        return kept
    rules.check_registration(review, state, signed_on, reason, before)
    for name, value in values.items():
        setattr(registration, name, value)
    registration.hamlet_id, registration.commune_id = form.hamlet_id, form.commune_id
    registration.recorded_at, registration.recorded_by = timezone.now(), by
    registration.save()
    audit.record(
        Act.EXIT_REGISTERED,
        by=by,
        place=household.hamlet,
        target=registration,
        summary=f"Hộ {household.head_name}, năm {registration.year}: {registration.get_state_display().lower()}",
        state=state,
        before=before,
        signed_on=short_date(signed_on),
        reason=registration.reason,
    )
    return registration
