"""Who: people, what they are where and when, and what they did."""

from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from accounts.roles import GRANTS, READING, ROLE_LABELS, SECOND_FACTOR_ROLES, Permission, Role
from localities.fields import BytewiseCharField, NormalisedCharField
from localities.models import Locality, predecessors_of
from localities.scope import AreaScope, starting_with
from localities.text import fold, sort_key


class UserQuerySet(models.QuerySet):
    def in_scope(self, scope: AreaScope) -> Self:
        """People who hold or held a role on this ground; what they are elsewhere counts for nothing."""
        here = Assignment.objects.in_scope(scope).filter(user=OuterRef("pk"))
        return self.filter(Exists(here))

    def holding(self, scope: AreaScope, *, role: str = "", current: bool | None = None) -> Self:
        """People with such a role on this ground: now (True), no longer or not yet (False), or whenever (None)."""
        here = Assignment.objects.in_scope(scope).filter(user=OuterRef("pk"))
        if role:
            here = here.filter(role=role)
        found = self.filter(Exists(here))
        if current is None:
            return found
        in_force = Exists(here.current())
        return found.filter(in_force if current else ~in_force)

    def named(self, text: str) -> Self:
        """People whose name contains `text`, whatever the case and the accents."""
        return self.filter(full_name_folded__contains=fold(text))


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    def create_user(self, username: str, password: str | None = None, **fields) -> "User":
        """A person who can sign in with `username`; without a password nobody can sign in as them."""
        user = self.model(username=username, **fields)
        user.set_password(password)
        user.full_clean()
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """A person who signs in. Rights come from assignments alone; there is no superuser."""

    username = models.CharField(
        "tên đăng nhập", max_length=60, unique=True, error_messages={"unique": "Tên đăng nhập này đã có người dùng."}
    )
    full_name = NormalisedCharField("họ và tên", max_length=120)
    full_name_folded = models.CharField(max_length=120, editable=False, db_index=True)
    sort_key = BytewiseCharField(max_length=400, editable=False)
    position = NormalisedCharField("chức vụ", max_length=120, blank=True)
    email = models.EmailField("thư điện tử", blank=True)
    is_active = models.BooleanField("đang hoạt động", default=True)
    is_demo = models.BooleanField("tài khoản trình diễn", default=False)
    must_change_password = models.BooleanField("phải đổi mật khẩu", default=False)
    created_at = models.DateTimeField("tạo lúc", auto_now_add=True)

    objects = UserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["full_name"]

    class Meta:
        verbose_name = "người dùng"
        verbose_name_plural = "người dùng"
        ordering = ["sort_key", "pk"]

    def __str__(self) -> str:
        return self.full_name

    def save(self, *args, **kwargs) -> None:
        self.full_name_folded = fold(self.full_name)
        self.sort_key = sort_key(self.full_name)[:400]
        super().save(*args, **kwargs)

    @cached_property
    def current_assignments(self) -> "tuple[Assignment, ...]":
        """What this person is today, and where; read once a request."""
        held = self.assignments.current().select_related("place__parent__parent__parent")
        return tuple(held)

    def scope_for(self, permission: Permission) -> AreaScope:
        """Where this person may do this today. Reading reaches the predecessors of a merged place."""
        if not self.is_active:
            return AreaScope()
        # A role that the code no longer knows grants nothing.
        granting = (held for held in self.current_assignments if permission in GRANTS.get(held.role, frozenset()))
        roots = tuple(sorted({held.place.path for held in granting}))
        if roots and permission in READING:
            roots += self._predecessors(roots)
        return AreaScope(roots)

    def _predecessors(self, roots: tuple[str, ...]) -> tuple[str, ...]:
        """As `predecessors_of`, asked once a request: a page asks for several permissions over the same ground."""
        known = self.__dict__.setdefault("_known_predecessors", {})
        if roots not in known:
            known[roots] = predecessors_of(roots)
        return known[roots]

    def may(self, permission: Permission, place: Locality) -> bool:
        return self.scope_for(permission).covers(place.path)

    @property
    def needs_second_factor(self) -> bool:
        return any(held.role in SECOND_FACTOR_ROLES for held in self.current_assignments)


class AssignmentQuerySet(models.QuerySet):
    def in_scope(self, scope: AreaScope) -> Self:
        return self.filter(scope.q("place"))

    def current(self, day: date | None = None) -> Self:
        """Assignments in force on `day` (today by default); both ends included."""
        day = day or timezone.localdate()
        return self.filter(Q(starts_on__lte=day), Q(ends_on__isnull=True) | Q(ends_on__gte=day))


class Assignment(models.Model):
    """One person holds one role at one place between two dates."""

    user = models.ForeignKey(User, verbose_name="người", on_delete=models.PROTECT, related_name="assignments")
    role = models.CharField("vai trò", max_length=20, choices=[(role.value, ROLE_LABELS[role]) for role in Role])
    place = models.ForeignKey(Locality, verbose_name="địa bàn", on_delete=models.PROTECT, related_name="assignments")
    starts_on = models.DateField("từ ngày", default=timezone.localdate)
    ends_on = models.DateField("đến hết ngày", null=True, blank=True)
    given_by = models.ForeignKey(
        User, verbose_name="người giao", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = "phân công"
        verbose_name_plural = "phân công"
        ordering = ["-starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="assignment_dates_in_order",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                violation_error_message="Ngày kết thúc không thể trước ngày bắt đầu.",
            ),
            models.UniqueConstraint(
                name="assignment_open_once",
                fields=["user", "role", "place"],
                condition=Q(ends_on__isnull=True),
                violation_error_message="Người này đang giữ đúng vai trò đó tại địa bàn này.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}, {self.place}"

    @property
    def is_current(self) -> bool:
        today = timezone.localdate()
        return self.starts_on <= today and (self.ends_on is None or self.ends_on >= today)


class AuditEventQuerySet(models.QuerySet):
    def in_scope(self, scope: AreaScope) -> Self:
        """Events of places on the ground; events of no place belong to nobody's list."""
        wanted = Q(pk__in=[])
        for root in scope.roots:
            wanted |= starting_with(root, "place_path")
        return self.filter(wanted)

    def matching(self, *, act: str = "", name: str = "", first: date | None = None, last: date | None = None) -> Self:
        """Events of this kind, by people so named (whatever the accents), from the day `first` to the end of `last`."""
        found = self
        if act:
            found = found.filter(act=act)
        if name:
            found = found.filter(by_id__in=User.objects.named(name).values("pk"))
        if first:
            found = found.filter(at__gte=_midnight(first))
        if last:
            found = found.filter(at__lt=_midnight(last + timedelta(days=1)))
        return found


def _midnight(day: date) -> datetime:
    """The first instant of a day in Vietnam."""
    return timezone.make_aware(datetime.combine(day, time.min))


class AuditEvent(models.Model):
    """Something somebody did. Holds no foreign keys, so nothing blocks it and it blocks nothing."""

    at = models.DateTimeField("lúc", default=timezone.now, db_index=True)
    by_id = models.BigIntegerField("mã người thực hiện", null=True)
    by_name = models.CharField("người thực hiện", max_length=200)
    act = models.CharField("hành động", max_length=60)
    place_path = BytewiseCharField("địa bàn", max_length=200, blank=True, db_index=True)
    target_kind = models.CharField("đối tượng", max_length=60, blank=True)
    target_id = models.CharField("mã đối tượng", max_length=60, blank=True)
    summary = models.CharField("nội dung", max_length=500, blank=True)
    detail = models.JSONField("chi tiết", default=dict, blank=True)

    objects = AuditEventQuerySet.as_manager()

    class Meta:
        verbose_name = "nhật ký"
        verbose_name_plural = "nhật ký"
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.by_name}: {self.act}"
