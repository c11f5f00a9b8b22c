from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "Người dùng"

    def ready(self) -> None:
        # Both register themselves when imported.
        from accounts import checks, second_factor  # noqa: F401
