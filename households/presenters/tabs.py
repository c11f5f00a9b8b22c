"""The rows of links that lead from one page of a subject to its neighbours: (words, address, whether one is there)."""

from collections.abc import Sequence

from django.urls import NoReverseMatch, reverse

from localities.models import Locality

Tab = tuple[str, str, bool]

REVIEW_PAGES = (
    ("Tiến độ", "reviews"),
    ("Các bước", "review_steps"),
    ("Danh sách", "review_list"),
    ("Diễn biến", "review_movements"),
    ("Hướng thoát", "review_lifting"),
    ("Đăng ký thoát", "exit_registrations"),
    ("So hai chuẩn", "review_standards"),
    ("Số báo cáo", "reported_totals"),
    ("Đính chính", "corrections"),
    ("Hằng tháng", "monthly_reviews"),
)
REGISTER_PAGES = (
    ("Danh sách hộ", "households"),
    ("Biến động", "events"),
    ("Hộ chuyển đến", "arrivals"),
    ("Hộ trùng", "duplicates"),
    ("Mới thoát nghèo", "newly_out"),
    ("Mức sống trung bình", "average_living"),
    ("Đã xóa", "deleted_households"),
)
HOUSEHOLD_PAGES = (
    ("Hộ và phiếu", "household"),
    ("Biến động", "household_events"),
    ("Lịch sử sửa", "household_history"),
)


def review_tabs(place: Locality, year: int, month: int, here: str) -> list[Tab]:
    """Of the review of a commune. `here` is the address name of the page one is on."""
    period = [year, month] if month else [year]
    return _tabs(REVIEW_PAGES, [place.key, *period], here)


def register_tabs(place: Locality, year: int, here: str) -> list[Tab]:
    """Of the register of a commune, or of one of its village units."""
    return _tabs(REGISTER_PAGES, [place.key, year], here)


def household_tabs(uid: object, year: int, here: str) -> list[Tab]:
    """Of one household, seen in a year."""
    return [(words, f"{url}?nam={year}", current) for words, url, current in _tabs(HOUSEHOLD_PAGES, [uid], here)]


def _tabs(pages: Sequence[tuple[str, str]], args: list[object], here: str) -> list[Tab]:
    found = []
    for words, name in pages:
        try:
            found.append((words, reverse(name, args=args), name == here))
        except NoReverseMatch:  # not of a monthly review
            continue
    return found
