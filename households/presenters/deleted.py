"""What was deleted and can be restored, worded; and the page that asks before a household is deleted."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.core.paginator import Page
from django.forms import Form
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.refusals import refusal
from accounts.roles import Permission
from households.models import Household, Member
from households.presenters import words
from households.presenters.tabs import Tab, register_tabs
from households.procedure.settings import Rules
from households.register.policies import (
    RESTORE_DAYS,
    check_can_delete,
    last_day_to_restore,
    restore_days,
)
from localities.formats import MISSING, count, count_in_text, short_date
from localities.models import Locality


@dataclass(frozen=True)
class DeletedRow:
    """A deleted household, or a person whose row was taken away."""

    name: str
    url: str
    code: str
    where: str
    who: str
    why: str
    left: str
    restore_url: str


@dataclass(frozen=True)
class DeletedPage:
    """What `households/deleted.html` shows."""

    place: Locality
    year: int
    person: User
    page: Page
    query: QueryDict
    members: Sequence[Member]

    @property
    def heading(self) -> str:
        return "Hộ đã xóa"

    @property
    def crumbs(self) -> list[tuple[str, str]]:
        return [("Hộ", reverse("households", args=[self.place.key, self.year]))]

    @property
    def tabs(self) -> list[Tab]:
        return register_tabs(self.place, self.year, "deleted_households")

    @property
    def days_words(self) -> str:
        days = count_in_text(restore_days(self.place, timezone.localdate()))
        return f"Hộ, thành viên xóa nhầm khôi phục được trong {days} ngày; sau đó phần mềm xóa hẳn."

    @property
    def summary(self) -> str:
        return f"{count(self.page.paginator.count)} hộ"

    @property
    def rows(self) -> list[DeletedRow]:
        return [self._household(household) for household in self.page]

    @property
    def member_rows(self) -> list[DeletedRow]:
        return [self._member(member) for member in self.members]

    def _household(self, household: Household) -> DeletedRow:
        return DeletedRow(
            name=household.head_name,
            url=f"{household.get_absolute_url()}?nam={self.year}",
            code=household.code,
            where=words.capital(household.hamlet),
            who=self._who(household),
            why=household.delete_reason or MISSING,
            left=self._left(household, household.hamlet),
            restore_url=self._if_may(household, household.hamlet, reverse("household_restore", args=[household.uid])),
        )

    def _member(self, member: Member) -> DeletedRow:
        household = member.household
        return DeletedRow(
            name=member.full_name,
            url=f"{household.get_absolute_url()}?nam={self.year}",
            code=household.code,
            where=f"Hộ {household.head_name}, {household.hamlet.full_name}",
            who=self._who(member),
            why="Ghi nhầm",
            left=self._left(member, household.hamlet),
            restore_url=self._if_may(
                member, household.hamlet, reverse("member_restore", args=[household.uid, member.uid])
            ),
        )

    def _who(self, thing: Household | Member) -> str:
        who = thing.deleted_by.full_name if thing.deleted_by else "hệ thống"
        return f"{who}, {words.clock(thing.deleted_at)}"

    def _left(self, thing: Household | Member, place: Locality) -> str:
        return days_left(thing, self._days(place))

    def _days(self, place: Locality) -> int:
        return int(self._rules.value(RESTORE_DAYS, place, timezone.localdate()))

    def _if_may(self, thing: Household | Member, place: Locality, url: str) -> str:
        last = last_day_to_restore(thing.deleted_at, self._days(place))
        return url if self.person.may(Permission.HOUSEHOLD_DELETE, place) and timezone.localdate() <= last else ""

    @cached_property
    def _rules(self) -> Rules:
        places = {household.hamlet for household in self.page} | {member.household.hamlet for member in self.members}
        return Rules.at(*places, codes=(RESTORE_DAYS,))

    @property
    def is_empty(self) -> bool:
        return not self.page.paginator.count and not self.members


def days_left(thing: Household | Member, days: int) -> str:
    """ "còn 12 ngày", "hôm nay là ngày cuối", "đã hết hạn"."""
    last = last_day_to_restore(thing.deleted_at, days)
    left = (last - timezone.localdate()).days
    if left < 0:
        return "đã hết hạn"
    return f"còn {count_in_text(left)} ngày, đến {short_date(last)}" if left else "hôm nay là ngày cuối"


@dataclass(frozen=True)
class DeletePage:
    """What `households/delete.html` shows."""

    household: Household
    place: Locality
    year: int
    form: Form
    refused: str = ""

    @property
    def heading(self) -> str:
        return f"Xóa hộ {self.household.head_name}"

    @property
    def crumbs(self) -> list[tuple[str, str]]:
        return [("Hộ", reverse("households", args=[self.place.key, self.year])), self._household]

    @property
    def _household(self) -> tuple[str, str]:
        return f"Hộ {self.household.head_name}", self.back_url

    @property
    def back_url(self) -> str:
        return f"{self.household.get_absolute_url()}?nam={self.year}"

    @property
    def facts(self) -> list[tuple[str, str]]:
        people = ", ".join(member.full_name for member in self.household.members.all()) or "chưa ghi ai"
        return [("Mã hộ", self.household.code), ("Nơi ở", words.where(self.household)), ("Thành viên", people)]

    @property
    def impossible(self) -> str:
        """Why it cannot be deleted; nothing when it can."""
        return self.refused or refusal(check_can_delete, self.household)

    @property
    def days_words(self) -> str:
        days = count_in_text(restore_days(self.household.hamlet, timezone.localdate()))
        return (
            f"Chỉ xóa hộ ghi nhầm hoặc ghi trùng. Khôi phục được trong {days} ngày ở trang Đã xóa. Hộ chuyển đi, nhập "
            "vào hộ khác hoặc không còn ai thì ghi biến động, không xóa."
        )
