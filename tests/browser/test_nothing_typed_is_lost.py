"""A form that is not saved yet survives a closed tab, a server that is down, and a colleague on the same machine."""

import pytest
from playwright.sync_api import Page, expect

from accounts.roles import Role
from plans.models import State
from tests import factories
from tests.browser.entry_page import end_sessions
from tests.factories_plans import CAM_PHUC_NAM, make_plan_at, make_source_commune

TYPED = "Cả phường quyết tâm giảm {{ chỉ tiêu giảm hộ nghèo }} hộ nghèo."


@pytest.fixture
def plan(site):
    commune = make_source_commune(CAM_PHUC_NAM)
    officer = factories.make_officer(commune, password=factories.PASSWORD)
    leader = factories.make_user(Role.COMMUNE_LEADER, commune)
    return make_plan_at(State.DRAFT, CAM_PHUC_NAM, commune, officer=officer, leader=leader)


@pytest.fixture
def address(plan) -> str:
    return f"/ke-hoach/{plan.key}/muc/{plan.sections.get(title='Mục tiêu chung').uid}/"


def text_of(page: Page):
    return page.get_by_role("textbox", name="Nội dung")


def test_a_closed_tab_loses_nothing_and_saving_ends_it(page: Page, context, sign_in, plan, address):
    sign_in(plan.author)
    page.goto(address)
    text_of(page).fill(TYPED)
    page.close()

    again = context.new_page()
    again.goto(address)
    expect(text_of(again)).to_have_value(TYPED)
    expect(again.get_by_text("Đã điền lại nội dung chưa lưu")).to_be_visible()
    again.get_by_role("button", name="Lưu", exact=True).click()
    expect(again.get_by_text("Đã lưu.")).to_be_visible()
    again.goto(address)
    expect(text_of(again)).to_have_value(TYPED)
    expect(again.get_by_text("nội dung chưa lưu")).to_have_count(0)


def test_what_was_put_back_can_be_dropped(page: Page, context, sign_in, plan, address):
    sign_in(plan.author)
    page.goto(address)
    before = text_of(page).input_value()
    text_of(page).fill(TYPED)
    page.reload()
    page.get_by_role("button", name="Bỏ nội dung này").click()
    expect(text_of(page)).to_have_value(before)
    page.reload()
    expect(text_of(page)).to_have_value(before)


def test_a_server_that_is_down_when_saving_loses_nothing(page: Page, sign_in, plan, address, complaints):
    complaints.allow("ERR_FAILED|Failed to load")
    sign_in(plan.author)
    page.goto(address)
    text_of(page).fill(TYPED)
    page.route(f"**{address}", lambda route: route.abort())
    page.get_by_role("button", name="Lưu", exact=True).click()
    page.unroute(f"**{address}")
    page.goto(address)
    expect(text_of(page)).to_have_value(TYPED)


def test_a_refused_text_survives_a_closed_tab_too(page: Page, context, sign_in, plan, address):
    sign_in(plan.author)
    page.goto(address)
    text_of(page).fill("{{ không ai biết }}")
    page.get_by_role("button", name="Lưu", exact=True).click()
    expect(page.locator(".error-summary")).to_be_visible()
    page.close()
    again = context.new_page()
    again.goto(address)
    expect(text_of(again)).to_have_value("{{ không ai biết }}")


def test_a_colleague_on_the_same_machine_sees_nothing_of_it(page: Page, sign_in, plan, address):
    sign_in(plan.author)
    page.goto(address)
    before = text_of(page).input_value()
    text_of(page).fill(TYPED)
    sign_in(factories.make_officer(plan.place))
    page.goto(address)
    expect(text_of(page)).to_have_value(before)
    expect(page.get_by_text("nội dung chưa lưu")).to_have_count(0)


def test_an_act_that_was_done_leaves_no_old_words_behind(page: Page, context, sign_in, plan):
    from plans import actions

    leader = factories.make_user(Role.COMMUNE_LEADER, plan.place)
    sign_in(leader)
    for _ in range(2):
        plan = actions.submit(plan=plan, by=plan.author)
        page.goto(f"/ke-hoach/{plan.key}/tra-lai/")
        expect(page.get_by_label("Ý kiến")).to_have_value("")
        page.get_by_label("Ý kiến").fill("Cần nêu rõ nguồn lực.")
        page.get_by_role("button", name="Trả lại kế hoạch").click()
        expect(page.get_by_text("Đã trả lại kế hoạch.")).to_be_visible()
        plan.refresh_from_db()


def test_a_session_that_ended_is_signed_in_again_on_the_page(page: Page, sign_in, plan, address, complaints, axe, snap):
    complaints.allow("400|401")
    sign_in(plan.author)
    page.goto(address)
    text_of(page).fill(TYPED)
    end_sessions(page)
    save = page.get_by_role("button", name="Lưu", exact=True)
    save.click()
    dialog = page.get_by_role("dialog", name="Phiên làm việc đã hết")
    expect(dialog.get_by_label("Mật khẩu")).to_be_focused()
    axe(page)
    snap(page, "sign-in-again-plan")
    page.keyboard.press("Escape")  # put off: everything stands as it was
    expect(text_of(page)).to_have_value(TYPED)
    save.click()
    dialog.get_by_label("Mật khẩu").fill("sai mật khẩu")
    page.keyboard.press("Enter")
    expect(dialog.get_by_role("alert")).to_contain_text("mật khẩu")
    dialog.get_by_label("Mật khẩu").fill(factories.PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_text("Đã lưu.")).to_be_visible()
    page.goto(address)
    expect(text_of(page)).to_have_value(TYPED)


def test_somebody_else_s_session_sends_nothing(page: Page, sign_in, plan, address):
    sign_in(plan.author)
    page.goto(address)
    text_of(page).fill(TYPED)
    end_sessions(page)
    sign_in(factories.make_officer(plan.place, full_name="Lý Văn Đồng Nghiệp"))
    page.get_by_role("button", name="Lưu", exact=True).click()
    expect(page.get_by_text("Máy này đang đăng nhập bằng tài khoản khác nên chưa gửi")).to_be_visible()
    expect(text_of(page)).to_have_value(TYPED)
