"""An officer keys in a survey: by keyboard, corrected, watched by nobody from next door, and never lost."""

import re

import pytest
from playwright.sync_api import BrowserContext, expect

from households import actions
from households.entry.sheet import YES
from households.figures import by_hamlet
from households.models import Assessment, ListEntry
from tests import factories
from tests.browser.entry_page import YEAR, entry, on_device, opened, saved, stored
from tests.factories_households import STANDARD, full_sheet, make_completed, make_household

# --- By keyboard ----------------------------------------------------------------------------------

pytestmark = pytest.mark.usefixtures("review")


def test_a_survey_is_keyed_in_checked_completed_and_counted(at_work, household, review, axe, snap):
    page = opened(at_work, household)
    expect(page.get_by_label("Tổng điểm B1")).to_be_focused()
    page.keyboard.type("175")
    page.keyboard.press("Enter")
    for number in range(12):
        page.keyboard.press("2" if number < 3 else "1")
    expect(page.get_by_label("Không có đất sản xuất")).to_be_focused()
    page.keyboard.press("Space")
    bar = page.locator(".score-bar")
    expect(bar).to_contain_text("175")
    expect(bar.locator("[data-score=b2]")).to_have_text("30")
    expect(bar.locator("[data-score=answered]")).to_have_text("12")
    expect(page.locator("main")).not_to_contain_text("Hộ nghèo")
    page.keyboard.press("Control+s")
    saved(page)
    snap(page, "entry")

    page.get_by_role("button", name="Kiểm tra và hoàn thành").click()
    expect(page.get_by_role("heading", name=re.compile("^Kiểm tra phiếu"))).to_be_visible()
    expect(page.locator(".tag-poor")).to_have_text("Hộ nghèo")
    expect(page.locator("main")).to_contain_text("Điểm B1 là 175, không vượt ngưỡng 175 điểm của khu vực thành thị.")
    assert on_device(page) == 0
    axe(page)
    snap(page, "check")

    page.get_by_role("button", name="Hoàn thành, hộ kế tiếp").click()
    expect(page.locator("#messages")).to_contain_text("mọi hộ đã có phiếu hoàn thành năm 2024")
    # Once by village unit, once by who has entered the forms.
    expect(page.get_by_role("row", name=re.compile("Tổ dân phố 1"))).to_have_count(2)
    assert by_hamlet(review)[0].poor.lacking == (1, 1, 1, *[0] * 9)
    assert by_hamlet(review)[0].poor.causes[0] == 1


def test_enter_goes_on_and_shift_enter_goes_back(at_work, household):
    page = opened(at_work, household)
    page.keyboard.press("Enter")
    page.keyboard.press("1")
    page.keyboard.press("Shift+Enter")
    first = page.get_by_role("group", name=re.compile("Việc làm")).get_by_label("Không thiếu hụt", exact=True)
    expect(first).to_be_focused()
    expect(first).to_be_checked()
    page.keyboard.press("3")
    expect(page.locator("[data-score=answered]")).to_have_text("0")
    assert page.url.endswith(entry(household)), "Enter in a field sends no form"


@pytest.mark.parametrize("width", [1280, 360])
def test_the_focused_answer_is_never_under_the_bar(at_work, household, width):
    at_work.set_viewport_size({"width": width, "height": 640})
    page = opened(at_work, household)
    assert page.locator(".score-bar").bounding_box()["height"] <= 64
    page.keyboard.press("Enter")
    for _ in range(12):
        box, bar = page.locator(":focus").bounding_box(), page.locator(".score-bar").bounding_box()
        assert box["y"] >= bar["y"] + bar["height"] or box["y"] + box["height"] <= bar["y"]
        assert 0 <= box["y"] <= 640 - box["height"]
        page.keyboard.press("1")


# --- Correcting, and two at one form --------------------------------------------------------------


def test_a_completed_form_is_opened_again_with_a_reason_and_corrected(at_work, officer, household, review):
    make_completed(household, review, by=officer, income_points=100, lacking=3)
    page = at_work
    page.goto(entry(household))
    page.get_by_label("Lý do").fill("nhập nhầm điểm B1")
    page.get_by_role("button", name="Mở lại phiếu để sửa").click()
    page.get_by_label("Tổng điểm B1").fill("176")
    page.get_by_role("button", name="Kiểm tra và hoàn thành").click()
    page.get_by_role("button", name="Hoàn thành", exact=True).click()
    expect(page.locator("#messages")).to_contain_text("Đã hoàn thành phiếu")
    expect(page.locator(".tag-not_poor")).to_have_text("Hộ không nghèo")
    figures = by_hamlet(review)[0]
    assert (figures.poor.households, figures.not_poor.households) == (0, 1)


def test_what_a_colleague_saved_meanwhile_is_shown_and_chosen(
    at_work, area, household, review, officer, axe, snap, complaints
):
    complaints.allow("409")
    colleague = factories.make_officer(area.commune, full_name="Lý Văn Đồng Nghiệp")
    page = opened(at_work, household)
    actions.save_draft(
        household=household, review=review, sheet=full_sheet(income_points=150), base_version=0, by=colleague
    )
    page.get_by_label("Tổng điểm B1").fill("100")
    page.get_by_label("Ghi chú").fill("của tôi")
    page.keyboard.press("Tab")
    expect(page.locator("[data-notice]")).to_contain_text("Lý Văn Đồng Nghiệp")
    assert Assessment.objects.get().income_points == 150
    page.get_by_role("button", name="Xem và chọn").click()
    expect(page.get_by_role("heading", name="Có hai bản khác nhau")).to_be_visible()
    axe(page)
    snap(page, "conflict")
    expect(page.get_by_label("Tổng điểm B1")).to_have_value("100")
    page.get_by_label("Lấy bản đã lưu: Điểm B1").check()
    for question in STANDARD.indicators:  # nothing was typed there, so the colleague's answers are proposed
        expect(page.get_by_label(f"Lấy bản đã lưu: {question.number}. {question.name}")).to_be_checked()
    expect(page.get_by_label("Lấy bản đã lưu: Ghi chú")).not_to_be_checked()
    page.get_by_role("button", name="Lưu nháp").last.click()
    expect(page.locator("#messages")).to_contain_text("Đã lưu nháp lúc")
    assert stored() == full_sheet(income_points=150, note="của tôi")


def test_the_officer_of_the_next_commune_cannot_see_it(new_context, sign_in, area, household, complaints):
    complaints.allow("404")
    rival: BrowserContext = new_context()
    sign_in(factories.make_officer(area.neighbour), rival)
    page = rival.new_page()
    for address in (entry(household), f"{entry(household)}kiem-tra/", household.get_absolute_url()):
        assert page.goto(address).status == 404
        expect(page.locator("body")).not_to_contain_text("Trần Văn Thử")


# --- Nothing is lost ------------------------------------------------------------------------------


def test_without_a_network_the_draft_stays_on_the_device_and_is_sent_later(at_work, household, complaints):
    complaints.allow("ERR_INTERNET_DISCONNECTED|Failed to load resource")
    page = opened(at_work, household)
    page.context.set_offline(True)
    page.keyboard.type("99")
    page.keyboard.press("Enter")
    page.keyboard.press("2")
    expect(page.locator("[data-notice]")).to_contain_text("Chưa gửi được lên máy chủ. Nội dung vẫn được giữ")
    assert on_device(page) == 1
    page.context.set_offline(False)
    saved(page)
    assert (stored().income_points, dict(stored().answers)) == (99, {"employment": YES})


def test_a_closed_window_gives_its_draft_back(at_work, household, complaints):
    complaints.allow("Failed to load resource")
    page = opened(at_work, household)
    page.route("**/nhap/", lambda route: route.abort())
    page.keyboard.type("88")
    page.keyboard.press("Enter")
    page.keyboard.press("3")
    page.get_by_text("02 người").click()
    page.get_by_role("button", name="Thêm thành viên").click()
    page.get_by_label("Họ và tên").last.fill("Trần Thị Mới")
    page.get_by_label("Quan hệ với chủ hộ").last.select_option("child")
    page.close()

    page = at_work.context.new_page()
    page.goto(entry(household))
    expect(page.locator("[data-notice]")).to_contain_text("Đã điền lại nội dung chưa gửi")
    expect(page.get_by_label("Tổng điểm B1")).to_have_value("88")
    saved(page)
    assert (stored().income_points, dict(stored().answers)) == (88, {"employment": "unsure"})
    assert household.members.filter(full_name="Trần Thị Mới").count() == 1


def test_an_answer_that_got_lost_makes_no_second_version(at_work, household, complaints):
    complaints.allow("Failed to load resource")
    page = opened(at_work, household)
    lost: list[int] = []

    def lose_the_first(route):
        if route.request.method == "POST" and not lost:
            lost.append(route.fetch().status)  # the server has stored it; the browser never hears of it
            route.abort()
        else:
            route.continue_()

    page.route("**/nhap/", lose_the_first)
    page.keyboard.type("77")
    page.keyboard.press("Enter")
    expect(page.locator("[data-notice]")).to_contain_text("Chưa gửi được")
    page.keyboard.press("2")
    saved(page)
    expect(page.locator("[data-notice]")).to_be_hidden()
    assert lost == [200]
    assert (Assessment.objects.get().version, stored().income_points) == (2, 77)


def test_another_person_s_session_sends_nothing(at_work, household, area, sign_in, complaints):
    complaints.allow("403|Failed to load resource")
    page = opened(at_work, household)
    other = factories.make_officer(area.commune, full_name="Lý Văn Đồng Nghiệp")
    page.route("**/nhap/", lambda route: route.abort())
    page.keyboard.type("66")
    page.keyboard.press("Enter")
    expect(page.locator("[data-notice]")).to_contain_text("Chưa gửi được")
    sign_in(other)
    page.unroute("**/nhap/")
    page.evaluate("() => window.dispatchEvent(new Event('focus'))")
    expect(page.locator("[data-notice]")).to_contain_text("Máy này đang đăng nhập bằng tài khoản khác")
    assert not Assessment.objects.exists()
    assert on_device(page) == 1


# --- Every page, wide and narrow ------------------------------------------------------------------


@pytest.mark.parametrize("width", [1280, 360])
def test_every_page_is_accessible_and_fits(at_work, area, officer, review, household, axe, snap, width):
    page = at_work
    page.set_viewport_size({"width": width, "height": 740})
    done = make_household(area.hamlet, "Nguyễn Thị Xong", by=officer, persons=3)
    make_completed(done, review, by=officer, lacking=4, causes=[2])
    place = f"/{area.commune.key}/{YEAR}"
    for name, address in {
        "reviews": f"{place}/ra-soat/",
        "households": f"{place}/ho/",
        "households-empty": f"{place}/ho/?tim=khongco",
        "household-add": f"{place}/ho/them/",
        "household": f"{done.get_absolute_url()}?nam={YEAR}",
        "household-edit": f"{done.get_absolute_url()}sua/",
        "entry-empty": entry(household),
        "completed": f"{entry(done)}kiem-tra/",
    }.items():
        page.goto(address)
        axe(page)
        snap(page, f"{name}-{width}")
        assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"), f"{name} scrolls sideways"


def test_the_list_is_filtered_without_a_reload(at_work, area, officer, review, household):
    make_household(area.hamlet, "Bùi Thị Khác", by=officer)
    actions.add_to_list(review=review, households=[household], why=ListEntry.Why.ADDED, by=officer)
    page = at_work
    page.goto(f"/{area.commune.key}/{YEAR}/ho/")
    page.evaluate("() => { window.sameDocument = true; }")
    page.get_by_label(re.compile("^Tìm theo tên")).fill("tran van thu")
    page.keyboard.press("Enter")
    expect(page.get_by_role("row", name=re.compile("Bùi Thị Khác"))).to_have_count(0)
    expect(page.get_by_role("row", name=re.compile("Trần Văn Thử"))).to_be_visible()
    expect(page).to_have_url(re.compile("tim=tran"))
    assert page.evaluate("() => window.sameDocument")
    page.get_by_role("link", name=re.compile("^Chưa nhập")).click()
    expect(page).to_have_url(re.compile("phieu=chua-nhap"))
    expect(page.get_by_role("row", name=re.compile("Trần Văn Thử"))).to_be_visible()
