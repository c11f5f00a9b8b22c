"""The pages of households that come: waiting, accepted, from elsewhere, with a former commune's register."""

from datetime import date

import pytest
from django.urls import reverse

from households.models import Household, HouseholdEvent
from localities.models import Level, Locality, LocalityChange
from tests.factories import hamlets_of, make_officer, make_place
from tests.factories_events import make_family, make_offer
from tests.factories_households import make_household, make_review
from tests.integration.households.pages import form_with, words

FOUNDED = date(2025, 7, 1)


@pytest.fixture
def client(signed_in, rival):
    return signed_in(rival)


def url(name, commune, *more):
    return reverse(name, args=[commune.key, 2024, *more])


def test_nobody_waits(area, client):
    page = words(client.get(url("arrivals", area.neighbour)))
    assert "Không có hộ nào chờ tiếp nhận." in page
    assert "Ghi hộ từ nơi khác đến" in page
    assert "Tiếp nhận sổ hộ" not in page


def test_a_household_that_waits_is_accepted(area, officer, client):
    offer = make_offer(make_family(area.hamlet, by=officer), area.neighbour, by=officer)
    assert "Lò Văn Chủ Tiếp nhận hộ Lò Văn Chủ 04 người Phường Mẫu Một" in words(
        client.get(url("arrivals", area.neighbour))
    )
    address = url("arrival_accept", area.neighbour, offer.uid)
    page = client.get(address)
    data = {**form_with(page, "happened_on"), "hamlet": ""}
    assert data["happened_on"] == ["20/05/2024"]
    assert "Hãy chọn thôn, tổ dân phố." in words(client.post(address, data))
    data["hamlet"] = area.neighbour_hamlet.pk
    page = client.post(address, data, follow=True)
    assert "Đã tiếp nhận hộ Lò Văn Chủ, mã 91102-0001." in words(page)
    assert client.post(address, data, follow=True).status_code == 200
    assert Household.objects.filter(commune=area.neighbour).count() == 1
    assert "đã được phường Mẫu Hai tiếp nhận" in words(client.get(address))
    assert "từ phường Mẫu Một" in words(client.get(url("arrivals", area.neighbour)))


@pytest.mark.parametrize("number", [1, 40])
def test_those_who_wait_cost_few_questions(area, officer, client, django_assert_max_num_queries, number):
    for _ in range(number):
        make_offer(make_household(area.hamlet, by=officer), area.neighbour, by=officer)
    with django_assert_max_num_queries(30):
        page = client.get(url("arrivals", area.neighbour))
    assert page.content.decode().count("01 người") == number


def test_an_offer_to_a_former_commune_waits_for_its_successor(area, officer, signed_in):
    make_offer(make_family(area.hamlet, by=officer), area.neighbour, by=officer)
    _, new_officer = successor_of(area)
    assert "Lò Văn Chủ" in words(signed_in(new_officer).get(url("arrivals", successor(area))))


# --- From outside the system ----------------------------------------------------------------------


def arrival(client, commune, **changes):
    address = url("arrival_add", commune)
    values = form_with(client.get(address), "happened_on")
    told = {"happened_on": "20/05/2024", "from_place": "tỉnh Khác", "arrival_reason": "đăng ký cư trú"}
    people = {"members-0-full_name": "Vàng A Mẫu", "members-0-sex": "male"}
    unit = hamlets_of(commune)[0].pk
    return address, {**values, **told, **people, "hamlet": unit, **changes}


def test_a_household_from_elsewhere_is_recorded(area, client):
    address, data = arrival(client, area.neighbour)
    for _ in range(2):
        page = client.post(address, data, follow=True)
        assert "từ tỉnh Khác chuyển đến tổ dân phố 1 ngày 20/05/2024" in words(page)
    assert HouseholdEvent.objects.get().household.head_name == "Vàng A Mẫu"


def test_what_was_typed_comes_back_with_the_errors(area, client):
    address, data = arrival(client, area.neighbour, from_place="", hamlet="")
    page = client.post(address, data)
    assert "Có 2 chỗ cần sửa" in words(page)
    assert 'value="Vàng A Mẫu"' in page.content.decode()
    more = client.post(address, {**data, "them_thanh_vien": "1"})
    assert 'name="members-1-full_name"' in more.content.decode()


def test_a_household_that_is_there_already_is_pointed_at(area, rival, client):
    make_household(area.neighbour_hamlet, "Vàng A Mẫu", by=rival)
    address, data = arrival(client, area.neighbour)
    assert "Có thể đã có trong sổ" in words(client.post(address, data))
    assert HouseholdEvent.objects.count() == 0
    client.post(address, {**data, "van_them": "1"})
    assert HouseholdEvent.objects.count() == 1


# --- The register of a former commune ---------------------------------------------------------------


def successor(area) -> Locality:
    return Locality.objects.get(code="91199")


def successor_of(area) -> tuple[Locality, object]:
    """The neighbour became another ward; its second unit has another name now."""
    Locality.objects.under(area.neighbour).update(abolished_on=FOUNDED)
    new = make_place(Level.COMMUNE, "91199", "Mẫu Mới", area.district, established_on=FOUNDED)
    for number, name in enumerate(("1", "Mới"), start=1):
        make_place(Level.HAMLET, f"91199-{number:02d}", name, new, position=number, established_on=FOUNDED)
    LocalityChange.objects.create(predecessor=area.neighbour, successor=new, effective_on=FOUNDED, legal_basis="NQ")
    return new, make_officer(new)


def test_a_commune_without_a_past_has_nothing_to_take_over(area, client):
    page = words(client.get(url("succession", area.neighbour)))
    assert "không được lập từ xã, phường nào trước đó" in page


def test_the_register_is_taken_over_on_its_page(area, rival, signed_in):
    old = hamlets_of(area.neighbour)
    for number in range(3):
        make_household(old[number % 2], f"Hộ Cũ {number}", by=rival)
    new, new_officer = successor_of(area)
    make_household(hamlets_of(new)[0], "Hộ Mới", by=new_officer, code="91102-0001")
    client = signed_in(new_officer)
    assert "Còn 3 hộ trong sổ của phường Mẫu Hai trước đây" in words(client.get(url("arrivals", new)))
    address = url("succession", new)
    page = client.get(address)
    assert "Chưa đoán được nơi tương ứng của 01 nơi: tổ dân phố 2." in words(page)
    assert "hộ Hộ Cũ 0: 91102-0001 thành 91102-0001/2" in words(page)
    data = form_with(page, f"don_vi_{old[0].pk}")
    assert data[f"don_vi_{old[0].pk}"] == [str(hamlets_of(new)[0].pk)]
    assert "Hãy chọn nơi tương ứng" in words(client.post(address, data))
    data[f"don_vi_{old[1].pk}"] = hamlets_of(new)[1].pk
    page = client.post(address, data, follow=True)
    assert "Đã tiếp nhận 03 hộ." in words(page)
    assert "Mã hộ trùng với mã đã có nên được đổi: hộ Hộ Cũ 0: 91102-0001 thành 91102-0001/2." in words(page)
    assert "Không còn hộ nào để tiếp nhận." in words(page)
    assert Household.objects.filter(commune=new).count() == 4


def test_the_reason_against_stands_beside_the_button(area, rival, signed_in):
    make_household(area.neighbour_hamlet, by=rival)
    make_review(area.neighbour, 2024, by=rival)
    new, new_officer = successor_of(area)
    client = signed_in(new_officer)
    page = client.get(url("succession", new))
    assert "Phường Mẫu Hai đang có đợt rà soát năm 2024 chưa được công nhận" in words(page)
    data = {f"don_vi_{area.neighbour_hamlet.pk}": hamlets_of(new)[0].pk}
    assert "chưa được công nhận" in words(client.post(url("succession", new), data))
    assert Household.objects.get().commune == area.neighbour


def test_taking_over_asks_few_questions_to_show(area, rival, signed_in, django_assert_max_num_queries):
    for _ in range(30):
        make_household(area.neighbour_hamlet, by=rival)
    new, new_officer = successor_of(area)
    client = signed_in(new_officer)
    with django_assert_max_num_queries(30):
        client.get(url("succession", new))


def test_taking_over_nothing_is_refused(area, rival, signed_in):
    make_household(area.neighbour_hamlet, by=rival)
    new, new_officer = successor_of(area)
    answer = signed_in(new_officer).post(url("succession", new), {f"don_vi_{area.neighbour_hamlet.pk}": "-"})
    assert "Hãy chọn thôn, tổ dân phố cho ít nhất một nơi." in words(answer)
