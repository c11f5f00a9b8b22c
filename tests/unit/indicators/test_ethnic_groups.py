"""An ethnic group as officers type it: by name, by another spelling, by number of either system."""

import pytest

from indicators.ethnic_groups import (
    ETHNIC_GROUPS,
    EthnicGroup,
    UnknownEthnicGroup,
    nearest,
    numbers_in_words,
    resolve,
)

FIFTY_FOUR = [group for group in ETHNIC_GROUPS if group.code_1979]


@pytest.mark.parametrize("group", ETHNIC_GROUPS, ids=[group.code_2008 for group in ETHNIC_GROUPS])
def test_every_group_is_read_by_name_spelling_and_number_of_2008(group: EthnicGroup) -> None:
    number = group.code_2008
    written = (
        group.name,
        group.name.lower(),
        *group.aliases,
        number,
        number.lstrip("0"),
        f"2008:{number}",
        f"{number}/2008",
    )
    for text in written:
        assert resolve(text) is group, text


@pytest.mark.parametrize("group", FIFTY_FOUR, ids=[group.code_1979 or "" for group in FIFTY_FOUR])
def test_every_group_is_read_by_its_number_of_1979_when_the_year_is_said(group: EthnicGroup) -> None:
    number = group.code_1979
    for text in (f"1979:{number}", f"1979: {number}", f"1979/{number}", f"{number}/1979", f"{number} (1979)"):
        assert resolve(text) is group, text


def test_there_are_fifty_four_in_both_systems() -> None:
    assert len(FIFTY_FOUR) == len({group.code_1979 for group in FIFTY_FOUR}) == 54


def test_the_same_number_is_another_group_in_each_system() -> None:
    assert (resolve("04").name, resolve("1979:04").name) == ("Mường", "Hoa")


@pytest.mark.parametrize(
    ("text", "name"), [("Hmông", "Mông"), ("H'Mông", "Mông"), ("Khmer", "Khơ me"), (" ê-ĐÊ ", "Ê Đê")]
)
def test_the_spellings_of_lists_are_known(text: str, name: str) -> None:
    assert resolve(text).name == name


def test_an_unknown_word_gets_a_sentence_with_the_nearest_names() -> None:
    with pytest.raises(UnknownEthnicGroup) as refused:
        resolve("Muong Te")
    sentence = str(refused.value)
    assert sentence.startswith("Không có dân tộc “Muong Te” trong danh mục. Gần nhất là: Mường")
    assert "1979:08" in sentence


@pytest.mark.parametrize(
    ("text", "sentence"), [("77", "năm 2008 không có số 77"), ("1979:55", "năm 1979 không có số 55")]
)
def test_a_number_that_no_group_has_says_in_which_list(text: str, sentence: str) -> None:
    with pytest.raises(UnknownEthnicGroup, match=sentence):
        resolve(text)


def test_a_word_like_none_gets_no_guess() -> None:
    assert nearest("zzzz") == ()
    with pytest.raises(UnknownEthnicGroup, match="trong danh mục. Hãy ghi tên"):
        resolve("zzzz")


def test_both_numbers_are_said() -> None:
    assert numbers_in_words(resolve("Mường")) == "số 04 theo danh mục năm 2008, số 06 theo danh mục năm 1979"
    assert "không có trong danh mục năm 1979" in numbers_in_words(resolve("Người nước ngoài"))
