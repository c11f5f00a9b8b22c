"""Two officers at one page: the second to save sees what the first one saved, and loses nothing.

A page carries the fingerprint of what it showed. When the stored text no longer has that fingerprint, somebody else
has saved meanwhile; what was typed stays in the form and the stored text is shown beside it.
"""

import hashlib
import json
from collections.abc import Sequence
from datetime import datetime

from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone

from accounts.audit import Act
from accounts.models import AuditEvent
from accounts.refusals import Refused
from plans.models import Plan


class Conflict(Refused):
    """Somebody else saved first. `stored` is what is kept now, line by line; `seen` its fingerprint."""

    def __init__(
        self, *, what: str, stored: Sequence[str], seen: str, who: str = "", when: datetime | None = None
    ) -> None:
        self.stored = tuple(stored)
        self.seen = seen
        moment = f" lúc {timezone.localtime(when):%H:%M ngày %d/%m/%Y}" if when else ""
        super().__init__(
            f"{what} đã được {who or 'người khác'} lưu{moment}, sau khi ông/bà mở trang này. Nội dung ông/bà vừa nhập "
            "vẫn còn nguyên trong ô nhập; nội dung đang lưu ở bên dưới. Hãy đối chiếu rồi lưu lại."
        )


def fingerprint(value: object) -> str:
    """A short name for a value made of plain things: equal values have equal names."""
    plain = json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(plain.encode()).hexdigest()[:16]


def last_saved(plan: Plan, part: str) -> tuple[str, datetime | None]:
    """Who saved a part of the plan last, and when."""
    saved = AuditEvent.objects.filter(
        act=Act.PLAN_CHANGED, target_kind="plan", target_id=str(plan.pk), detail__part=part
    ).first()
    return (saved.by_name, saved.at) if saved else ("", None)
