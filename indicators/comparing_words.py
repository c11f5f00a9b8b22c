"""Vietnamese sentences about two standards side by side (`indicators.comparing`)."""

from indicators.comparing import Comparison, Correspondence
from indicators.scoring import HouseholdClass
from indicators.standard import Indicator, Standard
from indicators.wording import CLASS_LABELS
from localities.area_types import AreaType
from localities.formats import count_in_text
from localities.text import capital, lower_first

UNDECIDED = "Chưa xếp được"


def lacks(match: Correspondence) -> tuple[str, ...]:
    """What the other standard lacks, and what the forms of this one do not hold for it."""
    found = []
    if match.without_b1_max:
        areas = " và ".join(match.there.area_names[area] for area in match.without_b1_max)
        found.append(
            f"{match.there.name} chưa có ngưỡng điểm B1 của khu vực {areas}, nên chưa biết hộ nào vượt ngưỡng thu nhập."
        )
    if match.without_points:
        found.append(
            f"{match.there.name} chưa có số điểm B2 của mỗi chỉ số. Việc so sánh ở đây đếm số chỉ số thiếu hụt (từ "
            f"{count_in_text(match.there.poor_from_deprivations)} chỉ số trở lên) nên không cần số điểm này."
        )
    if match.only_there:
        found.append(f"Phiếu của đợt rà soát không hỏi: {_names(match.only_there)}.")
    if match.only_here:
        found.append(
            f"Chuẩn kia không dùng đến: {_names(match.only_here)} (số thứ tự theo {lower_first(match.here.name)})."
        )
    if match.reworded:
        which = "tất cả các chỉ số chung" if match.reworded == match.shared else _names(match.reworded)
        found.append(
            f"Cùng một chỉ số nhưng quy định thiếu hụt ở hai chuẩn không cùng câu chữ: {which}. Câu trả lời trên phiếu "
            "được dùng nguyên như đã ghi."
        )
    return tuple(found)


def class_words(found: Comparison) -> str:
    """The class, or that there is none yet with the classes that remain possible."""
    if found.household_class is not None:
        return CLASS_LABELS[found.household_class]
    return f"{UNDECIDED}: {possible_words(found)}"


def possible_words(found: Comparison) -> str:
    """ "hộ nghèo hoặc hộ không nghèo"."""
    labels = [lower_first(CLASS_LABELS[each]) for each in found.possible]
    return labels[0] if len(labels) == 1 else f"{', '.join(labels[:-1])} hoặc {labels[-1]}"


def why(found: Comparison, area: AreaType, income_points: int | None, there: Standard) -> tuple[str, ...]:
    """The reasons, as sentences: the line, the deprivations, what is missing and whether it matters."""
    sentences = [_line(area, income_points, there), *_count(found, there)]
    if found.household_class is not None and found.settled_anyway:
        sentences.append(f"Kết quả này không đổi, dù phần còn thiếu thế nào: {class_words(found).lower()}.")
    return tuple(sentences)


def _line(area: AreaType, income_points: int | None, there: Standard) -> str:
    b1_max, name = there.b1_max[area], there.area_names[area]
    if b1_max is None:
        return f"Chưa có ngưỡng điểm B1 của khu vực {name} để so với điểm B1 của hộ ({_points(income_points)})."
    if income_points is None:
        return f"Phiếu chưa có điểm B1 để so với ngưỡng {b1_max} điểm của khu vực {name}."
    verdict = "vượt" if income_points > b1_max else "không vượt"
    return f"Điểm B1 là {income_points}, {verdict} ngưỡng {b1_max} điểm của khu vực {name}."


def _points(income_points: int | None) -> str:
    return "chưa ghi" if income_points is None else f"{income_points} điểm"


def _count(found: Comparison, there: Standard) -> list[str]:
    """The deprivations; nothing when the household is above the line in any case."""
    if found.possible == (HouseholdClass.NOT_POOR,):
        return []
    least = f"thiếu hụt từ {count_in_text(there.poor_from_deprivations)} chỉ số trở lên là hộ nghèo"
    counted = f"Đã biết thiếu hụt {count_in_text(found.deprived)} chỉ số; {least}."
    gaps = []
    if found.not_asked:
        gaps.append(f"phiếu không hỏi {there.describe(found.not_asked)}")
    if found.not_answered:
        gaps.append(f"phiếu chưa trả lời {there.describe(found.not_answered)}")
    if not gaps:
        return [counted]
    verdict = "nên còn để ngỏ" if found.open_codes else "nhưng không làm thay đổi kết luận"
    return [counted, f"{capital(' và '.join(gaps))}, {verdict}."]


def _names(indicators: tuple[Indicator, ...]) -> str:
    return "; ".join(f"{indicator.number} {indicator.name}" for indicator in indicators)
