"""What tests do on the entry page of Phiếu B."""

import re
from time import monotonic

from django.contrib.sessions.models import Session
from playwright.sync_api import Page, expect

from households.entry.sheet import Sheet, sheet_of
from households.models import Assessment, Household
from tests.factories_households import STANDARD, YEAR

__all__ = ["YEAR", "end_sessions", "entry", "on_device", "opened", "saved", "stored"]


def entry(household: Household) -> str:
    return f"/{household.commune.key}/{YEAR}/phieu/{household.uid}/"


def opened(page: Page, household: Household) -> Page:
    page.goto(entry(household))
    expect(page.locator("[data-shortcuts]:not([hidden])")).to_have_count(1)  # the script is at work
    return page


def saved(page: Page) -> None:
    """The server has everything: the line says so, and nothing is left on the device."""
    deadline = monotonic() + 8
    while on_device(page) and monotonic() < deadline:
        page.wait_for_timeout(50)
    expect(page.locator("[data-saved]")).to_have_text(re.compile(r"^Đã lưu nháp lúc \d\d:\d\d$"))


def on_device(page: Page) -> int:
    return page.evaluate("() => Object.keys(localStorage).filter((key) => key.startsWith('phieu:')).length")


def end_sessions(page: Page) -> None:
    """The server forgets everybody; and the page has been open for long enough to expect that."""
    Session.objects.all().delete()
    page.evaluate("() => { performance.now = () => 7_200_000; }")


def stored() -> Sheet:
    return sheet_of(Assessment.objects.get(), STANDARD)
