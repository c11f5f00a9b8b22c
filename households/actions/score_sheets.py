"""B1 score sheets: loaded from a workbook by a province or a commune, and taken out of use."""

from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts import audit
from accounts.audit import Act
from accounts.models import User
from accounts.refusals import Refused
from households.models import ScoreItem, ScoreSheet
from households.score_sheets import policies
from households.score_sheets.workbook import Line
from localities.models import Locality
from localities.text import normalise


@transaction.atomic
def load_score_sheet(
    *,
    place: Locality,
    standard_code: str,
    area_type: str,
    region: str,
    source: str,
    lines: Sequence[Line],
    by: User,
) -> ScoreSheet:
    """Store a score sheet with all its lines. It takes the place of the one in use for the same standard, region and
    area, which is retired and kept for the forms that used it. The same sheet sent twice is one sheet."""
    region, source = normalise(region), normalise(source)
    policies.check_can_load(place)
    policies.check_describes(place, standard_code, area_type, region, source)
    policies.check_lines(lines)
    of = {"place": place, "standard_code": standard_code, "area_type": area_type, "region": region}
    before = ScoreSheet.objects.select_for_update(of=("self",)).filter(**of, retired_at__isnull=True).first()
    if before and before.source == source and _lines_of(before) == list(lines):
        return before
    if before:
        _retire(before, f"Được thay bằng bảng chép từ {source}", by)
    sheet = ScoreSheet(**of, source=source, loaded_at=timezone.now(), loaded_by=by)
    try:
        with transaction.atomic():
            sheet.save()
    except IntegrityError:  # a colleague was a moment earlier
        raise Refused(
            "Một bảng điểm B1 của vùng và khu vực này vừa được người khác nạp. Hãy xem bảng đó trước khi nạp lại."
        ) from None
    _store(sheet, lines)
    questions = sum(line.is_question for line in lines)
    audit.record(
        Act.SCORE_SHEET_LOADED,
        by=by,
        place=place,
        target=sheet,
        summary=f"{sheet}, {standard_code}: {questions} câu hỏi, {len(lines) - questions} phương án. Nguồn: {source}",
        standard=standard_code,
        replaces=before.pk if before else None,
    )
    return sheet


@transaction.atomic
def retire_score_sheet(*, sheet: ScoreSheet, reason: str, by: User) -> ScoreSheet:
    """Take a sheet out of use. Forms that were scored with it keep it; retiring it twice is retiring it once."""
    sheet = ScoreSheet.objects.select_for_update(of=("self",)).select_related("place").get(pk=sheet.pk)
    if sheet.retired_at:
        return sheet
    if not reason.strip():
        raise Refused("Hãy ghi vì sao bảng điểm thôi dùng; lý do được lưu trong nhật ký.")
    _retire(sheet, normalise(reason), by)
    return sheet


def _retire(sheet: ScoreSheet, reason: str, by: User) -> None:
    sheet.retired_at, sheet.retired_by = timezone.now(), by
    sheet.save(update_fields=["retired_at", "retired_by"])
    audit.record(
        Act.SCORE_SHEET_RETIRED,
        by=by,
        place=sheet.place,
        target=sheet,
        summary=f"{sheet}, {sheet.standard_code}: {reason}",
        reason=reason,
    )


def _store(sheet: ScoreSheet, lines: Sequence[Line]) -> None:
    """The questions first: their answers point at them."""
    numbered = list(enumerate(lines, start=1))
    questions = [_item(sheet, number, line) for number, line in numbered if line.is_question]
    parents = {item.position: item for item in ScoreItem.objects.bulk_create(questions)}
    answers, parent = [], None
    for number, line in numbered:
        if line.is_question:
            parent = parents[number]
        else:
            answers.append(_item(sheet, number, line, parent))
    ScoreItem.objects.bulk_create(answers)


def _item(sheet: ScoreSheet, number: int, line: Line, parent: ScoreItem | None = None) -> ScoreItem:
    return ScoreItem(
        sheet=sheet,
        parent=parent,
        position=number,
        code=line.code,
        label=line.label,
        points=line.points,
        takes_several=line.takes_several,
    )


def _lines_of(sheet: ScoreSheet) -> list[Line]:
    items = ScoreItem.objects.filter(sheet=sheet).order_by("position", "pk")
    return [Line(item.code, item.label, item.points, item.takes_several) for item in items]
