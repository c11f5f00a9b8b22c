"""A file answers one question and can be read at one sitting."""

import pytest

from tests.project.files import app_code, named, python_files

SOURCE_LINES = 400
TEST_LINES = 600

# Longer ones, each with the reason why parting it would not make it easier to read.
LONGER: dict[str, str] = {}


@pytest.mark.parametrize(("files", "limit"), [(app_code(), SOURCE_LINES), (python_files("tests"), TEST_LINES)])
def test_files_can_be_read_at_one_sitting(files, limit):
    assert files
    lines = {named(path): len(path.read_text().splitlines()) for path in files}
    assert {name: count for name, count in lines.items() if count > limit and name not in LONGER} == {}


def test_exceptions_are_still_needed():
    lines = {named(path): len(path.read_text().splitlines()) for path in [*app_code(), *python_files("tests")]}
    assert [name for name in LONGER if lines.get(name, 0) <= SOURCE_LINES] == []
