"""Totals reported where the list of households is not in the system."""

import pytest

from accounts.refusals import Refused
from accounts.roles import Permission
from households import actions, figures
from households.figures import ClassFigures, MovementFigures
from households.figures.recount import mismatches
from households.figures.reported import oddities, problems
from households.models import HamletFigures
from tests.factories import hamlets_of, make_officer
from tests.factories_figures import make_result, movement_of, of_unit, summed
from tests.factories_households import STANDARD, make_classed, make_draft, make_household, make_review, recognise
from tests.factories_households import record_population as populate

POOR = ClassFigures(households=5, persons=18, lacking=(5, 5, 5, *[0] * 9))
NEAR_POOR = ClassFigures(households=4, persons=12)
TOTALS = {"poor": POOR, "near_poor": NEAR_POOR}


def url(commune, year=2024, unit=None) -> str:
    return f"/{commune.key}/{year}/ra-soat/so-lieu-bao-cao/" + (f"{unit.key}/" if unit else "")


def typed(units, numbers) -> dict[str, str]:
    names = ("poor_households", "poor_persons", "near_poor_households", "near_poor_persons")
    return {f"{name}_{unit.pk}": str(value) for unit in units for name, value in zip(names, numbers, strict=True)}


def test_reported_totals_are_summed_and_marked_and_nobody_counts_over_them(area, officer, review):
    for number in (1, 0):  # the same totals twice change nothing
        assert actions.report_totals(review=review, totals={area.hamlet: TOTALS}, by=officer) == number
    row = of_unit(review, area.hamlet)
    assert (row.reported, row.poor.households, row.poor.persons, row.near_poor.households) == (True, 5, 18, 4)
    assert summed(review).reported
    figures.refresh(area.hamlet, review)
    assert of_unit(review, area.hamlet).poor == POOR
    assert list(mismatches(review)) == []


def test_taken_back_they_are_counts_again(area, officer, review):
    actions.report_totals(review=review, totals={area.hamlet: TOTALS}, by=officer)
    actions.report_totals(review=review, totals={area.hamlet: None}, by=officer)
    assert not of_unit(review, area.hamlet).reported
    assert of_unit(review, area.hamlet).poor == ClassFigures()
    assert not HamletFigures.objects.filter(source="reported").exists()


def test_where_there_are_forms_totals_are_refused(area, officer, review, household):
    make_draft(household, review, by=officer)
    with pytest.raises(Refused, match="được tổng hợp từ phiếu"):
        actions.report_totals(review=review, totals={area.hamlet: TOTALS}, by=officer)
    actions.report_totals(review=review, totals={hamlets_of(area.commune)[1]: TOTALS}, by=officer)


def test_a_recognised_result_takes_no_totals_and_a_reported_one_can_be_recognised(area, officer, review):
    actions.report_totals(review=review, totals={area.hamlet: TOTALS}, by=officer)
    review = recognise(review, by=officer)
    with pytest.raises(Refused, match="đã được công nhận"):
        actions.report_totals(review=review, totals={area.hamlet: None}, by=officer)


def test_a_year_after_reported_totals_no_household_is_called_new(area, officer, household):
    before = make_review(area.commune, 2023, by=officer)
    actions.report_totals(review=before, totals={area.hamlet: TOTALS}, by=officer)
    recognise(before, by=officer)
    review = make_review(area.commune, 2024, by=officer)
    make_classed(household, review, "poor", by=officer)
    other = make_household(hamlets_of(area.commune)[1], by=officer)
    make_classed(other, review, "poor", by=officer)
    assert movement_of(household, review) is None
    assert movement_of(other, review).kind == "new_poor"
    assert not of_unit(review, area.hamlet).compared
    assert of_unit(review, other.hamlet).compared
    assert not summed(review).compared


def test_households_of_a_unit_that_reports_are_not_asked_about(area, officer, household):
    make_result({household: "poor"}, by=officer)
    review = make_review(area.commune, 2024, by=officer)
    assert movement_of(household, review)
    actions.report_totals(review=review, totals={area.hamlet: TOTALS}, by=officer)
    assert movement_of(household, review) is None
    assert list(mismatches(review)) == []


MOVED = MovementFigures(opening=7, opening_persons=20, households=(1, 2, 0, 0, 0, 1, 0), persons=(3, 5, 0, 0, 0, 6, 0))


@pytest.mark.parametrize(
    ("totals", "sentence"),
    [
        ({"poor": ClassFigures(households=5, persons=4)}, "không thể ít hơn số hộ"),
        ({"poor": ClassFigures(households=5, persons=9, lacking=(6, *[0] * 11))}, "Việc làm: 6 hộ, nhiều hơn 5"),
        ({"poor": ClassFigures(households=5, persons=9, causes=(0, 6, *[0] * 6))}, "Nguyên nhân 2: 6 hộ"),
        ({"poor": ClassFigures(households=5, persons=9, merit_member=6)}, "người có công: 6 hộ"),
        ({"poor": ClassFigures(households=5, persons=9, merit_member=1, merit_member_persons=10)}, "10, nhiều hơn 9"),
        ({"poor": ClassFigures(households=90, persons=900), "near_poor": NEAR_POOR}, "nhiều hơn 90 hộ dân cư"),
        ({"poor": ClassFigures(households=4, persons=18, movement=MOVED)}, "= 5 hộ, khác 4 hộ"),
        (
            {
                "poor": ClassFigures(households=5, persons=18, movement=MOVED),
                "near_poor": ClassFigures(
                    households=2,
                    persons=6,
                    movement=MovementFigures(households=(0, 0, 0, 2, 0, 0, 0), persons=(0, 0, 0, 6, 0, 0, 0)),
                ),
            },
            r"cột 2 \(01 hộ\) phải bằng biểu 7.3 cột 5 \(02 hộ\)",
        ),
    ],
)
def test_sums_that_cannot_be_are_refused(area, officer, review, totals, sentence):
    populate(area.hamlet, households=90)
    with pytest.raises(Refused, match=sentence):
        actions.report_totals(review=review, totals={area.hamlet: totals}, by=officer)


def test_averages_of_deprivations_are_a_warning(area):
    few = {"poor": ClassFigures(households=5, persons=9, lacking=(5, *[0] * 11))}
    many = {"near_poor": ClassFigures(households=1, persons=9, lacking=(1, 1, 1, *[0] * 9))}
    assert not problems(few, STANDARD, None)
    assert "phải thiếu hụt ít nhất 3 chỉ số" in oddities(few, STANDARD)[0]
    assert "phải thiếu hụt dưới 3 chỉ số" in oddities(many, STANDARD)[0]
    assert oddities(TOTALS, STANDARD) == []


# --- Pages ----------------------------------------------------------------------------------------


def test_the_table_is_typed_and_stored(area, officer, review, signed_in):
    client = signed_in(officer)
    page = client.get(url(area.commune)).content.decode()
    assert "Chưa có số liệu" in page
    answer = client.post(url(area.commune), typed([area.hamlet], (5, 18, 4, 12)))
    assert answer.status_code == 302
    assert of_unit(review, area.hamlet).poor.persons == 18
    page = client.get(url(area.commune)).content.decode()
    assert "Số liệu báo cáo" in page
    empty = typed([area.hamlet], ("", "", "", ""))
    assert client.post(url(area.commune), empty).status_code == 302
    assert not of_unit(review, area.hamlet).reported


def test_what_does_not_agree_comes_back_beside_its_field(area, officer, review, signed_in):
    page = signed_in(officer).post(url(area.commune), typed([area.hamlet], (5, 2, "", 12))).content.decode()
    assert "Hãy nhập số hộ cận nghèo, hoặc ghi 0." in page
    page = signed_in(officer).post(url(area.commune), typed([area.hamlet], (5, 2, 4, 12))).content.decode()
    assert "Số khẩu của hộ nghèo không thể ít hơn số hộ (5)." in page
    assert 'value="2"' in page
    assert not HamletFigures.objects.filter(source="reported").exists()


def test_somebody_else_s_totals_are_not_written_over_unseen(area, officer, review, signed_in):
    client = signed_in(officer)
    seen = client.get(url(area.commune)).content.decode().split('name="seen" value="')[1].split('"')[0]
    actions.report_totals(review=review, totals={area.hamlet: TOTALS}, by=officer)
    mine = {**typed([area.hamlet], (1, 2, 0, 0)), "seen": seen}
    assert "vừa được người khác sửa" in client.post(url(area.commune), mine).content.decode()
    assert of_unit(review, area.hamlet).poor.households == 5


def test_the_details_of_a_unit_are_typed_and_warned_about(area, officer, review, signed_in):
    client = signed_in(officer)
    values = {"poor_households": "5", "poor_persons": "18", "near_poor_households": "0", "near_poor_persons": "0"}
    values |= {"poor_lacking_01": "5", "poor_cause_3": "2", "poor_merit_member": "1", "poor_merit_member_persons": "4"}
    page = client.post(url(area.commune, unit=area.hamlet), values, follow=True).content.decode()
    assert "Bình quân mỗi hộ nghèo thiếu hụt 1,00 chỉ số" in page
    poor = of_unit(review, area.hamlet).poor
    assert (poor.lacking[0], poor.causes[2], poor.merit_member_persons) == (5, 2, 4)
    bad = {**values, "poor_opening": "9", "poor_opening_persons": "30"}
    page = client.post(url(area.commune, unit=area.hamlet), bad).content.decode()
    assert "Biểu 7.2: 1 − 2 − 3 − 4 + 5 + 6 + 7 + 8 = 9 hộ, khác 5 hộ cuối năm." in page
    assert client.get(url(area.commune, unit=area.hamlet)).status_code == 200


def test_without_a_review_the_page_says_what_to_do(area, officer, signed_in):
    assert "Chưa mở đợt rà soát." in signed_in(officer).get(url(area.commune)).content.decode()


def test_a_higher_place_shows_the_sources_of_its_communes(area, officer, review, holder, signed_in):
    actions.report_totals(review=review, totals={area.hamlet: TOTALS}, by=officer)
    page = signed_in(holder(Permission.FIGURES_REPORT, area.district)).get(url(area.district)).content.decode()
    assert "Số liệu báo cáo" in page
    assert "Chưa mở đợt rà soát" in page


def test_who_may_report(area, review, holder, rival, signed_in):
    for where in (url(area.commune), url(area.commune, unit=area.hamlet)):
        assert signed_in(holder(Permission.FIGURES_REPORT, area.commune)).get(where).status_code == 200
        assert signed_in(rival).get(where).status_code == 404
        assert signed_in(holder(Permission.FIGURES_VIEW, area.commune)).get(where).status_code == 403
    officer = make_officer(area.commune)
    assert signed_in(officer).get(url(area.commune, unit=area.neighbour_hamlet)).status_code == 404
    assert signed_in(officer).get(url(area.hamlet)).status_code == 404


def test_few_queries_whatever_the_size(area, officer, review, signed_in, django_assert_max_num_queries):
    client = signed_in(officer)
    actions.report_totals(review=review, totals=dict.fromkeys(hamlets_of(area.commune), TOTALS), by=officer)
    client.get(url(area.commune))
    with django_assert_max_num_queries(30):
        client.get(url(area.commune))
    with django_assert_max_num_queries(30):
        client.get(url(area.commune, unit=area.hamlet))


def test_the_overview_and_the_plan_say_that_totals_were_reported(area, officer, review, signed_in):
    actions.report_totals(review=review, totals={area.hamlet: TOTALS}, by=officer)
    page = signed_in(officer).get(f"/{area.commune.key}/2025/").content.decode()
    assert "Có <strong>số liệu báo cáo</strong>" in page
    assert page.count("Số liệu báo cáo") == 1  # beside the one unit
    assert "(có số liệu báo cáo)" in page
