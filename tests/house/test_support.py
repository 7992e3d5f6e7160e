"""The server that other tests start is the real one, and is gone afterwards."""

from __future__ import annotations

import tempfile
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.commands.sign_in import LABELS
from tests.support import ready
from tests.support.server import ServerError, running, start


def test_the_server_tells_its_addresses(copy_sample: Callable[[Path], Path], tmp_path: Path) -> None:
    """A start on sample data prints a link for each audience and the staff, and the person's page opens."""
    with running(copy_sample(tmp_path / "data"), "--sample") as server:
        people = ["Person", "Family", "Staff member", "Manager", "Observer"]
        assert list(server.links) == [*people, *LABELS.values()]
        assert all(link.startswith(f"{server.base}/") for link in server.links.values())
        with urllib.request.urlopen(server.on("127.0.0.1", server.links["Person"])) as page:  # noqa: S310 - our own
            assert page.status == 200
    assert server.process.returncode == 0


def test_what_all_copy_is_in_no_folder_of_a_test(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The store that tests copy stays, although the first of them may have temporary files in a folder of its own."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    made = ready._made.__wrapped__()
    assert not made.is_relative_to(tmp_path)
    assert made.is_dir()


def test_a_killed_server_starts_again(copy_sample: Callable[[Path], Path], tmp_path: Path) -> None:
    """After kill -9 the same data folder opens again with the same links."""
    data = copy_sample(tmp_path / "data")
    first = start(data)
    first.kill()
    assert first.process.returncode == -9
    with running(data) as second:
        people = ("Person", "Family", "Staff member")
        paths = [
            {label: server.on("", server.links[label]).partition("/s/")[2] for label in people}
            for server in (first, second)
        ]
        assert paths[0] == paths[1]


def test_a_server_that_cannot_start_says_why(tmp_path: Path) -> None:
    """Where Plainsay refuses to start, the error holds what it printed."""
    (tmp_path / "data").write_text("a file, not a folder", encoding="utf-8")
    with pytest.raises(ServerError, match="data"):
        start(tmp_path / "data")
