"""The review of a commune and year, and the reviews of a higher place, worded."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

from django.urls import reverse

from households.forms import OpenReviewForm, RecogniseForm
from households.listing import Progress
from households.models import Review
from households.presenters import words
from indicators.standard import Standard
from indicators.wording import legal_basis_sentence
from localities.formats import count, count_in_text, long_date, money
from localities.models import Locality
from localities.scope import AreaScope


@dataclass(frozen=True)
class UnitRow:
    """The progress of one village unit or commune."""

    place: Locality
    progress: Progress
    list_url: str
    next_url: str = ""
    state: tuple[str, str] | None = None
    standard: str = ""

    @property
    def name(self) -> str:
        return words.capital(self.place)

    @property
    def counts(self) -> list[str]:
        p = self.progress
        return [count(number) for number in (p.households, p.without, p.drafts, p.completed, p.poor, p.near_poor)]


COUNT_HEAD = ("Hộ trong sổ", "Chưa nhập", "Nháp", "Đã hoàn thành", "Hộ nghèo", "Hộ cận nghèo")


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
    """What `households/review.html` shows: one commune (or one of its village units) and year."""

    place: Locality
    year: int
    review: Review | None
    units: list[Locality]
    progress: Mapping[int, Progress]
    enters: AreaScope
    possible: tuple[Standard, ...] = ()
    may_open: bool = False
    cannot_open: str = ""
    may_recognise: bool = False
    cannot_recognise: str = ""

    @cached_property
    def rows(self) -> list[UnitRow]:
        takes_forms = self.review is not None and not self.review.is_recognised
        return [self._row(unit, takes_forms and self.enters.covers(unit.path)) for unit in self.units]

    def _row(self, unit: Locality, enters: bool) -> UnitRow:
        progress = self.progress.get(unit.pk, Progress())
        query = "" if self.place.is_hamlet else f"?don_vi={unit.key}"
        where = [self.place.key, self.year]
        return UnitRow(
            place=unit,
            progress=progress,
            list_url=f"{reverse('households', args=where)}{query}",
            next_url=f"{reverse('assessment_next', args=where)}{query}" if enters and progress.to_do else "",
        )

    by_commune: ClassVar[bool] = False

    @property
    def heading(self) -> str:
        return words.review_name(self.year)

    @property
    def not_open_words(self) -> str:
        return f"Chưa mở đợt rà soát năm {self.year}. Cán bộ giảm nghèo của xã, phường mở đợt rà soát."

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

    @property
    def next_words(self) -> str:
        """What comes next: the first village unit with something left to do."""
        row = self._next
        return "" if row is None else f"Còn {count_in_text(row.progress.to_do)} hộ chưa xong ở {row.place.full_name}."

    @property
    def next_url(self) -> str:
        return self._next.next_url if self._next else ""

    @property
    def _next(self) -> UnitRow | None:
        return next((row for row in self.rows if row.next_url), None)

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

    @property
    def open_form(self) -> OpenReviewForm:
        return OpenReviewForm(possible=self.possible)

    @property
    def open_standard(self) -> Standard | None:
        """The only possible standard; None where the officer chooses."""
        return self.possible[0] if len(self.possible) == 1 else None

    @property
    def open_url(self) -> str:
        return reverse("review_open", args=[self.place.key, self.year])

    @property
    def recognise_url(self) -> str:
        return reverse("review_recognise", args=[self.place.key, self.year])


@dataclass(frozen=True)
class CommunesReviewPage:
    """What `households/reviews.html` shows: the communes of a higher place."""

    place: Locality
    year: int
    communes: list[Locality]
    reviews: list[Review]
    progress: Mapping[int, Progress]

    by_commune: ClassVar[bool] = True

    @property
    def heading(self) -> str:
        return words.review_name(self.year)

    @property
    def head(self) -> tuple[str, ...]:
        return COUNT_HEAD

    @property
    def rows(self) -> list[UnitRow]:
        by_commune = {review.commune_id: review for review in self.reviews}
        return [self._row(commune, by_commune.get(commune.pk)) for commune in self.communes]

    def _row(self, commune: Locality, review: Review | None) -> UnitRow:
        return UnitRow(
            place=commune,
            progress=self.progress.get(commune.pk, Progress()),
            list_url=reverse("reviews", args=[commune.key, self.year]),
            state=words.review_state(review),
            standard=review.standard_code if review else "",
        )

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
    def mixed_standards(self) -> str:
        codes = {review.standard_code for review in self.reviews}
        return "Các xã, phường dùng chuẩn nghèo khác nhau; không cộng các chỉ số thiếu hụt." if len(codes) > 1 else ""


@dataclass(frozen=True)
class RecognisePage:
    """What `households/recognise.html` shows. `refused`: why the decision that was sent is not recorded; `not_yet`:
    why none can be recorded, whatever its number and date."""

    place: Locality
    review: Review
    form: RecogniseForm
    refused: str
    not_yet: str

    @property
    def heading(self) -> str:
        return f"Ghi quyết định công nhận kết quả rà soát năm {self.review.year}"

    @property
    def back_url(self) -> str:
        return reverse("reviews", args=[self.place.key, self.review.year])

    @property
    def crumbs(self) -> list[tuple[str, str]]:
        return [(words.review_name(self.review.year), self.back_url)]
