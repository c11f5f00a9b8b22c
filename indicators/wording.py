"""Vietnamese words for what the engine says: labels of the classes and answers, and the reasons of an outcome."""

from datetime import date
from typing import Final

from indicators.scoring import UNSURE, HouseholdClass, Outcome
from indicators.standard import Confidence, Standard

CLASS_LABELS: Final[dict[HouseholdClass, str]] = {
    HouseholdClass.POOR: "Hộ nghèo",
    HouseholdClass.NEAR_POOR: "Hộ cận nghèo",
    HouseholdClass.NOT_POOR: "Hộ không nghèo",
}

ANSWER_LABELS: Final[dict[bool | str | None, str]] = {
    True: "Có",
    False: "Không",
    UNSURE: "Chưa chắc chắn",
    None: "Chưa trả lời",
}

CONFIDENCE_LABELS: Final[dict[Confidence, str]] = {
    Confidence.HIGH: "Đã đọc qua bản chép công khai",
    Confidence.MEDIUM: "Cần đối chiếu câu chữ với văn bản gốc",
    Confidence.LOW: "Chưa kiểm chứng",
}


def explain(outcome: Outcome, standard: Standard, on: date | None = None) -> tuple[str, ...]:
    """The reasons of an outcome as sentences: B1 against its threshold, B2, the class, the legal basis.

    `on` is the day of the review or of the document; it decides whether a later extension may be cited.
    """
    if outcome.standard != standard.code:
        raise ValueError(f"the outcome rests on {outcome.standard}, not on {standard.code}")
    return (
        _income_sentence(outcome, standard),
        _deprivation_sentence(outcome, standard),
        f"Vì vậy hộ được xếp: {CLASS_LABELS[outcome.household_class]}.",
        legal_basis_sentence(standard, on),
    )


def legal_basis_sentence(standard: Standard, on: date | None = None) -> str:
    """The texts behind a class: the standard and, where there is one, the method of scoring."""
    basis = standard.legal_basis if on is None else standard.legal_basis_on(on)
    return f"Căn cứ: {'; '.join(filter(None, (basis, standard.method_basis)))}."


def _income_sentence(outcome: Outcome, standard: Standard) -> str:
    verdict = "vượt" if outcome.household_class is HouseholdClass.NOT_POOR else "không vượt"
    return (
        f"Điểm B1 là {outcome.income_points}, {verdict} ngưỡng {standard.b1_max[outcome.area]} điểm "
        f"của khu vực {standard.area_names[outcome.area]}."
    )


def _deprivation_sentence(outcome: Outcome, standard: Standard) -> str:
    count = len(outcome.because)
    counted = (
        f"thiếu hụt {count} chỉ số ({standard.describe(outcome.because)})" if count else "không thiếu hụt chỉ số nào"
    )
    verdict = {
        HouseholdClass.POOR: f"từ {standard.poor_from_points} điểm trở lên",
        HouseholdClass.NEAR_POOR: f"dưới {standard.poor_from_points} điểm",
        HouseholdClass.NOT_POOR: "không làm thay đổi kết quả vì điểm B1 đã vượt ngưỡng",
    }[outcome.household_class]
    return f"Điểm B2 là {outcome.deprivation_points}: {counted}, {verdict}."
