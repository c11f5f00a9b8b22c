"""The officer of a hundred forms a day: household after household by keyboard, keys counted, answers taken back."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Page, expect

from households import actions
from households.entry.sheet import YES, sheet_of
from households.figures import by_hamlet
from households.models import Assessment, Household, ListEntry
from tests import factories
from tests.browser.entry_page import YEAR, entry, opened, saved, stored
from tests.factories_households import STANDARD, full_sheet, make_completed, make_household, make_review
from tests.static_files import own_script_weight

MOST_KEYS = 30
HEIGHT = 640


class Keyboard:
    """The officer's keyboard; counts every press. A key held with Ctrl is pressed as well."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.presses = 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.presses += len(key.split("+"))
            self.page.keyboard.press(key)

    def write(self, text: str) -> None:
        self.press(*text)

    @contextmanager
    def counted(self) -> Iterator[None]:
        self.presses = 0
        yield
        assert self.presses <= MOST_KEYS, f"{self.presses} keys"


def in_view(page: Page) -> None:
    """What has the focus is on the screen, not under the bar and not under anything else."""
    seen = page.evaluate(
        """() => {
            const box = document.activeElement.getBoundingClientRect();
            const [x, y] = [box.x + Math.min(box.width / 2, 20), box.y + box.height / 2];
            const top = document.elementFromPoint(x, y);
            const label = top?.closest("label")?.control;
            return box.top >= 0 && box.bottom <= innerHeight
                && (document.activeElement.contains(top) || label === document.activeElement);
        }"""
    )
    assert seen, page.evaluate("() => document.activeElement.outerHTML")


def list_all(review, officer, *households: Household) -> None:
    actions.add_to_list(review=review, households=households, why=ListEntry.Why.ADDED, by=officer)


@pytest.mark.parametrize("width", [1366, 360])
def test_household_after_household_within_thirty_keys(at_work, area, officer, household, review, width, snap):
    others = [make_household(area.hamlet, f"Trần Văn Thử {name}", by=officer, persons=2) for name in ("Ba", "Bốn")]
    elsewhere = make_household(factories.hamlets_of(area.commune)[1], "Trần Văn Thử Ở Xa", by=officer)
    list_all(review, officer, household, *others, elsewhere)
    page = at_work
    page.set_viewport_size({"width": width, "height": HEIGHT})
    keyboard = Keyboard(page)
    opened(page, household)
    counts = []
    for number, each in enumerate([household, *others]):
        with keyboard.counted():
            expect(page).to_have_url(re.compile(entry(each)))
            expect(page.get_by_label("Tổng điểm B1")).to_be_focused()
            keyboard.write("120")
            keyboard.press("Enter")
            for question in range(12):
                in_view(page)
                keyboard.press("2" if question < number * 2 else "1")
            in_view(page)
            keyboard.press("Control+Enter")
            main = page.get_by_role("button", name="Hoàn thành, hộ kế tiếp")
            expect(main).to_be_focused()
            in_view(page)
            if number == 2:
                snap(page, f"check-{width}")
            keyboard.press("Enter")
            expect(page.locator("#messages")).to_contain_text(f"Đã hoàn thành phiếu của hộ {each.head_name}")
        counts.append(keyboard.presses)
    assert counts == [19, 19, 19]
    # The village unit is done; the household of another one is not thrust upon its officer.
    expect(page.locator("#messages")).to_contain_text("Tổ dân phố 1: mọi hộ đã có phiếu hoàn thành năm 2024")
    figures = by_hamlet(review)[0]
    assert (figures.near_poor.households, figures.poor.households) == (2, 1)


def test_a_poor_household_with_causes_and_a_dwelling_stays_within_thirty_keys(at_work, officer, household, review):
    list_all(review, officer, household)
    page = opened(at_work, household)
    keyboard = Keyboard(page)
    with keyboard.counted():
        keyboard.write("120")
        keyboard.press("Enter", *"222211111111")
        expect(page.get_by_label("Không có đất sản xuất")).to_be_focused()
        keyboard.press("2", "7")  # the numbers of the causes
        keyboard.press("Control+Enter")
        expect(page.get_by_role("button", name="Hoàn thành, hộ kế tiếp")).to_be_focused()
        keyboard.press("Enter")
        expect(page.locator("#messages")).to_contain_text("Đã hoàn thành phiếu")
    assert stored().causes == (2, 7)


def test_answers_are_taken_back_one_after_the_other(at_work, household, review):
    page = opened(at_work, household)
    page.keyboard.type("12")
    page.keyboard.press("Enter")
    for key in "212":
        page.keyboard.press(key)
    answered = page.locator("[data-score=answered]")
    expect(answered).to_have_text("3")
    page.keyboard.press("Control+z")
    expect(answered).to_have_text("2")
    expect(page.locator("[data-score=b2]")).to_have_text("10")
    page.keyboard.press("Control+z")
    expect(answered).to_have_text("1")
    page.keyboard.press("1")
    saved(page)
    assert dict(stored().answers) == {"employment": YES, "dependents": "no"}
    page.get_by_role("button", name="Lấy lại câu vừa trả lời").click()
    expect(answered).to_have_text("1")
    saved(page)
    assert dict(stored().answers) == {"employment": YES}


def test_within_a_text_the_browser_s_own_undo_works(at_work, household, review):
    page = opened(at_work, household)
    note = page.get_by_label("Ghi chú")
    note.click()
    page.keyboard.type("đã hỏi")
    page.keyboard.press("Control+z")
    expect(note).not_to_have_value("đã hỏi")


def test_a_completed_form_is_taken_back_from_the_next_page(at_work, area, officer, household, review, axe, snap):
    following = make_household(area.hamlet, "Trần Văn Thử Ba", by=officer)
    list_all(review, officer, household, following)
    actions.save_draft(
        household=household, review=review, sheet=full_sheet(lacking=4, causes=[2]), base_version=0, by=officer
    )
    page = at_work
    page.goto(f"{entry(household)}kiem-tra/")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(entry(following)))
    assert by_hamlet(review)[0].poor.households == 1
    axe(page)
    snap(page, "after-completing")
    page.locator("#messages").get_by_role("button", name="Hoàn tác").click()
    expect(page).to_have_url(re.compile(entry(household)))
    expect(page.locator("#messages")).to_contain_text("Đã hoàn tác lần lưu vừa rồi")
    assert by_hamlet(review)[0].poor.households == 0
    assert Assessment.objects.get(household=household).state == "draft"


def test_a_form_sent_twice_is_one_form(at_work, household, review):
    page = opened(at_work, household)
    page.keyboard.type("120")
    page.keyboard.press("Enter")
    for _ in range(12):
        page.keyboard.press("1")
    page.keyboard.press("Control+Enter")
    page.keyboard.press("Control+Enter")
    page.get_by_role("button", name="Hoàn thành", exact=True).dblclick()
    expect(page.locator("#messages")).to_contain_text("Đã hoàn thành phiếu")
    assert Assessment.objects.count() == 1
    assert Assessment.objects.get().version <= 3


def test_what_looks_unlikely_appears_beside_its_answer_after_the_save(
    at_work, area, officer, household, axe, snap, complaints
):
    make_completed(household, make_review(area.commune, YEAR - 1, by=officer), by=officer, floor_area="14")
    make_review(area.commune, YEAR, by=officer)
    page = opened(at_work, household)
    page.get_by_text("chưa ghi, không bắt buộc").click()
    expect(page.get_by_text("Năm 2023: 14 m²")).to_be_visible()
    page.get_by_role("button", name="Ghi như năm 2023").click()
    expect(page.get_by_label("Diện tích nhà ở (m²)")).to_have_value("14")
    question = page.get_by_role("group", name=re.compile("Diện tích nhà ở bình quân"))
    question.get_by_label("Không thiếu hụt", exact=True).check()
    hint = page.locator("[data-caution=housing_area]")
    expect(hint).to_contain_text("14 m² cho 02 thành viên, bình quân 7,00 m²/người, dưới 8 m²")
    axe(page)
    snap(page, "entry-cautions")
    question.get_by_label("Thiếu hụt", exact=True).check()
    expect(hint).to_be_hidden()
    saved(page)
    form = Assessment.objects.get(review__year=YEAR)
    assert sheet_of(form, STANDARD).floor_area == 14


def test_the_scripts_of_the_entry_page_are_light(collected_static_files):
    assert own_script_weight("app.js", "keep.js", "entry.js", "entry-members.js") <= 12_000
