"""What every test stands on: no settings from outside, no way off this machine, chance that repeats itself."""

from __future__ import annotations

import gc
import ipaddress
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from asking.deeds import deed_of
from store import access_log
from store.tx import Tx
from tests.support.counts import SOAK
from tests.support.memory import memory
from tests.support.sample import make_once, shared_folder
from tests.support.server import ROOT

COLLECT_AFTER = 5_000
"""Objects made before the collector looks for rings of rubbish; Python's own is 700."""
KEPT = {"PLAINSAY_SOAK", "PLAINSAY_TEST_BROWSER", "PLAINSAY_TEST_SHOTS"}


def pytest_configure(config: pytest.Config) -> None:
    """Forget the user's own settings, close the way out, and fix hypothesis's chance."""
    del config
    gc.disable()  # until all tests are found: nothing of them is rubbish, and looking takes a quarter of that
    for name in [name for name in os.environ if name.startswith("PLAINSAY_") and name not in KEPT]:
        del os.environ[name]
    sys.addaudithook(_refuse_the_network)
    if roomy := memory():
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(roomy))  # where pytest makes the folder of each test
    common: Any = {"deadline": None, "database": None, "suppress_health_check": [HealthCheck.too_slow]}
    settings.register_profile("quick", derandomize=True, max_examples=50, **common)
    settings.register_profile("soak", max_examples=2_000, print_blob=True, **common)
    settings.load_profile("soak" if SOAK else "quick")


def pytest_collection_finish(session: pytest.Session) -> None:
    """Leave the tests and all that was imported alone: rubbish is looked for among what tests make."""
    del session
    gc.collect()
    gc.freeze()
    gc.enable()
    gc.set_threshold(COLLECT_AFTER, 10, 10)


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


@pytest.fixture(scope="session", autouse=True)
def _known_deeds() -> Iterator[None]:
    """Whatever a test has the program note in the access log is one of the deeds that `asking.deeds` lists."""
    add = access_log.add

    def checked(tx: Tx, *, at: str, who: str, did: str, person_id: int | None = None) -> None:
        if _is_ours(sys._getframe(1).f_code.co_filename):
            assert deed_of(did) is not None, f"asking/deeds.py does not know: {did}"
        add(tx, at=at, who=who, did=did, person_id=person_id)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(access_log, "add", checked)
        yield


def _is_ours(file: str) -> bool:
    """Whether a file is the program's own, and no test's, which may note what it likes."""
    return Path(file).is_relative_to(ROOT) and not Path(file).is_relative_to(ROOT / "tests")
