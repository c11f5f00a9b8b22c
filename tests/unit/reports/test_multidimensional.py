"""H, A and M0 of an area by hand: 2 poor of 10 households, deprived in 3 and 5 of 12 indicators."""

from dataclasses import replace

from households.figures import ClassFigures, PlaceFigures
from localities.models import Locality
from reports.multidimensional import measured

LACKING = (2, 2, 2, 1, 1, 0, 0, 0, 0, 0, 0, 0)
AREA = PlaceFigures(
    place=Locality(name="Mẫu"),
    households=10,
    poor=ClassFigures(households=2, persons=7, lacking=LACKING),
    standards=("VN-2022",),
)


def test_the_measures_follow_from_the_counts() -> None:
    assert [measure.value for measure in measured(AREA)] == ["20,00%", "33,33%", "6,67%"]
    assert "4,00 trên 12 chỉ số" in measured(AREA)[1].meaning


def test_nothing_is_said_where_something_is_not_known() -> None:
    assert measured(replace(AREA, households=None)) == ()
    assert measured(replace(AREA, poor=ClassFigures())) == ()
    assert measured(replace(AREA, reported=True)) == ()
    assert measured(replace(AREA, standards=("VN-2022", "VN-2027"))) == ()
