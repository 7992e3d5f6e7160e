"""A full disk and a locked database, under the real server: nobody is told that something is saved when it is not."""

from __future__ import annotations

import resource
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from tests.faults.house import kept_in, with_people
from tests.support.server import Server, running

A_TAP = {"turn": "0", "do": "continue"}
HOLDS_THE_LOCK = """
import sys
from sqlcipher3 import dbapi2
connection = dbapi2.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def token(tmp_path: Path) -> str:
    """The link of the only person."""
    return with_people(tmp_path / "data", 1)[0]


@pytest.fixture
def server(tmp_path: Path, token: str) -> Iterator[Server]:
    """A server over the person's house."""
    assert token
    with running(tmp_path / "data") as started:
        yield started


def check_not_saved_then_saved(server: Server, token: str, *, mend: Callable[[], object]) -> None:
    """The tap is told as not saved, the screen stays, and after the mend the same tap goes on."""
    with httpx.Client(base_url=server.base, timeout=60) as browser:
        before = browser.get(f"/s/{token}").text
        refused = browser.post(f"/s/{token}", data=A_TAP)
        assert refused.status_code == 503
        assert "We have not saved your answer yet." in refused.text
        assert "Please press again." in refused.text
        assert 'name="turn" value="0"' in refused.text
        told = browser.post(f"/s/{token}/worry", data={"nonce": "n1", "words": "I am scared."})
        assert told.status_code == 503
        assert "Not sent yet" in told.text
        assert browser.get(f"/s/{token}").text == before
        mend()
        assert browser.post(f"/s/{token}", data=A_TAP).status_code == 303
        assert 'name="turn" value="1"' in browser.get(f"/s/{token}").text


def test_a_full_disk_is_told_and_gets_over(server: Server, token: str) -> None:
    """While no file can grow (a simulated full disk), nothing is shown as saved; then the same tap goes on."""
    process = server.process.pid
    unlimited = resource.prlimit(process, resource.RLIMIT_FSIZE)
    resource.prlimit(process, resource.RLIMIT_FSIZE, (4096, unlimited[1]))
    check_not_saved_then_saved(server, token, mend=lambda: resource.prlimit(process, resource.RLIMIT_FSIZE, unlimited))


def test_a_locked_database_is_told_and_gets_over(server: Server, token: str, tmp_path: Path) -> None:
    """While another program holds the database, nothing is shown as saved; then the same tap goes on."""
    command = [sys.executable, "-c", HOLDS_THE_LOCK, str(tmp_path / "data" / "plainsay.db")]
    holder = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    try:
        check_not_saved_then_saved(server, token, mend=holder.communicate)
    finally:
        holder.kill()
        holder.wait()


def test_a_refused_tap_leaves_nothing_half_there(server: Server, token: str, tmp_path: Path) -> None:
    """After a refusal and a crash, the store is whole and holds nothing of the refused tap."""
    process = server.process.pid
    resource.prlimit(process, resource.RLIMIT_FSIZE, (4096, resource.prlimit(process, resource.RLIMIT_FSIZE)[1]))
    with httpx.Client(base_url=server.base, timeout=60) as browser:
        assert browser.post(f"/s/{token}", data=A_TAP).status_code == 503
    server.kill()
    kept, differences = kept_in(tmp_path / "data", [token])
    assert kept[token].total() == 0
    assert differences == []
