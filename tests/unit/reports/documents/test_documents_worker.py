"""The child process: locked, killable, replaceable, and told no secrets."""

import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from reports.documents import fonts, health, pdf
from reports.documents.errors import RenderingFailed
from reports.documents.tree import Document


@pytest.fixture(scope="module")
def tiny(short_plan: Document) -> Document:
    return replace(short_plan, body=short_plan.body[-1:], bases=(), recipients=())


# --- The lock ---------------------------------------------------------------------------------------


class Doorbell:
    """A server that only counts who knocks."""

    def __init__(self) -> None:
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.socket.settimeout(0.1)
        self.port = self.socket.getsockname()[1]
        self.knocks = 0
        self.open = True
        self.thread = threading.Thread(target=self._listen)
        self.thread.start()

    def _listen(self) -> None:
        while self.open:
            try:
                visitor, _ = self.socket.accept()
            except TimeoutError:
                continue
            self.knocks += 1
            visitor.close()

    def close(self) -> None:
        self.open = False
        self.thread.join()
        self.socket.close()


@pytest.fixture
def doorbell() -> Iterator[Doorbell]:
    bell = Doorbell()
    yield bell
    bell.close()


def test_an_evil_page_reaches_no_address_and_attaches_no_file(doorbell: Doorbell, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("mật khẩu của máy chủ", encoding="utf-8")
    web, local = f"http://127.0.0.1:{doorbell.port}", secret.as_uri()
    page = f"""<!doctype html><html lang="vi"><head><title>x</title>
        <base href="{web}/base/">
        <link rel="stylesheet" href="{web}/a.css"><link rel="stylesheet" href="{local}">
        <link rel="attachment" href="{local}"><link rel="attachment" href="{web}/b">
        <style>@import url("{web}/c.css"); @font-face {{ font-family: x; src: url("{web}/d.ttf"), url("{local}") }}
        body {{ background: url("{web}/e.png"); list-style-image: url("{local}") }} p {{ font-family: x }}
        p::before {{ content: url("{web}/f.svg") }}</style></head>
        <body><p>x</p><img src="{web}/g.png"><img src="{local}"><img src="relative.png">
        <img src="ftp://127.0.0.1:{doorbell.port}/h.png"><img src="{fonts.STYLESHEET.as_uri()}">
        <img src="data:text/html;base64,PGI+"><img src="data:image/svg+xml,%3Csvg/%3E">
        <img src="data:image/png;base64,PHN2Zz4="><img src="data:image/png;base64,????">
        <object data="{web}/i"></object><embed src="{web}/j"><iframe src="{web}/k"></iframe>
        <a rel="attachment" href="{local}">x</a>
        <svg xmlns="http://www.w3.org/2000/svg"><image href="{web}/l.png"/><image href="{local}"/>
        <use href="{web}/m.svg#x"/></svg></body></html>"""
    head, made = pdf._ask(page, 30)
    refused = [text for level, text in head["messages"] if "Refused" in text]
    assert len(refused) >= 10
    assert doorbell.knocks == 0
    document = pypdfium2.PdfDocument(made)
    assert document.count_attachments() == 0
    assert "mật khẩu" not in "".join(page.get_textpage().get_text_range() for page in document)


def test_a_refused_picture_fails_the_document() -> None:
    head, made = pdf._ask('<html lang="vi"><title>x</title><img src="file:///etc/hostname">', 30)
    with pytest.raises(RenderingFailed, match="Hãy báo người quản trị"):
        pdf._accepted(head, made)


def test_a_png_written_into_the_document_is_drawn() -> None:
    dot = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGD4DwABBAEAX+XDSwAAAABJRU5ErkJggg=="
    head, made = pdf._ask(f'<html lang="vi"><title>x</title><img alt="" src="data:image/png;base64,{dot}">', 30)
    assert head == {"messages": []}
    assert made.startswith(b"%PDF-1.7")


def test_the_child_knows_neither_django_nor_the_secrets_of_the_site(monkeypatch: pytest.MonkeyPatch) -> None:
    code = "import sys, reports.documents.pdf_worker as w; print('django' in sys.modules)"
    found = subprocess.run([sys.executable, "-c", code], cwd=fonts.PROJECT, capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "False"
    given: dict[str, str] = {}
    monkeypatch.setenv("SECRET_KEY", "never tell")
    monkeypatch.setattr(pdf.subprocess, "Popen", lambda *args, env, **kwargs: given.update(env))
    pdf._Child()
    assert given["FONTCONFIG_FILE"] == str(fonts.FONTCONFIG)
    assert "SECRET_KEY" not in given
    assert "DATABASE_URL" not in given


# --- Life and death of the child --------------------------------------------------------------------


def child_id() -> int:
    assert pdf._child is not None
    return pdf._child.process.pid


def test_one_warm_child_serves_many_documents(tiny: Document) -> None:
    first = pdf.render_pdf(tiny)
    before = child_id()
    assert pdf.render_pdf(tiny) == first
    assert child_id() == before


def test_a_child_can_be_started_ahead(tiny: Document) -> None:
    pdf._drop()
    pdf.warm_up()
    before = child_id()
    pdf.render_pdf(tiny)
    assert child_id() == before


def test_a_document_without_end_is_stopped_and_the_next_one_works(tiny: Document, long_plan: Document) -> None:
    pdf.render_pdf(tiny)
    before = child_id()
    with pytest.raises(RenderingFailed, match="quá 0.05 giây"):
        pdf.render_pdf(replace(long_plan, body=long_plan.body * 20), timeout=0.05)
    with pytest.raises(ProcessLookupError):
        os.kill(before, 0)
    assert pdf.render_pdf(tiny).startswith(b"%PDF")
    assert child_id() != before


def test_a_child_that_died_is_replaced_without_a_word_and_prints_the_same_bytes(tiny: Document) -> None:
    warm = pdf.render_pdf(tiny)
    before = child_id()
    pdf._child.process.kill()
    assert pdf.render_pdf(tiny) == warm
    assert child_id() != before


def test_a_child_is_renewed_after_its_share_of_documents(tiny: Document, monkeypatch: pytest.MonkeyPatch) -> None:
    pdf.render_pdf(tiny)
    before = child_id()
    monkeypatch.setattr(pdf, "RENDERS_PER_CHILD", 1)
    pdf.render_pdf(tiny)
    assert child_id() != before


def test_a_forked_process_does_not_use_the_child_of_its_parent(tiny: Document) -> None:
    pdf.render_pdf(tiny)
    fork = os.fork()
    if fork == 0:
        os._exit(0 if pdf._child is None and not pdf._lock.locked() else 1)
    _, status = os.waitpid(fork, 0)
    assert os.waitstatus_to_exitcode(status) == 0
    before = child_id()
    pdf.render_pdf(tiny)
    assert child_id() == before


def test_a_machine_that_cannot_start_the_child_says_what_to_install(
    tiny: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    pdf._drop()
    monkeypatch.setattr(health, "problems", lambda: ["Thiếu thư viện Pango để tạo bản PDF."])
    for program in ("/bin/false", "/no/such/program"):
        monkeypatch.setattr(pdf.sys, "executable", program)
        with pytest.raises(RenderingFailed, match="Chưa tạo được bản PDF. Thiếu thư viện Pango"):
            pdf.render_pdf(tiny)
