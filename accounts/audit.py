"""What is written down when somebody acts; every action calls `record` in its own transaction."""

from enum import StrEnum

from django.db import models

from accounts.models import AuditEvent, User
from localities.models import Locality


class Act(StrEnum):
    """Acts worth remembering. The value is stored; the label is shown."""

    SIGNED_IN = "signed_in"
    SIGN_IN_FAILED = "sign_in_failed"
    SIGNED_OUT = "signed_out"
    PASSWORD_CHANGED = "password_changed"
    SECOND_FACTOR_ADDED = "second_factor_added"
    SECOND_FACTOR_REMOVED = "second_factor_removed"
    RECOVERY_CODES_MADE = "recovery_codes_made"
    PERSON_ADDED = "person_added"
    PERSON_CHANGED = "person_changed"
    PERSON_DEACTIVATED = "person_deactivated"
    PERSON_REACTIVATED = "person_reactivated"
    PASSWORD_RESET = "password_reset"
    ASSIGNMENT_GIVEN = "assignment_given"
    ASSIGNMENT_ENDED = "assignment_ended"
    ASSIGNMENT_WITHDRAWN = "assignment_withdrawn"
    HAMLET_ADDED = "hamlet_added"
    HAMLET_CHANGED = "hamlet_changed"
    HAMLET_ENDED = "hamlet_ended"
    POPULATION_RECORDED = "population_recorded"
    REVIEW_OPENED = "review_opened"
    REVIEW_RECOGNISED = "review_recognised"
    HOUSEHOLD_ADDED = "household_added"
    HOUSEHOLD_CHANGED = "household_changed"
    PERSONAL_ID_SEEN = "personal_id_seen"
    ASSESSMENT_DRAFTED = "assessment_drafted"
    ASSESSMENT_COMPLETED = "assessment_completed"
    ASSESSMENT_REOPENED = "assessment_reopened"
    ASSESSMENT_DISCARDED = "assessment_discarded"
    EVENT_RECORDED = "event_recorded"
    EVENT_UNDONE = "event_undone"
    ARRIVAL_ACCEPTED = "arrival_accepted"
    HOUSEHOLDS_TAKEN_OVER = "households_taken_over"
    HOUSEHOLD_DELETED = "household_deleted"
    HOUSEHOLD_RESTORED = "household_restored"
    DUPLICATE_DECIDED = "duplicate_decided"
    LIST_CHANGED = "list_changed"
    QUICK_CHECK_RECORDED = "quick_check_recorded"
    REVIEW_MOVED = "review_moved"
    MEETING_RECORDED = "meeting_recorded"
    MEETING_ANNULLED = "meeting_annulled"
    COMPLAINT_RECORDED = "complaint_recorded"
    COMPLAINT_ANSWERED = "complaint_answered"
    HOUSEHOLD_SENT_BACK = "household_sent_back"
    SEND_BACK_ANSWERED = "send_back_answered"
    RESULT_CORRECTED = "result_corrected"
    SAVE_UNDONE = "save_undone"
    MOVEMENT_CHOSEN = "movement_chosen"
    TOTALS_REPORTED = "totals_reported"
    AVERAGE_LIVING_RECORDED = "average_living_recorded"
    AVERAGE_LIVING_DECIDED = "average_living_decided"
    EXIT_REGISTERED = "exit_registered"
    PROCEDURE_SET = "procedure_set"
    CHECKLIST_CHANGED = "checklist_changed"
    SCORE_SHEET_LOADED = "score_sheet_loaded"
    SCORE_SHEET_RETIRED = "score_sheet_retired"
    PLAN_CREATED = "plan_created"
    PLAN_CHANGED = "plan_changed"
    PLAN_SUBMITTED = "plan_submitted"
    PLAN_RETURNED = "plan_returned"
    PLAN_APPROVED = "plan_approved"
    PLAN_ISSUED = "plan_issued"


ACT_LABELS: dict[Act, str] = {
    Act.SIGNED_IN: "Đăng nhập",
    Act.SIGN_IN_FAILED: "Đăng nhập không thành công",
    Act.SIGNED_OUT: "Đăng xuất",
    Act.PASSWORD_CHANGED: "Đổi mật khẩu",
    Act.SECOND_FACTOR_ADDED: "Bật xác thực hai bước",
    Act.SECOND_FACTOR_REMOVED: "Tắt xác thực hai bước",
    Act.RECOVERY_CODES_MADE: "Tạo mã dự phòng",
    Act.PERSON_ADDED: "Thêm người dùng",
    Act.PERSON_CHANGED: "Sửa người dùng",
    Act.PERSON_DEACTIVATED: "Ngừng tài khoản",
    Act.PERSON_REACTIVATED: "Mở lại tài khoản",
    Act.PASSWORD_RESET: "Cấp lại mật khẩu",
    Act.ASSIGNMENT_GIVEN: "Giao vai trò",
    Act.ASSIGNMENT_ENDED: "Kết thúc vai trò",
    Act.ASSIGNMENT_WITHDRAWN: "Hủy vai trò vừa giao",
    Act.HAMLET_ADDED: "Thêm thôn, tổ dân phố",
    Act.HAMLET_CHANGED: "Sửa thôn, tổ dân phố",
    Act.HAMLET_ENDED: "Kết thúc thôn, tổ dân phố",
    Act.POPULATION_RECORDED: "Cập nhật dân số",
    Act.REVIEW_OPENED: "Mở đợt rà soát",
    Act.REVIEW_RECOGNISED: "Ghi quyết định công nhận",
    Act.HOUSEHOLD_ADDED: "Thêm hộ",
    Act.HOUSEHOLD_CHANGED: "Sửa hộ",
    Act.PERSONAL_ID_SEEN: "Xem số định danh cá nhân",
    Act.ASSESSMENT_DRAFTED: "Lưu nháp phiếu rà soát",
    Act.ASSESSMENT_COMPLETED: "Hoàn thành phiếu rà soát",
    Act.ASSESSMENT_REOPENED: "Mở lại phiếu rà soát",
    Act.ASSESSMENT_DISCARDED: "Bỏ phiếu nháp",
    Act.EVENT_RECORDED: "Ghi biến động hộ",
    Act.EVENT_UNDONE: "Hủy biến động hộ",
    Act.ARRIVAL_ACCEPTED: "Nhận hộ chuyển đến",
    Act.HOUSEHOLDS_TAKEN_OVER: "Tiếp nhận sổ hộ của đơn vị cũ",
    Act.HOUSEHOLD_DELETED: "Xóa hộ",
    Act.HOUSEHOLD_RESTORED: "Khôi phục hộ",
    Act.DUPLICATE_DECIDED: "Kết luận hộ trùng",
    Act.LIST_CHANGED: "Sửa danh sách rà soát",
    Act.QUICK_CHECK_RECORDED: "Ghi Phiếu A",
    Act.REVIEW_MOVED: "Chuyển bước đợt rà soát",
    Act.MEETING_RECORDED: "Ghi họp dân",
    Act.MEETING_ANNULLED: "Thôi tính cuộc họp",
    Act.COMPLAINT_RECORDED: "Ghi khiếu nại",
    Act.COMPLAINT_ANSWERED: "Trả lời khiếu nại",
    Act.HOUSEHOLD_SENT_BACK: "Trả lại một hộ",
    Act.SEND_BACK_ANSWERED: "Giải trình hộ bị trả lại",
    Act.RESULT_CORRECTED: "Đính chính kết quả",
    Act.SAVE_UNDONE: "Hoàn tác lần lưu phiếu",
    Act.MOVEMENT_CHOSEN: "Chọn diễn biến của hộ",
    Act.TOTALS_REPORTED: "Nhập số liệu báo cáo",
    Act.AVERAGE_LIVING_RECORDED: "Ghi hồ sơ mức sống trung bình",
    Act.AVERAGE_LIVING_DECIDED: "Quyết định mức sống trung bình",
    Act.EXIT_REGISTERED: "Ghi đăng ký thoát nghèo",
    Act.PROCEDURE_SET: "Đặt quy định của địa phương",
    Act.CHECKLIST_CHANGED: "Sửa mục Phiếu A",
    Act.SCORE_SHEET_LOADED: "Nạp bảng điểm B1",
    Act.SCORE_SHEET_RETIRED: "Thôi dùng bảng điểm B1",
    Act.PLAN_CREATED: "Lập kế hoạch",
    Act.PLAN_CHANGED: "Sửa kế hoạch",
    Act.PLAN_SUBMITTED: "Trình kế hoạch",
    Act.PLAN_RETURNED: "Trả lại kế hoạch",
    Act.PLAN_APPROVED: "Duyệt kế hoạch",
    Act.PLAN_ISSUED: "Ban hành kế hoạch",
}


def record(
    act: Act,
    *,
    by: User | None,
    place: Locality | None = None,
    target: models.Model | None = None,
    summary: str = "",
    **detail: object,
) -> AuditEvent:
    """Write one event in the transaction of the act. `detail` must be JSON: plain words, numbers, lists."""
    return AuditEvent.objects.create(
        act=act,
        by_id=by.pk if by else None,
        by_name=by.full_name if by else "hệ thống",
        place_path=place.path if place else "",
        target_kind=type(target).__name__.lower() if target else "",
        target_id=str(target.pk) if target else "",
        summary=summary[:500],
        detail=detail,
    )
