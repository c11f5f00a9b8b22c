"""What was typed survives an expired session, for the person who typed it and for nobody else."""

import re

import pytest
from django.test import Client

from tests.factories import PASSWORD, make_officer, sign_in
from tests.officer_client import OfficerClient

PROFILE = "/ho-so/"
TYPED = {"full_name": "Tên đang gõ dở", "position": "", "email": "khong-phai-thu"}


@pytest.fixture
def officer(area):
    return make_officer(area.commune, username="can-bo", full_name="Trần Thử Nghiệm")


def mark_in(page: str) -> str:
    return re.search(r'name="_nguoi_nhap" value="([^"]+)"', page)[1]


def typed_after_the_session_ended(client: Client, user) -> str:
    """The address of the sign-in page to which the form was sent away."""
    sign_in(client, user)
    mark = mark_in(client.get(PROFILE).content.decode())
    client.session.flush()
    response = client.post(PROFILE, {**TYPED, "_nguoi_nhap": mark}, headers={"referer": f"http://testserver{PROFILE}"})
    assert response.status_code == 302
    return response.url


def test_the_form_comes_back_after_signing_in_again(client, officer):
    door = typed_after_the_session_ended(client, officer)
    page = client.get(door).content.decode()
    assert "Nội dung vừa nhập được giữ lại" in page
    entered = client.post("/dang-nhap/", {"login": "can-bo", "password": PASSWORD, "next": PROFILE})
    page = client.get(entered.url).content.decode()
    assert 'value="Tên đang gõ dở"' in page
    assert "đã được điền lại" in page
    assert "Địa chỉ thư điện tử chưa đúng" in page
    assert "Tên đang gõ dở" not in client.get(PROFILE).content.decode(), "it comes back once"


def test_a_colleague_on_the_same_machine_gets_nothing_of_it(client, officer, area):
    make_officer(area.commune, username="dong-nghiep", full_name="Lê Mẫu Khác")
    typed_after_the_session_ended(client, officer)
    client.post("/dang-nhap/", {"login": "dong-nghiep", "password": PASSWORD})
    assert "held_input" not in client.session
    assert "Tên đang gõ dở" not in client.get(PROFILE).content.decode()


def test_a_forged_mark_holds_nothing(client, officer):
    client.post(PROFILE, {**TYPED, "_nguoi_nhap": "1:gia-mao"})
    assert "held_input" not in client.session
    assert "giữ lại" not in client.get("/dang-nhap/").content.decode()


def test_passwords_are_never_held(client, officer):
    sign_in(client, officer)
    assert "_nguoi_nhap" not in client.get("/doi-mat-khau/").content.decode()
    client.session.flush()
    client.post("/doi-mat-khau/", {"oldpassword": PASSWORD, "password1": "x", "password2": "x"})
    assert "held_input" not in client.session


def test_a_form_for_an_address_that_only_takes_posts_leads_back_to_its_page(client, officer):
    """Else the officer would sign in and land on an empty page that says 405."""
    headers = {"referer": "http://testserver/91101/2024/nguoi-dung/?trang=2"}
    response = client.post("/nguoi-dung/1/ngung/", headers=headers)
    assert response.url == "/dang-nhap/?next=%2F91101%2F2024%2Fnguoi-dung%2F%3Ftrang%3D2"


def test_another_site_cannot_choose_where_signing_in_leads(client, officer):
    response = client.post(PROFILE, headers={"referer": "https://example.org/bay/"})
    assert response.url == "/dang-nhap/?next=%2Fho-so%2F"


# --- The token of an older session ------------------------------------------------------------------


@pytest.fixture
def strict(collected_static_files):
    return OfficerClient(enforce_csrf_checks=True)


def test_a_form_with_an_old_token_is_held_too(strict, officer):
    """Signing in again in another tab strands every open form; going back would send the old token again."""
    sign_in(strict, officer)
    mark = mark_in(strict.get(PROFILE).content.decode())
    response = strict.post(PROFILE, {**TYPED, "_nguoi_nhap": mark}, headers={"referer": f"http://testserver{PROFILE}"})
    assert response.status_code == 403
    page = response.content.decode()
    assert "Trang vừa gửi đã cũ" in page
    assert f'href="{PROFILE}"' in page
    assert 'value="Tên đang gõ dở"' in strict.get(PROFILE).content.decode()


def test_an_old_sign_in_page_is_simply_opened_again(strict, officer):
    response = strict.post("/dang-nhap/", {"login": "can-bo", "password": PASSWORD})
    assert response.status_code == 403
    page = response.content.decode()
    assert 'href="/dang-nhap/"' in page
    assert "giữ lại" not in page
