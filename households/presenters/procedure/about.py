"""What the page of an act tells before its form: what the act does, and the facts it rests on."""

from typing import Final

from households.models import Complaint, Household, SendBack, VillageMeeting
from households.presenters import words
from households.procedure.course import Course, Unit
from households.procedure.words import class_words, days_left
from localities.formats import count, short_date
from localities.models import Locality

Facts = list[tuple[str, str]]

BEGIN_MEETINGS: Final = (
    "Mọi phiếu đã hoàn thành thì các thôn, tổ dân phố họp dân lấy ý kiến về kết quả chấm điểm. Phiếu của nơi nào họp "
    "đạt thì khóa lại."
)
ANNUL_MEETING: Final = (
    "Phiếu của thôn, tổ dân phố này sửa được trở lại, và nơi đó phải họp lại. Các nơi khác không bị ảnh hưởng."
)
REOPEN_SURVEY: Final = (
    "Đợt rà soát về lại bước rà soát; đợt niêm yết và ý kiến của cấp trên (nếu có) không còn giá trị. Cuộc họp của các "
    "thôn, tổ dân phố vẫn được tính; muốn sửa phiếu ở nơi nào, hãy thôi tính cuộc họp của nơi đó."
)
POST: Final = (
    "Danh sách niêm yết chỉ có họ tên chủ hộ, thôn, tổ dân phố và kết quả; không có số định danh, sức khỏe, nguyên "
    "nhân."
)
SUBMIT: Final = "Sau khi trình, phiếu không sửa được cho đến khi cấp trên trả lại."
RECOGNISE: Final = (
    "Sau khi ghi quyết định, phiếu của đợt này không sửa được nữa và số liệu được dùng cho kế hoạch năm sau. Sai sót "
    "phát hiện sau đó được đính chính bằng quyết định riêng."
)
CLOSE: Final = "Khép lại khi hồ sơ đã lưu đủ: biên bản họp, danh sách niêm yết, quyết định, giấy chứng nhận."
PAPER: Final = (
    "Dùng khi cấp trên thống nhất bằng văn bản giấy mà không làm trên phần mềm. Phần mềm ghi rõ ý kiến này do xã, "
    "phường nhập theo văn bản giấy."
)


def unit_facts(hamlet: Locality, unit: Unit | None) -> Facts:
    facts = [("Thôn, tổ dân phố", words.capital(hamlet))]
    if unit is None:
        return facts
    facts.append(("Phiếu", f"{count(unit.completed)} đã hoàn thành, {count(unit.drafts)} nháp"))
    if unit.meetings:
        facts.append(("Các lần họp trước", "; ".join(meeting_words(meeting) for meeting in unit.meetings)))
    return facts


def meeting_words(meeting: VillageMeeting) -> str:
    """ "20/11/2024: 40/50 người đồng ý (80%), đạt"."""
    percent = meeting.agreeing * 100 // meeting.present
    result = "thôi tính" if meeting.annulled_at else "đạt" if meeting.has_agreed else "chưa đạt"
    return (
        f"{short_date(meeting.held_on)}: {count(meeting.agreeing)}/{count(meeting.present)} người đồng ý "
        f"({percent}%), {result}"
    )


def meeting_facts(meeting: VillageMeeting) -> Facts:
    return [
        ("Thôn, tổ dân phố", words.capital(meeting.hamlet)),
        ("Cuộc họp", meeting_words(meeting)),
        ("Chủ trì, thư ký", f"{meeting.chair}, {meeting.secretary}"),
    ]


def complaint_facts(course: Course, complaint: Complaint, now: str) -> Facts:
    due = course.recheck_due_on(complaint)
    return [
        ("Hộ", household_words(complaint.household)),
        ("Người khiếu nại", f"{complaint.complainant}, ngày nhận {short_date(complaint.received_on)}"),
        ("Nội dung", complaint.content),
        ("Kết quả khi niêm yết", class_words(complaint.class_before)),
        ("Phiếu hiện ghi", class_words(now)),
        ("Hạn phúc tra, trả lời", f"{short_date(due)} ({days_left(due, course.today)})"),
    ]


def send_back_facts(sent: SendBack, now: str) -> Facts:
    return [
        ("Hộ", household_words(sent.household)),
        ("Lần trình", count(sent.round)),
        ("Ý kiến của cấp trên", f"{sent.comment} ({sent.sent_by.full_name})"),
        ("Kết quả khi trình", class_words(sent.class_before)),
        ("Phiếu hiện ghi", class_words(now)),
    ]


def household_words(household: Household) -> str:
    return f"{household.head_name}, {household.hamlet.full_name}"
