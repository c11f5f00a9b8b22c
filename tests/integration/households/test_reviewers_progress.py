"""Who has done how much in a review."""

from datetime import timedelta

import pytest
from django.template.loader import render_to_string
from django.utils import timezone

from accounts.roles import Permission
from households.models import Assessment
from households.presenters.progress import reviewers_progress
from tests.factories import hamlets_of
from tests.factories_households import make_completed, make_draft, make_household


@pytest.fixture
def scope(officer):
    return officer.scope_for(Permission.HOUSEHOLD_VIEW)


def rows(table):
    return [(row.name, row.today, row.completed, row.drafts, row.places) for row in table.rows]


def test_completed_forms_count_for_who_completed_them_and_drafts_for_who_saved_them(
    area, scope, review, officer, colleague
):
    first, second = hamlets_of(area.commune)[:2]
    yesterday = make_completed(make_household(first, by=officer), review, by=officer)
    Assessment.objects.filter(pk=yesterday.pk).update(completed_at=timezone.now() - timedelta(days=1))
    make_completed(make_household(first, by=officer), review, by=officer)
    make_completed(make_household(second, by=officer), review, by=colleague)
    make_draft(make_household(second, by=officer), review, by=colleague)
    table = reviewers_progress(review, scope)
    assert rows(table) == [
        ("Đỗ Thị Cán Bộ", 1, 2, 0, "Tổ dân phố 1"),
        ("Lý Văn Đồng Nghiệp", 1, 1, 1, "Tổ dân phố 2"),
    ]
    assert table.total == ["2", "3", "1"]


def test_a_village_unit_alone_and_the_ground_of_a_reviewer(area, scope, review, officer, reviewer):
    first, second = hamlets_of(area.commune)[:2]
    for hamlet in (first, second):
        make_completed(make_household(hamlet, by=officer), review, by=officer)
    assert rows(reviewers_progress(review, scope, second)) == [("Đỗ Thị Cán Bộ", 1, 1, 0, "Tổ dân phố 2")]
    own = reviewers_progress(review, reviewer.scope_for(Permission.ASSESSMENT_EDIT))
    assert rows(own) == [("Đỗ Thị Cán Bộ", 1, 1, 0, "Tổ dân phố 1")]


def test_the_ground_next_door_shows_nobody(review, rival, officer, household):
    make_completed(household, review, by=officer)
    table = reviewers_progress(review, rival.scope_for(Permission.HOUSEHOLD_VIEW))
    assert rows(table) == []
    assert "Chưa ai nhập phiếu nào" in render_to_string("households/_reviewers.html", {"table": table})


def test_one_query_whatever_the_size(area, scope, review, officer, django_assert_num_queries):
    for _ in range(6):
        make_completed(make_household(area.hamlet, by=officer), review, by=officer)
    with django_assert_num_queries(1):
        page = render_to_string("households/_reviewers.html", {"table": reviewers_progress(review, scope)})
    assert "Đỗ Thị Cán Bộ" in page
