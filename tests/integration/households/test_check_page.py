"""The check page: the answers once more, then the class with its reasons; completing and opening again."""

import pytest

from accounts.models import AuditEvent
from households import actions
from households.entry.sheet import Sheet
from households.figures import by_hamlet
from households.models import Assessment
from indicators.scoring import UNSURE
from localities.models import Locality
from tests.factories import PASSWORD, hamlets_of
from tests.factories_households import (
    full_sheet,
    make_completed,
    make_draft,
    make_household,
    make_member,
    make_review,
    recognise,
)
from tests.factories_lists import list_households
from tests.integration.households.pages import entry_url, form_with, words


@pytest.fixture
def url(household, review):
    return entry_url(household, review.year, "kiem-tra/")


@pytest.fixture
def seat(signed_in, officer):
    """Where the officer sits: a client with her session."""
    return signed_in(officer)


def complete(seat, url, command="xong", **changes):
    return seat.post(url, {**form_with(seat.get(url), "da_xem"), "lenh": command, **changes})


# --- What it shows --------------------------------------------------------------------------------


def test_without_a_form_one_is_sent_to_the_entry_page(seat, url, household):
    assert seat.get(url).url == entry_url(household, 2024)


def test_every_gap_is_named_with_a_link_to_its_question(seat, url, household, review, officer):
    sheet = Sheet(answers={**full_sheet().answers, "water": UNSURE})
    make_draft(household, review, by=officer, sheet=sheet)
    response = seat.get(url)
    said = words(response)
    assert "Lỗi: Kiểm tra phiếu năm 2024" in said
    assert "Còn 02 chỗ chưa xong Chưa nhập điểm B1. Chỉ số 9 Nguồn nước sinh hoạt: còn để “Chưa rõ”." in said
    entry = entry_url(household, 2024)
    page = response.content.decode()
    assert f'href="{entry}#id_income_points"' in page
    assert f'href="{entry}#id_answer_water_0"' in page
    assert "Hoàn thành, hộ kế tiếp" not in said
    assert "Phiếu chưa đủ nên chưa xếp loại được hộ." in said


def test_eight_gaps_are_listed_and_the_others_counted(seat, url, household, review, officer):
    make_draft(household, review, by=officer, sheet=Sheet())
    said = words(seat.get(url))
    assert "Còn 13 chỗ chưa xong" in said
    assert said.count("chưa trả lời.") == 7
    assert "Và 5 chỗ nữa, xem danh sách bên dưới." in said


@pytest.mark.parametrize(
    ("income_points", "lacking", "verdict"),
    [
        (175, 3, "Hộ nghèo Điểm B1 là 175, không vượt ngưỡng 175 điểm của khu vực thành thị. Điểm B2 là 30"),
        (175, 2, "Hộ cận nghèo Điểm B1 là 175, không vượt ngưỡng 175 điểm của khu vực thành thị. Điểm B2 là 20"),
        (176, 3, "Hộ không nghèo Điểm B1 là 176, vượt ngưỡng 175 điểm của khu vực thành thị. Điểm B2 là 30"),
    ],
)
def test_the_class_comes_after_the_answers_with_its_reasons(
    seat, url, household, review, officer, income_points, lacking, verdict
):
    make_draft(household, review, by=officer, sheet=full_sheet(income_points=income_points, lacking=lacking))
    said = words(seat.get(url))
    assert f"Kết quả xếp loại {verdict}" in said
    assert said.index("12. Phương tiện") < said.index("Kết quả xếp loại")
    assert "Căn cứ: Điều 3 Nghị định 07/2021/NĐ-CP" in said


def test_the_score_of_each_answer_is_shown(seat, url, household, review, officer):
    make_draft(household, review, by=officer, sheet=full_sheet(income_points=120, lacking=["water"]))
    said = words(seat.get(url))
    assert "Điểm B1 (thu nhập) 120 điểm" in said
    assert "Điểm B2 (thiếu hụt) 10 điểm · thiếu hụt 01 chỉ số" in said
    assert "9. Nguồn nước sinh hoạt Thiếu hụt · 10 điểm" in said
    assert "10. Nhà tiêu hợp vệ sinh Không thiếu hụt · 0 điểm" in said


def test_what_differs_from_the_last_review_is_marked(area, officer, seat, household):
    make_completed(household, make_review(area.commune, 2023, by=officer), by=officer, lacking=["water"])
    review = make_review(area.commune, 2024, by=officer)
    make_draft(household, review, by=officer, sheet=full_sheet(lacking=["toilet"]))
    response = seat.get(entry_url(household, 2024, "kiem-tra/"))
    said = words(response)
    assert "9. Nguồn nước sinh hoạt Không thiếu hụt · 0 điểm Khác năm 2023: thiếu hụt" in said
    assert "10. Nhà tiêu hợp vệ sinh Thiếu hụt · 10 điểm Khác năm 2023: không thiếu hụt" in said
    assert response.content.decode().count("is-changed") == 2


def test_a_standard_without_thresholds_says_why_there_is_no_class(area, officer, seat, household):
    review = make_review(area.commune, 2026, by=officer, standard_code="VN-2027")
    make_draft(household, review, by=officer, sheet=full_sheet(standard=review.standard))
    response = seat.get(entry_url(household, 2026, "kiem-tra/"))
    said = words(response)
    assert "phần mềm chưa có ngưỡng điểm B1" in said
    assert 'aria-disabled="true"' in response.content.decode()
    assert "Điểm B2 (thiếu hụt) Chưa có quy định điểm" in said


def test_unlikely_answers_are_asked_about_and_do_not_stop(area, officer, seat, review):
    members = [
        make_member("Vừ Thị Mẹ", "head", birth_year=1990, ethnicity="08", has_health_insurance=False),
        make_member("Vừ A Con", birth_year=2015, in_school=False),
        make_member("Vừ Thị Út", birth_year=2020),
    ]
    household = make_household(area.hamlet, by=officer, members=members)
    make_draft(household, review, by=officer, sheet=full_sheet())
    url = entry_url(household, 2024, "kiem-tra/")
    said = words(seat.get(url))
    for sentence in (
        "02 trên 03 thành viên là người phụ thuộc",
        "Vừ Thị Mẹ từ đủ 6 tuổi, chưa có thẻ bảo hiểm y tế. Chỉ số “Bảo hiểm y tế” đang ghi không thiếu hụt. (Phụ lục",
        "Vừ A Con từ 3 đến dưới 16 tuổi, không đi học. Chỉ số “Tình trạng đi học của trẻ em” đang ghi không thiếu hụt.",
        "Chủ hộ là người dân tộc Mông nhưng phiếu chưa chọn nhóm “Hộ dân tộc thiểu số”.",
        "phiếu chưa ghi nguyên nhân nào",
    ):
        assert sentence in said
    assert complete(seat, url).status_code == 302
    assert Assessment.objects.get().is_completed


def test_a_form_that_fits_its_members_raises_no_question(seat, url, household, review, officer):
    make_draft(household, review, by=officer, sheet=full_sheet(lacking=3, causes=[2]))
    assert "Cần xem lại" not in words(seat.get(url))


# --- Completing -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("area_type", "income_points", "lacking", "name"),
    [
        ("rural", 140, 3, "Hộ nghèo"),
        ("rural", 140, 2, "Hộ cận nghèo"),
        ("rural", 141, 3, "Hộ không nghèo"),
        ("urban", 141, 3, "Hộ nghèo"),
        ("urban", 176, 12, "Hộ không nghèo"),
    ],
)
def test_from_the_page_to_the_class_at_the_boundaries(
    area, officer, seat, household, area_type, income_points, lacking, name
):
    Locality.objects.filter(pk=area.commune.pk).update(area_type=area_type)
    review = make_review(area.commune, by=officer)
    entry = entry_url(household, 2024)
    fields = form_with(seat.get(entry), "income_points")
    codes = [indicator.code for indicator in review.standard.indicators]
    answers = {f"answer_{code}": "yes" if number < lacking else "no" for number, code in enumerate(codes)}
    seat.post(entry, {**fields, **answers, "income_points": str(income_points), "lenh": "kiem-tra"})
    response = seat.get(complete(seat, f"{entry}kiem-tra/").url)
    assert f"Kết quả xếp loại {name}" in words(response)
    assert Assessment.objects.get().get_household_class_display() == name


def test_completed_twice_is_completed_once(seat, url, household, review, officer):
    make_draft(household, review, by=officer)
    posted = {**form_with(seat.get(url), "da_xem"), "lenh": "xong"}
    for _ in range(2):
        assert seat.post(url, posted).url == url
    assert AuditEvent.objects.filter(act="assessment_completed").count() == 1
    assert by_hamlet(review)[0].near_poor.households == 1


def test_a_gap_that_is_posted_anyway_is_refused(seat, url, household, review, officer):
    make_draft(household, review, by=officer, sheet=Sheet(income_points=1))
    response = complete(seat, url)
    assert "Phiếu chưa đủ để hoàn thành. Chỉ số 1 Việc làm: chưa trả lời." in words(response)
    assert not Assessment.objects.get().is_completed


def test_what_changed_after_the_check_is_shown_before_it_is_completed(seat, url, household, review, officer, colleague):
    make_draft(household, review, by=officer, sheet=full_sheet(income_points=100))
    posted = {**form_with(seat.get(url), "da_xem"), "lenh": "xong"}
    changed = full_sheet(income_points=180)
    actions.save_draft(household=household, review=review, sheet=changed, base_version=1, by=colleague)
    response = seat.post(url, posted)
    assert response.status_code == 409
    said = words(response)
    assert "Phiếu này đã được Lý Văn Đồng Nghiệp lưu lúc" in said
    assert "Điểm B1 100 180" in said
    assert not Assessment.objects.get().is_completed
    assert complete(seat, url).url == url


@pytest.mark.parametrize(("version", "seen"), [("", ""), ("x", "{}"), ("99", "[1]")])
def test_a_version_that_was_never_shown_completes_nothing(seat, url, household, review, officer, version, seen):
    make_draft(household, review, by=officer)
    assert complete(seat, url, version=version, da_xem=seen).status_code == 409
    assert not Assessment.objects.get().is_completed


def test_the_next_household_of_the_village_unit_follows(area, officer, seat, review):
    first, second, third = (make_household(area.hamlet, name, by=officer) for name in ("An", "Bình", "Cường"))
    elsewhere = make_household(hamlets_of(area.commune)[1], "Bảo", by=officer)
    list_households(first, second, third, elsewhere, review=review, by=officer)
    make_completed(second, review, by=officer)
    for household, following in ((first, third), (third, None)):
        make_draft(household, review, by=officer)
        response = complete(seat, entry_url(household, 2024, "kiem-tra/"), "xong-tiep")
        assert response.url == (entry_url(following, 2024) if following else "/91101/2024/ra-soat/")
    response = seat.get("/91101/2024/ra-soat/")
    assert "Tổ dân phố 1: mọi hộ đã có phiếu hoàn thành năm 2024." in words(response)
    assert not elsewhere.assessments.exists()


def test_the_last_household_is_followed_by_the_first_that_is_open(area, officer, seat, review):
    first, last = (make_household(area.hamlet, name, by=officer) for name in ("An", "Xuân"))
    make_draft(first, review, by=officer)
    make_draft(last, review, by=officer)
    response = complete(seat, entry_url(last, 2024, "kiem-tra/"), "xong-tiep")
    assert response.url == entry_url(first, 2024)


# --- Correcting -----------------------------------------------------------------------------------


def test_a_completed_form_shows_its_stored_outcome_and_can_be_opened_again(seat, url, household, review, officer):
    make_completed(household, review, by=officer, income_points=100, lacking=4)
    # What is printed is what was stored, even if the place was reclassified since.
    Locality.objects.filter(pk=household.commune_id).update(area_type="rural")
    said = words(seat.get(url))
    assert "Hộ nghèo Điểm B1 là 100, không vượt ngưỡng 175 điểm của khu vực thành thị." in said
    assert "Đỗ Thị Cán Bộ hoàn thành lúc" in said
    response = seat.post(url, {"lenh": "mo-lai", "ly_do": "nhập nhầm điểm"})
    assert response.url == entry_url(household, 2024)
    assert not Assessment.objects.get().is_completed
    assert AuditEvent.objects.get(act="assessment_reopened").detail["reason"] == "nhập nhầm điểm"


def test_opening_again_without_a_reason_is_refused(seat, url, household, review, officer):
    make_completed(household, review, by=officer)
    assert "Hãy ghi lý do; lý do được lưu trong nhật ký." in words(seat.post(url, {"lenh": "mo-lai", "ly_do": " "}))


def test_a_draft_is_taken_away_with_a_reason(seat, url, household, review, officer):
    make_draft(household, review, by=officer)
    assert seat.post(url, {"lenh": "bo-nhap", "ly_do": "đã chuyển đi"}).url == "/91101/2024/ho/"
    assert not Assessment.objects.exists()
    assert seat.post(url, {"lenh": "bo-nhap", "ly_do": "đã chuyển đi"}).url == entry_url(household, 2024)


def test_a_recognised_form_is_only_to_be_seen(seat, url, household, review, officer):
    make_completed(household, review, by=officer)
    recognise(review, by=officer)
    said = words(seat.get(url))
    assert "đã được công nhận theo Quyết định số 123/QĐ-UBND ngày 10 tháng 12 năm 2024" in said
    assert "Mở lại phiếu" not in said
    assert "Sửa " not in said.split("Kết quả xếp loại")[1]
    response = seat.post(url, {"lenh": "mo-lai", "ly_do": "nhầm"})
    assert "Phiếu của đợt này không sửa được nữa" in words(response)
    assert Assessment.objects.get().is_completed


def test_a_reason_survives_an_expired_session(seat, url, household, review, officer):
    make_completed(household, review, by=officer)
    fields = form_with(seat.get(url), "ly_do")
    seat.session.flush()
    response = seat.post(url, {**fields, "ly_do": "nhập nhầm điểm", "lenh": "mo-lai"})
    response = seat.post(response.url, {"login": officer.username, "password": PASSWORD}, follow=True)
    assert form_with(response, "ly_do")["ly_do"] == ["nhập nhầm điểm"]
    assert Assessment.objects.get().is_completed


def test_the_page_takes_few_queries(seat, url, household, review, officer, django_assert_max_num_queries):
    make_draft(household, review, by=officer, sheet=full_sheet(lacking=4))
    seat.get(url)
    with django_assert_max_num_queries(14):
        seat.get(url)
