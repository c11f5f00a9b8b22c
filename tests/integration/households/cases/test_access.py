"""Who sees and changes cases: outside the own ground nothing is found, without the right it is refused."""

import pytest
from django.urls import reverse

from accounts.roles import Permission
from households.models import AverageLivingCase, ExitRegistration
from tests.factories import assign
from tests.factories_cases import case_in
from tests.factories_households import make_classed, make_household

OF_PLACE = ("average_living", "average_living_add", "exit_registrations", "newly_out")
SENT = {
    "viec": "withdraw",
    "withdraw-ended_on": "01/07/2024",
    "withdraw-reason": "x",
    "state": "registered",
    "signed_on": "20/12/2024",
}


@pytest.fixture
def records(area, review, officer, household):
    """A case and a poor household that a rival would like to see."""
    poor = make_household(area.hamlet, "Lê Thị Nghèo", by=officer)
    make_classed(poor, review, "poor", by=officer)
    return case_in(household, "posted", by=officer), poor


def addresses(place: str, records) -> list[str]:
    case, poor = records
    return [
        *(reverse(name, args=[place, 2024]) for name in OF_PLACE),
        reverse("average_living_case", args=[place, 2024, case.uid]),
        reverse("exit_register", args=[place, 2024, poor.uid]),
    ]


def test_the_officer_of_the_next_commune_finds_nothing(area, signed_in, rival, records):
    client = signed_in(rival)
    for address in addresses(area.commune.key, records):
        assert client.get(address).status_code == client.post(address, SENT).status_code == 404
    for address in addresses(area.neighbour.key, records)[-2:]:
        assert client.get(address).status_code == client.post(address, SENT).status_code == 404
    assert AverageLivingCase.objects.get().state == "posted"
    assert not ExitRegistration.objects.exists()


def test_the_rival_chooses_no_household_of_ours(area, signed_in, rival, household):
    client = signed_in(rival)
    address = reverse("average_living_add", args=[area.neighbour.key, 2024])
    assert client.get(f"{address}?ho={household.uid}").status_code == 404
    data = {"ho": household.uid, "uid": household.uid, "requested_on": "17/06/2024", "occupation": "salt"}
    assert client.post(address, data).status_code == 404
    assert client.get(f"{address}?tim=tran van thu").context["page"].rows == []


def test_the_rival_s_lists_hold_nothing_of_ours(area, signed_in, rival, records):
    client = signed_in(rival)
    for name in OF_PLACE:
        page = client.get(reverse(name, args=[area.neighbour.key, 2024])).content.decode()
        assert "Trần Văn Thử" not in page
        assert "Lê Thị Nghèo" not in page


@pytest.mark.parametrize(
    ("name", "permission"),
    [
        ("average_living", Permission.HOUSEHOLD_VIEW),
        ("average_living_add", Permission.REVIEW_MANAGE),
        ("average_living_case", Permission.HOUSEHOLD_VIEW),
        ("exit_registrations", Permission.HOUSEHOLD_VIEW),
        ("exit_register", Permission.ASSESSMENT_EDIT),
        ("newly_out", Permission.HOUSEHOLD_VIEW),
    ],
)
def test_each_page_asks_for_its_right(area, holder, signed_in, records, name, permission):
    case, poor = records
    extra = {"average_living_case": [case.uid], "exit_register": [poor.uid]}.get(name, [])
    address = reverse(name, args=[area.commune.key, 2024, *extra])
    with_it = signed_in(holder(permission, area.commune))
    without = signed_in(holder(Permission.FIGURES_VIEW, area.commune))
    assert with_it.get(address).status_code == 200
    assert without.get(address).status_code == 403
    assert without.post(address, SENT).status_code == 403


@pytest.mark.parametrize(
    ("permission", "move", "allowed"),
    [
        (Permission.REVIEW_MANAGE, "withdraw", True),
        (Permission.REVIEW_RECOGNISE, "withdraw", False),
        (Permission.REVIEW_MANAGE, "refuse", False),
        (Permission.REVIEW_RECOGNISE, "refuse", True),
    ],
)
def test_each_step_asks_for_its_right(area, holder, signed_in, records, permission, move, allowed):
    case, _ = records
    person = holder(permission, area.commune)
    holder(Permission.HOUSEHOLD_VIEW, area.commune)  # makes the role of that name
    assign(person, Permission.HOUSEHOLD_VIEW.value, area.commune)
    data = {
        "viec": move,
        f"{move}-ended_on": "01/07/2024",
        f"{move}-reason": "Lý do",
        f"{move}-decision_number": "35/TB-UBND",
        f"{move}-decision_on": "01/07/2024",
    }
    address = reverse("average_living_case", args=[area.commune.key, 2024, case.uid])
    assert signed_in(person).post(address, data).status_code == (302 if allowed else 403)


def test_a_higher_place_is_no_place_to_write(area, holder, signed_in, records):
    _, poor = records
    above = signed_in(holder(Permission.REVIEW_MANAGE, area.district))
    assert above.get(reverse("average_living_add", args=[area.district.key, 2024])).status_code == 404
    enters = signed_in(holder(Permission.ASSESSMENT_EDIT, area.district))
    assert enters.get(reverse("exit_register", args=[area.district.key, 2024, poor.uid])).status_code == 404


def test_a_year_without_a_review_has_nobody_to_register(area, signed_in, officer, records):
    _, poor = records
    client = signed_in(officer)
    assert client.get(reverse("exit_register", args=[area.commune.key, 2023, poor.uid])).status_code == 404
