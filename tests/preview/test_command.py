"""`plainsay pack`, as a person types it."""

from __future__ import annotations

import os
import queue
import signal
import socket
import subprocess
import sys
import threading
import urllib.request
from pathlib import Path

import pytest

from bot.cli import run_command
from tests.dialogs.packtools import tiny
from tests.house.tree import ROOT

PATIENCE_SECONDS = 60


def test_a_whole_pack_is_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`check` says that the pack is whole, what it holds, and how many questions were tried as they are now."""
    assert run_command(["pack", "check", str(tiny(tmp_path))]) == 0
    said = capsys.readouterr().out
    assert said.startswith("The pack is whole: A tiny code, version 1.\nAreas: 1\n")
    assert "What good looks like: 1 standard\nWhat bad looks like: 1 warning sign\n" in said
    assert "What we ask: 5 questions\nPeople: 5 questions\n" in said
    assert said.endswith("Tried with people, these words: 0 of 5\n")


def test_the_built_in_pack_is_whole(capsys: pytest.CaptureFixture[str]) -> None:
    """Without a folder, the pack that comes with the program is checked."""
    assert run_command(["pack", "check"]) == 0
    assert "Driving Up Quality Code" in capsys.readouterr().out


def test_every_fault_is_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A pack that is not whole gives each fault a line, and status 1."""
    faulty = ("area-1.yaml", "picture: tea", "picture: none")
    assert run_command(["pack", "check", str(tiny(tmp_path, faulty, ("scale.yaml", "label: Yes", "lable: Yes")))]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert any(line.startswith("area-1.yaml:8: P204") for line in lines)
    assert any(line.startswith("scale.yaml:2: P106") for line in lines)


@pytest.mark.parametrize(
    "words",
    [("check", "nowhere"), ("preview", "nowhere"), ("preview", "--verdicts", "nowhere/tried.yaml"),
     ("preview", "--verdicts", ".")],
)  # fmt: skip
def test_a_wrong_place_is_told_plainly(
    words: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A folder without a pack, or a file that cannot be, gives one sentence and status 2."""
    monkeypatch.chdir(tmp_path)
    assert run_command(["pack", *words]) == 2
    said = capsys.readouterr().err
    assert said.startswith("C101: ")
    assert said.count("\n") == 1


def test_a_port_in_use_is_told_plainly(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A port that is taken gives one sentence that names the one option there is."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        assert run_command(["pack", "preview", str(tiny(tmp_path)), "--port", port]) == 2
    said = capsys.readouterr().err
    assert f"127.0.0.1 port {port} cannot be listened on" in said
    assert said.rstrip().endswith("Choose another with --port.")


def test_the_preview_runs_until_it_is_stopped(tmp_path: Path) -> None:
    """It prints its address and answers there; Ctrl+C ends it, and it says where the verdicts are."""
    folder = tiny(tmp_path)
    command = [sys.executable, "-m", "bot", "pack", "preview", str(folder), "--port", "0"]
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        try:
            printed = _until(process, "The questions are at ")
            address = printed[-1].removeprefix("The questions are at ").strip()
            with urllib.request.urlopen(address, timeout=PATIENCE_SECONDS) as page:  # noqa: S310 - our own address
                assert "A tiny code" in page.read().decode()
            process.send_signal(signal.SIGINT)
            rest, _ = process.communicate(timeout=PATIENCE_SECONDS)
        except BaseException:
            process.kill()
            raise
    assert process.returncode == 0
    assert address.startswith("http://localhost:")
    assert f"Verdicts go to {folder / 'tried.yaml'}\n" in printed
    assert rest == f"The verdicts are in {folder / 'tried.yaml'}\n"


def _until(process: subprocess.Popen[str], start: str) -> list[str]:
    """What it prints, up to the line that starts so."""
    lines: queue.SimpleQueue[str] = queue.SimpleQueue()
    assert process.stdout is not None
    reading = process.stdout

    def read() -> None:
        line = "-"
        while line and not line.startswith(start):
            line = reading.readline()
            lines.put(line)

    threading.Thread(target=read, daemon=True).start()
    printed = [lines.get(timeout=PATIENCE_SECONDS)]
    while printed[-1] and not printed[-1].startswith(start):
        printed.append(lines.get(timeout=PATIENCE_SECONDS))
    assert printed[-1], "".join(printed)
    return printed
