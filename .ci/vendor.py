#!/usr/bin/env python3
"""Bring the front-end files of npm packages into static/vendor/, or check those that are there.

    python3 .ci/vendor.py            fetch every package named below (needs the npm client)
    python3 .ci/vendor.py --check    compare the committed files with the lock (needs nothing)

The files are committed, so that `make setup` needs neither Node nor a CDN. The lock says where each
file came from and what it must be, byte for byte; tests/project reads the same lock.
"""

import argparse
import base64
import hashlib
import json
import re
import subprocess
import sys
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENDOR = ROOT / "static" / "vendor"
LOCK = VENDOR / "vendor.lock.json"

# The manifest storage looks for the named map and stops when it is not there; maps are not vendored.
SOURCE_MAP = re.compile(rb"\n?/\*[#@] sourceMappingURL=[^*]*\*/|\n?//[#@] sourceMappingURL=[^\n]*")


@dataclass(frozen=True)
class Package:
    """What we take from one npm package: path inside the package -> name in static/vendor/<name>/."""

    name: str
    version: str
    files: dict[str, str]

    @property
    def folder(self) -> Path:
        return VENDOR / self.name.lstrip("@").replace("/", "-")


PACKAGES = (
    # The whole CSS and none of the JavaScript: menus and dialogs are the browser's own.
    Package("bootstrap", "5.3.9", {"dist/css/bootstrap.min.css": "bootstrap.min.css", "LICENSE": "LICENSE"}),
)


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def fetch(package: Package, folder: Path) -> tuple[Path, str]:
    """The packed package as the npm client gives it, and its integrity, recomputed from the bytes."""
    answer = subprocess.run(
        ["npm", "pack", f"{package.name}@{package.version}", "--json", "--ignore-scripts", "--silent"],
        cwd=folder,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    ).stdout
    packed = json.loads(answer)
    told = (packed[0] if isinstance(packed, list) else next(iter(packed.values())))["integrity"]
    (tarball,) = folder.glob("*.tgz")
    digest = "sha512-" + base64.b64encode(hashlib.sha512(tarball.read_bytes()).digest()).decode()
    if digest != told:
        sys.exit(f"{package.name} {package.version}: the file is not the one that the registry describes.")
    return tarball, digest


def unpack(package: Package, tarball: Path) -> tuple[dict[str, bytes], str]:
    """The wanted files, without pointers to source maps, and the licence that package.json names."""
    contents: dict[str, bytes] = {}
    with tarfile.open(tarball) as archive:
        for source, target in package.files.items():
            member = archive.extractfile(f"package/{source}")
            if member is None:
                sys.exit(f"{package.name} {package.version} has no file {source}.")
            contents[target] = SOURCE_MAP.sub(b"", member.read())
        description = archive.extractfile("package/package.json")
        licence = json.load(description)["license"] if description else ""
    return contents, licence


def bring(package: Package) -> dict[str, object]:
    """Write the package's files and answer its entry in the lock."""
    with tempfile.TemporaryDirectory() as scratch:
        tarball, integrity = fetch(package, Path(scratch))
        contents, licence = unpack(package, tarball)
    package.folder.mkdir(parents=True, exist_ok=True)
    for name, content in contents.items():
        (package.folder / name).write_bytes(content)
    print(f"{package.name} {package.version} ({licence}): {', '.join(contents)}")
    return {
        "name": package.name,
        "version": package.version,
        "licence": licence,
        "integrity": integrity,
        "files": {
            (package.folder / name).relative_to(VENDOR).as_posix(): sha256(content)
            for name, content in sorted(contents.items())
        },
    }


def problems() -> list[str]:
    """What the committed files and the lock say differently; nothing when all is well."""
    locked = {path: digest for entry in json.loads(LOCK.read_text()) for path, digest in entry["files"].items()}
    found = {path.relative_to(VENDOR).as_posix() for path in VENDOR.rglob("*") if path.is_file() and path != LOCK}
    lines = [f"{path} is not in the lock." for path in sorted(found - locked.keys())]
    lines += [f"{path} is in the lock and not on disk." for path in sorted(locked.keys() - found)]
    lines += [
        f"{path} was changed after it was fetched."
        for path in sorted(found & locked.keys())
        if sha256((VENDOR / path).read_bytes()) != locked[path]
    ]
    return lines


def main() -> None:
    parser = argparse.ArgumentParser(description="Vendored front-end files.")
    parser.add_argument("--check", action="store_true", help="compare files and lock, fetch nothing")
    if parser.parse_args().check:
        if lines := problems():
            sys.exit("\n".join(lines))
        print("The vendored files are those of the lock.")
        return
    VENDOR.mkdir(parents=True, exist_ok=True)
    entries = [bring(package) for package in PACKAGES]
    LOCK.write_text(json.dumps(entries, indent=2, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
