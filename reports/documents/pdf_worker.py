"""The child process that turns HTML into PDF: `python -m reports.documents.pdf_worker`, spoken to by `pdf`.

It reads requests from standard input and answers on standard output, one after the other, until its input ends
or nobody has asked for a while. It knows no Django, no database and no network: a crash of the layout libraries
(they are C) or a document without end costs this process and nothing else.

Wire: 8 bytes length + JSON {"html": …}; answer: 8 bytes length + JSON head, 8 bytes length + the PDF (or nothing).
"""

import base64
import binascii
import gc
import html
import json
import logging
import os
import re
import select
import struct
import sys
from collections.abc import Iterable
from typing import Any, BinaryIO

from fontTools.ttLib import TTFont
from weasyprint import CSS, HTML
from weasyprint.logger import LOGGER
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from reports.documents import fonts

IDLE_SECONDS = 600  # then the memory goes back to the machine; the next document starts a new child
_LENGTH = struct.Struct(">Q")
_PNG = b"\x89PNG\r\n\x1a\n"
_DATA_PNG = "data:image/png;base64,"
_TAG = re.compile(r"<[^>]*>")


class Refusal(Exception):
    """The document cannot be drawn; `kind` and `detail` become the officer's sentence in `pdf`."""

    def __init__(self, kind: str, detail: str) -> None:
        super().__init__(detail)
        self.kind = kind
        self.detail = detail


class LockedFetcher(URLFetcher):
    """Serves nothing but PNG pictures that are written into the document itself.

    The stylesheet is read by this module and the fonts by fontconfig, so whatever else asks for an address –
    http, file, an attachment, a redirect – is an attack or a mistake.
    """

    def __init__(self) -> None:
        super().__init__(allowed_protocols={"data"}, allow_redirects=False)

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        if not url.startswith(_DATA_PNG):
            raise ValueError(f"Refused: {url[:80]}")
        try:
            picture = base64.b64decode(url.removeprefix(_DATA_PNG), validate=True)
        except binascii.Error as problem:
            raise ValueError("Refused: broken picture") from problem
        if not picture.startswith(_PNG):
            raise ValueError("Refused: not a PNG picture")
        return URLFetcherResponse(url, picture, {"Content-Type": "image/png"})


class Messages(logging.Handler):
    """Keeps what the layout engine says about one document."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)

    def take(self) -> list[tuple[int, str]]:
        taken = [(record.levelno, record.getMessage()) for record in self.records]
        self.records.clear()
        return taken


class Press:
    """Everything that is loaded once and used for every document."""

    def __init__(self) -> None:
        self.messages = Messages()
        LOGGER.handlers = [self.messages]
        LOGGER.propagate = False
        self.fetcher = LockedFetcher()
        self.font_config = FontConfiguration()
        self.stylesheet = CSS(
            string=fonts.STYLESHEET.read_text(encoding="utf-8"),
            base_url=fonts.STYLESHEET.as_uri(),
            url_fetcher=self.fetcher,
            font_config=None,  # @font-face is for browsers: fontconfig knows the faces already
        )
        self.letters = _covered_letters()

    def draw(self, page: str) -> tuple[bytes, list[tuple[int, str]]]:
        """The PDF/A-2u, and what the layout engine had to say. Same page, same bytes."""
        if missing := _missing(page, self.letters):
            raise Refusal("letters", missing)
        self.messages.take()
        source = HTML(string=page, base_url=None, url_fetcher=self.fetcher)
        used: set[str] = set()
        pdf = source.write_pdf(
            stylesheets=[self.stylesheet],
            font_config=self.font_config,
            pdf_variant="pdf/a-2u",
            finisher=lambda _, pdf: used.update(_font_names(pdf.objects)),
        )
        if strange := sorted(used - set(fonts.FACES)):
            raise Refusal("fonts", ", ".join(strange))
        return pdf, self.messages.take()


def _covered_letters() -> frozenset[int]:
    """Letters that all four faces can draw."""
    faces = (TTFont(fonts.FOLDER / name, lazy=True) for name in fonts.lock().files if name.endswith(".ttf"))
    return frozenset.intersection(*(frozenset(face.getBestCmap()) for face in faces))


def _missing(page: str, letters: frozenset[int]) -> str:
    shown = html.unescape(_TAG.sub("", page))
    return "".join(sorted({sign for sign in shown if ord(sign) not in letters and sign not in "\n\ufeff"}))


def _font_names(objects: Iterable[Any]) -> set[str]:
    """The faces the PDF embeds, without the six letters that mark a subset ("ABCDEF+Name")."""
    names = (_plain(item["BaseFont"]) for item in objects if isinstance(item, dict) and "BaseFont" in item)
    return {name.lstrip("/").split("+")[-1] for name in names}


def _plain(name: str | bytes) -> str:
    return name.decode() if isinstance(name, bytes) else name


# --- The loop ------------------------------------------------------------------------------------


def _read(stream: BinaryIO) -> bytes | None:
    head = stream.read(_LENGTH.size)
    return stream.read(_LENGTH.unpack(head)[0]) if len(head) == _LENGTH.size else None


def _write(stream: BinaryIO, *parts: bytes) -> None:
    for part in parts:
        stream.write(_LENGTH.pack(len(part)))
        stream.write(part)
    stream.flush()


def _answer(press: Press, request: bytes) -> tuple[dict[str, Any], bytes]:
    try:
        pdf, messages = press.draw(json.loads(request)["html"])
    except Refusal as refusal:
        return {"refused": refusal.kind, "detail": refusal.detail}, b""
    except Exception as problem:
        logging.getLogger(__name__).exception("Rendering failed")
        return {"refused": "error", "detail": f"{type(problem).__name__}: {problem}"}, b""
    return {"messages": messages}, pdf


def main() -> None:
    # Whatever a C library prints must not end up in the middle of an answer.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    requests = sys.stdin.buffer
    press = Press()
    gc.collect()
    gc.freeze()  # what is loaded now is never garbage; a fifth of the time of a long table
    while select.select([requests], [], [], IDLE_SECONDS)[0]:
        request = _read(requests)
        if request is None:
            break
        head, pdf = _answer(press, request)
        _write(answers, json.dumps(head).encode(), pdf)


if __name__ == "__main__":
    main()
