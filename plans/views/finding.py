"""How the views find a plan, what a form was typed with, and what came of saving it."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest, QueryDict
from django.shortcuts import get_object_or_404

from accounts.refusals import Refused
from plans.conflicts import Conflict
from plans.models import Plan

READ = ["GET", "HEAD"]
READ_AND_WRITE = [*READ, "POST"]
_ALONG = ("place__parent__parent", "base_review__commune", "author")
_PEOPLE = ("submitted_by", "returned_by", "approved_by", "issued_by")


def find(request: HttpRequest, key: str) -> Plan:
    """The plan within the scope of the view, or 404; tells the frame where and when we are."""
    plan = get_object_or_404(Plan.objects.in_scope(request.scope).select_related(*_ALONG, *_PEOPLE), key=key)
    request.place, request.year, request.section = plan.place, plan.year, "plans"
    return plan


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an attempt to save."""

    done: bool = False
    conflict: Conflict | None = None
    refused: str = ""


def attempt(save: Callable[[], object]) -> Outcome:
    """Save, and tell what came of it."""
    try:
        save()
    except Conflict as conflict:
        return Outcome(conflict=conflict)
    except Refused as reason:
        return Outcome(refused=str(reason))
    return Outcome(done=True)


def on_top_of(data: QueryDict, name: str, outcome: Outcome) -> QueryDict:
    """What was typed, as if the page had shown what a colleague has saved meanwhile: saving again replaces that."""
    if outcome.conflict is None:
        return data
    copy = data.copy()
    copy[name] = outcome.conflict.seen
    return copy
