"""At the door: signing in and out, wrong passwords, accounts that are closed."""

import pytest
from django.urls import reverse

from accounts.audit import Act
from accounts.models import AuditEvent, User
from accounts.roles import Role
from tests.factories import PASSWORD, make_officer, make_user

SIGN_IN = "/dang-nhap/"


@pytest.fixture
def officer(area):
    return make_officer(area.commune, username="can-bo", full_name="Trần Thử Nghiệm")


def enter(client, username="can-bo", password=PASSWORD, **more):
    return client.post(SIGN_IN, {"login": username, "password": password, **more})


def acts() -> list[str]:
    return list(AuditEvent.objects.order_by("pk").values_list("act", flat=True))


def test_the_sign_in_page_says_what_this_is(client):
    page = client.get(SIGN_IN).content.decode()
    assert "Sổ Giảm nghèo giúp cấp xã" in page
    assert 'href="/quen-mat-khau/"' in page
    assert "placeholder" not in page


def test_the_right_password_opens_the_door(client, officer):
    response = enter(client)
    assert response.status_code == 302
    assert response.url == reverse("home")
    assert client.session["_auth_user_id"] == str(officer.pk)


def test_the_case_of_the_user_name_does_not_matter(client, officer):
    assert enter(client, " Can-Bo ").status_code == 302


def test_signing_in_leads_to_the_page_that_was_asked_for(client, officer):
    asked = client.get("/ho-so/")
    assert asked.url == "/dang-nhap/?next=%2Fho-so%2F"
    assert 'name="next" value="/ho-so/"' in client.get(asked.url).content.decode()
    assert enter(client, next="/ho-so/").url == "/ho-so/"


def test_signing_in_never_leads_to_another_site(client, officer):
    assert enter(client, next="https://example.org/").url == reverse("home")


def test_signing_in_is_written_down_with_the_place(client, officer, area):
    enter(client)
    event = AuditEvent.objects.get()
    assert (event.act, event.by_id, event.place_path) == (Act.SIGNED_IN, officer.pk, area.commune.path)


def test_a_wrong_password_is_refused_in_plain_words_and_written_down(client, officer, area):
    response = enter(client, password="khong-phai")
    assert "Tên đăng nhập hoặc mật khẩu chưa đúng" in response.content.decode()
    event = AuditEvent.objects.get()
    assert (event.act, event.by_id, event.target_id) == (Act.SIGN_IN_FAILED, None, str(officer.pk))
    assert event.place_path == area.commune.path


def test_a_name_that_nobody_bears_is_refused_alike_and_not_kept(client, officer):
    known = enter(client, password="khong-phai").content.decode()
    unknown = enter(client, "mat-khau-go-nham-o").content.decode()
    sentence = "Tên đăng nhập hoặc mật khẩu chưa đúng"
    assert sentence in known
    assert sentence in unknown
    assert not AuditEvent.objects.filter(summary__contains="go-nham").exists()


def test_the_form_says_which_field_is_empty(client):
    page = client.post(SIGN_IN, {"login": "", "password": ""}).content.decode()
    assert 'href="#id_login"' in page
    assert "Tên đăng nhập: Chưa điền ô này." in page


# --- Too many attempts ------------------------------------------------------------------------------


def test_after_five_wrong_passwords_even_the_right_one_is_refused(client, officer):
    for _ in range(5):
        enter(client, password="khong-phai")
    response = enter(client)
    assert "tài khoản tạm khóa 5 phút" in response.content.decode()
    assert "_auth_user_id" not in client.session


def test_a_colleague_on_the_same_network_still_gets_in(client, officer, area):
    make_officer(area.commune, username="dong-nghiep")
    for _ in range(6):
        enter(client, password="khong-phai")
    assert enter(client, "dong-nghiep").status_code == 302


def test_too_many_requests_get_a_page_of_their_own(client, officer, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "2/m/ip"}
    answers = [enter(client, password="x") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert "Đề nghị chờ ít phút rồi thử lại" in answers[-1].content.decode()


# --- Closed accounts --------------------------------------------------------------------------------


def test_a_closed_account_is_told_so_with_the_right_password_only(client, officer):
    User.objects.update(is_active=False)
    assert "chưa đúng" in enter(client, password="khong-phai").content.decode()
    response = enter(client)
    assert response.url == "/tai-khoan-da-ngung/"
    assert "đề nghị lãnh đạo đơn vị" in client.get(response.url).content.decode()
    assert "_auth_user_id" not in client.session
    assert acts() == [Act.SIGN_IN_FAILED, Act.SIGN_IN_FAILED]


def test_closing_an_account_ends_its_open_sessions(client, officer):
    enter(client)
    User.objects.update(is_active=False)
    assert client.get("/ho-so/").url.startswith(SIGN_IN)


def test_invented_people_sign_in_on_a_demo_site_only(client, area, settings):
    make_officer(area.commune, username="trinh-dien", is_demo=True)
    settings.DEMO = False
    assert enter(client, "trinh-dien").url == "/tai-khoan-da-ngung/"
    assert "_auth_user_id" not in client.session
    settings.DEMO = True
    assert enter(client, "trinh-dien").url == reverse("home")
    settings.DEMO = False
    assert client.get("/ho-so/").url.startswith(SIGN_IN), "the session of a demo outlived the demo"


# --- Going out --------------------------------------------------------------------------------------


def test_signing_out_is_a_post_and_nothing_else(client, officer):
    enter(client)
    assert client.get("/dang-xuat/").status_code == 405
    assert "_auth_user_id" in client.session
    response = client.post("/dang-xuat/")
    assert response.url == SIGN_IN
    assert "_auth_user_id" not in client.session
    assert acts() == [Act.SIGNED_IN, Act.SIGNED_OUT]


def test_signing_out_twice_does_no_harm(client):
    assert client.post("/dang-xuat/").url == SIGN_IN


# --- Strangers --------------------------------------------------------------------------------------


def test_a_script_without_a_session_gets_an_answer_and_no_page(client):
    response = client.get("/ho-so/", headers={"accept": "application/json"})
    assert response.status_code == 401
    assert response.json() == {"error": "Phiên làm việc đã hết. Hãy đăng nhập lại."}


def test_a_fragment_without_a_session_sends_the_whole_page_to_the_door(client, area):
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/91101/2024/nguoi-dung/?ten=a"}
    response = client.get("/91101/2024/nguoi-dung/", headers=headers)
    assert response.status_code == 204
    assert response["HX-Redirect"] == "/dang-nhap/?next=%2F91101%2F2024%2Fnguoi-dung%2F%3Ften%3Da"


def test_forgotten_passwords_have_a_page_that_says_whom_to_ask(client):
    assert "liên hệ lãnh đạo UBND cấp xã" in client.get("/quen-mat-khau/").content.decode()


@pytest.mark.parametrize("name", ["account_signup", "account_email", "account_set_password"])
def test_what_we_do_not_offer_does_not_exist(name):
    with pytest.raises(LookupError):
        _reverse(name)


def _reverse(name: str) -> str:
    try:
        return reverse(name)
    except Exception as absent:
        raise LookupError(name) from absent


def test_the_menu_leads_to_ones_own_pages(client, area):
    make_user(Role.COMMUNE_LEADER, area.commune, username="lanh-dao")
    enter(client, "lanh-dao")
    page = client.get("/ho-so/").content.decode()
    for path in ("/ho-so/", "/doi-mat-khau/", "/xac-thuc-hai-buoc/", "/quyen/", "/91101/"):
        assert f'href="{path}' in page
