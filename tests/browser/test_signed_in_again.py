"""A session that ends while somebody types: signed in again on the page itself, with nothing lost."""

from time import time

import pytest
from allauth.mfa.totp.internal import auth as totp
from django.conf import settings
from playwright.sync_api import BrowserContext, expect

from households.entry.sheet import YES
from tests import factories
from tests.browser.entry_page import end_sessions, entry, on_device, opened, saved, stored

# The household is worth nothing to an officer without a review that it stands in.
pytestmark = pytest.mark.usefixtures("review")


def code_now(secret: str) -> str:
    """What the telephone shows."""
    return totp.format_hotp_value(totp.hotp_value(secret, int(time()) // 30))


def test_a_session_that_ends_in_the_middle_is_signed_in_again_on_the_page(
    at_work, household, officer, complaints, axe, snap
):
    complaints.allow("400|401")  # without a session; with a wrong password
    page = opened(at_work, household)
    page.keyboard.type("120")
    page.keyboard.press("Enter")
    page.keyboard.press("2")
    saved(page)
    end_sessions(page)
    page.keyboard.press("1")
    notice = page.locator("[data-notice]")
    expect(notice).to_contain_text("Phiên làm việc đã hết. Nội dung vẫn được giữ trên máy này")
    page.keyboard.press("2")  # whoever keys at speed keys on: nothing stands in the way
    page.keyboard.press("Control+s")
    dialog = page.get_by_role("dialog", name="Phiên làm việc đã hết")
    expect(dialog.get_by_label("Mật khẩu")).to_be_focused()
    axe(page)
    snap(page, "sign-in-again")
    page.keyboard.type("không phải mật khẩu")
    page.keyboard.press("Enter")
    expect(dialog.get_by_role("alert")).to_contain_text("mật khẩu")
    page.keyboard.type(factories.PASSWORD)
    page.keyboard.press("Enter")
    expect(dialog).to_have_count(0)
    saved(page)
    expect(notice).to_be_hidden()
    lacking = {"employment": YES, "dependents": "no", "nutrition": YES}
    assert (stored().income_points, dict(stored().answers)) == (120, lacking)
    assert on_device(page) == 0
    page.get_by_role("button", name="Lưu nháp").last.click()
    expect(page.locator("#messages")).to_contain_text("Đã lưu nháp")


def test_signing_in_in_another_tab_sends_what_waited_too(at_work, household, context, sign_in, officer, complaints):
    complaints.allow("401|403")  # without a session; with the token of the session before
    page = opened(at_work, household)
    end_sessions(page)
    page.keyboard.type("120")
    page.keyboard.press("Enter")
    expect(page.locator("[data-notice]")).to_contain_text("Phiên làm việc đã hết")
    sign_in(officer)
    page.evaluate("() => window.dispatchEvent(new Event('focus'))")  # a headless window gets none by itself
    saved(page)
    assert stored().income_points == 120


def test_a_second_factor_is_asked_for_in_the_same_place(at_work, household, officer, complaints):
    complaints.allow("401")
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(officer, secret)
    page = opened(at_work, household)
    page.get_by_label("Ghi chú").fill("chưa lưu ở đâu")
    end_sessions(page)
    page.keyboard.press("Control+s")
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Mật khẩu").fill(factories.PASSWORD)
    page.keyboard.press("Enter")
    code = dialog.get_by_label("Mã xác thực")
    expect(code).to_be_focused()
    code.fill("000000")
    page.keyboard.press("Enter")
    expect(dialog.get_by_role("alert")).to_contain_text("Mã không đúng")
    code.fill(code_now(secret))
    page.keyboard.press("Enter")
    saved(page)
    assert stored().note == "chưa lưu ở đâu"


def test_too_many_wrong_passwords_are_refused_here_as_at_the_door(at_work, household, complaints):
    complaints.allow("400|401|429")
    page = opened(at_work, household)
    end_sessions(page)
    page.get_by_label("Ghi chú").fill("giữ lại")
    page.keyboard.press("Control+s")
    dialog = page.get_by_role("dialog")
    for _ in range(5):
        dialog.get_by_label("Mật khẩu").fill("sai")
        dialog.get_by_role("button", name="Đăng nhập lại").click()
        expect(dialog.get_by_label("Mật khẩu")).to_have_value("")
    dialog.get_by_label("Mật khẩu").fill(factories.PASSWORD)
    dialog.get_by_role("button", name="Đăng nhập lại").click()
    expect(dialog.get_by_role("alert")).to_contain_text("quá nhiều lần")
    dialog.get_by_role("button", name="Để sau").click()
    expect(page.get_by_label("Ghi chú")).to_have_value("giữ lại")


def test_a_button_pressed_without_a_session_asks_on_the_page(at_work, household, officer, complaints):
    complaints.allow("401")
    page = opened(at_work, household)
    page.get_by_label("Ghi chú").fill("chưa lưu ở đâu")
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.keyboard.press("Tab")
    expect(page.locator("[data-notice]")).to_contain_text("Phiên làm việc đã hết")
    page.get_by_role("button", name="Lưu nháp").last.click()
    page.get_by_role("dialog").get_by_label("Mật khẩu").fill(factories.PASSWORD)
    page.keyboard.press("Enter")
    expect(page.locator("#messages")).to_contain_text("Đã lưu nháp")
    assert stored().note == "chưa lưu ở đâu"


def test_without_a_script_the_server_holds_what_was_sent(new_context, sign_in, household, officer):
    plain: BrowserContext = new_context(java_script_enabled=False)
    sign_in(officer, plain)
    page = plain.new_page()
    page.goto(entry(household))
    page.get_by_label("Ghi chú").fill("chưa lưu ở đâu")
    plain.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.get_by_role("button", name="Lưu nháp").last.click()
    page.get_by_label("Tên đăng nhập").fill(officer.username)
    page.get_by_label("Mật khẩu").fill(factories.PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    expect(page.get_by_label("Ghi chú")).to_have_value("chưa lưu ở đâu")
