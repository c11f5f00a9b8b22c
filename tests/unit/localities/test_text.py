"""One spelling, one search form, one order of Vietnamese text."""

import unicodedata

import pytest

from localities.text import capital, fold, name_sort_key, normalise, normalise_lines, sort_key, spelling


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        pytest.param("  Cam   Phúc\tNam ", "Cam Phúc Nam", id="spaces and tabs"),
        pytest.param("Cam\xa0Phúc", "Cam Phúc", id="a space that does not break"),
        pytest.param(unicodedata.normalize("NFD", "Nguyễn Thị Hòa"), "Nguyễn Thị Hòa", id="decomposed letters"),
        pytest.param("\ufeffCam\u200b Ranh", "Cam Ranh", id="characters without width"),
        pytest.param("Ðắk Lắk, ðường", "Đắk Lắk, đường", id="the Icelandic look-alike of đ"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_text_has_one_spelling(typed, kept):
    assert normalise(typed) == kept
    assert normalise(normalise(typed)) == kept


def test_lines_are_normalised_one_by_one():
    assert normalise_lines("\n Một  dòng\r\nHai dòng \n\n") == "Một dòng\nHai dòng"


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Nguyễn Thị Hoa", "nguyen thi hoa"),
        ("ĐẶNG Đình Ước", "dang dinh uoc"),
        (unicodedata.normalize("NFD", "Trần Văn Ơn"), "tran van on"),
    ],
)
def test_search_ignores_accents_and_case(text, folded):
    assert fold(text) == folded


@pytest.mark.parametrize(
    "in_order",
    [
        pytest.param(["An", "Ăn", "Ân", "Ba"], id="letters of the alphabet"),
        pytest.param(["ba", "bà", "bả", "bã", "bá", "bạ"], id="tones in the order of the dictionary"),
        pytest.param(["Dung", "Đan", "Em"], id="d before đ"),
        pytest.param(["Hòa", "Hóa", "Hòa Bình"], id="tones after all letters"),
        pytest.param(["Hoa", "Hoa An", "Hoan"], id="a shorter word first"),
        pytest.param(["Thôn 1", "Thôn 2", "Thôn 10", "Thôn A"], id="numbers by size"),
    ],
)
def test_order_is_that_of_a_vietnamese_dictionary(in_order):
    mixed = in_order[::-1]
    assert sorted(mixed, key=sort_key) == in_order


@pytest.mark.parametrize(
    "in_order",
    [
        pytest.param(["Trần Văn An", "Lò Thị Bình", "An Văn Đạt"], id="the given name first"),
        pytest.param(["Lê Thị Hoa", "Lê Văn Hoa", "An Xuân Hoa"], id="then the middle names"),
        pytest.param(["An Văn Hoa", "Bùi Văn Hoa", "Đỗ Văn Hoa"], id="then the family name"),
        pytest.param(["Páo", "Giàng A Páo", "Vàng A Páo"], id="a name of one word is a given name"),
        pytest.param(["Hoa", "Hoà", "Hoá", "Hoan"], id="tones after all letters"),
        pytest.param(["Lê Hoa", "Lê An Hoa", "Lê Hoà"], id="no middle name before any"),
    ],
)
def test_people_stand_by_given_name(in_order):
    backwards = in_order[::-1]
    assert sorted(backwards, key=name_sort_key) == in_order


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        pytest.param("Khánh Hòa", "Khánh Hoà", True, id="two places of the tone mark"),
        pytest.param("Quảng Minh", "QUẢNG  MINH", True, id="case and spaces"),
        pytest.param("Tân Lập", "Tân Lạp", False, id="another letter"),
        pytest.param("Hòa", "Hóa", False, id="another tone"),
        pytest.param("Thụy Lôi", "Thuỵ Lôi", True, id="y and its tone"),
    ],
)
def test_two_spellings_of_one_name(left, right, same):
    assert (spelling(left) == spelling(right)) is same


@pytest.mark.parametrize(("text", "begun"), [("phường Ba Ngòi", "Phường Ba Ngòi"), ("đặc khu", "Đặc khu"), ("", "")])
def test_a_sentence_begins_with_a_capital_and_keeps_the_others(text, begun):
    assert capital(text) == begun
