"""PDF/A-2u of a document, made in a child process that can be killed.

One warm child per process, started at the first document and renewed after RENDERS_PER_CHILD (its libraries keep
a little memory for each). Safe in gunicorn workers and test runners: a forked process forgets the child of its
parent, and the child ends by itself when its parent does.
"""

import atexit
import json
import logging
import os
import struct
import subprocess
import sys
import threading
import unicodedata
from contextlib import suppress
from typing import IO, Any

from reports.documents import fonts, health
from reports.documents.errors import RenderingFailed, UnknownFigures
from reports.documents.html import render_html
from reports.documents.tree import Document, tables, unknowns

RENDERS_PER_CHILD = 200
MAX_ROWS = 600  # about 30 pages of ten columns; beyond that a spreadsheet is the right form

_LENGTH = struct.Struct(">Q")
_log = logging.getLogger(__name__)
# The child gets what it needs to find Python and its libraries; no secrets of the site.
_PASSED_ON = ("PATH", "PYTHONPATH", "VIRTUAL_ENV", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "HOME", "TMPDIR")


def render_pdf(document: Document, *, timeout: float = 60) -> bytes:
    """The document as PDF/A-2u. The same document gives the same bytes.

    Raises UnknownFigures when a final document (not a draft) names figures nobody knows, RenderingFailed for
    everything else that stands in the way; both carry a sentence for the officer.
    """
    if not document.draft and (missing := unknowns(document)):
        raise UnknownFigures(missing)
    rows = sum(len(table.body) for table in tables(document))
    if rows > MAX_ROWS:
        raise RenderingFailed(
            f"Văn bản có {rows} dòng bảng, quá {MAX_ROWS} dòng cho một bản PDF. Hãy tải bảng tính Excel thay thế."
        )
    head, pdf = _ask(render_html(document, stylesheet=None), timeout)
    return _accepted(head, pdf)


def warm_up() -> None:
    """Start the child now and do not wait: a page that will soon ask for a PDF hides half a second of loading."""
    if not _lock.acquire(blocking=False):
        return  # a child is at work, hence warm
    try:
        with suppress(RenderingFailed):
            _current()
    finally:
        _lock.release()


def _accepted(head: dict[str, Any], pdf: bytes) -> bytes:
    if "refused" in head:
        raise RenderingFailed(_sentence(head["refused"], head["detail"]))
    for level, message in head["messages"]:
        _log.log(level, "Layout: %s", message)
        if level >= logging.ERROR:
            raise RenderingFailed(_sentence("error", message))
    return pdf


def _sentence(kind: str, detail: str) -> str:
    match kind:
        case "letters":
            signs = ", ".join(f"“{sign}” (U+{ord(sign):04X} {unicodedata.name(sign, '')})".strip() for sign in detail)
            return f"Văn bản có ký tự mà phông chữ không in được: {signs}. Hãy thay bằng ký tự khác."
        case "fonts":
            return f"Bản PDF dùng phông chữ lạ ({detail}) nên không được xuất. Hãy báo người quản trị."
        case _:
            return f"Chưa tạo được bản PDF. Hãy báo người quản trị, kèm dòng này: {detail}"


# --- The child -----------------------------------------------------------------------------------


class _Gone(Exception):
    """The child ended in the middle of a question."""


class _Child:
    """A running `pdf_worker`, and how many documents it has drawn."""

    def __init__(self) -> None:
        self.drawn = 0
        environment = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
        # A fixed hash seed: nothing in the file may depend on the order of a set.
        fixed = {"FONTCONFIG_FILE": str(fonts.FONTCONFIG), "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "0"}
        try:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "reports.documents.pdf_worker"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                bufsize=0,
                cwd=fonts.PROJECT,
                start_new_session=True,  # Ctrl+C in a terminal is for the server; the child ends when its input does
                env=environment | fixed,
            )
        except OSError as problem:
            raise RenderingFailed(_crash_sentence()) from problem

    def ask(self, request: bytes) -> tuple[dict[str, Any], bytes]:
        try:
            _write(self._pipe(self.process.stdin), _LENGTH.pack(len(request)) + request)
            head = json.loads(self._read())
            pdf = self._read()
        except (BrokenPipeError, EOFError) as end:
            raise _Gone from end
        self.drawn += 1
        return head, pdf

    def close(self) -> None:
        """Kill it if need be; never leave a zombie or an open pipe."""
        self.process.kill()
        self.process.wait()
        self.let_go()

    def let_go(self) -> None:
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                pipe.close()

    def _read(self) -> bytes:
        pipe = self._pipe(self.process.stdout)
        return _exactly(pipe, _LENGTH.unpack(_exactly(pipe, _LENGTH.size))[0])

    @staticmethod
    def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
        assert pipe is not None  # both were asked for
        return pipe


def _write(pipe: IO[bytes], data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[pipe.write(rest) :]


def _exactly(pipe: IO[bytes], size: int) -> bytes:
    parts = bytearray()
    while len(parts) < size:
        part = pipe.read(size - len(parts))
        if not part:
            raise EOFError
        parts += part
    return bytes(parts)


_lock = threading.Lock()
_child: _Child | None = None


def _ask(page: str, timeout: float) -> tuple[dict[str, Any], bytes]:
    """Put the page to the child; a warm child that has gone meanwhile (idle too long) is replaced once."""
    request = json.dumps({"html": page}).encode()
    with _lock:
        child, warm = _current()
        if warm:
            with suppress(_Gone):
                return _timed(child, request, timeout)
            child, _ = _current()
        try:
            return _timed(child, request, timeout)
        except _Gone as gone:
            raise RenderingFailed(_crash_sentence()) from gone


def _timed(child: _Child, request: bytes, timeout: float) -> tuple[dict[str, Any], bytes]:
    """One question with a time limit; a child that did not answer properly is never asked again."""
    late = threading.Event()

    def stop() -> None:
        late.set()
        child.process.kill()

    timer = threading.Timer(timeout, stop)
    timer.start()
    try:
        return child.ask(request)
    except BaseException as problem:
        _drop()
        if late.is_set() and isinstance(problem, _Gone):
            raise RenderingFailed(
                f"Tạo bản PDF quá {timeout:g} giây nên đã dừng. Hãy chia nhỏ văn bản hoặc rút ngắn bảng dài."
            ) from problem
        raise
    finally:
        timer.cancel()


def _current() -> tuple[_Child, bool]:
    global _child
    if _child is not None and (_child.drawn >= RENDERS_PER_CHILD or _child.process.poll() is not None):
        _drop()
    if _child is not None:
        return _child, True
    _child = _Child()
    return _child, False


def _drop() -> None:
    global _child
    if _child is not None:
        _child.close()
        _child = None


def _crash_sentence() -> str:
    lacking = health.problems()
    reason = " ".join(lacking) if lacking else "Chương trình dàn trang dừng đột ngột; hãy báo người quản trị."
    return f"Chưa tạo được bản PDF. {reason}"


def _forget() -> None:
    """In a forked process: the child belongs to the parent; close our copies of its pipes and leave it alone."""
    global _child, _lock
    _lock = threading.Lock()
    if _child is not None:
        _child.let_go()
        _child.process.returncode = 0  # not ours to wait for
        _child = None


os.register_at_fork(after_in_child=_forget)
atexit.register(_drop)
