"""The pages of registrations to leave poverty: the list with its counts, and one paper after the other."""

from datetime import date

import pytest
from django.utils import timezone

from accounts.roles import Permission, Role
from households.models import ExitRegistration
from tests.factories import hamlets_of, make_user
from tests.factories_cases import register
from tests.factories_households import make_classed, make_completed, make_household
from tests.integration.households.pages import form_with, words

LIST = "/91101/2024/ra-soat/dang-ky-thoat-ngheo/"


@pytest.fixture
def seat(signed_in, officer):
    return signed_in(officer)


@pytest.fixture
def village(area, officer, review):
    """Poor and near-poor households of two village units; the fourth registered already."""
    first, second = hamlets_of(area.commune)
    places = {"Đặng Bốn": first, "An Ba": second, "Ăn Hai": first, "Ân Một": first}
    made = {name: make_household(hamlet, name, by=officer, persons=2) for name, hamlet in places.items()}
    make_completed(made["Đặng Bốn"], review, by=officer, lacking=4, can_exit=True)
    make_classed(made["An Ba"], review, "near_poor", by=officer)
    make_classed(made["Ăn Hai"], review, "poor", by=officer)
    make_completed(made["Ân Một"], review, by=officer, lacking=1, can_exit=True)
    make_classed(make_household(first, "Vũ Khá", by=officer), review, "not_poor", by=officer)
    register(made["Ân Một"], review, by=officer, wishes="Học nghề may")
    return made


def url(household) -> str:
    return f"{LIST}{household.uid}/"


def names(response) -> list[str]:
    return [row.name for row in response.context["page"].rows]


def test_the_poor_stand_unit_by_unit_with_what_they_signed(seat, village):
    response = seat.get(LIST)
    assert names(response) == ["Đặng Bốn", "Ăn Hai", "Ân Một", "An Ba"]
    said = words(response)
    assert "Đăng ký thoát nghèo năm 2025" in said
    assert "Ân Một Đã đăng ký Sửa của hộ Ân Một Hộ cận nghèo Có khả năng 20/12/2024 Học nghề may" in said
    assert "Còn 3 hộ chưa ghi đăng ký thoát nghèo năm 2025." in said
    assert response.context["page"].next_url == url(village["Đặng Bốn"])


def test_the_units_are_counted_against_those_able_to_leave(seat, village):
    page = seat.get(LIST).context["page"]
    assert page.unit_rows == [
        ["Tổ dân phố 1", "2", "1", "0", "1", "1", "1", "0", "0", "2"],
        ["Tổ dân phố 2", "0", "0", "0", "1", "0", "0", "0", "0", "1"],
    ]
    assert page.unit_total == ["Cộng", "2", "1", "0", "2", "1", "1", "0", "0", "3"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("tim=dang", ["Đặng Bốn"]),
        ("don_vi=91101-02", ["An Ba"]),
        ("dien=poor", ["Đặng Bốn", "Ăn Hai"]),
        ("kha_nang=co", ["Đặng Bốn", "Ân Một"]),
        ("kha_nang=khong", ["Ăn Hai", "An Ba"]),
        ("dang_ky=registered", ["Ân Một"]),
        ("dang_ky=none&don_vi=91101-01", ["Đặng Bốn", "Ăn Hai"]),
        ("dang_ky=declined", []),
        ("dien=x&don_vi=91102-01", ["Đặng Bốn", "Ăn Hai", "Ân Một", "An Ba"]),
    ],
)
def test_filters_live_in_the_address(seat, village, query, found):
    assert names(seat.get(f"{LIST}?{query}")) == found


def test_the_states_are_counted_and_keep_the_other_filters(seat, village):
    tabs = seat.get(f"{LIST}?don_vi=91101-01&trang=1").context["page"].state_tabs
    assert [tab[0] for tab in tabs] == [
        "Tất cả (3)",
        "Chưa ghi (2)",
        "Đã đăng ký (1)",
        "Không đăng ký (0)",
        "Đã rút (0)",
    ]
    assert tabs[1][1] == "?don_vi=91101-01&dang_ky=none"


def test_empty_lists_say_what_to_do(seat, area, officer):
    assert "Chưa mở đợt rà soát năm 2024." in words(seat.get(LIST))


def test_a_review_without_poor_households_says_so(seat, review):
    assert "chưa có hộ nghèo, hộ cận nghèo nào" in words(seat.get(LIST))
    assert "Không có hộ nào khớp với bộ lọc." in words(seat.get(f"{LIST}?dien=poor"))


@pytest.mark.parametrize("size", [3, 55])
def test_the_list_takes_few_queries_and_fifty_rows(area, officer, seat, review, django_assert_max_num_queries, size):
    for number in range(size):
        household = make_household(area.hamlet, by=officer)
        make_classed(household, review, "poor", by=officer)
        if number % 2:
            register(household, review, by=officer)
    with django_assert_max_num_queries(25):
        response = seat.get(LIST)
    assert len(names(response)) == min(size, 50)
    with django_assert_max_num_queries(30):
        seat.get(url(household))


def test_a_higher_place_counts_its_communes(signed_in, area, village):
    above = signed_in(make_user(Role.UPPER_REVIEWER, area.province))
    page = above.get("/91/2024/ra-soat/dang-ky-thoat-ngheo/").context["page"]
    assert page.unit_rows[0] == ["Phường Mẫu Một", "2", "1", "0", "2", "1", "1", "0", "0", "3"]
    assert [row.action for row in page.rows] == [("", "")] * 4


# --- One household after the other ----------------------------------------------------------------


def test_a_paper_is_saved_and_the_next_household_opens_with_its_day(seat, village):
    address = f"{url(village['Đặng Bốn'])}?don_vi=91101-01"
    form = form_with(seat.get(address), "signed_on")
    sent = seat.post(address, {**form, "state": "registered", "signed_on": "20122024", "lenh": "tiep"})
    assert sent.url == f"{url(village['Ăn Hai'])}?don_vi=91101-01&ngay=20%2F12%2F2024"
    assert ExitRegistration.objects.get(household=village["Đặng Bốn"]).signed_on == date(2024, 12, 20)
    following = seat.get(sent.url)
    assert form_with(following, "signed_on")["signed_on"] == ["20/12/2024"]
    assert "Đây là hộ cuối cùng chưa ghi trong danh sách đang lọc." in words(following)
    last = seat.post(sent.url, {"state": "declined", "signed_on": "20/12/2024", "reason": "Già yếu", "lenh": "tiep"})
    assert last.url == f"{LIST}?don_vi=91101-01"
    assert "Không còn hộ nào chưa ghi" in words(seat.get(last.url))


def test_the_next_household_comes_round_again(seat, village):
    sent = seat.post(url(village["An Ba"]), {"state": "registered", "signed_on": "20/12/2024", "lenh": "tiep"})
    assert sent.url.startswith(url(village["Đặng Bốn"]))


def test_save_and_back_leads_to_the_list(seat, village):
    sent = seat.post(url(village["Ăn Hai"]), {"state": "registered", "signed_on": "20/12/2024", "lenh": "xong"})
    assert sent.url == LIST


def test_errors_come_back_with_what_was_typed(seat, village):
    response = seat.post(url(village["Ăn Hai"]), {"state": "declined", "signed_on": "hôm qua", "wishes": "Học nghề"})
    said = words(response)
    assert "Hộ không đăng ký hoặc rút đăng ký thì phải ghi lý do." in said
    page = response.content.decode()
    assert "hôm qua" in page
    assert "Học nghề" in page


def test_a_refusal_of_the_action_is_shown(seat, village):
    response = seat.post(url(village["Ăn Hai"]), {"state": "registered", "signed_on": "01/01/2024", "lenh": "tiep"})
    assert "phải từ khi bắt đầu rà soát (01/09/2024)" in words(response)


def test_what_was_recorded_stands_in_the_form_and_may_be_taken_back(seat, village):
    response = seat.get(url(village["Ân Một"]))
    form = form_with(response, "signed_on")
    assert (form["state"], form["wishes"]) == (["registered"], ["Học nghề may"])
    assert "Rút đăng ký đã ký" in words(response)
    assert "Đăng ký thoát cận nghèo" in words(response)
    assert "Rút đăng ký đã ký" not in words(seat.get(url(village["Ăn Hai"])))


def test_today_is_proposed_only_while_papers_may_be_signed(seat, area, officer, village):
    form = form_with(seat.get(url(village["Ăn Hai"])), "signed_on")
    today = timezone.localdate()
    assert form["signed_on"] == ([f"{today:%d/%m/%Y}"] if today <= date(2025, 12, 31) else [""])


def test_who_is_not_poor_gets_a_sentence_instead_of_a_form(seat, area, officer, review, village):
    rich = make_household(area.hamlet, "Hồ Khá", by=officer)
    make_classed(rich, review, "not_poor", by=officer)
    response = seat.get(url(rich))
    assert "hộ không nghèo, không cận nghèo nên không đăng ký" in words(response)
    assert b'name="signed_on"' not in response.content


def test_who_may_only_look_gets_no_way_to_write(signed_in, holder, area, village):
    page = signed_in(holder(Permission.HOUSEHOLD_VIEW, area.commune)).get(LIST).context["page"]
    assert [row.action[1] for row in page.rows] == [""] * 4
    assert page.next_url == ""


def test_a_reviewer_writes_for_the_own_village_unit_alone(signed_in, reviewer, village):
    client = signed_in(reviewer)
    own = "/91101-01/2024/ra-soat/dang-ky-thoat-ngheo/"
    assert names(client.get(own)) == ["Đặng Bốn", "Ăn Hai", "Ân Một"]
    data = {"state": "registered", "signed_on": "20/12/2024", "lenh": "xong"}
    assert client.post(f"{own}{village['Ăn Hai'].uid}/", data).status_code == 302
    assert client.post(f"{own}{village['An Ba'].uid}/", data).status_code == 404
