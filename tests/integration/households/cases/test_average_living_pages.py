"""The pages of average-living households: the list, choosing a household, one case with its steps."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from households.cases.average_living import Move, State
from households.models import AverageLivingCase, Household
from tests.factories import hamlets_of, make_user
from tests.factories_cases import case_in, make_case, take
from tests.factories_households import make_classed, make_household, make_review, recognise
from tests.integration.households.pages import form_with, words

LIST = "/91101/2024/ho/muc-song-trung-binh/"
ADD = f"{LIST}them/"


@pytest.fixture
def seat(signed_in, officer):
    return signed_in(officer)


@pytest.fixture
def chair(signed_in, leader):
    return signed_in(leader)


@pytest.fixture
def cases(area, officer):
    """One case in every state, in two village units."""
    first, second = hamlets_of(area.commune)
    names = dict(zip(State, ("Đặng Bốn", "An Ba", "Ăn Hai", "Ân Một", "Lê Năm", "Vũ Sáu"), strict=True))
    return {
        state: case_in(
            make_household(second if number % 2 else first, name, by=officer),
            state,
            by=officer,
            requested_on=date(2024, 6, 17) - timedelta(days=number),
        )
        for number, (state, name) in enumerate(names.items())
    }


def url(case: AverageLivingCase) -> str:
    return f"{LIST}{case.uid}/"


def send(client, case, move, **fields):
    data = {"viec": move.value, **{f"{move.value}-{name}": value for name, value in fields.items()}}
    return client.post(url(case), data)


def names(response) -> list[str]:
    return [row.name for row in response.context["page"].rows]


# --- The list -------------------------------------------------------------------------------------


def test_the_list_says_what_each_case_waits_for(seat, cases):
    response = seat.get(LIST)
    assert names(response) == ["Đặng Bốn", "An Ba", "Ăn Hai", "Ân Một", "Lê Năm", "Vũ Sáu"]
    assert [row.then for row in response.context["page"].rows] == [
        "Chờ xác định thu nhập",
        "Chờ quyết định",
        "Quyết định số 215/QĐ-UBND ngày 01 tháng 7 năm 2024",
        "Văn bản số 35/TB-UBND ngày 01 tháng 7 năm 2024",
        "Rút ngày 01 tháng 7 năm 2024",
        "Văn bản số 300/QĐ-UBND ngày 01 tháng 8 năm 2024",
    ]
    assert "Tổ dân phố 1 1 1 0 1" in words(response)
    assert "Cộng 2 1 1 2" in words(response)


def test_the_states_are_counted_and_lead_to_their_cases(seat, cases):
    tabs = seat.get(LIST).context["page"].state_tabs
    assert [tab[0] for tab in tabs] == [
        "Tất cả (6)",
        "Đang giải quyết (2)",
        "Đã công nhận (1)",
        "Không công nhận (1)",
        "Đã thu hồi (1)",
        "Hộ rút đề nghị (1)",
    ]
    assert names(seat.get(LIST + tabs[1][1])) == ["Đặng Bốn", "An Ba"]
    assert names(seat.get(LIST + tabs[3][1])) == ["Ân Một"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("tim=ba", ["An Ba"]),
        ("don_vi=91101-02", ["An Ba", "Ân Một", "Vũ Sáu"]),
        ("don_vi=91101-02&trang_thai=posted", ["An Ba"]),
        ("tim=khongco", []),
        ("don_vi=91102-01&trang_thai=xyz", ["Đặng Bốn", "An Ba", "Ăn Hai", "Ân Một", "Lê Năm", "Vũ Sáu"]),
    ],
)
def test_filters_live_in_the_address(seat, cases, query, found):
    assert names(seat.get(f"{LIST}?{query}")) == found


def test_a_later_year_keeps_what_is_still_open(seat, cases):
    assert names(seat.get("/91101/2025/ho/muc-song-trung-binh/")) == ["Đặng Bốn", "An Ba"]
    assert names(seat.get("/91101/2023/ho/muc-song-trung-binh/")) == []


def test_a_running_posting_and_an_open_complaint_have_their_deadlines(seat, officer, household, area):
    today = timezone.localdate()
    posted = take(make_case(household, by=officer), Move.DETERMINE, by=officer)
    until = today + timedelta(days=20)
    take(posted, Move.POST, by=officer, posted_on=today, posted_until=until)
    other = case_in(make_household(area.hamlet, "Lê Kiện", by=officer), State.POSTED, by=officer)
    take(other, Move.COMPLAIN, by=officer)
    rows = {row.name: row.then for row in seat.get(LIST).context["page"].rows}
    assert rows["Trần Văn Thử"] == f"Niêm yết đến hết {until:%d/%m/%Y}"
    assert rows["Lê Kiện"].startswith("Phúc tra trước khi hết 01/07/2024, quá hạn ")


def test_an_empty_list_says_what_to_do(seat, chair):
    response = seat.get(LIST)
    assert "Năm 2024 chưa có hồ sơ nào." in words(response)
    assert f'href="{ADD}"' in response.content.decode()
    assert f'href="{ADD}"' not in chair.get(LIST).content.decode()
    assert "Không có hồ sơ nào khớp với bộ lọc." in words(seat.get(f"{LIST}?tim=abc"))


def test_a_higher_place_sees_its_communes(signed_in, area, cases):
    above = signed_in(make_user(Role.UPPER_REVIEWER, area.district))
    response = above.get("/911/2024/ho/muc-song-trung-binh/")
    assert len(names(response)) == 6
    assert "Tổ dân phố 1, phường Mẫu Một" in words(response)
    assert names(above.get("/911/2024/ho/muc-song-trung-binh/?don_vi=91102")) == []


@pytest.mark.parametrize("size", [2, 60])
def test_the_list_takes_few_queries_and_fifty_rows(area, officer, seat, django_assert_max_num_queries, size):
    place = {"hamlet": area.hamlet, "commune": area.commune}
    households = Household.objects.bulk_create(
        Household(**place, code=f"H{number}", head_name=f"Hộ {number}", sort_key=f"{number:03}")
        for number in range(size)
    )
    case = make_case(make_household(area.hamlet, by=officer), by=officer)
    kept = {"standard_code": "VN-2022", "occupation": "salt", "requested_on": date(2024, 5, 20)}
    kept |= {"recorded_at": case.recorded_at, "recorded_by": officer, **place}
    AverageLivingCase.objects.bulk_create(AverageLivingCase(household=each, **kept) for each in households)
    with django_assert_max_num_queries(25):
        response = seat.get(LIST)
    assert len(names(response)) == min(size + 1, 50)
    if size > 50:
        assert len(names(seat.get(f"{LIST}?trang=2"))) == size - 49


# --- A new case -----------------------------------------------------------------------------------


def test_a_household_is_found_chosen_and_its_request_written(seat, household, area, officer):
    make_household(area.hamlet, "Lê Khác", by=officer)
    response = seat.get(f"{ADD}?tim=tran van")
    assert [row[0].head_name for row in response.context["page"].rows] == ["Trần Văn Thử"]
    address = response.context["page"].rows[0][1]
    form = form_with(seat.get(address), "requested_on")
    sent = seat.post(address, {**form, "requested_on": "17.6.2024", "occupation": "fishery"})
    case = AverageLivingCase.objects.get()
    assert sent.url == url(case)
    assert (case.household, case.occupation, case.requested_on) == (household, "fishery", date(2024, 6, 17))
    assert seat.post(address, {**form, "requested_on": "17.6.2024", "occupation": "fishery"}).url == url(case)


def test_what_was_typed_comes_back_with_the_errors(seat, household):
    response = seat.post(ADD, {"ho": household.uid, "uid": "", "requested_on": "31/2/2024", "occupation": "trade"})
    said = words(response)
    assert "Có 3 chỗ cần sửa" in said
    assert "31/2/2024" in response.content.decode()
    assert "Lỗi:" in said


def test_a_refusal_of_the_action_is_shown(seat, household, officer):
    case_in(household, State.RECOGNISED, by=officer)
    form = form_with(seat.get(f"{ADD}?ho={household.uid}"), "requested_on")
    response = seat.post(ADD, {**form, "requested_on": "18/06/2024", "occupation": "salt"})
    assert "Trong năm 2024 không cần hồ sơ mới" in words(response)


def test_who_cannot_get_a_case_is_told_before_typing(seat, household, officer, area):
    review = make_review(area.commune, 2023, by=officer)
    make_classed(household, review, "poor", by=officer)
    recognise(review, by=officer)
    response = seat.get(f"{ADD}?ho={household.uid}")
    assert "Hộ đang là hộ nghèo theo Quyết định số" in words(response)
    assert b'name="requested_on"' not in response.content


def test_nobody_found_and_too_many_found_say_so(seat, area, officer):
    assert "Không tìm thấy hộ nào." in words(seat.get(f"{ADD}?tim=xyz"))
    for number in range(21):
        make_household(area.hamlet, f"Lê Nhiều {number}", by=officer)
    response = seat.get(f"{ADD}?tim=le nhieu")
    assert len(response.context["page"].rows) == 20
    assert "Còn nhiều hộ nữa" in words(response)


@pytest.mark.parametrize("uid", ["khong-phai", "00000000-0000-4000-8000-000000000000"])
def test_a_household_that_is_none_is_not_found(seat, uid):
    assert seat.get(f"{ADD}?ho={uid}").status_code == 404


# --- One case -------------------------------------------------------------------------------------


def test_a_case_goes_its_way_on_its_page(seat, chair, household, officer):
    case = make_case(household, by=officer)
    assert "Xác định thu nhập 12 tháng trước, từ ngày 17/06/2024." in words(seat.get(url(case)))
    assert send(seat, case, Move.DETERMINE, total="86.400.000", person_count="3").status_code == 302
    assert "Niêm yết kết quả tại trụ sở UBND phường ít nhất 05 ngày làm việc." in words(seat.get(url(case)))
    send(seat, case, Move.POST, posted_on="24/6/2024", posted_until="28/6/2024")
    send(seat, case, Move.COMPLAIN, complained_on="26/6/2024", complaint="Hộ có cửa hàng")
    assert "Phúc tra và trả lời khiếu nại trước khi hết ngày 01/07/2024 (đã quá hạn" in words(seat.get(url(case)))
    recheck = {"rechecked_on": "28/6/2024", "finding": "Đã nghỉ bán", "income": "2.300.000", "person_count": "3"}
    send(seat, case, Move.RECHECK, **recheck)
    assert "Lãnh đạo UBND cấp xã làm bước này." in words(seat.get(url(case)))
    assert send(chair, case, Move.RECOGNISE, decision_number="215/QĐ-UBND", decision_on="1/7/2024").status_code == 302
    case.refresh_from_db()
    assert (case.state, case.income) == (State.RECOGNISED, 2_300_000)
    said = words(chair.get(url(case)))
    assert "Quyết định công nhận số 215/QĐ-UBND ngày 01 tháng 7 năm 2024" in said
    assert "Thu hồi quyết định công nhận" in said


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"person_count": "3"}, "Hãy ghi thu nhập bình quân, hoặc tổng thu nhập 12 tháng."),
        ({"income": "2,4", "person_count": "3"}, "Đề nghị ghi số đồng, ví dụ 1.850.000."),
        ({"income": "2400000", "person_count": "không"}, "Hãy ghi số người"),
        (
            {"income": "2.500.000", "total": "86.400.000", "person_count": "3"},
            "chia cho 12 tháng và 03 người là 2.400.000 đồng, khác 2.500.000 đồng",
        ),
    ],
)
def test_an_income_that_cannot_be_is_asked_again(seat, household, officer, fields, sentence):
    case = make_case(household, by=officer)
    response = send(seat, case, Move.DETERMINE, **fields)
    assert sentence in words(response)
    for value in fields.values():
        assert value in response.content.decode()
    case.refresh_from_db()
    assert case.income is None


def test_a_refusal_stands_on_the_page_with_what_was_typed(seat, household, officer):
    case = take(make_case(household, by=officer), Move.DETERMINE, by=officer)
    response = send(seat, case, Move.POST, posted_on="24/06/2024", posted_until="25/06/2024")
    assert "Phải niêm yết ít nhất 05 ngày làm việc" in words(response)
    assert "25/06/2024" in response.content.decode()


def test_the_shortest_posting_is_proposed(seat, household, officer):
    case = take(make_case(household, by=officer), Move.DETERMINE, by=officer)
    form = form_with(seat.get(url(case)), "post-posted_on")
    assert form["post-posted_on"] == [f"{timezone.localdate():%d/%m/%Y}"]
    assert send(seat, case, Move.POST, **{name[5:]: form[name][0] for name in form if name.startswith("post-")})
    case.refresh_from_db()
    assert case.state == State.POSTED


def test_a_request_before_the_fifteenth_says_when_it_is_looked_into(seat, household, officer):
    day = timezone.localdate().replace(day=1)
    case = make_case(household, by=officer, requested_on=day)
    AverageLivingCase.objects.update(requested_on=day + timedelta(days=40))
    case.refresh_from_db()
    assert f"được xem xét từ {case.requested_on.replace(day=max(15, case.requested_on.day)):%d/%m/%Y}" in words(
        seat.get(url(case))
    )


def test_an_income_outside_leads_to_the_written_refusal(seat, chair, household, officer):
    case = take(make_case(household, by=officer), Move.DETERMINE, by=officer, income=1_000_000)
    said = words(seat.get(url(case)))
    assert "không thuộc diện mức sống trung bình mà thuộc diện rà soát hộ nghèo" in said
    assert "Trả lời hộ bằng văn bản không công nhận" in said
    document = {"decision_number": "35/TB-UBND", "decision_on": "1/7/2024", "reason": "Thu nhập dưới chuẩn"}
    send(chair, case, Move.REFUSE, **document)
    assert "Lý do không công nhận Thu nhập dưới chuẩn" in words(seat.get(url(case)))


def test_where_the_upper_limit_is_unknown_a_tick_is_asked(chair, household, officer):
    case = case_in(household, State.POSTED, by=officer)
    AverageLivingCase.objects.update(standard_code="VN-2027", income=2_900_000)
    said = words(chair.get(url(case)))
    assert "kết luận theo hồ sơ đã ký" in said
    document = {"decision_number": "215/QĐ-UBND", "decision_on": "1/7/2024"}
    assert "Hãy đối chiếu hồ sơ đã ký" in words(send(chair, case, Move.RECOGNISE, **document))
    assert send(chair, case, Move.RECOGNISE, **document, stated="on").status_code == 302


def test_an_officer_does_not_decide_and_a_leader_does_not_write(seat, chair, household, officer):
    case = case_in(household, State.POSTED, by=officer)
    document = {"decision_number": "215/QĐ-UBND", "decision_on": "1/7/2024"}
    assert send(seat, case, Move.RECOGNISE, **document).status_code == 403
    assert send(chair, case, Move.COMPLAIN, complained_on="26/6/2024", complaint="x").status_code == 403
    assert [step.move for step in seat.get(url(case)).context["page"].steps] == [
        Move.POST,
        Move.COMPLAIN,
        Move.WITHDRAW,
    ]
    assert [step.move for step in chair.get(url(case)).context["page"].steps] == [Move.RECOGNISE, Move.REFUSE]


def test_a_step_that_is_none_is_not_found(seat, household, officer):
    case = make_case(household, by=officer)
    assert seat.post(url(case), {"viec": "khac"}).status_code == 404


@pytest.mark.parametrize("state", State)
def test_every_state_has_a_page_in_few_queries(signed_in, cases, area, state, django_assert_max_num_queries):
    both = make_user(Role.COMMUNE_OFFICER, area.commune)
    client = signed_in(both)
    with django_assert_max_num_queries(30):
        assert client.get(url(cases[state])).status_code == 200


def test_a_village_reviewer_reads_the_own_cases_alone(signed_in, reviewer, cases):
    client = signed_in(reviewer)
    own, other = cases[State.REQUESTED], cases[State.POSTED]
    page = reverse("average_living_case", args=["91101-01", 2024, own.uid])
    assert client.get(page).status_code == 200
    assert client.get(page).context["page"].steps == []
    assert client.get(reverse("average_living_case", args=["91101-01", 2024, other.uid])).status_code == 404
