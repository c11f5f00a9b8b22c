"""The frame of every page: where one works, in which year, and which doors are open."""

from dataclasses import dataclass, field

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.roles import Permission
from localities.formats import short_date
from localities.models import Level, Locality

FIRST_YEAR = 2022  # the first year of the standards that the app knows
SWITCHER_LIMIT = 60

# Navigation: words, the page, and the permission that opens it.
SECTIONS: tuple[tuple[str, str, Permission], ...] = (
    ("Tổng quan", "dashboard", Permission.FIGURES_VIEW),
    ("Rà soát", "reviews", Permission.HOUSEHOLD_VIEW),
    ("Hộ", "households", Permission.HOUSEHOLD_VIEW),
    ("Kế hoạch", "plans", Permission.PLAN_VIEW),
    ("Văn bản", "documents", Permission.DOCUMENT_VIEW),
    ("Địa bàn", "places", Permission.FIGURES_VIEW),
    ("Người dùng", "people", Permission.ASSIGNMENT_MANAGE),
    ("Nhật ký", "audit_log", Permission.AUDIT_VIEW),
)


@dataclass(frozen=True)
class Frame:
    """What the base template shows around a page."""

    demo: bool
    person: User | None = None
    place: tuple[str, str] | None = None  # its name and its overview
    year: int = 0
    sections: list[tuple[str, str, bool]] = field(default_factory=list)
    places: list[tuple[str, str, bool]] = field(default_factory=list)
    years: list[tuple[int, str, bool]] = field(default_factory=list)
    menu: list[tuple[str, str]] = field(default_factory=list)


def frame(request: HttpRequest) -> dict[str, Frame]:
    """Template context `frame`; empty for strangers."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"frame": Frame(demo=settings.DEMO)}
    place = getattr(request, "place", None) or default_place(user)
    year = getattr(request, "year", None) or timezone.localdate().year
    if place is None:
        return {"frame": Frame(demo=settings.DEMO, person=user, menu=_own_pages())}
    match = request.resolver_match
    page = match.url_name if match else ""
    section = getattr(request, "section", page)
    switched = page if match and {"place", "year"} == set(match.kwargs) else "dashboard"
    return {
        "frame": Frame(
            demo=settings.DEMO,
            person=user,
            place=(place.full_name, reverse("dashboard", args=[place.key, year])),
            year=year,
            menu=_own_pages(),
            sections=[
                (label, reverse(name, args=[place.key, year]), name == section)
                for label, name, permission in SECTIONS
                if user.may(permission, place)
            ],
            places=[
                (_named(choice), reverse(switched, args=[choice.key, year]), choice.pk == place.pk)
                for choice in _choices(user, place)
            ],
            years=[
                (choice, reverse(switched, args=[place.key, choice]), choice == year)
                for choice in range(timezone.localdate().year + 1, FIRST_YEAR - 1, -1)
            ],
        )
    }


def _own_pages() -> list[tuple[str, str]]:
    """The person's own menu."""
    pages = (
        ("Hồ sơ", "profile"),
        ("Đổi mật khẩu", "account_change_password"),
        ("Xác thực hai bước", "mfa_index"),
        ("Vai trò và quyền", "roles"),
    )
    return [(label, reverse(name)) for label, name in pages]


def default_place(user: User) -> Locality | None:
    """Where this person works first: the place of the oldest assignment in force."""
    held = sorted(user.current_assignments, key=lambda assignment: (assignment.starts_on, assignment.pk))
    return held[0].place if held else None


def _choices(user: User, place: Locality) -> list[Locality]:
    """Places to switch to: one's own, what lies directly below them, what they came from, the place one is at."""
    own = [held.place for held in user.current_assignments]
    roots = {mine.path for mine in own}
    earlier = [path for path in user.scope_for(Permission.FIGURES_VIEW).roots if path not in roots]
    before = Locality.objects.filter(path__in=earlier).order_by("path")[:SWITCHER_LIMIT] if earlier else ()
    below = Locality.objects.filter(parent__in=[p.pk for p in own if p.level != Level.COMMUNE])
    below = below.exclude(level=Level.HAMLET).order_by("path")[:SWITCHER_LIMIT]
    found = {choice.pk: choice for choice in (*own, *below, *before, place)}
    return list(found.values())


def _named(place: Locality) -> str:
    """A place that is no more says until when it was: two lives of one ward stand in the same list."""
    return f"{place.full_name} (trước {short_date(place.abolished_on)})" if place.abolished_on else place.full_name
