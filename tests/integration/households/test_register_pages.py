"""The member part of Phiếu B on the page of a household, its facts and its state; search and the list of the living."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.refusals import Refused
from households import actions
from households.models import AverageLivingCase, Household, Member
from households.register.people import HouseholdFacts
from tests.factories_households import (
    make_classed,
    make_completed,
    make_household,
    make_member,
    make_review,
    recognise,
)
from tests.factories_register import change, typed
from tests.integration.households.pages import form_with, words

URL = "/91101/2024/ho/"


@pytest.fixture
def seat(signed_in, officer):
    return signed_in(officer)


@pytest.fixture
def edit_url(household):
    return f"{household.get_absolute_url()}sua/?nam=2024"


def opened(seat, url, **changes):
    return {**form_with(seat.get(url), "hamlet"), **changes}


def rows_open(response) -> list[bool]:
    page = response.content.decode().split("<template")[0]
    return ["open" in part[:12] for part in page.split('<details class="member-more"')[1:]]


# --- The fields behind the row --------------------------------------------------------------------


def test_schooling_work_allowances_and_measures_are_kept(seat, household, edit_url):
    more = {
        "members-1-birth": "5/3/2014",
        "members-1-in_school": "yes",
        "members-1-schooling_level": "primary",
        "members-1-height_cm": "128,5",
        "members-1-weight_kg": "26",
        "members-0-employment": "working",
        "members-0-job_kind": "enterprise",
        "members-0-contract": "with_contract",
        "members-0-training_level": "intermediate",
        "members-0-education_level": "lower_secondary",
        "members-0-social_assistance": "none",
        "members-0-pension": "merit",
    }
    response = seat.post(edit_url, opened(seat, edit_url, **more), follow=True)
    head, child, _ = household.members.all()
    assert (child.schooling_level, child.height_cm, child.weight_kg) == ("primary", Decimal("128.5"), Decimal(26))
    assert (head.employment, head.contract, head.pension) == ("working", "with_contract", "merit")
    said = words(response)
    assert "loại việc làm: Làm cho doanh nghiệp; hợp đồng lao động: Có hợp đồng lao động" in said
    assert "chiều cao (cm): 128,5; cân nặng (kg): 26" in said
    fields = form_with(seat.get(edit_url), "hamlet")
    assert (fields["members-1-height_cm"], fields["members-1-weight_kg"]) == (["128,5"], ["26"])


def test_the_part_behind_the_row_is_closed_until_it_needs_a_look(seat, household, edit_url):
    assert rows_open(seat.get(edit_url)) == [False, False, False]
    wrong = opened(seat, edit_url, **{"members-2-contract": "with_contract"})
    response = seat.post(edit_url, wrong)
    assert rows_open(response) == [False, False, True]
    assert "Con 2, hợp đồng lao động: Hợp đồng chỉ ghi cho người đang làm việc" in words(response)
    assert not Member.objects.exclude(contract="").exists()


@pytest.mark.parametrize("value", ["10", "abc", "1205", "120,55"])
def test_a_height_that_is_none_is_refused_with_an_example(seat, edit_url, value):
    response = seat.post(edit_url, opened(seat, edit_url, **{"members-1-height_cm": value}))
    assert "Hãy ghi số từ 30 đến 220 cm" in words(response)


def test_what_is_unlikely_is_asked_once_and_then_kept(seat, household, edit_url):
    odd = {"members-2-birth": "2019", "members-2-social_assistance": "elderly"}
    response = seat.post(edit_url, opened(seat, edit_url, **odd))
    said = words(response)
    assert "Đề nghị xem lại Con 2: Ghi trợ cấp “Người cao tuổi” nhưng chưa đến 60 tuổi." in said
    assert "Đúng như vậy, vẫn lưu" in said
    assert rows_open(response) == [False, False, True]
    response = seat.post(edit_url, form_with(response, "hamlet") | {"van_them": "1"}, follow=True)
    assert household.members.last().social_assistance == "elderly"
    assert "Nên xem lại Con 2: Ghi trợ cấp “Người cao tuổi”" in words(response)
    assert rows_open(seat.get(edit_url)) == [False, False, False]
    assert seat.post(edit_url, opened(seat, edit_url, address="Số 1")).status_code == 302


def test_the_action_refuses_a_contradiction_too(officer, household):
    head = household.members.first()
    with pytest.raises(Refused, match="Trần Văn Thử: Đã ghi cấp học"):
        change(household, officer, typed(head, schooling_level="primary"))


def test_a_conflict_names_every_field_and_can_take_what_is_stored(seat, colleague, household, edit_url):
    mine = opened(seat, edit_url, **{"members-0-employment": "no_job"}, occupation="salt")
    head = household.members.first()
    facts = HouseholdFacts(occupation="fishery", has_aquaculture=True)
    change(
        household,
        colleague,
        typed(head, employment="working", birth_year=2015, height_cm=Decimal("120.5")),
        facts=facts,
    )
    response = seat.post(edit_url, mine)
    said = words(response)
    assert "Trần Văn Thử: tình trạng việc làm Không có việc làm Đang làm việc" in said
    assert "Nghề nghiệp chính của hộ Diêm nghiệp Ngư nghiệp" in said
    assert "Có nuôi trồng thủy sản – Có" in said
    taken = [f"member:{head.uid}:{name}" for name in ("employment", "height_cm", "birth")]
    kept = form_with(response, "hamlet") | {"lay": [*taken, "occupation", "has_aquaculture"], "van_them": "1"}
    assert seat.post(edit_url, kept).status_code == 302
    household.refresh_from_db()
    stored = household.members.first()
    assert (household.occupation, household.has_aquaculture) == ("fishery", True)
    assert (stored.employment, stored.height_cm) == ("working", Decimal("120.5"))


# --- Ethnic groups and facts ----------------------------------------------------------------------


@pytest.mark.parametrize(("typed_in", "stored"), [("H'Mông", "08"), ("08", "08"), ("1979:04", "06"), ("khmer", "05")])
def test_an_ethnic_group_is_typed_as_it_is_known(seat, household, edit_url, typed_in, stored):
    seat.post(edit_url, opened(seat, edit_url, **{"members-0-ethnicity": typed_in}))
    assert household.members.first().ethnicity == stored


def test_an_unknown_group_gets_the_nearest_names(seat, edit_url):
    response = seat.post(edit_url, opened(seat, edit_url, **{"members-0-ethnicity": "Muong Te"}))
    assert "Không có dân tộc “Muong Te” trong danh mục. Gần nhất là: Mường" in words(response)
    assert form_with(response, "hamlet")["members-0-ethnicity"] == ["Muong Te"]
    assert "Hãy ghi dân tộc" in words(seat.post(edit_url, opened(seat, edit_url, **{"members-0-ethnicity": ""})))


def test_the_page_shows_the_name_and_both_numbers(officer, seat, household):
    change(household, officer, typed(household.members.first(), ethnicity="04"))
    response = seat.get(household.get_absolute_url())
    assert "Dân tộc: Mường số 04 theo danh mục năm 2008, số 06 theo danh mục năm 1979." in words(response)
    assert 'title="Mường: số 04 theo danh mục năm 2008' in response.content.decode()


def test_the_facts_of_a_household_are_kept_and_shown(seat, household, edit_url):
    typed_in = {"occupation": "agriculture", "has_aquaculture": "no", "is_indigenous_minority": "on"}
    said = words(seat.post(edit_url, opened(seat, edit_url, **typed_in), follow=True))
    assert "Nghề nghiệp chính Nông nghiệp Nuôi trồng thủy sản Không Dân tộc tại chỗ Có" in said


def test_facts_that_were_not_asked_for_stay(officer, household):
    change(household, officer, facts=HouseholdFacts(occupation="agriculture"))
    assert change(household, officer, address="Số 3").occupation == "agriculture"


# --- Where the household stands -------------------------------------------------------------------


def test_the_class_is_that_of_the_last_recognised_review(area, officer, seat, household):
    earlier = make_review(area.commune, 2023, by=officer)
    make_completed(household, earlier, by=officer, income_points=100, lacking=4)
    assert "Hộ nghèo chưa được công nhận" in words(seat.get(household.get_absolute_url()))
    recognise(earlier, by=officer)
    later = make_review(area.commune, 2024, by=officer)
    make_classed(household, later, "near_poor", by=officer)
    said = words(seat.get(f"{household.get_absolute_url()}?nam=2024"))
    assert "Hộ Trần Văn Thử Hộ nghèo" in said
    assert "Kết quả Hộ nghèo – Quyết định số 123/QĐ-UBND ngày 10/12/2023, rà soát năm 2023" in said


def test_an_average_living_household_says_by_which_decision(area, officer, seat, household):
    AverageLivingCase.objects.create(
        household=household,
        commune=area.commune,
        hamlet=area.hamlet,
        standard_code="VN-2022",
        state="recognised",
        occupation="agriculture",
        requested_on=date(2024, 1, 2),
        decision_number="7/QĐ-UBND",
        decision_on=date(2024, 2, 1),
        recorded_at="2024-01-02T00:00Z",
        recorded_by=officer,
        decided_at="2024-02-01T00:00Z",
        decided_by=officer,
    )
    said = words(seat.get(household.get_absolute_url()))
    assert "Mức sống trung bình Đã công nhận. Quyết định số 7/QĐ-UBND ngày 01 tháng 02 năm 2024" in said
    with pytest.raises(Refused, match="hồ sơ đề nghị công nhận mức sống trung bình"):
        actions.delete_household(household=household, reason="nhầm", by=officer)


def test_a_household_that_left_says_when_and_why(officer, seat, household, review):
    Household.objects.filter(pk=household.pk).update(ended_on=date(2024, 5, 1), ended_because="merged")
    said = words(seat.get(f"{household.get_absolute_url()}?nam=2024"))
    assert "Hộ không còn trong sổ từ ngày 01/05/2024: nhập vào hộ khác." in said
    assert "Sửa hộ" not in said


def test_who_left_stands_in_a_list_of_its_own(officer, seat, household):
    Member.objects.filter(full_name="Con 2").update(left_on=date(2024, 5, 1), left_because="died")
    said = words(seat.get(household.get_absolute_url()))
    assert "Người không còn trong hộ (1)" in said
    assert "Con 2 Con 2002 Đã mất 01/05/2024" in said
    assert "Số nhân khẩu 02 người" in said


def test_the_page_takes_few_queries(area, officer, seat):
    people = [
        make_member("Lò Văn Nhiều", "head"),
        *(make_member(f"Con {number}", birth_year=2010) for number in range(20)),
    ]
    household = make_household(area.hamlet, by=officer, members=people)
    for year in (2022, 2023):
        made = make_review(area.commune, year, by=officer)
        make_classed(household, made, "poor", by=officer)
        recognise(made, by=officer)
    with CaptureQueriesContext(connection) as queries:
        seat.get(household.get_absolute_url())
    assert len(queries) <= 30


# --- The list -------------------------------------------------------------------------------------


def names(response) -> list[str]:
    return [row.name for row in response.context["page"].rows]


def test_the_list_shows_the_living_and_who_has_a_form_of_the_year(area, officer, seat, review):
    made = {name: make_household(area.hamlet, name, by=officer) for name in ("Lò Văn Một", "Lò Văn Hai", "Lò Văn Ba")}
    make_classed(made["Lò Văn Hai"], review, "poor", by=officer)
    gone = Household.objects.filter(head_name__in=["Lò Văn Hai", "Lò Văn Ba"])
    gone.update(ended_on=date(2024, 5, 1), ended_because="moved_out")
    response = seat.get(URL)
    assert names(response) == ["Lò Văn Hai", "Lò Văn Một"]
    assert "Chuyển đi nơi khác, 01/05/2024" in words(response)
    assert names(seat.get(f"{URL}?so=da-roi")) == ["Lò Văn Ba", "Lò Văn Hai"]
    assert names(seat.get("/91101/2023/ho/")) == ["Lò Văn Một"]


def test_deleted_households_are_in_no_list(officer, seat, household):
    actions.delete_household(household=household, reason="nhầm", by=officer)
    assert names(seat.get(URL)) == names(seat.get(f"{URL}?so=da-roi")) == []


def test_who_left_a_household_is_found_with_a_mark(officer, seat, household):
    Member.objects.filter(full_name="Con 2").update(
        full_name="Lò Thị Rời", name_folded="lo thi roi", left_on=date(2024, 5, 1), left_because="moved_out"
    )
    response = seat.get(f"{URL}?tim=Lò+thi+rời")
    assert names(response) == ["Trần Văn Thử"]
    assert "Khớp người đã rời hộ: Lò Thị Rời" in words(response)
    assert "Khớp người" not in words(seat.get(f"{URL}?tim=thử"))


def test_a_mistaken_row_finds_nobody(officer, seat, household):
    change(household, officer, removed=[household.members.last().uid])
    assert names(seat.get(f"{URL}?tim=con+2")) == []
    assert names(seat.get(f"{URL}?tim=con+1")) == ["Trần Văn Thử"]


def test_the_register_s_pages_lead_to_one_another(seat, household):
    for url, here in ((URL, "Danh sách hộ"), (f"{URL}trung/", "Hộ trùng"), (f"{URL}da-xoa/", "Đã xóa")):
        page = seat.get(url).content.decode()
        assert f'aria-current="page">{here}</a>' in page
        assert "Đã xóa</a>" in page
    assert "Lịch sử sửa</a>" in seat.get(household.get_absolute_url()).content.decode()
