"""The list of households to be reviewed (danh sách rà soát, Phụ lục I): who belongs on it, and what is left to do."""

from collections.abc import Sequence

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from accounts.models import User
from accounts.refusals import Refused, refusal
from households import movements
from households.models import Assessment, Household, ListEntry, Review
from indicators.scoring import HouseholdClass

COUNTED = (HouseholdClass.POOR.value, HouseholdClass.NEAR_POOR.value)
# Phiếu A is for who asked for a review or was noticed; who is poor or near-poor now gets Phiếu B.
WITH_QUICK_CHECK = (ListEntry.Why.REQUESTED, ListEntry.Why.ADDED)


def listed_by_result(review: Review) -> QuerySet[Household]:
    """The households of the commune that are poor or near-poor by the last recognised result."""
    classes = movements.latest_class(review.commune, before=review)
    counted = [household for household, household_class in classes.items() if household_class in COUNTED]
    return Household.objects.filter(pk__in=counted, ended_on__isnull=True)


def latest_class(household: Household, review: Review) -> str:
    """Its class by the last recognised result before this review; nothing when it was in none."""
    return movements.latest_class(review.commune, before=review, households=[household.pk]).get(household.pk, "")


def list_known(review: Review, *, by: User) -> int:
    """Put everybody on the list who is poor or near-poor by the last recognised review; how many there are."""
    entries = [_entry(review, household, ListEntry.Why.LISTED, by) for household in listed_by_result(review)]
    ListEntry.objects.bulk_create(entries, ignore_conflicts=True)
    return len(entries)


def ensure_listed(household: Household, review: Review, *, by: User) -> ListEntry:
    """The entry of a household whose form is begun: a household that nobody had listed is put on the list with it.
    Refuses where Phiếu A says that no Phiếu B is made."""
    entry, _ = ListEntry.objects.get_or_create(
        review=review,
        household=household,
        defaults={
            "commune_id": review.commune_id,
            "why": ListEntry.Why.ADDED,
            "added_at": timezone.now(),
            "added_by": by,
        },
    )
    check_not_filtered(entry)
    return entry


def ensure_all_listed(households: Sequence[Household], review: Review, *, by: User) -> None:
    """The entries of households whose forms come in one batch; who is listed already stays as recorded."""
    stored = ListEntry.objects.filter(review=review, household__in=households)
    known = set(stored.values_list("household_id", flat=True))
    new = [_entry(review, each, ListEntry.Why.ADDED, by) for each in households if each.pk not in known]
    ListEntry.objects.bulk_create(new, ignore_conflicts=True)


def check_not_filtered(entry: ListEntry | None) -> None:
    """No Phiếu B is made for a household that Phiếu A found clearly not poor."""
    if entry is not None and entry.quick_result is False:
        raise Refused(
            f"Phiếu A ghi hộ {entry.household.head_name} rõ ràng không nghèo nên không lập Phiếu B. Muốn lập Phiếu B, "
            "hãy sửa kết quả Phiếu A."
        )


def filtered_words(household: Household, review: Review) -> str:
    """Why no Phiếu B is begun for this household, if so."""
    entry = ListEntry.objects.filter(review=review, household=household).select_related("household").first()
    return refusal(check_not_filtered, entry)


def follow_result(household: Household, review: Review, household_class: str, *, by: User) -> str:
    """Keep the list of a later running review true to a corrected result: a household that is poor now is on it, one
    that is not, and has no form yet, no longer stands on it as a poor one. Returns what was done, or nothing."""
    entry = ListEntry.objects.filter(review=review, household=household).first()
    if household_class in COUNTED:
        if entry is None and household.ended_on is None:
            _entry(review, household, ListEntry.Why.LISTED, by).save()
            return "added"
        return ""
    has_form = Assessment.objects.filter(review=review, household=household).exists()
    if entry and entry.why == ListEntry.Why.LISTED and not has_form:
        entry.delete()
        return "removed"
    return ""


def not_reviewed(review: Review) -> QuerySet[Household]:
    """Households on the list that have neither a form nor a Phiếu A that filters them out: a question to the officer,
    not a refusal. Who left the register meanwhile needs no form."""
    form = Assessment.objects.filter(review=review, household=OuterRef("pk"))
    entry = ListEntry.objects.filter(review=review, household=OuterRef("pk"))
    waiting = entry.filter(Q(quick_result__isnull=True) | Q(quick_result=True))
    return Household.objects.filter(Exists(waiting), ~Exists(form), ended_on__isnull=True)


def _entry(review: Review, household: Household, why: str, by: User) -> ListEntry:
    return ListEntry(
        review=review,
        household=household,
        commune_id=review.commune_id,
        why=why,
        added_at=timezone.now(),
        added_by=by,
    )
