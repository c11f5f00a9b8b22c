"""The way of a review from the first meeting to its closing (`households.procedure` says when each step may be taken).

Every act locks the review, writes what it changes, a step of the diary where the state changes, and one audit row. The
same act sent twice is one act.
"""

from households.actions.procedure.complaints import add_complaint, answer_complaint
from households.actions.procedure.deciding import close_review, recognise_review
from households.actions.procedure.meetings import annul_meeting, begin_meetings, record_meeting, reopen_survey
from households.actions.procedure.opinions import (
    agree,
    answer_send_back,
    mark_send_back,
    record_paper_opinion,
    return_review,
    withdraw_send_back,
)
from households.actions.procedure.posting import post, submit
from households.actions.procedure.rules import set_rule

__all__ = [
    "add_complaint",
    "agree",
    "annul_meeting",
    "answer_complaint",
    "answer_send_back",
    "begin_meetings",
    "close_review",
    "mark_send_back",
    "post",
    "recognise_review",
    "record_meeting",
    "record_paper_opinion",
    "reopen_survey",
    "return_review",
    "set_rule",
    "submit",
    "withdraw_send_back",
]
