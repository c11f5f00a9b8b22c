"""What must hold before an act of the procedure: each missing condition a sentence, and the page where it is mended."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from accounts.models import User
from accounts.refusals import Refused
from accounts.roles import GRANTS, Permission
from households import movements
from households.lists import entries
from households.models import HamletFigures, Household, Review
from households.procedure.course import Course, Unit
from households.procedure.days import working_days_between
from households.procedure.moves import check_state
from households.procedure.words import (
    NAMES_SHOWN,
    class_words,
    days_left,
    earliest_end,
    listed,
    opinion_words,
    recognised_words,
    rule_words,
)
from localities.formats import count_in_text, short_date
from localities.models import Level, Locality, Population
from localities.text import capital

SHORTEST_TEXT: Final = 5


@dataclass(frozen=True, slots=True)
class Gap:
    """A condition that is missing: the sentence, and the page (its address name) where it is mended."""

    sentence: str
    page: str = ""
    label: str = ""
    query: str = ""


def gaps(course: Course, code: str) -> tuple[Gap, ...]:
    """Everything that stands between the review and this act, apart from its state."""
    return tuple(gap for find in _CONDITIONS.get(code, ()) for gap in find(course))


def check(course: Course, code: str) -> None:
    """The state table, then the first missing condition and how many more there are."""
    check_state(course.review, code)
    if found := gaps(course, code):
        more = f" Còn {count_in_text(len(found) - 1)} việc nữa." if len(found) > 1 else ""
        raise Refused(found[0].sentence + more)


# --- Conditions -----------------------------------------------------------------------------------


def _drafts(course: Course) -> Iterator[Gap]:
    with_drafts = [unit for unit in course.units if unit.drafts]
    if with_drafts:
        named = [f"{unit.place.full_name}: {count_in_text(unit.drafts)}" for unit in with_drafts]
        more = ", …" if len(named) > NAMES_SHOWN else ""
        yield Gap(
            f"Còn {count_in_text(course.drafts)} phiếu nháp ({', '.join(named[:NAMES_SHOWN])}{more}). "
            "Hãy hoàn thành hoặc bỏ các phiếu nháp.",
            "households",
            "Xem phiếu nháp",
            "?phieu=nhap",
        )


def _something_counted(course: Course) -> Iterator[Gap]:
    reported = course.review.figures.filter(source=HamletFigures.Source.REPORTED)
    if not any(unit.completed for unit in course.units) and not reported.exists():
        yield Gap(
            "Đợt rà soát chưa có phiếu hoàn thành nào nên chưa có kết quả.", "review_list", "Mở danh sách rà soát"
        )


def _populations(course: Course) -> Iterator[Gap]:
    """Every rate divides by the population, so a village unit without one has no rate."""
    review = course.review
    counted = Population.objects.filter(year=review.year)
    if counted.filter(place=review.commune_id).exists():
        return
    units = Locality.objects.under(review.commune).filter(level=Level.HAMLET).existing_on(review.counted_on)
    lacking = [unit.full_name for unit in units.exclude(pk__in=counted.values("place"))]
    if lacking:
        yield Gap(
            f"Chưa có số hộ dân cư năm {review.year} của {listed(lacking)}; thiếu số này thì không tính được tỷ lệ. "
            "Hãy cập nhật ở trang Địa bàn.",
            "places",
            "Mở trang Địa bàn",
        )


def _meetings(course: Course) -> Iterator[Gap]:
    if lacking := course.lacking_agreement:
        names = listed([unit.place.full_name for unit in lacking])
        yield Gap(
            f"Còn {count_in_text(len(lacking))} thôn, tổ dân phố chưa họp dân hoặc họp chưa đạt: {names}.",
            "review_steps",
            "Ghi họp dân",
            "#hop-dan",
        )


def _opinion_is_asked(course: Course) -> Iterator[Gap]:
    if not course.asks_opinion:
        yield Gap(f"{opinion_words(course)} Hết thời gian niêm yết thì ghi quyết định công nhận.")


def _posting_over(course: Course) -> Iterator[Gap]:
    if not course.posting_is_over and course.review.posted_until:
        yield Gap(
            f"Danh sách còn niêm yết đến hết ngày {short_date(course.review.posted_until)} "
            f"({days_left(course.review.posted_until, course.today)}).",
        )


def _complaints_answered(course: Course) -> Iterator[Gap]:
    if waiting := course.open_complaints:
        names = listed([f"hộ {complaint.household.head_name}" for complaint in waiting])
        yield Gap(
            f"Còn {count_in_text(len(waiting))} khiếu nại chưa trả lời ({names}).",
            "review_steps",
            "Trả lời khiếu nại",
            "#khieu-nai",
        )


def _send_backs_answered(course: Course) -> Iterator[Gap]:
    if waiting := course.open_send_backs:
        names = listed([f"hộ {sent.household.head_name}" for sent in waiting])
        yield Gap(
            f"Còn {count_in_text(len(waiting))} hộ bị trả lại chưa giải trình ({names}).",
            "review_steps",
            "Giải trình",
            "#trinh",
        )


def _something_marked(course: Course) -> Iterator[Gap]:
    if not course.marked:
        yield Gap(
            "Chưa đánh dấu hộ nào để trả lại. Hãy ghi ý kiến cho từng hộ cần rà soát lại.",
            "review_opinion",
            "Chọn hộ",
        )


def _nothing_marked(course: Course) -> Iterator[Gap]:
    if marked := course.marked:
        names = listed([f"hộ {sent.household.head_name}" for sent in marked])
        yield Gap(
            f"Đang đánh dấu trả lại {count_in_text(len(marked))} hộ ({names}). Hãy trả lại kết quả, hoặc bỏ đánh dấu.",
            "review_opinion",
            "Xem hộ đã đánh dấu",
        )


def _opinion_given(course: Course) -> Iterator[Gap]:
    if course.review.state == Review.State.POSTED and course.asks_opinion:
        yield Gap(
            f"{opinion_words(course)} Hãy trình kết quả trước khi ghi quyết định.", "review_submit", "Trình kết quả"
        )


def _movements_settled(course: Course) -> Iterator[Gap]:
    waiting = movements.unsettled(course.review).count()
    if waiting:
        yield Gap(
            f"Còn {count_in_text(waiting)} hộ chưa rõ diễn biến so với lần công nhận trước nên biểu 7.2, 7.3 "
            "chưa khớp.",
            "review_movements",
            "Mở trang Diễn biến",
        )


_RESULT: Final = (_drafts, _something_counted, _populations)
_CONDITIONS: Final[dict[str, Sequence[Callable[[Course], Iterator[Gap]]]]] = {
    "begin_meetings": _RESULT,
    "post": (_drafts, _meetings),
    "submit": (_opinion_is_asked, _posting_over, _complaints_answered, _send_backs_answered, _drafts),
    "return_review": (_something_marked,),
    "agree": (_nothing_marked,),
    "record_paper_opinion": (_nothing_marked,),
    "recognise": (
        _opinion_given,
        _posting_over,
        _complaints_answered,
        _send_backs_answered,
        *_RESULT,
        _movements_settled,
    ),
}


# --- What is typed --------------------------------------------------------------------------------


def check_rest_is_confirmed(review: Review, confirmed: bool) -> None:
    """Households of the list without a form: a question to the officer before the meetings begin."""
    if confirmed:
        return
    if waiting := entries.not_reviewed(review).count():
        raise Refused(
            f"Còn {count_in_text(waiting)} hộ trong danh sách chưa có phiếu. Hãy nhập phiếu cho các hộ đó, hoặc xác "
            "nhận các hộ này không thuộc diện rà soát."
        )


def check_can_meet(course: Course, unit: Unit | None) -> Unit:
    """A village unit meets when its own forms are completed, and once while its agreement stands."""
    check_state(course.review, "record_meeting")
    if unit is None:
        raise Refused("Thôn, tổ dân phố này không thuộc xã, phường của đợt rà soát.")
    name = unit.place.full_name
    if unit.agreed:
        raise Refused(
            f"{capital(name)} đã họp ngày {short_date(unit.agreed.held_on)} và đủ tỷ lệ đồng ý. "
            "Muốn họp lại, hãy thôi tính cuộc họp đó kèm lý do."
        )
    if not unit.has_forms:
        raise Refused(f"Chưa có phiếu nào của {name} nên chưa có kết quả để họp dân.")
    if unit.drafts:
        raise Refused(f"Còn {count_in_text(unit.drafts)} phiếu nháp của {name}. Hãy hoàn thành hoặc bỏ phiếu nháp.")
    waiting = entries.not_reviewed(course.review).filter(hamlet=unit.place)
    if course.review.state == Review.State.SURVEYING and (number := waiting.count()):
        raise Refused(
            f"Còn {count_in_text(number)} hộ trong danh sách của {name} chưa có phiếu. Hãy nhập phiếu, hoặc chuyển cả "
            "đợt sang họp dân và xác nhận các hộ này không thuộc diện rà soát."
        )
    return unit


def check_meeting(course: Course, unit: Unit, held_on: date, present: int, agreeing: int) -> None:
    check_day(course, held_on, "Ngày họp")
    earlier = [meeting.held_on for meeting in unit.meetings if meeting.annulled_at is None]
    if earlier and held_on < max(earlier):
        raise Refused(f"Ngày họp {short_date(held_on)} ở trước cuộc họp lần trước, ngày {short_date(max(earlier))}.")
    if present < 1:
        raise Refused("Số người dự họp phải từ 1 trở lên.")
    if not 0 <= agreeing <= present:
        raise Refused(f"Số người đồng ý ({agreeing}) không thể nhiều hơn số người dự họp ({present}).")


def check_posting(course: Course, first: date, last: date) -> None:
    """At least the set number of working days, and after the meetings."""
    check_day(course, first, "Ngày bắt đầu niêm yết")
    met = course.last_meeting_on
    if met and first < met:
        raise Refused(f"Niêm yết từ ngày {short_date(first)} là trước cuộc họp dân cuối cùng, ngày {short_date(met)}.")
    needed = course.number("posting_working_days", first)
    posted = working_days_between(first, last)
    if posted < needed:
        raise Refused(
            f"Niêm yết từ {short_date(first)} đến hết {short_date(last)} mới có {count_in_text(posted)} ngày làm việc. "
            f"{rule_words(course, 'posting_working_days', first)} "
            f"Hãy niêm yết ít nhất đến hết ngày {short_date(earliest_end(first, needed))}."
        )


def check_submission(course: Course, submitted_on: date) -> None:
    check_day(course, submitted_on, "Ngày trình")
    until = course.review.posted_until
    if until and submitted_on <= until:
        raise Refused(f"Ngày trình {short_date(submitted_on)} chưa qua ngày niêm yết cuối cùng, {short_date(until)}.")


def check_opinion(course: Course, opinion_on: date) -> None:
    check_day(course, opinion_on, "Ngày cho ý kiến")
    sent = course.review.submitted_on
    if sent and opinion_on < sent:
        raise Refused(f"Ngày cho ý kiến {short_date(opinion_on)} ở trước ngày trình, {short_date(sent)}.")


def check_may_opine(course: Course, by: User) -> None:
    """The opinion is that of the level which the chain of the day names, not of any level above."""
    wanted = course.opinion_level
    places = [
        held.place
        for held in by.current_assignments
        if Permission.REVIEW_OPINE in GRANTS.get(held.role, frozenset())  # type: ignore[call-overload]  # a role is stored as text
        and course.review.commune.path.startswith(held.place.path)
    ]
    if not any(place.level == wanted for place in places):
        raise Refused(
            f"{opinion_words(course)} Ông/bà không cho ý kiến thay cấp đó được; ông/bà vẫn xem được các phiếu."
        )


def check_decision(course: Course, decision_number: str, decision_on: date) -> None:
    """A decision has a number, and a date after what it rests on, not in the future."""
    if not decision_number.strip():
        raise Refused("Hãy ghi số của quyết định công nhận.")
    check_day(course, decision_on, "Ngày quyết định")
    review = course.review
    rests_on = review.opinion_on if review.state == Review.State.AGREED else review.posted_until
    if rests_on and decision_on < rests_on:
        what = "ngày cho ý kiến" if review.state == Review.State.AGREED else "ngày niêm yết cuối cùng"
        raise Refused(f"Ngày quyết định {short_date(decision_on)} ở trước {what}, {short_date(rests_on)}.")


def check_complaint(course: Course, household: Household, received_on: date, content: str) -> None:
    check_state(course.review, "add_complaint")
    if household.commune_id != course.review.commune_id:
        raise Refused("Hộ này không thuộc xã, phường của đợt rà soát.")
    check_day(course, received_on, "Ngày nhận khiếu nại")
    posted = course.review.posted_on
    if posted and received_on < posted:
        raise Refused(f"Ngày nhận {short_date(received_on)} ở trước ngày bắt đầu niêm yết, {short_date(posted)}.")
    check_text(content, "Hãy ghi nội dung khiếu nại.")


def check_recheck(
    course: Course, household: Household, received_on: date, rechecked_on: date, answered_on: date
) -> None:
    """The order of the days, and the form of the household finished."""
    check_day(course, answered_on, "Ngày trả lời")
    if not received_on <= rechecked_on <= answered_on:
        raise Refused(
            f"Các ngày phải theo thứ tự: nhận {short_date(received_on)}, phúc tra {short_date(rechecked_on)}, "
            f"trả lời {short_date(answered_on)}. Hãy kiểm tra lại."
        )
    check_form_finished(course.review, household)


def check_class_found(found: str, now: str) -> None:
    """The re-check and the form say the same class."""
    if found != now:
        raise Refused(
            f"Phúc tra kết luận “{class_words(found)}” nhưng phiếu của hộ đang ghi “{class_words(now)}”. "
            "Hãy mở lại phiếu của hộ, sửa theo kết quả phúc tra, hoàn thành lại rồi mới ghi trả lời."
        )


def check_form_finished(review: Review, household: Household) -> None:
    form = review.assessments.filter(household=household).first()
    if form and not form.is_completed:
        raise Refused(
            f"Phiếu của hộ {household.head_name} đang mở lại, chưa hoàn thành. Hãy hoàn thành phiếu rồi ghi trả lời."
        )


def check_day(course: Course, day: date, what: str) -> None:
    """Within the review or after it, not in the future."""
    if day > course.today:
        raise Refused(f"{what} {short_date(day)} ở sau hôm nay. Hãy kiểm tra lại ngày.")
    if day < course.begins_on:
        raise Refused(
            f"{what} {short_date(day)} ở trước kỳ rà soát {course.review.period_words} "
            f"(từ {short_date(course.begins_on)}). Hãy kiểm tra lại ngày."
        )


def check_not_recognised(review: Review) -> None:
    if review.is_recognised:
        raise Refused(f"{recognised_words(review)} Quyết định đã được ghi.")


def check_filled(text: str, sentence: str) -> None:
    if not text.strip():
        raise Refused(sentence)


def check_text(text: str, sentence: str) -> None:
    if len(text.strip()) < SHORTEST_TEXT:
        raise Refused(sentence)
