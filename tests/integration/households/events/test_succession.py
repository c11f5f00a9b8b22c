"""A commune that was made of others takes over their registers."""

from datetime import date

import pytest

from accounts.models import AuditEvent
from accounts.refusals import Refused
from households import actions
from households.events import succession
from households.models import Assessment, Household
from localities.models import Level, Locality, LocalityChange
from tests.factories import hamlets_of, make_officer, make_place
from tests.factories_events import make_family
from tests.factories_households import make_classed, make_household, make_review, recognise

CHANGED_ON = date(2024, 2, 1)


@pytest.fixture
def ward(area) -> Locality:
    """The commune became a ward on 01/02/2024; its second unit has another name now."""
    old = area.commune
    Locality.objects.under(old).update(abolished_on=CHANGED_ON)
    old.refresh_from_db()
    new = make_place(Level.COMMUNE, old.code, "Mẫu Một", area.district, established_on=CHANGED_ON)
    for number, name in enumerate(("1", "Mới"), start=1):
        make_place(Level.HAMLET, f"{old.code}-{number:02d}", name, new, position=number, established_on=CHANGED_ON)
    LocalityChange.objects.create(predecessor=old, successor=new, effective_on=CHANGED_ON, legal_basis="NQ mẫu")
    return new


@pytest.fixture
def ward_officer(ward):
    return make_officer(ward, full_name="Bùi Thị Phường")


@pytest.fixture
def mapping(area, ward):
    return dict(zip(hamlets_of(area.commune), hamlets_of(ward), strict=True))


def test_households_move_with_their_people_and_their_past(area, officer, ward, ward_officer, mapping):
    review = make_review(area.commune, 2022, by=officer)
    family = make_family(area.hamlet, by=officer)
    make_classed(family, review, "poor", by=officer)
    recognise(review, by=officer)
    figures = list(review.figures.order_by("pk").values())
    taken = actions.take_over_households(commune=ward, mapping=mapping, by=ward_officer)
    family.refresh_from_db()
    assert (taken.households, taken.renamed) == (1, ())
    assert (family.commune, family.hamlet, family.code) == (ward, hamlets_of(ward)[0], "91101-0001")
    assert family.members.count() == 4
    form = Assessment.objects.get()
    assert (form.commune, form.hamlet) == (area.commune, area.hamlet)
    assert list(review.figures.order_by("pk").values()) == figures
    row = AuditEvent.objects.get(act="households_taken_over")
    assert (row.place_path, row.detail["households"]) == (ward.path, 1)
    written = Household.history.filter(id=family.pk).first()
    assert written.history_change_reason == "phường Mẫu Một tiếp nhận sổ hộ của phường Mẫu Một"


def test_doing_it_twice_moves_nothing(area, officer, ward, ward_officer, mapping):
    make_household(area.hamlet, by=officer)
    actions.take_over_households(commune=ward, mapping=mapping, by=ward_officer)
    again = actions.take_over_households(commune=ward, mapping=mapping, by=ward_officer)
    assert again.households == 0
    assert AuditEvent.objects.filter(act="households_taken_over").count() == 1


def test_ended_and_deleted_households_come_along(area, officer, ward, ward_officer, mapping):
    gone = make_household(area.hamlet, by=officer)
    actions.delete_household(household=gone, reason="ghi nhầm", by=officer)
    assert actions.take_over_households(commune=ward, mapping=mapping, by=ward_officer).households == 1
    assert Household.everyone.get(pk=gone.pk).commune == ward


def test_a_code_that_is_taken_gets_a_number(area, officer, ward, ward_officer, mapping):
    make_household(area.hamlet, "Cũ", by=officer, code="HN-01")
    new = hamlets_of(ward)
    make_household(new[0], "Mới", by=ward_officer, code="HN-01")
    make_household(new[0], "Mới hai", by=ward_officer, code="HN-01/2")
    former = succession.former_units(ward)
    assert [str(each) for each in succession.collisions(ward, former)] == ["hộ Cũ: HN-01 thành HN-01/3"]
    taken = actions.take_over_households(commune=ward, mapping=mapping, by=ward_officer)
    assert [str(each) for each in taken.renamed] == ["hộ Cũ: HN-01 thành HN-01/3"]
    assert Household.objects.get(head_name="Cũ").code == "HN-01/3"


def test_a_running_review_is_finished_first(area, officer, ward, ward_officer, mapping):
    make_household(area.hamlet, by=officer)
    make_review(area.commune, 2022, by=officer)
    with pytest.raises(Refused, match="Phường Mẫu Một đang có đợt rà soát năm 2022 chưa được công nhận"):
        actions.take_over_households(commune=ward, mapping=mapping, by=ward_officer)


def test_units_that_went_elsewhere_stay(area, officer, ward, ward_officer, mapping):
    stays = make_household(hamlets_of(area.commune)[1], by=officer)
    make_household(area.hamlet, by=officer)
    only = {area.hamlet: mapping[area.hamlet]}
    assert actions.take_over_households(commune=ward, mapping=only, by=ward_officer).households == 1
    stays.refresh_from_db()
    assert stays.commune == area.commune


def test_only_what_became_this_commune_is_taken_over(area, officer, rival, ward, ward_officer, mapping):
    cases = [
        (area.neighbour, {}, "không được lập từ xã, phường nào trước đó"),
        (ward, {area.neighbour_hamlet: hamlets_of(ward)[0]}, "không thuộc xã, phường cũ"),
        (ward, {area.hamlet: area.neighbour_hamlet}, "Hãy chọn thôn, tổ dân phố của phường Mẫu Một"),
    ]
    for commune, wrong, sentence in cases:
        with pytest.raises(Refused, match=sentence):
            actions.take_over_households(commune=commune, mapping=wrong, by=ward_officer)


def test_units_are_proposed_by_the_recorded_change_or_the_name(area, officer, ward):
    first, second = hamlets_of(area.commune)
    for unit in (first, second):
        make_household(unit, by=officer)
    assert [each.proposed for each in succession.former_units(ward)] == [hamlets_of(ward)[0], None]
    LocalityChange.objects.create(
        predecessor=second, successor=hamlets_of(ward)[1], effective_on=CHANGED_ON, legal_basis="NQ mẫu"
    )
    assert [each.proposed for each in succession.former_units(ward)] == hamlets_of(ward)


def test_a_taken_over_household_lives_on(area, officer, ward, ward_officer, mapping):
    from tests.factories_events import make_child, record

    family = make_family(area.hamlet, by=officer)
    actions.take_over_households(commune=ward, mapping=mapping, by=ward_officer)
    event = record(actions.record_birth, family, by=ward_officer, child=make_child())
    assert event.commune == ward
