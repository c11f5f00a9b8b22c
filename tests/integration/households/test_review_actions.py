"""Opening a review, and recording the decision that recognises its result."""

from datetime import date

import pytest
from django.utils import timezone

from accounts.models import AuditEvent
from accounts.refusals import Refused
from households import actions, policies
from households.figures import by_hamlet
from households.models import HamletFigures, ListEntry, Review
from indicators.scoring import HouseholdClass
from localities.models import Level
from tests.factories import hamlets_of, make_place
from tests.factories_households import (
    advance,
    make_classed,
    make_completed,
    make_draft,
    make_household,
    make_review,
    recognise,
    record_population,
)


def test_an_opened_review_rests_on_the_standard_of_its_last_day(area, officer):
    review = make_review(area.commune, 2024, by=officer)
    assert (review.state, review.standard_code) == ("surveying", "VN-2022")
    event = AuditEvent.objects.get(act="review_opened")
    assert (event.by_id, event.place_path) == (officer.pk, area.commune.path)


def test_every_village_unit_has_its_figures_from_the_first_day(area, officer):
    review = make_review(area.commune, by=officer)
    assert [row.place for row in by_hamlet(review)] == hamlets_of(area.commune)
    assert HamletFigures.objects.count() == 2 * (len(HouseholdClass) + 1)  # and the average-living ones


def test_in_the_autumn_of_2026_the_officer_may_choose_between_two_standards(area, officer):
    possible = policies.possible_standards(area.commune, 2026)
    assert [standard.code for standard in possible] == ["VN-2022", "VN-2027"]
    assert make_review(area.commune, 2026, by=officer).standard_code == "VN-2022"
    chosen = actions.open_review(commune=area.neighbour, year=2026, standard_code="VN-2027", by=officer)
    assert chosen.standard_code == "VN-2027"


@pytest.mark.parametrize("year", [2022, 2023, 2024, 2025])
def test_in_other_years_there_is_one_standard(area, year):
    assert [standard.code for standard in policies.possible_standards(area.commune, year)] == ["VN-2022"]


def test_a_standard_that_does_not_apply_is_refused(area, officer):
    with pytest.raises(Refused, match="không dùng được chuẩn nghèo đã chọn"):
        actions.open_review(commune=area.commune, year=2024, standard_code="VN-2027", by=officer)


def test_a_review_is_opened_once(area, officer, review):
    with pytest.raises(Refused, match="đã có đợt rà soát năm 2024"):
        make_review(area.commune, by=officer)


def test_a_review_is_opened_for_a_commune(area, officer):
    for place in (area.hamlet, area.district):
        with pytest.raises(Refused, match="được mở cho xã, phường"):
            make_review(place, by=officer)


def test_a_year_that_has_not_come_is_refused(area, officer):
    with pytest.raises(Refused, match="Chưa đến năm 2099"):
        make_review(area.commune, 2099, by=officer)


def test_a_year_without_a_known_standard_is_refused(area, officer):
    with pytest.raises(Refused, match="chưa có chuẩn nghèo áp dụng cho đợt rà soát năm 2020"):
        make_review(area.commune, 2020, by=officer)


def test_a_commune_that_no_longer_existed_is_refused(area, officer):
    gone = make_place(Level.COMMUNE, "91109", "Mẫu Cũ", area.district, abolished_on=date(2023, 1, 1))
    with pytest.raises(Refused, match="không tồn tại trong kỳ rà soát năm 2024"):
        make_review(gone, by=officer)


# --- Recognition ----------------------------------------------------------------------------------


def decide(review, by, **changes):
    decision = {"decision_number": "215/QĐ-UBND", "decision_on": date(2024, 12, 10), **changes}
    return actions.recognise_review(review=review, by=by, **decision)


@pytest.fixture
def finished(area, officer, review, household):
    """A review that can be recognised: its forms, meetings and posting are done and the level above has agreed."""
    make_classed(household, review, HouseholdClass.POOR, by=officer)
    return advance(review, "agreed", by=officer)


def test_a_decision_closes_the_review(finished, leader):
    review = decide(finished, leader)
    assert review.is_recognised
    assert (review.decision_number, review.decision_on) == ("215/QĐ-UBND", date(2024, 12, 10))
    assert (review.recognised_by, review.recognised_at is None) == (leader, False)
    assert "215/QĐ-UBND ngày 10/12/2024" in AuditEvent.objects.get(act="review_recognised").summary


def test_the_same_decision_twice_is_one_decision(finished, leader):
    decide(finished, leader)
    decide(finished, leader)
    assert AuditEvent.objects.filter(act="review_recognised").count() == 1
    with pytest.raises(Refused, match="Quyết định số 215/QĐ-UBND ngày 10 tháng 12 năm 2024. Quyết định đã được ghi"):
        decide(finished, leader, decision_number="216/QĐ-UBND")


def test_a_draft_keeps_the_review_open_and_is_named_by_its_village_unit(area, officer, review, household):
    make_classed(household, review, HouseholdClass.POOR, by=officer)
    record_population(area.commune)
    make_draft(make_household(hamlets_of(area.commune)[1], by=officer), review, by=officer)
    with pytest.raises(Refused, match=r"Còn 01 phiếu nháp \(tổ dân phố 2: 01\)"):
        actions.begin_meetings(review=review, by=officer)


def test_a_village_unit_without_a_population_keeps_the_review_open(area, officer, review, household):
    make_completed(household, review, by=officer)
    record_population(area.hamlet)
    with pytest.raises(Refused, match="Chưa có số hộ dân cư năm 2024 của tổ dân phố 2"):
        actions.begin_meetings(review=review, by=officer)


def test_a_review_without_any_result_does_not_go_on(area, officer, review):
    record_population(area.commune)
    with pytest.raises(Refused, match="chưa có phiếu hoàn thành nào"):
        actions.begin_meetings(review=review, by=officer)


def test_reported_totals_are_a_result_too(area, officer, review):
    record_population(area.commune)
    review.figures.update(source=HamletFigures.Source.REPORTED, households=3)
    assert recognise(review, by=officer).is_recognised


def test_households_of_the_list_without_a_form_are_asked_about(area, officer, review, household):
    make_completed(household, review, by=officer)
    record_population(area.commune)
    waiting = make_household(area.hamlet, by=officer)
    ListEntry.objects.create(
        review=review, household=waiting, commune=area.commune, why="added", added_at=timezone.now(), added_by=officer
    )
    with pytest.raises(Refused, match="Còn 01 hộ trong danh sách chưa có phiếu"):
        actions.begin_meetings(review=review, by=officer)
    assert actions.begin_meetings(review=review, by=officer, rest_confirmed=True).state == "meeting"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"decision_number": "  "}, "Hãy ghi số của quyết định"),
        ({"decision_on": date(2024, 8, 31)}, r"ở trước kỳ rà soát năm 2024 \(từ 01/09/2024\)"),
        ({"decision_on": date(2099, 1, 1)}, "ở sau hôm nay"),
    ],
)
def test_an_impossible_decision_is_refused(finished, leader, changes, sentence):
    with pytest.raises(Refused, match=sentence):
        decide(finished, leader, **changes)
    assert not Review.objects.get().is_recognised


def test_a_decision_may_come_in_the_next_year_but_not_before_what_it_rests_on(finished, leader):
    with pytest.raises(Refused, match="ở trước ngày cho ý kiến, 10/12/2024"):
        decide(finished, leader, decision_on=date(2024, 12, 9))
    assert decide(finished, leader, decision_on=date(2025, 1, 15)).is_recognised


def test_a_recognised_review_refuses_every_change(area, officer, review, household):
    form = make_completed(household, review, by=officer)
    newcomer = make_household(area.hamlet, by=officer)
    review = recognise(review, by=officer)
    for change in (
        lambda: make_draft(newcomer, review, by=officer),
        lambda: actions.reopen(assessment=form, reason="nhầm", by=officer),
    ):
        with pytest.raises(Refused, match="Kết quả rà soát năm 2024 đã được công nhận theo Quyết định số 123/QĐ-UBND"):
            change()
