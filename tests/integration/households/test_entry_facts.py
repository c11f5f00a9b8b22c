"""What Phiếu B asks beside the points: dwelling, support, needs; and what changed since the last review."""

import pytest

from households import actions
from households.entry.sheet import Sheet, sheet_of
from households.models import Assessment
from households.register.people import MembersInput
from tests.factories_households import STANDARD, full_sheet, make_completed, make_draft, make_member, make_review
from tests.integration.households.pages import answers, entry_url, form_with, words


@pytest.fixture
def url(household, review):
    return entry_url(household, review.year)


@pytest.fixture
def seat(signed_in, officer):
    return signed_in(officer)


def post(seat, url, **changes):
    return seat.post(url, {**form_with(seat.get(url), "income_points"), "lenh": "nhap", **changes}, follow=True)


def stored() -> Sheet:
    return sheet_of(Assessment.objects.order_by("pk").last(), STANDARD)


def test_the_section_is_closed_and_says_what_it_holds(seat, url):
    response = seat.get(url)
    assert "Nhà ở, chính sách, nhu cầu chưa ghi, không bắt buộc" in words(response)
    facts = {"floor_area": "45,5", "water_source": "piped", "power_source": "grid", "policies": ["health", "housing"]}
    response = post(seat, url, **facts, needs=["credit"])
    assert "45,5 m²; Điện lưới quốc gia; Nước máy; Y tế, Nhà ở; Vay vốn tín dụng" in words(response)
    expected = {**facts, "floor_area": "45.5", "needs": ["credit"]}
    assert stored() == Sheet(**expected)


@pytest.mark.parametrize("typed", ["45,5", "45.5", " 45,5 m2", "45,50 m²"])
def test_an_area_is_read_as_it_is_written(seat, url, typed):
    post(seat, url, floor_area=typed)
    assert str(stored().floor_area) == "45.5"
    assert form_with(seat.get(url), "income_points")["floor_area"] == ["45,5"]


@pytest.mark.parametrize("typed", ["rộng", "-3", "0", "99999999", "4e3000", "nan"])
def test_what_is_no_area_is_refused_and_everything_stays(seat, url, typed):
    response = post(seat, url, floor_area=typed, note="giữ lại")
    assert "Diện tích phải là số m² lớn hơn 0, ví dụ 45 hoặc 45,5." in words(response)
    assert form_with(response, "income_points")["note"] == ["giữ lại"]


def test_an_unreadable_area_does_not_stop_the_autosave(seat, url):
    typed = {**form_with(seat.get(url), "income_points"), "floor_area": "rộng", "income_points": "99"}
    said = seat.post(f"{url}nhap/", typed, HTTP_ACCEPT="application/json").json()
    assert said["not_saved"] == ["Diện tích nhà ở (m²): Diện tích phải là số m² lớn hơn 0, ví dụ 45 hoặc 45,5."]
    assert (stored().income_points, stored().floor_area) == (99, None)


def test_the_autosave_says_what_looks_unlikely(seat, url):
    typed = {**form_with(seat.get(url), "income_points"), **answers(), "water_source": "surface"}
    said = seat.post(f"{url}nhap/", typed, HTTP_ACCEPT="application/json").json()
    assert said["cautions"]["water"].startswith("Nguồn nước của hộ là “nước sông, suối, ao, hồ”")
    assert "Nguồn nước của hộ là “nước sông, suối, ao, hồ”" in words(seat.get(url))
    assert "Nguồn nước của hộ là “nước sông, suối, ao, hồ”" in words(seat.get(f"{url}kiem-tra/"))
    assert stored().answers["water"] == "no"


def test_the_facts_of_last_year_are_a_small_mark_and_not_taken_over(area, officer, seat, household):
    facts = {"floor_area": "38", "water_source": "rain", "needs": ["housing"]}
    make_completed(household, make_review(area.commune, 2023, by=officer), by=officer, **facts)
    make_review(area.commune, 2024, by=officer)
    url = entry_url(household, 2024)
    response = seat.get(url)
    for mark in ("Năm 2023: 38 m²", "Năm 2023: Nước mưa", "Năm 2023: Nhà ở", "Ghi như năm 2023"):
        assert mark in words(response)
    assert form_with(response, "income_points")["floor_area"] == [""]
    make_draft(household, make_review_of(household, 2024), by=officer, sheet=full_sheet(floor_area="45"))
    assert "Diện tích nhà ở 45 m² Khác năm 2023: 38 m²" in words(seat.get(f"{url}kiem-tra/"))


def make_review_of(household, year):
    return household.commune.reviews.get(year=year)


def test_who_came_and_who_left_is_marked_on_the_check_page(area, officer, seat, household):
    make_completed(household, make_review(area.commune, 2023, by=officer), by=officer)
    review = make_review(area.commune, 2024, by=officer)
    rows = MembersInput(kept=(make_member("Trần Thị Mới", birth_year=2024),), base_version=household.version)
    actions.save_draft(
        household=household, review=review, sheet=full_sheet(lacking=3), base_version=0, by=officer, members=rows
    )
    response = seat.get(entry_url(household, 2024, "kiem-tra/"))
    assert "So với năm 2023: thêm Trần Thị Mới" in words(response)


def test_a_poor_household_is_told_what_would_lift_it(seat, url, household, review, officer):
    make_draft(household, review, by=officer, sheet=full_sheet(lacking=3))
    said = words(seat.get(f"{url}kiem-tra/"))
    assert "Muốn đổi kết quả xếp loại thì cần gì Nếu khắc phục" in said


def test_the_regular_review_of_a_month_has_pages_of_its_own(area, officer, seat, household):
    make_completed(household, make_review(area.commune, 2023, by=officer), by=officer, income_points=128)
    review = actions.open_review(commune=area.commune, year=2024, month=6, by=officer)
    url = f"/{area.commune.key}/2024/thang-6/phieu/{household.uid}/"
    response = seat.get(url)
    assert "Phiếu rà soát tháng 6 năm 2024: hộ Trần Văn Thử" in words(response)
    assert "Năm 2023: 128 điểm" in words(response)
    fields = {**form_with(response, "income_points"), **answers(3), "income_points": "100", "lenh": "kiem-tra"}
    check = seat.post(url, fields).url
    assert check == f"{url}kiem-tra/"
    posted = {**form_with(seat.get(check), "da_xem"), "lenh": "xong"}
    response = seat.post(check, posted, follow=True)
    assert review.assessments.get().is_completed
    assert f'action="{url}hoan-tac/?ban=2"' in response.content.decode()
    seat.post(f"{url}hoan-tac/?ban=2")
    assert not review.assessments.get().is_completed
    assert not Assessment.objects.filter(review__year=2024, review__month=0).exists()


def test_the_month_before_is_the_last_review_of_the_annual_one(area, officer, seat, household):
    june = actions.open_review(commune=area.commune, year=2024, month=6, by=officer)
    make_completed(household, june, by=officer, income_points=131)
    make_review(area.commune, 2024, by=officer)
    assert "Tháng 6 năm 2024: 131 điểm" in words(seat.get(entry_url(household, 2024)))
