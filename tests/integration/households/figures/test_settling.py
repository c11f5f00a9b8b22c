"""The movement of each household, from forms and events, and what officers choose."""

from datetime import date

import pytest

from accounts.models import AuditEvent
from accounts.refusals import Refused
from households import actions, movements
from households.models import Household, Movement
from households.register.people import MembersInput
from tests.factories import hamlets_of
from tests.factories_figures import make_result, move_out, movement_of, occurrence_of, of_unit, summed
from tests.factories_households import make_classed, make_household, make_member, make_review, recognise

Kind = Movement.Kind


@pytest.fixture
def households(area, officer) -> list[Household]:
    return [make_household(area.hamlet, by=officer, persons=number + 2) for number in range(3)]


def test_without_a_previous_result_nothing_is_said(area, officer, review, household):
    make_classed(household, review, "poor", by=officer)
    assert not movements.is_compared(review)
    assert not Movement.objects.exists()
    assert not summed(review).compared
    assert movements.previous_review(review) is None


def test_everybody_who_was_listed_waits_to_be_settled_when_a_review_opens(area, officer, households):
    before = make_result(dict(zip(households, ("poor", "near_poor", "not_poor"), strict=True)), by=officer)
    review = make_review(area.commune, 2024, by=officer)
    assert movements.previous_review(review) == before
    assert [row.household for row in movements.unsettled(review)] == households[:2]
    poor = summed(review).poor
    assert (poor.movement.opening, poor.movement.opening_persons, poor.movement.unsettled) == (1, 2, 1)
    assert not poor.balances


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ("poor", "poor", Kind.STAY_POOR),
        ("poor", "near_poor", Kind.POOR_TO_NEAR_POOR),
        ("poor", "not_poor", Kind.POOR_EXIT),
        ("near_poor", "poor", Kind.NEAR_POOR_TO_POOR),
        ("near_poor", "near_poor", Kind.STAY_NEAR_POOR),
        ("near_poor", "not_poor", Kind.NEAR_POOR_EXIT),
        ("not_poor", "poor", Kind.NEW_POOR),
        ("not_poor", "near_poor", Kind.NEW_NEAR_POOR),
    ],
)
def test_two_results_tell_the_movement(area, officer, household, before, after, kind):
    make_result({household: before}, by=officer)
    review = make_review(area.commune, 2024, by=officer)
    make_classed(household, review, after, by=officer)
    assert movement_of(household, review).kind == kind
    assert summed(review).balances


def test_a_household_that_left_the_register_is_out_for_another_reason(area, officer, household):
    make_result({household: "poor"}, by=officer)
    review = make_review(area.commune, 2024, by=officer)
    move_out(household, by=officer)
    assert movement_of(household, review).kind == Kind.POOR_OUT_OTHER
    found = summed(review)
    assert found.balances
    assert (found.poor.movement.column(4), found.poor.movement.column(4, persons=True)) == (1, 3)


def test_one_that_left_before_the_review_opened_is_settled_from_the_start(area, officer, household):
    make_result({household: "poor"}, by=officer)
    move_out(household, by=officer, on=date(2024, 3, 1))
    review = make_review(area.commune, 2024, by=officer)
    assert movement_of(household, review).kind == Kind.POOR_OUT_OTHER


def test_a_household_that_was_split_off_comes_for_another_reason(area, officer, household):
    make_result({household: "poor"}, by=officer)
    review = make_review(area.commune, 2024, by=officer)
    child = household.members.order_by("position").last()
    event = actions.split_household(
        occurrence=occurrence_of(household), going={child.uid: "head"}, hamlet=area.hamlet, by=officer
    )
    make_classed(Household.objects.get(pk=household.pk), review, "poor", by=officer)
    make_classed(event.other, review, "poor", by=officer)
    assert movement_of(household, review).kind == Kind.STAY_POOR
    assert movement_of(event.other, review).kind == Kind.POOR_IN_OTHER
    found = summed(review)
    assert found.balances
    moved = found.poor.movement
    assert (moved.column(4), moved.column(4, persons=True), moved.column(8), moved.column(8, persons=True)) == (
        0,
        1,
        1,
        1,
    )


def test_a_household_that_others_merged_into_comes_for_another_reason(area, officer, households):
    first, second, _ = households
    make_result({first: "poor", second: "not_poor"}, by=officer)
    review = make_review(area.commune, 2024, by=officer)
    related = {member.uid: "other" for member in first.members.all()}
    actions.merge_households(occurrence=occurrence_of(first), into=second, relationships=related, by=officer)
    make_classed(Household.objects.get(pk=second.pk), review, "poor", by=officer)
    assert movement_of(first, review).kind == Kind.POOR_OUT_OTHER
    assert movement_of(second, review).kind == Kind.POOR_IN_OTHER
    assert summed(review).balances


def test_what_was_poor_once_and_is_so_again_relapses(area, officer, household):
    make_result({household: "poor"}, by=officer, year=2021)
    make_result({household: "not_poor"}, by=officer, year=2022)
    review = make_review(area.commune, 2023, by=officer)
    make_classed(household, review, "poor", by=officer)
    assert movement_of(household, review).kind == Kind.RELAPSE_POOR


def test_one_that_was_left_out_of_the_last_result_relapses_too(area, officer, households):
    first, second, _ = households
    make_result({first: "near_poor"}, by=officer, year=2021)
    make_result({second: "poor"}, by=officer, year=2022)
    review = make_review(area.commune, 2023, by=officer)
    make_classed(first, review, "near_poor", by=officer)
    assert movement_of(first, review).kind == Kind.RELAPSE_NEAR_POOR


def test_another_class_than_the_one_of_then_is_new(area, officer, household):
    make_result({household: "near_poor"}, by=officer, year=2021)
    make_result({household: "not_poor"}, by=officer, year=2022)
    review = make_review(area.commune, 2023, by=officer)
    make_classed(household, review, "poor", by=officer)
    assert movement_of(household, review).kind == Kind.NEW_POOR


def test_a_household_that_moved_counts_in_both_units_and_the_commune_closes(area, officer, household):
    make_result({household: "poor"}, by=officer)
    review = make_review(area.commune, 2024, by=officer)
    first, second = hamlets_of(area.commune)[:2]
    actions.move_household(occurrence=occurrence_of(household), hamlet=second, by=officer)
    household = Household.objects.get(pk=household.pk)
    make_classed(household, review, "near_poor", by=officer)
    row = movement_of(household, review)
    assert (row.hamlet_before, row.hamlet) == (first, second)
    assert of_unit(review, first).balances
    assert of_unit(review, second).balances
    assert of_unit(review, first).near_poor.movement.column(4) == 1
    assert of_unit(review, second).near_poor.movement.column(8) == 1
    assert summed(review).balances


def test_persons_that_come_later_are_followed(area, officer, household):
    make_result({household: "poor"}, by=officer)
    review = make_review(area.commune, 2024, by=officer)
    make_classed(household, review, "poor", by=officer)
    household = Household.objects.get(pk=household.pk)
    actions.change_household(
        household=household,
        members=MembersInput(kept=(make_member("Cháu Mới"),), base_version=household.version),
        hamlet=household.hamlet,
        address="",
        code="",
        by=officer,
    )
    row = movement_of(household, review)
    assert (row.persons_before, row.persons_after) == (3, 4)
    assert summed(review).poor.movement.column(8, persons=True) == 1
    assert summed(review).balances


def test_a_form_opened_again_unsettles_its_household(area, officer, household):
    make_result({household: "poor"}, by=officer)
    review = make_review(area.commune, 2024, by=officer)
    form = make_classed(household, review, "poor", by=officer)
    actions.reopen(assessment=form, reason="sửa", by=officer)
    assert movement_of(household, review).kind == ""
    assert movements.unsettled(review).count() == 1


def test_a_later_result_is_compared_once_the_one_before_is_recognised(area, officer, household):
    earlier = make_review(area.commune, 2023, by=officer)
    review = make_review(area.commune, 2024, by=officer)
    make_classed(household, earlier, "poor", by=officer)
    make_classed(household, review, "poor", by=officer)
    assert movement_of(household, review) is None
    recognise(earlier, by=officer)
    assert movement_of(household, review).kind == Kind.STAY_POOR
    assert summed(review).balances


def test_latest_class_is_that_of_the_last_result(area, officer, households):
    first, second, third = households
    make_result({first: "poor", second: "near_poor"}, by=officer, year=2022)
    make_result({first: "not_poor", third: "poor"}, by=officer, year=2023)
    assert movements.latest_class(area.commune) == {first.pk: "not_poor", third.pk: "poor"}
    review = make_review(area.commune, 2024, by=officer)
    assert movements.latest_class(area.commune, before=review, households=[third.pk]) == {third.pk: "poor"}


# --- Chosen by an officer ---------------------------------------------------------------------------


def test_a_choice_settles_with_its_reason_and_is_written_down(area, officer, household):
    make_result({household: "poor"}, by=officer)
    review = make_review(area.commune, 2024, by=officer)
    row = movement_of(household, review)
    for _ in range(2):  # twice is once
        actions.choose_movement(movement=row, kind=Kind.POOR_OUT_OTHER, reason="  đi làm xa cả hộ ", by=officer)
    row.refresh_from_db()
    assert (row.kind, row.note, row.chosen_by) == (Kind.POOR_OUT_OTHER, "đi làm xa cả hộ", officer)
    assert summed(review).balances
    assert AuditEvent.objects.filter(act="movement_chosen").count() == 1


def test_a_choice_is_kept_while_the_form_is_open_and_when_it_is_completed_again(area, officer, household):
    make_result({household: "not_poor"}, by=officer)
    review = make_review(area.commune, 2024, by=officer)
    form = make_classed(household, review, "poor", by=officer)
    row = movement_of(household, review)
    actions.choose_movement(movement=row, kind=Kind.RELAPSE_POOR, reason="nghèo năm 2019", by=officer)
    form = actions.reopen(assessment=form, reason="sửa", by=officer)
    assert summed(review).poor.movement.is_empty
    assert not movements.unsettled(review).exists()
    actions.complete(assessment=form, base_version=form.version, by=officer)
    row.refresh_from_db()
    assert (row.kind, row.note) == (Kind.RELAPSE_POOR, "nghèo năm 2019")
    assert summed(review).poor.movement.column(6) == 1


def test_a_choice_that_fits_no_longer_is_dropped(area, officer, household):
    make_result({household: "poor"}, by=officer)
    review = make_review(area.commune, 2024, by=officer)
    row = movement_of(household, review)
    actions.choose_movement(movement=row, kind=Kind.POOR_OUT_OTHER, reason="đi xa", by=officer)
    make_classed(household, review, "near_poor", by=officer)
    row.refresh_from_db()
    assert (row.kind, row.note, row.chosen_by) == (Kind.POOR_TO_NEAR_POOR, "", None)


def test_a_choice_that_does_not_fit_or_has_no_reason_is_refused(area, officer, household):
    make_result({household: "poor"}, by=officer)
    review = make_review(area.commune, 2024, by=officer)
    row = movement_of(household, review)
    with pytest.raises(Refused, match="Có thể chọn: Thôi là hộ nghèo"):
        actions.choose_movement(movement=row, kind=Kind.NEW_POOR, reason="x", by=officer)
    with pytest.raises(Refused, match="Hãy ghi lý do"):
        actions.choose_movement(movement=row, kind=Kind.POOR_EXIT, reason=" ", by=officer)


def test_nothing_is_chosen_in_a_recognised_result_and_its_rows_stay(area, officer, household):
    make_result({household: "poor"}, by=officer)
    review = make_review(area.commune, 2024, by=officer)
    make_classed(household, review, "not_poor", by=officer)
    recognise(review, by=officer)
    row = movement_of(household, review)
    with pytest.raises(Refused, match="đã được công nhận"):
        actions.choose_movement(movement=row, kind=Kind.POOR_OUT_OTHER, reason="x", by=officer)
    review.refresh_from_db()
    Movement.objects.update(kind=Kind.POOR_OUT_OTHER)
    movements.settle_all(review)
    row.refresh_from_db()
    assert row.kind == Kind.POOR_OUT_OTHER
