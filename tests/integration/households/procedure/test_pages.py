"""The pages of the procedure: a whole season through forms, lists of the level above, sentences, few queries."""

from datetime import date

import pytest

from accounts.roles import Role
from households import actions
from households.models import Review
from tests.factories import PASSWORD, hamlets_of, make_user
from tests.factories_households import (
    advance,
    make_classed,
    make_household,
    make_meeting,
    make_review,
    recognise,
    record_population,
)
from tests.integration.households.pages import form_with, words

URL = "/91101/2024/ra-soat/"
STEPS = f"{URL}cac-buoc/"
MEETING = f"{URL}hop-dan/91101-01/"
TYPED_MEETING = {"held_on": "20/11/2024", "chair": "Lò Văn Trưởng", "secretary": "Vi Thị Thư", "present": "50"}


@pytest.fixture
def seat(signed_in, officer):
    return signed_in(officer)


@pytest.fixture
def above(area, signed_in):
    return signed_in(make_user(Role.UPPER_REVIEWER, area.district, full_name="Bế Văn Thẩm Định"))


@pytest.fixture
def ready(area, officer, review, household):
    """Forms finished, populations there."""
    make_classed(household, review, "poor", by=officer)
    record_population(area.commune)
    return review


def state() -> str:
    return Review.objects.order_by("pk").last().state


def test_a_season_through_its_forms(seat, above, chair_of, household, ready):
    seat.post(f"{URL}hop-dan/", {})
    assert "Tổ dân phố 1 Chưa họp Ghi họp dân" in words(seat.get(STEPS))
    typed = {**form_with(seat.get(MEETING), "held_on"), **TYPED_MEETING}
    assert seat.post(MEETING, {**typed, "agreeing": "24"}).url == f"{STEPS}#hop-dan"
    said = words(seat.get(STEPS))
    assert "Chưa đạt, họp lại" in said
    assert "Lần 1, 20/11/2024: 24/50 người đồng ý (48%), chưa đạt" in said
    assert state() == "surveying"
    seat.post(f"{URL}hop-dan/", {})
    typed = {**form_with(seat.get(MEETING), "held_on"), **TYPED_MEETING, "held_on": "22112024"}
    for _ in range(2):  # a double click
        seat.post(MEETING, {**typed, "agreeing": "45"})
    assert "Lần 2, 22/11/2024: 45/50 người đồng ý (90%), đạt" in words(seat.get(STEPS))
    posting = {"posted_on": "25/11/2024", "posted_until": "26/11/2024", "places": "trụ sở UBND phường"}
    assert "mới có 02 ngày làm việc" in words(seat.post(f"{URL}niem-yet/", posting))
    assert seat.post(f"{URL}niem-yet/", {**posting, "posted_until": "27/11/2024"}).url == f"{STEPS}#niem-yet"
    sent = {"report_number": "86/BC-UBND", "submitted_on": "27/11/2024"}
    assert "chưa qua ngày niêm yết cuối cùng" in words(seat.post(f"{URL}trinh/", sent))
    seat.post(f"{URL}trinh/", {**sent, "submitted_on": "28/11/2024"})
    assert state() == "submitted"
    opinion = f"{URL}y-kien/"
    said = words(above.get(opinion))
    assert "số 86/BC-UBND ngày 28/11/2024, lần trình 1" in said
    assert "05/12/2024 (quá" in said
    above.post(f"{opinion}{household.uid}/", {"comment": "Xem lại điểm B1."})
    said = words(above.post(opinion, {"lenh": "thong-nhat", "opinion_on": "29/11/2024"}))
    assert "Đang đánh dấu trả lại 01 hộ (hộ Trần Văn Thử)" in said
    assert "Xem lại điểm B1." not in words(seat.get(STEPS)), "nothing is shown before it is sent"
    above.post(opinion, {"lenh": "tra-lai", "tra-lai-comment": "Đề nghị sớm trình lại."})
    said = words(seat.get(STEPS))
    assert "Xem lại điểm B1." in said
    assert "Còn 01 hộ bị trả lại chưa giải trình (hộ Trần Văn Thử)" in said
    seat.post(f"{URL}giai-trinh/{household.uid}/", {"answer": "Đã xem lại, đúng điểm."})
    seat.post(f"{URL}trinh/", {"report_number": "90/BC-UBND", "submitted_on": "02/12/2024"})
    paper = {"opinion_number": "12/UBND", "opinion_on": "04/12/2024"}
    assert "hiện đang" not in words(seat.post(f"{URL}y-kien-van-ban/", paper, follow=True))
    assert "do xã, phường ghi theo văn bản giấy" in words(seat.get(STEPS))
    chair_of.post(f"{URL}cong-nhan/", {"decision_number": "215/QĐ-UBND", "decision_on": "10/12/2024"})
    chair_of.post(f"{URL}khep-lai/", {})
    said = words(seat.get(STEPS))
    assert "Đã khép lại" in said
    assert "Hộ nghèo khi công nhận 1 hộ, 3 người" in said
    assert "Trả lại kết quả" in said
    assert Review.objects.get().round == 2


@pytest.fixture
def chair_of(signed_in, leader):
    return signed_in(leader)


def test_a_complaint_is_answered_after_its_recheck(area, officer, seat, ready, household):
    advance(ready, "posted", by=officer)
    add = f"{URL}khieu-nai/"
    typed = {**form_with(seat.get(f"{add}?ho={household.uid}"), "complainant")}
    assert typed["household"] == [str(household.uid)]
    typed |= {"complainant": "Bà Nại", "received_on": "02/12/2024", "content": "Hộ có xe tải."}
    for _ in range(2):
        assert seat.post(add, typed).url == f"{STEPS}#khieu-nai"
    complaint = ready.complaints.get()
    said = words(seat.get(STEPS))
    assert "Chờ trả lời, hạn 05/12/2024" in said
    assert "Bà Nại: Hộ có xe tải." in said
    answer = f"{URL}khieu-nai/{complaint.uid}/"
    filled = {"rechecked_on": "03/12/2024", "rechecker": "Tổ rà soát", "answered_on": "04/12/2024"}
    filled |= {"finding": "Xe là của con rể.", "class_found": "near_poor"}
    assert "Hãy mở lại phiếu của hộ" in words(seat.post(answer, filled))
    seat.post(answer, {**filled, "class_found": "poor"})
    assert "Hộ nghèo, không đổi Xe là của con rể. (Tổ rà soát, 04/12/2024)" in words(seat.get(STEPS))


def test_a_meeting_is_annulled_with_a_reason(area, officer, seat, ready):
    meeting = make_meeting(ready, area.hamlet, by=officer)
    url = f"{URL}hop-dan/thoi-tinh/{meeting.uid}/"
    assert "Chưa điền ô này." in words(seat.post(url, {"reason": ""}))
    seat.post(url, {"reason": "Ghi nhầm số người dự họp"})
    said = words(seat.get(STEPS))
    assert "Thôi tính: Ghi nhầm số người dự họp (Đỗ Thị Cán Bộ)." in said
    assert "Chờ họp lại" in said


def test_what_was_typed_survives_an_expired_session(seat, officer, ready):
    typed = {**form_with(seat.get(MEETING), "held_on"), **TYPED_MEETING, "agreeing": "x"}
    seat.session.flush()
    response = seat.post(MEETING, typed)
    response = seat.post(response.url, {"login": officer.username, "password": PASSWORD}, follow=True)
    assert form_with(response, "chair")["chair"] == ["Lò Văn Trưởng"]


def test_the_level_above_sees_what_changed_and_who_is_marked(area, officer, above, ready):
    first = hamlets_of(area.commune)[0]
    before = make_review(area.commune, 2023, by=officer)
    same, changed = (make_household(first, name, by=officer) for name in ("An Văn Như", "Bùi Thị Khác"))
    for household in (same, changed):
        make_classed(household, before, "poor", by=officer)
    recognise(before, by=officer)
    make_classed(same, ready, "poor", by=officer)
    make_classed(changed, ready, "not_poor", by=officer)
    for row in ready.movements.filter(kind=""):
        row.delete()
    advance(ready, "submitted", by=officer)
    opinion = f"{URL}y-kien/"
    said = words(above.get(opinion))
    assert "Tất cả (3) Khác lần công nhận trước (2) Hộ nghèo (2) Hộ cận nghèo (0) Đã đánh dấu (0)" in said
    only = words(above.get(f"{opinion}?xem=thay-doi"))
    assert "Bùi Thị Khác Hộ không nghèo Hộ nghèo" in only
    assert "An Văn Như" not in only
    mark = f"{opinion}{changed.uid}/"
    above.post(mark, {"comment": "Vì sao thoát nghèo?"})
    assert "Bùi Thị Khác" in words(above.get(f"{opinion}?xem=danh-dau"))
    assert "Bỏ đánh dấu hộ này" in words(above.get(mark))
    above.post(mark, {"bo-danh-dau": "1"})
    assert "Không có hộ nào." in words(above.get(f"{opinion}?xem=danh-dau"))


def test_a_district_sees_who_waits_since_when_and_until_when(area, officer, above, ready):
    review = advance(ready, "submitted", by=officer, decision_on=date(2024, 12, 10))
    said = words(above.get("/911/2024/ra-soat/"))
    assert "Việc tiếp theo: cho ý kiến về kết quả rà soát đã trình. Phường Mẫu Một, hạn 17/12/2024" in said
    assert "Phường Mẫu Một Chờ ý kiến cấp trên Cho ý kiến Phường Mẫu Một 10/12/2024 17/12/2024" in said
    assert review.round == 1


def test_a_monthly_review_has_its_own_deadline_and_asks_nobody(area, officer, seat, household):
    review = make_review(area.commune, 2024, month=6, by=officer)
    make_classed(household, review, "poor", by=officer)
    advance(review, "posted", by=officer)
    said = words(seat.get("/91101/2024/thang-6/ra-soat/"))
    assert "Hạn quyết định 30/06/2024" in said
    assert "15 ngày" in said
    assert "ghi quyết định công nhận. Người làm: Lãnh đạo UBND cấp xã" in said
    said = words(seat.get("/91101/2024/thang-6/ra-soat/cac-buoc/"))
    assert "Ý kiến cấp trên" not in said


@pytest.mark.parametrize("page", ["", "cac-buoc/", "hop-dan/", "niem-yet/", "khieu-nai/", "trinh/"])
def test_pages_take_few_queries_whatever_the_size(area, officer, seat, ready, django_assert_max_num_queries, page):
    for number in range(12):
        household = make_household(hamlets_of(area.commune)[number % 2], by=officer)
        make_classed(household, ready, "poor", by=officer)
    advance(ready, "posted", by=officer)
    for household in ready.assessments.all()[:6]:
        actions.add_complaint(
            review=Review.objects.get(pk=ready.pk),
            household=household.household,
            complainant="A",
            received_on=date(2024, 12, 2),
            content="Sai điểm nhà ở",
            by=officer,
        )
    seat.get(f"{URL}{page}")
    with django_assert_max_num_queries(30):
        seat.get(f"{URL}{page}")


def test_the_list_of_the_level_above_takes_few_queries(area, officer, above, ready, django_assert_max_num_queries):
    for _ in range(60):
        make_classed(make_household(area.hamlet, by=officer), ready, "poor", by=officer)
    advance(ready, "submitted", by=officer)
    above.get(f"{URL}y-kien/")
    for page in (f"{URL}y-kien/", "/911/2024/ra-soat/"):
        with django_assert_max_num_queries(30):
            above.get(page)
