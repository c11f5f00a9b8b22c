"""Who sees and changes what: outside the own ground a thing is not found, without the right it is refused."""

import pytest
from django.urls import reverse

from accounts.roles import Permission
from households.models import Assessment, Household
from tests.factories import hamlets_of
from tests.factories_households import make_draft, make_household
from tests.integration.households.pages import answers

JSON = {"HTTP_ACCEPT": "application/json"}
OF_PLACE = ("reviews", "review_open", "households", "household_add", "assessment_next")
OF_HOUSEHOLD = ("household", "household_national_ids", "household_edit")
OF_FORM = ("assessment_entry", "assessment_draft", "assessment_check")
# The script only ever posts there; asked for otherwise it says so before anything is looked up.
POSTED_ONLY = ("assessment_draft",)


@pytest.fixture
def drafted(household, review, officer):
    """A household with a draft that a rival would like to see."""
    make_draft(household, review, by=officer)
    return household


def unseen(name: str) -> int:
    """What asking for a page of somebody else's household answers."""
    return 405 if name in POSTED_ONLY else 404


def addresses(household: Household, place: str) -> list[str]:
    return [
        *(reverse(name, args=[place, 2024]) for name in OF_PLACE),
        *(reverse(name, args=[household.uid]) for name in OF_HOUSEHOLD),
        *(reverse(name, args=[place, 2024, household.uid]) for name in OF_FORM),
    ]


def outcomes(client, household: Household, place: str) -> set[int]:
    data = {"income_points": "1", "lenh": "xong", "standard": "VN-2022", **answers(3)}
    return {
        status
        for address in addresses(household, place)
        for status in (client.get(address).status_code, client.post(address, data).status_code)
    }


def test_the_officer_of_the_next_commune_finds_nothing(area, signed_in, rival, drafted):
    """The dangerous stranger is the colleague next door, who has every right elsewhere."""
    client = signed_in(rival)
    assert outcomes(client, drafted, area.commune.key) == {404}
    assert Assessment.objects.get().version == 1


def test_the_own_commune_in_the_address_opens_no_household_of_the_neighbours(area, signed_in, rival, drafted):
    client = signed_in(rival)
    for name in OF_FORM:
        address = reverse(name, args=[area.neighbour.key, 2024, drafted.uid])
        assert client.post(address, answers(3)).status_code == 404
        assert client.get(address).status_code == unseen(name)
    assert Assessment.objects.get().version == 1


def test_the_rival_s_list_holds_nothing_of_ours(area, signed_in, rival, drafted):
    client = signed_in(rival)
    for query in ("", "?tim=tran+van+thu", f"?don_vi={area.hamlet.key}", "?phieu=nhap"):
        page = client.get(reverse("households", args=[area.neighbour.key, 2024]) + query).content.decode()
        assert "Trần Văn Thử" not in page


def test_a_reviewer_enters_the_own_village_unit_alone(area, signed_in, officer, reviewer, review, drafted):
    other = make_household(hamlets_of(area.commune)[1], "Lê Ở Bên", by=officer)
    make_draft(other, review, by=officer)
    client = signed_in(reviewer)
    own = reverse("assessment_entry", args=[area.hamlet.key, 2024, drafted.uid])
    assert client.get(own).status_code == 200
    for place in (area.commune.key, area.hamlet.key, hamlets_of(area.commune)[1].key):
        for name in OF_FORM:
            address = reverse(name, args=[place, 2024, other.uid])
            assert client.post(address, answers(3)).status_code == 404
            assert client.get(address).status_code in {404, unseen(name)}
    assert client.get(other.get_absolute_url()).status_code == 404
    assert "Lê Ở Bên" not in client.get(reverse("households", args=[area.hamlet.key, 2024])).content.decode()


def test_a_stranger_is_asked_to_sign_in_and_a_script_is_told(client, drafted):
    for address in addresses(drafted, "91101"):
        assert client.get(address).url.startswith("/dang-nhap/")
        assert client.get(address, **JSON).status_code == 401


@pytest.mark.parametrize(
    ("name", "permission"),
    [
        ("reviews", Permission.HOUSEHOLD_VIEW),
        ("review_open", Permission.REVIEW_MANAGE),
        ("review_recognise", Permission.REVIEW_RECOGNISE),
        ("households", Permission.HOUSEHOLD_VIEW),
        ("household_add", Permission.HOUSEHOLD_EDIT),
        ("household", Permission.HOUSEHOLD_VIEW),
        ("household_edit", Permission.HOUSEHOLD_EDIT),
        ("household_national_ids", Permission.PERSONAL_ID_VIEW),
        ("assessment_next", Permission.ASSESSMENT_EDIT),
        ("assessment_entry", Permission.ASSESSMENT_EDIT),
        ("assessment_draft", Permission.ASSESSMENT_EDIT),
        ("assessment_check", Permission.ASSESSMENT_EDIT),
    ],
)
def test_each_page_asks_for_its_right(area, holder, signed_in, drafted, name, permission):
    arguments = [drafted.uid] if name in OF_HOUSEHOLD else [area.commune.key, 2024]
    if name in OF_FORM:
        arguments.append(drafted.uid)
    address = reverse(name, args=arguments)
    with_it = signed_in(holder(permission, area.commune))
    without = signed_in(holder(Permission.FIGURES_VIEW, area.commune))
    assert with_it.get(address).status_code in {200, 302} if name not in POSTED_ONLY else {405}
    assert without.get(address).status_code == 403
    assert without.post(address).status_code == 403


def test_an_upper_reviewer_looks_and_does_not_enter(area, holder, signed_in, drafted):
    client = signed_in(holder(Permission.HOUSEHOLD_VIEW, area.province))
    assert client.get(drafted.get_absolute_url()).status_code == 200
    for name in OF_FORM:
        assert client.get(reverse(name, args=[area.commune.key, 2024, drafted.uid])).status_code == 403


def test_a_household_that_is_none_is_not_found(signed_in, officer, review):
    client = signed_in(officer)
    uid = "00000000-0000-4000-8000-000000000000"
    for name in OF_FORM:
        assert client.get(reverse(name, args=["91101", 2024, uid])).status_code == unseen(name)
        assert client.post(reverse(name, args=["91101", 2024, uid])).status_code == 404
    assert client.get("/ho/khong-phai-uuid/").status_code == 404
