"""What would lift the poor households of a place, worded: a page that is printed and taken to the meeting."""

from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

from django.core.paginator import Page
from django.urls import reverse
from django.utils import timezone

from households.analysis.lifting import Lifting, PoorHousehold
from households.forms.analysis import LiftingFilter
from households.models import Review
from households.presenters import words
from households.presenters.tabs import Tab, review_tabs
from indicators.lifting import Step
from indicators.lifting_words import sets_words
from localities.formats import MISSING, count, count_in_text, percent_sign, rate, short_date
from localities.models import Locality
from localities.text import lower_first


@dataclass(frozen=True)
class GainRow:
    """One indicator: how many poor households lack it, and how many it alone would lift."""

    name: str
    lacking: int
    lacking_share: str
    alone: int
    remaining: int
    best: bool


@dataclass(frozen=True)
class StepRow:
    """One step of the order, with the indicators that would have done as well."""

    number: int
    name: str
    lacking: int
    lifted: int
    remaining: int
    tied: str


@dataclass(frozen=True)
class HouseholdRow:
    """A poor household and what would lift it."""

    name: str
    url: str
    unit: str
    persons: int
    lacking: str
    mending: str
    income_points: int | None
    points_out: str


@dataclass(frozen=True)
class LiftingPage:
    """What `households/lifting.html` shows. `unfinished`: forms without a result yet."""

    place: Locality
    year: int
    month: int
    review: Review | None
    form: LiftingFilter | None = None
    lifting: Lifting | None = None
    page: Page | None = None
    unfinished: int = 0
    reported: bool = False
    whole: bool = False

    heading: ClassVar[str] = "Hướng thoát nghèo"
    rule: ClassVar[str] = (
        "Ở mỗi bước, chỉ số được chọn là chỉ số mà khắc phục cho mọi hộ nghèo còn thiếu thì nhiều hộ thành hộ cận "
        "nghèo nhất; nếu bằng nhau thì chọn chỉ số nhiều hộ còn nghèo thiếu hơn; vẫn bằng nhau thì theo số thứ tự, và "
        "các chỉ số ngang nhau được ghi ở cột cuối. Số hộ của từng bước là số đếm đúng; chọn bước tốt nhất mỗi lần "
        "chưa chắc cho nhóm chỉ số tốt nhất."
    )

    @property
    def tabs(self) -> list[Tab]:
        return review_tabs(self.place, self.year, self.month, "review_lifting")

    @property
    def ground(self) -> Locality:
        """The place that the counts are of."""
        return (self.form and self.form.chosen_unit) or self.place

    @property
    def about(self) -> str:
        """Where and when, for the paper too: there the bar on top is not printed."""
        where = words.capital(self.ground)
        if self.ground.is_hamlet and self.ground.commune:
            where = f"{where}, {self.ground.commune.full_name}"
        today = short_date(timezone.localdate())
        return f"{where} · {lower_first(words.review_name(self.year, self.month))} · số liệu ngày {today}"

    @property
    def state(self) -> tuple[str, str]:
        return words.review_state(self.review)

    @property
    def reviews_url(self) -> str:
        return reverse("reviews", args=[self.place.key, self.year, *([self.month] if self.month else [])])

    @property
    def empty(self) -> dict[str, str]:
        """Why there is nothing to show, and what to do."""
        to_review = {"url": self.reviews_url, "label": "Xem tiến độ rà soát"}
        if self.review is None:
            title = f"Chưa mở đợt rà soát {words.period(self.year, self.month)}."
            return {"title": title, "text": "Có phiếu rà soát hoàn thành thì trang này mới tính được.", **to_review}
        if self.reported:
            text = "Số liệu ở đây được nhập theo số tổng, không có phiếu từng hộ nên không tính được hộ nào cần gì."
            return {"title": "Không có phiếu của từng hộ nghèo.", "text": text, **to_review}
        text = (
            f"Còn {count_in_text(self.unfinished)} phiếu chưa hoàn thành." if self.unfinished else ""
        ) or "Trang này tính trên các hộ được xếp hộ nghèo theo phiếu đã hoàn thành."
        return {"title": "Chưa có hộ nghèo nào theo phiếu đã hoàn thành.", "text": text, **to_review}

    @property
    def notice(self) -> str:
        if not self.unfinished:
            return ""
        left = count_in_text(self.unfinished)
        return f"Tính trên các phiếu đã hoàn thành; còn {left} phiếu nháp, số liệu sẽ thay đổi khi các phiếu này xong."

    @property
    def partly_reported(self) -> str:
        if not self.reported:
            return ""
        return (
            "Có thôn, tổ dân phố chỉ báo cáo số tổng, không có phiếu từng hộ; hộ nghèo ở đó không có trong trang này."
        )

    # --- Counts ---

    @property
    def poor(self) -> int:
        return self.lifting.prospect.poor if self.lifting else 0

    @property
    def boxes(self) -> list[tuple[str, str]]:
        """Values and names of the figures on top."""
        needed = self.lifting.prospect.needed if self.lifting else {}
        more = sum(households for number, households in needed.items() if number >= 3)
        return [
            (count(self.poor), "hộ nghèo"),
            (count(needed.get(1, 0)), "hộ cần khắc phục 1 chỉ số"),
            (count(needed.get(2, 0)), "hộ cần khắc phục 2 chỉ số"),
            (count(more), "hộ cần khắc phục 3 chỉ số trở lên"),
        ]

    @property
    def best_words(self) -> str:
        """The indicator that lifts most by itself; all of them where several tie."""
        if self.lifting is None:
            return ""
        most = self.lifting.prospect.most
        if not most:
            return (
                "Không có chỉ số nào một mình đưa được hộ ra khỏi hộ nghèo: mỗi hộ đều cần khắc phục từ 02 chỉ số trở "
                "lên."
            )
        names, each = self._names([gain.code for gain in most]), "mỗi chỉ số " if len(most) > 1 else ""
        return (
            f"Khắc phục riêng chỉ số {names} đưa được nhiều hộ nhất ra khỏi hộ nghèo: {each}"
            f"{count_in_text(most[0].alone)} trên {count_in_text(self.poor)} hộ."
        )

    def _names(self, codes: list[str]) -> str:
        return self.lifting.standard.describe(codes) if self.lifting else ""

    @property
    def gains(self) -> list[GainRow]:
        if self.lifting is None:
            return []
        prospect, best = self.lifting.prospect, {gain.code for gain in self.lifting.prospect.most}
        return [
            GainRow(
                name=self._names([gain.code]),
                lacking=gain.lacking,
                lacking_share=percent_sign(rate(gain.lacking, prospect.poor), decimals=1),
                alone=gain.alone,
                remaining=prospect.poor - gain.alone,
                best=gain.code in best,
            )
            for gain in prospect.gains
        ]

    @property
    def steps(self) -> list[StepRow]:
        order = self.lifting.prospect.order if self.lifting else ()
        return [self._step(number, step) for number, step in enumerate(order, start=1)]

    def _step(self, number: int, step: Step) -> StepRow:
        tied = f"ngang với {self._names(list(step.tied))}" if step.tied else ""
        return StepRow(number, self._names([step.code]), step.lacking, step.lifted, step.remaining, tied)

    # --- Households ---

    @property
    def list_heading(self) -> str:
        needing = self.form.needing if self.form else 0
        more = " trở lên" if needing == 3 else ""
        which = f" cần khắc phục {count_in_text(needing)} chỉ số{more}" if needing else ""
        return f"Từng hộ nghèo{which}"

    @property
    def list_help(self) -> str:
        """How the columns are read."""
        return (
            "Khắc phục đủ số chỉ số ở cột “Cần khắc phục” thì hộ thành hộ cận nghèo; chọn chỉ số nào trong các chỉ số "
            "đang thiếu hụt cũng được, vì mỗi chỉ số cùng một số điểm. Cột “Thêm điểm B1” là số điểm "
            "để vượt ngưỡng, tức ra khỏi cả diện hộ nghèo và hộ cận nghèo; dấu – là chuẩn nghèo chưa có ngưỡng."
        )

    @property
    def shown(self) -> int:
        return len(self.lifting.shown) if self.lifting else 0

    @property
    def summary(self) -> str:
        return f"{count(self.shown)} hộ"

    @cached_property
    def rows(self) -> list[HouseholdRow]:
        found = self.lifting.shown if self.lifting and self.whole else (self.page or ())
        return [self._row(each) for each in found]

    def _row(self, each: PoorHousehold) -> HouseholdRow:
        assert self.lifting is not None  # there is no row without it
        standard, form = self.lifting.standard, each.form
        return HouseholdRow(
            name=form.household.head_name,
            url=f"{form.household.get_absolute_url()}?nam={self.year}",
            unit=words.capital(form.hamlet),
            persons=form.person_count,
            lacking=standard.describe(each.lift.lacking),
            mending=sets_words(each.lift),
            income_points=form.income_points,
            points_out=MISSING if each.lift.points_out is None else f"+{each.lift.points_out}",
        )

    @property
    def clear_url(self) -> str:
        filtered = self.form and any(self.form.value(name) for name in ("don_vi", "can"))
        return "?" if filtered else ""

    @property
    def print_query(self) -> bool:
        """Whether the list goes on beyond this page, so that the paper needs another address."""
        return bool(self.page and self.page.has_other_pages() and not self.whole)
