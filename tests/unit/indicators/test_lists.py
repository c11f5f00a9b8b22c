"""Causes, groups, ethnic groups and the member lists: official wordings, and the spellings that lists use."""

from collections import Counter

import pytest

from indicators import members
from indicators.causes import CAUSES, match_cause
from indicators.choices import Choice, find_choice, squeeze
from indicators.ethnic_groups import ETHNIC_GROUPS, CodeSystem, EthnicGroup, by_code, find
from indicators.groups import GROUPS

Y2008, Y1979 = CodeSystem.QD_1019_2008, CodeSystem.QD_121_1979

MEMBER_LISTS = {name: found for name, found in vars(members).items() if name.isupper() and isinstance(found, tuple)}


def named(text: str) -> EthnicGroup:
    group = find(text)
    assert group is not None, text
    return group


def test_the_eight_causes_have_the_wording_and_numbers_of_form_7_10() -> None:
    assert [(cause.code, cause.name) for cause in CAUSES] == [
        (1, "Không có đất sản xuất"),
        (2, "Không có vốn sản xuất, kinh doanh"),
        (3, "Không có lao động"),
        (4, "Không có công cụ/phương tiện sản xuất"),
        (5, "Không có kiến thức về sản xuất"),
        (6, "Không có kỹ năng lao động, sản xuất"),
        (7, "Có người ốm đau, bệnh nặng, tai nạn…"),
        (8, "Nguyên nhân khác (ghi rõ)"),
    ]
    assert [cause.code for cause in CAUSES if cause.needs_text] == [8]


@pytest.mark.parametrize("cause", CAUSES, ids=[str(cause.code) for cause in CAUSES])
def test_every_wording_of_a_cause_leads_to_it(cause) -> None:  # type: ignore[no-untyped-def]
    for wording in (cause.name, *cause.aliases, str(cause.code), f"{cause.code}. {cause.name}"):
        assert match_cause(wording) is cause, wording


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("Thiếu đất sản xuất", 1, id="thiếu for không có"),
        pytest.param("THIẾU VỐN SẢN XUẤT, KINH DOANH", 2, id="capitals"),
        pytest.param("thieu lao dong", 3, id="without accents"),
        pytest.param("  Không có công cụ / phương tiện sản xuất ", 4, id="spaces around the slash"),
        pytest.param("(5) Thiếu kiến thức về sản xuất", 5, id="numbered in brackets"),
        pytest.param("6/ Không có kỹ năng lao động, sản xuất", 6, id="numbered with a slash"),
        pytest.param("Có người ốm đau, bệnh nặng, tai nạn...", 7, id="three dots for an ellipsis"),
        pytest.param("Ốm đau bệnh nặng", 7, id="short for number seven"),
        pytest.param("Nguyên nhân khác", 8, id="other"),
    ],
)
def test_a_cause_is_found_as_lists_write_it(text: str, code: int) -> None:
    cause = match_cause(text)
    assert cause is not None
    assert cause.code == code


@pytest.mark.parametrize("text", ["", " ", "9", "0", "lười", "Thiếu"])
def test_a_text_that_names_no_cause_is_not_counted_as_another_cause(text: str) -> None:
    assert match_cause(text) is None


def test_no_wording_leads_to_two_causes() -> None:
    wordings = Counter(
        wording for cause in CAUSES for wording in {squeeze(text) for text in (cause.name, *cause.aliases)}
    )
    assert max(wordings.values()) == 1


def test_three_groups_are_those_of_form_7_8() -> None:
    assert [group.code for group in GROUPS if group.in_form_7_8] == ["ethnic_minority", "no_work_capacity", "merit"]
    assert len({group.code for group in GROUPS}) == len(GROUPS)


def test_the_missing_definition_of_no_work_capacity_is_said() -> None:
    group = next(group for group in GROUPS if group.code == "no_work_capacity")
    assert "Chưa có định nghĩa" in group.unknown


def test_there_are_fifty_four_groups_and_foreigners() -> None:
    assert [group.code_2008 for group in ETHNIC_GROUPS] == [f"{number:02d}" for number in range(1, 56)]
    assert sorted(g.code_1979 for g in ETHNIC_GROUPS if g.code_1979) == [f"{number:02d}" for number in range(1, 55)]
    assert len({group.name for group in ETHNIC_GROUPS}) == 55


@pytest.mark.parametrize(
    ("code", "in_2008", "in_1979"),
    [
        pytest.param("04", "Mường", "Hoa", id="04"),
        pytest.param("06", "Hoa", "Mường", id="06"),
        pytest.param("11", "Ê Đê", "Ngái", id="11"),
        pytest.param("21", "Thổ", "Ra Glay", id="21"),
        pytest.param("54", "Ơ Đu", "Rơ Măm", id="54"),
    ],
)
def test_one_number_names_another_group_in_each_system(code: str, in_2008: str, in_1979: str) -> None:
    assert by_code(code, Y2008) is named(in_2008)
    assert by_code(code, Y1979) is named(in_1979)


@pytest.mark.parametrize("system", CodeSystem)
def test_every_group_comes_back_from_its_own_number(system: CodeSystem) -> None:
    for group in ETHNIC_GROUPS:
        if code := group.code(system):
            assert by_code(code, system) is group


def test_a_number_without_its_zero_is_read_and_an_unknown_one_is_not() -> None:
    assert by_code("8") is named("Mông")
    assert by_code("56") is None
    assert by_code("55", Y1979) is None
    assert by_code("") is None


@pytest.mark.parametrize("group", ETHNIC_GROUPS, ids=[group.code_2008 for group in ETHNIC_GROUPS])
def test_every_spelling_of_a_group_leads_to_it_alone(group: EthnicGroup) -> None:
    for spelling in (group.name, *group.aliases, f"dân tộc {group.name}", group.name.upper()):
        assert find(spelling) is group, spelling


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("H'Mông", "Mông", id="H'Mông"),
        pytest.param("hmong", "Mông", id="hmong without accents"),
        pytest.param("Mèo", "Mông", id="the old name Mèo"),
        pytest.param("Khmer", "Khơ me", id="Khmer"),
        pytest.param("Ê-đê", "Ê Đê", id="Ê-đê with a hyphen"),
        pytest.param("ede", "Ê Đê", id="ede"),
        pytest.param("M'Nông", "Mnông", id="M'Nông"),
        pytest.param("Mʼnông", "Mnông", id="another apostrophe"),
        pytest.param("Raglai", "Ra Glay", id="Raglai"),
        pytest.param("Cờ Lao", "Cơ Lao", id="Cờ Lao"),
        pytest.param("Người Kinh", "Kinh", id="người before the name"),
        pytest.param("người nước ngoài", "Người nước ngoài", id="foreigner"),
    ],
)
def test_a_group_is_found_as_lists_write_it(text: str, name: str) -> None:
    assert named(text).name == name


@pytest.mark.parametrize("text", ["", "khác", "dân tộc", "Ai Cập"])
def test_a_text_that_names_no_group_gives_nothing(text: str) -> None:
    assert find(text) is None


def test_every_group_but_the_kinh_is_a_minority() -> None:
    assert [group.name for group in ETHNIC_GROUPS if not group.is_minority] == ["Kinh", "Người nước ngoài"]


@pytest.mark.parametrize("name", MEMBER_LISTS)
def test_a_member_list_has_each_code_and_label_once(name: str) -> None:
    choices: tuple[Choice, ...] = MEMBER_LISTS[name]
    assert len({choice.code for choice in choices}) == len(choices)
    assert len({squeeze(choice.label) for choice in choices}) == len(choices)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("Chủ hộ", "head", id="head"),
        pytest.param("vợ", "spouse", id="wife"),
        pytest.param("Vợ/Chồng", "spouse", id="the official label"),
        pytest.param("Con trai", "child", id="son"),
        pytest.param("con dau", "child_in_law", id="daughter-in-law without accents"),
        pytest.param("Mẹ", "parent", id="mother"),
        pytest.param("Cháu ngoại", "grandchild", id="grandchild"),
        pytest.param("khác", "other", id="other"),
    ],
)
def test_a_relationship_is_found_as_lists_write_it(text: str, code: str) -> None:
    choice = members.find_relationship(text)
    assert choice is not None
    assert choice.code == code


@pytest.mark.parametrize("text", ["", "hàng xóm"])
def test_an_unknown_relationship_is_left_to_the_officer(text: str) -> None:
    assert members.find_relationship(text) is None


def test_a_choice_is_found_by_code_or_label() -> None:
    assert find_choice(members.SEXES, "nữ") == ("female", "Nữ")
    assert find_choice(members.SEXES, "female") == ("female", "Nữ")
    assert find_choice(members.SEXES, "") is None
