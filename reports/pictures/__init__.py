"""Pictures of figures, drawn on the server: the same string on a page and in a PDF, each with its table."""

from reports.pictures.bars import IndicatorCounts, UnitCounts, deprivation_profile, grouped_bars
from reports.pictures.picture import Picture, PictureTable
from reports.pictures.states import ReviewProgress, stacked_states
from reports.pictures.targets import TargetRow, target_bullet

__all__ = [
    "IndicatorCounts",
    "Picture",
    "PictureTable",
    "ReviewProgress",
    "TargetRow",
    "UnitCounts",
    "deprivation_profile",
    "grouped_bars",
    "stacked_states",
    "target_bullet",
]
