"""The pages of events: what they show, and what comes back when something is typed."""

import pytest
from django.urls import reverse

from households import actions
from households.models import Household, HouseholdEvent
from tests.factories import PASSWORD, hamlets_of
from tests.factories_events import make_child, make_family, person, record, relations
from tests.factories_households import make_household
from tests.integration.households.pages import form_with, words


@pytest.fixture
def family(area, officer):
    return make_family(area.hamlet, by=officer)


@pytest.fixture
def client(signed_in, officer):
    return signed_in(officer)


def record_url(household, kind, query="nam=2024"):
    return f"{reverse('event_record', args=[household.uid, kind])}?{query}"


def events_url(household):
    return f"{reverse('household_events', args=[household.uid])}?nam=2024"


def typed(response, **changes):
    """The form of the page as a browser would send it, filled in."""
    base = {"happened_on": "20/05/2024", "reason": "trưởng thôn báo"}
    return {**form_with(response, "happened_on"), **base, **changes}


def send(client, household, kind, query="nam=2024", **changes):
    url = record_url(household, kind, query)
    return client.post(url, typed(client.get(url), **changes), follow=True)


# --- The register of events -------------------------------------------------------------------------


def test_the_register_says_what_there_is_to_do_when_it_is_empty(area, client):
    page = words(client.get(reverse("events", args=[area.commune.key, 2024])))
    assert "Phường Mẫu Một chưa có biến động nào." in page
    assert "Mở danh sách hộ" in page


def test_the_register_is_filtered_by_kind_and_days(area, officer, client, family):
    record(actions.record_birth, family, by=officer, child=make_child())
    record(actions.record_death, family, by=officer, member=person(family, "Út"))
    url = reverse("events", args=[area.commune.key, 2024])
    page = words(client.get(url))
    assert "2 biến động" in page
    assert "Căn cứ: trưởng thôn báo" in page
    assert "Lò Thị Mới" not in words(client.get(url + "?loai=death"))
    assert "Không có biến động nào khớp." in words(client.get(url + "?tu=21/05/2024"))
    assert "1 biến động" in words(client.get(url + "?loai=birth&tu=20/05/2024&den=20052024"))
    assert "2 biến động" in words(client.get(url + "?tu=hom-nay"))


def test_an_undone_event_is_struck_through_with_who_and_why(area, officer, client, family):
    event = record(actions.record_birth, family, by=officer, child=make_child())
    actions.undo_event(event=event, reason="ghi nhầm hộ", by=officer)
    for url in (reverse("events", args=[area.commune.key, 2024]), events_url(family)):
        page = client.get(url)
        assert "<s>Lò Thị Mới (nữ) sinh ngày" in page.content.decode()
        assert "Đã hủy: Đỗ Thị Cán Bộ hủy" in words(page)
        assert "Lý do: ghi nhầm hộ" in words(page)
        assert reverse("event_undo", args=[event.uid]) not in page.content.decode()


@pytest.mark.parametrize("number", [1, 60])
def test_the_register_asks_few_questions_whatever_its_length(
    area, officer, client, django_assert_max_num_queries, number
):
    for _ in range(number):
        family = make_household(area.hamlet, by=officer)
        record(actions.record_birth, family, by=officer, child=make_child())
    with django_assert_max_num_queries(30):
        page = client.get(reverse("events", args=[area.commune.key, 2024]))
    assert page.content.decode().count("sinh ngày 20/05/2024") >= min(number, 50)


# --- The life of a household ------------------------------------------------------------------------


def test_a_household_offers_the_kinds_that_make_sense(area, officer, client, family):
    page = words(client.get(events_url(family)))
    for label in ("Sinh con", "Thành viên mất", "Đổi chủ hộ", "Tách hộ", "Nhập hộ", "Cả hộ chuyển đi nơi khác"):
        assert label in page
    alone = words(client.get(events_url(make_household(area.hamlet, by=officer))))
    assert "Thành viên mất" in alone
    for label in ("Thành viên chuyển đi", "Đổi chủ hộ", "Tách hộ"):
        assert label not in alone


def test_a_household_that_ended_says_so_and_offers_nothing(officer, client, family):
    record(actions.move_household_out, family, by=officer, to_place="xa")
    page = words(client.get(events_url(family)))
    assert "Hộ không còn trong sổ từ ngày 20/05/2024. Lý do: chuyển đi nơi khác." in page
    assert "Sinh con" not in page
    form = client.get(record_url(family, "sinh-con"))
    assert "nên không ghi thêm biến động" in words(form)


def test_the_life_of_a_household_asks_few_questions(officer, client, family, django_assert_max_num_queries):
    for number in range(12):
        record(actions.record_birth, family, by=officer, child=make_child(f"Bé {number}"))
    with django_assert_max_num_queries(30):
        client.get(events_url(family))


def test_a_kind_that_is_none_is_not_found(client, family):
    for kind in ("arrives", "chuyen-den", "x"):
        assert client.get(record_url(family, kind)).status_code == 404


# --- Recording --------------------------------------------------------------------------------------


def test_a_birth_is_recorded_on_its_page(client, family):
    page = send(client, family, "sinh-con", full_name="Lò Thị Mới", sex="female")
    assert "Đã ghi: Lò Thị Mới (nữ) sinh ngày 20/05/2024" in words(page)
    child = person(family, "Mới")
    assert (child.ethnicity, child.relationship, child.birth_day) == ("03", "child", 20)


def test_what_was_typed_comes_back_with_the_errors(client, family):
    page = send(client, family, "sinh-con", full_name="Lò Thị Mới", sex="", happened_on="32/13/2024", reason="")
    assert "Có 3 chỗ cần sửa" in words(page)
    assert 'value="Lò Thị Mới"' in page.content.decode()
    assert 'value="32/13/2024"' in page.content.decode()
    assert not HouseholdEvent.objects.exists()


def test_somebody_who_is_in_the_register_already_is_pointed_at(area, officer, client, family):
    other = make_household(area.hamlet, "Cà Văn Nhận", by=officer)
    values = {"full_name": "Lò Văn Chủ", "relationship": "sibling", "sex": "male", "national_id": "001070000001"}
    page = send(client, other, "nguoi-den", **values)
    assert "Số định danh của Lò Văn Chủ đã được ghi ở hộ Lò Văn Chủ" in words(page)
    anyway = {**form_with(page, "happened_on"), **values, "van_them": "1"}
    assert "Đã ghi: Lò Văn Chủ đến ở" in words(client.post(record_url(other, "nguoi-den"), anyway, follow=True))


def test_the_death_of_the_head_asks_for_another_one_without_a_script(client, family):
    url = record_url(family, "mat")
    page = client.post(url, typed(client.get(url), member=str(person(family, "Chủ").uid)))
    assert "Chủ hộ mới của hộ này" in words(page)
    assert "Chủ hộ không còn trong hộ" in words(page)
    spouse = f"quan_he_{person(family, 'Vợ').uid}"
    again = {**form_with(page, "happened_on"), spouse: "head"}
    assert again[f"quan_he_{person(family, 'Con').uid}"] == ["child"]
    page = client.post(url, again, follow=True)
    assert "Lò Thị Vợ làm chủ hộ." in words(page)
    family.refresh_from_db()
    assert family.head_name == "Lò Thị Vợ"


def test_the_last_member_s_death_is_warned_of(area, officer, client):
    alone = make_household(area.hamlet, "Quàng Thị Một", by=officer)
    assert "Đây là thành viên cuối cùng" in words(client.get(record_url(alone, "mat")))
    page = send(client, alone, "mat")
    assert "Hộ không còn trong sổ từ ngày 20/05/2024" in words(page)


def test_several_people_leave(client, family):
    gone = [str(person(family, name).uid) for name in ("Con", "Út")]
    page = send(client, family, "nguoi-di", members=gone, to_place="TP Mẫu")
    assert "Lò Thị Con và Lò Văn Út chuyển đi đến TP Mẫu" in words(page)


def test_the_head_changes(client, family):
    related = {f"quan_he_{uid}": value for uid, value in relations(family, Chủ="spouse", Vợ="head").items()}
    assert "Lò Thị Vợ làm chủ hộ thay Lò Văn Chủ" in words(send(client, family, "doi-chu-ho", **related))
    page = send(client, family, "doi-chu-ho")
    assert "Hãy chọn quan hệ của Lò Thị Vợ" in words(page)


def test_a_household_moves(area, client, family):
    other = hamlets_of(area.commune)[1]
    page = send(client, family, "chuyen-thon", hamlet=other.pk)
    assert "chuyển từ tổ dân phố 1 sang tổ dân phố 2" in words(page)


def test_a_household_splits(area, client, family):
    going = {f"tach_{uid}": value for uid, value in relations(family, Con="head", Út="sibling").items()}
    page = send(client, family, "tach-ho", **going)
    assert "tách khỏi hộ Lò Văn Chủ" in words(page)
    assert Household.objects.count() == 2
    nobody = send(client, family, "tach-ho")
    assert "Hãy chọn ít nhất một người sang hộ mới" in words(nobody)


def test_the_commune_to_move_to_is_found_and_picked(area, client, family):
    page = client.get(record_url(family, "chuyen-di", "nam=2024&tim=mau+hai"))
    assert "Phường Mẫu Hai huyện Hòa Mẫu, tỉnh Mẫu Sơn" in words(page)
    assert "Không tìm thấy “xyz”" in words(client.get(record_url(family, "chuyen-di", "nam=2024&tim=xyz")))
    page = send(client, family, "chuyen-di", f"nam=2024&den={area.neighbour.key}")
    assert "Chờ nơi đến tiếp nhận" in words(page)
    assert HouseholdEvent.objects.get().to_commune == area.neighbour


def test_a_household_moves_to_a_place_in_words(client, family):
    assert "Hãy ghi nơi đến" in words(send(client, family, "chuyen-di"))
    assert "đến tỉnh Khác" in words(send(client, family, "chuyen-di", to_place="tỉnh Khác"))


def test_the_household_to_merge_into_is_found_and_picked(area, officer, client, family):
    into = make_household(area.hamlet, "Cà Văn Nhận", by=officer)
    page = words(client.get(record_url(family, "nhap-ho")))
    assert "Tìm hộ nhận" in page
    assert "Ngày nhập hộ" not in page
    assert into.code in words(client.get(record_url(family, "nhap-ho", "nam=2024&tim=ca+nhan")))
    related = relations(family, Chủ="parent", Vợ="parent", Con="spouse", Út="sibling")
    fields = {f"quan_he_{uid}": value for uid, value in related.items()}
    page = send(client, family, "nhap-ho", f"nam=2024&den={into.code}", **fields)
    assert "nhập vào hộ Cà Văn Nhận" in words(page)


def test_a_household_of_the_neighbours_is_not_merged_into(area, rival, client, family):
    far = make_household(area.neighbour_hamlet, "Lê Ở Xa", by=rival)
    assert "Lê Ở Xa" not in words(client.get(record_url(family, "nhap-ho", "nam=2024&tim=le+o+xa")))
    assert "Ngày nhập hộ" not in words(client.get(record_url(family, "nhap-ho", f"nam=2024&den={far.code}")))


def test_two_officers_at_one_household(officer, colleague, client, family):
    url = record_url(family, "sinh-con")
    data = typed(client.get(url), full_name="Lò Thị Mới", sex="female")
    record(actions.record_death, family, by=colleague, member=person(family, "Út"))
    page = client.post(url, data)
    assert page.status_code == 409
    assert "đã được Lý Văn Đồng Nghiệp lưu" in words(page)
    knowingly = form_with(page, "happened_on")
    assert knowingly["full_name"] == ["Lò Thị Mới"]
    assert "Đã ghi" in words(client.post(url, knowingly, follow=True))


def test_a_double_click_records_one_event(client, family):
    url = record_url(family, "sinh-con")
    data = typed(client.get(url), full_name="Lò Thị Mới", sex="female")
    for _ in range(2):
        assert "Đã ghi" in words(client.post(url, data, follow=True))
    assert HouseholdEvent.objects.count() == 1


def test_what_was_typed_outlives_the_session(client, family, officer):
    url = record_url(family, "sinh-con")
    data = typed(client.get(url), full_name="Lò Thị Mới", sex="female")
    client.session.flush()
    client.post(url, data, headers={"referer": f"http://testserver{url}"})
    client.post("/dang-nhap/", {"login": officer.username, "password": PASSWORD})
    page = client.get(url)
    assert 'value="Lò Thị Mới"' in page.content.decode()
    assert "đã được điền lại" in words(page)


# --- Undoing ----------------------------------------------------------------------------------------


def test_an_event_is_undone_with_a_reason(client, officer, family):
    event = record(actions.record_birth, family, by=officer, child=make_child())
    url = reverse("event_undo", args=[event.uid]) + "?nam=2024"
    page = client.get(url)
    assert "Hộ và thành viên trở lại đúng như trước khi ghi." in words(page)
    assert "Hãy ghi lý do hủy" in words(client.post(url, {"reason": ""}))
    page = client.post(url, {"reason": "ghi nhầm"}, follow=True)
    assert "Đã hủy biến động" in words(page)
    assert family.members.count() == 4


def test_why_an_event_cannot_be_undone_stands_beside_the_button(client, officer, family):
    event = record(actions.record_birth, family, by=officer, child=make_child())
    record(actions.record_death, family, by=officer, member=person(family, "Út"))
    url = reverse("event_undo", args=[event.uid])
    page = client.get(url)
    assert "Sau biến động này hộ đã có biến động khác" in words(page)
    assert 'aria-disabled="true"' in page.content.decode()
    assert "Sau biến động này" in words(client.post(url, {"reason": "ghi nhầm"}))
