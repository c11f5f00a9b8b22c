"""The way of a review in the browser: meeting, posting, complaint and recognition; and a household sent back."""

import pytest
from playwright.sync_api import Page, expect

from accounts.roles import Role
from households.models import Review
from tests.factories import make_user
from tests.factories_households import advance, make_classed, record_population

URL = "/91101/2024/ra-soat/"


@pytest.fixture
def finished(area, officer, review, household):
    """All forms are completed."""
    make_classed(household, review, "poor", by=officer)
    record_population(area.commune)
    return review


def fill(page: Page, **typed: str) -> None:
    for label, value in typed.items():
        page.get_by_label(label.replace("_", " "), exact=True).fill(value)


def test_from_the_meeting_to_the_decision(
    site, area, officer, household, finished, at_work, new_context, sign_in, axe, snap
):
    page = at_work
    page.goto(f"{site.url}{URL}")
    page.get_by_role("link", name="Chuyển sang họp dân").click()
    page.get_by_role("button", name="Chuyển sang họp dân").click()
    axe(page)
    # The residents of the village unit meet.
    page.get_by_role("link", name="Ghi họp dân Tổ dân phố 1").click()
    fill(page, Ngày_họp="20/11/2024", Chủ_trì="Lò Văn Trưởng", Thư_ký="Vi Thị Thư")
    fill(page, Số_người_dự_họp="50", Số_người_đồng_ý_với_kết_quả="46")
    axe(page)
    page.get_by_role("button", name="Ghi cuộc họp").click()
    expect(page.get_by_text("46/50 người đồng ý (92%), đạt")).to_be_visible()
    # The list is posted; somebody complains; the re-check changes the class.
    page.get_by_role("link", name="Niêm yết công khai").click()
    fill(page, Niêm_yết_từ_ngày="25112024", Đến_hết_ngày="27/11/2024", Nơi_niêm_yết="Nhà văn hóa, trụ sở UBND")
    page.get_by_role("button", name="Ghi niêm yết").click()
    page.get_by_role("link", name="Ghi khiếu nại").click()
    page.get_by_label("Hộ bị khiếu nại").select_option(str(household.uid))
    fill(page, Người_khiếu_nại="Bà Nại", Ngày_nhận="26/11/2024", Nội_dung_khiếu_nại="Hộ có nguồn nước sạch.")
    page.get_by_role("button", name="Ghi khiếu nại").click()
    snap(page, "niem-yet-co-khieu-nai")
    page.get_by_role("link", name=f"Trả lời {household.head_name}").click()
    axe(page)
    fill(page, Ngày_phúc_tra="27/11/2024", Người_phúc_tra="Tổ rà soát", Ngày_trả_lời="28/11/2024")
    page.get_by_label("Nội dung trả lời công khai").fill("Đã kiểm tra, hộ vẫn thiếu hụt nước sạch.")
    page.get_by_label("Hộ cận nghèo").check()
    page.get_by_role("button", name="Ghi trả lời").click()
    expect(page.get_by_text("Hãy mở lại phiếu của hộ")).to_be_visible()
    page.get_by_label("Hộ nghèo", exact=True).check()
    page.get_by_role("button", name="Ghi trả lời").click()
    expect(page.get_by_text("Đã ghi trả lời khiếu nại.")).to_be_visible()
    axe(page)
    # The district agrees on paper; the leader records the decision.
    page.get_by_role("link", name="Trình cấp trên cho ý kiến").click()
    page.get_by_label("Số báo cáo, tờ trình").fill("86/BC-UBND")
    page.get_by_label("Ngày trình").fill("29/11/2024")
    page.get_by_role("button", name="Trình", exact=True).click()
    page.get_by_role("link", name="Ghi văn bản cho ý kiến của cấp trên").first.click()
    fill(page, Số_văn_bản_cho_ý_kiến="12/UBND", Ngày_cho_ý_kiến="04/12/2024")
    page.get_by_role("button", name="Ghi văn bản").click()
    context = new_context()
    sign_in(make_user(Role.COMMUNE_LEADER, area.commune, full_name="Hồ Thị Lãnh Đạo"), context)
    chair = context.new_page()
    chair.goto(f"{site.url}{URL}")
    chair.get_by_role("link", name="Ghi quyết định công nhận").click()
    fill(chair, Số_quyết_định="215/QĐ-UBND", Ngày_quyết_định="10/12/2024")
    chair.get_by_role("button", name="Ghi quyết định").click()
    expect(chair.get_by_text("số 215/QĐ-UBND ngày 10/12/2024", exact=True)).to_be_visible()
    axe(chair)
    snap(chair, "da-cong-nhan")
    assert Review.objects.get().state == "recognised"


def test_the_level_above_sends_one_household_back_and_agrees_after_the_answer(
    site, area, officer, household, finished, at_work, new_context, sign_in, axe, snap
):
    advance(finished, "submitted", by=officer)
    context = new_context()
    sign_in(make_user(Role.UPPER_REVIEWER, area.district, full_name="Bế Văn Thẩm Định"), context)
    above = context.new_page()
    above.goto(f"{site.url}/911/2024/ra-soat/")
    axe(above)
    above.get_by_role("link", name="Cho ý kiến Phường Mẫu Một").click()
    above.get_by_role("link", name=f"Đánh dấu hộ {household.head_name}").click()
    above.get_by_label("Ý kiến cho hộ này").fill("Điểm B1 thấp hơn hẳn năm trước, đề nghị xem lại.")
    above.get_by_role("button", name="Lưu ý kiến").click()
    axe(above)
    snap(above, "cho-y-kien")
    above.get_by_role("button", name="Trả lại kết quả").click()
    expect(above.get_by_text("Đã trả lại kết quả rà soát kèm ý kiến từng hộ.")).to_be_visible()
    # The commune answers and submits again.
    page = at_work
    page.goto(f"{site.url}{URL}cac-buoc/")
    expect(page.get_by_text("Điểm B1 thấp hơn hẳn năm trước")).to_be_visible()
    page.get_by_role("link", name="Giải trình").last.click()
    page.get_by_label("Nội dung giải trình").fill("Đã rà soát lại, hộ mất nguồn thu từ tháng 8.")
    page.get_by_role("button", name="Lưu giải trình").click()
    page.get_by_role("link", name="Trình cấp trên cho ý kiến").click()
    page.get_by_label("Số báo cáo, tờ trình").fill("90/BC-UBND")
    page.get_by_label("Ngày trình").fill("12/12/2024")
    page.get_by_role("button", name="Trình", exact=True).click()
    axe(page)
    above.goto(f"{site.url}{URL}y-kien/")
    above.get_by_role("button", name="Thống nhất kết quả").click()
    expect(above.get_by_text("Đã thống nhất kết quả rà soát.")).to_be_visible()
    found = Review.objects.get()
    assert (found.state, found.round) == ("agreed", 2)
