"""Reviews opened with their list: the annual one, and one for each month."""

from datetime import date

import pytest
from django.utils import timezone

from accounts.models import AuditEvent
from accounts.refusals import Refused
from households import actions
from households.lists import policies as policies_lists
from households.lists.listing import count_states, households_at
from households.models import ListEntry, Movement, Review
from households.procedure import settings as rules
from localities.models import Level
from localities.scope import AreaScope
from tests.factories import hamlets_of, make_place
from tests.factories_households import make_household, make_review
from tests.factories_lists import entry_of, filter_out, list_households, make_listed, make_monthly


def on_list(review: Review) -> set[str]:
    return set(review.entries.values_list("household__head_name", flat=True))


def test_the_annual_review_begins_with_everybody_who_is_poor_or_near_poor(area, officer, known, last_year):
    review = make_review(area.commune, 2024, by=officer)
    assert on_list(review) == {"Hộ poor", "Hộ near_poor"}
    assert set(review.entries.values_list("why", flat=True)) == {ListEntry.Why.LISTED}
    assert AuditEvent.objects.filter(act="review_opened").latest("pk").detail["listed"] == 2


def test_opening_asks_for_the_movement_of_everybody_who_was_counted(area, officer, known, last_year):
    review = make_review(area.commune, 2024, by=officer)
    assert set(review.movements.values_list("household__head_name", flat=True)) == {"Hộ poor", "Hộ near_poor"}
    assert Movement.objects.filter(review=review).exclude(class_after="").count() == 0


def test_a_household_that_left_the_register_is_not_listed(area, officer, known, last_year):
    known["poor"].ended_on, known["poor"].ended_because = date(2024, 3, 1), "moved_out"
    known["poor"].save()
    assert on_list(make_review(area.commune, 2024, by=officer)) == {"Hộ near_poor"}


def test_without_a_recognised_result_the_list_begins_empty(area, officer, household):
    review = make_review(area.commune, 2024, by=officer)
    assert on_list(review) == set()


def test_a_monthly_review_has_only_those_who_asked(area, officer, known, last_year):
    review = make_monthly(area.commune, 3, by=officer)
    assert (review.kind, review.month, review.standard_code) == ("monthly", 3, "VN-2022")
    assert on_list(review) == set()


def test_several_months_run_at_once_and_each_month_once(area, officer):
    for month in (3, 4):
        make_monthly(area.commune, month, by=officer)
    make_review(area.commune, 2024, by=officer)
    assert Review.objects.count() == 3
    with pytest.raises(Refused, match="đã có đợt rà soát tháng 3 năm 2024"):
        make_monthly(area.commune, 3, by=officer)


@pytest.mark.parametrize(("day", "opens"), [(14, False), (15, True), (30, True)])
def test_a_monthly_review_is_opened_from_the_fifteenth(area, officer, monkeypatch, day, opens):
    monkeypatch.setattr(timezone, "localdate", lambda *_: date(2024, 6, day))
    if opens:
        assert make_monthly(area.commune, 6, by=officer).month == 6
    else:
        with pytest.raises(Refused, match="bắt đầu từ ngày 15 của tháng"):
            make_monthly(area.commune, 6, by=officer)


def test_the_first_day_is_a_setting_of_the_place(area, officer, monkeypatch):
    actions.set_rule(
        place=area.commune,
        code="monthly_start_day",
        value="5",
        valid_from=date(2024, 1, 1),
        basis="Văn bản thử",
        by=officer,
    )
    monkeypatch.setattr(timezone, "localdate", lambda *_: date(2024, 6, 5))
    assert rules.value("monthly_start_day", area.commune, date(2024, 6, 1)) == 5
    assert make_monthly(area.commune, 6, by=officer).month == 6


@pytest.mark.parametrize("month", [13, 200])
def test_a_month_is_one_of_twelve(area, officer, month):
    with pytest.raises(Refused, match="từ 1 đến 12"):
        make_monthly(area.commune, month, by=officer)


def test_a_month_that_has_not_come_or_a_place_that_is_no_commune_is_refused(area, officer):
    with pytest.raises(Refused, match="tháng 5 năm 2098 bắt đầu từ"):
        make_monthly(area.commune, 5, 2098, by=officer)
    with pytest.raises(Refused, match="được mở cho xã, phường"):
        make_monthly(area.hamlet, 5, by=officer)


def test_a_commune_that_was_gone_in_that_month_is_refused(area, officer):
    gone = make_place(Level.COMMUNE, "91109", "Mẫu Cũ", area.district, abolished_on=date(2024, 3, 1))
    with pytest.raises(Refused, match="không tồn tại trong tháng 5 năm 2024"):
        make_monthly(gone, 5, by=officer)


def test_the_decision_is_due_fifteen_days_after_the_start(area):
    days = policies_lists.month_days(area.commune, 2024, 6, rules.Rules.at(area.commune))
    assert days == (date(2024, 6, 15), date(2024, 6, 30))


# --- What is to be done ---------------------------------------------------------------------------


def progress(area, review):
    return count_states(households_at(AreaScope((area.commune.path,)), area.commune, [review]))


def test_only_those_on_the_list_are_to_be_done(area, officer, review):
    make_household(area.hamlet, by=officer)
    make_listed(area.hamlet, review=review, by=officer)
    filter_out(make_listed(area.hamlet, review=review, by=officer), review, by=officer)
    counted = progress(area, review)
    assert (counted.households, counted.to_do, counted.skipped, counted.not_listed) == (2, 1, 1, 1)
    assert counted.everybody == 3


def test_who_left_the_register_needs_no_form(area, officer, review):
    household = make_listed(area.hamlet, review=review, by=officer)
    household.ended_on, household.ended_because = date(2024, 10, 1), "moved_out"
    household.save()
    counted = progress(area, review)
    assert (counted.households, counted.to_do, counted.skipped) == (1, 0, 1)


def test_one_household_in_the_annual_and_a_monthly_review_is_counted_in_each(area, officer, review, household):
    monthly = make_monthly(area.commune, 3, by=officer)
    for each in (review, monthly):
        list_households(household, review=each, by=officer)
        assert progress(area, each).to_do == 1
    filter_out(household, monthly, by=officer)
    assert (progress(area, review).to_do, progress(area, monthly).to_do) == (1, 0)
    assert entry_of(household, review).quick_result is None
    assert hamlets_of(area.commune)
