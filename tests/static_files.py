"""The static files as a real site serves them: collected, hashed, listed in a manifest.

Tests render pages with the same storage as a site, so a page that names a file that does not exist fails.
"""

import fcntl
import hashlib
import re
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command


def collect() -> None:
    """Collect into STATIC_ROOT when a source has changed; test processes wait for one another."""
    root = Path(settings.STATIC_ROOT)
    root.mkdir(parents=True, exist_ok=True)
    stamp = root.with_name(root.name + ".stamp")
    with root.with_name(root.name + ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        key = sources_checksum()
        if not stamp.exists() or stamp.read_text() != key:
            call_command("collectstatic", interactive=False, verbosity=0)
            stamp.write_text(key)
    # Another process may have collected after this one first looked at the manifest.
    staticfiles_storage.hashed_files, _ = staticfiles_storage.load_manifest()


def sources_checksum() -> str:
    """One checksum of the names, sizes and times of all static files of the project and its packages."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list(ignore_patterns=None):
            status = Path(storage.path(path)).stat()
            digest.update(f"{path} {status.st_size} {status.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def own_script_weight(*names: str) -> int:
    """Bytes on the wire (brotli) of these modules of ours and of all that they import."""
    wanted, weight = [staticfiles_storage.stored_name(name) for name in names], 0
    seen: set[str] = set()
    while wanted:
        name = wanted.pop()
        if name not in seen:
            seen.add(name)
            file = Path(settings.STATIC_ROOT) / name
            weight += file.with_name(f"{file.name}.br").stat().st_size
            found = re.findall(r"""from "\./([\w./-]+)";""", file.read_text())
            wanted += [str(Path(name).parent / target) for target in found]
    return weight
