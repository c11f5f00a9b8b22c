"""Which poverty standards (rule books) may apply at a place, whatever the year."""

from indicators import standards
from indicators.standard import Standard
from localities.models import Locality


def standards_at(place: Locality) -> tuple[Standard, ...]:
    """The national ones and those of its province, the newest first; a province's own before the national one."""
    province = place.path.split("/", 1)[0].split(".", 1)[0]
    known = [each for each in standards.STANDARDS if not each.local_to or province in each.local_to]
    return tuple(sorted(known, key=lambda each: (each.valid_from, bool(each.local_to)), reverse=True))
