"""The life of a plan: sent, returned, approved, issued."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import User
from plans import policies
from plans.actions.records import held
from plans.dossier import dossier_of
from plans.models import Plan, State


@transaction.atomic
def submit(*, plan: Plan, by: User) -> Plan:
    """Send the plan to whoever approves it; it can no longer be changed here."""
    plan = held(plan)
    policies.check_can_submit(dossier_of(plan))
    plan.state, plan.submitted_at, plan.submitted_by = State.SUBMITTED, timezone.now(), by
    return _kept(plan, audit.Act.PLAN_SUBMITTED, by)


@transaction.atomic
def return_(*, plan: Plan, by: User, comment: str) -> Plan:
    """Send the plan back to its authors with a comment."""
    plan = held(plan)
    policies.check_can_return(plan)
    policies.check_comment(comment)
    plan.state, plan.returned_at, plan.returned_by = State.RETURNED, timezone.now(), by
    plan.return_comment = comment.strip()
    plan.approved_at = plan.approved_by = None  # what was approved is about to change
    return _kept(plan, audit.Act.PLAN_RETURNED, by, comment=plan.return_comment)


@transaction.atomic
def approve(*, plan: Plan, by: User) -> Plan:
    """Agree to the plan as it stands."""
    plan = held(plan)
    policies.check_can_approve(dossier_of(plan), by)
    plan.state, plan.approved_at, plan.approved_by = State.APPROVED, timezone.now(), by
    return _kept(plan, audit.Act.PLAN_APPROVED, by)


@transaction.atomic
def mark_issued(*, plan: Plan, by: User, number: str, issued_on: date) -> Plan:
    """The plan has left the house under this number ("05/KH-UBND") and date. Called by whoever made the document,
    in the same transaction; that one writes the audit event, with the document's hash."""
    plan = held(plan)
    policies.check_can_issue(plan)
    plan.state, plan.issued_at, plan.issued_by = State.ISSUED, timezone.now(), by
    plan.document_number, plan.document_on = number, issued_on
    plan.version += 1
    plan.full_clean()
    plan.save()
    return plan


def _kept(plan: Plan, act: audit.Act, by: User, **detail: object) -> Plan:
    plan.version += 1
    plan.full_clean()
    plan.save()
    audit.record(act, by=by, place=plan.place, target=plan, summary=plan.title, **detail)
    return plan
