"""Two standards side by side, worded."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

from django.core.paginator import Page
from django.urls import reverse

from households.analysis.comparing import ComparedHousehold, Side
from households.forms.analysis import StandardsFilter
from households.models import Review
from households.presenters import words
from households.presenters.tabs import Tab, review_tabs
from indicators.comparing import CLASSES, Verdict
from indicators.comparing_words import UNDECIDED, lacks, possible_words, why
from indicators.scoring import HouseholdClass
from indicators.wording import CLASS_LABELS
from localities.area_types import AreaType
from localities.formats import count, count_in_text
from localities.models import Locality


@dataclass(frozen=True)
class ComparedRow:
    """A household whose class changes, or for which the other standard gives no single class."""

    name: str
    url: str
    unit: str
    before: tuple[str, str]
    after: tuple[str, str]
    note: str
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class StandardsPage:
    """What `households/standards.html` shows."""

    place: Locality
    year: int
    month: int
    review: Review | None
    form: StandardsFilter | None = None
    side: Side | None = None
    page: Page | None = None
    cannot: str = ""

    heading: ClassVar[str] = "So kết quả theo hai chuẩn nghèo"
    nothing_stored: ClassVar[str] = (
        "Chỉ để tham khảo: không có gì được ghi lại, kết quả đã công nhận giữ nguyên. Điểm B1 của phiếu được dùng "
        "nguyên; nếu chuẩn kia tính điểm B1 theo bảng điểm khác thì kết quả có thể khác."
    )

    @property
    def tabs(self) -> list[Tab]:
        return review_tabs(self.place, self.year, self.month, "review_standards")

    @property
    def state(self) -> tuple[str, str]:
        return words.review_state(self.review)

    @property
    def ground(self) -> Locality:
        return (self.form and self.form.chosen_unit) or self.place

    @property
    def about(self) -> str:
        return f"{words.capital(self.ground)} · {words.review_name(self.year, self.month)}"

    @property
    def empty(self) -> dict[str, str]:
        period = [self.month] if self.month else []
        to_review = {"url": reverse("reviews", args=[self.place.key, self.year, *period]), "label": "Xem đợt rà soát"}
        if self.review is None:
            title = f"Chưa mở đợt rà soát {words.period(self.year, self.month)}."
            return {"title": title, "text": "Trang này so trên kết quả đã được công nhận.", **to_review}
        if self.cannot:
            return {"title": "Chưa có kết quả được công nhận.", "text": self.cannot, **to_review}
        if self.side is None:
            text = "Khi có chuẩn nghèo mới hoặc chuẩn riêng của tỉnh, trang này so được kết quả theo chuẩn đó."
            return {"title": "Phần mềm chưa có chuẩn nghèo nào khác để so.", "text": text, **to_review}
        text = "Kết quả ở đây được nhập theo số tổng, không có phiếu từng hộ nên không so được."
        return {"title": "Không có phiếu hoàn thành nào để so.", "text": text, **to_review}

    # --- The two standards ---

    @property
    def two(self) -> list[tuple[str, str]]:
        if self.side is None:
            return []
        here, there = self.side.here, self.side.there
        return [("Chuẩn của đợt rà soát", here.name), ("Chuẩn để so", f"{there.name} ({there.legal_basis})")]

    @property
    def lacks(self) -> tuple[str, ...]:
        return lacks(self.side.match) if self.side else ()

    @property
    def unknowns(self) -> tuple[str, ...]:
        return self.side.there.unknowns if self.side else ()

    # --- Counts ---

    head: ClassVar[tuple[str, ...]] = (
        "Kết quả đã công nhận",
        *(CLASS_LABELS[each] for each in CLASSES),
        UNDECIDED,
        "Cộng",
    )

    @property
    def cells(self) -> list[list[str]]:
        """A row for each class now: its households by the other standard."""
        return [[CLASS_LABELS[each], *self._numbers([each])] for each in CLASSES]

    @property
    def total(self) -> list[str]:
        return ["Cộng", *self._numbers(list(CLASSES))]

    def _numbers(self, before: list[HouseholdClass]) -> list[str]:
        assert self.side is not None  # the table is shown with one only
        found = [sum(self.side.cells[each, after] for each in before) for after in (*CLASSES, None)]
        return [count(number) for number in (*found, sum(found))]

    @property
    def sentences(self) -> list[str]:
        """What the table says, and how much of it is certain."""
        if self.side is None:
            return []
        verdicts, everybody = self.side.verdicts, self.side.households
        kept = (
            f"Trong {count_in_text(len(everybody))} hộ: {count(verdicts[Verdict.SAME])} hộ giữ nguyên kết quả, "
            f"{count(verdicts[Verdict.CHANGED])} hộ chắc chắn đổi kết quả, "
            f"{count(verdicts[Verdict.OPEN])} hộ chưa biết có đổi hay không."
        )
        found = [kept]
        if anyway := sum(each.found.settled_anyway for each in everybody):
            found.append(
                f"{count_in_text(anyway)} hộ xếp được dù còn thiếu thông tin, vì phần thiếu thế nào thì kết quả cũng "
                "vậy."
            )
        return found

    open_head: ClassVar[tuple[str, str]] = ("Kết quả đã công nhận: kết quả còn có thể theo chuẩn để so", "Số hộ")

    @property
    def open_kinds(self) -> list[tuple[str, str]]:
        """The households without a class, by the classes that remain possible for them."""
        if self.side is None:
            return []
        undecided = [each for each in self.side.households if each.found.household_class is None]
        kinds = Counter((each.before, possible_words(each.found)) for each in undecided)
        ordered = sorted(kinds.items(), key=lambda item: (CLASSES.index(item[0][0]), item[0][1]))
        return [(f"{CLASS_LABELS[before]}: {then}", count(n)) for (before, then), n in ordered]

    # --- Households ---

    @property
    def summary(self) -> str:
        return f"{count(self.page.paginator.count)} hộ" if self.page else ""

    @property
    def list_empty(self) -> str:
        filtered = self.form and self.form.value("ket_qua")
        return "Không có hộ nào khớp với bộ lọc." if filtered else "Mọi hộ đều giữ nguyên kết quả theo chuẩn này."

    @cached_property
    def rows(self) -> list[ComparedRow]:
        return [self._row(each) for each in self.page or ()]

    def _row(self, each: ComparedHousehold) -> ComparedRow:
        assert self.side is not None  # there is no row without it
        form, found = each.form, each.found
        known = found.household_class
        surely = "; chắc chắn đổi" if known is None and each.verdict is Verdict.CHANGED else ""
        return ComparedRow(
            name=form.household.head_name,
            url=f"{form.household.get_absolute_url()}?nam={self.year}",
            unit=words.capital(form.hamlet),
            before=(CLASS_LABELS[each.before], each.before.value),
            after=(CLASS_LABELS[known], known.value) if known else (UNDECIDED, "unknown"),
            note="" if known else f"{possible_words(found)}{surely}",
            reasons=why(found, AreaType(form.area_type), form.income_points, self.side.there),
        )

    @property
    def clear_url(self) -> str:
        filtered = self.form and any(self.form.value(name) for name in ("don_vi", "ket_qua"))
        return f"?chuan={self.side.there.code}" if filtered and self.side else ""
