"""Installs what tests need of the system, where that can be done without asking: on Debian, as root."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path


def can_install() -> bool:
    """Whether this is Debian or a child of it, and we are root."""
    is_debian = Path("/etc/debian_version").exists() and shutil.which("apt-get") is not None
    return is_debian and os.geteuid() == 0


def install(packages: Sequence[str], what_for: str, *options: str) -> None:
    """Install packages, and say so first. Where that fails, whoever looks for them finds nothing, and says it."""
    print(f"Plainsay: installing {' and '.join(packages)} for {what_for}", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update", "-qq"], ["install", "-y", "-qq", *options, *packages]):
        subprocess.run(["apt-get", *command], check=False, stdout=subprocess.DEVNULL, env=quiet)
