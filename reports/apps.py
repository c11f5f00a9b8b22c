from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "reports"
    verbose_name = "Biểu và văn bản"

    def ready(self) -> None:
        from reports import health  # noqa: F401  (registers the system check)
