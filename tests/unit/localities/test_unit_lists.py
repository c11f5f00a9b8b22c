"""Reading official lists: both layouts of the JSON, the CSV with its lost zeros, the conversion table."""

import json
from datetime import date

import pytest

from localities.area_types import AreaType
from localities.models import Level
from localities.unit_lists import admin_csv, conversion_csv, provinces_json
from localities.unit_lists.rows import BadList, code_of, kind_and_name

WARD = {"Type": "ward", "Code": "22414", "Name": "Cam Phúc Nam", "FullName": "Phường Cam Phúc Nam"}


@pytest.mark.parametrize(
    ("raw", "level", "code"),
    [
        (1, Level.PROVINCE, "01"),
        ("1.0", Level.PROVINCE, "01"),
        (" 97 ", Level.COMMUNE, "00097"),
        ("7.0", Level.COMMUNE, "00007"),
        ("001", Level.DISTRICT, "001"),
        (None, Level.COMMUNE, ""),
    ],
)
def test_codes_get_their_zeros_back(raw, level, code):
    assert code_of(raw, level) == code


@pytest.mark.parametrize("raw", ["2241x", "-5", "1.5", "²", "123"])
def test_what_is_no_code_is_refused(raw):
    with pytest.raises(ValueError, match="mã tỉnh"):
        code_of(raw, Level.PROVINCE)


@pytest.mark.parametrize(
    ("full_name", "level", "parts"),
    [
        ("Thành phố Hồ Chí Minh", Level.PROVINCE, ("thành phố", "Hồ Chí Minh")),
        ("Thị Xã Việt Yên", Level.DISTRICT, ("thị xã", "Việt Yên")),
        ("Thị trấn Quế", Level.COMMUNE, ("thị trấn", "Quế")),
        ("Phường 1", Level.COMMUNE, ("phường", "1")),
        ("Đặc khu Trường Sa", Level.COMMUNE, ("đặc khu", "Trường Sa")),
    ],
)
def test_kind_and_name_are_told_apart(full_name, level, parts):
    assert kind_and_name(full_name, level) == parts


def test_json_of_three_levels():
    district = {"Code": "569", "FullName": "Thành phố Cam Ranh", "ProvinceCode": "56", "Ward": [WARD]}
    province = {"Code": "56", "FullName": "Tỉnh Khánh Hòa", "District": [district]}
    units = provinces_json.read(json.dumps([province]))
    assert [(unit.level, unit.code, unit.kind, unit.name, unit.parent_code) for unit in units] == [
        (Level.PROVINCE, "56", "tỉnh", "Khánh Hòa", ""),
        (Level.DISTRICT, "569", "thành phố", "Cam Ranh", "56"),
        (Level.COMMUNE, "22414", "phường", "Cam Phúc Nam", "569"),
    ]


def test_json_of_two_levels():
    ward = {"Code": "22420", "FullName": "Phường Cam Ranh", "ProvinceCode": "56"}
    units = provinces_json.read(json.dumps([{"Code": "56", "FullName": "Tỉnh Khánh Hòa", "Wards": [ward]}]))
    assert [(unit.code, unit.parent_code) for unit in units] == [("56", ""), ("22420", "56")]


def test_every_bad_unit_of_the_json_has_its_sentence():
    wards = [{"Code": "2241x", "FullName": "Phường A"}, {"FullName": "Phường B"}, {"Code": "22417", "FullName": "C"}]
    with pytest.raises(BadList) as bad:
        provinces_json.read(json.dumps([{"Code": "56", "FullName": "Tỉnh Khánh Hòa", "Wards": wards}]))
    assert [sentence.partition(":")[0] for sentence in bad.value.sentences] == ["mục 2", "mục 3", "mục 4"]
    assert "mã xã “2241x” không phải là số" in bad.value.sentences[0]


@pytest.mark.parametrize("text", ["{", "{}", '"x"'])
def test_a_file_that_is_no_list_is_refused(text):
    with pytest.raises(BadList, match="dòng 1"):
        provinces_json.read(text)


def test_csv_of_three_levels_gives_each_unit_once():
    text = (
        "province,provinceCode,district,districtCode,ward,wardCode,wardLat\n"
        "Tỉnh Lạng Sơn,20,Huyện Cao Lộc,183,Xã Cao Lâu,6196,21.9\n"
        "Tỉnh Lạng Sơn,20,Huyện Cao Lộc,183,Xã Xuất Lễ,6202,21.8\n"
    )
    units = admin_csv.read(text)
    assert [(unit.code, unit.parent_code) for unit in units] == [
        ("20", ""),
        ("183", "20"),
        ("06196", "183"),
        ("06202", "183"),
    ]
    assert not any(unit.dated for unit in units)


def test_csv_of_two_levels_may_have_semicolons():
    units = admin_csv.read("provinceCode;province;wardCode;ward\n1;Thành phố Hà Nội;4;Phường Ba Đình\n")
    assert [(unit.code, unit.parent_code) for unit in units] == [("01", ""), ("00004", "01")]


def test_a_dated_row_is_one_life_of_its_smallest_unit():
    text = (
        "provinceCode,province,districtCode,district,wardCode,ward,areaType,establishedOn,abolishedOn,legalBasis\n"
        "24,Tỉnh Bắc Giang,222,Thị xã Việt Yên,7792,Phường Quảng Minh,urban,2024-02-01,01/07/2025,Nghị quyết X\n"
    )
    (unit,) = admin_csv.read(text)
    assert (unit.code, unit.parent_code, unit.area_type) == ("07792", "222", AreaType.URBAN)
    assert (unit.established_on, unit.abolished_on) == (date(2024, 2, 1), date(2025, 7, 1))
    assert (unit.dated, unit.legal_basis) == (True, "Nghị quyết X")


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("x,Tỉnh A,,,1,Xã B,,,", "dòng 2: mã tỉnh “x” không phải là số."),
        ("1,Tỉnh A,,,,Xã B,,,", "dòng 2: wardCode và ward phải có cùng nhau."),
        (",,,,1,Xã B,,,", "dòng 2: thiếu mã và tên tỉnh."),
        ("1,A,,,1,Xã B,,,", "dòng 2: tên “A” phải bắt đầu bằng loại đơn vị (tỉnh, thành phố, thủ đô)."),
        ("1,Tỉnh A,,,1,Xã B,ven đô,,", "dòng 2: khu vực “ven đô” phải là rural"),
        ("1,Tỉnh A,,,1,Xã B,,30/02/2024,", "dòng 2: ngày thành lập “30/02/2024” không phải là ngày"),
        ("1,Tỉnh A,,,1,Xã B,,2025-07-01,2024-02-01", "dòng 2: ngày chấm dứt phải sau ngày thành lập."),
    ],
)
def test_every_bad_row_of_the_csv_has_its_sentence(row, sentence):
    head = "provinceCode,province,districtCode,district,wardCode,ward,areaType,establishedOn,abolishedOn\n"
    with pytest.raises(BadList) as bad:
        admin_csv.read(head + row + "\n")
    assert bad.value.sentences[0].startswith(sentence)


def test_one_code_with_two_names_is_refused():
    text = "provinceCode,province,wardCode,ward\n1,Tỉnh A,1,Xã B\n1,Tỉnh A,1,Xã C\n"
    with pytest.raises(BadList, match="dòng 3: mã 00001 đã là xã B ở dòng 2"):
        admin_csv.read(text)


def test_a_file_without_its_columns_says_which():
    with pytest.raises(BadList, match="thiếu cột wardCode, ward"):
        admin_csv.read("provinceCode,province\n1,Tỉnh A\n")


def test_conversion_rows():
    text = (
        "provinceCode,isDividedWard,districtCode,wardCode,ward,newProvinceCode,newWardCode\n"
        "56,False,569,22414.0,Phường Cam Phúc Nam,56,22420\n"
        "56,False,569,22414.0,Phường Cam Phúc Nam,56,22420\n"
        "48,False,498,,,48,20333\n"
    )
    changes = conversion_csv.read(text)
    assert [(change.predecessor_code, change.successor_code) for change in changes] == [
        ("22414", "22420"),
        ("498", "20333"),
    ]
    assert conversion_csv.looks_like_one(text)
    assert not conversion_csv.looks_like_one("provinceCode,province,wardCode,ward\n")


def test_conversion_rows_of_larger_units_and_bad_ones():
    head = "provinceCode,districtCode,wardCode,newProvinceCode,newDistrictCode,newWardCode,effectiveOn\n"
    province, district = conversion_csv.read(f"{head}24,,,24,,,2025-07-01\n24,222,,24,222,,2024-02-01\n")
    assert (province.predecessor_code, district.predecessor_code) == ("24", "222")
    assert district.effective_on == date(2024, 2, 1)
    with pytest.raises(BadList, match="dòng 2: phải có cả mã xã cũ và mã xã mới"):
        conversion_csv.read(f"{head}24,222,07792,24,,,\n")
