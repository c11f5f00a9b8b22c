"""Pages about places: what is seen, who may record figures, what a rival next door gets."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest
import tablib
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from accounts.audit import Act
from accounts.models import AuditEvent
from accounts.places import actions, resources, tables
from accounts.places.actions import PlaceCount
from accounts.refusals import Refused
from accounts.roles import Permission
from households.models import Review
from localities.models import Level, Locality, LocalityChange, Population
from tests import factories
from tests.factories import hamlets_of, make_place

YEAR = 2023
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def url(name, place, year=YEAR):
    return reverse(name, args=[place.key, year])


def figures(place, year=YEAR):
    return Population.objects.filter(place=place, year=year).values_list("households", "persons").first()


def typed(commune, *counts, year=YEAR, **more):
    """What the form sends: a pair for each unit of the commune, as it was shown when the form was opened."""
    sent = {"source": "", **more}
    for place in [*hamlets_of(commune), commune]:
        kept = figures(place, year) or (None, None)
        sent |= {f"ho_{place.pk}": "", f"khau_{place.pk}": ""}
        sent[f"thay_{place.pk}"] = ",".join("" if value is None else str(value) for value in kept)
    for place, (households, persons) in zip([*hamlets_of(commune), commune], counts, strict=False):
        sent |= {f"ho_{place.pk}": households, f"khau_{place.pk}": persons}
    return sent


@pytest.fixture
def officer(area, holder):
    return holder(Permission.PLACE_EDIT, area.commune)


@pytest.fixture
def editor(area, officer, holder, signed_in):
    """Somebody who sees the place and may record figures there."""
    holder(Permission.FIGURES_VIEW, area.commune)
    factories.assign(officer, Permission.FIGURES_VIEW.value, area.commune)
    return signed_in(officer)


@pytest.fixture
def viewer(area, holder, signed_in):
    return signed_in(holder(Permission.FIGURES_VIEW, area.commune))


def recognise(commune, officer, year=YEAR):
    return Review.objects.create(
        commune=commune,
        year=year,
        standard_code="national-2022",
        state="recognised",
        decision_number="99/QĐ-UBND",
        decision_on=date(year, 12, 14),
        recognised_at=timezone.now(),
        recognised_by=officer,
    )


# --- What is seen ---------------------------------------------------------------------------------


def test_a_commune_shows_its_units_with_figures_and_our_sum(area, viewer):
    first, second = hamlets_of(area.commune)
    Population.objects.create(place=first, year=YEAR, households=1000, persons=4000, source="Công an phường")
    Population.objects.create(place=second, year=YEAR, households=856, persons=3500)
    page = viewer.get(url("places", area.commune)).content.decode()
    for text in ("1.000", "4.000", "Công an phường", "1.856", "7.500", "Cộng 2 thôn, tổ dân phố", "91101", "Thành thị"):
        assert text in page
    assert "Cập nhật dân số" not in page
    assert "Sửa" not in page


def test_a_sum_that_lacks_a_part_is_a_dash(area, viewer):
    Population.objects.create(place=area.hamlet, year=YEAR, households=1000)
    response = viewer.get(url("places", area.commune))
    assert (response.context["table"].households, response.context["table"].persons) == (None, None)
    assert "Còn 01 thôn, tổ dân phố chưa có dân số năm 2023: tổ dân phố 2." in response.content.decode()


def test_figures_of_the_whole_that_differ_from_the_sum_are_both_shown(area, viewer):
    for hamlet in hamlets_of(area.commune):
        Population.objects.create(place=hamlet, year=YEAR, households=100)
    Population.objects.create(place=area.commune, year=YEAR, households=210)
    assert "Tổng các thôn, tổ dân phố là 200 hộ, khác số ghi cho toàn phường Mẫu Một (210 hộ)" in (
        viewer.get(url("places", area.commune)).content.decode()
    )


def test_a_district_sums_its_communes(area, holder, signed_in):
    for hamlet in hamlets_of(area.commune):
        Population.objects.create(place=hamlet, year=YEAR, households=100, persons=400)
    Population.objects.create(place=area.neighbour_hamlet, year=YEAR, households=7)
    Population.objects.create(place=area.neighbour, year=YEAR, households=300, persons=None)
    client = signed_in(holder(Permission.FIGURES_VIEW, area.district))
    response = client.get(url("places", area.district))
    rows = [(row.place.name, row.households, row.persons) for row in response.context["table"].rows]
    assert rows == [("Mẫu Một", 200, 800), ("Mẫu Hai", 300, None)]
    assert (response.context["table"].households, response.context["table"].persons) == (500, None)
    assert "có số của 1/2 thôn, tổ dân phố" in response.content.decode()


def test_the_number_of_queries_does_not_grow_with_the_communes(area, holder, signed_in, django_assert_max_num_queries):
    client = signed_in(holder(Permission.FIGURES_VIEW, area.district))
    for number in range(20):
        factories.make_commune_with_hamlets(f"9112{number:02d}", f"Mẫu {number}", area.district)
    with django_assert_max_num_queries(16):
        client.get(url("places", area.district))


def test_a_place_tells_what_it_came_from_and_what_it_became(area, viewer):
    old = make_place(Level.COMMUNE, "91150", "Mẫu Xưa", area.district, abolished_on=date(2024, 2, 1))
    Locality.objects.filter(pk=area.commune.pk).update(abolished_on=date(2025, 7, 1))
    new = make_place(Level.COMMUNE, "91101", "Mẫu Nay", area.province, established_on=date(2025, 7, 1))
    for predecessor, successor, basis in ((old, area.commune, "Nghị quyết A"), (area.commune, new, "")):
        LocalityChange.objects.create(
            predecessor=predecessor, successor=successor, effective_on=date(2025, 7, 1), legal_basis=basis
        )
    page = viewer.get(url("places", area.commune)).content.decode()
    assert f'href="{url("places", old)}"' in page  # readers of the successor read what the predecessor recorded
    assert "Phường Mẫu Nay, tỉnh Mẫu Sơn" in page
    assert url("places", new) not in page  # not on the reader's ground
    assert "Nghị quyết A" in page


def test_a_year_before_the_place_was_there_is_said_to_be_empty(area, holder, signed_in):
    new = factories.make_commune_with_hamlets("91190", "Mẫu Mới", area.district, established_on=date(2025, 7, 1))
    client = signed_in(holder(Permission.FIGURES_VIEW, new))
    page = client.get(url("places", new)).content.decode()
    assert "Phường Mẫu Mới thành lập từ 01/07/2025" in page
    assert client.get(url("places", new, 2026)).context["table"].rows


@pytest.mark.parametrize("year", [0, 1, 1900, 99999])
def test_a_year_that_no_page_is_about_is_not_found(area, viewer, year):
    assert viewer.get(f"/{area.commune.key}/{year}/dia-ban/").status_code == 404


def test_a_village_unit_shows_its_years(area, viewer):
    for year in (2022, 2023):
        Population.objects.create(place=area.hamlet, year=year, households=year)
    page = viewer.get(url("places", area.hamlet)).content.decode()
    assert page.index("2.023") < page.index("2.022")
    assert "Thành thị (theo xã, phường)" in page


# --- Who may --------------------------------------------------------------------------------------

EDITING = ["population", "population_upload", "unit_add"]


@pytest.mark.parametrize("name", ["places", "population_download", *EDITING])
def test_strangers_are_asked_to_sign_in(client, area, name):
    response = client.get(url(name, area.commune))
    assert response.status_code == 302
    assert reverse("account_login") in response["Location"]


@pytest.mark.parametrize("name", EDITING)
def test_who_only_reads_is_refused(area, viewer, name):
    assert viewer.get(url(name, area.commune)).status_code == 403
    assert viewer.post(url(name, area.commune), {}).status_code == 403


@pytest.mark.parametrize("name", ["places", "population_download", *EDITING])
def test_the_officer_of_the_next_commune_finds_nothing(area, officer_of, signed_in, name):
    rival = signed_in(officer_of(area.neighbour))
    assert rival.get(url(name, area.neighbour)).status_code == 200
    assert rival.get(url(name, area.commune)).status_code == 404


@pytest.mark.parametrize("name", ["unit_edit", "unit_end"])
def test_the_officer_of_the_next_commune_does_not_reach_a_unit(area, officer_of, signed_in, name):
    rival = signed_in(officer_of(area.neighbour))
    assert rival.get(url(name, area.neighbour_hamlet)).status_code == 200
    assert rival.get(url(name, area.hamlet)).status_code == 404
    sent = {"kind": "thôn", "name": "Của Tôi", "position": 1, "ended_on": "01/01/2024", "reason": "thử"}
    assert rival.post(url(name, area.hamlet), sent).status_code == 404
    area.hamlet.refresh_from_db()
    assert (area.hamlet.name, area.hamlet.abolished_on) == ("1", None)


def test_the_officer_of_the_next_commune_records_nothing_here(area, officer_of, signed_in):
    rival = signed_in(officer_of(area.neighbour))
    sent = typed(area.commune, (10, 40), (20, 80))
    assert rival.post(url("population", area.commune), sent).status_code == 404
    rival.post(url("population", area.neighbour), sent)  # names of fields that belong to other places
    assert not Population.objects.exists()


def test_an_officer_of_the_successor_reads_and_does_not_write(area, officer_of, signed_in):
    new = make_place(Level.COMMUNE, "91190", "Mẫu Gộp", area.province, established_on=date(2025, 7, 1))
    LocalityChange.objects.create(predecessor=area.commune, successor=new, effective_on=date(2025, 7, 1))
    heir = signed_in(officer_of(new))
    assert heir.get(url("places", area.commune)).status_code == 200
    assert heir.get(url("population", area.commune)).status_code == 404


@pytest.mark.parametrize("name", ["unit_edit", "unit_end"])
def test_only_village_units_are_renamed_and_ended(area, editor, name):
    assert editor.get(url(name, area.commune)).status_code == 404


# --- Recording figures ----------------------------------------------------------------------------


def test_all_figures_are_recorded_at_once_with_one_event(area, editor, officer):
    response = editor.post(
        url("population", area.commune), typed(area.commune, ("1.356", "5 400"), (20, ""), source="Công an phường")
    )
    assert response["Location"] == url("places", area.commune)
    first, second = hamlets_of(area.commune)
    assert (figures(first), figures(second), figures(area.commune)) == ((1356, 5400), (20, None), None)
    assert set(Population.objects.values_list("source", flat=True)) == {"Công an phường"}
    event = AuditEvent.objects.get(act=Act.POPULATION_RECORDED)
    assert (event.by_id, event.place_path) == (officer.pk, area.commune.path)
    assert event.detail["changes"] == [
        {"place": first.key, "before": [None, None], "after": [1356, 5400]},
        {"place": second.key, "before": [None, None], "after": [20, None]},
    ]


def test_the_same_form_sent_twice_is_recorded_once(area, editor):
    sent = typed(area.commune, (10, 40), (20, 80))
    editor.post(url("population", area.commune), sent)
    page = editor.post(url("population", area.commune), sent, follow=True).content.decode()
    assert "Không có số nào thay đổi." in page
    assert Population.objects.count() == 2
    assert AuditEvent.objects.filter(act=Act.POPULATION_RECORDED).count() == 1


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        ((10, 9), "Số khẩu không thể ít hơn số hộ (10)."),
        (("", 9), "Có số khẩu thì phải có số hộ."),
        (("mười", 9), "Đề nghị nhập số nguyên"),
        (("1,5", 9), "Đề nghị nhập số nguyên"),
        ((-1, 9), "Số không thể nhỏ hơn 0."),
        ((99999999, ""), "Số lớn quá."),
    ],
)
def test_one_bad_figure_and_none_is_recorded(area, editor, counts, sentence):
    response = editor.post(url("population", area.commune), typed(area.commune, (20, 80), counts))
    page = response.content.decode()
    assert sentence in page
    assert "tổ dân phố 2" in page
    assert f'value="{counts[0]}"' in page or counts[0] == ""  # what was typed is still there
    assert not Population.objects.exists()


def test_the_form_shows_what_is_recorded_and_last_year_only_as_a_hint(area, editor):
    first, second = hamlets_of(area.commune)
    Population.objects.create(place=first, year=YEAR, households=510, persons=2300)
    Population.objects.create(place=second, year=YEAR - 1, households=650, persons=2955)
    response = editor.get(url("population", area.commune))
    form = response.context["form"]
    assert (form[f"ho_{first.pk}"].value(), form[f"ho_{second.pk}"].value()) == (510, None)
    assert "Năm 2022: 650 hộ, 2.955 khẩu" in response.content.decode()


def test_an_emptied_row_takes_the_figures_out(area, editor):
    Population.objects.create(place=area.hamlet, year=YEAR, households=510, persons=2300)
    editor.post(url("population", area.commune), typed(area.commune, ("", ""), (20, 80)))
    assert figures(area.hamlet) is None
    assert AuditEvent.objects.get().detail["changes"][0]["before"] == [510, 2300]


def test_a_colleague_s_figures_are_not_written_over_unseen(area, editor, officer):
    sent = typed(area.commune, (10, 40), (20, 80))
    Population.objects.create(place=area.hamlet, year=YEAR, households=11, persons=44)
    page = editor.post(url("population", area.commune), sent).content.decode()
    assert "Số liệu của tổ dân phố 1 vừa được người khác sửa thành 11 hộ, 44 khẩu." in page
    assert figures(area.hamlet) == (11, 44)
    assert Population.objects.count() == 1


def test_recognised_figures_stay_and_missing_ones_may_be_added(area, editor, officer):
    first, second = hamlets_of(area.commune)
    Population.objects.create(place=first, year=YEAR, households=510)
    recognise(area.commune, officer)
    page = editor.get(url("population", area.commune)).content.decode()
    assert "đã được công nhận theo Quyết định số 99/QĐ-UBND" in page
    editor.post(url("population", area.commune), typed(area.commune, (999, 2300), (20, 80)))
    assert (figures(first), figures(second)) == ((510, 2300), (20, 80))
    with pytest.raises(Refused, match="đã được công nhận"):
        actions.record_population(commune=area.commune, year=YEAR, counts=[PlaceCount(first, 511, 2300)], by=officer)


def test_figures_of_a_year_that_has_not_begun_are_refused(area, editor):
    later = timezone.localdate().year + 1
    page = editor.get(url("population", area.commune, later), follow=True).content.decode()
    assert f"Chưa đến năm {later}" in page
    editor.post(url("population", area.commune, later), typed(area.commune, (10, 40), year=later))
    assert not Population.objects.exists()


def test_figures_of_a_year_without_the_commune_are_refused(area, officer):
    Locality.objects.filter(pk=area.commune.pk).update(abolished_on=date(2022, 1, 1))
    area.commune.refresh_from_db()
    with pytest.raises(Refused, match="Phường Mẫu Một không tồn tại trong năm 2023"):
        actions.record_population(commune=area.commune, year=YEAR, counts=[], by=officer)


def test_a_ward_founded_after_the_review_states_the_figures_for_itself(area, officer_of, signed_in):
    """Phường Quảng Minh is of February 2024; its plan of 2024 rests on the review of 2023."""
    new = factories.make_commune_with_hamlets("91190", "Mẫu Mới", area.district, established_on=date(YEAR + 1, 2, 1))
    client = signed_in(officer_of(new))
    assert "Phường Mẫu Mới thành lập từ 01/02/2024" in client.get(url("places", new)).content.decode()
    client.post(url("population", new), typed(new, (10, 40), (20, "")))
    assert [row.households for row in client.get(url("places", new)).context["table"].rows] == [10, 20]
    page = client.get(url("population", new, YEAR - 1), follow=True).content.decode()
    assert "Phường Mẫu Mới không tồn tại trong năm 2022" in page


def test_figures_of_another_commune_are_refused(area, officer):
    with pytest.raises(Refused, match="không thuộc phường Mẫu Một"):
        actions.record_population(
            commune=area.commune, year=YEAR, counts=[PlaceCount(area.neighbour_hamlet, 10, 40)], by=officer
        )
    assert not Population.objects.exists()


def test_a_unit_that_ended_before_the_count_carries_no_figures(area):
    first, second = hamlets_of(area.commune)
    Locality.objects.filter(pk=first.pk).update(abolished_on=date(YEAR, 12, 14))
    assert tables.units_of(area.commune, YEAR) == [second]
    assert tables.units_of(area.commune, YEAR - 1) == [first, second]


def test_a_commune_that_ended_in_the_year_keeps_the_units_of_its_last_day(area):
    ends = date(YEAR, 7, 1)
    Locality.objects.under(area.commune).update(abolished_on=ends)
    area.commune.refresh_from_db()
    assert len(tables.units_of(area.commune, YEAR)) == 2


def test_what_was_typed_survives_an_expired_session(area, officer, signed_in):
    client = signed_in(officer)
    page = client.get(url("population", area.commune)).content.decode()
    mark = page.partition('name="_nguoi_nhap" value="')[2].partition('"')[0]
    client.logout()
    client.post(url("population", area.commune), typed(area.commune, (10, 40), (20, 80), _nguoi_nhap=mark))
    factories.sign_in(client, officer)
    form = client.get(url("population", area.commune)).context["form"]
    assert form[f"ho_{area.hamlet.pk}"].value() == "10"
    assert not Population.objects.exists()


# --- The workbook ---------------------------------------------------------------------------------


def changed_workbook(area, **cells):
    book = openpyxl.load_workbook(BytesIO(resources.workbook(area.commune, YEAR, tables.counts_of(area.commune, YEAR))))
    for cell, value in cells.items():
        book.active[cell] = value
    out = BytesIO()
    book.save(out)
    return SimpleUploadedFile("dan-so.xlsx", out.getvalue(), XLSX)


def test_the_workbook_holds_a_row_for_every_unit(area, viewer):
    Population.objects.create(place=area.hamlet, year=YEAR, households=510, persons=2300)
    response = viewer.get(url("population_download", area.commune))
    assert response["Content-Type"] == XLSX
    assert 'filename="dan-so-91101-2023.xlsx"' in response["Content-Disposition"]
    dataset = tablib.Dataset().load(response.content, format="xlsx")
    assert dataset.headers == ["Mã", "Thôn, tổ dân phố", "Năm", "Số hộ", "Số khẩu"]
    assert list(dataset) == [
        ("91101-01", "tổ dân phố 1", 2023, 510, 2300),
        ("91101-02", "tổ dân phố 2", 2023, None, None),
    ]


def test_a_name_that_looks_like_a_formula_stays_a_name(area):
    Locality.objects.filter(pk=area.hamlet.pk).update(kind="=1+1", name="x")
    uploaded = changed_workbook(area)
    assert b"<f>" not in uploaded.read()


def test_every_column_of_the_workbook_has_room_for_its_words(area):
    sheet = openpyxl.load_workbook(changed_workbook(area)).active
    for cells in sheet.columns:
        widest = max(len(str(cell.value)) for cell in cells if cell.value is not None)
        assert sheet.column_dimensions[cells[0].column_letter].width > widest


def test_a_workbook_shows_its_changes_and_writes_nothing(area, editor):
    Population.objects.create(place=area.hamlet, year=YEAR, households=510, persons=2300)
    response = editor.post(
        url("population_upload", area.commune), {"file": changed_workbook(area, D3="1.400", E3=5600, D2=510)}
    )
    assert [(line.name, line.before, line.after) for line in response.context["lines"]] == [
        ("tổ dân phố 2", "chưa có", "1.400 hộ, 5.600 khẩu")
    ]
    assert Population.objects.count() == 1
    filled = response.context["filled"]
    sent = {name: filled[name].value() or "" for name in filled.fields}
    editor.post(url("population", area.commune), sent)
    assert [figures(unit) for unit in hamlets_of(area.commune)] == [(510, 2300), (1400, 5600)]


def test_every_bad_row_of_a_workbook_is_named(area, editor):
    response = editor.post(
        url("population_upload", area.commune),
        {"file": changed_workbook(area, A2="91102-01", D3="nhiều", A4="91101-02", D4=1, A5="91101-01", D5=3, E5=2)},
    )
    assert [sentence for _, sentence in response.context["problems"]] == [
        "Dòng 2: mã “91102-01” không phải của thôn, tổ dân phố nào của phường Mẫu Một.",
        "Dòng 3: số hộ “nhiều” không phải là số nguyên không âm.",
        "Dòng 4: mã “91101-02” lặp lại; mỗi thôn, tổ dân phố chỉ có một dòng.",
        "Dòng 5: số khẩu không thể ít hơn số hộ.",
    ]
    assert "Ghi các thay đổi này" not in response.content.decode()


def test_a_workbook_of_another_year_is_refused(area, editor):
    response = editor.post(url("population_upload", area.commune), {"file": changed_workbook(area, C2=2022, D2=5)})
    assert "năm 2022 khác năm 2023 của trang này" in response.content.decode()


def test_an_empty_cell_of_a_workbook_changes_nothing(area):
    Population.objects.create(place=area.hamlet, year=YEAR, households=510, persons=2300)
    counts = tables.counts_of(area.commune, YEAR)
    content = changed_workbook(area, D2=511, E2=None).read()
    assert resources.read(content, area.commune, YEAR, counts).changes == {area.hamlet.pk: (511, 2300)}


def test_a_workbook_does_not_change_what_is_recognised(area, editor, officer):
    Population.objects.create(place=area.hamlet, year=YEAR, households=510)
    recognise(area.commune, officer)
    response = editor.post(url("population_upload", area.commune), {"file": changed_workbook(area, D2=999, E2=2300)})
    assert "Tổ dân phố 1: số đã ghi là mẫu số" in response.content.decode()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"khong phai excel", "Tệp không phải là tệp Excel .xlsx."),
        (b"", "Tệp không có nội dung."),
        (b"x" * (1024 * 1024 + 1), "Tệp lớn hơn 1 MB."),
    ],
)
def test_a_file_that_is_no_workbook_is_refused(area, editor, content, sentence):
    file = SimpleUploadedFile("dan-so.xlsx", content, XLSX)
    response = editor.post(url("population_upload", area.commune), {"file": file})
    assert sentence in response.content.decode()
