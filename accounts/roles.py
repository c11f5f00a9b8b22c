"""Roles are code: a change of rights is a reviewed commit. Who holds a role where is data (`Assignment`)."""

from enum import StrEnum

from localities.models import Level


class Permission(StrEnum):
    """What a person may do somewhere. Views ask for one of these, never for a role."""

    FIGURES_VIEW = "figures_view"
    HOUSEHOLD_VIEW = "household_view"
    HOUSEHOLD_EDIT = "household_edit"
    HOUSEHOLD_DELETE = "household_delete"
    PERSONAL_ID_VIEW = "personal_id_view"
    ASSESSMENT_EDIT = "assessment_edit"
    REVIEW_MANAGE = "review_manage"
    REVIEW_OPINE = "review_opine"
    REVIEW_RECOGNISE = "review_recognise"
    PROCEDURE_EDIT = "procedure_edit"
    FIGURES_REPORT = "figures_report"
    PLACE_EDIT = "place_edit"
    PLAN_VIEW = "plan_view"
    PLAN_EDIT = "plan_edit"
    PLAN_RETURN = "plan_return"
    PLAN_APPROVE = "plan_approve"
    PLAN_ISSUE = "plan_issue"
    DOCUMENT_VIEW = "document_view"
    ASSIGNMENT_MANAGE = "assignment_manage"
    AUDIT_VIEW = "audit_view"


PERMISSION_LABELS: dict[Permission, str] = {
    Permission.FIGURES_VIEW: "Xem số liệu tổng hợp",
    Permission.HOUSEHOLD_VIEW: "Xem hộ và phiếu rà soát",
    Permission.HOUSEHOLD_EDIT: "Thêm, sửa hộ và thành viên",
    Permission.HOUSEHOLD_DELETE: "Xóa, khôi phục hộ; nhận hộ chuyển đến; kết luận hộ trùng",
    Permission.PERSONAL_ID_VIEW: "Xem đủ số định danh cá nhân",
    Permission.ASSESSMENT_EDIT: "Nhập phiếu rà soát",
    Permission.REVIEW_MANAGE: "Mở đợt rà soát, ghi họp dân, niêm yết, khiếu nại, trình cấp trên",
    Permission.REVIEW_OPINE: "Cho ý kiến về kết quả rà soát, trả lại theo từng hộ",
    Permission.REVIEW_RECOGNISE: "Ghi quyết định công nhận, đính chính, khép lại đợt rà soát",
    Permission.PROCEDURE_EDIT: "Đặt thời hạn, mục Phiếu A, bảng điểm B1 của địa phương",
    Permission.FIGURES_REPORT: "Nhập số liệu báo cáo của nơi chưa có danh sách hộ",
    Permission.PLACE_EDIT: "Cập nhật thôn, tổ dân phố và dân số",
    Permission.PLAN_VIEW: "Xem kế hoạch",
    Permission.PLAN_EDIT: "Soạn, trình kế hoạch",
    Permission.PLAN_RETURN: "Trả lại kế hoạch kèm ý kiến",
    Permission.PLAN_APPROVE: "Duyệt kế hoạch",
    Permission.PLAN_ISSUE: "Ban hành kế hoạch",
    Permission.DOCUMENT_VIEW: "Xem, tải văn bản đã ban hành",
    Permission.ASSIGNMENT_MANAGE: "Tạo tài khoản, giao và kết thúc phân công",
    Permission.AUDIT_VIEW: "Xem nhật ký hoạt động",
}

# Reading extends to the places that a merged commune came from; writing never does.
READING: frozenset[Permission] = frozenset(
    {
        Permission.FIGURES_VIEW,
        Permission.HOUSEHOLD_VIEW,
        Permission.PERSONAL_ID_VIEW,
        Permission.PLAN_VIEW,
        Permission.DOCUMENT_VIEW,
        Permission.AUDIT_VIEW,
    }
)


class Role(StrEnum):
    """What someone is at a place."""

    VILLAGE_REVIEWER = "village_reviewer"
    COMMUNE_OFFICER = "commune_officer"
    COMMUNE_LEADER = "commune_leader"
    UPPER_REVIEWER = "upper_reviewer"
    UPPER_LEADER = "upper_leader"
    ADMINISTRATOR = "administrator"
    VIEWER = "viewer"


ROLE_LABELS: dict[Role, str] = {
    Role.VILLAGE_REVIEWER: "Rà soát viên",
    Role.COMMUNE_OFFICER: "Cán bộ giảm nghèo cấp xã",
    Role.COMMUNE_LEADER: "Lãnh đạo UBND cấp xã",
    Role.UPPER_REVIEWER: "Cán bộ thẩm định cấp trên",
    Role.UPPER_LEADER: "Lãnh đạo cấp trên",
    Role.ADMINISTRATOR: "Quản trị viên",
    Role.VIEWER: "Người xem",
}

_READ_FIGURES = frozenset({Permission.FIGURES_VIEW, Permission.PLAN_VIEW, Permission.DOCUMENT_VIEW})

GRANTS: dict[Role, frozenset[Permission]] = {
    Role.VILLAGE_REVIEWER: frozenset(
        {
            Permission.FIGURES_VIEW,
            Permission.HOUSEHOLD_VIEW,
            Permission.HOUSEHOLD_EDIT,
            Permission.PERSONAL_ID_VIEW,
            Permission.ASSESSMENT_EDIT,
        }
    ),
    Role.COMMUNE_OFFICER: _READ_FIGURES
    | {
        Permission.HOUSEHOLD_VIEW,
        Permission.HOUSEHOLD_EDIT,
        Permission.HOUSEHOLD_DELETE,
        Permission.PERSONAL_ID_VIEW,
        Permission.ASSESSMENT_EDIT,
        Permission.REVIEW_MANAGE,
        Permission.PROCEDURE_EDIT,
        Permission.FIGURES_REPORT,
        Permission.PLACE_EDIT,
        Permission.PLAN_EDIT,
    },
    Role.COMMUNE_LEADER: _READ_FIGURES
    | {
        Permission.HOUSEHOLD_VIEW,
        Permission.REVIEW_RECOGNISE,
        Permission.PLAN_RETURN,
        Permission.PLAN_APPROVE,
        Permission.PLAN_ISSUE,
        Permission.ASSIGNMENT_MANAGE,
        Permission.AUDIT_VIEW,
    },
    Role.UPPER_REVIEWER: _READ_FIGURES
    | {Permission.HOUSEHOLD_VIEW, Permission.REVIEW_OPINE, Permission.FIGURES_REPORT, Permission.PLAN_RETURN},
    Role.UPPER_LEADER: _READ_FIGURES
    | {
        Permission.PLAN_RETURN,
        Permission.PLAN_APPROVE,
        Permission.ASSIGNMENT_MANAGE,
        Permission.AUDIT_VIEW,
    },
    Role.ADMINISTRATOR: frozenset(
        {
            Permission.FIGURES_VIEW,
            Permission.PLACE_EDIT,
            Permission.PROCEDURE_EDIT,
            Permission.ASSIGNMENT_MANAGE,
            Permission.AUDIT_VIEW,
        }
    ),
    Role.VIEWER: _READ_FIGURES,
}

# Where each role may be held.
LEVELS: dict[Role, frozenset[Level]] = {
    Role.VILLAGE_REVIEWER: frozenset({Level.HAMLET, Level.COMMUNE}),
    Role.COMMUNE_OFFICER: frozenset({Level.COMMUNE}),
    Role.COMMUNE_LEADER: frozenset({Level.COMMUNE}),
    Role.UPPER_REVIEWER: frozenset({Level.DISTRICT, Level.PROVINCE}),
    Role.UPPER_LEADER: frozenset({Level.DISTRICT, Level.PROVINCE}),
    Role.ADMINISTRATOR: frozenset({Level.COMMUNE, Level.DISTRICT, Level.PROVINCE}),
    Role.VIEWER: frozenset(Level),
}

# Who may give (and end) which roles, on their own ground: the level above, or an administrator.
MAY_GIVE: dict[Role, frozenset[Role]] = {
    Role.ADMINISTRATOR: frozenset(Role),
    Role.UPPER_LEADER: frozenset(
        {Role.COMMUNE_LEADER, Role.COMMUNE_OFFICER, Role.VILLAGE_REVIEWER, Role.UPPER_REVIEWER, Role.VIEWER}
    ),
    Role.COMMUNE_LEADER: frozenset({Role.COMMUNE_OFFICER, Role.VILLAGE_REVIEWER, Role.VIEWER}),
}

# Roles whose holder must carry a second factor (except on a demo site).
SECOND_FACTOR_ROLES: frozenset[Role] = frozenset({Role.COMMUNE_LEADER, Role.UPPER_LEADER, Role.ADMINISTRATOR})
