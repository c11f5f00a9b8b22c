"""Which Chromium the tests steer. Run as a program, says its path, or fails when there is none."""

import os
import shutil
import sys
from pathlib import Path

# Debian's small headless build first: it starts fastest.
NAMES = ("chromium-headless-shell", "chromium", "google-chrome", "google-chrome-stable")


def chromium() -> str | None:
    """The path of a Chromium on this machine, or None when only Playwright's own may be there."""
    if named := os.environ.get("TEST_BROWSER"):
        return named
    for name in NAMES:
        # A snap (Ubuntu) runs in a cage of its own and cannot be steered.
        if (found := shutil.which(name)) and "/snap/" not in str(Path(found).resolve()):
            return found
    return None


if __name__ == "__main__":
    if not (path := chromium()):
        sys.exit("no Chromium here")
    sys.stdout.write(f"{path}\n")
