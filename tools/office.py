"""Finds the LibreOffice that opens our Word and Excel files in tests. `python -m tools.office` installs it on Debian.

Elsewhere it prints what to install and succeeds: the test that needs it then fails in plain sight.
"""

from __future__ import annotations

import shutil

from tools.debian import can_install, install

NAMES = ("soffice", "libreoffice", "/Applications/LibreOffice.app/Contents/MacOS/soffice")
PACKAGES = ("libreoffice-writer-nogui", "libreoffice-calc-nogui")
ADVICE = (
    "One test opens our Word and Excel files in LibreOffice. On Debian run: "
    f"sudo apt-get update && sudo apt-get install -y --no-install-recommends {' '.join(PACKAGES)}. "
    "Elsewhere install LibreOffice."
)


def find_office() -> str | None:
    """The path of LibreOffice."""
    found = (shutil.which(name) for name in NAMES)
    return next((path for path in found if path), None)


def main() -> None:
    """Make sure that there is LibreOffice, or say what to install."""
    if find_office() is None and can_install():
        install(PACKAGES, "the tests of Word and Excel files", "--no-install-recommends")
    if find_office() is None:
        print(f"Plainsay: {ADVICE}", flush=True)


if __name__ == "__main__":
    main()
