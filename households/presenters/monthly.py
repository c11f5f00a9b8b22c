"""The regular reviews of the months of a year, worded."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.urls import reverse
from django.utils import timezone

from accounts.refusals import refusal
from households.lists import policies as policies_lists
from households.lists.listing import Progress
from households.models import Review
from households.presenters import words
from households.presenters.tabs import Tab, review_tabs
from households.procedure.settings import Rules
from localities.formats import MISSING, count, count_in_text, short_date
from localities.models import Locality


@dataclass(frozen=True)
class MonthRow:
    """One month. `open_url` is where its review is opened by a button, `choose_url` where a standard is chosen first;
    `cannot` says why it is not opened."""

    month: int
    state: tuple[str, str]
    url: str
    counts: tuple[str, ...]
    decision: str
    late: bool
    open_url: str = ""
    choose_url: str = ""
    cannot: str = ""

    @property
    def name(self) -> str:
        return f"Tháng {self.month}"

    @property
    def open_words(self) -> str:
        return f"Mở đợt tháng {self.month}"


@dataclass(frozen=True)
class MonthlyPage:
    """What `households/lists/monthly.html` shows."""

    place: Locality
    commune: Locality
    year: int
    reviews: Mapping[int, Review]
    progress: Mapping[int, Progress]
    may_open: bool

    @property
    def heading(self) -> str:
        return f"Rà soát thường xuyên hằng tháng năm {self.year}"

    @property
    def tabs(self) -> list[Tab]:
        return review_tabs(self.place, self.year, 0, "monthly_reviews")

    @property
    def crumbs(self) -> list[tuple[str, str]]:
        return [(words.review_name(self.year), reverse("reviews", args=[self.place.key, self.year]))]

    @cached_property
    def today(self) -> date:
        return timezone.localdate()

    @cached_property
    def _rules(self) -> Rules:
        return Rules.at(self.commune, codes=policies_lists.OF_MONTHS)

    @cached_property
    def rows(self) -> list[MonthRow]:
        last = self.today.month if self.year == self.today.year else 12 if self.year < self.today.year else 0
        months = {month for month in policies_lists.MONTHS if month <= last} | set(self.reviews)
        return [self._row(month) for month in sorted(months, reverse=True)]

    def _row(self, month: int) -> MonthRow:
        review = self.reviews.get(month)
        address = reverse("reviews", args=[self.place.key, self.year, month])
        if review is None:
            return self._unopened(month, address)
        p = self.progress.get(review.pk, Progress())
        decision, late = self._decision(review)
        return MonthRow(
            month=month,
            state=words.review_state(review),
            url=address,
            counts=tuple(count(number) for number in (p.households, p.to_do, p.done, p.poor, p.near_poor)),
            decision=decision,
            late=late,
        )

    def _unopened(self, month: int, address: str) -> MonthRow:
        row = {"month": month, "state": words.review_state(None), "url": "", "counts": (MISSING,) * 5, "late": False}
        if not self.may_open:
            return MonthRow(**row, decision=MISSING)
        if cannot := refusal(policies_lists.check_can_open, self.commune, self.year, month):
            return MonthRow(**row, decision=MISSING, cannot=cannot)
        if len(policies_lists.possible_standards(self.commune, self.year, month)) > 1:
            return MonthRow(**row, decision=MISSING, choose_url=address)
        opens = reverse("review_open", args=[self.place.key, self.year, month])
        return MonthRow(**row, decision=MISSING, open_url=opens)

    def _decision(self, review: Review) -> tuple[str, bool]:
        """The decision, or by when it is due and whether that day has gone."""
        if review.is_recognised:
            return f"Số {review.decision_number} ngày {short_date(review.decision_on)}", False
        _, due = policies_lists.month_days(self.commune, self.year, review.month, self._rules)
        return f"Hạn {short_date(due)}", due < self.today

    @property
    def next_words(self) -> str:
        return f"Còn {count_in_text(self._to_do(self._next.month))} hộ chưa xong ở đợt tháng {self._next.month}."

    @property
    def next_url(self) -> str:
        return self._next.url if self._next else ""

    @cached_property
    def _next(self) -> MonthRow | None:
        """The latest month with something left to do."""
        return next((row for row in self.rows if row.month in self.reviews and self._to_do(row.month)), None)

    def _to_do(self, month: int) -> int:
        return self.progress.get(self.reviews[month].pk, Progress()).to_do

    @property
    def not_come(self) -> str:
        return f"Chưa đến tháng nào của năm {self.year}." if not self.rows else ""
