"""`manage.py create_administrator`: the first person of a real site."""

import re

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from accounts.models import AuditEvent, User
from accounts.roles import Permission, Role


def create(capsys, username="quan-tri", full_name="Vũ Quản Trị", place="91101") -> str:
    call_command("create_administrator", username=username, full_name=full_name, place=place)
    return capsys.readouterr().out


def test_the_first_administrator_can_sign_in_with_the_printed_password(area, capsys, client):
    password = re.search(r"one-time password: (\S+)", create(capsys))[1]
    response = client.post("/dang-nhap/", {"login": "quan-tri", "password": password}, follow=True)
    assert response.redirect_chain[-1][0].startswith("/doi-mat-khau/")
    person = User.objects.get()
    assert person.assignments.get().role == Role.ADMINISTRATOR
    assert person.may(Permission.ASSIGNMENT_MANAGE, area.hamlet)
    assert set(AuditEvent.objects.exclude(act="signed_in").values_list("by_name", flat=True)) == {"hệ thống"}


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"place": "00000"}, "Không có địa bàn mang khóa “00000”"),
        ({"place": "91101-01"}, "Quản trị viên không giao ở tổ dân phố 1"),
        ({"username": "có dấu"}, "Tên đăng nhập không hợp lệ"),
        ({"full_name": " "}, "Chưa điền ô này"),
    ],
)
def test_a_slip_gets_a_clear_sentence_and_makes_nobody(area, capsys, asked, sentence):
    with pytest.raises(CommandError, match=sentence):
        create(capsys, **asked)
    assert not User.objects.exists()


def test_the_known_places_are_named(area, capsys):
    with pytest.raises(CommandError, match="91102 .* phường Mẫu Hai"):
        create(capsys, place="xyz")


def test_a_site_without_places_is_told_to_load_them(capsys):
    with pytest.raises(CommandError, match="hãy nạp danh mục địa bàn trước"):
        create(capsys)


def test_a_user_name_is_given_once(area, capsys):
    create(capsys)
    with pytest.raises(CommandError, match="đã có người dùng"):
        create(capsys, username="Quan-Tri")
