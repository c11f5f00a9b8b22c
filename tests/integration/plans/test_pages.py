"""The pages of plans, as an officer, a leader and the level above see them."""

import html
import re
from dataclasses import replace

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from accounts import held
from accounts.roles import Permission, Role
from households.models import Review
from plans import actions
from plans.models import Plan, State
from plans.text import load, parse
from tests import factories
from tests.factories_plans import CAM_PHUC_NAM, STANDARD, make_plan, make_plan_at, make_source_commune

TEXT = re.compile(r"<[^>]+>")


def words(response) -> str:
    """What a person reads: without tags, spaces single, entities as signs."""
    return " ".join(html.unescape(TEXT.sub(" ", response.content.decode())).split())


def told(response) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def url(name, plan, *more):
    return reverse(name, args=[plan.key, *more])


@pytest.fixture
def desk(signed_in, officer):
    """The officer's browser."""
    return signed_in(officer)


@pytest.fixture
def chair(signed_in, leader):
    """The leader's browser."""
    return signed_in(leader)


# --- Lists -----------------------------------------------------------------------------------------


def test_the_plans_of_a_commune(desk, plan, commune):
    page = desk.get(reverse("plans", args=[commune.key, 2023]))
    assert "Kế hoạch giảm nghèo của xã, phường" in words(page)
    assert "Dự thảo" in words(page)
    assert reverse("plan_create", args=[commune.key, 2023]) in page.content.decode()


def test_a_commune_without_plans_says_what_to_do(desk, chair, commune):
    page = desk.get(reverse("plans", args=[commune.key, 2023]))
    assert "Chưa có kế hoạch nào" in words(page)
    assert "Lập kế hoạch" in words(page)
    assert "Cán bộ giảm nghèo cấp xã lập kế hoạch." in words(chair.get(reverse("plans", args=[commune.key, 2023])))


def test_without_a_review_no_plan_can_begin_and_the_page_says_why(desk, commune):
    page = desk.get(reverse("plans", args=[commune.key, 2026]))
    assert "chưa có đợt rà soát năm 2025" in words(page)
    page = desk.get(reverse("plan_create", args=[commune.key, 2026]))
    assert "Chưa lập được kế hoạch" in words(page)


def test_the_level_above_sees_its_communes_by_state(signed_in, plan, commune):
    factories.make_commune_with_hamlets("22441", "Mẫu Bên", commune.parent)
    reviewer = signed_in(factories.make_user(Role.UPPER_REVIEWER, commune.parent))
    address = reverse("plans", args=[commune.parent.key, 2023])
    page = words(reviewer.get(address))
    assert "Tất cả (2) Chưa lập (1) Dự thảo (1)" in page
    assert "phường Mẫu Bên" in page
    narrowed = words(reviewer.get(address, {"trang_thai": "draft"}))
    assert "phường Cam Phúc Nam" in narrowed
    assert "phường Mẫu Bên" not in narrowed
    assert "Không có xã, phường nào" in words(reviewer.get(address, {"trang_thai": "issued"}))


def test_lists_ask_a_fixed_number_of_questions(signed_in, commune, officer, django_assert_max_num_queries):
    for number in range(5):
        other = make_source_commune(replace(CAM_PHUC_NAM, code=f"3000{number}"), commune.parent)
        make_plan(other, 2023, by=officer)
    reviewer = signed_in(factories.make_user(Role.UPPER_REVIEWER, commune.parent))
    reviewer.get(reverse("plans", args=[commune.parent.key, 2023]))
    with django_assert_max_num_queries(9):
        reviewer.get(reverse("plans", args=[commune.parent.key, 2023]))


# --- A new plan ------------------------------------------------------------------------------------


def test_a_plan_is_begun(desk, commune):
    address = reverse("plan_create", args=[commune.key, 2023])
    page = desk.get(address)
    assert "Năm 2022, công nhận theo Quyết định 1866/QĐ-UBND ngày 12/12/2022" in words(page)
    review = Review.objects.get(commune=commune)
    answer = desk.post(address, {"outline": "ward", "base_review": review.pk})
    assert answer.headers["Location"] == "/ke-hoach/cam-phuc-nam-2023/"
    again = desk.post(address, {"outline": "ward", "base_review": review.pk})
    assert "Mỗi loại chỉ lập một kế hoạch trong năm" in words(again)
    assert Plan.objects.count() == 1


def test_nothing_chosen_is_told_in_words(desk, commune):
    page = desk.post(reverse("plan_create", args=[commune.key, 2023]), {})
    assert "Hãy chọn loại kế hoạch." in words(page)
    assert "Hãy chọn đợt rà soát làm gốc số liệu." in words(page)


# --- The overview ----------------------------------------------------------------------------------


def test_the_overview_of_a_draft(desk, plan):
    page = words(desk.get(url("plan", plan)))
    assert "Việc tiếp theo: còn 03 việc trước khi trình được kế hoạch." in page
    assert "Kế hoạch chưa có họ tên người ký." in page
    assert "b) Mục tiêu cụ thể" in page
    assert "Căn cứ Quyết định số 1866/QĐ-UBND ngày 12 tháng 12 năm 2022" in page
    assert "Phòng Lao động - Thương binh và Xã hội thành phố Cam Ranh (b/c)" in page
    assert "1.856 21 1,13" in page


def test_the_button_and_the_server_say_the_same(desk, plan):
    page = desk.get(url("plan", plan))
    sentence = "chưa có chỉ tiêu thoát nghèo: Hải Thủy, Ninh Xuân, Xuân Ninh, Phúc Sơn. Còn 2 việc nữa."
    assert sentence in words(page)
    answer = desk.post(url("plan_submit", plan))
    assert sentence in told(answer)[0]
    assert Plan.objects.get(pk=plan.pk).state == State.DRAFT


def test_all_the_way_to_approval(desk, chair, ready):
    assert "kế hoạch đã đủ nội dung" in words(desk.get(url("plan", ready)))
    assert told(desk.post(url("plan_submit", ready))) == ["Đã trình kế hoạch."]
    assert "Kế hoạch đã được trình" in told(desk.post(url("plan_submit", ready)))[-1]  # the button pressed twice
    assert "Duyệt kế hoạch" in words(chair.get(url("plan", ready)))
    assert told(chair.post(url("plan_approve", ready))) == ["Đã duyệt kế hoạch."]
    page = chair.get(url("plan", ready))
    assert url("plan_issue", ready) in page.content.decode()
    assert "Lãnh Đạo Thử" in words(page)


def test_a_return_with_its_comment(desk, chair, ready):
    desk.post(url("plan_submit", ready))
    page = chair.post(url("plan_return", ready), {"comment": ""})
    assert "Hãy ghi ý kiến trả lại" in words(page)
    chair.post(url("plan_return", ready), {"comment": "Viết lại mục tiêu."})
    page = words(desk.get(url("plan", ready)))
    assert "Kế hoạch bị trả lại: Lãnh Đạo Thử" in page
    assert "Viết lại mục tiêu." in page


def test_an_issued_plan_shows_its_number_and_offers_nothing(desk, chair, commune, officer, leader):
    plan = make_plan_at(State.ISSUED, CAM_PHUC_NAM, commune, officer=officer, leader=leader)
    for browser in (desk, chair):
        page = browser.get(url("plan", plan))
        assert "Số 15/KH-UBND, ngày 20 tháng 3 năm 2023" in words(page)
        for name in ("plan_submit", "plan_approve", "plan_return", "plan_issue", "plan_targets"):
            assert url(name, plan) not in page.content.decode()


def test_the_overview_asks_a_fixed_number_of_questions(desk, ready, django_assert_max_num_queries):
    desk.get(url("plan", ready))
    with django_assert_max_num_queries(18):
        desk.get(url("plan", ready))


@pytest.mark.parametrize("name", ["plan_submit", "plan_approve"])
def test_the_way_back_from_the_sign_in_page_leads_to_the_plan(signed_in, commune, plan, name):
    both = factories.make_user(Role.COMMUNE_OFFICER, commune)
    factories.assign(both, Role.COMMUNE_LEADER, commune)
    answer = signed_in(both).get(url(name, plan))
    assert answer.headers["Location"] == url("plan", plan)


# --- Who may see and do ----------------------------------------------------------------------------

READING = ("plan",)
WRITING = ("plan_outline", "plan_targets", "plan_bases", "plan_duties", "plan_ending")


def addresses(plan):
    section = plan.sections.first()
    for name in (*READING, *WRITING, "plan_submit"):
        yield url(name, plan)
    for name in ("plan_section", "plan_section_rename", "plan_section_move", "plan_section_drop"):
        yield url(name, plan, section.uid)


def test_the_officer_next_door_finds_nothing(signed_in, neighbour, plan):
    browser = signed_in(neighbour)
    for address in addresses(plan):
        assert browser.get(address).status_code == 404, address
        assert browser.post(address, {}).status_code in {404, 405}, address
    assert browser.get(reverse("plans", args=[plan.place.key, 2023])).status_code == 404
    assert browser.get(reverse("plan_create", args=[plan.place.key, 2023])).status_code == 404
    assert Plan.objects.get(pk=plan.pk).version == plan.version


def test_the_leader_next_door_neither_returns_nor_approves(signed_in, neighbour, ready, officer):
    plan = actions.submit(plan=ready, by=officer)
    next_door = neighbour.current_assignments[0].place
    browser = signed_in(factories.make_user(Role.COMMUNE_LEADER, next_door))
    assert browser.post(url("plan_approve", plan)).status_code == 404
    assert browser.post(url("plan_return", plan), {"comment": "Trả lại đi."}).status_code == 404
    assert Plan.objects.get(pk=plan.pk).state == State.SUBMITTED


def test_without_the_permission_the_page_is_refused(holder, signed_in, plan, commune):
    viewer = signed_in(holder(Permission.PLAN_VIEW, commune))
    assert viewer.get(url("plan", plan)).status_code == 200
    for name in (*WRITING, "plan_submit", "plan_approve", "plan_return"):
        assert viewer.get(url(name, plan)).status_code == 403, name
    page = viewer.get(url("plan", plan)).content.decode()
    for name in (*WRITING, "plan_submit"):
        assert url(name, plan) not in page


def test_strangers_are_asked_to_sign_in(client, plan):
    assert client.get(url("plan", plan)).status_code == 302


def test_the_level_above_may_return_but_not_write(signed_in, ready, officer, commune):
    actions.submit(plan=ready, by=officer)
    reviewer = signed_in(factories.make_user(Role.UPPER_REVIEWER, commune.parent))
    page = reviewer.get(url("plan", ready)).content.decode()
    assert url("plan_return", ready) in page
    assert url("plan_approve", ready) not in page
    assert reviewer.get(url("plan_targets", ready)).status_code == 403
    reviewer.post(url("plan_return", ready), {"comment": "Bổ sung mục tiêu."})
    assert Plan.objects.get(pk=ready.pk).state == State.RETURNED


# --- What was typed before the session ended -------------------------------------------------------


def test_a_text_typed_before_the_session_ended_comes_back(client, plan, officer):
    section = plan.sections.get(title="Nhiệm vụ")
    address = url("plan_section", plan, section.uid)
    typed = {"title": "Nhiệm vụ", "body": "Câu gõ dở {{ số hộ nghèo }}.", "version": section.version}
    answer = client.post(address, typed | {held.MARK_FIELD: held.mark(officer.pk)})
    assert "/dang-nhap/" in answer.headers["Location"]
    factories.sign_in(client, officer)
    page = words(client.get(address))
    assert "Câu gõ dở {{ số hộ nghèo }}." in page
    assert "được giữ lại trong các ô dưới đây" in page
    assert load(plan.sections.get(uid=section.uid).body) != parse(typed["body"])


def test_a_colleague_on_the_same_machine_gets_nothing_of_it(client, plan, officer, commune):
    section = plan.sections.get(title="Nhiệm vụ")
    address = url("plan_section", plan, section.uid)
    typed = {"title": "Nhiệm vụ", "body": "Câu gõ dở.", "version": 1}
    client.post(address, typed | {held.MARK_FIELD: held.mark(officer.pk)})
    factories.sign_in(client, factories.make_officer(commune))
    assert "Câu gõ dở." not in words(client.get(address))


def test_targets_typed_before_the_session_ended_come_back(client, plan, officer, commune):
    first = factories.hamlets_of(commune)[0]
    typed = {f"poor_{first.pk}": "2", f"note_{first.pk}": "cố gắng", held.MARK_FIELD: held.mark(officer.pk)}
    client.post(url("plan_targets", plan), typed)
    factories.sign_in(client, officer)
    page = client.get(url("plan_targets", plan)).content.decode()
    assert 'value="2"' in page
    assert 'value="cố gắng"' in page
    assert plan.targets.count() == 0


def test_a_review_of_another_year_is_not_offered(desk, commune):
    other = Review.objects.create(commune=commune, year=2020, standard_code=STANDARD.code)
    address = reverse("plan_create", args=[commune.key, 2023])
    page = desk.post(address, {"outline": "ward", "base_review": other.pk})
    assert page.status_code == 200
    assert Plan.objects.count() == 0
