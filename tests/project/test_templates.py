"""Templates: each one is used, and none holds what the Content-Security-Policy refuses or a visitor's network lacks."""

import re

import pytest
from django.template.utils import get_app_template_dirs

from tests.project.files import app_code, named, own_static_files, template_folders, templates

# Templates that Django itself asks for by name.
ASKED_FOR_BY_DJANGO = {"400.html", "403.html", "404.html", "500.html", "403_csrf.html"}

# Templates whose name is put together at run time, each with the place that does it.
PUT_TOGETHER: dict[str, str] = {}

HIDDEN = re.compile(r"{#.*?#}|{%\s*comment.*?endcomment\s*%}", re.S)
DJANGO = re.compile(r"{%.*?%}|{{.*?}}", re.S)

REFUSED = {
    "an event handler": re.compile(r"\son[a-z]+\s*=", re.I),
    "a style attribute": re.compile(r"\sstyle\s*=", re.I),
    "a <style>": re.compile(r"<style\b", re.I),
    "a <script> without src": re.compile(r"<script\b(?![^>]*(\bsrc=|type=.application/json))", re.I),
    "a javascript: address": re.compile(r"javascript:", re.I),
}

# What a browser fetches by itself; a link that a person clicks may lead anywhere.
FETCHED_ELSEWHERE = {
    ".html": re.compile(
        r"<(?:script|link|img|source|iframe|object|embed|video|audio|use|image)\b[^>]*"
        r"\b(?:src|srcset|href|data)\s*=\s*[\"']?(?:https?:)?//",
        re.I,
    ),
    ".css": re.compile(r"(?:url\(\s*|@import\s+)[\"']?(?:https?:)?//", re.I),
    ".js": re.compile(r"[\"'`](?:https?:)?//", re.I),
    ".svg": re.compile(r"href\s*=\s*[\"'](?:https?:)?//", re.I),
}


def overrides_a_package(name: str) -> bool:
    """Whether an installed package has a template of this name, so that ours is used in its place."""
    ours = template_folders()
    return any((folder / name).exists() for folder in get_app_template_dirs("templates") if folder not in ours)


def test_every_template_is_used():
    ours = templates()
    assert ours, "no templates were looked at"
    code = "\n".join(path.read_text() for path in app_code())
    text = {name: HIDDEN.sub("", path.read_text()) for name, path in ours.items()}
    unused = [
        name
        for name in ours
        if name not in ASKED_FOR_BY_DJANGO | PUT_TOGETHER.keys()
        and not overrides_a_package(name)
        and not is_named(name, code)
        and not any(is_named(name, other) for other_name, other in text.items() if other_name != name)
    ]
    assert unused == []


def is_named(name: str, text: str) -> bool:
    """Whether the text names the template, whole or one of its partials: "a.html" or "a.html#rows"."""
    return re.search(rf"[\"']{re.escape(name)}[\"'#]", text) is not None


@pytest.mark.parametrize(
    ("markup", "what"),
    [
        ('<a onclick="go()">', "an event handler"),
        ('<p style="color:red">', "a style attribute"),
        ("<style>p{}</style>", "a <style>"),
        ("<script>go()</script>", "a <script> without src"),
        ('<a href="javascript:go()">', "a javascript: address"),
        ('<script type="module" src="a.js"></script><script type="application/json">{}</script>', None),
        ('<p data-on="x" class="once">', None),
    ],
)
def test_the_search_for_refused_markup_itself(markup, what):
    assert refused_in(markup) == ([what] if what else [])


def refused_in(markup: str) -> list[str]:
    visible = DJANGO.sub("x", HIDDEN.sub("", markup))
    return [what for what, pattern in REFUSED.items() if pattern.search(visible)]


def test_templates_hold_nothing_that_the_security_policy_refuses():
    slips = {
        name: refused_in(path.read_text()) for name, path in templates().items() if path.suffix in {".html", ".svg"}
    }
    assert slips
    assert {name: found for name, found in slips.items() if found} == {}


def test_nothing_is_fetched_from_another_site():
    files = [*templates().values(), *own_static_files(*FETCHED_ELSEWHERE)]
    files = [path for path in files if path.suffix in FETCHED_ELSEWHERE]
    assert files
    assert [
        named(path) for path in files if FETCHED_ELSEWHERE[path.suffix].search(HIDDEN.sub("", path.read_text()))
    ] == []


@pytest.mark.parametrize(
    ("suffix", "text"),
    [
        (".html", '<script src="https://cdn.example/a.js"></script>'),
        (".html", "<link rel=stylesheet href=//cdn.example/a.css>"),
        (".css", '@import "https://cdn.example/a.css";'),
        (".css", "a{background:url(//cdn.example/a.png)}"),
        (".js", 'import "https://cdn.example/a.js"'),
    ],
)
def test_the_search_for_other_sites_itself(suffix, text):
    assert FETCHED_ELSEWHERE[suffix].search(text)
