"""The pages of corrections, and what other pages say of them."""

import pytest

from households.models import Correction
from households.presenters.corrections import correction_notice
from tests.factories import PASSWORD
from tests.factories_households import make_classed, make_household, make_review, recognise
from tests.factories_lists import correct
from tests.integration.households.pages import answers, form_with, words

URL = "/91101/2023/ra-soat/dinh-chinh/"
DECISION = {"decision_number": "12/QĐ-UBND", "decision_on": "20/12/2023", "reason": "Chấm nhầm phiếu"}


def url_of(household) -> str:
    return f"{URL}{household.uid}/"


def test_the_questions_stand_there_with_what_the_result_says(chair, known, last_year):
    response = chair.get(url_of(known["near_poor"]))
    said = words(response)
    assert "Đính chính kết quả năm 2023: hộ Hộ near_poor Hộ cận nghèo" in said
    assert "Công nhận theo Quyết định số 123/QĐ-UBND ngày 10 tháng 12 năm 2023." in said
    fields = form_with(response, "decision_number")
    assert (fields["income_points"], fields["answer_employment"], fields["answer_dependents"]) == (
        ["100"],
        ["yes"],
        ["no"],
    )
    assert fields["persons"] == ["2"]


def test_a_correction_is_checked_and_then_recorded(chair, known, last_year):
    url = url_of(known["near_poor"])
    typed = {**form_with(chair.get(url), "decision_number"), **DECISION, **answers(4), "lenh": "kiem-tra"}
    response = chair.post(url, typed)
    said = words(response)
    assert "Hộ cận nghèo → thành Hộ nghèo" in said
    assert "Kết quả Hộ cận nghèo Hộ nghèo" in said
    assert "2. Người phụ thuộc" in said
    assert not Correction.objects.exists()
    kept = form_with(response, "decision_number")
    for _ in range(2):  # a double click
        response = chair.post(url, {**kept, "lenh": "ghi"}, follow=True)
        assert response.redirect_chain == [(URL, 302)]
    assert Correction.objects.count() == 1
    said = words(response)
    assert "Đã đính chính kết quả của hộ Hộ near_poor theo Quyết định số 12/QĐ-UBND." in said
    assert "Hộ near_poor Tổ dân phố 1 Hộ cận nghèo Hộ nghèo Số 12/QĐ-UBND, 20/12/2023 Chấm nhầm phiếu" in said
    assert "Điểm B2: 10 → 40" in said


def test_one_may_go_back_from_the_check_and_nothing_is_lost(chair, known, last_year):
    url = url_of(known["near_poor"])
    typed = {**form_with(chair.get(url), "decision_number"), **DECISION, **answers(4)}
    kept = form_with(chair.post(url, typed), "decision_number")
    response = chair.post(url, {**kept, "lenh": "sua-tiep"})
    fields = form_with(response, "decision_number")
    assert (fields["reason"], fields["answer_dependents"]) == (["Chấm nhầm phiếu"], ["yes"])


def test_a_household_is_taken_out(chair, known, last_year):
    url = url_of(known["poor"])
    response = chair.post(url, {**DECISION, "dua_ra": "1"})
    assert "Hộ nghèo → thành Không có trong kết quả" in words(response)
    chair.post(url, {**form_with(response, "decision_number"), "lenh": "ghi"})
    assert Correction.objects.get().after == {}
    assert not known["poor"].assessments.exists()


def test_a_forgotten_household_is_found_and_added(area, officer, chair, known, last_year):
    forgotten = make_household(area.hamlet, "Lò Bị Sót", by=officer)
    response = chair.get(f"{URL}?tim=bi sot")
    assert "Lò Bị Sót Thêm vào kết quả : hộ Lò Bị Sót Không có trong kết quả" in words(response)
    url = url_of(forgotten)
    typed = {**form_with(chair.get(url), "decision_number"), **DECISION, **answers(3), "income_points": "90"}
    kept = form_with(chair.post(url, typed), "decision_number")
    chair.post(url, {**kept, "lenh": "ghi"})
    assert forgotten.assessments.get().household_class == "poor"
    assert "Hộ poor Đính chính : hộ Hộ poor Hộ nghèo" in words(chair.get(f"{URL}?tim=hộ poor"))
    assert "Không tìm thấy hộ nào" in words(chair.get(f"{URL}?tim=khongco"))


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"decision_number": ""}, "Hãy ghi số của quyết định đính chính."),
        ({"decision_on": "31/2/2023"}, "ngày"),
        ({"reason": ""}, "Hãy ghi lý do đính chính."),
        ({"persons": "0"}, "Số nhân khẩu phải là số nguyên từ 1 đến 30."),
        ({"income_points": "x"}, "Điểm B1 phải là số nguyên"),
        ({"income_points": ""}, "Phiếu chưa đủ để hoàn thành. Chưa nhập điểm B1."),
        ({"decision_on": "1/12/2023"}, "ở trước ngày quyết định công nhận 10/12/2023"),
        (answers(1), "Không có gì khác so với kết quả đã công nhận"),
    ],
)
def test_what_cannot_be_stays_on_the_page(chair, known, last_year, typed, sentence):
    url = url_of(known["near_poor"])
    before = form_with(chair.get(url), "decision_number")
    response = chair.post(url, {**before, **DECISION, **answers(4), **typed})
    assert sentence in words(response)
    assert form_with(response, "decision_number")["answer_employment"] == ["yes"]
    assert not Correction.objects.exists()


def test_a_typed_correction_survives_an_expired_session(chair, leader, known, last_year):
    url = url_of(known["near_poor"])
    typed = {**form_with(chair.get(url), "decision_number"), **DECISION, **answers(5)}
    chair.session.flush()
    response = chair.post(url, typed)
    response = chair.post(response.url, {"login": leader.username, "password": PASSWORD}, follow=True)
    assert form_with(response, "decision_number")["reason"] == ["Chấm nhầm phiếu"]


def test_an_older_result_says_why_it_is_not_corrected(area, officer, chair, known, last_year):
    review = make_review(area.commune, 2024, by=officer)
    for name in ("poor", "near_poor"):
        make_classed(known[name], review, "not_poor", by=officer)
    recognise(review, by=officer)
    sentence = "Không đính chính được kết quả năm 2023 vì kết quả rà soát năm 2024 đã được công nhận"
    assert sentence in words(chair.get(URL))
    response = chair.get(url_of(known["poor"]))
    assert sentence in words(response)
    assert "decision_number" not in response.content.decode()
    assert sentence in words(chair.post(url_of(known["poor"]), {**DECISION, "dua_ra": "1"}))


def test_the_officer_reads_corrections_and_makes_none(seat, leader, known, last_year):
    assert "Chưa có lần đính chính nào." in words(seat.get(URL))
    correct(last_year, known["poor"], by=leader, sheet=None)
    said = words(seat.get(URL))
    assert "Hộ poor Tổ dân phố 1 Hộ nghèo Không có trong kết quả" in said
    assert "Đính chính một hộ" not in said
    assert seat.get(url_of(known["poor"])).status_code == 403
    assert seat.post(url_of(known["poor"]), DECISION).status_code == 403


def test_the_list_leads_the_leader_to_a_correction(chair, known, last_year):
    rows = chair.get("/91101/2023/ra-soat/danh-sach/").context["page"].rows
    assert ("Đính chính", url_of(known["poor"])) in [act for row in rows for act in row.acts]


def test_other_pages_say_that_a_result_was_corrected(leader, known, last_year):
    assert correction_notice(last_year) is None
    correct(last_year, known["near_poor"], by=leader)
    notice = correction_notice(last_year)
    assert notice["url"] == URL
    assert "kết quả của 01 hộ đã được đính chính; lần sau cùng theo Quyết định số 12/QĐ-UBND" in notice["text"]
    assert correction_notice(last_year, known["poor"]) is None
    assert (
        "Hộ cận nghèo → Hộ nghèo. Lý do: Nhập nhầm phiếu." in correction_notice(last_year, known["near_poor"])["text"]
    )


def test_the_review_and_the_check_page_show_it(seat, leader, known, last_year):
    correct(last_year, known["near_poor"], by=leader)
    assert "kết quả của 01 hộ đã được đính chính" in words(seat.get("/91101/2023/ra-soat/"))
    check = "/91101/2023/phieu/{}/kiem-tra/"
    assert "Hộ cận nghèo → Hộ nghèo" in words(seat.get(check.format(known["near_poor"].uid)))
    assert "đã được đính chính" not in words(seat.get(check.format(known["poor"].uid)))
