"""Who may do what where: role × place for every act, through the pages.

Each cell is the status of the page: 200 seen, 403 no such right anywhere, 404 not on this ground.
"""

from collections.abc import Callable

import pytest
from django.urls import reverse

from accounts.roles import Role
from households import actions
from tests.factories import hamlets_of, make_place, make_user
from tests.factories_households import advance, make_classed, send_back, upper_reviewer

TABLE = """
page                  officer reviewer leader above province upper_leader administrator viewer rival next_district
review_steps          200     404      200    200   200      403          403           403    404   404
review_meetings       200     403      403    403   403      403          403           403    404   403
meeting_record        200     403      403    403   403      403          403           403    404   403
meeting_annul         200     403      403    403   403      403          403           403    404   403
review_reopen_survey  200     403      403    403   403      403          403           403    404   403
review_post           200     403      403    403   403      403          403           403    404   403
complaint_add         200     403      403    403   403      403          403           403    404   403
complaint_answer      200     403      403    403   403      403          403           403    404   403
review_submit         200     403      403    403   403      403          403           403    404   403
review_paper_opinion  200     403      403    403   403      403          403           403    404   403
send_back_answer      200     403      403    403   403      403          403           403    404   403
review_opinion        403     403      403    200   200      403          403           403    403   404
send_back             403     403      403    200   200      403          403           403    403   404
review_recognise      403     403      200    403   403      403          403           403    403   403
review_close          403     403      200    403   403      403          403           403    403   403
"""
_HEAD, *_ROWS = (line.split() for line in TABLE.strip().splitlines())


@pytest.fixture
def people(area, officer, reviewer, leader, rival) -> dict[str, object]:
    elsewhere = make_place("district", "912", "Bên Kia", area.province, kind="huyện")
    return {
        "officer": officer,
        "reviewer": reviewer,
        "leader": leader,
        "above": make_user(Role.UPPER_REVIEWER, area.district),
        "province": make_user(Role.UPPER_REVIEWER, area.province),
        "upper_leader": make_user(Role.UPPER_LEADER, area.district),
        "administrator": make_user(Role.ADMINISTRATOR, area.district),
        "viewer": make_user(Role.VIEWER, area.commune),
        "rival": rival,
        "next_district": make_user(Role.UPPER_REVIEWER, elsewhere),
    }


@pytest.fixture
def returned(area, officer, review, household):
    """A review that was sent back once, with a meeting and a complaint: every page of an act has its object."""
    make_classed(household, review, "poor", by=officer)
    review = advance(review, "posted", by=officer)
    actions.add_complaint(
        review=review,
        household=household,
        complainant="Ông A",
        received_on=review.posted_on,
        content="Sai điểm nhà ở",
        by=officer,
    )
    complaint = review.complaints.get()
    day = review.posted_until
    actions.answer_complaint(
        complaint=complaint,
        rechecked_on=day,
        rechecker="Tổ",
        finding="Đúng điểm",
        answered_on=day,
        class_found="poor",
        by=officer,
    )
    return send_back(advance(review, "submitted", by=officer))


@pytest.fixture
def address(area, returned, household) -> Callable[[str], str]:
    more = {
        "meeting_record": [hamlets_of(area.commune)[1].key],
        "meeting_annul": [returned.meetings.get().uid],
        "complaint_answer": [returned.complaints.get().uid],
        "send_back": [household.uid],
        "send_back_answer": [household.uid],
    }
    return lambda name: reverse(name, args=[*returned.url_args, *more.get(name, [])])


@pytest.mark.parametrize("role", _HEAD[1:])
def test_each_page_opens_for_whom_it_is(people, signed_in, address, role):
    client = signed_in(people[role])
    wanted = {row[0]: int(row[1:][_HEAD[1:].index(role)]) for row in _ROWS}
    assert {name: client.get(address(name)).status_code for name in wanted} == wanted


@pytest.mark.parametrize("role", ["reviewer", "viewer", "upper_leader", "administrator", "rival", "next_district"])
def test_nothing_is_done_by_who_may_not(people, signed_in, address, returned, role):
    client = signed_in(people[role])
    statuses = {client.post(address(row[0]), {"reason": "Nhầm lẫn lớn"}).status_code for row in _ROWS[1:]}
    assert statuses <= {403, 404}
    returned.refresh_from_db()
    assert returned.state == "returned"


def test_a_reviewer_follows_the_own_village_unit(area, reviewer, returned, signed_in):
    client = signed_in(reviewer)
    page = client.get(f"/{area.hamlet.key}/2024/ra-soat/cac-buoc/")
    assert page.status_code == 200
    assert "Thôi tính" not in page.content.decode()


def test_the_province_does_not_speak_for_the_district(area, people, signed_in, address, officer, returned):
    actions.answer_send_back(send_back=returned.send_backs.get(), answer="Đã xem lại", by=officer)
    review = advance(returned, "submitted", by=officer)
    assert upper_reviewer(review).current_assignments[0].place == area.district
    client = signed_in(people["province"])
    page = client.post(address("review_opinion"), {"lenh": "thong-nhat", "opinion_on": "10/12/2024"})
    assert "Ông/bà không cho ý kiến thay cấp đó được" in page.content.decode()
    review.refresh_from_db()
    assert review.state == "submitted"
