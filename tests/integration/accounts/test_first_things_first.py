"""Before any work: a password of one's own, and a second factor where the role demands it; with the real pages."""

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

from accounts.audit import Act
from accounts.models import AuditEvent, User
from accounts.roles import Role
from tests.factories import PASSWORD, make_user, sign_in

NEW = "mot-cau-de-nho-1945"

# allauth speaks to the user and to the audit log when its transaction is over.
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def leader(area):
    return make_user(Role.COMMUNE_LEADER, area.commune, username="lanh-dao", full_name="Phạm Thử Việc")


def enter(client, password=PASSWORD):
    return client.post("/dang-nhap/", {"login": "lanh-dao", "password": password}, follow=True)


def code_for(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def page_of(response) -> str:
    return response.content.decode()


# --- A password that was handed over ----------------------------------------------------------------


@pytest.fixture
def newcomer(leader):
    User.objects.update(must_change_password=True)
    return leader


def test_a_password_that_was_handed_over_must_be_changed_first(client, newcomer):
    response = enter(client)
    assert response.redirect_chain[-1][0].startswith("/doi-mat-khau/")
    page = page_of(response)
    assert "Mật khẩu được cấp chỉ dùng một lần" in page
    assert "Đặt mật khẩu của riêng mình" in page
    for elsewhere in ("/", "/ho-so/", "/91101/2024/nguoi-dung/"):
        assert client.get(elsewhere).url.startswith("/doi-mat-khau/")


def test_the_person_chooses_a_password_and_goes_on_to_the_page_that_was_asked_for(client, newcomer):
    sign_in(client, newcomer)
    asked = client.get("/ho-so/").url
    assert asked == "/doi-mat-khau/?next=%2Fho-so%2F"
    form = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW, "next": "/ho-so/"}
    response = client.post("/doi-mat-khau/", form, follow=True)
    assert response.redirect_chain == [("/ho-so/", 302)]
    assert "Đã đổi mật khẩu." in page_of(response)
    newcomer.refresh_from_db()
    assert not newcomer.must_change_password
    assert newcomer.check_password(NEW)
    assert AuditEvent.objects.filter(act=Act.PASSWORD_CHANGED, by_id=newcomer.pk).count() == 1


@pytest.mark.parametrize(
    ("old", "new", "again", "sentence"),
    [
        ("khong-phai", NEW, NEW, "Mật khẩu đang dùng chưa đúng"),
        (PASSWORD, PASSWORD, PASSWORD, "Mật khẩu mới phải khác mật khẩu đang dùng."),
        (PASSWORD, NEW, NEW + "x", "Hai lần nhập mật khẩu mới chưa giống nhau."),
        (PASSWORD, "ngan", "ngan", "Cần ít nhất 10 ký tự."),
        (PASSWORD, "lanh-dao-1", "lanh-dao-1", "giống tên đăng nhập quá"),
    ],
)
def test_a_poor_choice_is_refused_and_the_obligation_stays(client, newcomer, old, new, again, sentence):
    sign_in(client, newcomer)
    response = client.post("/doi-mat-khau/", {"oldpassword": old, "password1": new, "password2": again})
    assert sentence in page_of(response)
    newcomer.refresh_from_db()
    assert newcomer.must_change_password
    assert newcomer.check_password(PASSWORD)


def test_the_way_out_stays_open(client, newcomer):
    sign_in(client, newcomer)
    assert client.post("/dang-xuat/").url == "/dang-nhap/"


# --- The second factor ------------------------------------------------------------------------------


@pytest.fixture
def demanding(settings):
    settings.SECOND_FACTOR_REQUIRED = True


def set_up(client) -> str:
    """Walk through the pages that set up a second factor; the secret of the telephone."""
    asked = client.get("/xac-thuc-hai-buoc/bat/")
    assert asked.url.startswith("/xac-nhan-mat-khau/")
    assert "Xác nhận lại mật khẩu" in page_of(client.get(asked.url))
    confirmed = client.post("/xac-nhan-mat-khau/", {"password": PASSWORD, "next": "/xac-thuc-hai-buoc/bat/"})
    page = page_of(client.get(confirmed.url))
    assert 'src="data:image/svg+xml;base64,' in page
    secret = re.search(r"<samp>([A-Z2-7]+)</samp>", page)[1]
    response = client.post("/xac-thuc-hai-buoc/bat/", {"code": code_for(secret)}, follow=True)
    assert response.redirect_chain == [("/xac-thuc-hai-buoc/ma-du-phong/", 302)]
    assert "Đã bật xác thực hai bước" in page_of(response)
    return secret


def test_a_leader_sets_up_a_second_factor_before_anything_else(client, leader, demanding):
    response = enter(client)
    assert response.redirect_chain[-1][0].startswith("/xac-nhan-mat-khau/")
    assert "bắt buộc xác thực hai bước" in page_of(response)
    assert client.get("/91101/2024/nguoi-dung/").url == "/xac-thuc-hai-buoc/bat/"
    set_up(client)
    assert client.get("/91101/2024/nguoi-dung/").status_code == 200
    assert AuditEvent.objects.filter(act=Act.SECOND_FACTOR_ADDED, by_id=leader.pk).count() == 1


def test_an_officer_may_do_without(client, area, demanding):
    officer = make_user(Role.COMMUNE_OFFICER, area.commune)
    sign_in(client, officer)
    assert client.get("/ho-so/").status_code == 200
    assert "Chưa bật" in page_of(client.get("/xac-thuc-hai-buoc/"))


def test_the_second_step_asks_for_a_code_and_writes_down_wrong_ones(client, leader):
    sign_in(client, leader)
    secret = set_up(client)
    client.post("/dang-xuat/")
    response = enter(client)
    assert response.redirect_chain[-1][0] == "/dang-nhap/ma-xac-thuc/"
    assert "_auth_user_id" not in client.session, "the password alone opens nothing"
    assert client.get("/ho-so/").url.startswith("/dang-nhap/")
    assert "Mã chưa đúng" in page_of(client.post("/dang-nhap/ma-xac-thuc/", {"code": "000000"}))
    assert AuditEvent.objects.filter(summary__contains="Sai mã xác thực hai bước", by_id=None).count() == 1
    assert client.post("/dang-nhap/ma-xac-thuc/", {"code": code_for(secret)}).url == "/"
    assert client.session["_auth_user_id"] == str(leader.pk)


def test_a_recovery_code_replaces_the_telephone_once(client, leader):
    sign_in(client, leader)
    set_up(client)
    shown = client.get("/xac-thuc-hai-buoc/ma-du-phong/")
    assert "no-store" in shown["Cache-Control"], "machines are shared"
    codes = re.findall(r"<samp>(\d+)</samp>", page_of(shown))
    assert len(codes) == 10
    for expected in (302, 200):
        client.post("/dang-xuat/")
        enter(client)
        assert client.post("/dang-nhap/ma-xac-thuc/", {"code": codes[0]}).status_code == expected


def test_recovery_codes_are_downloaded_and_replaced(client, leader):
    sign_in(client, leader)
    set_up(client)
    download = client.get("/xac-thuc-hai-buoc/ma-du-phong/tai-ve/")
    first = re.findall(r"^\d+$", page_of(download), re.M)
    assert len(first) == 10
    assert "sẽ không dùng được nữa" in page_of(client.get("/xac-thuc-hai-buoc/ma-du-phong/tao/"))
    response = client.post("/xac-thuc-hai-buoc/ma-du-phong/tao/", follow=True)
    second = re.findall(r"<samp>(\d+)</samp>", page_of(response))
    assert len(second) == 10
    assert not set(first) & set(second)
    assert AuditEvent.objects.filter(act=Act.RECOVERY_CODES_MADE, by_id=leader.pk).count() == 1


def test_a_second_factor_can_be_switched_off_and_is_asked_for_again(client, leader, demanding):
    sign_in(client, leader)
    set_up(client)
    assert "Còn 10 trên 10 mã chưa dùng" in page_of(client.get("/xac-thuc-hai-buoc/"))
    page = page_of(client.get("/xac-thuc-hai-buoc/tat/"))
    assert "phải gắn ngay với điện thoại khác" in page
    client.post("/xac-thuc-hai-buoc/tat/")
    assert not Authenticator.objects.filter(user=leader).exists()
    assert AuditEvent.objects.filter(act=Act.SECOND_FACTOR_REMOVED, by_id=leader.pk).count() == 1
    assert client.get("/ho-so/").url == "/xac-thuc-hai-buoc/bat/"


def test_after_the_password_was_confirmed_the_code_can_confirm_instead(client, leader):
    sign_in(client, leader)
    set_up(client)
    client.post("/dang-xuat/")
    sign_in(client, leader)
    asked = client.get("/xac-thuc-hai-buoc/tat/")
    assert "Xác nhận bằng mã xác thực" in page_of(client.get(asked.url))
    assert "Xác nhận bằng mã" in page_of(client.get("/xac-thuc-hai-buoc/xac-nhan/"))


def test_a_wrong_first_code_sets_up_nothing(client, leader):
    sign_in(client, leader)
    client.post("/xac-nhan-mat-khau/", {"password": PASSWORD, "next": "/xac-thuc-hai-buoc/bat/"})
    client.get("/xac-thuc-hai-buoc/bat/")
    assert "Mã chưa đúng" in page_of(client.post("/xac-thuc-hai-buoc/bat/", {"code": "000000"}))
    assert not Authenticator.objects.exists()
