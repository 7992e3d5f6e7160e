"""dialogs is pure: time, ids and chance are passed in, and only the pack's reader touches files."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.house.tree import ROOT, files

# What pure code may import. random is a type here: a seeded generator is passed in or made from a seed.
PURE = {"__future__", "collections", "dataclasses", "enum", "functools", "hashlib", "itertools", "json", "math", "re"}
PURE |= {"typing", "datetime", "random", "pydantic", "pydantic_core"}
TOUCHES = {"open", "print", "input", "exec", "eval", "__import__"}
CLOCKS = {"now", "today", "utcnow"}
CHANCE = {"Random"}  # of all that random holds, only a generator with a seed


def is_reader(path: Path) -> bool:
    """Whether this module may read files or print. A pack's parts are plain data, and as pure as the rest."""
    return path.stem.startswith(("pack", "xlsform", "diagram")) and path.stem != "pack_parts"


MODULES = [path for path in files("dialogs", suffix=".py") if not is_reader(path)]


def faults(source: str) -> list[str]:
    """What makes a module's source impure, each with its line."""
    return [f"line {node.lineno}: {why}" for node in ast.walk(ast.parse(source)) if (why := _impurity(node))]  # type: ignore[attr-defined]


def _impurity(node: ast.AST) -> str:
    if isinstance(node, ast.Import):
        return ", ".join(f"imports {alias.name}" for alias in node.names if not _pure(alias.name))
    if isinstance(node, ast.ImportFrom):
        module = node.module or ""
        names = [alias.name for alias in node.names]
        whole = [f"{module}.{name}" for name in names] if module == "dialogs" else [module]
        return ", ".join(f"imports {name}" for name in whole if node.level or not _pure(name))
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in TOUCHES:
        return f"calls {node.func.id}()"
    return _attribute_impurity(node)


def _attribute_impurity(node: ast.AST) -> str:
    if not isinstance(node, ast.Attribute):
        return ""
    if node.attr in CLOCKS:
        return f"reads a clock with .{node.attr}"
    if isinstance(node.value, ast.Name) and node.value.id == "random" and node.attr not in CHANCE:
        return f"takes chance from random.{node.attr}"
    return ""


def _pure(module: str) -> bool:
    root, _, rest = module.partition(".")
    return (root == "dialogs" and not is_reader(Path(rest))) or root in PURE


def test_dialogs_is_pure() -> None:
    """No module of dialogs but the readers touches a clock, chance, the network or the disk."""
    found = {str(path.relative_to(ROOT)): faults(path.read_text(encoding="utf-8")) for path in MODULES}
    assert {module: why for module, why in found.items() if why} == {}


@pytest.mark.parametrize(
    "source",
    [
        "import time",
        "import os.path",
        "from secrets import token_hex",
        "from pathlib import Path",
        "from dialogs import pack",
        "from dialogs.pack import load_pack",
        "from . import pack",
        "open('words')",
        "import datetime\ndatetime.datetime.now()",
        "import random\nrandom.random()",
    ],
)
def test_impurity_is_seen(source: str) -> None:
    """The check above can fail: each forbidden thing is found."""
    assert faults(source)


def test_purity_is_accepted() -> None:
    """A seeded generator, a date that is passed in and the other pure modules are fine."""
    assert faults("import random\nfrom datetime import date\nfrom dialogs.model import Step\nrandom.Random(7)") == []
