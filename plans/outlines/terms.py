"""The words that fit a place and its time: who stands above it, what its offices are called.

Until 30/6/2025 a commune reports to its district; from 01/7/2025 there is no district, and poverty reduction lies with
agriculture and environment (Nghị định 131/2025/NĐ-CP, Thông tư 13/2025/TT-BNNMT). What a commune's own offices are
called from then on follows Nghị định 150/2025/NĐ-CP; every name can be changed in the plan.
"""

from dataclasses import dataclass
from datetime import date
from string import Template

from localities.models import Level, Locality
from plans.figures.facts import PlanFacts

_WARD_KINDS = {"phường", "thị trấn"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What an outline needs to know of the place and of the base review."""

    year: int
    base_year: int
    kind: str
    place: str
    superior: str
    hamlet: str
    has_district: bool
    standard_code: str
    decision_number: str = ""
    decision_on: date | None = None

    @property
    def is_ward(self) -> bool:
        return self.kind in _WARD_KINDS

    @property
    def poverty_office_above(self) -> str:
        """The office above that follows poverty reduction."""
        if self.has_district:
            return f"Phòng Lao động - Thương binh và Xã hội {self.superior}".strip()
        return f"Sở Nông nghiệp và Môi trường {self.superior}".strip()

    @property
    def council_above(self) -> str:
        return f"UBND {self.superior}" if self.superior else "UBND cấp trên"

    @property
    def economic_office(self) -> str:
        """The commune's department of economy, from 01/7/2025."""
        return "Phòng Kinh tế, Hạ tầng và Đô thị" if self.kind == "phường" else "Phòng Kinh tế"

    @property
    def poverty_desk(self) -> str:
        """Who in the commune's office carries the poverty-reduction work."""
        if self.has_district:
            return "Công chức Văn hóa - Xã hội phụ trách lao động, thương binh và xã hội"
        return self.economic_office

    @property
    def land_desk(self) -> str:
        if not self.has_district:
            return f"Bộ phận địa chính, xây dựng thuộc {self.economic_office}"
        if self.is_ward:
            return "Công chức Địa chính - Xây dựng - Đô thị và Môi trường"
        return "Công chức Địa chính - Nông nghiệp - Xây dựng và Môi trường"

    @property
    def finance_desk(self) -> str:
        if self.has_district:
            return "Công chức Tài chính - Kế toán"
        return f"Bộ phận tài chính, kế hoạch thuộc {self.economic_office}"

    @property
    def justice_desk(self) -> str:
        return "Công chức Tư pháp - Hộ tịch" if self.has_district else "Văn phòng HĐND và UBND"

    @property
    def culture_desk(self) -> str:
        if self.has_district:
            return "Công chức Văn hóa - Xã hội phụ trách văn hóa, thông tin"
        return "Phòng Văn hóa - Xã hội"

    @property
    def credit_bank(self) -> str:
        if self.has_district:
            return f"Phòng giao dịch Ngân hàng Chính sách xã hội {self.superior}"
        return "Ngân hàng Chính sách xã hội trên địa bàn"

    @property
    def archive(self) -> str:
        return "VT, LĐTBXH" if self.has_district else "VT, KT"

    @property
    def hamlet_head(self) -> str:
        """Who leads a village unit: "tổ trưởng tổ dân phố", "trưởng thôn"."""
        return f"tổ trưởng {self.hamlet}" if self.hamlet.startswith("tổ") else f"trưởng {self.hamlet}"

    def fill(self, text: str) -> str:
        """The text with its $words put in. Figures stay names: they are looked up whenever the text is shown."""
        words = {
            "kind": self.kind,
            "hamlet": self.hamlet,
            "hamlet_head": self.hamlet_head,
            "superior": self.superior,
            "office_above": self.poverty_office_above,
            "poverty_desk": self.poverty_desk,
            "credit_bank": self.credit_bank,
            "base_year": str(self.base_year),
            "year": str(self.year),
        }
        return Template(text).substitute(words)


def terms_for(facts: PlanFacts, place: Locality) -> Terms:
    """The terms of a place: whether it has a district is a fact of the tree, not of today's date."""
    hamlet = facts.hamlet_kind.split(",")[0]
    return Terms(
        year=facts.year,
        base_year=facts.base_year,
        kind=facts.place_kind,
        place=facts.place,
        superior=facts.superior,
        hamlet=hamlet,
        has_district=bool(place.parent and place.parent.level == Level.DISTRICT),
        standard_code=facts.standard.code,
        decision_number=facts.decision_number,
        decision_on=facts.decision_on,
    )
