"""The audit log: who sees what was done where."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts import audit
from accounts.audit import ACT_LABELS, Act
from accounts.models import AuditEvent
from accounts.roles import Permission, Role
from tests.factories import make_user

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


@pytest.fixture
def reader(area, holder, signed_in):
    return signed_in(holder(Permission.AUDIT_VIEW, area.commune))


def log_url(place) -> str:
    return reverse("audit_log", args=[place.key, 2024])


def rows(response) -> str:
    text = response.content.decode()
    return text[text.index('id="danh-sach"') :]


def write(place, *, by=None, act=Act.PLAN_APPROVED, summary="", at=None):
    event = audit.record(act, by=by, place=place, summary=summary)
    if at:
        AuditEvent.objects.filter(pk=event.pk).update(at=at)


def test_the_log_shows_what_was_done_at_the_place_and_below_the_newest_first(area, reader):
    officer = make_user(Role.COMMUNE_OFFICER, area.commune, full_name="Trần Thử Nghiệm")
    write(area.commune, by=officer, summary="Việc thứ nhất")
    write(area.hamlet, by=officer, summary="Việc thứ hai")
    write(area.neighbour, by=officer, summary="Việc của hàng xóm")
    write(area.district, by=officer, summary="Việc của cấp trên")
    write(None, by=officer, summary="Việc không nơi")
    text = rows(reader.get(log_url(area.commune)))
    assert text.index("Việc thứ hai") < text.index("Việc thứ nhất")
    assert "Duyệt kế hoạch" in text
    assert "Trần Thử Nghiệm" in text
    assert "tổ dân phố 1" in text
    for hidden in ("hàng xóm", "cấp trên", "không nơi"):
        assert hidden not in text


def test_the_neighbours_log_is_not_found_and_without_the_permission_it_is_refused(area, reader, signed_in):
    assert reader.get(log_url(area.neighbour)).status_code == 404
    officer = signed_in(make_user(Role.COMMUNE_OFFICER, area.commune))
    assert officer.get(log_url(area.commune)).status_code == 403


def test_the_log_is_filtered_by_act_person_and_day(area, reader):
    hoa = make_user(full_name="Nguyễn Thị Hòa")
    late = datetime(2024, 3, 20, 23, 30, tzinfo=VIETNAM)
    write(area.commune, by=hoa, act=Act.PLAN_ISSUED, summary="Ban hành đêm", at=late)
    write(area.commune, by=make_user(full_name="Đào Mẫu"), summary="Duyệt hôm nay")
    expected = {
        "viec=plan_issued": {"Ban hành đêm"},
        "nguoi=thi+hoa": {"Ban hành đêm"},
        "nguoi=dao": {"Duyệt hôm nay"},
        "tu_ngay=20/03/2024&den_ngay=20/03/2024": {"Ban hành đêm"},
        "tu_ngay=21/03/2024": {"Duyệt hôm nay"},
        "den_ngay=19/03/2024": set(),
        "": {"Ban hành đêm", "Duyệt hôm nay"},
    }
    for query, found in expected.items():
        text = rows(reader.get(f"{log_url(area.commune)}?{query}"))
        assert {name for name in ("Ban hành đêm", "Duyệt hôm nay") if name in text} == found, query


def test_a_day_that_is_none_filters_nothing_and_says_so(area, reader):
    write(area.commune, summary="Một việc")
    response = reader.get(log_url(area.commune), {"tu_ngay": "hôm qua"})
    assert "dạng ngày/tháng/năm" in response.content.decode()
    assert "Một việc" in rows(response)


def test_a_long_log_is_paged_with_few_queries(area, reader, django_assert_max_num_queries):
    now = timezone.now()
    for minute in range(55):
        write(area.commune, at=now - timedelta(minutes=minute))
    with django_assert_max_num_queries(13):
        text = rows(reader.get(log_url(area.commune)))
    assert "55 việc · trang 1 trên 2" in text
    assert text.count("<tr><th") == 51


def test_an_empty_log_says_what_will_be_there(area, reader):
    assert "Chưa có việc nào được ghi" in rows(reader.get(log_url(area.commune)))


def test_every_act_has_words():
    assert list(ACT_LABELS) == list(Act)
    assert len(set(ACT_LABELS.values())) == len(ACT_LABELS)
