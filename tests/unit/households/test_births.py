"""Birth dates as officers write them."""

from datetime import date

import pytest

from households.register.births import Birth, NotABirthDate

TODAY = date(2024, 10, 20)


@pytest.mark.parametrize(
    ("typed", "birth", "shown"),
    [
        ("05/03/1962", Birth(1962, 3, 5), "05/03/1962"),
        ("5.3.1962", Birth(1962, 3, 5), "05/03/1962"),
        ("5-3-1962", Birth(1962, 3, 5), "05/03/1962"),
        ("05 03 1962", Birth(1962, 3, 5), "05/03/1962"),
        ("05031962", Birth(1962, 3, 5), "05/03/1962"),
        ("3/1962", Birth(1962, 3), "03/1962"),
        (" 1962 ", Birth(1962), "1962"),
        ("29/02/2000", Birth(2000, 2, 29), "29/02/2000"),
        ("20/10/2024", Birth(2024, 10, 20), "20/10/2024"),
    ],
)
def test_a_birth_date_is_read_to_the_day_the_month_or_the_year(typed, birth, shown):
    assert Birth.parse(typed, TODAY) == birth
    assert str(birth) == shown


def test_nothing_typed_is_no_birth_date():
    assert Birth.parse("  ", TODAY) is None
    assert Birth.of(None, None, None) is None


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("29/02/2001", "Không có ngày 29/02/2001"),
        ("31/4/1990", "Không có ngày 31/04/1990"),
        ("5/13/1990", "Tháng sinh 13 không hợp lệ"),
        ("0/3/1990", "Không có ngày"),
        ("1899", "phải từ 1900 đến 2024"),
        ("62", "Năm sinh 62 không hợp lệ"),
        ("2025", "phải từ 1900 đến 2024"),
        ("21/10/2024", "ở sau hôm nay"),
        ("11/2024", "ở sau hôm nay"),
        ("năm 1962", "Không đọc được ngày sinh"),
        ("1/2/3/1962", "Không đọc được ngày sinh"),
        ("１９６２", "Không đọc được ngày sinh"),
        ("/", "Không đọc được ngày sinh"),
    ],
)
def test_what_cannot_be_a_birth_date_is_refused_with_a_sentence(typed, sentence):
    with pytest.raises(NotABirthDate, match=sentence):
        Birth.parse(typed, TODAY)


@pytest.mark.parametrize(
    ("birth", "ages"),
    [
        (Birth(2008, 10, 20), (16, 16)),
        (Birth(2008, 10, 21), (15, 15)),
        (Birth(2008, 10), (15, 16)),
        (Birth(2008), (15, 16)),
        (Birth(2024), (0, 0)),
    ],
)
def test_an_age_is_known_as_far_as_the_date_is(birth, ages):
    assert birth.age_on(TODAY) == ages
