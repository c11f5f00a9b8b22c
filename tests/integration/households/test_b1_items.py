"""B1 item by item, where a score sheet is loaded: the sum fills B1, and a total that differs is asked about."""

import pytest
from django.utils import timezone

from households.entry.sheet import Sheet, sheet_of
from households.models import Assessment, ScoreItem, ScoreSheet
from tests.factories_households import STANDARD, full_sheet, make_draft
from tests.integration.households.pages import answers, entry_url, form_with, words


def load(place, officer, region="Vùng thử", area_type="urban", **fields) -> ScoreSheet:
    """A sheet of two questions; of the second any number of answers is chosen."""
    sheet = ScoreSheet.objects.create(
        place=place,
        standard_code=STANDARD.code,
        area_type=area_type,
        region=region,
        source="bản thử",
        loaded_at=timezone.now(),
        loaded_by=officer,
        **fields,
    )
    for place_, (code, label, several, own) in enumerate(
        [("1", "Số nhân khẩu", False, [("1a", 60), ("1b", 40)]), ("2", "Tài sản", True, [("2a", 15), ("2b", 20)])]
    ):
        question = ScoreItem.objects.create(
            sheet=sheet, position=10 * place_, code=code, label=label, takes_several=several
        )
        for number, (answer, points) in enumerate(own, start=1):
            ScoreItem.objects.create(
                sheet=sheet, parent=question, position=10 * place_ + number, code=answer, label=answer, points=points
            )
    return sheet


@pytest.fixture
def score_sheet(area, officer) -> ScoreSheet:
    return load(area.commune, officer)


@pytest.fixture
def url(household, review):
    return entry_url(household, review.year)


@pytest.fixture
def seat(signed_in, officer):
    return signed_in(officer)


def stored() -> Sheet:
    return sheet_of(Assessment.objects.get(), STANDARD)


def post(seat, url, **changes):
    return seat.post(url, {**form_with(seat.get(url), "income_points"), "lenh": "nhap", **changes}, follow=True)


def test_without_a_score_sheet_b1_is_typed(seat, url):
    assert "Chấm từng mục" not in words(seat.get(url))


def test_the_sum_of_the_items_fills_b1(seat, url, score_sheet):
    response = post(seat, url, score_1="1a", score_2=["2a", "2b"])
    assert (stored().income_points, stored().score_items) == (95, ("1a", "2a", "2b"))
    assert stored().score_sheet == score_sheet.pk
    assert "Chấm từng mục theo bảng điểm (tổng 95 điểm)" in words(response)
    fields = form_with(response, "income_points")
    assert (fields["score_1"], fields["score_2"]) == (["1a"], ["2a", "2b"])


def test_an_open_question_gives_no_sum(seat, url, score_sheet):
    post(seat, url, score_2=["2a"])
    assert (stored().income_points, stored().score_items) == (None, ("2a",))


def test_a_typed_total_stays_and_is_asked_about(seat, url, score_sheet):
    response = post(seat, url, income_points="120", score_1="1a", score_2=["2a"], **answers(3))
    assert stored().income_points == 120
    sentence = "Cộng các mục đã chọn được 75 điểm, khác tổng điểm B1 đã ghi là 120."
    assert sentence in words(response)
    assert sentence in words(seat.get(f"{url}kiem-tra/"))


def test_an_answer_of_no_sheet_is_refused_and_nothing_is_lost(seat, url, score_sheet):
    response = post(seat, url, score_1="9z", note="giữ lại")
    assert "Số nhân khẩu: " in words(response)
    assert form_with(response, "income_points")["note"] == ["giữ lại"]
    assert not Assessment.objects.exists()


def test_a_sheet_of_another_area_or_place_is_not_offered(area, officer, seat, url):
    load(area.commune, officer, area_type="rural")
    load(area.neighbour, officer)
    assert "Chấm từng mục" not in words(seat.get(url))


def test_of_several_sheets_the_officer_chooses(area, officer, seat, url, score_sheet):
    other = load(area.commune, officer, region="Vùng kia")
    response = seat.get(url)
    chosen, second = sorted([score_sheet, other], key=lambda sheet: sheet.region)
    assert form_with(response, "income_points")["score_sheet"] == [str(chosen.pk)]
    assert f"?bang-diem={second.pk}" in response.content.decode()
    fields = form_with(seat.get(f"{url}?bang-diem={second.pk}"), "income_points")
    seat.post(url, {**fields, "score_1": "1b", "lenh": "nhap"})
    assert stored().score_sheet == second.pk
    assert form_with(seat.get(url), "income_points")["score_sheet"] == [str(second.pk)]


def test_what_was_answered_on_a_retired_sheet_stays(seat, url, household, review, officer, score_sheet):
    sheet = full_sheet(income_points=60, score_sheet=score_sheet.pk, score_items=["1a"])
    make_draft(household, review, by=officer, sheet=sheet)
    ScoreSheet.objects.update(retired_at=timezone.now(), retired_by=officer)
    post(seat, url, note="thêm")
    assert (stored().score_items, stored().note) == (("1a",), "thêm")


def test_the_answers_of_a_colleague_are_taken_as_one(seat, url, household, review, officer, colleague, score_sheet):
    mine = {**form_with(seat.get(url), "income_points"), "score_1": "1a", "lenh": "nhap"}
    theirs = full_sheet(income_points=40, score_sheet=score_sheet.pk, score_items=["1b", "2a"])
    make_draft(household, review, by=colleague, sheet=theirs)
    response = seat.post(url, mine)
    assert "Các mục điểm B1 1a 1b, 2a Lấy bản đã lưu" in words(response)
    kept = form_with(response, "income_points")
    seat.post(url, {**kept, "lay": ["score_items"], "lenh": "nhap"})
    assert stored().score_items == ("1b", "2a")
