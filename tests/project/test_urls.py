"""Every address says who may open it; the middleware refuses at run time what this test finds before."""

from collections.abc import Iterator
from urllib.parse import quote

import pytest
from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver, resolve, reverse

from accounts.access import PUBLIC, SIGNED_IN
from accounts.roles import Permission
from tests import factories

# Addresses that declare nothing, each with its reason. Empty, and better so.
UNDECLARED: dict[str, str] = {}

# The whole of what a stranger may open; a new one is a decision, and so a line here.
OPEN_TO_STRANGERS = {
    "account_login": "the way in",
    "mfa_authenticate": "the second step of the way in",
    "account_logout": "the way out between the two steps, and after the session has expired",
    "account_inactive": "tells someone whose account was stopped why the door stays shut",
    "account_reset_password": "tells someone who forgot the password whom to ask",
    "health": "for the operator's monitor; says nothing about the data",
}


def every_pattern(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in resolver.url_patterns:
        path = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from every_pattern(pattern, path)
        else:
            yield path, pattern


def test_every_url_declares_who_may_open_it():
    patterns = list(every_pattern(get_resolver()))
    assert patterns, "the site has no addresses"
    undeclared = [path for path, pattern in patterns if not hasattr(pattern.callback, "access")]
    assert [path for path in undeclared if path not in UNDECLARED] == []


def test_the_declaration_is_one_that_the_middleware_knows():
    known = {PUBLIC, SIGNED_IN, *Permission}
    odd = [
        path
        for path, pattern in every_pattern(get_resolver())
        if hasattr(pattern.callback, "access") and pattern.callback.access not in known
    ]
    assert odd == []


def test_strangers_may_open_only_what_is_listed_here():
    patterns = [pattern for _, pattern in every_pattern(get_resolver())]
    public = {pattern.name for pattern in patterns if getattr(pattern.callback, "access", "") == PUBLIC}
    assert public == OPEN_TO_STRANGERS.keys()


def test_every_url_has_a_name_of_its_own():
    """Addresses of the annual and of a monthly review share a name and the view, and differ by the month."""
    patterns = [pattern for _, pattern in every_pattern(get_resolver())]
    names = [(pattern.name, "month" in pattern.pattern.converters) for pattern in patterns]
    assert None not in {name for name, _ in names}
    assert sorted(names) == sorted(set(names))
    views: dict[str, set[object]] = {}
    for pattern in patterns:
        views.setdefault(pattern.name, set()).add(pattern.callback)
    assert [name for name, found in views.items() if len(found) > 1] == []


# --- What the server does with the declarations ----------------------------------------------------

UUID = "00000000-0000-4000-8000-000000000000"
SAMPLES = {"int": 1, "month": 5, "str": "01", "slug": "mau", "uuid": UUID, "path": "a/b"}
REFUSED = 403
WRONG_METHOD = 405


def sample_addresses(*, public: bool) -> Iterator[str]:
    """An address for every pattern; nothing need exist there, for access is asked before anything is looked up."""
    for _, pattern in every_pattern(get_resolver()):
        if (getattr(pattern.callback, "access", None) == PUBLIC) is public:
            converters = {name: kind_of(converter) for name, converter in pattern.pattern.converters.items()}
            yield reverse(pattern.name, kwargs={name: SAMPLES[kind] for name, kind in converters.items()})


def kind_of(converter: object) -> str:
    return type(converter).__name__.removesuffix("Converter").lower().replace("string", "str")


@pytest.mark.django_db
def test_a_stranger_is_asked_to_sign_in_everywhere_else(client):
    addresses = list(sample_addresses(public=False))
    assert addresses
    for address in addresses:
        answer = client.get(address)
        assert answer.status_code == 302, address
        assert answer.url == f"{reverse(settings.LOGIN_URL)}?next={quote(address, safe='')}", address


@pytest.mark.django_db
def test_a_person_without_a_role_is_refused_everywhere_but_at_home(client):
    factories.sign_in(client, factories.make_user())
    guarded = [a for a in sample_addresses(public=False) if resolve(a).func.access != SIGNED_IN]
    assert guarded
    answers = {address: client.get(address).status_code for address in guarded}
    assert {address: code for address, code in answers.items() if code not in {REFUSED, WRONG_METHOD}} == {}
