"""What every act does around its own work: hold the plan, leave a line in the audit log."""

from accounts import audit
from accounts.models import User
from plans import policies
from plans.models import Plan


def held(plan: Plan) -> Plan:
    """The plan as it is stored now, kept from others until the transaction ends."""
    rows = Plan.objects.select_for_update(of=("self",))
    return rows.select_related("place__parent__parent", "base_review__commune", "author").get(pk=plan.pk)


def held_open(plan: Plan) -> Plan:
    """As `held`, of a plan that may be changed; raises Refused otherwise."""
    current = held(plan)
    policies.check_can_edit(current)
    return current


def changed(plan: Plan, by: User, part: str, summary: str, **detail: object) -> Plan:
    """Count a change of the plan and write it down."""
    plan.version += 1
    plan.save()
    audit.record(
        audit.Act.PLAN_CHANGED, by=by, place=plan.place, target=plan, summary=f"{plan}: {summary}", part=part, **detail
    )
    return plan
