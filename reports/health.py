"""What this machine lacks, in plain words: for `manage.py check`, the health page and the operator."""

from dataclasses import dataclass

from django.conf import settings
from django.core import checks
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from reports.documents import health as document_health


@dataclass(frozen=True)
class Health:
    """Each part with what is wrong with it; an empty list is good."""

    database: list[str]
    documents: list[str]

    @property
    def good(self) -> bool:
        return not (self.database or self.documents)


def examine() -> Health:
    """Look at the database and at what documents need."""
    return Health(database=_database_problems(), documents=document_health.problems())


def _database_problems() -> list[str]:
    try:
        tables = set(connection.introspection.table_names())
        waiting = MigrationExecutor(connection)
        unapplied = waiting.migration_plan(waiting.loader.graph.leaf_nodes())
    except DatabaseError:
        return ["Không kết nối được cơ sở dữ liệu. Kiểm tra biến DATABASE_URL và máy chủ cơ sở dữ liệu."]
    found = []
    if unapplied:
        found.append("Cơ sở dữ liệu chưa được cập nhật cấu trúc. Chạy lệnh: manage.py migrate")
    if settings.CACHES["default"]["LOCATION"] not in tables:
        found.append("Thiếu bảng đếm số lần đăng nhập sai. Chạy lệnh: manage.py createcachetable")
    return found


@checks.register()
def documents_can_be_drawn(**kwargs: object) -> list[checks.CheckMessage]:
    """Warn, do not stop: data entry works on a machine that cannot draw a PDF yet."""
    return [
        checks.Warning(
            problem, hint="apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0", id="reports.W001"
        )
        for problem in document_health.problems()
    ]
