"""A B1 score sheet as values: its questions, their answers with points, and the total of what was chosen.

The sheet itself (Phụ lục III và IV Thông tư 07/2021/TT-BLĐTBXH: its items and points, by region and area) could not be
read anywhere, so none is shipped; a province or a commune loads its own copy.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


class WrongChoice(ValueError):
    """Codes that cannot all be the answers of one sheet. The message is shown to the officer."""


@dataclass(frozen=True, slots=True)
class ScoreAnswer:
    """One answer of a question and the points it gives."""

    code: str
    label: str
    points: int


@dataclass(frozen=True, slots=True)
class ScoreQuestion:
    """A question of the sheet: one answer is chosen, or any number of them where it `takes_several`."""

    code: str
    label: str
    takes_several: bool
    answers: tuple[ScoreAnswer, ...]

    @property
    def lowest(self) -> int:
        """The fewest points that an answered question can give."""
        if self.takes_several:
            return sum(min(answer.points, 0) for answer in self.answers)
        return min((answer.points for answer in self.answers), default=0)

    @property
    def highest(self) -> int:
        """The most points that the question can give."""
        if self.takes_several:
            return sum(max(answer.points, 0) for answer in self.answers)
        return max((answer.points for answer in self.answers), default=0)


def bounds(questions: Iterable[ScoreQuestion]) -> tuple[int, int]:
    """The lowest and the highest total of a sheet on which every question is answered."""
    asked = tuple(questions)
    return sum(question.lowest for question in asked), sum(question.highest for question in asked)


def total(questions: Sequence[ScoreQuestion], codes: Iterable[str]) -> int:
    """The points of the chosen answers. A code named twice is one choice; the order does not matter."""
    wanted = set(codes)
    points = 0
    for question in questions:
        chosen = [answer for answer in question.answers if answer.code in wanted]
        if len(chosen) > 1 and not question.takes_several:
            labels = " và ".join(f"“{answer.label}”" for answer in chosen)
            raise WrongChoice(
                f"Câu “{question.label}” của bảng điểm B1 chỉ nhận một phương án, nhưng đang chọn {labels}. "
                "Hãy bỏ bớt, chỉ giữ phương án đúng."
            )
        points += sum(answer.points for answer in chosen)
    if unknown := wanted - {answer.code for question in questions for answer in question.answers}:
        raise WrongChoice(
            f"Bảng điểm B1 không có phương án mang mã {', '.join(sorted(unknown))}. "
            "Hãy tải lại trang rồi chọn lại các mục điểm B1."
        )
    if points < 0:
        raise WrongChoice(
            f"Tổng điểm B1 của các mục đã chọn là {points}, nhỏ hơn 0 nên không dùng để xếp loại được. "
            "Hãy xem lại các mục đã chọn, hoặc xem lại bảng điểm đã nạp."
        )
    return points


def unanswered(questions: Sequence[ScoreQuestion], codes: Iterable[str]) -> tuple[ScoreQuestion, ...]:
    """The questions of which one answer is wanted and none is chosen; of the others an empty choice is an answer."""
    wanted = set(codes)
    return tuple(
        question
        for question in questions
        if not question.takes_several and not any(answer.code in wanted for answer in question.answers)
    )
