"""Looks up known faults of the locked packages and of files by others: `python -m tools.audit requirements-dev.lock`.

pip-audit passes over a package that an advisory service does not know, and still succeeds. Here that is a failure:
'nothing found' is said only when every locked package was looked up.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import textwrap
import urllib.request
from dataclasses import dataclass
from pathlib import Path

SERVICES = ("pypi", "osv")
ROOT = Path(__file__).resolve().parents[1]
ADVISORIES = "https://api.osv.dev/v1/query"
VENDORED = (
    ("govuk-frontend", "bot/staff/static/govuk-frontend.min.css", re.compile(r'--govuk-frontend-version:"([0-9.]+)"')),
    ("axe-core", "tests/browser/axe.min.js", re.compile(r"axe v([0-9.]+)")),
)
"""Files that others wrote and that lie in here: their name at npm, where they are, and how each says its version."""
MINE = re.compile(r"(?:copyright|licen[cs]e|@license)", re.IGNORECASE)
"""What stands in files that others wrote."""


@dataclass(frozen=True, slots=True)
class Audit:
    """What one advisory service said: the faults it knows, and why it could not look, where it could not."""

    faults: tuple[str, ...] = ()
    unseen: str = ""


def read(report: str, errors: str) -> Audit:
    """Read pip-audit's JSON; `errors` is what it said beside it."""
    try:
        packages = json.loads(report)["dependencies"]
    except (ValueError, KeyError):
        said = errors.strip().splitlines() or ["no answer"]
        return Audit(unseen=textwrap.shorten(said[-1], 160))
    skipped = [package["skip_reason"] for package in packages if "skip_reason" in package]
    faults = tuple(
        f"{package['name']} {package['version']}: {fault['id']}, mended in {', '.join(fault['fix_versions']) or 'none'}"
        for package in packages
        for fault in package.get("vulns", ())
    )
    if skipped or not packages:
        return Audit(faults, f"{len(skipped)} of {len(packages)} packages not looked up")
    return Audit(faults)


def ask(service: str, lock: Path) -> Audit:
    """Ask one advisory service about every package in the lock."""
    command = [sys.executable, "-m", "pip_audit", "--format", "json", "--progress-spinner", "off", "--timeout", "20"]
    command += ["--vulnerability-service", service, "--disable-pip", "--require-hashes", "--requirement", str(lock)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    return read(done.stdout, done.stderr)


def version_in(path: Path, says: re.Pattern[str]) -> str:
    """The version that a file by others names; '' where it names none."""
    found = says.search(path.read_text(encoding="utf-8"))
    return found[1] if found else ""


def strangers(root: Path = ROOT) -> list[str]:
    """Scripts and style sheets that others wrote and that `VENDORED` does not list."""
    known = {place for _, place, _ in VENDORED}
    served = (path for kind in ("js", "css") for path in root.glob(f"bot/**/static/*.{kind}"))
    return [
        place
        for path in sorted(served)
        if (place := str(path.relative_to(root))) not in known and MINE.search(path.read_text(encoding="utf-8"))
    ]


def look_up(name: str, version: str) -> list[str]:
    """Ids of the known faults of a package at npm.

    Raises:
        OSError: The service cannot be reached, or does not answer as it should.
    """
    asked = json.dumps({"version": version, "package": {"name": name, "ecosystem": "npm"}}).encode()
    request = urllib.request.Request(ADVISORIES, asked, {"Content-Type": "application/json"})
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:  # noqa: S310 - an address of our own
            return [fault["id"] for fault in json.load(answer).get("vulns", ())]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise OSError("its answer cannot be read") from error


def vendored() -> Audit:
    """What is known of the files that others wrote."""
    faults: list[str] = []
    if new := strangers():
        return Audit(unseen=f"{new[0]} is by others, and VENDORED in tools/audit.py does not list it")
    for name, place, says in VENDORED:
        version = version_in(ROOT / place, says)
        if not version:
            return Audit(tuple(faults), f"{place} does not say its version")
        try:
            faults += [f"{name} {version} in {place}: {fault}" for fault in look_up(name, version)]
        except OSError as error:
            return Audit(tuple(faults), f"{name} {version} not looked up: {textwrap.shorten(str(error), 120)}")
    return Audit(tuple(faults))


def main(lock: Path) -> int:
    """Print what is known; 0 only where everything was looked up and nothing has a known fault."""
    files = vendored()
    for line in files.faults:
        print(line)
    if files.unseen:
        print(f"Plainsay: NOT AUDITED. A file by others: {files.unseen}.")
    else:
        print(f"Plainsay: looked up {len(VENDORED)} files by others. Known faults: {len(files.faults)}.")
    return max(packages(lock), 1 if files.faults or files.unseen else 0)


def packages(lock: Path) -> int:
    """Print what is known of the locked packages; 0 only where every one was looked up and none has a known fault."""
    faults: set[str] = set()
    for service in SERVICES:
        audit = ask(service, lock)
        faults.update(audit.faults)
        if not audit.unseen:
            print("\n".join([*sorted(faults), f"Plainsay: {service} looked up {lock}. Known faults: {len(faults)}."]))
            return 1 if faults else 0
        print(f"Plainsay: {service} could not audit {lock}: {audit.unseen}")
    print("\n".join([*sorted(faults), "Plainsay: NOT AUDITED. No advisory service could look at every package."]))
    return 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
