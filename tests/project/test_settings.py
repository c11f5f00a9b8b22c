"""Every variable that the settings read is told to the operator and fixed for the tests."""

import re
import tomllib

from tests.project.files import ROOT

READS = re.compile(r"\b(?:env(?:\.\w+)?|required)\(\s*\"([A-Z_]+)\"")


def variables_of_the_settings() -> set[str]:
    found = set(READS.findall((ROOT / "config" / "settings.py").read_text()))
    assert "SECRET_KEY" in found
    return found


def test_the_example_names_every_variable():
    told = set(re.findall(r"^([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.M))
    assert told == variables_of_the_settings()


def test_the_tests_fix_every_variable():
    """Else a developer's own .env would change the outcome of a test."""
    fixed = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["pytest_env"].keys()
    assert fixed == variables_of_the_settings()


def test_the_example_holds_no_secret():
    assert re.search(r"^SECRET_KEY=$", (ROOT / ".env.example").read_text(), re.M)
