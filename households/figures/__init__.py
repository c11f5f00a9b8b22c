"""The counts of every place, from the village unit up: what reports and plans print.

One `HamletFigures` row for each village unit, review and class, and one for each ethnic group that occurs
(`EthnicFigures`), is counted anew in the transaction of each change (`refresh`); everything higher is a sum of those
rows. Populations are those of the review's year.
"""

from households.figures.counting import (
    count_average,
    count_forms,
    refresh,
    refresh_average,
    refresh_movements,
    store_reported,
)
from households.figures.counts import (
    AVERAGE,
    COLUMNS,
    FIGURE_CLASSES,
    FORM_COUNTS,
    MOVEMENT_COUNTS,
    PERSON_TICKS,
    TICKS,
    AreaFigures,
    ClassFigures,
    EthnicCount,
    MovementFigures,
    PlaceFigures,
    from_columns,
    to_columns,
)
from households.figures.summing import by_hamlet, communes_of, of_area, total

__all__ = [
    "AVERAGE",
    "COLUMNS",
    "FIGURE_CLASSES",
    "FORM_COUNTS",
    "MOVEMENT_COUNTS",
    "PERSON_TICKS",
    "TICKS",
    "AreaFigures",
    "ClassFigures",
    "EthnicCount",
    "MovementFigures",
    "PlaceFigures",
    "by_hamlet",
    "communes_of",
    "count_average",
    "count_forms",
    "from_columns",
    "of_area",
    "refresh",
    "refresh_average",
    "refresh_movements",
    "store_reported",
    "to_columns",
    "total",
]
