"""Everything that can happen to a plan. Each act is one function, one transaction, one line in the audit log."""

from plans.actions.creating import create_plan
from plans.actions.moving import approve, mark_issued, return_, submit
from plans.actions.sections import add_section, drop_section, move_section, rename_section, save_section
from plans.actions.writing import save_duties, save_ending, save_front, save_targets

__all__ = [
    "add_section",
    "approve",
    "create_plan",
    "drop_section",
    "mark_issued",
    "move_section",
    "rename_section",
    "return_",
    "save_duties",
    "save_ending",
    "save_front",
    "save_section",
    "save_targets",
    "submit",
]
