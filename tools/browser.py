"""Finds the browser that tests walk pages in. `python -m tools.browser` installs it on Debian as root.

Elsewhere it prints what to install and succeeds: the tests that need a browser then fail, one by one, in plain sight.
"""

from __future__ import annotations

import os
import shutil

from tools.debian import can_install, install

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
MAC = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
# A bare Debian has no font at all, and a page without letters has no sizes to measure.
PACKAGES = ("chromium-headless-shell", "fonts-dejavu-core")
ADVICE = (
    "Browser tests need Chromium. On Debian run: "
    f"sudo apt-get update && sudo apt-get install -y {' '.join(PACKAGES)}. "
    "Elsewhere install Chromium or Google Chrome, or name one in PLAINSAY_TEST_BROWSER."
)


def find_browser() -> str | None:
    """The path of a Chromium: the one named in PLAINSAY_TEST_BROWSER, else the first on PATH."""
    named = os.environ.get("PLAINSAY_TEST_BROWSER")
    if named:
        return shutil.which(named)
    found = (shutil.which(name) for name in (*NAMES, MAC))
    return next((path for path in found if path), None)


def main() -> None:
    """Make sure that there is a browser, or say what to install."""
    if find_browser() is None and can_install():
        install(PACKAGES, "the browser tests")
    if find_browser() is None:
        print(f"Plainsay: {ADVICE}", flush=True)


if __name__ == "__main__":
    main()
