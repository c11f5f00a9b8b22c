"""The commands of .ci can be run, and CI runs nothing that a developer does not."""

import os
import re
import subprocess

import pytest

from tests.project.files import ROOT

SCRIPTS = sorted(path for path in (ROOT / ".ci").iterdir() if path.suffix == "" and path.is_file())


def test_there_are_commands():
    assert {"run", "setup", "test", "serve", "postgres"} <= {path.name for path in SCRIPTS}


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_a_command_can_be_run(script):
    assert os.access(script, os.X_OK)
    subprocess.run(["bash", "-n", script], check=True)
    assert "set -euo pipefail" in script.read_text() or 'source "$(dirname "$0")/lib.sh"' in script.read_text()


def test_ci_runs_what_developers_run():
    commands = [line for line in (ROOT / ".ci" / "run").read_text().splitlines() if line and not line.startswith("#")]
    assert commands[-1] == "exec make test"
    assert len(commands) == 3


def test_help_names_every_command():
    makefile = (ROOT / "Makefile").read_text()
    told = set(re.findall(r"^([a-z]+):.*## ", makefile, re.M))
    assert told == set(re.search(r"^\.PHONY: (.*)$", makefile, re.M)[1].split())
