"""What Phiếu B asks beside the indicators: power, water, current support and needs."""

import pytest

from indicators import dwellings, support
from indicators.dwellings import POWER_SOURCES, WATER_KINDS, WATER_SOURCES
from indicators.support import SUPPORTS


def test_the_six_kinds_of_support_are_those_of_the_provincial_lists():
    names = ["Y tế", "Giáo dục", "Sản xuất", "Vay vốn tín dụng", "Nhà ở", "Khác"]
    assert [choice.label for choice in SUPPORTS] == names


@pytest.mark.parametrize("bits", range(2 ** len(SUPPORTS)))
def test_kinds_of_support_come_back_from_their_bits(bits):
    assert support.mask(support.codes(bits)) == bits


def test_support_is_worded_in_the_order_of_the_list():
    assert support.words(["housing", "health"]) == "Y tế, Nhà ở"
    assert support.words([]) == ""


def test_a_kind_of_support_that_nobody_knows_is_refused():
    with pytest.raises(ValueError, match="holiday"):
        support.mask(["health", "holiday"])


@pytest.mark.parametrize(("typed", "code"), [("y te", "health"), ("VAY VỐN TÍN DỤNG", "credit"), ("nhà  ở", "housing")])
def test_support_is_found_as_lists_write_it(typed, code):
    assert support.find_support(typed).code == code


def test_the_kinds_of_water_that_the_rule_names_are_clean():
    clean = {kind.code for kind in WATER_KINDS if kind.is_clean}
    assert clean == {"piped", "drilled_well", "protected_well", "protected_spring", "rain", "bottled"}


@pytest.mark.parametrize(("code", "clean"), [("piped", True), ("surface", False), ("other", None), ("", None)])
def test_what_the_kind_does_not_say_stays_open(code, clean):
    assert dwellings.is_clean(code) is clean


@pytest.mark.parametrize("choices", [WATER_SOURCES, POWER_SOURCES, SUPPORTS], ids=["water", "power", "support"])
def test_codes_and_labels_are_told_apart_and_fit_their_column(choices):
    assert len({code for code, _ in choices}) == len({label for _, label in choices}) == len(choices)
    assert all(len(code) <= 20 for code, _ in choices)


def test_sources_are_found_as_lists_write_them():
    assert dwellings.find_water_source("NUOC MAY").code == "piped"
    assert dwellings.find_power_source("điện lưới quốc gia").code == "grid"
    assert dwellings.find_water_source("nước thánh") is None
