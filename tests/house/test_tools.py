"""The checks that are programs of their own. Each runs once here, so that one pytest run reports everything."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.tree import ROOT

# The console script stands beside the Python that runs the tests.
LINT_IMPORTS = str(Path(sys.executable).with_name("lint-imports"))
COMMANDS = {
    "ruff": [sys.executable, "-m", "ruff", "check", "."],
    "ruff format": [sys.executable, "-m", "ruff", "format", "--check", "."],
    "import-linter": [LINT_IMPORTS, "--no-cache"],
    "mypy": [sys.executable, "-m", "mypy"],
}


@pytest.mark.parametrize("name", COMMANDS)
def test_the_check_finds_nothing(name: str) -> None:
    """Ruff, its formatter, the import rules and strict mypy have nothing to say."""
    done = subprocess.run(COMMANDS[name], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{name} says:\n{done.stdout}{done.stderr}"
