"""The overview: what waits, figures at the start of the year, pictures with their tables; at every level."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.roles import Role
from households.models import Review
from localities.models import Level
from plans.models import State
from tests import factories
from tests.factories_households import make_classed, make_household, make_review, record_population


def _page(client, place, year=2023) -> str:
    response = client.get(f"/{place.key}/{year}/")
    assert response.status_code == 200
    return response.content.decode()


def test_the_officer_sees_figures_tasks_and_pictures(office, signed_in) -> None:
    office.plan(State.DRAFT)
    page = _page(signed_in(office.officer), office.commune)
    for words in ("1.856", "1,13%", "9,38%", "10,51%", "đang dự thảo", "1866/QĐ-UBND", "<svg", "Xem bảng số liệu"):
        assert words in page, words


def test_the_leader_is_told_what_waits_for_approval(office, signed_in) -> None:
    office.plan(State.SUBMITTED)
    assert "chờ duyệt" in _page(signed_in(office.leader), office.commune)


def test_the_district_sees_its_communes_and_their_sum(office, signed_in) -> None:
    reviewer = factories.make_user(Role.UPPER_REVIEWER, office.commune.parent)
    page = _page(signed_in(reviewer), office.commune.parent)
    assert "Cam Phúc Nam" in page
    assert "1,13" in page


def test_a_village_reviewer_sees_his_own_village_unit(office, signed_in) -> None:
    hamlet = factories.hamlets_of(office.commune)[3]
    reviewer = factories.make_user(Role.VILLAGE_REVIEWER, hamlet)
    page = _page(signed_in(reviewer), hamlet)
    assert "Phúc Sơn" in page
    assert "Hải Thủy" not in page


def test_the_next_commune_is_not_found(office, neighbour_leader, signed_in) -> None:
    assert signed_in(neighbour_leader).get(f"/{office.commune.key}/2023/").status_code == 404


def test_a_year_without_a_review_says_so(office, signed_in) -> None:
    page = _page(signed_in(office.officer), office.commune, 2026)
    assert "Chưa có kết quả rà soát làm gốc" in page


def test_home_leads_to_the_year_of_the_latest_plan(office, signed_in) -> None:
    office.plan(State.DRAFT)
    assert signed_in(office.officer).get("/").url == f"/{office.commune.key}/2023/"


def test_somebody_without_a_role_is_told_whom_to_ask(signed_in) -> None:
    page = signed_in(factories.make_user()).get("/").content.decode()
    assert "chưa được giao vai trò" in page


@pytest.mark.parametrize("hamlets", [4, 40])
def test_the_number_of_queries_does_not_grow_with_the_commune(office, signed_in, hamlets) -> None:
    office.plan(State.DRAFT)
    for number in range(5, hamlets + 1):
        factories.make_place("hamlet", f"22438-{number:02d}", f"Tổ {number}", office.commune, position=number)
    client = signed_in(office.officer)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        _page(client, office.commune)
    assert len(queries) <= 30


def test_the_health_page_is_open_to_all_and_says_nothing_of_the_data(client, office) -> None:
    page = client.get("/suc-khoe/")
    assert page.status_code in {200, 503}
    assert "Cam Phúc Nam" not in page.content.decode()
    assert client.get("/suc-khoe/", headers={"accept": "application/json"}).json()["database"] == []


def test_a_missing_library_is_named_on_the_health_page(client, monkeypatch) -> None:
    from reports.documents import health

    monkeypatch.setattr(health, "problems", lambda: ["Thiếu thư viện Pango để tạo bản PDF."])
    page = client.get("/suc-khoe/")
    assert page.status_code == 503
    assert "Thiếu thư viện Pango" in page.content.decode()


# --- The review's next act, as it waits for each ----------------------------------------------------


def test_the_officer_is_led_to_the_next_act_of_the_review(area, signed_in) -> None:
    officer = factories.make_officer(area.commune)
    review = make_review(area.commune, by=officer)
    make_classed(make_household(area.hamlet, by=officer), review, "poor", by=officer)
    record_population(area.commune)
    assert "Chuyển sang họp dân" in _page(signed_in(officer), area.commune, 2024)


def test_what_is_still_missing_is_named(area, signed_in) -> None:
    officer = factories.make_officer(area.commune)
    review = make_review(area.commune, by=officer)
    make_classed(make_household(area.hamlet, by=officer), review, "poor", by=officer)
    page = _page(signed_in(officer), area.commune, 2024)
    assert "Chưa có số hộ dân cư năm 2024" in page
    assert "Chuyển sang họp dân" not in page


def test_a_monthly_review_under_way_is_named(area, signed_in) -> None:
    officer = factories.make_officer(area.commune)
    make_review(area.commune, by=officer, month=5)
    assert "Rà soát thường xuyên tháng 5 năm 2024: đang rà soát." in _page(signed_in(officer), area.commune, 2024)


def test_the_level_above_is_told_who_waits_for_its_opinion(area, signed_in) -> None:
    officer = factories.make_officer(area.commune)
    review = make_review(area.commune, by=officer)
    Review.objects.filter(pk=review.pk).update(state=Review.State.SUBMITTED, round=1)
    above = factories.make_user(Role.UPPER_REVIEWER, area.district)
    other = factories.make_place(Level.DISTRICT, "912", "Xa", area.province)
    elsewhere = factories.make_user(Role.UPPER_REVIEWER, other)
    assert "01 xã, phường đang chờ ý kiến" in _page(signed_in(above), area.district, 2024)
    assert "chờ ý kiến" not in _page(signed_in(elsewhere), other, 2024)
