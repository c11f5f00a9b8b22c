"""The dated tree of places: who lives when, what lies below what, what came from what."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from localities.models import Level, Locality, LocalityChange, Population, predecessors_of
from localities.scope import AreaScope
from tests.factories import make_place

BORN = date(2024, 2, 1)
GONE = date(2025, 7, 1)
DAY = timedelta(days=1)


@pytest.fixture
def ward() -> Locality:
    return make_place(Level.COMMUNE, "91101", "Mẫu Một", established_on=BORN, abolished_on=GONE)


@pytest.mark.parametrize(
    ("day", "there"),
    [
        pytest.param(BORN - DAY, False, id="the day before"),
        pytest.param(BORN, True, id="the first day"),
        pytest.param(GONE - DAY, True, id="the last day"),
        pytest.param(GONE, False, id="the day it ended"),
    ],
)
def test_a_place_exists_from_its_first_day_to_the_day_before_it_ends(ward, day, there):
    assert ward.exists_on(day) is there
    assert Locality.objects.existing_on(day).filter(pk=ward.pk).exists() is there


@pytest.mark.parametrize(("year", "there"), [(2023, False), (2024, True), (2025, True), (2026, False)])
def test_a_place_exists_in_a_year_when_it_does_on_some_day_of_it(ward, year, there):
    assert Locality.objects.existing_in(year).filter(pk=ward.pk).exists() is there


def test_an_end_that_is_not_known_is_open():
    always = make_place(Level.PROVINCE, "91", "Mẫu Sơn")
    since = make_place(Level.PROVINCE, "92", "Mẫu Hải", established_on=BORN)
    for day in (date(1990, 1, 1), date(2090, 1, 1)):
        assert always.exists_on(day)
        assert always in Locality.objects.existing_on(day)
    assert since in Locality.objects.existing_on(date(2090, 1, 1))
    assert since not in Locality.objects.existing_in(2023)


def test_a_place_that_ends_with_the_year_is_not_of_the_next():
    ended = make_place(Level.COMMUNE, "91101", "Mẫu Một", abolished_on=date(2025, 1, 1))
    assert ended in Locality.objects.existing_in(2024)
    assert ended not in Locality.objects.existing_in(2025)


def test_a_code_may_be_born_again():
    """The wards of July 2025 took over codes of wards of before."""
    old = make_place(Level.COMMUNE, "22420", "Cam Phú", abolished_on=GONE)
    new = make_place(Level.COMMUNE, "22420", "Cam Ranh", established_on=GONE)
    assert (old.key, new.key) == ("22420", "22420.20250701")
    assert [place.name for place in Locality.objects.filter(code="22420").existing_on(GONE)] == ["Cam Ranh"]
    assert [place.name for place in Locality.objects.filter(code="22420").existing_on(GONE - DAY)] == ["Cam Phú"]


def test_two_living_places_cannot_bear_one_code():
    make_place(Level.COMMUNE, "22420", "Cam Phú")
    with pytest.raises(IntegrityError), transaction.atomic():
        make_place(Level.COMMUNE, "22420", "Cam Ranh", established_on=GONE)


def test_a_life_that_ends_before_it_begins_is_refused():
    with pytest.raises(IntegrityError), transaction.atomic():
        make_place(Level.COMMUNE, "22420", "Cam Phú", established_on=GONE, abolished_on=BORN)


# --- What lies below what -------------------------------------------------------------------------


def test_below_a_place_lies_its_subtree_and_nothing_that_is_only_called_alike():
    """Codes that begin alike, and the same code in another time, are other places."""
    province = make_place(Level.PROVINCE, "1", "Một")
    inside = [make_place(Level.COMMUNE, code, code, province) for code in ("10", "1-2", "1.5", "1~", "Đ1", "zz")]
    for code in ("10x", "1-", "1.20250701", "1z", "0", "2"):
        make_place(Level.PROVINCE, code, code)
    found = set(Locality.objects.under(province))
    assert found == {province, *inside}
    assert set(Locality.objects.in_scope(AreaScope((province.path,)))) == found


def test_paths_are_compared_byte_by_byte_on_every_database():
    """A server that sorts by language gives "/" and "." no weight; the ranges of subtrees would leak."""
    for code in ("1", "1.20250701", "10", "1-1", "1a"):
        make_place(Level.PROVINCE, code, code)
    paths = [place.path for place in Locality.objects.order_by("path")]
    assert paths == sorted(paths, key=str.encode)


def test_an_empty_scope_finds_nothing(area):
    assert not Locality.objects.in_scope(AreaScope()).exists()
    Population.objects.create(place=area.hamlet, year=2023, households=10)
    assert not Population.objects.in_scope(AreaScope()).exists()
    assert Population.objects.in_scope(AreaScope((area.commune.path,))).exists()
    assert not Population.objects.in_scope(AreaScope((area.neighbour.path,))).exists()


def test_hamlets_come_in_their_official_order_and_numbers_by_size(area):
    commune = make_place(Level.COMMUNE, "91103", "Mẫu Ba", area.district, area_type="rural")
    for number in (10, 2, 1):
        make_place(Level.HAMLET, f"91103-{number:02d}", str(number), commune)
    make_place(Level.HAMLET, "91103-20", "Cuối", commune, position=1)
    assert [unit.name for unit in commune.hamlets(2024)] == ["1", "2", "10", "Cuối"]


def test_ancestors_come_from_the_top(area):
    assert area.hamlet.ancestors() == [area.province, area.district, area.commune]
    assert area.hamlet.commune == area.commune
    assert area.province.commune is None


def test_a_hamlet_has_the_area_of_its_commune_unless_it_says_otherwise(area):
    assert area.hamlet.area == "urban"
    area.hamlet.__class__.objects.filter(pk=area.hamlet.pk).update(area_type="rural")
    assert Locality.objects.get(pk=area.hamlet.pk).area == "rural"


def test_a_place_that_moves_takes_along_what_lies_below(area):
    other = make_place(Level.DISTRICT, "912", "Hòa Khác", area.province)
    area.commune.parent = other
    area.commune.save()
    assert area.hamlet.path == f"{other.path}91101/91101-01/"
    assert set(Locality.objects.under(other)) == {other, area.commune, *area.commune.children.all()}
    assert area.neighbour_hamlet.path == f"{area.district.path}91102/91102-01/"


def test_renaming_keeps_search_form_and_order(area):
    area.commune.name = "Đồng Hòa"
    area.commune.save()
    assert Locality.objects.get(name_folded="dong hoa") == area.commune


def test_the_longest_name_fits_its_order():
    place = make_place(Level.COMMUNE, "91101", "9 " * 49 + "ạ")
    assert len(place.sort_key) <= 300


# --- What came from what --------------------------------------------------------------------------


def change(predecessor: Locality, successor: Locality, on: date = GONE) -> None:
    LocalityChange.objects.create(
        predecessor=predecessor, successor=successor, effective_on=on, legal_basis="Nghị quyết thử"
    )


def test_predecessors_are_followed_through_every_reorganisation(area):
    middle = make_place(Level.COMMUNE, "91104", "Mẫu Giữa", area.district, established_on=BORN)
    last = make_place(Level.COMMUNE, "91105", "Mẫu Cuối", area.province, established_on=GONE)
    change(area.commune, middle, BORN)
    change(middle, last)
    assert predecessors_of((last.path,)) == (area.commune.path, middle.path)
    assert predecessors_of((middle.path,)) == (area.commune.path,)
    assert predecessors_of((area.commune.path,)) == ()
    assert predecessors_of((area.neighbour.path,)) == ()


def test_predecessors_of_a_province_include_those_of_its_communes(area):
    new_province = make_place(Level.PROVINCE, "95", "Mẫu Mới", established_on=GONE)
    new_commune = make_place(Level.COMMUNE, "95001", "Mẫu Mới Một", new_province, established_on=GONE)
    change(area.commune, new_commune)
    assert predecessors_of((new_province.path,)) == (area.commune.path,)


def test_predecessors_that_lie_in_one_another_are_named_once(area):
    """A merged province has hundreds of predecessors; each would lengthen every query of its officers."""
    new_province = make_place(Level.PROVINCE, "95", "Mẫu Mới", established_on=GONE)
    new_commune = make_place(Level.COMMUNE, "95001", "Mẫu Mới Một", new_province, established_on=GONE)
    change(area.commune, new_commune)
    change(area.neighbour, new_commune)
    change(area.province, new_province)
    assert predecessors_of((new_province.path,)) == (area.province.path,)
    assert predecessors_of((new_commune.path,)) == (area.commune.path, area.neighbour.path)


def test_a_place_on_the_same_ground_is_no_predecessor(area):
    """A province that stays while its districts end covers what its communes came from."""
    new_commune = make_place(Level.COMMUNE, "91190", "Mẫu Gộp", area.province, established_on=GONE)
    change(area.commune, new_commune)
    assert predecessors_of((area.province.path,)) == ()


def test_a_circle_of_changes_ends(area):
    change(area.commune, area.neighbour)
    change(area.neighbour, area.commune)
    assert predecessors_of((area.commune.path,)) == (area.neighbour.path,)


def test_a_place_does_not_follow_itself(area):
    with pytest.raises(IntegrityError), transaction.atomic():
        change(area.commune, area.commune)


# --- Figures --------------------------------------------------------------------------------------


def test_there_are_no_fewer_persons_than_households(area):
    with pytest.raises(IntegrityError), transaction.atomic():
        Population.objects.create(place=area.hamlet, year=2023, households=10, persons=9)


def test_a_year_is_counted_once(area):
    Population.objects.create(place=area.hamlet, year=2023, households=10)
    with pytest.raises(IntegrityError), transaction.atomic():
        Population.objects.create(place=area.hamlet, year=2023, households=11)
