"""The movement rows of a review: made, kept in step with forms and events, chosen by an officer."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.models import User
from households import figures
from households.models import Assessment, HamletFigures, Household, HouseholdEvent, Movement, Review
from households.movements.previous import Results, Standing, results_before, standings_by
from households.transitions import LISTED, Facts, allowed, derive
from localities.models import Level, Locality, LocalityChange

_DERIVED = ("hamlet_id", "hamlet_before_id", "class_before", "class_after", "persons_before", "persons_after")
_WRITTEN = (*_DERIVED, "kind", "note", "chosen_at", "chosen_by_id")


def settle(*, household: Household, review: Review, refreshed: Locality | None = None) -> None:
    """Settle the movement of one household anew after its form or its life changed, in the caller's transaction, which
    holds the lock of the review.

    The movement columns of the units that it touches are counted anew; `refreshed` is a unit that the caller counts
    anyway. Running reviews that compare with this one follow.
    """
    _settle(review, [household.pk], refreshed)
    if review.is_recognised:  # a correction: what rests on this result changes with it
        for later in _resting_on(review):
            _settle(later, [household.pk], None)


def settle_all(review: Review) -> None:
    """Settle every household of a running review. Rows of a recognised one are frozen, its corrections apart."""
    if not review.is_recognised:
        _settle(review, None, None)


def follow(review: Review) -> None:
    """After a result was recognised: the running reviews that compare with it are settled anew."""
    for later in _resting_on(review):
        _settle(later, None, None)


def unsettled(review: Review) -> QuerySet[Movement]:
    """The households whose movement nobody has settled yet, in the order of lists."""
    return review.movements.filter(kind="").select_related("household", "hamlet").order_by("household__sort_key", "pk")


def is_compared(review: Review) -> bool:
    """Whether there is a previous result to compare with. Without one nothing is said of movements."""
    return bool(results_before(review.commune, review).annual)


def choose(movement: Movement, kind: str, note: str, by: User) -> Movement:
    """Write down what an officer chose; `households.actions.choose_movement` says when that is possible."""
    movement.kind, movement.note = kind, note
    movement.chosen_at, movement.chosen_by = timezone.now(), by
    movement.save()
    units = (movement.hamlet_id, movement.hamlet_before_id)
    figures.refresh_movements({unit for unit in units if unit}, movement.review)
    return movement


def stale(review: Review) -> Iterator[tuple[Household, str | None, str]]:
    """The households whose row is not what forms and events say: what it says, and what it should say. A recognised
    review is frozen, so of it only the class and the persons of now are looked at."""
    existing = {row.household_id: row for row in review.movements.select_related("household__hamlet")}
    if review.is_recognised:
        forms = standings_by([review], review.commune_id)
        for household, row in existing.items():
            said, form = (row.class_after, row.persons_after), forms.get(household)
            truth = (form.household_class, form.persons) if form else ("", 0)
            if said != truth:
                yield row.household, _words(*said), _words(*truth)
        return
    wanted = _wanted(review, existing, None)
    for household in sorted({*existing, *wanted}):
        was, should = existing.get(household), wanted.get(household)
        if was is None and should:
            yield should.household, None, _row_words(should)
        elif was and (should is None or _differs(should, was)):
            yield was.household, _row_words(was), _row_words(should) if should else "không có"


def _words(household_class: str, persons: int) -> str:
    return f"{household_class or 'không có'} {persons}"


def _row_words(row: Movement) -> str:
    before, after = _words(row.class_before, row.persons_before), _words(row.class_after, row.persons_after)
    return f"{row.kind or 'chưa rõ'} ({before} → {after}, {row.hamlet_before_id} → {row.hamlet_id})"


# --- The rows -------------------------------------------------------------------------------------


def _resting_on(review: Review) -> list[Review]:
    """The running reviews of the commune, and of the communes that it became, locked in their order."""
    successors = LocalityChange.objects.filter(predecessor=review.commune_id).values("successor")
    found = Review.objects.running().filter(Q(commune=review.commune_id) | Q(commune__in=successors))
    return list(found.select_related("commune").select_for_update(of=("self",), no_key=True).order_by("pk"))


def _settle(review: Review, only: Collection[int] | None, refreshed: Locality | None) -> None:
    existing = {row.household_id: row for row in _of(review.movements.all(), only)}
    wanted = _wanted(review, existing, only)
    new = [row for row in wanted.values() if row.pk is None]
    changed = [row for household, row in wanted.items() if row.pk and _differs(row, existing[household])]
    gone = [row.pk for household, row in existing.items() if household not in wanted]
    touched = {
        unit
        for row in (*new, *changed, *(existing[row.household_id] for row in changed))
        for unit in (row.hamlet_id, row.hamlet_before_id)
    } | {unit for row in existing.values() if row.pk in gone for unit in (row.hamlet_id, row.hamlet_before_id)}
    Movement.objects.bulk_create(new, batch_size=500)
    Movement.objects.bulk_update(changed, _columns_written(), batch_size=200)
    if gone:
        Movement.objects.filter(pk__in=gone).delete()
    others = touched - {None, refreshed.pk if refreshed else None}
    if others:
        figures.refresh_movements(others, review)


def _of(rows: QuerySet, only: Collection[int] | None) -> QuerySet:
    return rows if only is None else rows.filter(household__in=only)


def _columns_written() -> list[str]:
    return [name.removesuffix("_id") for name in _WRITTEN]


def _differs(row: Movement, stored: Movement) -> bool:
    return any(getattr(row, name) != getattr(stored, name) for name in _WRITTEN)


def _wanted(review: Review, existing: dict[int, Movement], only: Collection[int] | None) -> dict[int, Movement]:
    """The rows as they should be, by household; those of before keep their key."""
    results = results_before(review.commune, review)
    if not results.annual:
        return {}
    reviews = results.annual if review.is_annual else (*results.annual, *results.monthly)
    before = standings_by(reviews, review.commune_id, only)
    after = standings_by([review], review.commune_id, only)
    concerned = {pk for pk, standing in (*before.items(), *after.items()) if standing.household_class in LISTED}
    if not review.is_annual:  # the others are not asked about in a month
        concerned &= after.keys()
    concerned |= {pk for pk, row in existing.items() if row.chosen_at}
    households = {each.pk: each for each in Household.everyone.filter(pk__in=concerned)}
    units = _Units(review, results)
    come = _come_or_back(review, results, households, before, after)
    wanted = {}
    for pk, household in households.items():
        facts, row = come.facts(household), _copy(existing.get(pk), household, review)
        if units.knows(household, before.get(pk), after.get(pk)):
            wanted[pk] = _filled(row, facts, before.get(pk), after.get(pk), units, household)
    return {pk: row for pk, row in wanted.items() if row.class_before or row.class_after or row.chosen_at}


def _copy(stored: Movement | None, household: Household, review: Review) -> Movement:
    row = Movement(review=review, household=household, commune_id=review.commune_id)
    if stored is not None:
        row.pk, row._state.adding = stored.pk, False
        for name in _WRITTEN:
            setattr(row, name, getattr(stored, name))
    return row


def _filled(
    row: Movement,
    facts: Facts,
    before: Standing | None,
    after: Standing | None,
    units: "_Units",
    household: Household,
) -> Movement:
    """The row with what forms and events say. What an officer chose stays as long as it fits."""
    was = before if before and before.household_class in LISTED else None
    row.hamlet_id = after.hamlet_id if after else household.hamlet_id
    row.hamlet_before_id = units.of_now(was.hamlet_id, row.hamlet_id) if was else None
    row.class_before, row.class_after = facts.class_before, facts.class_after
    row.persons_before, row.persons_after = (was.persons if was else 0), (after.persons if after else 0)
    fitting = allowed(facts.class_before, facts.class_after)
    waits = not fitting and row.chosen_at and not facts.class_after
    if waits or (row.chosen_at and row.kind in fitting):
        return row
    row.kind, row.note, row.chosen_at, row.chosen_by_id = derive(facts), "", None, None
    if not fitting:  # neither then nor now
        row.class_before = row.class_after = ""
    return row


class _Units:
    """The village units of the review, and those whose result is a reported total without a list of households."""

    def __init__(self, review: Review, results: Results) -> None:
        self._review = review
        self._present: set[int] | None = None
        self._reported: set[int] = set()
        self._reported_before: set[int] = set()
        rows = HamletFigures.objects.filter(
            review__in=[review.pk, *(each.pk for each in results.annual)], source=HamletFigures.Source.REPORTED
        )
        for review_id, hamlet in rows.order_by().values_list("review_id", "hamlet_id").distinct():
            (self._reported if review_id == review.pk else self._reported_before).add(hamlet)
        if self._reported_before:
            became = LocalityChange.objects.filter(predecessor__in=self._reported_before)
            self._reported_before |= set(became.values_list("successor_id", flat=True))

    def of_now(self, former: int, present: int) -> int:
        """The unit that stands for a unit of then: itself while it exists, else the one of the household."""
        if former == present:
            return present
        if self._present is None:
            units = Locality.objects.filter(parent=self._review.commune_id, level=Level.HAMLET)
            self._present = set(units.existing_on(self._review.counted_on).values_list("pk", flat=True))
        return former if former in self._present else present

    def knows(self, household: Household, before: Standing | None, after: Standing | None) -> bool:
        """Whether both results of the household are known: a reported total does not name its households."""
        if (after.hamlet_id if after else household.hamlet_id) in self._reported:
            return False
        return before is not None or household.hamlet_id not in self._reported_before


class _Past:
    """What events and earlier results say of the households that are listed now and were not before."""

    def __init__(
        self,
        before: dict[int, Standing],
        after: dict[int, Standing],
        has_come: set[int],
        was_before: set[int],
    ) -> None:
        self._before, self._after, self._has_come, self._was_before = before, after, has_come, was_before

    def facts(self, household: Household) -> Facts:
        before, after = self._before.get(household.pk), self._after.get(household.pk)
        return Facts(
            class_before=before.household_class if before else "",
            class_after=after.household_class if after else "",
            is_gone=household.ended_on is not None,
            has_come=household.pk in self._has_come,
            was_before=household.pk in self._was_before,
        )


def _come_or_back(
    review: Review,
    results: Results,
    households: dict[int, Household],
    before: dict[int, Standing],
    after: dict[int, Standing],
) -> _Past:
    listed_before = {pk for pk, standing in before.items() if standing.household_class in LISTED}
    fresh = {
        pk: after[pk].household_class
        for pk in households
        if pk in after and after[pk].household_class in LISTED and pk not in listed_before
    }
    if not fresh:
        return _Past(before, after, set(), set())
    since = min(min(each.ends_on, each.decision_on or each.ends_on) for each in results.annual)
    origins = {pk: households[pk].origin_id for pk in fresh}
    return _Past(before, after, _come(origins, since), _back(review, results, fresh))


def _come(origins: dict[int, int | None], since: date) -> set[int]:
    """Those that arrived, were split off or merged with another after that day."""
    kinds = HouseholdEvent.Kind
    events = HouseholdEvent.objects.filter(
        Q(household__in=origins) | Q(other__in=origins),
        kind__in=[kinds.ARRIVES, kinds.SPLITS, kinds.MERGES],
        undone_at__isnull=True,
        happened_on__gt=since,
    )
    found = set()
    for kind, household, other in events.order_by().values_list("kind", "household_id", "other_id"):
        for one, counterpart in ((household, other), (other, household)):
            if one not in origins:
                continue
            is_new = kind == kinds.MERGES or (kind == kinds.ARRIVES and one == household)
            if is_new or (kind == kinds.SPLITS and origins[one] == counterpart):
                found.add(one)
    return found


def _back(review: Review, results: Results, fresh: dict[int, str]) -> set[int]:
    """Those that an earlier recognised result had in the class of now, and a later one did not."""
    forms = Assessment.objects.completed().filter(household__in=fresh, review__state__in=Review.FINAL)
    rows = forms.exclude(review=review.pk).select_related("review").only("household", "household_class", "review")
    history: dict[int, list[tuple[date, str]]] = {pk: [] for pk in fresh}
    stated = set()
    annual = {each.pk for each in results.annual}
    for form in rows:
        if form.review.ends_on < review.ends_on:
            history[form.household_id].append((form.review.ends_on, form.household_class))
            if form.review_id in annual:
                stated.add(form.household_id)
    last = max(each.ends_on for each in results.annual)
    for pk in history.keys() - stated:  # not in the list of the last result: it was neither poor nor near-poor
        history[pk].append((last, ""))
    return {pk for pk, rows in history.items() if _had_and_lost(fresh[pk], [each for _, each in sorted(rows)])}


def _had_and_lost(target: str, classes: Iterable[str]) -> bool:
    had = False
    for each in classes:
        if had and each != target:
            return True
        had = had or each == target
    return False
