"""A recognised result corrected: the form, the figures, the movements, and what is kept of before."""

from datetime import date

import pytest

from accounts.models import AuditEvent
from accounts.refusals import Refused
from households import actions
from households.figures import by_hamlet
from households.models import Assessment, Correction, ListEntry
from localities.models import LocalityChange
from tests.factories import hamlets_of
from tests.factories_households import full_sheet, make_classed, make_draft, make_household, make_review, recognise
from tests.factories_lists import correct, entry_of, list_households, make_monthly


def counted(review) -> tuple[int, int, int]:
    """Poor, near-poor and other households of the first village unit."""
    row = by_hamlet(review)[0]
    return row.poor.households, row.near_poor.households, row.not_poor.households


def test_a_correction_changes_the_form_and_the_figures_and_keeps_both_versions(leader, known, last_year):
    made = correct(last_year, known["near_poor"], by=leader, lacking=4, reason="Chấm nhầm  3 chỉ số")
    form = Assessment.objects.get(household=known["near_poor"])
    assert (form.household_class, form.deprivation_points, form.person_count) == ("poor", 40, 2)
    assert counted(last_year) == (2, 0, 1)
    assert (made.before["household_class"], made.after["household_class"]) == ("near_poor", "poor")
    assert (made.before["deprivation_points"], made.after["deprivation_points"]) == (10, 40)
    assert (made.before["income_points"], made.before["persons"], made.after["persons"]) == (100, 2, 2)
    assert list(made.after["answers"].values()).count("yes") == 4
    assert made.reason == "Chấm nhầm 3 chỉ số"


def test_the_totals_that_the_decision_recognised_stay(leader, known, last_year):
    totals = last_year.recognised_totals
    assert totals
    correct(last_year, known["near_poor"], by=leader, lacking=4)
    last_year.refresh_from_db()
    assert last_year.recognised_totals == totals


def test_a_correction_is_written_down_with_its_reason(area, leader, known, last_year):
    correct(last_year, known["near_poor"], by=leader, lacking=4)
    event = AuditEvent.objects.get(act="result_corrected")
    assert "hộ Hộ near_poor: Hộ cận nghèo → Hộ nghèo, Quyết định số 12/QĐ-UBND ngày 20/12/2023" in event.summary
    assert (event.by_id, event.place_path) == (leader.pk, area.hamlet.path)
    assert event.detail["reason"] == "Nhập nhầm phiếu"
    assert event.detail["before"]["household_class"] == "near_poor"


def test_a_household_that_was_counted_wrongly_is_taken_out(leader, known, last_year):
    made = correct(last_year, known["poor"], by=leader, sheet=None)
    assert not Assessment.objects.filter(household=known["poor"]).exists()
    assert counted(last_year) == (0, 1, 1)
    assert (made.before["household_class"], made.after) == ("poor", {})
    assert entry_of(known["poor"], last_year)


def test_a_household_that_was_forgotten_is_added(area, officer, leader, last_year):
    forgotten = make_household(area.hamlet, by=officer, persons=5)
    made = correct(last_year, forgotten, by=leader, lacking=3)
    form = Assessment.objects.get(household=forgotten)
    assert (form.household_class, form.person_count, form.completed_by) == ("poor", 5, leader)
    assert (made.before, made.after["persons"]) == ({}, 5)
    assert counted(last_year) == (2, 1, 1)
    assert entry_of(forgotten, last_year).why == "added"


def test_the_number_of_persons_can_be_corrected_alone(leader, known, last_year):
    sheet = full_sheet(lacking=4)
    made = correct(last_year, known["poor"], by=leader, sheet=sheet, persons=7)
    assert (made.before["persons"], made.after["persons"]) == (2, 7)
    assert by_hamlet(last_year)[0].poor.persons == 7


def test_sent_twice_it_is_one_correction(leader, known, last_year):
    first = correct(last_year, known["near_poor"], by=leader)
    assert correct(last_year, known["near_poor"], by=leader) == first
    assert correct(last_year, known["poor"], by=leader, sheet=None) == correct(
        last_year, known["poor"], by=leader, sheet=None
    )
    assert Correction.objects.count() == 2


def test_corrected_and_corrected_back_are_two_corrections(leader, known, last_year):
    correct(last_year, known["near_poor"], by=leader, lacking=4)
    correct(last_year, known["near_poor"], by=leader, lacking=1, decision_number="13/QĐ-UBND")
    assert counted(last_year) == (1, 1, 1)
    assert Correction.objects.count() == 2


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"decision_number": " "}, "Hãy ghi số của quyết định đính chính"),
        ({"decision_on": None}, "Hãy ghi ngày của quyết định đính chính"),
        ({"decision_on": date(2023, 12, 9)}, "ở trước ngày quyết định công nhận 10/12/2023"),
        ({"decision_on": date(2098, 1, 1)}, "ở sau hôm nay"),
        ({"reason": ""}, "Hãy ghi lý do đính chính"),
        ({"lacking": 1}, "Không có gì khác"),
        ({"sheet": full_sheet(lacking=0, income_points=None)}, "Phiếu chưa đủ"),
    ],
)
def test_what_cannot_be_is_refused(leader, known, last_year, changes, sentence):
    with pytest.raises(Refused, match=sentence):
        correct(last_year, known["near_poor"], by=leader, **changes)
    assert not Correction.objects.exists()
    assert counted(last_year) == (1, 1, 1)


def test_a_running_review_is_not_corrected(officer, leader, household, review):
    make_classed(household, review, "poor", by=officer)
    with pytest.raises(Refused, match="chưa được công nhận nên không cần đính chính"):
        correct(review, household, by=leader)


def test_a_household_of_another_commune_is_refused(area, officer, leader, last_year):
    with pytest.raises(Refused, match="không thuộc xã, phường"):
        correct(last_year, make_household(area.neighbour_hamlet, by=officer), by=leader)


def test_taking_out_somebody_who_is_not_in_it_is_nothing(area, officer, leader, last_year):
    with pytest.raises(Refused, match="Không có gì khác"):
        correct(last_year, make_household(area.hamlet, by=officer), by=leader, sheet=None)


# --- Only the last result ----------------------------------------------------------------------------


def test_only_the_last_recognised_result_is_corrected(area, officer, leader, known, last_year):
    review = make_review(area.commune, 2024, by=officer)
    for name in ("poor", "near_poor"):
        make_classed(known[name], review, "not_poor", by=officer)
    recognise(review, by=officer)
    with pytest.raises(Refused, match="vì kết quả rà soát năm 2024 đã được công nhận theo Quyết định số 123/QĐ-UBND"):
        correct(last_year, known["poor"], by=leader, lacking=1)
    assert correct(review, known["poor"], by=leader, lacking=1)


def test_nor_is_the_result_of_a_commune_that_became_part_of_another(area, officer, leader, known, last_year):
    LocalityChange.objects.create(
        predecessor=area.commune, successor=area.neighbour, effective_on=date(2024, 1, 1), legal_basis="Nghị quyết thử"
    )
    review = make_review(area.neighbour, 2024, by=officer)
    make_classed(make_household(area.neighbour_hamlet, by=officer), review, "poor", by=officer)
    recognise(review, by=officer)
    with pytest.raises(Refused, match="kết quả rà soát năm 2024 đã được công nhận"):
        correct(last_year, known["poor"], by=leader, lacking=1)


def test_a_monthly_result_is_corrected_until_an_annual_one_follows(area, officer, leader, known, last_year):
    monthly = make_monthly(area.commune, 6, by=officer)
    list_households(known["not_poor"], review=monthly, by=officer)
    make_classed(known["not_poor"], monthly, "poor", by=officer)
    monthly = recognise_on(monthly, date(2024, 6, 28), officer)
    assert correct(monthly, known["not_poor"], by=leader, lacking=1, decision_on=date(2024, 7, 1))
    review = make_review(area.commune, 2024, by=officer)
    for household in known.values():
        make_classed(household, review, "not_poor", by=officer)
    recognise(review, by=officer)
    with pytest.raises(Refused, match="Không đính chính được kết quả tháng 6 năm 2024"):
        correct(monthly, known["not_poor"], by=leader, lacking=5, decision_on=date(2024, 7, 2))


def recognise_on(review, day, by):
    """A review recognised without the steps before, for tests that are about what comes after."""
    review.state, review.decision_number, review.decision_on = "recognised", "45/QĐ-UBND", day
    review.recognised_at, review.recognised_by = f"{day}T10:00:00+07:00", by
    review.save()
    review.refresh_from_db()
    return review


# --- What opens from it ------------------------------------------------------------------------------


def test_a_running_review_that_opens_from_it_follows(area, officer, leader, known, last_year):
    running = make_review(area.commune, 2024, by=officer)
    correct(last_year, known["not_poor"], by=leader, lacking=4, sheet=full_sheet(income_points=100, lacking=4))
    assert entry_of(known["not_poor"], running).why == "listed"
    assert by_hamlet_opening(running) == 2
    correct(last_year, known["near_poor"], by=leader, sheet=full_sheet(income_points=300))
    assert not ListEntry.objects.filter(review=running, household=known["near_poor"]).exists()
    moved = running.movements.values_list("household__head_name", "class_before")
    assert set(moved) == {("Hộ poor", "poor"), ("Hộ not_poor", "poor")}


def by_hamlet_opening(review) -> int:
    return review.figures.get(hamlet__code="91101-01", household_class="poor").opening


def test_a_household_whose_new_form_is_begun_stays_on_the_later_list(area, officer, leader, known, last_year):
    running = make_review(area.commune, 2024, by=officer)
    make_draft(known["near_poor"], running, by=officer)
    correct(last_year, known["near_poor"], by=leader, sheet=None)
    assert entry_of(known["near_poor"], running)


def test_a_household_that_moved_within_the_commune_is_corrected_where_it_was_counted(
    area, officer, leader, known, last_year
):
    household = known["near_poor"]
    household.hamlet = hamlets_of(area.commune)[1]
    household.save()
    correct(last_year, household, by=leader, lacking=4)
    assert counted(last_year) == (2, 0, 1)


def test_a_corrected_form_cannot_be_opened_again(officer, leader, known, last_year):
    correct(last_year, known["near_poor"], by=leader)
    form = Assessment.objects.get(household=known["near_poor"])
    assert form.before_last_save == {}
    with pytest.raises(Refused, match="đã được công nhận"):
        actions.reopen(assessment=form, reason="x", by=officer)
