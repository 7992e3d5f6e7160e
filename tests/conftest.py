"""What every test stands on: no settings from outside, no way off this machine, chance that repeats itself."""

from __future__ import annotations

import ipaddress
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from tests.support.counts import SOAK
from tests.support.sample import make_once, shared_folder

KEPT = {"PLAINSAY_SOAK", "PLAINSAY_TEST_BROWSER", "PLAINSAY_TEST_SHOTS"}


def pytest_configure(config: pytest.Config) -> None:
    """Forget the user's own settings, close the way out, and fix hypothesis's chance."""
    del config
    for name in [name for name in os.environ if name.startswith("PLAINSAY_") and name not in KEPT]:
        del os.environ[name]
    sys.addaudithook(_refuse_the_network)
    common: Any = {"deadline": None, "database": None, "suppress_health_check": [HealthCheck.too_slow]}
    settings.register_profile("quick", derandomize=True, max_examples=50, **common)
    settings.register_profile("soak", max_examples=2_000, print_blob=True, **common)
    settings.load_profile("soak" if SOAK else "quick")


def _refuse_the_network(event: str, arguments: tuple[Any, ...]) -> None:
    """A test that needs another machine is a broken test, even where that machine can be reached."""
    if event != "socket.connect" or not isinstance(arguments[1], tuple):
        return
    host = str(arguments[1][0])
    if host != "localhost" and not ipaddress.ip_address(host.partition("%")[0]).is_loopback:
        raise RuntimeError(f"A test tried to reach {host}. Tests stay on this machine.")


@pytest.fixture(scope="session")
def copy_sample(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Path]:
    """Copies a data folder full of invented people to a new folder. It is made once for the whole run."""
    whole = make_once(shared_folder(tmp_path_factory))
    return lambda folder: Path(shutil.copytree(whole, folder))
