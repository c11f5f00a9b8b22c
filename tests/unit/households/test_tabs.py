"""Tabs lead to pages that exist: one that no address knows is left out, so a slip of a name must show here."""

from types import SimpleNamespace
from uuid import uuid4

import pytest

from households.presenters import tabs

PLACE = SimpleNamespace(key="91101")


@pytest.mark.parametrize(
    ("found", "pages"),
    [
        (tabs.review_tabs(PLACE, 2024, 0, "reviews"), tabs.REVIEW_PAGES),
        (tabs.register_tabs(PLACE, 2024, "households"), tabs.REGISTER_PAGES),
        (tabs.household_tabs(uuid4(), 2024, "household"), tabs.HOUSEHOLD_PAGES),
    ],
)
def test_no_tab_is_left_out(found, pages):
    assert [words for words, _, _ in found] == [words for words, _ in pages]
    assert [current for _, _, current in found] == [True] + [False] * (len(pages) - 1)


def test_a_monthly_review_has_the_tabs_that_a_month_knows():
    found = tabs.review_tabs(PLACE, 2024, 5, "review_steps")
    assert {words for words, _, _ in found} < {words for words, _ in tabs.REVIEW_PAGES}
    assert all("/thang-5/" in url for _, url, _ in found)
