"""The pages of the list and of Phiếu A."""

import pytest

from accounts.roles import Permission
from households.models import Household, ListEntry, QuickCheckItem
from tests.factories import PASSWORD, hamlets_of
from tests.factories_households import make_completed, make_draft, make_household, make_review, recognise
from tests.factories_lists import entry_of, filter_out, list_households, make_listed, make_monthly, make_quick_item
from tests.integration.households.pages import entry_url, form_with, words

URL = "/91101/2024/ra-soat/danh-sach/"
ADD = f"{URL}them/"
ITEMS = "/91101/2024/quy-dinh/phieu-a/"


def quick_url(household: Household) -> str:
    return f"{URL}{household.uid}/phieu-a/"


def off_url(household: Household) -> str:
    return f"{URL}{household.uid}/dua-ra/"


@pytest.fixture
def listed(area, officer, review) -> dict[str, Household]:
    """A list with every state, in two village units."""
    first, second = hamlets_of(area.commune)
    made = {
        name: make_listed(hamlet, name, review=review, by=officer)
        for name, hamlet in (("Bùi Một", first), ("Cao Hai", first), ("Dương Ba", second), ("Giàng Bốn", first))
    }
    make_completed(made["Bùi Một"], review, by=officer)
    make_draft(made["Cao Hai"], review, by=officer)
    filter_out(made["Dương Ba"], review, by=officer)
    return made


def names(response) -> set[str]:
    return {row.name for row in response.context["page"].rows}


def test_the_list_says_why_each_household_is_on_it_and_how_far_it_is(seat, listed):
    said = words(seat.get(URL))
    assert "Danh sách rà soát năm 2024 Đang rà soát" in said
    assert (
        "Danh sách có 04 hộ: 01 hộ đã hoàn thành Phiếu B, 01 hộ không lập Phiếu B, 01 phiếu nháp, 01 hộ chưa nhập"
        in said
    )
    assert "Bùi Một Tổ dân phố 1 · 91101-0001 Đã hoàn thành Xem phiếu hộ Bùi Một Hộ cận nghèo Chưa lập" in said
    assert "– Rõ ràng không nghèo Có giấy đề nghị rà soát, ngày 05/01/2024" in said
    assert "Việc tiếp theo: Còn 01 hộ có giấy đề nghị hoặc mới đưa vào chưa lập Phiếu A." in said


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("don_vi=91101-02", {"Dương Ba"}),
        ("trang_thai=chua-nhap", {"Giàng Bốn"}),
        ("trang_thai=cho-phieu-a", {"Giàng Bốn"}),
        ("trang_thai=nhap", {"Cao Hai"}),
        ("trang_thai=hoan-thanh", {"Bùi Một"}),
        ("trang_thai=khong-lap", {"Dương Ba"}),
        ("ly_do=listed", set()),
        ("tim=giang", {"Giàng Bốn"}),
        ("ly_do=cu&trang_thai=la&trang=z", {"Bùi Một", "Cao Hai", "Dương Ba", "Giàng Bốn"}),
        ("in=1", {"Bùi Một", "Cao Hai", "Dương Ba", "Giàng Bốn"}),
    ],
)
def test_filters_live_in_the_address(seat, listed, query, found):
    assert names(seat.get(f"{URL}?{query}")) == found


def test_a_year_without_a_review_and_an_empty_list_say_what_to_do(seat, review):
    assert "Chưa mở đợt rà soát năm 2023." in words(seat.get("/91101/2023/ra-soat/danh-sach/"))
    response = seat.get(URL)
    assert "Danh sách rà soát chưa có hộ nào." in words(response)
    assert f'href="{ADD}"' in response.content.decode()


def test_a_filter_that_finds_nobody_says_what_to_do(seat, listed):
    assert "Không có hộ nào khớp với bộ lọc." in words(seat.get(f"{URL}?tim=khongco"))


def test_a_reviewer_sees_and_checks_the_own_village_unit_alone(area, listed, reviewer, signed_in):
    client = signed_in(reviewer)
    response = client.get(f"/{area.hamlet.key}/2024/ra-soat/danh-sach/")
    assert names(response) == {"Bùi Một", "Cao Hai", "Giàng Bốn"}
    assert "Đưa ra" not in words(response)
    assert (
        client.get(f"/{area.hamlet.key}/2024/ra-soat/danh-sach/{listed['Giàng Bốn'].uid}/phieu-a/").status_code == 200
    )
    assert client.get(f"/{area.hamlet.key}/2024/ra-soat/danh-sach/{listed['Dương Ba'].uid}/phieu-a/").status_code == 404
    assert client.get(URL).status_code == 404


def test_who_may_only_look_gets_no_acts(area, holder, signed_in, listed):
    response = signed_in(holder(Permission.HOUSEHOLD_VIEW, area.commune)).get(URL)
    assert not any(row.acts for row in response.context["page"].rows)
    assert not response.context["page"].add_url


@pytest.mark.parametrize("size", [3, 300])
def test_the_pages_take_few_queries_whatever_the_size(area, officer, seat, review, django_assert_max_num_queries, size):
    household = make_listed(area.hamlet, review=review, by=officer)
    Household.objects.bulk_create(
        Household(hamlet=area.hamlet, commune=area.commune, code=f"H{n}", head_name=f"Hộ {n}", sort_key=f"{n:03}")
        for n in range(size)
    )
    rows = Household.objects.filter(code__startswith="H")[: size // 2]
    common = {"review": review, "commune": area.commune, "why": "requested", "added_by": officer}
    ListEntry.objects.bulk_create(ListEntry(household=each, added_at="2024-09-01T00:00:00Z", **common) for each in rows)
    for url in (URL, f"{URL}?in=1", ADD, quick_url(household), "/91101/2024/ra-soat/", "/91101/2024/ho/"):
        seat.get(url)
        with django_assert_max_num_queries(30):
            assert seat.get(url).status_code == 200


# --- Put on, taken off ------------------------------------------------------------------------------


def test_households_are_ticked_and_put_on_the_list(area, officer, seat, review):
    first, second = (make_household(area.hamlet, name, by=officer) for name in ("An", "Bình"))
    response = seat.get(f"{ADD}?tim=an")
    assert names(response) == {"An"}
    typed = {"ho": [str(first.uid), str(second.uid)], "why": "requested", "requested_on": "3/9/2024"}
    for said in ("Đã đưa 02 hộ vào danh sách rà soát: An, Bình.", "Các hộ đã chọn có sẵn trong danh sách rà soát."):
        response = seat.post(ADD, typed, follow=True)
        assert response.redirect_chain == [(URL, 302)]
        assert said in words(response)
    assert entry_of(first, review).requested_on.isoformat() == "2024-09-03"
    assert "Mọi hộ trong sổ đã có trong danh sách." in words(seat.get(ADD))


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"ho": [], "why": "added"}, "Chưa chọn hộ nào."),
        ({"ho": ["hỏng"], "why": "added"}, "Chưa chọn hộ nào."),
        ({"why": ""}, "Hãy chọn lý do đưa hộ vào danh sách."),
        ({"why": "listed"}, "listed không phải là một trong các lựa chọn"),
        ({"why": "requested"}, "Hãy ghi ngày của giấy đề nghị."),
        ({"why": "requested", "requested_on": "1/1/2098"}, "sau hôm nay"),
        ({"why": "exit", "requested_on": "3/9/2024"}, "không phải hộ nghèo, hộ cận nghèo"),
    ],
)
def test_what_cannot_be_stays_on_the_page(seat, review, household, typed, sentence):
    response = seat.post(ADD, {"ho": [str(household.uid)], "note": "giấy số 5", **typed})
    assert response.status_code == 200
    assert sentence in words(response) or typed["why"] == "listed"
    assert form_with(response, "note")["note"] == ["giấy số 5"]
    assert not review.entries.exists()


def test_what_was_chosen_survives_an_expired_session(seat, officer, review, household):
    typed = {**form_with(seat.get(ADD), "note"), "ho": [str(household.uid)], "note": "giấy số 7"}
    seat.session.flush()
    response = seat.post(ADD, typed)
    response = seat.post(response.url, {"login": officer.username, "password": PASSWORD}, follow=True)
    fields = form_with(response, "note")
    assert (fields["note"], fields["ho"]) == (["giấy số 7"], [str(household.uid)])


def test_a_household_is_taken_off_with_a_reason(seat, listed, review):
    url = off_url(listed["Giàng Bốn"])
    assert "Hãy ghi lý do" in words(seat.post(url, {"reason": ""}))
    response = seat.post(url, {"reason": "Hộ rút giấy"}, follow=True)
    assert "Đã đưa hộ Giàng Bốn ra khỏi danh sách rà soát." in words(response)
    assert not ListEntry.objects.filter(household=listed["Giàng Bốn"]).exists()
    assert seat.get(url).status_code == 404
    assert "đã có Phiếu B" in words(seat.get(off_url(listed["Cao Hai"])))
    assert "đã có Phiếu B" in words(seat.post(off_url(listed["Cao Hai"]), {"reason": "x"}))


def test_after_recognition_nothing_is_added(area, officer, seat, household, review):
    make_completed(household, review, by=officer)
    recognise(review, by=officer)
    assert "Danh sách rà soát không sửa được nữa." in words(seat.get(ADD))
    response = seat.get(URL)
    assert not response.context["page"].add_url
    assert response.context["page"].rows[0].acts == []


# --- Phiếu A ----------------------------------------------------------------------------------------


def test_phieu_a_is_typed_asked_about_and_followed_by_the_next(area, officer, seat, review):
    item = make_quick_item(area.province, "Có ô tô con", by=officer)
    first, second = (make_listed(area.hamlet, name, review=review, by=officer) for name in ("An", "Bình"))
    response = seat.get(quick_url(first))
    assert "Phiếu A năm 2024: hộ An" in words(response)
    assert "1 Có ô tô con" in words(response)
    assert "Còn 01 hộ khác chờ Phiếu A." in words(response)
    typed = {f"muc_{item.pk}": "co", "result": "phieu-b", "lenh": "luu-tiep"}
    response = seat.post(quick_url(first), typed)
    assert "Có 01 mục trả lời “Có”" in words(response)
    assert entry_of(first, review).quick_result is None
    assert form_with(response, "xac_nhan")[f"muc_{item.pk}"] == ["co"]
    response = seat.post(quick_url(first), typed | {"xac_nhan": "1"})
    assert response.url == quick_url(second)
    assert entry_of(first, review).quick_result is True
    typed = {f"muc_{item.pk}": "co", "result": "khong-ngheo", "lenh": "luu-tiep"}
    response = seat.post(quick_url(second), typed, follow=True)
    assert response.redirect_chain == [(URL, 302)]
    assert "Không còn hộ nào chờ Phiếu A." in words(response)
    assert "Đỗ Thị Cán Bộ ghi lúc" in words(seat.get(quick_url(second)))


def test_phieu_a_leads_to_phieu_b(seat, listed):
    household = listed["Giàng Bốn"]
    response = seat.post(quick_url(household), {"result": "phieu-b", "lenh": "phieu-b"})
    assert response.url == entry_url(household, 2024)
    assert "Lập Phiếu B" in words(seat.get(quick_url(household)))


def test_what_lacks_is_said_and_nothing_is_stored(area, officer, seat, listed, review):
    item = make_quick_item(area.commune, "Có ô tô con", by=officer)
    response = seat.post(quick_url(listed["Giàng Bốn"]), {})
    assert "Có 2 chỗ cần sửa" in words(response)
    assert "Hãy ghi kết quả Phiếu A như rà soát viên đã ký." in words(response)
    assert entry_of(listed["Giàng Bốn"], review).quick_answers == {}
    assert item.text in words(response)


def test_without_items_the_page_says_so_and_records_the_result(seat, listed):
    household = listed["Giàng Bốn"]
    assert "Chưa có mục nào của Phiếu A được ghi vào phần mềm." in words(seat.get(quick_url(household)))
    seat.post(quick_url(household), {"result": "khong-ngheo", "lenh": "luu"})
    assert "Không lập Phiếu B" in words(seat.get(URL))
    response = seat.get(entry_url(household, 2024), follow=True)
    assert "rõ ràng không nghèo" in words(response)


def test_who_is_listed_as_poor_gets_no_phieu_a(area, officer, seat, known, last_year):
    make_review(area.commune, 2024, by=officer)
    assert "được rà soát bằng Phiếu B, không lập Phiếu A" in words(seat.get(quick_url(known["poor"])))
    response = seat.get(URL)
    assert all("Phiếu A" not in [word for word, _ in row.acts] for row in response.context["page"].rows)


def test_the_items_of_a_place_are_written_ordered_and_retired(area, officer, seat):
    make_quick_item(area.province, "Mục của tỉnh", by=officer)
    assert "Phần mềm không có sẵn mục nào của Phiếu A" in words(seat.get(ITEMS))
    for text in ("Có ô tô", "Có nhà kiên cố"):
        seat.post(ITEMS, {"lenh": "them", "text": text})
    first, second = QuickCheckItem.objects.filter(place=area.commune).order_by("position")
    seat.post(ITEMS, {"lenh": f"xuong-{first.pk}"})
    said = words(seat.get(ITEMS))
    assert "Mục của tỉnh Tỉnh Mẫu Sơn" in said
    assert "2. Có nhà kiên cố" in said
    assert "3. Có ô tô" in said
    seat.post(ITEMS, {"lenh": f"len-{second.pk}"})  # the first already
    seat.post(ITEMS, {"lenh": f"thoi-{second.pk}"})
    assert "Có nhà kiên cố Đỗ Thị Cán Bộ thôi dùng" in words(seat.get(ITEMS))
    assert "Hãy ghi nội dung của mục" in words(seat.post(ITEMS, {"lenh": "them", "text": " "}))
    inherited = QuickCheckItem.objects.get(place=area.province)
    assert seat.post(ITEMS, {"lenh": f"thoi-{inherited.pk}"}).status_code == 404
    assert seat.post(ITEMS, {"lenh": "thoi-x"}).status_code == 404


def test_the_list_of_a_month_has_its_own_addresses(area, officer, seat, household):
    monthly = make_monthly(area.commune, 6, by=officer)
    url = "/91101/2024/thang-6/ra-soat/danh-sach/"
    seat.post(f"{url}them/", {"ho": [str(household.uid)], "why": "requested", "requested_on": "10/6/2024"})
    response = seat.get(url)
    assert "Danh sách rà soát tháng 6 năm 2024" in words(response)
    acts = dict(response.context["page"].rows[0].acts)
    assert acts["Nhập phiếu"] == f"/91101/2024/thang-6/phieu/{household.uid}/"
    assert acts["Phiếu A"] == f"{url}{household.uid}/phieu-a/"
    list_households(household, review=monthly, by=officer)


def test_phieu_a_of_the_wrong_household_is_taken_back_on_its_page(area, review, officer, seat):
    household = make_listed(area.hamlet, review=review, by=officer)
    assert "Phiếu A ghi nhầm hộ?" not in words(seat.get(quick_url(household)))
    filter_out(household, review, by=officer)
    page = words(seat.post(quick_url(household), {"lenh": "huy", "ly_do": ""}))
    assert "Hãy ghi lý do" in page
    assert entry_of(household, review).quick_result is False
    response = seat.post(quick_url(household), {"lenh": "huy", "ly_do": "nhầm hộ"}, follow=True)
    assert "Đã hủy Phiếu A" in words(response)
    assert entry_of(household, review).quick_result is None
