"""Who sees and changes the list, Phiếu A and corrections: the colleague next door finds nothing."""

import pytest
from django.urls import reverse

from accounts.roles import Permission
from households.models import ListEntry
from tests.factories_households import make_classed, make_review, recognise
from tests.factories_lists import list_households

OF_PLACE = {
    "monthly_reviews": Permission.HOUSEHOLD_VIEW,
    "review_list": Permission.HOUSEHOLD_VIEW,
    "review_list_add": Permission.REVIEW_MANAGE,
    "review_open": Permission.REVIEW_MANAGE,
    "quick_check_items": Permission.PROCEDURE_EDIT,
    "corrections": Permission.HOUSEHOLD_VIEW,
}
OF_HOUSEHOLD = {
    "review_list_take_off": Permission.REVIEW_MANAGE,
    "quick_check": Permission.ASSESSMENT_EDIT,
    "correct_result": Permission.REVIEW_RECOGNISE,
}
POSTED = {"reason": "x", "result": "phieu-b", "why": "added", "decision_number": "1", "dua_ra": "1", "text": "x"}


def address(name, household, place, year=2024) -> str:
    return reverse(name, args=[place, year, *([household.uid] if name in OF_HOUSEHOLD else [])])


@pytest.fixture
def on_list(household, review, officer):
    list_households(household, review=review, by=officer)
    return household


@pytest.mark.parametrize("name", [*OF_PLACE, *OF_HOUSEHOLD])
def test_the_officer_of_the_next_commune_finds_nothing(area, signed_in, rival, holder, on_list, name):
    for person in (rival, holder({**OF_PLACE, **OF_HOUSEHOLD}[name], area.neighbour)):
        client = signed_in(person)
        url = address(name, on_list, area.commune.key)
        expected = {403, 404} if person is rival else {404}
        assert {client.get(url).status_code, client.post(url, POSTED).status_code} <= expected
    assert ListEntry.objects.get().quick_at is None


@pytest.mark.parametrize("name", OF_HOUSEHOLD)
def test_the_own_commune_in_the_address_opens_no_household_of_the_neighbours(
    area, signed_in, holder, on_list, officer, name
):
    make_review(area.neighbour, 2024, by=officer)
    client = signed_in(holder(OF_HOUSEHOLD[name], area.neighbour))
    url = address(name, on_list, area.neighbour.key)
    assert client.get(url).status_code == client.post(url, POSTED).status_code == 404


@pytest.mark.parametrize("name", [*OF_PLACE, *OF_HOUSEHOLD])
def test_each_page_asks_for_its_right(area, holder, signed_in, on_list, name):
    url = address(name, on_list, area.commune.key)
    with_it = signed_in(holder({**OF_PLACE, **OF_HOUSEHOLD}[name], area.commune))
    without = signed_in(holder(Permission.FIGURES_VIEW, area.commune))
    assert with_it.get(url).status_code in {200, 302}
    assert without.get(url).status_code == without.post(url, POSTED).status_code == 403


def test_households_of_the_neighbours_cannot_be_ticked(area, signed_in, rival, officer, household):
    make_review(area.neighbour, 2024, by=officer)
    url = reverse("review_list_add", args=[area.neighbour.key, 2024])
    response = signed_in(rival).post(url, {"ho": [str(household.uid)], "why": "added"})
    assert "Chưa chọn hộ nào." in response.content.decode()
    assert not ListEntry.objects.exists()


@pytest.mark.parametrize("name", ["review_list", "corrections", "review_list_add"])
def test_there_is_no_list_above_a_commune(area, holder, signed_in, review, name):
    client = signed_in(holder(OF_PLACE[name], area.district))
    assert client.get(reverse(name, args=[area.district.key, 2024])).status_code == 404


def test_the_leader_of_the_next_commune_corrects_nothing(area, holder, signed_in, household, review, officer):
    make_classed(household, review, "poor", by=officer)
    recognise(review, by=officer)
    client = signed_in(holder(Permission.REVIEW_RECOGNISE, area.neighbour))
    url = address("correct_result", household, area.commune.key)
    assert client.get(url).status_code == client.post(url, POSTED).status_code == 404
    assert household.assessments.exists()
