"""The result of a running review household by household, beside the class of the last recognised one."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from django.db.models import OuterRef, Q, QuerySet, Subquery

from households import movements
from households.models import Assessment, Household, Review, SendBack
from households.procedure.words import class_words
from indicators.scoring import HouseholdClass
from localities.formats import MISSING

ALL, DIFFERENT, MARKED, POOR, NEAR_POOR = "", "thay-doi", "danh-dau", "ho-ngheo", "ho-can-ngheo"
_OF_CLASS: Final = {POOR: HouseholdClass.POOR.value, NEAR_POOR: HouseholdClass.NEAR_POOR.value}


@dataclass(frozen=True)
class Results:
    """The forms of a review as the level above looks them through."""

    review: Review

    @cached_property
    def before(self) -> Mapping[int, str]:
        """The class of each household by the last recognised result, by its key."""
        return movements.latest_class(self.review.commune, before=self.review)

    @cached_property
    def _rows(self) -> list[tuple[int, int, str]]:
        return list(self.review.assessments.values_list("pk", "household_id", "household_class"))

    @cached_property
    def _changed(self) -> list[int]:
        return [pk for pk, household, now in self._rows if now != self.before.get(household, "")]

    @cached_property
    def _marked(self) -> set[int]:
        marks = self.review.send_backs.filter(round=self.review.round)
        return set(marks.values_list("household_id", flat=True))

    def counts(self) -> dict[str, int]:
        """How many forms there are, and of each part that can be looked at."""
        return {
            ALL: len(self._rows),
            DIFFERENT: len(self._changed),
            MARKED: len(self._marked),
            **{part: sum(1 for *_, now in self._rows if now == name) for part, name in _OF_CLASS.items()},
        }

    def forms(self, part: str = ALL) -> QuerySet[Assessment]:
        """The forms in Vietnamese order of their households, with the comment (`marked`) of the present round."""
        wanted = {
            DIFFERENT: Q(pk__in=self._changed),
            MARKED: Q(household__in=self._marked),
            **{name: Q(household_class=value) for name, value in _OF_CLASS.items()},
        }.get(part, Q())
        mark = SendBack.objects.filter(review=self.review, round=self.review.round, household=OuterRef("household"))
        forms = self.review.assessments.filter(wanted).select_related("household", "hamlet")
        return forms.annotate(marked=Subquery(mark.values("comment")[:1])).order_by("household__sort_key", "pk")


def facts_of(review: Review, household: Household) -> list[tuple[str, str]]:
    """What the form of one household says, for whoever judges it."""
    form = review.assessments.filter(household=household).first()
    before = movements.latest_class(review.commune, before=review, households=[household.pk]).get(household.pk, "")
    if form is None:
        return [("Hộ", household.head_name), ("Phiếu", "không có trong đợt rà soát")]
    names = {indicator.code: indicator.name for indicator in review.standard.indicators}
    lacking = "; ".join(names[code] for code in review.standard.codes(form.deprived_mask))
    return [
        ("Hộ", f"{household.head_name}, {household.hamlet.full_name} ({household.code})"),
        ("Kết quả", class_words(form.household_class)),
        ("Lần công nhận trước", class_words(before) if before else "chưa có"),
        ("Điểm B1, B2", f"{points_words(form.income_points)} và {points_words(form.deprivation_points)}"),
        ("Chỉ số thiếu hụt", lacking or "không"),
    ]


def points_words(points: int | None) -> str:
    return MISSING if points is None else str(points)
