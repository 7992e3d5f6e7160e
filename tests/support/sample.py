"""The sample data, made once for a whole test run and copied by whoever needs it."""

from __future__ import annotations

import fcntl
import os
import shutil
from pathlib import Path

import pytest

from tests.support.server import start


def shared_folder(factory: pytest.TempPathFactory) -> Path:
    """A folder that all workers of this test run see, and no other run."""
    own = factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


def make_once(folder: Path) -> Path:
    """Make the sample in `folder` unless another worker has; returns its data folder. Nothing may start on it."""
    whole, making = folder / "sample-data", folder / "sample-in-the-making"
    with (folder / "sample-lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not whole.exists():
            shutil.rmtree(making, ignore_errors=True)
            start(making, "--sample").stop()
            making.rename(whole)
    return whole
