from __future__ import annotations

import ast
from pathlib import Path

import pytest

DIALOGS = Path(__file__).parents[2] / "dialogs"
ALLOWED = {
    *("__future__", "collections", "dataclasses", "enum", "functools", "hashlib", "itertools", "json", "typing"),
    *("pydantic", "pydantic_core"),
}
DOORS = {"open", "exec", "eval", "__import__", "print", "input"}


def imported(source: str) -> set[str]:
    """The full names of the modules that a source imports."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        if isinstance(node, ast.ImportFrom) and node.module == "dialogs":
            found |= {f"dialogs.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add(node.module or "")
    return found


def engine_modules() -> list[str]:
    """The modules of the engine: all that engine, session and planner lean on."""
    waiting, seen = ["engine", "session", "planner"], set[str]()
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            source = (DIALOGS / f"{name}.py").read_text(encoding="utf-8")
            waiting += [each.removeprefix("dialogs.") for each in imported(source) if each.startswith("dialogs.")]
    return sorted(seen)


@pytest.mark.parametrize("name", engine_modules())
def test_engine_is_pure(name: str) -> None:
    """No clock, chance, network or disk: the engine imports only what cannot reach them, and opens no door."""
    source = (DIALOGS / f"{name}.py").read_text(encoding="utf-8")
    outside = {each.partition(".")[0] for each in imported(source)} - ALLOWED - {"dialogs"}
    called = {
        node.func.id
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    assert (outside, called & DOORS) == (set(), set())


def test_engine_does_not_lean_on_the_pack_reader() -> None:
    """The modules that read files are not among those that the engine needs."""
    assert {"engine", "path", "transitions"} <= set(engine_modules())
    readers = {name for name in engine_modules() if name.startswith(("pack", "xlsform"))}
    assert readers == {"pack_parts"}
