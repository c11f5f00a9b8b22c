"""The list of households: found, filtered, counted, paged; and the same with and without htmx."""

import pytest

from accounts.roles import Permission, Role
from households.models import Household
from tests.factories import hamlets_of, make_user
from tests.factories_households import (
    make_classed,
    make_draft,
    make_household,
    make_member,
    make_review,
    recognise,
)
from tests.factories_lists import filter_out, list_households, make_listed
from tests.integration.households.pages import form_with, words

URL = "/91101/2024/ho/"


@pytest.fixture
def seat(signed_in, officer):
    """Where the officer sits: a client with her session."""
    return signed_in(officer)


@pytest.fixture
def village(area, officer, review):
    """Households in every state, in two village units."""
    first, second = hamlets_of(area.commune)
    made = {
        name: make_household(hamlet, name, by=officer, persons=2)
        for name, hamlet in (("Đặng Văn Bốn", first), ("An Thị Ba", second), ("Ăn Văn Hai", first), ("Ân Một", first))
    }
    make_classed(made["Đặng Văn Bốn"], review, "poor", by=officer)
    make_classed(made["An Thị Ba"], review, "near_poor", by=officer)
    make_draft(made["Ăn Văn Hai"], review, by=officer)
    list_households(made["Ân Một"], review=review, by=officer)
    return made


def names(response) -> list[str]:
    return [row.name for row in response.context["page"].rows]


def test_households_stand_in_vietnamese_order_with_their_forms(seat, village):
    response = seat.get(URL)
    assert names(response) == ["An Thị Ba", "Đặng Văn Bốn", "Ăn Văn Hai", "Ân Một"]
    said = words(response)
    assert "An Thị Ba Đã hoàn thành Xem phiếu của hộ An Thị Ba Hộ cận nghèo 100 10 Tổ dân phố 2" in said
    assert "Ăn Văn Hai Nháp Nhập tiếp của hộ Ăn Văn Hai – 100 – Tổ dân phố 1" in said
    assert "Ân Một Chưa nhập Nhập phiếu của hộ Ân Một – – –" in said


def test_the_states_are_counted_and_lead_to_their_households(seat, village):
    response = seat.get(URL)
    assert [label for label, _, _ in response.context["page"].tabs] == [
        "Tất cả (4)",
        "Chưa nhập (1)",
        "Nháp (1)",
        "Đã hoàn thành (2)",
    ]
    for _, address, _ in response.context["page"].tabs[1:]:
        assert (
            names(seat.get(URL + address))
            == {
                "?phieu=chua-nhap": ["Ân Một"],
                "?phieu=nhap": ["Ăn Văn Hai"],
                "?phieu=hoan-thanh": ["An Thị Ba", "Đặng Văn Bốn"],
            }[address]
        )


def test_a_household_that_is_not_on_the_list_says_so_and_can_be_entered(area, officer, seat, village):
    make_household(area.hamlet, "Vũ Ở Ngoài", by=officer)
    response = seat.get(f"{URL}?phieu=ngoai-danh-sach")
    assert names(response) == ["Vũ Ở Ngoài"]
    assert "Vũ Ở Ngoài Không thuộc danh sách Nhập phiếu" in words(response)
    assert "Không thuộc danh sách (1)" in [tab[0] for tab in response.context["page"].tabs]


def test_a_household_that_phieu_a_filtered_out_is_not_to_be_entered(area, officer, seat, village, review):
    filter_out(make_listed(area.hamlet, "Vũ Khá Giả", review=review, by=officer), review, by=officer)
    response = seat.get(f"{URL}?phieu=khong-lap")
    assert [(row.state[0], row.action) for row in response.context["page"].rows] == [("Không lập Phiếu B", None)]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("tim=dang", ["Đặng Văn Bốn"]),
        ("tim=ĐẶNG", ["Đặng Văn Bốn"]),
        ("tim=an+thi", ["An Thị Ba"]),
        ("tim=con+1", ["An Thị Ba", "Đặng Văn Bốn", "Ăn Văn Hai", "Ân Một"]),
        ("tim=91101-0002", ["An Thị Ba"]),
        ("don_vi=91101-02", ["An Thị Ba"]),
        ("ket_qua=poor", ["Đặng Văn Bốn"]),
        ("ket_qua=near_poor&don_vi=91101-01", []),
        ("don_vi=91102-01", ["An Thị Ba", "Đặng Văn Bốn", "Ăn Văn Hai", "Ân Một"]),
        ("ket_qua=rich&phieu=lost&trang=x", ["An Thị Ba", "Đặng Văn Bốn", "Ăn Văn Hai", "Ân Một"]),
        ("trang=99", ["An Thị Ba", "Đặng Văn Bốn", "Ăn Văn Hai", "Ân Một"]),
    ],
)
def test_filters_live_in_the_address(seat, village, query, found):
    assert names(seat.get(f"{URL}?{query}")) == found


def test_the_counts_and_links_keep_the_other_filters(seat, village):
    page = seat.get(f"{URL}?don_vi=91101-01&phieu=nhap&trang=1").context["page"]
    assert [tab[0] for tab in page.tabs] == ["Tất cả (3)", "Chưa nhập (1)", "Nháp (1)", "Đã hoàn thành (1)"]
    assert page.tabs[3][1] == "?don_vi=91101-01&phieu=hoan-thanh"
    assert [tab[2] for tab in page.tabs] == [False, False, True, False]
    assert page.clear_url == URL


def test_the_filter_keeps_the_chosen_state(seat, village):
    fields = form_with(seat.get(f"{URL}?phieu=nhap"), "tim")
    assert fields["phieu"] == ["nhap"]


def test_a_person_is_found_by_the_whole_number_alone(area, officer, seat, village):
    member = make_member("Lò Thị Riêng", "head", national_id="001070000001")
    make_household(area.hamlet, by=officer, members=[member])
    assert names(seat.get(f"{URL}?tim=001 070 000 001")) == ["Lò Thị Riêng"]
    assert names(seat.get(f"{URL}?tim=00107000000")) == []


def test_htmx_gets_the_part_that_changes(seat, village):
    response = seat.get(f"{URL}?tim=dang", HTTP_HX_REQUEST="true")
    page = response.content.decode()
    assert page.lstrip().startswith('<div id="danh-sach">')
    assert "<html" not in page
    assert "Đặng Văn Bốn" in page
    assert response["Vary"].split(", ")[0] == "HX-Request"
    assert 'hx-target="#danh-sach"' in seat.get(URL).content.decode()


def test_fifty_households_stand_on_a_page(area, officer, seat, review):
    place = {"hamlet": area.hamlet, "commune": area.commune}
    Household.objects.bulk_create(
        Household(**place, code=f"H{number}", head_name=f"Hộ {number}", sort_key=f"{number:03}")
        for number in range(120)
    )
    first, last = seat.get(URL), seat.get(f"{URL}?trang=3")
    assert (len(names(first)), len(names(last))) == (50, 20)
    assert "120 hộ · trang 1 trên 3" in words(first)


@pytest.mark.parametrize("size", [3, 60])
def test_the_list_takes_few_queries_whatever_the_size(area, officer, seat, review, django_assert_max_num_queries, size):
    for number in range(size):
        household = make_household(area.hamlet, by=officer)
        if number % 3 == 0:
            make_draft(household, review, by=officer)
    seat.get(URL)
    with django_assert_max_num_queries(13):
        seat.get(URL)


def test_a_higher_place_lists_all_its_communes(area, officer, holder, signed_in, village):
    make_household(area.neighbour_hamlet, "Bùi Bên Cạnh", by=officer)
    above = signed_in(holder(Role.UPPER_REVIEWER, area.district))
    response = above.get("/911/2024/ho/")
    assert len(names(response)) == 5
    assert "Tổ dân phố 1, phường Mẫu Hai" in words(response)
    assert names(above.get("/911/2024/ho/?don_vi=91102")) == ["Bùi Bên Cạnh"]
    assert not any(row.action for row in response.context["page"].rows)


def test_who_may_only_look_gets_no_way_to_enter(area, holder, signed_in, village):
    response = signed_in(holder(Permission.HOUSEHOLD_VIEW, area.commune)).get(URL)
    assert not any(row.action for row in response.context["page"].rows)
    assert "Thêm hộ" not in words(response)


def test_a_recognised_year_is_only_to_be_seen(area, officer, seat, review, household):
    make_classed(household, review, "poor", by=officer)
    recognise(review, by=officer)
    response = seat.get(URL)
    assert "Kết quả rà soát năm 2024 đã được công nhận; phiếu chỉ còn để xem." in words(response)
    assert not any(row.action for row in response.context["page"].rows)


def test_a_year_without_a_review_says_so(seat, household):
    said = words(seat.get("/91101/2023/ho/"))
    assert "Chưa mở đợt rà soát năm 2023 nên chưa nhập được phiếu." in said
    assert "Trần Văn Thử Chưa mở" in said


def test_an_empty_list_says_what_to_do(seat, review):
    response = seat.get(URL)
    assert "Phường Mẫu Một chưa có hộ nào trong sổ." in words(response)
    assert 'href="/91101/2024/ho/them/"' in response.content.decode()


def test_a_list_that_the_filter_emptied_says_what_to_do(seat, village):
    said = words(seat.get(f"{URL}?tim=khongco"))
    assert "Không có hộ nào khớp với bộ lọc." in said
    assert "Bỏ lọc" in said


def test_two_years_are_two_states(area, officer, seat, village):
    make_review(area.commune, 2023, by=officer)
    page = seat.get("/91101/2023/ho/").context["page"]
    assert (page.counts.households, page.counts.not_listed) == (0, 4)


def test_a_reviewer_works_in_the_list_of_the_own_village_unit(area, signed_in, village):
    reviewer = make_user("village_reviewer", hamlets_of(area.commune)[1])
    response = signed_in(reviewer).get("/91101-02/2024/ho/")
    assert names(response) == ["An Thị Ba"]
    assert response.context["page"].rows[0].action[1].startswith("/91101-02/2024/phieu/")
