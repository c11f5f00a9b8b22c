"""Every page of this app, asked for by each who may: it answers, and with at most 30 queries."""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, reverse

from accounts.roles import Role
from households import actions
from households.models import HouseholdEvent
from households.urls import urlpatterns
from tests.factories import hamlets_of, make_user
from tests.factories_events import occurrence
from tests.factories_households import make_classed, make_draft, make_household, make_review, recognise
from tests.factories_lists import list_households, make_monthly

MOST_QUERIES = 30
CLASSES = ("poor", "near_poor", "not_poor")
# Addresses that are no page to be opened: buttons, files and the autosave.
NO_PAGES = {"assessment_draft", "assessment_undo", "assessment_next", "score_sheet_template", "household_national_ids"}
# Other words and keys in an address than place, year, month and uid.
WORDS = {"code": "meeting_min_percent", "kind": "sinh-con", "pk": 1}


@pytest.fixture
def season(area, officer, colleague):
    """Two years of a commune of forty households, with a monthly review and an event."""
    households = [
        make_household(hamlet, f"Nông Văn {chr(65 + number)}", by=officer, persons=3)
        for hamlet in hamlets_of(area.commune)
        for number in range(20)
    ]
    last = make_review(area.commune, 2023, by=officer)
    for number, household in enumerate(households):
        make_classed(household, last, CLASSES[number % 3], by=officer)
    recognise(last, by=colleague)
    running = make_review(area.commune, 2024, by=officer)
    for number, household in enumerate(households[:30]):
        make_classed(household, running, CLASSES[(number + 1) % 3], by=officer)
    make_draft(households[30], running, by=officer)
    monthly = make_monthly(area.commune, 5, by=officer)
    list_households(*households[:5], review=monthly, by=officer)
    actions.change_head(occurrence=occurrence(households[31]), relationships=swapped(households[31]), by=officer)
    return households


def swapped(household):
    """The second member becomes the head, the head a relative."""
    head, heir, *others = household.members.order_by("position")
    return {head.uid: "parent", heir.uid: "head", **{other.uid: "sibling" for other in others}}


def addresses(area, household, event: HouseholdEvent) -> Iterator[tuple[str, str]]:
    """(name, address) of every pattern, filled in for this commune."""
    for pattern in urlpatterns:
        if pattern.name not in NO_PAGES:
            yield pattern.name, reverse(pattern.name, kwargs=filled(pattern, area, household, event))


def filled(pattern: URLPattern, area, household, event) -> dict[str, object]:
    values = {
        "place": area.commune.key,
        "year": 2024,
        "month": 5,
        "uid": event.uid if pattern.name == "event_undo" else household.uid,
        "unit": area.hamlet.key,
        **WORDS,
    }
    return {name: values.get(name, household.uid) for name in pattern.pattern.converters}


@pytest.mark.parametrize("role", [Role.COMMUNE_OFFICER, Role.COMMUNE_LEADER, Role.UPPER_REVIEWER])
def test_every_page_answers_within_thirty_queries(area, season, signed_in, role):
    ground = area.district if role == Role.UPPER_REVIEWER else area.commune
    client = signed_in(make_user(role, ground))
    event = HouseholdEvent.objects.get()
    seen, many = set(), {}
    for name, address in addresses(area, season[31], event):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            answer = client.get(address)
        assert answer.status_code in {200, 302, 403, 404, 405}, (name, answer.status_code)
        if answer.status_code == 200:
            seen.add(name)
            if len(queries) > MOST_QUERIES:
                many[address] = len(queries)
    assert many == {}
    # Nothing below was skipped for want of a page: these are the working pages of each role.
    assert {"reviews", "review_steps", "review_list", "review_movements", "households", "household", "events"} <= seen
    if role == Role.COMMUNE_OFFICER:
        assert len(seen) > 35
