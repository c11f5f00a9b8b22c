"""A batch leaves the same rows as the acts one by one."""

from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest

from accounts.models import AuditEvent
from accounts.refusals import Refused
from households import actions
from households.actions import NewHousehold
from households.figures.recount import mismatches
from households.models import Assessment, EthnicFigures, HamletFigures, Household, ListEntry, Member, Movement
from households.register.people import HEAD, HouseholdFacts
from tests.factories_households import full_sheet, make_member, make_review

pytestmark = pytest.mark.django_db

# Keys, moments and what follows from them; everything else must be the same.
OWN = {"id", "uid", "search_text", "created_at", "saved_at", "completed_at", "added_at", "before_last_save", "code"}
OF_HISTORY = {"id", "uid", "history_id", "history_relation_id", "history_date", "code", "household_id"}


@pytest.fixture
def neighbour(area):
    return SimpleNamespace(commune=area.neighbour, hamlet=area.neighbour_hamlet)


def households_of(hamlet, number: int) -> list[NewHousehold]:
    return [
        NewHousehold(
            uid=uuid4(),
            hamlet=hamlet,
            members=[
                make_member(f"Nông Thị Mẫu {at}", HEAD, birth_year=1970 + at, ethnicity="02" if at % 2 else "01"),
                make_member(f"Nông Văn Con {at}", birth_year=2010),
            ],
            address=f"Nhà {at}",
            facts=HouseholdFacts(occupation="agriculture"),
        )
        for at in range(number)
    ]


def sheets_for(households, review) -> dict[Household, Any]:
    return {
        household: full_sheet(
            standard=review.standard, income_points=100 + 60 * (at % 3), lacking=at % 5, causes=(1, 3) if at % 2 else ()
        )
        for at, household in enumerate(households)
    }


def plain(rows, own=OWN) -> list[dict[str, Any]]:
    """The rows without their keys, a foreign key to a row of the register left out."""
    skipped = {*own, "household_id", "review_id", "hamlet_id", "commune_id"}
    found = [{name: value for name, value in row.items() if name not in skipped} for row in rows.values()]
    return sorted(found, key=repr)


def test_a_batch_leaves_the_same_rows_as_one_by_one(area, neighbour, officer):
    for place, batch in ((area, True), (neighbour, False)):
        review = make_review(place.commune, by=officer)
        new = households_of(place.hamlet, 12)
        if batch:
            stored = actions.add_households(commune=place.commune, new=new, by=officer)
            actions.record_results(review=review, sheets=sheets_for(stored, review), by=officer)
        else:
            stored = [
                actions.add_household(
                    uid=each.uid,
                    hamlet=each.hamlet,
                    members=each.members,
                    address=each.address,
                    facts=each.facts,
                    by=officer,
                )
                for each in new
            ]
            for household, sheet in sheets_for(stored, review).items():
                draft = actions.save_draft(household=household, review=review, sheet=sheet, base_version=0, by=officer)
                actions.complete(assessment=draft, base_version=draft.version, by=officer)
        assert list(mismatches(review)) == []
    here, there = area.commune, neighbour.commune
    assert plain(Household.objects.filter(commune=here)) == plain(Household.objects.filter(commune=there))
    for model, path in ((Member, "household__commune"), (Assessment, "commune"), (ListEntry, "commune")):
        assert plain(model.objects.filter(**{path: here})) == plain(model.objects.filter(**{path: there})), model
    for model in (HamletFigures, EthnicFigures, Movement):
        assert plain(model.objects.filter(commune=here)) == plain(model.objects.filter(commune=there)), model
    history = Household.history.model.objects
    rows = plain(history.filter(commune=here), OF_HISTORY), plain(history.filter(commune=there), OF_HISTORY)
    assert rows[0] == rows[1]
    assert len(rows[0]) == 12
    people = Member.history.model.objects.filter(history_user=officer)
    assert people.count() == 2 * 2 * 12


def test_a_batch_is_one_row_of_the_journal(area, officer):
    review = make_review(area.commune, by=officer)
    before = AuditEvent.objects.count()
    stored = actions.add_households(commune=area.commune, new=households_of(area.hamlet, 3), by=officer)
    actions.record_results(review=review, sheets=sheets_for(stored, review), by=officer)
    assert AuditEvent.objects.count() == before + 2


def test_the_first_household_that_cannot_be_stored_refuses_all(area, officer):
    new = households_of(area.hamlet, 3)
    broken = NewHousehold(uid=uuid4(), hamlet=area.hamlet, members=[make_member("Con Không Chủ")])
    with pytest.raises(Refused, match="chủ hộ"):
        actions.add_households(commune=area.commune, new=[*new, broken], by=officer)
    assert Household.everyone.count() == 0


def test_a_code_that_is_taken_refuses_the_batch(area, officer):
    first, second = households_of(area.hamlet, 2)
    same = [NewHousehold(each.uid, each.hamlet, each.members, code="HN-1") for each in (first, second)]
    with pytest.raises(Refused, match="HN-1 đã có"):
        actions.add_households(commune=area.commune, new=same, by=officer)


def test_a_village_unit_of_another_commune_is_refused(area, neighbour, officer):
    with pytest.raises(Refused, match="thuộc"):
        actions.add_households(commune=area.commune, new=households_of(neighbour.hamlet, 1), by=officer)


def test_an_unfinished_sheet_names_its_household_and_leaves_nothing(area, officer):
    review = make_review(area.commune, by=officer)
    stored = actions.add_households(commune=area.commune, new=households_of(area.hamlet, 2), by=officer)
    sheets = sheets_for(stored, review) | {stored[1]: full_sheet(income_points=None)}
    with pytest.raises(Refused, match="Nông Thị Mẫu 1 .*Chưa nhập điểm B1"):
        actions.record_results(review=review, sheets=sheets, by=officer)
    assert Assessment.objects.count() == 0


def test_a_household_with_a_form_is_not_written_over(area, officer):
    review = make_review(area.commune, by=officer)
    stored = actions.add_households(commune=area.commune, new=households_of(area.hamlet, 1), by=officer)
    actions.record_results(review=review, sheets=sheets_for(stored, review), by=officer)
    with pytest.raises(Refused, match="đã có phiếu"):
        actions.record_results(review=review, sheets=sheets_for(stored, review), by=officer)
