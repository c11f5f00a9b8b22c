"""The pictures: well formed, safe under the site's policy, honest about nothing, zero, long names and large numbers."""

from decimal import Decimal
from xml.etree import ElementTree

import pytest

from reports.pictures import (
    IndicatorCounts,
    Picture,
    ReviewProgress,
    TargetRow,
    UnitCounts,
    deprivation_profile,
    grouped_bars,
    stacked_states,
    target_bullet,
)
from reports.pictures.drawing import NARROW, WIDE, text_width, wrapped

SVG = "{http://www.w3.org/2000/svg}"
LONG = "Tổ dân phố Khu Tái định cư số 2 phía Đông Bắc cầu Nà Mẫu, xã Ví Dụ, giáp ranh hai tỉnh và bãi bồi ven sông"
UNITS = (UnitCounts("Thôn Mẫu", 3, 12), UnitCounts(LONG, 0, 1_234_567), UnitCounts("A<b>&'\"", 5, 0))
INDICATORS = (IndicatorCounts(1, "Việc làm", 15, 40), IndicatorCounts(4, "Bảo hiểm y tế", 0, 174))
TARGETS = (
    TargetRow("Thôn Mẫu", 8, 5, 5),
    TargetRow("Thôn Ví dụ", 5, 4, 6),
    TargetRow("Thôn Giả định", 5, 3, 4),
    TargetRow(LONG, 3, 1, None),
    TargetRow("Thôn Mới", None, 1, 2),
)


def pictures() -> list[Picture]:
    return [
        grouped_bars(UNITS, title="Hộ nghèo & cận nghèo <thử>"),
        grouped_bars([], title="Chưa có"),
        grouped_bars([UnitCounts("Thôn Mẫu", 0, 0)], title="Toàn số không"),
        deprivation_profile(INDICATORS, poor_total=21, near_poor_total=174, title="Thiếu hụt"),
        deprivation_profile(INDICATORS, poor_total=0, near_poor_total=0, title="Không có hộ"),
        deprivation_profile([], poor_total=0, near_poor_total=0, title="Chưa có chỉ số"),
        target_bullet(TARGETS, title="Chỉ tiêu"),
        target_bullet([TargetRow("Thôn Mẫu", 0, 0, 0)], title="Chỉ tiêu toàn số không"),
        target_bullet([TargetRow("Thôn Mẫu", None, 0, None)], title="Chưa biết gì"),
        target_bullet([], title="Chưa có chỉ tiêu"),
        stacked_states(ReviewProgress(not_entered=12, draft=9, done=114), title="Tiến độ"),
        stacked_states(ReviewProgress(not_entered=0, draft=0, done=0), title="Chưa có hộ"),
        stacked_states(ReviewProgress(not_entered=9_999_999, draft=1, done=0), title="Số lớn"),
    ]


DRAWINGS = [
    pytest.param(svg, picture, id=f"{picture.title}, {size} {index}")
    for index, picture in enumerate(pictures())
    for size, svg in (("wide", picture.svg), ("narrow", picture.narrow))
]


def texts(svg: str) -> list[str]:
    return [node.text or "" for node in ElementTree.fromstring(svg).iter(f"{SVG}text")]


@pytest.mark.parametrize(("svg", "picture"), DRAWINGS)
def test_drawing_is_well_formed_and_says_what_it_is(svg, picture):
    root = ElementTree.fromstring(svg)
    title, desc = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert root.get("role") == "img"
    assert title.text == picture.title
    assert desc.text
    assert root.get("aria-labelledby").split() == [title.get("id"), desc.get("id")]


@pytest.mark.parametrize(("svg", "picture"), DRAWINGS)
def test_drawing_needs_no_leave_from_the_sites_policy(svg, picture):
    nodes = list(ElementTree.fromstring(svg).iter())
    names = {name for node in nodes for name in node.attrib}
    assert not {name for name in names if name in {"style", "class", "href"} or name.startswith("on")}
    assert {node.tag.removeprefix(SVG) for node in nodes} <= {"svg", "title", "desc", "text", "rect", "line"}


@pytest.mark.parametrize(("svg", "picture"), DRAWINGS)
def test_everything_stays_on_the_sheet(svg, picture):
    root = ElementTree.fromstring(svg)
    width, height = float(root.get("width")), float(root.get("height"))
    for node in root.iter(f"{SVG}text"):
        x, size = float(node.get("x")), float(node.get("font-size"))
        room = {"start": 1, "middle": 0.5}[node.get("text-anchor", "start")] * text_width(node.text, size)
        assert x + room <= width + 1, node.text
        assert size <= float(node.get("y")) + 3 <= height + 3
    for node in root.iter(f"{SVG}rect"):
        assert float(node.get("width")) > 0
        assert float(node.get("x")) + float(node.get("width")) <= width + 1


@pytest.mark.parametrize(("svg", "picture"), DRAWINGS)
def test_no_number_is_ever_nonsense(svg, picture):
    words = " ".join([*texts(svg), *(cell for row in picture.table.rows for cell in row)])
    assert "nan" not in words.lower()
    assert "None" not in words
    assert "inf" not in words.lower()


def test_the_same_figures_give_the_same_bytes():
    assert [picture.svg for picture in pictures()] == [picture.svg for picture in pictures()]


def test_pictures_of_one_page_do_not_share_identifiers():
    ids = [
        node.get("id")
        for picture in pictures()
        for svg in (picture.svg, picture.narrow)
        for node in ElementTree.fromstring(svg).iter()
        if node.get("id")
    ]
    assert len(ids) == len(set(ids))


def test_the_two_widths_are_laid_out_apart():
    picture = grouped_bars(UNITS, title="Hộ")
    assert ElementTree.fromstring(picture.svg).get("width") == str(WIDE)
    assert ElementTree.fromstring(picture.narrow).get("width") == str(NARROW)


def test_a_document_may_set_its_font():
    svg = stacked_states(ReviewProgress(1, 1, 1), title="Tiến độ").in_font("Tinos, 'Times New Roman'")
    assert ElementTree.fromstring(svg).get("font-family") == "Tinos, 'Times New Roman'"


def test_grouped_bars_carry_their_values_and_their_total():
    picture = grouped_bars(UNITS, title="Hộ")
    assert {"3", "12", "0", "1.234.567", "Thôn Mẫu", "A<b>&'\"", "Hộ nghèo", "Hộ cận nghèo"} <= set(texts(picture.svg))
    assert picture.table.rows[1] == (LONG, "0", "1.234.567")
    assert picture.table.total == ("Tổng số", "8", "1.234.579")
    assert "Nhiều hộ nghèo nhất: A<b>&'\" (5 hộ)." in picture.description


def test_grouped_bars_without_units_say_so():
    picture = grouped_bars([], title="Hộ")
    assert texts(picture.svg) == ["Chưa có số liệu."]
    assert picture.table.total is None


def test_near_poor_bars_are_hatched_and_poor_bars_are_not():
    root = ElementTree.fromstring(grouped_bars([UnitCounts("Thôn Mẫu", 3, 12)], title="Hộ").svg)
    hatched = [node for node in root.iter(f"{SVG}line") if node.get("stroke-dasharray")]
    assert [node.get("stroke") for node in hatched] == ["#9a6200", "#9a6200"]  # its legend and its bar


def test_a_long_name_is_cut_in_the_picture_and_whole_in_the_table():
    picture = grouped_bars(UNITS, title="Hộ")
    assert LONG not in " ".join(texts(picture.svg))
    assert any(words.endswith("…") for words in texts(picture.svg))
    assert picture.table.rows[1][0] == LONG


def test_a_word_longer_than_the_line_is_broken():
    lines = wrapped("Mẫu" * 40, 120, lines=2)
    assert len(lines) == 2
    assert all(text_width(line) <= 120 for line in lines)


def test_accents_take_no_room():
    assert text_width("Hộ nghèo") == text_width("Ho ngheo")


def test_deprivation_profile_gives_counts_and_shares_with_a_comma():
    picture = deprivation_profile(INDICATORS, poor_total=21, near_poor_total=174, title="Thiếu hụt")
    assert {"15 hộ · 71,43%", "40 hộ · 22,99%", "0 hộ · 0,00%", "174 hộ · 100,00%"} <= set(texts(picture.svg))
    assert picture.table.rows[0] == ("1. Việc làm", "15", "71,43%", "40", "22,99%")
    assert "Việc làm (15 hộ, 71,43%)" in picture.description


def test_a_share_of_nobody_is_a_dash():
    picture = deprivation_profile([IndicatorCounts(1, "Việc làm", 0, 0)], poor_total=0, near_poor_total=0, title="T")
    assert texts(picture.svg).count("0 hộ · –") == 2
    assert picture.table.rows == (("1. Việc làm", "0", "–", "0", "–"),)


def test_target_words_say_the_change_and_the_verdict():
    picture = target_bullet(TARGETS, title="Chỉ tiêu")
    assert [row[-1] for row in picture.table.rows] == [
        "giảm 3 hộ, đạt mục tiêu",
        "tăng 1 hộ, chưa đạt",
        "giảm 1 hộ, chưa đạt",
        "chưa có số liệu",
        "chưa đạt",
    ]
    assert picture.table.rows[3] == (LONG, "3", "–", "1", "chưa có số liệu")
    assert {"8 → 5, mục tiêu 5", "đầu kỳ 3, mục tiêu 1", "hiện nay 2, mục tiêu 1"} <= set(texts(picture.svg))
    assert picture.description == "1 trên 5 dòng đạt mục tiêu."


def test_targets_may_be_rates():
    row = TargetRow("Xã Mẫu", Decimal("10.5064"), Decimal("9.3"), Decimal("9.87"))
    picture = target_bullet([row], title="Tỷ lệ", unit="điểm phần trăm")
    assert picture.table.rows == (("Xã Mẫu", "10,51%", "9,87%", "9,30%", "giảm 0,64 điểm phần trăm, chưa đạt"),)


def test_a_rising_target_is_met_from_below():
    rows = [TargetRow("A", 10, 20, 21), TargetRow("B", 10, 20, 9)]
    picture = target_bullet(rows, title="Bảo hiểm", unit="người", falling=False)
    assert [row[-1] for row in picture.table.rows] == ["tăng 11 người, đạt mục tiêu", "giảm 1 người, chưa đạt"]


def test_getting_worse_is_drawn_thicker_than_falling_short():
    def thickest(row: TargetRow) -> float:
        root = ElementTree.fromstring(target_bullet([row], title="T").svg)
        bars = [node for node in root.iter(f"{SVG}rect") if float(node.get("height")) < 20]
        return max(float(node.get("height")) for node in bars)

    assert thickest(TargetRow("A", 5, 3, 6)) > thickest(TargetRow("A", 5, 3, 4))


def test_stacked_states_add_up_to_the_whole_bar():
    picture = stacked_states(ReviewProgress(not_entered=12, draft=9, done=114), title="Tiến độ")
    root = ElementTree.fromstring(picture.svg)
    parts = [node for node in root.iter(f"{SVG}rect") if node.get("height") == "34"]
    assert sum(float(node.get("width")) for node in parts) == pytest.approx(WIDE - 2, abs=0.3)
    assert {"Đã xong: 114 hộ (84,44%)", "Nháp: 9 hộ (6,67%)", "Chưa nhập: 12 hộ (8,89%)"} <= set(texts(picture.svg))
    assert picture.table.total == ("Tổng số", "135", "100,00%")
    assert picture.description.startswith("Trong 135 hộ: đã xong: 114 hộ (84,44%); nháp:")


def test_a_state_nobody_is_in_takes_no_room():
    picture = stacked_states(ReviewProgress(not_entered=0, draft=0, done=5), title="Tiến độ")
    root = ElementTree.fromstring(picture.svg)
    assert len([node for node in root.iter(f"{SVG}rect") if node.get("height") == "34"]) == 1
