"""What `make` does on a fresh machine, shown with a Python that only writes down what it was asked."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.house.tree import ROOT

# Stands for python3 and for .venv/bin/python. FAIL names the step that goes wrong.
PYTHON = """#!/bin/sh
echo "$*" >> "$LOG"
case "$*" in
  *"$FAIL"*) exit 1 ;;
  *"-m venv .venv") mkdir -p .venv/bin && cp "$0" .venv/bin/python ;;
  *"%d.%d-venv"*) echo python3.11-venv ;;
esac
"""


class Machine:
    """A folder with spaces in its name that holds a fresh clone's set-up files, and a Python of its own."""

    def __init__(self, folder: Path) -> None:
        self.clone, self.tools, self.log = folder / "a fresh clone", folder / "bin", folder / "log"
        (self.clone / "tools").mkdir(parents=True)
        self.tools.mkdir()
        for name in ("Makefile", "pyproject.toml", "requirements.lock", "requirements-dev.lock", "tools/setup.sh"):
            shutil.copy(ROOT / name, self.clone / name)
        self.command("python3", PYTHON)

    def command(self, name: str, text: str) -> None:
        """Put a command on this machine's PATH."""
        path = self.tools / name
        path.write_text(text, encoding="utf-8")
        path.chmod(0o755)

    def make(self, target: str, fail: str = "nothing fails") -> tuple[int, str]:
        """Run make; returns its exit status and what it printed."""
        environment = {"PATH": f"{self.tools}:{os.environ['PATH']}", "LOG": str(self.log), "FAIL": fail}
        command = ["make", "--no-print-directory", target]
        done = subprocess.run(command, cwd=self.clone, env=environment, capture_output=True, text=True, check=False)
        return done.returncode, done.stdout + done.stderr

    def asked(self) -> list[str]:
        """What Python was asked to do since the last look, the questions about itself aside."""
        lines = self.log.read_text(encoding="utf-8").splitlines() if self.log.exists() else []
        self.log.unlink(missing_ok=True)
        return [line for line in lines if line.startswith("-m")]


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """A fresh machine."""
    return Machine(tmp_path)


def test_a_fresh_clone_sets_itself_up(machine: Machine) -> None:
    """One command makes the environment, installs from the lock by hash, installs Plainsay and starts it."""
    status, printed = machine.make("run")
    steps = machine.asked()
    assert (status, steps[0]) == (0, "-m venv .venv"), printed
    assert "--require-hashes --requirement requirements.lock" in steps[1]
    assert "--no-deps --no-build-isolation --editable ." in steps[2]
    assert steps[3] == "-m bot run --sample --host 127.0.0.1 --port 8000 --data data/demo"


def test_set_up_happens_once(machine: Machine) -> None:
    """The second time nothing is installed, until a lock or pyproject.toml changes."""
    machine.make("run")
    machine.asked()
    machine.make("run")
    assert [step.split()[1] for step in machine.asked()] == ["bot"]
    later = (machine.clone / ".venv/ready-run").stat().st_mtime + 5
    os.utime(machine.clone / "requirements.lock", (later, later))
    machine.make("run")
    assert [step.split()[1] for step in machine.asked()] == ["pip", "pip", "bot"]


def test_a_half_made_environment_is_made_anew(machine: Machine) -> None:
    """Where installing broke off, the next run starts from nothing and says so."""
    assert machine.make("run", fail="--require-hashes")[0] != 0
    assert not (machine.clone / ".venv/ready-run").exists()
    (machine.clone / ".venv/left-over").touch()
    status, printed = machine.make("run")
    assert (status, "removing a half-made .venv" in printed) == (0, True)
    assert not (machine.clone / ".venv/left-over").exists()


def test_tools_come_on_top(machine: Machine) -> None:
    """`make test` after `make run` keeps the environment and adds the tools' lock; a break leaves no stamp."""
    machine.make("run")
    machine.asked()
    assert machine.make("lint", fail="requirements-dev.lock")[0] != 0
    assert not list((machine.clone / ".venv").glob("ready-*"))
    machine.asked()
    machine.make("clean")
    machine.make("run")
    machine.asked()
    machine.make("test")
    steps = machine.asked()
    assert "--requirement requirements-dev.lock" in steps[0]
    assert [step.split(" -o ")[0] for step in steps[2:]] == [
        "-m tools.browser",
        "-m tools.office",
        "-m pytest -n 2 --dist worksteal --durations 25",
    ]


def test_a_missing_venv_is_told(machine: Machine) -> None:
    """Who may not install packages is told the exact command."""
    machine.command("id", "#!/bin/sh\necho 1000\n")
    machine.command("apt-get", "#!/bin/sh\nexit 1\n")
    status, printed = machine.make("run", fail="import ensurepip")
    assert status != 0
    assert "sudo apt-get update && sudo apt-get install -y python3.11-venv" in printed


def test_a_missing_venv_is_installed_by_root(machine: Machine) -> None:
    """On Debian, root gets the missing package without being asked."""
    machine.command("id", "#!/bin/sh\necho 0\n")
    machine.command("apt-get", '#!/bin/sh\necho "-m apt-get $*" >> "$LOG"\n')
    assert machine.make("run", fail="import ensurepip")[0] == 0
    assert machine.asked()[:3] == [
        "-m apt-get update -qq",
        "-m apt-get install -y -qq python3.11-venv",
        "-m venv .venv",
    ]


def test_an_old_python_is_refused(machine: Machine) -> None:
    """Without Python 3.11 or newer, one sentence says what to do."""
    for name in ("python3.11", "python3.12", "python3.13", "python3.14"):
        machine.command(name, PYTHON)
    status, printed = machine.make("run", fail="(3, 11)")
    assert status != 0
    assert "Python 3.11 or newer is needed" in printed
