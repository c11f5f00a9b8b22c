"""The page of a review: opened, followed, recognised; and the reviews of a higher place."""

import pytest

from accounts.roles import Permission, Role
from households.models import Review
from tests.factories import PASSWORD, hamlets_of
from tests.factories_households import (
    advance,
    make_classed,
    make_draft,
    make_household,
    make_review,
    recognise,
    record_population,
)
from tests.factories_lists import make_listed
from tests.integration.households.pages import entry_url, form_with, words

URL = "/91101/2024/ra-soat/"
RECOGNISE = f"{URL}cong-nhan/"
STEPS = f"{URL}cac-buoc/#cong-nhan"


@pytest.fixture
def seat(signed_in, officer):
    """Where the officer sits: a client with her session."""
    return signed_in(officer)


@pytest.fixture
def chair(signed_in, leader):
    """Where the leader sits."""
    return signed_in(leader)


@pytest.fixture
def finished(area, officer, review, household):
    """The level above has agreed; the decision is next."""
    make_classed(household, review, "poor", by=officer)
    return advance(review, "agreed", by=officer)


# --- Opening --------------------------------------------------------------------------------------


def test_a_review_is_opened_by_its_button(seat):
    response = seat.get(URL)
    said = words(response)
    assert "Rà soát hộ nghèo, hộ cận nghèo năm 2024 Chưa mở" in said
    assert "Đợt rà soát năm 2024 áp dụng Chuẩn nghèo đa chiều quốc gia" in said
    response = seat.post(f"{URL}mo/", form_with(response, "standard"), follow=True)
    assert response.redirect_chain == [(URL, 302)]
    assert "Đã mở đợt rà soát năm 2024." in words(response)
    assert Review.objects.get().standard_code == "VN-2022"


def test_where_two_standards_are_possible_the_officer_chooses(seat):
    response = seat.get("/91101/2026/ra-soat/")
    fields = form_with(response, "standard")
    assert fields["standard"] == ["VN-2022"]
    assert "Chưa có văn bản nào đọc được cho biết đợt này dùng chuẩn nào" in words(response)
    seat.post("/91101/2026/ra-soat/mo/", {**fields, "standard": "VN-2027"})
    assert Review.objects.get().standard_code == "VN-2027"


def test_opened_twice_is_said_and_opened_once(seat, review):
    response = seat.post(f"{URL}mo/", {"standard": "VN-2022"}, follow=True)
    assert "phường Mẫu Một đã có đợt rà soát năm 2024." in words(response)
    assert Review.objects.count() == 1


def test_looking_at_the_address_of_the_button_opens_nothing(seat):
    assert seat.get(f"{URL}mo/").url == URL
    assert not Review.objects.exists()


def test_a_year_that_has_not_come_says_why_it_cannot_be_opened(seat):
    assert "Chưa đến năm 2098 nên chưa mở được" in words(seat.get("/91101/2098/ra-soat/"))


def test_who_may_not_open_is_told_who_does(chair):
    said = words(chair.get(URL))
    assert "Chưa mở đợt rà soát năm 2024. Cán bộ giảm nghèo của xã, phường mở đợt rà soát." in said
    assert chair.post(f"{URL}mo/").status_code == 403


# --- Following ------------------------------------------------------------------------------------


def test_the_progress_is_shown_by_village_unit_with_what_comes_next(area, officer, seat, review):
    first, second = hamlets_of(area.commune)
    done = make_household(first, by=officer)
    make_classed(done, review, "poor", by=officer)
    for hamlet in (second, second):
        make_listed(hamlet, review=review, by=officer)
    make_draft(make_household(second, by=officer), review, by=officer)
    response = seat.get(URL)
    said = words(response)
    assert "Việc tiếp theo: Còn 03 hộ chưa xong ở tổ dân phố 2. Nhập tiếp" in said
    assert "Tổ dân phố 1 1 0 0 1 0 1 0 Chưa họp" in said
    assert "Tổ dân phố 2 Nhập tiếp Tổ dân phố 2 3 2 1 0 0 0 0 Chưa họp" in said
    assert "Tổng cộng 4 2 1 1 0 1 0" in said
    assert "1 trên 4 hộ đã hoàn thành." in said
    assert 'href="/91101/2024/phieu/ke-tiep/?don_vi=91101-02"' in response.content.decode()


def test_the_standard_is_shown_with_its_basis_and_what_is_not_known(seat, review):
    said = words(seat.get(URL))
    assert "nông thôn 1.500.000 đồng/người/tháng; thành thị 2.000.000 đồng/người/tháng" in said
    assert "nông thôn 140 điểm; thành thị 175 điểm" in said
    assert "Nghị định 07/2021/NĐ-CP" in said
    for unknown in review.standard.unknowns:
        assert unknown in said


def test_a_standard_without_thresholds_says_so(area, officer, seat):
    make_review(area.commune, 2026, by=officer, standard_code="VN-2027")
    assert "nông thôn: chưa có; đô thị: chưa có" in words(seat.get("/91101/2026/ra-soat/"))


def test_enter_next_leads_to_the_first_open_household_of_the_village_unit(area, officer, seat, review):
    first, second = hamlets_of(area.commune)
    make_listed(first, "An", review=review, by=officer)
    make_household(second, "Ân Ở Ngoài", by=officer)
    wanted = make_listed(second, "Bình", review=review, by=officer)
    url = "/91101/2024/phieu/ke-tiep/"
    assert seat.get(f"{url}?don_vi={second.key}").url == entry_url(wanted, 2024)
    make_classed(wanted, review, "poor", by=officer)
    response = seat.get(f"{url}?don_vi={second.key}", follow=True)
    assert "Tổ dân phố 2: mọi hộ đã có phiếu hoàn thành năm 2024." in words(response)


def test_a_reviewer_sees_the_own_village_unit_alone(area, officer, signed_in, reviewer, review):
    make_listed(hamlets_of(area.commune)[1], review=review, by=officer)
    own = make_listed(area.hamlet, review=review, by=officer)
    seat = signed_in(reviewer)
    response = seat.get(f"/{area.hamlet.key}/2024/ra-soat/")
    said = words(response)
    assert "Tổ dân phố 1" in said
    assert "Tổ dân phố 2" not in said
    assert "Ghi quyết định" not in said
    assert seat.get(f"/{area.hamlet.key}/2024/phieu/ke-tiep/").url == entry_url(own, 2024, place=area.hamlet.key)
    assert seat.get(URL).status_code == 404


@pytest.mark.parametrize("households", [1, 30])
def test_the_page_takes_few_queries_whatever_the_size(
    area, officer, seat, review, django_assert_max_num_queries, households
):
    for _ in range(households):
        make_household(area.hamlet, by=officer)
    seat.get(URL)
    with django_assert_max_num_queries(20):
        seat.get(URL)


# --- Recognition ----------------------------------------------------------------------------------


def test_what_keeps_the_next_step_is_said_with_a_link(seat, officer, review, household):
    make_draft(household, review, by=officer)
    response = seat.get(URL)
    said = words(response)
    assert "Bước tiếp theo: chuyển sang họp dân. Người làm: Cán bộ giảm nghèo của xã, phường." in said
    assert "Còn 01 phiếu nháp (tổ dân phố 1: 01). Hãy hoàn thành hoặc bỏ các phiếu nháp. Xem phiếu nháp" in said
    assert "Chưa có số hộ dân cư năm 2024" in said
    assert 'href="/91101/2024/ho/?phieu=nhap"' in response.content.decode()


def test_the_page_of_a_decision_says_what_is_missing(chair, review):
    said = words(chair.get(RECOGNISE))
    assert "Đợt rà soát đang ở bước rà soát nên không ghi quyết định công nhận được" in said


def test_the_decision_is_recorded_and_shown(chair, finished):
    response = chair.get(RECOGNISE)
    typed = {**form_with(response, "decision_number"), "decision_number": "215/QĐ-UBND", "decision_on": "10/12/2024"}
    for _ in range(2):  # a double click
        assert chair.post(RECOGNISE, typed).url == STEPS
    said = words(chair.get(URL))
    assert "Đã công nhận" in said
    assert "Quyết định số 215/QĐ-UBND ngày 10 tháng 12 năm 2024, Hồ Thị Lãnh Đạo ghi" in said
    assert "Nhập tiếp" not in said


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({}, "Hãy ghi số của quyết định công nhận."),
        ({"decision_number": "1/QĐ"}, "Hãy ghi ngày của quyết định."),
        ({"decision_number": "1/QĐ", "decision_on": "31/02/2024"}, "dạng ngày/tháng/năm"),
        ({"decision_number": "1/QĐ", "decision_on": "01/01/2024"}, "ở trước kỳ rà soát năm 2024 (từ 01/09/2024)"),
        ({"decision_number": "1/QĐ", "decision_on": "01/01/2098"}, "ở sau hôm nay"),
    ],
)
def test_a_decision_that_cannot_be_is_refused_with_what_was_typed(chair, finished, typed, sentence):
    response = chair.post(RECOGNISE, typed)
    assert sentence in words(response)
    assert form_with(response, "decision_number")["decision_number"] == [typed.get("decision_number", "")]
    assert not Review.objects.get().is_recognised


def test_households_without_a_form_are_asked_about_before_the_meetings(area, officer, seat, review, household):
    make_classed(household, review, "poor", by=officer)
    record_population(area.commune)
    make_listed(area.hamlet, review=review, by=officer)
    begin = f"{URL}hop-dan/"
    said = words(seat.post(begin, {}))
    assert "01 hộ trong danh sách chưa có phiếu không thuộc diện rà soát của đợt này" in said
    assert "Còn hộ chưa có phiếu." in said
    assert seat.post(begin, {"rest_confirmed": "on"}).url == f"{URL}cac-buoc/#hop-dan"
    assert Review.objects.get().state == "meeting"


def test_a_decision_survives_an_expired_session(chair, leader, finished):
    typed = {**form_with(chair.get(RECOGNISE), "decision_number"), "decision_number": "7/QĐ", "decision_on": "x"}
    chair.session.flush()
    response = chair.post(RECOGNISE, typed)
    response = chair.post(response.url, {"login": leader.username, "password": PASSWORD}, follow=True)
    assert form_with(response, "decision_number")["decision_number"] == ["7/QĐ"]


def test_an_officer_does_not_record_decisions(seat, finished):
    assert "Bước tiếp theo: ghi quyết định công nhận. Người làm: Lãnh đạo UBND cấp xã." in words(seat.get(URL))
    assert RECOGNISE not in seat.get(URL).content.decode()
    assert seat.get(RECOGNISE).status_code == 403
    assert seat.post(RECOGNISE, {"decision_number": "1", "decision_on": "10/12/2024"}).status_code == 403


def test_there_is_nothing_to_recognise_without_a_review_or_above_a_commune(area, holder, signed_in):
    above = signed_in(holder(Permission.REVIEW_RECOGNISE, area.district))
    assert above.get(RECOGNISE).status_code == 404
    assert above.get("/911/2024/ra-soat/cong-nhan/").status_code == 404


# --- A higher place -------------------------------------------------------------------------------


def test_a_higher_place_sees_its_communes_in_a_table(area, officer, holder, signed_in, finished):
    recognise(finished, by=officer)
    make_household(area.neighbour_hamlet, by=officer)
    response = signed_in(holder(Role.UPPER_REVIEWER, area.district)).get("/911/2024/ra-soat/")
    said = words(response)
    assert "1 trên 2 xã, phường đã mở đợt rà soát; 1 nơi đã được công nhận." in said
    assert "Phường Mẫu Một Đã công nhận – – VN-2022 1 0 0 1 0 1 0" in said
    assert "Phường Mẫu Hai Chưa mở – – – 0 0 0 0 0 0 0" in said
    assert "Tổng cộng 1 0 0 1 0 1 0" in said


def test_different_standards_are_said_in_the_table(area, officer, holder, signed_in):
    make_review(area.commune, 2026, by=officer)
    make_review(area.neighbour, 2026, by=officer, standard_code="VN-2027")
    said = words(signed_in(holder(Role.UPPER_REVIEWER, area.province)).get("/91/2026/ra-soat/"))
    assert "dùng chuẩn nghèo khác nhau; không cộng các chỉ số thiếu hụt" in said


def test_a_higher_place_without_communes_that_year_says_what_to_do(area, holder, signed_in):
    above = signed_in(holder(Role.UPPER_REVIEWER, area.province))
    for commune in (area.commune, area.neighbour):
        type(commune).objects.filter(pk=commune.pk).update(abolished_on="2020-01-01")
    assert "Địa bàn không có xã, phường nào trong năm này." in words(above.get("/91/2024/ra-soat/"))
