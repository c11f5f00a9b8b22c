"""When a role may be given, ended or withdrawn, and whose account one may touch.

Two questions keep rights from growing by themselves. What may this person give *there*? Only what a role held at that
place or above it allows (`MAY_GIVE`), where such a role may be held (`LEVELS`). Whose account may this person touch?
Only one whose every present and coming role he could give himself: else a leader could give a small role to somebody
higher, reset that person's password and walk in.
"""

from datetime import date

from allauth.mfa.models import Authenticator
from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.models import Assignment, User
from accounts.refusals import Refused
from accounts.roles import LEVELS, MAY_GIVE, ROLE_LABELS, Role
from localities.formats import short_date
from localities.models import Level, Locality

# --- What may be given where ------------------------------------------------------------------------


def givable_roles(by: User, place: Locality) -> frozenset[Role]:
    """The roles that `by` may give, and end, at `place` today."""
    held_above = {held.role for held in by.current_assignments if place.path.startswith(held.place.path)}
    allowed = {role for giver, roles in MAY_GIVE.items() if giver in held_above for role in roles}
    return frozenset(role for role in allowed if place.level in LEVELS[role])


def givable_somewhere(by: User) -> list[Role]:
    """The roles that `by` may give at one place or another, in the order of the list of roles."""
    held = {assignment.role for assignment in by.current_assignments}
    return [role for role in Role if any(role in roles for giver, roles in MAY_GIVE.items() if giver in held)]


def check_can_add_people(place: Locality) -> None:
    if not place.exists_on(timezone.localdate()):
        raise Refused(f"{place} đã chấm dứt hoặc chưa thành lập; không thêm người tại đây.")


def check_can_give_to(person: User, by: User) -> None:
    """Whether this person may be given anything at all."""
    if person == by:
        raise Refused("Không ai tự giao vai trò cho chính mình. Việc này do cấp trên hoặc quản trị viên làm.")
    if not person.is_active:
        raise Refused("Tài khoản này đang ngừng. Đề nghị mở lại tài khoản rồi giao vai trò.")


def check_can_give(
    *, person: User | None, role: Role, place: Locality, starts_on: date, ends_on: date | None, by: User
) -> None:
    """`person` is None when the account is only about to be made."""
    if person:
        check_can_give_to(person, by)
    if place.level not in LEVELS[role]:
        raise Refused(f"Vai trò “{ROLE_LABELS[role]}” chỉ giao ở {_levels(role)}; {place} không phải cấp đó.")
    if role not in givable_roles(by, place):
        raise Refused(f"Ông/bà không có thẩm quyền giao vai trò “{ROLE_LABELS[role]}” tại {place}.")
    if ends_on and ends_on < starts_on:
        raise Refused("Ngày kết thúc không thể trước ngày bắt đầu.")
    if not place.exists_on(starts_on):
        raise Refused(f"Ngày {short_date(starts_on)} không có địa bàn {place} (chưa thành lập hoặc đã chấm dứt).")
    if person and _overlapping(person, role, place, starts_on, ends_on).exists():
        raise Refused(f"{person} đã giữ vai trò “{ROLE_LABELS[role]}” tại {place} trong thời gian này.")


def _levels(role: Role) -> str:
    return ", ".join(level.label.lower() for level in Level if level in LEVELS[role])


def _overlapping(
    person: User, role: Role, place: Locality, starts_on: date, ends_on: date | None
) -> QuerySet[Assignment]:
    same = person.assignments.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=starts_on), role=role, place=place)
    return same.filter(starts_on__lte=ends_on) if ends_on else same


# --- Ending what was given --------------------------------------------------------------------------


def check_can_end(assignment: Assignment, by: User) -> None:
    if assignment.user_id == by.pk:
        raise Refused("Không ai tự kết thúc vai trò của mình. Việc này do cấp trên hoặc quản trị viên làm.")
    if assignment.role not in givable_roles(by, assignment.place):
        raise Refused("Vai trò này do cấp trên hoặc quản trị viên giao và kết thúc.")
    if assignment.ends_on and assignment.ends_on < timezone.localdate():
        raise Refused(f"Vai trò này đã kết thúc ngày {short_date(assignment.ends_on)}.")


def check_ends_in_order(assignment: Assignment, ends_on: date) -> None:
    if ends_on < assignment.starts_on:
        raise Refused(f"Ngày kết thúc không thể trước ngày bắt đầu ({short_date(assignment.starts_on)}).")


def check_can_withdraw(assignment: Assignment, by: User) -> None:
    """A role that has not been in force for one whole day can be taken back as if it had not been given."""
    check_can_end(assignment, by)
    if assignment.starts_on < timezone.localdate():
        raise Refused("Vai trò này đã có hiệu lực từ trước hôm nay; hãy kết thúc thay vì hủy.")


# --- Accounts ---------------------------------------------------------------------------------------


def check_can_manage(person: User, by: User) -> None:
    """Whether `by` may touch the account itself: password, second factor, open or closed."""
    if person == by:
        raise Refused("Với tài khoản của mình, ông/bà dùng trang Hồ sơ.")
    coming = Q(ends_on__isnull=True) | Q(ends_on__gte=timezone.localdate())
    for held in person.assignments.filter(coming).select_related("place"):
        if held.role not in givable_roles(by, held.place):
            raise Refused(
                "Người này còn giữ vai trò ngoài thẩm quyền của ông/bà. Đề nghị cấp trên hoặc quản trị viên thực hiện."
            )


def check_can_reset_password(person: User, by: User) -> None:
    check_can_manage(person, by)
    if not person.is_active:
        raise Refused("Tài khoản đang ngừng. Đề nghị mở lại tài khoản trước.")


def check_can_deactivate(person: User, by: User) -> None:
    check_can_manage(person, by)
    if not person.is_active:
        raise Refused("Tài khoản này đã ngừng.")


def check_can_reactivate(person: User, by: User) -> None:
    check_can_manage(person, by)
    if person.is_active:
        raise Refused("Tài khoản này đang hoạt động.")


def check_can_remove_second_factor(person: User, by: User) -> None:
    check_can_manage(person, by)
    if not Authenticator.objects.filter(user=person).exists():
        raise Refused("Người này chưa bật xác thực hai bước.")
