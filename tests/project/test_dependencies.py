"""Each dependency says what it is for, and the locks fit pyproject.toml."""

import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.project.files import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
RUNTIME = [Requirement(line) for line in PROJECT["project"]["dependencies"]]
DEV = [Requirement(line) for line in PROJECT["dependency-groups"]["dev"]]
PIN = re.compile(r"^([a-z0-9._-]+)(?:\[[a-z,]+\])?==([^\s;\\]+)", re.M)


def pins(name: str) -> dict[str, str]:
    return {canonicalize_name(package): version for package, version in PIN.findall((ROOT / name).read_text())}


def test_every_dependency_says_what_it_is_for():
    lines = re.findall(r'^  "[a-z].*$', (ROOT / "pyproject.toml").read_text(), re.M)
    dependencies = [line for line in lines if re.match(r'  "[a-z0-9-]+(\[[a-z]+\])?[=<>~]', line)]
    assert len(dependencies) == len(RUNTIME) + len(DEV)
    assert [line for line in dependencies if "#" not in line] == []


@pytest.mark.parametrize(
    ("lock", "requirements"), [("requirements.lock", RUNTIME), ("requirements-dev.lock", [*RUNTIME, *DEV])]
)
def test_the_lock_fits_the_project(lock, requirements):
    """When this fails, pyproject.toml was changed and the lock was not: `make lock`."""
    pinned = pins(lock)
    assert requirements
    lacking = [
        str(requirement)
        for requirement in requirements
        if not requirement.specifier.contains(pinned.get(canonicalize_name(requirement.name), "0"))
    ]
    assert lacking == []


def test_the_tests_run_on_the_versions_that_are_shipped():
    assert pins("requirements.lock").items() <= pins("requirements-dev.lock").items()


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock", ".ci/uv.lock"])
def test_locks_hold_hashes_and_no_hosts(lock):
    text = (ROOT / lock).read_text()
    assert "//" not in text
    assert "index" not in text
    entries = re.split(r"\n(?=[a-z])", text.strip())
    assert entries
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []
