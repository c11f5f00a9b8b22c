"""The rules of the procedure as a place has them: value, source, how sure the source is."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from households.forms.procedure import RuleForm
from households.models import ProcedureSetting
from households.presenters import words
from households.presenters.procedure.following import book_links
from households.procedure.settings import ALWAYS, RULES, Rule, Rules
from localities.formats import short_date
from localities.models import Locality

HEADING = "Quy định, thời hạn đang áp dụng"


@dataclass(frozen=True)
class RuleRow:
    label: str
    value: str
    shipped: str
    source: str
    certainty: str
    own: str
    coming: str
    url: str


@dataclass(frozen=True)
class RulesPage:
    """What `households/procedure/rules.html` shows."""

    place: Locality
    year: int
    today: date
    rules: Rules
    may_edit: bool

    heading = HEADING

    @property
    def crumbs(self) -> list[tuple[str, str]]:
        return [(words.review_name(self.year), reverse("reviews", args=[self.place.key, self.year]))]

    @property
    def about(self) -> str:
        return (
            f"Giá trị áp dụng cho {self.place.full_name} ngày {short_date(self.today)}. Nơi nào đặt giá trị riêng thì "
            "giá trị đó áp dụng cho nơi ấy và các cấp dưới từ ngày ghi; nơi gần nhất được ưu tiên. Giá trị chưa đối "
            "chiếu được với văn bản gốc có ghi rõ; đề nghị kiểm tra trước khi làm theo."
        )

    @property
    def links(self) -> list[tuple[str, str]]:
        return book_links(self.place, self.year)[1:]

    @property
    def rows(self) -> list[RuleRow]:
        return [self._row(rule) for rule in RULES]

    def _row(self, rule: Rule) -> RuleRow:
        held = self.rules.setting(rule.code, self.place, self.today)
        return RuleRow(
            label=rule.label,
            value=rule.words(self.rules.value(rule.code, self.place, self.today)),
            shipped=shipped_words(rule),
            source=rule.source,
            certainty=rule.certainty.value,
            own=_own_words(held) if held else "",
            coming=self._coming(rule),
            url=reverse("procedure_set", args=[self.place.key, self.year, rule.code]) if self.may_edit else "",
        )

    def _coming(self, rule: Rule) -> str:
        later = [row for row in self.rules.rows if row.code == rule.code and row.valid_from > self.today]
        return "; ".join(f"từ {short_date(row.valid_from)}: {rule.words(rule.read(row.value))}" for row in later)


@dataclass(frozen=True)
class RulePage:
    """What `households/procedure/rule.html` shows: one rule, another value for it, and the values it had."""

    place: Locality
    year: int
    rule: Rule
    form: RuleForm
    refused: str
    rules: Rules

    @property
    def heading(self) -> str:
        return f"Đặt giá trị: {self.rule.label}"

    @property
    def back_url(self) -> str:
        return reverse("procedure_settings", args=[self.place.key, self.year])

    @property
    def crumbs(self) -> list[tuple[str, str]]:
        return [(HEADING, self.back_url)]

    @property
    def facts(self) -> list[tuple[str, str]]:
        return [
            ("Áp dụng cho", f"{words.capital(self.place)} và các đơn vị trực thuộc"),
            ("Giá trị phần mềm đặt sẵn", shipped_words(self.rule)),
            ("Nguồn", self.rule.source),
            ("Mức chắc chắn", self.rule.certainty.value),
            *(
                (
                    f"{words.capital(row.place)}, từ {short_date(row.valid_from)}",
                    f"{self.rule.words(self.rule.read(row.value))}: {row.basis} ({row.set_by.full_name})",
                )
                for row in self.rules.rows
            ),
        ]


def _own_words(held: ProcedureSetting) -> str:
    where = words.capital(held.place)
    return f"{where} đặt từ {short_date(held.valid_from)}: {held.basis} ({held.set_by.full_name})"


def shipped_words(rule: Rule) -> str:
    """ "3 ngày làm việc", or each value with the day from which it holds."""
    return "; ".join(
        rule.words(value) if begins == ALWAYS else f"từ {short_date(begins)}: {rule.words(value)}"
        for begins, value in rule.default
    )
