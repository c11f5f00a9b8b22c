"""The documents that plans of these kinds usually rest on. Officers check, add and drop them in the plan."""

from datetime import date

from plans.models import LegalBasis
from plans.outlines.shape import BasisDraft
from plans.outlines.terms import Terms

_GOVERNMENT_LAW_2015 = BasisDraft("Luật Tổ chức chính quyền địa phương", issued_on=date(2015, 6, 19))
_GOVERNMENT_LAW_2019 = BasisDraft(
    "Luật sửa đổi, bổ sung một số điều của Luật Tổ chức Chính phủ và Luật Tổ chức chính quyền địa phương",
    issued_on=date(2019, 11, 22),
)
_GOVERNMENT_LAW_2025 = BasisDraft("Luật Tổ chức chính quyền địa phương", issued_on=date(2025, 6, 16))
_STANDARD_2022 = BasisDraft(
    "Nghị định",
    "07/2021/NĐ-CP",
    date(2021, 1, 27),
    "Chính phủ",
    "quy định chuẩn nghèo đa chiều giai đoạn 2021 - 2025",
)
_STANDARD_2027 = BasisDraft(
    "Nghị định",
    "351/2025/NĐ-CP",
    date(2025, 12, 30),
    "Chính phủ",
    "quy định chuẩn nghèo đa chiều quốc gia giai đoạn 2027 - 2030",
)
_PROCEDURE = BasisDraft(
    "Quyết định",
    "24/2021/QĐ-TTg",
    date(2021, 7, 16),
    "Thủ tướng Chính phủ",
    "quy định quy trình rà soát hộ nghèo, hộ cận nghèo hằng năm và quy trình xác định hộ làm nông nghiệp, lâm nghiệp, "
    "ngư nghiệp và diêm nghiệp có mức sống trung bình giai đoạn 2022 - 2025",
)
_PROGRAMME = BasisDraft(
    "Quyết định",
    "90/QĐ-TTg",
    date(2022, 1, 18),
    "Thủ tướng Chính phủ",
    "phê duyệt Chương trình mục tiêu quốc gia giảm nghèo bền vững giai đoạn 2021 - 2025",
)


def usual_bases(terms: Terms) -> tuple[BasisDraft, ...]:
    """Law on local government, standard, procedure, programme, the decision on the base review.

    What follows the procedure and the programme after 2025 could not be read; nothing is put in their place.
    """
    laws = (_GOVERNMENT_LAW_2015, _GOVERNMENT_LAW_2019) if terms.has_district else (_GOVERNMENT_LAW_2025,)
    standards = [_STANDARD_2022] if terms.standard_code == "VN-2022" else []
    if terms.base_year >= 2026 or terms.standard_code == "VN-2027":
        standards.append(_STANDARD_2027)
    procedure = [_PROCEDURE] if terms.base_year <= 2025 else []
    programme = [_PROGRAMME] if terms.year <= 2025 else []
    return (*laws, *standards, *procedure, *programme, *_decision(terms))


def plan_above(terms: Terms, about: str) -> BasisDraft:
    """The plan of the level above that this plan carries out; its number is the officer's to fill in."""
    return BasisDraft("Kế hoạch", agency=terms.council_above, about=about, part=LegalBasis.Part.CARRIES_OUT)


def _decision(terms: Terms) -> tuple[BasisDraft, ...]:
    about = (
        f"kết quả rà soát hộ nghèo, hộ cận nghèo năm {terms.base_year} trên địa bàn {terms.place}, "
        f"áp dụng cho năm {terms.year}"
    )
    return (BasisDraft("Quyết định", terms.decision_number, terms.decision_on, "", f"về {about}"),)
