"""Lists that stand in a text by name, turned into text: the same items and figures as if an officer had typed them."""

from indicators.scoring import HouseholdClass
from indicators.standard import Standard
from localities.text import lower_first
from plans import blocks
from plans.figures.facts import PlanFacts
from plans.figures.registry import CLASS_NAMES, deprivation_name, deprivation_rate_name
from plans.text import Block, Body, Bound, FigureRef, Item, Words

_CLASSES = {
    blocks.POOR_DEPRIVATIONS.name: HouseholdClass.POOR,
    blocks.NEAR_POOR_DEPRIVATIONS.name: HouseholdClass.NEAR_POOR,
}


def expand(body: Body, facts: PlanFacts) -> Body:
    """The text with its lists written out. Tables and duties stay: they are laid out by whoever prints them."""
    return tuple(part for block in body for part in _expanded(block, facts))


def _expanded(block: Block, facts: PlanFacts) -> Body:
    if isinstance(block, Bound) and (household_class := _CLASSES.get(block.name)):
        if facts.has_review_figures and not facts.of(household_class).households:
            return (Item((Words(f"Không có {CLASS_NAMES[household_class][1]}."),), marker="+", depth=1),)
        return deprivation_items(facts.standard, household_class)
    return (block,)


def deprivation_items(standard: Standard, household_class: HouseholdClass) -> Body:
    """One item an indicator, in the official order: "+ Thiếu hụt chỉ số việc làm: 03 hộ, tỷ lệ 17,65%;"."""
    last = len(standard.indicators)
    return tuple(
        Item(
            (
                Words(f"Thiếu hụt chỉ số {lower_first(indicator.name)}: "),
                FigureRef(deprivation_name(indicator.code, household_class)),
                Words(" hộ, tỷ lệ "),
                FigureRef(deprivation_rate_name(indicator.code, household_class)),
                Words("." if indicator.number == last else ";"),
            ),
            marker="+",
            depth=1,
        )
        for indicator in standard.indicators
    )
