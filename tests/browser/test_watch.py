"""What the browser tests stand on: the app serves its own hashed files, and complaints are noticed."""

import re

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from playwright.sync_api import Page, expect

STYLES = "app.css"


@pytest.fixture
def blank(page: Page) -> Page:
    """A page of the site without anything on it: the picture of its tab."""
    page.goto(staticfiles_storage.url("icon.svg"))
    return page


def test_styles_come_hashed_and_compressed_and_may_be_kept_for_ever(page):
    address = staticfiles_storage.url(STYLES)
    assert re.search(r"/app\.[0-9a-f]{12}\.css$", address)
    answer = page.request.get(address)
    expect(answer).to_be_ok()
    assert answer.headers["content-encoding"] == "br"
    assert "immutable" in answer.headers["cache-control"]


def test_the_browser_is_an_officer_s(blank):
    assert blank.evaluate("navigator.language") == "vi-VN"
    assert blank.evaluate("new Date(2024, 0).getTimezoneOffset()") == -7 * 60


def test_errors_in_the_console_are_noticed(blank, complaints):
    blank.evaluate("console.error('hỏng 42')")
    blank.wait_for_timeout(100)
    assert complaints.unexpected == ["hỏng 42"]
    complaints.allow(r"hỏng \d+")
    assert complaints.unexpected == []


def test_requests_to_other_sites_are_noticed(blank, complaints):
    blank.route("**/elsewhere.example/*", lambda route: route.abort())
    blank.evaluate("fetch('http://elsewhere.example/a').catch(() => null)")
    assert "asked another site: http://elsewhere.example/a" in complaints.unexpected
    complaints.allow("elsewhere.example|ERR_FAILED|Content Security Policy")
