"""The folders of tests keep their rules (tests/conftest.py)."""

import re

from tests.project.files import named, python_files

ASKS_FOR_THE_DATABASE = re.compile(r"django_db|\btransactional_db\b|def test_\w+\([^)]*\bdb\b")


def test_unit_tests_ask_for_no_database():
    files = python_files("tests/unit")
    assert files
    assert [named(path) for path in files if ASKS_FOR_THE_DATABASE.search(path.read_text())] == []


def test_tests_are_where_pytest_looks():
    """A file named differently is never run, and nobody notices."""
    helpers = {"conftest.py", "__init__.py"}
    tests = [path for path in python_files("tests") if path.name not in helpers]
    assert tests
    strays = [
        named(path)
        for path in tests
        if re.search(r"^def test_", path.read_text(), re.M) and not path.name.startswith("test_")
    ]
    assert strays == []
