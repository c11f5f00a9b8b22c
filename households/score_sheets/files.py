"""What a file that somebody uploads must be before any library opens it."""

import lzma
import struct
import zipfile
import zlib
from typing import BinaryIO, Final

from accounts.refusals import Refused

LARGEST_FILE: Final = 1024 * 1024
LARGEST_UNPACKED: Final = 20 * 1024 * 1024
MOST_PARTS: Final = 200
# Old Excel files and files locked with a password are both of this kind (OLE compound documents).
_COMPOUND: Final = bytes.fromhex("D0CF11E0A1B11AE1")
# A damaged archive breaks the reader in many ways: a position before the beginning, a part of no known kind …
_DAMAGED: Final = (
    *(zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError),
    *(ValueError, NotImplementedError, RuntimeError, OverflowError, LookupError),
)
_AGAIN: Final = "Hãy dùng mẫu tải về từ trang này."


def check_file(file: BinaryIO, size: int) -> None:
    """Refuse what is no plain, small .xlsx file; the file is left at its beginning."""
    if size > LARGEST_FILE:
        raise Refused(f"Tệp lớn hơn {LARGEST_FILE // 1024 // 1024} MB, quá lớn cho một bảng điểm. {_AGAIN}")
    beginning = file.read(len(_COMPOUND))
    file.seek(0)
    if beginning == _COMPOUND:
        raise Refused(
            "Tệp bị khóa bằng mật khẩu, hoặc là tệp .xls đời cũ. Hãy mở bằng Excel, bỏ mật khẩu, lưu lại dạng .xlsx."
        )
    try:
        with zipfile.ZipFile(file) as packed:
            _check_parts(packed)
    except _DAMAGED:
        raise Refused(f"Tệp không phải là tệp Excel .xlsx, hoặc đã hỏng. {_AGAIN}") from None
    finally:
        file.seek(0)


def _check_parts(packed: zipfile.ZipFile) -> None:
    parts = packed.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise Refused(f"Tệp chứa quá nhiều dữ liệu so với một bảng điểm. {_AGAIN}")
    if any(part.flag_bits & 1 for part in parts):
        raise Refused("Tệp bị khóa bằng mật khẩu. Hãy bỏ mật khẩu rồi nạp lại.")
    names = {part.filename for part in parts}
    if not {"[Content_Types].xml", "xl/workbook.xml"} <= names:
        raise Refused(f"Tệp không phải là tệp Excel .xlsx. {_AGAIN}")
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise Refused("Tệp có macro. Hãy lưu lại dạng .xlsx không có macro rồi nạp.")
    for part in parts:
        # No part of a workbook declares a document type; one that does tries to make the reader expand it.
        if b"<!DOCTYPE" in _read(packed, part).replace(b"\0", b"").upper():  # UTF-16 puts a zero after each letter
            raise Refused(f"Tệp có phần không thuộc một tệp Excel thông thường. {_AGAIN}")


def _read(packed: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes:
    """What a part says it holds, and not a byte more."""
    with packed.open(part) as opened:
        return opened.read(part.file_size)
