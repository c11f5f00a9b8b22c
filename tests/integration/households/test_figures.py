"""Figures: counted with every change, summed over the tree, and always what the forms say."""

from datetime import date
from decimal import Decimal
from random import Random
from threading import Thread

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from accounts.refusals import Refused
from households import actions, figures
from households.entry.sheet import GROUP_COLUMNS
from households.figures import ClassFigures, PlaceFigures, by_hamlet, of_area, total
from households.figures.recount import mismatches
from households.models import Assessment, HamletFigures
from households.register.people import MembersInput
from localities.models import LocalityChange, Population
from tests.factories import hamlets_of, make_commune_with_hamlets, make_officer
from tests.factories_households import (
    STANDARD,
    full_sheet,
    make_classed,
    make_completed,
    make_draft,
    make_household,
    make_member,
    make_review,
    recognise,
    record_population,
)

CODES = [indicator.code for indicator in STANDARD.indicators]


def test_figures_add_up_field_by_field():
    one = ClassFigures(households=1, persons=3, merit_member=1, lacking=(1, *[0] * 11), causes=(0, 2, *[0] * 6))
    both = one + one + ClassFigures.zero()
    assert (both.households, both.persons, both.merit_member) == (2, 6, 2)
    assert both.lacking == (2, *[0] * 11)
    assert both.causes == (0, 4, *[0] * 6)


def test_every_tick_is_counted_in_its_class(area, officer, review):
    for number in range(3):
        make_completed(
            make_household(area.hamlet, by=officer, persons=number + 1),
            review,
            by=officer,
            lacking=[*CODES[: 2 + number], CODES[11]],
            causes=[1, 8],
            other_cause="Thiên tai",
            groups=list(GROUP_COLUMNS)[: number + 1],
            can_exit=number == 0,
        )
    poor = by_hamlet(review)[0].poor
    assert (poor.households, poor.persons, poor.can_exit) == (3, 6, 1)
    assert (poor.ethnic_minority, poor.no_work_capacity, poor.merit_member, poor.social_protection) == (3, 2, 1, 0)
    assert poor.lacking == (3, 3, 2, 1, 0, 0, 0, 0, 0, 0, 0, 3)
    assert poor.causes == (3, 0, 0, 0, 0, 0, 0, 3)


def test_masks_with_all_twelve_are_counted_in_all_twelve(area, officer, review, household):
    make_completed(household, review, by=officer, lacking=12, causes=range(1, 9), other_cause="Khác")
    poor = by_hamlet(review)[0].poor
    assert poor.lacking == (1,) * 12
    assert poor.causes == (1,) * 8


def test_rates_come_from_the_population_of_the_review_s_year(area, officer, review):
    for household_class in ("poor", "near_poor", "near_poor"):
        make_classed(make_household(area.hamlet, by=officer, persons=4), review, household_class, by=officer)
    record_population(area.commune, 2024, households=93, persons=300)
    record_population(area.commune, 2023, households=1, persons=1)
    row = by_hamlet(review)[0]
    assert (row.households, row.persons) == (93, 300)
    assert (row.poor_rate, row.near_poor_rate, row.combined_rate) == (Decimal("1.08"), Decimal("2.15"), Decimal("3.23"))
    assert (row.poor_person_rate, row.near_poor_person_rate) == (Decimal("1.33"), Decimal("2.67"))


def test_a_population_that_is_not_known_gives_no_rate(area, officer, review, household):
    make_classed(household, review, "poor", by=officer)
    record_population(area.hamlet, households=50, persons=None)
    rows, whole = of_area(area.commune, 2024)
    assert rows[0].poor_rate == Decimal("2.00")
    assert rows[0].poor_person_rate is None
    assert (rows[1].households, rows[1].poor_rate, whole.households, whole.poor_rate) == (None, None, None, None)


def test_a_commune_s_own_population_stands_in_for_missing_ones(area, officer, review, household):
    make_classed(household, review, "poor", by=officer)
    Population.objects.create(place=area.commune, year=2024, households=200, persons=800)
    rows, whole = of_area(area.commune, 2024)
    assert rows[0].households is None
    assert (whole.households, whole.persons, whole.poor_rate) == (200, 800, Decimal("0.50"))


def test_a_higher_place_is_the_sum_of_its_communes(area, officer):
    for commune, households in ((area.commune, 2), (area.neighbour, 1)):
        review = make_review(commune, by=officer)
        record_population(commune, households=50)
        for _ in range(households):
            make_classed(make_household(hamlets_of(commune)[1], by=officer), review, "poor", by=officer)
    for place in (area.district, area.province):
        rows, whole = of_area(place, 2024)
        assert [(row.place, row.poor.households) for row in rows] == [(area.commune, 2), (area.neighbour, 1)]
        assert (whole.place, whole.poor.households, whole.households) == (place, 3, 200)
        assert whole.poor_rate == Decimal("1.50")


def test_a_village_unit_is_its_own_row(area, officer, review, household):
    make_classed(household, review, "poor", by=officer)
    rows, whole = of_area(area.hamlet, 2024)
    assert rows == (whole,)
    assert (whole.place, whole.poor.households, whole.reviewed) == (area.hamlet, 1, True)


def test_a_place_without_a_review_is_said_to_be_unknown_and_not_zero(area, officer):
    record_population(area.commune)
    for place in (area.commune, area.hamlet):
        rows, whole = of_area(place, 2024)
        assert not any(row.reviewed for row in (*rows, whole))
        assert whole.poor_rate is None
    rows, whole = of_area(area.district, 2024)
    assert [row.reviewed for row in rows] == [False, False]


def test_reported_totals_are_told_apart_and_left_alone(area, officer, review, household):
    reported = review.figures.filter(hamlet=area.hamlet)
    reported.update(source=HamletFigures.Source.REPORTED)
    reported.filter(household_class="poor").update(households=17, persons=60)
    make_classed(household, review, "poor", by=officer)
    rows, whole = of_area(area.commune, 2024)
    assert [(row.reported, row.poor.households) for row in rows] == [(True, 17), (False, 0)]
    assert whole.reported


def test_places_of_then_are_shown_on_the_boundaries_of_then(area, officer, review, household):
    make_classed(household, review, "poor", by=officer)
    merged = make_commune_with_hamlets("91120", "Mẫu Gộp", area.province, established_on=date(2025, 7, 1))
    for before in (area.commune, area.neighbour):
        type(before).objects.filter(pk=before.pk).update(abolished_on=date(2025, 7, 1))
        LocalityChange.objects.create(
            predecessor=before, successor=merged, effective_on=date(2025, 7, 1), legal_basis="Nghị quyết mẫu"
        )
    assert [row.place for row in of_area(area.province, 2024).rows] == [area.commune, area.neighbour]
    assert [row.place for row in of_area(area.province, 2025).rows] == [merged]
    rows, whole = of_area(merged, 2024)
    assert [row.place for row in rows] == hamlets_of(area.commune)
    assert (whole.place, whole.poor.households) == (merged, 1)


def test_standards_that_differ_are_named_in_the_total(area, officer):
    make_review(area.commune, 2026, by=officer)
    make_review(area.neighbour, 2026, by=officer, standard_code="VN-2027")
    assert of_area(area.district, 2026).total.standards == ("VN-2022", "VN-2027")


def test_the_total_of_nothing_is_nothing(area):
    assert total([], area.commune) == PlaceFigures(place=area.commune, reviewed=False)


@pytest.mark.parametrize(("place", "most"), [("commune", 6), ("district", 7), ("province", 7), ("hamlet", 5)])
def test_figures_take_few_queries_whatever_the_size(area, officer, review, django_assert_max_num_queries, place, most):
    for commune in (area.commune, area.neighbour):
        record_population(commune)
    for hamlet in hamlets_of(area.commune):
        make_classed(make_household(hamlet, by=officer), review, "poor", by=officer)
    with django_assert_max_num_queries(most):
        of_area(getattr(area, place), 2024)


# --- Always what the forms say --------------------------------------------------------------------


def _history(random: Random, area, officer, steps: int) -> list:
    """Random acts of officers on two reviews; refused ones are part of life."""
    reviews = [make_review(area.commune, year, by=officer) for year in (2023, 2024)]
    record_population(area.commune, 2023)
    households = [make_household(random.choice(hamlets_of(area.commune)), by=officer) for _ in range(4)]
    for _ in range(steps):
        household, review = random.choice(households), random.choice(reviews)
        household.refresh_from_db()
        form = Assessment.objects.filter(household=household, review=review).first()
        try:
            with transaction.atomic():
                _act(random, area, officer, household, review, form)
        except Refused:
            continue
    return reviews


def _act(random: Random, area, officer, household, review, form) -> None:
    act = random.choice(["draft", "draft", "complete", "complete", "reopen", "discard", "member", "move", "recognise"])
    if act == "draft":
        sheet = full_sheet(
            income_points=random.choice([140, 175, 176]),
            lacking=random.sample(CODES, random.randint(0, 12)),
            causes=random.sample(range(1, 8), random.randint(0, 3)),
            groups=random.sample(list(GROUP_COLUMNS), random.randint(0, 4)),
            can_exit=random.random() < 0.5,
        )
        actions.save_draft(
            household=household, review=review, sheet=sheet, base_version=form.version if form else 0, by=officer
        )
    elif act in {"member", "move"}:
        more = (make_member("Thêm Một Người"),) if act == "member" else ()
        actions.change_household(
            household=household,
            members=MembersInput(kept=more, base_version=household.version),
            hamlet=random.choice(hamlets_of(area.commune)),
            address="",
            code="",
            by=officer,
        )
    elif act == "recognise" and review.year == 2023 and random.random() < 0.3:
        recognise(review, by=officer)
    elif form and act == "complete":
        actions.complete(assessment=form, base_version=form.version, by=officer)
    elif form and act == "reopen":
        actions.reopen(assessment=form, reason="sửa", by=officer)
    elif form and act == "discard":
        actions.discard_draft(assessment=form, reason="bỏ", by=officer)


@pytest.mark.parametrize("seed", range(6))
def test_figures_equal_a_recount_after_any_history(area, officer, seed):
    reviews = _history(Random(seed), area, officer, steps=60)
    assert Assessment.objects.completed().exists()
    for review in reviews:
        assert list(map(str, mismatches(review))) == []


def test_the_check_finds_a_tampered_row(area, officer, review, household, capsys):
    make_classed(household, review, "poor", by=officer)
    call_command("check_figures", commune=area.commune.key, year=2024)
    assert "Đã kiểm tra 1 đợt rà soát: 0 chỗ khác nhau." in capsys.readouterr().out
    HamletFigures.objects.filter(hamlet=area.hamlet, household_class="poor").update(persons=30, lacking_01=0)
    with pytest.raises(SystemExit) as left:
        call_command("check_figures")
    assert left.value.code == 1
    said = capsys.readouterr().out
    assert "tổ dân phố 1, Hộ nghèo, persons: đang ghi 30, đếm lại 3" in said
    assert "lacking_01: đang ghi 0, đếm lại 1" in said
    assert "2 chỗ khác nhau" in said


def test_the_check_finds_a_lost_row(area, officer, review, household, capsys):
    make_classed(household, review, "poor", by=officer)
    HamletFigures.objects.filter(hamlet=area.hamlet, household_class="poor").delete()
    with pytest.raises(SystemExit):
        call_command("check_figures")
    assert "households: không có dòng số liệu, đếm lại 1" in capsys.readouterr().out


def test_the_check_names_an_unknown_place(area):
    with pytest.raises(Exception, match="Không có địa bàn nào mang khóa “xyz”"):
        call_command("check_figures", commune="xyz")


@pytest.mark.django_db(transaction=True)
def test_two_who_complete_at_once_are_both_counted():
    """Rows are locked before they are counted; SQLite in memory has one connection and so no two at once."""
    if connection.vendor != "postgresql":
        pytest.skip("needs a database that two connections can share")
    commune = make_commune_with_hamlets("91199", "Mẫu Song Song", None)
    officer = make_officer(commune)
    review, hamlet = make_review(commune, by=officer), hamlets_of(commune)[0]
    drafts = [make_draft(make_household(hamlet, by=officer), review, by=officer) for _ in range(6)]

    def complete(draft: Assessment) -> None:
        try:
            actions.complete(assessment=draft, base_version=1, by=officer)
        finally:
            connection.close()

    threads = [Thread(target=complete, args=[draft]) for draft in drafts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert by_hamlet(review)[0].near_poor.households == 6
    assert list(mismatches(review)) == []


def test_refresh_makes_the_rows_it_needs(area, officer, review):
    review.figures.all().delete()
    with transaction.atomic():
        figures.refresh(area.hamlet, review)
    assert review.figures.count() == len(figures.FIGURE_CLASSES)
