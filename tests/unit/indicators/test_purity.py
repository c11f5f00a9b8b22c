"""The engine is plain Python: it can be read, tested and reused without the web application around it."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import indicators

PACKAGE = Path(indicators.__path__[0])
MODULES = sorted(
    path
    for path in PACKAGE.rglob("*.py")
    if path != PACKAGE / "apps.py" and not {"migrations", "management"} & set(path.relative_to(PACKAGE).parts)
)


def imported(source: str) -> Iterator[str]:
    """The top-level names of every module that a source text imports, wherever the import stands."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield (node.module or "").partition(".")[0]


@pytest.mark.parametrize(
    "source",
    [
        pytest.param("import django", id="plain"),
        pytest.param("import django.db as db", id="renamed"),
        pytest.param("from django.utils import timezone", id="from"),
        pytest.param("def late():\n    import django", id="inside a function"),
    ],
)
def test_the_reader_of_imports_sees_every_way_to_import(source: str) -> None:
    assert "django" in imported(source)


@pytest.mark.parametrize("path", MODULES, ids=[str(path.relative_to(PACKAGE)) for path in MODULES])
def test_a_module_of_the_engine_imports_neither_django_nor_an_app_above_it(path: Path) -> None:
    forbidden = {"django", "households", "plans", "reports", "accounts"}
    assert not forbidden & set(imported(path.read_text(encoding="utf-8")))


def test_loading_the_whole_engine_loads_no_django() -> None:
    names = [".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts) for path in MODULES]
    program = (
        f"import importlib, sys; [importlib.import_module(n) for n in {names!r}]; assert 'django' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], check=True, cwd=PACKAGE.parent)
