"""A new plan: what it begins with, and when none can begin."""

from dataclasses import replace

import pytest

from accounts.audit import Act
from accounts.models import AuditEvent
from accounts.refusals import Refused
from households.models import Review
from localities.models import Level
from plans import actions, outlines, policies
from plans.dossier import dossier_of
from plans.models import Plan, SigningForm, State
from plans.text import load
from tests import factories
from tests.factories_plans import CAM_PHUC_NAM, STANDARD, make_plan, make_source_commune


def test_a_new_plan_has_everything_its_outline_has(plan, officer):
    assert plan.key == "cam-phuc-nam-2023"
    assert plan.state == State.DRAFT
    assert plan.author == officer
    assert plan.subject == "Giảm nghèo phường Cam Phúc Nam năm 2023"
    assert plan.title == "Kế hoạch Giảm nghèo phường Cam Phúc Nam năm 2023"
    assert plan.signing_form == SigningForm.VICE_CHAIR
    dossier = dossier_of(plan)
    assert [part.number for part in dossier.sections] == ["I.", "1.", "2.", "a)", "b)", "II.", "1.", "2.", "III."]
    assert [part.children for part in dossier.sections] == [4, 0, 2, 0, 0, 2, 0, 0, 0]
    assert len(dossier.duties) == 3
    assert len(dossier.recipients) == 6
    assert "1866/QĐ-UBND" in [basis.number for basis in dossier.bases]
    assert load(plan.opening)
    event = AuditEvent.objects.get(act=Act.PLAN_CREATED)
    assert event.place_path == plan.place.path


def test_its_figures_are_those_of_source_plan_000(plan, officer, ready):
    book = dossier_of(ready).book
    printed = {name: book[name].printed for name in ("tong_so_ho", "tong_so_khau", "so_ho_ngheo", "so_khau_ho_ngheo")}
    assert printed == {
        "tong_so_ho": "1.856",
        "tong_so_khau": "8.439",
        "so_ho_ngheo": "21",
        "so_khau_ho_ngheo": "90",
    }
    assert [book[name].printed for name in ("ty_le_ho_ngheo", "ty_le_ho_can_ngheo", "ty_le_ho_ngheo_va_can_ngheo")] == [
        "1,13%",
        "9,38%",
        "10,51%",
    ]
    assert (book["so_ho_ngheo_cuoi_nam"].printed, book["ty_le_ho_ngheo_cuoi_nam"].printed) == ("17", "0,92%")
    assert book["cap_tren"].printed == "thành phố Cam Ranh"


def test_the_second_plan_of_a_name_gets_a_key_of_its_own(plan, officer, commune):
    other = make_plan(commune, 2023, by=officer, outline="social_security")
    namesake = factories.make_commune_with_hamlets("99999", "Cam Phúc Nam", commune.parent)
    Review.objects.create(commune=namesake, year=2022, standard_code=STANDARD.code)
    third = make_plan(namesake, 2023, by=officer)
    assert [other.key, third.key] == ["cam-phuc-nam-2023-2", "cam-phuc-nam-2023-3"]


def test_units_are_kept_over_the_years(plan, commune, officer):
    units = list(commune.units.values_list("name", flat=True))
    Review.objects.create(commune=commune, year=2023, standard_code=STANDARD.code)
    make_plan(commune, 2024, by=officer)
    assert list(commune.units.values_list("name", flat=True)) == units


def test_one_plan_of_a_kind_in_a_year(plan, commune, officer):
    with pytest.raises(Refused, match="Mỗi loại chỉ lập một kế hoạch trong năm"):
        make_plan(commune, 2023, by=officer)
    assert Plan.objects.count() == 1


def test_a_lost_race_is_refused_and_not_a_crash(plan, commune, officer, monkeypatch):
    """Two officers start the same plan: the slower one passed the check before the quicker one was stored."""
    real = policies.check_can_create
    calls = iter([lambda *args: None, real])
    monkeypatch.setattr(policies, "check_can_create", lambda *args: next(calls)(*args))
    with pytest.raises(Refused, match="Mỗi loại chỉ lập một kế hoạch"):
        make_plan(commune, 2023, by=officer)


def test_a_plan_rests_on_the_review_of_the_year_before(commune, officer):
    review = Review.objects.get(commune=commune, year=2022)
    with pytest.raises(Refused, match="phải dựa trên kết quả rà soát năm 2024"):
        actions.create_plan(place=commune, year=2025, outline=outlines.OUTLINES[0], base_review=review, by=officer)
    with pytest.raises(Refused, match="chưa có đợt rà soát năm 2024"):
        actions.create_plan(place=commune, year=2025, outline=outlines.OUTLINES[0], base_review=None, by=officer)


def test_the_review_of_another_commune_is_refused(commune, officer):
    neighbour = factories.make_commune_with_hamlets("22441", "Mẫu Bên", commune.parent)
    review = Review.objects.get(commune=commune, year=2022)
    with pytest.raises(Refused, match="phải dựa trên"):
        actions.create_plan(place=neighbour, year=2023, outline=outlines.OUTLINES[0], base_review=review, by=officer)


def test_plans_belong_to_communes(commune, officer):
    review = Review.objects.get(commune=commune, year=2022)
    for place in (commune.parent, factories.hamlets_of(commune)[0]):
        with pytest.raises(Refused, match="Kế hoạch được lập cho từng xã, phường"):
            actions.create_plan(place=place, year=2023, outline=outlines.OUTLINES[0], base_review=review, by=officer)


def test_after_the_districts_the_province_is_addressed(officer):
    province = factories.make_place(Level.PROVINCE, "56", "Mẫu Sơn", kind="tỉnh")
    commune = make_source_commune(replace(CAM_PHUC_NAM, code="30001"), province)
    plan = make_plan(commune, 2023, by=officer)
    recipients = [row.text for row in plan.recipients.all()]
    assert recipients[0] == "Sở Nông nghiệp và Môi trường tỉnh Mẫu Sơn"
    assert plan.archive == "VT, KT"
