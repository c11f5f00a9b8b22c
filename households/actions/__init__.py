"""Every write about households and reviews: keyword-only, `by=`, one transaction, audited.

Locks are taken in one order: the household or the review, then the form, then the figures.
"""

from households.actions.assessments import complete, discard_draft, reopen, save_draft
from households.actions.average_living import (
    complain_about_average_living,
    determine_average_living_income,
    post_average_living,
    recheck_average_living,
    recognise_average_living,
    refuse_average_living,
    request_average_living,
    revoke_average_living,
    withdraw_average_living,
)
from households.actions.batches import NewHousehold, add_households, record_results
from households.actions.checklist import add_quick_item, order_quick_items, retire_quick_item
from households.actions.correcting import correct_result
from households.actions.deciding import decide_duplicate, reopen_duplicate
from households.actions.deleting import delete_household, purge_deleted, restore_household, restore_member
from households.actions.entries import add_to_list, clear_quick_check, record_quick_check, take_off_list
from households.actions.event_undoing import undo_event
from households.actions.events import (
    change_head,
    move_household,
    record_birth,
    record_death,
    record_joining,
    record_leaving,
)
from households.actions.exits import register_exit
from households.actions.household_events import (
    accept_arrival,
    merge_households,
    move_household_out,
    record_arrival,
    split_household,
)
from households.actions.households import add_household, change_household, show_national_ids
from households.actions.movements import choose_movement
from households.actions.opening import open_review
from households.actions.procedure import (
    add_complaint,
    agree,
    annul_meeting,
    answer_complaint,
    answer_send_back,
    begin_meetings,
    close_review,
    mark_send_back,
    post,
    recognise_review,
    record_meeting,
    record_paper_opinion,
    reopen_survey,
    return_review,
    set_rule,
    submit,
    withdraw_send_back,
)
from households.actions.repairing import recount_review
from households.actions.reporting import report_totals
from households.actions.score_sheets import load_score_sheet, retire_score_sheet
from households.actions.succession import take_over_households
from households.actions.undoing import undo_last_save

__all__ = [
    "NewHousehold",
    "accept_arrival",
    "add_complaint",
    "add_household",
    "add_households",
    "add_quick_item",
    "add_to_list",
    "agree",
    "annul_meeting",
    "answer_complaint",
    "answer_send_back",
    "begin_meetings",
    "change_head",
    "change_household",
    "choose_movement",
    "clear_quick_check",
    "close_review",
    "complain_about_average_living",
    "complete",
    "correct_result",
    "decide_duplicate",
    "delete_household",
    "determine_average_living_income",
    "discard_draft",
    "load_score_sheet",
    "mark_send_back",
    "merge_households",
    "move_household",
    "move_household_out",
    "open_review",
    "order_quick_items",
    "post",
    "post_average_living",
    "purge_deleted",
    "recheck_average_living",
    "recognise_average_living",
    "recognise_review",
    "record_arrival",
    "record_birth",
    "record_death",
    "record_joining",
    "record_leaving",
    "record_meeting",
    "record_results",
    "record_paper_opinion",
    "record_quick_check",
    "recount_review",
    "refuse_average_living",
    "register_exit",
    "reopen",
    "reopen_duplicate",
    "reopen_survey",
    "report_totals",
    "request_average_living",
    "restore_household",
    "restore_member",
    "retire_quick_item",
    "retire_score_sheet",
    "return_review",
    "revoke_average_living",
    "save_draft",
    "set_rule",
    "show_national_ids",
    "split_household",
    "submit",
    "take_off_list",
    "take_over_households",
    "undo_event",
    "undo_last_save",
    "withdraw_average_living",
    "withdraw_send_back",
]
