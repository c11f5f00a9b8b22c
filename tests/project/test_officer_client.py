"""The client of our tests notices what it is meant to notice."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection
from django.http import HttpResponse
from django.urls import path
from django.utils import timezone

from tests.officer_client import WroteWhileReading, refuse_writes, slips_in


@pytest.mark.parametrize(
    ("page", "slips"),
    [
        ("<p>{{ name }}</p>", ["{{"]),
        ("<p>{% if %}</p>", ["{%"]),
        ('<a onclick="go()">', ['<a onclick="go()">']),
        ('<p style="color:red">', ['<p style="color:red">']),
        ("<style>p{}</style>", ["<style>"]),
        ("<script>go()</script>", ["<script> without src"]),
        ('<a href=" javascript:go()">', ['<a href=" javascript:go()">']),
        ('<script type="module" src="a.js"></script><script type="application/json">{"a":{}}</script>', []),
        ("<p>Kế hoạch on=1 style=2 {một ngoặc}</p>", []),
    ],
)
def test_slips_of_a_page(page, slips):
    assert slips_in(page) == slips


@pytest.mark.django_db
def test_reading_may_not_write():
    with connection.execute_wrapper(refuse_writes):
        assert get_user_model().objects.count() == 0
        with pytest.raises(WroteWhileReading):
            get_user_model().objects.update(last_login=timezone.now())
        with pytest.raises(WroteWhileReading):
            get_user_model().objects.all()._raw_delete("default")


@pytest.mark.django_db
def test_reading_may_keep_house():
    with connection.execute_wrapper(refuse_writes):
        Session.objects.create(session_key="a", session_data="", expire_date=timezone.now())
        cache.set("attempts", 1)
        cache.delete("attempts")


def writing_view(request):
    get_user_model().objects.update(last_login=timezone.now())
    return HttpResponse("<p>Xong</p>")


def careless_view(request):
    return HttpResponse('<a onclick="go()">')


urlpatterns = [path("writes", writing_view), path("careless", careless_view)]


@pytest.fixture
def client(client, settings):
    """The client on a site of two views, without our middleware."""
    settings.ROOT_URLCONF = __name__
    settings.MIDDLEWARE = []
    return client


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_the_client_watches_what_is_read(client, method):
    with pytest.raises(WroteWhileReading):
        client.generic(method, "/writes")


@pytest.mark.django_db
def test_the_client_lets_a_post_write(client):
    assert client.post("/writes").status_code == 200


def test_the_client_looks_at_pages(client):
    with pytest.raises(AssertionError, match="onclick"):
        client.get("/careless")
