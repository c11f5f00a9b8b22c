"""What the machine lacks for making PDFs, in sentences an administrator can act on."""

import ctypes
from dataclasses import dataclass

from reports.documents import fonts


@dataclass(frozen=True, slots=True)
class Library:
    """A system library of the layout engine: the names it is loaded by, and the package that brings it."""

    name: str
    files: tuple[str, ...]
    package: str


LIBRARIES = (
    Library("Pango", ("libpango-1.0.so.0", "libpango-1.0.dylib"), "libpango-1.0-0"),
    Library("PangoFT2", ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib"), "libpangoft2-1.0-0"),
    Library("GObject", ("libgobject-2.0.so.0", "libgobject-2.0.dylib"), "libpango-1.0-0"),
    Library("HarfBuzz", ("libharfbuzz.so.0", "libharfbuzz.0.dylib"), "libpango-1.0-0"),
    Library("Fontconfig", ("libfontconfig.so.1", "libfontconfig.1.dylib"), "libpangoft2-1.0-0"),
    Library("HarfBuzz-Subset", ("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib"), "libharfbuzz-subset0"),
)


def problems() -> list[str]:
    """One Vietnamese sentence for each thing that is missing; nothing when PDFs can be made."""
    found = [
        f"Thiếu thư viện {library.name} để tạo bản PDF. Cài bằng lệnh: apt-get install {library.package}"
        for library in LIBRARIES
        if not _loads(library)
    ]
    if not fonts.STYLESHEET.is_file():
        found.append("Thiếu tệp trình bày văn bản static/documents/document.css. Hãy lấy lại mã nguồn đầy đủ.")
    if not fonts.LOCK.is_file():
        found.append("Thiếu phông chữ của văn bản trong static/documents/fonts. Hãy lấy lại mã nguồn đầy đủ.")
    elif changed := fonts.changed_files():
        found.append(
            f"Phông chữ của văn bản bị thiếu hoặc đã bị sửa: {', '.join(changed)}. Hãy lấy lại mã nguồn đầy đủ."
        )
    return found


def _loads(library: Library) -> bool:
    return any(_opens(name) for name in library.files)


def _opens(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True
