"""When figures and village units of a commune may change; nothing here asks who changes them.

Reviews and households hang on places by their foreign keys. They are asked through the place (`commune.reviews`,
`unit.households`), because imports run one way and those apps lie above this one.
"""

from datetime import date, timedelta

from django.utils import timezone

from accounts.refusals import Refused
from localities.formats import count_in_text, long_date, short_date
from localities.models import Level, Locality
from localities.text import capital, spelling

# The day whose village units are counted: the annual review ends on it (Quyết định 24/2021/QĐ-TTg, Điều 3).
COUNTED = (12, 14)
# A decision to end a unit is known before it takes effect, but not years before.
_LONGEST_NOTICE = timedelta(days=366)

# States of a review whose result a decision has recognised; the layer of households lies above this one.
RECOGNISED = ("recognised", "closed")


def commune_of(unit: Locality) -> Locality:
    """The commune of a village unit."""
    if not unit.is_hamlet or unit.parent is None:
        raise ValueError(f"{unit.key} is not a village unit of a commune.")
    return unit.parent


def counted_on(place: Locality, year: int) -> date:
    """The day of `year` whose village units carry the figures: the end of the review, else the nearest day of life."""
    day = date(year, *COUNTED)
    if place.abolished_on and place.abolished_on <= day:
        day = place.abolished_on - timedelta(days=1)
    if place.established_on and place.established_on > day:
        day = place.established_on
    return day


def existed_in(place: Locality, year: int) -> bool:
    """Whether the place existed on some day of the year that its figures may be of."""
    return counted_on(place, year).year == year


def refused(sentence: str) -> Refused:
    """A sentence that begins with the name of a place ("phường …") still begins with a capital."""
    return Refused(capital(sentence))


# --- Population -----------------------------------------------------------------------------------


def check_can_record(commune: Locality, year: int) -> None:
    """Figures are recorded in a year that has begun, for a commune that existed in it or in the next."""
    if not commune.is_commune:
        raise Refused("Dân số được ghi theo thôn, tổ dân phố của từng xã, phường. Hãy chọn một xã, phường.")
    if year > timezone.localdate().year:
        raise Refused(f"Chưa đến năm {year} nên chưa ghi được dân số của năm này.")
    # A ward founded soon after a review has the results stated again for itself, and with them these figures.
    if not (existed_in(commune, year) or commune.exists_on(date(year + 1, 12, 31))):
        raise refused(f"{commune.full_name} không tồn tại trong năm {year} nên không ghi được dân số của năm này.")


def why_frozen(commune: Locality, year: int) -> str:
    """Why figures that are recorded stay as they are; nothing while they may change.

    The decision that recognises a review rests on rates, and these figures are what the rates divide by. A figure that
    was missing may still be added.
    """
    recognised = (
        commune.reviews.filter(year=year, kind="annual", state__in=RECOGNISED).first() if commune.is_commune else None
    )
    if recognised is None:
        return ""
    return (
        f"Kết quả rà soát năm {year} đã được công nhận theo Quyết định số {recognised.decision_number} "
        f"{long_date(recognised.decision_on)}; số đã ghi là mẫu số của các tỷ lệ nên không sửa được nữa. "
        "Số còn thiếu vẫn bổ sung được."
    )


# --- Village units --------------------------------------------------------------------------------


def check_can_add(commune: Locality) -> None:
    if not commune.is_commune:
        raise Refused("Thôn, tổ dân phố được thêm vào một xã, phường. Hãy chọn một xã, phường.")
    if not commune.exists_on(timezone.localdate()):
        raise refused(f"{commune.full_name} đã chấm dứt ngày {short_date(commune.abolished_on)}.")


def check_name_is_free(commune: Locality, kind: str, name: str, unit: Locality | None = None) -> None:
    """Two active units of a commune do not bear one name, however it is spelled."""
    others = commune.children.filter(level=Level.HAMLET, abolished_on__isnull=True)
    for other in others.exclude(pk=unit.pk) if unit else others:
        if spelling(f"{other.kind} {other.name}") == spelling(f"{kind} {name}"):
            raise refused(f"{commune.full_name} đã có {other.full_name} (mã {other.code}).")


def check_is_active(unit: Locality) -> None:
    if unit.abolished_on:
        raise refused(f"{unit.full_name} đã kết thúc ngày {short_date(unit.abolished_on)}.")


def check_can_end(unit: Locality) -> None:
    """A commune keeps at least one unit, and no household may fall out of a review that is going on."""
    check_is_active(unit)
    commune = commune_of(unit)
    others = commune.children.filter(level=Level.HAMLET, abolished_on__isnull=True).exclude(pk=unit.pk)
    if not others.exists():
        raise refused(
            f"{unit.full_name} là đơn vị duy nhất đang hoạt động của {commune.full_name}. "
            "Hãy thêm đơn vị thay thế trước khi kết thúc."
        )
    running = commune.reviews.exclude(state__in=RECOGNISED).order_by("year").first()
    if running is None:
        return
    if households := unit.households.count():
        raise refused(
            f"{unit.full_name} còn {count_in_text(households)} hộ trong đợt rà soát năm {running.year} chưa công nhận. "
            "Hãy chuyển các hộ này sang thôn, tổ dân phố khác trước khi kết thúc."
        )


def check_end(unit: Locality, ended_on: date, successor: Locality | None) -> None:
    """The day lies in the unit's life and behind the figures that it carries; the successor is a living neighbour."""
    if unit.established_on and ended_on <= unit.established_on:
        raise Refused(f"Ngày kết thúc phải sau ngày thành lập ({short_date(unit.established_on)}).")
    if ended_on > timezone.localdate() + _LONGEST_NOTICE:
        raise Refused("Ngày kết thúc xa quá một năm. Hãy kiểm tra lại ngày.")
    stale = [row.year for row in unit.populations.order_by("year") if ended_on <= date(row.year, *COUNTED)]
    if stale:
        raise refused(
            f"{unit.full_name} đã có dân số năm {stale[0]}. Hãy xóa số đó trước, "
            f"hoặc chọn ngày kết thúc sau ngày {short_date(date(stale[-1], *COUNTED))}."
        )
    if successor and (successor.parent_id != unit.parent_id or successor.pk == unit.pk):
        raise Refused("Đơn vị nhập vào phải là đơn vị khác của cùng xã, phường.")
    if successor and not successor.exists_on(ended_on):
        raise refused(f"{successor.full_name} không tồn tại vào ngày {short_date(ended_on)}.")
