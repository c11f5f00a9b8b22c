"""A new plan and everything its outline begins with."""

from collections.abc import Iterator

from django.db import IntegrityError, transaction

from accounts import audit
from accounts.models import User
from accounts.refusals import Refused
from households.models import Review
from localities.models import Locality
from localities.text import fold
from plans import policies
from plans.actions.rows import write_bases, write_duties, write_recipients
from plans.figures.facts import facts_of
from plans.models import Plan, Section
from plans.outlines import Draft, Outline, terms_for
from plans.text import dump, parse

_MOST_TRIES = 50


def create_plan(*, place: Locality, year: int, outline: Outline, base_review: Review | None, by: User) -> Plan:
    """Start a plan from an outline: sections, duties, bases, recipients, all to be looked through by the officers."""
    policies.check_can_create(place, year, outline, base_review)
    assert base_review is not None
    for key in _keys(place, year):
        try:
            return _create(key, place, year, outline, base_review, by)
        except IntegrityError:
            # Either a colleague was quicker with the same plan, which is refused, or the key is taken by another place.
            policies.check_can_create(place, year, outline, base_review)
    raise Refused("Không đặt được tên cho kế hoạch. Hãy thử lại.")


@transaction.atomic
def _create(key: str, place: Locality, year: int, outline: Outline, base_review: Review, by: User) -> Plan:
    plan = Plan(key=key, place=place, year=year, outline_code=outline.code, base_review=base_review, author=by)
    draft = outline.write(terms_for(facts_of(plan), place))
    plan.subject = "\n".join(draft.subject)
    plan.opening, plan.closing = dump(parse(draft.opening)), dump(parse(draft.closing))
    plan.archive, plan.signing_form = draft.archive, draft.signing_form
    plan.save()
    _fill(plan, draft)
    audit.record(
        audit.Act.PLAN_CREATED, by=by, place=place, target=plan, summary=f"{plan}: {outline.name}", outline=outline.code
    )
    return plan


def _fill(plan: Plan, draft: Draft) -> None:
    Section.objects.bulk_create(
        Section(
            plan=plan,
            kind=section.kind,
            position=position,
            level=section.level,
            title=section.title,
            body=dump(parse(section.text)),
        )
        for position, section in enumerate(draft.sections)
    )
    write_bases(plan, draft.bases)
    write_recipients(plan, draft.recipients)
    write_duties(plan, ((duty.unit, parse(duty.text)) for duty in draft.duties))


def _keys(place: Locality, year: int) -> Iterator[str]:
    """Names for the address: cam-phuc-nam-2023, then cam-phuc-nam-2023-2 …, those not taken yet."""
    stem = f"{'-'.join(''.join(c if c.isalnum() else ' ' for c in fold(place.name)).split())[:60] or 'ke-hoach'}-{year}"
    taken = set(Plan.objects.filter(key__startswith=stem).values_list("key", flat=True))
    wanted = (stem if number == 1 else f"{stem}-{number}" for number in range(1, len(taken) + _MOST_TRIES))
    return (key for key in wanted if key not in taken)
