"""A plan from its first draft to the issued document, by three people in three browsers."""

import io

import pypdfium2
import pytest
from playwright.sync_api import Page, expect

from accounts.roles import Role
from plans.models import Plan, State
from tests import factories
from tests.factories_plans import CAM_PHUC_NAM, make_plan_at, make_source_commune

TELEPHONE = {"width": 360, "height": 740}


@pytest.fixture
def commune(site):
    return make_source_commune(CAM_PHUC_NAM)


@pytest.fixture
def officer(commune):
    return factories.make_officer(commune)


@pytest.fixture
def leader(commune):
    return factories.make_user(Role.COMMUNE_LEADER, commune)


def test_draft_submit_return_approve_issue_and_print(
    page: Page, new_context, sign_in, commune, officer, leader, axe, snap
):
    # Given a complete draft
    make_plan_at(State.DRAFT, CAM_PHUC_NAM, commune, officer=officer, leader=leader)
    sign_in(officer)

    # When the officer submits it from the overview
    page.goto("/")
    page.get_by_role("link", name="Soạn tiếp").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kế hoạch Giảm nghèo phường Cam Phúc Nam năm 2023")
    axe(page)
    page.get_by_role("button", name="Trình kế hoạch").click()
    expect(page.get_by_text("Đã trình", exact=True).first).to_be_visible()

    # Then the leader returns it with a comment
    desk = new_context()
    sign_in(leader, desk)
    signing = desk.new_page()
    signing.goto("/")
    signing.get_by_role("link", name="Xem và duyệt").click()
    signing.get_by_role("link", name="Trả lại").click()
    axe(signing)
    signing.get_by_label("Ý kiến").fill("Mục I cần nêu rõ hộ có khả năng thoát nghèo.")
    signing.get_by_role("button", name="Trả lại kế hoạch").click()
    expect(signing.get_by_text("Trả lại", exact=True).first).to_be_visible()

    # And the officer sees the comment, mends a section and submits again
    page.goto("/")
    page.get_by_role("link", name="Xem ý kiến").click()
    expect(page.get_by_text("Mục I cần nêu rõ hộ có khả năng thoát nghèo.")).to_be_visible()
    page.get_by_role("link", name="Mục tiêu chung").click()
    axe(page)
    snap(page, "plan-section")
    text = page.get_by_role("textbox", name="Nội dung")
    text.fill(
        text.input_value() + "\nCả phường có {{ số hộ nghèo có khả năng thoát nghèo }} hộ có khả năng thoát nghèo."
    )
    page.get_by_role("button", name="Lưu").click()
    page.get_by_role("link", name="Về kế hoạch").click()
    page.get_by_role("button", name="Trình kế hoạch").click()
    expect(page.get_by_text("Đã trình", exact=True).first).to_be_visible()

    # And the leader approves, looks at the print and issues
    signing.goto("/")
    signing.get_by_role("link", name="Xem và duyệt").click()
    signing.get_by_role("button", name="Duyệt kế hoạch").click()
    signing.get_by_role("link", name="Ban hành").first.click()
    axe(signing)
    signing.get_by_label("Ngày ban hành").fill("20/03/2023")
    signing.get_by_role("button", name="Ban hành").click()
    expect(signing.get_by_role("heading", level=1)).to_have_text("Văn bản số 01/KH-UBND")
    axe(signing)
    snap(signing, "document")

    # And the print is the issued plan with its number and figures
    print_url = signing.get_by_role("link", name="Mở bản in PDF").get_attribute("href")
    text = _text(signing.request.get(print_url).body())
    assert "Số: 01/KH-UBND" in text
    assert "04 hộ có khả năng thoát nghèo." in text
    assert "DỰ THẢO" not in text
    assert Plan.objects.get().state == State.ISSUED


def test_an_unknown_figure_is_refused_with_a_suggestion_and_the_text_stays(
    page: Page, sign_in, commune, officer, leader
):
    plan = make_plan_at(State.DRAFT, CAM_PHUC_NAM, commune, officer=officer, leader=leader)
    sign_in(officer)
    page.goto(f"/ke-hoach/{plan.key}/")
    page.get_by_role("link", name="Mục tiêu chung").click()
    text = page.get_by_role("textbox", name="Nội dung")
    text.fill("Toàn phường có {{ tỉ lệ hộ nghèo }} hộ nghèo.")
    page.get_by_role("button", name="Lưu").click()
    expect(page.get_by_text("tỷ lệ hộ nghèo").first).to_be_visible()
    assert page.title().startswith("Lỗi:")
    expect(page.get_by_role("textbox", name="Nội dung")).to_have_value("Toàn phường có {{ tỉ lệ hộ nghèo }} hộ nghèo.")


def test_the_officer_of_the_next_commune_finds_no_plan(page: Page, sign_in, commune, officer, leader, complaints):
    plan = make_plan_at(State.DRAFT, CAM_PHUC_NAM, commune, officer=officer, leader=leader)
    neighbour = factories.make_commune_with_hamlets("22439", "Bên Cạnh", commune.parent)
    sign_in(factories.make_officer(neighbour))
    complaints.allow("404")
    for address in (f"/ke-hoach/{plan.key}/", f"/ke-hoach/{plan.key}/van-ban.pdf", f"/{commune.key}/2023/"):
        assert page.goto(address).status == 404
        expect(page.get_by_role("heading", level=1)).to_contain_text("Không tìm thấy")


@pytest.mark.parametrize("size", [{"width": 1280, "height": 800}, TELEPHONE], ids=["desk", "telephone"])
@pytest.mark.parametrize(
    "address",
    [
        "/22438/2023/",
        "/22438/2023/ra-soat/",
        "/22438/2023/ho/",
        "/22438/2023/ke-hoach/",
        "/22438/2023/van-ban/",
        "/22438/2023/dia-ban/",
        "/ke-hoach/cam-phuc-nam-2023/",
        "/ke-hoach/cam-phuc-nam-2023/chi-tieu/",
        "/ke-hoach/cam-phuc-nam-2023/can-cu/",
        "/ke-hoach/cam-phuc-nam-2023/nhiem-vu/",
        "/ke-hoach/cam-phuc-nam-2023/noi-nhan/",
        "/ke-hoach/cam-phuc-nam-2023/muc-luc/",
        "/ke-hoach/cam-phuc-nam-2023/xem-truoc/",
        "/ho-so/",
        "/quyen/",
    ],
)
def test_every_page_of_the_officer_is_accessible_and_fits(
    page: Page, sign_in, commune, officer, leader, axe, size, address
):
    make_plan_at(State.DRAFT, CAM_PHUC_NAM, commune, officer=officer, leader=leader)
    sign_in(officer)
    page.set_viewport_size(size)
    assert page.goto(address).status == 200
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth + 1"), "sideways scroll"


def test_the_first_page_weighs_less_than_120_kb(page: Page, sign_in, commune, officer, leader):
    make_plan_at(State.DRAFT, CAM_PHUC_NAM, commune, officer=officer, leader=leader)
    sign_in(officer)
    network = page.context.new_cdp_session(page)
    network.send("Network.enable")
    received = []
    network.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
    page.goto(f"/{commune.key}/2023/", wait_until="networkidle")
    assert 5_000 < sum(received) < 120_000


def _text(pdf: bytes) -> str:
    pages = pypdfium2.PdfDocument(io.BytesIO(pdf))
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in pages).split())
