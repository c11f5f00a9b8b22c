"""What a site must not be run with. Errors stop `migrate` and `check` of a real site (TLS on); at home they warn."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core import checks

SHORTEST_KEY = 50
FEWEST_LETTERS = 5
MEMORY_CACHE = "django.core.cache.backends.locmem.LocMemCache"


@checks.register(checks.Tags.security)
def check_site(app_configs: Any = None, **rest: Any) -> list[checks.CheckMessage]:
    return list(_slips())


def _slips() -> Iterable[checks.CheckMessage]:
    real_site = settings.TLS
    slip = checks.Error if real_site else checks.Warning
    if settings.DEMO and real_site:
        yield checks.Error(
            "DEMO is on while TLS is on: the invented people have known passwords and would be open to the world.",
            hint="Set DEMO=off. A demo runs on its own machine with TLS=off (make run).",
            id="accounts.E001",
        )
    if len(settings.SECRET_KEY) < SHORTEST_KEY or len(set(settings.SECRET_KEY)) < FEWEST_LETTERS:
        yield slip(
            f"SECRET_KEY is shorter than {SHORTEST_KEY} characters or too plain: sessions and marks could be forged.",
            hint='Make one: python3 -c "import secrets; print(secrets.token_urlsafe(50))"',
            id="accounts.E002",
        )
    if settings.CACHES["default"]["BACKEND"] == MEMORY_CACHE:
        yield slip(
            "The cache is one process's own memory: each worker would count wrong passwords for itself.",
            hint="Use the database cache (`manage.py createcachetable`) or another that all workers share.",
            id="accounts.E003",
        )
    if real_site and not settings.DEMO and not settings.SECOND_FACTOR_REQUIRED:
        yield checks.Warning(
            "SECOND_FACTOR_REQUIRED is off: leaders and administrators sign in with a password alone.",
            hint="Set SECOND_FACTOR_REQUIRED=on.",
            id="accounts.W004",
        )
