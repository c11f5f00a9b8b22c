"""What may be typed: the sheet of each standard, rows of members, numbers, choices."""

from uuid import uuid4

import pytest
from django.http import QueryDict

from households.entry.conflicts import answer_field
from households.entry.sheet import NO, YES, Sheet
from households.forms import SheetForm, initial_of, member_formset, members_input, with_one_more_row
from households.forms.members import BirthField, NationalIdField, YesNoField
from households.forms.resolution import with_stored_values
from households.models import Member
from indicators.standards import STANDARDS, get_standard

STANDARD = get_standard("VN-2022")


def posted(**values) -> QueryDict:
    data = QueryDict(mutable=True)
    for name, value in values.items():
        data.setlist(name, value if isinstance(value, list) else [value])
    return data


def rows(*people, **more) -> QueryDict:
    """The posted rows of people, each a dict by field."""
    data = posted(**{"members-TOTAL_FORMS": str(len(people)), "members-INITIAL_FORMS": "0"})
    for number, person in enumerate(people):
        person = {"uid": str(uuid4()), "relationship": "child", "ethnicity": "01", **person}
        data.update({f"members-{number}-{name}": value for name, value in person.items()})
    data.update(more)
    return data


HEAD = {"full_name": "Trần Văn Thử", "relationship": "head"}


# --- The sheet ------------------------------------------------------------------------------------


@pytest.mark.parametrize("standard", STANDARDS, ids=lambda standard: standard.code)
def test_each_indicator_of_a_standard_is_asked_once_and_never_preselected(standard):
    form = SheetForm(standard=standard)
    asked = [name for name in form.fields if name.startswith("answer_")]
    assert asked == [answer_field(indicator.code) for indicator in standard.indicators]
    assert [form[name].value() for name in asked] == [None] * 12
    assert "checked" not in str(form)


def test_a_sheet_is_read_from_what_was_posted():
    form = SheetForm(
        posted(income_points=" 135 ", answer_water="yes", answer_toilet="no", causes=["1", "3"], groups=["merit"]),
        standard=STANDARD,
    )
    assert form.is_valid()
    assert form.sheet() == Sheet(
        income_points=135, answers={"water": YES, "toilet": NO}, causes=[1, 3], groups=["merit"]
    )


@pytest.mark.parametrize("typed", ["-1", "1000", "12,5", "một trăm", "1e2", "140.5"])
def test_points_that_are_no_whole_number_are_refused_with_a_sentence(typed):
    form = SheetForm(posted(income_points=typed), standard=STANDARD)
    assert form.errors == {"income_points": ["Điểm B1 phải là số nguyên từ 0 đến 999, ví dụ 135."]}


@pytest.mark.parametrize("typed", ["0", "999"])
def test_points_at_the_ends_are_taken(typed):
    assert SheetForm(posted(income_points=typed), standard=STANDARD).is_valid()


def test_a_field_that_cannot_be_read_keeps_what_is_stored():
    form = SheetForm(posted(income_points="nhiều", answer_water="yes", answer_toilet="maybe"), standard=STANDARD)
    assert not form.is_valid()
    stored = Sheet(income_points=120, answers={"toilet": NO}, note="cũ")
    assert form.sheet(stored) == Sheet(income_points=120, answers={"water": YES, "toilet": NO})


def test_the_form_shows_a_sheet_as_it_is():
    sheet = Sheet(income_points=0, answers={"water": YES}, causes=[8], other_cause="Thiên tai", can_exit=True)
    shown = {name: value for name, value in initial_of(sheet, STANDARD).items() if value is not False}
    form = SheetForm(posted(**shown), standard=STANDARD)
    assert form.is_valid(), form.errors
    assert form.sheet() == sheet


# --- Members --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "number"),
    [("001 070 000 001", "001070000001"), ("001.070.000.001", "001070000001"), ("", None), (" - ", "")],
)
def test_a_number_is_read_however_it_is_grouped(typed, number):
    assert NationalIdField(required=False).clean(typed) == number


@pytest.mark.parametrize(("typed", "sentence"), [("12345", "đã nhập 5 ký tự"), ("00107000000x", "chỉ được có chữ số")])
def test_a_number_of_another_length_is_refused(typed, sentence):
    with pytest.raises(Exception, match=sentence):
        NationalIdField(required=False).clean(typed)


@pytest.mark.parametrize(("typed", "value"), [("yes", True), ("no", False), ("", None)])
def test_yes_no_and_nothing_are_three_things(typed, value):
    assert YesNoField(required=False).clean(typed) is value


def test_a_birth_field_says_what_is_wrong():
    with pytest.raises(Exception, match="Không có ngày 31/02/1990"):
        BirthField().clean("31/02/1990")


def test_rows_become_people_in_their_order():
    child = {"full_name": "Trần Thị Thử", "birth": "2015", "in_school": "yes"}
    formset = member_formset([], rows(HEAD, child))
    assert formset.is_valid(), formset.errors
    kept = members_input(formset, 3).kept
    assert [(row.full_name, row.birth_year, row.in_school) for row in kept] == [
        ("Trần Văn Thử", None, None),
        ("Trần Thị Thử", 2015, True),
    ]


def test_an_empty_new_row_is_nobody_and_no_error():
    formset = member_formset([], rows(HEAD, {}))
    assert formset.is_valid()
    assert len(members_input(formset, 0).kept) == 1


def test_a_row_with_anything_typed_needs_a_name_and_a_relationship():
    formset = member_formset([], rows(HEAD, {"birth": "2015", "relationship": ""}))
    assert not formset.is_valid()
    assert formset.errors[1] == {
        "full_name": ["Hãy ghi họ và tên."],
        "relationship": ["Hãy chọn quan hệ với chủ hộ."],
    }


@pytest.mark.parametrize(
    ("people", "sentence"),
    [
        ([{**HEAD, "relationship": "child"}], "hiện chưa có ai được ghi là chủ hộ"),
        ([HEAD, HEAD], "hiện có 02 người được ghi là chủ hộ"),
        ([{**HEAD, "national_id": "0" * 12}, {"full_name": "A", "national_id": "0" * 12}], "cùng số định danh"),
    ],
)
def test_a_household_has_one_head_and_nobody_twice(people, sentence):
    formset = member_formset([], rows(*people))
    assert not formset.is_valid()
    assert sentence in formset.non_form_errors()[0]


def test_a_removed_row_is_removed_and_not_checked():
    stored = Member(uid=uuid4(), full_name="Trần Thị Thử", relationship="child")
    gone = {"uid": str(stored.uid), "full_name": "", "DELETE": "on"}
    formset = member_formset([stored], rows(HEAD, gone))
    assert formset.is_valid(), formset.errors
    typed = members_input(formset, 1)
    assert typed.removed == {stored.uid}
    assert [row.full_name for row in typed.kept] == ["Trần Văn Thử"]


def test_a_stored_number_is_never_put_into_the_page():
    stored = Member(uid=uuid4(), full_name="Trần Văn Thử", relationship="head", national_id="001070000001")
    page = str(member_formset([stored]))
    assert "001070000001" not in page
    assert "•••• 0001" in page


def test_a_household_without_members_begins_with_a_row_for_its_head():
    first = member_formset([]).forms[0]
    assert first["relationship"].value() == "head"
    assert first.is_blank


def test_one_more_row_keeps_what_was_typed():
    data = with_one_more_row(rows(HEAD))
    formset = member_formset([], data)
    assert [form["full_name"].value() for form in formset] == ["Trần Văn Thử", None]


def test_no_household_grows_beyond_forty_rows():
    data = rows(HEAD)
    for _ in range(50):
        data = with_one_more_row(data)
    assert len(member_formset([], data).forms) == 40


# --- After a conflict -----------------------------------------------------------------------------


def test_the_ticked_fields_take_what_is_stored_and_the_others_stay():
    member = Member(uid=uuid4(), full_name="Trần Văn Thử", relationship="head", birth_year=1962, birth_month=3)
    typed = rows(
        {"uid": str(member.uid), "full_name": "Trần Văn Thứ", "birth": "1963", "relationship": "head"},
        {"full_name": "Người mới"},
    )
    typed.update({"income_points": "100", "answer_water": "yes", "note": "của tôi", "can_exit": "on"})
    new = typed["members-1-uid"]
    typed.setlist("causes", ["1"])
    typed.setlist("lay", ["income_points", "causes", "can_exit", f"member:{member.uid}:birth", f"member:{new}"])
    stored = Sheet(income_points=150, causes=[2, 3], answers={"water": NO})
    data = with_stored_values(typed, stored, STANDARD, [member])
    assert (data["income_points"], data["answer_water"], data["note"]) == ("150", "yes", "của tôi")
    assert data.getlist("causes") == ["2", "3"]
    assert "can_exit" not in data
    assert (data["members-0-full_name"], data["members-0-birth"]) == ("Trần Văn Thứ", "3/1962")
    assert data["members-1-DELETE"] == "on"
