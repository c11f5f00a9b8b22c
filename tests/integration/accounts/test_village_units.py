"""Village units: added under a code that is never given twice, renamed, ended when nothing hangs on them."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.audit import Act
from accounts.models import AuditEvent
from accounts.places import actions
from accounts.refusals import Refused
from households.models import Household, Review
from localities.models import Level, Locality, LocalityChange, Population
from tests.factories import hamlets_of, make_place

YEAR = 2023
END = date(2024, 1, 1)


@pytest.fixture
def officer(area, officer_of):
    return officer_of(area.commune)


@pytest.fixture
def editor(officer, signed_in):
    return signed_in(officer)


def url(name, place, year=YEAR):
    return reverse(name, args=[place.key, year])


# --- Adding ---------------------------------------------------------------------------------------


def test_a_unit_is_added_with_the_next_code_at_the_end(area, editor, officer):
    sent = {"kind": "tổ dân phố", "name": "  Hòa   Bình ", "position": "", "area_type": "", "established_on": ""}
    response = editor.post(url("unit_add", area.commune), sent)
    assert response["Location"] == url("places", area.commune)
    unit = Locality.objects.get(code="91101-03")
    assert (unit.full_name, unit.position, unit.level, unit.parent) == (
        "tổ dân phố Hòa Bình",
        3,
        Level.HAMLET,
        area.commune,
    )
    event = AuditEvent.objects.get(act=Act.HAMLET_ADDED)
    assert (event.by_id, event.target_id) == (officer.pk, str(unit.pk))


def test_the_form_proposes_what_units_are_called_here(area, editor):
    assert editor.get(url("unit_add", area.commune)).context["form"]["kind"].value() == "tổ dân phố"


@pytest.mark.parametrize(("kind", "usual"), [("phường", "tổ dân phố"), ("thị trấn", "tổ dân phố"), ("xã", "thôn")])
def test_the_first_unit_is_called_as_the_kind_of_commune_has_it(area, officer_of, signed_in, kind, usual):
    empty = make_place(Level.COMMUNE, "91140", "Mẫu Trống", area.district, kind=kind)
    form = signed_in(officer_of(empty)).get(url("unit_add", empty)).context["form"]
    assert form["kind"].value() == usual


def test_the_same_unit_sent_twice_is_added_once(area, editor):
    sent = {"kind": "tổ dân phố", "name": "Hòa Bình"}
    editor.post(url("unit_add", area.commune), sent)
    page = editor.post(url("unit_add", area.commune), sent).content.decode()
    assert "Phường Mẫu Một đã có tổ dân phố Hòa Bình (mã 91101-03)." in page
    assert area.commune.children.count() == 3


@pytest.mark.parametrize("name", ["HOÀ BÌNH", "Hòa  Bình"])
def test_one_name_in_two_spellings_is_one_name(area, officer, name):
    actions.add_unit(commune=area.commune, kind="thôn", name="Hòa Bình", by=officer)
    with pytest.raises(Refused, match="đã có thôn Hòa Bình"):
        actions.add_unit(commune=area.commune, kind="Thôn", name=name, by=officer)


def test_a_name_does_not_repeat_the_kind(area, editor):
    page = editor.post(url("unit_add", area.commune), {"kind": "thôn", "name": "Thôn 3"}).content.decode()
    assert "Chỉ ghi tên, bỏ chữ “Thôn” ở đầu" in page


def test_a_code_is_never_given_twice(area, officer):
    """Neither after the unit ended, nor in the commune that took over the commune's code."""
    last = hamlets_of(area.commune)[-1]
    Locality.objects.filter(pk=last.pk).update(abolished_on=END)
    assert actions.add_unit(commune=area.commune, kind="thôn", name="A", by=officer).code == "91101-03"
    Locality.objects.under(area.commune).update(abolished_on=date(2025, 7, 1))
    heir = make_place(Level.COMMUNE, "91101", "Mẫu Kế", area.province, established_on=date(2025, 7, 1))
    assert actions.add_unit(commune=heir, kind="thôn", name="A", by=officer).code == "91101-04"


def test_nothing_is_added_to_a_commune_that_has_ended(area, editor):
    Locality.objects.filter(pk=area.commune.pk).update(abolished_on=END)
    page = editor.get(url("unit_add", area.commune), follow=True).content.decode()
    assert "Phường Mẫu Một đã chấm dứt ngày 01/01/2024." in page
    editor.post(url("unit_add", area.commune), {"kind": "thôn", "name": "A"})
    assert area.commune.children.count() == 2


def test_a_unit_is_not_older_than_its_commune(area, officer):
    Locality.objects.filter(pk=area.commune.pk).update(established_on=END)
    area.commune.refresh_from_db()
    with pytest.raises(Refused, match="không tồn tại vào ngày 31/12/2023"):
        actions.add_unit(
            commune=area.commune, kind="thôn", name="A", established_on=END - timedelta(days=1), by=officer
        )


# --- Changing -------------------------------------------------------------------------------------


def test_a_unit_is_renamed_and_its_old_name_stays_in_the_audit(area, editor):
    unit = area.hamlet
    sent = {"kind": "thôn", "name": "Hòa Bình", "position": 5, "area_type": "rural"}
    editor.post(url("unit_edit", unit), sent)
    unit = Locality.objects.get(pk=unit.pk)
    assert (unit.full_name, unit.position, unit.area, unit.name_folded) == ("thôn Hòa Bình", 5, "rural", "hoa binh")
    event = AuditEvent.objects.get(act=Act.HAMLET_CHANGED)
    assert event.summary == "tổ dân phố 1 → thôn Hòa Bình (mã 91101-01)"
    assert event.detail["before"] == {"kind": "tổ dân phố", "name": "1", "position": 1, "area_type": ""}


def test_nothing_changed_is_no_event(area, editor):
    sent = {"kind": "tổ dân phố", "name": "1", "position": 1, "area_type": ""}
    assert editor.post(url("unit_edit", area.hamlet), sent).status_code == 302
    assert not AuditEvent.objects.filter(act=Act.HAMLET_CHANGED).exists()


def test_a_unit_does_not_take_its_neighbour_s_name(area, editor):
    sent = {"kind": "tổ dân phố", "name": "2", "position": 1}
    assert "đã có tổ dân phố 2" in editor.post(url("unit_edit", area.hamlet), sent).content.decode()


def test_an_ended_unit_is_not_changed(area, editor):
    Locality.objects.filter(pk=area.hamlet.pk).update(abolished_on=END)
    page = editor.get(url("unit_edit", area.hamlet)).content.decode()
    assert "Tổ dân phố 1 đã kết thúc ngày 01/01/2024." in page
    editor.post(url("unit_edit", area.hamlet), {"kind": "thôn", "name": "Khác", "position": 1})
    assert Locality.objects.get(pk=area.hamlet.pk).name == "1"


# --- Ending ---------------------------------------------------------------------------------------


def test_a_unit_ends_into_another_and_the_tie_is_kept(area, editor):
    first, second = hamlets_of(area.commune)
    sent = {"ended_on": "01/01/2024", "reason": "Nghị quyết 12/NQ-HĐND", "successor": second.pk}
    response = editor.post(url("unit_end", first), sent)
    assert response["Location"] == url("places", area.commune)
    first.refresh_from_db()
    assert first.abolished_on == END
    change = LocalityChange.objects.get()
    assert (change.predecessor, change.successor, change.legal_basis) == (first, second, "Nghị quyết 12/NQ-HĐND")
    assert AuditEvent.objects.get(act=Act.HAMLET_ENDED).summary == (
        "tổ dân phố 1 (mã 91101-01) từ ngày 01/01/2024, nhập vào tổ dân phố 2: Nghị quyết 12/NQ-HĐND"
    )


def test_ending_twice_is_refused(area, editor):
    sent = {"ended_on": "01/01/2024", "reason": "thử"}
    editor.post(url("unit_end", area.hamlet), sent)
    page = editor.post(url("unit_end", area.hamlet), sent).content.decode()
    assert "Tổ dân phố 1 đã kết thúc ngày 01/01/2024." in page
    assert AuditEvent.objects.filter(act=Act.HAMLET_ENDED).count() == 1


def test_the_last_unit_of_a_commune_stays(area, editor, officer):
    first, second = hamlets_of(area.commune)
    actions.end_unit(unit=first, ended_on=END, reason="thử", by=officer)
    page = editor.get(url("unit_end", second)).content.decode()
    assert "Tổ dân phố 2 là đơn vị duy nhất đang hoạt động của phường Mẫu Một." in page
    with pytest.raises(Refused, match="duy nhất"):
        actions.end_unit(unit=second, ended_on=END, reason="thử", by=officer)


def test_a_unit_with_households_in_a_running_review_stays(area, officer):
    Household.objects.create(hamlet=area.hamlet, code="91101-0001", head_name="Người Thử")
    review = Review.objects.create(commune=area.commune, year=YEAR, standard_code="national-2022")
    with pytest.raises(Refused, match="Tổ dân phố 1 còn 01 hộ trong đợt rà soát năm 2023 chưa công nhận"):
        actions.end_unit(unit=area.hamlet, ended_on=END, reason="thử", by=officer)
    review.delete()
    assert actions.end_unit(unit=area.hamlet, ended_on=END, reason="thử", by=officer).abolished_on == END


@pytest.mark.parametrize(
    ("ended_on", "sentence"),
    [
        (date(2022, 6, 1), "Ngày kết thúc phải sau ngày thành lập"),
        (date(2023, 12, 14), "đã có dân số năm 2023"),
        (timezone.localdate() + timedelta(days=400), "xa quá một năm"),
    ],
)
def test_the_day_of_the_end_fits_the_life_of_the_unit(area, officer, ended_on, sentence):
    Locality.objects.filter(pk=area.hamlet.pk).update(established_on=date(2022, 6, 1))
    unit = Locality.objects.get(pk=area.hamlet.pk)
    Population.objects.create(place=unit, year=YEAR, households=10)
    with pytest.raises(Refused, match=sentence):
        actions.end_unit(unit=unit, ended_on=ended_on, reason="thử", by=officer)


def test_a_unit_ends_after_the_figures_that_it_carries(area, officer):
    Population.objects.create(place=area.hamlet, year=YEAR, households=10)
    actions.end_unit(unit=area.hamlet, ended_on=date(2023, 12, 15), reason="thử", by=officer)
    assert Population.objects.filter(place=area.hamlet).exists()


def test_a_unit_goes_into_a_living_neighbour_only(area, officer):
    with pytest.raises(Refused, match="của cùng xã, phường"):
        actions.end_unit(unit=area.hamlet, ended_on=END, reason="thử", successor=area.neighbour_hamlet, by=officer)
    with pytest.raises(Refused, match="của cùng xã, phường"):
        actions.end_unit(unit=area.hamlet, ended_on=END, reason="thử", successor=area.hamlet, by=officer)


def test_a_reason_is_asked_for(area, editor):
    editor.post(url("unit_end", area.hamlet), {"ended_on": "01/01/2024", "reason": " "})
    area.hamlet.refresh_from_db()
    assert area.hamlet.abolished_on is None
