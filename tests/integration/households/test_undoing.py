"""The last save of a form taken back, once, by who made it, while nobody saved later."""

import pytest

from accounts.models import AuditEvent
from accounts.refusals import Refused
from accounts.roles import Permission
from households import actions
from households.entry.sheet import sheet_of
from households.figures import by_hamlet
from households.models import Assessment
from tests.factories_households import STANDARD, full_sheet, make_completed, make_draft, recognise
from tests.integration.households.pages import answers, entry_url, form_with, words


def undo(assessment, by, **more):
    return actions.undo_last_save(assessment=assessment, by=by, **more)


def save(household, review, sheet, base, by):
    return actions.save_draft(household=household, review=review, sheet=sheet, base_version=base, by=by)


# --- The action -----------------------------------------------------------------------------------


def test_a_completed_form_is_the_draft_that_it_was(household, review, officer):
    form = make_completed(household, review, by=officer, lacking=4, floor_area="45.5", policies=["health"])
    assert by_hamlet(review)[0].poor.households == 1
    form = undo(form, officer)
    sheet = full_sheet(lacking=4, floor_area="45.5", policies=["health"])
    assert (form.state, form.household_class, form.completed_by) == ("draft", "", None)
    assert sheet_of(Assessment.objects.get(), STANDARD) == sheet
    assert by_hamlet(review)[0].poor.households == 0
    event = AuditEvent.objects.get(act="save_undone")
    assert (event.detail["completed"], event.target_id) == (True, str(form.pk))


def test_a_draft_is_the_sheet_before_the_last_save(household, review, officer):
    before = full_sheet(income_points=100, causes=[2], floor_area="40", needs=["housing"])
    make_draft(household, review, by=officer, sheet=before)
    form = save(household, review, full_sheet(income_points=170, floor_area="41"), 1, officer)
    form = undo(form, officer)
    assert sheet_of(Assessment.objects.get(), STANDARD) == before
    assert form.version == 3


@pytest.mark.parametrize("how", [{"base_version": 2}, {}])
def test_taken_back_twice_is_taken_back_once(household, review, officer, how):
    form = make_completed(household, review, by=officer)
    for _ in range(3):
        form = undo(form, officer, **how)
    assert form.version == 3
    assert AuditEvent.objects.filter(act="save_undone").count() == 1


def test_after_undoing_the_form_goes_on_as_ever(household, review, officer):
    form = undo(make_completed(household, review, by=officer, lacking=4), officer)
    form = save(household, review, full_sheet(lacking=1), form.version, officer)
    actions.complete(assessment=form, base_version=form.version, by=officer)
    assert by_hamlet(review)[0].near_poor.households == 1


def test_only_who_saved_takes_it_back(household, review, officer, colleague):
    form = make_completed(household, review, by=officer)
    with pytest.raises(Refused, match="là của Đỗ Thị Cán Bộ; chỉ người đó hoàn tác được"):
        undo(form, colleague)
    assert Assessment.objects.get().is_completed


def test_nothing_is_taken_back_once_somebody_saved_later(household, review, officer, colleague):
    make_draft(household, review, by=officer)
    form = save(household, review, full_sheet(lacking=1), 1, officer)
    save(household, review, full_sheet(lacking=2), 2, colleague)
    with pytest.raises(Refused, match="đã được lưu thêm sau lần lưu đó"):
        undo(form, officer, base_version=2)


def test_the_first_save_has_nothing_before_it(household, review, officer):
    form = make_draft(household, review, by=officer)
    with pytest.raises(Refused, match="không có bản trước"):
        undo(form, officer)


def test_a_recognised_form_stays(household, review, officer):
    form = make_completed(household, review, by=officer)
    recognise(review, by=officer)
    with pytest.raises(Refused, match="đã được công nhận"):
        undo(form, officer)
    assert Assessment.objects.get().is_completed


# --- The button -----------------------------------------------------------------------------------


def complete(seat, url):
    return seat.post(url, {**form_with(seat.get(url), "da_xem"), "lenh": "xong"}, follow=True)


def test_the_message_after_completing_offers_it(signed_in, officer, household, review):
    seat = signed_in(officer)
    make_draft(household, review, by=officer, sheet=full_sheet(lacking=4))
    response = complete(seat, entry_url(household, 2024, "kiem-tra/"))
    address = entry_url(household, 2024, "hoan-tac/")
    assert "Hoàn tác" in words(response)
    assert f'action="{address}?ban=2"' in response.content.decode()
    for _ in range(2):
        assert seat.post(f"{address}?ban=2").url == entry_url(household, 2024)
    assert not Assessment.objects.get().is_completed
    assert "Đã hoàn tác lần lưu vừa rồi" in words(seat.get(entry_url(household, 2024)))


def test_the_button_of_an_older_save_says_that_it_is_too_late(signed_in, officer, household, review):
    seat = signed_in(officer)
    form = make_completed(household, review, by=officer)
    actions.reopen(assessment=form, reason="nhầm", by=officer)
    response = seat.post(entry_url(household, 2024, "hoan-tac/?ban=2"), follow=True)
    assert "Không hoàn tác được nữa" in words(response)


def test_a_draft_kept_by_its_button_offers_it_too(signed_in, officer, household, review):
    seat = signed_in(officer)
    url = entry_url(household, 2024)
    make_draft(household, review, by=officer, sheet=full_sheet(income_points=100))
    changed = {**form_with(seat.get(url), "income_points"), "income_points": "170", "lenh": "nhap"}
    response = seat.post(url, changed, follow=True)
    assert f'action="{url}hoan-tac/?ban=2"' in response.content.decode()
    seat.post(f"{url}hoan-tac/?ban=2")
    assert Assessment.objects.get().income_points == 100


def test_the_first_draft_offers_nothing_to_take_back(signed_in, officer, household, review):
    seat = signed_in(officer)
    url = entry_url(household, 2024)
    typed = {**form_with(seat.get(url), "income_points"), **answers(2), "lenh": "nhap"}
    assert "hoan-tac" not in seat.post(url, typed, follow=True).content.decode()


def test_who_may_not_enter_forms_takes_none_back(area, signed_in, holder, rival, officer, household, review):
    make_completed(household, review, by=officer)
    address = entry_url(household, 2024, "hoan-tac/?ban=2")
    reader = holder(Permission.HOUSEHOLD_VIEW, area.commune)
    assert signed_in(rival).post(address).status_code == 404
    assert signed_in(reader).post(address).status_code == 403
    assert signed_in(officer).get(address).status_code == 405
    assert Assessment.objects.get().is_completed
