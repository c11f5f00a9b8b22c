"""The page that an officer takes to the meeting: what would lift each poor household, and all of them."""

import pytest
from django.urls import reverse

from accounts.roles import Permission
from households.models import HamletFigures, Review
from indicators.scoring import HouseholdClass
from indicators.standards import get_standard
from tests.factories import hamlets_of
from tests.factories_analysis import make_many
from tests.factories_households import make_classed, make_completed, make_draft, make_household

CODES = [indicator.code for indicator in get_standard("VN-2022").indicators]
MOST_QUERIES = 30


def address(place, month=0) -> str:
    return reverse("review_lifting", args=[place.key, 2024, *([month] if month else [])])


@pytest.fixture
def poor(area, officer, review):
    """Three poor households: two that need one indicator, one in the other village unit that needs two."""
    first, second = hamlets_of(area.commune)
    for hamlet, name, lacking in (
        (first, "Ma Thị Bình", CODES[:3]),
        (first, "Lý Văn An", CODES[2:5]),
        (second, "Nông Văn Chi", CODES[2:6]),
    ):
        household = make_household(hamlet, name, by=officer)
        make_completed(household, review, by=officer, income_points=100, lacking=lacking)
    make_classed(make_household(first, "Lý Cận Nghèo", by=officer), review, HouseholdClass.NEAR_POOR, by=officer)
    return review


def text_of(client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_the_page_counts_and_names_the_best_indicator(area, officer, signed_in, poor):
    page = text_of(signed_in(officer), address(area.commune))
    assert "Khắc phục riêng chỉ số 3 Dinh dưỡng đưa được nhiều hộ nhất ra khỏi hộ nghèo: 02 trên 03 hộ." in page
    assert "bất kỳ 02 trong 04" in page
    assert "+76" in page, "175 + 1 - 100 points in town"
    assert "Lý Cận Nghèo" not in page
    # In the order of village units, and of names in each.
    assert page.index("Lý Văn An") < page.index("Ma Thị Bình") < page.index("Nông Văn Chi")


def test_each_household_leads_to_its_page(area, officer, signed_in, poor):
    household = poor.assessments.get(household__head_name="Nông Văn Chi").household
    assert f'href="{household.get_absolute_url()}?nam=2024"' in text_of(signed_in(officer), address(area.commune))


@pytest.mark.parametrize(
    ("query", "shown", "hidden"),
    [
        ("?can=1", ["Lý Văn An", "Ma Thị Bình"], ["Nông Văn Chi"]),
        ("?can=2", ["Nông Văn Chi"], ["Lý Văn An"]),
        ("?can=3", ["Không có hộ nghèo nào khớp với bộ lọc."], ["Nông Văn Chi"]),
        ("?don_vi=91101-02", ["Nông Văn Chi"], ["Lý Văn An"]),
        ("?can=khong&don_vi=khong", ["Lý Văn An", "Nông Văn Chi"], []),
    ],
)
def test_the_list_is_filtered_by_need_and_by_unit(area, officer, signed_in, poor, query, shown, hidden):
    page = text_of(signed_in(officer), address(area.commune) + query)
    assert [words for words in shown if words not in page] == []
    assert [words for words in hidden if words in page] == []


def test_the_page_of_a_village_unit_is_of_that_unit(area, officer, signed_in, poor):
    page = text_of(signed_in(officer), address(hamlets_of(area.commune)[1]))
    assert "Nông Văn Chi" in page
    assert "Lý Văn An" not in page
    assert 'name="don_vi"' not in page


def test_forms_that_are_not_finished_are_said(area, officer, signed_in, poor):
    make_draft(make_household(area.hamlet, by=officer), poor, by=officer)
    assert "còn 01 phiếu nháp" in text_of(signed_in(officer), address(area.commune))


def test_without_a_review_without_a_poor_household_and_with_totals_alone(area, officer, signed_in, review):
    client = signed_in(officer)
    assert "Chưa có hộ nghèo nào theo phiếu đã hoàn thành." in text_of(client, address(area.commune))
    assert "Chưa mở đợt rà soát tháng 6 năm 2024." in text_of(client, address(area.commune, 6))
    row = {"review": review, "hamlet": area.hamlet, "household_class": HouseholdClass.POOR}
    HamletFigures.objects.update_or_create(
        **row, defaults={"commune": area.commune, "source": HamletFigures.Source.REPORTED, "households": 3}
    )
    assert "Không có phiếu của từng hộ nghèo." in text_of(client, address(area.commune))


def test_a_monthly_review_has_its_own_page(area, officer, signed_in, poor):
    Review.objects.filter(pk=poor.pk).update(kind=Review.Kind.MONTHLY, month=6)
    client = signed_in(officer)
    assert "tháng 6 năm 2024" in text_of(client, address(area.commune, 6))
    assert "Lý Văn An" not in text_of(client, address(area.commune))


def test_a_place_above_leads_to_its_communes(area, holder, signed_in):
    client = signed_in(holder(Permission.HOUSEHOLD_VIEW, area.province))
    assert client.get(address(area.province)).url == reverse("reviews", args=[area.province.key, 2024])


def test_the_paper_holds_every_household(area, officer, signed_in, review):
    make_many(review, hamlets_of(area.commune), [0b111] * 120, by=officer)
    client = signed_in(officer)
    assert text_of(client, address(area.commune)).count("?nam=2024") == 50
    whole = text_of(client, address(area.commune) + "?ban_in=1")
    assert whole.count("?nam=2024") == 120


def test_the_number_of_queries_does_not_grow(area, officer, signed_in, review, django_assert_max_num_queries):
    make_many(review, hamlets_of(area.commune), [(0b111 << index % 9) | 1 for index in range(500)], by=officer)
    client = signed_in(officer)
    with django_assert_max_num_queries(MOST_QUERIES):
        client.get(address(area.commune))


def test_the_neighbour_finds_nothing_and_a_person_without_the_right_is_refused(area, rival, holder, signed_in, poor):
    for place in (area.commune, area.hamlet):
        assert signed_in(rival).get(address(place)).status_code == 404
        assert signed_in(holder(Permission.FIGURES_VIEW, area.commune)).get(address(place)).status_code == 403
    assert "Lý Văn An" not in text_of(signed_in(rival), address(area.neighbour))


def test_a_reviewer_sees_the_own_village_unit_alone(area, reviewer, signed_in, poor):
    client = signed_in(reviewer)
    assert client.get(address(area.commune)).status_code == 404
    assert "Lý Văn An" in text_of(client, address(area.hamlet))
    assert client.get(address(hamlets_of(area.commune)[1])).status_code == 404


def test_the_page_only_reads(area, officer, signed_in, poor):
    assert signed_in(officer).post(address(area.commune)).status_code == 405
