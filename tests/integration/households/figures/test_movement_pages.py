"""The working view of forms 7.2 and 7.3, the households behind their cells, and the choice of a movement."""

import pytest

from accounts.models import AuditEvent
from accounts.roles import Permission
from households.models import Movement
from tests.factories import hamlets_of
from tests.factories_figures import make_result, move_out, movement_of
from tests.factories_households import make_classed, make_household, make_review, recognise


def url(review, more="") -> str:
    return f"/{review.commune.key}/{review.year}/ra-soat/dien-bien/{more}"


@pytest.fixture
def pair(area, officer):
    """Two households that were poor, of which one has a form now and nobody knows of the other."""
    known = make_household(area.hamlet, "Trần Văn Thử", by=officer, persons=3)
    unknown = make_household(area.hamlet, "Lê Thị Chưa Rõ", by=officer, persons=2)
    make_result({known: "poor", unknown: "poor"}, by=officer)
    review = make_review(area.commune, 2024, by=officer)
    make_classed(known, review, "near_poor", by=officer)
    return review, known, unknown


def test_the_page_says_what_does_not_close_and_lists_it(pair, officer, signed_in):
    review, _, unknown = pair
    page = signed_in(officer).get(url(review)).content.decode()
    assert "Chưa khớp" in page
    assert "Còn 01 hộ chưa rõ diễn biến" in page
    assert "Hộ chưa rõ diễn biến" in page
    assert "Lê Thị Chưa Rõ" in page
    assert "Trần Văn Thử" not in page
    assert url(review, f"{unknown.uid}/") in page


def test_a_cell_leads_to_its_households(pair, area, officer, signed_in):
    review, _, _ = pair
    client = signed_in(officer)
    page = client.get(url(review, f"?bieu=can-ngheo&cot=5&don_vi={area.hamlet.key}")).content.decode()
    assert "Biểu 7.3, cột 5: Hộ nghèo thành hộ cận nghèo" in page
    assert "Trần Văn Thử" in page
    assert "Lê Thị Chưa Rõ" not in page
    opening = client.get(url(review, "?bieu=ho-ngheo&cot=1")).content.decode()
    assert "Trần Văn Thử" in opening
    assert "Lê Thị Chưa Rõ" in opening
    closing = client.get(url(review, "?bieu=can-ngheo&cot=9")).content.decode()
    assert "Trần Văn Thử" in closing
    assert "Lê Thị Chưa Rõ" not in closing
    elsewhere = hamlets_of(area.commune)[1].key
    assert "Không có hộ nào theo điều kiện lọc." in client.get(url(review, f"?don_vi={elsewhere}")).content.decode()


def test_households_are_filtered_by_kind(pair, officer, signed_in):
    review, _, _ = pair
    page = signed_in(officer).get(url(review, "?dien_bien=poor_to_near_poor")).content.decode()
    assert "Trần Văn Thử" in page
    assert "Lê Thị Chưa Rõ" not in page


def test_a_movement_is_chosen_with_a_reason_and_the_page_closes(pair, officer, signed_in):
    review, _, unknown = pair
    client = signed_in(officer)
    where = url(review, f"{unknown.uid}/")
    assert "Thôi là hộ nghèo do chuyển đi" in client.get(where).content.decode()
    page = client.post(where, {"kind": "poor_out_other", "reason": ""}).content.decode()
    assert "Hãy ghi lý do chọn diễn biến" in page
    assert "Hãy chọn một diễn biến" in client.post(where, {"kind": "new_poor", "reason": "x"}).content.decode()
    page = client.post(where, {"kind": "poor_out_other", "reason": "đi làm ăn xa"}, follow=True).content.decode()
    assert "Đã ghi diễn biến của hộ Lê Thị Chưa Rõ." in page
    assert "Đã khớp" in page
    assert "Cán bộ chọn: đi làm ăn xa" in page
    assert AuditEvent.objects.filter(act="movement_chosen").count() == 1


def test_a_recognised_result_offers_no_choice(area, officer, household, signed_in):
    make_result({household: "poor"}, by=officer)
    review = make_review(area.commune, 2024, by=officer)
    move_out(household, by=officer)
    other = make_household(area.hamlet, by=officer)
    make_classed(other, review, "near_poor", by=officer)
    recognise(review, by=officer)
    client = signed_in(officer)
    page = client.get(url(review)).content.decode()
    assert "Đã khớp" in page
    assert "Chọn lại" not in page
    page = client.post(url(review, f"{household.uid}/"), {"kind": "poor_exit", "reason": "x"}).content.decode()
    assert "đã được công nhận" in page
    assert movement_of(household, review).kind == "poor_out_other"


def test_without_a_previous_result_the_page_says_so(review, officer, household, signed_in):
    make_classed(household, review, "poor", by=officer)
    page = signed_in(officer).get(url(review)).content.decode()
    assert "Chưa có kết quả trước để so" in page
    assert "–" in page


def test_without_a_review_it_says_what_to_do(area, officer, signed_in):
    page = signed_in(officer).get(f"/{area.commune.key}/2024/ra-soat/dien-bien/").content.decode()
    assert "Chưa mở đợt rà soát." in page


def test_a_higher_place_sees_its_communes(pair, area, holder, signed_in):
    above = holder(Permission.HOUSEHOLD_VIEW, area.district)
    page = signed_in(above).get(f"/{area.district.key}/2024/ra-soat/dien-bien/").content.decode()
    assert "Phường Mẫu Một" in page
    assert signed_in(above).get(f"/{area.district.key}/2024/thang-5/ra-soat/dien-bien/").status_code == 404


def test_who_may_see_and_choose(pair, area, holder, rival, reviewer, signed_in):
    review, _, unknown = pair
    choose = url(review, f"{unknown.uid}/")
    assert signed_in(holder(Permission.HOUSEHOLD_VIEW, area.commune)).get(url(review)).status_code == 200
    assert signed_in(rival).get(url(review)).status_code == 404
    assert signed_in(holder(Permission.FIGURES_VIEW, area.commune)).get(url(review)).status_code == 403
    assert signed_in(holder(Permission.REVIEW_MANAGE, area.commune)).get(choose).status_code == 200
    assert signed_in(rival).get(choose).status_code == 404
    assert signed_in(holder(Permission.HOUSEHOLD_VIEW, area.commune)).get(choose).status_code == 403
    own = signed_in(reviewer).get(f"/{area.hamlet.key}/2024/ra-soat/dien-bien/").content.decode()
    assert "Lê Thị Chưa Rõ" in own
    assert "Chọn diễn biến" not in own


def test_a_stranger_s_household_is_not_found_through_the_neighbour_s_address(pair, area, rival, signed_in):
    review, _, unknown = pair
    make_review(area.neighbour, 2024, by=rival)
    assert signed_in(rival).get(f"/{area.neighbour.key}/2024/ra-soat/dien-bien/{unknown.uid}/").status_code == 404


def test_few_queries_whatever_the_size(area, officer, signed_in, django_assert_max_num_queries):
    households = [make_household(unit, by=officer) for unit in hamlets_of(area.commune) for _ in range(5)]
    make_result(dict.fromkeys(households, "poor"), by=officer)
    review = make_review(area.commune, 2024, by=officer)
    assert Movement.objects.filter(review=review).count() == len(households)
    client = signed_in(officer)
    client.get(url(review))
    for where in (url(review), url(review, "?bieu=ho-ngheo&cot=1"), url(review, f"{households[0].uid}/")):
        with django_assert_max_num_queries(30):
            client.get(where)
