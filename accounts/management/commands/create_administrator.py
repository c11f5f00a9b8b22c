"""The first person of a real site: `manage.py create_administrator --username … --full-name … --place …`."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from accounts import actions
from accounts.forms import USERNAME_HELP, USERNAME_PATTERN
from accounts.refusals import Refused
from localities.models import Level, Locality
from localities.text import normalise

SHOWN = 20


class Command(BaseCommand):
    help = "Make the first administrator of a site and print a password that is used once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--username", required=True, help=USERNAME_HELP)
        parser.add_argument("--full-name", required=True, help="Họ và tên, có dấu")
        parser.add_argument("--place", required=True, metavar="KEY", help="Khóa (mã) của tỉnh, huyện hoặc xã")

    def handle(self, *args: Any, **options: Any) -> None:
        username = options["username"].strip().lower()
        if not USERNAME_PATTERN.match(username):
            raise CommandError(f"Tên đăng nhập không hợp lệ / invalid user name. {USERNAME_HELP}")
        try:
            person, password = actions.add_first_administrator(
                username=username, full_name=normalise(options["full_name"]), place=_place(options["place"])
            )
        except Refused as reason:
            raise CommandError(str(reason)) from None
        except ValidationError as reason:
            raise CommandError(" ".join(reason.messages)) from None
        self.stdout.write(f"Quản trị viên / administrator: {person.full_name}")
        self.stdout.write(f"Tên đăng nhập / user name:     {person.username}")
        self.stdout.write(f"Mật khẩu dùng một lần / one-time password: {password}")
        self.stdout.write("Đăng nhập rồi đặt ngay mật khẩu riêng. / Sign in and set a password of your own at once.")


def _place(key: str) -> Locality:
    if place := Locality.objects.filter(key=key).first():
        return place
    known = Locality.objects.exclude(level=Level.HAMLET).order_by("path")[:SHOWN]
    names = "\n".join(f"  {place.key:<20} {place.full_name}" for place in known)
    if not names:
        raise CommandError(
            f"Chưa có địa bàn nào, kể cả “{key}”: hãy nạp danh mục địa bàn trước. "
            "/ There are no places yet; load the list of places first."
        )
    raise CommandError(f"Không có địa bàn mang khóa “{key}”. / No place has the key “{key}”. Có / there are:\n{names}")
