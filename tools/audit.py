"""Looks up known faults of the locked packages: `python -m tools.audit requirements-dev.lock`.

pip-audit passes over a package that an advisory service does not know, and still succeeds. Here that is a failure:
'nothing found' is said only when every locked package was looked up.
"""

from __future__ import annotations

import json
import subprocess
import sys
import textwrap
from dataclasses import dataclass
from pathlib import Path

SERVICES = ("pypi", "osv")


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


def main(lock: Path) -> int:
    """Print what is known; 0 only where every package was looked up and none has a known fault."""
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
