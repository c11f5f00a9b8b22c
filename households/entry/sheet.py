"""What is typed on Phiếu B, as values: the answers of a household and its members, apart from how they are stored.

The form, the device draft, the check page and the actions speak in these; only `columns` and `sheet_of` know the bit
masks of the model.
"""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from types import MappingProxyType
from typing import Any, Final, cast

from households.models import Assessment
from indicators import support
from indicators.causes import CAUSES, OTHER_CAUSE
from indicators.groups import ETHNIC_MINORITY, GROUPS, MERIT, NO_WORK_CAPACITY, SOCIAL_PROTECTION, HouseholdGroup
from indicators.scoring import UNSURE, Answer, Answers
from indicators.standard import Standard
from localities.area_types import AreaType
from localities.text import normalise

NO: Final = "no"
YES: Final = "yes"

# Groups that have a column; a group that only some provinces count has none yet.
GROUP_COLUMNS: Final[dict[str, str]] = {
    ETHNIC_MINORITY.code: "is_ethnic_minority",
    NO_WORK_CAPACITY.code: "has_no_work_capacity",
    MERIT.code: "has_merit_member",
    SOCIAL_PROTECTION.code: "on_social_protection",
}
SHEET_GROUPS: Final[tuple[HouseholdGroup, ...]] = tuple(group for group in GROUPS if group.code in GROUP_COLUMNS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The answers about a household. `answers` maps an indicator to "no", "yes" or "unsure"; a code that is left out
    is unanswered. A written "other cause" ticks the official cause 8 by itself.

    `score_items` are the codes of the answers chosen on the B1 score sheet `score_sheet` (its number in the database),
    where B1 was asked item by item; `income_points` is what counts.
    """

    income_points: int | None = None
    answers: Mapping[str, str] = field(default_factory=dict)
    causes: Collection[int] = ()
    other_cause: str = ""
    groups: Collection[str] = ()
    can_exit: bool = False
    note: str = ""
    floor_area: Decimal | None = None
    power_source: str = ""
    water_source: str = ""
    policies: Collection[str] = ()
    needs: Collection[str] = ()
    score_sheet: int | None = None
    score_items: Collection[str] = ()

    def __post_init__(self) -> None:
        answers = {code: answer for code, answer in self.answers.items() if answer}
        if odd := set(answers.values()) - {NO, YES, UNSURE}:
            raise ValueError(f"no answer of the sheet: {sorted(odd)}")
        other_cause = normalise(self.other_cause)
        causes = {*self.causes, OTHER_CAUSE} if other_cause else set(self.causes)
        object.__setattr__(self, "answers", MappingProxyType(answers))
        object.__setattr__(self, "other_cause", other_cause)
        object.__setattr__(self, "note", normalise(self.note))
        object.__setattr__(self, "causes", tuple(cause.code for cause in CAUSES if cause.code in causes))
        object.__setattr__(self, "groups", tuple(code for code in GROUP_COLUMNS if code in set(self.groups)))
        object.__setattr__(self, "floor_area", _square_metres(self.floor_area))
        for name in ("policies", "needs"):
            object.__setattr__(self, name, support.codes(support.mask(getattr(self, name))))
        object.__setattr__(self, "score_items", tuple(sorted(self.score_items)))
        if not self.score_items:
            object.__setattr__(self, "score_sheet", None)

    def packed(self) -> str:
        """As text, for the page that shows it: what an officer has seen goes along with the decision."""
        return json.dumps(self.as_json())

    def as_json(self) -> dict[str, Any]:
        """As plain words, numbers and lists: `Sheet(**sheet.as_json())` is this sheet again."""
        plain: dict[str, Any] = {name: getattr(self, name) for name in self.__slots__}
        area = None if self.floor_area is None else str(self.floor_area)
        return {**plain, "answers": dict(self.answers), "floor_area": area}

    @classmethod
    def unpacked(cls, text: str) -> "Sheet | None":
        """The sheet of such a text; nothing when it is none."""
        try:
            return cls(**json.loads(text))
        except (ValueError, TypeError, AttributeError, InvalidOperation):
            return None

    def for_scoring(self, area: str) -> Answers:
        """What the engine reads. An area that is not recorded goes through as it is: the engine says what to mend."""
        words: dict[str, Answer] = {YES: True, NO: False, UNSURE: UNSURE}
        deprived = {code: words[answer] for code, answer in self.answers.items()}
        return Answers(area=cast("AreaType", area), income_points=self.income_points, deprived=deprived)


def columns(sheet: Sheet, standard: Standard) -> dict[str, object]:
    """The fields of an assessment that hold this sheet. A code the standard does not have is refused by it."""
    by_answer = {
        wanted: standard.mask(code for code, answer in sheet.answers.items() if answer == wanted)
        for wanted in (NO, YES, UNSURE)
    }
    return {
        "income_points": sheet.income_points,
        "answered_mask": by_answer[NO] | by_answer[YES] | by_answer[UNSURE],
        "deprived_mask": by_answer[YES],
        "unsure_mask": by_answer[UNSURE],
        "causes_mask": sum(1 << (code - 1) for code in sheet.causes),
        "other_cause": sheet.other_cause,
        **{column: code in sheet.groups for code, column in GROUP_COLUMNS.items()},
        "can_exit": sheet.can_exit,
        "note": sheet.note,
        "floor_area": sheet.floor_area,
        "power_source": sheet.power_source,
        "water_source": sheet.water_source,
        "policies_mask": support.mask(sheet.policies),
        "needs_mask": support.mask(sheet.needs),
        "score_sheet_id": sheet.score_sheet,
        "score_items": list(sheet.score_items),
    }


def _square_metres(value: Decimal | str | None) -> Decimal | None:
    """To one decimal, as the column holds it: 45 and 45.0 are one area."""
    return None if value is None else Decimal(value).quantize(Decimal("0.1"))


def sheet_of(assessment: Assessment, standard: Standard) -> Sheet:
    """The sheet that an assessment holds."""
    answers = dict.fromkeys(standard.codes(assessment.answered_mask), NO)
    answers |= dict.fromkeys(standard.codes(assessment.deprived_mask), YES)
    answers |= dict.fromkeys(standard.codes(assessment.unsure_mask), UNSURE)
    return Sheet(
        income_points=assessment.income_points,
        answers=answers,
        causes=[cause.code for cause in CAUSES if assessment.causes_mask >> (cause.code - 1) & 1],
        other_cause=assessment.other_cause,
        groups=[code for code, column in GROUP_COLUMNS.items() if getattr(assessment, column)],
        can_exit=assessment.can_exit,
        note=assessment.note,
        floor_area=assessment.floor_area,
        power_source=assessment.power_source,
        water_source=assessment.water_source,
        policies=support.codes(assessment.policies_mask),
        needs=support.codes(assessment.needs_mask),
        score_sheet=assessment.score_sheet_id,
        score_items=assessment.score_items,
    )
