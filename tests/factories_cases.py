"""Cases of average-living households and exit registrations for tests, reached through the real actions.

    case = make_case(household, by=officer)
    case = case_in(household, State.POSTED, by=officer)     # any state, by the shortest way
    register(household, review, by=officer, state="declined", reason="già yếu")

All names and figures are invented. The income is average in an urban commune of the standard VN-2022.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import uuid4

from accounts.models import User
from households import actions
from households.cases.average_living import Move, State
from households.models import AverageLivingCase, ExitRegistration, Household, Review

REQUESTED_ON = date(2024, 6, 17)
POSTED_ON, POSTED_UNTIL = date(2024, 6, 24), date(2024, 6, 28)
COMPLAINED_ON, RECHECKED_ON = date(2024, 6, 26), date(2024, 6, 28)
DECIDED_ON, ENDED_ON = date(2024, 7, 1), date(2024, 8, 1)
INCOME = 2_400_000

ACTS = {
    Move.DETERMINE: actions.determine_average_living_income,
    Move.POST: actions.post_average_living,
    Move.COMPLAIN: actions.complain_about_average_living,
    Move.RECHECK: actions.recheck_average_living,
    Move.RECOGNISE: actions.recognise_average_living,
    Move.REFUSE: actions.refuse_average_living,
    Move.WITHDRAW: actions.withdraw_average_living,
    Move.REVOKE: actions.revoke_average_living,
}
# What each step is given unless a test says otherwise.
USUAL: dict[Move, Mapping[str, Any]] = {
    Move.DETERMINE: {"income": INCOME, "person_count": 3},
    Move.POST: {"posted_on": POSTED_ON, "posted_until": POSTED_UNTIL},
    Move.COMPLAIN: {"complaint": "Hộ có cửa hàng ở chợ", "complained_on": COMPLAINED_ON},
    Move.RECHECK: {
        "finding": "Cửa hàng đã nghỉ từ năm trước",
        "rechecked_on": RECHECKED_ON,
        "income": INCOME,
        "person_count": 3,
    },
    Move.RECOGNISE: {"decision_number": "215/QĐ-UBND", "decision_on": DECIDED_ON},
    Move.REFUSE: {"decision_number": "35/TB-UBND", "decision_on": DECIDED_ON, "reason": "Thu nhập chủ yếu từ lương"},
    Move.WITHDRAW: {"ended_on": DECIDED_ON, "reason": "Hộ không còn nhu cầu"},
    Move.REVOKE: {"ended_number": "300/QĐ-UBND", "ended_on": ENDED_ON, "reason": "Xác định nhầm thu nhập"},
}
WAYS: dict[str, tuple[Move, ...]] = {
    State.REQUESTED: (),
    State.POSTED: (Move.DETERMINE, Move.POST),
    State.RECOGNISED: (Move.DETERMINE, Move.POST, Move.RECOGNISE),
    State.REFUSED: (Move.REFUSE,),
    State.WITHDRAWN: (Move.WITHDRAW,),
    State.REVOKED: (Move.DETERMINE, Move.POST, Move.RECOGNISE, Move.REVOKE),
}


def make_case(household: Household, *, by: User, **fields: Any) -> AverageLivingCase:
    """A request, for agriculture, of a day after the 15th."""
    given = {"uid": uuid4(), "requested_on": REQUESTED_ON, "occupation": "agriculture", **fields}
    return actions.request_average_living(household=household, **given, by=by)


def take(case: AverageLivingCase, move: Move, *, by: User, **fields: Any) -> AverageLivingCase:
    """One step, with what is usual for it."""
    return ACTS[move](case=case, **{**USUAL[move], **fields}, by=by)


def case_in(household: Household, state: str, *, by: User, **fields: Any) -> AverageLivingCase:
    case = make_case(household, by=by, **fields)
    for move in WAYS[state]:
        case = take(case, move, by=by)
    return case


def register(
    household: Household, review: Review, *, by: User, state: str = "registered", **fields: Any
) -> ExitRegistration:
    """A paper signed in the December of the review."""
    fields.setdefault("signed_on", date(review.year, 12, 20))
    if state != ExitRegistration.State.REGISTERED:
        fields.setdefault("reason", "Chủ hộ già yếu")
    return actions.register_exit(review=review, household=household, state=state, **fields, by=by)
