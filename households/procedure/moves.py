"""The state table of a review: which act is possible in which state, where it leads, and who does it."""

from dataclasses import dataclass
from typing import Final

from accounts.refusals import Refused
from accounts.roles import Permission
from households.models import Review

State = Review.State


@dataclass(frozen=True, slots=True)
class Move:
    """An act of the procedure. `to` is None where the review stays in its state; `needs` says in words what must hold
    (`households.procedure.checks` asks it)."""

    code: str
    verb: str
    sources: tuple[State, ...]
    to: State | None
    permission: Permission
    needs: str


_WRITING = (State.SURVEYING, State.MEETING)

MOVES: Final[tuple[Move, ...]] = (
    Move(
        "begin_meetings",
        "chuyển sang họp dân",
        (State.SURVEYING,),
        State.MEETING,
        Permission.REVIEW_MANAGE,
        "Mọi phiếu đã hoàn thành, không còn phiếu nháp; có dân số của các thôn, tổ dân phố.",
    ),
    Move(
        "record_meeting",
        "ghi họp dân",
        _WRITING,
        None,
        Permission.REVIEW_MANAGE,
        "Mọi phiếu của thôn, tổ dân phố đã hoàn thành.",
    ),
    Move(
        "annul_meeting",
        "thôi tính cuộc họp",
        _WRITING,
        State.SURVEYING,
        Permission.REVIEW_MANAGE,
        "Có lý do; thôn, tổ dân phố được rà soát lại và họp lại.",
    ),
    Move(
        "post",
        "niêm yết",
        (State.MEETING,),
        State.POSTED,
        Permission.REVIEW_MANAGE,
        "Mọi thôn, tổ dân phố có phiếu đã họp và đủ tỷ lệ đồng ý.",
    ),
    Move(
        "add_complaint",
        "ghi khiếu nại",
        (State.POSTED,),
        None,
        Permission.REVIEW_MANAGE,
        "Hộ bị khiếu nại thuộc xã, phường.",
    ),
    Move(
        "answer_complaint",
        "trả lời khiếu nại",
        (State.POSTED, *_WRITING),
        None,
        Permission.REVIEW_MANAGE,
        "Đã phúc tra; phiếu của hộ đã hoàn thành.",
    ),
    Move(
        "submit",
        "trình cấp trên",
        (State.POSTED, State.RETURNED),
        State.SUBMITTED,
        Permission.REVIEW_MANAGE,
        "Hết thời gian niêm yết; đã trả lời mọi khiếu nại, giải trình mọi hộ bị trả lại.",
    ),
    Move(
        "mark_send_back",
        "trả lại từng hộ",
        (State.SUBMITTED,),
        None,
        Permission.REVIEW_OPINE,
        "Có ý kiến cho từng hộ.",
    ),
    Move(
        "return_review",
        "trả lại kết quả",
        (State.SUBMITTED,),
        State.RETURNED,
        Permission.REVIEW_OPINE,
        "Có ít nhất một hộ bị trả lại kèm ý kiến.",
    ),
    Move(
        "agree",
        "thống nhất kết quả",
        (State.SUBMITTED,),
        State.AGREED,
        Permission.REVIEW_OPINE,
        "Không còn hộ nào đang bị đánh dấu trả lại.",
    ),
    Move(
        "record_paper_opinion",
        "ghi văn bản thống nhất của cấp trên",
        (State.SUBMITTED,),
        State.AGREED,
        Permission.REVIEW_MANAGE,
        "Có số và ngày văn bản; không còn hộ nào đang bị đánh dấu trả lại.",
    ),
    Move(
        "answer_send_back",
        "giải trình hộ bị trả lại",
        (State.RETURNED, State.POSTED, *_WRITING),
        None,
        Permission.REVIEW_MANAGE,
        "Phiếu của hộ đã hoàn thành.",
    ),
    Move(
        "reopen_survey",
        "mở lại rà soát",
        (State.MEETING, State.POSTED, State.SUBMITTED, State.RETURNED, State.AGREED),
        State.SURVEYING,
        Permission.REVIEW_MANAGE,
        "Có lý do; đợt niêm yết và ý kiến của cấp trên (nếu có) không còn giá trị.",
    ),
    Move(
        "recognise",
        "ghi quyết định công nhận",
        (State.AGREED, State.POSTED),
        State.RECOGNISED,
        Permission.REVIEW_RECOGNISE,
        "Cấp trên đã thống nhất (nơi phải hỏi ý kiến), hoặc đã hết thời gian niêm yết; diễn biến các hộ đã rõ.",
    ),
    Move(
        "close",
        "khép lại",
        (State.RECOGNISED,),
        State.CLOSED,
        Permission.REVIEW_RECOGNISE,
        "Kết quả đã được công nhận.",
    ),
)
_BY_CODE = {move.code: move for move in MOVES}

# Steps that follow from another act: a meeting with too few agreeing sends the review back to the survey.
FAILED_MEETING: Final = "meeting_failed"
STEP_WORDS: Final = {
    **{move.code: move.verb for move in MOVES},
    FAILED_MEETING: "rà soát lại sau cuộc họp chưa đạt",
}

NOW: Final[dict[State, str]] = {
    State.SURVEYING: "đang ở bước rà soát",
    State.MEETING: "đang ở bước họp dân",
    State.POSTED: "đang niêm yết công khai",
    State.SUBMITTED: "đã trình, đang chờ ý kiến cấp trên",
    State.RETURNED: "đã bị cấp trên trả lại",
    State.AGREED: "đã được cấp trên thống nhất, đang chờ quyết định công nhận",
    State.RECOGNISED: "đã được công nhận",
    State.CLOSED: "đã được khép lại",
}


def move_of(code: str) -> Move:
    return _BY_CODE[code]


def is_possible(code: str, state: str) -> bool:
    return state in _BY_CODE[code].sources


def check_state(review: Review, code: str) -> None:
    """The table, as a sentence."""
    move = _BY_CODE[code]
    if review.state not in move.sources:
        possible = " hoặc ".join(f"“{state.label}”" for state in move.sources)
        raise Refused(
            f"Đợt rà soát {NOW[State(review.state)]} nên không {move.verb} được; "
            f"việc này làm khi đợt rà soát ở bước {possible}."
        )
