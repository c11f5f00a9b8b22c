"""Households newly out of poverty: found from recognised results, annual and monthly, listed, told on their page."""

from datetime import date

import pytest

from accounts.roles import Role
from households.cases.newly_out import newly_out, newly_out_words
from households.models import Movement, ProcedureSetting, Review
from households.presenters.cases import case_facts
from localities.scope import AreaScope
from tests.factories import hamlets_of, make_user
from tests.factories_cases import case_in, make_case, register
from tests.factories_households import make_classed, make_household, make_review, recognise
from tests.integration.households.pages import words

URL = "/91101/2024/ho/moi-thoat-ngheo/"


@pytest.fixture
def seat(signed_in, officer):
    return signed_in(officer)


@pytest.fixture
def histories(area, officer):
    """A year in which five households are poor or near-poor, and the next: decided on 10/12/2023 and 10/12/2024."""
    first, second = hamlets_of(area.commune)
    said = {
        "Đặng Bốn": (first, "poor", "not_poor"),
        "An Ba": (second, "near_poor", "not_poor"),
        "Ăn Hai": (first, "poor", "near_poor"),
        "Lê Năm": (first, "poor", "poor"),
        "Vũ Sáu": (first, "near_poor", "poor"),
    }
    made = {name: make_household(hamlet, name, by=officer) for name, (hamlet, _, _) in said.items()}
    for year, place in ((2023, 1), (2024, 2)):
        review = make_review(area.commune, year, by=officer)
        for name, classes in said.items():
            make_classed(made[name], review, classes[place], by=officer)
        recognise(review, by=officer)
    return made


def names(response) -> list[str]:
    return [row.name for row in response.context["page"].rows]


def test_who_left_stands_in_the_list_with_the_decision_and_the_months(seat, histories):
    response = seat.get(URL)
    assert names(response) == ["An Ba", "Đặng Bốn", "Ăn Hai"]
    rows = {row.name: (row.left, row.until, row.months) for row in response.context["page"].rows}
    assert rows == {
        "An Ba": ("Thoát cận nghèo", "10/12/2027", "36"),
        "Đặng Bốn": ("Thoát nghèo", "10/12/2027", "36"),
        "Ăn Hai": ("Thoát nghèo, nay là hộ cận nghèo", "10/12/2027", "36"),
    }
    said = words(response)
    assert "Tính đến 31/12/2024: hộ thoát nghèo, thoát cận nghèo trong 36 tháng" in said
    assert "123/QĐ-UBND, 10/12/2024" in said


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("tim=an ba", ["An Ba"]),
        ("don_vi=91101-02", ["An Ba"]),
        ("tu_dien=poor", ["Đặng Bốn", "Ăn Hai"]),
        ("tu_dien=near_poor", ["An Ba"]),
        ("con_lai=12", []),
        ("hien_nay=da-tai-ngheo", []),
        ("tu_dien=x&con_lai=y&don_vi=91102-01", ["An Ba", "Đặng Bốn", "Ăn Hai"]),
    ],
)
def test_filters_live_in_the_address(seat, histories, query, found):
    assert names(seat.get(f"{URL}?{query}")) == found


def test_before_the_decision_nobody_is_out_and_the_list_says_so(seat, histories):
    response = seat.get("/91101/2023/ho/moi-thoat-ngheo/")
    assert names(response) == []
    assert "tính đến 31/12/2023" in words(response)


def test_the_months_are_a_setting_of_the_place(area, officer, histories):
    scope, on = AreaScope((area.commune.path,)), date(2024, 12, 31)
    assert len(newly_out(scope, area.commune, on)) == 3
    assert newly_out(scope, area.commune, date(2027, 12, 11)) == []
    ProcedureSetting.objects.create(
        place=area.province,
        code="newly_out_months",
        value="12",
        valid_from=date(2024, 1, 1),
        basis="Nghị quyết 1/NQ-HĐND",
        set_at="2024-01-01T00:00:00Z",
        set_by=officer,
    )
    assert {out.until for out in newly_out(scope, area.commune, on)} == {date(2025, 12, 10)}
    assert newly_out(scope, area.commune, date(2025, 12, 11)) == []


def test_the_basis_of_a_local_number_is_shown(seat, area, officer, histories):
    ProcedureSetting.objects.create(
        place=area.commune,
        code="newly_out_months",
        value="24",
        valid_from=date(2024, 1, 1),
        basis="Nghị quyết 1/NQ-HĐND",
        set_at="2024-01-01T00:00:00Z",
        set_by=officer,
    )
    assert "trong 24 tháng từ ngày quyết định công nhận và chưa trở lại. Căn cứ của số tháng: Nghị quyết" in words(
        seat.get(URL)
    )


def test_a_recorded_movement_decides(area, histories):
    """Who only moved away left poverty in no sense of the forms."""
    Movement.objects.filter(household=histories["Đặng Bốn"], review__year=2024).delete()
    Movement.objects.create(
        review=Review.objects.get(year=2024),
        household=histories["Đặng Bốn"],
        commune=area.commune,
        hamlet=area.hamlet,
        class_before="poor",
        kind="poor_out_other",
    )
    found = newly_out(AreaScope((area.commune.path,)), area.commune, date(2024, 12, 31))
    assert histories["Đặng Bốn"].pk not in {out.household for out in found}


def test_who_is_poor_again_by_a_monthly_review_is_back(seat, area, officer, histories):
    """The months go on, but the household stands in another list."""
    monthly = Review.objects.create(commune=area.commune, year=2025, kind="monthly", month=6, standard_code="VN-2022")
    make_classed(histories["An Ba"], monthly, "near_poor", by=officer)
    Review.objects.filter(pk=monthly.pk).update(
        state="recognised",
        decision_number="77/QĐ-UBND",
        decision_on=date(2025, 6, 25),
        recognised_at="2025-06-25T00:00:00Z",
        recognised_by=officer,
    )
    assert "An Ba" in names(seat.get(URL))  # at the end of 2024 it was out
    later = "/91101/2025/ho/moi-thoat-ngheo/"
    assert "An Ba" not in names(seat.get(later))
    response = seat.get(f"{later}?hien_nay=da-tai-ngheo")
    assert names(response) == ["An Ba"]
    assert "Trở lại hộ cận nghèo 25/06/2025" in words(response)
    assert newly_out_words(histories["An Ba"], date(2025, 7, 1)) == ""


def test_the_words_for_the_page_of_a_household(histories):
    assert newly_out_words(histories["Đặng Bốn"], date(2026, 11, 20)) == (
        "Thoát nghèo theo Quyết định số 123/QĐ-UBND ngày 10 tháng 12 năm 2024; tính là hộ mới thoát đến hết "
        "10/12/2027 (còn 13 tháng)"
    )
    assert newly_out_words(histories["Đặng Bốn"], date(2027, 12, 11)) == ""
    assert newly_out_words(histories["Lê Năm"], date(2025, 1, 1)) == ""


def test_the_rival_and_the_reviewer_see_their_own_ground(signed_in, rival, reviewer, area, histories):
    assert names(signed_in(rival).get("/91102/2024/ho/moi-thoat-ngheo/")) == []
    assert names(signed_in(reviewer).get("/91101-01/2024/ho/moi-thoat-ngheo/")) == ["Đặng Bốn", "Ăn Hai"]
    above = signed_in(make_user(Role.UPPER_REVIEWER, area.district))
    assert "Tổ dân phố 2, phường Mẫu Một" in words(above.get("/911/2024/ho/moi-thoat-ngheo/"))


def test_the_list_takes_few_queries(seat, histories, django_assert_max_num_queries):
    with django_assert_max_num_queries(25):
        seat.get(URL)


# --- On the page of a household -------------------------------------------------------------------


def test_a_household_page_is_told_of_its_cases(area, officer, histories):
    review = Review.objects.get(year=2023)
    left = histories["Đặng Bốn"]
    register(left, review, by=officer)
    facts = dict(case_facts(left))
    assert facts["Đăng ký thoát nghèo năm 2024"] == "Đã đăng ký, ký 20/12/2023"
    assert facts["Mới thoát nghèo"].startswith("Thoát nghèo theo Quyết định số 123/QĐ-UBND")


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ("requested", "Đang xác định thu nhập theo giấy đề nghị ngày 17 tháng 6 năm 2024"),
        ("recognised", "Đã công nhận. Quyết định số 215/QĐ-UBND ngày 01 tháng 7 năm 2024"),
        ("revoked", "Đã thu hồi. Văn bản số 300/QĐ-UBND ngày 01 tháng 8 năm 2024"),
    ],
)
def test_a_household_page_is_told_of_its_average_living(household, officer, state, said):
    case_in(household, state, by=officer)
    assert case_facts(household) == [("Mức sống trung bình", said)]


def test_where_there_is_nothing_to_say_nothing_is_said(household):
    assert case_facts(household) == []


def test_the_facts_take_few_queries(household, officer, django_assert_max_num_queries):
    make_case(household, by=officer)
    with django_assert_max_num_queries(6):
        case_facts(household)
