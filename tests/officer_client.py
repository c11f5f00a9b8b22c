"""The client of our tests: it goes where an officer goes, and notices slips that no test asks about.

* Reading never writes: a GET or HEAD that changes the database fails.
* A page holds no left-over template tag and nothing that the Content-Security-Policy would refuse.
"""

import re
from collections.abc import Callable
from contextlib import ExitStack
from html.parser import HTMLParser
from typing import Any

from django.db import connections
from django.http import HttpResponse
from django.test import Client

READING_METHODS = {"GET", "HEAD", "OPTIONS"}

WRITE = re.compile(r"\s*(?:INSERT\s+INTO|UPDATE|DELETE\s+FROM|REPLACE\s+INTO|TRUNCATE)\s+[\"`]?(?P<table>\w+)", re.I)

# The tables that a GET may change, each with its reason.
MAY_CHANGE = {
    "django_session",  # Django's own housekeeping: a message that was shown is taken out of the session
    "cache_entries",  # allauth counts attempts in the cache, which is a table here (config.settings, CACHES)
}

DATA_SCRIPTS = {"application/json", "application/ld+json"}


class WroteWhileReading(AssertionError):
    """A page was only looked at, and the database changed."""


def refuse_writes(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
    """Django's execute_wrapper: lets questions through and stops changes."""
    if (write := WRITE.match(sql)) and write["table"] not in MAY_CHANGE:
        raise WroteWhileReading(f"A GET wrote to the database: {sql[:300]}")
    return execute(sql, params, many, context)


class SlipFinder(HTMLParser):
    """Collects what must not be on a page."""

    def __init__(self) -> None:
        super().__init__()
        self.slips: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "style":
            self.slips.append("<style>")
        if tag == "script" and not values.get("src") and values.get("type") not in DATA_SCRIPTS:
            self.slips.append("<script> without src")
        for name, value in values.items():
            if name == "style" or name.startswith("on"):
                self.slips.append(f'<{tag} {name}="{value}">')
            if (value or "").strip().lower().startswith("javascript:"):
                self.slips.append(f'<{tag} {name}="{value}">')

    handle_startendtag = handle_starttag


def slips_in(page: str) -> list[str]:
    """What is wrong with the page whatever it is about; nothing when all is well."""
    finder = SlipFinder()
    finder.feed(page)
    return [mark for mark in ("{{", "{%", "{#") if mark in page] + finder.slips


class OfficerClient(Client):
    """Django's test client with open eyes."""

    def request(self, **request: Any) -> HttpResponse:
        with ExitStack() as stack:
            if request.get("REQUEST_METHOD", "GET") in READING_METHODS:
                for connection in connections.all():
                    stack.enter_context(connection.execute_wrapper(refuse_writes))
            response = super().request(**request)
        if response.get("Content-Type", "").startswith("text/html") and not response.streaming:
            slips = slips_in(response.content.decode())
            assert not slips, f"{request.get('PATH_INFO')} holds {slips[:5]}"
        return response
