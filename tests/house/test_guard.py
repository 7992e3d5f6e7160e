"""What tests/conftest.py promises about every other test."""

from __future__ import annotations

import os
import socket
import subprocess
import sys

import pytest

from tests.house.tree import ROOT


def test_the_way_out_is_closed() -> None:
    """A test that reaches for another machine fails, before a packet leaves."""
    with socket.socket() as outward, pytest.raises(RuntimeError, match="Tests stay on this machine"):
        outward.connect(("192.0.2.1", 443))


def test_this_machine_can_be_reached() -> None:
    """Loopback stays open, for servers and databases that tests start."""
    with socket.create_server(("127.0.0.1", 0)) as server, socket.socket() as client:
        client.connect(server.getsockname())


def test_settings_from_outside_are_forgotten() -> None:
    """A developer's own PLAINSAY_ settings do not reach the tests, so that no test touches their data."""
    assert {name for name in os.environ if name.startswith("PLAINSAY_")} <= {"PLAINSAY_SOAK", "PLAINSAY_TEST_BROWSER"}


@pytest.mark.parametrize(("soak", "counted"), [("", "3"), ("0", "3"), ("1", "700")])
def test_soak_takes_the_promised_counts(soak: str, counted: str) -> None:
    """The small count holds unless PLAINSAY_SOAK asks for the promised one."""
    script = "from tests.support.counts import count; print(count(3, promised=700))"
    environment = {**os.environ, "PLAINSAY_SOAK": soak}
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == counted
