"""The rules of the procedure: shipped values with their source, values of a place, from a day on."""

from datetime import date

import pytest

from accounts.refusals import Refused
from accounts.roles import Permission, Role
from households import actions
from households.models import ProcedureSetting
from households.procedure.course import course_of
from households.procedure.settings import RULES, Certainty, rule_of, value
from tests.factories_households import advance, make_classed, make_meeting
from tests.integration.households.pages import form_with, words

URL = "/91101/2024/quy-dinh/"
DAY = date(2024, 11, 1)


def set_rule(place, officer, code="meeting_min_percent", typed="70", since=date(2024, 1, 1)):
    return actions.set_rule(place=place, code=code, value=typed, valid_from=since, basis="Công văn 5/UBND", by=officer)


def test_every_rule_has_a_source_and_says_how_sure_it_is():
    for rule in RULES:
        assert rule.source
        assert rule.certainty in Certainty
        assert rule.words(rule.shipped(DAY))
    assert rule_of("restore_days").certainty == Certainty.OWN
    assert rule_of("opinion_level").certainty == Certainty.INFERRED


@pytest.mark.parametrize(("day", "level"), [(date(2025, 6, 30), "district"), (date(2025, 7, 1), "none")])
def test_the_chain_of_levels_is_dated(area, day, level):
    assert value("opinion_level", area.commune, day) == level


def test_the_nearest_place_and_the_latest_day_decide(area, officer):
    set_rule(area.province, officer, typed="60")
    assert value("meeting_min_percent", area.commune, DAY) == 60
    set_rule(area.commune, officer, typed="70", since=date(2024, 6, 1))
    set_rule(area.commune, officer, typed="80", since=date(2024, 12, 1))
    set_rule(area.province, officer, typed="65", since=date(2024, 7, 1))
    values = [value("meeting_min_percent", area.commune, day) for day in (date(2024, 5, 31), DAY, date(2024, 12, 1))]
    assert values == [60, 70, 80]
    assert value("meeting_min_percent", area.neighbour, DAY) == 65
    assert value("meeting_min_percent", area.province, date(2023, 12, 31)) == 50


def test_the_same_setting_twice_is_one(area, officer):
    assert set_rule(area.commune, officer) == set_rule(area.commune, officer)
    assert ProcedureSetting.objects.count() == 1


@pytest.mark.parametrize(
    ("code", "typed", "sentence"),
    [
        ("meeting_min_percent", "101", "số nguyên từ 1 đến 100"),
        ("meeting_min_percent", "nửa", "số nguyên từ 1 đến 100"),
        ("annual_from", "1/9", "hai chữ số"),
        ("annual_to", "31/02", "hai chữ số"),
        ("opinion_level", "commune", "một trong các giá trị"),
    ],
)
def test_an_impossible_value_is_refused(area, officer, code, typed, sentence):
    with pytest.raises(Refused, match=sentence):
        set_rule(area.commune, officer, code, typed)


def test_the_acts_follow_the_value_of_the_place_and_say_where_it_comes_from(area, officer, review, household):
    make_classed(household, review, "poor", by=officer)
    set_rule(area.commune, officer, typed="90")
    meeting = make_meeting(review, area.hamlet, by=officer, agreeing=44)
    assert (meeting.needed_percent, meeting.counts) == (90, False)
    make_meeting(review, area.hamlet, by=officer, agreeing=45)
    set_rule(area.commune, officer, "posting_working_days", "7")
    review = advance(review, "meeting", by=officer)
    days = {"posted_on": date(2024, 11, 25), "posted_until": date(2024, 11, 29)}
    with pytest.raises(
        Refused, match=r"mới có 05 ngày làm việc.*ít nhất: 7 ngày làm việc \(phường Mẫu Một đặt từ 01/01"
    ) as said:
        actions.post(review=review, **days, places="trụ sở", by=officer)
    assert "Hãy niêm yết ít nhất đến hết ngày 03/12/2024." in str(said.value)


def test_a_province_may_ask_for_its_own_opinion(area, officer, review, household):
    make_classed(household, review, "poor", by=officer)
    set_rule(area.province, officer, "opinion_level", "province")
    assert course_of(review).opinion_level == "province"
    set_rule(area.commune, officer, "opinion_level", "none")
    assert not course_of(review).asks_opinion


def test_a_year_of_the_review_may_begin_and_end_on_other_days(area, officer, review):
    set_rule(area.commune, officer, "annual_to", "30/11")
    assert course_of(review).due_on == date(2024, 11, 30)


# --- Pages ----------------------------------------------------------------------------------------


def test_the_page_shows_value_source_and_certainty(area, officer, signed_in):
    set_rule(area.province, officer, typed="60", since=date(2024, 1, 1))
    set_rule(area.commune, officer, "restore_days", "45", since=date(2099, 1, 1))
    said = words(signed_in(officer).get(URL))
    assert "UBND cấp huyện; từ 01/07/2025: không hỏi" in said
    assert "Suy luận, chưa tìm được điều khoản" in said
    assert "60% Tỉnh Mẫu Sơn đặt từ 01/01/2024: Công văn 5/UBND" in said or "đặt từ 01/01/2024: Công văn 5/UBND" in said
    assert "Sắp áp dụng: từ 01/01/2099: 45 ngày" in said


def test_an_officer_sets_a_value_on_its_page(officer, signed_in):
    seat = signed_in(officer)
    address = f"{URL}dat/posting_working_days/"
    typed = form_with(seat.get(address), "valid_from")
    assert typed["value"] == ["3"]
    said = words(seat.post(address, {**typed, "value": "0", "valid_from": "01/01/2024", "basis": "Công văn 5"}))
    assert "phải là số nguyên từ 1 đến 100" in said
    typed = {**typed, "value": "5", "valid_from": "01/01/2024", "basis": "Công văn 5"}
    assert seat.post(address, typed).url == URL
    assert "5 ngày làm việc" in words(seat.get(URL))
    assert seat.get(f"{URL}dat/khong-co/").status_code == 404


def test_who_may_look_and_who_may_set(area, holder, rival, signed_in):
    address = f"{URL}dat/meeting_min_percent/"
    looks = signed_in(holder(Permission.FIGURES_VIEW, area.commune))
    assert looks.get(URL).status_code == 200
    assert "Đặt giá trị" not in words(looks.get(URL))
    assert looks.get(address).status_code == 403
    neighbour = signed_in(rival)
    assert {neighbour.get(each).status_code for each in (URL, address)} == {404}
    assert signed_in(holder(Role.ADMINISTRATOR, area.district)).get(address).status_code == 200


def test_the_page_takes_few_queries(officer, signed_in, django_assert_max_num_queries):
    seat = signed_in(officer)
    seat.get(URL)
    with django_assert_max_num_queries(12):
        seat.get(URL)
