"""The pages of B1 score sheets: the template, a file looked at before it is stored, and a sheet taken out of use."""

import re
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from accounts.roles import Permission
from households.models import ScoreSheet
from tests.factories import hamlets_of, make_user
from tests.factories_analysis import GOOD_ROWS, load_sheet, workbook_of

YEAR = 2024
MOST_QUERIES = 30
NONE_SHIPPED = "Phần mềm không kèm bảng điểm B1 chính thức nào"
TYPED = {"standard_code": "VN-2022", "area_type": "urban", "region": "Vùng bịa", "source": "Văn bản bịa, trang 1"}


def address(name: str, place, *more: object) -> str:
    return reverse(name, args=[place.key, YEAR, *more])


def upload(client, place, content: bytes, name: str = "bang-diem.xlsx", **typed: str):
    file = SimpleUploadedFile(name, content)
    return client.post(address("score_sheet_load", place), {**TYPED, **typed, "file": file})


def packed_in(answer) -> str:
    return re.search(r'name="noi_dung" value="([^"]+)"', answer.content.decode())[1]


def words_of(answer) -> str:
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


# --- The list and one sheet ------------------------------------------------------------------------


def test_the_list_says_why_no_official_sheet_is_there(area, officer, signed_in):
    page = words_of(signed_in(officer).get(address("score_sheets", area.commune)))
    assert NONE_SHIPPED in page
    assert "Chưa có bảng điểm B1 nào dùng cho phường Mẫu Một." in page
    assert address("score_sheet_load", area.commune) in page


def test_the_list_shows_what_is_in_use_whose_it_is_and_what_was_retired(area, officer, colleague, signed_in):
    load_sheet(area.commune, by=officer)
    load_sheet(area.commune, by=colleague, source="Văn bản bịa, trang 2")
    load_sheet(area.province, by=make_user("administrator", area.province), region="Vùng của tỉnh")
    load_sheet(area.neighbour, by=officer, region="Vùng bên cạnh")
    page = words_of(signed_in(officer).get(address("score_sheets", area.commune)))
    assert page.count("Đang dùng") == 2
    assert page.count("Đã thôi dùng") == 1
    assert "Vùng của tỉnh" in page
    assert "Vùng bên cạnh" not in page
    assert "Đỗ Thị Cán Bộ" in page


def test_a_sheet_shows_its_questions_and_is_found_where_it_applies(area, officer, rival, signed_in):
    sheet = load_sheet(area.province, by=officer)
    for user, place in ((officer, area.commune), (rival, area.neighbour), (officer, area.hamlet)):
        page = words_of(signed_in(user).get(address("score_sheet", place, sheet.pk)))
        assert "2. Câu hỏi bịa chọn nhiều" in page
        assert "−5" in page
        assert "từ −5 đến 170 điểm" in page
        assert "Thôi dùng bảng này" not in page, "it is the province's"


def test_the_template_is_a_workbook(area, officer, signed_in):
    answer = signed_in(officer).get(address("score_sheet_template", area.commune))
    assert "mau-bang-diem-b1.xlsx" in answer["Content-Disposition"]
    assert load_workbook(BytesIO(answer.content)).sheetnames[0] == "Bảng điểm B1"


# --- Loading ---------------------------------------------------------------------------------------


def test_a_file_is_looked_at_and_then_stored(area, officer, signed_in):
    client = signed_in(officer)
    preview = upload(client, area.commune, workbook_of(GOOD_ROWS))
    page = words_of(preview)
    assert "Chưa ghi gì." in page
    assert "Phương án bịa, nhiều điểm" in page
    assert not ScoreSheet.objects.exists()
    stored = client.post(address("score_sheet_load", area.commune), {"noi_dung": packed_in(preview)})
    sheet = ScoreSheet.objects.get()
    assert stored.url == address("score_sheet", area.commune, sheet.pk)
    assert (sheet.place, sheet.region, sheet.loaded_by) == (area.commune, "Vùng bịa", officer)
    again = client.post(address("score_sheet_load", area.commune), {"noi_dung": packed_in(preview)})
    assert again.url == stored.url, "sent twice is stored once"


def test_what_is_wrong_is_named_cell_by_cell_and_nothing_is_stored(area, officer, signed_in):
    rows = [*GOOD_ROWS[:2], ("1.2", "Phương án", "Phương án bịa", "nhiều", None)]
    page = words_of(upload(signed_in(officer), area.commune, workbook_of(rows)))
    assert "Lỗi: Nạp bảng điểm B1" in page
    assert "Tệp có 01 chỗ cần sửa" in page
    assert "D4" in page
    assert "Điểm “nhiều” không phải là số nguyên." in page
    assert 'value="Vùng bịa"' in page, "what was typed comes back"
    assert 'name="noi_dung"' not in page
    assert not ScoreSheet.objects.exists()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"khong phai tep Excel", "Tệp không phải là tệp Excel .xlsx"),
        (bytes.fromhex("D0CF11E0A1B11AE1"), "Tệp bị khóa bằng mật khẩu"),
        (b"x" * (1024 * 1024 + 1), "Tệp lớn hơn 1 MB"),
        (b"", "Tệp không có nội dung."),
    ],
)
def test_a_file_of_another_kind_is_refused_at_its_field(area, officer, signed_in, content, words):
    page = words_of(upload(signed_in(officer), area.commune, content))
    assert words in page
    assert not ScoreSheet.objects.exists()


def test_the_form_says_what_is_missing(area, officer, signed_in):
    page = words_of(signed_in(officer).post(address("score_sheet_load", area.commune), {"region": " "}))
    for words in ("Hãy chọn chuẩn nghèo", "Hãy ghi vùng", "Hãy ghi văn bản và trang", "Hãy chọn tệp .xlsx."):
        assert words in page


def test_the_preview_says_what_it_replaces_and_what_looks_wrong(area, officer, signed_in):
    load_sheet(area.commune, by=officer)
    rows = [GOOD_ROWS[0], ("1.1", "Phương án", "Phương án bịa", 10, None)]
    page = words_of(upload(signed_in(officer), area.commune, workbook_of(rows)))
    assert "Bảng đang dùng của cùng vùng và khu vực (chép từ Văn bản bịa, trang 1" in page
    assert "Tổng điểm cao nhất có thể là 10, không vượt ngưỡng 175 điểm" in page


@pytest.mark.parametrize("packed", ["", "bịa", "eyJhIjoxfQ:1abc:xyz"])
def test_a_preview_that_nobody_saw_is_not_stored(area, officer, signed_in, packed):
    page = words_of(signed_in(officer).post(address("score_sheet_load", area.commune), {"noi_dung": packed}))
    assert "Không đọc được nội dung đã xem trước." in page
    assert not ScoreSheet.objects.exists()


def test_a_colleague_s_preview_is_not_one_s_own(area, officer, colleague, signed_in):
    packed = packed_in(upload(signed_in(officer), area.commune, workbook_of(GOOD_ROWS)))
    answer = signed_in(colleague).post(address("score_sheet_load", area.commune), {"noi_dung": packed})
    assert answer.status_code == 200
    assert not ScoreSheet.objects.exists()


def test_a_preview_survives_an_expired_session(area, officer, signed_in, client):
    preview = upload(signed_in(officer), area.commune, workbook_of(GOOD_ROWS))
    mark = re.search(r'name="_nguoi_nhap" value="([^"]+)"', preview.content.decode())[1]
    url = address("score_sheet_load", area.commune)
    assert client.post(url, {"noi_dung": packed_in(preview), "_nguoi_nhap": mark}).status_code == 302
    client.force_login(officer)
    page = words_of(client.get(url))
    assert "Xem trước bảng điểm B1" in page
    assert not ScoreSheet.objects.exists(), "a GET stores nothing"


# --- Retiring --------------------------------------------------------------------------------------


def test_a_sheet_is_retired_with_a_reason(area, officer, signed_in):
    sheet, client = load_sheet(area.commune, by=officer), signed_in(officer)
    url = address("score_sheet_retire", area.commune, sheet.pk)
    assert url in words_of(client.get(address("score_sheet", area.commune, sheet.pk)))
    assert "Hãy ghi vì sao bảng điểm thôi dùng." in words_of(client.post(url, {"reason": " "}))
    assert client.post(url, {"reason": "Chép nhầm"}).url == address("score_sheet", area.commune, sheet.pk)
    sheet.refresh_from_db()
    assert sheet.retired_by == officer
    assert client.get(url).status_code == 302, "it is retired already"


def test_a_commune_does_not_retire_the_sheet_of_its_province(area, officer, signed_in):
    sheet = load_sheet(area.province, by=officer)
    url = address("score_sheet_retire", area.commune, sheet.pk)
    assert signed_in(officer).get(url).status_code == signed_in(officer).post(url, {"reason": "x"}).status_code == 404


# --- Who may ---------------------------------------------------------------------------------------

OF_SHEET = ("score_sheet", "score_sheet_retire")
NAMES = ("score_sheets", "score_sheet_template", "score_sheet_load", *OF_SHEET)


@pytest.mark.parametrize("name", NAMES)
def test_the_officer_of_the_next_commune_finds_nothing(area, officer, rival, signed_in, name):
    sheet = load_sheet(area.commune, by=officer)
    more = [sheet.pk] if name in OF_SHEET else []
    client = signed_in(rival)
    assert client.get(address(name, area.commune, *more)).status_code == 404
    assert client.post(address(name, area.commune, *more), {"reason": "x"}).status_code in {404, 405}
    if more:
        assert client.get(address(name, area.neighbour, *more)).status_code == 404
    sheet.refresh_from_db()
    assert sheet.retired_at is None


@pytest.mark.parametrize(
    ("name", "permission"),
    [
        ("score_sheets", Permission.FIGURES_VIEW),
        ("score_sheet", Permission.FIGURES_VIEW),
        ("score_sheet_template", Permission.PROCEDURE_EDIT),
        ("score_sheet_load", Permission.PROCEDURE_EDIT),
        ("score_sheet_retire", Permission.PROCEDURE_EDIT),
    ],
)
def test_each_page_asks_for_its_right(area, officer, holder, signed_in, name, permission):
    sheet = load_sheet(area.commune, by=officer)
    url = address(name, area.commune, *([sheet.pk] if name in OF_SHEET else []))
    assert signed_in(holder(permission, area.commune)).get(url).status_code == 200
    assert signed_in(holder(Permission.PLAN_VIEW, area.commune)).get(url).status_code == 403


def test_who_only_looks_is_not_offered_to_load(area, holder, signed_in):
    page = words_of(signed_in(holder(Permission.FIGURES_VIEW, area.commune)).get(address("score_sheets", area.commune)))
    assert address("score_sheet_load", area.commune) not in page


def test_a_village_unit_is_no_place_to_load_for(area, officer, signed_in):
    client, hamlet = signed_in(officer), hamlets_of(area.commune)[0]
    assert "cho cả tỉnh hoặc cho một xã, phường" in words_of(client.get(address("score_sheets", hamlet)))
    assert client.get(address("score_sheet_load", hamlet)).url == address("score_sheets", hamlet)


def test_the_number_of_queries_does_not_grow(area, officer, signed_in, django_assert_max_num_queries):
    for number in range(60):
        sheet = load_sheet(area.commune, by=officer, region=f"Vùng bịa {number}")
    client = signed_in(officer)
    for url in (address("score_sheets", area.commune), address("score_sheet", area.commune, sheet.pk)):
        with django_assert_max_num_queries(MOST_QUERIES):
            assert client.get(url).status_code == 200
