"""Another value for a rule of the procedure, set by a place for itself and everything below it."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.audit import Act
from accounts.models import User
from households.models import ProcedureSetting
from households.procedure import checks, settings
from localities.formats import short_date
from localities.models import Locality


@transaction.atomic
def set_rule(*, place: Locality, code: str, value: str, valid_from: date, basis: str, by: User) -> ProcedureSetting:
    """From a day on the place's own value holds. No earlier row is changed; the one that begins last holds."""
    # The place's row is the turn in which settings of the same place are written.
    Locality.objects.select_for_update(of=("self",), no_key=True).get(pk=place.pk)
    stored = settings.check_value(code, value)
    checks.check_text(basis, "Hãy ghi căn cứ: văn bản nào quy định giá trị này.")
    same = ProcedureSetting.objects.filter(place=place, code=code, valid_from=valid_from).order_by("pk").last()
    if same and (same.value, same.basis) == (stored, basis.strip()):
        return same
    row = ProcedureSetting.objects.create(
        place=place,
        code=code,
        value=stored,
        valid_from=valid_from,
        basis=basis.strip(),
        set_at=timezone.now(),
        set_by=by,
    )
    rule = settings.rule_of(code)
    audit.record(
        Act.PROCEDURE_SET,
        by=by,
        place=place,
        target=row,
        summary=f"{rule.label}: {rule.words(rule.read(stored))}, từ {short_date(valid_from)}",
        code=code,
        value=stored,
        valid_from=f"{valid_from}",
        basis=row.basis,
    )
    return row
