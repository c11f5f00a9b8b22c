"""What can happen to a document: it is issued, once."""

import hashlib
from datetime import date

from django.conf import settings
from django.db import IntegrityError, transaction

from accounts import audit
from accounts.models import User
from accounts.refusals import Refused
from plans import actions as plan_actions
from plans.models import Plan
from reports import plan_documents, policies
from reports.documents.html import render_html
from reports.documents.pdf import render_pdf
from reports.models import IssuedDocument


def issue(*, plan: Plan, number: int, issued_on: date, by: User) -> IssuedDocument:
    """Give the plan its number and date, freeze its figures and bytes, and write it into the register.

    The slow part, drawing the PDF, happens before the transaction, so that nobody waits for it; inside, everything
    that the bytes rest on is checked again. Raises Refused with the reason; nothing is kept then.
    """
    symbol = plan_documents.SYMBOL
    policies.check_can_issue(plan)
    policies.check_number_and_date(plan, symbol, number, issued_on)
    drawn = plan_documents.build(plan, number=f"{number:02d}", issued_on=issued_on)
    pdf = render_pdf(drawn.document, timeout=settings.RENDER_TIMEOUT)
    html = render_html(drawn.document, stylesheet=plan_documents.STYLESHEET)
    try:
        with transaction.atomic():
            current = Plan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
            policies.check_can_issue(current)
            policies.check_number_and_date(current, symbol, number, issued_on)
            if plan_documents.build(current, number=f"{number:02d}", issued_on=issued_on) != drawn:
                raise Refused("Kế hoạch vừa thay đổi trong lúc ban hành. Hãy xem lại bản in rồi ban hành lần nữa.")
            issued = IssuedDocument.objects.create(
                place=current.place,
                year=issued_on.year,
                symbol=symbol,
                number=number,
                issued_on=issued_on,
                subject=current.title,
                signer_name=current.signer_name,
                plan=current,
                figures=drawn.figures,
                html=html,
                pdf=pdf,
                sha256=hashlib.sha256(pdf).hexdigest(),
                issued_by=by,
            )
            plan_actions.mark_issued(plan=current, number=issued.full_number, issued_on=issued_on, by=by)
            audit.record(
                audit.Act.PLAN_ISSUED,
                by=by,
                place=current.place,
                target=issued,
                summary=f"{issued.full_number}: {issued.subject}",
                sha256=issued.sha256,
            )
    except IntegrityError:
        raise Refused("Người khác vừa dùng số này hoặc vừa ban hành kế hoạch này. Hãy tải lại trang.") from None
    return issued
