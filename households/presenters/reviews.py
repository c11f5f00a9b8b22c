"""The review of a commune and year, and the reviews of a higher place, worded."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import ClassVar

from django.urls import reverse

from accounts.models import User
from accounts.roles import Permission
from households.forms import OpenReviewForm
from households.lists.listing import Progress
from households.models import Review
from households.presenters import words
from households.presenters.corrections import correction_notice
from households.presenters.procedure.following import NextMove, book_links, deadlines, next_move
from households.presenters.procedure.steps import unit_state
from households.presenters.progress import ReviewersTable, reviewers_progress
from households.presenters.tabs import Tab, review_tabs
from households.procedure.course import Course
from households.procedure.days import add_working_days
from households.procedure.settings import Rules
from households.procedure.words import days_left
from indicators.standard import Standard
from indicators.wording import legal_basis_sentence
from localities.formats import MISSING, count, count_in_text, long_date, money, short_date
from localities.models import Locality
from localities.scope import AreaScope

State = Review.State


@dataclass(frozen=True)
class UnitRow:
    """The progress of one village unit or commune. `waits`: since when a commune waits for the opinion, by when it is
    due, and where it is given."""

    place: Locality
    progress: Progress
    list_url: str
    next_url: str = ""
    state: tuple[str, str] | None = None
    standard: str = ""
    waits: tuple[str, str] = (MISSING, MISSING)
    opinion_url: str = ""

    @property
    def name(self) -> str:
        return words.capital(self.place)

    @property
    def counts(self) -> list[str]:
        p = self.progress
        numbers = (p.households, p.without, p.drafts, p.completed, p.skipped, p.poor, p.near_poor)
        return [count(number) for number in numbers]


COUNT_HEAD = (
    "Trong danh sách",
    "Chưa nhập",
    "Nháp",
    "Đã hoàn thành",
    "Không lập Phiếu B",
    "Hộ nghèo",
    "Hộ cận nghèo",
)


def standard_facts(standard: Standard) -> list[tuple[str, str]]:
    """What a standard says, as terms and values."""
    lines = [
        f"{standard.area_names[area]} {money(line)}/người/tháng" for area, line in sorted(standard.income_line.items())
    ]
    thresholds = [
        f"{standard.area_names[area]} {highest} điểm"
        if highest is not None
        else f"{standard.area_names[area]}: chưa có"
        for area, highest in sorted(standard.b1_max.items())
    ]
    return [
        ("Chuẩn nghèo", standard.name),
        ("Chuẩn thu nhập", "; ".join(lines)),
        ("Ngưỡng điểm B1", "; ".join(thresholds)),
        ("Hộ nghèo khi thiếu hụt", f"từ {count_in_text(standard.poor_from_deprivations)} chỉ số trở lên"),
        ("Căn cứ", legal_basis_sentence(standard).removeprefix("Căn cứ: ")),
    ]


@dataclass(frozen=True)
class CommuneReviewPage:
    """What `households/review.html` shows: one commune (or one of its village units) and year or month."""

    place: Locality
    year: int
    month: int
    course: Course | None
    units: list[Locality]
    progress: Mapping[int, Progress]
    enters: AreaScope
    user: User
    possible: tuple[Standard, ...] = ()
    may_open: bool = False
    cannot_open: str = ""

    by_commune: ClassVar[bool] = False

    @property
    def review(self) -> Review | None:
        return self.course.review if self.course else None

    @cached_property
    def rows(self) -> list[UnitRow]:
        takes_forms = self.review is not None and not self.review.is_recognised
        return [self._row(unit, takes_forms and self.enters.covers(unit.path)) for unit in self.units]

    def _row(self, unit: Locality, enters: bool) -> UnitRow:
        progress = self.progress.get(unit.pk, Progress())
        query = "" if self.place.is_hamlet else f"?don_vi={unit.key}"
        found = self.course.unit(unit) if self.course else None
        lists = reverse("review_list", args=self._period) if self.review else self._households_url
        return UnitRow(
            place=unit,
            progress=progress,
            list_url=f"{lists}{query}",
            next_url=f"{reverse('assessment_next', args=self._period)}{query}" if enters and progress.to_do else "",
            state=unit_state(found) if found else None,
        )

    @property
    def _period(self) -> list[object]:
        return [self.place.key, self.year, *([self.month] if self.month else [])]

    @property
    def _households_url(self) -> str:
        return reverse("households", args=[self.place.key, self.year])

    @property
    def heading(self) -> str:
        return words.review_name(self.year, self.month)

    @property
    def tabs(self) -> list[Tab]:
        return review_tabs(self.place, self.year, self.month, "reviews")

    @cached_property
    def corrected(self) -> dict[str, str] | None:
        """What corrections changed after the result was recognised."""
        recognised = self.review is not None and self.review.is_recognised
        return correction_notice(self.review, place=self.place) if recognised else None

    @property
    def period_words(self) -> str:
        return words.period(self.year, self.month)

    @property
    def not_open_words(self) -> str:
        return f"Chưa mở đợt rà soát {self.period_words}. Cán bộ giảm nghèo của xã, phường mở đợt rà soát."

    @property
    def state(self) -> tuple[str, str]:
        return words.review_state(self.review)

    @property
    def total(self) -> Progress:
        return sum((row.progress for row in self.rows), Progress())

    @property
    def total_counts(self) -> list[str]:
        return UnitRow(self.place, self.total, "").counts

    @property
    def head(self) -> tuple[str, ...]:
        return COUNT_HEAD

    @property
    def progress_words(self) -> str:
        total = self.total
        return f"{count(total.completed)} trên {count(total.households)} hộ đã hoàn thành"

    # --- What comes next ------------------------------------------------------------------------------

    @property
    def next_words(self) -> str:
        """The first village unit with something left to enter."""
        row = self._next
        return "" if row is None else f"Còn {count_in_text(row.progress.to_do)} hộ chưa xong ở {row.place.full_name}."

    @property
    def next_url(self) -> str:
        return self._next.next_url if self._next else ""

    @property
    def _next(self) -> UnitRow | None:
        return next((row for row in self.rows if row.next_url), None)

    @cached_property
    def next_move(self) -> NextMove | None:
        return next_move(self.course, self.user) if self.course and self.place.is_commune else None

    @cached_property
    def reviewers(self) -> ReviewersTable | None:
        """Who has completed how much, on the ground where this person may see forms."""
        if self.review is None:
            return None
        return reviewers_progress(self.review, self.user.scope_for(Permission.HOUSEHOLD_VIEW), self.place)

    @property
    def deadlines(self) -> list[tuple[str, str]]:
        return deadlines(self.course) if self.course else []

    @property
    def book_links(self) -> list[tuple[str, str]]:
        return book_links(self.place, self.year)

    # --- The standard, the decision -------------------------------------------------------------------

    @property
    def facts(self) -> list[tuple[str, str]]:
        if self.review is None:
            return []
        facts = standard_facts(self.review.standard)
        if self.review.is_recognised:
            decision = f"Quyết định số {self.review.decision_number} {long_date(self.review.decision_on)}"
            facts = [("Công nhận", f"{decision}, {self.review.recognised_by.full_name} ghi"), *facts]
        return facts

    @property
    def unknowns(self) -> tuple[str, ...]:
        return self.review.standard.unknowns if self.review else ()

    # --- Opening --------------------------------------------------------------------------------------

    @property
    def open_form(self) -> OpenReviewForm:
        return OpenReviewForm(possible=self.possible)

    @property
    def open_standard(self) -> Standard | None:
        """The only possible standard; None where the officer chooses."""
        return self.possible[0] if len(self.possible) == 1 else None

    @property
    def open_url(self) -> str:
        return reverse("review_open", args=self._period)


@dataclass(frozen=True)
class CommunesReviewPage:
    """What `households/reviews.html` shows: the communes of a higher place, and which of them wait for an opinion."""

    place: Locality
    year: int
    month: int
    communes: list[Locality]
    reviews: Sequence[Review]
    progress: Mapping[int, Progress]
    today: date
    rules: Rules
    opines: AreaScope

    by_commune: ClassVar[bool] = True

    @property
    def heading(self) -> str:
        return words.review_name(self.year, self.month)

    @property
    def period_words(self) -> str:
        return words.period(self.year, self.month)

    @property
    def head(self) -> tuple[str, ...]:
        return COUNT_HEAD

    @cached_property
    def rows(self) -> list[UnitRow]:
        by_commune = {review.commune_id: review for review in self.reviews}
        return [self._row(commune, by_commune.get(commune.pk)) for commune in self.communes]

    def _row(self, commune: Locality, review: Review | None) -> UnitRow:
        period = [self.year, self.month] if self.month else [self.year]
        waiting = review is not None and review.state == State.SUBMITTED
        opines = waiting and self.opines.covers(commune.path)
        return UnitRow(
            place=commune,
            progress=self.progress.get(commune.pk, Progress()),
            list_url=reverse("reviews", args=[commune.key, *period]),
            state=words.review_state(review),
            standard=review.standard_code if review else "",
            waits=self._waits(review) if review and waiting else (MISSING, MISSING),
            opinion_url=reverse("review_opinion", args=[commune.key, *period]) if opines else "",
        )

    def _waits(self, review: Review) -> tuple[str, str]:
        sent = review.submitted_on
        if sent is None:
            return MISSING, MISSING
        due = add_working_days(sent, int(self.rules.value("opinion_working_days", review.commune, sent)))
        return short_date(sent), f"{short_date(due)} ({days_left(due, self.today)})"

    @property
    def waiting(self) -> list[tuple[str, str]]:
        """The communes that wait for the opinion of this person's level, with its page."""
        return [(f"{row.name}, hạn {row.waits[1]}", row.opinion_url) for row in self.rows if row.opinion_url]

    @property
    def total_counts(self) -> list[str]:
        total = sum((row.progress for row in self.rows), Progress())
        return UnitRow(self.place, total, "").counts

    @property
    def summary(self) -> str:
        recognised = sum(1 for review in self.reviews if review.is_recognised)
        return (
            f"{count(len(self.reviews))} trên {count(len(self.communes))} xã, phường đã mở đợt rà soát; "
            f"{count(recognised)} nơi đã được công nhận."
        )

    @property
    def book_links(self) -> list[tuple[str, str]]:
        return [link for link in book_links(self.place, self.year) if "hằng tháng" not in link[0]]

    @property
    def mixed_standards(self) -> str:
        codes = {review.standard_code for review in self.reviews}
        return "Các xã, phường dùng chuẩn nghèo khác nhau; không cộng các chỉ số thiếu hụt." if len(codes) > 1 else ""
