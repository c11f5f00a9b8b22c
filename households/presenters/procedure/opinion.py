"""The result of a commune as the level above looks it through."""

from dataclasses import dataclass
from functools import cached_property

from django.core.paginator import Page
from django.http import QueryDict
from django.urls import reverse

from households.forms.procedure import AgreeForm, ReturnForm
from households.models import Assessment
from households.presenters import words
from households.presenters.tabs import Tab, review_tabs
from households.procedure.course import Course
from households.procedure.results import ALL, DIFFERENT, MARKED, NEAR_POOR, POOR, Results, points_words
from households.procedure.words import class_words, days_left, opinion_words
from localities.formats import count, count_in_text, short_date

_VIEWS = (
    (ALL, "Tất cả"),
    (DIFFERENT, "Khác lần công nhận trước"),
    (POOR, "Hộ nghèo"),
    (NEAR_POOR, "Hộ cận nghèo"),
    (MARKED, "Đã đánh dấu"),
)


@dataclass(frozen=True)
class ResultRow:
    """One household."""

    name: str
    url: str
    unit: str
    result: tuple[str, str]
    before: str
    changed: bool
    points: tuple[str, str]
    comment: str
    mark_url: str


@dataclass(frozen=True)
class OpinionPage:
    """What `households/procedure/opinion.html` shows. `stopped`: why no opinion can be given now."""

    course: Course
    page: Page
    query: QueryDict
    only: str
    results: Results
    agree: AgreeForm
    back: ReturnForm
    refused: str
    stopped: str

    @property
    def heading(self) -> str:
        return f"Cho ý kiến kết quả rà soát {self.course.review.period_words}"

    @property
    def place_words(self) -> str:
        return words.capital(self.course.review.commune)

    @property
    def state(self) -> tuple[str, str]:
        return words.review_state(self.course.review)

    @property
    def tabs(self) -> list[Tab]:
        review = self.course.review
        return review_tabs(review.commune, review.year, review.month, "review_opinion")

    @property
    def crumbs(self) -> list[tuple[str, str]]:
        review = self.course.review
        return [(words.review_name(review.year, review.month), reverse("reviews", args=review.url_args))]

    @property
    def facts(self) -> list[tuple[str, str]]:
        review, course = self.course.review, self.course
        facts = [
            ("Báo cáo", f"số {review.report_number} ngày {short_date(review.submitted_on)}, lần trình {review.round}")
        ]
        if (due := course.opinion_due_on) and review.submitted_on and review.state == review.State.SUBMITTED:
            facts.append(("Hạn cho ý kiến", f"{short_date(due)} ({days_left(due, course.today)})"))
            facts.append(("Căn cứ thời hạn", course.source("opinion_working_days", review.submitted_on)))
        return [*facts, ("Căn cứ hỏi ý kiến", opinion_words(course))]

    @property
    def views(self) -> list[tuple[str, str, bool]]:
        """The rows of links above the list, each with its number."""
        address = reverse("review_opinion", args=self.course.review.url_args)
        return [
            (f"{label} ({count(self._counts[code])})", f"{address}?xem={code}" if code else address, code == self.only)
            for code, label in _VIEWS
        ]

    @cached_property
    def _counts(self) -> dict[str, int]:
        return self.results.counts()

    @cached_property
    def rows(self) -> list[ResultRow]:
        return [self._row(form) for form in self.page]

    def _row(self, form: Assessment) -> ResultRow:
        review, household = self.course.review, form.household
        before = self.results.before.get(household.pk, "")
        return ResultRow(
            name=household.head_name,
            url=f"{household.get_absolute_url()}?nam={review.year}",
            unit=words.capital(form.hamlet),
            result=(class_words(form.household_class), form.household_class or "unknown"),
            before=class_words(before) if before else "Chưa có",
            changed=form.household_class != before,
            points=(points_words(form.income_points), points_words(form.deprivation_points)),
            comment=form.marked or "",  # type: ignore[attr-defined]
            mark_url=reverse("send_back", args=[*review.url_args, household.uid]),
        )

    @property
    def summary(self) -> str:
        return f"{count(self.page.paginator.count)} hộ"

    @property
    def marked_words(self) -> str:
        marked = self._counts[MARKED]
        return f"Đang đánh dấu {count_in_text(marked)} hộ." if marked else "Chưa đánh dấu hộ nào."

    @property
    def cannot_agree(self) -> str:
        if self.stopped:
            return self.stopped
        return "Đang có hộ bị đánh dấu; hãy trả lại, hoặc bỏ đánh dấu." if self._counts[MARKED] else ""

    @property
    def cannot_return(self) -> str:
        if self.stopped:
            return self.stopped
        return "" if self._counts[MARKED] else "Hãy đánh dấu ít nhất một hộ kèm ý kiến."
