"""Households that look like one another: found before saving, worked off on a page, decided once."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import AuditEvent
from accounts.refusals import Refused
from accounts.roles import Permission
from households import actions
from households.models import DuplicateDecision, Household, Member
from households.register.duplicates import candidates, pairs_at, same_numbers
from localities.scope import AreaScope
from tests.factories import hamlets_of
from tests.factories_households import make_classed, make_household, make_member
from tests.factories_register import NUMBER, change, make_twins, typed
from tests.integration.households.pages import form_with, words

URL = "/91101/2024/ho/trung/"
ADD = "/91101/2024/ho/them/"


@pytest.fixture
def seat(signed_in, officer):
    return signed_in(officer)


@pytest.fixture
def ground(area):
    return AreaScope((area.commune.path,))


def decide(twins, by, verdict="different", note=""):
    first, second = twins
    return actions.decide_duplicate(first=first, second=second, verdict=verdict, note=note, by=by)


def pair_url(twins):
    return f"{URL}{twins[0].uid}/{twins[1].uid}/"


# --- Before saving --------------------------------------------------------------------------------


def test_anybody_of_the_name_and_year_is_found_in_the_village_unit(area, officer, household, ground):
    person = make_member("con 1", "other", birth_year=2001)
    (found,) = candidates([person], area.hamlet, scope=ground)
    assert found.household == household
    assert found.sentence.startswith("Con 1, sinh năm 2001, đã được ghi ở hộ Trần Văn Thử, tổ dân phố 1")
    assert candidates([person], hamlets_of(area.commune)[1], scope=ground) == []
    assert candidates([make_member("con 1", "other", birth_year=2002)], area.hamlet, scope=ground) == []


def test_one_household_is_named_once_by_its_strongest_sign(area, officer, ground):
    head = {"birth_year": 1970, "national_id": NUMBER}
    make_household(area.hamlet, by=officer, members=[make_member("Lò Văn Hai", "head", **head)])
    (found,) = candidates([make_member("Lò Văn Hai", "head", **head)], area.hamlet, scope=ground)
    assert found.sentence.startswith("Số định danh của Lò Văn Hai")


def test_who_left_and_households_that_are_gone_are_no_candidates(area, officer, household, ground):
    people = [make_member("Trần Văn Thử", "head", birth_year=1970)]
    assert candidates(people, area.hamlet, scope=ground)
    for gone in ({"ended_on": "2024-05-01", "ended_because": "moved_out"}, {"ended_on": None, "ended_because": ""}):
        Household.objects.filter(pk=household.pk).update(**gone)
        assert bool(candidates(people, area.hamlet, scope=ground)) is (gone["ended_on"] is None)
    actions.delete_household(household=household, reason="nhầm", by=officer)
    assert candidates(people, area.hamlet, scope=ground) == []


def test_whoever_adds_anyway_leaves_a_decision(area, officer, seat, household):
    fields = form_with(seat.get(ADD), "members-0-uid")
    typed_in = fields | {
        "hamlet": str(area.hamlet.pk),
        "members-0-full_name": "Trần Văn Khác",
        "members-1-uid": "8c6f8a44-6f0f-4d8e-9a38-3f1f55c1a001",
        "members-1-full_name": "Con 1",
        "members-1-relationship": "child",
        "members-1-birth": "2001",
        "members-1-ethnicity": "Kinh",
        "members-TOTAL_FORMS": "2",
    }
    response = seat.post(ADD, typed_in)
    assert "Con 1, sinh năm 2001, đã được ghi ở hộ Trần Văn Thử" in words(response)
    seat.post(ADD, form_with(response, "members-0-uid") | {"van_them": "1", "ghi_chu": "hai nhà  khác nhau"})
    decision = DuplicateDecision.objects.get()
    assert (decision.first, decision.verdict, decision.note) == (household, "different", "hai nhà khác nhau")
    assert decision.decided_by == officer
    assert pairs_at(AreaScope((area.commune.path,)), area.commune) == []


def test_a_pair_that_was_decided_is_not_asked_about_again(area, officer, ground):
    first, second = make_twins(area.hamlet, by=officer, national_id=NUMBER)
    members = list(first.members.all())
    assert same_numbers(members, scope=ground, besides=first)
    decide((first, second), officer)
    assert same_numbers(members, scope=ground, besides=first) == []
    assert same_numbers(list(second.members.all()), scope=ground, besides=second) == []


def test_an_unchanged_person_is_not_looked_for(area, officer, seat):
    first, _ = make_twins(area.hamlet, by=officer)
    url = f"{first.get_absolute_url()}sua/?nam=2024"
    assert seat.post(url, form_with(seat.get(url), "hamlet") | {"address": "Số 1"}).status_code == 302


# --- The register of a place ----------------------------------------------------------------------


def test_pairs_are_found_by_number_and_by_name_year_and_unit(area, officer, ground):
    by_name = make_twins(area.hamlet, by=officer)
    by_number = make_twins(area.hamlet, by=officer, name="Lò Văn Hai", national_id=NUMBER)
    make_household(
        hamlets_of(area.commune)[1], by=officer, members=[make_member("Nguyễn Thị Hoa", "head", birth_year=1962)]
    )
    found = pairs_at(ground, area.commune)
    assert [pair.keys for pair in found] == [tuple(each.pk for each in twins) for twins in (by_number, by_name)]
    assert found[0].numbers == (NUMBER,)
    assert found[1].names == (("nguyen thi hoa", 1962),)


def test_the_page_shows_both_and_masks_numbers(area, officer, review, seat):
    first, _ = make_twins(area.hamlet, by=officer, national_id=NUMBER)
    make_classed(first, review, "poor", by=officer)
    response = seat.get(URL)
    said = words(response)
    assert "Chờ kết luận (1)" in said
    assert "Cùng số định danh •••• 0001 (Nguyễn Thị Hoa)" in said
    assert "Chủ hộ, 1962, Kinh, •••• 0001" in said
    assert "Phiếu: năm 2024: Hộ nghèo" in said
    assert NUMBER not in response.content.decode()


def test_a_decision_takes_the_pair_off_and_can_be_taken_back(area, officer, seat):
    twins = make_twins(area.hamlet, by=officer)
    url = pair_url(twins)
    response = seat.post(
        url, form_with(seat.get(url), "note") | {"verdict": "different", "note": "đã hỏi"}, follow=True
    )
    assert response.redirect_chain == [(URL, 302)]
    assert "Không có cặp hộ nào chờ kết luận." in words(response)
    decided = words(seat.get(f"{URL}?xem=da-ket-luan"))
    assert f"Là hai hộ khác nhau {officer.full_name}" in decided
    assert "đã hỏi" in decided
    assert "Cặp hộ này chờ kết luận lại" in words(seat.post(url, {"lenh": "mo-lai"}, follow=True)).replace("cặp", "Cặp")
    assert not DuplicateDecision.objects.exists()
    assert AuditEvent.objects.filter(act="duplicate_decided").count() == 2


def test_one_household_written_twice_is_merged_or_deleted(area, officer, seat):
    twins = make_twins(area.hamlet, by=officer)
    response = seat.post(pair_url(twins), {"verdict": "same"}, follow=True)
    said = words(response)
    assert "Nhập hộ mã 91101-0001 vào hộ mã 91101-0002" in said
    page = response.content.decode()
    assert f"/ho/{twins[1].uid}/xoa/?nam=2024" in page
    merge = f"/ho/{twins[0].uid}/bien-dong/"
    assert merge in page
    start = page.index(merge)
    link = page[start : page.index('"', start)].replace("&amp;", "&")
    assert "mã 91101-0002" in words(seat.get(link))


def test_a_decision_must_be_chosen(area, officer, seat):
    twins = make_twins(area.hamlet, by=officer)
    assert "Hãy chọn kết luận" in words(seat.post(pair_url(twins), {"note": "x"}))
    with pytest.raises(Refused, match="hai hộ khác nhau để kết luận"):
        decide((twins[0], twins[0]), officer)
    with pytest.raises(Refused, match="Hãy chọn kết luận"):
        decide(twins, officer, verdict="maybe")


def test_the_same_decision_again_is_one_and_another_replaces_it(area, officer):
    twins = make_twins(area.hamlet, by=officer)
    assert decide(twins, officer) == decide(twins[::-1], officer)
    assert decide(twins, officer, verdict="same").verdict == "same"
    assert DuplicateDecision.objects.count() == 1
    for _ in range(2):
        actions.reopen_duplicate(first=twins[1], second=twins[0], by=officer)
    assert AuditEvent.objects.filter(act="duplicate_decided").count() == 3


def test_a_changed_person_is_asked_about(area, officer, household, ground):
    make_household(area.hamlet, by=officer, members=[make_member("Lò Thị Ban", "head", birth_year=1980)])
    child = household.members.last()
    new = typed(child, full_name="Lò Thị Ban", birth_year=1980)
    assert len(candidates([new], area.hamlet, scope=ground, besides=household)) == 1


def test_the_page_is_the_commune_s_own(area, holder, officer, officer_of, signed_in):
    twins = make_twins(area.hamlet, by=officer)
    rival = signed_in(officer_of(area.neighbour))
    assert rival.get(URL).status_code == 404
    assert rival.post(pair_url(twins), {"verdict": "same"}).status_code == 404
    theirs = f"/91102/2024/ho/trung/{twins[0].uid}/{twins[1].uid}/"
    assert rival.post(theirs, {"verdict": "same"}).status_code == 404
    looker = signed_in(holder(Permission.HOUSEHOLD_VIEW, area.commune))
    assert "Xem và kết luận" not in words(looker.get(URL))
    assert looker.get(pair_url(twins)).status_code == 403
    assert signed_in(holder(Permission.FIGURES_VIEW, area.commune)).get(URL).status_code == 403


def test_the_page_takes_few_queries_however_many_pairs(area, officer, seat):
    for number in range(25):
        make_twins(area.hamlet, by=officer, name=f"Lò Văn {number}")
    with CaptureQueriesContext(connection) as queries:
        said = words(seat.get(URL))
    assert len(queries) <= 30
    assert "25 cặp · trang 1 trên 2" in said


def test_people_who_left_are_no_pair(area, officer, ground):
    first, _ = make_twins(area.hamlet, by=officer)
    Member.objects.filter(household=first).update(left_on="2024-05-01", left_because="died")
    assert pairs_at(ground, area.commune) == []


def test_a_change_that_is_not_saved_leaves_no_decision(area, officer):
    first, second = make_twins(area.hamlet, by=officer)
    with pytest.raises(Refused):
        change(first, officer, code=second.code, different_from={second: "khác"})
    assert not DuplicateDecision.objects.exists()
