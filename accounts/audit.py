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
