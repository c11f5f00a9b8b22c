"""The pages about people: who sees whom, what the buttons say, what is shown once."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Assignment, User
from accounts.roles import Permission, Role
from localities.models import Level
from tests.factories import PASSWORD, assign, hamlets_of, make_place, make_user

TODAY = timezone.localdate()
DAY = timedelta(days=1)
NEW_PERSON = {
    "full_name": "Đỗ Người Mới",
    "position": "Công chức",
    "email": "",
    "username": "nguoi-moi",
    "role": Role.COMMUNE_OFFICER,
    "starts_on": f"{TODAY:%d/%m/%Y}",
    "ends_on": "",
}


@pytest.fixture
def leader(area):
    return make_user(Role.COMMUNE_LEADER, area.commune, full_name="Phạm Thử Việc")


@pytest.fixture
def leader_client(leader, signed_in):
    return signed_in(leader)


def people_url(place) -> str:
    return reverse("people", args=[place.key, 2024])


def text_of(response) -> str:
    return response.content.decode()


# --- The list ---------------------------------------------------------------------------------------


def test_the_list_shows_the_people_of_the_place_and_of_no_other(area, leader_client):
    make_user(Role.VILLAGE_REVIEWER, hamlets_of(area.commune)[1], full_name="Rà Thử Ở Tổ")
    make_user(Role.COMMUNE_OFFICER, area.neighbour, full_name="Hàng Xóm Mẫu")
    make_user(Role.UPPER_LEADER, area.district, full_name="Cấp Trên Mẫu")
    text = text_of(leader_client.get(people_url(area.commune)))
    assert "Rà Thử Ở Tổ" in text
    assert "Hàng Xóm Mẫu" not in text
    assert "Cấp Trên Mẫu" not in text
    assert "2 người" in text


def test_the_neighbours_list_is_not_found(area, leader_client):
    assert leader_client.get(people_url(area.neighbour)).status_code == 404
    assert leader_client.get(people_url(area.district)).status_code == 404


def test_without_the_permission_the_list_is_refused(area, holder, signed_in):
    officer = signed_in(make_user(Role.COMMUNE_OFFICER, area.commune))
    assert officer.get(people_url(area.commune)).status_code == 403
    manager = signed_in(holder(Permission.ASSIGNMENT_MANAGE, area.commune))
    assert manager.get(people_url(area.commune)).status_code == 200


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"ten": "nguyen thi hoa"}, {"Nguyễn Thị Hòa"}),
        ({"ten": "Đào"}, {"Đào Mẫu"}),
        ({"vai_tro": Role.VIEWER}, {"Nguyễn Thị Hòa", "Đào Mẫu"}),
        ({"vai_tro": Role.VIEWER, "tinh_trang": "dang-giu"}, {"Nguyễn Thị Hòa"}),
        ({"tinh_trang": "da-thoi"}, {"Đào Mẫu"}),
        ({"vai_tro": "khong-co"}, {"Nguyễn Thị Hòa", "Đào Mẫu", "Phạm Thử Việc"}),
    ],
)
def test_the_list_is_filtered_by_name_role_and_state(area, leader_client, asked, found):
    make_user(Role.VIEWER, area.commune, full_name="Nguyễn Thị Hòa")
    former = make_user(Role.VIEWER, area.hamlet, full_name="Đào Mẫu", ends_on=TODAY - DAY)
    assign(former, Role.COMMUNE_OFFICER, area.neighbour)
    text = text_of(leader_client.get(people_url(area.commune), asked))
    everyone = {"Nguyễn Thị Hòa", "Đào Mẫu", "Phạm Thử Việc"}
    rows = text[text.index('id="danh-sach"') : text.index("</main>")]
    assert {name for name in everyone if name in rows} == found


def test_a_filter_that_finds_nobody_says_what_to_do(area, leader_client):
    assert "Không có ai khớp điều kiện lọc" in text_of(leader_client.get(people_url(area.commune), {"ten": "xyz"}))


def test_a_long_list_is_paged_with_few_queries(area, leader_client, django_assert_max_num_queries):
    for _ in range(60):
        make_user(Role.VIEWER, area.commune)
    with django_assert_max_num_queries(14):
        text = text_of(leader_client.get(people_url(area.commune)))
    assert "61 người · trang 1 trên 2" in text
    assert "trang 2 trên 2" in text_of(leader_client.get(people_url(area.commune), {"trang": "2"}))


# --- One person -------------------------------------------------------------------------------------


def test_a_person_of_other_ground_is_not_found_on_any_page(area, leader_client):
    stranger = make_user(Role.COMMUNE_OFFICER, area.neighbour)
    held = stranger.assignments.get()
    assert leader_client.get(reverse("person", args=[stranger.pk])).status_code == 404
    assert leader_client.get(reverse("assignment_end", args=[held.pk])).status_code == 404
    give = reverse("assignment_give", args=[area.commune.key, 2024, stranger.pk])
    assert leader_client.get(give).status_code == 404
    for name in ("person_reset_password", "person_remove_second_factor", "person_deactivate", "person_reactivate"):
        assert leader_client.post(reverse(name, args=[stranger.pk])).status_code == 404
    assert leader_client.post(reverse("assignment_withdraw", args=[held.pk])).status_code == 404
    stranger.refresh_from_db()
    assert stranger.is_active
    assert stranger.check_password(PASSWORD)


def test_of_a_person_with_two_grounds_each_giver_sees_and_ends_only_his_own(area, leader_client, leader):
    person = make_user(Role.COMMUNE_OFFICER, area.commune)
    elsewhere = assign(person, Role.COMMUNE_OFFICER, area.neighbour)
    text = text_of(leader_client.get(reverse("person", args=[person.pk])))
    assert area.commune.full_name in text
    assert area.neighbour.full_name not in text
    assert (
        leader_client.post(reverse("assignment_end", args=[elsewhere.pk]), {"ends_on": "01/01/2030"}).status_code == 404
    )
    assert "ngoài thẩm quyền" in text, "why the password cannot be reset here is said beside the button"


def test_disabled_buttons_say_why(area, leader_client, leader):
    text = text_of(leader_client.get(reverse("person", args=[leader.pk])))
    assert text.count("Với tài khoản của mình, ông/bà dùng trang Hồ sơ.") == 3
    assert "Không ai tự giao vai trò cho chính mình" in text
    assert "Không ai tự kết thúc vai trò của mình" in text
    assert reverse("assignment_end", args=[leader.assignments.get().pk]) not in text


@pytest.mark.parametrize(
    ("name", "after"),
    [("person_deactivate", "Đã ngừng tài khoản"), ("person_reactivate", "Đã mở lại tài khoản")],
)
def test_an_account_is_closed_and_opened_from_the_page(area, leader_client, name, after):
    person = make_user(Role.VIEWER, area.commune, is_active=name == "person_deactivate")
    response = leader_client.post(reverse(name, args=[person.pk]), follow=True)
    assert after in text_of(response)
    person.refresh_from_db()
    assert person.is_active == (name == "person_reactivate")


def test_acts_on_an_account_are_posts(area, leader_client):
    person = make_user(Role.VIEWER, area.commune)
    for name in ("person_reset_password", "person_deactivate", "person_reactivate", "person_remove_second_factor"):
        assert leader_client.get(reverse(name, args=[person.pk])).status_code == 405


def test_a_refused_act_says_why_and_changes_nothing(area, leader_client):
    above = make_user(Role.COMMUNE_LEADER, area.commune)
    response = leader_client.post(reverse("person_reset_password", args=[above.pk]), follow=True)
    assert "ngoài thẩm quyền" in text_of(response)
    above.refresh_from_db()
    assert above.check_password(PASSWORD)


# --- Adding people ----------------------------------------------------------------------------------


def add_url(place) -> str:
    return reverse("person_add", args=[place.key, 2024])


def test_the_password_of_a_new_person_is_shown_once_and_opens_the_door_once(area, leader_client, client):
    response = leader_client.post(add_url(area.commune), {**NEW_PERSON, "place": area.commune.pk})
    added = User.objects.get(username="nguoi-moi")
    assert response.url == reverse("person", args=[added.pk])
    shown = leader_client.get(response.url)
    password = re.search(r"<samp>([a-z0-9-]{19})</samp>", text_of(shown))[1]
    assert "no-store" in shown["Cache-Control"]
    assert password not in text_of(leader_client.get(response.url))
    entered = client.post("/dang-nhap/", {"login": "nguoi-moi", "password": password}, follow=True)
    assert entered.redirect_chain[-1][0].startswith("/doi-mat-khau/")


def test_a_reset_password_is_shown_once_and_ends_the_persons_sessions(area, leader_client, signed_in):
    officer = make_user(Role.COMMUNE_OFFICER, area.commune)
    open_session = signed_in(officer)
    assert open_session.get("/ho-so/").status_code == 200
    response = leader_client.post(reverse("person_reset_password", args=[officer.pk]), follow=True)
    assert "chỉ hiện ở đây lần này" in text_of(response)
    assert "chỉ hiện ở đây lần này" not in text_of(leader_client.get(reverse("person", args=[officer.pk])))
    assert open_session.get("/ho-so/").url.startswith("/dang-nhap/")


def test_only_roles_and_places_that_may_be_given_are_offered(area, leader_client):
    text = text_of(leader_client.get(add_url(area.commune)))
    assert 'value="commune_officer"' in text
    assert 'value="commune_leader"' not in text
    assert "tổ dân phố 1, phường Mẫu Một" in text
    assert "Mẫu Hai" not in text


def test_what_is_not_offered_is_refused_when_sent_all_the_same(area, leader_client):
    for more in ({"role": Role.COMMUNE_LEADER, "place": area.commune.pk}, {"place": area.neighbour.pk}):
        response = leader_client.post(add_url(area.commune), {**NEW_PERSON, **more})
        assert response.status_code == 200
        assert "không có trong danh sách" in text_of(response)
    assert not User.objects.filter(username="nguoi-moi").exists()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"username": "Có Dấu"}, "Từ 3 đến 60 chữ thường không dấu"),
        ({"full_name": ""}, "Chưa điền ô này."),
        ({"starts_on": "31/02/2024"}, "dạng ngày/tháng/năm"),
        ({"ends_on": "01/01/2000"}, "Ngày kết thúc không thể trước ngày bắt đầu"),
        ({"email": "x"}, "Địa chỉ thư điện tử chưa đúng"),
        ({"role": Role.COMMUNE_OFFICER, "place": "hamlet"}, "chỉ giao ở cấp xã"),
    ],
)
def test_a_slip_gets_a_clear_sentence_and_keeps_what_was_typed(area, leader_client, change, sentence):
    wanted = {**NEW_PERSON, "place": area.commune.pk, **change}
    if wanted["place"] == "hamlet":
        wanted["place"] = area.hamlet.pk
    text = text_of(leader_client.post(add_url(area.commune), wanted))
    assert sentence in text
    assert "<title>Lỗi:" in text
    assert 'value="Công chức"' in text


def test_from_a_district_hamlets_are_not_offered_and_the_page_says_where_they_are(area, signed_in):
    above = signed_in(make_user(Role.UPPER_LEADER, area.district))
    text = text_of(above.get(add_url(area.district)))
    assert "phường Mẫu Hai, huyện Hòa Mẫu" in text
    assert "tổ dân phố" not in text.replace("Muốn giao tại thôn, tổ dân phố", "")


def test_nobody_is_added_to_a_place_that_is_gone(area, leader_client):
    area.commune.abolished_on = TODAY
    area.commune.save()
    text = text_of(leader_client.get(people_url(area.commune)))
    assert "đã chấm dứt hoặc chưa thành lập" in text
    assert f'href="{add_url(area.commune)}"' not in text


# --- Giving and ending roles ------------------------------------------------------------------------


def test_one_more_role_is_given_on_the_persons_page(area, leader_client):
    person = make_user(Role.VIEWER, area.commune)
    url = reverse("assignment_give", args=[area.commune.key, 2024, person.pk])
    wanted = {"role": Role.VILLAGE_REVIEWER, "place": area.hamlet.pk, "starts_on": "05/01/2024", "ends_on": ""}
    for _ in range(2):
        response = leader_client.post(url, wanted, follow=True)
        assert "Đã giao vai trò “Rà soát viên” tại tổ dân phố 1" in text_of(response)
    assert person.assignments.filter(role=Role.VILLAGE_REVIEWER).count() == 1


def test_a_role_of_another_place_is_given_by_the_exact_user_name(area, leader_client):
    stranger = make_user(Role.COMMUNE_OFFICER, area.neighbour, username="hang-xom")
    url = reverse("assignment_give_known", args=[area.commune.key, 2024])
    wanted = {"role": Role.VIEWER, "place": area.commune.pk, "starts_on": "05/01/2024", "ends_on": ""}
    assert "Không có tài khoản đang hoạt động" in text_of(leader_client.post(url, {**wanted, "username": "hang"}))
    response = leader_client.post(url, {**wanted, "username": "Hang-Xom"}, follow=True)
    assert response.redirect_chain == [(reverse("person", args=[stranger.pk]), 302)]
    assert area.neighbour.full_name not in text_of(response)


def test_nobody_gives_himself_a_role_by_his_own_user_name(area, leader_client, leader):
    url = reverse("assignment_give_known", args=[area.commune.key, 2024])
    wanted = {"role": Role.COMMUNE_OFFICER, "place": area.commune.pk, "starts_on": "05/01/2024", "ends_on": ""}
    assert "Không ai tự giao vai trò" in text_of(leader_client.post(url, {**wanted, "username": leader.username}))
    assert leader.assignments.count() == 1


def test_a_role_is_ended_on_a_page_of_its_own(area, leader_client):
    held = make_user(Role.VIEWER, area.commune).assignments.get()
    url = reverse("assignment_end", args=[held.pk])
    assert "Kết thúc vai trò của" in text_of(leader_client.get(url))
    assert "trước ngày bắt đầu" in text_of(leader_client.post(url, {"ends_on": "01/01/1999"}))
    response = leader_client.post(url, {"ends_on": f"{TODAY - DAY:%d-%m-%Y}"}, follow=True)
    assert "Đã ghi ngày kết thúc vai trò" in text_of(response)
    assert Assignment.objects.get(pk=held.pk).ends_on == TODAY - DAY
    assert "Không giữ vai trò" in text_of(response)


def test_a_role_given_by_mistake_is_taken_back_and_the_person_goes_out_of_sight(area, leader_client):
    person = make_user(Role.VIEWER, area.commune, starts_on=TODAY)
    held = person.assignments.get()
    assert "Hủy vì giao nhầm" in text_of(leader_client.get(reverse("person", args=[person.pk])))
    response = leader_client.post(reverse("assignment_withdraw", args=[held.pk]), follow=True)
    assert response.redirect_chain == [(reverse("people", args=[area.commune.key, TODAY.year]), 302)]
    assert leader_client.get(reverse("person", args=[person.pk])).status_code == 404


# --- Oneself, and the table of roles ----------------------------------------------------------------


def test_everyone_keeps_his_own_name_position_and_address(area, leader_client, leader):
    response = leader_client.post(
        "/ho-so/", {"full_name": "  Phạm   Thử ", "position": "Phó Chủ tịch", "email": ""}, follow=True
    )
    assert "Đã lưu hồ sơ." in text_of(response)
    leader.refresh_from_db()
    assert (leader.full_name, leader.full_name_folded, leader.position) == ("Phạm Thử", "pham thu", "Phó Chủ tịch")


def test_a_slip_in_the_profile_does_not_change_the_name_in_the_bar(leader_client):
    text = text_of(leader_client.post("/ho-so/", {"full_name": "", "position": "", "email": "x"}))
    assert "Phạm Thử Việc</span>" in text


def test_the_profile_shows_what_one_was_given(area, leader_client):
    text = text_of(leader_client.get("/ho-so/"))
    assert "Lãnh đạo UBND cấp xã" in text
    assert "phường Mẫu Một" in text


def test_everyone_reads_the_table_of_roles(signed_in):
    text = text_of(signed_in(make_user()).get("/quyen/"))
    assert text.count("<strong>Có</strong>") == 50
    assert "Ghi quyết định công nhận, đính chính, khép lại đợt rà soát" in text
    assert "Không ai tự giao" in text


def test_the_bar_of_somebody_at_a_lonely_place_still_works(signed_in):
    island = make_place(Level.COMMUNE, "99001", "Đảo Mẫu", None, kind="đặc khu")
    assert signed_in(make_user(Role.ADMINISTRATOR, island)).get(people_url(island)).status_code == 200
