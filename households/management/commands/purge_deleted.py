"""`manage.py purge_deleted`: what was deleted by mistake and can no longer be restored is removed for good."""

from typing import Any

from django.core.management.base import BaseCommand

from households.actions import purge_deleted
from localities.formats import count


class Command(BaseCommand):
    help = "Xóa hẳn các hộ, thành viên đã xóa quá thời hạn khôi phục, cùng lịch sử sửa của chúng."

    def handle(self, *args: Any, **options: Any) -> None:
        done = purge_deleted()
        what = f"{count(done.households)} hộ, {count(done.members)} thành viên, {count(done.history)} dòng lịch sử"
        self.stdout.write(f"Đã xóa hẳn {what}.")
        if done.kept:
            self.stdout.write(f"Giữ lại {count(done.kept)} hộ, thành viên vì còn hồ sơ khác nhắc đến.")
