"""Demo accounts: one person for each role, all invented, signing in on demo sites only (settings.DEMO).

Passwords are random and kept in var/demo-accounts.json, readable by the owner of the site alone, so that a second
`make run` can print them again.
"""

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple

from django.conf import settings

from accounts.models import Assignment, User
from accounts.passwords import one_time_password
from accounts.roles import ROLE_LABELS, Role
from localities.models import Locality

ACCOUNTS_FILE: Path = settings.VAR_DIR / "demo-accounts.json"
SINCE = date(2022, 1, 1)


@dataclass(frozen=True)
class PersonSeed:
    """A demo account."""

    username: str
    full_name: str
    position: str
    role: Role
    place: str  # key of the locality


class Given(NamedTuple):
    """A password as it was given, and its hash at that time: comparing hashes is quick, checking one is slow."""

    password: str
    encoded: str


PEOPLE: tuple[PersonSeed, ...] = (
    PersonSeed("rasoat.camphucnam", "Trần Văn Mẫu", "Rà soát viên", Role.VILLAGE_REVIEWER, "22414-01"),
    PersonSeed("canbo.camphucnam", "Lê Thị Ví Dụ", "Công chức Văn hóa – Xã hội", Role.COMMUNE_OFFICER, "22414"),
    PersonSeed("lanhdao.camphucnam", "Phạm Minh Họa", "Phó Chủ tịch UBND phường", Role.COMMUNE_LEADER, "22414"),
    PersonSeed("xem.camphucnam", "Đỗ Thị Đọc", "Ủy ban MTTQ phường", Role.VIEWER, "22414"),
    PersonSeed("thamdinh.camranh", "Vũ Thẩm Định", "Phòng LĐTB&XH thành phố", Role.UPPER_REVIEWER, "569"),
    PersonSeed("lanhdao.camranh", "Bùi Trình Diễn", "Phó Chủ tịch UBND thành phố", Role.UPPER_LEADER, "569"),
    PersonSeed("quantri.khanhhoa", "Ngô Quản Trị", "Quản trị hệ thống", Role.ADMINISTRATOR, "56.20250701"),
    PersonSeed("canbo.caolau", "Nông Thị Minh Chứng", "Công chức Văn hóa – Xã hội", Role.COMMUNE_OFFICER, "06196"),
    PersonSeed("lanhdao.caolau", "Vi Văn Trình Diễn", "Chủ tịch UBND xã", Role.COMMUNE_LEADER, "06196"),
    PersonSeed("thamdinh.vietyen", "Chu Thị Xem Xét", "Phòng LĐTB&XH thị xã", Role.UPPER_REVIEWER, "222.20240201"),
    PersonSeed("canbo.quangminh", "Hoàng Thử Nghiệm", "Công chức VHXH", Role.COMMUNE_OFFICER, "07792.20240201"),
    PersonSeed(
        "lanhdao.quangminh", "Dương Thị Mô Phỏng", "Phó Chủ tịch UBND phường", Role.COMMUNE_LEADER, "07792.20240201"
    ),
)

# The administrator serves the province of today and still reaches what belongs to the one before 01/7/2025.
ALSO_AT: dict[str, tuple[str, ...]] = {"quantri.khanhhoa": ("56",)}


def load_people() -> dict[str, User]:
    """Make the accounts that are missing. A password that its owner has changed stays as it is."""
    known = _read()
    people: dict[str, User] = {}
    for seed in PEOPLE:
        user = User.objects.filter(username=seed.username).first()
        if user is None:
            password = known[seed.username].password if seed.username in known else _password()
            user = User.objects.create_user(
                seed.username, password, full_name=seed.full_name, position=seed.position, is_demo=True
            )
            known[seed.username] = Given(password, user.password)
        for key in (seed.place, *ALSO_AT.get(seed.username, ())):
            place = Locality.objects.get(key=key)
            Assignment.objects.get_or_create(user=user, role=seed.role, place=place, defaults={"starts_on": SINCE})
        people[seed.username] = user
    _write(known)
    return people


def accounts_table() -> str:
    """The accounts as lines for the terminal."""
    known = _read()
    rows = [("Tên đăng nhập", "Mật khẩu", "Vai trò", "Địa bàn")]
    for seed in PEOPLE:
        place = Locality.objects.get(key=seed.place).full_name
        rows.append((seed.username, _shown(known.get(seed.username), seed), ROLE_LABELS[seed.role], place))
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    return "\n".join("  ".join(word.ljust(width) for word, width in zip(row, widths, strict=True)) for row in rows)


def password_of(username: str) -> str:
    """The password that a demo account was given."""
    return _read()[username].password


def _shown(given: Given | None, seed: PersonSeed) -> str:
    user = User.objects.get(username=seed.username)
    unchanged = given and (given.encoded == user.password or user.check_password(given.password))
    return given.password if given and unchanged else "(đã đổi)"


def _password() -> str:
    return f"demo-{one_time_password()}"


def _read() -> dict[str, Given]:
    if not ACCOUNTS_FILE.exists():
        return {}
    return {username: Given(*given) for username, given in json.loads(ACCOUNTS_FILE.read_text()).items()}


def _write(known: dict[str, Given]) -> None:
    ACCOUNTS_FILE.parent.mkdir(exist_ok=True)
    ACCOUNTS_FILE.touch(mode=0o600)
    ACCOUNTS_FILE.write_text(json.dumps(known, ensure_ascii=False, indent=1))
