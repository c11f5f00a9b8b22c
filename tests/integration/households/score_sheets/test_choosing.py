"""Which score sheets apply where, what they ask, and the total of what was chosen."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.audit import Act, AuditEvent
from accounts.refusals import Refused
from accounts.roles import Permission
from households import actions
from households.models import ScoreItem, ScoreSheet
from households.score_sheets import choosing
from households.score_sheets.workbook import Line
from indicators.score_sheets import bounds, unanswered
from tests.factories import make_user
from tests.factories_analysis import LINES, load_sheet

CODES = ["1.2", "2.1", "2.2"]


@pytest.fixture
def sheet(area, officer) -> ScoreSheet:
    return load_sheet(area.commune, by=officer)


def sheets_for(area, **fields) -> list[ScoreSheet]:
    return choosing.sheets_for(area.commune, **{"standard_code": "VN-2022", "area_type": "urban", **fields})


# --- Choosing --------------------------------------------------------------------------------------


def test_the_nearest_place_comes_first_and_the_neighbour_s_never(area, officer, sheet):
    of_province = load_sheet(area.province, by=officer, region="Vùng bịa")
    load_sheet(area.neighbour, by=officer)
    load_sheet(area.commune, by=officer, area_type="rural")
    load_sheet(area.commune, by=officer, standard_code="VN-2027")
    assert sheets_for(area) == [sheet, of_province]
    assert len(sheets_for(area, area_type="rural")) == len(sheets_for(area, standard_code="VN-2027")) == 1


def test_a_retired_sheet_applies_no_more_but_it_did_then(area, officer, sheet):
    today = timezone.localdate()
    actions.retire_score_sheet(sheet=sheet, reason="Chép nhầm", by=officer)
    ScoreSheet.objects.update(loaded_at=timezone.now() - timedelta(days=10))
    assert sheets_for(area) == sheets_for(area, on=today) == []
    assert sheets_for(area, on=today - timedelta(days=1)) == [sheet]
    assert sheets_for(area, on=today - timedelta(days=11)) == []


def test_a_form_asks_at_most_two_questions_of_the_database(area, officer, sheet, django_assert_max_num_queries):
    with django_assert_max_num_queries(2):
        (found,) = sheets_for(area)
        asked = choosing.questions(found)
    with django_assert_max_num_queries(1):
        choosing.total(found, CODES)
    with django_assert_max_num_queries(0):
        assert choosing.total_of(asked, CODES) == 165


# --- What a sheet asks, and the total --------------------------------------------------------------


def test_the_questions_come_back_as_they_were_loaded(sheet):
    first, second = choosing.questions(sheet)
    assert (first.code, first.takes_several, [answer.points for answer in first.answers]) == ("1", False, [0, 150])
    assert (second.code, second.takes_several, [answer.points for answer in second.answers]) == ("2", True, [20, -5])
    assert bounds([first, second]) == (-5, 170)


@pytest.mark.parametrize(
    ("codes", "points"), [([], 0), (["1.1"], 0), (["1.2", "2.1"], 170), (CODES, 165), (["2.1", "2.1"], 20)]
)
def test_the_total_is_the_sum_of_the_chosen_answers(sheet, codes, points):
    assert choosing.total(sheet, codes) == points


@pytest.mark.parametrize(
    ("codes", "words"),
    [
        (["1.1", "1.2"], "Câu “Câu hỏi bịa thứ nhất” của bảng điểm B1 chỉ nhận một phương án"),
        (["9.9"], "không có phương án mang mã 9.9"),
        (["1"], "không có phương án mang mã 1"),
        (["2.2"], "Tổng điểm B1 của các mục đã chọn là -5, nhỏ hơn 0"),
    ],
)
def test_codes_that_cannot_be_are_refused_with_a_sentence(sheet, codes, words):
    with pytest.raises(Refused, match=words):
        choosing.total(sheet, codes)


def test_only_a_question_of_one_answer_can_be_left_unanswered(sheet):
    asked = choosing.questions(sheet)
    assert [question.code for question in unanswered(asked, ["2.1"])] == ["1"]
    assert unanswered(asked, ["1.1"]) == ()


# --- Loading and retiring --------------------------------------------------------------------------


def test_loading_is_written_down(area, officer, sheet):
    event = AuditEvent.objects.get(act=Act.SCORE_SHEET_LOADED)
    assert (event.by_id, event.place_path, event.target_id) == (officer.pk, area.commune.path, str(sheet.pk))
    assert "2 câu hỏi, 4 phương án" in event.summary
    assert ScoreItem.objects.count() == len(LINES)


def test_the_same_sheet_sent_twice_is_one_sheet(area, officer, sheet):
    assert load_sheet(area.commune, by=officer) == sheet
    assert (ScoreSheet.objects.count(), AuditEvent.objects.filter(act=Act.SCORE_SHEET_LOADED).count()) == (1, 1)


def test_another_sheet_of_the_same_region_takes_its_place(area, officer, sheet):
    new = load_sheet(area.commune, by=officer, source="Văn bản bịa, trang 2")
    sheet.refresh_from_db()
    assert (sheet.retired_by, new.retired_at) == (officer, None)
    assert sheets_for(area) == [new]
    assert "trang 2" in AuditEvent.objects.get(act=Act.SCORE_SHEET_RETIRED).summary


def test_retiring_needs_a_reason_and_happens_once(area, officer, colleague, sheet):
    with pytest.raises(Refused, match="vì sao bảng điểm thôi dùng"):
        actions.retire_score_sheet(sheet=sheet, reason=" ", by=officer)
    actions.retire_score_sheet(sheet=sheet, reason="Chép nhầm", by=officer)
    again = actions.retire_score_sheet(sheet=sheet, reason="Lý do khác", by=colleague)
    assert again.retired_by == officer
    assert AuditEvent.objects.get(act=Act.SCORE_SHEET_RETIRED).detail == {"reason": "Chép nhầm"}


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"standard_code": "KHONG-CO"}, "chọn chuẩn nghèo"),
        ({"area_type": "gi-do"}, "nông thôn hay thành thị"),
        ({"region": "  "}, "ghi vùng"),
        ({"source": ""}, "ghi văn bản và trang"),
        ({"lines": ()}, "chưa đủ câu hỏi và phương án"),
        ({"lines": LINES[1:]}, "chưa đủ câu hỏi và phương án"),
        ({"lines": (*LINES, Line("3", "Câu hỏi không phương án"))}, "chưa đủ câu hỏi và phương án"),
        ({"lines": (*LINES, LINES[-1])}, "mã trùng nhau"),
    ],
)
def test_what_makes_no_sheet_is_refused_and_nothing_is_kept(area, officer, fields, words):
    with pytest.raises(Refused, match=words):
        load_sheet(area.commune, by=officer, **fields)
    assert not ScoreSheet.objects.exists()


def test_a_sheet_is_of_a_province_or_of_a_commune(area, officer):
    for place in (area.district, area.hamlet):
        with pytest.raises(Refused, match="cho cả tỉnh hoặc cho một xã, phường"):
            load_sheet(place, by=officer)


def test_an_administrator_of_the_province_loads_for_all_communes(area):
    administrator = make_user("administrator", area.province)
    assert administrator.may(Permission.PROCEDURE_EDIT, area.province)
    of_province = load_sheet(area.province, by=administrator)
    assert choosing.sheets_for(area.neighbour, "VN-2022", "urban") == [of_province]
