"""The entry page: everything works without a script; what the script adds is the draft endpoint."""

import json

import pytest

from accounts.models import AuditEvent
from households import actions
from households.entry.sheet import YES, Sheet, sheet_of
from households.models import Assessment, Household
from tests.factories import PASSWORD
from tests.factories_households import (
    STANDARD,
    full_sheet,
    make_completed,
    make_draft,
    make_household,
    make_review,
    recognise,
)
from tests.integration.households.pages import answers, entry_url, form_with, words

JSON = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture
def url(household, review):
    return entry_url(household, review.year)


@pytest.fixture
def seat(signed_in, officer):
    """Where the officer sits: a client with her session."""
    return signed_in(officer)


def opened(seat, url, **changes):
    """The fields of the page as a browser would send them, with what the officer types."""
    return {**form_with(seat.get(url), "income_points"), **changes}


# --- The page -------------------------------------------------------------------------------------


def test_nothing_is_preselected_and_there_is_no_verdict(seat, url):
    response = seat.get(url)
    fields = form_with(response, "income_points")
    assert not [name for name in fields if name.startswith("answer_")]
    assert fields["income_points"] == [""]
    said = words(response)
    assert "Đã trả lời 0 /12" in said
    assert "Hộ nghèo" not in said
    assert "Hộ cận nghèo" not in said


def test_the_twelve_indicators_are_asked_in_the_official_order_under_their_dimensions(seat, url):
    said = words(seat.get(url))
    names = [f"{indicator.number} {indicator.name}" for indicator in STANDARD.indicators]
    places = [said.index(name) for name in names]
    assert places == sorted(places)
    assert said.index("Việc làm") < said.index("Y tế") < said.index("Giáo dục") < said.index("Nhà ở")


def test_the_answers_of_last_year_are_a_small_mark_and_never_chosen(area, officer, seat, household):
    before = make_review(area.commune, 2023, by=officer)
    make_completed(household, before, by=officer, income_points=128, lacking=["water"])
    make_review(area.commune, 2024, by=officer)
    response = seat.get(entry_url(household, 2024))
    said = words(response)
    assert "Năm 2023: 128 điểm." in said
    assert said.count("Năm 2023: thiếu hụt") == 1
    assert said.count("Năm 2023: không thiếu hụt") == 11
    assert "checked" not in response.content.decode().split("Điểm B2")[1].split("Nguyên nhân nghèo")[0]


def test_the_answers_under_another_standard_are_no_guide(area, officer, seat, household):
    make_completed(household, make_review(area.commune, 2025, by=officer), by=officer)
    make_review(area.commune, 2026, by=officer, standard_code="VN-2027")
    assert "Năm 2025" not in words(seat.get(entry_url(household, 2026)))


def test_a_draft_shows_its_running_points(seat, url, household, review, officer):
    make_draft(household, review, by=officer, sheet=Sheet(income_points=135, answers={"water": YES, "toilet": "no"}))
    said = words(seat.get(url))
    assert "B1 thu nhập 135 B2 thiếu hụt 10 Đã trả lời 2 /12 Đã lưu nháp lúc" in said


def test_a_standard_without_points_shows_none(area, officer, seat, household):
    make_review(area.commune, 2026, by=officer, standard_code="VN-2027")
    said = words(seat.get(entry_url(household, 2026)))
    assert "B2 thiếu hụt –" in said
    assert "12 Xử lý rác thải" in said


def test_without_a_review_there_is_nothing_to_fill_in(seat, household):
    response = seat.get(entry_url(household, 2022), follow=True)
    assert response.redirect_chain == [("/91101/2022/ra-soat/", 302)]
    assert "Chưa mở đợt rà soát năm 2022 nên chưa nhập được phiếu." in words(response)


def test_a_completed_form_is_shown_on_the_check_page(seat, url, household, review, officer):
    make_completed(household, review, by=officer)
    assert seat.get(url).url == f"{url}kiem-tra/"


def test_a_recognised_review_takes_no_new_form(area, seat, url, household, review, officer):
    make_completed(make_household(area.hamlet, by=officer), review, by=officer)
    recognise(review, by=officer)
    response = seat.get(url, follow=True)
    assert response.redirect_chain == [(household.get_absolute_url(), 302)]
    assert "đã được công nhận theo Quyết định số 123/QĐ-UBND" in words(response)


def test_the_page_takes_few_queries_whatever_the_household(area, officer, seat, review, django_assert_num_queries):
    small, large = (make_household(area.hamlet, by=officer, persons=persons) for persons in (1, 12))
    counts = []
    for household in (small, large):
        make_draft(household, review, by=officer)
        seat.get(entry_url(household, 2024))
        with django_assert_num_queries(14, exact=False) as queries:
            seat.get(entry_url(household, 2024))
        counts.append(len(queries))
    assert counts[0] == counts[1]


# --- Saving by the buttons ------------------------------------------------------------------------


def test_the_draft_is_kept_by_its_button(seat, url, household):
    typed = opened(seat, url, income_points="135", causes=["2"], note="  đã  hỏi ", lenh="nhap", **answers(3))
    response = seat.post(url, typed, follow=True)
    assert response.redirect_chain == [(url, 302)]
    assert "Đã lưu nháp lúc" in words(response)
    stored = sheet_of(Assessment.objects.get(household=household), STANDARD)
    assert stored == full_sheet(income_points=135, lacking=3, causes=[2], note="đã hỏi")
    assert form_with(response, "income_points")["answer_water"] == ["no"]


def test_the_same_form_sent_twice_is_one_form(seat, url):
    typed = opened(seat, url, income_points="135", lenh="nhap")
    for _ in range(2):
        assert seat.post(url, typed).url == url
    assert Assessment.objects.get().version == 1


def test_the_check_page_follows_the_other_button(seat, url):
    assert seat.post(url, opened(seat, url, lenh="kiem-tra", income_points="99")).url == f"{url}kiem-tra/"
    assert Assessment.objects.get().income_points == 99


def test_impossible_points_stop_and_everything_typed_stays(seat, url):
    typed = opened(seat, url, income_points="nhiều", note="giữ lại", lenh="nhap", **answers(2, of=5))
    response = seat.post(url, typed)
    said = words(response)
    assert "Lỗi: Phiếu rà soát năm 2024" in said
    assert "Có 1 chỗ cần sửa Tổng điểm B1: Điểm B1 phải là số nguyên từ 0 đến 999" in said
    assert 'href="#id_income_points"' in response.content.decode()
    again = form_with(response, "income_points")
    assert (again["income_points"], again["note"], again["answer_employment"]) == (["nhiều"], ["giữ lại"], ["yes"])
    assert not Assessment.objects.exists()


def test_members_are_changed_on_the_same_page(seat, url, household):
    typed = opened(seat, url, lenh="nhap")
    typed |= {"members-0-full_name": "Trần Văn Thử Hai", "members-1-birth": "05/03/2010", "members-2-DELETE": "on"}
    seat.post(url, typed)
    members = household.members.all()
    assert [(member.full_name, member.birth_day) for member in members] == [("Trần Văn Thử Hai", None), ("Con 1", 5)]
    assert Household.objects.get(pk=household.pk).head_name == "Trần Văn Thử Hai"


def test_one_more_row_without_a_script(seat, url, household):
    response = seat.post(url, opened(seat, url, them_thanh_vien="1", note="giữ lại"))
    fields = form_with(response, "income_points")
    assert fields["members-TOTAL_FORMS"] == ["4"]
    assert fields["note"] == ["giữ lại"]
    fields |= {"members-3-full_name": "Trần Thị Mới", "members-3-relationship": "child", "lenh": "nhap"}
    seat.post(url, fields)
    assert household.members.count() == 4


def test_an_error_in_a_row_is_named_with_its_person(seat, url):
    typed = opened(seat, url, lenh="nhap") | {"members-1-birth": "31/02/2010", "members-1-national_id": "12"}
    said = words(seat.post(url, typed))
    assert "Con 1, ngày sinh: Không có ngày 31/02/2010." in said
    assert "Con 1, số định danh (cccd): Số định danh cá nhân gồm đúng 12 chữ số; đã nhập 2 ký tự." in said


def test_a_stored_number_is_not_in_the_page(seat, url, officer, household):
    household.members.update(national_id="001070000001")
    page = seat.get(url).content.decode()
    assert "001070000001" not in page
    assert "đã có •••• 0001" in page


# --- Two officers ---------------------------------------------------------------------------------


def test_both_versions_are_shown_and_nothing_typed_is_lost(seat, signed_in, colleague, url, household, review):
    mine = opened(seat, url, income_points="100", note="của tôi", lenh="nhap", **answers(3))
    actions.save_draft(
        household=household, review=review, sheet=full_sheet(income_points=150), base_version=0, by=colleague
    )
    response = seat.post(url, mine)
    assert response.status_code == 409
    said = words(response)
    assert "Phiếu này đã được Lý Văn Đồng Nghiệp lưu lúc" in said
    assert "Điểm B1 100 150 Lấy bản đã lưu" in said
    assert "1. Việc làm Thiếu hụt Không thiếu hụt Lấy bản đã lưu" in said
    kept = form_with(response, "income_points")
    assert (kept["income_points"], kept["note"], kept["answer_employment"]) == (["100"], ["của tôi"], ["yes"])
    assert Assessment.objects.get().income_points == 150


def test_the_officer_chooses_field_by_field(seat, url, household, review, colleague):
    mine = opened(seat, url, income_points="100", note="của tôi", lenh="nhap", **answers(3))
    actions.save_draft(
        household=household, review=review, sheet=full_sheet(income_points=150), base_version=0, by=colleague
    )
    kept = form_with(seat.post(url, mine), "income_points")
    chosen = {**kept, "lay": ["income_points", "answer_employment"], "lenh": "nhap"}
    assert seat.post(url, chosen).url == url
    stored = sheet_of(Assessment.objects.get(), STANDARD)
    assert (stored.income_points, stored.note) == (150, "của tôi")
    assert (stored.answers["employment"], stored.answers["dependents"]) == ("no", "yes")


def test_a_form_that_a_colleague_completed_meanwhile_keeps_what_was_typed(seat, url, household, review, colleague):
    mine = opened(seat, url, income_points="100", note="của tôi", lenh="nhap")
    make_completed(household, review, by=colleague)
    response = seat.post(url, mine)
    assert "Phiếu này đã hoàn thành lúc" in words(response)
    assert form_with(response, "income_points")["note"] == ["của tôi"]


# --- The session has expired ----------------------------------------------------------------------


def sign_in_again(seat, response, user):
    return seat.post(response.url, {"login": user.username, "password": PASSWORD}, follow=True)


def test_what_was_typed_comes_back_to_the_same_person_after_signing_in(seat, url, officer):
    typed = opened(seat, url, income_points="135", note="chưa lưu", lenh="nhap", **answers(2, of=4))
    seat.session.flush()
    response = sign_in_again(seat, seat.post(url, typed), officer)
    fields = form_with(response, "income_points")
    assert (fields["income_points"], fields["note"], fields["answer_employment"]) == (["135"], ["chưa lưu"], ["yes"])
    assert not Assessment.objects.exists()
    seat.post(url, {**fields, "lenh": "nhap"})
    assert Assessment.objects.get().note == "chưa lưu"


def test_what_was_typed_is_not_shown_to_another_person(seat, url, colleague):
    typed = opened(seat, url, note="chưa lưu", lenh="nhap")
    seat.session.flush()
    response = sign_in_again(seat, seat.post(url, typed), colleague)
    assert "chưa lưu" not in response.content.decode()


# --- For the script -------------------------------------------------------------------------------


def autosave(seat, url, data):
    return seat.post(f"{url}nhap/", data, **JSON)


def test_the_page_tells_the_script_what_it_needs(seat, url, officer, household):
    page = seat.get(url).context["page"]
    assert json.loads(page.script) == {
        "draft": f"{url}nhap/",
        "key": f"phieu:{officer.pk}:{household.uid}:2024",
        "points": 10,
        "items": [],
        "unsent": False,
        "paused": False,
    }


def test_the_autosave_keeps_the_draft_and_says_when(seat, url):
    answer = autosave(seat, url, opened(seat, url, income_points="135", **answers(1, of=2)))
    assert answer.status_code == 200
    said = answer.json()
    assert (said["version"], said["household_version"], said["not_saved"]) == (1, 1, [])
    assert len(said["saved"]) == len("14:05")
    assert Assessment.objects.get().income_points == 135


def test_an_answer_that_got_lost_is_asked_for_again_without_a_second_version(seat, url):
    typed = opened(seat, url, income_points="135")
    assert [autosave(seat, url, typed).json()["version"] for _ in range(3)] == [1, 1, 1]


def test_the_autosave_keeps_what_can_be_read_and_names_the_rest(seat, url, household):
    typed = opened(seat, url, income_points="nhiều", note="giữ", **answers(1, of=1)) | {"members-1-birth": "99/99/99"}
    said = autosave(seat, url, typed).json()
    assert "Tổng điểm B1" in said["not_saved"][1]
    assert "Con 1, ngày sinh" in said["not_saved"][0]
    stored = Assessment.objects.get()
    assert (stored.income_points, stored.note, stored.answered_mask) == (None, "giữ", 1)


def test_the_autosave_adds_people_once_and_removes_none(seat, url, household):
    typed = opened(seat, url)
    uid = "6f2f6c53-6b0e-4c59-9f0b-2a7f8a1a0001"
    new = {"uid": uid, "full_name": "Trần Thị Mới", "relationship": "child", "ethnicity": "01"}
    typed |= {f"members-3-{name}": value for name, value in new.items()} | {"members-TOTAL_FORMS": "4"}
    assert autosave(seat, url, typed).json()["household_version"] == 2
    autosave(seat, url, typed)
    assert household.members.count() == 4
    typed |= {"members-1-DELETE": "on", "note": "còn đó", "version": "1", "household_version": "2"}
    said = autosave(seat, url, typed).json()
    assert said["not_saved"] == ["Thành viên đánh dấu xóa chỉ được xóa khi bấm Lưu nháp."]
    assert household.members.count() == 4
    assert Assessment.objects.get().note == "còn đó"


def test_members_that_cannot_be_stored_do_not_hold_up_the_answers(seat, url, household):
    typed = opened(seat, url, note="giữ") | {"members-1-relationship": "head"}
    said = autosave(seat, url, typed).json()
    assert "Hộ phải có đúng một chủ hộ" in said["not_saved"][0]
    assert Assessment.objects.get().note == "giữ"


def test_a_conflict_and_a_refusal_are_told_to_the_script(seat, url, household, review, colleague):
    typed = opened(seat, url, note="của tôi")
    form = make_draft(household, review, by=colleague)
    answer = autosave(seat, url, typed)
    assert (answer.status_code, "Lý Văn Đồng Nghiệp" in answer.json()["error"]) == (409, True)
    actions.complete(assessment=form, base_version=1, by=colleague)
    answer = autosave(seat, url, typed)
    assert (answer.status_code, "đã hoàn thành" in answer.json()["error"]) == (422, True)


def test_without_a_session_the_script_gets_an_answer_and_no_page(seat, url):
    typed = opened(seat, url, note="của tôi")
    seat.session.flush()
    answer = autosave(seat, url, typed)
    assert answer.status_code == 401
    assert answer["Content-Type"] == "application/json"


def test_the_script_can_ask_who_is_signed_in_and_for_a_fresh_token(seat, url, officer):
    said = seat.get("/phien/", **JSON).json()
    assert (said["user"], len(said["token"])) == (officer.pk, 64)
    seat.session.flush()
    assert seat.get("/phien/", **JSON).status_code == 401


def test_the_autosave_writes_one_audit_row(seat, url):
    typed = opened(seat, url)
    for number, points in enumerate(["1", "12", "123"]):
        autosave(seat, url, typed | {"income_points": points, "version": str(number)})
    assert AuditEvent.objects.filter(act="assessment_drafted").count() == 1


@pytest.mark.parametrize("version", ["", "-1", "x", "99999999999999999999"])
def test_a_version_that_is_none_counts_as_the_beginning(seat, url, version):
    assert autosave(seat, url, opened(seat, url, version=version, note="a")).status_code == 200
