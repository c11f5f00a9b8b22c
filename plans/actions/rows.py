"""The rows that a plan's parts are stored in, in their order: the same for a new plan and for one that is rewritten."""

from collections.abc import Iterable

from localities.models import Locality
from plans.models import Duty, LegalBasis, Plan, Recipient, Unit
from plans.outlines.shape import BasisDraft, RecipientDraft
from plans.text import Body, dump


def write_bases(plan: Plan, bases: Iterable[BasisDraft]) -> None:
    LegalBasis.objects.bulk_create(
        LegalBasis(
            plan=plan,
            position=position,
            part=basis.part,
            document_kind=basis.document_kind,
            number=basis.number,
            issued_on=basis.issued_on,
            agency=basis.agency,
            about=basis.about,
        )
        for position, basis in enumerate(bases)
    )


def write_recipients(plan: Plan, recipients: Iterable[RecipientDraft]) -> None:
    Recipient.objects.bulk_create(
        Recipient(plan=plan, position=position, text=recipient.text, purpose=recipient.purpose)
        for position, recipient in enumerate(recipients)
    )


def write_duties(plan: Plan, duties: Iterable[tuple[str, Body]]) -> None:
    """`duties` are pairs of a unit's name and what it is asked to do."""
    Duty.objects.bulk_create(
        Duty(plan=plan, unit=unit_of(plan.place, unit), position=position, body=dump(body))
        for position, (unit, body) in enumerate(duties)
    )


def unit_of(place: Locality, name: str) -> Unit:
    """The unit of this name at a place, kept over the years."""
    return Unit.objects.get_or_create(place=place, name=name)[0]
