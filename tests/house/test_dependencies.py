"""What the code imports is what pyproject.toml declares: a package that is only there by luck is soon gone."""

from __future__ import annotations

import ast
import sys
import tomllib
from collections.abc import Iterable
from importlib.metadata import packages_distributions
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.house.tree import ROOMS, ROOT, files

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
OUR_OWN = {*ROOMS, "tests", "tools", "bench"}


def names(lines: Iterable[str]) -> set[str]:
    """The packages that requirement lines name."""
    return {canonicalize_name(Requirement(line).name) for line in lines}


def imported(path: Path) -> set[str]:
    """The modules of others that a file imports, by the first part of their names."""
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    whole = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    parts = [node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module and not node.level]
    return {name.partition(".")[0] for name in whole + parts} - OUR_OWN - sys.stdlib_module_names


def undeclared(paths: Iterable[Path], declared: set[str]) -> dict[str, set[str]]:
    """File → the modules that it imports from packages that are not declared."""
    homes = packages_distributions()
    found = {
        str(path.relative_to(ROOT)): {
            module
            for module in imported(path)
            if not {canonicalize_name(home) for home in homes.get(module, [])} & declared
        }
        for path in paths
    }
    return {path: modules for path, modules in found.items() if modules}


RUNTIME = names(PROJECT["dependencies"])
EVERYTHING = RUNTIME | names(PROJECT["optional-dependencies"]["dev"])
OPTIONAL = {"easyread/speech/neural.py": {"hibari"}, "easyread/speech/transcribe_child.py": {"faster_whisper"}}
"""File → what it uses of an extra, where that is installed."""


def test_the_program_declares_what_it_imports() -> None:
    """Every package that a room imports is installed by `make run`, but for those of the extras in their own files."""
    found = undeclared(files(*ROOMS, suffix=".py"), RUNTIME)
    assert {path: modules - OPTIONAL.get(path, set()) for path, modules in found.items()} == {
        path: set() for path in found
    }


def test_tests_and_tools_declare_what_they_import() -> None:
    """Every package that tests, measurements and tools import is declared too."""
    assert undeclared(files("tests", "tools", "bench", suffix=".py"), EVERYTHING) == {}


def test_what_is_not_declared_is_seen() -> None:
    """The check above can fail: with nothing declared, imports are found."""
    assert undeclared(files("bot", suffix=".py"), set())


def test_the_locks_hold_what_is_declared() -> None:
    """Both lock files were made after the last change of pyproject.toml, and agree with each other."""
    locks = [_locked(name) for name in ("requirements.lock", "requirements-dev.lock")]
    assert set(locks[0]) >= RUNTIME
    assert set(locks[1]) >= EVERYTHING
    assert locks[0].items() <= locks[1].items()


def _locked(name: str) -> dict[str, str]:
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    pins = [line.removesuffix(" \\").split("==") for line in lines if "==" in line and not line.startswith((" ", "#"))]
    return dict(pins)
