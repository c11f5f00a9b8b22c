"""Whatever officers do, stored figures are what the rows say, and forms 7.2 and 7.3 close or say who is unsettled."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date
from functools import partial
from random import Random
from threading import Thread
from typing import Any

import pytest
from django.db import connection, connections, transaction

from accounts.refusals import Refused
from households import actions, figures, movements
from households.entry.sheet import GROUP_COLUMNS
from households.figures.recount import mismatches
from households.models import Assessment, AverageLivingCase, Household, HouseholdEvent, Review
from households.register.people import MembersInput
from households.transitions import NEAR_POOR, POOR, allowed
from tests.factories import hamlets_of, make_commune_with_hamlets, make_officer
from tests.factories_cases import case_in
from tests.factories_figures import make_result, occurrence_of, summed
from tests.factories_households import (
    STANDARD,
    full_sheet,
    make_classed,
    make_draft,
    make_household,
    make_member,
    make_review,
    recognise,
    record_population,
)

CODES = [indicator.code for indicator in STANDARD.indicators]
ACTS = (
    *("draft",) * 3,
    *("complete",) * 4,
    *("reopen", "discard", "undo", "members", "person", "move", "leave", "split", "merge", "undo_event"),
    *("choose",) * 2,
    *("correct", "average", "recognise"),
)


class History:
    """Random acts of officers on three reviews of one commune; refused ones are part of life."""

    def __init__(self, random: Random, area: Any, officer: Any) -> None:
        self.random, self.area, self.officer = random, area, officer
        for year in (2022, 2023, 2024):
            record_population(area.commune, year)
        self.first = [make_household(self._unit(), by=officer, persons=random.randint(1, 5)) for _ in range(6)]
        classes = {each: random.choice(["poor", "near_poor", "not_poor"]) for each in self.first}
        make_result(classes, by=officer, year=2022)
        make_review(area.commune, 2023, by=officer)
        self.done: list[str] = []

    def _unit(self):
        return self.random.choice(hamlets_of(self.area.commune))

    def step(self) -> None:
        act = self.random.choice(ACTS)
        household = self.random.choice(list(Household.objects.filter(commune=self.area.commune).order_by("pk")))
        review = self.random.choice(
            list(Review.objects.filter(commune=self.area.commune, year__gt=2022).order_by("pk"))
        )
        form = Assessment.objects.filter(household=household, review=review).first()
        try:
            with transaction.atomic():
                getattr(self, act)(household, review, form)
                self.done.append(act)
        except Refused:
            pass

    def draft(self, household, review, form) -> None:
        sheet = full_sheet(
            income_points=self.random.choice([140, 175, 176]),
            lacking=self.random.sample(CODES, self.random.randint(0, 12)),
            causes=self.random.sample(range(1, 8), self.random.randint(0, 3)),
            groups=self.random.sample(list(GROUP_COLUMNS), self.random.randint(0, 4)),
            can_exit=self.random.random() < 0.5,
        )
        version = form.version if form else 0
        actions.save_draft(household=household, review=review, sheet=sheet, base_version=version, by=self.officer)

    def complete(self, household, review, form) -> None:
        if form is None:
            self.draft(household, review, form)
            form = Assessment.objects.get(household=household, review=review)
        actions.complete(assessment=form, base_version=form.version, by=self.officer)

    def reopen(self, household, review, form) -> None:
        if form:
            actions.reopen(assessment=form, reason="sửa", by=self.officer)

    def discard(self, household, review, form) -> None:
        if form:
            actions.discard_draft(assessment=form, reason="bỏ", by=self.officer)

    def undo(self, household, review, form) -> None:
        if form:
            actions.undo_last_save(assessment=form, by=self.officer)

    def members(self, household, review, form) -> None:
        ethnicity = self.random.choice(["01", "03"])
        rows = MembersInput(kept=(make_member("Thêm Một Người", ethnicity=ethnicity),), base_version=household.version)
        place = {"hamlet": household.hamlet, "address": household.address, "code": household.code}
        actions.change_household(household=household, members=rows, **place, by=self.officer)

    def person(self, household, review, form) -> None:
        gone = [member for member in household.members.all() if member.relationship != "head"][:1]
        if gone:
            occurrence = self._occurrence(household)
            actions.record_leaving(occurrence=occurrence, members=gone, by=self.officer, to_place="nơi khác")

    def move(self, household, review, form) -> None:
        actions.move_household(occurrence=self._occurrence(household), hamlet=self._unit(), by=self.officer)

    def leave(self, household, review, form) -> None:
        actions.move_household_out(occurrence=self._occurrence(household), by=self.officer, to_place="nơi khác")

    def split(self, household, review, form) -> None:
        going = {member.uid: "head" for member in household.members.all()[1:2]}
        if going:
            occurrence = self._occurrence(household)
            actions.split_household(occurrence=occurrence, going=going, hamlet=self._unit(), by=self.officer)

    def merge(self, household, review, form) -> None:
        others = Household.objects.filter(commune=self.area.commune, ended_on__isnull=True).exclude(pk=household.pk)
        into = self.random.choice(list(others))
        related = {member.uid: "other" for member in household.members.all()}
        occurrence = self._occurrence(household)
        actions.merge_households(occurrence=occurrence, into=into, relationships=related, by=self.officer)

    def undo_event(self, household, review, form) -> None:
        event = HouseholdEvent.objects.filter(undone_at__isnull=True).order_by("-pk").first()
        if event:
            actions.undo_event(event=event, reason="ghi nhầm", by=self.officer)

    def choose(self, household, review, form) -> None:
        rows = list(review.movements.order_by("pk"))
        row = self.random.choice(rows) if rows else None
        if row and (kinds := allowed(row.class_before, row.class_after)):
            actions.choose_movement(movement=row, kind=self.random.choice(kinds), reason="theo đơn", by=self.officer)

    def correct(self, household, review, form) -> None:
        last = Review.objects.recognised().order_by("-year").first()
        form = Assessment.objects.filter(household=household, review=last).first()
        sheet = full_sheet(income_points=self.random.choice([140, 300]), lacking=self.random.randint(0, 6))
        actions.correct_result(
            review=last,
            household=household,
            sheet=None if form and self.random.random() < 0.3 else sheet,
            decision_number=f"{self.random.randint(1, 99)}/QĐ-UBND",
            decision_on=date(2026, 3, 1),
            reason="tính sai điểm",
            by=self.officer,
        )

    def average(self, household, review, form) -> None:
        case_in(household, AverageLivingCase.State.RECOGNISED, by=self.officer)

    def recognise(self, household, review, form) -> None:
        """End the running review: everybody gets a form or a reason, and the next year is opened."""
        running = Review.objects.running().get()
        if running.year == 2024 or self.random.random() < 0.5:
            return
        for each in Household.objects.filter(commune=self.area.commune, ended_on__isnull=True):
            own = Assessment.objects.filter(household=each, review=running).first()
            if own is None:
                make_classed(each, running, self.random.choice(["poor", "near_poor", "not_poor"]), by=self.officer)
            elif not own.is_completed:
                actions.complete(assessment=own, base_version=own.version, by=self.officer)
        for row in movements.unsettled(running):
            kind = allowed(row.class_before, row.class_after)[0]
            actions.choose_movement(movement=row, kind=kind, reason="theo đơn", by=self.officer)
        recognise(running, by=self.officer)
        make_review(self.area.commune, running.year + 1, by=self.officer)

    def _occurrence(self, household):
        return occurrence_of(household, date(2026, 2, self.random.randint(1, 28)))


def check_all(commune) -> None:
    for review in Review.objects.filter(commune=commune).select_related("commune"):
        assert list(map(str, mismatches(review))) == []
        whole, waiting = summed(review), movements.unsettled(review)
        assert whole.poor.movement.unsettled + whole.near_poor.movement.unsettled == waiting.count()
        if not movements.is_compared(review):
            continue
        for row in (*figures.by_hamlet(review), whole):
            if not waiting.exists():
                assert row.balances, (review, row)
            poor, near_poor = row.poor.movement, row.near_poor.movement
            for persons in (False, True):
                assert poor.column(2, persons=persons) == near_poor.column(5, persons=persons)
                assert poor.column(5, persons=persons) == near_poor.column(3, persons=persons)
        for household_class in (POOR, NEAR_POOR):
            of_class = whole.of_class(household_class)
            open_ones = waiting.filter(class_before=household_class)
            assert of_class.movement.closing == of_class.households + open_ones.count()


@pytest.mark.parametrize("seed", range(5))
def test_figures_and_movements_are_true_after_any_history(area, officer, seed):
    history = History(Random(seed), area, officer)
    for _ in range(5):
        for _ in range(16):
            history.step()
        check_all(area.commune)
    assert len(set(history.done)) > 6


@pytest.fixture
def shared(transactional_db, tmp_path, monkeypatch) -> None:
    """A database that several connections can share: on SQLite the one in memory, copied into a file. The connections
    of new threads open the file; the one of this thread is left alone."""
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        connection.ensure_connection()
        file = tmp_path / "shared.sqlite3"
        with closing(sqlite3.connect(file)) as target:
            connection.connection.backup(target)
        settings = {**connections.settings["default"], "NAME": str(file)}
        monkeypatch.setitem(connections.settings, "default", settings)


def in_threads(*works: Callable[[], None]) -> None:
    """Do these at once, each in a thread and with a connection of its own; the first failure is raised here."""
    failures: list[BaseException] = []

    def run(work: Callable[[], None]) -> None:
        try:
            work()
        except BaseException as failure:
            failures.append(failure)
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=[work]) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]


@pytest.mark.usefixtures("shared")
def test_two_who_complete_and_reopen_at_once_leave_true_figures():
    in_threads(_two_at_once)


def _two_at_once() -> None:
    commune = make_commune_with_hamlets("91199", "Mẫu Song Song", None)
    officer = make_officer(commune)
    units = hamlets_of(commune)
    households = [make_household(units[number % 2], by=officer, persons=2) for number in range(8)]
    make_result({each: ("poor", "near_poor")[number % 2] for number, each in enumerate(households)}, by=officer)
    review = make_review(commune, 2024, by=officer)
    sheets = (full_sheet(income_points=100, lacking=4), full_sheet(income_points=100, lacking=1))
    drafts = [make_draft(each, review, by=officer, sheet=sheets[number // 4]) for number, each in enumerate(households)]

    def work(mine: list[Assessment]) -> None:
        for draft in mine:
            form = actions.complete(assessment=draft, base_version=1, by=officer)
            form = actions.reopen(assessment=form, reason="sửa", by=officer)
            actions.complete(assessment=form, base_version=form.version, by=officer)

    in_threads(partial(work, drafts[::2]), partial(work, drafts[1::2]))
    check_all(commune)
    assert summed(review).balances
    assert summed(review).poor.households == 4


def test_the_check_finds_a_movement_that_was_tampered_with(area, officer, household):
    make_result({household: "poor"}, by=officer)
    review = make_review(area.commune, 2024, by=officer)
    make_classed(household, review, "near_poor", by=officer)
    review.movements.update(persons_before=9)
    review.ethnic_figures.update(households=7)
    said = "\n".join(map(str, mismatches(review)))
    assert "diễn biến của Hộ Trần Văn Thử" in said
    assert "dân tộc Kinh, households: đang ghi 7, đếm lại 1" in said
    assert "movement_2_persons: đang ghi 3, đếm lại 9" in said
