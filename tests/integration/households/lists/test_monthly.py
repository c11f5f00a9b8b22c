"""A monthly review from its opening to the decision, through the pages."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Permission
from households import actions
from households.models import Review
from tests.factories_households import make_completed, make_household, record_population
from tests.factories_lists import list_households, make_monthly
from tests.integration.households.pages import answers, form_with, words

MONTHS = "/91101/2024/ra-soat/hang-thang/"
JUNE = "/91101/2024/thang-6/"


def test_the_months_of_a_year_with_their_reviews(area, officer, seat, household):
    monthly = make_monthly(area.commune, 6, by=officer)
    list_households(household, review=monthly, by=officer)
    said = words(seat.get(MONTHS))
    assert "Tháng 1 Mở đợt tháng 1 Chưa mở" in said
    assert "Tháng 6 Xem đợt Tháng 6 Đang rà soát 1 1 0 0 0 Hạn 30/06/2024 Quá hạn" in said
    assert "Tháng 12 Mở đợt tháng 12 Chưa mở" in said
    assert "Việc tiếp theo: Còn 01 hộ chưa xong ở đợt tháng 6. Tới đợt rà soát" in said
    make_completed(household, monthly, by=officer, lacking=4)
    assert "Tháng 6 Xem đợt Tháng 6 Đang rà soát 1 0 1 1 0" in words(seat.get(MONTHS))


def test_a_month_is_opened_by_its_button(seat):
    response = seat.post(f"{JUNE}ra-soat/mo/", {}, follow=True)
    assert response.redirect_chain == [(f"{JUNE}ra-soat/", 302)]
    assert "Đã mở đợt rà soát tháng 6 năm 2024." in words(response)
    assert Review.objects.get().kind == "monthly"
    assert "đã có đợt rà soát tháng 6 năm 2024" in words(seat.post(f"{JUNE}ra-soat/mo/", {}, follow=True))
    for month in ("0", "13", "06"):
        assert seat.post(f"/91101/2024/thang-{month}/ra-soat/mo/").status_code == 404


def test_this_month_says_from_which_day_it_can_be_opened(seat, monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *_: date(2024, 6, 3))
    said = words(seat.get(MONTHS))
    assert "bắt đầu từ ngày 15 của tháng" in said
    assert "Tháng 7" not in said


def test_a_year_that_has_not_come_says_so(seat):
    assert "Chưa đến tháng nào của năm 2098." in words(seat.get("/91101/2098/ra-soat/hang-thang/"))


def test_who_may_not_open_sees_no_button(area, holder, signed_in):
    said = words(signed_in(holder(Permission.HOUSEHOLD_VIEW, area.commune)).get(MONTHS))
    assert "Mở đợt" not in said
    assert (
        signed_in(holder(Permission.HOUSEHOLD_VIEW, area.district)).get("/911/2024/ra-soat/hang-thang/").status_code
        == 404
    )


def test_twelve_months_take_few_queries(area, officer, seat, household, django_assert_max_num_queries):
    for month in range(1, 13):
        list_households(household, review=make_monthly(area.commune, month, by=officer), by=officer)
    seat.get(MONTHS)
    with django_assert_max_num_queries(30):
        seat.get(MONTHS)


def test_all_pages_of_a_month_open(area, officer, seat, household):
    monthly = make_monthly(area.commune, 6, by=officer)
    list_households(household, review=monthly, by=officer)
    for path in ("ra-soat/", "ra-soat/danh-sach/", "ra-soat/dinh-chinh/", f"phieu/{household.uid}/"):
        response = seat.get(f"{JUNE}{path}")
        assert response.status_code == 200, path
        assert "tháng 6 năm 2024" in words(response), path


def test_a_household_is_entered_checked_and_followed_in_its_month(area, officer, seat, household):
    monthly = make_monthly(area.commune, 6, by=officer)
    other = make_household(area.hamlet, "Vừ Thị Sau", by=officer)
    list_households(household, other, review=monthly, by=officer)
    response = seat.get(f"{JUNE}phieu/ke-tiep/", follow=True)
    first = response.context["page"].desk.household
    second = other if first == household else household
    url = f"{JUNE}phieu/{first.uid}/"
    typed = {**form_with(response, "income_points"), **answers(4), "income_points": "100", "lenh": "kiem-tra"}
    response = seat.post(url, typed, follow=True)
    assert response.redirect_chain[-1][0] == f"{url}kiem-tra/"
    response = seat.post(f"{url}kiem-tra/", {**form_with(response, "version"), "lenh": "xong-tiep"})
    assert response.url == f"{JUNE}phieu/{second.uid}/"
    assert first.assessments.get().review == monthly
    assert first.assessments.get().household_class == "poor"


def test_a_monthly_review_is_met_posted_and_recognised(area, officer, leader, household):
    monthly = make_monthly(area.commune, 6, by=officer)
    list_households(household, review=monthly, by=officer)
    make_completed(household, monthly, by=officer)
    record_population(area.commune)
    walk(monthly, area, officer)
    monthly = actions.recognise_review(
        review=monthly, decision_number="45/QĐ-UBND", decision_on=date(2024, 7, 1), by=leader
    )
    assert monthly.is_recognised


def walk(review, area, by) -> None:
    """From survey to the end of the posting, by the steps of the procedure."""
    review = actions.begin_meetings(review=review, by=by)
    actions.record_meeting(
        review=review,
        hamlet=area.hamlet,
        held_on=date(2024, 6, 20),
        chair="Trưởng thôn",
        secretary="Thư ký",
        present=20,
        agreeing=18,
        by=by,
    )
    actions.post(
        review=review, posted_on=date(2024, 6, 21), posted_until=date(2024, 6, 27), places="Nhà văn hóa", by=by
    )


@pytest.mark.parametrize("name", ["review_steps", "review_list", "corrections"])
def test_the_tabs_of_a_month_stay_in_the_month(area, officer, seat, name):
    make_monthly(area.commune, 6, by=officer)
    tabs = seat.get(f"{JUNE}ra-soat/danh-sach/").context["page"].tabs
    assert reverse(name, args=["91101", 2024, 6]) in [url for _, url, _ in tabs]
