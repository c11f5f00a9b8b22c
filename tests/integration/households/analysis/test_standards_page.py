"""A recognised result by another standard: what changes, what is open and why, and nothing stored."""

import pytest
from django.urls import reverse

from accounts.audit import AuditEvent
from accounts.roles import Permission
from households.models import Assessment
from indicators import standards
from indicators.scoring import HouseholdClass
from tests.factories import hamlets_of
from tests.factories_analysis import ELSEWHERE, LOCAL, make_many
from tests.factories_households import make_classed, make_completed, make_household, recognise

CODES = [indicator.code for indicator in LOCAL.indicators]
MOST_QUERIES = 30


def address(place, query: str = "") -> str:
    return reverse("review_standards", args=[place.key, 2024]) + query


@pytest.fixture
def with_local(monkeypatch):
    monkeypatch.setattr(standards, "STANDARDS", (*standards.STANDARDS, LOCAL, ELSEWHERE))


@pytest.fixture
def recognised(area, officer, leader, review):
    """A poor household, and near-poor ones with one, with two and with no deprivation; one above both lines."""
    first, second = hamlets_of(area.commune)
    for hamlet, name, points, lacking in (
        (first, "An Vẫn Nghèo", 100, CODES[:3]),
        (first, "Bế Để Ngỏ", 100, CODES[:1]),
        (first, "Chu Thành Nghèo", 100, CODES[:2]),
        (second, "Dư Vẫn Cận", 100, []),
        (second, "Đàm Vẫn Khá", 300, CODES[:5]),
        (second, "Giáp Thành Cận", 190, []),
    ):
        household = make_household(hamlet, name, by=officer)
        make_completed(household, review, by=officer, income_points=points, lacking=lacking)
    return recognise(review, by=leader)


def text_of(client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_a_local_standard_beside_the_national_one(area, officer, signed_in, recognised, with_local):
    page = text_of(signed_in(officer), address(area.commune, "?chuan=TINH-91"))
    assert "Chuẩn nghèo thử của tỉnh Mẫu Sơn" in page
    assert "Phiếu của đợt rà soát không hỏi: 12 Xử lý rác thải." in page
    # Two deprivations make poor there, waste may be the second one, and the line lies higher.
    assert "Trong 06 hộ: 3 hộ giữ nguyên kết quả, 2 hộ chắc chắn đổi kết quả, 1 hộ chưa biết có đổi hay không." in page
    assert "05 hộ xếp được dù còn thiếu thông tin" in page
    for name in ("Bế Để Ngỏ", "Chu Thành Nghèo", "Giáp Thành Cận"):
        assert name in page
    for name in ("An Vẫn Nghèo", "Dư Vẫn Cận", "Đàm Vẫn Khá"):
        assert name not in page
    assert "Phiếu không hỏi 12 Xử lý rác thải, nên còn để ngỏ." in page
    assert "Điểm B1 là 190, không vượt ngưỡng 200 điểm của khu vực thành thị." in page


@pytest.mark.parametrize(
    ("query", "shown", "hidden"),
    [
        ("&ket_qua=doi", "Chu Thành Nghèo", "Bế Để Ngỏ"),
        ("&ket_qua=chua-ro", "Bế Để Ngỏ", "Chu Thành Nghèo"),
        ("&don_vi=91101-02", "Giáp Thành Cận", "Chu Thành Nghèo"),
    ],
)
def test_the_list_is_filtered(area, officer, signed_in, recognised, with_local, query, shown, hidden):
    page = text_of(signed_in(officer), address(area.commune, f"?chuan=TINH-91{query}"))
    assert shown in page
    assert hidden not in page


def test_the_draft_standard_lacks_its_lines_and_settles_nobody(area, officer, signed_in, recognised):
    page = text_of(signed_in(officer), address(area.commune))
    assert "chưa có ngưỡng điểm B1 của khu vực nông thôn và đô thị" in page
    assert "Trong 06 hộ: 0 hộ giữ nguyên kết quả, 0 hộ chắc chắn đổi kết quả, 6 hộ chưa biết có đổi hay không." in page
    assert "Chưa rõ chỉ số về khả năng chống chịu thiên tai có được bổ sung hay không." in page
    assert "Hộ nghèo: hộ nghèo hoặc hộ không nghèo" in page


def test_a_standard_of_another_province_is_not_offered(area, officer, signed_in, recognised, with_local):
    page = text_of(signed_in(officer), address(area.commune, "?chuan=TINH-92"))
    assert ELSEWHERE.name not in page


def test_nothing_is_stored(area, officer, signed_in, recognised, with_local):
    before = list(Assessment.objects.order_by("pk").values()), AuditEvent.objects.count()
    text_of(signed_in(officer), address(area.commune, "?chuan=TINH-91"))
    assert (list(Assessment.objects.order_by("pk").values()), AuditEvent.objects.count()) == before
    assert signed_in(officer).post(address(area.commune)).status_code == 405


def test_a_review_that_is_not_recognised_is_not_compared(area, officer, signed_in, review):
    make_classed(make_household(area.hamlet, by=officer), review, HouseholdClass.POOR, by=officer)
    page = text_of(signed_in(officer), address(area.commune))
    assert "Chưa có kết quả được công nhận." in page
    assert "Chuẩn để so" not in page


def test_without_a_review_and_above_a_commune(area, officer, holder, signed_in):
    assert "Chưa mở đợt rà soát năm 2024." in text_of(signed_in(officer), address(area.commune))
    upper = signed_in(holder(Permission.HOUSEHOLD_VIEW, area.province))
    assert upper.get(address(area.province)).url == reverse("reviews", args=[area.province.key, 2024])


def test_the_number_of_queries_does_not_grow(area, officer, leader, signed_in, review, django_assert_max_num_queries):
    make_many(review, hamlets_of(area.commune), range(500), by=officer)
    recognise(review, by=leader)
    client = signed_in(officer)
    with django_assert_max_num_queries(MOST_QUERIES):
        page = client.get(address(area.commune)).content.decode()
    assert page.count("?nam=2024") == 50


def test_the_neighbour_finds_nothing_and_a_person_without_the_right_is_refused(
    area, rival, holder, signed_in, recognised
):
    for place in (area.commune, area.hamlet):
        assert signed_in(rival).get(address(place)).status_code == 404
        assert signed_in(holder(Permission.FIGURES_VIEW, area.commune)).get(address(place)).status_code == 403
