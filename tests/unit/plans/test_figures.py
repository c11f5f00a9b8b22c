"""The figures of plans: those of the two source plans to the digit, and what is said when one is missing."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from households.figures import ClassFigures, PlaceFigures
from indicators.scoring import HouseholdClass
from indicators.standards import STANDARDS, get_standard
from localities.models import Locality
from plans import blocks, names
from plans.expansion import expand
from plans.figures import registry
from plans.figures.book import book_of
from plans.figures.registry import FIGURES, Kind, Origin, deprivation_name, deprivation_rate_name
from plans.text import Bound, Item, Words, figures_in, to_source
from tests.factories_plans import CAM_PHUC_NAM, QUANG_MINH, pure_facts


@pytest.fixture(scope="module")
def cam_phuc_nam():
    return book_of(pure_facts(CAM_PHUC_NAM))


@pytest.fixture(scope="module")
def quang_minh():
    return book_of(pure_facts(QUANG_MINH))


# --- The registry ----------------------------------------------------------------------------------


def test_names_are_unique_and_plain():
    assert len({figure.name for figure in FIGURES}) == len(FIGURES)
    assert all(figure.name == names.key(figure.name).replace(" ", "_") for figure in FIGURES)


@pytest.mark.parametrize("figure", FIGURES, ids=lambda figure: figure.name)
def test_every_figure_is_found_by_each_of_its_names(figure):
    for name in (figure.name, figure.label, *figure.aliases):
        assert registry.find(name) is figure


def test_each_indicator_of_each_standard_has_four_figures():
    for standard in STANDARDS:
        for indicator in standard.indicators:
            for household_class in (HouseholdClass.POOR, HouseholdClass.NEAR_POOR):
                assert registry.find(deprivation_name(indicator.code, household_class))
                assert registry.find(deprivation_rate_name(indicator.code, household_class))


def test_two_things_cannot_answer_to_one_name():
    with pytest.raises(ValueError):
        names.by_key([("một", ["Số hộ"]), ("hai", ["số_hộ"])])


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("tỉ lệ hộ nghèo", "tỷ lệ hộ nghèo"),
        ("so ho ngheo va can ngheo", "số hộ nghèo và cận nghèo"),
        ("tổng số hộ dan", "tổng số hộ dân"),
        ("tỷ lệ hộ cận nghèo cuối nằm", "tỷ lệ hộ cận nghèo cuối năm"),
    ],
)
def test_likely_names(typed, meant):
    assert (registry.find(typed) or registry.likely(typed)).label == meant


def test_nothing_is_likely_for_a_name_like_no_other():
    assert registry.likely("xyz") is None


def test_blocks_are_found_and_guessed():
    assert blocks.find("Bảng  chỉ tiêu giảm hộ nghèo") is blocks.POOR_TARGETS
    assert blocks.find("bảng chỉ tiêu hộ nghèo, hộ cận nghèo") is blocks.BOTH_TARGETS
    assert blocks.likely("nhiệm vụ các đơn vị") is blocks.DUTIES


# --- Source plan 000 -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("tong_so_ho", "1.856"),
        ("tong_so_khau", "8.439"),
        ("so_ho_ngheo", "21"),
        ("so_khau_ho_ngheo", "90"),
        ("ty_le_ho_ngheo", "1,13%"),
        ("so_ho_can_ngheo", "174"),
        ("so_khau_ho_can_ngheo", "688"),
        ("ty_le_ho_can_ngheo", "9,38%"),
        ("so_ho_ngheo_va_can_ngheo", "195"),
        ("so_khau_ho_ngheo_va_can_ngheo", "778"),
        ("ty_le_ho_ngheo_va_can_ngheo", "10,51%"),
        ("chi_tieu_giam_ho_ngheo", "04"),
        ("so_ho_ngheo_cuoi_nam", "17"),
        ("ty_le_ho_ngheo_cuoi_nam", "0,92%"),
        ("muc_giam_ty_le_ho_ngheo", "0,22"),
        ("so_ho_ngheo_co_kha_nang_thoat", "04"),
        ("so_thon", "04"),
        ("nam_ke_hoach", "2023"),
        ("nam_ra_soat", "2022"),
        ("ten_dia_ban", "phường Cam Phúc Nam"),
        ("ten_rieng", "Cam Phúc Nam"),
        ("loai_dia_ban", "phường"),
        ("cap_tren", "thành phố Cam Ranh"),
        ("loai_thon", "tổ dân phố"),
        ("so_quyet_dinh_ra_soat", "1866/QĐ-UBND"),
        ("ngay_quyet_dinh_ra_soat", "12/12/2022"),
    ],
)
def test_source_plan_000(cam_phuc_nam, name, printed):
    assert cam_phuc_nam[name].printed == printed
    assert not cam_phuc_nam[name].is_missing


def test_a_figure_says_where_it_comes_from(cam_phuc_nam):
    source = "Kết quả rà soát năm 2022, công nhận theo Quyết định 1866/QĐ-UBND ngày 12/12/2022"
    assert cam_phuc_nam["so_ho_ngheo"].source == source
    assert cam_phuc_nam["ty_le_ho_ngheo_cuoi_nam"].source == (
        "Chỉ tiêu giao các tổ dân phố năm 2023, trên kết quả rà soát năm 2022, công nhận theo Quyết định "
        "1866/QĐ-UBND ngày 12/12/2022"
    )
    assert cam_phuc_nam["tong_so_ho"].source == "Dân số năm 2022 của các tổ dân phố"


def test_a_target_that_is_not_typed_is_missing_and_says_what_to_do(cam_phuc_nam):
    value = cam_phuc_nam["chi_tieu_giam_ho_can_ngheo"]
    assert (value.printed, value.value) == ("–", None)
    assert value.missing_because == "Chưa nhập đủ chỉ tiêu cho các tổ dân phố; hãy nhập ở trang Chỉ tiêu."
    assert value in cam_phuc_nam.missing()
    assert cam_phuc_nam.missing(iter(["so_ho_ngheo", "chi_tieu_giam_ho_can_ngheo"])) == (value,)


# --- Source plan 002 -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("tong_so_ho", "2.991"),
        ("so_ho_ngheo", "17"),
        ("so_khau_ho_ngheo", "29"),
        ("ty_le_ho_ngheo", "0,57%"),
        ("so_ho_can_ngheo", "44"),
        ("so_khau_ho_can_ngheo", "141"),
        ("ty_le_ho_can_ngheo", "1,47%"),
        ("ty_le_ho_ngheo_cuoi_nam", "0,43%"),
        ("ty_le_ho_can_ngheo_cuoi_nam", "0,97%"),
        ("so_ho_ngheo_bao_tro_xa_hoi", "13"),
        ("so_ho_ngheo_co_kha_nang_thoat", "04"),
        ("so_ho_ngheo_va_can_ngheo_cuoi_nam", "42"),
        ("ty_le_ho_ngheo_va_can_ngheo_cuoi_nam", "1,40%"),
        ("muc_giam_ty_le_ho_ngheo_va_can_ngheo", "0,64"),
        ("thieu_hut_dependents_ho_ngheo", "16"),
        ("ty_le_thieu_hut_dependents_ho_ngheo", "94,12%"),
        ("ty_le_thieu_hut_telecom_ho_ngheo", "70,59%"),
        # Rates that the source prints wrongly (rules.md 4.13): computed from the counts they are these.
        ("ty_le_thieu_hut_employment_ho_ngheo", "17,65%"),
        ("ty_le_thieu_hut_housing_quality_ho_ngheo", "23,53%"),
        ("ty_le_thieu_hut_employment_ho_can_ngheo", "9,09%"),
        ("ty_le_thieu_hut_dependents_ho_can_ngheo", "75,00%"),
        ("thieu_hut_nutrition_ho_ngheo", "00"),
        ("ty_le_thieu_hut_nutrition_ho_ngheo", "0,00%"),
        ("ty_le_thieu_hut_info_means_ho_can_ngheo", "13,64%"),
    ],
)
def test_source_plan_002(quang_minh, name, printed):
    assert quang_minh[name].printed == printed


def test_persons_that_nobody_recorded_are_missing(quang_minh):
    value = quang_minh["tong_so_khau"]
    assert value.printed == "–"
    assert value.missing_because == ("Chưa đủ số hộ, số khẩu năm 2023 của các tổ dân phố; hãy nhập ở trang Địa bàn.")


# --- Without data ----------------------------------------------------------------------------------


def test_before_the_first_result_nothing_is_zero():
    facts = pure_facts(CAM_PHUC_NAM)
    hamlets = tuple(replace(row, poor=ClassFigures(), near_poor=ClassFigures()) for row in facts.hamlets)
    empty = PlaceFigures(place=Locality(kind="phường", name="X"), households=1856)
    facts = replace(facts, recognised=False, decision_number="", decision_on=None, hamlets=hamlets, figures=empty)
    book = book_of(facts)
    assert book["so_ho_ngheo"].printed == "–"
    assert "hãy hoàn thành phiếu ở trang Rà soát" in book["so_ho_ngheo"].missing_because
    assert book["chi_tieu_giam_ho_ngheo"].is_missing
    assert "chưa có quyết định công nhận" in book["so_quyet_dinh_ra_soat"].missing_because
    assert book["so_ho_ngheo"].source == "Kết quả rà soát năm 2022, chưa có quyết định công nhận"
    assert book["tong_so_ho"].printed == "1.856"


def test_a_share_of_nobody_is_a_dash_and_not_missing():
    facts = pure_facts(QUANG_MINH)
    facts = replace(facts, figures=replace(facts.figures, poor=ClassFigures()))
    value = book_of(facts)["ty_le_thieu_hut_employment_ho_ngheo"]
    assert (value.printed, value.is_missing) == ("–", False)


def test_without_a_population_there_are_no_rates():
    facts = pure_facts(CAM_PHUC_NAM)
    facts = replace(facts, figures=replace(facts.figures, households=None))
    value = book_of(facts)["ty_le_ho_ngheo"]
    assert value.printed == "–"
    assert "trang Địa bàn" in value.missing_because


def test_an_indicator_of_another_standard_is_not_offered_and_says_why():
    book = book_of(pure_facts(CAM_PHUC_NAM))
    assert "thieu_hut_waste_ho_ngheo" not in [value.figure.name for value in book.offered()]
    assert "hãy bỏ nó khỏi văn bản" in book["thieu_hut_waste_ho_ngheo"].missing_because
    later = book_of(pure_facts(CAM_PHUC_NAM, standard=get_standard("VN-2027")))
    assert "thieu_hut_waste_ho_ngheo" in [value.figure.name for value in later.offered()]


@pytest.mark.parametrize("figure", FIGURES, ids=lambda figure: figure.name)
def test_every_figure_has_a_printed_form_a_source_and_a_way_out(figure, cam_phuc_nam):
    value = cam_phuc_nam[figure.name]
    assert value.printed
    assert value.source
    assert (value.value is None) == (value.printed == "–")
    kinds = {
        Kind.HOUSEHOLDS: int,
        Kind.PERSONS: int,
        Kind.COUNT: int,
        Kind.RATE: Decimal,
        Kind.POINTS: Decimal,
        Kind.YEAR: int,
        Kind.DATE: date,
        Kind.TEXT: str,
    }
    assert value.value is None or type(value.value) is kinds[figure.kind]
    if value.is_missing:
        assert figure.origin in {Origin.TARGETS, Origin.REVIEW}


# --- Lists -----------------------------------------------------------------------------------------


def test_the_list_of_deprivations_has_twelve_lines_with_count_and_rate(quang_minh):
    items = expand((Bound(blocks.POOR_DEPRIVATIONS.name),), quang_minh.facts)
    assert len(items) == 12
    assert all(isinstance(item, Item) and item.marker == "+" for item in items)
    assert to_source(items).splitlines()[1].strip() == (
        "+ Thiếu hụt chỉ số người phụ thuộc trong hộ gia đình: "
        "{{ số hộ nghèo thiếu hụt người phụ thuộc trong hộ gia đình }} hộ, "
        "tỷ lệ {{ tỷ lệ hộ nghèo thiếu hụt người phụ thuộc trong hộ gia đình }};"
    )
    assert all(not quang_minh[name].is_missing for name in figures_in(items))
    assert items[-1].runs[-1] == Words(".")


def test_a_list_about_nobody_says_so(quang_minh):
    facts = quang_minh.facts
    facts = replace(facts, figures=replace(facts.figures, near_poor=ClassFigures()))
    assert to_source(expand((Bound(blocks.NEAR_POOR_DEPRIVATIONS.name),), facts)).strip() == "+ Không có hộ cận nghèo."


def test_tables_stay_where_they_are(quang_minh):
    table = (Bound(blocks.BOTH_TARGETS.name),)
    assert expand(table, quang_minh.facts) == table
