"""Officers' journeys in a real browser, on the app as it ships: WhiteNoise, hashed files, strict CSP.

site            the running app; `site.url`
page            a page of one officer's browser, in Vietnamese and in Vietnam's time
sign_in(user)   puts that person's session into the browser; `sign_in(user, context)` for a second browser
new_context()   a browser of another officer (pytest-playwright's own, watched as well)
axe(page)       fails on any accessibility violation
snap(page, n)   a picture of the whole page into the folder SCREENSHOTS, when that is set
complaints      what the browsers complained of; must be empty at the end, or expected by `complaints.allow(…)`
area, officer, review, household, at_work   a commune with an officer, a review, a household of two, the officer's page
"""

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.core.cache import cache
from django.db import connection, connections
from django.test import Client
from django.test.testcases import LiveServerThread
from playwright.sync_api import BrowserContext, Page

from accounts.models import User
from households.models import Household, Review
from tests import factories
from tests.browser.chromium import chromium
from tests.factories_households import make_household, make_member, make_review

# Playwright's synchronous interface runs an event loop in this thread, where Django would refuse the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
PATIENCE = 8000  # milliseconds; two cores are shared by two browsers, two servers and a database


# --- The site -------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings: None, tmp_path_factory: pytest.TempPathFactory, worker_id: str
) -> None:
    """On SQLite the server's threads need a file: a database in memory belongs to one connection."""
    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        file = tmp_path_factory.mktemp("database") / f"{worker_id}.sqlite3"
        connections["default"].settings_dict.setdefault("TEST", {})["NAME"] = str(file)


class NoStaticHandler:
    """Django's test server would answer /static/ itself, without hashes; here the app does, as in real life."""

    def __init__(self, app: Callable[..., Any]) -> None:
        self.app = app

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
        return self.app(environ, start_response)


@dataclass(frozen=True)
class Site:
    """The app as it runs for one test."""

    url: str


@pytest.fixture
def site(transactional_db: None, collected_static_files: None) -> Iterator[Site]:
    # A flush between tests leaves the cache table alone, and with it the counters of the login throttle.
    cache.clear()
    server = LiveServerThread("localhost", NoStaticHandler)
    server.daemon = True
    server.start()
    server.is_ready.wait()
    if server.error:
        raise server.error
    yield Site(url=f"http://localhost:{server.port}")
    server.terminate()
    if connection.vendor == "postgresql":
        # A request that the browser gave up may still hold a connection, and the flush would wait for it.
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


# --- The browser ----------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    return {
        **browser_type_launch_args,
        "executable_path": chromium(),
        "args": ["--disable-dev-shm-usage", "--disable-gpu", "--disable-background-networking"],
    }


@pytest.fixture
def browser_context_args(browser_context_args: dict[str, Any], site: Site) -> dict[str, Any]:
    return {
        **browser_context_args,
        "base_url": site.url,
        "locale": "vi-VN",
        "timezone_id": "Asia/Ho_Chi_Minh",
        "viewport": {"width": 1280, "height": 800},
        "service_workers": "block",
    }


@dataclass
class Complaints:
    """What browsers complained of: errors in the console, exceptions in scripts, requests that left the site."""

    seen: list[str] = field(default_factory=list)
    allowed: list[str] = field(default_factory=list)

    def allow(self, pattern: str) -> None:
        """Expect complaints that match; a page that answers 404 on purpose makes one."""
        self.allowed.append(pattern)

    def watch(self, context: BrowserContext, site: Site) -> None:
        context.on("console", lambda message: message.type in {"error", "warning"} and self.seen.append(message.text))
        context.on("weberror", lambda error: self.seen.append(str(error.error)))
        context.on("request", lambda request: self._check(request.url, site))

    def _check(self, url: str, site: Site) -> None:
        if not url.startswith((site.url, "data:", "blob:", "about:")):
            self.seen.append(f"asked another site: {url}")

    @property
    def unexpected(self) -> list[str]:
        return [text for text in self.seen if not any(re.search(pattern, text) for pattern in self.allowed)]


@pytest.fixture
def complaints() -> Iterator[Complaints]:
    complaints = Complaints()
    yield complaints
    assert complaints.unexpected == []


@pytest.fixture
def new_context(
    complaints: Complaints, new_context: Callable[..., BrowserContext], site: Site
) -> Callable[..., BrowserContext]:
    def watched(**arguments: Any) -> BrowserContext:
        context = new_context(**arguments)
        context.set_default_timeout(PATIENCE)
        complaints.watch(context, site)
        return context

    return watched


@pytest.fixture
def sign_in(context: BrowserContext, site: Site) -> Callable[..., None]:
    """Give a browser the session of a person, without the sign-in page."""

    def sign_in(user: Any, browser: BrowserContext = context) -> None:
        officer = Client()
        officer.force_login(user)
        session = officer.cookies[settings.SESSION_COOKIE_NAME]
        browser.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session.value, "url": site.url}])

    return sign_in


# --- A commune at work ----------------------------------------------------------------------------


@pytest.fixture
def area(site) -> factories.Area:
    return factories.make_area()


@pytest.fixture
def officer(area) -> User:
    return factories.make_officer(area.commune, full_name="Đỗ Thị Cán Bộ", password=factories.PASSWORD)


@pytest.fixture
def household(area, officer) -> Household:
    members = [
        make_member("Trần Văn Thử", "head", sex="male", birth_year=1970, national_id="001070000001"),
        make_member("Lê Thị Thử", "spouse", sex="female", birth_year=1975),
    ]
    return make_household(area.hamlet, by=officer, members=members)


@pytest.fixture
def review(area, officer, household) -> Review:
    return make_review(area.commune, by=officer)


@pytest.fixture
def at_work(page: Page, sign_in, officer) -> Page:
    """The officer's browser."""
    page.set_default_timeout(8000)
    sign_in(officer)
    return page


# --- What is looked at ----------------------------------------------------------------------------


@pytest.fixture
def axe() -> Callable[[Page], None]:
    def check(page: Page) -> None:
        results = Axe().run(page, options={"runOnly": {"type": "tag", "values": STANDARDS}})
        assert results.response["passes"], "axe looked at nothing"
        assert results.violations_count == 0, results.generate_report()

    return check


@pytest.fixture
def snap() -> Callable[[Page, str], None]:
    def snap(page: Page, name: str) -> None:
        if folder := os.environ.get("SCREENSHOTS"):
            Path(folder).mkdir(parents=True, exist_ok=True)
            page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)

    return snap
