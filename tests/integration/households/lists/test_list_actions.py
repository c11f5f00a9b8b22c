"""Households put on the list and taken off it; Phiếu A and its items."""

from datetime import date

import pytest

from accounts.models import AuditEvent
from accounts.refusals import Refused
from households import actions
from households.lists.quick_checks import doubt, items_for
from households.models import ListEntry, QuickCheckItem
from tests.factories_households import make_completed, make_draft, make_household, make_review, recognise
from tests.factories_lists import (
    entry_of,
    filter_out,
    list_households,
    make_listed,
    make_monthly,
    make_quick_item,
)


def test_households_are_listed_on_request_with_the_day_of_their_request(area, officer, review):
    first, second = (make_household(area.hamlet, by=officer) for _ in range(2))
    made = list_households(first, second, review=review, by=officer, requested_on=date(2024, 9, 3), note=" giấy  số 3 ")
    assert [(entry.household, entry.why, entry.note) for entry in made] == [
        (first, "requested", "giấy số 3"),
        (second, "requested", "giấy số 3"),
    ]
    assert AuditEvent.objects.filter(act="list_changed").count() == 2


def test_listed_twice_is_once_and_stays_as_it_was(review, officer, household):
    list_households(household, review=review, by=officer)
    assert list_households(household, review=review, by=officer, why=ListEntry.Why.ADDED) == []
    assert entry_of(household, review).why == "requested"


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"requested_on": None}, "Hãy ghi ngày của giấy đề nghị"),
        ({"requested_on": date(2098, 1, 1)}, "ở sau hôm nay"),
        ({"why": ListEntry.Why.LISTED}, "khi mở đợt rà soát"),
        ({"why": ListEntry.Why.EXIT_REQUESTED}, "không phải hộ nghèo, hộ cận nghèo"),
    ],
)
def test_what_cannot_be_is_refused(review, officer, household, fields, sentence):
    with pytest.raises(Refused, match=sentence):
        list_households(household, review=review, by=officer, **fields)
    assert not review.entries.exists()


def test_one_household_that_cannot_be_listed_keeps_all_of_them_off(area, review, officer, household):
    gone = make_household(area.hamlet, "Đã Chuyển Đi", by=officer)
    gone.ended_on, gone.ended_because = date(2024, 3, 1), "moved_out"
    gone.save()
    elsewhere = make_household(area.neighbour_hamlet, by=officer)
    for other, sentence in ((gone, "không còn trong sổ từ 01/03/2024"), (elsewhere, "không thuộc xã, phường")):
        with pytest.raises(Refused, match=sentence):
            list_households(household, other, review=review, by=officer)
    assert not review.entries.exists()


def test_nobody_chosen_is_said(review, officer):
    with pytest.raises(Refused, match="Chưa chọn hộ nào"):
        list_households(review=review, by=officer)


def test_a_poor_household_asks_to_be_recognised_as_out_of_poverty_in_a_month(area, officer, known, last_year):
    monthly = make_monthly(area.commune, 6, by=officer)
    made = list_households(known["poor"], review=monthly, by=officer, why=ListEntry.Why.EXIT_REQUESTED)
    assert made[0].get_why_display() == "Có giấy đề nghị thoát nghèo, thoát cận nghèo"


def test_a_form_puts_its_household_on_the_list(review, officer, household):
    make_draft(household, review, by=officer)
    entry = entry_of(household, review)
    assert (entry.why, entry.added_by) == ("added", officer)


def test_an_entry_is_taken_off_with_a_reason_while_it_has_no_form(review, officer, household):
    list_households(household, review=review, by=officer)
    entry = entry_of(household, review)
    with pytest.raises(Refused, match="Hãy ghi lý do"):
        actions.take_off_list(entry=entry, reason=" ", by=officer)
    for _ in range(2):
        actions.take_off_list(entry=entry, reason="Hộ rút giấy đề nghị", by=officer)
    assert not review.entries.exists()
    event = AuditEvent.objects.filter(act="list_changed").latest("pk")
    assert (event.detail["reason"], event.detail["requested_on"]) == ("Hộ rút giấy đề nghị", "2024-01-05")


def test_a_household_with_a_form_stays_on_the_list(review, officer, household):
    make_draft(household, review, by=officer)
    with pytest.raises(Refused, match="đã có Phiếu B"):
        actions.take_off_list(entry=entry_of(household, review), reason="x", by=officer)


def test_the_list_of_a_recognised_review_is_closed(area, review, officer, household):
    make_completed(household, review, by=officer)
    newcomer = make_household(area.hamlet, by=officer)
    review = recognise(review, by=officer)
    with pytest.raises(Refused, match="đã được công nhận"):
        list_households(newcomer, review=review, by=officer)
    with pytest.raises(Refused, match="đã được công nhận"):
        actions.take_off_list(entry=entry_of(household, review), reason="x", by=officer)


# --- Phiếu A --------------------------------------------------------------------------------------


def check(entry, result, officer, **answers):
    return actions.record_quick_check(entry=entry, answers=answers, result=result, by=officer)


def test_phieu_a_is_recorded_changed_and_audited(area, review, officer):
    item = make_quick_item(area.commune, "Có ô tô", by=officer)
    entry = entry_of(make_listed(area.hamlet, review=review, by=officer), review)
    check(entry, False, officer, **{str(item.pk): True})
    entry.refresh_from_db()
    assert (entry.quick_result, entry.quick_answers, entry.quick_by) == (False, {str(item.pk): True}, officer)
    check(entry, False, officer, **{str(item.pk): True})
    check(entry, True, officer, **{str(item.pk): False})
    assert [e.detail["result"] for e in AuditEvent.objects.filter(act="quick_check_recorded").order_by("pk")] == [
        False,
        True,
    ]


def test_a_household_that_was_filtered_out_gets_no_phieu_b_until_phieu_a_says_so(area, review, officer):
    household = make_listed(area.hamlet, "Trần Khá Giả", review=review, by=officer)
    filter_out(household, review, by=officer)
    with pytest.raises(Refused, match="Phiếu A ghi hộ Trần Khá Giả rõ ràng không nghèo nên không lập Phiếu B"):
        make_draft(household, review, by=officer)
    check(entry_of(household, review), True, officer)
    assert make_draft(household, review, by=officer)


def test_a_household_with_phieu_b_is_not_filtered_out(area, review, officer):
    household = make_listed(area.hamlet, review=review, by=officer)
    make_draft(household, review, by=officer)
    with pytest.raises(Refused, match="đã có Phiếu B"):
        filter_out(household, review, by=officer)


def test_who_is_poor_now_gets_phieu_b_and_no_phieu_a(area, officer, known, last_year):
    review = make_review(area.commune, 2024, by=officer)
    with pytest.raises(Refused, match="được rà soát bằng Phiếu B, không lập Phiếu A"):
        filter_out(known["poor"], review, by=officer)
    monthly = make_monthly(area.commune, 6, by=officer)
    list_households(known["near_poor"], review=monthly, by=officer)
    with pytest.raises(Refused, match="đang là hộ nghèo, hộ cận nghèo theo kết quả gần nhất"):
        filter_out(known["near_poor"], monthly, by=officer)


def test_phieu_a_of_the_wrong_household_is_taken_back(area, review, officer):
    household = make_listed(area.hamlet, review=review, by=officer)
    filter_out(household, review, by=officer)
    for _ in range(2):
        actions.clear_quick_check(entry=entry_of(household, review), reason="nhầm hộ", by=officer)
    entry = entry_of(household, review)
    assert (entry.quick_result, entry.quick_at, entry.quick_answers) == (None, None, {})


@pytest.mark.parametrize(
    ("answers", "result", "asked"),
    [
        ({"1": True}, True, "Có 01 mục trả lời “Có”"),
        ({"1": False}, False, "Không mục nào trả lời “Có”"),
        ({"1": True}, False, ""),
        ({"1": False}, True, ""),
        ({}, False, ""),
    ],
)
def test_a_result_that_the_items_speak_against_is_asked_about(answers, result, asked):
    assert doubt(answers, result)[: len(asked) or None] == asked


# --- The items ------------------------------------------------------------------------------------


def test_items_come_down_from_the_places_above_and_are_not_shipped(area, officer):
    assert not QuickCheckItem.objects.exists()
    for place, words in ((area.commune, "Của phường"), (area.province, "Của tỉnh"), (area.neighbour, "Của bên cạnh")):
        make_quick_item(place, words, by=officer)
    assert [item.text for item in items_for(area.commune)] == ["Của tỉnh", "Của phường"]


def test_items_are_put_in_order_and_retired(area, officer):
    items = [make_quick_item(area.commune, words, by=officer) for words in ("Một", "Hai", "Ba")]
    make_quick_item(area.commune, " Một ", by=officer)
    actions.order_quick_items(place=area.commune, order=[items[2].pk, items[0].pk, items[1].pk], by=officer)
    assert [item.text for item in items_for(area.commune)] == ["Ba", "Một", "Hai"]
    for _ in range(2):
        actions.retire_quick_item(item=items[0], by=officer)
    assert [item.text for item in items_for(area.commune)] == ["Ba", "Hai"]
    with pytest.raises(Refused, match="vừa được người khác sửa"):
        actions.order_quick_items(place=area.commune, order=[item.pk for item in items], by=officer)
    with pytest.raises(Refused, match="Hãy ghi nội dung"):
        make_quick_item(area.commune, "  ", by=officer)
    assert AuditEvent.objects.filter(act="checklist_changed").count() == 5
