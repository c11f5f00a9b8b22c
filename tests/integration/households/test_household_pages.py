"""One household: its page, its numbers, adding and changing it."""

from uuid import uuid4

import pytest

from accounts.models import AuditEvent
from accounts.roles import Permission
from households import actions
from households.models import Household
from households.register.people import MembersInput
from tests.factories import PASSWORD, hamlets_of
from tests.factories_households import make_completed, make_draft, make_household, make_member, make_review
from tests.integration.households.pages import form_with, words

NUMBER = "001070000001"
ADD = "/91101/2024/ho/them/"


@pytest.fixture
def seat(signed_in, officer):
    """Where the officer sits: a client with her session."""
    return signed_in(officer)


@pytest.fixture
def numbered(area, officer):
    """A household whose head has a number."""
    members = [make_member("Trần Văn Thử", "head", sex="male", birth_year=1970, national_id=NUMBER)]
    return make_household(area.hamlet, by=officer, members=members)


# --- The page -------------------------------------------------------------------------------------


def test_the_page_says_who_lives_there_and_what_the_years_said(area, officer, seat, numbered):
    make_completed(numbered, make_review(area.commune, 2023, by=officer), by=officer, income_points=176, lacking=4)
    make_completed(numbered, make_review(area.commune, 2024, by=officer), by=officer, income_points=100, lacking=4)
    response = seat.get(f"{numbered.get_absolute_url()}?nam=2024")
    said = words(response)
    assert "Hộ Trần Văn Thử Hộ nghèo chưa được công nhận" in said
    assert "Trần Văn Thử Chủ hộ 1970 Nam Kinh •••• 0001" in said
    assert "Năm 2024 Đã hoàn thành Hộ nghèo 100 / 40 Đỗ Thị Cán Bộ" in said
    assert "Năm 2023 Đã hoàn thành Hộ không nghèo 176 / 40 Đỗ Thị Cán Bộ" in said
    assert "Điểm B1 là 100, không vượt ngưỡng 175 điểm" in said
    assert f'href="/91101/2024/phieu/{numbered.uid}/"' in response.content.decode()


def test_the_page_of_a_new_household_says_what_comes_next(seat, household, review):
    said = words(seat.get(f"{household.get_absolute_url()}?nam=2024"))
    assert "Hộ chưa có phiếu rà soát nào." in said
    assert "Nhập phiếu năm 2024" in said


def test_a_draft_has_no_class(seat, household, review, officer):
    make_draft(household, review, by=officer)
    said = words(seat.get(f"{household.get_absolute_url()}?nam=2024"))
    assert "2024 Nháp – –" in said
    assert "Nhập tiếp phiếu năm 2024" in said


@pytest.mark.parametrize("year", ["", "abc", "99999", "0000", "²²²²", "２０２４"])
def test_an_odd_year_in_the_address_is_this_year(seat, household, year):
    assert seat.get(f"{household.get_absolute_url()}?nam={year}").status_code == 200


# --- Numbers --------------------------------------------------------------------------------------


def test_numbers_are_masked_until_they_are_asked_for_and_that_is_written_down(seat, officer, numbered):
    page = seat.get(numbered.get_absolute_url())
    assert NUMBER not in page.content.decode()
    url = f"{numbered.get_absolute_url()}so-dinh-danh/"
    assert seat.get(url).url == numbered.get_absolute_url()
    assert not AuditEvent.objects.filter(act="personal_id_seen").exists()
    response = seat.post(url)
    assert "0010 7000 0001" in words(response)
    assert "no-store" in response["Cache-Control"]
    event = AuditEvent.objects.get(act="personal_id_seen")
    assert (event.by_id, event.target_id) == (officer.pk, str(numbered.pk))


def test_who_may_not_see_numbers_is_refused(area, holder, signed_in, numbered):
    looker = signed_in(holder(Permission.HOUSEHOLD_VIEW, area.commune))
    assert "Xem đủ số định danh" not in words(looker.get(numbered.get_absolute_url()))
    assert looker.post(f"{numbered.get_absolute_url()}so-dinh-danh/").status_code == 403
    assert not AuditEvent.objects.filter(act="personal_id_seen").exists()


# --- Adding ---------------------------------------------------------------------------------------


def opened(seat, url, **changes):
    return {**form_with(seat.get(url), "hamlet" if "sua" in url else "members-0-uid"), **changes}


def new_household(seat, area, head="Nguyễn Thị Hoa", **changes):
    return opened(seat, ADD, hamlet=str(area.hamlet.pk), **changes) | {"members-0-full_name": head}


def test_a_household_is_added_with_its_head(area, seat):
    typed = new_household(seat, area, address=" Ngõ  5 ") | {"members-0-birth": "3/1962", "members-0-sex": "female"}
    response = seat.post(ADD, typed, follow=True)
    household = Household.objects.get()
    assert response.redirect_chain == [(f"{household.get_absolute_url()}?nam=2024", 302)]
    assert (household.head_name, household.address, household.code) == ("Nguyễn Thị Hoa", "Ngõ 5", "91101-0001")
    assert "Đã thêm hộ Nguyễn Thị Hoa, mã 91101-0001." in words(response)
    assert "Chủ hộ 03/1962 Nữ Kinh" in words(response)


def test_the_same_page_sent_twice_adds_one_household(area, seat):
    typed = new_household(seat, area)
    assert {seat.post(ADD, typed).status_code for _ in range(2)} == {302}
    assert Household.objects.count() == 1


def test_what_lacks_is_named_and_what_was_typed_stays(area, seat):
    typed = opened(seat, ADD, address="Ngõ 5") | {"members-0-birth": "1962"}
    response = seat.post(ADD, typed)
    said = words(response)
    assert "Lỗi: Thêm hộ" in said
    assert "Người mới, họ và tên: Hãy ghi họ và tên." in said
    assert "Thôn, tổ dân phố: Hãy chọn thôn, tổ dân phố." in said
    assert form_with(response, "members-0-uid")["address"] == ["Ngõ 5"]
    assert not Household.objects.exists()


def test_a_page_without_anybody_is_refused(area, seat):
    said = words(seat.post(ADD, opened(seat, ADD, hamlet=str(area.hamlet.pk))))
    assert "Hộ phải có ít nhất một thành viên là chủ hộ." in said


def test_one_more_row_without_a_script(area, seat):
    fields = form_with(seat.post(ADD, new_household(seat, area, them_thanh_vien="1")), "members-0-uid")
    assert (fields["members-TOTAL_FORMS"], fields["members-0-full_name"]) == (["2"], ["Nguyễn Thị Hoa"])
    seat.post(ADD, fields | {"members-1-full_name": "Lê Văn Con", "members-1-relationship": "child"})
    assert Household.objects.get().members.count() == 2


def test_a_household_that_may_be_there_already_is_shown_before_it_is_added(area, officer, seat):
    there = make_household(area.hamlet, "Nguyễn Thị Hoa", by=officer)
    typed = new_household(seat, area, head="nguyen thi hoa")
    response = seat.post(ADD, typed)
    assert f"đã có hộ mà chủ hộ là Nguyễn Thị Hoa (mã {there.code})" in words(response)
    assert Household.objects.count() == 1
    seat.post(ADD, form_with(response, "members-0-uid") | {"van_them": "1"})
    assert Household.objects.count() == 2


def test_the_same_number_is_told_without_a_name_from_another_s_ground(area, officer, seat):
    members = [make_member("Lê Bí Mật", "head", national_id=NUMBER)]
    make_household(area.neighbour_hamlet, by=officer, members=members)
    response = seat.post(ADD, new_household(seat, area) | {"members-0-national_id": "001 070 000 001"})
    said = words(response)
    assert "Số định danh của Nguyễn Thị Hoa đã được ghi ở một hộ ngoài địa bàn của ông/bà." in said
    assert "Bí Mật" not in said


def test_a_village_unit_of_the_neighbours_is_no_choice(area, seat):
    typed = new_household(seat, area) | {"hamlet": str(area.neighbour_hamlet.pk)}
    assert "không thuộc địa bàn của ông/bà" in words(seat.post(ADD, typed))
    assert not Household.objects.exists()


def test_a_reviewer_adds_to_the_own_village_unit(area, signed_in, reviewer):
    seat = signed_in(reviewer)
    url = f"/{area.hamlet.key}/2024/ho/them/"
    fields = form_with(seat.get(url), "members-0-uid")
    assert fields["hamlet"] == [str(area.hamlet.pk)]
    seat.post(url, fields | {"members-0-full_name": "Lò Thị Ban"})
    assert Household.objects.get().hamlet == area.hamlet
    assert seat.get(ADD).status_code == 404


def test_nobody_adds_at_a_place_above_the_commune(area, holder, signed_in):
    assert signed_in(holder(Permission.HOUSEHOLD_EDIT, area.district)).get("/911/2024/ho/them/").status_code == 404


def test_what_was_typed_survives_an_expired_session(area, seat, officer):
    typed = new_household(seat, area)
    seat.session.flush()
    response = seat.post(ADD, typed)
    response = seat.post(response.url, {"login": officer.username, "password": PASSWORD}, follow=True)
    fields = form_with(response, "members-0-uid")
    assert (fields["members-0-full_name"], fields["hamlet"]) == (["Nguyễn Thị Hoa"], [str(area.hamlet.pk)])
    seat.post(ADD, fields)
    assert Household.objects.get().head_name == "Nguyễn Thị Hoa"


# --- Changing -------------------------------------------------------------------------------------


@pytest.fixture
def edit_url(household):
    return f"{household.get_absolute_url()}sua/"


def test_a_household_is_changed_with_its_members(area, seat, household, edit_url):
    typed = opened(seat, edit_url, address="Số 9", hamlet=str(hamlets_of(area.commune)[1].pk))
    typed |= {"members-0-full_name": "Trần Văn Thừ", "members-1-DELETE": "on", "members-2-in_school": "yes"}
    response = seat.post(edit_url, typed, follow=True)
    assert "Đã lưu thay đổi của hộ Trần Văn Thừ." in words(response)
    household.refresh_from_db()
    assert (household.address, household.hamlet, household.version) == ("Số 9", hamlets_of(area.commune)[1], 2)
    assert [(m.full_name, m.in_school) for m in household.members.all()] == [("Trần Văn Thừ", None), ("Con 2", True)]


def test_a_stored_number_stays_when_its_field_is_left_empty(seat, numbered):
    url = f"{numbered.get_absolute_url()}sua/"
    assert NUMBER not in seat.get(url).content.decode()
    seat.post(url, opened(seat, url, address="Số 9"))
    assert numbered.members.get().national_id == NUMBER


def test_what_a_colleague_saved_is_shown_and_the_officer_chooses(seat, colleague, household, edit_url):
    mine = opened(seat, edit_url, address="Số 9") | {"members-0-birth": "1971"}
    theirs = make_member("Trần Văn Thử", "head", uid=household.members.first().uid, sex="male", birth_year=1965)
    actions.change_household(
        household=household,
        members=MembersInput(kept=(theirs,), base_version=1),
        hamlet=household.hamlet,
        address="Số 2",
        code="",
        by=colleague,
    )
    response = seat.post(edit_url, mine)
    assert response.status_code == 409
    said = words(response)
    assert "Hộ Trần Văn Thử đã được Lý Văn Đồng Nghiệp lưu lúc" in said
    assert "Địa chỉ Số 9 Số 2 Lấy bản đã lưu" in said
    assert "Trần Văn Thử: ngày sinh 1971 1965 Lấy bản đã lưu" in said
    kept = form_with(response, "hamlet")
    assert (kept["address"], kept["members-0-birth"], kept["version"]) == (["Số 9"], ["1971"], ["2"])
    uid = household.members.first().uid
    seat.post(edit_url, kept | {"lay": [f"member:{uid}:birth"]})
    household.refresh_from_db()
    assert (household.address, household.members.first().birth_year) == ("Số 9", 1965)


def test_a_number_of_somebody_else_is_asked_about(area, officer, seat, numbered, household, edit_url):
    response = seat.post(edit_url, opened(seat, edit_url) | {"members-1-national_id": NUMBER})
    assert "Số định danh của Con 1 đã được ghi ở hộ Trần Văn Thử" in words(response)
    seat.post(edit_url, form_with(response, "hamlet") | {"van_them": "1"})
    assert household.members.filter(national_id=NUMBER).exists()


def test_a_reused_uid_of_another_household_changes_nothing(area, seat, numbered, household, edit_url):
    theirs = numbered.members.get()
    typed = opened(seat, edit_url) | {"members-1-uid": str(theirs.uid)}
    assert "thuộc hộ khác" in words(seat.post(edit_url, typed))
    assert numbered.members.get() == theirs


def test_a_uid_that_is_none_is_an_error_and_no_crash(seat, edit_url):
    assert seat.post(edit_url, opened(seat, edit_url) | {"members-1-uid": "x"}).status_code == 200
    assert seat.post(ADD, {"uid": "x"}).status_code == 200
    assert seat.get(f"/ho/{uuid4()}/").status_code == 404
