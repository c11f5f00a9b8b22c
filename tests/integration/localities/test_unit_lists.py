"""Loading official lists: all or nothing, again and again the same, a reused code begins a new life."""

import json
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from localities.models import Level, Locality, LocalityChange, predecessors_of
from localities.unit_lists import BadList, load_files, load_shipped

NEW = date(2025, 7, 1)


@pytest.fixture
def write(tmp_path):
    """Writes a file; a list becomes JSON."""

    def write(name: str, content: str | list[object]) -> Path:
        path = tmp_path / name
        path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
        return path

    return write


def province(*wards: tuple[str, str], name: str = "Tỉnh Khánh Hòa", code: str = "56") -> dict[str, object]:
    return {"Code": code, "FullName": name, "Wards": [{"Code": c, "FullName": n} for c, n in wards]}


@pytest.fixture
def old_list(write) -> Path:
    return write(
        "old.csv",
        "province,provinceCode,district,districtCode,ward,wardCode\n"
        "Tỉnh Khánh Hòa,56,Thành phố Cam Ranh,569,Phường Cam Phúc Nam,22414\n"
        "Tỉnh Khánh Hòa,56,Thành phố Cam Ranh,569,Phường Cam Phú,22420\n"
        "Tỉnh Khánh Hòa,56,Thành phố Cam Ranh,569,Xã Cam Lập,22483\n",
    )


@pytest.fixture
def new_list(write) -> Path:
    return write("new.json", [province(("22420", "Phường Cam Ranh"), ("22480", "Xã Nam Cam Ranh"))])


def snapshot() -> list[tuple[object, ...]]:
    return list(Locality.objects.order_by("path").values_list("path", "kind", "name", "area_type", "abolished_on"))


# --- Lists of other sites -------------------------------------------------------------------------


def test_an_old_list_makes_a_tree(old_list):
    counts = load_files([old_list])
    assert (counts.new, counts.unchanged) == (5, 0)
    assert snapshot() == [
        ("56/", "tỉnh", "Khánh Hòa", "", None),
        ("56/569/", "thành phố", "Cam Ranh", "", None),
        ("56/569/22414/", "phường", "Cam Phúc Nam", "urban", None),
        ("56/569/22420/", "phường", "Cam Phú", "urban", None),
        ("56/569/22483/", "xã", "Cam Lập", "rural", None),
    ]


def test_a_list_loaded_again_changes_nothing(old_list):
    load_files([old_list])
    before = snapshot()
    counts = load_files([old_list])
    assert (counts.new, counts.changed, counts.ended, counts.unchanged) == (0, 0, 0, 5)
    assert snapshot() == before


def test_a_dry_run_counts_and_writes_nothing(old_list):
    assert load_files([old_list], dry_run=True).new == 5
    assert not Locality.objects.exists()


def test_a_reused_code_begins_a_new_life(old_list, new_list):
    load_files([old_list], until=NEW)
    counts = load_files([new_list], on=NEW)
    assert (counts.new, counts.ended, counts.left_open) == (3, 0, [])
    lives = Locality.objects.filter(code="22420").order_by("path")
    assert [(place.key, place.name) for place in lives] == [
        ("22420.20250701", "Cam Ranh"),
        ("22420", "Cam Phú"),
    ]
    assert lives[0].parent.key == "56.20250701"
    again = load_files([new_list], on=NEW)
    assert (again.new, again.unchanged) == (0, 3)


def test_a_list_from_a_day_on_ends_what_it_names_otherwise(old_list, new_list):
    """Without an end of their own, old units end when the code names another unit; the rest is reported."""
    load_files([old_list])
    counts = load_files([new_list], on=NEW)
    assert (counts.new, counts.ended, counts.unchanged) == (2, 1, 1)
    assert Locality.objects.get(key="22420").abolished_on == NEW
    assert Locality.objects.get(key="22420.20250701").parent.key == "56"
    assert sorted(counts.left_open) == [
        "phường Cam Phúc Nam (22414)",
        "thành phố Cam Ranh (569)",
        "xã Cam Lập (22483)",
    ]


def test_what_lies_below_ends_with_its_place(old_list, write):
    load_files([old_list])
    commune = Locality.objects.get(code="22420")
    Locality(parent=commune, level=Level.HAMLET, code="22420-01", kind="tổ dân phố", name="1").save()
    other = write("other.json", [province(("22420", "Phường Khác"), name="Tỉnh Khác")])
    assert load_files([other], on=NEW).ended == 6
    assert set(Locality.objects.filter(established_on=None).values_list("abolished_on", flat=True)) == {NEW}


def test_the_place_of_a_tone_mark_is_no_change(old_list, write):
    load_files([old_list])
    other = write("other.json", [{**province(), "FullName": "Tỉnh Khánh Hoà"}])
    assert load_files([other], on=NEW).unchanged == 1
    assert Locality.objects.get(code="56").name == "Khánh Hòa"


def test_a_correction_without_a_day_is_made_in_place(old_list, write):
    load_files([old_list])
    fixed = old_list.read_text().replace("Phường Cam Phú,", "Phường Cam Phú Sửa,")
    counts = load_files([write("fixed.csv", fixed)])
    assert (counts.changed, counts.new, counts.unchanged) == (1, 0, 4)
    assert Locality.objects.get(code="22420").name == "Cam Phú Sửa"


def test_the_area_of_a_place_is_proposed_and_never_overwritten(old_list):
    load_files([old_list])
    Locality.objects.filter(code="22414").update(area_type="rural")
    load_files([old_list])
    assert Locality.objects.get(code="22414").area_type == "rural"


def test_a_bad_row_stops_everything(old_list, write):
    bad = write("bad.csv", old_list.read_text() + "Tỉnh Khánh Hòa,56,,,Xã Hỏng,2248x\nKhánh Hòa,56,,,Xã Hư,22481\n")
    with pytest.raises(BadList) as refused:
        load_files([old_list, bad])
    assert refused.value.sentences == (
        "bad.csv, dòng 5: mã xã “2248x” không phải là số.",
        "bad.csv, dòng 6: tên “Khánh Hòa” phải bắt đầu bằng loại đơn vị (tỉnh, thành phố, thủ đô).",
    )
    assert not Locality.objects.exists()


def test_a_life_that_would_overlap_another_is_refused(old_list):
    load_files([old_list], until=NEW)
    with pytest.raises(BadList, match="mã 56 đã là tỉnh Khánh Hòa trong cùng thời gian"):
        load_files([old_list])


def test_a_unit_whose_superior_is_not_known_is_refused(write):
    orphan = write(
        "orphan.csv",
        "provinceCode,province,districtCode,district,wardCode,ward,establishedOn\n"
        "56,Tỉnh Khánh Hòa,569,Thành phố Cam Ranh,22414,Phường Cam Phúc Nam,\n",
    )
    with pytest.raises(BadList, match="dòng 2: không có đơn vị cấp trên mã 569"):
        load_files([orphan])


def test_a_conversion_ties_old_units_to_new_ones(old_list, new_list, write):
    load_files([old_list], until=NEW)
    load_files([new_list], on=NEW)
    table = write(
        "conversion.csv",
        "provinceCode,districtCode,wardCode,newProvinceCode,newWardCode\n"
        "56,569,22414.0,56,22420\n56,569,22420.0,56,22420\n56,569,22483.0,56,22480\n56,569,99999.0,56,22480\n",
    )
    counts = load_files([table], on=NEW)
    assert (counts.changes_new, counts.changes_unchanged, counts.changes_skipped) == (3, 0, 1)
    assert load_files([table], on=NEW).changes_unchanged == 3
    successor = Locality.objects.get(key="22420.20250701")
    assert predecessors_of((successor.path,)) == ("56/569/22414/", "56/569/22420/")


def test_a_conversion_needs_its_day(write):
    table = write("conversion.csv", "provinceCode,wardCode,newProvinceCode,newWardCode\n56,22414,56,22420\n")
    with pytest.raises(BadList, match="hãy nêu --on"):
        load_files([table])


# --- The list that comes with the system ----------------------------------------------------------


def test_the_shipped_list_is_whole_and_loads_again_without_a_change():
    counts = load_shipped()
    assert counts.new > 150
    assert (counts.changed, counts.ended, counts.changes_skipped) == (0, 0, 0)
    before = snapshot()
    again = load_shipped()
    assert (again.new, again.changed, again.unchanged) == (0, 0, counts.new)
    assert (again.changes_new, again.changes_unchanged) == (0, counts.changes_new)
    assert snapshot() == before


@pytest.mark.parametrize(
    ("key", "superiors", "full_name", "area_type"),
    [
        ("22414", ["tỉnh Khánh Hòa", "thành phố Cam Ranh"], "phường Cam Phúc Nam", "urban"),
        ("13384", ["tỉnh Hà Nam", "huyện Kim Bảng"], "thị trấn Quế", "urban"),
        ("07792", ["tỉnh Bắc Giang", "huyện Việt Yên"], "xã Quảng Minh", "rural"),
        ("07792.20240201", ["tỉnh Bắc Giang", "thị xã Việt Yên"], "phường Quảng Minh", "urban"),
        ("06196", ["tỉnh Lạng Sơn", "huyện Cao Lộc"], "xã Cao Lâu", "rural"),
        ("22360", ["tỉnh Khánh Hòa", "thành phố Nha Trang"], "phường Phước Tân", "urban"),
    ],
)
def test_the_places_of_the_five_plans_are_there_as_they_were(key, superiors, full_name, area_type):
    load_shipped()
    place = Locality.objects.get(key=key)
    assert [above.full_name for above in place.ancestors()] == superiors
    assert (place.full_name, place.area_type) == (full_name, area_type)


@pytest.mark.parametrize(
    ("day", "communes"),
    [
        pytest.param(date(2023, 6, 1), {"569": 15, "568": 27, "350": 18, "222": 17, "183": 22}, id="2023"),
        pytest.param(date(2025, 6, 30), {"569": 15, "568": 22, "350": 17, "222": 17, "183": 22}, id="the last day"),
        pytest.param(NEW, {"569": 0, "568": 0, "350": 0, "222": 0, "183": 0}, id="no districts any more"),
    ],
)
def test_the_districts_have_all_their_communes(day, communes):
    load_shipped()
    living = Locality.objects.filter(level=Level.COMMUNE).existing_on(day)
    assert {code: living.filter(parent__code=code).count() for code in communes} == communes


def test_every_commune_that_ended_has_a_successor_of_the_next_day():
    load_shipped()
    ended = Locality.objects.filter(level=Level.COMMUNE, abolished_on__isnull=False)
    assert ended.count() > 100
    assert not ended.filter(successions__isnull=True).exists()
    for change in LocalityChange.objects.select_related("predecessor", "successor"):
        assert change.successor.exists_on(change.effective_on)
        assert not change.predecessor.exists_on(change.effective_on)


def test_the_new_provinces_reach_back_to_all_they_were_made_of():
    load_shipped()
    bac_ninh = Locality.objects.get(key="24.20250701")
    assert bac_ninh.full_name == "tỉnh Bắc Ninh"
    assert predecessors_of((bac_ninh.path,)) == ("24/", "27/")
    van_ha = Locality.objects.get(key="07798.20250701")
    assert "24/222/07792/" in predecessors_of((van_ha.path,))


# --- The command ----------------------------------------------------------------------------------


def run(*args: str) -> str:
    out = StringIO()
    call_command("load_units", *args, stdout=out)
    return out.getvalue()


def test_the_command_says_what_it_did(old_list):
    assert "Đơn vị: 5 mới, 0 sửa đổi, 0 chấm dứt, 0 không đổi." in run(str(old_list), "--until", "2025-07-01")
    assert "5 không đổi" in run(str(old_list), "--until", "01/07/2025")


def test_the_command_can_only_look(old_list):
    assert "Chạy thử: không ghi gì." in run("--dry-run", str(old_list))
    assert not Locality.objects.exists()


def test_the_command_loads_what_is_shipped():
    assert "mới" in run("--shipped")
    assert Locality.objects.filter(key="22414").exists()


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        ([], "Hãy nêu tệp danh mục"),
        (["--shipped", "x.csv"], "Hãy nêu tệp danh mục"),
        (["khong-co.csv"], "không đọc được tệp"),
        (["x.csv", "--on", "2025-07-01", "--until", "2025-07-01"], "--until phải sau --on"),
        (["x.csv", "--on", "31/02/2025"], "không phải là ngày"),
    ],
)
def test_the_command_says_what_is_wrong(args, sentence):
    with pytest.raises(CommandError, match=sentence):
        run(*args)


def test_the_command_lists_bad_rows_and_counts_the_rest(write):
    rows = "".join(f"56,Tỉnh Khánh Hòa,{number}x,Xã {number}\n" for number in range(60))
    bad = write("bad.csv", "provinceCode,province,wardCode,ward\n" + rows)
    with pytest.raises(CommandError) as refused:
        run(str(bad))
    lines = str(refused.value).splitlines()
    assert lines[0] == "Không nạp dòng nào."
    assert lines[1].startswith("bad.csv, dòng 2:")
    assert lines[-1] == "… còn 10 lỗi nữa."
