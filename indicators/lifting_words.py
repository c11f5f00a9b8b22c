"""Vietnamese sentences about what would lift a household (`indicators.lifting`)."""

from indicators.lifting import Lift, lift_of, points_out
from indicators.scoring import HouseholdClass, Outcome
from indicators.standard import Standard
from localities.area_types import AreaType
from localities.formats import count_in_text


def words_for(outcome: Outcome, standard: Standard) -> tuple[str, ...]:
    """What would change the class of this household, as sentences; nothing for one that is not poor nor near-poor."""
    if outcome.standard != standard.code:
        raise ValueError(f"the outcome rests on {outcome.standard}, not on {standard.code}")
    if outcome.household_class is HouseholdClass.NOT_POOR:
        return ()
    lift = lift_of(outcome, standard)
    points = points_out(outcome.area, outcome.income_points, standard)
    income = income_sentence(outcome.area, points, standard, near_poor=lift is None)
    return (income,) if lift is None else (mending_sentence(lift, standard), income)


def mending_sentence(lift: Lift, standard: Standard) -> str:
    """Which indicators make the household near-poor: "Nếu khắc phục chỉ số 8 …, hộ sẽ thành hộ cận nghèo."."""
    return f"Nếu khắc phục {mending_words(lift, standard)}, hộ sẽ thành hộ cận nghèo."


def mending_words(lift: Lift, standard: Standard) -> str:
    """The smallest sets that suffice: all of a kind, so they are said as "any n of m" and not one by one."""
    names, many = standard.describe(lift.lacking), count_in_text(len(lift.lacking))
    if len(lift.lacking) == 1:
        return f"chỉ số {names}"
    if lift.to_mend == len(lift.lacking):
        return f"cả {many} chỉ số đang thiếu hụt ({names})"
    if lift.to_mend == 1:
        return f"một trong {many} chỉ số đang thiếu hụt ({names})"
    return f"bất kỳ {count_in_text(lift.to_mend)} trong {many} chỉ số đang thiếu hụt ({names})"


def sets_words(lift: Lift) -> str:
    """The same as short as a cell of a table: "bất kỳ 02 trong 04"."""
    needed, many = count_in_text(lift.to_mend), count_in_text(len(lift.lacking))
    return f"cả {many}" if lift.to_mend == len(lift.lacking) else f"bất kỳ {needed} trong {many}"


def income_sentence(area: AreaType, points: int | None, standard: Standard, *, near_poor: bool = False) -> str:
    """How far B1 is from taking the household out of both classes."""
    out = "thoát cận nghèo" if near_poor else "ra khỏi cả diện hộ nghèo và hộ cận nghèo"
    b1_max, name = standard.b1_max[area], standard.area_names[area]
    if points is None or b1_max is None:
        return (
            f"Chưa biết cần thêm bao nhiêu điểm B1 để hộ {out}: {standard.name} chưa có ngưỡng điểm B1 của khu vực "
            f"{name}."
        )
    return (
        f"Nếu điểm B1 tăng thêm từ {count_in_text(points)} điểm, tức vượt ngưỡng {b1_max} điểm của khu vực {name}, "
        f"hộ sẽ {out}."
    )
