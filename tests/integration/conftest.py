"""What the tests of the apps share. Every test here may use the database.

area                     a small country (tests.factories.Area)
holder(what, place)      a person with exactly that permission at the place, or with that role
officer_of(place)        the commune's officer
signed_in(user)          a client with that person's session
"""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache

from accounts.models import User
from accounts.roles import GRANTS, Permission
from localities.models import Locality
from tests import factories
from tests.officer_client import OfficerClient


@pytest.fixture(autouse=True)
def database(db: None) -> None:
    # Sign-in attempts are counted in the cache; one test's attempts are not the next one's.
    cache.clear()


@pytest.fixture
def area() -> factories.Area:
    return factories.make_area()


@pytest.fixture
def holder(monkeypatch: pytest.MonkeyPatch) -> Callable[..., User]:
    """Ask for a permission, not for a role: then a change of roles breaks no test of a view."""

    def holder(what: str, place: Locality, **fields: Any) -> User:
        if isinstance(what, Permission):
            # A role of one permission, for this test alone; it is called like the permission.
            monkeypatch.setitem(GRANTS, what.value, frozenset({what}))
            what = what.value
        return factories.make_user(what, place, **fields)

    return holder


@pytest.fixture
def officer_of() -> Callable[..., User]:
    return factories.make_officer


@pytest.fixture
def signed_in(collected_static_files: None) -> Callable[[User], OfficerClient]:
    """A client of its own for a person, so that a test can let several people act."""

    def signed_in(user: User) -> OfficerClient:
        client = OfficerClient()
        factories.sign_in(client, user)
        return client

    return signed_in
