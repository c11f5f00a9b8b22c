"""The sections of a plan: written, added, moved, renamed, dropped."""

from uuid import UUID

from django.db import transaction
from django.db.models import Max

from accounts.models import User
from accounts.refusals import Refused
from plans import structure
from plans.actions.records import changed, held_open
from plans.conflicts import Conflict, last_saved
from plans.models import Plan, Section
from plans.structure import Move, Spot
from plans.text import Body, dump, load, to_source


@transaction.atomic
def save_section(*, plan: Plan, uid: UUID, title: str, body: Body, version: int, by: User) -> Section:
    """Keep a section's title and text, unless somebody has saved it since `version` was shown (Conflict)."""
    plan = held_open(plan)
    section = _section(plan, uid)
    if section.title == title and load(section.body) == body:
        return section
    if section.version != version:
        who, when = last_saved(plan, str(uid))
        stored = [section.title, *to_source(load(section.body)).splitlines()]
        what = f"Mục “{section.title}”"
        raise Conflict(what=what, stored=stored, seen=str(section.version), who=who, when=when)
    section.title, section.body = title, dump(body)
    _keep(section)
    changed(plan, by, str(uid), f"soạn mục “{title}”")
    return section


@transaction.atomic
def add_section(
    *, plan: Plan, uid: UUID, title: str, by: User, after: UUID | None = None, annex: bool = False
) -> Section:
    """A new empty section after another and its children, on its level; at the end when `after` is None.

    The uid comes with the form: a form that is sent twice makes one section.
    """
    plan = held_open(plan)
    if existing := plan.sections.filter(uid=uid).first():
        return existing
    kind = Section.Kind.ANNEX if annex else Section.Kind.SECTION
    spots = _spots(plan)
    level = 0
    if after is not None and not annex:
        start = next(place for place, spot in enumerate(spots) if spot.uid == _section(plan, after).uid)
        level = spots[start].level
        spots.insert(structure.end_of(spots, start), Spot(uid, level))
    else:
        spots.append(Spot(uid, level))
    last = plan.sections.aggregate(last=Max("position"))["last"]
    section = Section(plan=plan, uid=uid, kind=kind, level=level, title=title, position=(last or 0) + 1)
    section.full_clean(exclude=["body"])
    section.save()
    if not annex:
        _arrange(plan, spots)
    changed(plan, by, "outline", f"thêm mục “{title}”")
    section.refresh_from_db()
    return section


@transaction.atomic
def move_section(*, plan: Plan, uid: UUID, move: Move, by: User) -> None:
    """Change the place of a section; its children go with it."""
    plan = held_open(plan)
    section = _section(plan, uid)
    if section.kind == Section.Kind.ANNEX:
        raise Refused("Phụ lục luôn đứng sau các mục; hãy bỏ rồi thêm lại nếu muốn đổi thứ tự.")
    _arrange(plan, structure.moved(_spots(plan), uid, move))
    changed(plan, by, "outline", f"đổi chỗ mục “{section.title}”", move=move.value)


@transaction.atomic
def rename_section(*, plan: Plan, uid: UUID, title: str, by: User) -> Section:
    """Give a section another title."""
    plan = held_open(plan)
    section = _section(plan, uid)
    if section.title != title:
        before, section.title = section.title, title
        _keep(section)
        changed(plan, by, "outline", f"đổi tên mục “{before}” thành “{title}”")
    return section


@transaction.atomic
def drop_section(*, plan: Plan, uid: UUID, by: User) -> None:
    """Take a section out. Its text stays in the audit log; one that holds other sections must be emptied first."""
    plan = held_open(plan)
    section = plan.sections.filter(uid=uid).first()
    if section is None:
        return  # dropped already: the same form sent twice
    if section.kind == Section.Kind.SECTION and structure.children(_spots(plan), uid):
        raise Refused(f"Mục “{section.title}” còn mục con. Hãy bỏ hoặc chuyển các mục con trước.")
    text = to_source(load(section.body))
    section.delete()
    _arrange(plan, _spots(plan))
    changed(plan, by, "outline", f"bỏ mục “{section.title}”", text=text)


def _section(plan: Plan, uid: UUID) -> Section:
    section = plan.sections.filter(uid=uid).first()
    if section is None:
        raise Refused("Mục này không còn trong kế hoạch; có thể người khác vừa bỏ nó. Hãy tải lại trang.")
    return section


def _spots(plan: Plan) -> list[Spot]:
    rows = plan.sections.filter(kind=Section.Kind.SECTION).values_list("uid", "level")
    return [Spot(uid, level) for uid, level in rows]


def _arrange(plan: Plan, spots: list[Spot]) -> None:
    """Number the sections by the order of `spots`, annexes after them."""
    rows = {row.uid: row for row in plan.sections.all()}
    annexes = [row for row in rows.values() if row.kind == Section.Kind.ANNEX]
    for position, spot in enumerate(spots):
        rows[spot.uid].position, rows[spot.uid].level = position, spot.level
    for position, row in enumerate(annexes, start=len(spots)):
        row.position = position
    Section.objects.bulk_update(rows.values(), ["position", "level"])


def _keep(section: Section) -> None:
    section.version += 1
    section.full_clean(exclude=["body", "plan"])
    section.save()
