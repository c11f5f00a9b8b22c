"""Files of others that we ship are the ones that their lock names, and each has its licence beside it."""

import hashlib
import importlib.util
import json

import pytest

from tests.project.files import ROOT, VENDORED, named

FONTS = ROOT / "static" / "documents" / "fonts"


@pytest.fixture(scope="module")
def vendor():
    """.ci/vendor.py, which wrote the lock."""
    spec = importlib.util.spec_from_file_location("vendor", ROOT / ".ci" / "vendor.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_vendored_files_are_those_of_the_lock(vendor):
    assert vendor.problems() == []


def test_the_lock_holds_the_packages_that_the_script_names(vendor):
    locked = {(entry["name"], entry["version"]) for entry in json.loads(vendor.LOCK.read_text())}
    assert locked == {(package.name, package.version) for package in vendor.PACKAGES}
    assert locked


def test_a_changed_file_is_noticed(vendor, tmp_path, monkeypatch):
    for path in (vendor.LOCK, *(VENDORED / name for name in ("bootstrap/LICENSE", "bootstrap/bootstrap.min.css"))):
        copy = tmp_path / path.relative_to(VENDORED)
        copy.parent.mkdir(exist_ok=True)
        copy.write_bytes(path.read_bytes())
    monkeypatch.setattr(vendor, "VENDOR", tmp_path)
    monkeypatch.setattr(vendor, "LOCK", tmp_path / "vendor.lock.json")
    assert vendor.problems() == []
    with (tmp_path / "bootstrap" / "bootstrap.min.css").open("a") as file:
        file.write("p{}")
    assert vendor.problems() == ["bootstrap/bootstrap.min.css was changed after it was fetched."]


def test_every_vendored_package_has_its_licence():
    packages = [path for path in VENDORED.iterdir() if path.is_dir()]
    assert packages
    assert [named(path) for path in packages if not (path / "LICENSE").is_file()] == []


def test_fonts_are_those_of_their_lock():
    locked = json.loads((FONTS / "fonts.lock.json").read_text())["files"]
    fonts = {path.name: path for path in FONTS.iterdir() if path.suffix in {".ttf", ".woff2"}}
    assert fonts, "no fonts were looked at"
    assert {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in fonts.items()} == locked
    assert (FONTS / "LICENSE").is_file()
