"""What all tests share. The rules of the folders:

* tests/unit         no database: pytest-django refuses it unless asked, and here nobody asks
* tests/integration  the apps with the database, one folder per app
* tests/browser      officers' journeys in a real browser (`pytest tests/browser`)
* tests/project      tests about the project itself
* tests/benchmarks   figures, run by hand; never collected
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.test import override_settings
from hypothesis import settings as hypothesis_settings

from tests import static_files
from tests.officer_client import OfficerClient

# Two cores are shared by the whole suite: a slow example says nothing about the code.
hypothesis_settings.register_profile("shared-machine", deadline=None)
hypothesis_settings.load_profile("shared-machine")


def pytest_configure() -> None:
    # WhiteNoise warns at its first request when the folder is not there, and warnings are errors.
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


@pytest.fixture(scope="session", autouse=True)
def quick_passwords() -> Iterator[None]:
    """Argon2 is slow on purpose; tests make hundreds of people."""
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        yield


@pytest.fixture(scope="session")
def collected_static_files() -> None:
    static_files.collect()


@pytest.fixture
def client(collected_static_files: None) -> OfficerClient:
    return OfficerClient()
